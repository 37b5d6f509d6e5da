//! Passports as they are typed: the number and the state or organisation that issued it (ICAO Doc 9303).
//!
//! O and 0 are both legal in a number: neither is ever turned into the other.

use super::{digits, states};
use crate::language::{Bilingual, Explain};
use thiserror::Error;

/// A passport number: 6 to 9 capital letters and digits.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct PassportNumber(String);

personal_text!(PassportNumber, "The number, in capital letters and digits.");

impl PassportNumber {
    /// The number in `text`; spaces and hyphens are passed over, small letters count as capitals.
    pub fn parse(text: &str) -> Result<Self, PassportNumberError> {
        let text = digits::squeeze(text);
        if text.is_empty() {
            return Err(PassportNumberError::Empty);
        }
        if !text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(PassportNumberError::Character);
        }
        if !(6..=9).contains(&text.len()) {
            return Err(PassportNumberError::Length);
        }
        Ok(Self(text.to_ascii_uppercase()))
    }
}

/// The code of the state or organisation that issued a passport: three capital letters, or `D`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct IssuingState(String);

personal_text!(IssuingState, "The code as it is printed, without the filling marks of the machine-readable zone.");

impl IssuingState {
    /// The code in `text`; small letters count as capitals.
    pub fn parse(text: &str) -> Result<Self, IssuingStateError> {
        let text = text.trim().trim_end_matches('<');
        if text.is_empty() {
            return Err(IssuingStateError::Empty);
        }
        let code = text.to_ascii_uppercase();
        if states::issues(&code) { Ok(Self(code)) } else { Err(IssuingStateError::Unknown) }
    }
}

/// Why a text is no passport number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum PassportNumberError {
    /// Nothing was typed.
    #[error("the passport number is empty")]
    Empty,
    /// Something else than Latin letters and digits.
    #[error("the passport number contains something else than letters and digits")]
    Character,
    /// Fewer than 6 or more than 9 characters.
    #[error("the passport number has not 6 to 9 characters")]
    Length,
}

impl Explain for PassportNumberError {
    fn explain(&self) -> Bilingual {
        match self {
            Self::Empty => Bilingual::new("พิมพ์หมายเลขหนังสือเดินทาง", "Enter the passport number."),
            Self::Character => Bilingual::new(
                "หมายเลขหนังสือเดินทางมีเครื่องหมายอื่นปน พิมพ์เฉพาะตัวอักษรอังกฤษและตัวเลข",
                "The passport number contains something else. Enter Latin letters and digits only.",
            ),
            Self::Length => Bilingual::new(
                "หมายเลขหนังสือเดินทางต้องมี 6 ถึง 9 ตัว ตรวจกับหน้าที่มีรูปถ่าย",
                "A passport number has 6 to 9 characters. Compare it with the page that has the photo.",
            ),
        }
    }
}

/// Why a text is no issuing state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum IssuingStateError {
    /// Nothing was typed.
    #[error("the issuing state is empty")]
    Empty,
    /// No state or organisation has this code.
    #[error("no state or organisation has this code")]
    Unknown,
}

impl Explain for IssuingStateError {
    fn explain(&self) -> Bilingual {
        match self {
            Self::Empty => Bilingual::new(
                "พิมพ์รหัสประเทศผู้ออกหนังสือเดินทาง เช่น THA",
                "Enter the code of the issuing state, for example THA.",
            ),
            Self::Unknown => Bilingual::new(
                "ไม่มีประเทศหรือองค์การที่ใช้รหัสนี้ พิมพ์รหัสสามตัวอักษรตามที่พิมพ์ในหนังสือเดินทาง เช่น THA",
                "No state or organisation has this code. Enter the three letters printed in the passport, for example THA.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_and_states() {
        // Synthetic numbers.
        assert_eq!(PassportNumber::parse(" aa 000-0000").unwrap().as_str(), "AA0000000");
        assert_eq!(PassportNumber::parse("AAO0O0").unwrap().as_str(), "AAO0O0");
        assert_eq!(IssuingState::parse("tha").unwrap().as_str(), "THA");
        assert_eq!(IssuingState::parse("D<<").unwrap().as_str(), "D");
    }

    #[test]
    fn what_is_refused_and_why() {
        for (text, error) in [
            ("", PassportNumberError::Empty),
            ("AA000/00", PassportNumberError::Character),
            ("กก000000", PassportNumberError::Character),
            ("AA000", PassportNumberError::Length),
            ("AA00000000", PassportNumberError::Length),
        ] {
            assert_eq!(PassportNumber::parse(text), Err(error), "{text:?}");
        }
        for (text, error) in [
            ("<", IssuingStateError::Empty),
            ("TH", IssuingStateError::Unknown),
            ("UTO", IssuingStateError::Unknown),
            ("XXA", IssuingStateError::Unknown),
        ] {
            assert_eq!(IssuingState::parse(text), Err(error), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_stored_is_read_back(text in "\\PC*|[A-Za-z0-9๐-๙ -]{5,11}|[A-Za-z]{1,3}<{0,2}") {
            if let Ok(number) = PassportNumber::parse(&text) {
                prop_assert_eq!(PassportNumber::parse(number.as_str()), Ok(number));
            }
            if let Ok(state) = IssuingState::parse(&text) {
                prop_assert_eq!(IssuingState::parse(state.as_str()), Ok(state));
            }
        }
    }
}
