//! The one error of storage. It never carries a stored value: nothing personal reaches a log through it.

use std::fmt::Display;
use thiserror::Error;

/// Why storage did not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum StorageError {
    /// What the change rests on is no longer so: a number is taken, a version is not the next one, an id exists.
    /// Nothing was changed. The caller reads again and decides anew.
    #[error("{what} was changed or taken meanwhile")]
    Conflict {
        /// The thing in words, never a value.
        what: &'static str,
    },
    /// The database's own rules refuse the change, above all the triggers that keep tables append-only. Nothing was
    /// changed; asking again will not help.
    #[error("the database refuses this change")]
    Refused,
    /// The engine cannot do it now: out of reach, disk full, too busy, closed. Worth asking again later.
    ///
    /// For a commit the outcome is unknown: almost always nothing was kept, but the answer may have been lost after the
    /// fact. Ids are made by the caller, so the same unit sent again meets [`StorageError::Conflict`] if it was kept.
    #[error("storage is unavailable: {cause}")]
    Unavailable {
        /// The engine's own words or code.
        cause: String,
    },
    /// What is stored cannot be what was once stored: a digest, a date or a word does not hold.
    #[error("{what} is damaged in storage")]
    Corrupt {
        /// The column or file in words, never a value.
        what: &'static str,
    },
    /// The tables were made by another release of this program: a migration is unknown here, or reads differently.
    #[error("the database was made by another release of this program")]
    Schema,
}

impl StorageError {
    /// [`StorageError::Unavailable`] for `cause`, which must not quote a stored value.
    pub fn unavailable(cause: impl Display) -> Self {
        Self::Unavailable { cause: format!("{cause}") }
    }

    /// The same error; a conflict now says that it is about `what`.
    #[must_use]
    pub fn about(self, what: &'static str) -> Self {
        if matches!(self, Self::Conflict { .. }) { Self::Conflict { what } } else { self }
    }
}
