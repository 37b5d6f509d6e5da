//! Contact cases (article 9): what came in, when and how; what the person wrote is sealed before it comes here.
//!
//! Storage never sees the words, the name or the address, and has no column for them.

use crate::StorageError;
use async_trait::async_trait;
use domain::{Instant, Language};
use std::fmt;

/// A contact case as it is filed.
#[derive(Clone, PartialEq, Eq)]
pub struct ContactCase {
    /// The id inside: a `UUIDv7` as text, made by the caller.
    pub id: String,
    /// The short number the person is told; no two cases share one.
    pub number: String,
    /// The data subject whose key seals the case; for someone who is not signed in, a subject of this case alone.
    pub subject: String,
    /// What it is about, a word of the domain: `question`, `suggestion`, `complaint`.
    pub kind: String,
    /// The language it was written in, and is answered in.
    pub language: Language,
    /// How it came: `web`, `phone`, `fax`, `post`, `person` or `email`.
    pub channel: String,
    /// When it came.
    pub received_at: Instant,
    /// Where it stands, a word of the domain.
    pub state: String,
    /// Name, reply address and message, sealed under the subject's key. Opaque here.
    pub sealed: Vec<u8>,
}

impl fmt::Debug for ContactCase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ContactCase").field("kind", &self.kind).field("state", &self.state).finish_non_exhaustive()
    }
}

/// Reads contact cases. Errors are those of any read: [`StorageError::Unavailable`], [`StorageError::Corrupt`].
#[async_trait]
pub trait ContactStore: Send + Sync {
    /// The case of this number; `None` when there is none.
    async fn contact_case(&self, number: &str) -> Result<Option<ContactCase>, StorageError>;

    /// At most `limit` cases, the one received last first.
    async fn contact_cases(&self, limit: u32) -> Result<Vec<ContactCase>, StorageError>;
}
