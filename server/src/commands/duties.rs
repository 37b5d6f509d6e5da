//! What the portal does without being asked: placing entries in the ledger, carrying messages, noting what lapsed, reminding,
//! forgetting and destroying what expired, finding whose a paper form is, taking new keys. Each round that fails is told once and tried again.
//!
//! Of several processes over one database, what is of the database is done by the one that has the lease; what is of a
//! process (its key file, its traffic log, the files that came to it) by each.

use crate::carriers::Carriers;
use crate::http::Portal;
use crate::runtime::keys;
use service::{LedgerError, Services, Settling};
use std::fmt::Display;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::{Interval, MissedTickBehavior, interval, sleep};
use traffic::{Purge, Purged};

/// How often the lease is held on to: several times within its time.
const LEASE: Duration = Duration::from_millis(1500);
/// How often the ledger's end is looked after: well within the second an entry may wait.
const LEDGER: Duration = Duration::from_millis(200);
/// How often the outbox is.
const OUTBOX: Duration = Duration::from_secs(1);
/// How often what lapsed is noted.
const LAPSES: Duration = Duration::from_secs(30);
/// How often offices and recipients are reminded of what is due.
const REMINDERS: Duration = Duration::from_mins(1);
/// How often pictures of paper forms whose time is over are destroyed, and persons looked for of forms without one.
const PAPERS: Duration = Duration::from_mins(1);
/// How often it is looked whether a month of statistics is over.
const MONTHS: Duration = Duration::from_hours(1);
/// How often what expired is forgotten.
const SWEEP: Duration = Duration::from_mins(10);
/// How often the traffic log is purged.
const PURGE: Duration = Duration::from_hours(6);
/// How often files of records are looked at that are not read.
const FILES: Duration = Duration::from_mins(1);
/// How often the key file is looked at.
const KEYS: Duration = Duration::from_secs(2);

/// Starts all duties; they end when the set is dropped.
pub(super) fn start(portal: &Arc<Portal>, carriers: Carriers) -> JoinSet<()> {
    let services = &portal.services;
    let mut duties = JoinSet::new();
    duties.spawn(hold(Arc::clone(services)));
    let it = Arc::clone(services);
    duties.spawn(async move {
        let (mut every, mut told) = (interval(LEDGER), None);
        every.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            every.tick().await;
            let done = if it.lease.is_held() { it.ledger.sequence().await.map(drop) } else { it.ledger.follow().await };
            tell(done.err().map(|error| said(&error)), &mut told);
        }
    });
    let it = Arc::clone(services);
    duties.spawn(async move {
        let (mut rounds, mut told) = (Rounds::of(&it, OUTBOX), None);
        loop {
            rounds.next().await;
            tell(it.messages.carry(&carriers).await.err().map(|error| said(&error)), &mut told);
        }
    });
    let it = Arc::clone(services);
    duties.spawn(async move {
        let (mut rounds, mut told) = (Rounds::of(&it, LAPSES), None);
        loop {
            rounds.next().await;
            tell(it.consents.lapse(&it.policies).await.err().map(|error| said(&error)), &mut told);
        }
    });
    let it = Arc::clone(services);
    duties.spawn(async move {
        let (mut rounds, mut told) = (Rounds::of(&it, REMINDERS), None);
        loop {
            rounds.next().await;
            let done = async {
                it.cases.pass_on().await?;
                it.cases.remind().await?;
                it.registers.remind().await?;
                it.records.tell_again().await
            };
            tell(done.await.err().map(|error| said(&error)), &mut told);
        }
    });
    let it = Arc::clone(services);
    duties.spawn(async move {
        let (mut rounds, mut told) = (Rounds::of(&it, SWEEP), None);
        loop {
            rounds.next().await;
            let done = async {
                it.sign_on.sweep().await?;
                it.partners.sweep().await
            };
            tell(done.await.err().map(|error| said(&error)), &mut told);
        }
    });
    duties.spawn(papers(Arc::clone(services)));
    let it = Arc::clone(services);
    duties.spawn(async move {
        let (mut rounds, mut told) = (Rounds::of(&it, MONTHS), None);
        loop {
            rounds.next().await;
            tell(it.statistics.close().await.err().map(|error| said(&error)), &mut told);
        }
    });
    duties.spawn(crate::deliveries::post(Arc::clone(services), portal.config.demo));
    duties.spawn(crate::target_groups::fetch(Arc::clone(services), portal.config.clone()));
    duties.spawn(read_files(Arc::clone(portal)));
    duties.spawn(watch_keys(Arc::clone(portal)));
    duties.spawn(purge(Arc::clone(portal)));
    duties
}

/// Rounds that one process makes of those over the same database.
pub(crate) struct Rounds {
    every: Interval,
    services: Arc<Services>,
}

impl Rounds {
    /// A round so often.
    pub(crate) fn of(services: &Arc<Services>, period: Duration) -> Self {
        let mut every = interval(period);
        // Where the lease was another's for a while, what was not this process's to do is not made up for.
        every.set_missed_tick_behavior(MissedTickBehavior::Delay);
        Self { every, services: Arc::clone(services) }
    }

    /// Waits until the next is to be made, and is this process's to make.
    pub(crate) async fn next(&mut self) {
        self.every.tick().await;
        while !self.services.lease.is_held() {
            sleep(LEASE).await;
        }
    }
}

/// Holds on to the lease, or takes it when it is nobody's.
async fn hold(it: Arc<Services>) {
    let (mut every, mut told, mut had) = (interval(LEASE), None, None);
    every.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        every.tick().await;
        let has = it.lease.hold().await;
        if let Ok(has) = &has
            && had.replace(*has) != Some(*has)
        {
            let word = if *has { "this process does the duties of the database" } else { "another process does them" };
            tracing::info!("{word}");
        }
        tell(has.err().map(|error| said(&error)), &mut told);
    }
}

/// Keeps the promise about scans of paper forms, and joins forms to persons who opened their account since. One that fails
/// does not hold up the other.
async fn papers(it: Arc<Services>) {
    let (mut rounds, mut told) = (Rounds::of(&it, PAPERS), [None, None]);
    loop {
        rounds.next().await;
        match it.papers.destroy_pictures().await {
            Ok(destroyed) => {
                tell(None, &mut told[0]);
                if destroyed > 0 {
                    tracing::info!(destroyed, "destroyed pictures of paper forms, their time being over");
                }
            }
            Err(error) => tell(Some(said(&error)), &mut told[0]),
        }
        let settling = Settling { consents: &it.consents, policies: &it.policies };
        tell(it.papers.find_persons(settling).await.err().map(|error| said(&error)), &mut told[1]);
    }
}

/// Reads files of records that wait: after a start all of them, later those that could not be read before.
async fn read_files(portal: Arc<Portal>) {
    let (mut every, mut told) = (interval(FILES), None);
    loop {
        every.tick().await;
        tell(portal.imports.look().await.err().map(|error| said(&error)), &mut told);
    }
}

/// Takes the keys of the file when it changes.
async fn watch_keys(portal: Arc<Portal>) {
    let path = portal.config.key_file.clone();
    let stamp = || std::fs::metadata(&path).and_then(|file| file.modified()).ok();
    let (mut every, mut seen, mut told) = (interval(KEYS), stamp(), None);
    loop {
        every.tick().await;
        let now = stamp();
        if now != seen && now.is_some() {
            match keys(&path) {
                Ok(ring) => {
                    portal.traffic.set_keys(ring.clone());
                    portal.services.set_keys(ring);
                    seen = now;
                    tracing::info!("the keys were read anew");
                }
                Err(error) => tell(Some(format!("{error:#}")), &mut told),
            }
        }
    }
}

/// Deletes the days of the traffic log that are ninety days old. While the clock is in doubt nothing is deleted, and
/// somebody is to look at it.
async fn purge(portal: Arc<Portal>) {
    let (mut every, mut told) = (interval(PURGE), None);
    loop {
        every.tick().await;
        match portal.traffic.purge().await {
            Ok(Purge::NothingDue) => tell(None, &mut told),
            Ok(Purge::Done(Purged { days, entries, carried, statement, .. })) => {
                tell(None, &mut told);
                tracing::info!(days = days.len(), entries, held = carried, statement, "purged the traffic log");
            }
            Err(error) => tell(Some(said(&error)), &mut told),
        }
    }
}

pub(crate) fn said(error: &impl Display) -> String {
    error.to_string()
}

/// Logs a failure once, and that it is over.
pub(crate) fn tell(failure: Option<String>, told: &mut Option<String>) {
    if failure != *told {
        if let Some(error) = &failure {
            tracing::error!(%error, "a duty failed; it is tried again");
        } else {
            tracing::info!("a duty that failed is done again");
        }
        *told = failure;
    }
}

/// The first look at the ledger, before anything is served: a fork is told at once, and the portal serves all the same,
/// since reading and choosing go on; only signing does not.
pub(super) async fn look_at_the_ledger(services: &Services) {
    let looked = async {
        if services.lease.hold().await? {
            services.ledger.sequence().await.map(drop)
        } else {
            services.ledger.follow().await
        }
    };
    match looked.await {
        Ok(()) => {}
        Err(error @ LedgerError::Fork) => {
            tracing::error!(%error, "restore the newest backup, or call whoever keeps the checkpoint");
        }
        Err(error) => tracing::error!(%error, "the ledger could not be looked at"),
    }
}
