//! What holds about one purpose for one person, and which decisions may follow.

use super::{AskedPurpose, Decision, EventKind};
use crate::date::{Day, Instant};
use crate::id::Id;
use crate::language::{Bilingual, Explain};
use thiserror::Error;

/// The last event of a purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Last {
    /// Its id.
    pub event: Id,
    /// What happened.
    pub kind: EventKind,
    /// When.
    pub at: Instant,
    /// The version of the purpose it was about.
    pub version: u32,
    /// When an agreement lapses by itself; equals `at` for anything else.
    pub lapses_at: Instant,
}

/// What holds about a purpose: nothing was ever said, or this was said last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Standing(Option<Last>);

/// Why a decision cannot be recorded (answered with 409): what happened meanwhile, or before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Conflict {
    /// The same was already said about the same version.
    #[error("this was already decided")]
    Already(Last),
    /// Nothing is given that could be withdrawn.
    #[error("there is nothing to withdraw")]
    NothingGiven(Option<Last>),
    /// The page the decision was made on showed an older standing.
    #[error("another choice was made meanwhile")]
    Meanwhile(Option<Last>),
}

impl Last {
    /// The last Bangkok day on which an agreement holds. One on paper holds from when it was signed, not from when it was
    /// recorded.
    pub fn last_day(self) -> Day {
        self.lapses_at.plus(-1).bangkok_day()
    }
}

impl Standing {
    /// The standing after `last`.
    pub const fn after(last: Option<Last>) -> Self {
        Self(last)
    }

    /// The last event.
    pub const fn last(self) -> Option<Last> {
        self.0
    }

    /// Whether data may be used for the purpose at `now`. Anything but a standing agreement to the version asked says
    /// no: silence, a refusal, an older version, a lapsed agreement.
    pub fn allows(self, asked: &AskedPurpose, now: Instant) -> bool {
        self.0
            .is_some_and(|last| last.kind == EventKind::Given && last.version >= asked.version && now < last.lapses_at)
    }

    /// Whether the person is to be asked: never answered, answered about an older version, or lapsed.
    pub fn to_be_asked(self, asked: &AskedPurpose, now: Instant) -> bool {
        match self.0 {
            None => true,
            Some(last) if last.version < asked.version => true,
            Some(last) => match last.kind {
                EventKind::Given => now >= last.lapses_at,
                EventKind::Expired => true,
                EventKind::Refused | EventKind::Withdrawn => false,
            },
        }
    }

    /// Whether an agreement is due to be recorded as lapsed.
    pub fn has_lapsed(self, now: Instant) -> bool {
        self.0.is_some_and(|last| last.kind == EventKind::Given && now >= last.lapses_at)
    }

    /// The event `decision` makes, or why it makes none. `seen` is the last event on the page the person decided on,
    /// where the page said which: `Some(None)` for a page that showed no earlier answer.
    pub fn decide(
        self,
        decision: Decision,
        asked: &AskedPurpose,
        seen: Option<Option<Id>>,
        now: Instant,
    ) -> Result<EventKind, Conflict> {
        if seen.is_some_and(|seen| seen != self.0.map(|last| last.event)) {
            return Err(Conflict::Meanwhile(self.0));
        }
        match (decision, self.0) {
            (Decision::Withdrawn, Some(last)) if last.kind == EventKind::Given && now < last.lapses_at => {}
            (Decision::Withdrawn, last) => return Err(Conflict::NothingGiven(last)),
            (Decision::Given, Some(last)) if self.allows(asked, now) => return Err(Conflict::Already(last)),
            (Decision::Refused, Some(last))
                if last.version == asked.version && matches!(last.kind, EventKind::Refused | EventKind::Withdrawn) =>
            {
                return Err(Conflict::Already(last));
            }
            (Decision::Refused, Some(last)) if last.kind == EventKind::Given && now < last.lapses_at => {
                // Declining what stands is withdrawing it; one meaning, one event.
                return Ok(if last.version < asked.version { EventKind::Refused } else { EventKind::Withdrawn });
            }
            _ => {}
        }
        Ok(decision.event())
    }
}

impl Conflict {
    /// What was said last.
    pub const fn last(self) -> Option<Last> {
        match self {
            Self::Already(last) => Some(last),
            Self::NothingGiven(last) | Self::Meanwhile(last) => last,
        }
    }
}

impl Explain for Conflict {
    fn explain(&self) -> Bilingual {
        match self {
            Self::Already(_) => Bilingual::new(
                "ท่านเคยตอบเรื่องนี้ไว้แล้ว คำตอบเดิมยังอยู่ ไม่มีอะไรเปลี่ยน",
                "You have already answered this; that answer stands, and nothing was changed.",
            ),
            Self::NothingGiven(_) => Bilingual::new(
                "ไม่มีความยินยอมที่จะถอน ไม่มีอะไรเปลี่ยน",
                "There is no consent to withdraw; nothing was changed.",
            ),
            Self::Meanwhile(_) => Bilingual::new(
                "มีคำตอบใหม่กว่าที่หน้านี้แสดง คำตอบครั้งนี้จึงยังไม่ถูกบันทึก",
                "A newer answer was recorded than this page showed, so this one was not recorded.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::ASKED;
    use super::*;
    use proptest::prelude::*;

    const NOW: Instant = Instant::from_unix_milliseconds(1_795_402_800_000);

    fn last(kind: EventKind, version: u32, lapses_in: i64) -> Standing {
        let lapses_at = Instant::from_unix_milliseconds(NOW.unix_milliseconds() + lapses_in);
        Standing::after(Some(Last { event: Id::new(NOW, [1; 10]), kind, at: NOW, version, lapses_at }))
    }

    fn asked() -> AskedPurpose {
        AskedPurpose { version: 2, ..ASKED[0] }
    }

    #[test]
    fn silence_is_no_consent_and_is_asked_about() {
        let silence = Standing::default();
        assert!(!silence.allows(&asked(), NOW) && silence.to_be_asked(&asked(), NOW));
        assert!(matches!(silence.decide(Decision::Withdrawn, &asked(), None, NOW), Err(Conflict::NothingGiven(None))));
    }

    #[test]
    fn an_agreement_to_an_older_version_is_asked_again_and_allows_nothing() {
        let older = last(EventKind::Given, 1, 1000);
        assert!(!older.allows(&asked(), NOW) && older.to_be_asked(&asked(), NOW));
        assert_eq!(older.decide(Decision::Given, &asked(), None, NOW), Ok(EventKind::Given));
        assert_eq!(older.decide(Decision::Refused, &asked(), None, NOW), Ok(EventKind::Refused));
        assert_eq!(older.decide(Decision::Withdrawn, &asked(), None, NOW), Ok(EventKind::Withdrawn));
    }

    #[test]
    fn an_agreement_ends_at_its_last_moment() {
        let given = Day::from_iso("2026-01-01").unwrap().begins();
        let lapses_at = AskedPurpose { holds_days: 1, ..ASKED[0] }.lapses_at(given);
        let day =
            Last { event: Id::new(NOW, [1; 10]), kind: EventKind::Given, at: NOW, version: 1, lapses_at }.last_day();
        assert_eq!(day.to_string(), "2026-01-02");
        let (stands, over) = (last(EventKind::Given, 2, 1), last(EventKind::Given, 2, 0));
        assert!(stands.allows(&asked(), NOW) && !stands.has_lapsed(NOW));
        assert!(!over.allows(&asked(), NOW) && over.has_lapsed(NOW) && over.to_be_asked(&asked(), NOW));
        assert!(over.decide(Decision::Withdrawn, &asked(), None, NOW).is_err());
        assert_eq!(over.decide(Decision::Given, &asked(), None, NOW), Ok(EventKind::Given));
    }

    #[test]
    fn a_refusal_is_not_asked_about_again_until_the_purpose_changes() {
        let refused = last(EventKind::Refused, 2, 0);
        assert!(!refused.to_be_asked(&asked(), NOW));
        assert!(refused.to_be_asked(&AskedPurpose { version: 3, ..asked() }, NOW));
        assert!(matches!(refused.decide(Decision::Refused, &asked(), None, NOW), Err(Conflict::Already(_))));
        assert_eq!(refused.decide(Decision::Given, &asked(), None, NOW), Ok(EventKind::Given));
    }

    #[test]
    fn what_stands_is_not_agreed_to_twice() {
        let stands = last(EventKind::Given, 2, 1000);
        let refused = stands.decide(Decision::Given, &asked(), None, NOW).unwrap_err();
        assert!(matches!(refused, Conflict::Already(_)), "{refused:?}");
        assert_eq!(refused.last(), stands.last(), "the person is shown the answer that stands");
        assert_eq!(Conflict::NothingGiven(None).last(), None);
        assert_eq!(Conflict::Meanwhile(stands.last()).last(), stands.last());
    }

    #[test]
    fn declining_what_is_over_is_a_refusal() {
        let over = last(EventKind::Given, 2, 0);
        assert_eq!(over.decide(Decision::Refused, &asked(), None, NOW), Ok(EventKind::Refused));
        let expired = last(EventKind::Expired, 2, 0);
        assert_eq!(expired.decide(Decision::Refused, &asked(), None, NOW), Ok(EventKind::Refused));
        assert!(expired.to_be_asked(&asked(), NOW) && !expired.has_lapsed(NOW), "it is recorded as lapsed already");
    }

    #[test]
    fn a_refusal_of_an_older_version_is_no_answer_to_the_new_one() {
        let older = last(EventKind::Refused, 1, 0);
        assert_eq!(older.decide(Decision::Refused, &asked(), None, NOW), Ok(EventKind::Refused));
        let withdrawn = last(EventKind::Withdrawn, 2, 0);
        assert!(matches!(withdrawn.decide(Decision::Refused, &asked(), None, NOW), Err(Conflict::Already(_))));
        assert!(!withdrawn.to_be_asked(&asked(), NOW));
        for kind in [EventKind::Refused, EventKind::Withdrawn, EventKind::Expired] {
            let nothing = last(kind, 2, 1000).decide(Decision::Withdrawn, &asked(), None, NOW);
            assert!(matches!(nothing, Err(Conflict::NothingGiven(Some(_)))), "{kind:?}");
        }
    }

    #[test]
    fn declining_what_stands_withdraws_it() {
        let stands = last(EventKind::Given, 2, 1000);
        assert_eq!(stands.decide(Decision::Refused, &asked(), None, NOW), Ok(EventKind::Withdrawn));
    }

    #[test]
    fn an_older_page_is_told_what_happened_meanwhile() {
        let stands = last(EventKind::Given, 2, 1000);
        let seen = Some(stands.last().map(|last| last.event));
        assert_eq!(stands.decide(Decision::Withdrawn, &asked(), seen, NOW), Ok(EventKind::Withdrawn));
        assert!(matches!(
            stands.decide(Decision::Withdrawn, &asked(), Some(None), NOW),
            Err(Conflict::Meanwhile(Some(_)))
        ));
    }

    proptest! {
        #[test]
        fn data_is_used_only_after_an_agreement_to_what_is_asked_now(
            kind in prop::sample::select(EventKind::ALL.to_vec()), version in 1_u32..4, lapses_in in -5_i64..5,
        ) {
            let standing = last(kind, version, lapses_in);
            let allows = standing.allows(&asked(), NOW);
            prop_assert_eq!(allows, kind == EventKind::Given && version >= 2 && lapses_in > 0);
            prop_assert!(!(allows && standing.to_be_asked(&asked(), NOW)));
        }

        #[test]
        fn after_a_withdrawal_nothing_is_allowed(version in 1_u32..4) {
            prop_assert!(!last(EventKind::Withdrawn, version, 1000).allows(&asked(), NOW));
        }
    }
}
