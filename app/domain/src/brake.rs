//! The insider brake (article 8): a legitimate account that browses is asked for its second factor again, slowed, and
//! stopped. What counts is how many persons somebody looked for on their own word alone, without a case or care that ties
//! them: work on a desk never trips it.

use crate::date::Instant;
use crate::language::{Bilingual, Explain};

/// The thresholds: the operator's own defaults.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thresholds {
    /// Persons in an hour from which the second factor is asked for again.
    pub prove: u32,
    /// Persons in an hour from which each further one takes longer.
    pub slow: u32,
    /// The most persons in an hour.
    pub stop: u32,
    /// The most persons in an hour of the night.
    pub stop_at_night: u32,
    /// The most persons in a day, as a multiple of the officer's usual day.
    pub unusual: u32,
    /// Persons in a day up to which no day is unusual.
    pub day_at_least: u32,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { prove: 30, slow: 40, stop: 60, stop_at_night: 20, unusual: 5, day_at_least: 60 }
    }
}

/// What an officer has done lately, the person they are about to look for not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Activity {
    /// Different persons in the last hour.
    pub hour: u32,
    /// Different persons in the last 24 hours.
    pub day: u32,
    /// Different persons in the 30 days before those.
    pub month: u32,
    /// Whether the second factor was shown in the last [`PROVED_FOR`] milliseconds.
    pub proved: bool,
    /// Whether the person is a lure nobody has a reason to look for.
    pub lure: bool,
}

/// For how long a second factor counts as just shown, in milliseconds.
pub const PROVED_FOR: i64 = 10 * 60_000;

/// Milliseconds each person beyond [`Thresholds::slow`] takes longer than the one before.
const SLOWER: u32 = 250;

/// How an officer may go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// As always.
    Go,
    /// After so many milliseconds.
    Slow(u32),
    /// After showing the second factor again.
    Prove,
    /// Not at all, until somebody has looked at it.
    Stop(Alarm),
}

/// Why an officer was stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Alarm {
    /// Too many persons in an hour.
    Bulk,
    /// Too many persons at night.
    Night,
    /// Far more persons than on any usual day.
    Unusual,
    /// Somebody nobody has a reason to look for.
    Lure,
}

impl Thresholds {
    /// How an officer who has done `activity` may look for one more person at `now`.
    pub fn pace(self, activity: Activity, now: Instant) -> Pace {
        let Activity { hour, day, month, proved, lure } = activity;
        let usual = month.div_ceil(30).max(1);
        if lure {
            Pace::Stop(Alarm::Lure)
        } else if hour >= self.stop {
            Pace::Stop(Alarm::Bulk)
        } else if is_night(now) && hour >= self.stop_at_night {
            Pace::Stop(Alarm::Night)
        } else if day >= self.day_at_least && day >= usual.saturating_mul(self.unusual) {
            Pace::Stop(Alarm::Unusual)
        } else if hour >= self.prove && !proved {
            Pace::Prove
        } else if hour >= self.slow {
            Pace::Slow((hour - self.slow + 1) * SLOWER)
        } else {
            Pace::Go
        }
    }
}

/// From ten in the evening until five in the morning, in Bangkok.
fn is_night(now: Instant) -> bool {
    let (hour, _) = now.bangkok_hour_minute();
    !(5..22).contains(&hour)
}

impl Alarm {
    /// All alarms.
    pub const ALL: [Self; 4] = [Self::Bulk, Self::Night, Self::Unusual, Self::Lure];

    /// The word in storage, and the reason code.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bulk => "bulk",
            Self::Night => "night",
            Self::Unusual => "unusual",
            Self::Lure => "lure",
        }
    }

    /// The alarm of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|alarm| alarm.name() == name)
    }
}

impl Explain for Alarm {
    fn explain(&self) -> Bilingual {
        match self {
            Self::Bulk => Bilingual::new("ค้นหาบุคคลจำนวนมากในหนึ่งชั่วโมง", "Many persons looked for within an hour"),
            Self::Night => Bilingual::new("ค้นหาบุคคลหลายรายในเวลากลางคืน", "Several persons looked for at night"),
            Self::Unusual => {
                Bilingual::new("ค้นหาบุคคลมากกว่าวันปกติมาก", "Far more persons looked for than on a usual day")
            }
            Self::Lure => Bilingual::new("ค้นหาบุคคลที่ไม่มีเหตุให้ค้นหา", "Somebody looked for whom nobody has a reason to"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Day;
    use proptest::prelude::*;

    fn at(hour: i64) -> Instant {
        Day::from_iso("2026-11-24").unwrap().begins().plus(hour * 3_600_000)
    }

    #[test]
    fn browsing_is_questioned_slowed_and_stopped() {
        let pace = |hour, proved| {
            Thresholds::default().pace(Activity { hour, day: hour, month: 300, proved, lure: false }, at(10))
        };
        assert_eq!(pace(0, false), Pace::Go);
        assert_eq!(pace(29, false), Pace::Go);
        assert_eq!((pace(30, false), pace(30, true)), (Pace::Prove, Pace::Go));
        assert_eq!((pace(40, true), pace(59, true)), (Pace::Slow(250), Pace::Slow(5000)));
        assert_eq!(pace(60, true), Pace::Stop(Alarm::Bulk));
    }

    #[test]
    fn nights_lures_and_unusual_days_stop_earlier() {
        let thresholds = Thresholds::default();
        let calm = Activity { proved: true, month: 3_000, ..Activity::default() };
        let night = Activity { hour: 20, ..calm };
        for (hour, stopped) in [(21, false), (22, true), (0, true), (4, true), (5, false)] {
            assert_eq!(thresholds.pace(night, at(hour)) == Pace::Stop(Alarm::Night), stopped, "{hour}");
        }
        assert_eq!(thresholds.pace(Activity { lure: true, ..calm }, at(10)), Pace::Stop(Alarm::Lure));
        // A usual day of two persons; one of a hundred.
        let day = |month| thresholds.pace(Activity { day: 60, month, ..calm }, at(10));
        assert_eq!((day(60), day(0), day(3_000)), (Pace::Stop(Alarm::Unusual), Pace::Stop(Alarm::Unusual), Pace::Go));
    }

    #[test]
    fn alarms_are_read_back_and_a_factor_counts_for_ten_minutes() {
        assert!(Alarm::ALL.into_iter().all(|alarm| Alarm::from_name(alarm.name()) == Some(alarm)));
        assert_eq!((Alarm::from_name(""), PROVED_FOR), (None, 600_000));
    }

    proptest! {
        /// Whatever was done before and whatever the hour: nobody goes on beyond the limit of an hour, and who has looked
        /// for nobody goes on.
        #[test]
        fn the_limit_of_an_hour_holds(hour in 0_u32..200, day in 0_u32..500, month in 0_u32..5_000, proved: bool, o_clock in 0_i64..24) {
            let thresholds = Thresholds::default();
            let activity = Activity { hour, day: day.max(hour), month, proved, lure: false };
            let pace = thresholds.pace(activity, at(o_clock));
            if hour >= thresholds.stop {
                prop_assert!(matches!(pace, Pace::Stop(_)));
            }
            let first = Activity { hour: 0, day: 0, ..activity };
            prop_assert_eq!(thresholds.pace(first, at(o_clock)), Pace::Go);
        }
    }
}
