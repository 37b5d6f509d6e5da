//! The code a person's device shows at a unit (article 7): computed for whom the request is about, from the moment it is
//! asked for. It is kept nowhere; what is kept is that it was used.

use super::PartnerDesk;
use crate::error::ServiceError;
use crate::signed::Signed;
use domain::account::Assurance;
use domain::catalogue::PurposeId;
use domain::permission::Tie;
use domain::presence::{PresenceCode, WINDOW, code, window};
use domain::{Instant, delegation, permission};
use storage::UnitOfWork;

/// What the device shows now.
pub struct PresenceView {
    /// The code.
    pub code: PresenceCode,
    /// When the next one takes its place.
    pub until: Instant,
}

impl PartnerDesk {
    /// The code of whom this request is about. Shown by a delegate, that is written down first. Nothing where nobody has
    /// checked who the person is: a unit could not tell whose dose it confirms.
    pub async fn presence(&self, signed: &Signed) -> Result<Option<PresenceView>, ServiceError> {
        let now = self.core.now();
        signed.may(delegation::Act::See, now)?;
        let subject = signed.subject();
        let account = self.core.storage.account(subject).await?.ok_or(ServiceError::Absent)?;
        if account.assurance != Assurance::Verified {
            return Ok(None);
        }
        if signed.acting.is_some() {
            let own = (permission::Act::Own(delegation::Act::See), Tie::OwnData, PurposeId::Service);
            let permit = self.core.permit(signed, own, (subject, None)).await?;
            let event = permit.used(&self.core, "presence-shown", signed, (subject, None))?;
            self.core.storage.commit(UnitOfWork::of(event)).await?;
        }
        let shown = window(now);
        let begins = i64::try_from(shown).unwrap_or_default() * WINDOW;
        let code = code(&self.core.presence_digest(subject, shown));
        Ok(Some(PresenceView { code, until: Instant::from_unix_milliseconds(begins + WINDOW) }))
    }
}
