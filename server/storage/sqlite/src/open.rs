//! How the file is made and opened: who may read it, its pragmas, its migrations.

use crate::error::meaning;
use domain::Digest;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};
use std::fs::{DirBuilder, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;
use std::time::Duration;
use storage::StorageError;

/// How long a statement waits for another process to give up its lock.
pub(crate) const BUSY: Duration = Duration::from_secs(5);

/// How often, and how long apart, the write-ahead log is turned on where others are at it: as long as [`BUSY`] together.
const TURNED_ON: u32 = 250;
const APART: Duration = Duration::from_millis(20);

/// Prepared statements kept by a connection: more than the product has texts.
const STATEMENTS: usize = 256;

/// Pages a connection keeps in memory, in KiB below zero: 16 MiB, for the nine there are.
const CACHE: i32 = -16 * 1024;

/// Pages in the write-ahead log before the writer itself carries them into the file: 256 MiB. The checkpointer does it
/// long before, unless it cannot keep up.
const WAL_PAGES: &str = "65536";

/// What the write-ahead log keeps of its length once it was carried over, in bytes: what it took at its longest is given back.
const WAL_KEPT: &str = "67108864";

/// Every migration, forward only, in order. A published one is never edited: the database remembers its digest.
const MIGRATIONS: [&str; 23] = [
    include_str!("../migrations/0001_policy.sql"),
    include_str!("../migrations/0002_subject_key.sql"),
    include_str!("../migrations/0003_contact.sql"),
    include_str!("../migrations/0004_usage.sql"),
    include_str!("../migrations/0005_account.sql"),
    include_str!("../migrations/0006_ledger.sql"),
    include_str!("../migrations/0007_consent.sql"),
    include_str!("../migrations/0008_message.sql"),
    include_str!("../migrations/0009_delegation.sql"),
    include_str!("../migrations/0010_record.sql"),
    include_str!("../migrations/0011_case.sql"),
    include_str!("../migrations/0012_duty.sql"),
    include_str!("../migrations/0014_paper.sql"),
    include_str!("../migrations/0015_register.sql"),
    include_str!("../migrations/0016_statistics.sql"),
    include_str!("../migrations/0017_policy_work.sql"),
    include_str!("../migrations/0018_paper_kept.sql"),
    include_str!("../migrations/0019_kept_back.sql"),
    include_str!("../migrations/0020_exchange.sql"),
    include_str!("../migrations/0021_record_owner.sql"),
    include_str!("../migrations/0022_lease.sql"),
    include_str!("../migrations/0023_code_turn.sql"),
    include_str!("../migrations/0024_void_code.sql"),
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
pub(crate) fn migrate(path: &Path) -> Result<(), StorageError> {
    let mut connection = writing(path, None)?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(meaning)?;
    let made = applied(&transaction)?;
    let fits = made.iter().zip(MIGRATIONS).all(|(digest, sql)| *digest == Digest::of(sql.as_bytes()).to_string());
    if !fits || made.len() > MIGRATIONS.len() {
        return Err(StorageError::Schema);
    }
    for (number, sql) in (1_i64..).zip(MIGRATIONS).skip(made.len()) {
        transaction.execute_batch(sql).map_err(meaning)?;
        let row = "INSERT INTO migration (number, digest) VALUES (?1, ?2)";
        transaction.execute(row, (number, Digest::of(sql.as_bytes()).to_string())).map_err(meaning)?;
    }
    transaction.commit().map_err(meaning)
}

/// The digests of the migrations that were applied, from the first.
fn applied(connection: &Connection) -> Result<Vec<String>, StorageError> {
    let table = "CREATE TABLE IF NOT EXISTS migration \
        (number INTEGER NOT NULL PRIMARY KEY, digest TEXT NOT NULL) STRICT";
    connection.execute_batch(table).map_err(meaning)?;
    let mut statement = connection.prepare("SELECT digest FROM migration ORDER BY number").map_err(meaning)?;
    statement.query_map([], |row| row.get(0)).and_then(Iterator::collect).map_err(meaning)
}

/// A connection that writes, and syncs every commit. With `pages`, the file is full when it has that many.
pub(crate) fn writing(path: &Path, pages: Option<u32>) -> Result<Connection, StorageError> {
    let connection = open(path)?;
    turn_log_on(&connection).map_err(meaning)?;
    let set = |name, value: &str| connection.pragma_update(None, name, value).map_err(meaning);
    set("synchronous", "FULL")?;
    // What is erased is overwritten: a key that was destroyed is not left in a free page.
    set("secure_delete", "ON")?;
    set("foreign_keys", "ON")?;
    set("wal_autocheckpoint", WAL_PAGES)?;
    set("journal_size_limit", WAL_KEPT)?;
    if let Some(pages) = pages {
        set("max_page_count", &pages.to_string())?;
    }
    Ok(connection)
}

/// Turns the write-ahead log on. Where several do so with a new file, `SQLite` says that it is locked without waiting, lest
/// they wait for each other.
fn turn_log_on(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(Duration::ZERO)?;
    let busy = |error: &rusqlite::Error| error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy);
    let mut tries = 1;
    let outcome = loop {
        match connection.pragma_update(None, "journal_mode", "WAL") {
            Err(error) if busy(&error) && tries < TURNED_ON => std::thread::sleep(APART),
            outcome => break outcome,
        }
        tries += 1;
    };
    connection.busy_timeout(BUSY)?;
    outcome
}

/// A connection that can only read.
pub(crate) fn reading(path: &Path) -> Result<Connection, StorageError> {
    let connection = open(path)?;
    connection.pragma_update(None, "query_only", "ON").map_err(meaning)?;
    Ok(connection)
}

fn open(path: &Path) -> Result<Connection, StorageError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(meaning)?;
    connection.busy_timeout(BUSY).map_err(meaning)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.pragma_update(None, "trusted_schema", "OFF").map_err(meaning)?;
    connection.pragma_update(None, "cache_size", CACHE).map_err(meaning)?;
    // Else a statement is planned anew whenever it is given another `LIMIT`, though the number changes nothing.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(meaning)?;
    Ok(connection)
}
