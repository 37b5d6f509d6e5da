//! The embedded engine: one file in WAL mode, one writer that commits waiting units together, readers that cannot write.
//!
//! A unit is acknowledged only after the commit that carries it was synced to disk; a connection on which anything but
//! a refused unit happened is never used again.

mod checkpointer;
mod error;
mod open;
mod readers;
mod session;
mod writer;

pub use error::meaning;

use async_trait::async_trait;
use readers::{Lent, Shelf};
use session::Session;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};
use storage::copy::{CopyStore, Give, Take};
use storage::sql::{self, Readers};
use storage::{Storage, StorageError, UnitOfWork};
use tokio::sync::{mpsc, oneshot};
use writer::{Waiting, Writer};

/// Units that may wait for the writer before [`Storage::commit`] itself waits.
const QUEUE: usize = 1024;

/// Storage in one `SQLite` file. Another process, as the command line is, may use the same file at the same time.
pub struct SqliteStorage {
    path: PathBuf,
    readers: Arc<Shelf>,
    /// `None` once closed; the writer ends when the last sender is gone.
    inbox: Mutex<Option<mpsc::Sender<Waiting>>>,
    /// Dropped, it ends the checkpointer.
    checkpoints: Mutex<Option<std::sync::mpsc::Sender<()>>>,
    /// Hears when the writer has ended.
    ended: tokio::sync::Mutex<Option<oneshot::Receiver<()>>>,
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
        let path = path.to_owned();
        let prepared = tokio::task::spawn_blocking(move || {
            open::create(&path).map_err(StorageError::unavailable)?;
            open::migrate(&path).map(|()| path)
        });
        let path = prepared.await.map_err(StorageError::unavailable)??;
        let (inbox, waiting) = mpsc::channel(QUEUE);
        let (end, ended) = oneshot::channel();
        let rest = Arc::<AtomicBool>::default();
        let writer = Writer::new(path.clone(), pages, Arc::clone(&rest));
        let serve = move || {
            writer.serve(waiting);
            // Nobody may be waiting for the end.
            let _ = end.send(());
        };
        std::thread::Builder::new().name("writer".to_owned()).spawn(serve).map_err(StorageError::unavailable)?;
        let (checkpoints, stop) = std::sync::mpsc::channel();
        let file = path.clone();
        let carry = move || checkpointer::serve(&file, &stop, &rest);
        std::thread::Builder::new().name("checkpointer".to_owned()).spawn(carry).map_err(StorageError::unavailable)?;
        Ok(Self {
            readers: Shelf::new(path.clone()),
            path,
            inbox: Mutex::new(Some(inbox)),
            checkpoints: Mutex::new(Some(checkpoints)),
            ended: tokio::sync::Mutex::new(Some(ended)),
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
        drop(self.checkpoints.lock().unwrap_or_else(PoisonError::into_inner).take());
        if let Some(ended) = self.ended.lock().await.take()
            && ended.await.is_err()
        {
            tracing::error!("the writer of the database ended abnormally");
        }
        self.readers.close();
    }
}

#[async_trait]
impl CopyStore for SqliteStorage {
    async fn copy_out(&self, take: &mut Take<'_>) -> Result<(), StorageError> {
        let mut reader = self.reader().await?;
        reader.0.execute_batch("BEGIN").map_err(meaning)?;
        sql::copy::out(&mut reader, take).await?;
        reader.0.execute_batch("ROLLBACK").map_err(meaning)
    }

    async fn copy_in(&self, give: &mut Give<'_>) -> Result<(), StorageError> {
        // A connection of its own: dropped before the end, it takes everything back.
        let connection = open::writing(&self.path, None)?;
        connection.execute_batch("BEGIN IMMEDIATE").map_err(meaning)?;
        let mut session = Session(Box::new(connection));
        sql::copy::take_in(&mut session, give).await?;
        session.0.execute_batch("COMMIT").map_err(meaning)
    }
}

impl Readers for SqliteStorage {
    type Engine = Session<Lent>;

    async fn reader(&self) -> Result<Self::Engine, StorageError> {
        self.readers.lend().await.map(Session)
    }
}

fn closed() -> StorageError {
    StorageError::unavailable("the database is closed")
}

#[cfg(test)]
mod tests;
