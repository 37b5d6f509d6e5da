//! The SQL of `storage` on a connection of this engine.

use crate::error;
use futures_util::TryStreamExt;
use sqlx::postgres::{PgArguments, PgConnection, PgRow};
use sqlx::query::Query;
use sqlx::{Error, Postgres, Row as _};
use std::ops::DerefMut;
use storage::StorageError;
use storage::sql::{Engine, Row, Value};

/// A connection, owned or borrowed, as an [`Engine`].
pub struct Session<C> {
    connection: C,
    broken_off: bool,
}

impl<C> Session<C> {
    pub(crate) const fn of(connection: C) -> Self {
        Self { connection, broken_off: false }
    }

    /// Whether a statement failed only because the server let another transaction pass.
    pub(crate) const fn broken_off(&self) -> bool {
        self.broken_off
    }

    fn failed(&mut self, error: Error) -> StorageError {
        self.broken_off = error::broken_off(&error);
        error::meaning(error)
    }
}

impl<C: DerefMut<Target = PgConnection> + Send> Engine for Session<C> {
    type Row = Record;

    const NOW: &'static str = "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT) AS now";

    async fn execute(&mut self, sql: &'static str, values: &[Value<'_>]) -> Result<u64, StorageError> {
        let done = bound(sql, values).execute(&mut *self.connection).await;
        done.map(|done| done.rows_affected()).map_err(|error| self.failed(error))
    }

    async fn fetch(&mut self, sql: &'static str, values: &[Value<'_>]) -> Result<Vec<Record>, StorageError> {
        let rows = bound(sql, values).fetch_all(&mut *self.connection).await;
        rows.map(|rows| rows.into_iter().map(Record).collect()).map_err(|error| self.failed(error))
    }

    async fn each(
        &mut self,
        sql: &'static str,
        row: &mut (dyn FnMut(&Record) -> Result<(), StorageError> + Send),
    ) -> Result<(), StorageError> {
        let mut rows = sqlx::query(sql).fetch(&mut *self.connection);
        while let Some(next) = rows.try_next().await.map_err(error::meaning)? {
            row(&Record(next))?;
        }
        Ok(())
    }
}

pub(crate) fn bound(sql: &'static str, values: &[Value<'_>]) -> Query<'static, Postgres, PgArguments> {
    values.iter().fold(sqlx::query(sql), |query, value| match *value {
        Value::Int(int) => query.bind(int),
        Value::Text(text) => query.bind(text),
        Value::Bytes(bytes) => query.bind(bytes),
    })
}

/// A row that was read.
pub struct Record(PgRow);

impl Row for Record {
    fn int(&self, column: &'static str) -> Result<i64, StorageError> {
        self.0.try_get(column).map_err(|_| StorageError::Corrupt { what: column })
    }

    fn text(&self, column: &'static str) -> Result<String, StorageError> {
        self.0.try_get(column).map_err(|_| StorageError::Corrupt { what: column })
    }

    fn bytes(&self, column: &'static str) -> Result<Vec<u8>, StorageError> {
        self.0.try_get(column).map_err(|_| StorageError::Corrupt { what: column })
    }
}
