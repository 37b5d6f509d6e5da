//! Messages to a person (article 2 (b)): the words of each kind, quiet hours, what can be stopped.
//!
//! No id number, no health detail, no name is ever in a message: it may be read over a shoulder, and the phone may have
//! changed hands. Each ends with a short code that the portal confirms or denies without signing in.

use crate::case_number::CaseNumber;
use crate::date::Instant;
use crate::language::{Bilingual, Explain, Language};
use thiserror::Error;

/// Whether a message can be stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The service depends on it; it cannot be stopped.
    Service,
    /// Information; sent while the person consents to news.
    Information,
}

/// What a message says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Notice {
    /// The account is open.
    Welcome,
    /// Somebody signed in on a device that was not seen before.
    NewDevice,
    /// The profile was changed.
    ProfileChanged,
    /// A consent choice was recorded.
    ConsentRecorded,
    /// A consent lapsed.
    ConsentLapsed,
    /// A power of attorney was filed, and waits for an officer.
    DelegationFiled,
    /// An officer checked a power of attorney.
    DelegationDecided,
    /// A power of attorney was taken back.
    DelegationRevoked,
    /// A case was filed.
    CaseFiled,
    /// A case has moved on.
    CaseMoved,
    /// An office needs more from the person.
    CaseNeedsMore,
    /// A case is decided.
    CaseDecided,
    /// The office has not taken a case in hand, or not answered the division, in time.
    CaseUnanswered,
    /// The time to decide a case is nearly over.
    CaseSoonOver,
    /// The time to decide a case is over: the division can be written to.
    CaseOverdue,
    /// A letter went to the division.
    LetterSent,
    /// A record was corrected.
    RecordChanged,
    /// A paper form was settled and is about this person.
    PaperSettled,
    /// Their data was disclosed under an order.
    Disclosed,
    /// An organisation's system recorded something about this person.
    RecordReceived,
    /// What another source says of this person counts from now on.
    ValueReceived,
    /// Two accounts of theirs were linked, or parted.
    AccountsLinked,
    /// Health news.
    News,
}

impl Kind {
    /// The word in storage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::Information => "information",
        }
    }

    /// The kind in words.
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Service => Bilingual::new("ข้อความจำเป็น", "Service message"),
            Self::Information => Bilingual::new("ข่าวสาร", "Information"),
        }
    }
}

impl Notice {
    /// All notices.
    pub const ALL: [Self; 23] = [
        Self::Welcome,
        Self::NewDevice,
        Self::ProfileChanged,
        Self::ConsentRecorded,
        Self::ConsentLapsed,
        Self::DelegationFiled,
        Self::DelegationDecided,
        Self::DelegationRevoked,
        Self::CaseFiled,
        Self::CaseMoved,
        Self::CaseNeedsMore,
        Self::CaseDecided,
        Self::CaseUnanswered,
        Self::CaseSoonOver,
        Self::CaseOverdue,
        Self::LetterSent,
        Self::RecordChanged,
        Self::PaperSettled,
        Self::Disclosed,
        Self::RecordReceived,
        Self::ValueReceived,
        Self::AccountsLinked,
        Self::News,
    ];

    /// The word in storage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Welcome => "welcome",
            Self::NewDevice => "new-device",
            Self::ProfileChanged => "profile-changed",
            Self::ConsentRecorded => "consent-recorded",
            Self::ConsentLapsed => "consent-lapsed",
            Self::DelegationFiled => "delegation-filed",
            Self::DelegationDecided => "delegation-decided",
            Self::DelegationRevoked => "delegation-revoked",
            Self::CaseFiled => "case-filed",
            Self::CaseMoved => "case-moved",
            Self::CaseNeedsMore => "case-needs-more",
            Self::CaseDecided => "case-decided",
            Self::CaseUnanswered => "case-unanswered",
            Self::CaseSoonOver => "case-soon-over",
            Self::CaseOverdue => "case-overdue",
            Self::LetterSent => "letter-sent",
            Self::RecordChanged => "record-changed",
            Self::PaperSettled => "paper-settled",
            Self::Disclosed => "disclosed",
            Self::RecordReceived => "record-received",
            Self::ValueReceived => "value-received",
            Self::AccountsLinked => "accounts-linked",
            Self::News => "news",
        }
    }

    /// The notice of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|notice| notice.name() == name)
    }

    /// Whether it can be stopped.
    pub const fn kind(self) -> Kind {
        if matches!(self, Self::News) { Kind::Information } else { Kind::Service }
    }

    /// Its subject, and heading in the list of messages.
    pub const fn subject(self) -> Bilingual {
        match self {
            Self::Welcome => Bilingual::new("เปิดบัญชีแล้ว", "Your account is open"),
            Self::NewDevice => Bilingual::new("มีการเข้าสู่ระบบจากเครื่องใหม่", "Sign-in from a new device"),
            Self::ProfileChanged => Bilingual::new("ข้อมูลส่วนตัวถูกแก้ไข", "Your profile was changed"),
            Self::ConsentRecorded => Bilingual::new("บันทึกคำตอบเรื่องความยินยอมแล้ว", "Your consent choice is recorded"),
            Self::ConsentLapsed => Bilingual::new("ความยินยอมหมดอายุ", "A consent has lapsed"),
            Self::DelegationFiled => Bilingual::new("ได้รับหนังสือมอบอำนาจแล้ว", "A power of attorney was filed"),
            Self::DelegationDecided => Bilingual::new("ตรวจหนังสือมอบอำนาจแล้ว", "A power of attorney was checked"),
            Self::DelegationRevoked => Bilingual::new("ยกเลิกการมอบอำนาจแล้ว", "A power of attorney was taken back"),
            Self::CaseFiled => Bilingual::new("รับเรื่องของท่านแล้ว", "Your request was filed"),
            Self::CaseMoved => Bilingual::new("เรื่องของท่านคืบหน้า", "Your request has moved on"),
            Self::CaseNeedsMore => Bilingual::new("ขอข้อมูลเพิ่มจากท่าน", "More is needed from you"),
            Self::CaseDecided => Bilingual::new("พิจารณาเรื่องของท่านแล้ว", "Your request is decided"),
            Self::CaseUnanswered => {
                Bilingual::new("หน่วยงานยังไม่ตอบเรื่องของท่านในเวลา", "Your request was not taken up in time")
            }
            Self::CaseSoonOver => Bilingual::new("เรื่องของท่านใกล้ครบกำหนด", "The time to answer you is nearly over"),
            Self::CaseOverdue => Bilingual::new("เรื่องของท่านเลยกำหนดแล้ว", "Your request is overdue"),
            Self::LetterSent => Bilingual::new("มีหนังสือถึงกองฯ แล้ว", "A letter went to the division"),
            Self::RecordChanged => Bilingual::new("ข้อมูลที่บันทึกไว้ถูกแก้ไข", "A record of yours was changed"),
            Self::PaperSettled => Bilingual::new("บันทึกแบบกระดาษของท่านแล้ว", "A paper form of yours was recorded"),
            Self::Disclosed => Bilingual::new("ข้อมูลของท่านถูกเปิดเผยตามคำสั่ง", "Your data was disclosed under an order"),
            Self::RecordReceived => Bilingual::new("มีบันทึกใหม่เกี่ยวกับท่าน", "Something new was recorded about you"),
            Self::ValueReceived => Bilingual::new("ข้อมูลของท่านจากอีกแหล่งหนึ่ง", "Data about you from another source"),
            Self::AccountsLinked => Bilingual::new("บัญชีของท่านถูกเชื่อมหรือแยก", "Your accounts were linked or parted"),
            Self::News => Bilingual::new("ข่าวสารสุขภาพ", "Health news"),
        }
    }

    const fn words(self) -> Bilingual {
        match self {
            Self::Welcome => Bilingual::new("บัญชีของท่านพร้อมใช้งาน", "Your account is ready."),
            Self::NewDevice => Bilingual::new(
                "มีการเข้าสู่ระบบจากเครื่องที่ไม่เคยใช้ หากไม่ใช่ท่าน ให้ออกจากระบบทุกเครื่อง",
                "A device not used before has signed in. If it was not you, sign out everywhere.",
            ),
            Self::ProfileChanged => Bilingual::new(
                "ข้อมูลส่วนตัวถูกแก้ไข หากไม่ใช่ท่าน โปรดติดต่อเรา",
                "Your profile was changed. If it was not you, contact us.",
            ),
            Self::ConsentRecorded => Bilingual::new(
                "คำตอบและใบรับอยู่ในบัญชีของท่าน เปลี่ยนได้ทุกเมื่อ",
                "The answer and its receipt are in your account. You can change it at any time.",
            ),
            Self::ConsentLapsed => Bilingual::new(
                "ความยินยอมข้อหนึ่งครบเวลาแล้ว เราหยุดใช้ข้อมูลเพื่อการนั้น",
                "One consent has reached its end; data is no longer used for it.",
            ),
            Self::DelegationFiled => Bilingual::new(
                "เจ้าหน้าที่จะตรวจเอกสาร หากท่านไม่ได้ยื่น โปรดติดต่อเรา",
                "An officer will check the document. If you did not file it, contact us.",
            ),
            Self::DelegationDecided => Bilingual::new("ดูผลในบัญชีของท่าน", "See the result in your account."),
            Self::DelegationRevoked => {
                Bilingual::new("ผู้รับมอบทำแทนไม่ได้อีก มีผลทันที", "The delegate can act no longer, from now on.")
            }
            Self::CaseFiled => Bilingual::new(
                "รับเรื่องแล้ว เลขเรื่องและกำหนดเวลาอยู่ในบัญชีของท่าน",
                "It is filed. Its number and the time it will take are in your account.",
            ),
            Self::CaseMoved => Bilingual::new("ดูลำดับเหตุการณ์ในบัญชีของท่าน", "See its timeline in your account."),
            Self::CaseNeedsMore => Bilingual::new(
                "เจ้าหน้าที่ขอข้อมูลเพิ่ม ระหว่างรอท่าน เวลาหยุดนับ เปิดบัญชีเพื่อตอบ",
                "The office needs more from you. The clock stands still meanwhile. Open your account to answer.",
            ),
            Self::CaseDecided => Bilingual::new(
                "ผลและใบรับอยู่ในบัญชีของท่าน หากไม่เห็นด้วย มีทางทำต่อในหน้าเดียวกัน",
                "The decision and its receipt are in your account. If you do not accept it, the same page says what you can do.",
            ),
            Self::CaseUnanswered => Bilingual::new(
                "เราได้เตือนหน่วยงานแล้ว ท่านไม่ต้องทำอะไร",
                "The office was reminded. You need not do anything.",
            ),
            Self::CaseSoonOver => Bilingual::new(
                "หน่วยงานที่ตอบเหลือเวลาไม่มาก เรื่องนี้ขึ้นต้นรายการของเขา",
                "The office has little time left; the case is at the head of its list.",
            ),
            Self::CaseOverdue => Bilingual::new(
                "หน่วยงานไม่ได้ตอบภายในกำหนด ท่านส่งหนังสือถึงกองฯ ได้จากหน้าเรื่อง",
                "The office did not answer in time. You can write to the division from the page of your request.",
            ),
            Self::LetterSent => Bilingual::new(
                "หนังสือถึงกองยุทธศาสตร์และแผนงานอยู่ในหน้าเรื่อง พิมพ์เก็บได้",
                "The letter to the Strategy and Planning Division is on the page of your request, to print and keep.",
            ),
            Self::RecordChanged => Bilingual::new(
                "รายการเดิมถูกทำเครื่องหมายว่าบันทึกผิด ใบรับรองเดิมใช้ไม่ได้อีก",
                "What was wrong is marked as entered in error, and its certificate holds no longer.",
            ),
            Self::PaperSettled => Bilingual::new(
                "สิ่งที่อ่านได้จากแบบอยู่ในบัญชีของท่าน ข้อมูลติดต่อเดิมไม่ถูกแทนที่ ท่านเลือกเปลี่ยนเองได้",
                "What was read from it is in your account. Your contact details were not replaced; you may change them there.",
            ),
            Self::Disclosed => Bilingual::new(
                "หน่วยงานที่มีอำนาจสั่งให้เปิดเผยข้อมูลของท่าน ดูว่าเปิดเมื่อใดได้ที่หน้า ใครใช้ข้อมูลของฉัน",
                "A competent authority ordered it. The page Who used my data shows when it was opened.",
            ),
            Self::RecordReceived => Bilingual::new(
                "หน่วยงานส่งบันทึกเกี่ยวกับท่านเข้ามา ดูในบัญชีว่าถูกต้องหรือไม่ หากไม่ใช่ของท่าน แจ้งได้ในหน้าเดียวกัน",
                "An organisation sent a record about you. See in your account whether it is right; if it is not yours, say so there.",
            ),
            Self::ValueReceived => Bilingual::new(
                "แหล่งข้อมูลอื่นแจ้งข้อมูลของท่านต่างจากเดิม ดูในบัญชีว่าใครแจ้งและค่าใดใช้อยู่",
                "Another source says something else about you. Your account shows who said what, and which of it counts.",
            ),
            Self::AccountsLinked => Bilingual::new(
                "เจ้าหน้าที่เชื่อมหรือแยกบัญชีที่เป็นของบุคคลเดียวกัน ประวัติของแต่ละบัญชียังอยู่ครบ",
                "An officer linked or parted accounts of one person. The history of each is whole.",
            ),
            Self::News => Bilingual::new("มีข่าวสารใหม่ในบัญชีของท่าน", "There is news in your account."),
        }
    }

    /// The whole text, with the code that tells it from a forged one and where to check it.
    pub fn text(self, language: Language, code: CaseNumber, origin: &str) -> String {
        let tag = language.tag();
        match language {
            Language::Th => format!("หมอพร้อม: {} ตรวจข้อความนี้ที่ {origin}/{tag}/verify รหัส {code}", self.words().th),
            Language::En => {
                format!("Mor Prom: {} Check this message at {origin}/{tag}/verify code {code}", self.words().en)
            }
        }
    }
}

/// The text that carries a one-time code. It says what the code is for, and to give it to nobody.
pub fn code_text(language: Language, code: &str, check: CaseNumber, origin: &str) -> String {
    let tag = language.tag();
    match language {
        Language::Th => {
            format!("หมอพร้อม: รหัสเข้าสู่ระบบ {code} ใช้ได้ 10 นาที อย่าบอกใคร ตรวจข้อความที่ {origin}/{tag}/verify รหัส {check}")
        }
        Language::En => format!(
            "Mor Prom: your code is {code}. It holds for 10 minutes; give it to nobody. Check this message at {origin}/{tag}/verify code {check}"
        ),
    }
}

/// The subject of a mail that carries a one-time code.
pub const CODE_SUBJECT: Bilingual = Bilingual::new("รหัสใช้ครั้งเดียว", "One-time code");

/// When something that was not taken is tried again after `attempt` attempts: after 10 seconds, 30 seconds, 2, 10 and 30
/// minutes, then every hour, each up to a quarter later by `jitter`; `None` when that is after `until`.
pub fn next_attempt(attempt: u32, now: Instant, jitter: u16, until: Instant) -> Option<Instant> {
    let seconds = match attempt {
        0 | 1 => 10,
        2 => 30,
        3 => 120,
        4 => 600,
        5 => 1800,
        _ => 3600,
    };
    let wait = seconds * 1000 + seconds * 250 * i64::from(jitter) / i64::from(u16::MAX);
    let at = Instant::from_unix_milliseconds(now.unix_milliseconds().saturating_add(wait));
    (at < until).then_some(at)
}

/// Hours of the Bangkok day in which nothing is sent but what somebody waits for. From 22 to 7 crosses midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct QuietHours {
    from: u8,
    to: u8,
}

/// Quiet hours that are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum QuietHoursError {
    /// An hour is not 0 to 23.
    #[error("an hour is not 0 to 23")]
    Hour,
    /// One hour is given without the other.
    #[error("only one of the hours is given")]
    Half,
    /// Both are the same: the whole day, or none.
    #[error("both hours are the same")]
    Same,
}

impl QuietHours {
    /// The hours in the two boxes of a form; both empty is none.
    pub fn parse(from: &str, to: &str) -> Result<Option<Self>, QuietHoursError> {
        let hour = |text: &str| text.trim().parse().ok().filter(|hour| *hour < 24).ok_or(QuietHoursError::Hour);
        match (from.trim().is_empty(), to.trim().is_empty()) {
            (true, true) => Ok(None),
            (false, false) => {
                let (from, to): (u8, u8) = (hour(from)?, hour(to)?);
                if from == to { Err(QuietHoursError::Same) } else { Ok(Some(Self { from, to })) }
            }
            _ => Err(QuietHoursError::Half),
        }
    }

    /// The first hour, and the hour at which sending goes on.
    pub const fn hours(self) -> (u8, u8) {
        (self.from, self.to)
    }

    /// `now`, or when the quiet hours around it end.
    pub fn due(self, now: Instant) -> Instant {
        let (hour, minute) = now.bangkok_hour_minute();
        let quiet = if self.from < self.to {
            (self.from..self.to).contains(&hour)
        } else {
            hour >= self.from || hour < self.to
        };
        if !quiet {
            return now;
        }
        let hours = (i64::from(self.to) - i64::from(hour)).rem_euclid(24);
        let begun = now.unix_milliseconds() - i64::from(minute) * 60_000;
        Instant::from_unix_milliseconds(begun - begun.rem_euclid(60_000) + hours * 3_600_000)
    }
}

impl Explain for QuietHoursError {
    fn explain(&self) -> Bilingual {
        match self {
            Self::Hour => Bilingual::new("เลือกชั่วโมงตั้งแต่ 0 ถึง 23", "Choose an hour from 0 to 23."),
            Self::Half => Bilingual::new(
                "เลือกทั้งเวลาเริ่มและเวลาสิ้นสุด หรือเว้นว่างทั้งสอง",
                "Choose both the beginning and the end, or neither.",
            ),
            Self::Same => Bilingual::new("เวลาเริ่มและเวลาสิ้นสุดต้องต่างกัน", "The beginning and the end must differ."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Milliseconds at this Bangkok hour and minute of 2026-01-01.
    fn bangkok(hour: i64, minute: i64) -> Instant {
        Instant::from_unix_milliseconds(1_767_200_400_000 + hour * 3_600_000 + minute * 60_000)
    }

    #[test]
    fn quiet_hours_cross_midnight() {
        let night = QuietHours::parse("22", "7").unwrap().unwrap();
        assert_eq!(night.due(bangkok(21, 59)), bangkok(21, 59));
        assert_eq!(night.due(bangkok(22, 0)), bangkok(31, 0));
        assert_eq!(night.due(bangkok(3, 30)), bangkok(7, 0));
        assert_eq!(night.due(bangkok(7, 0)), bangkok(7, 0));
    }

    #[test]
    fn boxes_of_the_form() {
        assert_eq!(QuietHours::parse("", " "), Ok(None));
        assert_eq!(QuietHours::parse("22", ""), Err(QuietHoursError::Half));
        assert_eq!(QuietHours::parse("24", "7"), Err(QuietHoursError::Hour));
        assert_eq!(QuietHours::parse("7", "7"), Err(QuietHoursError::Same));
    }

    #[test]
    fn every_message_can_be_checked_and_names_nobody() {
        let code = CaseNumber::from_random([1, 2, 3, 4, 5]);
        for notice in Notice::ALL {
            assert_eq!(Notice::from_name(notice.name()), Some(notice));
            for language in [Language::Th, Language::En] {
                let text = notice.text(language, code, "https://portal.example");
                assert!(text.ends_with(&code.to_string()) && text.contains("/verify"), "{text}");
                assert!(!text.contains("วัคซีน") && !text.to_lowercase().contains("vaccin"), "{text}");
            }
        }
        assert_eq!(Notice::ALL.into_iter().filter(|notice| notice.kind() == Kind::Information).count(), 1);
    }

    #[test]
    fn waits_grow_and_end() {
        let (now, until) = (bangkok(0, 0), bangkok(48, 0));
        let wait = |attempt, jitter| {
            next_attempt(attempt, now, jitter, until).map(|at| at.unix_milliseconds() - now.unix_milliseconds())
        };
        assert_eq!(
            [1, 2, 3, 4, 5, 6, 99].map(|attempt| wait(attempt, 0)),
            [10, 30, 120, 600, 1800, 3600, 3600].map(|s| Some(s * 1000))
        );
        assert_eq!(wait(1, u16::MAX), Some(12_500));
        assert_eq!(next_attempt(6, bangkok(47, 30), 0, until), None);
    }

    proptest! {
        #[test]
        fn what_waits_is_sent_within_a_day_and_outside_quiet_hours(from in 0_u8..24, to in 0_u8..24, at in 0_i64..10_000_000_000_000) {
            if let Ok(Some(quiet)) = QuietHours::parse(&from.to_string(), &to.to_string()) {
                let now = Instant::from_unix_milliseconds(at);
                let due = quiet.due(now);
                prop_assert!(due >= now && due.unix_milliseconds() - at <= 24 * 3_600_000);
                prop_assert_eq!(quiet.due(due), due);
            }
        }
    }
}
