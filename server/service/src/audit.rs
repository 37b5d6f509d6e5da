//! Checking the whole ledger (`morprom ledger verify`): the tree is built again from its entries and compared with its
//! tiles, its signed end and the checkpoint kept apart; and every consent event
//! and every step of a case with what it committed to.

use crate::cases::{receipt_of, says as step_says};
use crate::consents::opened;
use crate::core::Core;
use crate::error::ServiceError;
use crate::ledger_desk::{LedgerDesk, LedgerError};
use crate::sealing::DataKey;
use domain::catalogue::PurposeId;
use domain::consent::EventKind;
use domain::{Digest, Id};
use ledger::checkpoint::Checkpoint;
use ledger::tile::{Edge, NewTile, tile_bytes};
use ledger::tree::Frontier;
use ledger::{commitment, leaf_hash};
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use storage::{ConsentEvent, LedgerHead};

/// Entries read in one step.
const STEP: u32 = 16_384;
/// Consent events, or steps of cases, read in one step.
const EVENTS: u32 = 1000;

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
    /// Events that nobody can open any more, because the person was erased.
    pub erased: u64,
    /// What is wrong; empty when all is well.
    pub findings: Vec<Finding>,
}

/// The duty.
pub struct AuditDesk {
    core: Arc<Core>,
}

impl AuditDesk {
    pub(crate) fn new(core: Arc<Core>) -> Self {
        Self { core }
    }

    /// Checks everything; `step` hears how many entries and events are done.
    pub async fn verify(
        &self,
        ledger: &LedgerDesk,
        kept: Option<&str>,
        mut step: impl FnMut(u64, u64),
    ) -> Result<Report, LedgerError> {
        let events = Arc::new(AtomicU64::new(0));
        let (desk, done) = (Self { core: Arc::clone(&self.core) }, Arc::clone(&events));
        // Entries and events on a core each.
        let mut checking = tokio::spawn(async move { desk.events(&done).await });
        let mut report = Report::default();
        let head = self.core.storage.ledger_head().await.map_err(ServiceError::from)?;
        let mut step = |entries| step(entries, events.load(Ordering::Relaxed));
        let tree = self.tree(ledger, head.as_ref(), kept, &mut report, &mut step).await;
        if tree.is_err() {
            checking.abort();
        }
        tree?;
        let of_events = loop {
            match tokio::time::timeout(LOOK, &mut checking).await {
                Ok(outcome) => break outcome.map_err(|_| LedgerError::Damaged("an event"))??,
                Err(_) => step(report.entries),
            }
        };
        (report.events, report.erased) = (of_events.events, of_events.erased);
        of_events.findings.iter().for_each(|finding| report.find(&finding.0));
        Ok(report)
    }

    async fn tree(
        &self,
        ledger: &LedgerDesk,
        head: Option<&LedgerHead>,
        kept: Option<&str>,
        report: &mut Report,
        step: &mut impl FnMut(u64),
    ) -> Result<(), LedgerError> {
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
            let entries = self.core.storage.entries(frontier.size(), most).await.map_err(ServiceError::from)?;
            if entries.is_empty() || most == 0 {
                break;
            }
            for entry in &entries {
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
        Ok(())
    }

    /// Whether an event that had no place a moment ago waits for one, or has got it since.
    async fn waits_or_was_placed(&self, event: Id) -> Result<bool, LedgerError> {
        let storage = &self.core.storage;
        Ok(storage.is_waiting(event).await.map_err(ServiceError::from)?
            || storage.entry_position(event).await.map_err(ServiceError::from)?.is_some())
    }

    async fn tile(&self, tile: &NewTile, report: &mut Report) -> Result<(), LedgerError> {
        let kept = self.core.storage.tile(tile.level, tile.position).await.map_err(ServiceError::from)?;
        if kept.is_none_or(|kept| kept.hashes != tile_bytes(&tile.hashes)) {
            report.find(&format!("tile {} of level {} is not made of its entries", tile.position, tile.level));
        }
        Ok(())
    }

    async fn events(&self, done: &AtomicU64) -> Result<Report, LedgerError> {
        let (mut report, mut subject, mut id) = (Report::default(), String::new(), String::new());
        let mut open = Open::default();
        loop {
            let events = self.core.storage.consent_events_after(&subject, &id, EVENTS).await;
            let events = events.map_err(ServiceError::from)?;
            let Some((last, _)) = events.last() else { break };
            (subject, id) = (last.subject.clone(), last.id.to_string());
            for event in &events {
                report.events += 1;
                self.event(event, &mut open, &mut report).await?;
            }
            done.store(report.events, Ordering::Relaxed);
        }
        self.steps(&mut report, done).await?;
        Ok(report)
    }

    /// The steps of cases, in the same way.
    async fn steps(&self, report: &mut Report, done: &AtomicU64) -> Result<(), LedgerError> {
        let (mut open, mut after) = (Open::default(), (String::new(), String::new(), 0));
        loop {
            let steps = self.core.storage.case_steps_after((&after.0, &after.1, after.2), EVENTS).await;
            let steps = steps.map_err(ServiceError::from)?;
            let Some((last, _)) = steps.last() else { return Ok(()) };
            after = (last.subject.clone(), last.case.to_string(), last.place);
            for (step, position) in &steps {
                report.events += 1;
                if position.is_none() && !self.waits_or_was_placed(step.id).await? {
                    report.find(&format!("step {} is not in the ledger", step.id));
                }
                self.hold(&step.subject, &mut open).await?;
                let Some(key) = open.key.of(report, step.id) else { continue };
                match receipt_of(key, step) {
                    Err(_) => report.find(&format!("the receipt of step {} cannot be opened", step.id)),
                    Ok((salt, bytes)) if commitment(&salt, &bytes) != *step.commitment.as_bytes() => {
                        report.find(&format!("the receipt of step {} is not what was committed to", step.id));
                    }
                    Ok((_, bytes)) if !step_says(&bytes, step) => {
                        report.find(&format!("step {} says another thing than its receipt", step.id));
                    }
                    Ok(_) => {}
                }
            }
            done.store(report.events, Ordering::Relaxed);
        }
    }

    /// Takes the key of a subject, unless it is held already.
    async fn hold(&self, subject: &str, open: &mut Open) -> Result<(), LedgerError> {
        if open.subject != subject {
            open.key = match self.core.data_key(subject).await {
                Ok(key) => Held::Key(key),
                Err(ServiceError::Absent) => Held::Destroyed,
                Err(ServiceError::Sealed) => Held::Broken,
                Err(error) => return Err(error.into()),
            };
            subject.clone_into(&mut open.subject);
        }
        Ok(())
    }

    async fn event(
        &self,
        (event, position): &(ConsentEvent, Option<u64>),
        open: &mut Open,
        report: &mut Report,
    ) -> Result<(), LedgerError> {
        let storage = &self.core.storage;
        if position.is_none() && !self.waits_or_was_placed(event.id).await? {
            report.find(&format!("event {} is not in the ledger", event.id));
        }
        self.hold(&event.subject, open).await?;
        let Open { key, wordings, said: known, .. } = open;
        let Some(key) = key.of(report, event.id) else { return Ok(()) };
        let wording = match wordings.entry(event.wording) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => {
                let wording = storage.consent_wording(&event.wording).await.map_err(ServiceError::from)?;
                place.insert(wording.map_or_else(String::new, |wording| wording.text))
            }
        };
        let said = (event.wording, event.kind, event.purpose, event.policy_digest);
        match opened(key, event, wording) {
            Err(_) => report.find(&format!("the receipt of event {} cannot be opened", event.id)),
            Ok((salt, bytes)) if commitment(&salt, &bytes) != *event.commitment.as_bytes() => {
                report.find(&format!("the receipt of event {} is not what was committed to", event.id));
            }
            Ok(_) if !known.contains(&said) && !says(wording, event) => {
                report.find(&format!("event {} says another thing than its receipt", event.id));
            }
            Ok(_) => {
                known.insert(said);
            }
        }
        Ok(())
    }
}

/// What is open while events are checked: the events of a person follow one another.
#[derive(Default)]
struct Open {
    subject: String,
    key: Held,
    wordings: HashMap<Digest, String>,
    /// What rows were found to say as their wording does.
    said: HashSet<(Digest, EventKind, PurposeId, Digest)>,
}

/// The key of a person.
#[derive(Default)]
enum Held {
    Key(DataKey),
    /// The person was erased.
    #[default]
    Destroyed,
    /// The key that wraps it is another one, or it was changed.
    Broken,
}

impl Held {
    /// The key; where there is none, the report says why not.
    fn of(&self, report: &mut Report, event: Id) -> Option<&DataKey> {
        match self {
            Self::Key(key) => return Some(key),
            Self::Destroyed => report.erased += 1,
            Self::Broken => report.find(&format!("the key of event {event} cannot be opened")),
        }
        None
    }
}

impl Report {
    fn find(&mut self, what: &str) {
        // A tree of rubbish would fill the memory with findings; a hundred tell enough.
        if self.findings.len() < 100 {
            self.findings.push(Finding(what.to_owned()));
        }
    }
}

/// Whether the row says what its receipt says. Id and moment are the row's own in any case.
fn says(wording: &str, event: &ConsentEvent) -> bool {
    let status = match event.kind {
        EventKind::Given => "\"dpv:ConsentGiven\"",
        EventKind::Refused => "\"dpv:ConsentRefused\"",
        EventKind::Withdrawn => "\"dpv:ConsentWithdrawn\"",
        EventKind::Expired => "\"dpv:ConsentExpired\"",
    };
    let purpose = format!("/data#{}\"", event.purpose.id());
    let policy = event.policy_digest.to_string();
    [status, &purpose, &policy].iter().all(|part| wording.contains(part))
}
