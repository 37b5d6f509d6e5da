//! Organisations: health service units by their code (hcode), provincial offices, the division; and whose desk a case
//! about a record goes to (article 7): the unit that recorded it, wherever the person lives.

use crate::language::Bilingual;

/// The code of the Strategy and Planning Division.
pub const DIVISION: &str = "division";

/// What an organisation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OrganisationKind {
    /// A health service unit.
    Unit,
    /// A provincial public health office.
    Provincial,
    /// The Strategy and Planning Division.
    Division,
    /// Somebody who works under contract.
    Contractor,
    /// The civil registration authority.
    Registry,
}

/// An organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Its code; a unit's hcode.
    pub code: String,
    /// What it is.
    pub kind: OrganisationKind,
    /// Its Thai name.
    pub name_th: String,
    /// Its English name.
    pub name_en: String,
    /// The two digits of its province; empty for the division.
    pub province: String,
    /// Whether it was closed: nobody works there any more.
    pub closed: bool,
    /// The e-mail address its office is told at; empty where there is none.
    pub mail: String,
}

impl OrganisationKind {
    /// All kinds.
    pub const ALL: [Self; 5] = [Self::Unit, Self::Provincial, Self::Division, Self::Contractor, Self::Registry];

    /// The word in storage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Provincial => "provincial",
            Self::Division => "division",
            Self::Contractor => "contractor",
            Self::Registry => "registry",
        }
    }

    /// The kind of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The kind in words.
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Unit => Bilingual::new("หน่วยบริการ", "Health service unit"),
            Self::Provincial => Bilingual::new("สำนักงานสาธารณสุขจังหวัด", "Provincial public health office"),
            Self::Division => Bilingual::new("กองยุทธศาสตร์และแผนงาน", "Strategy and Planning Division"),
            Self::Contractor => Bilingual::new("ผู้รับจ้าง", "Contractor"),
            Self::Registry => Bilingual::new("กรมการปกครอง", "Civil registration authority"),
        }
    }
}

/// Whose desk a case about a record of `unit` goes to. A closed unit's cases go to the open office of its province, and
/// where there is none to the division; so do those of a unit nobody knows.
pub fn desk(unit: &str, all: &[Organisation]) -> String {
    let Some(unit) = all.iter().find(|it| it.code == unit) else { return DIVISION.to_owned() };
    if !unit.closed {
        return unit.code.clone();
    }
    let office = all.iter().find(|it| {
        it.kind == OrganisationKind::Provincial && !it.closed && it.province == unit.province && it.code != unit.code
    });
    office.map_or_else(|| DIVISION.to_owned(), |office| office.code.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn organisation(code: &str, kind: OrganisationKind, province: &str, closed: bool) -> Organisation {
        let name = code.to_owned();
        Organisation {
            code: name.clone(),
            kind,
            name_th: name.clone(),
            name_en: name,
            province: province.to_owned(),
            closed,
            mail: String::new(),
        }
    }

    #[test]
    fn a_case_goes_to_who_recorded_or_to_who_answers_for_them() {
        use OrganisationKind::{Provincial, Unit};
        let all = [
            organisation("99901", Unit, "10", false),
            organisation("99903", Unit, "12", true),
            organisation("99904", Unit, "13", true),
            organisation("99012", Provincial, "12", false),
            organisation("99013", Provincial, "13", true),
        ];
        assert_eq!(desk("99901", &all), "99901");
        assert_eq!(desk("99903", &all), "99012");
        assert_eq!(desk("99904", &all), DIVISION);
        assert_eq!(desk("00000", &all), DIVISION);
        assert!(OrganisationKind::ALL.into_iter().all(|kind| OrganisationKind::from_name(kind.name()) == Some(kind)));
    }
}
