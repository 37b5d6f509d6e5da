//! What a partner's system is told of data it had, again and again until it says it has it, and each person's in order: a
//! correction never overtakes what it corrects.

use crate::date::Instant;
use crate::id::Id;
use crate::language::Bilingual;

/// Milliseconds before the first event that was not acknowledged is tried again: the operator's own default.
pub const FIRST_WAIT: i64 = 30 * 1000;
/// The longest wait between two tries, in milliseconds, without what is added at random.
pub const LONGEST_WAIT: i64 = 60 * 60 * 1000;
/// What is added at random is less than one part in this many.
const SPREAD: i64 = 10;

/// Something that happened to data a partner had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Event {
    /// A record has another version (article 7).
    Correction,
    /// A certificate of a record holds no longer.
    Revocation,
    /// The person withdrew a consent (article 6; PDPA s.19).
    Withdrawal,
    /// The person says that a record is wrong.
    Dispute,
    /// A record the partner sent waits for an officer.
    Review,
    /// An officer decided about it.
    Reviewed,
    /// Two accounts the partner knows are of one person.
    Merged,
    /// They were of two after all.
    Parted,
}

/// What an event names beside the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum About {
    /// A record.
    Record,
    /// A purpose.
    Purpose,
    /// Nothing.
    Person,
}

/// An event on its way to one system, about one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// Its id; what happened earlier has the smaller one.
    pub id: Id,
    /// When it is to be tried next.
    pub due: Instant,
    /// Whether the system has said that it has it.
    pub acknowledged: bool,
}

impl Event {
    /// All events.
    pub const ALL: [Self; 8] = [
        Self::Correction,
        Self::Revocation,
        Self::Withdrawal,
        Self::Dispute,
        Self::Review,
        Self::Reviewed,
        Self::Merged,
        Self::Parted,
    ];

    /// The word in storage and on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Correction => "correction",
            Self::Revocation => "revocation",
            Self::Withdrawal => "withdrawal",
            Self::Dispute => "dispute",
            Self::Review => "review",
            Self::Reviewed => "reviewed",
            Self::Merged => "merged",
            Self::Parted => "parted",
        }
    }

    /// The event of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|event| event.name() == name)
    }

    /// What it names.
    pub const fn about(self) -> About {
        match self {
            Self::Correction | Self::Revocation | Self::Dispute | Self::Review | Self::Reviewed => About::Record,
            Self::Withdrawal => About::Purpose,
            Self::Merged | Self::Parted => About::Person,
        }
    }

    /// The event in words.
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Correction => Bilingual::new("แก้บันทึกแล้ว", "A record was corrected"),
            Self::Revocation => Bilingual::new("เพิกถอนใบรับรอง", "A certificate was revoked"),
            Self::Withdrawal => Bilingual::new("ถอนความยินยอม", "A consent was withdrawn"),
            Self::Dispute => Bilingual::new("เจ้าของข้อมูลแจ้งว่าบันทึกผิด", "The person says that a record is wrong"),
            Self::Review => Bilingual::new("รอเจ้าหน้าที่ตรวจว่าเป็นของใคร", "An officer is to say whose a record is"),
            Self::Reviewed => Bilingual::new("เจ้าหน้าที่ตรวจแล้วว่าเป็นของใคร", "An officer has said whose a record is"),
            Self::Merged => Bilingual::new("เชื่อมสองบัญชีของบุคคลเดียวกัน", "Two accounts of one person were linked"),
            Self::Parted => Bilingual::new("แยกบัญชีที่เคยเชื่อมไว้", "Two linked accounts were parted"),
        }
    }
}

/// Milliseconds until an event that was posted `tries` times is posted again: [`FIRST_WAIT`], doubled for each further try,
/// never more than [`LONGEST_WAIT`]; there is no last try. `jitter` is any random number: it adds less than a tenth, so
/// that systems which were away together do not come back together.
pub fn next_try(tries: u32, jitter: u16) -> i64 {
    let doubled = 1_i64.checked_shl(tries.saturating_sub(1).min(32)).unwrap_or(i64::MAX);
    let wait = FIRST_WAIT.saturating_mul(doubled).min(LONGEST_WAIT);
    wait + wait / SPREAD * i64::from(jitter) / (i64::from(u16::MAX) + 1)
}

/// The place of the one event of a person that may be posted to a system now: the oldest it has not acknowledged, once its
/// time has come. While that one waits, so do all after it.
pub fn may_send(of_one_person: &[Waiting], now: Instant) -> Option<usize> {
    let open = of_one_person.iter().enumerate().filter(|(_, it)| !it.acknowledged);
    open.min_by_key(|(_, it)| it.id).filter(|(_, it)| it.due <= now).map(|(place, _)| place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashSet;

    #[test]
    fn half_a_minute_doubled_up_to_an_hour() {
        let seconds: Vec<i64> = (0..12).map(|tries| next_try(tries, 0) / 1000).collect();
        assert_eq!(seconds, [30, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600, 3600]);
        assert_eq!((next_try(1, u16::MAX), next_try(u32::MAX, 0)), (32_999, LONGEST_WAIT));
    }

    #[test]
    fn names_are_unique_and_found() {
        assert!(Event::ALL.into_iter().all(|it| Event::from_name(it.name()) == Some(it)));
        let labels: HashSet<_> = Event::ALL.map(Event::label).into_iter().collect();
        assert_eq!((labels.len(), Event::from_name("Correction")), (Event::ALL.len(), None));
        assert_eq!(Event::ALL.iter().filter(|it| it.about() == About::Purpose).count(), 1);
    }

    fn waiting() -> impl Strategy<Value = Vec<Waiting>> {
        let one = (0..50_i64, -5..5_i64, any::<bool>());
        prop::collection::vec(one, 0..12).prop_map(|all| {
            let made = |(place, (at, due, acknowledged)): (usize, (i64, i64, bool))| {
                let random = [u8::try_from(place).unwrap(); 10];
                let id = Id::new(Instant::from_unix_milliseconds(at), random);
                Waiting { id, due: Instant::from_unix_milliseconds(due), acknowledged }
            };
            all.into_iter().enumerate().map(made).collect()
        })
    }

    proptest! {
        #[test]
        fn waits_only_grow_and_stay_within_bounds(tries: u32, jitter: u16, more: u16) {
            let wait = next_try(tries, jitter);
            prop_assert!((FIRST_WAIT..LONGEST_WAIT + LONGEST_WAIT / 10).contains(&wait));
            prop_assert!(next_try(tries.saturating_add(1), jitter) >= wait);
            prop_assert!(next_try(tries, jitter.saturating_add(more)) >= wait);
            prop_assert!(wait - next_try(tries, 0) < next_try(tries, 0) / 10);
        }

        #[test]
        fn only_the_oldest_that_is_not_acknowledged_goes_out(all in waiting()) {
            let now = Instant::from_unix_milliseconds(0);
            let oldest = all.iter().filter(|it| !it.acknowledged).min_by_key(|it| it.id);
            let sent = may_send(&all, now).map(|place| all[place].id);
            prop_assert_eq!(sent, oldest.filter(|it| it.due <= now).map(|it| it.id));
        }

        /// Whoever acknowledges what comes gets everything, each once, in the order in which it happened.
        #[test]
        fn everything_arrives_in_order(mut all in waiting()) {
            let later = Instant::from_unix_milliseconds(i64::MAX);
            let expected = all.iter().filter(|it| !it.acknowledged).count();
            let mut got = vec![];
            while let Some(place) = may_send(&all, later) {
                got.push(all[place].id);
                all[place].acknowledged = true;
            }
            prop_assert!(got.len() == expected && got.is_sorted());
        }
    }
}
