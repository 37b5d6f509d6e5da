//! What a signed paper form says about consent, as events like any other: with receipt, ledger entry and notices. Never
//! against what the person decided since, and never for who cannot decide alone.

use super::wording::Known;
use super::{Choice, ConsentDesk, Whose};
use crate::error::ServiceError;
use crate::policies::PolicyDesk;
use crate::sealing::DataKey;
use domain::Instant;
use domain::catalogue::PurposeId;
use domain::consent::{AskedPurpose, EventKind, Method, Standing, asked};
use domain::minority::Capacity;
use domain::paper::{PaperConsents, answered_on, counts};
use std::sync::Arc;
use storage::Change;

/// What a form's answers come to.
#[derive(Default)]
pub(crate) struct OnPaper {
    /// The purposes that are recorded; what is not among them was decided since, stands already, or is a guardian's.
    pub(crate) recorded: Vec<PurposeId>,
    /// The changes that record them.
    pub(crate) changes: Vec<Change>,
    wordings: Vec<Arc<Known>>,
}

impl OnPaper {
    /// Told once the unit with the changes was committed.
    pub(crate) fn is_kept(&self) {
        self.wordings.iter().for_each(|wording| wording.is_kept());
    }
}

impl ConsentDesk {
    /// The purposes asked about, in the order in which they are asked.
    pub fn purposes(&self) -> &[AskedPurpose] {
        &self.asked
    }

    /// The events that the answers of a signed form make that was scanned at `scanned`. Without a signature there are none,
    /// whatever is ticked. An agreement holds from the day it was signed on, so that one whose time is over makes none.
    pub(crate) async fn on_paper(
        &self,
        actor: &str,
        (subject, key): (&str, &DataKey),
        policies: &PolicyDesk,
        (paper, scanned): (&PaperConsents, Instant),
    ) -> Result<OnPaper, ServiceError> {
        let mut made = OnPaper::default();
        let account = self.core.storage.account(subject).await?.ok_or(ServiceError::Absent)?;
        let now = self.core.now();
        let alone = self.accounts.capacity(subject, key).await? == Capacity::Full;
        for (purpose, decision) in paper.answers.iter().copied().filter(|_| paper.signed) {
            let last = self.last(subject, purpose).await?;
            let newest = counts(paper.signed_on, scanned.bangkok_day(), last);
            let Some(asked) = asked(&self.asked, purpose).filter(|_| newest) else { continue };
            // What stands already needs no second event.
            let Ok(kind) = Standing::after(last).decide(decision, asked, None, now) else { continue };
            let lapses_at = asked.lapses_at(answered_on(paper.signed_on, scanned));
            if kind == EventKind::Given && (!alone || lapses_at <= now) {
                continue;
            }
            let (language, method) = (account.settings.language, Method::Paper);
            let choice = Choice { purpose, decision, seen: None, key: None, language, method };
            let whose = Whose { actor, acting: None, subject, key };
            let mut entry = self.entry(whose, (*asked, kind), policies, &choice)?;
            if kind == EventKind::Given {
                entry.event.lapses_at = lapses_at;
            }
            made.changes.extend(self.recorded((actor, None), &entry, last, None)?);
            made.changes.extend(self.systems_told(&entry, last).await?);
            made.recorded.push(purpose);
            made.wordings.push(entry.wording);
        }
        Ok(made)
    }
}
