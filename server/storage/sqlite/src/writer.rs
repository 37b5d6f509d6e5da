//! The one writer, on a thread of its own: takes every unit that waits, commits them together with one sync, then
//! answers each.
//!
//! It never answers `Ok` before the commit returned, and lets no refused unit take another one down with it.

use crate::error::meaning;
use crate::open;
use crate::session::Session;
use futures_util::FutureExt;
use rusqlite::Connection;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use storage::{StorageError, UnitOfWork, sql};
use tokio::sync::{mpsc, oneshot};

/// The most units in one commit.
const BATCH: usize = 256;

/// How long readers that began before are waited for while nobody's unit is committed.
const GIVEN_UP: Duration = Duration::from_millis(10);

/// A unit that waits, and where its answer goes.
pub(crate) struct Waiting {
    pub(crate) unit: UnitOfWork,
    pub(crate) answer: oneshot::Sender<Result<(), StorageError>>,
}

pub(crate) struct Writer {
    path: PathBuf,
    pages: Option<u32>,
    connection: Option<Connection>,
    /// Whether little of the log is left to be carried into the file.
    rest: Arc<AtomicBool>,
}

impl Writer {
    pub(crate) const fn new(path: PathBuf, pages: Option<u32>, rest: Arc<AtomicBool>) -> Self {
        Self { path, pages, connection: None, rest }
    }

    /// Commits what arrives until the last sender is gone.
    pub(crate) fn serve(mut self, mut inbox: mpsc::Receiver<Waiting>) {
        let mut batch = Vec::with_capacity(BATCH);
        while let Some(first) = inbox.blocking_recv() {
            batch.push(first);
            while batch.len() < BATCH
                && let Ok(next) = inbox.try_recv()
            {
                batch.push(next);
            }
            let outcomes = self.commit(&batch);
            for (at, waiting) in batch.drain(..).enumerate() {
                let outcome = outcomes.as_ref().map_err(Clone::clone).and_then(|each| each[at].clone());
                // Nobody may be waiting any more; the unit stands all the same.
                let _ = waiting.answer.send(outcome);
            }
            if self.rest.swap(false, Ordering::Relaxed) {
                self.begin_log_anew();
            }
        }
        self.disconnect();
    }

    /// Carries the rest of the log into the file, where no reader is in its way for long: the next commit begins it anew.
    fn begin_log_anew(&self) {
        let Some(connection) = &self.connection else { return };
        let carried = connection
            .busy_timeout(GIVEN_UP)
            .and_then(|()| connection.query_row("PRAGMA wal_checkpoint(RESTART)", [], |_| Ok(())));
        if let Err(error) = carried.and(connection.busy_timeout(open::BUSY)) {
            tracing::debug!(%error, "the log of the database goes on");
        }
    }

    /// One outcome a unit; or the error for which none of them was committed.
    fn commit(&mut self, batch: &[Waiting]) -> Result<Vec<Result<(), StorageError>>, StorageError> {
        let connection = match self.connection.take() {
            Some(connection) => connection,
            None => open::writing(&self.path, self.pages)?,
        };
        let outcomes = transact(self.connection.insert(connection), batch);
        if let Err(error) = &outcomes {
            tracing::warn!(%error, units = batch.len(), "units of work were not committed");
            // After a failed write or sync the connection's own view of the file is not to be trusted.
            self.disconnect();
        }
        outcomes
    }

    fn disconnect(&mut self) {
        if let Some(connection) = self.connection.take()
            && let Err((_, error)) = connection.close()
        {
            tracing::warn!(%error, "a connection to the database did not close in order");
        }
    }
}

/// IMMEDIATE: the write lock is taken here, with the busy timeout, and not in the middle of a unit.
const BEGIN: &str = "BEGIN IMMEDIATE";

/// Units are hardly ever refused, and to be able to take one of them back alone costs a copy of each page it touches: that is
/// done only for a batch of which one was refused.
fn transact(connection: &mut Connection, batch: &[Waiting]) -> Result<Vec<Result<(), StorageError>>, StorageError> {
    if together(connection, batch)? {
        return Ok(vec![Ok(()); batch.len()]);
    }
    run(connection, BEGIN)?;
    let outcomes = batch.iter().map(|waiting| attempt(connection, &waiting.unit)).collect::<Result<_, _>>()?;
    run(connection, "COMMIT")?;
    Ok(outcomes)
}

/// Whether all units were committed; where one of them is refused none was.
fn together(connection: &mut Connection, batch: &[Waiting]) -> Result<bool, StorageError> {
    run(connection, BEGIN)?;
    for waiting in batch {
        match apply(connection, &waiting.unit) {
            Ok(()) => {}
            Err(StorageError::Conflict { .. } | StorageError::Refused) => {
                return run(connection, "ROLLBACK").map(|()| false);
            }
            Err(error) => return Err(error),
        }
    }
    run(connection, "COMMIT").map(|()| true)
}

/// The outcome of one unit; or the error that ends the whole batch.
fn attempt(connection: &mut Connection, unit: &UnitOfWork) -> Result<Result<(), StorageError>, StorageError> {
    run(connection, "SAVEPOINT unit")?;
    match apply(connection, unit) {
        outcome @ (Ok(()) | Err(StorageError::Conflict { .. } | StorageError::Refused)) => {
            if outcome.is_err() {
                run(connection, "ROLLBACK TO unit")?;
            }
            run(connection, "RELEASE unit")?;
            Ok(outcome)
        }
        Err(error) => Err(error),
    }
}

/// The changes of a unit, on this thread: the engine's futures are ready when they are first asked.
pub(crate) fn apply(connection: &mut Connection, unit: &UnitOfWork) -> Result<(), StorageError> {
    let ready = sql::apply(&mut Session(connection), unit).now_or_never();
    ready.unwrap_or_else(|| Err(StorageError::unavailable("the embedded engine waited for something")))
}

fn run(connection: &Connection, sql: &'static str) -> Result<(), StorageError> {
    connection.prepare_cached(sql).and_then(|mut statement| statement.execute([])).map(drop).map_err(meaning)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{Day, Digest, Instant};
    use std::path::Path;
    use storage::{Change, PartnerChange};
    use tempfile::TempDir;

    /// A file with its tables, for as long as its folder is held.
    fn file() -> (TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("portal.db");
        open::create(&path).unwrap();
        open::migrate(&path).unwrap();
        (folder, path)
    }

    /// Commits one unit.
    fn commit(inbox: &mpsc::Sender<Waiting>) {
        let day = Day::from_iso("2026-03-01").unwrap();
        let unit = UnitOfWork::of(Change::CountUsage { day, service: "policy", language: None });
        let (answer, answered) = oneshot::channel();
        assert!(inbox.blocking_send(Waiting { unit, answer }).is_ok());
        answered.blocking_recv().unwrap().unwrap();
    }

    #[test]
    fn who_is_refused_takes_nobody_along() {
        let (_folder, path) = file();
        let mut connection = open::writing(&path, None).unwrap();
        let mut committed = |units: &[&[&str]]| {
            let asserted = |name: &&str| {
                let (hash, expires_at) = (Digest::of(name.as_bytes()), Instant::from_unix_milliseconds(0));
                Change::from(PartnerChange::Assert { hash, expires_at })
            };
            let waiting = |unit: &&[&str]| {
                let changes = unit.iter().map(asserted).collect();
                Waiting { unit: UnitOfWork { changes }, answer: oneshot::channel().0 }
            };
            let batch: Vec<_> = units.iter().map(waiting).collect();
            let outcomes: Vec<_> = transact(&mut connection, &batch).unwrap().iter().map(Result::is_ok).collect();
            let rows = connection.query_row("SELECT count(*) FROM partner_assertion", [], |row| row.get(0));
            (outcomes, rows.unwrap())
        };
        // An assertion is made once.
        assert_eq!(committed(&[&["one"]]), (vec![true], 1));
        assert_eq!(committed(&[&["two", "one"]]), (vec![false], 1));
        assert_eq!(committed(&[&["three"], &["two", "one"], &["four"]]), (vec![true, false, true], 3));
        assert_eq!(committed(&[&["two", "one"], &["two"]]), (vec![false, true], 4));
        assert_eq!(committed(&[&["five"], &["six"]]), (vec![true, true], 6));
    }

    /// What the log is known by: another each time it is begun anew.
    fn log(path: &Path) -> Vec<u8> {
        std::fs::read(format!("{}-wal", path.display())).unwrap()[16..24].to_vec()
    }

    #[test]
    fn the_log_is_begun_anew_between_two_units_and_no_reader_holds_them_up() {
        let (_folder, path) = file();
        let (rest, (inbox, waiting)) = (Arc::<AtomicBool>::default(), mpsc::channel(1));
        let writer = Writer::new(path.clone(), None, Arc::clone(&rest));
        let thread = std::thread::spawn(move || writer.serve(waiting));
        commit(&inbox);
        let first = log(&path);
        commit(&inbox);
        assert_eq!(log(&path), first);

        let reader = open::reading(&path).unwrap();
        reader.execute_batch("BEGIN; SELECT * FROM usage_count").unwrap();
        rest.store(true, Ordering::Relaxed);
        (0..2).for_each(|_| commit(&inbox));
        assert_eq!(log(&path), first, "who reads sees the moment at which they began");
        reader.execute_batch("ROLLBACK").unwrap();

        rest.store(true, Ordering::Relaxed);
        (0..2).for_each(|_| commit(&inbox));
        assert_ne!(log(&path), first);
        drop(inbox);
        thread.join().unwrap();
    }
}
