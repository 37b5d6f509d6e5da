//! Published statistics, a month each, for ever; and whom they count. What is kept is what is shown: no number that is
//! withheld is written down anywhere.

use crate::StorageError;
use async_trait::async_trait;
use domain::Instant;
use domain::statistics::Month;

/// The tables of a month as they were published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredMonth {
    /// The month.
    pub month: Month,
    /// When they were made.
    pub made_at: Instant,
    /// The tables, JSON.
    pub tables: String,
}

/// Reads statistics. Errors are those of any read: [`StorageError::Unavailable`], [`StorageError::Corrupt`].
#[async_trait]
pub trait StatisticsStore: Send + Sync {
    /// The months that were published, the newest first.
    async fn published_months(&self, limit: u32) -> Result<Vec<Month>, StorageError>;
    /// The tables of a month.
    async fn published_month(&self, month: Month) -> Result<Option<StoredMonth>, StorageError>;
    /// Accounts of persons that stand, with a subject after `after` and before `before`: subjects are in the order in
    /// which accounts were opened.
    async fn persons_between(&self, after: &str, before: &str, limit: u32) -> Result<Vec<String>, StorageError>;
}

/// A change to published statistics.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StatisticsChange {
    /// Publishes a month. A conflict when it was published before.
    Publish(StoredMonth),
}
