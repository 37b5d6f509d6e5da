//! Minors: who decides for a person under age (PDPA s.20; Civil and Commercial Code s.16, 19 and 193/5).
//!
//! Under ten a guardian decides alone; from ten until majority the minor and a guardian decide together, except for acts
//! a minor may do alone. The ages are configuration, the counting of years is law.

use crate::date::Day;
use crate::fields::DateEntry;

/// The ages, with the law's own as default.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MinorityRule {
    /// Below this age a guardian decides alone.
    pub guardian_alone_under: u8,
    /// At this age a person decides alone.
    pub majority: u8,
}

impl Default for MinorityRule {
    fn default() -> Self {
        Self { guardian_alone_under: 10, majority: 20 }
    }
}

/// Who decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Capacity {
    /// A guardian, alone.
    GuardianAlone,
    /// The minor, together with a guardian.
    WithGuardian,
    /// The person, alone.
    Full,
}

impl MinorityRule {
    /// Who decides on `today` for somebody born as `birth` says. Where only month or year are known, the latest day they
    /// can mean counts: the rule protects the younger.
    pub fn capacity(self, birth: &DateEntry, today: Day) -> Capacity {
        let reached = |years| attained(birth.numbers(), years, today);
        if reached(self.majority) {
            Capacity::Full
        } else if reached(self.guardian_alone_under) {
            Capacity::WithGuardian
        } else {
            Capacity::GuardianAlone
        }
    }
}

/// Whether `years` are complete on `today`. A year of life begins on the birthday; who was born on 29 February completes
/// it with the end of February where the year has no such day (s.193/5), so the new age begins on 1 March.
fn attained((year, month, day): (i32, Option<u8>, Option<u8>), years: u8, today: Day) -> bool {
    let (year, month) = (year + i32::from(years), month.unwrap_or(12));
    let begins = match day {
        Some(day) => Day::from_numbers(year, month, day),
        None => last_of(year, month),
    };
    begins.or_else(|| last_of(year, month).map(Day::next)).is_some_and(|begins| begins <= today)
}

fn last_of(year: i32, month: u8) -> Option<Day> {
    (28..=31).rev().find_map(|day| Day::from_numbers(year, month, day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::DateParts;
    use crate::language::Language;

    fn capacity(birth: (&str, &str, &str), today: &str) -> Capacity {
        let (day, month, year) = birth;
        let birth = DateEntry::parse(DateParts { day, month, year }, Language::En).unwrap();
        MinorityRule::default().capacity(&birth, Day::from_iso(today).unwrap())
    }

    #[test]
    fn the_day_before_the_birthday_and_the_birthday() {
        let born = ("15", "6", "2006");
        assert_eq!(capacity(born, "2016-06-14"), Capacity::GuardianAlone);
        assert_eq!(capacity(born, "2016-06-15"), Capacity::WithGuardian);
        assert_eq!(capacity(born, "2026-06-14"), Capacity::WithGuardian);
        assert_eq!(capacity(born, "2026-06-15"), Capacity::Full);
    }

    #[test]
    fn born_on_the_leap_day() {
        let born = ("29", "2", "2004");
        assert_eq!(capacity(born, "2014-02-28"), Capacity::GuardianAlone);
        assert_eq!(capacity(born, "2014-03-01"), Capacity::WithGuardian);
        assert_eq!(capacity(born, "2024-02-28"), Capacity::WithGuardian);
        assert_eq!(capacity(born, "2024-02-29"), Capacity::Full);
    }

    #[test]
    fn a_birth_date_known_in_part_counts_as_late_as_it_can() {
        assert_eq!(capacity(("", "", "2006"), "2026-12-30"), Capacity::WithGuardian);
        assert_eq!(capacity(("", "", "2006"), "2026-12-31"), Capacity::Full);
        assert_eq!(capacity(("", "2", "2006"), "2026-02-27"), Capacity::WithGuardian);
        assert_eq!(capacity(("", "2", "2006"), "2026-02-28"), Capacity::Full);
    }
}
