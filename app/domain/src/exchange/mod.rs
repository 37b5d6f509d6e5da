//! What partners send about persons (articles 3 and 4), in one form, whichever way it came: FHIR, a line of a file. It is
//! read and checked here; whose it is is decided by [`crate::matching`], and nothing of it is believed before that.

mod key;
mod laboratory;

pub use key::SenderKeyError;
pub use laboratory::LaboratoryError;

use crate::date::Day;
use crate::fields::{DateEntry, PersonName};
use crate::record::{Content, RecordState};
use crate::registration::{Document, Sex};
use std::fmt;

/// The longest identifier a sender gives a record, in characters.
pub const IDENTIFIER: usize = 200;

/// What names a record at its sender: the same name is the same record, however often it is sent.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SenderKey {
    /// The system of the name, a URI.
    pub system: String,
    /// The name.
    pub value: String,
}

/// Who a sender says a record is about.
#[derive(Clone, PartialEq, Eq)]
pub struct GivenPerson {
    /// The document, valid by its own check.
    pub document: Document,
    /// The birth date, as far as the sender knows it.
    pub born: DateEntry,
    /// The first name, or the one name.
    pub first_name: PersonName,
    /// The last name.
    pub last_name: Option<PersonName>,
    /// The sex.
    pub sex: Option<Sex>,
}

/// A record as its sender gives it.
#[derive(Clone, PartialEq, Eq)]
pub struct GivenRecord {
    /// What names it at the sender.
    pub key: SenderKey,
    /// Who it is about.
    pub person: GivenPerson,
    /// What is recorded.
    pub content: Content,
    /// Whether it stands.
    pub state: RecordState,
    /// The unit that did it, by its code; the sender's own organisation where absent.
    pub unit: Option<String>,
    /// The code the person's device showed at the unit, as it was typed.
    pub presence: Option<String>,
}

impl GivenRecord {
    /// The Bangkok day it is about.
    pub const fn day(&self) -> Day {
        self.content.day()
    }
}

impl SenderKey {
    /// Both in one text, for a keyed hash: no two names have the same.
    pub fn text(&self) -> String {
        format!("{}\n{}", self.system, self.value)
    }
}

macro_rules! silent {
    ($($name:ident),*) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    )*};
}

silent!(SenderKey, GivenPerson, GivenRecord);
