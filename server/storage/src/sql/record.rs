//! The SQL of records, certificates, corrections told, and organisations.

use super::{Engine, Row, Value, id, instant, maybe_id, number, one, text_of, word};
use crate::{Certificate, Confirmed, CorrectionNotice, RecordChange, RecordKind, RecordVersion, StorageError};
use Value::{Bytes, Int, Text};
use domain::catalogue::{self, RecipientId};
use domain::organisation::{Organisation, OrganisationKind};
use domain::record::RecordState;
use domain::{Id, Instant};

pub(super) async fn apply<E: Engine>(engine: &mut E, change: &RecordChange) -> Result<(), StorageError> {
    match change {
        RecordChange::Organisation { organisation, at } => organise(engine, organisation, *at).await,
        RecordChange::Version(version) => add(engine, version).await,
        RecordChange::Certify(certificate) => certify(engine, certificate).await,
        RecordChange::Revoke { subject, record, at } => {
            let sql = "UPDATE certificate SET revoked_at = $3 WHERE subject = $1 AND record = $2 AND revoked_at = 0";
            let values = [Text(subject), Text(&record.to_string()), Int(at.unix_milliseconds())];
            engine.run(sql, &values).await
        }
        RecordChange::Notify(notice) => notify(engine, notice).await,
        RecordChange::NotifyAgain { id, times, at } => {
            let sql = "UPDATE correction_notice SET times = times + 1, told_at = $3 \
                 WHERE id = $1 AND times = $2 AND acknowledged_at = 0";
            let values = [Text(&id.to_string()), Int((*times).into()), Int(at.unix_milliseconds())];
            one(engine.execute(sql, &values).await?, "a correction told")
        }
        RecordChange::Acknowledge { id, at, by } => {
            let sql = "UPDATE correction_notice SET acknowledged_at = $2, acknowledged_by = $3 \
                 WHERE id = $1 AND acknowledged_at = 0";
            let values = [Text(&id.to_string()), Int(at.unix_milliseconds()), Text(by)];
            one(engine.execute(sql, &values).await?, "a correction told")
        }
    }
}

async fn organise<E: Engine>(engine: &mut E, it: &Organisation, at: Instant) -> Result<(), StorageError> {
    let closed = if it.closed { at.unix_milliseconds() } else { 0 };
    let sql = "INSERT INTO organisation (code, kind, name_th, name_en, province, closed_at, mail) \
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (code) DO UPDATE SET kind = excluded.kind, \
         name_th = excluded.name_th, name_en = excluded.name_en, province = excluded.province, mail = excluded.mail, \
         closed_at = CASE WHEN excluded.closed_at = 0 THEN 0 WHEN organisation.closed_at <> 0 THEN \
         organisation.closed_at ELSE excluded.closed_at END";
    let (names, province) = ((&it.name_th, &it.name_en), &it.province);
    let values = [
        Text(&it.code),
        Text(it.kind.name()),
        Text(names.0),
        Text(names.1),
        Text(province),
        Int(closed),
        Text(&it.mail),
    ];
    engine.run(sql, &values).await
}

async fn add<E: Engine>(engine: &mut E, it: &RecordVersion) -> Result<(), StorageError> {
    let (id, cause) = (it.id.to_string(), text_of(it.cause));
    let added = engine
        .execute(
            "INSERT INTO record_version (subject, id, version, kind, state, confirmed, unit, recorder, source, at, \
             cause, sealed) SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12 WHERE $3 = \
             (SELECT COALESCE(MAX(version), 0) + 1 FROM record_version WHERE subject = $1 AND id = $2)",
            &[
                Text(&it.subject),
                Text(&id),
                Int(it.version.into()),
                Text(it.kind.name()),
                Text(it.state.name()),
                Text(it.confirmed.name()),
                Text(&it.unit),
                Text(&it.recorder),
                Text(&it.source),
                Int(it.at.unix_milliseconds()),
                Text(&cause),
                Bytes(&it.sealed),
            ],
        )
        .await
        .map_err(|error| error.about("a version of a record"))?;
    one(added, "a version of a record")
}

async fn certify<E: Engine>(engine: &mut E, it: &Certificate) -> Result<(), StorageError> {
    let sql = "INSERT INTO certificate (code, subject, record, version, issued_at, revoked_at) \
         VALUES ($1, $2, $3, $4, $5, 0)";
    let values = [
        Text(&it.code),
        Text(&it.subject),
        Text(&it.record.to_string()),
        Int(it.version.into()),
        Int(it.issued_at.unix_milliseconds()),
    ];
    engine.run(sql, &values).await.map_err(|error| error.about("a certificate"))
}

async fn notify<E: Engine>(engine: &mut E, it: &CorrectionNotice) -> Result<(), StorageError> {
    let sql = "INSERT INTO correction_notice (id, subject, recipient, record, version, created_at, told_at, times, \
         acknowledged_at, acknowledged_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, '')";
    let values = [
        Text(&it.id.to_string()),
        Text(&it.subject),
        Text(it.recipient.id()),
        Text(&it.record.to_string()),
        Int(it.version.into()),
        Int(it.created_at.unix_milliseconds()),
        Int(it.told_at.unix_milliseconds()),
        Int(it.times.into()),
    ];
    engine.run(sql, &values).await.map_err(|error| error.about("a correction told"))
}

pub(super) async fn of<E: Engine>(engine: &mut E, subject: &str) -> Result<Vec<RecordVersion>, StorageError> {
    let sql = "SELECT subject, id, version, kind, state, confirmed, unit, recorder, source, at, cause, sealed \
         FROM record_version WHERE subject = $1 ORDER BY id, version";
    engine.fetch(sql, &[Text(subject)]).await?.iter().map(version).collect()
}

pub(super) async fn one_of<E: Engine>(
    engine: &mut E,
    subject: &str,
    id: Id,
) -> Result<Vec<RecordVersion>, StorageError> {
    let sql = "SELECT subject, id, version, kind, state, confirmed, unit, recorder, source, at, cause, sealed \
         FROM record_version WHERE subject = $1 AND id = $2 ORDER BY version";
    engine.fetch(sql, &[Text(subject), Text(&id.to_string())]).await?.iter().map(version).collect()
}

fn version<R: Row>(row: &R) -> Result<RecordVersion, StorageError> {
    Ok(RecordVersion {
        subject: row.text("subject")?,
        id: id(row, "id")?,
        version: number(row, "version")?,
        kind: word(row, "kind", RecordKind::from_name)?,
        state: word(row, "state", RecordState::from_name)?,
        confirmed: word(row, "confirmed", Confirmed::from_name)?,
        unit: row.text("unit")?,
        recorder: row.text("recorder")?,
        source: row.text("source")?,
        at: instant(row, "at")?,
        cause: maybe_id(row, "cause")?,
        sealed: row.bytes("sealed")?,
    })
}

pub(super) async fn certificates<E: Engine>(engine: &mut E, subject: &str) -> Result<Vec<Certificate>, StorageError> {
    let sql = "SELECT code, subject, record, version, issued_at, revoked_at FROM certificate \
         WHERE subject = $1 ORDER BY record, version";
    engine.fetch(sql, &[Text(subject)]).await?.iter().map(certificate).collect()
}

pub(super) async fn certificate_coded<E: Engine>(
    engine: &mut E,
    code: &str,
) -> Result<Option<Certificate>, StorageError> {
    let sql = "SELECT code, subject, record, version, issued_at, revoked_at FROM certificate WHERE code = $1";
    engine.fetch(sql, &[Text(code)]).await?.first().map(certificate).transpose()
}

fn certificate<R: Row>(row: &R) -> Result<Certificate, StorageError> {
    Ok(Certificate {
        code: row.text("code")?,
        subject: row.text("subject")?,
        record: id(row, "record")?,
        version: number(row, "version")?,
        issued_at: instant(row, "issued_at")?,
        revoked_at: maybe_instant(row, "revoked_at")?,
    })
}

fn maybe_instant<R: Row>(row: &R, column: &'static str) -> Result<Option<Instant>, StorageError> {
    Ok(Some(instant(row, column)?).filter(|at| at.unix_milliseconds() != 0))
}

pub(super) async fn corrections_for<E: Engine>(
    engine: &mut E,
    recipient: RecipientId,
    limit: u32,
) -> Result<Vec<CorrectionNotice>, StorageError> {
    let sql = "SELECT id, subject, recipient, record, version, created_at, told_at, times, acknowledged_at \
         FROM correction_notice WHERE recipient = $1 AND acknowledged_at = 0 ORDER BY told_at, id LIMIT $2";
    engine.fetch(sql, &[Text(recipient.id()), Int(limit.into())]).await?.iter().map(notice).collect()
}

pub(super) async fn corrections_of<E: Engine>(
    engine: &mut E,
    subject: &str,
) -> Result<Vec<CorrectionNotice>, StorageError> {
    let sql = "SELECT id, subject, recipient, record, version, created_at, told_at, times, acknowledged_at \
         FROM correction_notice WHERE subject = $1 ORDER BY id DESC";
    engine.fetch(sql, &[Text(subject)]).await?.iter().map(notice).collect()
}

fn notice<R: Row>(row: &R) -> Result<CorrectionNotice, StorageError> {
    Ok(CorrectionNotice {
        id: id(row, "id")?,
        subject: row.text("subject")?,
        recipient: word(row, "recipient", catalogue::recipient)?,
        record: id(row, "record")?,
        version: number(row, "version")?,
        created_at: instant(row, "created_at")?,
        told_at: instant(row, "told_at")?,
        times: number(row, "times")?,
        acknowledged_at: maybe_instant(row, "acknowledged_at")?,
    })
}

pub(super) async fn organisation_coded<E: Engine>(
    engine: &mut E,
    code: &str,
) -> Result<Option<Organisation>, StorageError> {
    let sql = "SELECT code, kind, name_th, name_en, province, closed_at, mail FROM organisation WHERE code = $1";
    engine.fetch(sql, &[Text(code)]).await?.first().map(organisation).transpose()
}

pub(super) async fn organisations<E: Engine>(
    engine: &mut E,
    province: &str,
) -> Result<Vec<Organisation>, StorageError> {
    let sql = "SELECT code, kind, name_th, name_en, province, closed_at, mail FROM organisation \
         WHERE province = $1 ORDER BY code";
    engine.fetch(sql, &[Text(province)]).await?.iter().map(organisation).collect()
}

pub(super) async fn offices<E: Engine>(
    engine: &mut E,
    (kind, after): (Option<OrganisationKind>, &str),
    limit: u32,
) -> Result<Vec<Organisation>, StorageError> {
    let limit = Int(limit.into());
    let found = if let Some(kind) = kind {
        let sql = "SELECT code, kind, name_th, name_en, province, closed_at, mail FROM organisation \
             WHERE kind = $1 AND code > $2 ORDER BY code LIMIT $3";
        engine.fetch(sql, &[Text(kind.name()), Text(after), limit]).await?
    } else {
        let sql = "SELECT code, kind, name_th, name_en, province, closed_at, mail FROM organisation \
             WHERE code > $1 ORDER BY code LIMIT $2";
        engine.fetch(sql, &[Text(after), limit]).await?
    };
    found.iter().map(organisation).collect()
}

pub(super) async fn organisations_named<E: Engine>(
    engine: &mut E,
    part: &str,
    limit: u32,
) -> Result<Vec<Organisation>, StorageError> {
    // What is typed is looked for as it is: no wildcards.
    let mut pattern = String::from("%");
    for letter in part.to_lowercase().chars() {
        if matches!(letter, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    let sql = "SELECT code, kind, name_th, name_en, province, closed_at, mail FROM organisation \
         WHERE kind = 'unit' AND (code = $1 OR lower(name_th) LIKE $2 ESCAPE '!' OR lower(name_en) LIKE $2 ESCAPE '!') \
         ORDER BY name_th, code LIMIT $3";
    engine.fetch(sql, &[Text(part), Text(&pattern), Int(limit.into())]).await?.iter().map(organisation).collect()
}

fn organisation<R: Row>(row: &R) -> Result<Organisation, StorageError> {
    Ok(Organisation {
        code: row.text("code")?,
        kind: word(row, "kind", OrganisationKind::from_name)?,
        name_th: row.text("name_th")?,
        name_en: row.text("name_en")?,
        province: row.text("province")?,
        closed: row.int("closed_at")? != 0,
        mail: row.text("mail")?,
    })
}
