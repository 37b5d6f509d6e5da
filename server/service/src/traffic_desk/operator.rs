//! What the operator does with orders by commands at the machine, with nobody signed in: it is decided by the same rule, and
//! stands in the log of whom the order names before it is done.

use super::{TrafficDesk, noting};
use crate::error::ServiceError;
use crate::kept_back::OPERATOR;
use domain::Instant;
use domain::catalogue::PurposeId;
use domain::fields::NationalId;
use domain::kept_back::KeptBack;
use domain::permission::{Act, Actor, Facts, On, Tie};
use storage::{AuditEvent, Grounds, UnitOfWork};
use traffic::{Hold, HoldOrder, Pseudonym};

impl TrafficDesk {
    /// The name of whoever has this id number, for an order the operator records. From then on the name leads back to them,
    /// as for an order of an officer.
    pub async fn named_by_operator(&self, id: &NationalId) -> Result<Option<Pseudonym>, ServiceError> {
        let Some(subject) = self.named(Some(id)).await? else { return Ok(None) };
        let pseudonym = self.pseudonym(&subject);
        self.remember(pseudonym, &subject).await?;
        Ok(Some(pseudonym))
    }

    /// Writes down that the operator records an order, where it names somebody who is known: at once, or from the day it
    /// allows, they see that there is one.
    pub async fn hold_by_operator(&self, order: &HoldOrder) -> Result<(), ServiceError> {
        let Some(subject) = self.known(order).await? else { return Ok(()) };
        let asked = (Act::HoldTraffic, Tie::Ordered);
        self.by_operator(KeptBack::TrafficHeld, (&subject, None), asked, order.silent_until).await
    }

    /// Writes down that the operator releases a hold, where it names somebody who is known.
    pub async fn release_by_operator(&self, hold: &Hold) -> Result<(), ServiceError> {
        let Some(subject) = self.known(&hold.order).await? else { return Ok(()) };
        let (of, asked) = ((&*subject, Some(hold)), (Act::HoldTraffic, Tie::Ordered));
        self.by_operator(KeptBack::TrafficReleased, of, asked, hold.order.silent_until).await
    }

    /// Writes down that the operator opens what a hold names, where it names somebody who is known.
    /// [`ServiceError::Denied`] where the hold is over or released.
    pub async fn read_by_operator(&self, hold: &Hold) -> Result<(), ServiceError> {
        let Some(subject) = self.known(&hold.order).await? else { return Ok(()) };
        let stands = hold.released.is_none() && self.core.now() <= hold.order.until;
        let (of, tie) = ((&*subject, Some(hold)), if stands { Tie::Ordered } else { Tie::Nothing });
        self.by_operator(KeptBack::TrafficRead, of, (Act::ReadTraffic, tie), hold.order.silent_until).await
    }

    async fn by_operator(
        &self,
        done: KeptBack,
        (subject, hold): (&str, Option<&Hold>),
        (act, tie): (Act, Tie),
        silent: Option<Instant>,
    ) -> Result<(), ServiceError> {
        let (at, purpose) = (self.core.now(), PurposeId::TrafficLog);
        let facts = Facts { actor: Actor::Operator, act, on: On { tie }, purpose, at };
        let decision = facts.decide();
        let denied = decision.denied();
        let done = if denied.is_some() { KeptBack::Refused } else { done };
        let grounds = Grounds {
            purpose: purpose.id().to_owned(),
            facts: facts.to_text(),
            path: decision.words(),
            shown_from: self.still(silent),
            ..Grounds::default()
        };
        let event = AuditEvent {
            subject: subject.to_owned(),
            id: self.core.id(at)?,
            at,
            actor: OPERATOR.to_owned(),
            act: done.name(),
            acting: None,
            target: hold.map(noting::target),
            grounds: Some(grounds),
        };
        let changes = self.core.written(done, event).await?;
        self.core.storage.commit(UnitOfWork { changes }).await?;
        denied.map_or(Ok(()), |rule| Err(ServiceError::Denied(rule)))
    }
}
