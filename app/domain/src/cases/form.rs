//! What a person says is wrong with a record, and the closed lists of reasons of an office.

use crate::language::Bilingual;
use crate::record::Content;

/// What is wrong with a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Claim {
    /// The dose was never received.
    NeverReceived,
    /// Day, product, lot or number of the dose is wrong.
    WrongDetail,
    /// It is somebody else's.
    NotMine,
    /// Something is missing that should be there.
    Missing,
}

/// Why a record is confirmed, or a request refused: a closed list, so that reasons can be counted and argued with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// The unit's own documents show it.
    Documents,
    /// The person, or who came with them, signed for it.
    Signature,
    /// Another office's record agrees.
    OtherRecord,
    /// A law commands that it is kept (PDPA s.33 para. 2, s.24 (6)).
    LegalDuty,
    /// It would harm the rights of others (s.30, s.31).
    RightsOfOthers,
    /// It is needed for a legal claim (s.32, s.33).
    LegalClaim,
    /// Whoever asks could not be identified.
    NotIdentified,
    /// The same was answered already, and nothing is new.
    Repeated,
}

impl Claim {
    /// All claims, in the order in which they are asked.
    pub const ALL: [Self; 4] = [Self::NeverReceived, Self::WrongDetail, Self::NotMine, Self::Missing];

    /// The word in forms and storage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NeverReceived => "never-received",
            Self::WrongDetail => "wrong-detail",
            Self::NotMine => "not-mine",
            Self::Missing => "missing",
        }
    }

    /// The claim of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|claim| claim.name() == name)
    }

    /// The claim in the words of the person.
    pub const fn label(self) -> Bilingual {
        match self {
            Self::NeverReceived => Bilingual::new("ไม่เคยรับ", "I never received it"),
            Self::WrongDetail => {
                Bilingual::new("วันที่ ชนิด รุ่น หรือเข็มที่ ไม่ถูกต้อง", "The date, product, lot or dose number is wrong")
            }
            Self::NotMine => Bilingual::new("ไม่ใช่ของฉัน", "It is not mine"),
            Self::Missing => Bilingual::new("มีรายการที่หายไป", "Something is missing"),
        }
    }

    /// Whether it can be said of this record; nothing recorded is what is missing. What is right can be said of a dose
    /// alone: a result that is wrong is measured anew, not typed.
    pub const fn fits(self, record: Option<&Content>) -> bool {
        match (self, record) {
            (Self::Missing, record) => record.is_none(),
            (_, None) => false,
            (Self::WrongDetail, Some(content)) => content.vaccination().is_some(),
            (Self::NeverReceived | Self::NotMine, Some(_)) => true,
        }
    }

    /// Whether it says what should be recorded instead.
    pub const fn needs_detail(self) -> bool {
        matches!(self, Self::WrongDetail | Self::Missing)
    }
}

impl Reason {
    /// All reasons.
    pub const ALL: [Self; 8] = [
        Self::Documents,
        Self::Signature,
        Self::OtherRecord,
        Self::LegalDuty,
        Self::RightsOfOthers,
        Self::LegalClaim,
        Self::NotIdentified,
        Self::Repeated,
    ];

    /// The reasons for which a record is confirmed as it is.
    pub const TO_CONFIRM: [Self; 4] = [Self::Documents, Self::Signature, Self::OtherRecord, Self::Repeated];

    /// The reasons for which a request is refused.
    pub const TO_REFUSE: [Self; 5] =
        [Self::LegalDuty, Self::RightsOfOthers, Self::LegalClaim, Self::NotIdentified, Self::Repeated];

    /// The word in forms and storage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Documents => "documents",
            Self::Signature => "signature",
            Self::OtherRecord => "other-record",
            Self::LegalDuty => "legal-duty",
            Self::RightsOfOthers => "rights-of-others",
            Self::LegalClaim => "legal-claim",
            Self::NotIdentified => "not-identified",
            Self::Repeated => "repeated",
        }
    }

    /// The reason of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.name() == name)
    }

    /// The reason in words.
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Documents => Bilingual::new("เอกสารของหน่วยบริการยืนยันตามนี้", "The unit's documents show it"),
            Self::Signature => Bilingual::new("มีลายมือชื่อของผู้รับบริการ", "The person signed for it"),
            Self::OtherRecord => Bilingual::new("ตรงกับบันทึกของหน่วยงานอื่น", "Another office's record agrees"),
            Self::LegalDuty => Bilingual::new("กฎหมายกำหนดให้เก็บไว้", "A law commands that it is kept"),
            Self::RightsOfOthers => Bilingual::new("กระทบสิทธิของผู้อื่น", "It would harm the rights of others"),
            Self::LegalClaim => Bilingual::new("จำเป็นต่อสิทธิเรียกร้องตามกฎหมาย", "It is needed for a legal claim"),
            Self::NotIdentified => Bilingual::new("ยืนยันตัวผู้ขอไม่ได้", "The person asking could not be identified"),
            Self::Repeated => Bilingual::new("เคยตอบแล้วและไม่มีข้อเท็จจริงใหม่", "Answered before, and nothing is new"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Day;
    use crate::record::{Laboratory, Product, Vaccination};

    #[test]
    fn a_claim_is_about_a_record_it_can_be_about() {
        let day = Day::from_iso("2026-03-02").unwrap();
        let dose = Content::Vaccination(Vaccination { product: Product::ALL[0], lot: String::new(), dose: 1, day });
        let result = Content::Laboratory(Laboratory { test: "a".to_owned(), result: "b".to_owned(), day });
        for (claim, [of_nothing, of_dose, of_result]) in [
            (Claim::NeverReceived, [false, true, true]),
            (Claim::WrongDetail, [false, true, false]),
            (Claim::NotMine, [false, true, true]),
            (Claim::Missing, [true, false, false]),
        ] {
            assert_eq!(claim.fits(None), of_nothing, "{claim:?}");
            assert_eq!((claim.fits(Some(&dose)), claim.fits(Some(&result))), (of_dose, of_result), "{claim:?}");
            assert_eq!(claim.needs_detail(), matches!(claim, Claim::WrongDetail | Claim::Missing));
        }
    }

    #[test]
    fn words_of_storage_are_read_back() {
        assert!(Claim::ALL.into_iter().all(|it| Claim::from_name(it.name()) == Some(it)));
        assert!(Reason::ALL.into_iter().all(|it| Reason::from_name(it.name()) == Some(it)));
    }
}
