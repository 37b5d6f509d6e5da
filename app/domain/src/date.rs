//! Days and instants. Days are Asia/Bangkok days (UTC+7, no daylight saving), shown in the Buddhist era in Thai.
//!
//! Nothing here reads a clock: the instant is always an argument.

use crate::language::Language;
use std::fmt;
use time::{Date, Month, UtcDateTime, UtcOffset};

/// The difference between the Buddhist era and the common era, in years.
pub const BUDDHIST_ERA: i32 = 543;

/// Seconds by which Bangkok is ahead of UTC.
const BANGKOK_SECONDS: i64 = 7 * 3600;

const THAI_MONTHS: [&str; 12] = [
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
];
const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A calendar day, common era inside, written `YYYY-MM-DD`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

impl Day {
    /// The day of these numbers, common era; `None` where the calendar has no such day.
    pub fn from_numbers(year: i32, month: u8, day: u8) -> Option<Self> {
        Date::from_calendar_date(year, Month::try_from(month).ok()?, day).ok().map(Self)
    }

    /// The day written as ISO 8601 `YYYY-MM-DD`, four-digit year; `None` for any other text.
    pub fn from_iso(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let digits = |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        if parts.next().is_some() || !digits(year, 4) || !digits(month, 2) || !digits(day, 2) {
            return None;
        }
        Self::from_numbers(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// Year (common era), month and day of the month.
    pub fn numbers(self) -> (i32, u8, u8) {
        (self.0.year(), self.0.month().into(), self.0.day())
    }

    /// The day after; the last day of the calendar stays where it is.
    #[must_use]
    pub fn next(self) -> Self {
        self.0.next_day().map_or(self, Self)
    }

    /// The day `days` later; the last day of the calendar where there is none.
    #[must_use]
    pub fn plus(self, days: u16) -> Self {
        (0..days).fold(self, |day, _| day.next())
    }

    /// Whether it is a Saturday or a Sunday.
    pub fn is_weekend(self) -> bool {
        matches!(self.0.weekday(), time::Weekday::Saturday | time::Weekday::Sunday)
    }

    /// The first moment of the day in Bangkok.
    pub fn begins(self) -> Instant {
        let midnight = self.0.midnight().as_utc().unix_timestamp();
        Instant(midnight.saturating_sub(BANGKOK_SECONDS).saturating_mul(1000))
    }

    /// The day for a person: `1 มกราคม 2569` in Thai (Buddhist era), `1 January 2026` in English.
    pub fn long(self, language: Language) -> String {
        let (year, month, day) = self.numbers();
        let month = usize::from(month) - 1;
        match language {
            Language::Th => format!("{day} {} {}", THAI_MONTHS[month], year + BUDDHIST_ERA),
            Language::En => format!("{day} {} {year}", ENGLISH_MONTHS[month]),
        }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.numbers();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Day({self})")
    }
}

/// A moment, in milliseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

impl Instant {
    /// The moment `milliseconds` after the Unix epoch.
    pub const fn from_unix_milliseconds(milliseconds: i64) -> Self {
        Self(milliseconds)
    }

    /// Milliseconds after the Unix epoch.
    pub const fn unix_milliseconds(self) -> i64 {
        self.0
    }

    /// The moment this many milliseconds later, or earlier where negative.
    #[must_use]
    pub const fn plus(self, milliseconds: i64) -> Self {
        Self(self.0.saturating_add(milliseconds))
    }

    /// The Bangkok day this moment falls on. Moments outside the years 1 to 9999 fall on the nearest end.
    pub fn bangkok_day(self) -> Day {
        let offset = UtcOffset::from_hms(7, 0, 0).unwrap_or(UtcOffset::UTC);
        let utc = UtcDateTime::from_unix_timestamp(self.0.div_euclid(1000));
        let clamped = utc.unwrap_or(if self.0 < 0 { UtcDateTime::MIN } else { UtcDateTime::MAX });
        Day(clamped.checked_to_offset(offset).map_or(clamped.date(), time::OffsetDateTime::date))
    }

    /// The moment in UTC, to the millisecond (RFC 3339): `2026-11-23T03:00:00.123Z`.
    pub fn rfc3339(self) -> String {
        let utc = UtcDateTime::from_unix_timestamp(self.0.div_euclid(1000));
        let utc = utc.unwrap_or(if self.0 < 0 { UtcDateTime::MIN } else { UtcDateTime::MAX });
        let (day, (hour, minute, second)) = (Day(utc.date()), (utc.hour(), utc.minute(), utc.second()));
        format!("{day}T{hour:02}:{minute:02}:{second:02}.{:03}Z", self.0.rem_euclid(1000))
    }

    /// Hour and minute in Bangkok, 24-hour clock.
    pub fn bangkok_hour_minute(self) -> (u8, u8) {
        let minute_of_day = (self.0.div_euclid(60_000) + 7 * 60).rem_euclid(24 * 60);
        let part = |value: i64| u8::try_from(value).unwrap_or_default();
        (part(minute_of_day / 60), part(minute_of_day % 60))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bangkok_day_begins_at_seventeen_hours_utc_the_evening_before() {
        let last_second = Instant::from_unix_milliseconds(1_767_200_399_999);
        let midnight = Instant::from_unix_milliseconds(1_767_200_400_000);
        assert_eq!(last_second.bangkok_day().to_string(), "2025-12-31");
        assert_eq!(midnight.bangkok_day().to_string(), "2026-01-01");
        assert_eq!((last_second.bangkok_hour_minute(), midnight.bangkok_hour_minute()), ((23, 59), (0, 0)));
    }

    #[test]
    fn the_same_day_in_two_eras() {
        let day = Day::from_iso("2026-01-01").unwrap();
        assert_eq!(day.long(Language::Th), "1 มกราคม 2569");
        assert_eq!(day.long(Language::En), "1 January 2026");
    }

    #[test]
    fn days_that_are_not_days() {
        for text in [
            "",
            "2026-1-1",
            "2026-1-01",
            "2026-01-1",
            "2025-02-29",
            "2026-13-01",
            "2026-00-10",
            "20260101",
            "2026-01-01-",
            "+026-01-01",
        ] {
            assert_eq!(Day::from_iso(text), None, "{text}");
        }
        assert!(Day::from_iso("2024-02-29").is_some());
    }

    #[test]
    fn a_day_begins_at_midnight_in_bangkok() {
        let day = Day::from_iso("2026-01-01").unwrap();
        assert_eq!(day.begins(), Instant::from_unix_milliseconds(1_767_200_400_000));
        assert_eq!(day.plus(31).to_string(), "2026-02-01");
        assert!(!day.is_weekend() && day.plus(2).is_weekend() && day.plus(3).is_weekend());
    }

    #[test]
    fn a_moment_is_written_in_utc_to_the_millisecond() {
        for (milliseconds, written) in [
            (1_795_402_800_123, "2026-11-23T03:00:00.123Z"),
            (0, "1970-01-01T00:00:00.000Z"),
            (-1, "1969-12-31T23:59:59.999Z"),
        ] {
            assert_eq!(Instant::from_unix_milliseconds(milliseconds).rfc3339(), written);
        }
    }

    #[test]
    fn hour_and_minute_are_those_of_a_clock_in_bangkok() {
        let day = Day::from_iso("2026-11-24").unwrap();
        for (minutes, clock) in [(0, (0, 0)), (59, (0, 59)), (60, (1, 0)), (17 * 60 + 5, (17, 5)), (1439, (23, 59))] {
            assert_eq!(day.begins().plus(minutes * 60_000).bangkok_hour_minute(), clock);
        }
        assert_eq!(Instant::from_unix_milliseconds(-1).bangkok_hour_minute(), (6, 59));
    }

    #[test]
    fn the_last_day_of_the_calendar_has_none_after_it() {
        let last = Day::from_iso("9999-12-31").unwrap();
        assert_eq!((last.next(), last.plus(400)), (last, last));
        assert_eq!(Day::from_iso("2024-02-28").unwrap().next().to_string(), "2024-02-29");
    }

    #[test]
    fn a_moment_beyond_the_calendar_falls_on_its_nearest_end() {
        let (first, last) = (Instant::from_unix_milliseconds(i64::MIN), Instant::from_unix_milliseconds(i64::MAX));
        assert_eq!(last.bangkok_day().to_string(), "9999-12-31");
        assert!(first.bangkok_day() < Day::from_iso("0001-01-02").unwrap());
        assert_eq!(&last.rfc3339()[..10], "9999-12-31");
        assert!(first.rfc3339().starts_with('-'), "{}", first.rfc3339());
        assert_eq!((first.plus(-1), last.plus(1)), (first, last), "nor does it wrap around");
    }

    #[test]
    fn moments_beyond_the_calendar_do_not_panic() {
        for milliseconds in [i64::MIN, i64::MAX, 0, -1] {
            let moment = Instant::from_unix_milliseconds(milliseconds);
            let _ = (moment.bangkok_day(), moment.bangkok_hour_minute());
        }
    }
}
