//! The SQL of what binds people on duty, and of breach cases.

use super::{Engine, Row, Value, day, id, instant, number, one, word};
use crate::{BreachStep, DutyChange, StorageError, StoredAgreement, StoredBreach, StoredPromise};
use Value::{Bytes, Int, Text};
use domain::Id;
use domain::account::Role;
use domain::breach::{Cause, Step};
use domain::permission::{Agreement, Purposes};

pub(super) async fn apply<E: Engine>(engine: &mut E, change: &DutyChange) -> Result<(), StorageError> {
    match change {
        DutyChange::Agree(agreement) => agree(engine, agreement).await,
        DutyChange::EndAgreement { organisation, id, at, by } => {
            let sql = "UPDATE agreement SET ended_at = $3, ended_by = $4 WHERE organisation = $1 AND id = $2 \
                 AND ended_at = 0";
            let values = [Text(organisation), Text(&id.to_string()), Int(at.unix_milliseconds()), Text(by)];
            one(engine.execute(sql, &values).await?, "an agreement")
        }
        DutyChange::Sign(promise) => sign(engine, promise).await,
        DutyChange::OpenBreach { breach, step } => {
            open(engine, breach).await?;
            keep(engine, step).await
        }
        DutyChange::StepBreach(step) => take(engine, step).await,
        DutyChange::Alone { account } => {
            let sql = "UPDATE account SET erased_at = erased_at WHERE subject = $1";
            one(engine.execute(sql, &[Text(account)]).await?, "an account")
        }
        DutyChange::AtMost { account, since, most } => {
            let found = super::account::unbound_accesses(engine, account, *since, most.saturating_add(1)).await?;
            let fits = u32::try_from(found.len()).is_ok_and(|count| count <= *most);
            if fits { Ok(()) } else { Err(StorageError::Conflict { what: "the brake" }) }
        }
    }
}

async fn agree<E: Engine>(engine: &mut E, it: &StoredAgreement) -> Result<(), StorageError> {
    let sql = "INSERT INTO agreement (organisation, id, number, from_day, until_day, purposes, made_at, made_by, ended_at, \
         ended_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, '')";
    let values = [
        Text(&it.organisation),
        Text(&it.id.to_string()),
        Text(&it.number),
        Text(&it.terms.from.to_string()),
        Text(&it.terms.until.to_string()),
        Text(&it.terms.purposes.words()),
        Int(it.made_at.unix_milliseconds()),
        Text(&it.made_by),
    ];
    engine.run(sql, &values).await.map_err(|error| error.about("an agreement"))
}

async fn sign<E: Engine>(engine: &mut E, it: &StoredPromise) -> Result<(), StorageError> {
    let sql = "INSERT INTO promise (account, id, version, until_day, signed_at) VALUES ($1, $2, $3, $4, $5)";
    let values = [
        Text(&it.account),
        Text(&it.id.to_string()),
        Int(it.version.into()),
        Text(&it.until.to_string()),
        Int(it.signed_at.unix_milliseconds()),
    ];
    engine.run(sql, &values).await.map_err(|error| error.about("a promise"))
}

async fn open<E: Engine>(engine: &mut E, it: &StoredBreach) -> Result<(), StorageError> {
    let id = it.id.to_string();
    let sql = "INSERT INTO breach (id, cause, concerned, since, opened_at, is_open, steps) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let values = [
        Text(&id),
        Text(it.cause.name()),
        Text(&it.concerned),
        Int(it.since.unix_milliseconds()),
        Int(it.opened_at.unix_milliseconds()),
        Int(it.is_open.into()),
        Int(it.steps.into()),
    ];
    engine.run(sql, &values).await.map_err(|error| error.about("a breach case"))?;
    if it.concerned.is_empty() {
        return Ok(());
    }
    let sql = "INSERT INTO stopped (account, breach, at, released_at) VALUES ($1, $2, $3, 0)";
    let values = [Text(&it.concerned), Text(&id), Int(it.opened_at.unix_milliseconds())];
    engine.run(sql, &values).await.map_err(|error| error.about("who is stopped"))
}

async fn take<E: Engine>(engine: &mut E, it: &BreachStep) -> Result<(), StorageError> {
    let (breach, at) = (it.breach.to_string(), Int(it.at.unix_milliseconds()));
    let sql = "UPDATE breach SET steps = $2, is_open = $3 WHERE id = $1 AND steps = $2 - 1 AND is_open = 1";
    let open = Int((it.step != Step::Closed).into());
    one(engine.execute(sql, &[Text(&breach), Int(it.place.into()), open]).await?, "a breach case")?;
    // Who is found not to have overstepped goes on; so does everybody once the case is closed.
    if matches!(it.step, Step::Released | Step::Closed) {
        let sql = "UPDATE stopped SET released_at = $2 WHERE breach = $1 AND released_at = 0";
        engine.run(sql, &[Text(&breach), at]).await?;
    }
    keep(engine, it).await
}

async fn keep<E: Engine>(engine: &mut E, it: &BreachStep) -> Result<(), StorageError> {
    let sql = "INSERT INTO breach_step (breach, place, step, at, actor, sealed) VALUES ($1, $2, $3, $4, $5, $6)";
    let values = [
        Text(&it.breach.to_string()),
        Int(it.place.into()),
        Text(it.step.name()),
        Int(it.at.unix_milliseconds()),
        Text(&it.actor),
        Bytes(&it.sealed),
    ];
    engine.run(sql, &values).await.map_err(|error| error.about("a step of a breach case"))
}

pub(super) async fn agreements<E: Engine>(
    engine: &mut E,
    organisation: &str,
) -> Result<Vec<StoredAgreement>, StorageError> {
    let sql = "SELECT organisation, id, number, from_day, until_day, purposes, made_at, made_by, ended_at \
         FROM agreement WHERE organisation = $1 ORDER BY id DESC";
    let read = |row: &E::Row| {
        Ok(StoredAgreement {
            organisation: row.text("organisation")?,
            id: id(row, "id")?,
            number: row.text("number")?,
            terms: Agreement {
                from: day(row, "from_day")?,
                until: day(row, "until_day")?,
                purposes: word(row, "purposes", Purposes::from_words)?,
                ended: row.int("ended_at")? != 0,
            },
            made_at: instant(row, "made_at")?,
            made_by: row.text("made_by")?,
        })
    };
    engine.fetch(sql, &[Text(organisation)]).await?.iter().map(read).collect()
}

pub(super) async fn people_of<E: Engine>(
    engine: &mut E,
    organisation: &str,
    limit: u32,
) -> Result<Vec<(String, Role)>, StorageError> {
    let sql = "SELECT subject, role FROM account WHERE organisation = $1 AND role <> 'person' AND erased_at = 0 \
         ORDER BY subject LIMIT $2";
    let read = |row: &E::Row| Ok((row.text("subject")?, word(row, "role", Role::from_name)?));
    engine.fetch(sql, &[Text(organisation), Int(limit.into())]).await?.iter().map(read).collect()
}

pub(super) async fn promise<E: Engine>(engine: &mut E, account: &str) -> Result<Option<StoredPromise>, StorageError> {
    let sql =
        "SELECT account, id, version, until_day, signed_at FROM promise WHERE account = $1 ORDER BY id DESC LIMIT 1";
    let read = |row: &E::Row| {
        Ok(StoredPromise {
            account: row.text("account")?,
            id: id(row, "id")?,
            version: u16::try_from(row.int("version")?).map_err(|_| StorageError::Corrupt { what: "version" })?,
            until: day(row, "until_day")?,
            signed_at: instant(row, "signed_at")?,
        })
    };
    engine.fetch(sql, &[Text(account)]).await?.first().map(read).transpose()
}

pub(super) async fn stopped<E: Engine>(engine: &mut E, account: &str) -> Result<Option<Id>, StorageError> {
    let sql = "SELECT breach FROM stopped WHERE account = $1 AND released_at = 0";
    engine.fetch(sql, &[Text(account)]).await?.first().map(|row| id(row, "breach")).transpose()
}

pub(super) async fn breaches<E: Engine>(
    engine: &mut E,
    open: bool,
    limit: u32,
) -> Result<Vec<StoredBreach>, StorageError> {
    let sql = if open {
        "SELECT id, cause, concerned, since, opened_at, is_open, steps FROM breach WHERE is_open = 1 \
         ORDER BY opened_at, id LIMIT $1"
    } else {
        "SELECT id, cause, concerned, since, opened_at, is_open, steps FROM breach WHERE is_open = 0 \
         ORDER BY opened_at DESC, id DESC LIMIT $1"
    };
    engine.fetch(sql, &[Int(limit.into())]).await?.iter().map(breach).collect()
}

pub(super) async fn one_breach<E: Engine>(engine: &mut E, of: Id) -> Result<Option<StoredBreach>, StorageError> {
    let sql = "SELECT id, cause, concerned, since, opened_at, is_open, steps FROM breach WHERE id = $1";
    engine.fetch(sql, &[Text(&of.to_string())]).await?.first().map(breach).transpose()
}

fn breach<R: Row>(row: &R) -> Result<StoredBreach, StorageError> {
    Ok(StoredBreach {
        id: id(row, "id")?,
        cause: word(row, "cause", Cause::from_name)?,
        concerned: row.text("concerned")?,
        since: instant(row, "since")?,
        opened_at: instant(row, "opened_at")?,
        is_open: row.int("is_open")? != 0,
        steps: number(row, "steps")?,
    })
}

pub(super) async fn breach_steps<E: Engine>(engine: &mut E, of: Id) -> Result<Vec<BreachStep>, StorageError> {
    let sql = "SELECT breach, place, step, at, actor, sealed FROM breach_step WHERE breach = $1 ORDER BY place";
    let read = |row: &E::Row| {
        Ok(BreachStep {
            breach: id(row, "breach")?,
            place: number(row, "place")?,
            step: word(row, "step", Step::from_name)?,
            at: instant(row, "at")?,
            actor: row.text("actor")?,
            sealed: row.bytes("sealed")?,
        })
    };
    engine.fetch(sql, &[Text(&of.to_string())]).await?.iter().map(read).collect()
}
