//! Whether what a partner sends is about the person its document number belongs to (article 4). The document comes first,
//! then the birth date; names only say how sure that is.
//!
//! Nothing here takes names alone, and nothing may: a name is no key, and people share them.

mod born;
mod likeness;
mod reason;
mod titles;

pub use born::born_alike;
pub(crate) use born::is_as_exact;
pub use reason::Reason;

use crate::exchange::GivenPerson;
use crate::fields::{DateEntry, PersonName, Precision};
use crate::registration::Document;
use born::Born;
use likeness::Likeness;
use std::fmt;

/// The least score of a first name that is the same one: one letter of five may differ. The operator's own default.
pub const ALIKE: u8 = 80;
/// The least score of names that make up for a birth date known only by year or month. The operator's own default.
pub const SURE: u8 = 95;

/// What is known of who a document belongs to. Its `Debug` shows nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Known {
    /// The birth date, as far as known.
    pub born: DateEntry,
    /// The first name, or the one name.
    pub first_name: PersonName,
    /// The last name.
    pub last_name: Option<PersonName>,
}

/// What follows for something a partner sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It is about the person known.
    Same {
        /// How alike the names are, 0 to 100.
        score: u8,
        /// What is different all the same, to be shown.
        noted: Vec<Reason>,
    },
    /// An officer decides: the document is that person's, and something speaks against it.
    Review {
        /// How alike the names are, 0 to 100.
        score: u8,
        /// What speaks against it; never empty.
        reasons: Vec<Reason>,
    },
    /// Nobody is known by that document.
    New,
}

/// Whether `given` is about `known`, who was found by exactly the document given; `None` where nobody was.
///
/// With the birth date known to the day, a first name that scores [`ALIKE`] is enough: last names change when people
/// marry, so that a difference there is noted and blocks nothing. With a birth date known only by year or month, the
/// names as a whole must score [`SURE`]. A birth date that disagrees, or that the sender knows less exactly than we do,
/// is never made up for by a name.
pub fn judge(given: &GivenPerson, known: Option<&Known>) -> Verdict {
    let Some(known) = known else { return Verdict::New };
    let born = Born::of(&given.born, &known.born);
    let names =
        Likeness::of((&given.first_name, given.last_name.as_ref()), (&known.first_name, known.last_name.as_ref()));
    let mut found = born.reasons();
    found.extend(names.reasons());
    if matches!(&given.document, Document::NationalId(id) if id.needs_checking()) {
        found.push(Reason::DocumentKind);
    }
    let score = names.score();
    if is_enough(born, names) {
        Verdict::Same { score, noted: found }
    } else {
        Verdict::Review { score, reasons: found }
    }
}

fn is_enough(born: Born, names: Likeness) -> bool {
    match born {
        Born::Alike(Precision::Day) => names.first() >= ALIKE,
        Born::Alike(Precision::Month | Precision::Year) => names.first() >= ALIKE && names.score() >= SURE,
        Born::LessExactly | Born::CountedFromApril | Born::Otherwise => false,
    }
}

impl fmt::Debug for Known {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Known(…)")
    }
}

#[cfg(test)]
mod tests;
