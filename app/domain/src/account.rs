//! Who is signed in, and for how long (article 8): roles, second factor, idle and absolute end of a session.

use crate::date::Instant;
use crate::language::Bilingual;
use thiserror::Error;

/// What somebody signed in is here as. What a role may do is decided elsewhere, act by act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// A data subject, or a delegate: somebody with an account of their own.
    Person,
    /// An officer of a health service unit.
    UnitOfficer,
    /// An officer of the Strategy and Planning Division.
    DivisionOfficer,
    /// Somebody who works under contract.
    Contractor,
    /// Somebody who checks, and changes nothing.
    Auditor,
    /// Somebody who runs the machines.
    Operator,
    /// A partner's computer system: an officer of that partner answers for it.
    System,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 7] = [
        Self::Person,
        Self::UnitOfficer,
        Self::DivisionOfficer,
        Self::Contractor,
        Self::Auditor,
        Self::Operator,
        Self::System,
    ];

    /// The word in storage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::UnitOfficer => "unit-officer",
            Self::DivisionOfficer => "division-officer",
            Self::Contractor => "contractor",
            Self::Auditor => "auditor",
            Self::Operator => "operator",
            Self::System => "system",
        }
    }

    /// The role of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    /// The role in words.
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Person => Bilingual::new("เจ้าของข้อมูล", "Person"),
            Self::UnitOfficer => Bilingual::new("เจ้าหน้าที่หน่วยบริการ", "Officer of a health unit"),
            Self::DivisionOfficer => Bilingual::new("เจ้าหน้าที่กองยุทธศาสตร์และแผนงาน", "Officer of the division"),
            Self::Contractor => Bilingual::new("ผู้รับจ้าง", "Contractor"),
            Self::Auditor => Bilingual::new("ผู้ตรวจสอบ", "Auditor"),
            Self::Operator => Bilingual::new("ผู้ดูแลระบบ", "Operator"),
            Self::System => Bilingual::new("ระบบของหน่วยงานภายนอก", "A partner's system"),
        }
    }

    /// Whether this is somebody on duty: a second factor is required always.
    pub const fn is_staff(self) -> bool {
        !matches!(self, Self::Person)
    }
}

/// How sure the service is that an account belongs to the holder of the id number on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Assurance {
    /// Nobody has an account by this number: a unit or a register told of the person.
    Recorded,
    /// The person says so; nobody checked. Shows nothing that others recorded about that number.
    Stated,
    /// A sign-on provider or an officer checked it.
    Verified,
}

impl Assurance {
    /// The word in storage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Recorded => "recorded",
            Self::Stated => "stated",
            Self::Verified => "verified",
        }
    }

    /// The assurance of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Recorded, Self::Stated, Self::Verified].into_iter().find(|assurance| assurance.name() == name)
    }
}

/// How long a session lasts: the operator's own defaults.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionRule {
    /// Milliseconds without a request after which it ends.
    pub idle: i64,
    /// Milliseconds after sign-in at which it ends in any case.
    pub absolute: i64,
}

const MINUTE: i64 = 60_000;

/// Only after this long is it written down again that a session was used: reading a page need not write.
pub const SEEN_EVERY: i64 = MINUTE;

impl SessionRule {
    /// The rule for a role.
    pub const fn of(role: Role) -> Self {
        if role.is_staff() {
            Self { idle: 15 * MINUTE, absolute: 8 * 60 * MINUTE }
        } else {
            Self { idle: 30 * MINUTE, absolute: 12 * 60 * MINUTE }
        }
    }

    /// Whether a session stands at `now`. A clock that went back ends nothing, and lengthens nothing: what counts is the
    /// moment written down.
    pub fn check(self, signed_in: Instant, seen: Instant, now: Instant) -> Result<(), SessionEnd> {
        let since = |moment: Instant| now.unix_milliseconds().saturating_sub(moment.unix_milliseconds());
        if since(signed_in) >= self.absolute {
            Err(SessionEnd::Absolute)
        } else if since(seen) >= self.idle {
            Err(SessionEnd::Idle)
        } else {
            Ok(())
        }
    }
}

/// Why a session no longer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SessionEnd {
    /// Unused for too long.
    #[error("the session was not used for too long")]
    Idle,
    /// Too long since sign-in.
    #[error("the session has reached its longest time")]
    Absolute,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(milliseconds: i64) -> Instant {
        Instant::from_unix_milliseconds(milliseconds)
    }

    #[test]
    fn roles_are_read_back_and_only_people_go_without_a_second_factor() {
        assert!(Role::ALL.into_iter().all(|role| Role::from_name(role.name()) == Some(role)));
        assert_eq!(Role::ALL.into_iter().filter(|role| !role.is_staff()).collect::<Vec<_>>(), [Role::Person]);
    }

    #[test]
    fn a_session_ends_at_the_first_moment_past_its_time() {
        let rule = SessionRule { idle: 10, absolute: 100 };
        assert_eq!(rule.check(at(0), at(50), at(59)), Ok(()));
        assert_eq!(rule.check(at(0), at(50), at(60)), Err(SessionEnd::Idle));
        assert_eq!(rule.check(at(0), at(99), at(99)), Ok(()));
        assert_eq!(rule.check(at(0), at(99), at(100)), Err(SessionEnd::Absolute));
        assert_eq!(rule.check(at(0), at(50), at(-50)), Ok(()), "a clock that went back ends nothing");
    }

    #[test]
    fn a_session_is_as_long_as_its_role_allows() {
        let minutes = |role| {
            let SessionRule { idle, absolute } = SessionRule::of(role);
            (idle / 60_000, absolute / 60_000, idle % 60_000 + absolute % 60_000)
        };
        assert_eq!(minutes(Role::Person), (30, 12 * 60, 0));
        for role in Role::ALL.into_iter().filter(|role| role.is_staff()) {
            assert_eq!(minutes(role), (15, 8 * 60, 0), "{role:?}");
        }
    }

    #[test]
    fn what_is_surer_counts_for_more_and_is_read_back() {
        let all = [Assurance::Recorded, Assurance::Stated, Assurance::Verified];
        assert!(all.is_sorted() && all.into_iter().all(|it| Assurance::from_name(it.name()) == Some(it)));
        assert_eq!(Assurance::from_name("certain"), None);
    }

    #[test]
    fn staff_sessions_are_shorter() {
        let (staff, person) = (SessionRule::of(Role::Auditor), SessionRule::of(Role::Person));
        assert!(staff.idle < person.idle && staff.absolute < person.absolute);
    }
}
