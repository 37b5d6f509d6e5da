//! `morprom ledger verify`: checks the whole ledger, and says what is wrong.

use super::say;
use crate::config::Config;
use crate::keeper::FileKeeper;
use crate::runtime::{Absent, open_services};
use anyhow::{Result, ensure};
use clap::Subcommand;
use service::{CheckpointKeeper, Report, Services};
use std::io::{IsTerminal, Write};

/// Columns of the bar.
const WIDTH: u64 = 30;

#[derive(Subcommand)]
pub(super) enum Ledger {
    /// Check every entry, tile, signature and event; ends non-zero when something is wrong
    Verify,
}

impl Ledger {
    pub(super) async fn run(self) -> Result<()> {
        let config = Config::load()?;
        let services = open_services(&config, Absent::Refused).await?;
        let outcome = whole(&services, &config).await;
        services.storage.close().await;
        outcome
    }
}

/// As [`check`]; and the checkpoint is there. A restored database has none yet, this one had.
async fn whole(services: &Services, config: &Config) -> Result<()> {
    check(services, config).await?;
    let kept = FileKeeper::new(config.checkpoint_file.clone()).kept().await?;
    let begun = services.storage.ledger_head().await?.is_some_and(|head| head.size > 0);
    let path = config.checkpoint_file.display();
    ensure!(kept.is_some() || !begun, "{path} is not there: whether the ledger was set back cannot be told");
    Ok(())
}

/// Checks the whole ledger against itself and the checkpoint kept apart, and says what was found.
pub(super) async fn check(services: &Services, config: &Config) -> Result<()> {
    let kept = FileKeeper::new(config.checkpoint_file.clone()).kept().await?;
    let total = services.storage.ledger_head().await?.map_or(0, |head| head.size);
    let step = |entries, events| progress(total, entries, events);
    let report = services.audit.verify(&services.ledger, kept.as_deref(), step).await?;
    if std::io::stderr().is_terminal() {
        writeln!(std::io::stderr()).ok();
    }
    let Report { entries, events, kept_back, erased, findings } = report;
    say(&format!(
        "{entries} entries and {events} events checked, {kept_back} of them kept from people for a time; \
         {erased} events of erased accounts"
    ))?;
    for finding in &findings {
        say(&format!("wrong: {}", finding.0))?;
    }
    ensure!(findings.is_empty(), "the ledger does not hold: {} findings", findings.len());
    say("the ledger holds")
}

/// A bar that is written over, where somebody watches: entries and events each count for half.
fn progress(total: u64, entries: u64, events: u64) {
    let mut out = std::io::stderr();
    if out.is_terminal() {
        let done = usize::try_from((entries + events) * WIDTH / (2 * total).max(1)).unwrap_or_default();
        let (full, rest) = ("=".repeat(done.min(30)), " ".repeat(30 - done.min(30)));
        write!(out, "\r[{full}{rest}] {entries} of {total} entries, {events} events").ok();
    }
}
