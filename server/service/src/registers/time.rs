//! What time brings to entries: warnings before a contract ends, its end, and the day on which a person is told.

use super::RegisterDesk;
use super::kept::Kept;
use crate::cases::SYSTEM;
use crate::error::ServiceError;
use domain::cases::OfficeMail;
use domain::message::Notice;
use domain::organisation::DIVISION;
use domain::register::{Register, Step};
use storage::StoredEntry;

/// Entries in one round.
const ROUND: u32 = 100;

impl RegisterDesk {
    /// Does what is due; gives back how many steps were taken. One that cannot be done keeps no other waiting.
    pub async fn remind(&self) -> Result<usize, ServiceError> {
        let mut taken = 0;
        for stored in self.core.storage.entries_due(self.core.now().bangkok_day(), ROUND).await? {
            match self.by_time(&stored).await {
                Ok(()) => taken += 1,
                // Somebody took a step meanwhile.
                Err(ServiceError::Meanwhile) => {}
                Err(error) => {
                    tracing::warn!(%error, entry = %stored.id, "what time brings to an entry was not recorded");
                }
            }
        }
        Ok(taken)
    }

    async fn by_time(&self, stored: &StoredEntry) -> Result<(), ServiceError> {
        let (_, standing, ..) = self.opened(stored).await?;
        let now = self.core.now();
        let step = standing.due(now.bangkok_day()).ok_or(ServiceError::Meanwhile)?;
        standing.may(step, false, now)?;
        let mut changes = vec![self.next(stored, standing, (step, SYSTEM), &Kept::NOTHING).await?];
        match step {
            Step::Warned(_) => {
                let page = format!("office/{}/{}", Register::Contract.name(), stored.id);
                changes.extend(self.core.tell_office(OfficeMail::ContractEnds, DIVISION, ("", &page)).await?);
                changes
                    .extend(self.core.tell_office(OfficeMail::ContractEnds, &stored.concerns, ("", "office")).await?);
            }
            Step::Revealed => match self.core.data_key(&stored.concerns).await {
                Ok(key) => changes.extend(self.core.tell(&stored.concerns, &key, Notice::Disclosed).await?),
                // They were erased: there is nobody to tell.
                Err(ServiceError::Absent) => {}
                Err(error) => return Err(error),
            },
            _ => {}
        }
        self.commit(changes).await
    }
}
