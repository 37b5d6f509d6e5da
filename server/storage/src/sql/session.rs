//! The SQL of sessions, one-time codes and forms that wait for a browser to come back.

use super::{Engine, Row, Value, digest, id, instant, maybe_id, one, word};
use crate::{AccountChange, CodeIntent, KeptForm, OneTimeCode, Session, StorageError};
use Value::{Bytes, Int, Text};
use domain::account::Role;
use domain::{Digest, Instant};

/// How long an ended session or a used code is remembered, in milliseconds.
const REMEMBERED: i64 = 90 * 24 * 60 * 60 * 1000;
/// How long a code stays for counting those of an hour, in milliseconds.
const CODES: i64 = 24 * 60 * 60 * 1000;

pub(super) async fn apply<E: Engine>(engine: &mut E, change: &AccountChange) -> Result<(), StorageError> {
    match change {
        AccountChange::OpenSession(session) => open(engine, session).await,
        AccountChange::SeeSession { hash, at } => {
            let sql = "UPDATE session SET seen_at = $2 WHERE hash = $1 AND seen_at < $2 AND ended_at = 0";
            engine.run(sql, &[Bytes(hash.as_bytes()), Int(at.unix_milliseconds())]).await
        }
        AccountChange::Act { hash, acting } => {
            let (delegation, grantor) =
                acting.as_ref().map_or_else(Default::default, |(id, who)| (id.to_string(), who.clone()));
            let sql = "UPDATE session SET acting = $2, grantor = $3 WHERE hash = $1 AND ended_at = 0";
            one(engine.execute(sql, &[Bytes(hash.as_bytes()), Text(&delegation), Text(&grantor)]).await?, "a session")
        }
        AccountChange::EndSession { subject, id, at } => {
            let sql = "UPDATE session SET ended_at = $3 WHERE subject = $1 AND id = $2 AND ended_at = 0";
            let values = [Text(subject), Text(&id.to_string()), Int(at.unix_milliseconds())];
            one(engine.execute(sql, &values).await?, "a session")
        }
        AccountChange::EndSessions { subject, except, at } => {
            let except = except.map_or_else(Vec::new, |hash| hash.as_bytes().to_vec());
            let sql = "UPDATE session SET ended_at = $3 WHERE subject = $1 AND hash <> $2 AND ended_at = 0";
            engine.run(sql, &[Text(subject), Bytes(&except), Int(at.unix_milliseconds())]).await
        }
        AccountChange::FewCodes { address, subject, since, most, at } => {
            for whose in [address.as_bytes().as_slice(), subject.as_bytes()] {
                take_turn(engine, whose, *at).await?;
            }
            let made = codes_since(engine, address, subject, *since).await?;
            let fits = u32::try_from(made.len()).is_ok_and(|count| count <= *most);
            if fits { Ok(()) } else { Err(StorageError::Conflict { what: "codes" }) }
        }
        AccountChange::MakeCode(code) => make_code(engine, code).await,
        AccountChange::TryCode { hash, before } => {
            let sql = "UPDATE one_time_code SET tries = tries + 1 WHERE hash = $1 AND tries = $2 AND used_at = 0";
            one(engine.execute(sql, &[Bytes(hash.as_bytes()), Int((*before).into())]).await?, "a one-time code")
        }
        AccountChange::UseCode { hash, at } => {
            let sql = "UPDATE one_time_code SET used_at = $2 WHERE hash = $1 AND used_at = 0";
            one(engine.execute(sql, &[Bytes(hash.as_bytes()), Int(at.unix_milliseconds())]).await?, "a one-time code")
        }
        AccountChange::KeepForm(form) => keep_form(engine, form).await,
        AccountChange::DropForm(hash) => {
            engine.run("DELETE FROM kept_form WHERE hash = $1", &[Bytes(hash.as_bytes())]).await
        }
        AccountChange::Sweep { at } => sweep(engine, *at).await,
        _ => Ok(()),
    }
}

async fn open<E: Engine>(engine: &mut E, session: &Session) -> Result<(), StorageError> {
    let (acting, grantor) =
        session.acting.as_ref().map_or_else(Default::default, |(id, who)| (id.to_string(), who.clone()));
    engine
        .run(
            "INSERT INTO session (hash, id, subject, role, signed_in_at, seen_at, ended_at, acting, grantor, device) \
             VALUES ($1, $2, $3, $4, $5, $6, 0, $7, $8, $9)",
            &[
                Bytes(session.hash.as_bytes()),
                Text(&session.id.to_string()),
                Text(&session.subject),
                Text(session.role.name()),
                Int(session.signed_in_at.unix_milliseconds()),
                Int(session.seen_at.unix_milliseconds()),
                Text(&acting),
                Text(&grantor),
                Bytes(&session.device),
            ],
        )
        .await
        .map_err(|error| error.about("a session"))
}

/// Whoever takes a turn waits until the unit that has it is done.
async fn take_turn<E: Engine>(engine: &mut E, whose: &[u8], at: Instant) -> Result<(), StorageError> {
    if whose.is_empty() {
        return Ok(());
    }
    let sql = "INSERT INTO code_turn (whose, at) VALUES ($1, $2) ON CONFLICT (whose) DO UPDATE SET at = excluded.at";
    engine.run(sql, &[Bytes(whose), Int(at.unix_milliseconds())]).await
}

async fn make_code<E: Engine>(engine: &mut E, code: &OneTimeCode) -> Result<(), StorageError> {
    engine
        .run(
            "INSERT INTO one_time_code (hash, address, subject, intent, code, tries, made_at, used_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, 0)",
            &[
                Bytes(code.hash.as_bytes()),
                Bytes(code.address.as_bytes()),
                Text(&code.subject),
                Text(code.intent.name()),
                Bytes(code.code.as_bytes()),
                Int(code.tries.into()),
                Int(code.made_at.unix_milliseconds()),
            ],
        )
        .await
        .map_err(|error| error.about("a one-time code"))
}

async fn keep_form<E: Engine>(engine: &mut E, form: &KeptForm) -> Result<(), StorageError> {
    engine
        .run(
            "INSERT INTO kept_form (hash, kind, sealed, expires_at) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (hash) DO UPDATE SET kind = excluded.kind, sealed = excluded.sealed, expires_at = excluded.expires_at",
            &[
                Bytes(form.hash.as_bytes()),
                Text(&form.kind),
                Bytes(&form.sealed),
                Int(form.expires_at.unix_milliseconds()),
            ],
        )
        .await
}

async fn sweep<E: Engine>(engine: &mut E, at: Instant) -> Result<(), StorageError> {
    let at = at.unix_milliseconds();
    for (sql, before) in [
        ("DELETE FROM kept_form WHERE expires_at < $1", at),
        ("DELETE FROM one_time_code WHERE made_at < $1", at - CODES),
        ("DELETE FROM code_turn WHERE at < $1", at - CODES),
        ("DELETE FROM session WHERE seen_at < $1", at - REMEMBERED),
    ] {
        engine.run(sql, &[Int(before)]).await?;
    }
    Ok(())
}

const SESSION: &str = "SELECT hash, id, subject, role, signed_in_at, seen_at, ended_at, acting, grantor, device FROM session \
     WHERE hash = $1";
const SESSIONS: &str = "SELECT hash, id, subject, role, signed_in_at, seen_at, ended_at, acting, grantor, device FROM session \
     WHERE subject = $1 AND ended_at = 0 ORDER BY signed_in_at DESC, id DESC";

pub(super) async fn by_hash<E: Engine>(engine: &mut E, hash: &Digest) -> Result<Option<Session>, StorageError> {
    engine.fetch(SESSION, &[Bytes(hash.as_bytes())]).await?.first().map(session).transpose()
}

pub(super) async fn of<E: Engine>(engine: &mut E, subject: &str) -> Result<Vec<Session>, StorageError> {
    engine.fetch(SESSIONS, &[Text(subject)]).await?.iter().map(session).collect()
}

fn session<R: Row>(row: &R) -> Result<Session, StorageError> {
    let acting = maybe_id(row, "acting")?;
    let grantor = row.text("grantor")?;
    Ok(Session {
        hash: digest(row, "hash")?,
        id: id(row, "id")?,
        subject: row.text("subject")?,
        role: word(row, "role", Role::from_name)?,
        signed_in_at: instant(row, "signed_in_at")?,
        seen_at: instant(row, "seen_at")?,
        ended: row.int("ended_at")? != 0,
        acting: acting.map(|id| (id, grantor)),
        device: row.bytes("device")?,
    })
}

pub(super) async fn code<E: Engine>(engine: &mut E, hash: &Digest) -> Result<Option<OneTimeCode>, StorageError> {
    let rows = engine
        .fetch(
            "SELECT hash, address, subject, intent, code, tries, made_at, used_at FROM one_time_code WHERE hash = $1",
            &[Bytes(hash.as_bytes())],
        )
        .await?;
    let intent = |name: &str| [CodeIntent::SignIn, CodeIntent::Confirm].into_iter().find(|it| it.name() == name);
    let code = |row: &E::Row| {
        Ok(OneTimeCode {
            hash: digest(row, "hash")?,
            address: digest(row, "address")?,
            subject: row.text("subject")?,
            intent: word(row, "intent", intent)?,
            code: digest(row, "code")?,
            tries: u32::try_from(row.int("tries")?).map_err(|_| StorageError::Corrupt { what: "tries" })?,
            made_at: instant(row, "made_at")?,
            used: row.int("used_at")? != 0,
        })
    };
    rows.first().map(code).transpose()
}

pub(super) async fn codes_since<E: Engine>(
    engine: &mut E,
    address: &Digest,
    subject: &str,
    since: Instant,
) -> Result<Vec<Instant>, StorageError> {
    let rows = engine
        .fetch(
            "SELECT made_at FROM one_time_code WHERE (address = $1 OR (subject = $2 AND subject <> '')) AND made_at >= $3 \
             ORDER BY made_at",
            &[Bytes(address.as_bytes()), Text(subject), Int(since.unix_milliseconds())],
        )
        .await?;
    rows.iter().map(|row| instant(row, "made_at")).collect()
}

pub(super) async fn form<E: Engine>(engine: &mut E, hash: &Digest) -> Result<Option<KeptForm>, StorageError> {
    let sql = "SELECT hash, kind, sealed, expires_at FROM kept_form WHERE hash = $1";
    let form = |row: &E::Row| {
        Ok(KeptForm {
            hash: digest(row, "hash")?,
            kind: row.text("kind")?,
            sealed: row.bytes("sealed")?,
            expires_at: instant(row, "expires_at")?,
        })
    };
    engine.fetch(sql, &[Bytes(hash.as_bytes())]).await?.first().map(form).transpose()
}
