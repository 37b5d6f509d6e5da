//! The SQL of messages and the outbox.

use super::{Engine, Row, Value, id, instant, language, maybe_id, number, one, text_of, word};
use crate::{
    AddressKind, Attempted, Message, MessageChange, MessageCode, MessageLine, OutboxState, Outgoing, StorageError,
};
use Value::{Bytes, Int, Text};
use domain::Instant;
use domain::message::Notice;

pub(super) async fn apply<E: Engine>(engine: &mut E, change: &MessageChange) -> Result<(), StorageError> {
    match change {
        MessageChange::Write(message) => write(engine, message).await,
        MessageChange::Code(code) => {
            let sql = "INSERT INTO message_code (code, kind, at) VALUES ($1, $2, $3)";
            let values = [Text(&code.code), Text(&code.kind), Int(code.at.unix_milliseconds())];
            engine.run(sql, &values).await.map_err(|error| error.about("a message code"))
        }
        MessageChange::Queue(outgoing) => queue(engine, outgoing).await,
        MessageChange::Attempted(attempted) => note(engine, attempted).await,
        MessageChange::Read { subject, at } => {
            let sql = "UPDATE message SET read_at = $2 WHERE subject = $1 AND read_at = 0";
            engine.run(sql, &[Text(subject), Int(at.unix_milliseconds())]).await
        }
    }
}

async fn write<E: Engine>(engine: &mut E, message: &Message) -> Result<(), StorageError> {
    engine
        .run(
            "INSERT INTO message (subject, id, notice, language, code, created_at, read_at) \
             VALUES ($1, $2, $3, $4, $5, $6, 0)",
            &[
                Text(&message.subject),
                Text(&message.id.to_string()),
                Text(message.notice.name()),
                Text(message.language.tag()),
                Text(&message.code),
                Int(message.created_at.unix_milliseconds()),
            ],
        )
        .await
        .map_err(|error| error.about("a message"))
}

async fn queue<E: Engine>(engine: &mut E, outgoing: &Outgoing) -> Result<(), StorageError> {
    engine
        .run(
            "INSERT INTO outbox (id, message, channel, sealed, made_at, due_at, until, attempts, state) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            &[
                Text(&outgoing.id.to_string()),
                Text(&text_of(outgoing.message)),
                Text(outgoing.channel.name()),
                Bytes(&outgoing.sealed),
                Int(outgoing.made_at.unix_milliseconds()),
                Int(outgoing.due_at.unix_milliseconds()),
                Int(outgoing.until.unix_milliseconds()),
                Int(outgoing.attempts.into()),
                Text(outgoing.state.name()),
            ],
        )
        .await
        .map_err(|error| error.about("the outbox"))
}

async fn note<E: Engine>(engine: &mut E, attempted: &Attempted) -> Result<(), StorageError> {
    let id = attempted.id.to_string();
    let values = [
        Text(&id),
        Int(attempted.attempt.into()),
        Text(attempted.state.name()),
        Int(attempted.due_at.unix_milliseconds()),
        Int(i64::from(attempted.attempt) - 1),
        Bytes(&[]),
    ];
    let (sql, values) = if attempted.forget {
        let sql =
            "UPDATE outbox SET attempts = $2, state = $3, due_at = $4, sealed = $6 WHERE id = $1 AND attempts = $5";
        (sql, &values[..])
    } else {
        let sql = "UPDATE outbox SET attempts = $2, state = $3, due_at = $4 WHERE id = $1 AND attempts = $5";
        (sql, &values[..5])
    };
    one(engine.execute(sql, values).await?, "the outbox")
}

pub(super) async fn of<E: Engine>(engine: &mut E, subject: &str, limit: u32) -> Result<Vec<MessageLine>, StorageError> {
    let rows = engine
        .fetch(
            "SELECT m.subject, m.id, m.notice, m.language, m.code, m.created_at, m.read_at, \
             COALESCE(o.channel, '') AS channel, COALESCE(o.state, '') AS state \
             FROM (SELECT * FROM message WHERE subject = $1 ORDER BY id DESC LIMIT $2) m \
             LEFT JOIN outbox o ON o.message = m.id ORDER BY m.id DESC, o.channel",
            &[Text(subject), Int(limit.into())],
        )
        .await?;
    let mut lines: Vec<MessageLine> = Vec::new();
    for row in &rows {
        let message = message(row)?;
        let sending = AddressKind::from_name(&row.text("channel")?).zip(OutboxState::from_name(&row.text("state")?));
        match lines.last_mut().filter(|line| line.message.id == message.id) {
            Some(line) => line.sending.extend(sending),
            None => lines.push(MessageLine { message, sending: sending.into_iter().collect() }),
        }
    }
    Ok(lines)
}

fn message<R: Row>(row: &R) -> Result<Message, StorageError> {
    Ok(Message {
        subject: row.text("subject")?,
        id: id(row, "id")?,
        notice: word(row, "notice", Notice::from_name)?,
        language: language(row, "language")?,
        code: row.text("code")?,
        created_at: instant(row, "created_at")?,
        read: row.int("read_at")? != 0,
    })
}

pub(super) async fn unread<E: Engine>(engine: &mut E, subject: &str) -> Result<u32, StorageError> {
    let sql = "SELECT COUNT(*) AS unread FROM message WHERE subject = $1 AND read_at = 0";
    engine.fetch(sql, &[Text(subject)]).await?.first().map_or(Ok(0), |row| number(row, "unread"))
}

pub(super) async fn code<E: Engine>(engine: &mut E, code: &str) -> Result<Option<MessageCode>, StorageError> {
    let sql = "SELECT code, kind, at FROM message_code WHERE code = $1";
    let found =
        |row: &E::Row| Ok(MessageCode { code: row.text("code")?, kind: row.text("kind")?, at: instant(row, "at")? });
    engine.fetch(sql, &[Text(code)]).await?.first().map(found).transpose()
}

pub(super) async fn due<E: Engine>(engine: &mut E, now: Instant, limit: u32) -> Result<Vec<Outgoing>, StorageError> {
    let sql = "SELECT id, message, channel, sealed, made_at, due_at, until, attempts, state FROM outbox \
         WHERE state = 'queued' AND due_at <= $1 ORDER BY due_at LIMIT $2";
    engine.fetch(sql, &[Int(now.unix_milliseconds()), Int(limit.into())]).await?.iter().map(outgoing).collect()
}

pub(super) async fn outbox<E: Engine>(engine: &mut E, limit: u32) -> Result<Vec<Outgoing>, StorageError> {
    let sql = "SELECT id, message, channel, sealed, made_at, due_at, until, attempts, state FROM outbox \
         WHERE state <> 'void' ORDER BY id DESC LIMIT $1";
    engine.fetch(sql, &[Int(limit.into())]).await?.iter().map(outgoing).collect()
}

fn outgoing<R: Row>(row: &R) -> Result<Outgoing, StorageError> {
    Ok(Outgoing {
        id: id(row, "id")?,
        message: maybe_id(row, "message")?,
        channel: word(row, "channel", AddressKind::from_name)?,
        sealed: row.bytes("sealed")?,
        made_at: instant(row, "made_at")?,
        due_at: instant(row, "due_at")?,
        until: instant(row, "until")?,
        attempts: number(row, "attempts")?,
        state: word(row, "state", OutboxState::from_name)?,
    })
}
