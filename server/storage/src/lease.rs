//! Who alone does what only one process may do at a time: a lease with an end, by the clock of the database, and a number
//! that grows with each new holder, so that who slept past the end of its lease is refused. Nothing here is personal.

use crate::StorageError;
use async_trait::async_trait;

/// A lease as it stands; it may be over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lease {
    /// What is done under it.
    pub duty: &'static str,
    /// The process that took it last.
    pub holder: String,
    /// One more with each new holder.
    pub token: i64,
}

/// A change of a lease.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LeaseChange {
    /// Takes a lease that is over or is nobody's, or holds on to one's own: from now on for so long. A conflict while
    /// another has it.
    Hold {
        /// What is done under it.
        duty: &'static str,
        /// Who holds it.
        holder: String,
        /// For how long, in milliseconds; 0 gives it back.
        milliseconds: i64,
    },
    /// Changes nothing. A conflict unless this is the lease as it stands: in a unit with what is done under it, who slept
    /// meanwhile is refused. Nobody takes the lease before the unit is over.
    Fence(Lease),
}

/// Reads leases. Errors are those of any read: [`StorageError::Unavailable`], [`StorageError::Corrupt`].
#[async_trait]
pub trait LeaseStore: Send + Sync {
    /// The lease of a duty; `None` before anybody took it.
    async fn lease(&self, duty: &'static str) -> Result<Option<Lease>, StorageError>;
}
