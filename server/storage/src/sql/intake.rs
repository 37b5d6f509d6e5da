//! The SQL of what came from partners about persons.

use super::{Engine, Readers, Row, Value, digest, id, instant, number, one, word};
use crate::{
    IntakeChange, IntakeStore, PersonLink, RegisterCheck, ReviewState, SourceValue, StorageError, StoredReview,
    TargetEntry,
};
use Value::{Bytes, Int, Text};
use async_trait::async_trait;
use domain::{Digest, Id, Instant};

/// A query of reviews, links or memberships; SQL is text of the program alone.
macro_rules! query {
    (review $rest:literal) => {
        concat!(
            "SELECT id, organisation, sender, name, candidate, score, reasons, state, at, decided_at, decided_by, sealed \
             FROM intake_review ",
            $rest
        )
    };
    (link $rest:literal) => {
        concat!("SELECT id, one, other, made_at, made_by, ended_at, ended_by, sealed FROM person_link ", $rest)
    };
    (target $rest:literal) => {
        concat!("SELECT subject, code, source, at, left_at FROM target_group ", $rest)
    };
}

pub(super) async fn apply<E: Engine>(engine: &mut E, change: &IntakeChange) -> Result<(), StorageError> {
    match change {
        IntakeChange::Name { hash, subject, record } => {
            let sql = "INSERT INTO record_source (hash, subject, record) VALUES ($1, $2, $3)";
            let values = [Bytes(hash.as_bytes()), Text(subject), Text(&record.to_string())];
            engine.run(sql, &values).await.map_err(|error| error.about("a sender's name"))
        }
        IntakeChange::Value(value) => say(engine, value).await,
        IntakeChange::Received { subject, organisation, at } => {
            let sql = "INSERT INTO data_received (subject, organisation, first_at) VALUES ($1, $2, $3) \
                 ON CONFLICT (subject, organisation) DO NOTHING";
            let values = [Text(subject), Text(organisation), Int(at.unix_milliseconds())];
            engine.run(sql, &values).await
        }
        IntakeChange::UsePresence { hash, subject, record, at } => {
            let sql = "INSERT INTO presence_used (hash, subject, record, at) VALUES ($1, $2, $3, $4)";
            let record = record.to_string();
            let values = [Bytes(hash.as_bytes()), Text(subject), Text(&record), Int(at.unix_milliseconds())];
            engine.run(sql, &values).await.map_err(|error| error.about("a presence code"))
        }
        IntakeChange::Review(review) => queue(engine, review).await,
        IntakeChange::Decide { id, state, at, by } => {
            let sql = "UPDATE intake_review SET state = $2, decided_at = $3, decided_by = $4 \
                 WHERE id = $1 AND state = 'waiting'";
            let values = [Text(&id.to_string()), Text(state.name()), Int(at.unix_milliseconds()), Text(by)];
            one(engine.execute(sql, &values).await?, "a review")
        }
        IntakeChange::Link(link) => tie(engine, link).await,
        IntakeChange::Part { id, at, by, sealed } => {
            let sql = "UPDATE person_link SET ended_at = $2, ended_by = $3, sealed = $4 WHERE id = $1 AND ended_at = 0";
            let values = [Text(&id.to_string()), Int(at.unix_milliseconds()), Text(by), Bytes(sealed)];
            one(engine.execute(sql, &values).await?, "a link")
        }
        IntakeChange::Check(it) => {
            let sql = "INSERT INTO register_check (subject, checked_at, outcome) VALUES ($1, $2, $3) \
                 ON CONFLICT (subject) DO UPDATE SET checked_at = excluded.checked_at, outcome = excluded.outcome";
            let values = [Text(&it.subject), Int(it.checked_at.unix_milliseconds()), Text(&it.outcome)];
            engine.run(sql, &values).await
        }
        IntakeChange::Target(it) => target(engine, it).await,
    }
}

/// Of two values said at once the second finds its version taken: by this look, or by the primary key.
async fn say<E: Engine>(engine: &mut E, it: &SourceValue) -> Result<(), StorageError> {
    let sql = "INSERT INTO source_value (subject, field, source, version, sealed, recorded_at, recorded_by) \
         SELECT $1, $2, $3, $4, $5, $6, $7 WHERE $4 = (SELECT COALESCE(MAX(version), 0) + 1 FROM source_value \
         WHERE subject = $1 AND field = $2 AND source = $3)";
    let values = [
        Text(&it.subject),
        Text(&it.field),
        Text(&it.source),
        Int(it.version.into()),
        Bytes(&it.sealed),
        Int(it.recorded_at.unix_milliseconds()),
        Text(&it.recorded_by),
    ];
    let what = "what a source says";
    one(engine.execute(sql, &values).await.map_err(|error| error.about(what))?, what)
}

async fn queue<E: Engine>(engine: &mut E, it: &StoredReview) -> Result<(), StorageError> {
    let sql = "INSERT INTO intake_review (id, organisation, sender, name, candidate, score, reasons, state, at, \
         decided_at, decided_by, sealed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, '', $10)";
    let values = [
        Text(&it.id.to_string()),
        Text(&it.organisation),
        Text(&it.sender),
        Bytes(it.name.as_bytes()),
        Text(&it.candidate),
        Int(it.score.into()),
        Text(&it.reasons),
        Text(it.state.name()),
        Int(it.at.unix_milliseconds()),
        Bytes(&it.sealed),
    ];
    engine.run(sql, &values).await.map_err(|error| error.about("a review"))
}

async fn tie<E: Engine>(engine: &mut E, it: &PersonLink) -> Result<(), StorageError> {
    let sql = "INSERT INTO person_link (id, one, other, made_at, made_by, ended_at, ended_by, sealed) \
         VALUES ($1, $2, $3, $4, $5, 0, '', $6)";
    let values = [
        Text(&it.id.to_string()),
        Text(&it.one),
        Text(&it.other),
        Int(it.made_at.unix_milliseconds()),
        Text(&it.made_by),
        Bytes(&it.sealed),
    ];
    engine.run(sql, &values).await.map_err(|error| error.about("a link"))
}

async fn target<E: Engine>(engine: &mut E, it: &TargetEntry) -> Result<(), StorageError> {
    let sql = "INSERT INTO target_group (subject, code, source, at, left_at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (subject, code) DO UPDATE SET source = excluded.source, at = excluded.at, left_at = excluded.left_at";
    let values = [
        Text(&it.subject),
        Text(&it.code),
        Text(&it.source),
        Int(it.at.unix_milliseconds()),
        Int(it.left_at.map_or(0, Instant::unix_milliseconds)),
    ];
    engine.run(sql, &values).await
}

#[async_trait]
impl<R: Readers> IntakeStore for R {
    async fn record_named(&self, hash: &Digest) -> Result<Option<(String, Id)>, StorageError> {
        let sql = "SELECT subject, record FROM record_source WHERE hash = $1";
        let found = self.reader().await?.fetch(sql, &[Bytes(hash.as_bytes())]).await?;
        found.first().map(|row| Ok((row.text("subject")?, id(row, "record")?))).transpose()
    }

    async fn record_owner(&self, record: Id) -> Result<Option<String>, StorageError> {
        let sql = "SELECT subject FROM record_version WHERE id = $1 AND version = 1";
        let found = self.reader().await?.fetch(sql, &[Text(&record.to_string())]).await?;
        found.first().map(|row| row.text("subject")).transpose()
    }

    async fn source_values(&self, subject: &str) -> Result<Vec<SourceValue>, StorageError> {
        let sql = "SELECT subject, field, source, version, sealed, recorded_at, recorded_by FROM source_value said \
             WHERE subject = $1 AND version = (SELECT MAX(version) FROM source_value newest WHERE newest.subject = $1 \
             AND newest.field = said.field AND newest.source = said.source) ORDER BY field, source";
        self.reader().await?.fetch(sql, &[Text(subject)]).await?.iter().map(value).collect()
    }

    async fn receivers(&self, subject: &str) -> Result<Vec<String>, StorageError> {
        let sql = "SELECT organisation FROM data_received WHERE subject = $1 ORDER BY organisation";
        let found = self.reader().await?.fetch(sql, &[Text(subject)]).await?;
        found.iter().map(|row| row.text("organisation")).collect()
    }

    async fn presence_used(&self, hash: &Digest) -> Result<bool, StorageError> {
        let sql = "SELECT at FROM presence_used WHERE hash = $1";
        Ok(!self.reader().await?.fetch(sql, &[Bytes(hash.as_bytes())]).await?.is_empty())
    }

    async fn review(&self, of: Id) -> Result<Option<StoredReview>, StorageError> {
        let sql = query!(review "WHERE id = $1");
        self.reader().await?.fetch(sql, &[Text(&of.to_string())]).await?.first().map(review).transpose()
    }

    async fn review_named(&self, name: &Digest) -> Result<Option<StoredReview>, StorageError> {
        let sql = query!(review "WHERE name = $1");
        self.reader().await?.fetch(sql, &[Bytes(name.as_bytes())]).await?.first().map(review).transpose()
    }

    async fn reviews(
        &self,
        organisation: &str,
        state: ReviewState,
        after: Option<Id>,
        limit: u32,
    ) -> Result<Vec<StoredReview>, StorageError> {
        let (after, state) = (super::text_of(after), Text(state.name()));
        let (after, limit) = (Text(&after), Int(limit.into()));
        let mut reader = self.reader().await?;
        let found = if organisation.is_empty() {
            let sql = query!(review "WHERE state = $1 AND id > $2 ORDER BY id LIMIT $3");
            reader.fetch(sql, &[state, after, limit]).await?
        } else {
            let sql = query!(review "WHERE organisation = $1 AND state = $2 AND id > $3 ORDER BY id LIMIT $4");
            reader.fetch(sql, &[Text(organisation), state, after, limit]).await?
        };
        found.iter().map(review).collect()
    }

    async fn reviews_about(&self, candidate: &str) -> Result<Vec<StoredReview>, StorageError> {
        let sql = query!(review "WHERE candidate = $1 AND state = 'waiting' ORDER BY id");
        self.reader().await?.fetch(sql, &[Text(candidate)]).await?.iter().map(review).collect()
    }

    async fn links_of(&self, subject: &str) -> Result<Vec<PersonLink>, StorageError> {
        let sql = query!(link "WHERE one = $1 OR other = $1 ORDER BY id DESC");
        self.reader().await?.fetch(sql, &[Text(subject)]).await?.iter().map(link).collect()
    }

    async fn link(&self, of: Id) -> Result<Option<PersonLink>, StorageError> {
        let sql = query!(link "WHERE id = $1");
        self.reader().await?.fetch(sql, &[Text(&of.to_string())]).await?.first().map(link).transpose()
    }

    async fn links(&self, before: Option<Id>, limit: u32) -> Result<Vec<PersonLink>, StorageError> {
        // Ids are in the order of time; no id is after this.
        let before = before.map_or_else(|| "g".to_owned(), |id| id.to_string());
        let sql = query!(link "WHERE id < $1 ORDER BY id DESC LIMIT $2");
        self.reader().await?.fetch(sql, &[Text(&before), Int(limit.into())]).await?.iter().map(link).collect()
    }

    async fn register_check(&self, subject: &str) -> Result<Option<RegisterCheck>, StorageError> {
        let sql = "SELECT subject, checked_at, outcome FROM register_check WHERE subject = $1";
        let found = self.reader().await?.fetch(sql, &[Text(subject)]).await?;
        let check = |row: &<R::Engine as Engine>::Row| {
            let (subject, outcome) = (row.text("subject")?, row.text("outcome")?);
            Ok(RegisterCheck { subject, checked_at: instant(row, "checked_at")?, outcome })
        };
        found.first().map(check).transpose()
    }

    async fn target_groups(&self, subject: &str) -> Result<Vec<TargetEntry>, StorageError> {
        let sql = query!(target "WHERE subject = $1 ORDER BY code");
        self.reader().await?.fetch(sql, &[Text(subject)]).await?.iter().map(entry).collect()
    }

    async fn target_group(&self, code: &str, after: &str, limit: u32) -> Result<Vec<TargetEntry>, StorageError> {
        let sql = query!(target "WHERE code = $1 AND subject > $2 AND left_at = 0 ORDER BY subject LIMIT $3");
        let values = [Text(code), Text(after), Int(limit.into())];
        self.reader().await?.fetch(sql, &values).await?.iter().map(entry).collect()
    }
}

fn value<R: Row>(row: &R) -> Result<SourceValue, StorageError> {
    Ok(SourceValue {
        subject: row.text("subject")?,
        field: row.text("field")?,
        source: row.text("source")?,
        version: number(row, "version")?,
        sealed: row.bytes("sealed")?,
        recorded_at: instant(row, "recorded_at")?,
        recorded_by: row.text("recorded_by")?,
    })
}

fn review<R: Row>(row: &R) -> Result<StoredReview, StorageError> {
    Ok(StoredReview {
        id: id(row, "id")?,
        organisation: row.text("organisation")?,
        sender: row.text("sender")?,
        name: digest(row, "name")?,
        candidate: row.text("candidate")?,
        score: u8::try_from(row.int("score")?).map_err(|_| StorageError::Corrupt { what: "score" })?,
        reasons: row.text("reasons")?,
        state: word(row, "state", ReviewState::from_name)?,
        at: instant(row, "at")?,
        decided: ended(row, "decided_at", "decided_by")?,
        sealed: row.bytes("sealed")?,
    })
}

fn link<R: Row>(row: &R) -> Result<PersonLink, StorageError> {
    Ok(PersonLink {
        id: id(row, "id")?,
        one: row.text("one")?,
        other: row.text("other")?,
        made_at: instant(row, "made_at")?,
        made_by: row.text("made_by")?,
        ended: ended(row, "ended_at", "ended_by")?,
        sealed: row.bytes("sealed")?,
    })
}

fn entry<R: Row>(row: &R) -> Result<TargetEntry, StorageError> {
    Ok(TargetEntry {
        subject: row.text("subject")?,
        code: row.text("code")?,
        source: row.text("source")?,
        at: instant(row, "at")?,
        left_at: Some(instant(row, "left_at")?).filter(|at| at.unix_milliseconds() != 0),
    })
}

/// When something ended and by whom; nothing while it has not.
fn ended<R: Row>(row: &R, at: &'static str, by: &'static str) -> Result<Option<(Instant, String)>, StorageError> {
    let at = instant(row, at)?;
    if at.unix_milliseconds() == 0 { Ok(None) } else { Ok(Some((at, row.text(by)?))) }
}
