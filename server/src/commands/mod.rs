//! The commands of `morprom`. Bad input ends non-zero with one line that names the file, line or field, and changes
//! nothing.

mod backup;
pub(crate) mod duties;
mod import;
mod keys;
mod ledger;
mod migrate;
mod organisation;
mod partner;
mod policy;
mod seed;
mod serve;
mod staff;
mod traffic;

pub use migrate::publish_first_edition;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::io::{IsTerminal, Write};
use tracing_subscriber::EnvFilter;

/// Personal-data portal: policy, consent, corrections, and the records behind them.
#[derive(Parser)]
#[command(name = "morprom", version)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the portal over HTTP
    Serve(serve::Serve),
    /// Bring the database's schema up to date and put version 1 of the policy there
    Migrate,
    /// Import and list versions of the policy
    #[command(subcommand)]
    Policy(policy::Policy),
    /// Check the transparency log
    #[command(subcommand)]
    Ledger(ledger::Ledger),
    /// Look after the keys
    #[command(subcommand)]
    Keys(keys::Keys),
    /// Write everything to one file, at one moment, while the portal runs
    Backup(backup::Backup),
    /// Put a backup into an empty database, and check it
    Restore(backup::Restore),
    /// Fill a new database with made-up people, for trying and measuring
    Seed(seed::Seed),
    /// Name the organisations that record and answer
    #[command(subcommand)]
    Organisation(organisation::Organisation),
    /// Enter partners' systems that sign on by themselves
    #[command(subcommand)]
    Partner(partner::Partner),
    /// Bring records of a unit from a file of any length, and go on where it was cut off
    Import(import::Import),
    /// Look after the lawful traffic log
    #[command(subcommand)]
    Traffic(traffic::Traffic),
    /// Open accounts of people on duty
    #[command(subcommand)]
    Staff(staff::Staff),
}

/// Runs a command.
pub async fn run(cli: Cli) -> Result<()> {
    log();
    match cli.command {
        Command::Serve(serve) => serve.run().await,
        Command::Migrate => migrate::run().await,
        Command::Policy(policy) => policy.run().await,
        Command::Ledger(ledger) => ledger.run().await,
        Command::Keys(keys) => keys.run().await,
        Command::Backup(backup) => backup.run().await,
        Command::Restore(restore) => restore.run().await,
        Command::Seed(seed) => seed.run().await,
        Command::Organisation(organisation) => organisation.run().await,
        Command::Partner(partner) => partner.run().await,
        Command::Import(import) => import.run().await,
        Command::Traffic(traffic) => traffic.run().await,
        Command::Staff(staff) => staff.run().await,
    }
}

/// Says on one line why a command failed.
pub fn complain(error: &anyhow::Error) {
    let line = format!("{error:#}").replace('\n', " ");
    // Nobody is left to tell if even this fails.
    writeln!(std::io::stderr(), "morprom: {line}").ok();
}

/// A line for the operator on standard output.
fn say(line: &str) -> Result<()> {
    writeln!(std::io::stdout(), "{line}")?;
    Ok(())
}

/// Structured lines on standard error: JSON for machines, plain on a terminal. `RUST_LOG` chooses what is said.
fn log() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn,server=info,service=info"));
    // A line that cannot be written is dropped: said on standard error again, it would end the thread that said it.
    let builder =
        tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).log_internal_errors(false);
    if std::io::stderr().is_terminal() {
        builder.init();
    } else {
        builder.json().flatten_event(true).init();
    }
}
