//! How the file is made and opened: who may read it, its pragmas, its migrations.

use crate::error;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, SqlSafeStr, SqlitePool};
use std::fs::{DirBuilder, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;
use std::time::Duration;
use storage::StorageError;

/// How long a statement waits for another process to give up its lock.
const BUSY: Duration = Duration::from_secs(5);

/// Connections that read at the same time.
const READERS: u32 = 8;

/// Every migration, forward only, in order. A published one is never edited: the database remembers its digest.
const MIGRATIONS: [(i64, &str, &str); 9] = [
    (1, "policy", include_str!("../migrations/0001_policy.sql")),
    (2, "subject key", include_str!("../migrations/0002_subject_key.sql")),
    (3, "contact", include_str!("../migrations/0003_contact.sql")),
    (4, "usage", include_str!("../migrations/0004_usage.sql")),
    (5, "account", include_str!("../migrations/0005_account.sql")),
    (6, "ledger", include_str!("../migrations/0006_ledger.sql")),
    (7, "consent", include_str!("../migrations/0007_consent.sql")),
    (8, "message", include_str!("../migrations/0008_message.sql")),
    (9, "delegation", include_str!("../migrations/0009_delegation.sql")),
];

/// Makes the file and the folders above it where they are missing, for their owner alone. `SQLite` gives its side files
/// the rights of the main file.
pub(crate) fn create(path: &Path) -> io::Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    }
    OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(path).map(drop)
}

/// Brings the tables up to date, in one transaction that a second process waits for.
pub(crate) async fn migrate(path: &Path) -> Result<(), StorageError> {
    let mut connection = writing(path, None).connect().await.map_err(error::meaning)?;
    let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await.map_err(error::meaning)?;
    // `run` would do, but the compiler cannot see that its future may move between threads.
    migrator().run_direct(None, &mut *transaction, false).await.map_err(error::migrate)?;
    transaction.commit().await.map_err(error::meaning)?;
    connection.close().await.map_err(error::meaning)
}

/// The options of the writer. With `pages`, the file is full when it has that many.
pub(crate) fn writing(path: &Path, pages: Option<u32>) -> SqliteConnectOptions {
    let options = options(path)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .pragma("trusted_schema", "OFF");
    match pages {
        Some(pages) => options.pragma("max_page_count", pages.to_string()),
        None => options,
    }
}

/// Connections that can only read.
pub(crate) async fn readers(path: &Path) -> Result<SqlitePool, StorageError> {
    let options = options(path).pragma("query_only", "ON").pragma("trusted_schema", "OFF");
    SqlitePoolOptions::new()
        .max_connections(READERS)
        .acquire_timeout(BUSY)
        .connect_with(options)
        .await
        .map_err(error::meaning)
}

fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new().filename(path).busy_timeout(BUSY).disable_statement_logging()
}

fn migrator() -> Migrator {
    let migration = |(version, description, sql): (i64, &'static str, &'static str)| {
        Migration::new(version, description.into(), MigrationType::Simple, sql.into_sql_str(), false)
    };
    Migrator::with_migrations(MIGRATIONS.into_iter().map(migration).collect())
}
