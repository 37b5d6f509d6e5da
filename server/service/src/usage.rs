//! How much each service is used: visitors a day, counted by the devices that allowed it (article 2 (c)).

use domain::{Day, Language};
use std::sync::Arc;
use storage::{Change, Storage, UnitOfWork};

/// The service counted here; later duties count their own.
const PORTAL: &str = "portal";

/// Counts uses.
pub struct UsageDesk {
    storage: Arc<dyn Storage>,
}

impl UsageDesk {
    pub(crate) fn new(storage: Arc<dyn Storage>) -> Self {
        Self { storage }
    }

    /// Counts one visit. The reader does not wait for it, and a count that is lost with the database away is lost.
    pub fn count_visit(&self, day: Day, language: Language) {
        let storage = Arc::clone(&self.storage);
        tokio::spawn(async move {
            let count = Change::CountUsage { day, service: PORTAL, language: Some(language) };
            if let Err(error) = storage.commit(UnitOfWork::of(count)).await {
                tracing::warn!(%error, "a visit was not counted");
            }
        });
    }
}
