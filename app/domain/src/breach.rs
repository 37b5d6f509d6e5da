//! Breach cases (article 8; PDPA s.37(4)): from the moment somebody knew, 72 hours to tell the authority where there is a
//! risk; later only with a reason, and within 15 days. A case is its steps, as with rights.

use crate::brake::Alarm;
use crate::date::Instant;
use crate::language::{Bilingual, Explain};
use thiserror::Error;

const HOUR: i64 = 3_600_000;

/// How long the authority may be told late, with a reason, counted from when somebody knew.
const LATEST: i64 = 15 * 24 * HOUR;

/// How a breach became known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cause {
    /// The brake stopped somebody.
    Brake(Alarm),
    /// An officer reported it.
    Reported,
}

/// How much it endangers the people concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Risk {
    /// Not at all: nothing left the duty.
    None,
    /// Some: the authority is told.
    Some,
    /// Much: the people concerned are told too.
    High,
}

/// What happened in a breach case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// Somebody knew.
    Opened,
    /// The risk was looked at; it can be looked at again.
    Assessed(Risk),
    /// The authority was told.
    AuthorityTold,
    /// The people concerned were told.
    PersonsTold,
    /// Whoever was stopped may go on.
    Released,
    /// Nothing is left to do.
    Closed,
}

/// A breach case, as far as its steps decide what may follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Breach {
    /// When somebody knew.
    pub opened_at: Instant,
    /// The risk, once looked at.
    pub risk: Option<Risk>,
    /// When the authority was told.
    pub authority_told: Option<Instant>,
    /// Whether the people concerned were told.
    pub persons_told: bool,
    /// Whether whoever was stopped may go on.
    pub released: bool,
    /// Whether it is closed.
    pub closed: bool,
}

/// Why a step is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Refusal {
    /// It may not follow.
    #[error("this step may not follow now")]
    NotNow,
    /// The authority is told late: why must be said.
    #[error("later than 72 hours, a reason is needed")]
    ReasonNeeded,
    /// Somebody must be told first.
    #[error("somebody is to be told first")]
    Untold,
    /// Whoever is concerned does not decide.
    #[error("whoever is concerned does not decide")]
    Concerned,
}

impl Breach {
    /// The case that begins at `at`.
    pub const fn opened(at: Instant) -> Self {
        Self { opened_at: at, risk: None, authority_told: None, persons_told: false, released: false, closed: false }
    }

    /// The case these steps make; `None` where the first does not open one.
    pub fn of(steps: impl IntoIterator<Item = (Step, Instant)>) -> Option<Self> {
        let mut steps = steps.into_iter();
        let (Step::Opened, at) = steps.next()? else { return None };
        Some(steps.fold(Self::opened(at), Self::after))
    }

    /// The first moment at which telling the authority is late.
    pub const fn due(&self) -> Instant {
        self.opened_at.plus(72 * HOUR)
    }

    /// The first moment at which no reason excuses it any more.
    pub const fn latest(&self) -> Instant {
        self.opened_at.plus(LATEST)
    }

    /// Whether the authority is still to be told.
    pub fn must_tell(&self) -> bool {
        self.risk != Some(Risk::None) && self.authority_told.is_none()
    }

    /// Whether `step` may follow at `now`; `reason` says whether one was given.
    pub fn may(&self, step: Step, now: Instant, reason: bool) -> Result<(), Refusal> {
        match step {
            _ if self.closed => Err(Refusal::NotNow),
            Step::Opened => Err(Refusal::NotNow),
            Step::AuthorityTold if self.risk.is_none() || self.authority_told.is_some() => Err(Refusal::NotNow),
            Step::AuthorityTold if now >= self.due() && !reason => Err(Refusal::ReasonNeeded),
            Step::PersonsTold if self.persons_told || self.risk.is_none() => Err(Refusal::NotNow),
            Step::Released if self.risk.is_none() || self.released => Err(Refusal::NotNow),
            Step::Closed => self.may_close(),
            Step::Assessed(_) | Step::AuthorityTold | Step::PersonsTold | Step::Released => Ok(()),
        }
    }

    fn may_close(&self) -> Result<(), Refusal> {
        match self.risk {
            None => Err(Refusal::NotNow),
            Some(Risk::None) => Ok(()),
            Some(_) if self.authority_told.is_none() => Err(Refusal::Untold),
            Some(Risk::High) if !self.persons_told => Err(Refusal::Untold),
            Some(_) => Ok(()),
        }
    }

    /// Where the case stands after a step.
    #[must_use]
    pub fn after(self, (step, at): (Step, Instant)) -> Self {
        match step {
            Step::Opened => self,
            Step::Assessed(risk) => Self { risk: Some(risk), ..self },
            Step::AuthorityTold => Self { authority_told: Some(at), ..self },
            Step::PersonsTold => Self { persons_told: true, ..self },
            Step::Released => Self { released: true, ..self },
            Step::Closed => Self { closed: true, ..self },
        }
    }
}

impl Step {
    /// All steps.
    pub const ALL: [Self; 8] = [
        Self::Opened,
        Self::Assessed(Risk::None),
        Self::Assessed(Risk::Some),
        Self::Assessed(Risk::High),
        Self::AuthorityTold,
        Self::PersonsTold,
        Self::Released,
        Self::Closed,
    ];

    /// The word in storage and forms.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Assessed(Risk::None) => "no-risk",
            Self::Assessed(Risk::Some) => "risk",
            Self::Assessed(Risk::High) => "high-risk",
            Self::AuthorityTold => "authority-told",
            Self::PersonsTold => "persons-told",
            Self::Released => "released",
            Self::Closed => "closed",
        }
    }

    /// The step of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.name() == name)
    }

    /// The step in words.
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Opened => Bilingual::new("รับรู้เหตุ", "It became known"),
            Self::Assessed(Risk::None) => Bilingual::new("ประเมินแล้ว: ไม่มีความเสี่ยง", "Assessed: no risk"),
            Self::Assessed(Risk::Some) => Bilingual::new("ประเมินแล้ว: มีความเสี่ยง", "Assessed: a risk"),
            Self::Assessed(Risk::High) => Bilingual::new("ประเมินแล้ว: ความเสี่ยงสูง", "Assessed: a high risk"),
            Self::AuthorityTold => {
                Bilingual::new("แจ้งสำนักงานคณะกรรมการคุ้มครองข้อมูลส่วนบุคคลแล้ว", "The supervisory authority was told")
            }
            Self::PersonsTold => Bilingual::new("แจ้งเจ้าของข้อมูลแล้ว", "The people concerned were told"),
            Self::Released => Bilingual::new("ให้เจ้าหน้าที่ที่ถูกหยุดทำงานต่อได้", "Whoever was stopped may go on"),
            Self::Closed => Bilingual::new("ปิดเหตุ", "Closed"),
        }
    }
}

impl Cause {
    /// The word in storage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Brake(alarm) => alarm.name(),
            Self::Reported => "reported",
        }
    }

    /// The cause of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        if name == Self::Reported.name() { Some(Self::Reported) } else { Alarm::from_name(name).map(Self::Brake) }
    }
}

impl Explain for Cause {
    fn explain(&self) -> Bilingual {
        match self {
            Self::Brake(alarm) => alarm.explain(),
            Self::Reported => Bilingual::new("เจ้าหน้าที่แจ้ง", "Reported by an officer"),
        }
    }
}

impl Explain for Refusal {
    fn explain(&self) -> Bilingual {
        match self {
            Self::NotNow => Bilingual::new("ทำขั้นนี้ไม่ได้ในตอนนี้", "This step cannot be taken now."),
            Self::ReasonNeeded => Bilingual::new(
                "เกิน 72 ชั่วโมงแล้ว ต้องเขียนเหตุผลที่แจ้งช้า",
                "72 hours have passed: say why the authority is told late.",
            ),
            Self::Untold => Bilingual::new(
                "ต้องแจ้งผู้ที่ต้องแจ้งให้ครบก่อนปิด",
                "Everybody who is to be told must be told before it is closed.",
            ),
            Self::Concerned => {
                Bilingual::new("ผู้เกี่ยวข้องตัดสินเรื่องของตนเองไม่ได้", "Whoever is concerned does not decide it.")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hours: i64) -> Instant {
        Instant::from_unix_milliseconds(1_795_402_800_000).plus(hours * HOUR)
    }

    #[test]
    fn the_authority_is_told_in_72_hours_or_with_a_reason() {
        let breach = Breach::opened(at(0));
        assert_eq!(breach.may(Step::AuthorityTold, at(1), false), Err(Refusal::NotNow), "nobody has looked at it");
        let assessed = breach.after((Step::Assessed(Risk::Some), at(1)));
        assert!(assessed.must_tell());
        let told = |now, reason| assessed.may(Step::AuthorityTold, now, reason);
        assert_eq!(told(at(72).plus(-1), false), Ok(()));
        assert_eq!((told(at(72), false), told(at(72), true)), (Err(Refusal::ReasonNeeded), Ok(())));
        assert_eq!(breach.latest(), at(15 * 24));
    }

    #[test]
    fn it_is_closed_when_everybody_was_told_who_must_be() {
        let close = |steps: &[Step]| {
            let steps = std::iter::once(Step::Opened).chain(steps.iter().copied()).map(|step| (step, at(1)));
            Breach::of(steps).unwrap().may(Step::Closed, at(2), false)
        };
        let [some, high, none] = [Risk::Some, Risk::High, Risk::None].map(Step::Assessed);
        assert_eq!(close(&[]), Err(Refusal::NotNow));
        assert_eq!(close(&[none]), Ok(()));
        assert_eq!((close(&[some]), close(&[some, Step::AuthorityTold])), (Err(Refusal::Untold), Ok(())));
        assert_eq!(close(&[high, Step::AuthorityTold]), Err(Refusal::Untold));
        assert_eq!(close(&[high, Step::AuthorityTold, Step::PersonsTold]), Ok(()));
        assert_eq!(close(&[none, Step::Closed]), Err(Refusal::NotNow));
        assert_eq!(Breach::of([(Step::Closed, at(0))]), None);
    }

    #[test]
    fn words_of_storage_are_read_back() {
        assert!(Step::ALL.into_iter().all(|step| Step::from_name(step.name()) == Some(step)));
        let causes = Alarm::ALL.into_iter().map(Cause::Brake).chain([Cause::Reported]);
        assert!(causes.into_iter().all(|cause| Cause::from_name(cause.name()) == Some(cause)));
    }
}
