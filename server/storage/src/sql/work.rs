//! The SQL of versions of the policy that are being written.

use super::{Engine, Readers, Row, Value, id, instant, number, one, word};
use crate::{StorageError, StoredWork, StoredWorkStep, WorkChange, WorkStore};
use Value::{Int, Text};
use async_trait::async_trait;
use domain::Id;
use domain::policy::{VersionNumber, WorkState, WorkStep};

pub(super) async fn apply<E: Engine>(engine: &mut E, change: &WorkChange) -> Result<(), StorageError> {
    match change {
        WorkChange::Begin { work, step } => {
            let sql = "INSERT INTO policy_work (id, state, steps, published) VALUES ($1, $2, $3, $4)";
            let published = work.published.map_or(0, VersionNumber::get);
            let values =
                [Text(&work.id.to_string()), Text(work.state.name()), Int(work.steps.into()), Int(published.into())];
            engine.run(sql, &values).await.map_err(|error| error.about("a draft of the policy"))?;
            keep(engine, step).await
        }
        WorkChange::Step { step, state, published } => {
            let sql = "UPDATE policy_work SET steps = $2, state = $3, published = $4 WHERE id = $1 AND steps = $2 - 1 \
                 AND published = 0";
            let published = published.map_or(0, VersionNumber::get);
            let values =
                [Text(&step.work.to_string()), Int(step.place.into()), Text(state.name()), Int(published.into())];
            one(engine.execute(sql, &values).await?, "a draft of the policy")?;
            keep(engine, step).await
        }
    }
}

async fn keep<E: Engine>(engine: &mut E, it: &StoredWorkStep) -> Result<(), StorageError> {
    let sql = "INSERT INTO policy_work_step (work, place, step, at, actor, words, content) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let values = [
        Text(&it.work.to_string()),
        Int(it.place.into()),
        Text(it.step.name()),
        Int(it.at.unix_milliseconds()),
        Text(&it.actor),
        Text(&it.words),
        Text(&it.content),
    ];
    engine.run(sql, &values).await.map_err(|error| error.about("a step of a draft"))
}

fn work<R: Row>(row: &R) -> Result<StoredWork, StorageError> {
    let published: u32 = number(row, "published")?;
    Ok(StoredWork {
        id: id(row, "id")?,
        state: word(row, "state", WorkState::from_name)?,
        steps: number(row, "steps")?,
        published: VersionNumber::new(published),
    })
}

fn step<R: Row>(row: &R) -> Result<StoredWorkStep, StorageError> {
    Ok(StoredWorkStep {
        work: id(row, "work")?,
        place: number(row, "place")?,
        step: word(row, "step", WorkStep::from_name)?,
        at: instant(row, "at")?,
        actor: row.text("actor")?,
        words: row.text("words")?,
        content: row.text("content")?,
    })
}

#[async_trait]
impl<R: Readers> WorkStore for R {
    async fn works(&self, limit: u32) -> Result<Vec<StoredWork>, StorageError> {
        let sql = "SELECT id, state, steps, published FROM policy_work ORDER BY id DESC LIMIT $1";
        self.reader().await?.fetch(sql, &[Int(limit.into())]).await?.iter().map(work).collect()
    }

    async fn work(&self, of: Id) -> Result<Option<StoredWork>, StorageError> {
        let sql = "SELECT id, state, steps, published FROM policy_work WHERE id = $1";
        self.reader().await?.fetch(sql, &[Text(&of.to_string())]).await?.first().map(work).transpose()
    }

    async fn work_steps(&self, of: Id) -> Result<Vec<StoredWorkStep>, StorageError> {
        let sql = "SELECT work, place, step, at, actor, words, content FROM policy_work_step WHERE work = $1 \
             ORDER BY place";
        let rows = self.reader().await?.fetch(sql, &[Text(&of.to_string())]).await?;
        rows.iter().map(step).collect()
    }

    async fn persons_touched(&self) -> Result<(u64, u64), StorageError> {
        let mut reader = self.reader().await?;
        let all = "SELECT COUNT(*) AS persons FROM account WHERE role = 'person' AND assurance <> 'recorded' \
             AND erased_at = 0";
        let agreed = "SELECT COUNT(DISTINCT s.subject) AS persons FROM consent_standing s \
             JOIN account a ON a.subject = s.subject WHERE s.kind = 'given' AND a.erased_at = 0";
        let mut counts = [0; 2];
        for (count, sql) in counts.iter_mut().zip([all, agreed]) {
            let rows = reader.fetch(sql, &[]).await?;
            let found = rows.first().map(|row| row.int("persons")).transpose()?.unwrap_or_default();
            *count = u64::try_from(found).map_err(|_| StorageError::Corrupt { what: "persons" })?;
        }
        Ok((counts[0], counts[1]))
    }
}
