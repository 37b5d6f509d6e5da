//! What a unit would do, written down before it is done: its statements in order, each with its values.

use futures_util::FutureExt;
use storage::copy::Cell;
use storage::sql::{self, Counts, Engine, Row, Value};
use storage::{StorageError, UnitOfWork};

/// A statement of a unit.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Statement {
    pub(crate) sql: &'static str,
    pub(crate) values: Vec<Cell>,
    /// Whether it must change one row. The unit was written down as if it did.
    pub(crate) one: bool,
}

/// The statements of `unit`, and its counts; nothing where what it does depends on what it reads.
pub(crate) fn statements(unit: &UnitOfWork) -> Option<(Vec<Statement>, Counts)> {
    let (mut notes, mut counts) = (Notes(Vec::new()), Counts::new());
    sql::change(&mut notes, unit, &mut counts).now_or_never()?.ok()?;
    Some((notes.0, counts))
}

/// Writes statements down.
struct Notes(Vec<Statement>);

impl Notes {
    fn note(&mut self, sql: &'static str, values: &[Value<'_>], one: bool) {
        let cell = |value: &Value<'_>| match *value {
            Value::Int(int) => Cell::Int(int),
            Value::Text(text) => Cell::Text(text.to_owned()),
            Value::Bytes(bytes) => Cell::Bytes(bytes.to_vec()),
        };
        self.0.push(Statement { sql, values: values.iter().map(cell).collect(), one });
    }
}

/// Nothing is read while a unit is written down.
enum Unread {}

impl Row for Unread {
    fn int(&self, _: &'static str) -> Result<i64, StorageError> {
        match *self {}
    }

    fn text(&self, _: &'static str) -> Result<String, StorageError> {
        match *self {}
    }

    fn bytes(&self, _: &'static str) -> Result<Vec<u8>, StorageError> {
        match *self {}
    }
}

fn reads() -> StorageError {
    StorageError::unavailable("this unit reads")
}

impl Engine for Notes {
    type Row = Unread;

    const NOW: &'static str = "";

    async fn execute(&mut self, sql: &'static str, values: &[Value<'_>]) -> Result<u64, StorageError> {
        self.note(sql, values, true);
        Ok(1)
    }

    async fn run(&mut self, sql: &'static str, values: &[Value<'_>]) -> Result<(), StorageError> {
        self.note(sql, values, false);
        Ok(())
    }

    async fn fetch(&mut self, _: &'static str, _: &[Value<'_>]) -> Result<Vec<Unread>, StorageError> {
        Err(reads())
    }

    async fn each(
        &mut self,
        _: &'static str,
        _: &mut (dyn FnMut(&Unread) -> Result<(), StorageError> + Send),
    ) -> Result<(), StorageError> {
        Err(reads())
    }
}
