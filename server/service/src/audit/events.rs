//! Every consent event and every step of a case against what it committed to.

use super::row::{Said, says};
use super::sum::Sum;
use super::{AuditDesk, Check, EVENTS, Report};
use crate::cases::{receipt_of, says as step_says};
use crate::consents::opened;
use crate::error::ServiceError;
use crate::ledger_desk::LedgerError;
use crate::registers;
use crate::sealing::DataKey;
use domain::{Digest, Id};
use ledger::commitment;
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use storage::{ConsentEvent, StoredStep};

impl AuditDesk {
    /// Whether an event has its place in the ledger, or waits for one.
    pub(super) async fn look_up(&self, id: Id, commitment: &Digest, report: &mut Report) -> Result<(), LedgerError> {
        let storage = &self.core.storage;
        // Waiting first: what is placed meanwhile is found then.
        let found = storage.is_waiting(id).await.map_err(ServiceError::from)?
            || storage.placed_for(id).await.map_err(ServiceError::from)?.is_some_and(|placed| placed == *commitment);
        if !found {
            report.find(&format!("event {id} is not in the ledger"));
        }
        Ok(())
    }

    /// Counts an event; one that may not have its place yet is looked up.
    pub(super) async fn count(
        &self,
        (id, commitment): (Id, &Digest),
        check: Check,
        (report, sum): (&mut Report, &mut Sum),
    ) -> Result<(), LedgerError> {
        report.events += 1;
        if check.count(sum, id, commitment) { Ok(()) } else { self.look_up(id, commitment, report).await }
    }

    /// Looks each event up by itself: the sums differ, and whoever reads the report is to know where.
    pub(super) async fn look_up_each(&self, report: &mut Report) -> Result<(), LedgerError> {
        let found = report.findings.len();
        let (mut subject, mut id) = (String::new(), String::new());
        loop {
            let events = self.core.storage.consent_events_after(&subject, &id, EVENTS).await;
            let events = events.map_err(ServiceError::from)?;
            let Some(last) = events.last() else { break };
            (subject, id) = (last.subject.clone(), last.id.to_string());
            for event in &events {
                self.look_up(event.id, &event.commitment, report).await?;
            }
        }
        let mut after = (String::new(), String::new(), 0);
        loop {
            let steps = self.core.storage.case_steps_after((&after.0, &after.1, after.2), EVENTS).await;
            let steps = steps.map_err(ServiceError::from)?;
            let Some(last) = steps.last() else { break };
            after = (last.subject.clone(), last.case.to_string(), last.place);
            for step in &steps {
                self.look_up(step.id, &step.commitment, report).await?;
            }
        }
        let (mut entry, mut place) = (String::new(), 0);
        loop {
            let steps = self.core.storage.entry_steps_after((&entry, place), EVENTS).await;
            let steps = steps.map_err(ServiceError::from)?;
            let Some(last) = steps.last() else { break };
            (entry, place) = (last.entry.to_string(), last.place);
            for step in &steps {
                self.look_up(step.id, &step.commitment, report).await?;
            }
        }
        self.look_up_kept_back(report).await?;
        if report.findings.len() == found {
            report.find("the ledger has entries that no event or step stands for");
        }
        Ok(())
    }

    /// Every event and step against what it committed to, and the sum of those that are settled.
    pub(super) async fn events(&self, check: Check, done: &AtomicU64) -> Result<(Report, Sum), LedgerError> {
        let (mut report, mut sum) = (Report::default(), Sum::default());
        self.consents(check, (&mut report, &mut sum), done).await?;
        self.steps(check, (&mut report, &mut sum), done).await?;
        self.registers(check, (&mut report, &mut sum), done).await?;
        self.kept_back(check, (&mut report, &mut sum), done).await?;
        self.standings(&mut report).await?;
        self.keys(&mut report).await?;
        Ok((report, sum))
    }

    /// The consent events, a batch on each core while the next is read; what is found is told in their order.
    async fn consents(
        &self,
        check: Check,
        (report, sum): (&mut Report, &mut Sum),
        done: &AtomicU64,
    ) -> Result<(), LedgerError> {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let (mut subject, mut id) = (String::new(), String::new());
        let mut at_work = VecDeque::with_capacity(cores);
        loop {
            let events = self.core.storage.consent_events_after(&subject, &id, EVENTS).await;
            let events = events.map_err(ServiceError::from)?;
            let is_over = match events.last() {
                Some(last) => {
                    (subject, id) = (last.subject.clone(), last.id.to_string());
                    let desk = Self::new(Arc::clone(&self.core), self.asked.clone());
                    at_work.push_back(tokio::spawn(async move { desk.batch(check, &events).await }));
                    false
                }
                None => true,
            };
            while at_work.len() >= cores || is_over {
                let Some(batch) = at_work.pop_front() else { return Ok(()) };
                let (found, part) = batch.await.map_err(|_| LedgerError::Damaged("an event"))??;
                report.take_in(&found);
                sum.join(part);
                done.store(report.events, Ordering::Relaxed);
            }
        }
    }

    async fn batch(&self, check: Check, events: &[ConsentEvent]) -> Result<(Report, Sum), LedgerError> {
        let (mut report, mut sum, mut open) = (Report::default(), Sum::default(), Open::default());
        for event in events {
            self.count((event.id, &event.commitment), check, (&mut report, &mut sum)).await?;
            self.event(event, &mut open, &mut report).await?;
        }
        Ok((report, sum))
    }

    /// The steps of cases, in the same way.
    async fn steps(
        &self,
        check: Check,
        (report, sum): (&mut Report, &mut Sum),
        done: &AtomicU64,
    ) -> Result<(), LedgerError> {
        let (mut open, mut after) = (Open::default(), (String::new(), String::new(), 0));
        let mut before = None;
        loop {
            let steps = self.core.storage.case_steps_after((&after.0, &after.1, after.2), EVENTS).await;
            let steps = steps.map_err(ServiceError::from)?;
            let Some(last) = steps.last() else { return Ok(()) };
            after = (last.subject.clone(), last.case.to_string(), last.place);
            for step in &steps {
                self.count((step.id, &step.commitment), check, (report, sum)).await?;
                if step.place != before.filter(|(case, _)| *case == step.case).map_or(1, |(_, place)| place + 1) {
                    report.find(&format!("step {} is not the one that follows in its case", step.id));
                }
                before = Some((step.case, step.place));
                self.hold(&step.subject, &mut open).await?;
                let Some(key) = open.key.of(report, step.id) else {
                    self.belongs(step, report).await?;
                    continue;
                };
                match receipt_of(key, step) {
                    Err(_) => report.find(&format!("the receipt of step {} cannot be opened", step.id)),
                    Ok((salt, bytes)) if commitment(&salt, &bytes) != *step.commitment.as_bytes() => {
                        report.find(&format!("the receipt of step {} is not what was committed to", step.id));
                    }
                    Ok((_, bytes)) if !step_says(&self.core, &bytes, step) => {
                        report.find(&format!("step {} says another thing than its receipt", step.id));
                    }
                    Ok(_) => {}
                }
            }
            done.store(report.events, Ordering::Relaxed);
        }
    }

    /// A step that nobody can open any more is still of a case that is there, of the same subject: the first says so for those
    /// that follow it.
    async fn belongs(&self, step: &StoredStep, report: &mut Report) -> Result<(), LedgerError> {
        if step.place == 1 {
            let cases = self.core.storage.cases(&step.subject, u32::MAX).await.map_err(ServiceError::from)?;
            if !cases.iter().any(|case| case.id == step.case) {
                report.find(&format!("step {} is of no case of its subject", step.id));
            }
        }
        Ok(())
    }

    /// The steps of the registers, in the same way.
    async fn registers(
        &self,
        check: Check,
        (report, sum): (&mut Report, &mut Sum),
        done: &AtomicU64,
    ) -> Result<(), LedgerError> {
        let (key, mut entry, mut place) = (self.core.keys().register(), String::new(), 0);
        loop {
            let steps = self.core.storage.entry_steps_after((&entry, place), EVENTS).await;
            let steps = steps.map_err(ServiceError::from)?;
            let Some(last) = steps.last() else { return Ok(()) };
            (entry, place) = (last.entry.to_string(), last.place);
            for step in &steps {
                self.count((step.id, &step.commitment), check, (report, sum)).await?;
                match registers::receipt_of(&key, step) {
                    Err(_) => report.find(&format!("the receipt of step {} cannot be opened", step.id)),
                    Ok((salt, bytes)) if commitment(&salt, &bytes) != *step.commitment.as_bytes() => {
                        report.find(&format!("the receipt of step {} is not what was committed to", step.id));
                    }
                    Ok((_, bytes)) if !registers::says(&self.core, &bytes, step) => {
                        report.find(&format!("step {} says another thing than its receipt", step.id));
                    }
                    Ok((_, bytes)) => self.use_of_step(step, &bytes, report).await?,
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
                Err(ServiceError::Absent) => match self.core.storage.account(subject).await {
                    Ok(Some(account)) if !account.erased => Held::Gone,
                    other => other.map(|_| Held::Destroyed).map_err(ServiceError::from)?,
                },
                Err(ServiceError::Sealed) => Held::Broken,
                Err(error) => return Err(error.into()),
            };
            subject.clone_into(&mut open.subject);
        }
        Ok(())
    }

    async fn event(&self, event: &ConsentEvent, open: &mut Open, report: &mut Report) -> Result<(), LedgerError> {
        let storage = &self.core.storage;
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
        let said = Said::of(event);
        match opened(key, event, wording) {
            Err(_) => report.find(&format!("the receipt of event {} cannot be opened", event.id)),
            Ok((salt, bytes)) if commitment(&salt, &bytes) != *event.commitment.as_bytes() => {
                report.find(&format!("the receipt of event {} is not what was committed to", event.id));
            }
            Ok((_, bytes)) if !(known.contains(&said) || says(wording, event)) || !self.fits(event, &bytes) => {
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
    said: HashSet<Said>,
}

/// The key of a person.
#[derive(Default)]
enum Held {
    Key(DataKey),
    /// The person was erased.
    #[default]
    Destroyed,
    /// It is not there, though the person was not erased.
    Gone,
    /// The key that wraps it is another one, or it was changed.
    Broken,
}

impl Held {
    /// The key; where there is none, the report says why not.
    fn of(&self, report: &mut Report, event: Id) -> Option<&DataKey> {
        match self {
            Self::Key(key) => return Some(key),
            Self::Destroyed => report.erased += 1,
            Self::Gone => report.find(&format!("the key of event {event} is gone, and nobody was erased")),
            Self::Broken => report.find(&format!("the key of event {event} cannot be opened")),
        }
        None
    }
}
