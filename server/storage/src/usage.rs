//! How often each service was used: sums by Bangkok day, for the published statistics.
//!
//! A sum never leads back to a person: there is no column for one.

use crate::StorageError;
use async_trait::async_trait;
use domain::{Day, Language};

/// How often a service was used on one day in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Usage {
    /// The Bangkok day.
    pub day: Day,
    /// The service.
    pub service: String,
    /// The language, where the service has one.
    pub language: Option<Language>,
    /// The number of uses, at least 1.
    pub times: u64,
}

/// Reads usage sums. Errors are those of any read: [`StorageError::Unavailable`], [`StorageError::Corrupt`].
#[async_trait]
pub trait UsageStore: Send + Sync {
    /// The sums of the days `from` to `to`, both included, by day, then service, then language.
    async fn usage(&self, from: Day, to: Day) -> Result<Vec<Usage>, StorageError>;
}
