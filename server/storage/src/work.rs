//! Versions of the policy that are being written (article 1): each is its steps, and each step that writes holds all that
//! was written by then.

use crate::StorageError;
use async_trait::async_trait;
use domain::policy::{VersionNumber, WorkState, WorkStep};
use domain::{Id, Instant};

/// A version that is written, beside its steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredWork {
    /// Its id.
    pub id: Id,
    /// Where it stands.
    pub state: WorkState,
    /// How many steps there are.
    pub steps: u32,
    /// The number it was published as.
    pub published: Option<VersionNumber>,
}

/// A step of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredWorkStep {
    /// Of which.
    pub work: Id,
    /// From 1, without gaps.
    pub place: u32,
    /// What happened.
    pub step: WorkStep,
    /// When.
    pub at: Instant,
    /// The account that took it.
    pub actor: String,
    /// What was said about it.
    pub words: String,
    /// All that is written by now, JSON; empty where nothing was.
    pub content: String,
}

/// Reads what is written. Errors are those of any read: [`StorageError::Unavailable`], [`StorageError::Corrupt`].
#[async_trait]
pub trait WorkStore: Send + Sync {
    /// What is written or was, the newest first.
    async fn works(&self, limit: u32) -> Result<Vec<StoredWork>, StorageError>;
    /// One of them.
    async fn work(&self, id: Id) -> Result<Option<StoredWork>, StorageError>;
    /// Its steps, the first first.
    async fn work_steps(&self, id: Id) -> Result<Vec<StoredWorkStep>, StorageError>;
    /// How many persons have an account that stands, and how many of them agreed to something that still holds.
    async fn persons_touched(&self) -> Result<(u64, u64), StorageError>;
}

/// A change to what is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WorkChange {
    /// Begins one with its first step. A conflict when its id is taken.
    Begin {
        /// It.
        work: StoredWork,
        /// Its first step.
        step: StoredWorkStep,
    },
    /// Takes a step. A conflict unless it is the one after the last.
    Step {
        /// The step.
        step: StoredWorkStep,
        /// Where it stands after it.
        state: WorkState,
        /// The number it is published as.
        published: Option<VersionNumber>,
    },
}
