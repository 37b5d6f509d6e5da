//! Storage that loses one answer: before the commit, so that nothing happened, or after it, so that everything did.

use async_trait::async_trait;
use std::sync::Mutex;
use storage::copy::{CopyStore, Give, Take};
use storage::sql::Readers;
use storage::{Storage, StorageError, UnitOfWork};

/// What is lost, and how many units were committed or tried.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Loss {
    pub(crate) units: u64,
    /// The unit whose answer is lost, counted from 1; none at 0.
    pub(crate) at: u64,
    /// Whether it is lost after the commit.
    pub(crate) after: bool,
}

pub(crate) struct Lossy<S> {
    pub(crate) inner: S,
    pub(crate) loss: std::sync::Arc<Mutex<Loss>>,
}

#[async_trait]
impl<S: Storage + Readers> Storage for Lossy<S> {
    async fn commit(&self, unit: UnitOfWork) -> Result<(), StorageError> {
        let loss = {
            let mut loss = self.loss.lock().unwrap();
            loss.units += 1;
            *loss
        };
        if loss.units != loss.at {
            return self.inner.commit(unit).await;
        }
        if loss.after {
            self.inner.commit(unit).await?;
        }
        Err(StorageError::unavailable("the answer was lost"))
    }

    async fn ready(&self) -> Result<(), StorageError> {
        self.inner.ready().await
    }

    async fn close(&self) {
        self.inner.close().await;
    }
}

#[async_trait]
impl<S: Storage + Readers> CopyStore for Lossy<S> {
    async fn copy_out(&self, take: &mut Take<'_>) -> Result<(), StorageError> {
        self.inner.copy_out(take).await
    }

    async fn copy_in(&self, give: &mut Give<'_>) -> Result<(), StorageError> {
        self.inner.copy_in(give).await
    }
}

impl<S: Storage + Readers> Readers for Lossy<S> {
    type Engine = S::Engine;

    async fn reader(&self) -> Result<Self::Engine, StorageError> {
        self.inner.reader().await
    }
}
