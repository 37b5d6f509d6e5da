//! Phone numbers: Thai ones by the national numbering plan, others by the shape of E.164.
//!
//! Nothing is looked up: a number that passes may still be nobody's.

use super::digits;
use crate::language::{Bilingual, Explain};
use thiserror::Error;

/// The most digits E.164 allows, country code included.
const FOREIGN_DIGITS: std::ops::RangeInclusive<usize> = 7..=15;

/// A phone number in E.164, `+66812345678`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Phone(String);

personal_text!(Phone, "The number in E.164: a plus sign, the country code and the rest, without spaces.");

impl Phone {
    /// The number in `text`: beginning with 0 it is Thai; beginning with + it carries its country code. Spaces,
    /// hyphens, dots and brackets are passed over; Thai digits count as digits.
    pub fn parse(text: &str) -> Result<Self, PhoneError> {
        let text: String = digits::squeeze(text).chars().filter(|c| !matches!(c, '(' | ')' | '.')).collect();
        if text.is_empty() {
            return Err(PhoneError::Empty);
        }
        let international = text.strip_prefix('+');
        let number = international.unwrap_or(&text);
        if !digits::are_digits(number) {
            return Err(PhoneError::Character);
        }
        match (international, number.strip_prefix("66"), number.strip_prefix('0')) {
            // `+66 (0)81 …`: no Thai number begins with 0 after the country code, so the 0 can only be the trunk's.
            (Some(_), Some(thai), _) => thai_number(thai.strip_prefix('0').unwrap_or(thai)),
            (Some(_), None, Some(_)) => Err(PhoneError::CountryCode),
            (Some(_), None, None) if !FOREIGN_DIGITS.contains(&number.len()) => Err(PhoneError::ForeignLength),
            (Some(_), None, None) => Ok(Self(text)),
            (None, _, Some(thai)) => thai_number(thai),
            (None, _, None) => Err(PhoneError::Beginning),
        }
    }

    /// The number as it is dialled and read in Thailand, in groups: `081 234 5678`, `02 123 4567`, `053 123 456`.
    /// A foreign number stays in E.164, since only its own country knows how to group it.
    pub fn national(&self) -> String {
        let Some(rest) = self.0.strip_prefix("+66") else { return self.0.clone() };
        match rest.len() {
            9 => format!("0{} {} {}", &rest[..2], &rest[2..5], &rest[5..]),
            _ if rest.starts_with('2') => format!("0{} {} {}", &rest[..1], &rest[1..4], &rest[4..]),
            _ => format!("0{} {} {}", &rest[..2], &rest[2..5], &rest[5..]),
        }
    }
}

/// The Thai number with these ASCII digits after the 0.
fn thai_number(rest: &str) -> Result<Phone, PhoneError> {
    let length = match rest.as_bytes().first() {
        Some(b'2'..=b'5' | b'7') => 8,
        Some(b'6' | b'8' | b'9') => 9,
        Some(_) => return Err(PhoneError::ThaiBeginning),
        None => return Err(PhoneError::ThaiLength),
    };
    if rest.len() == length { Ok(Phone(format!("+66{rest}"))) } else { Err(PhoneError::ThaiLength) }
}

/// Why a text is no phone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum PhoneError {
    /// Nothing was typed.
    #[error("the phone number is empty")]
    Empty,
    /// Something else than digits and what people put between them.
    #[error("the phone number contains something else than digits")]
    Character,
    /// Neither 0 nor + at the beginning.
    #[error("the phone number begins with neither 0 nor +")]
    Beginning,
    /// A Thai number beginning with 00 or 01.
    #[error("no Thai phone number begins like this")]
    ThaiBeginning,
    /// A Thai number with too few or too many digits for its kind.
    #[error("the Thai phone number has the wrong number of digits")]
    ThaiLength,
    /// A plus sign followed by 0.
    #[error("no country code begins with 0")]
    CountryCode,
    /// A foreign number with fewer than 7 or more than 15 digits.
    #[error("the foreign phone number has the wrong number of digits")]
    ForeignLength,
}

impl Explain for PhoneError {
    fn explain(&self) -> Bilingual {
        match self {
            Self::Empty => Bilingual::new("พิมพ์หมายเลขโทรศัพท์", "Enter a phone number."),
            Self::Character => Bilingual::new(
                "หมายเลขโทรศัพท์มีตัวอักษรหรือเครื่องหมายอื่นปน พิมพ์เฉพาะตัวเลข และพิมพ์หมายเลขเดียว",
                "The phone number contains something other than digits. Enter digits only, and one number only.",
            ),
            Self::Beginning => Bilingual::new(
                "หมายเลขในประเทศไทยต้องขึ้นต้นด้วย 0 หมายเลขต่างประเทศต้องขึ้นต้นด้วยเครื่องหมาย + และรหัสประเทศ",
                "Begin a Thai number with 0, and a foreign number with + and the country code.",
            ),
            Self::ThaiBeginning => Bilingual::new(
                "ไม่มีหมายเลขโทรศัพท์ไทยที่ขึ้นต้นด้วย 00 หรือ 01 ตรวจสองหลักแรก หมายเลขต่างประเทศให้ขึ้นต้นด้วย +",
                "No Thai phone number begins with 00 or 01. Check the first two digits; begin a foreign number with +.",
            ),
            Self::ThaiLength => Bilingual::new(
                "จำนวนหลักไม่ถูกต้อง โทรศัพท์มือถือ (06, 08, 09) มี 10 หลัก โทรศัพท์บ้านหรือสำนักงานมี 9 หลัก ตรวจว่าพิมพ์ขาดหรือเกิน",
                "The number of digits is wrong: mobile numbers (06, 08, 09) have 10, others have 9. Check for a missing or extra digit.",
            ),
            Self::CountryCode => Bilingual::new(
                "หลังเครื่องหมาย + ต้องเป็นรหัสประเทศซึ่งไม่ขึ้นต้นด้วย 0 เช่น +66 สำหรับประเทศไทย",
                "After + comes the country code, which never begins with 0: for example +66 for Thailand.",
            ),
            Self::ForeignLength => Bilingual::new(
                "หมายเลขต่างประเทศต้องมี 7 ถึง 15 หลักรวมรหัสประเทศ ตรวจว่าพิมพ์ขาดหรือเกิน",
                "A foreign number has 7 to 15 digits with its country code. Check for a missing or extra digit.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn thai_numbers_however_they_are_typed() {
        for (text, stored, shown) in [
            ("081 234 5678", "+66812345678", "081 234 5678"),
            ("๐๘๑-๒๓๔-๕๖๗๘", "+66812345678", "081 234 5678"),
            ("+66 (0)81 234 5678", "+66812345678", "081 234 5678"),
            ("(02) 123.4567", "+6621234567", "02 123 4567"),
            ("053123456", "+6653123456", "053 123 456"),
            ("+44 20 7946 0000", "+442079460000", "+442079460000"),
        ] {
            let phone = Phone::parse(text).unwrap();
            assert_eq!((phone.as_str(), phone.national().as_str()), (stored, shown), "{text}");
        }
    }

    #[test]
    fn what_is_refused_and_why() {
        for (text, error) in [
            ("", PhoneError::Empty),
            ("()", PhoneError::Empty),
            ("+", PhoneError::Character),
            ("081 234 5678 ต่อ 9", PhoneError::Character),
            ("08+12345678", PhoneError::Character),
            ("66812345678", PhoneError::Beginning),
            ("1669", PhoneError::Beginning),
            ("0012345678", PhoneError::ThaiBeginning),
            ("0", PhoneError::ThaiLength),
            ("+66", PhoneError::ThaiLength),
            ("081234567", PhoneError::ThaiLength),
            ("0212345678", PhoneError::ThaiLength),
            ("+0812345678", PhoneError::CountryCode),
            ("+44123", PhoneError::ForeignLength),
            ("+1234567890123456", PhoneError::ForeignLength),
        ] {
            assert_eq!(Phone::parse(text), Err(error), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC*|[+(]?[0-9๐-๙ .-]{0,20}") {
            let _ = Phone::parse(&text);
        }

        #[test]
        fn both_forms_are_read_back(text in "0[2-57][0-9]{7}|0[689][0-9]{8}|\\+[1-57-9][0-9]{6,14}") {
            let phone = Phone::parse(&text).unwrap();
            prop_assert_eq!(Phone::parse(phone.as_str()), Ok(phone.clone()));
            prop_assert_eq!(Phone::parse(&phone.national()), Ok(phone));
        }
    }
}
