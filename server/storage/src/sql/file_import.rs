//! The SQL of files on their way in.

use super::{Engine, Readers, Row, Value, digest, id, instant, one, word};
use crate::{FileImport, ImportChange, ImportCounts, ImportFault, ImportState, ImportStore, StorageError};
use Value::{Bytes, Int, Text};
use async_trait::async_trait;
use domain::Id;

/// A query of files; SQL is text of the program alone.
macro_rules! imports {
    ($rest:literal) => {
        concat!(
            "SELECT id, organisation, account, digest, format, state, of_bytes, line, byte, taken, known, waiting, \
             quarantined, begun_at, changed_at FROM file_import ",
            $rest
        )
    };
}

pub(super) async fn apply<E: Engine>(engine: &mut E, change: &ImportChange) -> Result<(), StorageError> {
    match change {
        ImportChange::Begin(it) => begin(engine, it).await,
        ImportChange::Move { id, before, state, counts, at } => {
            let sql = "UPDATE file_import SET state = $3, line = $4, byte = $5, taken = $6, known = $7, waiting = $8, \
                 quarantined = $9, changed_at = $10 WHERE id = $1 AND byte = $2 AND state = 'running'";
            let values = [
                Text(&id.to_string()),
                int(*before),
                Text(state.name()),
                int(counts.line),
                int(counts.byte),
                int(counts.taken),
                int(counts.known),
                int(counts.waiting),
                int(counts.quarantined),
                Int(at.unix_milliseconds()),
            ];
            one(engine.execute(sql, &values).await?, "a file")
        }
        ImportChange::Fault(it) => {
            let sql = "INSERT INTO import_fault (import, line, reasons) VALUES ($1, $2, $3)";
            let values = [Text(&it.import.to_string()), int(it.line), Text(&it.reasons)];
            engine.run(sql, &values).await.map_err(|error| error.about("a line of a file"))
        }
    }
}

async fn begin<E: Engine>(engine: &mut E, it: &FileImport) -> Result<(), StorageError> {
    let sql = "INSERT INTO file_import (id, organisation, account, digest, format, state, of_bytes, line, byte, taken, \
         known, waiting, quarantined, begun_at, changed_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14)";
    let values = [
        Text(&it.id.to_string()),
        Text(&it.organisation),
        Text(&it.account),
        Bytes(it.digest.as_bytes()),
        Text(&it.format),
        Text(it.state.name()),
        int(it.of_bytes),
        int(it.counts.line),
        int(it.counts.byte),
        int(it.counts.taken),
        int(it.counts.known),
        int(it.counts.waiting),
        int(it.counts.quarantined),
        Int(it.begun_at.unix_milliseconds()),
    ];
    engine.run(sql, &values).await.map_err(|error| error.about("a file"))
}

#[async_trait]
impl<R: Readers> ImportStore for R {
    async fn file_import(&self, of: Id) -> Result<Option<FileImport>, StorageError> {
        let sql = imports!("WHERE id = $1");
        self.reader().await?.fetch(sql, &[Text(&of.to_string())]).await?.first().map(file).transpose()
    }

    async fn file_imports(&self, organisation: &str, limit: u32) -> Result<Vec<FileImport>, StorageError> {
        let sql = imports!("WHERE organisation = $1 ORDER BY id DESC LIMIT $2");
        self.reader().await?.fetch(sql, &[Text(organisation), Int(limit.into())]).await?.iter().map(file).collect()
    }

    async fn import_faults(&self, of: Id, after: u64, limit: u32) -> Result<Vec<ImportFault>, StorageError> {
        let sql =
            "SELECT import, line, reasons FROM import_fault WHERE import = $1 AND line > $2 ORDER BY line LIMIT $3";
        let values = [Text(&of.to_string()), int(after), Int(limit.into())];
        let fault = |row: &<R::Engine as Engine>::Row| {
            Ok(ImportFault { import: id(row, "import")?, line: count(row, "line")?, reasons: row.text("reasons")? })
        };
        self.reader().await?.fetch(sql, &values).await?.iter().map(fault).collect()
    }
}

fn file<R: Row>(row: &R) -> Result<FileImport, StorageError> {
    Ok(FileImport {
        id: id(row, "id")?,
        organisation: row.text("organisation")?,
        account: row.text("account")?,
        digest: digest(row, "digest")?,
        format: row.text("format")?,
        state: word(row, "state", ImportState::from_name)?,
        of_bytes: count(row, "of_bytes")?,
        counts: ImportCounts {
            line: count(row, "line")?,
            byte: count(row, "byte")?,
            taken: count(row, "taken")?,
            known: count(row, "known")?,
            waiting: count(row, "waiting")?,
            quarantined: count(row, "quarantined")?,
        },
        begun_at: instant(row, "begun_at")?,
        changed_at: instant(row, "changed_at")?,
    })
}

fn count<R: Row>(row: &R, column: &'static str) -> Result<u64, StorageError> {
    u64::try_from(row.int(column)?).map_err(|_| StorageError::Corrupt { what: column })
}

/// A count as a database keeps it; none comes near the bound.
fn int(count: u64) -> Value<'static> {
    Int(i64::try_from(count).unwrap_or(i64::MAX))
}
