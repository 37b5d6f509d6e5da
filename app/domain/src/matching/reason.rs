//! What speaks against taking something for a person, or is noted though it is theirs. A reason never repeats a value.

use crate::language::{Bilingual, Explain};

/// What is not as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// The birth date is another.
    BornOtherwise,
    /// The birth dates are one year apart, as dates of January to March before 2484 of the Buddhist era are on old papers.
    BornCountedFromApril,
    /// The birth date agrees as far as it goes, and says less than is known.
    BornLessExactly,
    /// The birth date is known only by year or month.
    BornInPart,
    /// The first name is not the same.
    FirstName,
    /// The last name is not the same.
    LastName,
    /// Only one of the two has a last name.
    LastNameMissing,
    /// First and last name have changed places.
    NamesSwapped,
    /// The same name, divided elsewhere into first and last.
    NamesDivided,
    /// One name is in Thai letters and the other is not: they cannot be compared.
    OtherScript,
    /// A number of the kind given to persons without civil status: an officer compares it with the paper.
    DocumentKind,
}

impl Reason {
    /// All reasons.
    pub const ALL: [Self; 11] = [
        Self::BornOtherwise,
        Self::BornCountedFromApril,
        Self::BornLessExactly,
        Self::BornInPart,
        Self::FirstName,
        Self::LastName,
        Self::LastNameMissing,
        Self::NamesSwapped,
        Self::NamesDivided,
        Self::OtherScript,
        Self::DocumentKind,
    ];

    /// The word in storage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::BornOtherwise => "born-otherwise",
            Self::BornCountedFromApril => "born-counted-from-april",
            Self::BornLessExactly => "born-less-exactly",
            Self::BornInPart => "born-in-part",
            Self::FirstName => "first-name",
            Self::LastName => "last-name",
            Self::LastNameMissing => "last-name-missing",
            Self::NamesSwapped => "names-swapped",
            Self::NamesDivided => "names-divided",
            Self::OtherScript => "other-script",
            Self::DocumentKind => "document-kind",
        }
    }

    /// The reason of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.name() == name)
    }

    /// As stored: the words, each with a space between.
    pub fn words(reasons: &[Self]) -> String {
        reasons.iter().map(|it| it.name()).collect::<Vec<_>>().join(" ")
    }

    /// The reasons of these words; `None` when one is none.
    pub fn from_words(words: &str) -> Option<Vec<Self>> {
        words.split_whitespace().map(Self::from_name).collect()
    }
}

impl Explain for Reason {
    fn explain(&self) -> Bilingual {
        match self {
            Self::BornOtherwise => Bilingual::new("วันเกิดไม่ตรงกัน", "The birth dates differ."),
            Self::BornCountedFromApril => Bilingual::new(
                "ปีเกิดต่างกันหนึ่งปี ในเดือนที่ปีก่อน พ.ศ. 2484 ยังไม่ขึ้นปีใหม่ เทียบกับเอกสารตัวจริง",
                "The birth years are one apart, in months that belonged to the year before until 2484 (1941). Compare the paper.",
            ),
            Self::BornLessExactly => Bilingual::new(
                "ผู้ส่งบอกวันเกิดละเอียดน้อยกว่าที่มีอยู่",
                "The sender knows the birth date less exactly than it is known here.",
            ),
            Self::BornInPart => Bilingual::new(
                "วันเกิดที่มีอยู่รู้เพียงปี หรือเดือนและปี",
                "The birth date is known here only by year, or month and year.",
            ),
            Self::FirstName => {
                Bilingual::new("ชื่อไม่ตรงกันทุกตัวอักษร", "The first names are not the same, letter by letter.")
            }
            Self::LastName => {
                Bilingual::new("นามสกุลไม่ตรงกันทุกตัวอักษร", "The last names are not the same, letter by letter.")
            }
            Self::LastNameMissing => Bilingual::new("มีนามสกุลเพียงฝ่ายเดียว", "Only one of the two has a last name."),
            Self::NamesSwapped => Bilingual::new("ชื่อกับนามสกุลสลับกัน", "First and last name have changed places."),
            Self::NamesDivided => Bilingual::new(
                "ชื่อเดียวกัน แต่แบ่งชื่อกับนามสกุลคนละที่",
                "The same name, divided elsewhere into first and last name.",
            ),
            Self::OtherScript => Bilingual::new(
                "ชื่อเขียนด้วยอักษรคนละแบบ จึงเทียบกันไม่ได้",
                "The names are written in different letters and cannot be compared.",
            ),
            Self::DocumentKind => Bilingual::new(
                "เลขประจำตัวขึ้นต้นด้วย 0 เทียบกับเอกสารตัวจริง",
                "The id number begins with 0. Compare it with the paper.",
            ),
        }
    }
}
