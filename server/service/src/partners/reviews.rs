//! Records whose person an officer must recognise (article 4): what was given, beside what is known of the candidate, with
//! score and reasons. Decided once; what was decided to be somebody else's is destroyed.

use super::batch::{Batch, Came};
use super::intake::{FILE, SYSTEM};
use super::recording::review_subject;
use super::{PartnerDesk, given};
use crate::error::ServiceError;
use crate::permission::Permit;
use crate::signed::Signed;
use domain::Id;
use domain::catalogue::PurposeId;
use domain::exchange::GivenRecord;
use domain::matching::{Known, Reason};
use domain::partner::Event;
use domain::permission::{Act, Tie};
use storage::{Change, IntakeChange, ReviewState, StorageError, StoredReview, UnitOfWork};

/// Reviews on one page.
const PAGE: u32 = 50;

/// A page of the queue.
pub struct ReviewList {
    /// The reviews, the first that came first.
    pub lines: Vec<StoredReview>,
    /// The review the next page begins after.
    pub next: Option<Id>,
}

/// One review, for an officer. It has no `Debug`.
pub struct ReviewView {
    /// The review.
    pub stored: StoredReview,
    /// Why nobody could decide without an officer.
    pub reasons: Vec<Reason>,
    /// What was given; nothing once it was destroyed.
    pub given: Option<GivenRecord>,
    /// What is known of the candidate.
    pub known: Option<Known>,
}

impl PartnerDesk {
    /// The queue of the asker's organisation.
    pub async fn reviews(
        &self,
        signed: &Signed,
        state: ReviewState,
        after: Option<Id>,
    ) -> Result<ReviewList, ServiceError> {
        self.core.permit(signed, (Act::RecognisePerson, Tie::Sent, PurposeId::VaccineRegister), ("", None)).await?;
        let mut lines = self.core.storage.reviews(&signed.organisation, state, after, PAGE + 1).await?;
        let more = lines.len() > PAGE as usize;
        lines.truncate(PAGE as usize);
        Ok(ReviewList { next: lines.last().filter(|_| more).map(|it| it.id), lines })
    }

    /// One review; that somebody looked is in the log of the candidate.
    pub async fn review(&self, signed: &Signed, id: Id) -> Result<ReviewView, ServiceError> {
        let (stored, permit) = self.found(signed, id).await?;
        let event = permit.used(&self.core, "review-read", signed, (&stored.candidate, Some(id)))?;
        self.core.storage.commit(UnitOfWork::of(event)).await?;
        let given = self.given(&stored).await?;
        let known = match self.core.person(&stored.candidate).await {
            Ok(person) => person.known,
            Err(ServiceError::Absent) => None,
            Err(error) => return Err(error),
        };
        let reasons = Reason::from_words(&stored.reasons).unwrap_or_default();
        Ok(ReviewView { stored, reasons, given, known })
    }

    /// Decides: it is about the candidate, and is recorded, or it is about somebody else. [`ServiceError::Meanwhile`] where
    /// it was decided before, or the candidate's data was erased.
    pub async fn decide(&self, signed: &Signed, id: Id, same: bool) -> Result<(), ServiceError> {
        let (stored, permit) = self.found(signed, id).await?;
        let given = self.given(&stored).await?.ok_or(ServiceError::Meanwhile)?;
        let state = if same { ReviewState::Same } else { ReviewState::Different };
        let (at, by) = (self.core.now(), signed.account.clone());
        let sender = self.core.storage.partner_system_of(&stored.sender).await?;
        let mut changes: Vec<Change> = vec![IntakeChange::Decide { id, state, at, by }.into()];
        if same {
            let asked = (Act::ReceiveRecord, Tie::Sent, PurposeId::VaccineRegister);
            let receive = self.core.permit(signed, asked, (&stored.candidate, Some(id))).await?;
            let came = Came { by: if sender.is_some() { SYSTEM } else { FILE }, at: stored.at };
            let mut batch = Batch::new(&self.core, signed, &receive, came);
            batch.recognised(&stored.candidate, &given).await?;
            changes.extend(batch.finish().await?);
        }
        changes.push(Change::DestroySubjectKey(review_subject(id)));
        if let Some(system) = sender.filter(|system| !system.ended) {
            // Who sent it knows it by the id it was told then.
            let decided = (stored.candidate.as_str(), Event::Reviewed, (Some(id), None));
            changes.push(self.core.delivery(decided, &system)?);
        }
        let act = if same { "review-same" } else { "review-different" };
        changes.push(permit.used(&self.core, act, signed, (&stored.candidate, Some(id)))?);
        match self.core.storage.commit(UnitOfWork { changes }).await {
            Err(StorageError::Conflict { .. }) => Err(ServiceError::Meanwhile),
            outcome => Ok(outcome?),
        }
    }

    /// A review of the asker's own organisation. That another's was asked for is refused and written down.
    async fn found(&self, signed: &Signed, id: Id) -> Result<(StoredReview, Permit), ServiceError> {
        let stored = self.core.storage.review(id).await?.ok_or(ServiceError::Absent)?;
        let tie = if stored.organisation == signed.organisation { Tie::Sent } else { Tie::Nothing };
        let asked = (Act::RecognisePerson, tie, PurposeId::VaccineRegister);
        let permit = self.core.permit(signed, asked, (&stored.candidate, Some(id))).await?;
        Ok((stored, permit))
    }

    async fn given(&self, stored: &StoredReview) -> Result<Option<GivenRecord>, ServiceError> {
        let Some(bytes) = self.core.waiting_in(stored).await? else { return Ok(None) };
        given::from_bytes(&bytes).map(Some).ok_or(ServiceError::Sealed)
    }
}
