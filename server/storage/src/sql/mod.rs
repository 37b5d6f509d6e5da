//! Every SQL text of the product, once, over a small trait that both engines implement.
//!
//! The texts use what both understand: `$1`, `ON CONFLICT`, TEXT, 64-bit integers, bytes. No value is ever written into
//! a text: texts are `&'static str`, values are bound.

mod account;
mod cases;
mod consent;
mod contact;
pub mod copy;
mod delegation;
mod delivery;
mod duty;
mod file_import;
mod intake;
mod kept_back;
mod key;
mod lease;
mod ledger;
mod message;
mod paper;
mod partner;
mod policy;
mod readers;
mod record;
mod register;
mod session;
mod statistics;
mod usage;
mod work;

pub use readers::Readers;

use crate::{Change, StorageError, UnitOfWork};
use domain::{Day, Digest, Id, Instant, Language};
use std::collections::BTreeMap;

/// A connection that can run one statement after another.
pub trait Engine: Send {
    /// A row of this engine.
    type Row: Row + Send;

    /// Reads the clock of the database: milliseconds since 1970, as `now`.
    const NOW: &'static str;

    /// Runs `sql` and returns the number of rows it changed: for a change that must change one. A unique constraint that
    /// is hit is [`StorageError::Conflict`], a trigger or check that refuses is [`StorageError::Refused`].
    fn execute(
        &mut self,
        sql: &'static str,
        values: &[Value<'_>],
    ) -> impl Future<Output = Result<u64, StorageError>> + Send;

    /// Runs `sql`, whatever number of rows it changes. Errors: as [`Engine::execute`].
    fn run(
        &mut self,
        sql: &'static str,
        values: &[Value<'_>],
    ) -> impl Future<Output = Result<(), StorageError>> + Send {
        async move { self.execute(sql, values).await.map(drop) }
    }

    /// Runs `sql` and returns its rows.
    fn fetch(
        &mut self,
        sql: &'static str,
        values: &[Value<'_>],
    ) -> impl Future<Output = Result<Vec<Self::Row>, StorageError>> + Send;

    /// Runs `sql` and shows its rows one after another, however many there are; stops at the first error.
    fn each(
        &mut self,
        sql: &'static str,
        row: &mut (dyn FnMut(&Self::Row) -> Result<(), StorageError> + Send),
    ) -> impl Future<Output = Result<(), StorageError>> + Send;
}

/// A value bound to a placeholder.
#[derive(Debug, Clone, Copy)]
pub enum Value<'a> {
    /// A 64-bit integer.
    Int(i64),
    /// A text.
    Text(&'a str),
    /// Bytes.
    Bytes(&'a [u8]),
}

/// A row that was read. A column that is missing or of another type is [`StorageError::Corrupt`].
pub trait Row {
    /// The integer in `column`.
    fn int(&self, column: &'static str) -> Result<i64, StorageError>;

    /// The text in `column`.
    fn text(&self, column: &'static str) -> Result<String, StorageError>;

    /// The bytes in `column`.
    fn bytes(&self, column: &'static str) -> Result<Vec<u8>, StorageError>;
}

/// How often each service was used: by day, service and language.
pub type Counts = BTreeMap<(Day, &'static str, Option<Language>), i64>;

/// Makes the changes of `unit` in order and stops at the first that cannot be made. The engine gives the transaction
/// around it, and undoes what was done when this fails.
pub async fn apply<E: Engine>(engine: &mut E, unit: &UnitOfWork) -> Result<(), StorageError> {
    let mut counts = Counts::new();
    change(engine, unit, &mut counts).await?;
    count(engine, &counts).await
}

/// The changes of `unit` but for its counts, which it adds to `counts`.
///
/// Counts come last and sorted, of one unit or of several in one transaction: many units count in the same few rows, and two
/// that locked them in different order would wait for each other.
pub async fn change<E: Engine>(engine: &mut E, unit: &UnitOfWork, counts: &mut Counts) -> Result<(), StorageError> {
    for change in &unit.changes {
        match change {
            Change::PublishPolicy(version) => policy::publish(engine, version).await?,
            Change::KeepDraft(draft) => policy::keep_draft(engine, draft).await?,
            Change::DropDraft(language) => policy::drop_draft(engine, *language).await?,
            Change::FileContactCase(case) => contact::file(engine, case).await?,
            Change::KeepSubjectKey(key) => key::keep(engine, key).await?,
            Change::DestroySubjectKey(subject) => key::destroy(engine, subject).await?,
            Change::RewrapSubjectKey { before, wrapped } => key::rewrap(engine, before, wrapped).await?,
            Change::Account(change) => account::apply(engine, change).await?,
            Change::Consent(change) => consent::apply(engine, change).await?,
            Change::Message(change) => message::apply(engine, change).await?,
            Change::Delegation(change) => delegation::apply(engine, change).await?,
            Change::Record(change) => record::apply(engine, change).await?,
            Change::Case(change) => cases::apply(engine, change).await?,
            Change::Duty(change) => duty::apply(engine, change).await?,
            Change::Paper(change) => paper::apply(engine, change).await?,
            Change::KeepBack(event) => kept_back::keep(engine, event).await?,
            Change::Register(change) => register::apply(engine, change).await?,
            Change::Statistics(change) => statistics::apply(engine, change).await?,
            Change::Work(change) => work::apply(engine, change).await?,
            Change::Partner(change) => partner::apply(engine, change).await?,
            Change::Intake(change) => intake::apply(engine, change).await?,
            Change::Delivery(change) => delivery::apply(engine, change).await?,
            Change::Import(change) => file_import::apply(engine, change).await?,
            Change::Lease(change) => lease::apply(engine, change).await?,
            Change::Ledger(change) => ledger::extend(engine, change).await?,
            Change::CountUsage { day, service, language } => {
                *counts.entry((*day, *service, *language)).or_insert(0) += 1;
            }
        }
    }
    Ok(())
}

/// Counts, see [`change`].
pub async fn count<E: Engine>(engine: &mut E, counts: &Counts) -> Result<(), StorageError> {
    for ((day, service, language), times) in counts {
        usage::count(engine, *day, service, *language, *times).await?;
    }
    Ok(())
}

/// Whether the tables are there and can be read.
pub async fn ready<E: Engine>(engine: &mut E) -> Result<(), StorageError> {
    engine.fetch("SELECT number FROM policy_version LIMIT 1", &[]).await.map(drop)
}

fn day<R: Row>(row: &R, column: &'static str) -> Result<Day, StorageError> {
    Day::from_iso(&row.text(column)?).ok_or(StorageError::Corrupt { what: column })
}

fn instant<R: Row>(row: &R, column: &'static str) -> Result<Instant, StorageError> {
    row.int(column).map(Instant::from_unix_milliseconds)
}

fn language<R: Row>(row: &R, column: &'static str) -> Result<Language, StorageError> {
    Language::from_tag(&row.text(column)?).ok_or(StorageError::Corrupt { what: column })
}

fn digest<R: Row>(row: &R, column: &'static str) -> Result<Digest, StorageError> {
    Digest::from_bytes(&row.bytes(column)?).ok_or(StorageError::Corrupt { what: column })
}

fn id<R: Row>(row: &R, column: &'static str) -> Result<Id, StorageError> {
    Id::parse(&row.text(column)?).ok_or(StorageError::Corrupt { what: column })
}

/// An id, or nothing where the column is empty.
fn maybe_id<R: Row>(row: &R, column: &'static str) -> Result<Option<Id>, StorageError> {
    let text = row.text(column)?;
    if text.is_empty() { Ok(None) } else { Id::parse(&text).map(Some).ok_or(StorageError::Corrupt { what: column }) }
}

fn number<R: Row>(row: &R, column: &'static str) -> Result<u32, StorageError> {
    u32::try_from(row.int(column)?).map_err(|_| StorageError::Corrupt { what: column })
}

/// A word of the domain.
fn word<R: Row, T>(row: &R, column: &'static str, read: impl Fn(&str) -> Option<T>) -> Result<T, StorageError> {
    read(&row.text(column)?).ok_or(StorageError::Corrupt { what: column })
}

fn text_of(id: Option<Id>) -> String {
    id.map_or_else(String::new, |id| id.to_string())
}

/// A conflict about `what` unless one row changed.
fn one(changed: u64, what: &'static str) -> Result<(), StorageError> {
    if changed == 1 { Ok(()) } else { Err(StorageError::Conflict { what }) }
}
