//! What the law commands to be kept although a person asks that it be erased: told with the date it ends, never guessed.

use crate::catalogue::field;
use crate::date::Day;
use crate::language::Bilingual;

/// A duty to keep something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duty {
    /// What is kept.
    pub what: Bilingual,
    /// Until when, in words of the catalogue.
    pub retention: Bilingual,
    /// The first day on which it may be deleted, where it can be counted.
    pub until: Option<Day>,
    /// Whether the account cannot be erased while it holds.
    pub holds_the_account: bool,
}

/// Days traffic data is kept at least (Computer Crime Act s.26).
const TRAFFIC_DAYS: u16 = 90;

/// The duties against erasing an account on `today`: health records that units made (PDPA s.33 para. 2, s.24 (4) and
/// (6), s.26 (5)), and traffic data, which is kept apart under a pseudonym and holds nothing else back.
pub fn duties_against_erasure(has_records: bool, today: Day) -> Vec<Duty> {
    let duty = |id: &str, until, holds_the_account| {
        let field = field(id)?;
        Some(Duty { what: field.name, retention: field.retention, until, holds_the_account })
    };
    let records = has_records.then(|| duty("vaccination", None, true)).flatten();
    let traffic = duty("traffic-data", Some(today.plus(TRAFFIC_DAYS)), false);
    [records, traffic].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_hold_the_account_and_traffic_data_ends_on_a_day() {
        let today = Day::from_iso("2026-03-02").unwrap();
        let duties = duties_against_erasure(true, today);
        assert!(duties[0].holds_the_account && duties[0].until.is_none());
        let alone = duties_against_erasure(false, today);
        assert_eq!(alone.len(), 1, "the catalogue knows traffic data");
        assert_eq!(alone[0].until, Day::from_iso("2026-05-31"));
        assert!(!alone[0].holds_the_account);
    }
}
