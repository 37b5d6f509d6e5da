//! Connections that read, lent and given back. Reading is done on the thread that asks: a row is found in microseconds,
//! and handing the question to another thread and back would cost several times that.

use crate::{closed, open};
use rusqlite::Connection;
use std::ops::Deref;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use storage::StorageError;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Connections that read at the same time.
const READERS: usize = 8;

/// The connections that nobody uses now.
pub(crate) struct Shelf {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
    places: Arc<Semaphore>,
}

/// A connection, given back when dropped.
pub struct Lent {
    /// There until dropped.
    connection: Option<Connection>,
    shelf: Arc<Shelf>,
    _place: OwnedSemaphorePermit,
}

impl Shelf {
    pub(crate) fn new(path: PathBuf) -> Arc<Self> {
        Arc::new(Self { path, idle: Mutex::default(), places: Arc::new(Semaphore::new(READERS)) })
    }

    pub(crate) async fn lend(self: &Arc<Self>) -> Result<Lent, StorageError> {
        let place = Arc::clone(&self.places).acquire_owned().await.map_err(|_| closed())?;
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = match idle {
            Some(connection) => connection,
            None => open::reading(&self.path)?,
        };
        Ok(Lent { connection: Some(connection), shelf: Arc::clone(self), _place: place })
    }

    /// Lends nothing any more.
    pub(crate) fn close(&self) {
        self.places.close();
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

impl Deref for Lent {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.connection.as_ref().expect("it is there until dropped")
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        // Whoever stopped in the middle of a transaction leaves a connection that sees the past.
        if let Some(connection) = self.connection.take()
            && connection.is_autocommit()
            && !self.shelf.places.is_closed()
        {
            self.shelf.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
        }
    }
}
