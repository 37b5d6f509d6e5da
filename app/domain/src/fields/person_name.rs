//! Names of persons, in any script, as one text. Thai spelling is brought into one form of code points.
//!
//! Never judges what a name may be: one word, Latin letters and long names are names.

use super::characters;
use crate::language::{Bilingual, Explain};
use thiserror::Error;

/// The longest name, in characters.
const LONGEST: usize = 200;

const SARA_AA: char = '\u{e32}';
const SARA_AM: char = '\u{e33}';
const NIKHAHIT: char = '\u{e4d}';

/// A name: NFC, Thai marks in the order of the keyboard standard, single spaces, 1 to 200 characters.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct PersonName(String);

personal_text!(PersonName, "The name.");

impl PersonName {
    /// The name in `text`.
    pub fn parse(text: &str) -> Result<Self, PersonNameError> {
        let text: String = text.trim().chars().filter(|c| !characters::is_break_mark(*c)).collect();
        if text.chars().any(characters::is_control) {
            return Err(PersonNameError::Control);
        }
        let name = normalised(&text);
        if name.is_empty() {
            return Err(PersonNameError::Empty);
        }
        if name.chars().count() > LONGEST {
            return Err(PersonNameError::TooLong);
        }
        if !name.chars().any(char::is_alphabetic) {
            return Err(PersonNameError::NoLetter);
        }
        Ok(Self(name))
    }
}

/// NFC, Thai marks ordered, spaces single. Ordering marks can bring two of them together that NFC wants the other way
/// round, so both are repeated until nothing changes; two rounds are enough for anything a person types.
fn normalised(text: &str) -> String {
    let mut now = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for _ in 0..4 {
        let next = ordered(characters::nfc(&now).chars());
        if next == now {
            break;
        }
        now = next;
    }
    now
}

/// Thai marks in one order: the vowel above or below before the tone mark, the tone mark before SARA AM, and
/// NIKHAHIT with SARA AA as SARA AM.
fn ordered(characters: impl Iterator<Item = char>) -> String {
    let mut out: Vec<char> = Vec::new();
    for c in characters {
        match c {
            _ if is_vowel_mark(c) => {
                let tones = trailing_tones(&out);
                out.insert(out.len() - tones, c);
            }
            _ if is_tone(c) && out.last() == Some(&SARA_AM) => out.insert(out.len() - 1, c),
            SARA_AA => {
                let am = take_nikhahit(&mut out);
                out.push(if am { SARA_AM } else { SARA_AA });
            }
            _ => out.push(c),
        }
    }
    out.into_iter().collect()
}

/// Removes a NIKHAHIT at the end, before or after its tone mark; whether there was one.
fn take_nikhahit(out: &mut Vec<char>) -> bool {
    if out.last() == Some(&NIKHAHIT) {
        out.pop();
        return true;
    }
    let before_tones = out.len() - trailing_tones(out);
    let found = before_tones > 0 && out[before_tones - 1] == NIKHAHIT;
    if found {
        out.remove(before_tones - 1);
    }
    found
}

fn trailing_tones(out: &[char]) -> usize {
    out.iter().rev().take_while(|c| is_tone(**c)).count()
}

/// MAI EK, MAI THO, MAI TRI, MAI CHATTAWA.
const fn is_tone(c: char) -> bool {
    matches!(c, '\u{e48}'..='\u{e4b}')
}

/// MAI HAN-AKAT, SARA I to SARA UU, PHINTHU.
const fn is_vowel_mark(c: char) -> bool {
    matches!(c, '\u{e31}' | '\u{e34}'..='\u{e3a}')
}

/// Why a text is no name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum PersonNameError {
    /// Nothing was typed.
    #[error("the name is empty")]
    Empty,
    /// More than 200 characters.
    #[error("the name is too long")]
    TooLong,
    /// Digits or marks only.
    #[error("the name has no letter")]
    NoLetter,
    /// A line break, another control character, or one that turns the direction of writing.
    #[error("the name contains a control character")]
    Control,
}

impl Explain for PersonNameError {
    fn explain(&self) -> Bilingual {
        match self {
            Self::Empty => Bilingual::new("พิมพ์ชื่อ", "Enter a name."),
            Self::TooLong => Bilingual::new(
                "ชื่อยาวเกิน 200 ตัวอักษร พิมพ์เฉพาะชื่อและนามสกุล",
                "The name is longer than 200 characters. Enter the name only.",
            ),
            Self::NoLetter => Bilingual::new(
                "ชื่อต้องมีตัวอักษร มิใช่ตัวเลขหรือเครื่องหมายล้วน ตรวจว่าพิมพ์ตรงช่องหรือไม่",
                "A name has letters, not only digits or marks. Check whether this is the right field.",
            ),
            Self::Control => Bilingual::new(
                "ชื่อมีการขึ้นบรรทัดใหม่หรืออักขระที่มองไม่เห็น ลบแล้วพิมพ์ใหม่ในบรรทัดเดียว",
                "The name contains a line break or an invisible character. Delete it and type the name on one line.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn stored(text: &str) -> String {
        PersonName::parse(text).unwrap().as_str().to_owned()
    }

    #[test]
    fn thai_marks_come_in_one_order() {
        // NO NU, MAI THO and SARA AM in every order in which they are met.
        for text in ["น\u{e49}\u{e33}", "น\u{e33}\u{e49}", "น\u{e4d}\u{e49}\u{e32}", "น\u{e49}\u{e4d}\u{e32}"] {
            assert_eq!(stored(text), "น\u{e49}\u{e33}", "{}", text.escape_unicode());
        }
        assert_eq!(stored("ก\u{e4d}\u{e32}"), "ก\u{e33}");
        assert_eq!(stored("ก\u{e48}\u{e35}"), "ก\u{e35}\u{e48}");
        assert_eq!(stored("ก\u{e49}\u{e38}"), "ก\u{e38}\u{e49}");
        assert_eq!(stored("สิทธิ์"), "สิทธิ์");
    }

    #[test]
    fn names_of_every_kind() {
        for name in ["สมมติ", "ณ", "Nobody Example", "O'Example-Test", "นาย ก 3", "ตัวอย่าง ๒"]
        {
            assert_eq!(stored(name), name);
        }
        assert_eq!(stored("  Jose\u{301}\u{a0} \u{200b} Example "), "José Example");
        assert_eq!(stored(&"ก".repeat(200)).chars().count(), 200);
    }

    #[test]
    fn what_is_refused_and_why() {
        let long = "ก".repeat(201);
        for (text, error) in [
            ("", PersonNameError::Empty),
            (" \u{200b} ", PersonNameError::Empty),
            (long.as_str(), PersonNameError::TooLong),
            ("12345", PersonNameError::NoLetter),
            ("๑๒๓ -", PersonNameError::NoLetter),
            ("a\nb", PersonNameError::Control),
            ("a\u{0}", PersonNameError::Control),
            ("a\u{202e}b", PersonNameError::Control),
        ] {
            assert_eq!(PersonName::parse(text), Err(error), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_stored_is_read_back(text in "\\PC*|[กนำ\u{e31}-\u{e3a}\u{e47}-\u{e4e}a\u{301}\u{323} ]{0,24}") {
            if let Ok(name) = PersonName::parse(&text) {
                prop_assert_eq!(crate::fields::characters::nfc(name.as_str()), name.as_str());
                prop_assert_eq!(PersonName::parse(name.as_str()), Ok(name));
            }
        }

        #[test]
        fn letters_are_never_lost(text in "[กขa-f]{1,30}") {
            prop_assert_eq!(stored(&text), text);
        }
    }
}
