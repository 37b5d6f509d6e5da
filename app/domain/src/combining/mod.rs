//! One value of a person's field out of what several sources say (article 4): which counts, and which differ from it.
//!
//! Nothing is lost by combining: what does not count is kept and shown as a conflict, and with a source taken away again
//! everything is as if it had never spoken.

mod form;
mod kind;
mod source;

pub use form::{agree, equal};
pub use kind::{Kind, precedence};
pub use source::Source;

use crate::date::Instant;
use std::fmt;

/// What a source says of a field. Its `Debug` shows no value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Told<'a> {
    /// Who says it.
    pub source: Source,
    /// The value as stored by the id of its field; empty where the source takes back what it said.
    pub value: &'a str,
    /// When it was said.
    pub at: Instant,
}

/// What comes out, as places in the list of what was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Combined {
    /// What counts.
    pub winner: usize,
    /// What sources say now that is something else than what counts, by order of precedence.
    pub conflicts: Vec<usize>,
}

/// What counts of a field, and what differs from it: of each source the newest, of these the first by [`precedence`].
/// `None` where no source that may decide says anything, or the field is none of the catalogue.
///
/// The order of `values` makes no difference. Where a source said the same several times in a row, the first of them is
/// meant, so that a value told again changes nothing. Two values that only differ in spelling are no conflict; neither is
/// a birth date that says less than another and agrees as far as it goes.
pub fn combine(field: &str, values: &[Told<'_>]) -> Option<Combined> {
    let now = |source: &Source| standing(values, *source);
    let winner = precedence(field).iter().find_map(now)?;
    let value = |place: usize| values.get(place).map_or("", |it| it.value);
    let differs = |place: &usize| !agree(field, value(*place), value(winner));
    let rest = Source::ALL.iter().filter_map(now).filter(|place| *place != winner);
    Some(Combined { winner, conflicts: rest.filter(differs).collect() })
}

/// Where the source says what it says now; `None` where it says nothing.
fn standing(values: &[Told<'_>], source: Source) -> Option<usize> {
    let mut own: Vec<(usize, &Told<'_>)> = values.iter().enumerate().filter(|(_, it)| it.source == source).collect();
    own.sort_by_key(|(place, it)| (it.at, it.value, *place));
    let (_, newest) = own.last()?;
    let again = own.iter().rev().take_while(|(_, it)| it.value == newest.value).last();
    again.filter(|_| !newest.value.trim().is_empty()).map(|(place, _)| *place)
}

impl fmt::Debug for Told<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Told").field("source", &self.source).field("at", &self.at).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
