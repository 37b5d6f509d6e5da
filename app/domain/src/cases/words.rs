//! What people write into a case: any characters, up to ten thousand, kept as typed.

use crate::language::{Bilingual, Explain};
use std::fmt;
use thiserror::Error;

/// Words of somebody. Their `Debug` shows nothing.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Words(String);

/// Why a text is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum WordsError {
    /// Nothing is written where something must be.
    #[error("nothing is written")]
    Missing,
    /// More than [`Words::MOST`] characters.
    #[error("longer than {} characters", Words::MOST)]
    TooLong,
}

impl Words {
    /// The most characters.
    pub const MOST: usize = 10_000;

    /// The words in `text`, which may be none.
    pub fn parse(text: &str) -> Result<Self, WordsError> {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let text: String = text.trim().chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
        if text.chars().count() > Self::MOST { Err(WordsError::TooLong) } else { Ok(Self(text)) }
    }

    /// The words in `text`, where there must be some.
    pub fn some(text: &str) -> Result<Self, WordsError> {
        Self::parse(text).and_then(|words| if words.0.is_empty() { Err(WordsError::Missing) } else { Ok(words) })
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Words(…)")
    }
}

impl Explain for WordsError {
    fn explain(&self) -> Bilingual {
        match self {
            Self::Missing => Bilingual::new("เขียนสั้น ๆ ให้เจ้าหน้าที่เข้าใจ", "Write a few words."),
            Self::TooLong => Bilingual::new(
                "ข้อความยาวเกิน 10,000 ตัวอักษร ตัดให้สั้นลง",
                "The text is longer than 10,000 characters. Make it shorter.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_thousand_characters_and_one_more() {
        assert!(Words::some(&"ก".repeat(Words::MOST)).is_ok());
        assert_eq!(Words::parse(&"ก".repeat(Words::MOST + 1)), Err(WordsError::TooLong));
        assert_eq!(Words::some(" \r\n\u{0} "), Err(WordsError::Missing));
        assert_eq!(Words::parse("a\r\nb\u{7}").unwrap().as_str(), "a\nb");
    }

    #[test]
    fn line_breaks_are_made_one_and_tabs_stay() {
        assert_eq!(Words::parse(" a\tb\rc ").unwrap().as_str(), "a\tb\nc");
        assert_eq!(Words::parse("").unwrap().as_str(), "", "nothing is written where nothing has to be");
    }
}
