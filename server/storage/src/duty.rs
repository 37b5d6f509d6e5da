//! What people on duty are bound by (articles 3, 5 and 8): agreements of organisations, personal promises, who the brake
//! stopped; and breach cases. Each is read again for every request.

use crate::StorageError;
use async_trait::async_trait;
use domain::account::Role;
use domain::breach::{Cause, Step};
use domain::organisation::{Organisation, OrganisationKind};
use domain::permission::Agreement;
use domain::{Day, Id, Instant};

/// An agreement as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredAgreement {
    /// Whose.
    pub organisation: String,
    /// Its id.
    pub id: Id,
    /// As it is written on paper.
    pub number: String,
    /// What the rule looks at.
    pub terms: Agreement,
    /// When it was entered.
    pub made_at: Instant,
    /// By whom.
    pub made_by: String,
}

/// A promise somebody signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredPromise {
    /// Whose.
    pub account: String,
    /// Its id.
    pub id: Id,
    /// The number of the text.
    pub version: u16,
    /// The last day on which it holds.
    pub until: Day,
    /// When it was signed.
    pub signed_at: Instant,
}

/// A breach case as it is kept beside its steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredBreach {
    /// Its id.
    pub id: Id,
    /// How it became known.
    pub cause: Cause,
    /// The account that was stopped; empty where none was.
    pub concerned: String,
    /// From when on persons may be affected.
    pub since: Instant,
    /// When it was opened.
    pub opened_at: Instant,
    /// Whether something is still to be done.
    pub is_open: bool,
    /// How many steps there are.
    pub steps: u32,
}

/// A step of a breach case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BreachStep {
    /// Of which case.
    pub breach: Id,
    /// From 1, without gaps.
    pub place: u32,
    /// What happened.
    pub step: Step,
    /// When.
    pub at: Instant,
    /// Who.
    pub actor: String,
    /// What was said, sealed.
    pub sealed: Vec<u8>,
}

/// Reads what binds people on duty. Errors are those of any read: [`StorageError::Unavailable`],
/// [`StorageError::Corrupt`].
#[async_trait]
pub trait DutyStore: Send + Sync {
    /// The agreements of an organisation, the newest first.
    async fn agreements(&self, organisation: &str) -> Result<Vec<StoredAgreement>, StorageError>;
    /// Organisations with a code after `after`, in the order of codes; of one kind where one is given.
    async fn offices(
        &self,
        kind: Option<OrganisationKind>,
        after: &str,
        limit: u32,
    ) -> Result<Vec<Organisation>, StorageError>;
    /// The accounts of people on duty at an organisation, and their roles.
    async fn people_of(&self, organisation: &str, limit: u32) -> Result<Vec<(String, Role)>, StorageError>;
    /// The promise somebody signed last.
    async fn promise(&self, account: &str) -> Result<Option<StoredPromise>, StorageError>;
    /// The breach case somebody is stopped for, while they are.
    async fn stopped(&self, account: &str) -> Result<Option<Id>, StorageError>;
    /// Breach cases: the open ones, the first opened first, or the closed ones, the last opened first.
    async fn breaches(&self, open: bool, limit: u32) -> Result<Vec<StoredBreach>, StorageError>;
    /// One of them.
    async fn breach(&self, id: Id) -> Result<Option<StoredBreach>, StorageError>;
    /// Its steps, the first first.
    async fn breach_steps(&self, id: Id) -> Result<Vec<BreachStep>, StorageError>;
}

/// A change to what binds people on duty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DutyChange {
    /// Enters an agreement. A conflict when its id is taken.
    Agree(StoredAgreement),
    /// Ends one before its last day. A conflict when it has ended, or is not there.
    EndAgreement {
        /// Whose.
        organisation: String,
        /// Which.
        id: Id,
        /// When.
        at: Instant,
        /// By whom.
        by: String,
    },
    /// Keeps a promise that was signed.
    Sign(StoredPromise),
    /// Opens a breach case with its first step, and stops whoever it concerns. A conflict when they are stopped already.
    OpenBreach {
        /// The case.
        breach: StoredBreach,
        /// Its first step.
        step: BreachStep,
    },
    /// Takes a step. A conflict unless it is the one after the last.
    StepBreach(BreachStep),
    /// Keeps an account waiting until every other unit that names it is done: what follows in the unit counts with nobody
    /// else counting. A conflict when there is no such account.
    Alone {
        /// The account.
        account: String,
    },
    /// Refuses the unit when somebody has looked for more than `most` persons since `since` on their word alone.
    AtMost {
        /// Who.
        account: String,
        /// Since when.
        since: Instant,
        /// How many.
        most: u32,
    },
}
