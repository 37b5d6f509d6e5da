//! The SQL of contact cases. Numbers stand in a table of their own, so that they stay unique when cases are spread
//! over partitions by subject.

use super::{Engine, Row, Value, instant, language};
use crate::{ContactCase, StorageError};
use Value::{Bytes, Int, Text};

pub(super) async fn file<E: Engine>(engine: &mut E, case: &ContactCase) -> Result<(), StorageError> {
    engine
        .run(
            "INSERT INTO contact_number (number, subject, id) VALUES ($1, $2, $3)",
            &[Text(&case.number), Text(&case.subject), Text(&case.id)],
        )
        .await
        .map_err(|error| error.about("the number of a contact case"))?;
    engine
        .run(
            "INSERT INTO contact_case (subject, id, number, kind, language, channel, received_at, state, sealed) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            &[
                Text(&case.subject),
                Text(&case.id),
                Text(&case.number),
                Text(&case.kind),
                Text(case.language.tag()),
                Text(&case.channel),
                Int(case.received_at.unix_milliseconds()),
                Text(&case.state),
                Bytes(&case.sealed),
            ],
        )
        .await
        .map_err(|error| error.about("a contact case"))
}

pub(super) async fn by_number<E: Engine>(engine: &mut E, number: &str) -> Result<Option<ContactCase>, StorageError> {
    let rows = engine
        .fetch(
            "SELECT c.subject, c.id, c.number, kind, language, channel, received_at, state, sealed \
             FROM contact_number n JOIN contact_case c ON c.subject = n.subject AND c.id = n.id WHERE n.number = $1",
            &[Text(number)],
        )
        .await?;
    rows.first().map(case).transpose()
}

pub(super) async fn newest<E: Engine>(engine: &mut E, limit: u32) -> Result<Vec<ContactCase>, StorageError> {
    let rows = engine
        .fetch(
            "SELECT subject, id, number, kind, language, channel, received_at, state, sealed \
             FROM contact_case ORDER BY received_at DESC, id DESC LIMIT $1",
            &[Int(limit.into())],
        )
        .await?;
    rows.iter().map(case).collect()
}

fn case<R: Row>(row: &R) -> Result<ContactCase, StorageError> {
    Ok(ContactCase {
        id: row.text("id")?,
        number: row.text("number")?,
        subject: row.text("subject")?,
        kind: row.text("kind")?,
        language: language(row, "language")?,
        channel: row.text("channel")?,
        received_at: instant(row, "received_at")?,
        state: row.text("state")?,
        sealed: row.bytes("sealed")?,
    })
}
