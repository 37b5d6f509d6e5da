//! The SQL of `storage` on a connection of this engine. Nothing here waits for anything but the file itself, so that
//! each future is ready when it is first asked.

use crate::error::meaning;
use rusqlite::types::{ToSqlOutput, Value as Cell, ValueRef};
use rusqlite::{Connection, Statement, ToSql};
use std::ops::Deref;
use std::sync::Arc;
use storage::StorageError;
use storage::sql::{Engine, Row, Value};

/// A connection, owned or borrowed, as an [`Engine`].
pub struct Session<C>(pub(crate) C);

struct Bound<'a>(&'a Value<'a>);

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match *self.0 {
            Value::Int(int) => ValueRef::Integer(int),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

impl<C: Deref<Target = Connection> + Send> Engine for Session<C> {
    type Row = Record;

    const NOW: &'static str = "SELECT CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) AS now";

    async fn execute(&mut self, sql: &'static str, values: &[Value<'_>]) -> Result<u64, StorageError> {
        let mut statement = self.0.prepare_cached(sql).map_err(meaning)?;
        bind(&mut statement, values)?;
        Ok(statement.raw_execute().map_err(meaning)? as u64)
    }

    async fn fetch(&mut self, sql: &'static str, values: &[Value<'_>]) -> Result<Vec<Record>, StorageError> {
        let mut statement = self.0.prepare_cached(sql).map_err(meaning)?;
        let mut all = Vec::new();
        records(&mut statement, values, &mut |record| {
            all.push(record);
            Ok(())
        })?;
        Ok(all)
    }

    async fn each(
        &mut self,
        sql: &'static str,
        row: &mut (dyn FnMut(&Record) -> Result<(), StorageError> + Send),
    ) -> Result<(), StorageError> {
        let mut statement = self.0.prepare(sql).map_err(meaning)?;
        records(&mut statement, &[], &mut |record| row(&record))
    }
}

/// To this engine `$2` is a name like any other, and the place of a name is where it is met first: the number in the name
/// says which value is meant.
fn bind(statement: &mut Statement<'_>, values: &[Value<'_>]) -> Result<(), StorageError> {
    for place in 1..=statement.parameter_count() {
        let number = statement.parameter_name(place).and_then(|name| name.strip_prefix('$')?.parse::<usize>().ok());
        let value = number.and_then(|number| values.get(number.checked_sub(1)?));
        let value = value.ok_or_else(|| StorageError::unavailable("a placeholder without a value"))?;
        statement.raw_bind_parameter(place, Bound(value)).map_err(meaning)?;
    }
    Ok(())
}

fn records(
    statement: &mut Statement<'_>,
    values: &[Value<'_>],
    take: &mut dyn FnMut(Record) -> Result<(), StorageError>,
) -> Result<(), StorageError> {
    let names: Arc<[String]> = statement.column_names().into_iter().map(str::to_owned).collect();
    bind(statement, values)?;
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next().map_err(meaning)? {
        let cells = (0..names.len()).map(|at| row.get(at)).collect::<Result<_, _>>().map_err(meaning)?;
        take(Record { names: Arc::clone(&names), cells })?;
    }
    Ok(())
}

/// A row that was read.
pub struct Record {
    names: Arc<[String]>,
    cells: Vec<Cell>,
}

impl Record {
    fn cell(&self, column: &'static str) -> Option<&Cell> {
        self.cells.get(self.names.iter().position(|name| name == column)?)
    }
}

impl Row for Record {
    fn int(&self, column: &'static str) -> Result<i64, StorageError> {
        match self.cell(column) {
            Some(Cell::Integer(int)) => Ok(*int),
            _ => Err(StorageError::Corrupt { what: column }),
        }
    }

    fn text(&self, column: &'static str) -> Result<String, StorageError> {
        match self.cell(column) {
            Some(Cell::Text(text)) => Ok(text.clone()),
            _ => Err(StorageError::Corrupt { what: column }),
        }
    }

    fn bytes(&self, column: &'static str) -> Result<Vec<u8>, StorageError> {
        match self.cell(column) {
            Some(Cell::Blob(bytes)) => Ok(bytes.clone()),
            _ => Err(StorageError::Corrupt { what: column }),
        }
    }
}
