//! Breach cases (article 8): opened by the brake or by an officer, assessed by somebody whom they do not concern, closed
//! once everybody was told who must be.

use crate::cases::SYSTEM;
use crate::core::Core;
use crate::error::ServiceError;
use crate::signed::Signed;
use domain::account::Role;
use domain::breach::{Breach, Cause, Refusal, Step};
use domain::{Id, Instant};
use std::sync::Arc;
use storage::{BreachStep, DutyChange, StorageError, StoredBreach, UnitOfWork};

/// Where what is said in a step is kept; part of what its seal is bound to.
pub(crate) const PLACE: &str = "breach_step.sealed";
/// The most cases and persons of a list.
const LIST: u32 = 500;

/// A step as it is shown.
pub struct BreachStepView {
    /// What happened.
    pub step: Step,
    /// When.
    pub at: Instant,
    /// The code of the officer; empty where it was the brake.
    pub officer: String,
    /// What was said.
    pub words: String,
}

/// A breach case as it is shown.
pub struct BreachView {
    /// The case.
    pub stored: StoredBreach,
    /// Where it stands.
    pub standing: Breach,
    /// Its steps, the first first.
    pub steps: Vec<BreachStepView>,
    /// The code of the officer it concerns; empty where it concerns none.
    pub concerned: String,
    /// Their organisation's code.
    pub office: String,
    /// Pseudonyms of the persons who may be affected, who were looked for first first.
    pub affected: Vec<String>,
    /// Whether whoever looks is the one concerned: they take no step.
    pub own: bool,
}

/// The duty.
pub struct BreachDesk {
    core: Arc<Core>,
}

impl BreachDesk {
    pub(crate) fn new(core: Arc<Core>) -> Self {
        Self { core }
    }

    /// Open cases, the first opened first, then closed ones, the last opened first.
    pub async fn list(&self, signed: &Signed) -> Result<Vec<StoredBreach>, ServiceError> {
        must_look(signed)?;
        let mut all = self.core.storage.breaches(true, LIST).await?;
        all.extend(self.core.storage.breaches(false, LIST).await?);
        Ok(all)
    }

    /// One case.
    pub async fn one(&self, signed: &Signed, id: Id) -> Result<BreachView, ServiceError> {
        must_look(signed)?;
        let stored = self.core.storage.breach(id).await?.ok_or(ServiceError::Absent)?;
        let steps = self.core.storage.breach_steps(id).await?;
        let standing = Breach::of(steps.iter().map(|it| (it.step, it.at))).ok_or(ServiceError::Sealed)?;
        let key = self.core.keys().register();
        let mut views = Vec::with_capacity(steps.len());
        for it in steps {
            let words = String::from_utf8(key.open(&it.sealed, PLACE)?).map_err(|_| ServiceError::Sealed)?;
            let officer = if it.actor == SYSTEM { String::new() } else { self.core.officer_code(&it.actor) };
            views.push(BreachStepView { step: it.step, at: it.at, officer, words });
        }
        let account = self.core.storage.account(&stored.concerned).await?;
        let (concerned, affected) = if stored.concerned.is_empty() {
            (String::new(), Vec::new())
        } else {
            let found = self.core.storage.unbound_accesses(&stored.concerned, stored.since, LIST).await?;
            let affected = found.iter().map(|subject| self.core.officer_code(subject)).collect();
            (self.core.officer_code(&stored.concerned), affected)
        };
        Ok(BreachView {
            own: stored.concerned == signed.account,
            office: account.map(|it| it.organisation).unwrap_or_default(),
            stored,
            standing,
            steps: views,
            concerned,
            affected,
        })
    }

    /// An officer reports a breach.
    pub async fn report(&self, signed: &Signed, words: &str) -> Result<Id, ServiceError> {
        if signed.role == Role::Person || signed.role == Role::Auditor {
            return Err(ServiceError::Forbidden);
        }
        let now = self.core.now();
        let id = self.core.id(now)?;
        let breach = StoredBreach {
            id,
            cause: Cause::Reported,
            concerned: String::new(),
            since: now,
            opened_at: now,
            is_open: true,
            steps: 1,
        };
        let step = self.step(signed, (id, 1, Step::Opened), words)?;
        let changes = vec![
            DutyChange::OpenBreach { breach, step }.into(),
            self.core.audit("breach-reported", signed.actor(), &signed.account, Some(id))?,
        ];
        self.core.storage.commit(UnitOfWork { changes }).await?;
        Ok(id)
    }

    /// Takes a step in a case seen with `seen` steps. Who is concerned takes none.
    pub async fn take(
        &self,
        signed: &Signed,
        id: Id,
        (step, words, seen): (Step, &str, u32),
    ) -> Result<(), ServiceError> {
        if signed.role != Role::DivisionOfficer {
            return Err(ServiceError::Forbidden);
        }
        let view = self.one(signed, id).await?;
        if view.own {
            return Err(Refusal::Concerned.into());
        }
        if view.stored.steps != seen {
            return Err(ServiceError::Meanwhile);
        }
        view.standing.may(step, self.core.now(), !words.trim().is_empty())?;
        let changes = vec![
            DutyChange::StepBreach(self.step(signed, (id, seen + 1, step), words)?).into(),
            self.core.audit("breach-moved", signed.actor(), &signed.account, Some(id))?,
        ];
        match self.core.storage.commit(UnitOfWork { changes }).await {
            Err(StorageError::Conflict { .. }) => Err(ServiceError::Meanwhile),
            outcome => Ok(outcome?),
        }
    }

    fn step(
        &self,
        signed: &Signed,
        (breach, place, step): (Id, u32, Step),
        words: &str,
    ) -> Result<BreachStep, ServiceError> {
        let sealed = self.core.seal(&self.core.keys().register(), words.as_bytes(), PLACE)?;
        Ok(BreachStep { breach, place, step, at: self.core.now(), actor: signed.account.clone(), sealed })
    }
}

/// The division answers for breaches; auditors look.
fn must_look(signed: &Signed) -> Result<(), ServiceError> {
    if matches!(signed.role, Role::DivisionOfficer | Role::Auditor) { Ok(()) } else { Err(ServiceError::Forbidden) }
}
