//! The SQL of copying out and in. The engine gives one transaction around each, so that a copy is of one moment.

use super::{Engine, Row, Value};
use crate::StorageError;
use crate::copy::{Cell, CopiedRow, Give, Kind, TOGETHER, Table, Take, tables};

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
    let mut rows = Vec::with_capacity(TOGETHER);
    loop {
        let row = give()?;
        // Rows of one table go in together: to a server on another machine the way is most of the time.
        if rows.len() == TOGETHER
            || rows.first().map(|first: &CopiedRow| first.table) != row.as_ref().map(|row| row.table)
        {
            put(engine, &rows).await?;
            rows.clear();
        }
        let Some(row) = row else { return Ok(()) };
        rows.push(row);
    }
}

/// Puts rows of one table in, [`TOGETHER`] of them at most.
async fn put<E: Engine>(engine: &mut E, rows: &[CopiedRow]) -> Result<(), StorageError> {
    let Some(first) = rows.first() else { return Ok(()) };
    let table = tables().get(first.table).ok_or(StorageError::Corrupt { what: "a table of the copy" })?;
    if rows.iter().any(|row| row.cells.len() != table.columns.len()) {
        return Err(StorageError::Corrupt { what: "a row of the copy" });
    }
    let (sql, each) = if rows.len() == TOGETHER { (&table.insert_together, rows.len()) } else { (&table.insert, 1) };
    for rows in rows.chunks(each) {
        let values: Vec<Value<'_>> = rows.iter().flat_map(|row| &row.cells).map(Value::from).collect();
        engine.run(sql, &values).await?;
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

impl<'a> From<&'a Cell> for Value<'a> {
    fn from(cell: &'a Cell) -> Self {
        match cell {
            Cell::Int(int) => Self::Int(*int),
            Cell::Text(text) => Self::Text(text),
            Cell::Bytes(bytes) => Self::Bytes(bytes),
        }
    }
}
