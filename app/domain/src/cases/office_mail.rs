//! What an office is written about its cases: that something waits and where, in both languages; nothing of the person.

use super::step::{Reminder, Step};
use crate::language::{Bilingual, Language};

/// What an office is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OfficeMail {
    /// A case came to its desk.
    Filed,
    /// The person gave more, disputes the decision, or the case came from an office that closed.
    Waiting,
    /// The time to take it in hand, or to answer the division, is over.
    Unanswered,
    /// The time to decide is nearly over.
    Soon,
    /// The time to decide is over.
    Over,
    /// The division was written to, and expects an answer.
    Written,
    /// The division orders the correction.
    Ordered,
    /// A record it had was corrected; told again until it acknowledges.
    Corrected,
    /// Somebody was stopped: a breach case is open.
    Breach,
    /// A contract ends soon.
    ContractEnds,
    /// An entry of a register waits for a second officer.
    Register,
}

impl OfficeMail {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Filed,
        Self::Waiting,
        Self::Unanswered,
        Self::Soon,
        Self::Over,
        Self::Written,
        Self::Ordered,
        Self::Corrected,
        Self::Breach,
        Self::ContractEnds,
        Self::Register,
    ];

    /// What the desk is told of when this step was taken; nothing where it took the step itself.
    pub const fn of(step: Step) -> Option<Self> {
        Some(match step {
            Step::Filed => Self::Filed,
            Step::Supplied | Step::Reopened | Step::Routed => Self::Waiting,
            Step::Reminded(Reminder::Unanswered) => Self::Unanswered,
            Step::Reminded(Reminder::Soon) => Self::Soon,
            Step::Reminded(Reminder::Over) => Self::Over,
            Step::Escalated(_) => Self::Written,
            Step::Ordered => Self::Ordered,
            _ => return None,
        })
    }

    /// Its subject.
    pub const fn subject(self) -> Bilingual {
        match self {
            Self::Filed => Bilingual::new("มีเรื่องใหม่ถึงหน่วยงานของท่าน", "A new case is on your desk"),
            Self::Waiting => Bilingual::new("มีเรื่องรอหน่วยงานของท่าน", "A case waits for your office"),
            Self::Unanswered => Bilingual::new("เรื่องเลยกำหนดรับหรือชี้แจง", "A case was not received or answered in time"),
            Self::Soon => Bilingual::new("เรื่องใกล้ครบกำหนดพิจารณา", "The time to decide a case is nearly over"),
            Self::Over => Bilingual::new("เรื่องเลยกำหนดพิจารณาแล้ว", "The time to decide a case is over"),
            Self::Written => Bilingual::new(
                "มีหนังสือถึงกองยุทธศาสตร์และแผนงาน ท่านต้องชี้แจง",
                "The division was written to; your answer is expected",
            ),
            Self::Ordered => Bilingual::new("กองยุทธศาสตร์และแผนงานสั่งให้แก้ไข", "The division orders a correction"),
            Self::Breach => Bilingual::new(
                "ระบบหยุดการใช้งานของเจ้าหน้าที่รายหนึ่ง และเปิดเหตุละเมิดข้อมูล นับ 72 ชั่วโมง",
                "An officer was stopped and a breach case opened: 72 hours run",
            ),
            Self::ContractEnds => Bilingual::new(
                "สัญญาใกล้สิ้นสุด เมื่อสิ้นสุดแล้วผู้รับจ้างเปิดดูข้อมูลไม่ได้",
                "A contract ends soon; from then on the contractor sees no data",
            ),
            Self::Register => Bilingual::new(
                "มีรายการในทะเบียนรอเจ้าหน้าที่คนที่สองยืนยัน",
                "An entry of a register waits for a second officer",
            ),
            Self::Corrected => Bilingual::new(
                "ข้อมูลที่ท่านเคยได้รับถูกแก้ไข กรุณารับทราบ",
                "Data you received was corrected; please acknowledge it",
            ),
        }
    }

    /// The text: the subject, the case's number where there is one, and where to look, in Thai, then in English.
    pub fn text(self, number: &str, links: (&str, &str)) -> String {
        let part = |language: Language, number_word: &str, link: &str| {
            let said = self.subject().text(language);
            if number.is_empty() {
                format!("{said}\n{link}")
            } else {
                format!("{said}\n{number_word} {number}\n{link}")
            }
        };
        format!("{}\n\n{}", part(Language::Th, "เลขที่เรื่อง", links.0), part(Language::En, "Case number", links.1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_say_number_and_place() {
        for mail in OfficeMail::ALL {
            let text = mail.text("ABCD-1", ("https://x/th", "https://x/en"));
            assert!(text.contains(mail.subject().th) && text.contains(mail.subject().en), "{mail:?}");
            assert_eq!(text.matches("ABCD-1").count(), 2);
            assert!(text.contains("https://x/th") && text.ends_with("https://x/en"));
            assert!(!mail.text("", ("", "")).contains("number"));
        }
        assert_eq!(OfficeMail::of(Step::Acknowledged), None);
    }

    #[test]
    fn a_desk_is_told_of_what_others_did_and_of_its_limits_never_of_its_own_steps() {
        let told = |step: Step| Some((step.name(), OfficeMail::of(step)?));
        assert_eq!(
            Step::ALL.into_iter().filter_map(told).collect::<Vec<_>>(),
            [
                ("filed", OfficeMail::Filed),
                ("supplied", OfficeMail::Waiting),
                ("reopened", OfficeMail::Waiting),
                ("escalated-overdue", OfficeMail::Written),
                ("escalated-disputed", OfficeMail::Written),
                ("ordered", OfficeMail::Ordered),
                ("reminded-unanswered", OfficeMail::Unanswered),
                ("reminded-soon", OfficeMail::Soon),
                ("reminded-over", OfficeMail::Over),
                ("routed", OfficeMail::Waiting),
            ]
        );
    }
}
