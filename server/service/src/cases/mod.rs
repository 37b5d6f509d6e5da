//! Cases about rights (article 7): filed by whose data it is, answered at the desk of who recorded it, decided by two
//! where one of them made the record, taken to the division when it is late or disputed. What may follow is asked of
//! [`domain::cases::Case`]; here it becomes one unit of work: step, record, certificate, notices, message, ledger.

mod filing;
mod letters;
mod moving;
mod opened;
mod reading;
mod sealed;
mod time;

pub use filing::{Evidence, Filing};
pub use letters::LetterView;
pub use moving::Move;
pub use reading::{CaseLine, CaseView, StepReceipt, StepView, Who, WorkList};
pub use sealed::Said;
pub(crate) use sealed::{receipt_of, says};

use crate::core::Core;
use crate::error::ServiceError;
use crate::permission::Permit;
use crate::signed::Signed;
use domain::Instant;
use domain::account::Role;
use domain::cases::{Case, Clocks, Entry, Party, State, Step};
use domain::catalogue::PurposeId;
use domain::delegation;
use domain::organisation::DIVISION;
use domain::permission::{Act, Tie};
use domain::record::RecordState;
use std::sync::Arc;
use storage::{CaseStanding, CaseState, RecordVersion, StoredCase, StoredStep};

/// The actor of what time alone does.
pub(crate) const SYSTEM: &str = "system";

/// The duty.
pub struct CaseDesk {
    core: Arc<Core>,
}

/// Where somebody sits who looks at a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seat {
    /// The person, or who acts for them.
    Person,
    /// At the desk that answers.
    Desk,
    /// At the division, which was written to.
    Division,
}

impl CaseDesk {
    pub(crate) fn new(core: Arc<Core>) -> Self {
        Self { core }
    }

    /// Where `signed` sits who means to do `act`, and on what ground. A person sees their own cases and no trace of others;
    /// an officer is refused those of other desks, and that is written down.
    async fn seat(&self, signed: &Signed, case: &StoredCase, act: Act) -> Result<(Seat, Permit), ServiceError> {
        if signed.role == Role::Person {
            if signed.subject() != case.subject {
                return Err(ServiceError::Absent);
            }
            let own = (Act::Own(delegation::Act::Rights), Tie::OwnData, PurposeId::Rights);
            let permit = self.core.permit(signed, own, (&case.subject, Some(case.id))).await?;
            return Ok((Seat::Person, permit));
        }
        let (seat, tie) = if signed.organisation == case.desk {
            (Seat::Desk, Tie::AtDesk)
        } else if signed.organisation == DIVISION
            && !self.core.storage.letters_of(&case.subject, case.id).await?.is_empty()
        {
            (Seat::Division, Tie::Escalated)
        } else {
            (Seat::Desk, Tie::Nothing)
        };
        let asked = (act, tie, PurposeId::Rights);
        let permit = self.core.permit(signed, asked, (&case.subject, Some(case.id))).await?;
        Ok((seat, permit))
    }

    /// The party that takes `step`: at a desk it matters who made the record, and who proposed.
    async fn party(
        &self,
        signed: &Signed,
        (case, steps, seat): (&StoredCase, &[StoredStep], Seat),
        step: Step,
    ) -> Result<Party, ServiceError> {
        // A case of the division's own desk can also be one it was written to about.
        let as_division = matches!(step, Step::Ordered | Step::Upheld) && signed.role == Role::DivisionOfficer;
        Ok(match seat {
            Seat::Person => Party::Person,
            Seat::Division => Party::Division,
            Seat::Desk if as_division => Party::Division,
            Seat::Desk => {
                let recorded = match case.record {
                    Some(record) => {
                        let versions = self.core.storage.record(&case.subject, record).await?;
                        let mut recorded = false;
                        for recorder in recorders(&versions) {
                            recorded |= recorder == signed.account || self.answers_for(signed, recorder).await?;
                        }
                        recorded
                    }
                    None => false,
                };
                let last = steps.iter().rev().find(|it| matches!(it.step, Step::Proposed(_)));
                Party::Officer { recorded, proposed: last.is_some_and(|it| it.actor == signed.account) }
            }
        })
    }

    /// Whether an officer answers for the system of this account: what it recorded is theirs as well.
    async fn answers_for(&self, signed: &Signed, recorder: &str) -> Result<bool, ServiceError> {
        let system = self.core.storage.partner_system_of(recorder).await?;
        Ok(system.is_some_and(|system| system.officer == signed.account))
    }
}

/// Who recorded what a record holds or held: not who confirmed it in a case, or marked it as wrong.
fn recorders(versions: &[RecordVersion]) -> impl Iterator<Item = &str> {
    let before = std::iter::once(RecordState::EnteredInError).chain(versions.iter().map(|it| it.state));
    let made = versions.iter().zip(before).filter(|(it, before)| {
        it.state == RecordState::Recorded && (it.cause.is_none() || *before == RecordState::EnteredInError)
    });
    made.map(|(it, _)| it.recorder.as_str())
}

/// Where the steps lead.
fn standing(steps: &[StoredStep]) -> Result<Case, ServiceError> {
    Case::of(steps.iter().map(entry)).ok_or(ServiceError::Sealed)
}

const fn entry(step: &StoredStep) -> Entry {
    Entry { step: step.step, at: step.at }
}

/// The same for lists.
fn kept(case: &Case, steps: u32, clocks: Clocks) -> CaseStanding {
    // However long the person is waited for, the ceiling stays: that is when a case that waits is due.
    let forever = Instant::from_unix_milliseconds(i64::MAX / 2);
    let deadlines = clocks.deadlines(case, forever);
    let due = deadlines.map_or(forever, |it| it.next().over());
    let remind_at = deadlines.and_then(|it| it.next_reminder(case.reminded)).unwrap_or(forever);
    let (state, waits_from) = match case.state {
        State::Filed => (CaseState::Filed, None),
        State::FactCheck => (CaseState::FactCheck, None),
        State::WaitingForPerson { since } => (CaseState::Waiting, Some(since)),
        State::Proposed { .. } => (CaseState::Proposed, None),
        State::Decided { .. } => (CaseState::Decided, None),
        State::AtDivision { answered: false } => (CaseState::AtDivision, None),
        State::AtDivision { answered: true } => (CaseState::Answered, None),
        State::Ordered => (CaseState::Ordered, None),
        State::Withdrawn => (CaseState::Withdrawn, None),
    };
    CaseStanding { state, began: case.clock_from, stopped: case.stopped, waits_from, due, remind_at, steps }
}
