//! `morprom seed --persons N --seed S`: made-up people in any number, and cases they filed, the same for the same seed, for
//! trying and measuring. Never into a database that holds anybody else.

use super::migrate::publish_first_edition;
use super::say;
use crate::config::Config;
use crate::runtime::{Absent, open_services};
use anyhow::{Context, Result, bail, ensure};
use clap::Args;
use service::{Seeder, Services};
use std::io::{IsTerminal, Write};
use std::ops::Range;
use std::sync::Arc;
use storage::{StorageError, UnitOfWork};
use tokio::task::JoinHandle;

/// People in one commit.
const STEP: u64 = 250;

#[derive(Args)]
#[expect(clippy::struct_field_names, reason = "the names of the options")]
pub(super) struct Seed {
    /// How many people
    #[arg(long, value_parser = clap::value_parser!(u64).range(1..=10_000_000))]
    persons: u64,
    /// Which people: the same number makes the same ones
    #[arg(long)]
    seed: u64,
    /// How many cases they file at the division's desk: six for each at most
    #[arg(long, default_value_t = 0)]
    cases: u64,
}

impl Seed {
    pub(super) async fn run(self) -> Result<()> {
        let most = self.persons.saturating_mul(Seeder::CASES_EACH);
        ensure!(self.cases <= most, "--cases: {} people file {most} at most", self.persons);
        let config = Config::load()?;
        let services = Arc::new(open_services(&config, Absent::Made).await?);
        publish_first_edition(&services).await?;
        let outcome = self.fill(&services).await;
        services.storage.close().await;
        outcome?;
        let cases = if self.cases == 0 { String::new() } else { format!(", and {} cases of theirs", self.cases) };
        say(&format!("{} made-up people of seed {}{cases}", self.persons, self.seed))
    }

    /// The next people are made while the last ones are written.
    async fn fill(&self, services: &Arc<Services>) -> Result<()> {
        let seeder = Seeder::new(Arc::clone(services), self.seed).filing(self.cases, self.persons);
        let seeder = Arc::new(seeder);
        let mut steps = (0..self.persons.div_ceil(STEP)).map(|step| step * STEP..((step + 1) * STEP).min(self.persons));
        let mut next = steps.next().map(|step| made(&seeder, step));
        let mut done = 0;
        while let Some(making) = next.take() {
            let (unit, count) = making.await?;
            next = steps.next().map(|step| made(&seeder, step));
            match services.storage.commit(unit?).await {
                Ok(()) => {}
                Err(StorageError::Conflict { .. }) => {
                    bail!("made-up people are there already: seed a new database")
                }
                Err(error) => return Err(error).context("writing made-up people"),
            }
            while services.ledger.sequence().await? > 0 {}
            done += count;
            progress(done, self.persons);
        }
        Ok(())
    }
}

fn made(seeder: &Arc<Seeder>, step: Range<u64>) -> JoinHandle<(Result<UnitOfWork, service::ServiceError>, u64)> {
    let seeder = Arc::clone(seeder);
    let count = step.end - step.start;
    tokio::task::spawn_blocking(move || (seeder.persons(step), count))
}

/// One line that is written over, where somebody watches.
fn progress(done: u64, of: u64) {
    let mut out = std::io::stderr();
    if out.is_terminal() {
        let end = if done == of { "\n" } else { "" };
        write!(out, "\r{done} of {of} people{end}").ok();
    }
}
