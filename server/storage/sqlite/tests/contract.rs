//! The storage contract on `SQLite`, in a file of its own a chapter.
#![expect(clippy::unwrap_used, reason = "what is unexpected ends the test")]

use async_trait::async_trait;
use rusqlite::Connection;
use std::path::PathBuf;
use std::sync::Arc;
use storage::contract::{self, Subject};
use storage::{Storage, StorageError};
use storage_sqlite::SqliteStorage;
use tempfile::TempDir;

struct File {
    storage: Arc<SqliteStorage>,
    path: PathBuf,
    _folder: TempDir,
}

#[async_trait]
impl Subject for File {
    fn storage(&self) -> Arc<dyn Storage> {
        self.storage.clone()
    }

    async fn raw(&self, sql: &'static str) -> Result<(), StorageError> {
        let connection = Connection::open(&self.path).unwrap();
        connection.busy_timeout(std::time::Duration::from_secs(5)).unwrap();
        connection.execute_batch(sql).map_err(storage_sqlite::meaning)
    }

    async fn reopen(&mut self) {
        self.storage.close().await;
        self.storage = Arc::new(SqliteStorage::open(&self.path).await.unwrap());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_keeps_the_contract() {
    contract::passes(async || {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("data/portal.db");
        File { storage: Arc::new(SqliteStorage::open(&path).await.unwrap()), path, _folder: folder }
    })
    .await;
}
