//! Thai postal codes: five digits, the first two of a province.
//!
//! Whether a code exists within its province is not known here.

use super::{digits, province::Province};
use crate::language::{Bilingual, Explain};
use thiserror::Error;

/// A postal code whose first two digits belong to some province.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct PostalCode(String);

personal_text!(PostalCode, "The five digits.");

impl PostalCode {
    /// The code in `text`; spaces and hyphens are passed over, Thai digits count as digits.
    pub fn parse(text: &str) -> Result<Self, PostalCodeError> {
        let text = digits::squeeze(text);
        if text.is_empty() {
            return Err(PostalCodeError::Empty);
        }
        if !digits::are_digits(&text) {
            return Err(PostalCodeError::Character);
        }
        if text.len() != 5 {
            return Err(PostalCodeError::Length);
        }
        let code = Self(text);
        if Province::all().any(|province| code.is_of(province)) { Ok(code) } else { Err(PostalCodeError::NoProvince) }
    }

    /// Refuses the code with [`PostalCodeError::OtherProvince`] where no address in `province` has one like it.
    pub fn check_with(&self, province: Province) -> Result<(), PostalCodeError> {
        if self.is_of(province) { Ok(()) } else { Err(PostalCodeError::OtherProvince) }
    }

    fn is_of(&self, province: Province) -> bool {
        self.0[..2].parse().is_ok_and(|prefix| province.postal_prefixes().contains(&prefix))
    }
}

/// Why a text is no postal code, or not one of the province.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum PostalCodeError {
    /// Nothing was typed.
    #[error("the postal code is empty")]
    Empty,
    /// Something else than digits.
    #[error("the postal code contains something else than digits")]
    Character,
    /// Not five digits.
    #[error("the postal code has not 5 digits")]
    Length,
    /// No province has codes that begin like this.
    #[error("no postal code begins like this")]
    NoProvince,
    /// The code belongs to another province than the one given.
    #[error("the postal code belongs to another province")]
    OtherProvince,
}

impl Explain for PostalCodeError {
    fn explain(&self) -> Bilingual {
        match self {
            Self::Empty => Bilingual::new("พิมพ์รหัสไปรษณีย์ 5 หลัก", "Enter the 5 digits of the postal code."),
            Self::Character => Bilingual::new(
                "รหัสไปรษณีย์มีตัวอักษรหรือเครื่องหมายอื่นปน พิมพ์เฉพาะตัวเลข",
                "The postal code contains something other than digits. Enter digits only.",
            ),
            Self::Length => Bilingual::new(
                "รหัสไปรษณีย์ต้องมี 5 หลัก ตรวจว่าพิมพ์ขาดหรือเกิน",
                "A postal code has 5 digits. Check whether one is missing or typed twice.",
            ),
            Self::NoProvince => Bilingual::new(
                "ไม่มีจังหวัดใดใช้รหัสไปรษณีย์ที่ขึ้นต้นเช่นนี้ ตรวจสองหลักแรก",
                "No province has postal codes that begin like this. Check the first two digits.",
            ),
            Self::OtherProvince => Bilingual::new(
                "รหัสไปรษณีย์ไม่ใช่ของจังหวัดที่เลือก ตรวจทั้งรหัสไปรษณีย์และจังหวัด",
                "The postal code is not one of the chosen province. Check both the code and the province.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn province(name: &str) -> Province {
        Province::parse(name).unwrap()
    }

    #[test]
    fn a_code_and_its_province() {
        let code = PostalCode::parse("๑๐ ๑๑๐").unwrap();
        assert_eq!(code.as_str(), "10110");
        assert_eq!(code.check_with(province("กรุงเทพมหานคร")), Ok(()));
        assert_eq!(code.check_with(province("Samut Prakan")), Ok(()));
        assert_eq!(code.check_with(province("นนทบุรี")), Err(PostalCodeError::OtherProvince));
    }

    #[test]
    fn some_addresses_have_the_code_of_a_neighbour() {
        let code = PostalCode::parse("58130").unwrap();
        assert_eq!(code.check_with(province("Chiang Mai")), Ok(()));
        assert_eq!(code.check_with(province("Chiang Rai")), Err(PostalCodeError::OtherProvince));
        // Parts of Khlong Nueng, and of Ra Som and Tha Luang, are served from across the border.
        for (text, name) in [("13180", "Pathum Thani"), ("18250", "พระนครศรีอยุธยา"), ("18270", "พระนครศรีอยุธยา")]
        {
            assert_eq!(PostalCode::parse(text).unwrap().check_with(province(name)), Ok(()), "{text}");
        }
    }

    #[test]
    fn what_is_refused_and_why() {
        for (text, error) in [
            ("", PostalCodeError::Empty),
            ("1011O", PostalCodeError::Character),
            ("1011", PostalCodeError::Length),
            ("101100", PostalCodeError::Length),
            ("00100", PostalCodeError::NoProvince),
            ("19000", PostalCodeError::NoProvince),
            ("99999", PostalCodeError::NoProvince),
        ] {
            assert_eq!(PostalCode::parse(text), Err(error), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_stored_is_read_back(text in "\\PC*|[0-9๐-๙ -]{0,7}|[1-9][0-9]{4}") {
            if let Ok(code) = PostalCode::parse(&text) {
                prop_assert_eq!(PostalCode::parse(code.as_str()), Ok(code));
            }
        }
    }
}
