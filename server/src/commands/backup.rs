//! `morprom backup FILE` and `morprom restore FILE`: everything in one file, while the portal runs, and back into an
//! empty database, of either engine.

use super::ledger::check;
use super::say;
use crate::backup::{Reader, Writer};
use crate::config::Config;
use crate::runtime::{Absent, open_services, open_storage};
use anyhow::{Context, Result, bail, ensure};
use clap::Args;
use std::path::PathBuf;
use storage::StorageError;

#[derive(Args)]
pub(super) struct Backup {
    /// The file to write; it must not be there yet
    file: PathBuf,
}

#[derive(Args)]
pub(super) struct Restore {
    /// The file that `morprom backup` wrote
    file: PathBuf,
}

impl Backup {
    pub(super) async fn run(self) -> Result<()> {
        let config = Config::load()?;
        let storage = open_storage(&config, Absent::Refused).await?;
        let mut writer = Writer::create(&self.file)?;
        storage.copy_out(&mut |row| writer.row(&row)).await?;
        let rows = writer.finish().with_context(|| format!("{}", self.file.display()))?;
        storage.close().await;
        say(&format!("{rows} rows in {}", self.file.display()))?;
        say("the keys are not in it: keep the key file and the checkpoint file too, apart from it")
    }
}

impl Restore {
    pub(super) async fn run(self) -> Result<()> {
        let config = Config::load()?;
        let mut reader = Reader::open(&self.file)?;
        ensure!(
            config.key_file.exists(),
            "key file {}: put back the one of the database that was backed up; nothing can be read without it",
            config.key_file.display()
        );
        let services = open_services(&config, Absent::Made).await?;
        match services.storage.copy_in(&mut || reader.row()).await {
            Ok(()) => {}
            Err(StorageError::Conflict { .. }) => {
                bail!("the database is not empty: a backup is restored into a new one, and replaces nothing")
            }
            Err(error) => return Err(error).with_context(|| format!("{}", self.file.display())),
        }
        say(&format!("{} rows restored; everybody signs in anew", reader.rows()))?;
        let outcome = check(&services, &config).await;
        services.storage.close().await;
        outcome
    }
}
