//! The SQL of what is kept from a person until a day.

use super::{Engine, Readers, Row, Value, digest, id, instant};
use crate::{KeptBackEvent, KeptBackLine, KeptBackStore, StorageError};
use Value::{Bytes, Int, Text};
use async_trait::async_trait;
use domain::{Id, Instant};

/// Keeps the commitment, which waits for its place in the ledger; the event follows in the same unit.
pub(super) async fn keep<E: Engine>(engine: &mut E, it: &KeptBackEvent) -> Result<(), StorageError> {
    let sql = "INSERT INTO kept_back (subject, id, commitment, sealed) VALUES ($1, $2, $3, $4)";
    let values = [Text(&it.subject), Text(&it.id.to_string()), Bytes(it.commitment.as_bytes()), Bytes(&it.sealed)];
    engine.run(sql, &values).await.map_err(|error| error.about("what is kept back"))?;
    super::ledger::wait(engine, it.id, &it.commitment, it.at).await
}

#[async_trait]
impl<R: Readers> KeptBackStore for R {
    async fn kept_back(&self, subject: &str, of: Id) -> Result<Option<KeptBackLine>, StorageError> {
        let sql = "SELECT subject, id, commitment, sealed FROM kept_back WHERE subject = $1 AND id = $2";
        let values = [Text(subject), Text(&of.to_string())];
        self.reader().await?.fetch(sql, &values).await?.first().map(line).transpose()
    }

    async fn kept_back_after(&self, after: (&str, &str), limit: u32) -> Result<Vec<KeptBackLine>, StorageError> {
        let sql = "SELECT subject, id, commitment, sealed FROM kept_back WHERE (subject, id) > ($1, $2) \
             ORDER BY subject, id LIMIT $3";
        let values = [Text(after.0), Text(after.1), Int(limit.into())];
        self.reader().await?.fetch(sql, &values).await?.iter().map(line).collect()
    }

    async fn hidden_after(
        &self,
        after: (Instant, &str, &str),
        limit: u32,
    ) -> Result<Vec<(Instant, String, Id)>, StorageError> {
        // In the order of the index of what is kept back: the whole log is not read for it.
        let sql = "SELECT shown_from, subject, id FROM audit_event WHERE shown_from <> 0 \
             AND (shown_from, subject, id) > ($1, $2, $3) ORDER BY shown_from, subject, id LIMIT $4";
        let values = [Int(after.0.unix_milliseconds()), Text(after.1), Text(after.2), Int(limit.into())];
        let found = self.reader().await?.fetch(sql, &values).await?;
        found.iter().map(|row| Ok((instant(row, "shown_from")?, row.text("subject")?, id(row, "id")?))).collect()
    }
}

fn line<R: Row>(row: &R) -> Result<KeptBackLine, StorageError> {
    Ok(KeptBackLine {
        subject: row.text("subject")?,
        id: id(row, "id")?,
        commitment: digest(row, "commitment")?,
        sealed: row.bytes("sealed")?,
    })
}
