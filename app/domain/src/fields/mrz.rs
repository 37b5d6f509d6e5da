//! The machine-readable zone of a passport: two lines of 44 (ICAO Doc 9303 part 4, TD3).
//!
//! A letter O where a zero belongs, or the other way round, is reported with its place and never put right.

use super::{IssuingState, PassportNumber, states};
use crate::date::Day;
use crate::language::{Bilingual, Explain};
use std::ops::Range;
use thiserror::Error;

const LINE: usize = 44;
/// The bytes the last digit of the second line vouches for, in this order.
const COMPOSITE: [Range<usize>; 3] = [0..10, 13..20, 21..43];

/// A zone whose check digits fit.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Mrz(String);

personal_text!(Mrz, "The two lines, with a line break between them.");

impl Mrz {
    /// The zone in `text`: two lines, or the 88 characters in a row. Spaces are passed over, small letters count as
    /// capitals.
    pub fn parse(text: &str) -> Result<Self, MrzError> {
        let (first, second) = lines(text)?;
        if !first.starts_with('P') {
            return Err(MrzError::NotAPassport);
        }
        check_classes(1, &first, |_| Class::Letters)?;
        check_classes(2, &second, second_line_class)?;
        check_digits(second.as_bytes())?;
        let zone = Self(format!("{first}\n{second}"));
        zone.check_content()?;
        Ok(zone)
    }

    /// The passport number.
    pub fn number(&self) -> Option<PassportNumber> {
        PassportNumber::parse(filled(self.second(0..9))).ok()
    }

    /// Who issued the passport.
    pub fn issuing_state(&self) -> Option<IssuingState> {
        IssuingState::parse(filled(&self.0[2..5])).ok()
    }

    /// The code of the holder's nationality; `XXA`, `XXB`, `XXC` or `XXX` where there is none to name.
    pub fn nationality(&self) -> &str {
        filled(self.second(10..13))
    }

    /// The holder's name: the part before and the part after the double filling mark.
    pub fn names(&self) -> (String, String) {
        let names = &self.0[5..LINE];
        let (surname, given) = names.split_once("<<").unwrap_or((names, ""));
        (words(surname), words(given))
    }

    /// The birth date, taking the latest century that is not after `today`; `None` where day or month is not known.
    pub fn birth(&self, today: Day) -> Option<Day> {
        let (year, month, day) = date(self.second(13..19))?;
        let this = Day::from_numbers(2000 + year, month, day).filter(|birth| *birth <= today);
        this.or_else(|| Day::from_numbers(1900 + year, month, day))
    }

    /// The last day on which the passport is valid.
    pub fn expiry(&self) -> Option<Day> {
        let (year, month, day) = date(self.second(21..27))?;
        Day::from_numbers(2000 + year, month, day)
    }

    fn second(&self, range: Range<usize>) -> &str {
        &self.0[LINE + 1 + range.start..LINE + 1 + range.end]
    }

    fn check_content(&self) -> Result<(), MrzError> {
        let birth = self.second(13..19);
        let known = birth.find('<').unwrap_or(6);
        let birth_is_date = match known {
            6 => date(birth).is_some(),
            // Day, or day and month, may be unknown.
            2 | 4 => birth[known..].bytes().all(|byte| byte == b'<') && date(&format!("{}0101", &birth[..2])).is_some(),
            _ => birth.bytes().all(|byte| byte == b'<'),
        };
        let wrong = [
            (self.issuing_state().is_none(), MrzField::IssuingState),
            (self.names().0.is_empty(), MrzField::Name),
            (self.number().is_none(), MrzField::Number),
            (!states::is_nationality(self.nationality()), MrzField::Nationality),
            (!birth_is_date, MrzField::Birth),
            (!matches!(self.second(20..21), "M" | "F" | "X" | "<"), MrzField::Sex),
            (self.expiry().is_none(), MrzField::Expiry),
        ];
        wrong.into_iter().find(|(is_wrong, _)| *is_wrong).map_or(Ok(()), |(_, field)| Err(MrzError::Field(field)))
    }
}

/// The two lines, each of 44 characters out of A–Z, 0–9 and `<`.
fn lines(text: &str) -> Result<(String, String), MrzError> {
    let lines: Vec<String> = text
        .lines()
        .map(|line| line.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect::<String>())
        .filter(|line| !line.is_empty())
        .collect();
    let is_wrong = |c: char| !matches!(c, 'A'..='Z' | '0'..='9' | '<');
    for (line, text) in (1..).zip(&lines) {
        if let Some(at) = text.chars().position(is_wrong) {
            return Err(MrzError::Character { line, position: at + 1 });
        }
    }
    match lines.as_slice() {
        [] => Err(MrzError::Empty),
        [both] if both.len() == 2 * LINE => Ok((both[..LINE].to_owned(), both[LINE..].to_owned())),
        [first, second] if first.len() == LINE && second.len() == LINE => Ok((first.clone(), second.clone())),
        _ => Err(MrzError::Length),
    }
}

/// What may stand at a place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letters,
    Digits,
    DigitsOrNothing,
    Any,
}

const fn second_line_class(at: usize) -> Class {
    match at {
        10..=12 | 20 => Class::Letters,
        9 | 19 | 21..=27 | 43 => Class::Digits,
        13..=18 | 42 => Class::DigitsOrNothing,
        _ => Class::Any,
    }
}

fn check_classes(line: usize, text: &str, class: impl Fn(usize) -> Class) -> Result<(), MrzError> {
    for (at, byte) in text.bytes().enumerate() {
        let position = at + 1;
        match (class(at), byte) {
            (Class::Letters, b'0') | (Class::Digits | Class::DigitsOrNothing, b'O') => {
                return Err(MrzError::LetterOrZero { line, position });
            }
            (Class::Letters, b'1'..=b'9')
            | (Class::Digits, b'<')
            | (Class::Digits | Class::DigitsOrNothing, b'A'..=b'Z') => {
                return Err(MrzError::Character { line, position });
            }
            _ => {}
        }
    }
    Ok(())
}

/// Refuses a second line with a check digit that does not fit.
fn check_digits(line: &[u8]) -> Result<(), MrzError> {
    let fields =
        [(MrzField::Number, 0..9), (MrzField::Birth, 13..19), (MrzField::Expiry, 21..27), (MrzField::Personal, 28..42)];
    for (field, range) in fields {
        let (start, check) = (range.start, line[range.end]);
        let value = &line[range];
        let unused = field == MrzField::Personal && check == b'<' && value.iter().all(|byte| *byte == b'<');
        if !unused && check_digit(value) != check {
            return Err(letter_or_zero(value, check).map_or(MrzError::CheckDigit(field), |at| {
                MrzError::LetterOrZero { line: 2, position: start + at + 1 }
            }));
        }
    }
    let all: Vec<u8> = COMPOSITE.into_iter().flat_map(|range| line[range].iter().copied()).collect();
    if check_digit(&all) == line[LINE - 1] { Ok(()) } else { Err(MrzError::CheckDigit(MrzField::Whole)) }
}

/// The first place in `value` where exchanging O and 0 would make `check` fit.
fn letter_or_zero(value: &[u8], check: u8) -> Option<usize> {
    (0..value.len()).find(|at| {
        let mut other = value.to_vec();
        other[*at] = match value[*at] {
            b'O' => b'0',
            b'0' => b'O',
            _ => return false,
        };
        check_digit(&other) == check
    })
}

/// The check digit: weights 7, 3, 1; letters count from 10, the filling mark nothing.
fn check_digit(value: &[u8]) -> u8 {
    let worth = |byte: u8| match byte {
        b'0'..=b'9' => byte - b'0',
        b'A'..=b'Z' => byte - b'A' + 10,
        _ => 0,
    };
    b'0' + value
        .iter()
        .zip([7, 3, 1].into_iter().cycle())
        .fold(0, |sum, (byte, weight)| (sum + worth(*byte) % 10 * weight) % 10)
}

/// Year within its century, month and day of `YYMMDD`, where there is such a day in some century.
fn date(text: &str) -> Option<(i32, u8, u8)> {
    let (year, month, day) = (text[..2].parse().ok()?, text[2..4].parse().ok()?, text[4..6].parse().ok()?);
    Day::from_numbers(2000 + year, month, day).map(|_| (year, month, day))
}

fn filled(text: &str) -> &str {
    text.trim_end_matches('<')
}

fn words(text: &str) -> String {
    text.split('<').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

mod error;
pub use error::{MrzError, MrzField};

#[cfg(test)]
mod tests;
