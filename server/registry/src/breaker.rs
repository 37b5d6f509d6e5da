//! When a failing authority is left alone, and when it is tried again. Pure: time is an argument.
//!
//! Closed: everybody asks; five failures within half a minute open it. Open: nobody asks, for half a minute, then one may
//! try. Its success closes, its failure opens again for twice as long, ten minutes at most.

use domain::Instant;
use std::collections::VecDeque;

/// Failures that open it.
pub(crate) const FAILURES: usize = 5;
/// The time within which they must fall, in milliseconds.
pub(crate) const WITHIN: i64 = 30_000;
/// How long it stays open at first, in milliseconds.
pub(crate) const FIRST_WAIT: i64 = 30_000;
/// How long it stays open at most, in milliseconds.
pub(crate) const LONGEST_WAIT: i64 = 10 * 60_000;
/// After how long whoever tried and never came back counts as lost, in milliseconds.
pub(crate) const LOST: i64 = 30_000;

/// A circuit breaker.
#[derive(Debug, Default)]
pub struct Breaker {
    state: State,
    /// Counts states, so that a late answer is not taken for one to a later question.
    era: u64,
}

#[derive(Debug)]
enum State {
    /// The moments of the latest failures.
    Closed(VecDeque<Instant>),
    Open {
        since: Instant,
        wait: i64,
    },
    HalfOpen {
        since: Instant,
        wait: i64,
    },
}

impl Default for State {
    fn default() -> Self {
        Self::Closed(VecDeque::new())
    }
}

/// Leave to ask once; how it ended is told to [`Breaker::succeeded`] or [`Breaker::failed`].
#[derive(Debug, PartialEq, Eq)]
#[must_use = "how it ended has to be told"]
pub struct Pass(u64);

/// How things stand, to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// Everybody asks.
    Closed,
    /// Nobody asks until then.
    Open(Instant),
    /// One asks, to see whether it works again; or the next one will.
    HalfOpen,
}

impl Condition {
    /// The word for a metric.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::Open(_) => "open",
            Self::HalfOpen => "half-open",
        }
    }
}

impl Breaker {
    /// Leave to ask at `now`, or the moment before which asking again is of no use.
    pub fn ask(&mut self, now: Instant) -> Result<Pass, Instant> {
        let (since, wait, pause) = match self.state {
            State::Closed(_) => return Ok(Pass(self.era)),
            State::Open { since, wait } => (since, wait, wait),
            State::HalfOpen { since, wait } => (since, wait, LOST),
        };
        // A clock that was set back is no reason to wait for longer.
        if (since..since.plus(pause)).contains(&now) {
            return Err(since.plus(pause));
        }
        self.turn(State::HalfOpen { since: now, wait });
        Ok(Pass(self.era))
    }

    /// The authority answered.
    pub fn succeeded(&mut self, Pass(era): Pass) {
        if era == self.era && matches!(self.state, State::HalfOpen { .. }) {
            self.turn(State::default());
        }
    }

    /// The authority failed at `now`.
    pub fn failed(&mut self, Pass(era): Pass, now: Instant) {
        if era != self.era {
            return;
        }
        match &mut self.state {
            State::Closed(failures) => {
                failures.push_back(now);
                failures.retain(|at| *at <= now && now < at.plus(WITHIN));
                if failures.len() >= FAILURES {
                    self.turn(State::Open { since: now, wait: FIRST_WAIT });
                }
            }
            State::HalfOpen { wait, .. } => {
                let wait = (*wait * 2).min(LONGEST_WAIT);
                self.turn(State::Open { since: now, wait });
            }
            State::Open { .. } => {}
        }
    }

    /// How things stand at `now`.
    pub fn condition(&self, now: Instant) -> Condition {
        match self.state {
            State::Closed(_) => Condition::Closed,
            State::Open { since, wait } if (since..since.plus(wait)).contains(&now) => {
                Condition::Open(since.plus(wait))
            }
            State::Open { .. } | State::HalfOpen { .. } => Condition::HalfOpen,
        }
    }

    fn turn(&mut self, state: State) {
        self.state = state;
        self.era += 1;
    }
}

#[cfg(test)]
mod tests;
