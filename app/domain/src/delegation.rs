//! Acting for somebody (article 1): a power of attorney with its scope, its dates and its verification, and what it
//! allows at a moment. Revoking acts on the next request, because each request asks [`Delegation::allows`] again.

use crate::date::{Day, Instant};
use crate::language::{Bilingual, Explain};
use thiserror::Error;

/// What a delegate may be allowed to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// See the profile and the records.
    See,
    /// Change the profile.
    Profile,
    /// Answer consent questions.
    Consent,
    /// Ask for corrections and use other rights.
    Rights,
}

/// The acts allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Scope(u8);

/// Where a delegation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DelegationState {
    /// Filed with its document; nobody checked it yet.
    Filed,
    /// An officer checked the document.
    Verified,
    /// An officer found that the document does not hold.
    Refused,
    /// The grantor took it back.
    Revoked,
}

/// What decides whether a delegate may act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delegation {
    /// Where it stands.
    pub state: DelegationState,
    /// What it allows.
    pub scope: Scope,
    /// The first Bangkok day on which it holds.
    pub from: Day,
    /// The last Bangkok day on which it holds.
    pub to: Day,
}

/// Why a delegate may not act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NotAllowed {
    /// Nobody checked the document yet.
    #[error("the power of attorney is not verified")]
    NotVerified,
    /// The document does not hold, or was taken back.
    #[error("the power of attorney does not stand")]
    Ended,
    /// Before its first or after its last day.
    #[error("the power of attorney does not hold on this day")]
    OutsideDates,
    /// The act is outside its scope.
    #[error("the power of attorney does not cover this")]
    OutsideScope,
}

/// What is wrong with a delegation as filed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum FilingError {
    /// Nothing is allowed.
    #[error("no act is chosen")]
    NoAct,
    /// A date is no date.
    #[error("a date is wrong")]
    Date,
    /// The last day is before the first.
    #[error("the last day is before the first")]
    Reversed,
    /// The last day is over.
    #[error("the last day is over")]
    Past,
    /// Longer than [`LONGEST_YEARS`].
    #[error("longer than {LONGEST_YEARS} years")]
    TooLong,
}

/// The longest a delegation may hold, in years: the operator's own default.
pub const LONGEST_YEARS: i32 = 5;

impl Act {
    /// All acts.
    pub const ALL: [Self; 4] = [Self::See, Self::Profile, Self::Consent, Self::Rights];

    /// The word in forms and storage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::See => "see",
            Self::Profile => "profile",
            Self::Consent => "consent",
            Self::Rights => "rights",
        }
    }

    /// The act of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.name() == name)
    }

    /// The act in words.
    pub const fn label(self) -> Bilingual {
        match self {
            Self::See => Bilingual::new("ดูข้อมูลและประวัติ", "See the profile and records"),
            Self::Profile => Bilingual::new("แก้ไขข้อมูลส่วนตัว", "Change the profile"),
            Self::Consent => Bilingual::new("ตอบเรื่องความยินยอม", "Answer consent questions"),
            Self::Rights => Bilingual::new("ขอแก้ข้อมูลและใช้สิทธิอื่น", "Ask for corrections and use other rights"),
        }
    }
}

impl Scope {
    /// Whether `act` is allowed.
    pub const fn contains(self, act: Act) -> bool {
        self.0 & (1 << act as u8) != 0
    }

    /// The acts allowed, in order.
    pub fn acts(self) -> impl Iterator<Item = Act> {
        Act::ALL.into_iter().filter(move |act| self.contains(*act))
    }

    /// As stored: the words, space separated.
    pub fn words(self) -> String {
        self.acts().map(Act::name).collect::<Vec<_>>().join(" ")
    }

    /// The scope of these words; `None` when one is no act.
    pub fn from_words(words: &str) -> Option<Self> {
        words.split_whitespace().map(Act::from_name).collect()
    }
}

impl FromIterator<Act> for Scope {
    fn from_iter<T: IntoIterator<Item = Act>>(acts: T) -> Self {
        Self(acts.into_iter().fold(0, |bits, act| bits | 1 << act as u8))
    }
}

impl DelegationState {
    /// All states.
    pub const ALL: [Self; 4] = [Self::Filed, Self::Verified, Self::Refused, Self::Revoked];

    /// The word in storage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Filed => "filed",
            Self::Verified => "verified",
            Self::Refused => "refused",
            Self::Revoked => "revoked",
        }
    }

    /// The state of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }

    /// The state in words.
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Filed => Bilingual::new("รอเจ้าหน้าที่ตรวจเอกสาร", "Waiting for an officer to check it"),
            Self::Verified => Bilingual::new("ตรวจแล้ว ใช้ได้", "Checked and in force"),
            Self::Refused => Bilingual::new("ตรวจแล้ว ใช้ไม่ได้", "Checked and refused"),
            Self::Revoked => Bilingual::new("ยกเลิกแล้ว", "Taken back"),
        }
    }

    /// Whether `next` may follow. A filed one is decided once; a standing one can only be taken back; ends are ends.
    pub const fn may_become(self, next: Self) -> bool {
        matches!(
            (self, next),
            (Self::Filed, Self::Verified | Self::Refused | Self::Revoked) | (Self::Verified, Self::Revoked)
        )
    }
}

impl Delegation {
    /// Whether `act` is allowed at `now`.
    pub fn allows(&self, act: Act, now: Instant) -> Result<(), NotAllowed> {
        match self.state {
            DelegationState::Filed => return Err(NotAllowed::NotVerified),
            DelegationState::Refused | DelegationState::Revoked => return Err(NotAllowed::Ended),
            DelegationState::Verified => {}
        }
        let today = now.bangkok_day();
        if today < self.from || today > self.to {
            Err(NotAllowed::OutsideDates)
        } else if self.scope.contains(act) {
            Ok(())
        } else {
            Err(NotAllowed::OutsideScope)
        }
    }
}

/// The delegation a person files on `today`: scope and dates hold together.
pub fn file(scope: Scope, from: Day, to: Day, today: Day) -> Result<Delegation, FilingError> {
    let (year, month, day) = from.numbers();
    let longest = Day::from_numbers(year + LONGEST_YEARS, month, day.min(28));
    match () {
        () if scope == Scope::default() => Err(FilingError::NoAct),
        () if to < from => Err(FilingError::Reversed),
        () if to < today => Err(FilingError::Past),
        () if longest.is_none_or(|longest| to > longest) => Err(FilingError::TooLong),
        () => Ok(Delegation { state: DelegationState::Filed, scope, from, to }),
    }
}

impl Explain for NotAllowed {
    fn explain(&self) -> Bilingual {
        match self {
            Self::NotVerified => {
                Bilingual::new("หนังสือมอบอำนาจยังรอการตรวจ", "The power of attorney is still waiting to be checked.")
            }
            Self::Ended => Bilingual::new("หนังสือมอบอำนาจนี้ใช้ไม่ได้แล้ว", "This power of attorney no longer stands."),
            Self::OutsideDates => {
                Bilingual::new("วันนี้อยู่นอกช่วงวันที่ของหนังสือมอบอำนาจ", "Today is outside the dates of the power of attorney.")
            }
            Self::OutsideScope => {
                Bilingual::new("หนังสือมอบอำนาจไม่ครอบคลุมเรื่องนี้", "The power of attorney does not cover this.")
            }
        }
    }
}

impl Explain for FilingError {
    fn explain(&self) -> Bilingual {
        match self {
            Self::NoAct => {
                Bilingual::new("เลือกอย่างน้อยหนึ่งเรื่องที่ให้ทำแทน", "Choose at least one thing the delegate may do.")
            }
            Self::Date => Bilingual::new("ใส่วันที่ให้ครบ วัน เดือน ปี", "Give the whole date: day, month and year."),
            Self::Reversed => Bilingual::new("วันสุดท้ายต้องไม่อยู่ก่อนวันแรก", "The last day must not be before the first."),
            Self::Past => Bilingual::new("วันสุดท้ายผ่านไปแล้ว", "The last day is already over."),
            Self::TooLong => Bilingual::new("มอบอำนาจได้ไม่เกิน 5 ปี", "A power of attorney may hold for 5 years at most."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        Day::from_iso(text).unwrap()
    }

    fn verified(scope: Scope) -> Delegation {
        Delegation { state: DelegationState::Verified, scope, from: day("2026-01-01"), to: day("2026-01-31") }
    }

    /// Noon in Bangkok.
    fn noon(text: &str) -> Instant {
        let mut at = 1_767_200_400_000 - 365 * 86_400_000 + 43_200_000;
        while Instant::from_unix_milliseconds(at).bangkok_day() < day(text) {
            at += 86_400_000;
        }
        Instant::from_unix_milliseconds(at)
    }

    #[test]
    fn allowed_inside_scope_and_dates_alone() {
        let it = verified([Act::See, Act::Consent].into_iter().collect());
        assert_eq!(it.allows(Act::Consent, noon("2026-01-01")), Ok(()));
        assert_eq!(it.allows(Act::Consent, noon("2026-01-31")), Ok(()));
        assert_eq!(it.allows(Act::Consent, noon("2026-02-01")), Err(NotAllowed::OutsideDates));
        assert_eq!(it.allows(Act::Consent, noon("2025-12-31")), Err(NotAllowed::OutsideDates));
        assert_eq!(it.allows(Act::Profile, noon("2026-01-15")), Err(NotAllowed::OutsideScope));
    }

    #[test]
    fn only_a_verified_one_allows_anything() {
        let all: Scope = Act::ALL.into_iter().collect();
        for state in DelegationState::ALL {
            let it = Delegation { state, ..verified(all) };
            let allowed = Act::ALL.into_iter().any(|act| it.allows(act, noon("2026-01-15")).is_ok());
            assert_eq!(allowed, state == DelegationState::Verified, "{state:?}");
        }
    }

    #[test]
    fn an_end_is_an_end() {
        for (from, next) in [
            (DelegationState::Refused, DelegationState::Verified),
            (DelegationState::Revoked, DelegationState::Verified),
            (DelegationState::Verified, DelegationState::Refused),
        ] {
            assert!(!from.may_become(next));
        }
        assert!(DelegationState::Filed.may_become(DelegationState::Verified));
        assert!(DelegationState::Verified.may_become(DelegationState::Revoked));
    }

    #[test]
    fn a_filed_one_is_decided_once_and_a_standing_one_only_taken_back() {
        use DelegationState::{Filed, Refused, Revoked, Verified};
        let follows = [(Filed, Verified), (Filed, Refused), (Filed, Revoked), (Verified, Revoked)];
        for from in DelegationState::ALL {
            assert_eq!(DelegationState::from_name(from.name()), Some(from));
            for next in DelegationState::ALL {
                assert_eq!(from.may_become(next), follows.contains(&(from, next)), "{from:?} {next:?}");
            }
        }
    }

    #[test]
    fn each_act_is_allowed_by_itself_alone() {
        for act in Act::ALL {
            let only: Scope = [act].into_iter().collect();
            assert_eq!((only.acts().collect::<Vec<_>>(), only.words().as_str()), (vec![act], act.name()));
            for other in Act::ALL {
                assert_eq!(verified(only).allows(other, noon("2026-01-15")).is_ok(), act == other);
            }
        }
        assert_eq!(Scope::from_words("see rights").map(Scope::words).as_deref(), Some("see rights"));
        assert_eq!((Scope::from_words("see all"), Scope::from_words("")), (None, Some(Scope::default())));
    }

    #[test]
    fn dates_hold_together() {
        let scope: Scope = [Act::See].into_iter().collect();
        let file = |from, to| file(scope, day(from), day(to), day("2026-06-01"));
        assert!(file("2026-06-01", "2026-06-01").is_ok());
        assert_eq!(file("2026-06-02", "2026-06-01"), Err(FilingError::Reversed));
        assert_eq!(file("2026-05-01", "2026-05-31"), Err(FilingError::Past));
        assert!(file("2026-06-01", "2031-06-01").is_ok());
        assert_eq!(file("2026-06-01", "2031-06-02"), Err(FilingError::TooLong));
        assert_eq!(
            super::file(Scope::default(), day("2026-06-01"), day("2026-06-02"), day("2026-06-01")),
            Err(FilingError::NoAct)
        );
    }

    proptest! {
        #[test]
        fn scopes_are_read_back(acts in prop::collection::vec(prop::sample::select(Act::ALL.to_vec()), 0..8)) {
            let scope: Scope = acts.iter().copied().collect();
            prop_assert_eq!(Scope::from_words(&scope.words()), Some(scope));
            prop_assert!(Act::ALL.into_iter().all(|act| scope.contains(act) == acts.contains(&act)));
        }
    }
}
