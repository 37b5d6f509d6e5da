//! What binds people on duty (articles 3 and 5): the promise each signs on screen, and the agreements of organisations.

use crate::core::Core;
use crate::error::ServiceError;
use crate::signed::Signed;
use domain::Id;
use domain::account::Role;
use domain::organisation::{Organisation, OrganisationKind};
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

/// Somebody on duty, as the division sees them: by a code, never by name.
pub struct ColleagueView {
    /// The same code for the same account everywhere.
    pub officer: String,
    /// Their role.
    pub role: Role,
    /// The promise they signed last.
    pub promise: Option<StoredPromise>,
    /// Whether it holds today.
    pub holds: bool,
    /// Whether the brake stopped them.
    pub stopped: bool,
}

/// An organisation as the division sees it.
pub struct OfficeView {
    /// It.
    pub organisation: Organisation,
    /// Its agreements, the newest first.
    pub agreements: Vec<StoredAgreement>,
    /// Its people on duty.
    pub people: Vec<ColleagueView>,
}

/// The most people shown of an organisation, and organisations of a page.
const PEOPLE: u32 = 200;
const OFFICES: u32 = 50;

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
        Ok(BoundView {
            holds: promise.as_ref().is_some_and(|it| self.holds(it)),
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

    /// A page of organisations with the agreement of each that holds today or was the last, and where the next begins.
    pub async fn offices(
        &self,
        signed: &Signed,
        after: &str,
    ) -> Result<(Vec<(Organisation, Option<Agreement>)>, Option<String>), ServiceError> {
        must_look(signed)?;
        let mut found = self.core.storage.offices(None, after, OFFICES + 1).await?;
        let more = found.len() > OFFICES as usize;
        found.truncate(OFFICES as usize);
        let next = found.last().filter(|_| more).map(|it| it.code.clone());
        let mut offices = Vec::with_capacity(found.len());
        for organisation in found {
            let agreement = self.core.agreement_of(&organisation.code).await?;
            offices.push((organisation, agreement));
        }
        Ok((offices, next))
    }

    /// One organisation: what binds it and its people.
    pub async fn office(&self, signed: &Signed, code: &str) -> Result<OfficeView, ServiceError> {
        must_look(signed)?;
        let storage = &self.core.storage;
        let organisation = storage.organisation(code).await?.ok_or(ServiceError::Absent)?;
        let mut people = Vec::new();
        let people_of = storage.people_of(code, PEOPLE).await?;
        // A system promises nothing: the officer who answers for it does.
        for (account, role) in people_of.into_iter().filter(|(_, role)| *role != Role::System) {
            let promise = storage.promise(&account).await?;
            people.push(ColleagueView {
                officer: self.core.officer_code(&account),
                role,
                holds: promise.as_ref().is_some_and(|it| self.holds(it)),
                promise,
                stopped: storage.stopped(&account).await?.is_some(),
            });
        }
        Ok(OfficeView { organisation, agreements: storage.agreements(code).await?, people })
    }

    /// Enters an agreement on behalf of the division.
    pub async fn agree_with(
        &self,
        signed: &Signed,
        (organisation, number, terms): (&str, &str, Agreement),
    ) -> Result<Id, ServiceError> {
        must_act(signed)?;
        let id = self.agree(organisation, number, terms, &signed.account).await?;
        self.note(signed, "agreement-entered", id).await?;
        Ok(id)
    }

    /// Ends one on behalf of the division.
    pub async fn end_with(&self, signed: &Signed, organisation: &str, id: Id) -> Result<(), ServiceError> {
        must_act(signed)?;
        self.end(organisation, id, &signed.account).await?;
        self.note(signed, "agreement-ended", id).await
    }

    async fn note(&self, signed: &Signed, act: &'static str, id: Id) -> Result<(), ServiceError> {
        let event = self.core.audit(act, signed.actor(), &signed.account, Some(id))?;
        Ok(self.core.storage.commit(UnitOfWork::of(event)).await?)
    }

    fn holds(&self, it: &StoredPromise) -> bool {
        let today = self.core.now().bangkok_day();
        Promise { version: it.version, in_force: IN_FORCE, until: it.until }.holds(today)
    }

    /// Enters an agreement with an organisation, by whoever is named: an officer's account, or the operator. A contractor's
    /// comes with its contract, from the register alone: [`ServiceError::Forbidden`].
    pub async fn agree(
        &self,
        organisation: &str,
        number: &str,
        terms: Agreement,
        by: &str,
    ) -> Result<Id, ServiceError> {
        let known = self.core.storage.organisation(organisation).await?.ok_or(ServiceError::Absent)?;
        if known.kind == OrganisationKind::Contractor {
            return Err(ServiceError::Forbidden);
        }
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

fn must_act(signed: &Signed) -> Result<(), ServiceError> {
    if signed.role == Role::DivisionOfficer { Ok(()) } else { Err(ServiceError::Forbidden) }
}

fn must_look(signed: &Signed) -> Result<(), ServiceError> {
    if matches!(signed.role, Role::DivisionOfficer | Role::Auditor) { Ok(()) } else { Err(ServiceError::Forbidden) }
}

fn must_be_on_duty(signed: &Signed) -> Result<(), ServiceError> {
    if signed.role == Role::Person { Err(ServiceError::Forbidden) } else { Ok(()) }
}
