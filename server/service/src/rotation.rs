//! Rotating the key that wraps data keys, while the portal runs: every data key is wrapped anew, one unit each, so that a
//! rotation that is broken off goes on where it was.

use crate::core::Core;
use crate::error::ServiceError;
use std::sync::Arc;
use storage::{Change, StorageError, UnitOfWork};

/// Keys looked at in one step.
const STEP: u32 = 500;

/// The duty.
pub struct KeyDesk {
    core: Arc<Core>,
}

/// How far a rotation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rotated {
    /// Data keys looked at.
    pub seen: u64,
    /// Data keys wrapped anew.
    pub anew: u64,
}

impl KeyDesk {
    pub(crate) fn new(core: Arc<Core>) -> Self {
        Self { core }
    }

    /// Wraps every data key under the newest key; `step` hears how far it is. Keys that are wrapped so already are left
    /// alone, so running it twice does no harm.
    pub async fn rotate(&self, mut step: impl FnMut(Rotated)) -> Result<Rotated, ServiceError> {
        let (mut done, mut after) = (Rotated::default(), String::new());
        loop {
            let keys = self.core.storage.subject_keys_after(&after, STEP).await?;
            let Some(last) = keys.last() else { return Ok(done) };
            after.clone_from(&last.subject);
            for before in keys {
                done.seen += 1;
                let ring = self.core.keys();
                let Some(wrapped) = ring.rewrap(&before.subject, &before.wrapped, &*self.core.entropy)? else {
                    continue;
                };
                match self.core.storage.commit(UnitOfWork::of(Change::RewrapSubjectKey { before, wrapped })).await {
                    Ok(()) => done.anew += 1,
                    // Destroyed, or wrapped anew by another rotation, meanwhile.
                    Err(StorageError::Conflict { .. }) => {}
                    Err(error) => return Err(error.into()),
                }
            }
            step(done);
        }
    }
}
