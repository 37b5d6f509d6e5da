//! What binds people on duty (articles 3 and 5): the promise each signs on screen, and the agreements of organisations.

use crate::core::Core;
use crate::error::ServiceError;
use crate::signed::Signed;
use domain::Id;
use domain::account::Role;
use domain::permission::{Agreement, IN_FORCE, Promise};
use std::sync::Arc;
use storage::{Change, DutyChange, StorageError, StoredAgreement, StoredPromise, UnitOfWork};

/// What somebody on duty is bound by now.
pub struct BoundView {
    /// The promise they signed last, where they signed one.
    pub promise: Option<StoredPromise>,
    /// Whether it holds today.
    pub holds: bool,
    /// The agreements of their organisation, the newest first.
    pub agreements: Vec<StoredAgreement>,
    /// Whether the brake stopped them.
    pub stopped: bool,
}

/// The duty.
pub struct DutyDesk {
    core: Arc<Core>,
}

impl DutyDesk {
    pub(crate) fn new(core: Arc<Core>) -> Self {
        Self { core }
    }

    /// What binds whoever asks.
    pub async fn bound(&self, signed: &Signed) -> Result<BoundView, ServiceError> {
        must_be_on_duty(signed)?;
        let promise = self.core.storage.promise(&signed.account).await?;
        let today = self.core.now().bangkok_day();
        let holds =
            |it: &StoredPromise| Promise { version: it.version, in_force: IN_FORCE, until: it.until }.holds(today);
        Ok(BoundView {
            holds: promise.as_ref().is_some_and(holds),
            promise,
            agreements: self.core.storage.agreements(&signed.organisation).await?,
            stopped: self.core.storage.stopped(&signed.account).await?.is_some(),
        })
    }

    /// Signs the promise in the text of this number. [`ServiceError::Meanwhile`] where another text is in force by now.
    pub async fn sign(&self, signed: &Signed, version: u16) -> Result<(), ServiceError> {
        must_be_on_duty(signed)?;
        if version != IN_FORCE {
            return Err(ServiceError::Meanwhile);
        }
        let now = self.core.now();
        let promise = StoredPromise {
            account: signed.account.clone(),
            id: self.core.id(now)?,
            version,
            until: Promise::signed(version, now.bangkok_day()).until,
            signed_at: now,
        };
        let changes = vec![
            DutyChange::Sign(promise).into(),
            self.core.audit("promise-signed", signed.actor(), &signed.account, None)?,
        ];
        Ok(self.core.storage.commit(UnitOfWork { changes }).await?)
    }

    /// Writes down that somebody was turned away from a room that is not theirs.
    pub async fn turned_away(&self, signed: &Signed) -> Result<(), ServiceError> {
        let event = self.core.audit("turned-away", signed.actor(), &signed.account, None)?;
        Ok(self.core.storage.commit(UnitOfWork::of(event)).await?)
    }

    /// Enters an agreement with an organisation, by whoever is named: an officer's account, or the operator.
    pub async fn agree(
        &self,
        organisation: &str,
        number: &str,
        terms: Agreement,
        by: &str,
    ) -> Result<Id, ServiceError> {
        self.core.storage.organisation(organisation).await?.ok_or(ServiceError::Absent)?;
        let now = self.core.now();
        let id = self.core.id(now)?;
        let agreement = StoredAgreement {
            organisation: organisation.to_owned(),
            id,
            number: number.to_owned(),
            terms,
            made_at: now,
            made_by: by.to_owned(),
        };
        let change: Change = DutyChange::Agree(agreement).into();
        self.core.storage.commit(UnitOfWork::of(change)).await?;
        Ok(id)
    }

    /// The agreements of an organisation, the newest first.
    pub async fn agreements(&self, organisation: &str) -> Result<Vec<StoredAgreement>, ServiceError> {
        Ok(self.core.storage.agreements(organisation).await?)
    }

    /// Ends an agreement before its last day: access ends with the next request.
    pub async fn end(&self, organisation: &str, id: Id, by: &str) -> Result<(), ServiceError> {
        let (organisation, at, by) = (organisation.to_owned(), self.core.now(), by.to_owned());
        let change = DutyChange::EndAgreement { organisation, id, at, by };
        match self.core.storage.commit(UnitOfWork::of(change.into())).await {
            Err(StorageError::Conflict { .. }) => Err(ServiceError::Meanwhile),
            outcome => Ok(outcome?),
        }
    }
}

fn must_be_on_duty(signed: &Signed) -> Result<(), ServiceError> {
    if signed.role == Role::Person { Err(ServiceError::Forbidden) } else { Ok(()) }
}
