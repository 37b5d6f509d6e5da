//! Carries the write-ahead log into the file, beside the writer: whoever commits never waits for it.
//!
//! A unit is on disk once the log is synced; carrying it over is housekeeping. While units come without a pause the log has
//! no end to reach: what came meanwhile is little, and the writer carries it over between two commits, so that the log is
//! begun anew. Where even that fails, the writer does all of it before the log grows without end.

use crate::open;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

/// How often the log is looked at.
const LOOK: Duration = Duration::from_millis(500);
/// A log shorter than this is left for a time: a page that changes often is carried once instead of many times.
const WORTH: u64 = 16 * 1024 * 1024;
/// After so many looks (ten minutes) it is carried however short it is: what was destroyed is to be overwritten in the file too.
const PATIENCE: u32 = 1200;
/// Passes in a row: each leaves what came during it, which is less each time.
const PASSES: u32 = 3;

/// Works until the other end of `stop` is dropped. `rest` tells the writer that little is left to be carried over.
pub(crate) fn serve(path: &Path, stop: &Receiver<()>, rest: &AtomicBool) {
    let log = PathBuf::from(format!("{}-wal", path.display()));
    let mut looks = 0;
    while stop.recv_timeout(LOOK) == Err(RecvTimeoutError::Timeout) {
        looks += 1;
        let worth = if looks < PATIENCE { WORTH } else { 0 };
        if std::fs::metadata(&log).is_ok_and(|log| log.len() > worth) {
            match carry(path) {
                Ok(()) => {
                    looks = 0;
                    rest.store(true, Ordering::Relaxed);
                }
                Err(error) => {
                    tracing::warn!(%error, "the log of the database was not carried into its file; it is tried again");
                }
            }
        }
    }
}

fn carry(path: &Path) -> Result<(), storage::StorageError> {
    let connection = open::writing(path, None)?;
    for _ in 0..PASSES {
        let ends = |row: &rusqlite::Row<'_>| Ok(row.get::<_, i64>(1)? == row.get::<_, i64>(2)?);
        let reached = connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], ends).map_err(crate::meaning)?;
        if reached {
            break;
        }
    }
    Ok(())
}
