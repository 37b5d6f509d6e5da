//! Who can say something of a person.

use crate::language::Bilingual;

/// A source, in the order in which sources are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Source {
    /// The civil registration authority (DOPA).
    CivilRegistry,
    /// A paper form that two officers read the same.
    VerifiedPaper,
    /// The person, or who acts for them.
    Person,
    /// A health service unit.
    Unit,
    /// The operator, about its own staff.
    Operator,
}

impl Source {
    /// All sources.
    pub const ALL: [Self; 5] = [Self::CivilRegistry, Self::VerifiedPaper, Self::Person, Self::Unit, Self::Operator];

    /// The word in storage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::CivilRegistry => "civil-registry",
            Self::VerifiedPaper => "paper",
            Self::Person => "person",
            Self::Unit => "unit",
            Self::Operator => "operator",
        }
    }

    /// The source of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|source| source.name() == name)
    }

    /// The source in words.
    pub const fn label(self) -> Bilingual {
        match self {
            Self::CivilRegistry => Bilingual::new("ทะเบียนราษฎร กรมการปกครอง", "Civil registry (DOPA)"),
            Self::VerifiedPaper => Bilingual::new("แบบกระดาษที่ตรวจแล้ว", "A paper form, verified"),
            Self::Person => Bilingual::new("เจ้าของข้อมูลให้เอง", "You, or who acts for you"),
            Self::Unit => Bilingual::new("หน่วยบริการสุขภาพ", "A health service unit"),
            Self::Operator => Bilingual::new("ผู้ให้บริการ", "The operator"),
        }
    }
}
