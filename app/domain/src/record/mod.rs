//! Health records (articles 3 and 7): a vaccination or a laboratory result, as a unit recorded it. A record is never
//! changed and never deleted: a wrong one is marked entered-in-error, and where there is a right one it follows as the
//! next version.

mod doses;
mod product;

pub use doses::{Dose, DoseFault, dose_faults};
pub use product::Product;

use crate::date::Day;
use crate::digest::Digest;
use crate::language::{Bilingual, Explain};
use std::fmt;
use thiserror::Error;

/// The most characters of a lot, a test or a result.
pub const WORDS: usize = 100;

/// What is recorded. Its `Debug` shows no health detail.
#[derive(Clone, PartialEq, Eq)]
pub enum Content {
    /// A dose of a vaccine.
    Vaccination(Vaccination),
    /// A laboratory result.
    Laboratory(Laboratory),
}

/// A dose of a vaccine.
#[derive(Clone, PartialEq, Eq)]
pub struct Vaccination {
    /// The product.
    pub product: Product,
    /// The lot; empty where it is not known.
    pub lot: String,
    /// Which dose of its series, from 1.
    pub dose: u8,
    /// The Bangkok day it was given.
    pub day: Day,
}

/// A laboratory result.
#[derive(Clone, PartialEq, Eq)]
pub struct Laboratory {
    /// What was tested.
    pub test: String,
    /// What was found.
    pub result: String,
    /// The Bangkok day the sample was taken.
    pub day: Day,
}

/// Where a version of a record stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RecordState {
    /// It holds.
    Recorded,
    /// It is wrong; it stays to be seen as such (FHIR `entered-in-error`).
    EnteredInError,
}

/// What is wrong with a record as typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ContentError {
    /// No product of the list.
    #[error("the product is not of the list")]
    Product,
    /// The lot is too long.
    #[error("the lot is longer than {WORDS} characters")]
    Lot,
    /// Not a number from 1 to 20.
    #[error("the dose is not 1 to 20")]
    Dose,
    /// The day has not come.
    #[error("the day has not come yet")]
    Future,
}

/// The most doses of a series.
const DOSES: u8 = 20;

impl Content {
    /// The Bangkok day it is about.
    pub const fn day(&self) -> Day {
        match self {
            Self::Vaccination(it) => it.day,
            Self::Laboratory(it) => it.day,
        }
    }

    /// As it is kept: the kind, then one line a value. Lines cannot be in a value.
    pub fn to_text(&self) -> String {
        match self {
            Self::Vaccination(it) => {
                format!("vaccination\n{}\n{}\n{}\n{}", it.product.code(), it.lot, it.dose, it.day)
            }
            Self::Laboratory(it) => format!("laboratory\n{}\n{}\n{}", it.test, it.result, it.day),
        }
    }

    /// What [`Content::to_text`] wrote.
    pub fn from_text(text: &str) -> Option<Self> {
        let lines: Vec<&str> = text.split('\n').collect();
        match lines.as_slice() {
            ["vaccination", product, lot, dose, day] => Some(Self::Vaccination(Vaccination {
                product: Product::from_code(product)?,
                lot: (*lot).to_owned(),
                dose: dose.parse().ok()?,
                day: Day::from_iso(day)?,
            })),
            ["laboratory", test, result, day] => Some(Self::Laboratory(Laboratory {
                test: (*test).to_owned(),
                result: (*result).to_owned(),
                day: Day::from_iso(day)?,
            })),
            _ => None,
        }
    }

    /// The digest of what is recorded: a dispute is about exactly this.
    pub fn digest(&self) -> Digest {
        Digest::of(self.to_text().as_bytes())
    }

    /// The vaccination, where it is one.
    pub const fn vaccination(&self) -> Option<&Vaccination> {
        match self {
            Self::Vaccination(it) => Some(it),
            Self::Laboratory(_) => None,
        }
    }
}

impl Vaccination {
    /// A dose as typed; each value wrong is said.
    pub fn parse((product, lot, dose): (&str, &str, &str), day: Day, today: Day) -> Result<Self, Vec<ContentError>> {
        let found = Product::from_code(product).ok_or(ContentError::Product);
        let words: String = lot.split_whitespace().collect::<Vec<_>>().join(" ");
        let words = if words.chars().count() <= WORDS { Ok(words) } else { Err(ContentError::Lot) };
        let dose = crate::fields::squeeze(dose);
        let dose = dose.parse().ok().filter(|dose| (1..=DOSES).contains(dose)).ok_or(ContentError::Dose);
        let day = if day <= today { Ok(day) } else { Err(ContentError::Future) };
        match (found, words, dose, day) {
            (Ok(product), Ok(lot), Ok(dose), Ok(day)) => Ok(Self { product, lot, dose, day }),
            (product, lot, dose, day) => {
                Err([product.err(), lot.err(), dose.err(), day.err()].into_iter().flatten().collect())
            }
        }
    }
}

impl RecordState {
    /// The word in storage and in FHIR exports of history.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Recorded => "recorded",
            Self::EnteredInError => "entered-in-error",
        }
    }

    /// The state of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Recorded, Self::EnteredInError].into_iter().find(|state| state.name() == name)
    }

    /// The state in words.
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Recorded => Bilingual::new("มีผล", "Stands"),
            Self::EnteredInError => Bilingual::new("บันทึกผิด ไม่มีผล", "Entered in error; does not stand"),
        }
    }
}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Vaccination(_) => "Vaccination(…)",
            Self::Laboratory(_) => "Laboratory(…)",
        })
    }
}

impl fmt::Debug for Vaccination {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Vaccination(…)")
    }
}

impl fmt::Debug for Laboratory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Laboratory(…)")
    }
}

impl Explain for ContentError {
    fn explain(&self) -> Bilingual {
        match self {
            Self::Product => Bilingual::new("เลือกวัคซีนจากรายการ", "Choose a vaccine from the list."),
            Self::Lot => Bilingual::new("เลขรุ่นยาวเกิน 100 ตัวอักษร", "The lot is longer than 100 characters."),
            Self::Dose => Bilingual::new("ใส่เข็มที่เป็นตัวเลข 1 ถึง 20", "Give the dose as a number from 1 to 20."),
            Self::Future => Bilingual::new("วันที่นี้ยังมาไม่ถึง", "That day has not come yet."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::from_iso(text).unwrap()
    }

    #[test]
    fn what_is_kept_is_read_back() {
        let dose = Vaccination::parse((Product::ALL[0].code(), " AB \n12 ", "๒"), day("2026-01-02"), day("2026-01-02"));
        let dose = Content::Vaccination(dose.unwrap());
        assert_eq!(dose.vaccination().unwrap().lot, "AB 12");
        assert_eq!(Content::from_text(&dose.to_text()), Some(dose.clone()));
        let result = Laboratory {
            test: "RT-PCR".to_owned(), result: "ไม่พบเชื้อ".to_owned(), day: day("2026-02-01")
        };
        let result = Content::Laboratory(result);
        assert_eq!(Content::from_text(&result.to_text()), Some(result.clone()));
        assert_ne!(dose.digest(), result.digest());
        assert_eq!(format!("{dose:?}{result:?}"), "Vaccination(…)Laboratory(…)");
        assert_eq!(Content::from_text("vaccination\n"), None);
    }

    #[test]
    fn every_wrong_value_is_said() {
        let wrong = Vaccination::parse(("none", &"x".repeat(101), "0"), day("2026-01-03"), day("2026-01-02"));
        let all = [ContentError::Product, ContentError::Lot, ContentError::Dose, ContentError::Future];
        assert_eq!(wrong.unwrap_err(), all);
    }
}
