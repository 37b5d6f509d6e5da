//! One-time codes by text message or e-mail: six digits, ten minutes, five tries, three an hour. The numbers are the
//! operator's own defaults (01: clocks the practice does not state).

use crate::date::Instant;
use crate::language::{Bilingual, Explain};
use std::fmt;
use thiserror::Error;

/// Digits of a code.
pub const DIGITS: usize = 6;
/// Milliseconds a code holds.
pub const HOLDS: i64 = 10 * 60 * 1000;
/// Times a code may be typed wrong; the next try is refused even when it is right.
pub const TRIES: u32 = 5;
/// Codes in an hour, to an address and for a person.
pub const PER_HOUR: usize = 3;

const HOUR: i64 = 60 * 60 * 1000;

/// A code. Its `Debug` shows nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Code(String);

/// Why a code is not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum CodeError {
    /// Not six digits.
    #[error("the code is not {DIGITS} digits")]
    Form,
    /// Another code was sent.
    #[error("the code is wrong")]
    Wrong,
    /// Too old, used, or typed wrong too often: get another (410).
    #[error("the code holds no longer")]
    Over,
}

/// Too many codes in an hour (429).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("too many codes in an hour")]
pub struct TooMany {
    /// From when on another may be sent.
    pub until: Instant,
}

impl Code {
    /// The code of these random bits. All codes are as likely as each other, to one part in ten trillion.
    pub fn from_random(bytes: [u8; 8]) -> Self {
        Self(format!("{:06}", u64::from_be_bytes(bytes) % 1_000_000))
    }

    /// The code somebody typed; spaces and hyphens are passed over, Thai digits count.
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        let kept = text.chars().filter(|c| !c.is_whitespace() && *c != '-');
        let digits: Option<String> = kept.map(digit).collect();
        digits.filter(|digits| digits.len() == DIGITS).map(Self).ok_or(CodeError::Form)
    }

    /// The six digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(…)")
    }
}

fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '๐'..='๙' => char::from_digit(u32::from(c) - u32::from('๐'), 10),
        _ => None,
    }
}

/// Whether a code made at `made` and typed wrong `tries` times may still be tried at `now`.
pub fn may_try(made: Instant, tries: u32, now: Instant) -> Result<(), CodeError> {
    let age = now.unix_milliseconds().saturating_sub(made.unix_milliseconds());
    if age < HOLDS && tries < TRIES { Ok(()) } else { Err(CodeError::Over) }
}

/// Whether another code may be sent at `now`, after those sent at `sent`.
pub fn may_send(sent: &[Instant], now: Instant) -> Result<(), TooMany> {
    let mut within: Vec<_> =
        sent.iter().filter(|at| now.unix_milliseconds().saturating_sub(at.unix_milliseconds()) < HOUR).collect();
    within.sort_unstable();
    match within.len().checked_sub(PER_HOUR) {
        None => Ok(()),
        Some(oldest) => {
            Err(TooMany { until: Instant::from_unix_milliseconds(within[oldest].unix_milliseconds() + HOUR) })
        }
    }
}

impl Explain for CodeError {
    fn explain(&self) -> Bilingual {
        match self {
            Self::Form => Bilingual::new("พิมพ์รหัสเป็นตัวเลข 6 หลัก", "Type the code as six digits."),
            Self::Wrong => Bilingual::new(
                "รหัสไม่ถูกต้อง ดูข้อความล่าสุดแล้วพิมพ์อีกครั้ง",
                "That code is wrong. Look at the latest message and type it again.",
            ),
            Self::Over => {
                Bilingual::new("รหัสนี้ใช้ไม่ได้แล้ว ขอรหัสใหม่ได้", "This code holds no longer. You can ask for another.")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(milliseconds: i64) -> Instant {
        Instant::from_unix_milliseconds(milliseconds)
    }

    #[test]
    fn a_code_is_read_as_people_type_it() {
        for text in ["012345", " 012 345 ", "012-345", "๐๑๒๓๔๕"] {
            assert_eq!(Code::parse(text).unwrap().as_str(), "012345", "{text}");
        }
        for text in ["", "12345", "1234567", "12345a", "１２３４５６"] {
            assert_eq!(Code::parse(text), Err(CodeError::Form), "{text}");
        }
    }

    #[test]
    fn ten_minutes_and_five_tries() {
        assert_eq!(may_try(at(0), 4, at(HOLDS - 1)), Ok(()));
        assert_eq!(may_try(at(0), 4, at(HOLDS)), Err(CodeError::Over));
        assert_eq!(may_try(at(0), 5, at(1)), Err(CodeError::Over));
    }

    #[test]
    fn three_in_any_hour() {
        let sent = [at(0), at(10), at(20)];
        assert_eq!(may_send(&sent[..2], at(30)), Ok(()));
        assert_eq!(may_send(&sent, at(30)), Err(TooMany { until: at(HOUR) }));
        assert_eq!(may_send(&sent, at(HOUR - 1)), Err(TooMany { until: at(HOUR) }));
        assert_eq!(may_send(&sent, at(HOUR)), Ok(()));
        assert_eq!(may_send(&[at(20), at(0), at(10), at(5)], at(30)), Err(TooMany { until: at(5 + HOUR) }));
    }

    #[test]
    fn a_code_is_the_last_six_digits_of_its_random_number() {
        for (number, code) in
            [(0, "000000"), (7, "000007"), (999_999, "999999"), (1_000_000, "000000"), (u64::MAX, "551615")]
        {
            assert_eq!(Code::from_random(u64::to_be_bytes(number)).as_str(), code);
        }
    }

    #[test]
    fn a_code_holds_for_ten_minutes_of_a_clock_and_an_hour_is_an_hour() {
        assert_eq!((HOLDS, HOUR), (600_000, 3_600_000));
    }

    #[test]
    fn a_clock_that_went_back_makes_no_code_older_and_none_forgotten() {
        assert_eq!(may_try(at(HOLDS), 0, at(0)), Ok(()));
        assert_eq!(may_send(&[at(10), at(20), at(30)], at(0)), Err(TooMany { until: at(10 + HOUR) }));
    }

    proptest! {
        #[test]
        fn every_code_made_is_a_code_typed(bytes: [u8; 8]) {
            let code = Code::from_random(bytes);
            prop_assert_eq!(Code::parse(code.as_str()), Ok(code));
        }

        #[test]
        fn parsing_never_panics(text: String) {
            let _ = Code::parse(&text);
        }
    }
}
