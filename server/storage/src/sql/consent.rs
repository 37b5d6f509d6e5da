//! The SQL of consent: an event, what stands, the request it answers and the ledger's entry go in together.

use super::{Engine, Row, Value, digest, id, instant, language, maybe_id, number, one, text_of, word};
use crate::{
    ConsentChange, ConsentEvent, ConsentRequest, ConsentWording, NoticeShown, PurposeStanding, RecipientNotice,
    RecordConsent, StorageError,
};
use Value::{Bytes, Int, Text};
use domain::catalogue::{self, RecipientId};
use domain::consent::{EventKind, Last, Method};
use domain::policy::VersionNumber;
use domain::{Digest, Id, Instant};

pub(super) async fn apply<E: Engine>(engine: &mut E, change: &ConsentChange) -> Result<(), StorageError> {
    match change {
        ConsentChange::Record(record) => {
            stand(engine, record).await?;
            if let Some(request) = &record.request {
                answer(engine, &record.event, request).await?;
            }
            super::ledger::wait(engine, record.event.id, &record.event.commitment, record.event.at).await?;
            keep(engine, &record.event).await
        }
        ConsentChange::Word(wording) => word_once(engine, wording).await,
        ConsentChange::Show(shown) => show(engine, shown).await,
        ConsentChange::Notify(notice) => notify(engine, notice).await,
        ConsentChange::Acknowledge { id, at, by } => {
            let sql = "UPDATE recipient_notice SET acknowledged_at = $2, acknowledged_by = $3 \
                 WHERE id = $1 AND acknowledged_at = 0";
            let values = [Text(&id.to_string()), Int(at.unix_milliseconds()), Text(by)];
            one(engine.execute(sql, &values).await?, "a notice")
        }
    }
}

/// First of all, so that of two choices made at once the second changes nothing.
async fn stand<E: Engine>(engine: &mut E, record: &RecordConsent) -> Result<(), StorageError> {
    let event = &record.event;
    let (new, before) = (event.id.to_string(), text_of(record.before));
    let values = [
        Text(&event.subject),
        Text(event.purpose.id()),
        Text(&new),
        Text(event.kind.name()),
        Int(event.purpose_version.into()),
        Int(event.at.unix_milliseconds()),
        Int(event.lapses_at.unix_milliseconds()),
        Text(&before),
    ];
    let what = "what stands about a purpose";
    if record.before.is_none() {
        let sql = "INSERT INTO consent_standing (subject, purpose, event, kind, purpose_version, at, lapses_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)";
        engine.run(sql, &values[..7]).await.map_err(|error| error.about(what))
    } else {
        let sql = "UPDATE consent_standing SET event = $3, kind = $4, purpose_version = $5, at = $6, lapses_at = $7 \
             WHERE subject = $1 AND purpose = $2 AND event = $8";
        one(engine.execute(sql, &values).await?, what)
    }
}

async fn answer<E: Engine>(engine: &mut E, event: &ConsentEvent, request: &ConsentRequest) -> Result<(), StorageError> {
    engine
        .run(
            "INSERT INTO consent_request (subject, hash, event, asked, at) VALUES ($1, $2, $3, $4, $5)",
            &[
                Text(&event.subject),
                Bytes(request.hash.as_bytes()),
                Text(&request.event.to_string()),
                Text(&request.asked),
                Int(event.at.unix_milliseconds()),
            ],
        )
        .await
        .map_err(|error| error.about("a request"))
}

async fn keep<E: Engine>(engine: &mut E, event: &ConsentEvent) -> Result<(), StorageError> {
    engine
        .run(
            "INSERT INTO consent_event (subject, id, purpose, purpose_version, kind, method, language, policy, \
             policy_digest, at, lapses_at, actor, acting, commitment, sealed, wording) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
            &[
                Text(&event.subject),
                Text(&event.id.to_string()),
                Text(event.purpose.id()),
                Int(event.purpose_version.into()),
                Text(event.kind.name()),
                Text(event.method.name()),
                Text(event.language.tag()),
                Int(event.policy.get().into()),
                Text(&event.policy_digest.to_string()),
                Int(event.at.unix_milliseconds()),
                Int(event.lapses_at.unix_milliseconds()),
                Text(&event.actor),
                Text(&text_of(event.acting)),
                Bytes(event.commitment.as_bytes()),
                Bytes(&event.sealed),
                Bytes(event.wording.as_bytes()),
            ],
        )
        .await
        .map_err(|error| error.about("a consent event"))
}

async fn word_once<E: Engine>(engine: &mut E, wording: &ConsentWording) -> Result<(), StorageError> {
    let sql = "INSERT INTO consent_wording (digest, text) VALUES ($1, $2) ON CONFLICT (digest) DO NOTHING";
    engine.run(sql, &[Bytes(wording.digest.as_bytes()), Text(&wording.text)]).await
}

pub(super) async fn wording<E: Engine>(
    engine: &mut E,
    digest_of: &Digest,
) -> Result<Option<ConsentWording>, StorageError> {
    let sql = "SELECT digest, text FROM consent_wording WHERE digest = $1";
    let wording = |row: &E::Row| Ok(ConsentWording { digest: digest(row, "digest")?, text: row.text("text")? });
    engine.fetch(sql, &[Bytes(digest_of.as_bytes())]).await?.first().map(wording).transpose()
}

async fn show<E: Engine>(engine: &mut E, shown: &NoticeShown) -> Result<(), StorageError> {
    engine
        .run(
            "INSERT INTO notice_shown (subject, purpose, purpose_version, policy, language, at) \
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (subject, purpose, purpose_version, policy, language) DO NOTHING",
            &[
                Text(&shown.subject),
                Text(shown.purpose.id()),
                Int(shown.purpose_version.into()),
                Int(shown.policy.get().into()),
                Text(shown.language.tag()),
                Int(shown.at.unix_milliseconds()),
            ],
        )
        .await
}

async fn notify<E: Engine>(engine: &mut E, notice: &RecipientNotice) -> Result<(), StorageError> {
    engine
        .run(
            "INSERT INTO recipient_notice (id, subject, recipient, purpose, event, created_at, acknowledged_at, \
             acknowledged_by) VALUES ($1, $2, $3, $4, $5, $6, 0, '')",
            &[
                Text(&notice.id.to_string()),
                Text(&notice.subject),
                Text(notice.recipient.id()),
                Text(notice.purpose.id()),
                Text(&notice.event.to_string()),
                Int(notice.created_at.unix_milliseconds()),
            ],
        )
        .await
        .map_err(|error| error.about("a notice"))
}

pub(super) async fn standings<E: Engine>(engine: &mut E, subject: &str) -> Result<Vec<PurposeStanding>, StorageError> {
    let sql = "SELECT subject, purpose, event, kind, purpose_version, at, lapses_at FROM consent_standing \
         WHERE subject = $1 ORDER BY purpose";
    engine.fetch(sql, &[Text(subject)]).await?.iter().map(standing).collect()
}

/// One statement, and so one moment: people may be choosing meanwhile.
const AMISS: &str = "SELECT s.event AS event FROM consent_standing s \
     LEFT JOIN consent_event e ON e.subject = s.subject AND e.id = s.event \
     WHERE e.id IS NULL OR e.purpose <> s.purpose OR e.kind <> s.kind OR e.purpose_version <> s.purpose_version \
     OR e.at <> s.at OR e.lapses_at <> s.lapses_at OR EXISTS (SELECT 1 FROM consent_event n \
     WHERE n.subject = s.subject AND n.purpose = s.purpose AND n.id > s.event) \
     UNION ALL SELECT e.id AS event FROM consent_event e WHERE NOT EXISTS (SELECT 1 FROM consent_standing s \
     WHERE s.subject = e.subject AND s.purpose = e.purpose) AND NOT EXISTS (SELECT 1 FROM account a \
     WHERE a.subject = e.subject AND a.erased_at <> 0) LIMIT $1";

pub(super) async fn amiss<E: Engine>(engine: &mut E, limit: u32) -> Result<Vec<String>, StorageError> {
    engine.fetch(AMISS, &[Int(limit.into())]).await?.iter().map(|row| row.text("event")).collect()
}

pub(super) async fn lapsed<E: Engine>(
    engine: &mut E,
    now: Instant,
    limit: u32,
) -> Result<Vec<PurposeStanding>, StorageError> {
    let sql = "SELECT subject, purpose, event, kind, purpose_version, at, lapses_at FROM consent_standing \
         WHERE kind = 'given' AND lapses_at <= $1 ORDER BY lapses_at LIMIT $2";
    engine.fetch(sql, &[Int(now.unix_milliseconds()), Int(limit.into())]).await?.iter().map(standing).collect()
}

fn standing<R: Row>(row: &R) -> Result<PurposeStanding, StorageError> {
    Ok(PurposeStanding {
        subject: row.text("subject")?,
        purpose: word(row, "purpose", catalogue::purpose)?,
        last: Last {
            event: id(row, "event")?,
            kind: word(row, "kind", EventKind::from_name)?,
            at: instant(row, "at")?,
            version: number(row, "purpose_version")?,
            lapses_at: instant(row, "lapses_at")?,
        },
    })
}

const EVENTS: &str = "SELECT subject, id, purpose, purpose_version, kind, method, language, policy, policy_digest, at, \
     lapses_at, actor, acting, commitment, sealed, wording FROM consent_event WHERE subject = $1 ORDER BY id DESC LIMIT $2";
const EVENTS_AFTER: &str = "SELECT subject, id, purpose, purpose_version, kind, method, language, policy, policy_digest, \
     at, lapses_at, actor, acting, commitment, sealed, wording FROM consent_event \
     WHERE (subject, id) > ($1, $2) ORDER BY subject, id LIMIT $3";
const EVENT: &str = "SELECT subject, id, purpose, purpose_version, kind, method, language, policy, policy_digest, at, \
     lapses_at, actor, acting, commitment, sealed, wording FROM consent_event WHERE subject = $1 AND id = $2";

pub(super) async fn events<E: Engine>(
    engine: &mut E,
    subject: &str,
    limit: u32,
) -> Result<Vec<ConsentEvent>, StorageError> {
    engine.fetch(EVENTS, &[Text(subject), Int(limit.into())]).await?.iter().map(event).collect()
}

pub(super) async fn events_after<E: Engine>(
    engine: &mut E,
    subject: &str,
    id: &str,
    limit: u32,
) -> Result<Vec<ConsentEvent>, StorageError> {
    engine.fetch(EVENTS_AFTER, &[Text(subject), Text(id), Int(limit.into())]).await?.iter().map(event).collect()
}

pub(super) async fn one_event<E: Engine>(
    engine: &mut E,
    subject: &str,
    id: Id,
) -> Result<Option<ConsentEvent>, StorageError> {
    engine.fetch(EVENT, &[Text(subject), Text(&id.to_string())]).await?.first().map(event).transpose()
}

fn event<R: Row>(row: &R) -> Result<ConsentEvent, StorageError> {
    Ok(ConsentEvent {
        subject: row.text("subject")?,
        id: id(row, "id")?,
        purpose: word(row, "purpose", catalogue::purpose)?,
        purpose_version: number(row, "purpose_version")?,
        kind: word(row, "kind", EventKind::from_name)?,
        method: word(row, "method", Method::from_name)?,
        language: language(row, "language")?,
        policy: VersionNumber::new(number(row, "policy")?).ok_or(StorageError::Corrupt { what: "policy" })?,
        policy_digest: word(row, "policy_digest", Digest::from_hex)?,
        at: instant(row, "at")?,
        lapses_at: instant(row, "lapses_at")?,
        actor: row.text("actor")?,
        acting: maybe_id(row, "acting")?,
        commitment: digest(row, "commitment")?,
        sealed: row.bytes("sealed")?,
        wording: digest(row, "wording")?,
    })
}

pub(super) async fn request<E: Engine>(
    engine: &mut E,
    subject: &str,
    hash: &Digest,
) -> Result<Option<ConsentRequest>, StorageError> {
    let sql = "SELECT hash, event, asked FROM consent_request WHERE subject = $1 AND hash = $2";
    let request = |row: &E::Row| {
        Ok(ConsentRequest { hash: digest(row, "hash")?, event: id(row, "event")?, asked: row.text("asked")? })
    };
    engine.fetch(sql, &[Text(subject), Bytes(hash.as_bytes())]).await?.first().map(request).transpose()
}

pub(super) async fn notices_for<E: Engine>(
    engine: &mut E,
    recipient: RecipientId,
    limit: u32,
) -> Result<Vec<RecipientNotice>, StorageError> {
    let sql = "SELECT id, subject, recipient, purpose, event, created_at, acknowledged_at, acknowledged_by \
         FROM recipient_notice WHERE recipient = $1 AND acknowledged_at = 0 ORDER BY created_at, id LIMIT $2";
    engine.fetch(sql, &[Text(recipient.id()), Int(limit.into())]).await?.iter().map(notice).collect()
}

pub(super) async fn notices_about<E: Engine>(
    engine: &mut E,
    subject: &str,
) -> Result<Vec<RecipientNotice>, StorageError> {
    let sql = "SELECT id, subject, recipient, purpose, event, created_at, acknowledged_at, acknowledged_by \
         FROM recipient_notice WHERE subject = $1 ORDER BY created_at DESC, id DESC";
    engine.fetch(sql, &[Text(subject)]).await?.iter().map(notice).collect()
}

fn notice<R: Row>(row: &R) -> Result<RecipientNotice, StorageError> {
    let at = instant(row, "acknowledged_at")?;
    let by = row.text("acknowledged_by")?;
    Ok(RecipientNotice {
        id: id(row, "id")?,
        subject: row.text("subject")?,
        recipient: word(row, "recipient", catalogue::recipient)?,
        purpose: word(row, "purpose", catalogue::purpose)?,
        event: id(row, "event")?,
        created_at: instant(row, "created_at")?,
        acknowledged: (at.unix_milliseconds() != 0).then_some((at, by)),
    })
}
