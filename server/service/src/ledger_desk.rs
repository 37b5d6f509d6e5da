//! The ledger: giving waiting entries their places, signing the end of the tree, serving tiles and proofs.
//!
//! The last checkpoint is also kept apart from the database. Nothing is signed or published that does not continue it:
//! a database restored from an old backup can never sign a fork.

use crate::core::Core;
use crate::error::ServiceError;
use async_trait::async_trait;
use domain::{Id, Instant};
use ledger::checkpoint::Checkpoint;
use ledger::note::{Signer, VerifierKey};
use ledger::proof::TlogProof;
use ledger::tile::{Edge, TilePath, WIDTH, bundle, fold, tile_bytes, tile_hashes, within};
use ledger::tree::{Frontier, Node, Plan, consistency_plan, inclusion_plan, is_consistent, proof_of};
use ledger::{Hash, leaf_hash};
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};
use storage::{ExtendLedger, LedgerHead, StorageError, Tile, WaitingEntry};
use tokio::sync::Mutex;

/// The most entries placed in one step.
const STEP: u32 = 4096;

/// Keeps the last checkpoint apart from the database.
#[async_trait]
pub trait CheckpointKeeper: Send + Sync {
    /// The checkpoint kept.
    async fn kept(&self) -> Result<Option<String>, KeeperError>;

    /// Keeps `next` in place of `before`, on disk when this returns; refuses when another one is kept.
    async fn keep(&self, before: Option<&str>, next: &str) -> Result<(), KeeperError>;
}

/// The checkpoint that is kept apart cannot be read or written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the checkpoint kept apart: {0}")]
pub struct KeeperError(pub String);

/// Why the ledger is not continued.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// The database holds less than was signed, or something else: an old backup, or a change behind our back. Nothing
    /// is signed until it fits.
    #[error("the ledger in the database does not continue the last checkpoint that was published: nothing is signed")]
    Fork,
    /// What the database holds does not fit together.
    #[error("{0} of the ledger is damaged")]
    Damaged(&'static str),
    /// The keeper failed.
    #[error(transparent)]
    Keeper(#[from] KeeperError),
    /// Storage or keys failed.
    #[error(transparent)]
    Service(#[from] ServiceError),
}

/// The end of the ledger that is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Its size and root.
    pub checkpoint: Checkpoint,
    /// The signed note.
    pub note: String,
    /// When it was signed.
    pub signed_at: Instant,
}

struct Growing {
    size: u64,
    frontier: Frontier,
    edge: Edge,
}

/// The duty.
pub struct LedgerDesk {
    core: Arc<Core>,
    keeper: Arc<dyn CheckpointKeeper>,
    growing: Mutex<Option<Growing>>,
    published: RwLock<Option<Arc<Published>>>,
}

impl LedgerDesk {
    pub(crate) fn new(core: Arc<Core>, keeper: Arc<dyn CheckpointKeeper>) -> Self {
        Self { core, keeper, growing: Mutex::new(None), published: RwLock::new(None) }
    }

    /// The name of the log: the public address without its scheme (C2SP tlog-checkpoint).
    pub fn origin(&self) -> String {
        let address = self.core.origin.split_once("://").map_or(&*self.core.origin, |(_, address)| address);
        format!("{address}/log")
    }

    /// The key receipts are checked with.
    pub fn verifier(&self) -> VerifierKey {
        self.signer().verifier()
    }

    fn signer(&self) -> Signer {
        Signer::new(&self.origin(), *self.core.keys().signing_seed())
    }

    /// The end that is published; `None` before the first.
    pub fn published(&self) -> Option<Arc<Published>> {
        self.published.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Publishes the end that another process signed.
    pub async fn follow(&self) -> Result<(), LedgerError> {
        let head = self.core.storage.ledger_head().await.map_err(ServiceError::from)?;
        self.publish(head.as_ref()).await
    }

    /// Gives waiting entries their places, signs the new end and publishes it. Gives back how many were placed. Called
    /// again and again by the process that has the lease; one that lost it meanwhile places nothing. Of two that do it at
    /// once without a lease, one finds nothing to do.
    pub async fn sequence(&self) -> Result<usize, LedgerError> {
        let mut growing = self.growing.lock().await;
        let head = self.core.storage.ledger_head().await.map_err(ServiceError::from)?;
        self.publish(head.as_ref()).await?;
        let waiting = self.core.storage.waiting_entries(STEP).await.map_err(ServiceError::from)?;
        if waiting.is_empty() && head.is_some() {
            return Ok(0);
        }
        let before = head.as_ref().map_or(0, |head| head.size);
        if growing.as_ref().is_none_or(|it| it.size != before) {
            *growing = Some(self.load(head.as_ref()).await?);
        }
        let Some(mut it) = growing.take() else { return Ok(0) };
        let change = self.extend(&mut it, before, waiting);
        let (placed, head) = (change.entries.len(), change.head.clone());
        // The lease first: who slept past its end is refused before anything is moved.
        let unit = self.core.fence().into_iter().chain([change.into()]).collect();
        match self.core.storage.commit(unit).await {
            Ok(()) => {}
            // Another process was faster, or has the lease: its work is read next time.
            Err(StorageError::Conflict { .. }) => return Ok(0),
            Err(error) => return Err(ServiceError::from(error).into()),
        }
        it.size = head.size;
        *growing = Some(it);
        self.publish(Some(&head)).await?;
        Ok(placed)
    }

    fn extend(&self, it: &mut Growing, before: u64, entries: Vec<WaitingEntry>) -> ExtendLedger {
        for entry in &entries {
            let leaf = leaf_hash(entry.commitment.as_bytes());
            it.frontier.append(leaf);
            it.edge.append(leaf);
        }
        let tiles = it.edge.take_changed().into_iter().map(|tile| Tile {
            level: tile.level,
            position: tile.position,
            hashes: tile_bytes(&tile.hashes),
        });
        let checkpoint = Checkpoint { origin: self.origin(), size: it.frontier.size(), root: it.frontier.root() };
        let head = LedgerHead {
            size: checkpoint.size,
            frontier: it.frontier.to_bytes(),
            checkpoint: checkpoint.sign(&self.signer()),
            signed_at: self.core.now(),
        };
        ExtendLedger { before, tiles: tiles.collect(), entries, head }
    }

    /// The right edge as storage has it.
    async fn load(&self, head: Option<&LedgerHead>) -> Result<Growing, LedgerError> {
        let Some(head) = head else {
            return Ok(Growing { size: 0, frontier: Frontier::default(), edge: Edge::default() });
        };
        let frontier = Frontier::from_bytes(&head.frontier).filter(|it| it.size() == head.size);
        let frontier = frontier.ok_or(LedgerError::Damaged("the end"))?;
        let tiles = self.tiles(Edge::wanted(head.size)).await?;
        let edge = Edge::of(head.size, |level, position| tiles.get(&(level, position)).cloned());
        Ok(Growing { size: head.size, frontier, edge: edge.ok_or(LedgerError::Damaged("a tile"))? })
    }

    /// Publishes the end in the database where it continues the one kept apart, which is moved first.
    async fn publish(&self, head: Option<&LedgerHead>) -> Result<(), LedgerError> {
        let published = self.published();
        let Some(head) = head else {
            return if published.is_some() || self.keeper.kept().await?.is_some() {
                Err(LedgerError::Fork)
            } else {
                Ok(())
            };
        };
        if published.as_ref().is_some_and(|it| it.note == head.checkpoint) {
            return Ok(());
        }
        let checkpoint = Checkpoint::open(&head.checkpoint, &self.verifier());
        let checkpoint = checkpoint.map_err(|_| LedgerError::Damaged("the checkpoint"))?;
        let kept = self.keeper.kept().await?;
        if let Some(kept) = &kept {
            let seen = Checkpoint::open(kept, &self.verifier()).map_err(|_| LedgerError::Fork)?;
            self.continues(&seen, &checkpoint).await?;
        }
        if kept.as_deref() != Some(&head.checkpoint) {
            self.keeper.keep(kept.as_deref(), &head.checkpoint).await?;
        }
        let published = Published { checkpoint, note: head.checkpoint.clone(), signed_at: head.signed_at };
        *self.published.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(published));
        Ok(())
    }

    async fn continues(&self, seen: &Checkpoint, now: &Checkpoint) -> Result<(), LedgerError> {
        let plan = consistency_plan(seen.size, now.size).ok_or(LedgerError::Fork)?;
        let path = self.path(&plan).await?.ok_or(LedgerError::Damaged("a tile"))?;
        let fits = is_consistent((seen.size, seen.root), (now.size, now.root), &path);
        if fits { Ok(()) } else { Err(LedgerError::Fork) }
    }

    /// The proof that the entry of an event is in the published log; `None` while it is not.
    pub async fn proof(&self, event: Id, salt: [u8; 32]) -> Result<Option<TlogProof>, LedgerError> {
        let Some(published) = self.published() else { return Ok(None) };
        let index = self.core.storage.entry_position(event).await.map_err(ServiceError::from)?;
        let Some(index) = index.filter(|index| *index < published.checkpoint.size) else { return Ok(None) };
        let plan = inclusion_plan(index, published.checkpoint.size).unwrap_or_default();
        let path = self.path(&plan).await?.ok_or(LedgerError::Damaged("a tile"))?;
        Ok(Some(TlogProof { salt, index, path, checkpoint: published.note.clone() }))
    }

    /// The bytes of a tile or of a bundle of entries; `None` where the published log does not reach.
    pub async fn tile(&self, path: TilePath) -> Result<Option<Vec<u8>>, LedgerError> {
        let Some(published) = self.published() else { return Ok(None) };
        let height = u32::from(path.level.unwrap_or(0)) * 8;
        let count = published.checkpoint.size.checked_shr(height).unwrap_or_default();
        let Some(start) = path.position.checked_mul(WIDTH) else { return Ok(None) };
        if start.saturating_add(path.width.into()) > count {
            return Ok(None);
        }
        let Some(level) = path.level else {
            let entries = self.core.storage.entries(start, path.width.into()).await.map_err(ServiceError::from)?;
            let entries: Vec<[u8; 32]> = entries.iter().map(|entry| *entry.as_bytes()).collect();
            return Ok(Some(bundle(&entries)));
        };
        let tile = self.core.storage.tile(level, path.position).await.map_err(ServiceError::from)?;
        let length = usize::from(path.width) * 32;
        Ok(tile.and_then(|tile| tile.hashes.get(..length).map(<[u8]>::to_vec)))
    }

    /// The hashes a plan asks for.
    async fn path(&self, plan: &Plan) -> Result<Option<Vec<Hash>>, LedgerError> {
        let mut wanted: Vec<(u8, u64)> = plan.iter().flatten().map(|node| within(*node).0).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let tiles = self.tiles(wanted).await?;
        let read = |node: Node| {
            let (tile, range) = within(node);
            tiles.get(&tile)?.get(range).map(fold)
        };
        Ok(proof_of(plan, read))
    }

    async fn tiles(&self, wanted: Vec<(u8, u64)>) -> Result<HashMap<(u8, u64), Vec<Hash>>, LedgerError> {
        let mut tiles = HashMap::with_capacity(wanted.len());
        for (level, position) in wanted {
            let tile = self.core.storage.tile(level, position).await.map_err(ServiceError::from)?;
            let hashes = tile.and_then(|tile| tile_hashes(&tile.hashes)).ok_or(LedgerError::Damaged("a tile"))?;
            tiles.insert((level, position), hashes);
        }
        Ok(tiles)
    }
}
