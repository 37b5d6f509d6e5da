//! The Thai national identification number: thirteen digits, the last one a check digit.
//!
//! A number that passes is well formed; whether it was ever issued, and to whom, only the civil registry knows.

use super::digits;
use crate::language::{Bilingual, Explain};
use thiserror::Error;

const LENGTH: usize = 13;

/// A well-formed national identification number, thirteen ASCII digits.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct NationalId(String);

personal_text!(NationalId, "The thirteen digits, without hyphens.");

impl NationalId {
    /// The number in `text`; spaces and hyphens are passed over, Thai digits count as digits.
    pub fn parse(text: &str) -> Result<Self, NationalIdError> {
        let text = digits::squeeze(text);
        if text.is_empty() {
            return Err(NationalIdError::Empty);
        }
        if !digits::are_digits(&text) {
            return Err(NationalIdError::Character);
        }
        if text.len() != LENGTH {
            return Err(NationalIdError::Length);
        }
        let (body, check) = text.as_bytes().split_at(LENGTH - 1);
        if body.iter().all(|digit| *digit == body[0]) {
            return Err(NationalIdError::Repeated);
        }
        if body[0] == b'9' {
            return Err(NationalIdError::NotIssued);
        }
        if check != [check_digit(body)] {
            return Err(NationalIdError::CheckDigit);
        }
        Ok(Self(text))
    }

    /// Whether the number is of the kind given to persons without civil status (first digit 0): it is accepted, and an
    /// officer compares it with the paper.
    pub fn needs_checking(&self) -> bool {
        self.0.starts_with('0')
    }

    /// The number as it is printed on the card, `1-2345-67890-12-3`.
    pub fn grouped(&self) -> String {
        let digits = &self.0;
        format!("{}-{}-{}-{}-{}", &digits[..1], &digits[1..5], &digits[5..10], &digits[10..12], &digits[12..])
    }
}

/// The ASCII check digit of twelve ASCII digits: the weights run from 13 down to 2.
fn check_digit(body: &[u8]) -> u8 {
    let remainder =
        body.iter().zip((2..=13).rev()).fold(0, |sum, (digit, weight)| (sum + (digit - b'0') * weight) % 11);
    b'0' + (11 - remainder) % 10
}

/// Why a text is no national identification number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum NationalIdError {
    /// Nothing was typed.
    #[error("the national id is empty")]
    Empty,
    /// Something else than digits, spaces and hyphens.
    #[error("the national id contains something else than digits")]
    Character,
    /// Not thirteen digits.
    #[error("the national id has not 13 digits")]
    Length,
    /// The first twelve digits are all the same.
    #[error("the national id repeats one digit")]
    Repeated,
    /// The first digit is 9.
    #[error("no national id begins with 9")]
    NotIssued,
    /// The last digit does not fit the others.
    #[error("the check digit of the national id does not fit")]
    CheckDigit,
}

impl Explain for NationalIdError {
    fn explain(&self) -> Bilingual {
        match self {
            Self::Empty => {
                Bilingual::new("พิมพ์เลขประจำตัวประชาชน 13 หลัก", "Enter the 13 digits of the national ID number.")
            }
            Self::Character => Bilingual::new(
                "เลขประจำตัวประชาชนมีตัวอักษรหรือเครื่องหมายอื่นปน พิมพ์เฉพาะตัวเลข เว้นวรรคหรือใส่ขีดได้",
                "The national ID number contains something other than digits. Enter digits only; spaces and hyphens are fine.",
            ),
            Self::Length => Bilingual::new(
                "เลขประจำตัวประชาชนต้องมี 13 หลัก ตรวจว่าพิมพ์ขาดหรือเกิน",
                "A national ID number has 13 digits. Check whether one is missing or typed twice.",
            ),
            Self::Repeated => Bilingual::new(
                "เลขนี้เป็นเลขซ้ำกันทั้งหมด ไม่ใช่เลขประจำตัวประชาชน พิมพ์เลขตามบัตร",
                "This is one digit repeated, not a national ID number. Enter the number on the card.",
            ),
            Self::NotIssued => Bilingual::new(
                "ไม่มีการออกเลขประจำตัวประชาชนที่ขึ้นต้นด้วย 9 ตรวจหลักแรกกับบัตร",
                "No national ID number begins with 9. Compare the first digit with the card.",
            ),
            Self::CheckDigit => Bilingual::new(
                "เลขหลักสุดท้ายไม่สอดคล้องกับหลักอื่น อาจพิมพ์ผิดหรือสลับหลัก ตรวจทีละหลักกับบัตร",
                "The last digit does not fit the others; a digit may be wrong or two may be swapped. Compare each with the card.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Synthetic: a made-up body with the check digit the rule gives it. No test uses a number from a real card.
    fn synthetic(body: &str) -> String {
        format!("{body}{}", char::from(check_digit(body.as_bytes())))
    }

    fn remainder(number: &str) -> u32 {
        number.bytes().zip(2..=13_u32).map(|(digit, at)| u32::from(digit - b'0') * (15 - at)).sum::<u32>() % 11
    }

    #[test]
    fn the_rule_worked_by_hand() {
        // Synthetic, counting upwards: 13+24+33+40+45+48+49+48+45+0+3+4 = 352 = 32 · 11, so the last digit is 1.
        let id = NationalId::parse("๑-2345 67890\u{2011}12\u{2013}1").unwrap();
        assert_eq!((id.as_str(), id.grouped().as_str()), ("1234567890121", "1-2345-67890-12-1"));
        assert!(!id.needs_checking());
    }

    #[test]
    fn the_rule_worked_by_hand_for_ten_remainders() {
        // Synthetic, counting upwards: eleven digits make 348, which is 7 modulo 11, and the twelfth adds twice itself.
        for (twelfth, check) in [(0, 4), (1, 2), (2, 1), (3, 9), (4, 7), (5, 5), (6, 3), (7, 1), (8, 0), (9, 8)] {
            for last in 0..10 {
                let number = format!("12345678901{twelfth}{last}");
                assert_eq!(NationalId::parse(&number).is_ok(), last == check, "{number}");
            }
        }
    }

    #[test]
    fn what_is_refused_and_why() {
        let zeros = synthetic("000000000000");
        let eights = synthetic("888888888888");
        let nine = synthetic("912345678901");
        for (text, error) in [
            ("", NationalIdError::Empty),
            (" - ", NationalIdError::Empty),
            ("12345678901a1", NationalIdError::Character),
            ("123456789012", NationalIdError::Length),
            ("12345678901211", NationalIdError::Length),
            (zeros.as_str(), NationalIdError::Repeated),
            (eights.as_str(), NationalIdError::Repeated),
            (nine.as_str(), NationalIdError::NotIssued),
            ("1234567890122", NationalIdError::CheckDigit),
        ] {
            assert_eq!(NationalId::parse(text), Err(error), "{text:?}");
        }
    }

    #[test]
    fn a_first_digit_of_zero_is_accepted_and_marked() {
        assert!(NationalId::parse(&synthetic("012345678901")).unwrap().needs_checking());
    }

    /// The rule of the registry gives the third digit the weight 11, which is nothing modulo 11, and lets the
    /// remainders 0 and 10 share the check digit 1. Two limits of the published rule, held here so that nobody relies
    /// on more than it gives.
    #[test]
    fn what_the_check_digit_cannot_see() {
        assert!(NationalId::parse("1294567890121").is_ok());
        assert_eq!(check_digit(b"123456789012"), check_digit(b"123456789082"));
        assert_eq!((remainder("123456789012"), remainder("123456789082")), (0, 10));
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC*|[0-9๐-๙ -]{0,20}") {
            let _ = NationalId::parse(&text);
        }

        #[test]
        fn what_is_shown_is_read_back(body in "[0-8][0-9]{11}") {
            if let Ok(id) = NationalId::parse(&synthetic(&body)) {
                prop_assert_eq!(NationalId::parse(&id.grouped()), Ok(id));
            }
        }

        #[test]
        fn one_changed_digit_is_refused(body in "[0-8][0-9]{11}", at in 0..13_usize, by in 1..10_u8) {
            let number = synthetic(&body);
            let mut changed = number.clone().into_bytes();
            changed[at] = b'0' + (changed[at] - b'0' + by) % 10;
            let changed = String::from_utf8(changed).unwrap();
            let shared = [&number, &changed].into_iter().all(|number| [0, 10].contains(&remainder(number)));
            let blind = at == 2 || (at < 12 && shared);
            prop_assert!(blind || NationalId::parse(&changed).is_err());
        }

        #[test]
        fn debug_shows_no_digit(body in "[1-8][0-9]{11}") {
            if let Ok(id) = NationalId::parse(&synthetic(&body)) {
                prop_assert_eq!(format!("{id:?}"), "NationalId(…)");
            }
        }
    }
}
