//! A thousand lives of a log, at random: entries, holds, releases, purges, days going by, and crashes in the midst of any
//! of them. Beside it a model that only remembers. No entry is lost early, none that is held is lost, none is kept that
//! has to go.

use super::cast::*;
use crate::survey::{each_frame, opened};
use crate::*;
use domain::Instant;
use std::collections::HashMap;

/// Few, so that orders find somebody.
const PERSONS: usize = 2;

/// What the model remembers of an entry.
struct Remembered {
    person: u16,
    at: Instant,
    /// Whether it was acknowledged; where not, it may be there or not.
    sure: bool,
    /// Whether it went already. An order that comes later holds it no more.
    gone: bool,
}

/// What it remembers of a hold.
struct Order {
    id: HoldId,
    person: u16,
    until: Instant,
    /// Whether somebody tried to release it, and whether that was acknowledged.
    released: Option<bool>,
}

struct Life {
    stage: Stage,
    dice: Dice,
    entries: Vec<Remembered>,
    orders: Vec<Order>,
    /// Holds that were tried and not acknowledged may stand.
    unsure_holds: Vec<(u16, Instant)>,
    tally: Tally,
}

/// What happened, so that a thousand lives in which nothing does are found.
#[derive(Default, Clone, Copy)]
struct Tally {
    purges: u64,
    carried: u64,
    crashes_in_purges: u64,
    held_only: u64,
}

impl Life {
    fn new(seed: u64) -> Self {
        let (entries, orders, unsure_holds) = (Vec::new(), Vec::new(), Vec::new());
        Self { stage: Stage::new(), dice: Dice(seed), entries, orders, unsure_holds, tally: Tally::default() }
    }

    fn step(&mut self) {
        let crashes = self.dice.below(3) == 0;
        if crashes {
            *self.stage.log().disk.fuse.lock().unwrap() = Some(u32::try_from(self.dice.below(30)).unwrap());
        }
        let cut_short = self.tally.crashes_in_purges;
        match self.dice.below(12) {
            0..=3 => self.append(),
            4..=6 => self.hold(),
            7 => self.release(),
            _ => self.purge(),
        }
        if crashes {
            assert_eq!(self.stage.report().findings, []);
            self.stage.reopen();
            if self.tally.crashes_in_purges > cut_short {
                self.check(false);
            }
        }
        let waits = [MINUTE, 7 * HOUR, 20 * DAY, 45 * DAY, 90 * DAY - 1, 91 * DAY, 400 * DAY];
        let by = waits[self.dice.below(waits.len())];
        self.stage.wait(by);
    }

    fn append(&mut self) {
        let now = self.stage.now;
        let people: Vec<u16> =
            (0..=self.dice.below(3)).map(|_| u16::try_from(self.dice.below(PERSONS)).unwrap()).collect();
        let first = self.entries.len();
        let entries: Vec<Entry> = (first..)
            .zip(&people)
            .map(|(n, person)| Entry { request: request(u16::try_from(n).unwrap()), ..entry(*person, now.wall) })
            .collect();
        let sure = self.stage.log().append(&entries, &now).is_ok();
        self.entries.extend(people.into_iter().map(|person| Remembered { person, at: now.wall, sure, gone: false }));
    }

    fn hold(&mut self) {
        let now = self.stage.now.wall;
        let person = u16::try_from(self.dice.below(PERSONS)).unwrap();
        let longest = held_at_most_until(now).unix_milliseconds() - now.unix_milliseconds();
        let until = now.plus(1 + i64::try_from(self.dice.below(usize::try_from(longest).unwrap())).unwrap());
        match self.stage.try_hold(selector(person), until) {
            Ok(id) => self.orders.push(Order { id, person, until, released: None }),
            Err(_) => self.unsure_holds.push((person, until)),
        }
    }

    fn release(&mut self) {
        if self.orders.is_empty() {
            return;
        }
        let at = self.dice.below(self.orders.len());
        let (id, now) = (self.orders[at].id, self.stage.now);
        match self.stage.log().release(id, &code("R"), &code("F"), &now) {
            Ok(()) => self.orders[at].released = Some(true),
            Err(ReleaseError::Log(_)) => self.orders[at].released = Some(false),
            Err(_) => {}
        }
    }

    fn purge(&mut self) {
        let now = self.stage.now;
        let vouched = ClockEvidence::Confirmed(code("OP"));
        match self.stage.log().purge(&now, &vouched) {
            Ok(Purge::Done(purged)) => {
                self.tally.purges += 1;
                self.tally.carried += purged.carried;
                self.tally.held_only += u64::from(purged.days.is_empty() && purged.entries > 0);
            }
            Ok(Purge::NothingDue) => {}
            Err(_) => {
                self.tally.crashes_in_purges += 1;
                return;
            }
        }
        self.check(true);
    }

    /// That everything is there that has to be, and after a purge nothing else.
    fn check(&mut self, purged: bool) {
        let now = self.stage.now.wall;
        let there = self.there();
        for (n, entry) in self.entries.iter_mut().enumerate() {
            let n = u16::try_from(n).unwrap();
            let count = there.get(&request(n)).copied().unwrap_or_default();
            let young = now < kept_until(entry.at);
            let at_most = held_at_most_until(entry.at);
            let must = self.orders.iter().any(|order| {
                order.person == entry.person && order.released.is_none() && now <= order.until && now <= at_most
            });
            if entry.sure && !entry.gone && (young || must) {
                assert!(count > 0, "entry {n} is lost; held: {must}");
            }
            let order_may =
                |order: &Order| order.person == entry.person && order.released != Some(true) && now <= order.until;
            let may = self.orders.iter().any(order_may)
                || self.unsure_holds.iter().any(|(person, until)| *person == entry.person && now <= *until);
            let day_ended = kept_until(entry.at.bangkok_day().next().begins()) <= now;
            if purged && day_ended && (!may || now > at_most) {
                assert_eq!(count, 0, "entry {n} had to go");
            }
            entry.gone |= count == 0;
            assert!(!purged || count <= 1, "entry {n} is there {count} times");
        }
    }

    /// How often each request is in the log.
    fn there(&mut self) -> HashMap<RequestId, usize> {
        let mut there = HashMap::new();
        let log = self.stage.log();
        for segment in &log.segments {
            let visit = |frame| {
                for held in opened(&frame, &log.keys)?.unwrap() {
                    *there.entry(held.entry.request).or_default() += 1;
                }
                Ok(true)
            };
            each_frame(log, segment, visit).unwrap();
        }
        there
    }
}

fn lead(seed: u64) -> Tally {
    let mut life = Life::new(seed);
    for _ in 0..8 {
        life.step();
    }
    life.stage.reopen();
    life.check(false);
    life.purge();
    life.stage.assert_whole();
    life.tally
}

#[test]
fn a_thousand_lives_lose_nothing_held_and_delete_nothing_early() {
    let (lives, threads) = (times("TRAFFIC_LIVES", 1_000), 4);
    let tallies: Vec<Tally> = std::thread::scope(|scope| {
        let some = |first: u64| move || (first..lives).step_by(4).map(named).collect::<Vec<_>>();
        let threads: Vec<_> = (0..threads).map(|first| scope.spawn(some(first))).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    let sum = |count: fn(&Tally) -> u64| tallies.iter().map(count).sum::<u64>();
    assert!(sum(|it| it.purges) > lives && sum(|it| it.carried) > lives, "purges that carry over");
    assert!(sum(|it| it.crashes_in_purges) > lives / 10, "purges that are cut short");
    assert!(sum(|it| it.held_only) > lives / 20, "purges of what is no longer held alone");
}

/// A life; where it goes wrong, which.
fn named(seed: u64) -> Tally {
    std::panic::catch_unwind(|| lead(seed)).unwrap_or_else(|_| panic!("seed {seed}"))
}
