//! The registers of the division (articles 3 to 5): an entry is its steps, each committed to in the ledger with the unit
//! that takes it.

use crate::StorageError;
use async_trait::async_trait;
use domain::Instant;
use domain::register::{Register, State, Step};
use domain::{Day, Digest, Id};

/// An entry as it is kept beside its steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredEntry {
    /// Its id.
    pub id: Id,
    /// Of which register.
    pub register: Register,
    /// The organisation or the account it binds or concerns; empty where there is none.
    pub concerns: String,
    /// Where it stands.
    pub state: State,
    /// The first day on which time brings something; `None` where nothing.
    pub due: Option<Day>,
    /// How many steps there are.
    pub steps: u32,
}

/// A step of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryStep {
    /// Of which entry.
    pub entry: Id,
    /// From 1, without gaps.
    pub place: u32,
    /// Its own id, under which it is in the ledger.
    pub id: Id,
    /// What happened.
    pub step: Step,
    /// When.
    pub at: Instant,
    /// The account that took it.
    pub actor: String,
    /// What the ledger holds.
    pub commitment: Digest,
    /// Receipt, salt and words, sealed.
    pub sealed: Vec<u8>,
}

/// Reads registers. Errors are those of any read: [`StorageError::Unavailable`], [`StorageError::Corrupt`].
#[async_trait]
pub trait RegisterStore: Send + Sync {
    /// Entries of a register, the newest first, of those older than `before`; only those in `state` where one is given.
    async fn register_entries(
        &self,
        register: Register,
        state: Option<State>,
        before: Option<Id>,
        limit: u32,
    ) -> Result<Vec<StoredEntry>, StorageError>;
    /// One entry.
    async fn register_entry(&self, id: Id) -> Result<Option<StoredEntry>, StorageError>;
    /// The disclosures about somebody, the newest first.
    async fn disclosures_about(&self, subject: &str, limit: u32) -> Result<Vec<StoredEntry>, StorageError>;
    /// Its steps, the first first.
    async fn entry_steps(&self, id: Id) -> Result<Vec<EntryStep>, StorageError>;
    /// Entries to which time brings something on `today` or brought it before, the longest due first.
    async fn entries_due(&self, today: Day, limit: u32) -> Result<Vec<StoredEntry>, StorageError>;
    /// The steps of all entries after the one of this entry and place, in the order of both.
    async fn entry_steps_after(&self, after: (&str, u32), limit: u32) -> Result<Vec<EntryStep>, StorageError>;
}

/// A change to a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RegisterChange {
    /// Enters an entry with its first step. A conflict when its id is taken.
    Enter {
        /// The entry.
        entry: StoredEntry,
        /// Its first step.
        step: EntryStep,
    },
    /// Takes a step. A conflict unless it is the one after the last.
    Step {
        /// The step.
        step: EntryStep,
        /// Where the entry stands after it.
        state: State,
        /// When it is to be looked at next.
        due: Option<Day>,
    },
}
