//! The SQL of cases: a step and where the case stands after it are written together, or neither is.

use super::{Engine, Row, Value, digest, id, instant, language, maybe_id, number, one, text_of, word};
use crate::{CaseChange, CaseFilter, CaseStanding, CaseState, StorageError, StoredCase, StoredLetter, StoredStep};
use Value::{Bytes, Int, Text};
use domain::cases::{Channel, Claim, LetterNumber, Right, Step};
use domain::{Id, Instant};

pub(super) async fn apply<E: Engine>(engine: &mut E, change: &CaseChange) -> Result<(), StorageError> {
    match change {
        CaseChange::File { case, step } => {
            file(engine, case).await?;
            keep(engine, step).await
        }
        CaseChange::Step { step, standing, desk, record } => {
            stand(engine, (step, standing), (desk.as_deref().unwrap_or_default(), *record)).await?;
            keep(engine, step).await
        }
        CaseChange::Letter(letter) => write(engine, letter).await,
    }
}

async fn file<E: Engine>(engine: &mut E, it: &StoredCase) -> Result<(), StorageError> {
    let (id, record) = (it.id.to_string(), text_of(it.record));
    let sql = "INSERT INTO case_number (number, subject, id) VALUES ($1, $2, $3)";
    engine
        .run(sql, &[Text(&it.number), Text(&it.subject), Text(&id)])
        .await
        .map_err(|error| error.about("the number of a case"))?;
    let standing = &it.standing;
    engine
        .run(
            "INSERT INTO rights_case (subject, id, number, right_name, claim, desk, unit, record, channel, language, \
             filed_at, state, is_open, due, steps, began, stopped, waits_from, remind_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)",
            &[
                Text(&it.subject),
                Text(&id),
                Text(&it.number),
                Text(it.right.name()),
                Text(it.claim.map_or("", Claim::name)),
                Text(&it.desk),
                Text(&it.unit),
                Text(&record),
                Text(it.channel.name()),
                Text(it.language.tag()),
                Int(it.filed_at.unix_milliseconds()),
                Text(standing.state.name()),
                Int(standing.state.is_open().into()),
                Int(standing.due.unix_milliseconds()),
                Int(standing.steps.into()),
                Int(standing.began.unix_milliseconds()),
                Int(standing.stopped),
                Int(standing.waits_from.map_or(0, Instant::unix_milliseconds)),
                Int(standing.remind_at.unix_milliseconds()),
            ],
        )
        .await
        .map_err(|error| error.about("a case"))
}

async fn stand<E: Engine>(
    engine: &mut E,
    (step, standing): (&StoredStep, &CaseStanding),
    (desk, record): (&str, Option<Id>),
) -> Result<(), StorageError> {
    let sql = "UPDATE rights_case SET state = $3, is_open = $4, due = $5, steps = $6, began = $7, stopped = $8, \
         waits_from = $9, remind_at = $10, desk = CASE WHEN $11 = '' THEN desk ELSE $11 END, \
         record = CASE WHEN $12 = '' THEN record ELSE $12 END WHERE subject = $1 AND id = $2 AND steps = $6 - 1";
    let values = [
        Text(&step.subject),
        Text(&step.case.to_string()),
        Text(standing.state.name()),
        Int(standing.state.is_open().into()),
        Int(standing.due.unix_milliseconds()),
        Int(standing.steps.into()),
        Int(standing.began.unix_milliseconds()),
        Int(standing.stopped),
        Int(standing.waits_from.map_or(0, Instant::unix_milliseconds)),
        Int(standing.remind_at.unix_milliseconds()),
        Text(desk),
        Text(&text_of(record)),
    ];
    one(engine.execute(sql, &values).await.map_err(|error| error.about("a case"))?, "a case")
}

async fn keep<E: Engine>(engine: &mut E, it: &StoredStep) -> Result<(), StorageError> {
    let (case, id, acting) = (it.case.to_string(), it.id.to_string(), text_of(it.acting));
    engine
        .run(
            "INSERT INTO case_step (subject, case_id, place, id, step, at, actor, office, acting, commitment, sealed) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            &[
                Text(&it.subject),
                Text(&case),
                Int(it.place.into()),
                Text(&id),
                Text(it.step.name()),
                Int(it.at.unix_milliseconds()),
                Text(&it.actor),
                Text(&it.office),
                Text(&acting),
                Bytes(it.commitment.as_bytes()),
                Bytes(&it.sealed),
            ],
        )
        .await
        .map_err(|error| error.about("a step of a case"))?;
    super::ledger::wait(engine, it.id, &it.commitment, it.at).await
}

async fn write<E: Engine>(engine: &mut E, it: &StoredLetter) -> Result<(), StorageError> {
    let sql = "INSERT INTO letter (year, serial, subject, case_id, step, at) VALUES ($1, $2, $3, $4, $5, $6)";
    let values = [
        Int(it.number.year.into()),
        Int(it.number.serial.into()),
        Text(&it.subject),
        Text(&it.case.to_string()),
        Text(&it.step.to_string()),
        Int(it.at.unix_milliseconds()),
    ];
    engine.run(sql, &values).await.map_err(|error| error.about("the number of a letter"))
}

pub(super) async fn of<E: Engine>(engine: &mut E, subject: &str, limit: u32) -> Result<Vec<StoredCase>, StorageError> {
    let sql = "SELECT subject, id, number, right_name, claim, desk, unit, record, channel, language, filed_at, state, \
         began, stopped, waits_from, due, remind_at, steps FROM rights_case WHERE subject = $1 ORDER BY id DESC LIMIT $2";
    engine.fetch(sql, &[Text(subject), Int(limit.into())]).await?.iter().map(case).collect()
}

pub(super) async fn numbered<E: Engine>(engine: &mut E, number: &str) -> Result<Option<StoredCase>, StorageError> {
    let sql = "SELECT c.subject, c.id, c.number, right_name, claim, desk, unit, record, channel, language, filed_at, \
         state, began, stopped, waits_from, due, remind_at, steps FROM case_number n \
         JOIN rights_case c ON c.subject = n.subject AND c.id = n.id WHERE n.number = $1";
    engine.fetch(sql, &[Text(number)]).await?.first().map(case).transpose()
}

pub(super) async fn open_about<E: Engine>(
    engine: &mut E,
    subject: &str,
    record: Id,
) -> Result<Option<StoredCase>, StorageError> {
    let sql = "SELECT subject, id, number, right_name, claim, desk, unit, record, channel, language, filed_at, state, \
         began, stopped, waits_from, due, remind_at, steps FROM rights_case WHERE subject = $1 AND record = $2 AND is_open = 1";
    engine.fetch(sql, &[Text(subject), Text(&record.to_string())]).await?.first().map(case).transpose()
}

pub(super) async fn work_list<E: Engine>(
    engine: &mut E,
    filter: CaseFilter<'_>,
) -> Result<Vec<StoredCase>, StorageError> {
    let (from, last) =
        filter.after.map_or((i64::MIN, String::new()), |(at, id)| (at.unix_milliseconds(), id.to_string()));
    let (state, right) = (filter.state.map_or("", CaseState::name), filter.right.map_or("", Right::name));
    let limit = Int(filter.limit.into());
    let rows = if let Some(desk) = filter.desk {
        let sql = "SELECT subject, id, number, right_name, claim, desk, unit, record, channel, language, filed_at, \
             state, began, stopped, waits_from, due, remind_at, steps FROM rights_case \
             WHERE desk = $1 AND is_open = 1 AND (due, id) > ($2, $3) AND ($4 = '' OR state = $4) \
             AND ($5 = '' OR right_name = $5) ORDER BY due, id LIMIT $6";
        engine.fetch(sql, &[Text(desk), Int(from), Text(&last), Text(state), Text(right), limit]).await?
    } else {
        let sql = "SELECT subject, id, number, right_name, claim, desk, unit, record, channel, language, filed_at, \
             state, began, stopped, waits_from, due, remind_at, steps FROM rights_case \
             WHERE state IN ('at-division', 'answered', 'ordered') AND (due, id) > ($1, $2) AND ($3 = '' OR right_name = $3) \
             ORDER BY due, id LIMIT $4";
        engine.fetch(sql, &[Int(from), Text(&last), Text(right), limit]).await?
    };
    rows.iter().map(case).collect()
}

pub(super) async fn to_remind<E: Engine>(
    engine: &mut E,
    before: Instant,
    limit: u32,
) -> Result<Vec<StoredCase>, StorageError> {
    let sql = "SELECT subject, id, number, right_name, claim, desk, unit, record, channel, language, filed_at, state, \
         began, stopped, waits_from, due, remind_at, steps FROM rights_case \
         WHERE is_open = 1 AND remind_at < $1 ORDER BY remind_at, id LIMIT $2";
    let values = [Int(before.unix_milliseconds()), Int(limit.into())];
    engine.fetch(sql, &values).await?.iter().map(case).collect()
}

pub(super) async fn at_closed_desks<E: Engine>(engine: &mut E, limit: u32) -> Result<Vec<StoredCase>, StorageError> {
    let sql = "SELECT subject, id, number, right_name, claim, desk, unit, record, channel, language, filed_at, state, \
         began, stopped, waits_from, due, remind_at, steps FROM rights_case \
         WHERE is_open = 1 AND desk IN (SELECT code FROM organisation WHERE closed_at <> 0) LIMIT $1";
    engine.fetch(sql, &[Int(limit.into())]).await?.iter().map(case).collect()
}

fn case<R: Row>(row: &R) -> Result<StoredCase, StorageError> {
    let claim = row.text("claim")?;
    Ok(StoredCase {
        subject: row.text("subject")?,
        id: id(row, "id")?,
        number: row.text("number")?,
        right: word(row, "right_name", Right::from_name)?,
        claim: if claim.is_empty() { None } else { Some(word(row, "claim", Claim::from_name)?) },
        desk: row.text("desk")?,
        unit: row.text("unit")?,
        record: maybe_id(row, "record")?,
        channel: word(row, "channel", Channel::from_name)?,
        language: language(row, "language")?,
        filed_at: instant(row, "filed_at")?,
        standing: CaseStanding {
            state: word(row, "state", CaseState::from_name)?,
            began: instant(row, "began")?,
            stopped: row.int("stopped")?,
            due: instant(row, "due")?,
            remind_at: instant(row, "remind_at")?,
            waits_from: Some(instant(row, "waits_from")?).filter(|at| at.unix_milliseconds() != 0),
            steps: number(row, "steps")?,
        },
    })
}

pub(super) async fn steps<E: Engine>(engine: &mut E, subject: &str, case: Id) -> Result<Vec<StoredStep>, StorageError> {
    let sql = "SELECT subject, case_id, place, id, step, at, actor, office, acting, commitment, sealed \
         FROM case_step WHERE subject = $1 AND case_id = $2 ORDER BY place";
    engine.fetch(sql, &[Text(subject), Text(&case.to_string())]).await?.iter().map(step).collect()
}

pub(super) async fn steps_after<E: Engine>(
    engine: &mut E,
    (subject, case, place): (&str, &str, u32),
    limit: u32,
) -> Result<Vec<StoredStep>, StorageError> {
    let sql = "SELECT subject, case_id, place, id, step, at, actor, office, acting, commitment, sealed FROM case_step \
         WHERE (subject, case_id, place) > ($1, $2, $3) ORDER BY subject, case_id, place LIMIT $4";
    let values = [Text(subject), Text(case), Int(place.into()), Int(limit.into())];
    engine.fetch(sql, &values).await?.iter().map(step).collect()
}

fn step<R: Row>(row: &R) -> Result<StoredStep, StorageError> {
    Ok(StoredStep {
        subject: row.text("subject")?,
        case: id(row, "case_id")?,
        place: number(row, "place")?,
        id: id(row, "id")?,
        step: word(row, "step", Step::from_name)?,
        at: instant(row, "at")?,
        actor: row.text("actor")?,
        office: row.text("office")?,
        acting: maybe_id(row, "acting")?,
        commitment: digest(row, "commitment")?,
        sealed: row.bytes("sealed")?,
    })
}

pub(super) async fn last_letter<E: Engine>(engine: &mut E, year: u16) -> Result<u32, StorageError> {
    let sql = "SELECT COALESCE(MAX(serial), 0) AS serial FROM letter WHERE year = $1";
    engine.fetch(sql, &[Int(year.into())]).await?.first().map_or(Ok(0), |row| number(row, "serial"))
}

pub(super) async fn letters_of<E: Engine>(
    engine: &mut E,
    subject: &str,
    case: Id,
) -> Result<Vec<StoredLetter>, StorageError> {
    let sql = "SELECT year, serial, subject, case_id, step, at FROM letter WHERE subject = $1 AND case_id = $2 \
         ORDER BY year, serial";
    engine.fetch(sql, &[Text(subject), Text(&case.to_string())]).await?.iter().map(letter).collect()
}

pub(super) async fn letters<E: Engine>(engine: &mut E, limit: u32) -> Result<Vec<StoredLetter>, StorageError> {
    let sql = "SELECT year, serial, subject, case_id, step, at FROM letter ORDER BY year DESC, serial DESC LIMIT $1";
    engine.fetch(sql, &[Int(limit.into())]).await?.iter().map(letter).collect()
}

fn letter<R: Row>(row: &R) -> Result<StoredLetter, StorageError> {
    let year = u16::try_from(row.int("year")?).map_err(|_| StorageError::Corrupt { what: "year" })?;
    Ok(StoredLetter {
        number: LetterNumber { year, serial: number(row, "serial")? },
        subject: row.text("subject")?,
        case: id(row, "case_id")?,
        step: id(row, "step")?,
        at: instant(row, "at")?,
    })
}
