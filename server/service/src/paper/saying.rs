//! What a settled form says of a person's name (article 4): a source of its own, that goes before what they typed and after
//! the civil register. How to reach somebody it only proposes.

use super::PaperDesk;
use crate::error::ServiceError;
use crate::partners::combining::Saying;
use crate::sealing::DataKey;
use domain::combining::Source;
use domain::message::Notice;
use domain::paper::{Keying, PaperField};
use storage::Change;

impl PaperDesk {
    /// The changes that keep what two officers read of a person's name; that it is another one is news to them.
    pub(super) async fn said_on_paper(
        &self,
        (subject, key): (&str, &DataKey),
        settled: &Keying,
        by: &str,
    ) -> Result<Vec<Change>, ServiceError> {
        let mut standing = self.core.standing_of(subject, key).await?;
        let (mut changes, mut differs, source) = (Vec::new(), false, Source::VerifiedPaper);
        for (read, field) in [(PaperField::FirstName, "first-name"), (PaperField::LastName, "last-name")] {
            let Some(value) = settled.get(read).value() else { continue };
            if !standing.is_known(field, source, value) {
                differs |= standing.differs(field, value);
                changes.extend(self.core.say((&mut standing, key), &Saying { field, source, value, by })?);
            }
        }
        if differs {
            changes.extend(self.core.tell(subject, key, Notice::ValueReceived).await?);
        }
        Ok(changes)
    }
}
