//! The lawful traffic log as the portal writes it: requests are noted when their answer ends, a thread of its own puts
//! them to disk within half a second, and orders wait in the same line. Whoever asks never waits for the disk, and no
//! request is refused because the log's disk does not answer: what does not fit into memory meanwhile is counted, and
//! the count is written into the log when it can be.

mod gate;
mod pulse;
mod queue;
mod writer;

pub use gate::Gate;
pub use pulse::Pulse;

use async_trait::async_trait;
use queue::{Emptied, Job, Queue};
use serde_json::json;
use service::{KeyRing, TrafficError, TrafficKeeper};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use tokio::sync::oneshot;
use traffic::{
    Code, Entry, Exported, Hold, HoldId, HoldOrder, KeyId, Keys, Log, Moment, OpenError, Outcome, ReadingOf,
    ReleaseError, Selector,
};
use writer::Writer;

/// Entries that wait in memory while the disk does not take them: minutes of a busy portal.
const MOST_WAITING: u64 = 65_536;

/// The folder of the log in the data folder.
pub fn folder(data: &Path) -> PathBuf {
    data.join("traffic")
}

/// The keys of the log, made of the portal's.
pub fn keys(ring: &KeyRing) -> Keys {
    let sealing = ring.traffic_sealing();
    let newest = KeyId(u32::try_from(sealing.len()).unwrap_or(u32::MAX));
    Keys::new(ring.traffic_seed(), newest, move |KeyId(id)| sealing.get((id as usize).checked_sub(1)?).copied())
}

/// The log, open for writing, and the thread that writes it.
pub struct TrafficLog {
    queue: Arc<Queue>,
    thread: Mutex<Option<JoinHandle<()>>>,
    waiting: Arc<AtomicU64>,
    lost: Arc<AtomicU64>,
}

impl TrafficLog {
    /// Opens the log in `data`. [`OpenError::Tampered`] where it is not as it was written: then the folder is to be set
    /// aside for whoever investigates, and a new one begins.
    pub fn open(data: &Path, ring: &KeyRing, pulse: Pulse) -> Result<Self, OpenError> {
        let queue = Arc::new(Queue::default());
        let (waiting, lost) = (Arc::<AtomicU64>::default(), Arc::<AtomicU64>::default());
        let mut writer = Writer::new(data, ring.clone(), pulse, (Arc::clone(&waiting), Arc::clone(&lost)))?;
        let line = Arc::clone(&queue);
        let thread = std::thread::Builder::new()
            .name("traffic-log".to_owned())
            .spawn(move || {
                let _emptied = Emptied(&line);
                writer.run(&line);
            })
            .map_err(traffic::LogError::Disk)?;
        Ok(Self { queue, thread: Mutex::new(Some(thread)), waiting, lost })
    }

    /// Notes a request. Never waits.
    pub fn note(&self, entry: Entry) {
        if self.waiting.fetch_add(1, Ordering::Relaxed) >= MOST_WAITING || !self.queue.note(entry) {
            self.waiting.fetch_sub(1, Ordering::Relaxed);
            self.lost.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Takes these keys from now on.
    pub fn set_keys(&self, ring: KeyRing) {
        self.queue.ask(Job::Keys(ring));
    }

    /// Writes what waits, and ends the thread. What comes later is lost, and said to be.
    pub fn close(&self) {
        self.queue.close();
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if thread.is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("the thread of the traffic log ended by itself");
        }
    }

    /// Deletes what the law no longer wants kept; once a day is enough.
    pub async fn purge(&self) -> Result<traffic::Purge, traffic::PurgeError> {
        let lost = |error: TrafficError| traffic::LogError::Disk(std::io::Error::other(error.to_string()));
        self.ask(|log, at| log.purge(at, &traffic::ClockEvidence::Log)).await.map_err(lost)?
    }

    /// Does something with the log, between two batches.
    async fn ask<T: Send + 'static>(
        &self,
        act: impl FnOnce(&mut Log, &Moment) -> T + Send + 'static,
    ) -> Result<T, TrafficError> {
        let (answer, asked) = oneshot::channel();
        let job = Job::Ask(Box::new(move |open| {
            // Nobody waits any more when this cannot be sent.
            let _ = answer.send(match open {
                Ok((log, at)) => Ok(act(log, &at)),
                Err(error) => Err(TrafficError::Unavailable(error)),
            });
        }));
        let away = || TrafficError::Unavailable("it is closed".to_owned());
        if !self.queue.ask(job) {
            return Err(away());
        }
        asked.await.map_err(|_| away())?
    }
}

impl Drop for TrafficLog {
    fn drop(&mut self) {
        self.close();
    }
}

#[async_trait]
impl TrafficKeeper for TrafficLog {
    async fn holds(&self) -> Result<Vec<Hold>, TrafficError> {
        self.ask(|log, _| log.holds()).await?.map_err(|error| away(&error))
    }

    async fn readings(&self) -> Result<Vec<ReadingOf>, TrafficError> {
        self.ask(|log, _| log.readings()).await?.map_err(|error| away(&error))
    }

    async fn hold(&self, order: HoldOrder) -> Result<HoldId, TrafficError> {
        Ok(self.ask(move |log, at| log.hold(&order, at)).await??)
    }

    async fn release(&self, hold: HoldId, order: Code, officer: Code) -> Result<(), TrafficError> {
        self.ask(move |log, at| log.release(hold, &order, &officer, at)).await?.map_err(|error| match error {
            ReleaseError::Unknown(_) | ReleaseError::Released(_) => TrafficError::Released,
            ReleaseError::Log(error) => away(&error),
        })
    }

    async fn read(
        &self,
        order: Code,
        selector: Selector,
        by: Code,
        most: usize,
    ) -> Result<(Vec<Exported>, bool), TrafficError> {
        let export =
            self.ask(move |log, at| log.export(order, selector, by, at)).await?.map_err(|error| away(&error))?;
        // Months of files are read beside the thread that writes.
        let read = tokio::task::spawn_blocking(move || {
            let mut entries: Vec<Exported> = export.take(most + 1).collect::<Result<_, _>>()?;
            let more = entries.len() > most;
            entries.truncate(most);
            Ok::<_, traffic::LogError>((entries, more))
        });
        match read.await {
            Ok(read) => read.map_err(|error| away(&error)),
            Err(_) => Err(TrafficError::Unavailable("reading it ended by itself".to_owned())),
        }
    }
}

fn away(error: &traffic::LogError) -> TrafficError {
    TrafficError::Unavailable(error.to_string())
}

/// An entry as it is handed over. What identifies is in it: an order asked for that.
pub fn shown(it: &Exported) -> serde_json::Value {
    let Exported { sequence, entry, held } = it;
    let status = match entry.outcome {
        Outcome::Answered(status) => json!(status),
        Outcome::Aborted => json!("aborted"),
    };
    json!({
        "frame": sequence,
        "at": entry.at.rfc3339(),
        "request": hex::encode(entry.request.0),
        "client": entry.client.to_canonical(),
        "user": entry.pseudonym.map(|name| hex::encode(name.0)),
        "agent": hex::encode(entry.agent.0),
        "method": entry.method.as_str(),
        "route": entry.route.as_str(),
        "status": status,
        "bytesIn": entry.bytes_in,
        "bytesOut": entry.bytes_out,
        "milliseconds": entry.duration,
        "held": held,
    })
}
