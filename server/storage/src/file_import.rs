//! Records from files (article 3): how far each file was taken, and which of its lines were not. The position moves in the
//! unit that takes the lines before it, so that a line is taken once however often the work is cut off.

use crate::StorageError;
use async_trait::async_trait;
use domain::{Digest, Id, Instant};

/// A file on its way in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileImport {
    /// Its id.
    pub id: Id,
    /// Whose records.
    pub organisation: String,
    /// The account that brought it.
    pub account: String,
    /// The digest of the file.
    pub digest: Digest,
    /// Its format: `csv` or `ndjson`.
    pub format: String,
    /// Where it stands.
    pub state: ImportState,
    /// How long it is, in bytes.
    pub of_bytes: u64,
    /// How far it was read, and with what outcome.
    pub counts: ImportCounts,
    /// When it was begun.
    pub begun_at: Instant,
    /// When it moved last.
    pub changed_at: Instant,
}

/// How far a file was read, and with what outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ImportCounts {
    /// Lines read.
    pub line: u64,
    /// Bytes read.
    pub byte: u64,
    /// Lines that were taken.
    pub taken: u64,
    /// Lines that say what was known.
    pub known: u64,
    /// Lines that wait for an officer.
    pub waiting: u64,
    /// Lines in quarantine.
    pub quarantined: u64,
}

/// Where a file stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ImportState {
    /// It is being read, or was cut off.
    Running,
    /// It was read to its end.
    Done,
    /// Somebody stopped it.
    Stopped,
}

/// A line that was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportFault {
    /// Of which file.
    pub import: Id,
    /// The line, from 1.
    pub line: u64,
    /// Why: columns and reasons, words of the domain.
    pub reasons: String,
}

impl ImportState {
    /// All states.
    pub const ALL: [Self; 3] = [Self::Running, Self::Done, Self::Stopped];

    /// The word in storage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Done => "done",
            Self::Stopped => "stopped",
        }
    }

    /// The state of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// Reads imports. Errors are those of any read: [`StorageError::Unavailable`], [`StorageError::Corrupt`].
#[async_trait]
pub trait ImportStore: Send + Sync {
    /// One file.
    async fn file_import(&self, id: Id) -> Result<Option<FileImport>, StorageError>;
    /// The files of an organisation, the newest first.
    async fn file_imports(&self, organisation: &str, limit: u32) -> Result<Vec<FileImport>, StorageError>;
    /// The lines of a file in quarantine after this line.
    async fn import_faults(&self, id: Id, after: u64, limit: u32) -> Result<Vec<ImportFault>, StorageError>;
}

/// A change to imports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportChange {
    /// Begins a file. A conflict when its id is known.
    Begin(FileImport),
    /// Moves on. A conflict unless it is running and its position is `before`.
    Move {
        /// Which.
        id: Id,
        /// The position before, in bytes.
        before: u64,
        /// Where it stands then.
        state: ImportState,
        /// How far it is then.
        counts: ImportCounts,
        /// When.
        at: Instant,
    },
    /// Puts a line in quarantine.
    Fault(ImportFault),
}
