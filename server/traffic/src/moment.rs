//! When a frame was written, and how long the law keeps what is in it.
//!
//! No clock is read here: wall time, uptime and the id of the boot are arguments.

use domain::{Day, Instant};

const DAY: i64 = 24 * 60 * 60 * 1000;

/// How long every entry is kept at least: ninety days, in milliseconds (Computer Crime Act, section 26).
pub const RETENTION: i64 = 90 * DAY;

/// When something is written, by two clocks that cannot both be moved unnoticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// By the wall clock, UTC.
    pub wall: Instant,
    /// Milliseconds since the process began, by a clock that nobody sets.
    pub uptime: u64,
    /// Random, drawn when the process began: uptimes of one boot can be compared, those of two cannot.
    pub boot: [u8; 16],
    /// Where the wall clock has its time from.
    pub source: TimeSource,
}

/// Where the wall clock has its time from, which the notification of the act wants said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimeSource {
    /// Nobody knows.
    Unknown,
    /// A time server; the operating system says the clock is synchronised.
    TimeServer,
    /// Set by hand, or not synchronised.
    Unsynchronised,
}

impl Moment {
    /// By how much the wall clock is ahead of the uptime, in milliseconds. Within a boot it stays what it is, unless
    /// somebody moves the clock.
    pub(crate) fn offset(&self) -> i64 {
        let uptime = i64::try_from(self.uptime).unwrap_or(i64::MAX);
        self.wall.unix_milliseconds().saturating_sub(uptime)
    }
}

impl TimeSource {
    pub(crate) const fn code(self) -> u8 {
        match self {
            Self::Unknown => 0,
            Self::TimeServer => 1,
            Self::Unsynchronised => 2,
        }
    }

    pub(crate) const fn from_code(code: u8) -> Option<Self> {
        match code {
            0 => Some(Self::Unknown),
            1 => Some(Self::TimeServer),
            2 => Some(Self::Unsynchronised),
            _ => None,
        }
    }
}

/// The first moment an entry of `at` may be deleted: ninety times twenty-four hours later.
pub fn kept_until(at: Instant) -> Instant {
    at.plus(RETENTION)
}

/// The last moment an entry of `at` may be held by an order: the same time of day in Bangkok two calendar years later.
/// From 29 February it is 28 February, since the act says "not more than two years" and the year after next has no 29th.
pub fn held_at_most_until(at: Instant) -> Instant {
    let day = at.bangkok_day();
    let (year, month, date) = day.numbers();
    let same = Day::from_numbers(year + 2, month, date).or_else(|| Day::from_numbers(year + 2, month, 28));
    let time_of_day = at.unix_milliseconds().saturating_sub(day.begins().unix_milliseconds());
    // Beyond the calendar there is no such day, and nothing is held.
    same.map_or(at, |same| same.begins().plus(time_of_day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bangkok(day: &str, time_of_day: i64) -> Instant {
        Day::from_iso(day).unwrap().begins().plus(time_of_day)
    }

    #[test]
    fn two_calendar_years_are_as_long_as_the_calendar_says() {
        for (from, to, days) in [
            ("2025-03-01", "2027-03-01", 730),
            ("2026-03-01", "2028-03-01", 731),
            ("2024-02-29", "2026-02-28", 730),
            ("2026-02-28", "2028-02-28", 730),
            ("2023-12-31", "2025-12-31", 731),
        ] {
            let last = held_at_most_until(bangkok(from, 12_345));
            assert_eq!(last, bangkok(to, 12_345), "{from}");
            assert_eq!(last, bangkok(from, 12_345).plus(days * DAY), "{from}");
        }
    }

    #[test]
    fn the_years_are_counted_in_bangkok() {
        // 28 February 2024, 18:00 UTC, is 29 February in Bangkok.
        let late = bangkok("2024-02-29", 3_600_000);
        assert_eq!(held_at_most_until(late), bangkok("2026-02-28", 3_600_000));
    }

    #[test]
    fn no_moment_panics() {
        for moment in [i64::MIN, i64::MAX, 0] {
            let at = Instant::from_unix_milliseconds(moment);
            let _ = (held_at_most_until(at), kept_until(at));
        }
    }
}
