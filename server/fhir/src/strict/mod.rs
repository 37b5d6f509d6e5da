//! JSON from outside, read strictly (RFC 8259 and what FHIR adds): UTF-8, no name twice in an object, bounded depth and
//! number of values, numbers that are kept as they were written, no control characters.
//!
//! Errors name the place and never show what was sent. Whoever calls bounds the size.

mod numbers;
mod place;
mod seed;

use crate::issue::{Issue, IssueCode};
use domain::Bilingual;
use numbers::Numbers;
use place::Place;
use seed::{Fault, Walk};
use serde_json::Value;
use std::collections::HashMap;
use std::fmt;

pub(crate) use place::shown;

/// The deepest nesting that is read: an object in an object counts two.
pub const DEPTH: usize = 32;

/// The most values in one text, each number and each object one: in memory an object takes a hundred times its two signs. A
/// full Bundle of plain records has a quarter of it.
pub const VALUES: usize = 250_000;

/// A value that was read. Its `Debug` shows nothing.
pub struct Parsed {
    /// The value.
    pub value: Value,
    written: HashMap<String, String>,
}

/// The one JSON value in `bytes`. One byte order mark at the beginning is passed over (RFC 8259, 8.1).
pub fn parse(bytes: &[u8]) -> Result<Parsed, Issue> {
    parse_at(bytes, None)
}

/// The same; paths begin with `root`, or with the type of the resource where there is none.
pub(crate) fn parse_at(bytes: &[u8], root: Option<&str>) -> Result<Parsed, Issue> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut walk = Walk::new(Numbers::of(bytes), Place::new(root));
    if std::str::from_utf8(bytes).is_err() {
        return Err(walk.issue(Fault::Charset));
    }
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let value = walk.whole(&mut deserializer).map_err(|error| walk.issue(fault(&walk, &error)))?;
    deserializer.end().map_err(|_| Issue::new(IssueCode::Structure, walk.root(), TRAILING))?;
    Ok(Parsed { value, written: walk.written })
}

const TRAILING: Bilingual =
    Bilingual::new("มีข้อมูลต่อท้ายค่า JSON ส่งได้ครั้งละหนึ่งค่า", "Something follows the JSON value. Send exactly one.");

impl Parsed {
    /// The number at `path` as it was written: FHIR's decimals mean their precision (`1.50` is not `1.5`).
    pub fn number(&self, path: &str, value: &Value) -> Option<String> {
        let number = value.as_number()?;
        // The root may not have been known yet where the number was read.
        let below_root = path.find('.').and_then(|at| path.get(at..)).unwrap_or_default();
        Some(self.written.get(below_root).cloned().unwrap_or_else(|| number.to_string()))
    }
}

impl fmt::Debug for Parsed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Parsed(…)")
    }
}

/// What an error of the parser means: our own refusal, a number beyond what a computer holds, or no JSON.
fn fault(walk: &Walk<'_>, error: &serde_json::Error) -> Fault {
    match walk.refused() {
        Some(fault) => fault,
        None if error.to_string().starts_with("number out of range") => Fault::Number,
        None => Fault::Malformed,
    }
}

#[cfg(test)]
mod tests;
