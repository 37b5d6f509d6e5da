//! How alike two names are, 0 to 100, by a measure anybody can work out again: the share of the longer name that need not
//! be changed to make it the other one.
//!
//! Compared are letters without titles, spaces, punctuation and case. A letter weighs two, a mark that only colours one
//! (Thai tone marks and silent marks, Latin accents) weighs one; Thai letters of one sound (น and ณ, ส and ศ) differ by
//! one; two neighbours that changed places count once. It is symmetric, and 100 means the same letters.

use super::titles::without_title;
use super::{ALIKE, Reason, SURE};
use crate::fields::PersonName;
use icu_normalizer::DecomposingNormalizer;

/// First and last name.
type Name<'a> = (&'a PersonName, Option<&'a PersonName>);

/// How alike two persons' names are, and in which arrangement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Likeness {
    first: u8,
    last: Last,
    arrangement: Arrangement,
    other_script: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    /// Both have one.
    Scored(u8),
    /// Neither has one.
    None,
    /// One has none; the names as a whole score this.
    Missing(u8),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Arrangement {
    Straight,
    /// The first name stands where the other has the last name.
    Swapped,
    /// The whole name is the same, divided elsewhere.
    Divided,
}

impl Likeness {
    /// Compares first with first and last with last. Only where the first names differ is it looked at whether they were
    /// swapped or divided elsewhere: one name that happens to be another's last name is nothing.
    pub(super) fn of(one: Name<'_>, other: Name<'_>) -> Self {
        let first = score(&letters(one.0), &letters(other.0));
        let whole = score(&all_letters(one), &all_letters(other));
        let last = match (one.1, other.1) {
            (Some(one), Some(other)) => Last::Scored(score(&letters(one), &letters(other))),
            (None, None) => Last::None,
            _ => Last::Missing(whole),
        };
        let straight = Self { first, last, arrangement: Arrangement::Straight, other_script: false };
        if first >= ALIKE {
            return straight;
        }
        let swapped = swapped(one, other).filter(|score| *score >= ALIKE);
        match swapped {
            Some(score) => straight.arranged(Arrangement::Swapped, score),
            None if whole >= SURE => straight.arranged(Arrangement::Divided, whole),
            None => Self { other_script: is_thai(one.0) != is_thai(other.0), ..straight },
        }
    }

    const fn arranged(self, arrangement: Arrangement, score: u8) -> Self {
        Self { first: score, last: Last::Scored(score), arrangement, ..self }
    }

    /// The score of the first name.
    pub(super) const fn first(self) -> u8 {
        self.first
    }

    /// The score of the names: the middle of both, the one where there is no other, the whole where one is missing.
    pub(super) const fn score(self) -> u8 {
        match self.last {
            Last::Scored(last) => u8::midpoint(self.first, last),
            Last::None => self.first,
            Last::Missing(whole) => whole,
        }
    }

    /// What differs.
    pub(super) fn reasons(self) -> Vec<Reason> {
        let first = match self.arrangement {
            Arrangement::Swapped => Some(Reason::NamesSwapped),
            Arrangement::Divided => Some(Reason::NamesDivided),
            Arrangement::Straight if self.other_script => Some(Reason::OtherScript),
            Arrangement::Straight => (self.first < 100).then_some(Reason::FirstName),
        };
        let last = match self.last {
            _ if self.arrangement != Arrangement::Straight || self.other_script => None,
            Last::Scored(last) => (last < 100).then_some(Reason::LastName),
            Last::Missing(_) => Some(Reason::LastNameMissing),
            Last::None => None,
        };
        first.into_iter().chain(last).collect()
    }
}

/// The lesser score of first with last and last with first.
fn swapped(one: Name<'_>, other: Name<'_>) -> Option<u8> {
    let (one, other) = ((one.0, one.1?), (other.0, other.1?));
    Some(score(&letters(one.0), &letters(other.1)).min(score(&letters(one.1), &letters(other.0))))
}

fn is_thai(name: &PersonName) -> bool {
    name.as_str().chars().any(|c| matches!(c, '\u{e01}'..='\u{e5b}'))
}

fn all_letters((first, last): Name<'_>) -> Vec<char> {
    letters(first).into_iter().chain(last.into_iter().flat_map(letters)).collect()
}

/// What of a name is compared.
fn letters(name: &PersonName) -> Vec<char> {
    let name = DecomposingNormalizer::new_nfd().normalize(without_title(name.as_str()));
    name.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric() || is_mark(*c)).collect()
}

/// Colours a letter: MAITAIKHU, the tone marks, THANTHAKHAT and YAMAKKAN; accents.
const fn is_mark(c: char) -> bool {
    matches!(c, '\u{e47}'..='\u{e4c}' | '\u{e4e}' | '\u{300}'..='\u{36f}')
}

const fn weight(c: char) -> usize {
    if is_mark(c) { 1 } else { 2 }
}

/// A Thai letter that stands for all of its sound.
const fn sound(c: char) -> char {
    match c {
        'ฃ' => 'ข',
        'ฅ' | 'ฆ' => 'ค',
        'ฌ' => 'ช',
        'ญ' => 'ย',
        'ฎ' => 'ด',
        'ฏ' => 'ต',
        'ฐ' => 'ถ',
        'ฑ' | 'ฒ' | 'ธ' => 'ท',
        'ณ' => 'น',
        'ภ' => 'พ',
        'ศ' | 'ษ' => 'ส',
        'ฬ' => 'ล',
        'ใ' => 'ไ',
        _ => c,
    }
}

/// What it costs to write `other` for `one`.
fn exchanged(one: char, other: char) -> usize {
    match () {
        () if one == other => 0,
        () if sound(one) == sound(other) => 1,
        () => weight(one).max(weight(other)),
    }
}

/// The share of the heavier that need not be changed, in per cent, rounded down: 100 is the same and nothing else is.
fn score(one: &[char], other: &[char]) -> u8 {
    let total = |letters: &[char]| letters.iter().map(|c| weight(*c)).sum::<usize>();
    let heavier = total(one).max(total(other));
    if heavier == 0 {
        return 100;
    }
    let kept = heavier.saturating_sub(distance(one, other));
    u8::try_from(100 * kept / heavier).unwrap_or_default()
}

/// The weighted distance of Damerau and Levenshtein, restricted: no letter is changed twice (optimal string alignment).
fn distance(one: &[char], other: &[char]) -> usize {
    let mut before_last: Vec<usize> = vec![];
    let mut last: Vec<usize> = std::iter::once(0).chain(running(other)).collect();
    for (row, &c) in one.iter().enumerate() {
        let mut now = Vec::with_capacity(last.len());
        now.push(last[0] + weight(c));
        for (column, &d) in other.iter().enumerate() {
            let cost = (last[column] + exchanged(c, d)).min(last[column + 1] + weight(c)).min(now[column] + weight(d));
            let turned = row > 0 && column > 0 && one[row - 1] == d && other[column - 1] == c;
            let cost = if turned { cost.min(before_last[column - 1] + weight(c).max(weight(d))) } else { cost };
            now.push(cost);
        }
        before_last = std::mem::replace(&mut last, now);
    }
    last.last().copied().unwrap_or_default()
}

/// The weight of each beginning.
fn running(letters: &[char]) -> impl Iterator<Item = usize> {
    letters.iter().scan(0, |sum, c| {
        *sum += weight(*c);
        Some(*sum)
    })
}

#[cfg(test)]
mod tests;
