//! `morprom keys rotate`: a new key wraps every data key from now on, while the portal runs.

use super::say;
use crate::config::Config;
use crate::runtime::{Absent, SystemEntropy, ensure_there, keys, open_services, write_keys};
use anyhow::Result;
use clap::Subcommand;
use std::time::Duration;

/// Portals that run look at their key file more often than this: each knows the new key before anything is wrapped with
/// it.
const KNOWN_EVERYWHERE: Duration = Duration::from_secs(5);

#[derive(Subcommand)]
pub(super) enum Keys {
    /// Add a wrapping key to the key file and wrap every data key with it; the portal may run meanwhile
    Rotate,
}

impl Keys {
    pub(super) async fn run(self) -> Result<()> {
        let config = Config::load()?;
        ensure_there(&config)?;
        let ring = keys(&config.key_file)?.rotated(&SystemEntropy)?;
        write_keys(&config.key_file, &ring)?;
        say(&format!("a new key stands in {}; keep a copy apart from the database", config.key_file.display()))?;
        tokio::time::sleep(KNOWN_EVERYWHERE).await;
        let services = open_services(&config, Absent::Refused).await?;
        let done = services.keys.rotate(|_| {}).await?;
        services.storage.close().await;
        say(&format!("{} data keys looked at, {} wrapped anew", done.seen, done.anew))
    }
}
