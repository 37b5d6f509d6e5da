//! Orders about the lawful traffic log (article 2 (d); Computer Crime Act, section 26): a hold for one case, its release,
//! and reading what it names. Officers come by the case's number alone; whom an order names sees that, unless the order
//! forbids it until a day.

mod noting;
mod operator;

pub use noting::hold_number;

use crate::core::Core;
use crate::error::ServiceError;
use crate::signed::Signed;
use async_trait::async_trait;
use domain::Instant;
use domain::account::Role;
use domain::fields::NationalId;
use domain::kept_back::KeptBack;
use domain::permission::{Act, Tie};
use std::sync::Arc;
use storage::{KeyKind, UnitOfWork};
use thiserror::Error;
use traffic::{
    Code, Exported, Hold, HoldError, HoldId, HoldOrder, IpNet, Pseudonym, ReadingOf, Selector, SelectorError,
};

/// The log, wherever it is written.
#[async_trait]
pub trait TrafficKeeper: Send + Sync {
    /// Every hold on file, oldest first.
    async fn holds(&self) -> Result<Vec<Hold>, TrafficError>;
    /// Every reading on file, oldest first.
    async fn readings(&self) -> Result<Vec<ReadingOf>, TrafficError>;
    /// Records a hold.
    async fn hold(&self, order: HoldOrder) -> Result<HoldId, TrafficError>;
    /// Records that a hold is over.
    async fn release(&self, hold: HoldId, order: Code, officer: Code) -> Result<(), TrafficError>;
    /// Records the reading, and gives the entries, `most` of them at most, and whether there are more.
    async fn read(
        &self,
        order: Code,
        selector: Selector,
        by: Code,
        most: usize,
    ) -> Result<(Vec<Exported>, bool), TrafficError>;
}

/// Why an order about the log was not carried out.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TrafficError {
    /// It names nobody.
    #[error(transparent)]
    Selector(#[from] SelectorError),
    /// It would be over already.
    #[error("the hold would be over already")]
    Over,
    /// It would hold longer than two calendar years.
    #[error("the hold may last until {} at most", .0.rfc3339())]
    TooLong(Instant),
    /// The person is to be told after the hold is over.
    #[error("whom the hold names is told at its end at the latest")]
    SilentTooLong,
    /// It was released before.
    #[error("the hold was released before")]
    Released,
    /// The log is not there, or not whole.
    #[error("the traffic log: {0}")]
    Unavailable(String),
}

impl From<HoldError> for TrafficError {
    fn from(error: HoldError) -> Self {
        match error {
            HoldError::Over => Self::Over,
            HoldError::TooLong { latest } => Self::TooLong(latest),
            HoldError::Log(error) => Self::Unavailable(error.to_string()),
        }
    }
}

/// A hold as an officer enters it.
#[derive(Clone)]
pub struct NewHold {
    /// The case it is for.
    pub case: Code,
    /// The order.
    pub order: Code,
    /// The competent officer who gave it.
    pub officer: Code,
    /// The person it names, by id number.
    pub person: Option<NationalId>,
    /// The address or network it names.
    pub network: Option<IpNet>,
    /// Requests from this moment on.
    pub from: Option<Instant>,
    /// Requests until this moment.
    pub to: Option<Instant>,
    /// The last moment it holds.
    pub until: Instant,
    /// Where the order forbids to tell the person: from when they see it.
    pub silent_until: Option<Instant>,
}

/// What was read under a hold.
pub struct ReadEntries {
    /// The hold.
    pub hold: Hold,
    /// The entries, in the order they were written.
    pub entries: Vec<Exported>,
    /// Whether there are more than were asked for.
    pub more: bool,
}

/// The duty.
pub struct TrafficDesk {
    core: Arc<Core>,
}

impl TrafficDesk {
    pub(crate) fn new(core: Arc<Core>) -> Self {
        Self { core }
    }

    /// The name of an account in the log. Whoever has the keys can make it again from the account; from the name nobody
    /// finds the account, unless an order named it.
    pub fn pseudonym(&self, account: &str) -> Pseudonym {
        let hash = self.core.keys().lookup("traffic-user", account);
        let mut name = [0; 16];
        name.copy_from_slice(&hash.as_bytes()[..16]);
        Pseudonym(name)
    }

    /// The holds of a case, oldest first, and what was read under them. Without its number nothing is shown.
    pub async fn of_case(
        &self,
        signed: &Signed,
        log: &dyn TrafficKeeper,
        case: &Code,
    ) -> Result<(Vec<Hold>, Vec<ReadingOf>), ServiceError> {
        must_look(signed)?;
        let mut holds = log.holds().await?;
        holds.retain(|hold| hold.order.case == *case);
        let mut readings = log.readings().await?;
        readings.retain(|reading| {
            holds.iter().any(|hold| (&hold.order.order, &hold.order.selector) == (&reading.order, &reading.selector))
        });
        let event = self.core.audit("traffic-case-opened", signed.actor(), &signed.account, None)?;
        self.core.storage.commit(UnitOfWork::of(event)).await?;
        Ok((holds, readings))
    }

    /// Records an order to hold. [`ServiceError::Absent`] where nobody with an account has the id number;
    /// [`ServiceError::Traffic`] where the order itself cannot be followed.
    pub async fn hold(&self, signed: &Signed, log: &dyn TrafficKeeper, new: &NewHold) -> Result<HoldId, ServiceError> {
        let subject = self.named(new.person.as_ref()).await?;
        let permit =
            self.permit(signed, (Act::HoldTraffic, Tie::Ordered), subject.as_deref(), new.silent_until).await?;
        if new.person.is_some() && subject.is_none() {
            return Err(ServiceError::Absent);
        }
        let named = subject.as_deref().map(|account| self.pseudonym(account));
        let selector = Selector::new(named, new.network)
            .and_then(|selector| selector.between(new.from, new.to))
            .map_err(TrafficError::from)?;
        if new.silent_until.is_some_and(|at| at > new.until) {
            return Err(TrafficError::SilentTooLong.into());
        }
        let (case, order, officer) = (new.case.clone(), new.order.clone(), new.officer.clone());
        let (until, silent_until) = (new.until, new.silent_until);
        let order = HoldOrder { case, order, officer, selector, until, silent_until };
        // What cannot be followed is told to nobody as if it were.
        order.check(self.core.now()).map_err(TrafficError::from)?;
        // Who is named is known again when it is read; this stands before the order does, so that no order stands
        // without it.
        if let (Some(subject), Some(pseudonym)) = (&subject, named) {
            self.remember(pseudonym, subject).await?;
        }
        self.note(KeptBack::TrafficHeld, (signed, &permit), (subject.as_deref(), None), silent_until).await?;
        Ok(log.hold(order).await?)
    }

    /// Records that a hold of this case is released by another order.
    pub async fn release(
        &self,
        signed: &Signed,
        log: &dyn TrafficKeeper,
        (case, hold): (&Code, HoldId),
        (order, officer): (Code, Code),
    ) -> Result<(), ServiceError> {
        let hold = self.one(log, case, hold).await?;
        let (subject, silent) = (self.known(&hold.order).await?, hold.order.silent_until);
        let permit = self.permit(signed, (Act::HoldTraffic, Tie::Ordered), subject.as_deref(), silent).await?;
        if hold.released.is_some() {
            return Err(TrafficError::Released.into());
        }
        self.note(KeptBack::TrafficReleased, (signed, &permit), (subject.as_deref(), Some(&hold)), silent).await?;
        Ok(log.release(hold.id, order, officer).await?)
    }

    /// Opens what a hold of this case names. The reading is in the log, and in the log of whom it names, before the
    /// first entry is.
    pub async fn read(
        &self,
        signed: &Signed,
        log: &dyn TrafficKeeper,
        (case, hold): (&Code, HoldId),
        most: usize,
    ) -> Result<ReadEntries, ServiceError> {
        let hold = self.one(log, case, hold).await?;
        let (subject, silent) = (self.known(&hold.order).await?, hold.order.silent_until);
        // A hold that is over or released opens nothing any more.
        let stands = hold.released.is_none() && self.core.now() <= hold.order.until;
        let asked = (Act::ReadTraffic, if stands { Tie::Ordered } else { Tie::Nothing });
        let permit = self.permit(signed, asked, subject.as_deref(), silent).await?;
        self.note(KeptBack::TrafficRead, (signed, &permit), (subject.as_deref(), Some(&hold)), silent).await?;
        let by = Code::new(self.core.officer_code(&signed.account)).map_err(|_| ServiceError::Sealed)?;
        let order = hold.order.order.clone();
        let (entries, more) = log.read(order, hold.order.selector.clone(), by, most).await?;
        Ok(ReadEntries { hold, entries, more })
    }

    async fn one(&self, log: &dyn TrafficKeeper, case: &Code, id: HoldId) -> Result<Hold, ServiceError> {
        let holds = log.holds().await?;
        holds.into_iter().find(|hold| hold.id == id && hold.order.case == *case).ok_or(ServiceError::Absent)
    }

    /// The account with this id number.
    async fn named(&self, person: Option<&NationalId>) -> Result<Option<String>, ServiceError> {
        let Some(id) = person else { return Ok(None) };
        self.core.known_with_id(id).await
    }

    /// The account an order named, while it is there.
    async fn known(&self, order: &HoldOrder) -> Result<Option<String>, ServiceError> {
        let Some(pseudonym) = order.selector.pseudonym() else { return Ok(None) };
        self.core.known_as(KeyKind::Traffic, &self.name(pseudonym)).await
    }

    async fn remember(&self, pseudonym: Pseudonym, subject: &str) -> Result<(), ServiceError> {
        self.core.claim_once(KeyKind::Traffic, self.name(pseudonym), subject).await
    }

    fn name(&self, pseudonym: Pseudonym) -> domain::Digest {
        self.core.keys().lookup("traffic-name", &hex::encode(pseudonym.0))
    }
}

/// The division follows orders; auditors see that there are some.
fn must_look(signed: &Signed) -> Result<(), ServiceError> {
    if matches!(signed.role, Role::DivisionOfficer | Role::Auditor) { Ok(()) } else { Err(ServiceError::Forbidden) }
}
