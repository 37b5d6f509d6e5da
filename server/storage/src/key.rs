//! The data key of each data subject, wrapped; without it what is sealed for them cannot be read by anyone.
//!
//! Storage never holds the key that unwraps it, and never prints a wrapped one.

use crate::StorageError;
use async_trait::async_trait;
use domain::Instant;
use std::fmt;

/// The wrapped data key of one data subject.
#[derive(Clone, PartialEq, Eq)]
pub struct SubjectKey {
    /// The subject.
    pub subject: String,
    /// The data key, sealed under the key-encryption key. Opaque here.
    pub wrapped: Vec<u8>,
    /// When the key was made.
    pub created_at: Instant,
}

impl fmt::Debug for SubjectKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SubjectKey").finish_non_exhaustive()
    }
}

/// Reads subject keys. Errors are those of any read: [`StorageError::Unavailable`], [`StorageError::Corrupt`].
#[async_trait]
pub trait KeyStore: Send + Sync {
    /// The wrapped key of this subject; `None` when there is none, or none any more.
    async fn subject_key(&self, subject: &str) -> Result<Option<SubjectKey>, StorageError>;

    /// Accounts that were not erased and have no key, at most `limit`.
    async fn keys_missing(&self, limit: u32) -> Result<Vec<String>, StorageError>;

    /// The wrapped keys of the subjects after `subject`, in order: for wrapping all of them anew.
    async fn subject_keys_after(&self, subject: &str, limit: u32) -> Result<Vec<SubjectKey>, StorageError>;
}

/// The database that keeps what is personal to `subject`: 0 while there is one database.
///
/// Every personal table carries the subject and no foreign key crosses subjects, so that a second database changes this
/// function and no table.
pub const fn shard_of(_subject: &str) -> u16 {
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_no_key_and_no_subject() {
        let key = SubjectKey {
            subject: "someone".to_owned(),
            wrapped: vec![7; 32],
            created_at: Instant::from_unix_milliseconds(0),
        };
        assert_eq!(format!("{key:?}"), "SubjectKey { .. }");
        assert_eq!(shard_of(&key.subject), 0);
    }
}
