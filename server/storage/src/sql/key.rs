//! The SQL of subject keys. A key is never replaced, which would orphan everything sealed under it: it is wrapped anew,
//! or destroyed.

use super::{Engine, Row, Value, instant};
use crate::{StorageError, SubjectKey};
use Value::{Bytes, Int, Text};

pub(super) async fn keep<E: Engine>(engine: &mut E, key: &SubjectKey) -> Result<(), StorageError> {
    engine
        .run(
            "INSERT INTO subject_key (subject, wrapped, created_at) VALUES ($1, $2, $3)",
            &[Text(&key.subject), Bytes(&key.wrapped), Int(key.created_at.unix_milliseconds())],
        )
        .await
        .map_err(|error| error.about("the key of a subject"))
}

pub(super) async fn destroy<E: Engine>(engine: &mut E, subject: &str) -> Result<(), StorageError> {
    engine.run("DELETE FROM subject_key WHERE subject = $1", &[Text(subject)]).await
}

pub(super) async fn rewrap<E: Engine>(engine: &mut E, before: &SubjectKey, wrapped: &[u8]) -> Result<(), StorageError> {
    let values = [Text(&before.subject), Bytes(&before.wrapped), Bytes(wrapped)];
    let sql = "UPDATE subject_key SET wrapped = $3 WHERE subject = $1 AND wrapped = $2";
    super::one(engine.execute(sql, &values).await?, "the key of a subject")
}

pub(super) async fn missing<E: Engine>(engine: &mut E, limit: u32) -> Result<Vec<String>, StorageError> {
    let sql = "SELECT subject FROM account WHERE erased_at = 0 AND NOT EXISTS \
         (SELECT 1 FROM subject_key WHERE subject_key.subject = account.subject) LIMIT $1";
    engine.fetch(sql, &[Int(limit.into())]).await?.iter().map(|row| row.text("subject")).collect()
}

pub(super) async fn after<E: Engine>(
    engine: &mut E,
    subject: &str,
    limit: u32,
) -> Result<Vec<SubjectKey>, StorageError> {
    let sql = "SELECT subject, wrapped, created_at FROM subject_key WHERE subject > $1 ORDER BY subject LIMIT $2";
    engine.fetch(sql, &[Text(subject), Int(limit.into())]).await?.iter().map(key).collect()
}

fn key<R: Row>(row: &R) -> Result<SubjectKey, StorageError> {
    let (subject, wrapped) = (row.text("subject")?, row.bytes("wrapped")?);
    Ok(SubjectKey { subject, wrapped, created_at: instant(row, "created_at")? })
}

pub(super) async fn of<E: Engine>(engine: &mut E, subject: &str) -> Result<Option<SubjectKey>, StorageError> {
    let rows = engine
        .fetch("SELECT subject, wrapped, created_at FROM subject_key WHERE subject = $1", &[Text(subject)])
        .await?;
    rows.first().map(key).transpose()
}
