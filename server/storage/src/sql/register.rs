//! The SQL of registers.

use super::{Engine, Readers, Row, Value, day, digest, id, instant, number, one, word};
use crate::{EntryStep, RegisterChange, RegisterStore, StorageError, StoredEntry};
use Value::{Bytes, Int, Text};
use async_trait::async_trait;
use domain::register::{Register, State, Step};
use domain::{Day, Id};

/// A query of entries or of steps; SQL is text of the program alone.
macro_rules! query {
    (entry $rest:literal) => {
        concat!("SELECT id, register, concerns, state, due_day, steps FROM register_entry ", $rest)
    };
    (step $rest:literal) => {
        concat!("SELECT entry, place, id, step, at, actor, commitment, sealed FROM register_step ", $rest)
    };
}

pub(super) async fn apply<E: Engine>(engine: &mut E, change: &RegisterChange) -> Result<(), StorageError> {
    match change {
        RegisterChange::Enter { entry, step } => {
            let sql = "INSERT INTO register_entry (id, register, concerns, state, due_day, steps) \
                 VALUES ($1, $2, $3, $4, $5, $6)";
            let values = [
                Text(&entry.id.to_string()),
                Text(entry.register.name()),
                Text(&entry.concerns),
                Text(entry.state.name()),
                Text(&due_word(entry.due)),
                Int(entry.steps.into()),
            ];
            engine.run(sql, &values).await.map_err(|error| error.about("an entry of a register"))?;
            keep(engine, step).await
        }
        RegisterChange::Step { step, state, due } => {
            let sql = "UPDATE register_entry SET steps = $2, state = $3, due_day = $4 WHERE id = $1 AND steps = $2 - 1";
            let due = due_word(*due);
            let values = [Text(&step.entry.to_string()), Int(step.place.into()), Text(state.name()), Text(&due)];
            one(engine.execute(sql, &values).await?, "an entry of a register")?;
            keep(engine, step).await
        }
    }
}

/// The last of all words, where nothing is due.
const NEVER: &str = "never";

fn due_word(due: Option<Day>) -> String {
    due.map_or_else(|| NEVER.to_owned(), |day| day.to_string())
}

async fn keep<E: Engine>(engine: &mut E, it: &EntryStep) -> Result<(), StorageError> {
    let sql = "INSERT INTO register_step (entry, place, id, step, at, actor, commitment, sealed) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let values = [
        Text(&it.entry.to_string()),
        Int(it.place.into()),
        Text(&it.id.to_string()),
        Text(it.step.name()),
        Int(it.at.unix_milliseconds()),
        Text(&it.actor),
        Bytes(it.commitment.as_bytes()),
        Bytes(&it.sealed),
    ];
    engine.run(sql, &values).await.map_err(|error| error.about("a step of a register"))?;
    super::ledger::wait(engine, it.id, &it.commitment, it.at).await
}

#[async_trait]
impl<R: Readers> RegisterStore for R {
    async fn register_entries(
        &self,
        register: Register,
        state: Option<State>,
        before: Option<Id>,
        limit: u32,
    ) -> Result<Vec<StoredEntry>, StorageError> {
        // Ids are in the order of time; no id is after this.
        let before = before.map_or_else(|| "g".to_owned(), |id| id.to_string());
        let (register, before, limit) = (Text(register.name()), Text(&before), Int(limit.into()));
        let mut reader = self.reader().await?;
        let found = if let Some(state) = state {
            let sql = query!(entry "WHERE register = $1 AND state = $2 AND id < $3 ORDER BY id DESC LIMIT $4");
            reader.fetch(sql, &[register, Text(state.name()), before, limit]).await?
        } else {
            let sql = query!(entry "WHERE register = $1 AND id < $2 ORDER BY id DESC LIMIT $3");
            reader.fetch(sql, &[register, before, limit]).await?
        };
        found.iter().map(entry).collect()
    }

    async fn register_entry(&self, of: Id) -> Result<Option<StoredEntry>, StorageError> {
        let sql = query!(entry "WHERE id = $1");
        self.reader().await?.fetch(sql, &[Text(&of.to_string())]).await?.first().map(entry).transpose()
    }

    async fn disclosures_about(&self, subject: &str, limit: u32) -> Result<Vec<StoredEntry>, StorageError> {
        let sql = query!(entry "WHERE concerns = $1 AND register = 'disclosures' ORDER BY id DESC LIMIT $2");
        let values = [Text(subject), Int(limit.into())];
        self.reader().await?.fetch(sql, &values).await?.iter().map(entry).collect()
    }

    async fn entry_steps(&self, of: Id) -> Result<Vec<EntryStep>, StorageError> {
        let sql = query!(step "WHERE entry = $1 ORDER BY place");
        self.reader().await?.fetch(sql, &[Text(&of.to_string())]).await?.iter().map(step).collect()
    }

    async fn entries_due(&self, today: Day, limit: u32) -> Result<Vec<StoredEntry>, StorageError> {
        let sql = query!(entry "WHERE due_day <= $1 ORDER BY due_day, id LIMIT $2");
        let values = [Text(&today.to_string()), Int(limit.into())];
        self.reader().await?.fetch(sql, &values).await?.iter().map(entry).collect()
    }

    async fn entry_steps_after(&self, (of, place): (&str, u32), limit: u32) -> Result<Vec<EntryStep>, StorageError> {
        let sql = query!(step "WHERE (entry, place) > ($1, $2) ORDER BY entry, place LIMIT $3");
        let values = [Text(of), Int(place.into()), Int(limit.into())];
        self.reader().await?.fetch(sql, &values).await?.iter().map(step).collect()
    }
}

fn entry<R: Row>(row: &R) -> Result<StoredEntry, StorageError> {
    let due = if row.text("due_day")? == NEVER { None } else { Some(day(row, "due_day")?) };
    Ok(StoredEntry {
        id: id(row, "id")?,
        register: word(row, "register", Register::from_name)?,
        concerns: row.text("concerns")?,
        state: word(row, "state", State::from_name)?,
        due,
        steps: number(row, "steps")?,
    })
}

fn step<R: Row>(row: &R) -> Result<EntryStep, StorageError> {
    Ok(EntryStep {
        entry: id(row, "entry")?,
        place: number(row, "place")?,
        id: id(row, "id")?,
        step: word(row, "step", Step::from_name)?,
        at: instant(row, "at")?,
        actor: row.text("actor")?,
        commitment: digest(row, "commitment")?,
        sealed: row.bytes("sealed")?,
    })
}
