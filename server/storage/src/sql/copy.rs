//! The SQL of copying out and in. The engine gives one transaction around each, so that a copy is of one moment.

use super::{Engine, Row, Value};
use crate::StorageError;
use crate::copy::{Cell, CopiedRow, Give, Kind, Table, Take, tables};

/// Gives every row of every table.
pub async fn out<E: Engine>(engine: &mut E, take: &mut Take<'_>) -> Result<(), StorageError> {
    for (at, table) in tables().iter().enumerate() {
        let mut each = |row: &E::Row| take(CopiedRow { table: at, cells: cells(row, table)? });
        engine.each(&table.all, &mut each).await?;
    }
    Ok(())
}

/// Puts every row into empty tables.
pub async fn take_in<E: Engine>(engine: &mut E, give: &mut Give<'_>) -> Result<(), StorageError> {
    for table in tables() {
        if !engine.fetch(&table.any, &[]).await?.is_empty() {
            return Err(StorageError::Conflict { what: "an empty database" });
        }
    }
    while let Some(row) = give()? {
        let table = tables().get(row.table).ok_or(StorageError::Corrupt { what: "a table of the copy" })?;
        if row.cells.len() != table.columns.len() {
            return Err(StorageError::Corrupt { what: "a row of the copy" });
        }
        let values: Vec<Value<'_>> = row.cells.iter().map(value).collect();
        engine.execute(&table.insert, &values).await?;
    }
    Ok(())
}

fn cells<R: Row>(row: &R, table: &Table) -> Result<Vec<Cell>, StorageError> {
    let cell = |(name, kind): &(&'static str, Kind)| match kind {
        Kind::Int => row.int(name).map(Cell::Int),
        Kind::Text => row.text(name).map(Cell::Text),
        Kind::Bytes => row.bytes(name).map(Cell::Bytes),
    };
    table.columns.iter().map(cell).collect()
}

fn value(cell: &Cell) -> Value<'_> {
    match cell {
        Cell::Int(int) => Value::Int(*int),
        Cell::Text(text) => Value::Text(text),
        Cell::Bytes(bytes) => Value::Bytes(bytes),
    }
}
