//! Ids that follow one another whatever the clock does. People's histories, the log of uses and what partners are told are in
//! the order of ids; a clock that is set back must not put what happens now before what happened already.
//!
//! While the clock is behind, ids stay in the millisecond after the newest and count on in it. Moments that are shown are the
//! clock's in any case.

use domain::{Id, Instant};
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};

/// Gives out ids.
pub(crate) struct Ids {
    /// Twice the newest moment, and one more while the clock is behind it; `None` where the clock is set on purpose.
    newest: Option<AtomicI64>,
    /// How many ids that keep their order were given out.
    given: AtomicU32,
}

impl Ids {
    /// Ids after `newest`, which another process may have given out.
    pub(crate) fn after(newest: Option<Id>) -> Self {
        let ids = Self { newest: Some(AtomicI64::new(0)), given: AtomicU32::new(0) };
        if let Some(newest) = newest {
            ids.follow(newest);
        }
        ids
    }

    /// Ids of the moments they are asked for, in any order: for what is made up about the past.
    pub(crate) fn as_asked() -> Self {
        Self { newest: None, given: AtomicU32::new(0) }
    }

    /// From now on ids are not before this one.
    pub(crate) fn follow(&self, id: Id) {
        if let Some(newest) = &self.newest {
            newest.fetch_max(id.moment().unix_milliseconds() << 1, Ordering::Relaxed);
        }
    }

    /// An id of this moment, or after the newest where the clock is behind that.
    pub(crate) fn next(&self, now: Instant, random: [u8; 10]) -> Id {
        match self.behind(now) {
            None => Id::new(now, random),
            Some(moment) => self.counted(moment, random),
        }
    }

    /// An id after every one this gave out before for the same moment.
    pub(crate) fn following(&self, now: Instant, random: [u8; 10]) -> Id {
        self.counted(self.behind(now).unwrap_or(now), random)
    }

    fn counted(&self, moment: Instant, mut random: [u8; 10]) -> Id {
        // The first byte stays empty: an id begins with the two lowest bits of it.
        random[0] = 0;
        random[1..5].copy_from_slice(&self.given.fetch_add(1, Ordering::Relaxed).to_be_bytes());
        Id::new(moment, random)
    }

    /// The moment to stay in, where the clock is behind.
    fn behind(&self, now: Instant) -> Option<Instant> {
        let (newest, now) = (self.newest.as_ref()?, now.unix_milliseconds());
        let step = |state: i64| match (state >> 1, state & 1 == 1) {
            (moment, waits) if now > moment || (now == moment && !waits) => now << 1,
            (_, true) => state,
            (moment, false) => (moment + 1) << 1 | 1,
        };
        let (Ok(before) | Err(before)) =
            newest.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |state| Some(step(state)));
        let state = step(before);
        (state & 1 == 1).then(|| Instant::from_unix_milliseconds(state >> 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: i64 = 1_795_402_800_000;
    const DAY: i64 = 86_400_000;

    fn at(milliseconds: i64) -> Instant {
        Instant::from_unix_milliseconds(milliseconds)
    }

    #[test]
    fn a_clock_that_goes_on_is_what_ids_say() {
        let ids = Ids::after(None);
        for n in 0..100 {
            assert_eq!(ids.next(at(NOW + n), [7; 10]), Id::new(at(NOW + n), [7; 10]));
        }
    }

    #[test]
    fn a_clock_that_catches_up_is_followed_again() {
        let ids = Ids::after(None);
        ids.next(at(NOW + DAY), [255; 10]);
        assert_eq!(ids.next(at(NOW), [9; 10]).moment(), at(NOW + DAY + 1));
        assert_eq!(ids.next(at(NOW + DAY + 1), [9; 10]).moment(), at(NOW + DAY + 1));
        assert_eq!(ids.next(at(NOW + DAY + 2), [0; 10]), Id::new(at(NOW + DAY + 2), [0; 10]));
    }

    #[test]
    fn what_is_made_up_about_the_past_has_the_ids_of_the_past() {
        let ids = Ids::as_asked();
        ids.next(at(NOW), [1; 10]);
        assert_eq!(ids.next(at(NOW - DAY), [1; 10]), Id::new(at(NOW - DAY), [1; 10]));
    }

    proptest! {
        /// Whenever the clock has moved on or back since, the next id follows; only within one millisecond of a clock that
        /// goes on is the order that of chance.
        #[test]
        fn each_id_follows_however_the_clock_is_set(
            begins in prop::option::of(-DAY..DAY),
            moves in prop::collection::vec((-2 * DAY..2 * DAY, any::<[u8; 10]>()), 1..60),
        ) {
            let newest = begins.map(|by| Id::new(at(NOW + by), [255; 10]));
            let ids = Ids::after(newest);
            let (mut last, mut clock) = (newest, i64::MIN);
            for (by, random) in moves {
                let now = NOW + by;
                let id = ids.next(at(now), random);
                let chance = now == clock || last.is_some_and(|last| last.moment() == at(now));
                prop_assert!(chance || last.is_none_or(|last| id > last), "{last:?} {id:?}");
                (last, clock) = (last.max(Some(id)), now);
            }
        }
    }
}
