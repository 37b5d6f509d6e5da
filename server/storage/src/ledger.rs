//! The transparency log as it is kept: entries that wait, entries with their place, the hashes of the tree, and the last
//! signed checkpoint. Nothing here is personal: an entry is a salted commitment.

use crate::StorageError;
use async_trait::async_trait;
use domain::{Digest, Id, Instant};

/// An entry that has no place yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WaitingEntry {
    /// The id of what it commits to.
    pub id: Id,
    /// The commitment.
    pub commitment: Digest,
    /// When it was committed to.
    pub at: Instant,
}

/// A tile: up to 256 hashes of one level, side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tile {
    /// The level; 0 is the level of leaves.
    pub level: u8,
    /// Its place in the level.
    pub position: u64,
    /// The hashes, 32 bytes each.
    pub hashes: Vec<u8>,
}

/// The end of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerHead {
    /// Entries.
    pub size: u64,
    /// The right edge of the tree, as the tree writes it.
    pub frontier: Vec<u8>,
    /// The signed checkpoint.
    pub checkpoint: String,
    /// When it was signed.
    pub signed_at: Instant,
}

/// Gives waiting entries their places and moves the head, all or nothing. A conflict when another sequencer was faster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtendLedger {
    /// The size before; entries take places from here on.
    pub before: u64,
    /// The entries, in order; they wait no longer.
    pub entries: Vec<WaitingEntry>,
    /// Tiles that are new or wider.
    pub tiles: Vec<Tile>,
    /// The head after.
    pub head: LedgerHead,
}

/// Reads the log. Errors are those of any read: [`StorageError::Unavailable`], [`StorageError::Corrupt`].
#[async_trait]
pub trait LedgerStore: Send + Sync {
    /// Entries that wait for a place, the oldest first.
    async fn waiting_entries(&self, limit: u32) -> Result<Vec<WaitingEntry>, StorageError>;

    /// Whether the entry of this id waits for a place.
    async fn is_waiting(&self, id: Id) -> Result<bool, StorageError>;

    /// The head; `None` before the first entry.
    async fn ledger_head(&self) -> Result<Option<LedgerHead>, StorageError>;

    /// A tile as far as it is filled.
    async fn tile(&self, level: u8, position: u64) -> Result<Option<Tile>, StorageError>;

    /// Entries from the place `from` on, in order.
    async fn entries(&self, from: u64, limit: u32) -> Result<Vec<Digest>, StorageError>;

    /// The same, with what each entry commits to.
    async fn placed(&self, from: u64, limit: u32) -> Result<Vec<(Id, Digest)>, StorageError>;

    /// The commitment placed for this id; `None` while it waits, or is none.
    async fn placed_for(&self, id: Id) -> Result<Option<Digest>, StorageError>;

    /// The newest id among what is read in the order of ids: the entries, placed or waiting, and deliveries that wait.
    async fn newest_id(&self) -> Result<Option<Id>, StorageError>;

    /// The place of an entry; `None` while it waits, or is none.
    async fn entry_position(&self, id: Id) -> Result<Option<u64>, StorageError>;
}
