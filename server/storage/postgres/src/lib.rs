//! The engine for when one machine is outgrown: a pool, one transaction a unit of work, the same promises.
//!
//! A unit is acknowledged only after the server's own commit; how many machines that covers is the server's setting
//! (`synchronous_commit`), never this crate's. Decisions are never read from a standby.

mod error;
mod open;
mod session;

pub use error::meaning;

use async_trait::async_trait;
use session::Session;
use sqlx::pool::PoolConnection;
use sqlx::{PgPool, Postgres};
use storage::copy::{CopyStore, Give, Take};
use storage::sql::{self, Readers};
use storage::{Storage, StorageError, UnitOfWork};

/// How often a unit is applied anew when the server breaks it off in favour of another one.
const ATTEMPTS: u32 = 8;

/// Storage in a `PostgreSQL` database, version 15 or newer.
pub struct PostgresStorage {
    pool: PgPool,
}

impl PostgresStorage {
    /// Connects to the database of `url` (`postgres://…`, with `sslmode` and `sslrootcert` as `libpq` knows them) and
    /// brings its tables up to date.
    ///
    /// Errors: [`StorageError::Schema`] when a newer release made the tables, [`StorageError::Unavailable`] when the
    /// server cannot be reached, refuses the login, or `url` is none. The error never quotes the URL.
    pub async fn connect(url: &str) -> Result<Self, StorageError> {
        let options = open::options(url)?;
        open::migrate(&options).await?;
        Ok(Self { pool: open::pool(options).await? })
    }

    /// One try: the outcome, and whether the server asks for another.
    async fn attempt(&self, unit: &UnitOfWork) -> (Result<(), StorageError>, bool) {
        let mut transaction = match self.pool.begin().await {
            Ok(transaction) => transaction,
            Err(error) => return (Err(meaning(error)), false),
        };
        let mut session = Session::of(&mut *transaction);
        if let Err(error) = sql::apply(&mut session, unit).await {
            let again = session.broken_off();
            // Where this fails the connection is gone, and the transaction with it.
            let _ = transaction.rollback().await;
            return (Err(error), again);
        }
        match transaction.commit().await {
            Ok(()) => (Ok(()), false),
            Err(error) => {
                let again = error::broken_off(&error);
                (Err(meaning(error)), again)
            }
        }
    }
}

#[async_trait]
impl Storage for PostgresStorage {
    async fn commit(&self, unit: UnitOfWork) -> Result<(), StorageError> {
        let mut outcome = self.attempt(&unit).await;
        for _ in 1..ATTEMPTS {
            if !outcome.1 {
                break;
            }
            outcome = self.attempt(&unit).await;
        }
        if let Err(error @ StorageError::Unavailable { .. }) = &outcome.0 {
            tracing::warn!(%error, "a unit of work was not committed");
        }
        outcome.0
    }

    async fn ready(&self) -> Result<(), StorageError> {
        sql::ready(&mut self.reader().await?).await
    }

    async fn close(&self) {
        self.pool.close().await;
    }
}

#[async_trait]
impl CopyStore for PostgresStorage {
    async fn copy_out(&self, take: &mut Take<'_>) -> Result<(), StorageError> {
        let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
        let mut moment = self.pool.begin_with(begin).await.map_err(meaning)?;
        sql::copy::out(&mut Session::of(&mut *moment), take).await?;
        moment.rollback().await.map_err(meaning)
    }

    async fn copy_in(&self, give: &mut Give<'_>) -> Result<(), StorageError> {
        let mut transaction = self.pool.begin().await.map_err(meaning)?;
        sql::copy::take_in(&mut Session::of(&mut *transaction), give).await?;
        transaction.commit().await.map_err(meaning)
    }
}

impl Readers for PostgresStorage {
    type Engine = Session<PoolConnection<Postgres>>;

    async fn reader(&self) -> Result<Self::Engine, StorageError> {
        self.pool.acquire().await.map(Session::of).map_err(meaning)
    }
}
