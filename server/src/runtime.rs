//! The edge of the system: the real clock, real randomness, the key file, the database of the configuration.

use crate::config::{Config, Database};
use anyhow::{Context, Result, ensure};
use domain::Instant;
use service::{Clock, Entropy, EntropyError, KEY_BYTES, KeyEncryptionKey, Parts, Services};
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
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

/// Opens the database of the configuration and brings its schema up to date.
pub async fn open_storage(config: &Config) -> Result<Arc<dyn Storage>> {
    Ok(match &config.database {
        Database::Sqlite(path) => {
            Arc::new(SqliteStorage::open(path).await.with_context(|| format!("database {}", path.display()))?)
        }
        Database::Postgres(url) => Arc::new(PostgresStorage::connect(url).await.context("database postgres://…")?),
    })
}

/// Opens database and duties with the real clock and randomness.
pub async fn open_services(config: &Config) -> Result<Services> {
    let key = key_encryption_key(&config.key_file)?;
    let storage = open_storage(config).await?;
    let parts = Parts { storage, clock: Arc::new(SystemClock), entropy: Arc::new(SystemEntropy), key };
    Ok(Services::open(parts).await?)
}

/// Reads the key file; makes one, readable by its owner alone, where there is none.
fn key_encryption_key(path: &Path) -> Result<KeyEncryptionKey> {
    let name = || format!("key file {}", path.display());
    let text = match fs::read_to_string(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return new_key(path).with_context(name),
        text => text.with_context(name)?,
    };
    let mut bytes = [0; KEY_BYTES];
    let read = hex::decode_to_slice(text.trim(), &mut bytes);
    ensure!(read.is_ok(), "{}: 64 hexadecimal digits are expected", name());
    Ok(KeyEncryptionKey::new(&bytes))
}

fn new_key(path: &Path) -> Result<KeyEncryptionKey> {
    let mut bytes = [0; KEY_BYTES];
    SystemEntropy.fill(&mut bytes)?;
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    writeln!(file, "{}", hex::encode(bytes))?;
    file.sync_all()?;
    // Sealed data is lost without it, so that it is there must be on disk too.
    if let Some(folder) = path.parent() {
        fs::File::open(folder)?.sync_all()?;
    }
    tracing::info!(file = %path.display(), "made a new key; keep a copy apart from the database");
    Ok(KeyEncryptionKey::new(&bytes))
}
