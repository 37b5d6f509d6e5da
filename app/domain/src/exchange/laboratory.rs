//! A laboratory result as a partner writes it: what was tested and what was found, in words.

use crate::date::Day;
use crate::fields::is_control;
use crate::language::{Bilingual, Explain};
use crate::record::{Laboratory, WORDS};
use thiserror::Error;

/// What is wrong with a result as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum LaboratoryError {
    /// No test, one longer than [`WORDS`] characters, or a control character in it.
    #[error("the test is not 1 to {WORDS} characters")]
    Test,
    /// No result, one longer than [`WORDS`] characters, or a control character in it.
    #[error("the result is not 1 to {WORDS} characters")]
    Result,
    /// The day has not come.
    #[error("the day has not come yet")]
    Future,
}

impl Laboratory {
    /// A result as written, spaces single; each value wrong is said.
    pub fn parse((test, result): (&str, &str), day: Day, today: Day) -> Result<Self, Vec<LaboratoryError>> {
        let test = words(test).ok_or(LaboratoryError::Test);
        let result = words(result).ok_or(LaboratoryError::Result);
        let day = if day <= today { Ok(day) } else { Err(LaboratoryError::Future) };
        match (test, result, day) {
            (Ok(test), Ok(result), Ok(day)) => Ok(Self { test, result, day }),
            (test, result, day) => Err([test.err(), result.err(), day.err()].into_iter().flatten().collect()),
        }
    }
}

fn words(text: &str) -> Option<String> {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let fits = (1..=WORDS).contains(&words.chars().count()) && !words.chars().any(is_control);
    fits.then_some(words)
}

impl Explain for LaboratoryError {
    fn explain(&self) -> Bilingual {
        match self {
            Self::Test => {
                Bilingual::new("ใส่ชื่อการตรวจ 1 ถึง 100 ตัวอักษร", "Give the name of the test, in 1 to 100 characters.")
            }
            Self::Result => Bilingual::new("ใส่ผลตรวจ 1 ถึง 100 ตัวอักษร", "Give the result, in 1 to 100 characters."),
            Self::Future => Bilingual::new("วันที่นี้ยังมาไม่ถึง", "That day has not come yet."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_one_line_and_every_wrong_value_said() {
        let day = |text: &str| Day::from_iso(text).unwrap();
        let good = Laboratory::parse((" RT-PCR \n SARS ", "ไม่พบ"), day("2026-01-02"), day("2026-01-02")).unwrap();
        assert_eq!((good.test.as_str(), good.result.as_str()), ("RT-PCR SARS", "ไม่พบ"));
        let wrong = Laboratory::parse((" ", &"x".repeat(101)), day("2026-01-03"), day("2026-01-02"));
        assert_eq!(wrong, Err(vec![LaboratoryError::Test, LaboratoryError::Result, LaboratoryError::Future]));
        let wrong = Laboratory::parse(("a\u{0}", "b\u{202e}"), day("2026-01-02"), day("2026-01-02"));
        assert_eq!(wrong, Err(vec![LaboratoryError::Test, LaboratoryError::Result]));
    }
}
