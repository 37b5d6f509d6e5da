//! How two birth dates agree: as exact as the one we know, in every part we know. Nothing is guessed in between.

use super::Reason;
use crate::fields::{DateEntry, Precision};

/// How a birth date told agrees with the one known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Born {
    /// In every part that is known, which is this much.
    Alike(Precision),
    /// It agrees as far as it goes, and says less than is known.
    LessExactly,
    /// One year apart, in a month in which the years before 2484 of the Buddhist era had not begun yet.
    CountedFromApril,
    /// It is another date.
    Otherwise,
}

impl Born {
    pub(super) fn of(told: &DateEntry, known: &DateEntry) -> Self {
        let (one, other) = (told.iso(), known.iso());
        match () {
            () if is_as_exact(&one, &other) => Self::Alike(known.precision()),
            () if is_as_exact(&other, &one) => Self::LessExactly,
            () if counted_from_april(told, known) => Self::CountedFromApril,
            () => Self::Otherwise,
        }
    }

    pub(super) fn reasons(self) -> Vec<Reason> {
        match self {
            Self::Alike(Precision::Day) => vec![],
            Self::Alike(Precision::Month | Precision::Year) => vec![Reason::BornInPart],
            Self::LessExactly => vec![Reason::BornLessExactly],
            Self::CountedFromApril => vec![Reason::BornCountedFromApril],
            Self::Otherwise => vec![Reason::BornOtherwise],
        }
    }
}

/// Whether a birth date told, as `1980-05-03`, `1980-05` or `1980`, is that of an account: as exact as the account knows
/// it, in every part it knows. What says less makes no match.
pub fn born_alike(told: &str, known: &DateEntry) -> bool {
    is_as_exact(told, &known.iso())
}

/// Whether `told` says everything `known` says, both as `1980-05-03`, `1980-05` or `1980`.
pub(crate) fn is_as_exact(told: &str, known: &str) -> bool {
    told == known || told.strip_prefix(known).is_some_and(|rest| rest.starts_with('-'))
}

/// Papers of the years that began in April date January to March with the number of the year before.
fn counted_from_april(one: &DateEntry, other: &DateEntry) -> bool {
    let (earlier, later) = if one.numbers().0 < other.numbers().0 { (one, other) } else { (other, one) };
    let ((year, month, day), (next, ..)) = (earlier.numbers(), later.numbers());
    earlier.before_calendar_reform()
        && next == year + 1
        && later.numbers() == (next, month, day)
        && matches!(month, Some(1..=3))
}
