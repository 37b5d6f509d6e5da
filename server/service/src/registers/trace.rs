//! What is written down beside a step: beside the officer, and, of a disclosure, beside the person it concerns, who sees it
//! from the day they may be told.

use super::RegisterDesk;
use crate::error::ServiceError;
use crate::signed::Signed;
use domain::catalogue::PurposeId;
use domain::kept_back::KeptBack;
use domain::permission::{Act, Tie};
use domain::register::{Register, Standing};
use domain::{Id, Instant};
use storage::{AccountChange, AuditEvent, Change};

/// What is asked of the rule for each step about a person.
pub(super) const ORDERED: (Act, Tie, PurposeId) = (Act::Disclose, Tie::Ordered, PurposeId::LawfulOrder);

/// What is written down beside a step.
pub(super) enum Trace {
    /// Beside the officer alone.
    Plain(Change),
    /// Beside the person: the step stands for the event in the ledger, under the event's own id.
    OfPerson(KeptBack, AuditEvent),
}

impl Trace {
    /// The use of somebody's data the step is.
    pub(super) const fn of_person(&self) -> Option<(KeptBack, &AuditEvent)> {
        match self {
            Self::Plain(_) => None,
            Self::OfPerson(act, event) => Some((*act, event)),
        }
    }

    /// The change, which comes after that of the step: by then the ledger was told.
    pub(super) fn written(self) -> Change {
        match self {
            Self::Plain(change) => change,
            Self::OfPerson(_, event) => AccountChange::Audit(event).into(),
        }
    }
}

impl RegisterDesk {
    /// What is to be written down of a step about `concerns` in the entry `id`. A refusal is written down here.
    pub(super) async fn trace(
        &self,
        signed: &Signed,
        (plain, of_person): (&'static str, KeptBack),
        (register, concerns, id): (Register, &str, Id),
        standing: &Standing,
    ) -> Result<Trace, ServiceError> {
        if register != Register::Disclosure {
            return self.core.audit(plain, signed.actor(), &signed.account, Some(id)).map(Trace::Plain);
        }
        let (of, silent) = ((concerns, Some(id)), silent(standing, self.core.now()));
        let permit = self.core.permit_until(signed, ORDERED, of, silent).await?;
        Ok(Trace::OfPerson(of_person, permit.event(&self.core, of_person, signed, of, silent)?))
    }
}

/// From when on the person sees what is done now; `None` where at once.
fn silent(standing: &Standing, now: Instant) -> Option<Instant> {
    standing.silent_until().filter(|from| *from > now)
}
