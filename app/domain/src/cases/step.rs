//! The steps of a case, as its timeline has them.

use super::form::Claim;
use crate::date::Instant;
use crate::language::Bilingual;

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// It came in.
    Filed,
    /// The office has it in hand, and checks the facts.
    Acknowledged,
    /// More is needed from the person; the office's clock stops.
    AskedMore,
    /// The person gave more; the clock goes on.
    Supplied,
    /// Whoever recorded it has decided: a second officer must agree.
    Proposed(Outcome),
    /// The second officer does not agree: the facts are checked again.
    Declined,
    /// It is decided.
    Decided(Outcome),
    /// The person does not accept the decision, once.
    Reopened,
    /// The person has written to the division.
    Escalated(Cause),
    /// The office has answered the division.
    Answered,
    /// The division orders the correction.
    Ordered,
    /// The division finds that the decision stands.
    Upheld,
    /// The person takes it back.
    Withdrawn,
    /// A clock was near its end, or over it.
    Reminded(Reminder),
    /// The office has closed: another answers from now on.
    Routed,
}

/// How a case is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// The record was wrong, and is put right.
    Corrected,
    /// The record is right as it is.
    Confirmed,
    /// What was asked for is done.
    Granted,
    /// What was asked for is refused, with a reason.
    Refused,
}

/// Why a person writes to the division.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cause {
    /// Nothing was decided in time.
    Overdue,
    /// The person disputes the decision.
    Disputed,
}

/// What somebody was reminded of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reminder {
    /// The time to take it in hand, or to answer the division, is over.
    Unanswered,
    /// The time to decide is nearly over.
    Soon,
    /// It is over.
    Over,
}

/// A line of a timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// What happened.
    pub step: Step,
    /// When.
    pub at: Instant,
}

impl Step {
    /// All steps.
    pub const ALL: [Self; 22] = [
        Self::Filed,
        Self::Acknowledged,
        Self::AskedMore,
        Self::Supplied,
        Self::Proposed(Outcome::Corrected),
        Self::Proposed(Outcome::Confirmed),
        Self::Declined,
        Self::Decided(Outcome::Corrected),
        Self::Decided(Outcome::Confirmed),
        Self::Decided(Outcome::Granted),
        Self::Decided(Outcome::Refused),
        Self::Reopened,
        Self::Escalated(Cause::Overdue),
        Self::Escalated(Cause::Disputed),
        Self::Answered,
        Self::Ordered,
        Self::Upheld,
        Self::Withdrawn,
        Self::Reminded(Reminder::Unanswered),
        Self::Reminded(Reminder::Soon),
        Self::Reminded(Reminder::Over),
        Self::Routed,
    ];

    /// The word in storage and receipts.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Filed => "filed",
            Self::Acknowledged => "acknowledged",
            Self::AskedMore => "asked-more",
            Self::Supplied => "supplied",
            Self::Proposed(Outcome::Corrected | Outcome::Granted) => "proposed-corrected",
            Self::Proposed(Outcome::Confirmed | Outcome::Refused) => "proposed-confirmed",
            Self::Declined => "declined",
            Self::Decided(Outcome::Corrected) => "corrected",
            Self::Decided(Outcome::Confirmed) => "confirmed",
            Self::Decided(Outcome::Granted) => "granted",
            Self::Decided(Outcome::Refused) => "refused",
            Self::Reopened => "reopened",
            Self::Escalated(Cause::Overdue) => "escalated-overdue",
            Self::Escalated(Cause::Disputed) => "escalated-disputed",
            Self::Answered => "answered",
            Self::Ordered => "ordered",
            Self::Upheld => "upheld",
            Self::Withdrawn => "withdrawn",
            Self::Reminded(Reminder::Unanswered) => "reminded-unanswered",
            Self::Reminded(Reminder::Soon) => "reminded-soon",
            Self::Reminded(Reminder::Over) => "reminded-over",
            Self::Routed => "routed",
        }
    }

    /// The step of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.name() == name)
    }

    /// The step in words: who did it stands beside.
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Filed => Bilingual::new("ยื่นเรื่อง", "Filed"),
            Self::Acknowledged => Bilingual::new("รับเรื่องแล้ว กำลังตรวจข้อเท็จจริง", "Received; the facts are being checked"),
            Self::AskedMore => Bilingual::new("ขอข้อมูลเพิ่ม (หยุดนับเวลา)", "More information needed (the clock stops)"),
            Self::Supplied => Bilingual::new("ให้ข้อมูลเพิ่มแล้ว", "More information given"),
            Self::Proposed(_) => Bilingual::new(
                "ผู้บันทึกเสนอผล รอเจ้าหน้าที่คนที่สอง",
                "Decision proposed by the recorder; a second officer must agree",
            ),
            Self::Declined => {
                Bilingual::new("เจ้าหน้าที่คนที่สองไม่เห็นด้วย ตรวจใหม่", "The second officer does not agree; checked again")
            }
            Self::Decided(outcome) => outcome.label(),
            Self::Reopened => Bilingual::new("ขอให้พิจารณาใหม่", "Reopened"),
            Self::Escalated(Cause::Overdue) => {
                Bilingual::new("มีหนังสือถึงกองฯ เพราะเลยกำหนด", "Letter to the division: not dealt with in time")
            }
            Self::Escalated(Cause::Disputed) => {
                Bilingual::new("มีหนังสือถึงกองฯ เพราะไม่เห็นด้วยกับผล", "Letter to the division: decision disputed")
            }
            Self::Answered => Bilingual::new("หน่วยบริการชี้แจงต่อกองฯ แล้ว", "The unit has answered the division"),
            Self::Ordered => Bilingual::new("กองฯ สั่งให้แก้ไข", "The division orders the correction"),
            Self::Upheld => Bilingual::new("กองฯ เห็นว่าผลเดิมถูกต้อง", "The division finds that the decision stands"),
            Self::Withdrawn => Bilingual::new("เจ้าของเรื่องถอนเรื่อง", "Withdrawn by the person"),
            Self::Reminded(Reminder::Unanswered) => {
                Bilingual::new("เตือน: เลยกำหนดรับเรื่องหรือชี้แจง", "Reminder: not received or answered in time")
            }
            Self::Reminded(Reminder::Soon) => Bilingual::new("เตือน: ใกล้ครบกำหนด", "Reminder: the time is nearly over"),
            Self::Reminded(Reminder::Over) => Bilingual::new("เตือน: เลยกำหนดแล้ว", "Reminder: the time is over"),
            Self::Routed => Bilingual::new(
                "หน่วยเดิมปิดแล้ว ส่งต่อให้หน่วยที่ดูแลแทน",
                "The office has closed; passed on to who answers for it",
            ),
        }
    }
}

/// What somebody must give with a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Needs {
    /// Words.
    pub words: bool,
    /// A reason of the closed list.
    pub reason: bool,
    /// What is to be recorded.
    pub content: bool,
}

impl Step {
    /// What must be given with the step in a case of this claim: a refusal its reason, a correction what is right.
    pub const fn needs(self, claim: Option<Claim>) -> Needs {
        let words = matches!(
            self,
            Self::AskedMore
                | Self::Supplied
                | Self::Declined
                | Self::Answered
                | Self::Ordered
                | Self::Upheld
                | Self::Reopened
                | Self::Decided(Outcome::Confirmed | Outcome::Refused)
        );
        let detail = match claim {
            Some(claim) => claim.needs_detail(),
            None => false,
        };
        Needs {
            words,
            reason: matches!(self, Self::Decided(Outcome::Confirmed | Outcome::Refused)),
            content: detail && matches!(self, Self::Decided(Outcome::Corrected)),
        }
    }
}

impl Outcome {
    /// All outcomes.
    pub const ALL: [Self; 4] = [Self::Corrected, Self::Confirmed, Self::Granted, Self::Refused];

    /// The word in forms.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Corrected => "corrected",
            Self::Confirmed => "confirmed",
            Self::Granted => "granted",
            Self::Refused => "refused",
        }
    }

    /// The outcome of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.name() == name)
    }

    /// Whether the person got what they asked for.
    pub const fn is_yes(self) -> bool {
        matches!(self, Self::Corrected | Self::Granted)
    }

    /// The outcome in words.
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Corrected => Bilingual::new("แก้ไขแล้ว", "Corrected"),
            Self::Confirmed => Bilingual::new("ยืนยันตามที่บันทึก", "Confirmed as recorded"),
            Self::Granted => Bilingual::new("ดำเนินการตามคำขอแล้ว", "Done as asked"),
            Self::Refused => Bilingual::new("ปฏิเสธคำขอ", "Refused"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Channel, Right};
    use super::*;

    #[test]
    fn a_refusal_says_why_and_a_correction_what_is_right() {
        let needs = |step: Step, claim| {
            let Needs { words, reason, content } = step.needs(claim);
            (words, reason, content)
        };
        for step in Step::ALL {
            let (words, reason, content) = needs(step, Some(Claim::WrongDetail));
            let refuses = matches!(step, Step::Decided(Outcome::Confirmed | Outcome::Refused));
            assert_eq!(reason, refuses, "{step:?}");
            assert_eq!(content, step == Step::Decided(Outcome::Corrected), "{step:?}");
            assert!(words || !refuses, "{step:?}");
        }
        assert_eq!(needs(Step::AskedMore, None), (true, false, false));
        assert_eq!(needs(Step::Acknowledged, None), (false, false, false));
        let corrected = Step::Decided(Outcome::Corrected);
        assert_eq!(needs(corrected, Some(Claim::Missing)), (false, false, true));
        assert_eq!(
            needs(corrected, Some(Claim::NotMine)),
            (false, false, false),
            "what is not theirs has no right form"
        );
        assert_eq!(needs(corrected, None), (false, false, false));
    }

    #[test]
    fn a_yes_is_what_the_person_asked_for() {
        assert_eq!(
            Outcome::ALL.map(Outcome::is_yes),
            Outcome::ALL.map(|it| [Outcome::Corrected, Outcome::Granted].contains(&it))
        );
    }

    #[test]
    fn words_of_storage_are_read_back() {
        assert!(Step::ALL.into_iter().all(|step| Step::from_name(step.name()) == Some(step)));
        assert!(Outcome::ALL.into_iter().all(|it| Outcome::from_name(it.name()) == Some(it)));
    }

    #[test]
    fn rights_and_channels_are_read_back() {
        assert!(Right::ALL.into_iter().all(|it| Right::from_name(it.name()) == Some(it)));
        assert!(Channel::ALL.into_iter().all(|it| Channel::from_name(it.name()) == Some(it)));
        assert_eq!((Step::from_name(""), Right::from_name(""), Channel::from_name("")), (None, None, None));
    }
}
