//! What is kept beside the events so that it is read in one step, against the events; and the keys everything is opened with.

use super::{AuditDesk, EVENTS, Report};
use crate::error::ServiceError;
use crate::ledger_desk::LedgerError;

/// The most told of what stands amiss.
const MOST: u32 = 100;

impl AuditDesk {
    /// What stands is what the last event says, and nothing stands without one.
    pub(super) async fn standings(&self, report: &mut Report) -> Result<(), LedgerError> {
        let amiss = self.core.storage.standings_amiss(MOST).await.map_err(ServiceError::from)?;
        for event in amiss {
            report.find(&format!("what stands by event {event} is not what was decided last"));
        }
        Ok(())
    }

    /// Every key there is can be opened, and none is gone but those of who was erased.
    pub(super) async fn keys(&self, report: &mut Report) -> Result<(), LedgerError> {
        for subject in self.core.storage.keys_missing(MOST).await.map_err(ServiceError::from)? {
            report.find(&format!("the key of subject {subject} is gone, and they were not erased"));
        }
        let (keys, mut after) = (self.core.keys(), String::new());
        loop {
            let found = self.core.storage.subject_keys_after(&after, EVENTS).await.map_err(ServiceError::from)?;
            let Some(last) = found.last() else { return Ok(()) };
            after.clone_from(&last.subject);
            for it in &found {
                if keys.unwrap_data_key(&it.subject, &it.wrapped).is_err() {
                    report.find(&format!("the key of subject {} cannot be opened", it.subject));
                }
            }
        }
    }
}
