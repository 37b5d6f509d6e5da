//! The one writer: takes every unit that waits, commits them together with one sync, then answers each.
//!
//! It never answers `Ok` before the commit returned, and lets no refused unit take another one down with it.

use crate::error;
use crate::session::Session;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection};
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
    options: SqliteConnectOptions,
    connection: Option<SqliteConnection>,
}

impl Writer {
    pub(crate) const fn new(options: SqliteConnectOptions) -> Self {
        Self { options, connection: None }
    }

    /// Commits what arrives until the last sender is gone.
    pub(crate) async fn serve(mut self, mut inbox: mpsc::Receiver<Waiting>) {
        let mut batch = Vec::with_capacity(BATCH);
        while inbox.recv_many(&mut batch, BATCH).await > 0 {
            let outcomes = self.commit(&batch).await;
            for (at, waiting) in batch.drain(..).enumerate() {
                let outcome = outcomes.as_ref().map_err(Clone::clone).and_then(|each| each[at].clone());
                // Nobody may be waiting any more; the unit stands all the same.
                let _ = waiting.answer.send(outcome);
            }
        }
        self.disconnect().await;
    }

    /// One outcome a unit; or the error for which none of them was committed.
    async fn commit(&mut self, batch: &[Waiting]) -> Result<Vec<Result<(), StorageError>>, StorageError> {
        let connection = match self.connection.take() {
            Some(connection) => connection,
            None => self.options.connect().await.map_err(error::meaning)?,
        };
        let outcomes = transact(self.connection.insert(connection), batch).await;
        if let Err(error) = &outcomes {
            tracing::warn!(%error, units = batch.len(), "units of work were not committed");
            // After a failed write or sync the connection's own view of the file is not to be trusted.
            self.disconnect().await;
        }
        outcomes
    }

    async fn disconnect(&mut self) {
        if let Some(connection) = self.connection.take()
            && let Err(error) = connection.close().await
        {
            tracing::warn!(%error, "a connection to the database did not close in order");
        }
    }
}

async fn transact(
    connection: &mut SqliteConnection,
    batch: &[Waiting],
) -> Result<Vec<Result<(), StorageError>>, StorageError> {
    // IMMEDIATE: the write lock is taken here, with the busy timeout, and not in the middle of a unit.
    run(connection, "BEGIN IMMEDIATE").await?;
    let mut outcomes = Vec::with_capacity(batch.len());
    for waiting in batch {
        outcomes.push(attempt(connection, &waiting.unit).await?);
    }
    run(connection, "COMMIT").await?;
    Ok(outcomes)
}

/// The outcome of one unit; or the error that ends the whole batch.
async fn attempt(
    connection: &mut SqliteConnection,
    unit: &UnitOfWork,
) -> Result<Result<(), StorageError>, StorageError> {
    run(connection, "SAVEPOINT unit").await?;
    let outcome = sql::apply(&mut Session(&mut *connection), unit).await;
    match outcome {
        Ok(()) => {}
        Err(StorageError::Conflict { .. } | StorageError::Refused) => run(connection, "ROLLBACK TO unit").await?,
        Err(error) => return Err(error),
    }
    run(connection, "RELEASE unit").await?;
    Ok(outcome)
}

async fn run(connection: &mut SqliteConnection, sql: &'static str) -> Result<(), StorageError> {
    sqlx::query(sql).execute(connection).await.map(drop).map_err(error::meaning)
}
