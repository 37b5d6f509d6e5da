//! The thread that owns the log. It writes what came within a moment as one frame, does what it is asked between two
//! frames, and steps aside for commands. After a failure it keeps what waits and tries again.

use super::gate::Gate;
use super::queue::{Job, Queue};
use super::{Pulse, folder, keys};
use service::KeyRing;
use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use traffic::{AgentHash, Entry, Log, MOST_ENTRIES, Method, Moment, OpenError, Outcome, RequestId, Route};

/// How long entries are gathered, and how often the gate is looked at.
const GATHER: Duration = Duration::from_millis(400);

/// How often a log that another process writes is tried at the start, and how long it waits between.
const TRIES: u32 = 60;
const BETWEEN: Duration = Duration::from_millis(250);

pub(super) struct Writer {
    data: PathBuf,
    ring: KeyRing,
    pulse: Pulse,
    gate: Gate,
    log: Option<Log>,
    entries: Vec<Entry>,
    waiting: Arc<AtomicU64>,
    lost: Arc<AtomicU64>,
    told: bool,
}

impl Writer {
    pub(super) fn new(
        data: &Path,
        ring: KeyRing,
        pulse: Pulse,
        (waiting, lost): (Arc<AtomicU64>, Arc<AtomicU64>),
    ) -> Result<Self, OpenError> {
        let gate = Gate::of(data).map_err(traffic::LogError::Disk)?;
        let (data, entries) = (data.to_owned(), Vec::new());
        let mut it = Self { data, ring, pulse, gate, log: None, entries, waiting, lost, told: false };
        // A command may be at it just now.
        if it.gate.is_wanted() {
            it.gate.wait();
        }
        // After a restart the process before may still be writing its last requests.
        for _ in 0..TRIES {
            match it.open() {
                Err(OpenError::Locked(_)) => std::thread::sleep(BETWEEN),
                opened => return opened.map(drop).map(|()| it),
            }
        }
        it.open()?;
        Ok(it)
    }

    pub(super) fn run(&mut self, queue: &Queue) {
        loop {
            let came = queue.take(GATHER);
            self.entries.extend(came.entries);
            // What was noted before a job is in the log before it.
            self.flush();
            for job in came.jobs {
                match job {
                    Job::Ask(act) => {
                        let at = self.pulse.moment();
                        act(self.open().map(|log| (log, at)).map_err(|error| error.to_string()));
                    }
                    Job::Keys(ring) => {
                        self.ring = ring;
                        self.log = None;
                    }
                }
            }
            if came.closed {
                if !self.entries.is_empty() {
                    tracing::error!(entries = self.entries.len(), "the traffic log was not written to its end");
                }
                return;
            }
            self.step_aside();
        }
    }

    /// Puts what waits to disk, and says how much is missing before it.
    fn flush(&mut self) {
        match self.write() {
            Ok(true) if std::mem::take(&mut self.told) => tracing::info!("the traffic log is written again"),
            Ok(_) => {}
            Err(error) => {
                if !std::mem::replace(&mut self.told, true) {
                    tracing::error!(%error, "the traffic log is not written; it is tried again");
                }
            }
        }
    }

    /// Whether there was anything to write.
    fn write(&mut self) -> Result<bool, OpenError> {
        let at = self.pulse.moment();
        let lost = self.lost.load(Ordering::Relaxed);
        if lost > 0 {
            self.open()?.append(&[gap(lost, at)], &at)?;
            self.lost.fetch_sub(lost, Ordering::Relaxed);
            tracing::error!(lost, "requests are missing in the traffic log; how many is written there");
        }
        let wrote = lost > 0 || !self.entries.is_empty();
        while !self.entries.is_empty() {
            let many = self.entries.len().min(MOST_ENTRIES);
            let entries = std::mem::take(&mut self.entries);
            let written = self.open().and_then(|log| Ok(log.append(&entries[..many], &at)?));
            self.entries = entries;
            written?;
            // What is on disk is not written again, whatever becomes of the rest.
            self.entries.drain(..many);
            self.waiting.fetch_sub(many as u64, Ordering::Relaxed);
        }
        Ok(wrote)
    }

    fn open(&mut self) -> Result<&mut Log, OpenError> {
        let log = if let Some(log) = self.log.take() {
            log
        } else {
            let (log, opened) = Log::open(folder(&self.data), keys(&self.ring))?;
            if let Some((file, bytes)) = opened.torn {
                tracing::warn!(file, bytes, "cut the torn end of the traffic log off, as a crash leaves it");
            }
            log
        };
        Ok(self.log.insert(log))
    }

    /// Lets a command at the log.
    fn step_aside(&mut self) {
        if self.gate.is_wanted() {
            self.log = None;
            self.gate.wait();
        }
    }
}

/// Stands for requests that could not be noted: nothing of them is known but how many.
fn gap(lost: u64, at: Moment) -> Entry {
    Entry {
        at: at.wall,
        request: RequestId([0; 16]),
        client: IpAddr::V4(Ipv4Addr::UNSPECIFIED),
        pseudonym: None,
        agent: AgentHash([0; 8]),
        method: Method::new("LOST"),
        route: Route::new(format!("{lost} requests")),
        outcome: Outcome::Aborted,
        bytes_in: 0,
        bytes_out: 0,
        duration: 0,
    }
}
