//! Keeps the ledger's last checkpoint in a file apart from the database, so that a database restored from an old backup
//! is found to be old before anything is signed.

use crate::durable::{self, Readers};
use async_trait::async_trait;
use service::{CheckpointKeeper, KeeperError};
use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;

/// A checkpoint in a file.
pub struct FileKeeper {
    path: PathBuf,
}

impl FileKeeper {
    /// The keeper of this file; the folder is made when the first checkpoint is kept.
    pub fn new(path: PathBuf) -> Self {
        Self { path }
    }

    fn read(&self) -> Result<Option<String>, KeeperError> {
        match fs::read_to_string(&self.path) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(failed(&error)),
        }
    }
}

#[async_trait]
impl CheckpointKeeper for FileKeeper {
    async fn kept(&self) -> Result<Option<String>, KeeperError> {
        self.read()
    }

    async fn keep(&self, before: Option<&str>, next: &str) -> Result<(), KeeperError> {
        if self.read()?.as_deref() != before {
            return Err(KeeperError("another checkpoint is kept by now".to_owned()));
        }
        durable::replace(&self.path, Readers::Anybody, next.as_bytes()).map_err(|error| failed(&error))
    }
}

fn failed(error: &std::io::Error) -> KeeperError {
    KeeperError(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_kept_is_replaced_only_by_who_saw_it() {
        let folder = tempfile::tempdir().unwrap();
        let keeper = FileKeeper::new(folder.path().join("ledger/checkpoint"));
        assert_eq!(keeper.kept().await, Ok(None));
        keeper.keep(None, "one\n").await.unwrap();
        assert!(keeper.keep(None, "other\n").await.is_err());
        keeper.keep(Some("one\n"), "two\n").await.unwrap();
        assert_eq!(keeper.kept().await, Ok(Some("two\n".to_owned())));
    }
}
