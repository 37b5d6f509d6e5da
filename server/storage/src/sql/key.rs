//! The SQL of subject keys. A key is never replaced: that would orphan everything sealed under it.

use super::{Engine, Row, Value, instant};
use crate::{StorageError, SubjectKey};
use Value::{Bytes, Int, Text};

pub(super) async fn keep<E: Engine>(engine: &mut E, key: &SubjectKey) -> Result<(), StorageError> {
    engine
        .execute(
            "INSERT INTO subject_key (subject, wrapped, created_at) VALUES ($1, $2, $3)",
            &[Text(&key.subject), Bytes(&key.wrapped), Int(key.created_at.unix_milliseconds())],
        )
        .await
        .map_err(|error| error.about("the key of a subject"))
        .map(drop)
}

pub(super) async fn of<E: Engine>(engine: &mut E, subject: &str) -> Result<Option<SubjectKey>, StorageError> {
    let rows = engine
        .fetch("SELECT subject, wrapped, created_at FROM subject_key WHERE subject = $1", &[Text(subject)])
        .await?;
    let key = |row: &E::Row| {
        let (subject, wrapped) = (row.text("subject")?, row.bytes("wrapped")?);
        Ok(SubjectKey { subject, wrapped, created_at: instant(row, "created_at")? })
    };
    rows.first().map(key).transpose()
}
