//! How long the picture of a form is kept: until it is typed in and checked, then ninety days, as the catalogue promises
//! of the field `paper-form`. A form that is still open never loses its picture; what was read is kept as it was.

use super::State;
use crate::date::Instant;

/// How many days the picture is kept once the form is settled. A day is 24 hours, counted from the moment it was settled:
/// Bangkok has no daylight saving, so that the picture is destroyed on the Bangkok day that is this many days after it.
pub const PICTURE_DAYS: i64 = 90;

const DAY_MILLISECONDS: i64 = 24 * 60 * 60 * 1000;

/// What becomes of the picture of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Picture {
    /// The form is still open: the picture is needed.
    Needed,
    /// The form is settled: the picture is destroyed from this moment on.
    Until(Instant),
    /// It was destroyed at this moment.
    Destroyed(Instant),
}

impl Picture {
    /// The picture of a form that stands at `state`, was settled at `settled` and lost its picture at `destroyed`. A form
    /// of which it is not known when it was settled keeps its picture.
    pub fn of(state: State, settled: Option<Instant>, destroyed: Option<Instant>) -> Self {
        match (destroyed, settled) {
            (Some(at), _) => Self::Destroyed(at),
            (None, Some(settled)) if state.task().is_none() => {
                Self::Until(settled.plus(PICTURE_DAYS * DAY_MILLISECONDS))
            }
            (None, _) => Self::Needed,
        }
    }

    /// Whether it is to be destroyed at `now`.
    pub fn is_due(self, now: Instant) -> bool {
        matches!(self, Self::Until(from) if from <= now)
    }

    /// The moment at or before which a form was settled whose picture is due at `now`.
    pub const fn settled_by(now: Instant) -> Instant {
        now.plus(-PICTURE_DAYS * DAY_MILLISECONDS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;
    use proptest::prelude::*;

    const SETTLED: [State; 2] = [State::Matched, State::Unmatched];

    fn settled_days_ago(days: i64, further: i64) -> (Instant, Instant) {
        let settled = Instant::from_unix_milliseconds(1_795_402_800_000);
        (settled, settled.plus(days * DAY_MILLISECONDS + further))
    }

    #[test]
    fn a_picture_is_destroyed_after_ninety_days_and_not_a_moment_before() {
        for state in SETTLED {
            for (days, further, due) in [(0, 0, false), (89, 0, false), (90, -1, false), (90, 0, true), (91, 0, true)] {
                let (settled, now) = settled_days_ago(days, further);
                assert_eq!(Picture::of(state, Some(settled), None).is_due(now), due, "{state:?} {days} {further}");
            }
            let (settled, now) = settled_days_ago(91, 0);
            assert!(!Picture::of(state, Some(settled), Some(now)).is_due(now), "once");
        }
    }

    #[test]
    fn the_catalogue_promises_as_many_days() {
        let retention = catalogue::field("paper-form").unwrap().retention;
        let days = format!(" {PICTURE_DAYS} ");
        assert!(retention.th.contains(&days) && retention.en.contains(&days), "{retention:?}");
    }

    proptest! {
        #[test]
        fn it_is_due_exactly_when_ninety_days_are_over(at in 0..4_000_000_000_000_i64, elapsed in -1..200 * DAY_MILLISECONDS) {
            let (settled, now) = (Instant::from_unix_milliseconds(at), Instant::from_unix_milliseconds(at + elapsed));
            for state in State::ALL {
                let picture = Picture::of(state, Some(settled), None);
                let over = elapsed >= PICTURE_DAYS * DAY_MILLISECONDS;
                prop_assert_eq!(picture.is_due(now), over && SETTLED.contains(&state));
                prop_assert_eq!(settled <= Picture::settled_by(now), over);
                prop_assert!(!Picture::of(state, None, None).is_due(now));
                prop_assert_eq!(Picture::of(state, Some(settled), Some(now)), Picture::Destroyed(now));
                if let Picture::Until(until) = picture {
                    prop_assert_eq!(until.bangkok_day(), settled.bangkok_day().plus(90));
                }
            }
        }
    }
}
