//! Whether the doses of somebody follow one another: looked at again whenever a record is corrected. What does not fit is
//! told, never renumbered by a machine.

use super::Product;
use super::product::Series;
use crate::date::Day;
use crate::language::{Bilingual, Explain};

/// A dose that stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dose {
    /// The product.
    pub product: Product,
    /// Which dose, from 1.
    pub number: u8,
    /// The day.
    pub day: Day,
}

/// What does not fit in a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DoseFault {
    /// Two doses have this number.
    Doubled(u8),
    /// This number is missing between others.
    Missing(u8),
    /// This dose is dated before the one that precedes it.
    Backwards(u8),
}

/// What does not fit among the doses that stand, series by series. Influenza is given anew each year: its doses are
/// numbered within a calendar year.
pub fn dose_faults(doses: &[Dose]) -> Vec<(Product, DoseFault)> {
    let group = |dose: &Dose| {
        let series = dose.product.series();
        (series, if series == Series::Influenza { dose.day.numbers().0 } else { 0 })
    };
    let mut sorted = doses.to_vec();
    sorted.sort_by_key(|dose| (group(dose), dose.number, dose.day));
    let mut faults = Vec::new();
    for series in sorted.chunk_by(|a, b| group(a) == group(b)) {
        let mut expected = 1;
        let mut before: Option<Dose> = None;
        for dose in series {
            if before.is_some_and(|it| it.number == dose.number) {
                faults.push((dose.product, DoseFault::Doubled(dose.number)));
                continue;
            }
            faults.extend((expected..dose.number).map(|number| (dose.product, DoseFault::Missing(number))));
            if before.is_some_and(|it| it.day > dose.day) {
                faults.push((dose.product, DoseFault::Backwards(dose.number)));
            }
            (expected, before) = (dose.number.saturating_add(1), Some(*dose));
        }
    }
    faults
}

impl DoseFault {
    /// The number it is about.
    pub const fn number(self) -> u8 {
        match self {
            Self::Doubled(number) | Self::Missing(number) | Self::Backwards(number) => number,
        }
    }
}

impl Explain for DoseFault {
    fn explain(&self) -> Bilingual {
        match self {
            Self::Doubled(_) => Bilingual::new("มีเข็มที่ {} ซ้ำกัน", "There are two of dose {}."),
            Self::Missing(_) => Bilingual::new("ไม่มีเข็มที่ {}", "Dose {} is missing."),
            Self::Backwards(_) => {
                Bilingual::new("เข็มที่ {} ลงวันที่ก่อนเข็มก่อนหน้า", "Dose {} is dated before the one that precedes it.")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dose(product: Product, number: u8, day: &str) -> Dose {
        Dose { product, number, day: Day::from_iso(day).unwrap() }
    }

    #[test]
    fn a_ghost_dose_taken_out_leaves_no_gap_at_the_end_and_a_gap_in_the_middle() {
        let one = dose(Product::CoronaVac, 1, "2021-06-01");
        let two = dose(Product::Vaxzevria, 2, "2021-08-01");
        let three = dose(Product::Comirnaty, 3, "2022-01-01");
        assert!(dose_faults(&[three, one, two]).is_empty());
        assert!(dose_faults(&[one, two]).is_empty());
        assert_eq!(dose_faults(&[one, three]), [(Product::Comirnaty, DoseFault::Missing(2))]);
    }

    #[test]
    fn doubles_and_days_that_go_backwards_are_found() {
        let one = dose(Product::Hpv, 1, "2024-06-01");
        let again = dose(Product::Hpv, 1, "2024-07-01");
        let two = dose(Product::Hpv, 2, "2024-05-01");
        assert_eq!(dose_faults(&[one, again]), [(Product::Hpv, DoseFault::Doubled(1))]);
        assert_eq!(dose_faults(&[one, two]), [(Product::Hpv, DoseFault::Backwards(2))]);
    }

    #[test]
    fn influenza_begins_anew_each_year() {
        let doses = [dose(Product::Influenza, 1, "2024-06-01"), dose(Product::Influenza, 1, "2025-06-01")];
        assert!(dose_faults(&doses).is_empty());
    }
}
