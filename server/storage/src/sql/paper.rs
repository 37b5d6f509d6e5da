//! The SQL of paper forms.

use super::{Engine, Readers, Row, Value, id, instant, number, one, text_of, word};
use crate::{PaperChange, PaperFilter, PaperStep, PaperStore, StorageError, StoredPaper};
use Value::{Bytes, Int, Text};
use async_trait::async_trait;
use domain::paper::{State, Step};
use domain::{Digest, Id};

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
            one(engine.execute(sql, &[Text(&paper.to_string()), Text(person)]).await?, "a paper form")
        }
        PaperChange::Take { step, state, keyed_by, person, uses } => {
            let sql = "UPDATE paper_form SET steps = $2, state = $3, keyed_by = $4, person = $5 \
                 WHERE id = $1 AND steps = $2 - 1 AND uses = $6 AND state IN ('scanned', 'keyed', 'disputed')";
            let paper = step.paper.to_string();
            let values = [
                Text(&paper),
                Int(step.place.into()),
                Text(state.name()),
                Text(keyed_by),
                Text(person),
                Int((*uses).into()),
            ];
            one(engine.execute(sql, &values).await?, "a paper form")?;
            keep(engine, step).await
        }
    }
}

async fn file<E: Engine>(engine: &mut E, it: &StoredPaper) -> Result<(), StorageError> {
    let sql = "INSERT INTO paper_form (id, unit, number, subject, person, scan, state, keyed_by, at, steps, uses) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
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
    ];
    engine.execute(sql, &values).await.map_err(|error| error.about("a paper form")).map(drop)
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

#[async_trait]
impl<R: Readers> PaperStore for R {
    async fn paper(&self, id: Id) -> Result<Option<StoredPaper>, StorageError> {
        let sql = "SELECT id, unit, number, subject, person, scan, state, keyed_by, at, steps, uses FROM paper_form \
             WHERE id = $1";
        self.reader().await?.fetch(sql, &[Text(&id.to_string())]).await?.first().map(paper).transpose()
    }

    async fn paper_of_scan(&self, hash: &Digest) -> Result<Option<Id>, StorageError> {
        let sql = "SELECT paper FROM paper_scan WHERE hash = $1";
        let rows = self.reader().await?.fetch(sql, &[Bytes(hash.as_bytes())]).await?;
        rows.first().map(|row| id(row, "paper")).transpose()
    }

    async fn paper_steps(&self, of: Id) -> Result<Vec<PaperStep>, StorageError> {
        let sql = "SELECT paper, place, step, at, actor, sealed FROM paper_step WHERE paper = $1 ORDER BY place";
        self.reader().await?.fetch(sql, &[Text(&of.to_string())]).await?.iter().map(step).collect()
    }

    async fn papers(&self, filter: PaperFilter<'_>) -> Result<Vec<StoredPaper>, StorageError> {
        let (after, limit) = (text_of(filter.after), Int(filter.limit.into()));
        let (unit, not_by) = (Text(filter.unit), Text(filter.not_keyed_by));
        // Two texts, so that each is read along an index of its own.
        let rows = if let Some(state) = filter.state {
            let sql = "SELECT id, unit, number, subject, person, scan, state, keyed_by, at, steps, uses FROM paper_form \
                 WHERE unit = $1 AND ($2 = '' OR keyed_by <> $2) AND id > $3 AND state = $5 ORDER BY id LIMIT $4";
            let values = [unit, not_by, Text(&after), limit, Text(state.name())];
            self.reader().await?.fetch(sql, &values).await?
        } else {
            let sql = "SELECT id, unit, number, subject, person, scan, state, keyed_by, at, steps, uses FROM paper_form \
                 WHERE unit = $1 AND ($2 = '' OR keyed_by <> $2) AND id > $3 ORDER BY id LIMIT $4";
            self.reader().await?.fetch(sql, &[unit, not_by, Text(&after), limit]).await?
        };
        rows.iter().map(paper).collect()
    }

    async fn papers_of(&self, person: &str, limit: u32) -> Result<Vec<StoredPaper>, StorageError> {
        let sql = "SELECT id, unit, number, subject, person, scan, state, keyed_by, at, steps, uses FROM paper_form \
             WHERE person = $1 AND person <> '' ORDER BY id DESC LIMIT $2";
        self.reader().await?.fetch(sql, &[Text(person), Int(limit.into())]).await?.iter().map(paper).collect()
    }
}

fn paper<R: Row>(row: &R) -> Result<StoredPaper, StorageError> {
    Ok(StoredPaper {
        id: id(row, "id")?,
        unit: row.text("unit")?,
        number: row.text("number")?,
        subject: row.text("subject")?,
        person: row.text("person")?,
        scan: id(row, "scan")?,
        state: word(row, "state", State::from_name)?,
        keyed_by: row.text("keyed_by")?,
        at: instant(row, "at")?,
        steps: number(row, "steps")?,
        uses: number(row, "uses")?,
    })
}

fn step<R: Row>(row: &R) -> Result<PaperStep, StorageError> {
    Ok(PaperStep {
        paper: id(row, "paper")?,
        place: number(row, "place")?,
        step: word(row, "step", Step::from_name)?,
        at: instant(row, "at")?,
        actor: row.text("actor")?,
        sealed: row.bytes("sealed")?,
    })
}
