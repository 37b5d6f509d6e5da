//! Erasing an account: what is sealed for it can be read by nobody from then on. What others recorded about a number goes
//! with whoever was checked to be its holder, and with nobody else.

use super::AccountDesk;
use crate::core::Core;
use crate::error::ServiceError;
use crate::partners::combining::{Saying, Standing};
use crate::partners::review_subject;
use crate::sealing::DataKey;
use crate::signed::Signed;
use domain::account::Assurance;
use domain::combining::Source;
use storage::{AccountChange, Change, IntakeChange, PaperChange, ReviewState, StorageError, UnitOfWork};

impl AccountDesk {
    /// Erases an account: its key is destroyed, so that nothing sealed for it can be read by anyone; what it was found
    /// by is gone. Events stay as commitments that nobody can open, so that the ledger still verifies.
    pub async fn erase(&self, signed: &Signed) -> Result<(), ServiceError> {
        signed.must_be_the_person()?;
        let subject = signed.subject().to_owned();
        let mut changes = self.core.erasing(&subject).await?;
        changes.push(self.core.audit("account-erased", signed.actor(), &subject, None)?);
        match self.core.storage.commit(UnitOfWork { changes }).await {
            // Erased meanwhile.
            Err(StorageError::Conflict { .. }) => Err(ServiceError::Absent),
            outcome => Ok(outcome?),
        }
    }
}

impl Core {
    /// The changes that erase an account. Where somebody who was never checked opened it by a number that others had
    /// recorded something about, what they said themselves is taken back and the account is nobody's again: what a unit
    /// recorded is not theirs to destroy.
    pub(crate) async fn erasing(&self, subject: &str) -> Result<Vec<Change>, ServiceError> {
        let account = self.storage.account(subject).await?;
        // Nobody opened it, or opens it any more.
        let account = account.filter(|it| it.assurance != Assurance::Recorded).ok_or(ServiceError::Absent)?;
        if account.assurance == Assurance::Stated {
            let key = self.data_key(subject).await?;
            let standing = self.standing_of(subject, &key).await?;
            let others = standing.said.iter().any(|it| it.source != Source::Person);
            if others || !self.storage.records(subject).await?.is_empty() {
                return self.leaving((standing, &key), subject);
            }
        }
        let owned = || subject.to_owned();
        let erase = AccountChange::Erase { subject: owned(), at: self.now() };
        let papers = PaperChange::Erase { person: owned() };
        let mut changes = vec![erase.into(), Change::DestroySubjectKey(owned()), papers.into()];
        // What waits for an officer to say whether it is theirs can no longer be found to be: it goes, and may be sent again.
        for review in self.storage.reviews_about(subject).await? {
            let (id, at, state) = (review.id, self.now(), ReviewState::Different);
            changes.push(IntakeChange::Decide { id, state, at, by: String::new() }.into());
            changes.push(Change::DestroySubjectKey(review_subject(id)));
        }
        Ok(changes)
    }

    fn leaving(&self, (mut standing, key): (Standing, &DataKey), subject: &str) -> Result<Vec<Change>, ServiceError> {
        let mut changes = vec![AccountChange::Leave { subject: subject.to_owned() }.into()];
        let own = standing.said.iter().filter(|it| it.source == Source::Person);
        for field in own.map(|it| it.field.clone()).collect::<Vec<_>>() {
            let saying = Saying { field: &field, source: Source::Person, value: "", by: subject };
            changes.extend(self.say((&mut standing, key), &saying)?);
        }
        Ok(changes)
    }
}
