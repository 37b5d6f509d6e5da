//! FHIR's `date` and `dateTime`, and the Bangkok day one falls on. A moment is understood with its time zone alone; nothing
//! is guessed.

use domain::Day;

/// Why a text is not a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoDay {
    /// It is no `dateTime` of FHIR.
    Form,
    /// Year, or year and month, alone.
    Partial,
    /// A time without a time zone.
    Zone,
    /// The calendar has no such day.
    Calendar,
}

/// Minutes by which Bangkok is ahead of UTC.
const BANGKOK: i64 = 7 * 60;

/// The Bangkok day of a `dateTime`.
pub(crate) fn bangkok_day(text: &str) -> Result<Day, NoDay> {
    let Some((date, time)) = text.split_once('T') else { return whole_day(text) };
    let day = whole_day(date)?;
    let (clock, zone) = split_zone(time)?;
    let minutes = minutes_of(clock).ok_or(NoDay::Form)? - offset(zone).ok_or(NoDay::Form)? + BANGKOK;
    Ok(day.begins().plus(minutes * 60_000).bangkok_day())
}

/// The parts of a `date`: year, month and day, as far as they are there.
pub(crate) fn parts(text: &str) -> Option<[&str; 3]> {
    let mut parts = text.split('-');
    let found = [parts.next()?, parts.next().unwrap_or_default(), parts.next().unwrap_or_default()];
    let lengths = found.map(str::len);
    let formed = matches!((lengths, text.len()), ([4, 0, 0], 4) | ([4, 2, 0], 7) | ([4, 2, 2], 10));
    let digits = found.concat().bytes().all(|byte| byte.is_ascii_digit());
    (formed && digits).then_some(found)
}

fn whole_day(text: &str) -> Result<Day, NoDay> {
    let [_, _, day] = parts(text).ok_or(NoDay::Form)?;
    if day.is_empty() {
        return Err(NoDay::Partial);
    }
    Day::from_iso(text).filter(|day| day.numbers().0 > 0).ok_or(NoDay::Calendar)
}

fn split_zone(time: &str) -> Result<(&str, &str), NoDay> {
    let at = time.find(['Z', '+', '-']).ok_or(NoDay::Zone)?;
    time.split_at_checked(at).ok_or(NoDay::Form)
}

/// Minutes since midnight, of hours, minutes and seconds; a leap second counts with the minute it ends.
fn minutes_of(clock: &str) -> Option<i64> {
    let (clock, fraction) = clock.split_once('.').map_or((clock, None), |(clock, it)| (clock, Some(it)));
    if fraction.is_some_and(|it| it.is_empty() || !it.bytes().all(|byte| byte.is_ascii_digit())) {
        return None;
    }
    let [hours, minutes, seconds] = clock.split(':').collect::<Vec<_>>().try_into().ok()?;
    two(seconds, 60)?;
    Some(two(hours, 23)? * 60 + two(minutes, 59)?)
}

/// The minutes a zone is ahead of UTC.
fn offset(zone: &str) -> Option<i64> {
    if zone == "Z" {
        return Some(0);
    }
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let (hours, minutes) = zone.get(1..)?.split_once(':')?;
    let all = two(hours, 14)? * 60 + two(minutes, 59)?;
    (all <= 14 * 60).then_some(sign * all)
}

fn two(text: &str, most: i64) -> Option<i64> {
    let digits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|number| digits && *number <= most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Instant;
    use proptest::prelude::*;

    #[test]
    fn a_moment_is_the_day_it_is_in_bangkok() {
        for (text, day) in [
            ("2026-01-01", "2026-01-01"),
            ("2025-12-31T16:59:59Z", "2025-12-31"),
            ("2025-12-31T17:00:00Z", "2026-01-01"),
            ("2025-12-31T17:00:00.123456789Z", "2026-01-01"),
            ("2026-01-01T00:00:00+07:00", "2026-01-01"),
            ("2026-01-01T00:30:00+14:00", "2025-12-31"),
            ("2025-12-31T23:59:60-09:30", "2026-01-01"),
            ("2024-02-29T10:00:00+07:00", "2024-02-29"),
        ] {
            assert_eq!(bangkok_day(text).map(|it| it.to_string()).as_deref(), Ok(day), "{text}");
        }
    }

    #[test]
    fn what_is_no_day() {
        for (text, why) in [
            ("", NoDay::Form),
            ("2026", NoDay::Partial),
            ("2026-01", NoDay::Partial),
            ("2026-01-01T", NoDay::Zone),
            ("2026-01-01T10:00:00", NoDay::Zone),
            ("2026-01T10:00:00Z", NoDay::Partial),
            ("2025-02-29", NoDay::Calendar),
            ("0000-01-01", NoDay::Calendar),
            ("2026-01-01T24:00:00Z", NoDay::Form),
            ("2026-01-01T10:00Z", NoDay::Form),
            ("2026-01-01T10:00:61Z", NoDay::Form),
            ("2026-01-01T10:00:00.Z", NoDay::Form),
            ("2026-01-01T10:00:00+14:01", NoDay::Form),
            ("2026-01-01T10:00:00+0700", NoDay::Form),
            ("2026-01-01T10:00:00Z ", NoDay::Form),
            ("2026-1-01", NoDay::Form),
            ("2026-01-01-", NoDay::Form),
            ("+026-01-01", NoDay::Form),
            ("๒๕๖๙-01-01", NoDay::Form),
        ] {
            assert_eq!(bangkok_day(text), Err(why), "{text}");
        }
    }

    proptest! {
        #[test]
        fn reading_never_panics(text in "\\PC*|[0-9T:Z.+-]{0,30}") {
            let _ = (bangkok_day(&text), parts(&text));
        }

        #[test]
        fn moments_we_write_are_read(milliseconds in 0_i64..4_000_000_000_000) {
            let moment = Instant::from_unix_milliseconds(milliseconds);
            prop_assert_eq!(bangkok_day(&moment.rfc3339()), Ok(moment.bangkok_day()));
        }
    }
}
