//! How a parsed value or an error is written out.
//!
//! Leaves nothing out: two builds that differ in any part of a value or an error differ here.

use domain::{Explain, Language};
use std::fmt::Debug;

/// A value, shown by `show`, or an error with its words for programmers and its two sentences for people.
pub(crate) fn explained<T, E, S>(parsed: Result<T, E>, show: impl FnOnce(&T) -> S) -> String
where
    E: Explain + Debug + std::error::Error,
    S: Debug,
{
    match parsed {
        Ok(value) => format!("ok {:?}", show(&value)),
        Err(error) => {
            let sentences = error.explain();
            format!("no {error:?} | {error} | {} | {}", sentences.text(Language::Th), sentences.text(Language::En))
        }
    }
}

/// A value, or its absence.
pub(crate) fn optional(parsed: Option<impl Debug>) -> String {
    parsed.map_or_else(|| "no".to_owned(), |value| format!("ok {value:?}"))
}

/// A value of a parser that refuses nothing.
pub(crate) fn total(value: impl Debug) -> String {
    format!("all {value:?}")
}
