//! The published policy as it is kept: versions that never change, and drafts that may.
//!
//! Storage keeps the canonical text and its digest; it does not know articles or items, and never alters a letter.

use crate::StorageError;
use async_trait::async_trait;
use domain::policy::{ChangeClass, VersionNumber};
use domain::{Day, Digest, Instant, Language};

/// A published version of the policy with editions of kind `E`: all of it ([`StoredVersion`]) or its head
/// ([`VersionHead`]).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyVersion<E> {
    /// Its number, from 1, without gaps.
    pub number: VersionNumber,
    /// The Bangkok day from which it applies.
    pub effective: Day,
    /// What kind of change it is against the version before.
    pub class: ChangeClass,
    /// A plain-language summary in Thai.
    pub summary_th: String,
    /// The same in English.
    pub summary_en: String,
    /// When it was published.
    pub published_at: Instant,
    /// Its editions, at least one, at most one a language, Thai first.
    pub editions: Vec<E>,
}

/// A version with its texts, as it is published and read back.
pub type StoredVersion = PolicyVersion<StoredEdition>;

/// A version without its texts, for lists and banners.
pub type VersionHead = PolicyVersion<EditionHead>;

impl StoredVersion {
    /// The version without its texts.
    pub fn head(&self) -> VersionHead {
        PolicyVersion {
            number: self.number,
            effective: self.effective,
            class: self.class,
            summary_th: self.summary_th.clone(),
            summary_en: self.summary_en.clone(),
            published_at: self.published_at,
            editions: self.editions.iter().map(StoredEdition::head).collect(),
        }
    }
}

/// The canonical text of a version in one language. Its digest always is the digest of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredEdition {
    language: Language,
    text: String,
    digest: Digest,
}

impl StoredEdition {
    /// The edition of `text`, which must be canonical; the digest is computed.
    pub fn of(language: Language, text: String) -> Self {
        Self { language, digest: Digest::of(text.as_bytes()), text }
    }

    /// An edition read back from where it was kept; `None` when `digest` is not the digest of `text`.
    pub fn checked(language: Language, text: String, digest: Digest) -> Option<Self> {
        let edition = Self::of(language, text);
        (edition.digest == digest).then_some(edition)
    }

    /// The language of the text.
    pub const fn language(&self) -> Language {
        self.language
    }

    /// The canonical text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The SHA-256 of the text in UTF-8.
    pub const fn digest(&self) -> Digest {
        self.digest
    }

    /// The edition without its text.
    pub const fn head(&self) -> EditionHead {
        EditionHead { language: self.language, digest: self.digest }
    }
}

/// An edition without its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EditionHead {
    /// The language of the text.
    pub language: Language,
    /// The SHA-256 of the text, as stored; checked against the text only when the text is read.
    pub digest: Digest,
}

/// A text that was imported and is not published yet: at most one a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyDraft {
    /// The text with its language and digest.
    pub edition: StoredEdition,
    /// The Bangkok day from which it is meant to apply.
    pub effective: Day,
    /// When it was imported.
    pub imported_at: Instant,
}

/// Reads the policy. Errors are those of any read: [`StorageError::Unavailable`], [`StorageError::Corrupt`].
#[async_trait]
pub trait PolicyStore: Send + Sync {
    /// Every published version without its texts, by number, the first version first.
    async fn versions(&self) -> Result<Vec<VersionHead>, StorageError>;

    /// The version of this number with its texts, each checked against its digest; `None` when there is none.
    async fn version(&self, number: VersionNumber) -> Result<Option<StoredVersion>, StorageError>;

    /// The number of the version published last; `None` before the first. It may apply from a later day only.
    async fn latest(&self) -> Result<Option<VersionNumber>, StorageError>;

    /// The drafts, Thai first.
    async fn drafts(&self) -> Result<Vec<PolicyDraft>, StorageError>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edition_with_another_digest_does_not_exist() {
        let edition = StoredEdition::of(Language::Th, "ข้อ 1".to_owned());
        let checked = |text: &str| StoredEdition::checked(Language::Th, text.to_owned(), edition.digest());
        assert_eq!(checked("ข้อ 1"), Some(edition.clone()));
        assert_eq!(checked("ข้อ 2"), None);
    }
}
