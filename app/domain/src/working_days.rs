//! Working days of Thai government offices: not Saturday, not Sunday, not a public holiday. The holidays are data with
//! their source (`data/holidays.th.txt`); a special holiday of the Cabinet is added there.

use crate::date::Day;
use std::collections::BTreeSet;
use std::sync::LazyLock;

static HOLIDAYS: LazyLock<BTreeSet<Day>> = LazyLock::new(|| {
    let lines = include_str!("../data/holidays.th.txt").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| Day::from_iso(line.split('\t').next()?)).collect()
});

/// Whether government offices are open. Beyond the years of the data only weekends are known.
pub fn is_working_day(day: Day) -> bool {
    !day.is_weekend() && !HOLIDAYS.contains(&day)
}

/// The `count`-th working day after `day`: the day itself is not counted (Civil and Commercial Code s.193/3).
pub fn working_days_after(day: Day, count: u16) -> Day {
    (0..count).fold(day, |day, _| working_day_from(day.next()))
}

/// `day`, or the first working day after it: a period does not end on a holiday (s.193/8).
pub fn working_day_from(day: Day) -> Day {
    let mut day = day;
    // Two weeks without a working day do not exist; the bound keeps the last day of the calendar from looping.
    for _ in 0..15 {
        if is_working_day(day) {
            break;
        }
        day = day.next();
    }
    day
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::from_iso(text).unwrap()
    }

    #[test]
    fn every_line_of_the_data_is_a_day_with_a_name() {
        let lines: Vec<_> =
            include_str!("../data/holidays.th.txt").lines().filter(|line| !line.starts_with('#')).collect();
        assert_eq!(lines.len(), HOLIDAYS.len());
        assert!(lines.iter().all(|line| line.split_once('\t').is_some_and(|(_, name)| !name.is_empty())));
    }

    #[test]
    fn holidays_weekends_and_days_in_lieu_are_not_worked() {
        for text in ["2026-04-13", "2026-04-15", "2026-06-01", "2026-12-05", "2026-12-07", "2026-11-22"] {
            assert!(!is_working_day(day(text)), "{text}");
        }
        // Offices are open on Labour Day.
        assert!(is_working_day(day("2026-05-01")) && is_working_day(day("2026-04-16")));
    }

    #[test]
    fn three_working_days_over_a_long_new_year() {
        // 31 December to 2 January are holidays in 2025/2026, 3 and 4 January a weekend.
        assert_eq!(working_days_after(day("2025-12-30"), 1), day("2026-01-05"));
        assert_eq!(working_days_after(day("2025-12-30"), 3), day("2026-01-07"));
        assert_eq!(working_day_from(day("2026-12-05")), day("2026-12-08"));
    }
}
