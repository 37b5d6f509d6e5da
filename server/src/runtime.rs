//! The edge of the system: the real clock, real randomness, the key file, the database of the configuration.

use crate::config::{Config, Database};
use crate::durable::{self, Readers};
use crate::keeper::FileKeeper;
use anyhow::{Context, Result, ensure};
use domain::Instant;
use domain::consent::ASKED;
use service::{Clock, Entropy, EntropyError, KeyRing, Parts, Services};
use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};
use storage::Storage;
use storage_postgres::PostgresStorage;
use storage_sqlite::SqliteStorage;

/// The system's clock.
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place where the present is read")]
    fn now(&self) -> Instant {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Instant::from_unix_milliseconds(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }
}

/// The system's randomness.
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    #[expect(clippy::disallowed_methods, reason = "the one place where keys' randomness is drawn")]
    fn fill(&self, bytes: &mut [u8]) -> Result<(), EntropyError> {
        getrandom::fill(bytes).map_err(|_| EntropyError)
    }
}

/// What becomes of a database that is not there. A command that works on one would otherwise make an empty one where it is run in
/// another folder than the portal's, and find nothing wrong with it. A server's database is named by its address, and never made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absent {
    /// It is made: this is how a portal begins.
    Made,
    /// It is an error.
    Refused,
}

/// That there is a database.
pub(crate) fn ensure_there(config: &Config) -> Result<()> {
    if let Database::Sqlite(path) = &config.database {
        let there = fs::exists(path).with_context(|| format!("database {}", path.display()))?;
        ensure!(
            there,
            "database {}: it is not there; run this where the portal runs, with its settings",
            path.display()
        );
    }
    Ok(())
}

/// Opens the database of the configuration and brings its schema up to date.
pub async fn open_storage(config: &Config, absent: Absent) -> Result<Arc<dyn Storage>> {
    if absent == Absent::Refused {
        ensure_there(config)?;
    }
    Ok(match &config.database {
        Database::Sqlite(path) => {
            Arc::new(SqliteStorage::open(path).await.with_context(|| format!("database {}", path.display()))?)
        }
        Database::Postgres(url) => Arc::new(PostgresStorage::connect(url).await.context("database postgres://…")?),
    })
}

/// Opens database and duties with the real clock and randomness.
pub async fn open_services(config: &Config, absent: Absent) -> Result<Services> {
    let path = &config.key_file;
    // First: a file that cannot be used must not find the schema brought up to date already.
    let kept = if fs::exists(path).with_context(|| named(path))? { Some(keys(path)?) } else { None };
    let storage = open_storage(config, absent).await?;
    let keys = match kept {
        Some(keys) => keys,
        None => first_keys(path, &*storage).await?,
    };
    let origin = Arc::clone(&config.public_url);
    let parts = Parts {
        storage,
        clock: Arc::new(SystemClock),
        entropy: Arc::new(SystemEntropy),
        keys,
        origin,
        rules: config.rules.clone(),
        asked: ASKED.to_vec(),
        keeper: Arc::new(FileKeeper::new(config.checkpoint_file.clone())),
    };
    Ok(Services::open(parts).await?)
}

/// Makes the key file of this database, readable by its owner alone, where nothing was sealed yet: beside a database that has
/// something in it, new keys would open nothing, and hide that the old ones are gone. Of several portals that start at once
/// one makes it, and the others read it.
async fn first_keys(path: &Path, storage: &dyn Storage) -> Result<KeyRing> {
    let is_new = storage.subject_keys_after("", 1).await?.is_empty() && storage.ledger_head().await?.is_none();
    ensure!(
        is_new,
        "{}: it is not there, and only the keys in it open what the database holds; put it back",
        named(path)
    );
    let made = KeyRing::generate(&SystemEntropy)?;
    match durable::first(path, Readers::Owner, made.to_text().as_bytes()) {
        Ok(()) => tracing::info!(file = %path.display(), "made new keys; keep a copy apart from the database"),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return keys(path),
        Err(error) => return Err(error).with_context(|| named(path)),
    }
    Ok(made)
}

/// Reads the key file. A file that others may read is refused: a key that was read is no key.
pub fn keys(path: &Path) -> Result<KeyRing> {
    let name = || named(path);
    let text = fs::read_to_string(path).with_context(name)?;
    let mode = fs::metadata(path).with_context(name)?.permissions().mode();
    let others = mode & 0o077;
    ensure!(others == 0, "{}: others may read it; `chmod 600` makes it the owner's alone", name());
    KeyRing::parse(&text).with_context(name)
}

fn named(path: &Path) -> String {
    format!("key file {}", path.display())
}

/// Writes the key file beside the old one, and puts it in its place once it is on disk.
pub fn write_keys(path: &Path, keys: &KeyRing) -> Result<()> {
    // Sealed data is lost without it.
    Ok(durable::replace(path, Readers::Owner, keys.to_text().as_bytes())?)
}
