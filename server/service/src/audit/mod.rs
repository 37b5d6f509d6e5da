//! Checking the whole ledger (`morprom ledger verify`): the tree is built again from its entries and compared with its
//! tiles, its signed end and the checkpoint kept apart; and every consent event, every step of a case and of a register, and
//! every use that is kept from a person for a time with what it committed to. What stands is compared with the events it comes
//! from, and every person's key is opened.

mod events;
mod kept_back;
mod row;
mod standing;
mod sum;

use crate::core::Core;
use crate::error::ServiceError;
use crate::ledger_desk::{LedgerDesk, LedgerError};
use domain::consent::AskedPurpose;
use domain::{Digest, Id};
use ledger::checkpoint::Checkpoint;
use ledger::leaf_hash;
use ledger::tile::{Edge, NewTile, tile_bytes};
use ledger::tree::Frontier;
use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use storage::LedgerHead;
use sum::{Sum, SumKey};

/// Entries read in one step.
const STEP: u32 = 16_384;
/// Consent events, or steps of cases, read in one step.
const EVENTS: u32 = 1000;

/// Milliseconds after which an entry has its place, whatever the machine is busy with.
const SETTLED: i64 = 60_000;

/// How often it is told how far the events are.
const LOOK: Duration = Duration::from_millis(200);

/// What was found wrong: where, in words for the operator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding(pub String);

/// What was checked and what was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Entries of the tree.
    pub entries: u64,
    /// Consent events and steps of cases compared with their entry.
    pub events: u64,
    /// Uses that a law keeps, or kept, from whom they concern: each was committed to when it happened.
    pub kept_back: u64,
    /// Events that nobody can open any more, because the person was erased.
    pub erased: u64,
    /// What is wrong; empty when all is well.
    pub findings: Vec<Finding>,
}

/// What one check goes by.
#[derive(Clone, Copy)]
struct Check {
    key: SumKey,
    /// Older ids are settled: their entries have places.
    before: Id,
}

impl Check {
    /// Counts what is settled; tells whether it is.
    fn count(&self, sum: &mut Sum, id: Id, commitment: &Digest) -> bool {
        let settled = id < self.before;
        if settled {
            sum.add(self.key, id, commitment);
        }
        settled
    }
}

/// The duty.
pub struct AuditDesk {
    core: Arc<Core>,
    asked: Vec<AskedPurpose>,
}

impl AuditDesk {
    pub(crate) fn new(core: Arc<Core>, asked: Vec<AskedPurpose>) -> Self {
        Self { core, asked }
    }

    /// Checks everything; `step` hears how many entries and events are done.
    pub async fn verify(
        &self,
        ledger: &LedgerDesk,
        kept: Option<&str>,
        mut step: impl FnMut(u64, u64),
    ) -> Result<Report, LedgerError> {
        let events = Arc::new(AtomicU64::new(0));
        let (desk, done) = (Self::new(Arc::clone(&self.core), self.asked.clone()), Arc::clone(&events));
        let check = self.check()?;
        // Entries and events on a core each.
        let mut checking = tokio::spawn(async move { desk.events(check, &done).await });
        let mut report = Report::default();
        // Waiting first, then the end: whatever is settled is in one of them, and what is in both counts once.
        let (waiting, sum) = self.waiting(check).await?;
        let head = self.core.storage.ledger_head().await.map_err(ServiceError::from)?;
        let mut step = |entries| step(entries, events.load(Ordering::Relaxed));
        let tree = self.tree(ledger, (head.as_ref(), kept), &mut report, (check, &waiting, sum), &mut step).await;
        if tree.is_err() {
            checking.abort();
        }
        let of_entries = tree?;
        let (of_events, sum) = loop {
            match tokio::time::timeout(LOOK, &mut checking).await {
                Ok(outcome) => break outcome.map_err(|_| LedgerError::Damaged("an event"))??,
                Err(_) => step(report.entries),
            }
        };
        (report.events, report.erased, report.kept_back) = (of_events.events, of_events.erased, of_events.kept_back);
        of_events.findings.iter().for_each(|finding| report.find(&finding.0));
        if sum != of_entries {
            self.look_up_each(&mut report).await?;
        }
        Ok(report)
    }

    /// What is settled and still waits, because nothing places entries at the moment; and its sum.
    async fn waiting(&self, check: Check) -> Result<(HashSet<Id>, Sum), LedgerError> {
        let (mut ids, mut sum) = (HashSet::new(), Sum::default());
        for entry in self.core.storage.waiting_entries(u32::MAX).await.map_err(ServiceError::from)? {
            if check.count(&mut sum, entry.id, &entry.commitment) {
                ids.insert(entry.id);
            }
        }
        Ok((ids, sum))
    }

    /// What one check goes by: a key of its own, and the moment before which everything has had its place for long.
    fn check(&self) -> Result<Check, ServiceError> {
        let settled = self.core.now().plus(-SETTLED);
        Ok(Check { key: SumKey(self.core.random()?), before: Id::new(settled, [0; 10]) })
    }

    async fn tree(
        &self,
        ledger: &LedgerDesk,
        (head, kept): (Option<&LedgerHead>, Option<&str>),
        report: &mut Report,
        (check, waiting, mut sum): (Check, &HashSet<Id>, Sum),
        step: &mut impl FnMut(u64),
    ) -> Result<Sum, LedgerError> {
        let key = ledger.verifier();
        let open = |note: &str| Checkpoint::open(note, &key).ok();
        let kept_point = kept.and_then(open);
        if kept.is_some() && kept_point.is_none() {
            report.find("the checkpoint kept apart is not signed by the key of this ledger");
        }
        let (mut frontier, mut edge, mut kept_root) = (Frontier::default(), Edge::default(), None);
        let size = head.map_or(0, |head| head.size);
        loop {
            // The portal may be placing more meanwhile: those are for the next time.
            let most = u32::try_from(size - frontier.size()).map_or(STEP, |left| left.min(STEP));
            let entries = self.core.storage.placed(frontier.size(), most).await.map_err(ServiceError::from)?;
            if entries.is_empty() || most == 0 {
                break;
            }
            for (id, entry) in &entries {
                if !waiting.contains(id) {
                    check.count(&mut sum, *id, entry);
                }
                let leaf = leaf_hash(entry.as_bytes());
                frontier.append(leaf);
                edge.append(leaf);
                if kept_point.as_ref().is_some_and(|it| it.size == frontier.size()) {
                    kept_root = Some(frontier.root());
                }
            }
            report.entries = frontier.size();
            for tile in edge.take_changed().into_iter().filter(|tile| tile.hashes.len() == 256) {
                self.tile(&tile, report).await?;
            }
            step(report.entries);
        }
        let later = self.core.storage.ledger_head().await.map_err(ServiceError::from)?.map_or(0, |head| head.size);
        if later == size && !self.core.storage.entries(size, 1).await.map_err(ServiceError::from)?.is_empty() {
            report.find("entries stand beyond the signed end");
        }
        // The tiles that are not full: their edge as it is now, unless it has grown since.
        let rest = Edge::wanted(frontier.size());
        let edge =
            edge.partial().into_iter().filter(|tile| later == size && rest.contains(&(tile.level, tile.position)));
        for tile in edge {
            self.tile(&tile, report).await?;
        }
        if let Some(point) = kept_point
            && kept_root.is_none_or(|root| root != point.root)
            && point.size > 0
        {
            report.find(&format!("the first {} entries are not those that were published", point.size));
        }
        if later == size && head.is_some_and(|head| head.frontier != frontier.to_bytes()) {
            report.find("what is kept to go on from the end is not made of the entries");
        }
        match head.map(|head| (open(&head.checkpoint), head.size)) {
            Some((None, _)) => report.find("the signature on the end of the ledger does not hold"),
            Some((Some(end), size))
                if (end.size, end.root) != (frontier.size(), frontier.root()) || size != end.size =>
            {
                report.find(&format!(
                    "the entries do not make the signed end: {} entries are there, {} were signed",
                    frontier.size(),
                    end.size
                ));
            }
            None | Some(_) => {}
        }
        Ok(sum)
    }

    async fn tile(&self, tile: &NewTile, report: &mut Report) -> Result<(), LedgerError> {
        let kept = self.core.storage.tile(tile.level, tile.position).await.map_err(ServiceError::from)?;
        if kept.is_none_or(|kept| kept.hashes != tile_bytes(&tile.hashes)) {
            report.find(&format!("tile {} of level {} is not made of its entries", tile.position, tile.level));
        }
        Ok(())
    }
}

impl Report {
    /// Adds what was checked and found in a part.
    fn take_in(&mut self, part: &Self) {
        self.events += part.events;
        self.erased += part.erased;
        part.findings.iter().for_each(|finding| self.find(&finding.0));
    }

    fn find(&mut self, what: &str) {
        // A tree of rubbish would fill the memory with findings; a hundred tell enough.
        if self.findings.len() < 100 {
            self.findings.push(Finding(what.to_owned()));
        }
    }
}
