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
use storage::{StorageError, UnitOfWork, sql};
use tokio::sync::{mpsc, oneshot};

/// The most units in one commit.
const BATCH: usize = 256;

/// A unit that waits, and where its answer goes.
pub(crate) struct Waiting {
    pub(crate) unit: UnitOfWork,
    pub(crate) answer: oneshot::Sender<Result<(), StorageError>>,
}

pub(crate) struct Writer {
    path: PathBuf,
    pages: Option<u32>,
    connection: Option<Connection>,
}

impl Writer {
    pub(crate) const fn new(path: PathBuf, pages: Option<u32>) -> Self {
        Self { path, pages, connection: None }
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
        }
        self.disconnect();
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

fn transact(connection: &mut Connection, batch: &[Waiting]) -> Result<Vec<Result<(), StorageError>>, StorageError> {
    // IMMEDIATE: the write lock is taken here, with the busy timeout, and not in the middle of a unit.
    run(connection, "BEGIN IMMEDIATE")?;
    let outcomes = batch.iter().map(|waiting| attempt(connection, &waiting.unit)).collect::<Result<_, _>>()?;
    run(connection, "COMMIT")?;
    Ok(outcomes)
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
