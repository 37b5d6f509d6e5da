//! What a system may ask for: for each reading the fields of the catalogue it needs, and the purposes it can serve. What is
//! not named is not answered.

use crate::catalogue::PurposeId;
use crate::language::Bilingual;

/// Something a partner's system may ask, or say, under a scope of its token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reading {
    /// Doses of a person (FHIR `Immunization`).
    Immunization,
    /// Laboratory results of a person (FHIR `Observation`).
    Observation,
    /// Who a person is whose document the system gives (FHIR `Patient`). The document is not answered: it was given.
    Patient,
    /// Who used a person's data (FHIR `AuditEvent`). It names offices and acts, and no field of the person.
    AuditEvent,
    /// Who belongs to a target group.
    TargetGroup,
    /// Saying that somebody belongs to a target group, or has left it.
    TargetGroupWrite,
    /// Whether a number and a birth date belong together in the civil register.
    RegisterCheck,
    /// What became of data the system had: [`Event`](super::Event)s, which say nothing of what a record says.
    Changes,
}

const NO_FIELDS: &[&str] = &[];
const REGISTER: &[PurposeId] = &[PurposeId::VaccineRegister];

impl Reading {
    /// All readings.
    pub const ALL: [Self; 8] = [
        Self::Immunization,
        Self::Observation,
        Self::Patient,
        Self::AuditEvent,
        Self::TargetGroup,
        Self::TargetGroupWrite,
        Self::RegisterCheck,
        Self::Changes,
    ];

    /// The fields of the catalogue it needs.
    pub const fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Immunization => &["vaccination"],
            Self::Observation => &["laboratory-result"],
            Self::Patient => &["first-name", "last-name", "birth-date"],
            Self::TargetGroup | Self::TargetGroupWrite => &["national-id", "first-name", "last-name", "birth-date"],
            Self::RegisterCheck => &["national-id", "birth-date"],
            Self::AuditEvent | Self::Changes => NO_FIELDS,
        }
    }

    /// What it can be asked for.
    pub const fn purposes(self) -> &'static [PurposeId] {
        match self {
            Self::AuditEvent => &[PurposeId::Rights],
            Self::Changes => &[PurposeId::VaccineRegister, PurposeId::Rights, PurposeId::Contact],
            _ => REGISTER,
        }
    }

    /// The word in storage and audit.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Immunization => "immunization",
            Self::Observation => "observation",
            Self::Patient => "patient",
            Self::AuditEvent => "audit-event",
            Self::TargetGroup => "target-group",
            Self::TargetGroupWrite => "target-group-write",
            Self::RegisterCheck => "register-check",
            Self::Changes => "changes",
        }
    }

    /// The reading of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reading| reading.name() == name)
    }

    /// The reading in words, as the person reads it in their log.
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Immunization => Bilingual::new("อ่านประวัติรับวัคซีน", "Reading vaccinations"),
            Self::Observation => Bilingual::new("อ่านผลตรวจทางห้องปฏิบัติการ", "Reading laboratory results"),
            Self::Patient => Bilingual::new("อ่านชื่อและวันเกิด", "Reading name and birth date"),
            Self::AuditEvent => Bilingual::new("อ่านว่าใครใช้ข้อมูล", "Reading who used the data"),
            Self::TargetGroup => Bilingual::new("อ่านรายชื่อกลุ่มเป้าหมาย", "Reading a target group"),
            Self::TargetGroupWrite => Bilingual::new("แก้รายชื่อกลุ่มเป้าหมาย", "Changing a target group"),
            Self::RegisterCheck => Bilingual::new("ตรวจกับทะเบียนราษฎร", "Checking with the civil register"),
            Self::Changes => Bilingual::new("รับรู้ความเปลี่ยนแปลงของข้อมูลที่เคยได้", "Following what became of data it had"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{RecipientId, field};
    use crate::permission::Act;
    use std::collections::HashSet;

    /// Otherwise the permission rule would deny it whoever asks.
    #[test]
    fn the_catalogue_lets_each_field_go_to_a_unit_for_each_purpose() {
        for reading in Reading::ALL {
            assert!(!reading.purposes().is_empty());
            for (id, purpose) in
                reading.fields().iter().flat_map(|id| reading.purposes().iter().map(move |it| (id, it)))
            {
                let field = field(id).unwrap();
                assert!(field.purposes.contains(purpose), "{reading:?} {id} {purpose:?}");
                assert!(field.recipients.contains(&RecipientId::HealthUnits), "{reading:?} {id}");
            }
        }
    }

    #[test]
    fn no_reading_needs_more_than_the_act_it_is() {
        for (reading, act) in [
            (Reading::Immunization, Act::SystemRead),
            (Reading::Immunization, Act::SystemFind),
            (Reading::Observation, Act::SystemRead),
            (Reading::Observation, Act::SystemFind),
            (Reading::AuditEvent, Act::TrackUsage),
            (Reading::TargetGroup, Act::KeepTargets),
            (Reading::TargetGroupWrite, Act::KeepTargets),
            (Reading::RegisterCheck, Act::CheckRegister),
            (Reading::Changes, Act::FollowChanges),
        ] {
            let spec = act.spec();
            assert!(reading.fields().iter().all(|id| spec.fields.contains(id)), "{reading:?} {act:?}");
            assert!(reading.purposes().iter().all(|it| spec.purposes.contains(it)), "{reading:?} {act:?}");
        }
    }

    #[test]
    fn names_are_unique_and_found() {
        assert!(Reading::ALL.into_iter().all(|it| Reading::from_name(it.name()) == Some(it)));
        let labels: HashSet<_> = Reading::ALL.map(Reading::label).into_iter().collect();
        assert_eq!(labels.len(), Reading::ALL.len());
        assert_eq!(Reading::from_name("Patient"), None);
    }
}
