//! The SQL of paper forms: what is read of them.

use super::super::{Engine, Readers, Row, Value, digest, id, instant, number, text_of, word};
use crate::{PaperFilter, PaperStep, PaperStore, StorageError, StoredPaper};
use Value::{Bytes, Int, Text};
use async_trait::async_trait;
use domain::paper::{State, Step};
use domain::{Digest, Id, Instant};

#[async_trait]
impl<R: Readers> PaperStore for R {
    async fn paper(&self, id: Id) -> Result<Option<StoredPaper>, StorageError> {
        let sql = "SELECT id, unit, number, subject, person, scan, state, keyed_by, at, steps, uses, settled_at, \
             destroyed_at, looks_for FROM paper_form WHERE id = $1";
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
            let sql = "SELECT id, unit, number, subject, person, scan, state, keyed_by, at, steps, uses, settled_at, \
                 destroyed_at, looks_for FROM paper_form WHERE unit = $1 AND ($2 = '' OR keyed_by <> $2) AND id > $3 \
                 AND state = $5 ORDER BY id LIMIT $4";
            let values = [unit, not_by, Text(&after), limit, Text(state.name())];
            self.reader().await?.fetch(sql, &values).await?
        } else {
            let sql = "SELECT id, unit, number, subject, person, scan, state, keyed_by, at, steps, uses, settled_at, \
                 destroyed_at, looks_for FROM paper_form WHERE unit = $1 AND ($2 = '' OR keyed_by <> $2) AND id > $3 \
                 ORDER BY id LIMIT $4";
            self.reader().await?.fetch(sql, &[unit, not_by, Text(&after), limit]).await?
        };
        rows.iter().map(paper).collect()
    }

    async fn papers_of(&self, person: &str, limit: u32) -> Result<Vec<StoredPaper>, StorageError> {
        let sql = "SELECT id, unit, number, subject, person, scan, state, keyed_by, at, steps, uses, settled_at, \
             destroyed_at, looks_for FROM paper_form WHERE person = $1 AND person <> '' ORDER BY id DESC LIMIT $2";
        self.reader().await?.fetch(sql, &[Text(person), Int(limit.into())]).await?.iter().map(paper).collect()
    }

    async fn papers_to_destroy(&self, settled_by: Instant, limit: u32) -> Result<Vec<StoredPaper>, StorageError> {
        let sql = "SELECT id, unit, number, subject, person, scan, state, keyed_by, at, steps, uses, settled_at, \
             destroyed_at, looks_for FROM paper_form WHERE settled_at <= $1 AND settled_at <> 0 AND destroyed_at = 0 \
             ORDER BY settled_at, id LIMIT $2";
        let values = [Int(settled_by.unix_milliseconds()), Int(limit.into())];
        self.reader().await?.fetch(sql, &values).await?.iter().map(paper).collect()
    }

    async fn papers_claimed(&self, after: Option<Id>, limit: u32) -> Result<Vec<StoredPaper>, StorageError> {
        let sql = "SELECT it.id, it.unit, it.number, it.subject, it.person, it.scan, it.state, it.keyed_by, it.at, \
             it.steps, it.uses, it.settled_at, it.destroyed_at, it.looks_for FROM paper_form it \
             JOIN account_key known ON known.kind = 'document' AND known.hash = it.looks_for \
             JOIN account whose ON whose.subject = known.subject AND whose.assurance = 'verified' AND whose.erased_at = 0 \
             WHERE it.state = 'unmatched' AND it.id > $1 ORDER BY it.id LIMIT $2";
        let after = text_of(after);
        self.reader().await?.fetch(sql, &[Text(&after), Int(limit.into())]).await?.iter().map(paper).collect()
    }

    async fn papers_looking_for_nothing(&self, limit: u32) -> Result<Vec<StoredPaper>, StorageError> {
        let sql = "SELECT id, unit, number, subject, person, scan, state, keyed_by, at, steps, uses, settled_at, \
             destroyed_at, looks_for FROM paper_form WHERE state = 'unmatched' AND length(looks_for) = 0 \
             ORDER BY id LIMIT $1";
        self.reader().await?.fetch(sql, &[Int(limit.into())]).await?.iter().map(paper).collect()
    }
}

fn paper<R: Row>(row: &R) -> Result<StoredPaper, StorageError> {
    let moment = |column| instant(row, column).map(|at| Some(at).filter(|at| at.unix_milliseconds() != 0));
    let looks_for = row.bytes("looks_for")?;
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
        settled_at: moment("settled_at")?,
        destroyed_at: moment("destroyed_at")?,
        looks_for: if looks_for.is_empty() { None } else { Some(digest(row, "looks_for")?) },
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
