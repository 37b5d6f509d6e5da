//! Lets a command at the log while the portal runs: who holds the gate is next, and the portal, which looks at it between
//! batches, closes the log and waits. Both locks end with the process that holds them.

use anyhow::{Context, Result, bail};
use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;
use traffic::{Keys, Log, OpenError, Opened};

/// How often a command tries, and how many times: the portal looks every quarter of a second.
const STEP: Duration = Duration::from_millis(50);
const TRIES: u32 = 200;

/// The gate.
pub struct Gate(File);

impl Gate {
    /// The gate of the log in `data`.
    pub fn of(data: &Path) -> io::Result<Self> {
        std::fs::create_dir_all(data)?;
        let path = data.join("traffic.gate");
        OpenOptions::new().create(true).truncate(false).write(true).open(path).map(Self)
    }

    /// Whether somebody waits.
    pub(super) fn is_wanted(&self) -> bool {
        match self.0.try_lock() {
            Ok(()) => {
                self.0.unlock().ok();
                false
            }
            Err(TryLockError::WouldBlock) => true,
            Err(TryLockError::Error(_)) => false,
        }
    }

    /// Waits until whoever waits is done.
    pub(super) fn wait(&self) {
        if let Err(error) = self.0.lock().and_then(|()| self.0.unlock()) {
            tracing::warn!(%error, "the gate of the traffic log");
        }
    }

    /// Opens the log for a command, whether the portal runs or not; the portal goes on when the gate is dropped.
    pub fn open(&self, folder: &Path, keys: impl Fn() -> Keys) -> Result<(Log, Opened)> {
        self.0.lock().context("the gate of the traffic log")?;
        for _ in 0..TRIES {
            match Log::open(folder, keys()) {
                Err(OpenError::Locked(_)) => sleep(STEP),
                opened => return Ok(opened?),
            }
        }
        bail!("{}: the portal does not let go of the traffic log", folder.display())
    }
}
