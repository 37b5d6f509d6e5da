//! Which of several processes over one database does what only one may do at a time: who has the lease. It is held on to
//! while the process lives; one that ends gives it back, and one that died loses it after a few seconds.

use crate::core::Core;
use crate::error::ServiceError;
use domain::Instant;
use std::sync::{Arc, PoisonError};
use storage::{Change, Lease, LeaseChange, StorageError, UnitOfWork};

/// There is one lease, for all duties: it names them.
const DUTY: &str = "duties";
/// How long a lease holds, in milliseconds, by the clock of the database.
const HOLDS: i64 = 6_000;

/// A lease that this process took.
#[derive(Debug, Clone)]
pub(crate) struct Held {
    lease: Lease,
    /// Until when it holds at least, by the clock of this process.
    until: Instant,
}

/// The duty.
pub struct LeaseDesk {
    core: Arc<Core>,
    /// This process, among those over the same database.
    holder: String,
}

impl LeaseDesk {
    pub(crate) fn new(core: Arc<Core>) -> Result<Self, ServiceError> {
        let holder = core.token()?.text();
        Ok(Self { core, holder })
    }

    /// Takes the lease, or holds on to it; whether this process has it now. To be called every second or two: what it
    /// says holds for six.
    pub async fn hold(&self) -> Result<bool, ServiceError> {
        // The clock is read first: the lease holds longer than this process takes it to hold.
        let until = self.core.now().plus(HOLDS);
        match self.commit(HOLDS).await {
            Ok(()) => {}
            Err(StorageError::Conflict { .. }) => {
                self.core.let_go();
                return Ok(false);
            }
            Err(error) => return Err(error.into()),
        }
        let Some(lease) = self.core.storage.lease(DUTY).await?.filter(|lease| lease.holder == self.holder) else {
            self.core.let_go();
            return Ok(false);
        };
        *self.core.held.write().unwrap_or_else(PoisonError::into_inner) = Some(Held { lease, until });
        Ok(true)
    }

    /// Gives the lease back where this process has it: another need not wait for its end.
    pub async fn give_back(&self) -> Result<(), ServiceError> {
        if !self.is_held() {
            return Ok(());
        }
        self.core.let_go();
        match self.commit(0).await {
            Ok(()) | Err(StorageError::Conflict { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Whether this process has the lease, as far as it knows without asking.
    pub fn is_held(&self) -> bool {
        self.core.held_until().is_some_and(|until| self.core.now() < until)
    }

    /// Whether this process had the lease and cannot be sure of it any more: what only one may do is to be left.
    pub fn is_lost(&self) -> bool {
        self.core.lease_is_lost()
    }

    async fn commit(&self, milliseconds: i64) -> Result<(), StorageError> {
        let change = LeaseChange::Hold { duty: DUTY, holder: self.holder.clone(), milliseconds };
        self.core.storage.commit(UnitOfWork::of(change.into())).await
    }
}

impl Core {
    /// The change that makes sure of the lease, for the unit of what is done under it: of the lease that was lost too, so
    /// that the unit is refused. Nothing in a process that never took one, as a command that works alone.
    pub(crate) fn fence(&self) -> Option<Change> {
        let held = self.held.read().unwrap_or_else(PoisonError::into_inner);
        held.as_ref().map(|held| LeaseChange::Fence(held.lease.clone()).into())
    }

    /// Whether this process had the lease and cannot be sure of it any more.
    pub(crate) fn lease_is_lost(&self) -> bool {
        self.held_until().is_some_and(|until| self.now() >= until)
    }

    fn held_until(&self) -> Option<Instant> {
        self.held.read().unwrap_or_else(PoisonError::into_inner).as_ref().map(|held| held.until)
    }

    /// What was held is held no longer.
    fn let_go(&self) {
        if let Some(held) = self.held.write().unwrap_or_else(PoisonError::into_inner).as_mut() {
            held.until = Instant::from_unix_milliseconds(0);
        }
    }
}
