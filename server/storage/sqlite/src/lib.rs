//! The embedded engine: one file in WAL mode, one writer that commits waiting units together, readers that cannot write.
//!
//! A unit is acknowledged only after the commit that carries it was synced to disk; a connection on which anything but
//! a refused unit happened is never used again.

mod error;
mod open;
mod session;
mod writer;

pub use error::meaning;

use async_trait::async_trait;
use session::Session;
use sqlx::pool::PoolConnection;
use sqlx::{ConnectOptions, Connection, Sqlite, SqlitePool};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use storage::copy::{CopyStore, Give, Take};
use storage::sql::{self, Readers};
use storage::{Storage, StorageError, UnitOfWork};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
use writer::{Waiting, Writer};

/// Units that may wait for the writer before [`Storage::commit`] itself waits.
const QUEUE: usize = 1024;

/// Storage in one `SQLite` file. Another process, as the command line is, may use the same file at the same time.
pub struct SqliteStorage {
    path: PathBuf,
    readers: SqlitePool,
    /// `None` once closed; the writer ends when the last sender is gone.
    inbox: Mutex<Option<mpsc::Sender<Waiting>>>,
    writer: tokio::sync::Mutex<Option<JoinHandle<()>>>,
}

impl SqliteStorage {
    /// Opens the file at `path` and brings its tables up to date. A missing file is made, readable by its owner alone,
    /// and so are missing folders above it. Must be called within a Tokio runtime.
    ///
    /// Errors: [`StorageError::Schema`] when a newer release made the file, [`StorageError::Corrupt`] when it is no
    /// database, [`StorageError::Unavailable`] when it cannot be opened.
    pub async fn open(path: impl AsRef<Path>) -> Result<Self, StorageError> {
        Self::open_within(path.as_ref(), None).await
    }

    /// As [`SqliteStorage::open`]; the writer finds the disk full at `pages` pages of 4 KiB.
    async fn open_within(path: &Path, pages: Option<u32>) -> Result<Self, StorageError> {
        open::create(path).map_err(StorageError::unavailable)?;
        open::migrate(path).await?;
        let readers = open::readers(path).await?;
        let (inbox, waiting) = mpsc::channel(QUEUE);
        let writer = tokio::spawn(Writer::new(open::writing(path, pages)).serve(waiting));
        Ok(Self {
            path: path.to_owned(),
            readers,
            inbox: Mutex::new(Some(inbox)),
            writer: tokio::sync::Mutex::new(Some(writer)),
        })
    }

    fn inbox(&self) -> Result<mpsc::Sender<Waiting>, StorageError> {
        let inbox = self.inbox.lock().unwrap_or_else(PoisonError::into_inner);
        inbox.clone().ok_or_else(closed)
    }
}

#[async_trait]
impl Storage for SqliteStorage {
    async fn commit(&self, unit: UnitOfWork) -> Result<(), StorageError> {
        let inbox = self.inbox()?;
        let (answer, answered) = oneshot::channel();
        inbox.send(Waiting { unit, answer }).await.map_err(|_| closed())?;
        drop(inbox);
        answered.await.map_err(|_| closed())?
    }

    async fn ready(&self) -> Result<(), StorageError> {
        if self.inbox()?.is_closed() {
            return Err(closed());
        }
        sql::ready(&mut self.reader().await?).await
    }

    async fn close(&self) {
        drop(self.inbox.lock().unwrap_or_else(PoisonError::into_inner).take());
        if let Some(writer) = self.writer.lock().await.take()
            && let Err(error) = writer.await
        {
            tracing::error!(%error, "the writer of the database ended abnormally");
        }
        self.readers.close().await;
    }
}

#[async_trait]
impl CopyStore for SqliteStorage {
    async fn copy_out(&self, take: &mut Take<'_>) -> Result<(), StorageError> {
        let mut moment = self.readers.begin().await.map_err(error::meaning)?;
        sql::copy::out(&mut Session(&mut *moment), take).await?;
        moment.rollback().await.map_err(error::meaning)
    }

    async fn copy_in(&self, give: &mut Give<'_>) -> Result<(), StorageError> {
        // A connection of its own: the writer would hold every other unit up, and keep this one's pages.
        let mut connection = open::writing(&self.path, None).connect().await.map_err(error::meaning)?;
        let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await.map_err(error::meaning)?;
        sql::copy::take_in(&mut Session(&mut *transaction), give).await?;
        transaction.commit().await.map_err(error::meaning)?;
        connection.close().await.map_err(error::meaning)
    }
}

impl Readers for SqliteStorage {
    type Engine = Session<PoolConnection<Sqlite>>;

    async fn reader(&self) -> Result<Self::Engine, StorageError> {
        self.readers.acquire().await.map(Session).map_err(error::meaning)
    }
}

fn closed() -> StorageError {
    StorageError::unavailable("the database is closed")
}

#[cfg(test)]
mod tests;
