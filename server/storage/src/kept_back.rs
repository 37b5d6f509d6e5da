//! Uses of data that a law keeps from the person until a day: the commitment to each, and the sealed receipt that opens it.

use crate::StorageError;
use async_trait::async_trait;
use domain::{Digest, Id, Instant};

/// The commitment to an audit event that is kept from whom it concerns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptBackEvent {
    /// Whose data.
    pub subject: String,
    /// The id of the event, under which it is in the ledger.
    pub id: Id,
    /// When.
    pub at: Instant,
    /// What the ledger holds.
    pub commitment: Digest,
    /// Receipt and salt, sealed.
    pub sealed: Vec<u8>,
}

/// A commitment as it is read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptBackLine {
    /// Whose data.
    pub subject: String,
    /// The id of the event.
    pub id: Id,
    /// What the ledger holds.
    pub commitment: Digest,
    /// Receipt and salt, sealed.
    pub sealed: Vec<u8>,
}

/// Reads commitments. Errors are those of any read: [`StorageError::Unavailable`], [`StorageError::Corrupt`].
#[async_trait]
pub trait KeptBackStore: Send + Sync {
    /// The commitment to an event.
    async fn kept_back(&self, subject: &str, id: Id) -> Result<Option<KeptBackLine>, StorageError>;
    /// Commitments after the one of this subject and id, in the order of both.
    async fn kept_back_after(&self, after: (&str, &str), limit: u32) -> Result<Vec<KeptBackLine>, StorageError>;
    /// Events that are kept from the person, or once were: from when they are shown, whose, and their id; those after the
    /// one named, in the order of all three.
    async fn hidden_after(
        &self,
        after: (Instant, &str, &str),
        limit: u32,
    ) -> Result<Vec<(Instant, String, Id)>, StorageError>;
}
