//! The one catalogue of data fields: what the service may hold, why, on what ground, for how long, who receives it.
//! Forms, validation, the public page, the record of processing and exports read it; nothing is said twice.

mod account;
mod contact;
mod health;
mod identity;
mod purposes;
mod recipients;
mod technical;

pub use purposes::PurposeId;
pub use recipients::RecipientId;

use crate::language::Bilingual;

/// One data field.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its id: kebab case, stable, the same in forms, storage and exports.
    pub id: &'static str,
    /// Its name.
    pub name: Bilingual,
    /// Whether a person must give it.
    pub need: Need,
    /// What it is used for (article 6).
    pub purposes: &'static [PurposeId],
    /// The legal ground.
    pub basis: &'static [Basis],
    /// How long it is kept.
    pub retention: Bilingual,
    /// Who receives it (article 3); empty where nobody does.
    pub recipients: &'static [RecipientId],
    /// Whether it is encrypted where it is stored.
    pub sealed: bool,
}

/// Whether a field must be given, and what follows if it is not (article 2 (e)).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Without it the service asked for cannot be given.
    Required {
        /// What follows from leaving it out.
        without: Bilingual,
    },
    /// The person decides.
    Optional {
        /// What follows from leaving it out.
        without: Bilingual,
    },
    /// Not typed by the person: recorded by an officer or by the system.
    Recorded,
}

/// A group of fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Group {
    /// Who a person is.
    Identity,
    /// How to reach a person.
    Contact,
    /// Health records.
    Health,
    /// Choices, cases and access to the service.
    Account,
    /// What the systems record.
    Technical,
}

/// A legal ground: a section of the Personal Data Protection Act B.E. 2562, or another act that commands it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Basis {
    /// PDPA s.19: consent.
    Consent,
    /// PDPA s.24(4): a task in the public interest.
    PublicTask,
    /// PDPA s.24(6): a duty under law.
    LegalDuty,
    /// PDPA s.24(5): a legitimate interest of the controller.
    LegitimateInterest,
    /// PDPA s.26(5)(a) and (b): medicine and public health.
    HealthCare,
    /// Computer Crime Act s.26: keeping traffic data.
    TrafficData,
}

impl Group {
    /// All groups, in the order of the page.
    pub const ALL: [Self; 5] = [Self::Identity, Self::Contact, Self::Health, Self::Account, Self::Technical];

    /// The fields of the group.
    pub const fn fields(self) -> &'static [Field] {
        match self {
            Self::Identity => &identity::FIELDS,
            Self::Contact => &contact::FIELDS,
            Self::Health => &health::FIELDS,
            Self::Account => &account::FIELDS,
            Self::Technical => &technical::FIELDS,
        }
    }

    /// Its id, for links on the page.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Contact => "contact",
            Self::Health => "health",
            Self::Account => "account",
            Self::Technical => "technical",
        }
    }

    /// Its name.
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Identity => Bilingual::new("ข้อมูลระบุตัวบุคคล", "Who you are"),
            Self::Contact => Bilingual::new("การติดต่อ", "How to reach you"),
            Self::Health => Bilingual::new("ข้อมูลสุขภาพ", "Health records"),
            Self::Account => Bilingual::new("คำตอบ เรื่อง และการใช้บริการ", "Choices, cases and access"),
            Self::Technical => Bilingual::new("สิ่งที่ระบบบันทึก", "What the system records"),
        }
    }
}

impl Basis {
    /// The ground in words, with its section.
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Consent => Bilingual::new("ความยินยอม (พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล มาตรา 19)", "Consent (PDPA s.19)"),
            Self::PublicTask => Bilingual::new(
                "ภารกิจเพื่อประโยชน์สาธารณะ (พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล มาตรา 24(4))",
                "A task in the public interest (PDPA s.24(4))",
            ),
            Self::LegalDuty => Bilingual::new(
                "หน้าที่ตามกฎหมาย (พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล มาตรา 24(6))",
                "A duty under law (PDPA s.24(6))",
            ),
            Self::LegitimateInterest => Bilingual::new(
                "ประโยชน์โดยชอบด้วยกฎหมาย (พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล มาตรา 24(5))",
                "A legitimate interest (PDPA s.24(5))",
            ),
            Self::HealthCare => Bilingual::new(
                "การแพทย์และสาธารณสุข (พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล มาตรา 26(5)(ก) และ (ข))",
                "Medicine and public health (PDPA s.26(5)(a) and (b))",
            ),
            Self::TrafficData => {
                Bilingual::new("พ.ร.บ. ว่าด้วยการกระทำความผิดเกี่ยวกับคอมพิวเตอร์ มาตรา 26", "Computer Crime Act s.26")
            }
        }
    }
}

/// Every field, group by group.
pub fn fields() -> impl Iterator<Item = &'static Field> {
    Group::ALL.into_iter().flat_map(Group::fields)
}

/// The field of this id.
pub fn field(id: &str) -> Option<&'static Field> {
    fields().find(|field| field.id == id)
}

/// The purpose of this id.
pub fn purpose(id: &str) -> Option<PurposeId> {
    PurposeId::ALL.into_iter().find(|purpose| purpose.id() == id)
}

/// The recipient of this id.
pub fn recipient(id: &str) -> Option<RecipientId> {
    RecipientId::ALL.into_iter().find(|recipient| recipient.id() == id)
}

/// Kept while the account is, then a time of the operator's own.
const WITH_THE_ACCOUNT: Bilingual = Bilingual::new(
    "ตลอดเวลาที่ใช้บริการ แล้วอีก 1 ปีหลังเลิกใช้ (ค่าที่ผู้ให้บริการกำหนดเอง ปรับได้)",
    "While you use the service, then 1 year (the operator's own default, can be changed).",
);
/// Kept as cases are.
const WITH_THE_CASE: Bilingual = Bilingual::new(
    "2 ปีหลังปิดเรื่อง (ค่าที่ผู้ให้บริการกำหนดเอง ปรับได้)",
    "2 years after the case is closed (the operator's own default, can be changed).",
);
/// Kept as health records are.
const AS_HEALTH_RECORDS: Bilingual = Bilingual::new(
    "ตราบที่หน่วยบริการต้องเก็บเวชระเบียน (ค่าที่ผู้ให้บริการกำหนดเอง ปรับได้) ข้อมูลที่ผิดจะถูกทำเครื่องหมาย ไม่ถูกลบ",
    "As long as the health unit must keep medical records (the operator's own default, can be changed); a wrong record \
     is marked, not deleted.",
);

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn is_thai(c: char) -> bool {
        matches!(c, '\u{e00}'..='\u{e7f}')
    }

    #[test]
    fn ids_are_unique_and_in_kebab_case() {
        let ids: Vec<_> = fields().map(|field| field.id).collect();
        assert_eq!(ids.iter().collect::<HashSet<_>>().len(), ids.len());
        assert!(ids.iter().all(|id| id.chars().all(|c| c.is_ascii_lowercase() || c == '-')));
        assert!(ids.len() > 30 && field("national-id").is_some() && field("shoe-size").is_none());
    }

    #[test]
    fn every_sentence_is_whole_in_both_languages() {
        let mut sentences = Vec::new();
        for field in fields() {
            sentences.extend([field.name, field.retention]);
            if let Need::Required { without } | Need::Optional { without } = field.need {
                sentences.push(without);
            }
            sentences.extend(Group::ALL.map(Group::label));
            sentences.extend(field.basis.iter().map(|basis| basis.label()));
        }
        sentences.extend(PurposeId::ALL.iter().flat_map(|purpose| [purpose.name(), purpose.explanation()]));
        sentences.extend(RecipientId::ALL.iter().flat_map(|recipient| [recipient.name(), recipient.explanation()]));
        for Bilingual { th, en } in sentences {
            assert!(th.chars().any(is_thai), "{th}");
            assert!(!en.is_empty() && !en.chars().any(is_thai), "{en}");
        }
    }

    #[test]
    fn purposes_and_recipients_are_found_by_their_ids_and_by_nothing_else() {
        assert!(PurposeId::ALL.into_iter().all(|known| purpose(known.id()) == Some(known)));
        assert!(RecipientId::ALL.into_iter().all(|known| recipient(known.id()) == Some(known)));
        assert!(purpose("").is_none() && recipient("Division").is_none());
    }

    #[test]
    fn health_data_stands_on_a_ground_for_health_data() {
        for field in Group::Health.fields().iter().chain(fields().filter(|field| field.id.starts_with("correction-"))) {
            assert!(field.basis.contains(&Basis::HealthCare), "{}", field.id);
        }
    }

    #[test]
    fn every_field_says_why_and_on_what_ground() {
        for field in fields() {
            assert!(!field.purposes.is_empty() && !field.basis.is_empty(), "{}", field.id);
        }
    }

    #[test]
    fn every_purpose_and_recipient_is_used() {
        for purpose in PurposeId::ALL {
            assert!(fields().any(|field| field.purposes.contains(&purpose)), "{purpose:?}");
        }
        for recipient in RecipientId::ALL {
            assert!(fields().any(|field| field.recipients.contains(&recipient)), "{recipient:?}");
        }
    }

    #[test]
    fn the_contact_form_asks_for_nothing_that_is_not_listed() {
        for field in crate::contact::ContactField::ALL {
            let listed = super::field(&format!("contact-{}", field.name())).unwrap();
            let required = field.mistake("").is_some();
            assert_eq!(matches!(listed.need, Need::Required { .. }), required, "{}", listed.id);
        }
    }
}
