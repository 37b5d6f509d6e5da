//! The register of target groups, pulled page by page: who is in a group that is to be invited, and who left it.
//!
//! A page has an end. An entry that is not good is set aside with its reason; the others go on.

mod entry;

pub use entry::{Entry, EntryFault, GroupCode, RawEntry, Rejected};

use crate::{Nonce, Unavailable};
use domain::Day;
use serde::Deserialize;
use serde_json::{Value, json};
use std::fmt;

/// The longest page that is read, in bytes.
pub(crate) const LONGEST: usize = 1024 * 1024;
/// The most entries of a page.
const MOST: usize = 500;
/// The longest cursor, in bytes.
const LONGEST_CURSOR: usize = 200;

/// Up to where the register was read: the authority's own mark, kept as it is.
#[derive(Clone, PartialEq, Eq)]
pub struct Cursor(String);

impl Cursor {
    /// The cursor in `text`: 1 to 200 visible ASCII characters.
    pub fn parse(text: &str) -> Option<Self> {
        let visible = text.bytes().all(|byte| byte.is_ascii_graphic());
        (visible && (1..=LONGEST_CURSOR).contains(&text.len())).then(|| Self(text.to_owned()))
    }

    /// The text, to be kept until the next pull.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Cursor(…)")
    }
}

/// A page of the register.
#[derive(Debug)]
pub struct Page {
    /// The entries in the authority's order; later ones stand over earlier ones about the same person and group.
    pub entries: Vec<Result<Entry, Rejected>>,
    /// From where the next page is pulled, now or at another time.
    pub next: Cursor,
    /// Whether there is a next page now.
    pub more: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Written {
    nonce: String,
    entries: Vec<RawEntry>,
    next: String,
    more: bool,
}

pub(crate) fn question(since: Option<&Cursor>, nonce: Nonce) -> Value {
    json!({ "nonce": nonce.text(), "since": since.map(Cursor::as_str), "limit": MOST })
}

/// The page in `body`, to the question with this cursor and nonce. Nobody is born after `today`.
pub(crate) fn read(body: &[u8], since: Option<&Cursor>, nonce: Nonce, today: Day) -> Result<Page, Unavailable> {
    let written: Written = serde_json::from_slice(body).map_err(|_| Unavailable::Unusable)?;
    let next = Cursor::parse(&written.next).ok_or(Unavailable::Unusable)?;
    // More without getting on would never end.
    let endless = written.more && (since == Some(&next) || written.entries.is_empty());
    if written.nonce != nonce.text() || written.entries.len() > MOST || endless {
        return Err(Unavailable::Lying);
    }
    let entries = written.entries.into_iter().map(|raw| raw.checked(today)).collect();
    Ok(Page { entries, next, more: written.more })
}

#[cfg(test)]
mod tests;
