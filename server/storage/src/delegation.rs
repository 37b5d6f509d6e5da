//! Powers of attorney and the files people give (article 1). Names and documents are sealed.

use crate::StorageError;
use async_trait::async_trait;
use domain::delegation::{Delegation, DelegationState};
use domain::{Id, Instant};
use std::fmt;

/// A power of attorney as it is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct StoredDelegation {
    /// Who grants it.
    pub grantor: String,
    /// Its id; its document has the same.
    pub id: Id,
    /// Who may act.
    pub delegate: String,
    /// State, scope and dates.
    pub terms: Delegation,
    /// When it was filed.
    pub filed_at: Instant,
    /// When an officer decided, and who.
    pub decided: Option<(Instant, String)>,
    /// Names, and the reason of a refusal, sealed under the grantor's key.
    pub sealed: Vec<u8>,
}

/// A step of a power of attorney. A conflict when it is not in the state it steps from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DelegationStep {
    /// Who granted it.
    pub grantor: String,
    /// Its id.
    pub id: Id,
    /// The state before.
    pub from: DelegationState,
    /// The state after.
    pub to: DelegationState,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: String,
    /// Names and reason, sealed anew; kept as they were where empty.
    pub sealed: Vec<u8>,
}

/// A file somebody gave.
#[derive(Clone, PartialEq, Eq)]
pub struct Document {
    /// Whose.
    pub subject: String,
    /// Its id.
    pub id: Id,
    /// Its media type.
    pub kind: String,
    /// Its bytes, sealed.
    pub sealed: Vec<u8>,
    /// When it was given.
    pub made_at: Instant,
}

impl fmt::Debug for StoredDelegation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StoredDelegation").field("id", &self.id).field("terms", &self.terms).finish_non_exhaustive()
    }
}

impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Document").field("id", &self.id).field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// Reads delegations. Errors are those of any read: [`StorageError::Unavailable`], [`StorageError::Corrupt`].
#[async_trait]
pub trait DelegationStore: Send + Sync {
    /// What this subject granted, the newest first.
    async fn granted(&self, grantor: &str) -> Result<Vec<StoredDelegation>, StorageError>;

    /// What this subject may act by, the newest first.
    async fn received(&self, delegate: &str) -> Result<Vec<StoredDelegation>, StorageError>;

    /// One of this grantor's.
    async fn delegation(&self, grantor: &str, id: Id) -> Result<Option<StoredDelegation>, StorageError>;

    /// Those in this state, the longest filed first.
    async fn delegations_in(&self, state: DelegationState, limit: u32) -> Result<Vec<StoredDelegation>, StorageError>;

    /// A file of this subject.
    async fn document(&self, subject: &str, id: Id) -> Result<Option<Document>, StorageError>;
}

/// A change to delegations and files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DelegationChange {
    /// Files a power of attorney.
    File(StoredDelegation),
    /// Takes a step.
    Step(DelegationStep),
    /// Keeps a file.
    KeepDocument(Document),
    /// Drops a file.
    DropDocument {
        /// Whose.
        subject: String,
        /// Which.
        id: Id,
    },
}
