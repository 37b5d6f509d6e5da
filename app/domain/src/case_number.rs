//! Case numbers that can be read out over a phone.
//!
//! Eight symbols of 40 random bits and a check symbol. A number says nothing about the person or the day, and knowing
//! one helps nobody to find another.

use crate::language::{Bilingual, Explain};
use std::fmt;
use thiserror::Error;

/// Crockford's base 32: no I, L, O and U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const BODY: usize = 8;

/// A case number, shown as `ABCD-EFGH-J`.
///
/// The symbols are elements of the field of 32 (polynomials over two modulo x⁵ + x² + 1). The check symbol c makes
/// Σ αⁱ·sᵢ = 0, where α is the element x, s₀ is the check symbol and s₁…s₈ are the body from its end. α has order 31,
/// so the nine weights are nonzero and differ: one wrong symbol, and any two symbols swapped, next to each other or
/// not, are always found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseNumber(u64);

impl CaseNumber {
    /// The number made of these 40 random bits.
    pub fn from_random(bytes: [u8; 5]) -> Self {
        Self(bytes.into_iter().fold(0, |bits, byte| bits << 8 | u64::from(byte)))
    }

    /// The number in `text`. Spaces and hyphens are passed over, small letters count as capitals, I and L are read as 1
    /// and O as 0, since none of the three is ever written.
    pub fn parse(text: &str) -> Result<Self, CaseNumberError> {
        let mut symbols = Vec::with_capacity(BODY + 1);
        for c in text.chars().filter(|c| !is_separator(*c)) {
            symbols.push(symbol(c).ok_or(CaseNumberError::Character)?);
        }
        match symbols.as_slice() {
            [] => Err(CaseNumberError::Empty),
            [body @ .., check] if body.len() == BODY => {
                let bits = body.iter().fold(0, |bits, symbol| bits << 5 | u64::from(*symbol));
                if check_symbol(bits) == *check { Ok(Self(bits)) } else { Err(CaseNumberError::Check) }
            }
            _ => Err(CaseNumberError::Length),
        }
    }

    /// The 40 bits.
    pub const fn bits(self) -> u64 {
        self.0
    }
}

impl fmt::Display for CaseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letter = |symbol: u8| char::from(ALPHABET[usize::from(symbol % 32)]);
        let body: String = (0..BODY).rev().map(|place| letter(symbol_at(self.0, place))).collect();
        write!(f, "{}-{}-{}", &body[..4], &body[4..], letter(check_symbol(self.0)))
    }
}

/// The symbol at `place`, counted from the end.
fn symbol_at(bits: u64, place: usize) -> u8 {
    u8::try_from(bits >> (5 * place) & 31).unwrap_or_default()
}

/// The sum of αⁱ·sᵢ over the body, by Horner's rule; in this field it is its own negative.
fn check_symbol(bits: u64) -> u8 {
    (0..BODY).rev().fold(0, |sum, place| times_alpha(sum ^ symbol_at(bits, place)))
}

const fn times_alpha(element: u8) -> u8 {
    let shifted = element << 1;
    if shifted & 32 == 0 { shifted } else { (shifted ^ 0b10_0101) & 31 }
}

fn symbol(c: char) -> Option<u8> {
    let c = match c.to_ascii_uppercase() {
        'I' | 'L' => '1',
        'O' => '0',
        c => c,
    };
    (0..).zip(ALPHABET).find(|(_, letter)| char::from(**letter) == c).map(|(symbol, _)| symbol)
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2013}' | '\u{200b}')
}

/// Why a text is no case number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum CaseNumberError {
    /// Nothing was typed.
    #[error("the case number is empty")]
    Empty,
    /// A character no case number has.
    #[error("the case number contains a character that none has")]
    Character,
    /// Not nine symbols.
    #[error("the case number has not 9 symbols")]
    Length,
    /// The last symbol does not fit.
    #[error("the check symbol of the case number does not fit")]
    Check,
}

impl Explain for CaseNumberError {
    fn explain(&self) -> Bilingual {
        match self {
            Self::Empty => Bilingual::new("พิมพ์เลขเรื่อง", "Enter the case number."),
            Self::Character => Bilingual::new(
                "เลขเรื่องมีเฉพาะตัวเลขและตัวอักษรอังกฤษ และไม่มีตัว U ตรวจกับใบรับเรื่อง",
                "A case number has digits and Latin letters only, and no U. Compare it with the receipt.",
            ),
            Self::Length => Bilingual::new(
                "เลขเรื่องมี 9 ตัว เช่น 0000-0000-0 ตรวจว่าพิมพ์ขาดหรือเกิน",
                "A case number has 9 characters, such as 0000-0000-0. Check for a missing or extra one.",
            ),
            Self::Check => Bilingual::new(
                "เลขเรื่องไม่ถูกต้อง อาจพิมพ์ผิดหนึ่งตัวหรือสลับที่กัน ตรวจทีละตัว",
                "The case number is not right; a character may be wrong or two swapped. Compare each one.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn shown_in_groups_and_read_however_it_is_typed() {
        let number = CaseNumber::from_random([0x00, 0x44, 0x32, 0x14, 0xc7]);
        assert_eq!(&number.to_string()[..10], "0123-4567-");
        let typed = number.to_string().to_lowercase().replace('1', "l").replace('0', "o").replace('-', " \u{2011}");
        assert_eq!(CaseNumber::parse(&typed), Ok(number));
        assert_eq!(CaseNumber::parse("OOOO-OOOO-O").map(CaseNumber::bits), Ok(0));
    }

    #[test]
    fn forty_bits_are_kept_as_they_came() {
        let number = CaseNumber::from_random([0x00, 0x44, 0x32, 0x14, 0xc7]);
        assert_eq!(number.bits(), 0x00_4432_14c7);
        assert_eq!(CaseNumber::from_random([0xff; 5]).bits(), (1 << 40) - 1);
    }

    #[test]
    fn what_is_refused_and_why() {
        for (text, error) in [
            (" - ", CaseNumberError::Empty),
            ("0000-0000-U", CaseNumberError::Character),
            ("0000-0000-ก", CaseNumberError::Character),
            ("0000-0000", CaseNumberError::Length),
            ("0000-0000-00", CaseNumberError::Length),
            ("0000-0000-1", CaseNumberError::Check),
        ] {
            assert_eq!(CaseNumber::parse(text), Err(error), "{text:?}");
        }
    }

    #[test]
    fn the_nine_weights_differ() {
        let mut weights = vec![1_u8];
        for _ in 0..30 {
            weights.push(times_alpha(weights[weights.len() - 1]));
        }
        weights.sort_unstable();
        assert_eq!(weights, (1..32).collect::<Vec<u8>>());
    }

    fn symbols(bytes: [u8; 5]) -> Vec<char> {
        CaseNumber::from_random(bytes).to_string().chars().filter(|c| *c != '-').collect()
    }

    fn read(symbols: &[char]) -> Result<CaseNumber, CaseNumberError> {
        CaseNumber::parse(&symbols.iter().collect::<String>())
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_back(bytes: [u8; 5]) {
            let number = CaseNumber::from_random(bytes);
            prop_assert_eq!(CaseNumber::parse(&number.to_string()), Ok(number));
        }

        #[test]
        fn one_wrong_symbol_is_found(bytes: [u8; 5], at in 0..9_usize, by in 1..32_usize) {
            let mut symbols = symbols(bytes);
            let was = ALPHABET.iter().position(|letter| char::from(*letter) == symbols[at]).unwrap();
            symbols[at] = char::from(ALPHABET[(was + by) % 32]);
            prop_assert_eq!(read(&symbols), Err(CaseNumberError::Check));
        }

        #[test]
        fn two_swapped_symbols_are_found(bytes: [u8; 5], at in 0..9_usize, with in 0..9_usize) {
            let mut symbols = symbols(bytes);
            if symbols[at] != symbols[with] {
                symbols.swap(at, with);
                prop_assert_eq!(read(&symbols), Err(CaseNumberError::Check));
            }
        }

        #[test]
        fn no_text_panics(text in "\\PC*|[0-9A-Za-z -]{9,12}") {
            let _ = CaseNumber::parse(&text);
        }
    }
}
