//! The read traits for every engine at once: an engine lends a connection, the SQL is the same.
//!
//! Each read is one statement, so that it sees one moment of the database and needs no transaction.

use super::{Engine, contact, key, policy, usage};
use crate::{
    ContactCase, ContactStore, KeyStore, PolicyDraft, PolicyStore, StorageError, StoredVersion, SubjectKey, Usage,
    UsageStore, VersionHead,
};
use async_trait::async_trait;
use domain::Day;
use domain::policy::VersionNumber;

/// An engine that lends connections for reading.
pub trait Readers: Send + Sync {
    /// The connection, given back when dropped.
    type Engine: Engine;

    /// Waits for a connection. Errors: [`StorageError::Unavailable`].
    fn reader(&self) -> impl Future<Output = Result<Self::Engine, StorageError>> + Send;
}

#[async_trait]
impl<R: Readers> PolicyStore for R {
    async fn versions(&self) -> Result<Vec<VersionHead>, StorageError> {
        policy::versions(&mut self.reader().await?).await
    }

    async fn version(&self, number: VersionNumber) -> Result<Option<StoredVersion>, StorageError> {
        policy::version(&mut self.reader().await?, number).await
    }

    async fn latest(&self) -> Result<Option<VersionNumber>, StorageError> {
        policy::latest(&mut self.reader().await?).await
    }

    async fn drafts(&self) -> Result<Vec<PolicyDraft>, StorageError> {
        policy::drafts(&mut self.reader().await?).await
    }
}

#[async_trait]
impl<R: Readers> ContactStore for R {
    async fn contact_case(&self, number: &str) -> Result<Option<ContactCase>, StorageError> {
        contact::by_number(&mut self.reader().await?, number).await
    }

    async fn contact_cases(&self, limit: u32) -> Result<Vec<ContactCase>, StorageError> {
        contact::newest(&mut self.reader().await?, limit).await
    }
}

#[async_trait]
impl<R: Readers> KeyStore for R {
    async fn subject_key(&self, subject: &str) -> Result<Option<SubjectKey>, StorageError> {
        key::of(&mut self.reader().await?, subject).await
    }
}

#[async_trait]
impl<R: Readers> UsageStore for R {
    async fn usage(&self, from: Day, to: Day) -> Result<Vec<Usage>, StorageError> {
        usage::between(&mut self.reader().await?, from, to).await
    }
}
