//! Who decides about which field: a kind for each field a profile or record can have, an order of sources for each kind.

use super::Source;
use crate::language::Bilingual;

/// What kind of data a field is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Who a person is by law: the register decides, then verified paper, then the person, then a unit.
    Civil,
    /// How to reach a person, and whatever else is held by their consent alone: the person decides, and nobody else.
    Contact,
    /// What was done to or found in a person: the unit that did it decides. The person disputes it (article 7).
    Clinical,
}

/// Every field a profile value or a record can have, by the ids of the catalogue.
const KINDS: [(&str, Kind); 19] = [
    ("national-id", Kind::Civil),
    ("passport", Kind::Civil),
    ("first-name", Kind::Civil),
    ("last-name", Kind::Civil),
    ("birth-date", Kind::Civil),
    ("nationality", Kind::Civil),
    ("sex", Kind::Contact),
    ("photo", Kind::Contact),
    ("address", Kind::Contact),
    ("subdistrict", Kind::Contact),
    ("district", Kind::Contact),
    ("province", Kind::Contact),
    ("postal-code", Kind::Contact),
    ("phone", Kind::Contact),
    ("email", Kind::Contact),
    ("preferred-channel", Kind::Contact),
    ("quiet-hours", Kind::Contact),
    ("vaccination", Kind::Clinical),
    ("laboratory-result", Kind::Clinical),
];

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Civil, Self::Contact, Self::Clinical];

    /// The kind of a field of the catalogue; `None` for fields that no two sources speak of.
    pub fn of(field: &str) -> Option<Self> {
        KINDS.iter().find(|(id, _)| *id == field).map(|(_, kind)| *kind)
    }

    /// The kind in words.
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Civil => Bilingual::new("ข้อมูลทางทะเบียน", "Civil data"),
            Self::Contact => Bilingual::new("ข้อมูลที่เจ้าของข้อมูลให้เอง", "What only the person decides"),
            Self::Clinical => Bilingual::new("ข้อมูลการรักษา", "Clinical data"),
        }
    }

    /// Who may decide, the first first. Whoever is not there is heard and shown, and never counts.
    pub const fn precedence(self) -> &'static [Source] {
        match self {
            Self::Civil => &Source::ALL,
            Self::Contact => &[Source::Person],
            Self::Clinical => &[Source::Unit],
        }
    }
}

/// Who may decide about a field, the first first; nobody where it is none that sources speak of.
pub fn precedence(field: &str) -> &'static [Source] {
    Kind::of(field).map_or(&[], Kind::precedence)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{self, Basis, Group, Need};
    use std::collections::HashSet;

    #[test]
    fn every_field_of_a_profile_and_record_has_one_kind() {
        let own = |group: Group| group.fields().iter().filter(move |it| !it.id.starts_with("contact-"));
        let mut expected: HashSet<_> = own(Group::Identity).chain(own(Group::Contact)).map(|it| it.id).collect();
        expected.extend(["vaccination", "laboratory-result"]);
        let listed: HashSet<_> = KINDS.iter().map(|(id, _)| *id).collect();
        assert_eq!((listed.len(), &listed), (KINDS.len(), &expected));
        assert!(KINDS.iter().all(|(id, _)| catalogue::field(id).is_some() && !precedence(id).is_empty()));
        assert!(Kind::of("consent").is_none() && precedence("shoe-size").is_empty());
    }

    /// What a person gives by consent alone nobody else may give.
    #[test]
    fn what_rests_on_consent_alone_is_decided_by_the_person_alone() {
        for (id, kind) in KINDS {
            let field = catalogue::field(id).unwrap();
            assert_eq!(field.basis == [Basis::Consent], kind == Kind::Contact, "{id}");
            let health = matches!(field.need, Need::Recorded) && field.basis.contains(&Basis::HealthCare);
            assert_eq!(health, kind == Kind::Clinical, "{id}");
        }
    }

    #[test]
    fn nobody_decides_twice_and_only_civil_data_has_an_order() {
        for kind in Kind::ALL {
            let all = kind.precedence();
            assert_eq!(all.iter().collect::<HashSet<_>>().len(), all.len());
        }
        assert_eq!(
            Kind::Civil.precedence()[..4],
            [Source::CivilRegistry, Source::VerifiedPaper, Source::Person, Source::Unit]
        );
        assert_eq!(
            (Kind::Contact.precedence(), Kind::Clinical.precedence()),
            (&[Source::Person][..], &[Source::Unit][..])
        );
    }
}
