//! The steps of a paper form. What settles it goes in one unit: the step, the answers about consent that it carries, the
//! message, and everything that happened to the form, into the log of the person it turns out to be about.

use super::sealed::{STEP, Said};
use super::{PaperDesk, whose};
use crate::consents::{ConsentDesk, OnPaper};
use crate::error::ServiceError;
use crate::permission::Permit;
use crate::policies::PolicyDesk;
use crate::signed::Signed;
use domain::paper::{Choice, Keying, PaperConsents, PaperField, Refusal, State, Step, Task};
use domain::permission::Act;
use domain::{Digest, Id};
use storage::{Change, PaperChange, PaperStep, StorageError, StoredPaper, UnitOfWork};

/// How often a step is tried anew because somebody looked at the form at the same moment.
const TRIES: u32 = 3;

/// A first reading. It has no `Debug`.
pub struct PaperKeyed {
    /// The fields.
    pub readings: Keying,
    /// What it says about consent.
    pub consents: PaperConsents,
}

/// What settling needs of other desks: a form may carry answers about consent.
#[derive(Clone, Copy)]
pub struct Settling<'a> {
    /// Records the answers.
    pub consents: &'a ConsentDesk,
    /// Knows the policy in force.
    pub policies: &'a PolicyDesk,
}

/// A form in the hands of an officer who may do what they do.
struct Held<'a> {
    signed: &'a Signed,
    paper: StoredPaper,
    permit: Permit,
}

impl PaperDesk {
    /// Keys a form for the first time.
    pub async fn key(&self, signed: &Signed, id: Id, keyed: &PaperKeyed) -> Result<(), ServiceError> {
        for _ in 0..TRIES {
            match self.key_now(signed, id, keyed).await {
                Err(ServiceError::Meanwhile) => {}
                outcome => return outcome,
            }
        }
        self.key_now(signed, id, keyed).await
    }

    async fn key_now(&self, signed: &Signed, id: Id, keyed: &PaperKeyed) -> Result<(), ServiceError> {
        let held = self.held(signed, id, Task::Key).await?;
        let said = Said { readings: keyed.readings.clone(), consents: keyed.consents.clone(), ..Said::default() };
        let change = self.take(&held, (Step::Keyed, &said), (State::Keyed, &signed.account, ""), None).await?;
        let event = held.permit.used(&self.core, "paper-keyed", signed, (whose(&held.paper), Some(id)))?;
        self.commit(vec![change, event]).await
    }

    /// Keys who a form is about, once more. Gives back where it stands then.
    pub async fn key_again(
        &self,
        signed: &Signed,
        id: Id,
        second: &Keying,
        settling: Settling<'_>,
    ) -> Result<State, ServiceError> {
        for _ in 0..TRIES {
            match self.key_again_now(signed, id, second, settling).await {
                Err(ServiceError::Meanwhile) => {}
                outcome => return outcome,
            }
        }
        self.key_again_now(signed, id, second, settling).await
    }

    async fn key_again_now(
        &self,
        signed: &Signed,
        id: Id,
        second: &Keying,
        settling: Settling<'_>,
    ) -> Result<State, ServiceError> {
        let held = self.held(signed, id, Task::KeyAgain).await?;
        let steps = self.core.storage.paper_steps(id).await?;
        let first = self.readings(&held.paper, &steps).await?;
        let said = Said { readings: second.clone(), ..Said::default() };
        if first.first.differs(second).is_empty() {
            return self.settle(&held, (Step::Agreed, said), (&first.first, &first.consents), settling).await;
        }
        let keyed_by = held.paper.keyed_by.clone();
        let change = self.take(&held, (Step::Disputed, &said), (State::Disputed, &keyed_by, ""), None).await?;
        let event = held.permit.used(&self.core, "paper-checked", signed, (whose(&held.paper), Some(id)))?;
        self.commit(vec![change, event]).await?;
        Ok(State::Disputed)
    }

    /// Decides between two readings: for each field that differs one of them, or what is there instead, and why. Gives
    /// back where the form stands then. [`Refusal::NotNow`] where a field that differs has no choice.
    pub async fn reconcile(
        &self,
        signed: &Signed,
        id: Id,
        decided: (&[(PaperField, Choice)], &str),
        settling: Settling<'_>,
    ) -> Result<State, ServiceError> {
        for _ in 0..TRIES {
            match self.reconcile_now(signed, id, decided, settling).await {
                Err(ServiceError::Meanwhile) => {}
                outcome => return outcome,
            }
        }
        self.reconcile_now(signed, id, decided, settling).await
    }

    async fn reconcile_now(
        &self,
        signed: &Signed,
        id: Id,
        (choices, reason): (&[(PaperField, Choice)], &str),
        settling: Settling<'_>,
    ) -> Result<State, ServiceError> {
        let held = self.held(signed, id, Task::Reconcile).await?;
        let steps = self.core.storage.paper_steps(id).await?;
        let read = self.readings(&held.paper, &steps).await?;
        let settled = read.first.settled(&read.second, choices).map_err(|_| Refusal::NotNow)?;
        let differs = read.first.differs(&read.second);
        let word = |choice: &Choice| match choice {
            Choice::First => "first",
            Choice::Second => "second",
            Choice::Other(_) => "other",
        };
        let chosen = choices.iter().filter(|(field, _)| differs.contains(field));
        let said = Said {
            readings: settled.clone(),
            chosen: chosen.map(|(field, choice)| (*field, word(choice).to_owned())).collect(),
            reason: reason.to_owned(),
            ..Said::default()
        };
        self.settle(&held, (Step::Reconciled, said), (&settled, &read.consents), settling).await
    }

    async fn held<'a>(&self, signed: &'a Signed, id: Id, task: Task) -> Result<Held<'a>, ServiceError> {
        let (paper, permit) = self.found(signed, id, Act::KeyPaper).await?;
        self.must_be_theirs(signed, (&paper, &permit), task).await?;
        Ok(Held { signed, paper, permit })
    }

    /// The step that settles a form, with everything that follows from it.
    async fn settle(
        &self,
        held: &Held<'_>,
        (step, said): (Step, Said),
        (settled, consents): (&Keying, &PaperConsents),
        settling: Settling<'_>,
    ) -> Result<State, ServiceError> {
        let person = self.person(settled).await?;
        let state = held.paper.state.after(step, person.is_some()).ok_or(Refusal::NotNow)?;
        let mut recorded = OnPaper::default();
        if let Some(person) = &person {
            let officer = held.signed.account.as_str();
            recorded = self.belongs((&held.paper, person), officer, (settled, consents), settling).await?;
        }
        let mut changes = std::mem::take(&mut recorded.changes);
        let said = Said { recorded: recorded.recorded.clone(), ..said };
        let (keyed_by, known) = (held.paper.keyed_by.clone(), person.unwrap_or_default());
        let looks_for = known.is_empty().then(|| self.looks_for(settled));
        changes.insert(0, self.take(held, (step, &said), (state, &keyed_by, &known), looks_for).await?);
        let whose = if known.is_empty() { &held.paper.subject } else { &known };
        let event = held.permit.used(&self.core, "paper-checked", held.signed, (whose, Some(held.paper.id)))?;
        changes.push(event);
        self.commit(changes).await?;
        recorded.is_kept();
        Ok(state)
    }

    async fn take(
        &self,
        held: &Held<'_>,
        (step, said): (Step, &Said),
        (state, keyed_by, person): (State, &str, &str),
        looks_for: Option<Digest>,
    ) -> Result<Change, ServiceError> {
        let key = self.core.data_key(&held.paper.subject).await?;
        let step = PaperStep {
            paper: held.paper.id,
            place: held.paper.steps + 1,
            step,
            at: self.core.now(),
            actor: held.signed.account.clone(),
            sealed: self.core.seal(&key, &said.to_bytes(), STEP)?,
        };
        let (keyed_by, person, uses) = (keyed_by.to_owned(), person.to_owned(), held.paper.uses);
        Ok(PaperChange::Take { step, state, keyed_by, person, uses, looks_for }.into())
    }

    /// Commits; [`ServiceError::Meanwhile`] where somebody did or saw something about the form at the same moment.
    pub(super) async fn commit(&self, changes: Vec<Change>) -> Result<(), ServiceError> {
        match self.core.storage.commit(UnitOfWork { changes }).await {
            Err(StorageError::Conflict { .. }) => Err(ServiceError::Meanwhile),
            outcome => Ok(outcome?),
        }
    }
}
