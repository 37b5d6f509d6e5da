//! When keys that were fetched may be used, and when their source is asked again. Pure: time is an argument.

use super::fetch::{Fetched, KeysAway};
use crate::jwks::{JwkSet, KeySetError};
use domain::Instant;
use std::sync::Arc;

const MINUTE: i64 = 60_000;
/// The shortest time keys are kept, in milliseconds: a source is asked once in it, whatever it says.
const SHORTEST: i64 = MINUTE;
/// The longest time keys are kept, and the longest they serve while their source is away.
const LONGEST: i64 = 24 * 60 * MINUTE;
/// How long keys are kept whose source says nothing of it.
const USUAL: i64 = 5 * MINUTE;

/// How long keys may be kept (RFC 9111, 5.2.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Freshness {
    /// Milliseconds.
    keep: i64,
    /// Whether they may serve while their source is away.
    lenient: bool,
}

impl Freshness {
    /// What the directives of `Cache-Control` say.
    pub(super) fn read(directives: &str) -> Self {
        let (mut keep, mut lenient) = (None, true);
        for directive in directives.split(',').map(|directive| directive.trim().to_ascii_lowercase()) {
            match directive.split_once('=') {
                Some(("max-age", seconds)) => {
                    let seconds = seconds.trim_matches('"').parse().unwrap_or(0_i64);
                    let it = seconds.saturating_mul(1000);
                    keep = Some(keep.map_or(it, |before: i64| before.min(it)));
                }
                None if directive == "must-revalidate" => lenient = false,
                None if matches!(&*directive, "no-cache" | "no-store") => (keep, lenient) = (Some(0), false),
                _ => {}
            }
        }
        Self { keep: keep.unwrap_or(USUAL).clamp(SHORTEST, LONGEST), lenient }
    }
}

/// The keys of one source, as they were last read.
#[derive(Default)]
pub(super) struct Shelf {
    kept: Option<Kept>,
    asked: Option<Instant>,
    failed: Option<KeysAway>,
}

struct Kept {
    keys: Arc<JwkSet>,
    at: Instant,
    freshness: Freshness,
}

/// What to do for an assertion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// Check it with these.
    Use(Arc<JwkSet>),
    /// Ask the source, then step again.
    Fetch,
    /// Refuse it: there are no keys.
    Away(KeysAway),
}

impl Shelf {
    /// What to do at `now` for an assertion that names the key `id`.
    pub(super) fn step(&self, id: &str, now: Instant) -> Step {
        let may_ask = self.asked.is_none_or(|asked| now < asked || now >= asked.plus(SHORTEST));
        let Some(kept) = &self.kept else {
            return if may_ask { Step::Fetch } else { Step::Away(self.failed.unwrap_or(KeysAway::Unreachable)) };
        };
        let age = now.unix_milliseconds().saturating_sub(kept.at.unix_milliseconds());
        let fresh = (0..kept.freshness.keep).contains(&age);
        if may_ask && !(fresh && kept.keys.names(id)) {
            return Step::Fetch;
        }
        let serves = fresh || (kept.freshness.lenient && (0..LONGEST).contains(&age));
        if serves { Step::Use(Arc::clone(&kept.keys)) } else { Step::Away(self.failed.unwrap_or(KeysAway::TooSlow)) }
    }

    /// Takes what the source answered at `now`. A source that gives a private key away has no keys any more: whoever
    /// read it can sign.
    pub(super) fn put(&mut self, answer: Result<Fetched, KeysAway>, now: Instant) {
        self.asked = Some(now);
        self.failed = answer.as_ref().err().copied();
        match answer {
            Ok(Fetched { keys, freshness }) => self.kept = Some(Kept { keys: Arc::new(keys), at: now, freshness }),
            Err(KeysAway::Unusable(KeySetError::Private)) => self.kept = None,
            Err(_) => {}
        }
    }
}

#[cfg(test)]
mod tests;
