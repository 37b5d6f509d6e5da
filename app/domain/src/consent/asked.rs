//! What a person is asked, purpose by purpose, with the words of each version.
//!
//! A purpose has versions of its own, apart from the policy's: new words that mean more are a new version, and everyone
//! is asked again for that purpose alone (article 6).

use crate::catalogue::PurposeId;
use crate::date::Instant;
use crate::language::Bilingual;

/// A purpose that rests on consent, as it is asked now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AskedPurpose {
    /// The purpose.
    pub purpose: PurposeId,
    /// Its version, from 1; raised when the words below come to mean more.
    pub version: u32,
    /// The question.
    pub question: Bilingual,
    /// What follows from agreeing.
    pub if_given: Bilingual,
    /// What follows from declining: never a lesser service (article 6).
    pub if_refused: Bilingual,
    /// How many days an agreement holds; the operator's own default.
    pub holds_days: u32,
}

const DAY_MILLISECONDS: i64 = 24 * 60 * 60 * 1000;

/// Every purpose that is asked about. Declining all of them leaves everything else as it is.
pub const ASKED: &[AskedPurpose] = &[
    AskedPurpose {
        purpose: PurposeId::News,
        version: 1,
        question: Bilingual::new("ให้เราส่งข่าวสารสุขภาพถึงท่านหรือไม่", "May we send you health news?"),
        if_given: Bilingual::new(
            "เราส่งข่าวสารไปยังโทรศัพท์หรืออีเมลที่ท่านให้ไว้ ในเวลาที่ท่านกำหนด",
            "We send news to the phone or e-mail address you gave, within the hours you chose.",
        ),
        if_refused: Bilingual::new(
            "ไม่มีข่าวสารถึงท่าน ข้อความจำเป็นเกี่ยวกับบัญชีของท่านยังส่งตามปกติ",
            "No news reaches you. Messages your account depends on still do.",
        ),
        holds_days: 730,
    },
    AskedPurpose {
        purpose: PurposeId::Statistics,
        version: 1,
        question: Bilingual::new("ให้เรานับท่านรวมในสถิติที่เผยแพร่หรือไม่", "May we count you in the statistics we publish?"),
        if_given: Bilingual::new(
            "ช่วงอายุ เพศ และจังหวัดของท่านถูกนับรวม ไม่แสดงกลุ่มที่มีน้อยกว่า 10 คน",
            "Your age band, sex and province are added up; a group of fewer than 10 people is never shown.",
        ),
        if_refused: Bilingual::new("ท่านไม่ถูกนับ บริการเหมือนเดิมทุกอย่าง", "You are not counted. Nothing else changes."),
        holds_days: 1825,
    },
    AskedPurpose {
        purpose: PurposeId::Nearby,
        version: 1,
        question: Bilingual::new(
            "ให้เราใช้ที่อยู่แนะนำหน่วยบริการใกล้ท่านหรือไม่",
            "May we use your address to suggest health units near you?",
        ),
        if_given: Bilingual::new(
            "หน้าของท่านแสดงหน่วยบริการในจังหวัดที่ท่านให้ไว้",
            "Your page shows health units in the province you gave.",
        ),
        if_refused: Bilingual::new(
            "ไม่มีคำแนะนำหน่วยบริการ ท่านค้นหาเองได้",
            "No units are suggested; you can look for them yourself.",
        ),
        holds_days: 730,
    },
];

/// How `purpose` is asked among `asked`; `None` where it does not rest on consent.
pub fn asked(asked: &[AskedPurpose], purpose: PurposeId) -> Option<&AskedPurpose> {
    asked.iter().find(|entry| entry.purpose == purpose)
}

impl AskedPurpose {
    /// When an agreement given at `given` lapses: after its days, at the end of the last Bangkok day.
    pub fn lapses_at(&self, given: Instant) -> Instant {
        let bangkok = 7 * 60 * 60 * 1000;
        let days = (given.unix_milliseconds() + bangkok).div_euclid(DAY_MILLISECONDS) + i64::from(self.holds_days) + 1;
        Instant::from_unix_milliseconds(days * DAY_MILLISECONDS - bangkok)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Basis, fields};

    #[test]
    fn a_purpose_is_asked_once_and_in_both_languages() {
        for (at, entry) in ASKED.iter().enumerate() {
            assert!(entry.version >= 1 && entry.holds_days > 0);
            assert!(ASKED[..at].iter().all(|earlier| earlier.purpose != entry.purpose));
            for Bilingual { th, en } in [entry.question, entry.if_given, entry.if_refused] {
                assert!(th.chars().any(|c| ('\u{e00}'..='\u{e7f}').contains(&c)) && en.is_ascii(), "{en}");
            }
        }
    }

    #[test]
    fn a_purpose_that_does_not_rest_on_consent_is_not_asked_about() {
        for entry in ASKED {
            assert_eq!(asked(ASKED, entry.purpose), Some(entry));
        }
        assert_eq!(asked(ASKED, PurposeId::TrafficLog), None);
        assert_eq!(asked(&[], PurposeId::News), None);
    }

    #[test]
    fn what_is_asked_uses_some_field_that_rests_on_consent() {
        for entry in ASKED {
            let uses = |field: &&crate::catalogue::Field| field.purposes.contains(&entry.purpose);
            assert!(fields().filter(uses).any(|field| field.basis.contains(&Basis::Consent)), "{:?}", entry.purpose);
        }
    }

    #[test]
    fn an_agreement_lapses_at_the_end_of_a_bangkok_day() {
        let entry = AskedPurpose { holds_days: 1, ..ASKED[0] };
        // 2026-01-01 00:00 and 23:59:59.999 in Bangkok.
        for given in [1_767_200_400_000, 1_767_286_799_999] {
            let given = Instant::from_unix_milliseconds(given);
            assert_eq!(entry.lapses_at(given).unix_milliseconds(), 1_767_200_400_000 + 2 * DAY_MILLISECONDS);
        }
    }
}
