//! The SQL of paper forms: what changes them. Steps are only ever added; what is dropped is the picture, and the keys of
//! who is erased.

mod reading;

use super::{Engine, Value, one};
use crate::{PaperChange, PaperStep, StorageError, StoredPaper};
use Value::{Bytes, Int, Text};
use domain::Digest;
use domain::paper::State;

/// What is in conflict.
const FORM: &str = "a paper form";

pub(super) async fn apply<E: Engine>(engine: &mut E, change: &PaperChange) -> Result<(), StorageError> {
    match change {
        PaperChange::Scan { paper, hashes, step } => {
            for hash in hashes {
                let sql = "INSERT INTO paper_scan (hash, paper) VALUES ($1, $2)";
                let values = [Bytes(hash.as_bytes()), Text(&paper.id.to_string())];
                engine.execute(sql, &values).await.map_err(|error| error.about("a scan"))?;
            }
            file(engine, paper).await?;
            keep(engine, step).await
        }
        PaperChange::Use { paper, person } => {
            let sql = "UPDATE paper_form SET uses = uses + 1 WHERE id = $1 AND person = $2";
            one(engine.execute(sql, &[Text(&paper.to_string()), Text(person)]).await?, FORM)
        }
        PaperChange::LookFor { paper, hash } => {
            let sql = "UPDATE paper_form SET looks_for = $2 WHERE id = $1 AND state = 'unmatched'";
            one(engine.execute(sql, &[Text(&paper.to_string()), Bytes(hash.as_bytes())]).await?, FORM)
        }
        PaperChange::Take { step, state, keyed_by, person, uses, looks_for } => {
            take(engine, (step, *state), (keyed_by, person), (*uses, looks_for.as_ref())).await
        }
        PaperChange::Find { step, person, uses } => find(engine, step, person, *uses).await,
        PaperChange::Destroy { step } => destroy(engine, step).await,
        PaperChange::Erase { person } => {
            for sql in [
                "DELETE FROM document WHERE subject IN (SELECT subject FROM paper_form WHERE person = $1 AND person <> '')",
                "DELETE FROM subject_key WHERE subject IN (SELECT subject FROM paper_form WHERE person = $1 AND person <> '')",
            ] {
                engine.execute(sql, &[Text(person)]).await?;
            }
            Ok(())
        }
    }
}

async fn take<E: Engine>(
    engine: &mut E,
    (step, state): (&PaperStep, State),
    (keyed_by, person): (&str, &str),
    (uses, looks_for): (u32, Option<&Digest>),
) -> Result<(), StorageError> {
    let sql = "UPDATE paper_form SET steps = $2, state = $3, keyed_by = $4, person = $5, settled_at = $7, looks_for = $8 \
         WHERE id = $1 AND steps = $2 - 1 AND uses = $6 AND state IN ('scanned', 'keyed', 'disputed')";
    let paper = step.paper.to_string();
    let settled_at = if state.task().is_none() { step.at.unix_milliseconds() } else { 0 };
    let values = [
        Text(&paper),
        Int(step.place.into()),
        Text(state.name()),
        Text(keyed_by),
        Text(person),
        Int(uses.into()),
        Int(settled_at),
        Bytes(looks_for.map_or(&[], |hash| hash.as_bytes())),
    ];
    one(engine.execute(sql, &values).await?, FORM)?;
    if !person.is_empty() {
        still_there(engine, person).await?;
    }
    keep(engine, step).await
}

async fn find<E: Engine>(engine: &mut E, step: &PaperStep, person: &str, uses: u32) -> Result<(), StorageError> {
    let none: &[u8] = &[];
    let sql = "UPDATE paper_form SET steps = $2, state = 'matched', person = $3, looks_for = $4 \
         WHERE id = $1 AND steps = $2 - 1 AND uses = $5 AND state = 'unmatched'";
    let paper = step.paper.to_string();
    let values = [Text(&paper), Int(step.place.into()), Text(person), Bytes(none), Int(uses.into())];
    one(engine.execute(sql, &values).await?, FORM)?;
    still_there(engine, person).await?;
    keep(engine, step).await
}

/// Holds the row of an account until the unit ends, so that it is not erased at this very moment without the form.
async fn still_there<E: Engine>(engine: &mut E, person: &str) -> Result<(), StorageError> {
    let sql = "UPDATE account SET erased_at = 0 WHERE subject = $1 AND erased_at = 0";
    one(engine.execute(sql, &[Text(person)]).await?, "an account")
}

async fn destroy<E: Engine>(engine: &mut E, step: &PaperStep) -> Result<(), StorageError> {
    let sql = "UPDATE paper_form SET steps = $2, destroyed_at = $3 \
         WHERE id = $1 AND steps = $2 - 1 AND destroyed_at = 0 AND state IN ('matched', 'unmatched')";
    let paper = step.paper.to_string();
    let values = [Text(&paper), Int(step.place.into()), Int(step.at.unix_milliseconds())];
    one(engine.execute(sql, &values).await?, FORM)?;
    let sql = "DELETE FROM document WHERE subject = (SELECT subject FROM paper_form WHERE id = $1) \
         AND id = (SELECT scan FROM paper_form WHERE id = $1)";
    engine.execute(sql, &[Text(&paper)]).await?;
    keep(engine, step).await
}

async fn file<E: Engine>(engine: &mut E, it: &StoredPaper) -> Result<(), StorageError> {
    let none: &[u8] = &[];
    let sql = "INSERT INTO paper_form (id, unit, number, subject, person, scan, state, keyed_by, at, steps, uses, \
         settled_at, destroyed_at, looks_for) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, 0, $12)";
    let values = [
        Text(&it.id.to_string()),
        Text(&it.unit),
        Text(&it.number),
        Text(&it.subject),
        Text(&it.person),
        Text(&it.scan.to_string()),
        Text(it.state.name()),
        Text(&it.keyed_by),
        Int(it.at.unix_milliseconds()),
        Int(it.steps.into()),
        Int(it.uses.into()),
        Bytes(none),
    ];
    engine.execute(sql, &values).await.map_err(|error| error.about(FORM)).map(drop)
}

async fn keep<E: Engine>(engine: &mut E, it: &PaperStep) -> Result<(), StorageError> {
    let sql = "INSERT INTO paper_step (paper, place, step, at, actor, sealed) VALUES ($1, $2, $3, $4, $5, $6)";
    let values = [
        Text(&it.paper.to_string()),
        Int(it.place.into()),
        Text(it.step.name()),
        Int(it.at.unix_milliseconds()),
        Text(&it.actor),
        Bytes(&it.sealed),
    ];
    engine.execute(sql, &values).await.map_err(|error| error.about("a step of a paper form")).map(drop)
}
