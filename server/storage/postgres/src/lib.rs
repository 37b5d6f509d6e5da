//! The engine for when one machine is outgrown: units of work that wait are committed together, with the same promises.
//!
//! A unit is acknowledged only after the server's own commit; how many machines that covers is the server's setting
//! (`synchronous_commit`), never this crate's. Decisions are never read from a standby.

mod batch;
mod error;
mod notes;
mod open;
mod session;
mod shape;
mod writer;

pub use error::meaning;

use async_trait::async_trait;
use session::Session;
use shape::Shapes;
use sqlx::pool::PoolConnection;
use sqlx::{PgPool, Postgres};
use storage::copy::{CopyStore, Give, Take};
use storage::sql::{self, Readers};
use storage::{Storage, StorageError, UnitOfWork};
use writer::Writers;

/// Storage in a `PostgreSQL` database, version 15 or newer.
pub struct PostgresStorage {
    reading: PgPool,
    writing: PgPool,
    writers: Writers,
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
        let (reading, writing) = (open::reading(&options).await?, open::writing(&options).await?);
        let shapes = Shapes::of(&mut *reading.acquire().await.map_err(meaning)?).await?;
        Ok(Self { writers: Writers::start(&writing, shapes), reading, writing })
    }
}

#[async_trait]
impl Storage for PostgresStorage {
    async fn commit(&self, unit: UnitOfWork) -> Result<(), StorageError> {
        self.writers.commit(unit).await
    }

    async fn ready(&self) -> Result<(), StorageError> {
        sql::ready(&mut self.reader().await?).await
    }

    async fn close(&self) {
        tokio::join!(self.reading.close(), self.writing.close());
    }
}

#[async_trait]
impl CopyStore for PostgresStorage {
    async fn copy_out(&self, take: &mut Take<'_>) -> Result<(), StorageError> {
        let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
        let mut moment = self.reading.begin_with(begin).await.map_err(meaning)?;
        sql::copy::out(&mut Session::of(&mut *moment), take).await?;
        moment.rollback().await.map_err(meaning)
    }

    async fn copy_in(&self, give: &mut Give<'_>) -> Result<(), StorageError> {
        let mut transaction = self.writing.begin().await.map_err(meaning)?;
        sql::copy::take_in(&mut Session::of(&mut *transaction), give).await?;
        transaction.commit().await.map_err(meaning)
    }
}

impl Readers for PostgresStorage {
    type Engine = Session<PoolConnection<Postgres>>;

    async fn reader(&self) -> Result<Self::Engine, StorageError> {
        self.reading.acquire().await.map(Session::of).map_err(meaning)
    }
}
