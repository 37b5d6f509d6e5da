//! Dates in a file: with hyphens in the common era, with slashes in the Buddhist era. The year must be one of its era; none
//! is ever moved from one to the other.

use super::Reason;
use crate::date::Day;
use crate::fields::{DateEntry, DateEntryError, DateParts};
use crate::language::Language;

/// A birth date: `1980-05-03`, `1980-05` or `1980`; `3/5/2523`, `5/2523` or `2523`. Not after `today`.
pub(super) fn birth(text: &str, today: Day) -> Result<DateEntry, Reason> {
    let (parts, language) = parts(text)?;
    DateEntry::parse_birth(parts, language, today).map_err(Reason::Date)
}

/// A whole day: `2026-01-02` or `2/1/2569`.
pub(super) fn day(text: &str) -> Result<Day, Reason> {
    let (parts, language) = parts(text)?;
    DateEntry::parse(parts, language).map_err(Reason::Date)?.day().ok_or(Reason::WholeDay)
}

fn parts(text: &str) -> Result<(DateParts<'_>, Language), Reason> {
    let (separator, lengths) = if text.contains('/') { ('/', 1..=2) } else { ('-', 2..=2) };
    let mut pieces: Vec<&str> = text.split(separator).collect();
    if separator == '-' {
        pieces.reverse();
    }
    let (day, month, year) = match *pieces.as_slice() {
        [day, month, year] => (day, month, year),
        [month, year] => ("", month, year),
        [year] => ("", "", year),
        _ => return Err(Reason::DateForm),
    };
    if digits(year) != 4 || pieces.iter().rev().skip(1).any(|part| !lengths.contains(&digits(part))) {
        return Err(Reason::DateForm);
    }
    // A year alone is of the era it can be of.
    let thai = separator == '/' || (month.is_empty() && is_buddhist(year));
    Ok((DateParts { day, month, year }, if thai { Language::Th } else { Language::En }))
}

fn is_buddhist(year: &str) -> bool {
    let parts = DateParts { day: "", month: "", year };
    DateEntry::parse(parts, Language::En) == Err(DateEntryError::BuddhistEraYear)
}

/// How many digits it is; 0 where it is anything else.
fn digits(part: &str) -> usize {
    let all = part.chars().all(|c| c.is_ascii_digit() || matches!(c, '๐'..='๙'));
    if all { part.chars().count() } else { 0 }
}
