//! The SQL of `storage` on a connection of this engine.

use crate::error;
use futures_util::TryStreamExt;
use sqlx::query::Query;
use sqlx::sqlite::{SqliteArguments, SqliteConnection, SqliteRow};
use sqlx::{Row as _, Sqlite};
use std::ops::DerefMut;
use storage::StorageError;
use storage::sql::{Engine, Row, Value};

/// A connection, owned or borrowed, as an [`Engine`].
pub struct Session<C>(pub(crate) C);

impl<C: DerefMut<Target = SqliteConnection> + Send> Engine for Session<C> {
    type Row = Record;

    async fn execute(&mut self, sql: &'static str, values: &[Value<'_>]) -> Result<u64, StorageError> {
        let done = bound(sql, values).execute(&mut *self.0).await.map_err(error::meaning)?;
        Ok(done.rows_affected())
    }

    async fn fetch(&mut self, sql: &'static str, values: &[Value<'_>]) -> Result<Vec<Record>, StorageError> {
        let rows = bound(sql, values).fetch_all(&mut *self.0).await.map_err(error::meaning)?;
        Ok(rows.into_iter().map(Record).collect())
    }

    async fn each(
        &mut self,
        sql: &'static str,
        row: &mut (dyn FnMut(&Record) -> Result<(), StorageError> + Send),
    ) -> Result<(), StorageError> {
        let mut rows = sqlx::query(sql).fetch(&mut *self.0);
        while let Some(next) = rows.try_next().await.map_err(error::meaning)? {
            row(&Record(next))?;
        }
        Ok(())
    }
}

fn bound(sql: &'static str, values: &[Value<'_>]) -> Query<'static, Sqlite, SqliteArguments> {
    values.iter().fold(sqlx::query(sql), |query, value| match *value {
        Value::Int(int) => query.bind(int),
        Value::Text(text) => query.bind(text),
        Value::Bytes(bytes) => query.bind(bytes),
    })
}

/// A row that was read.
pub struct Record(SqliteRow);

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
