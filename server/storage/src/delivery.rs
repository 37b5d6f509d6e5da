//! What partners' systems are told of data they had (articles 3 and 7): in order for each person, again and again until
//! acknowledged. An entry names a person's record and says nothing about it.

use crate::StorageError;
use async_trait::async_trait;
use domain::{Id, Instant};

/// Something a system is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// To which system.
    pub client: String,
    /// Its id; of one person, earlier ids come first.
    pub id: Id,
    /// About whom.
    pub subject: String,
    /// What happened, a word of the domain.
    pub kind: String,
    /// The record it is about.
    pub target: Option<Id>,
    /// The purpose it is about; empty where it is about none.
    pub purpose: String,
    /// When it happened.
    pub created_at: Instant,
    /// How often it was posted.
    pub tries: u32,
    /// When it is posted next.
    pub next_at: Instant,
    /// When it was acknowledged, and how: a word of the program's own.
    pub acknowledged: Option<(Instant, String)>,
}

/// Reads deliveries. Errors are those of any read: [`StorageError::Unavailable`], [`StorageError::Corrupt`].
#[async_trait]
pub trait DeliveryStore: Send + Sync {
    /// What a system has not acknowledged, the oldest first.
    async fn deliveries_for(&self, client: &str, limit: u32) -> Result<Vec<Delivery>, StorageError>;
    /// What may be posted now: of each system and person only the oldest that is not acknowledged, and only once its time
    /// has come.
    async fn deliveries_due(&self, now: Instant, limit: u32) -> Result<Vec<Delivery>, StorageError>;
    /// What was told about this subject, the newest first.
    async fn deliveries_about(&self, subject: &str, limit: u32) -> Result<Vec<Delivery>, StorageError>;
    /// One entry.
    async fn delivery(&self, client: &str, id: Id) -> Result<Option<Delivery>, StorageError>;
}

/// A change to deliveries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeliveryChange {
    /// Has something told.
    Tell(Delivery),
    /// Notes a try that was not acknowledged. A conflict when another was noted meanwhile.
    Tried {
        /// To which system.
        client: String,
        /// Which.
        id: Id,
        /// How often it was posted before.
        tries: u32,
        /// When it is posted next.
        next_at: Instant,
    },
    /// The system has it. A conflict when it had said so.
    Acknowledge {
        /// Which system.
        client: String,
        /// Which.
        id: Id,
        /// When.
        at: Instant,
        /// How it was learnt.
        by: &'static str,
    },
}
