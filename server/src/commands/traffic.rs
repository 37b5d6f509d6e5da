//! `morprom traffic`: checking, purging, holding and exporting the lawful traffic log, beside the portal while it runs. Who
//! an order names is typed as an id number or an address; what is printed is what the order asks for and nothing else.

mod ordered;

use super::say;
use crate::config::Config;
use crate::runtime::{SystemClock, SystemEntropy, keys};
use crate::traffic_log::{self, Gate, Pulse};
use anyhow::{Context, Result, anyhow, ensure};
use clap::{Args, Subcommand};
use domain::Digest;
use ordered::{ExportIt, HoldIt, ReleaseIt, line};
use traffic::{ClockEvidence, Code, Log, Position, Purge, Purged, kept_until};

#[derive(Subcommand)]
pub(super) enum Traffic {
    /// Check every frame, signature and statement; ends non-zero when something is wrong
    Verify(Verify),
    /// Delete the days that are ninety days old and not held, and leave a signed statement
    Purge(PurgeIt),
    /// Print what a recorded order names, a line of JSON each; that it was read is recorded first, in the log of whom it
    /// names too
    Export(ExportIt),
    /// Record an order to hold entries longer, for one case
    Hold(HoldIt),
    /// Record that a hold is released
    Release(ReleaseIt),
    /// List the holds: number, case, order, until when
    Orders,
}

#[derive(Args)]
pub(super) struct Verify {
    /// A frame noted at an earlier check, NUMBER:DIGEST: that it is still there is checked too
    #[arg(long)]
    noted: Option<String>,
}

#[derive(Args)]
pub(super) struct PurgeIt {
    /// Who compared the clock with another and vouches for it, where it is in doubt
    #[arg(long)]
    clock_confirmed_by: Option<String>,
}

impl Traffic {
    pub(super) async fn run(self) -> Result<()> {
        let config = Config::load()?;
        let pulse = Pulse::begin(std::sync::Arc::new(SystemClock), &SystemEntropy)?;
        match self {
            Self::Verify(it) => it.run(&config),
            Self::Purge(it) => it.run(&config, &pulse),
            Self::Export(it) => it.run(&config, &pulse).await,
            Self::Hold(it) => it.run(&config, &pulse).await,
            Self::Release(it) => it.run(&config, &pulse).await,
            Self::Orders => with(&config, |log| log.holds()?.iter().try_for_each(|hold| say(&line(hold)))),
        }
    }
}

/// Opens the log for a command, and lets go of it at its end.
fn with<T>(config: &Config, act: impl FnOnce(&mut Log) -> Result<T>) -> Result<T> {
    let ring = keys(&config.key_file)?;
    let gate = Gate::of(&config.data).with_context(|| config.data.display().to_string())?;
    let (mut log, _) = gate.open(&traffic_log::folder(&config.data), || traffic_log::keys(&ring))?;
    act(&mut log)
}

impl Verify {
    fn run(self, config: &Config) -> Result<()> {
        let folder = traffic_log::folder(&config.data);
        ensure!(folder.is_dir(), "{}: there is no traffic log", folder.display());
        let key = traffic_log::keys(&keys(&config.key_file)?).public();
        let report = match self.noted.as_deref() {
            Some(noted) => traffic::verify_against(&folder, &key, &position(noted)?)?,
            None => traffic::verify(&folder, &key)?,
        };
        say(&format!(
            "{} entries in {} frames of {} files, {} held beyond; {} orders, {} readings, {} purges; {} bytes",
            report.entries,
            report.frames,
            report.files,
            report.held,
            report.holds,
            report.readings,
            report.purges,
            report.bytes
        ))?;
        if let Some((first, last)) = report.span {
            say(&format!("from {} to {}", first.rfc3339(), last.rfc3339()))?;
        }
        for remark in &report.remarks {
            say(&format!("noticed: {remark}"))?;
        }
        for finding in &report.findings {
            say(&format!("wrong: {finding}"))?;
        }
        ensure!(report.findings.is_empty(), "the traffic log does not hold: {} findings", report.findings.len());
        if let Some(Position { sequence, digest }) = report.end {
            say(&format!("ends with {sequence}:{digest}; note that elsewhere, for `--noted`"))?;
        }
        say("the traffic log holds")
    }
}

impl PurgeIt {
    fn run(self, config: &Config, pulse: &Pulse) -> Result<()> {
        let evidence = match self.clock_confirmed_by {
            Some(by) => ClockEvidence::Confirmed(code("--clock-confirmed-by", &by)?),
            None => ClockEvidence::Log,
        };
        let purged = with(config, |log| Ok(log.purge(&pulse.moment(), &evidence)?))?;
        let Purge::Done(Purged { days, entries, carried, statement, .. }) = purged else {
            let folder = traffic_log::folder(&config.data);
            let key = traffic_log::keys(&keys(&config.key_file)?).public();
            let oldest = traffic::verify(&folder, &key)?.span.map(|(first, _)| kept_until(first));
            let when = oldest.map_or_else(String::new, |at| format!("; the oldest entry may go from {}", at.rfc3339()));
            return say(&format!("nothing is purged: nothing that no order holds is ninety days old{when}"));
        };
        let days: Vec<String> = days.into_iter().map(|day| day.to_string()).collect();
        say(&format!("purged {entries} entries of {}; {carried} are held", days.join(", ")))?;
        say(&format!("statement {statement} says so, signed"))
    }
}

fn position(text: &str) -> Result<Position> {
    let parsed = text.split_once(':').and_then(|(sequence, digest)| {
        Some(Position { sequence: sequence.parse().ok()?, digest: Digest::from_hex(digest)? })
    });
    parsed.ok_or_else(|| anyhow!("--noted: {text} is not NUMBER:DIGEST"))
}

fn code(name: &str, text: &str) -> Result<Code> {
    Code::new(text.to_owned()).map_err(|error| anyhow!("{name}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_is_a_number_and_a_digest() {
        let digest = Digest::of(b"x");
        assert_eq!(position(&format!("7:{digest}")).unwrap(), Position { sequence: 7, digest });
        assert!(position("7").is_err() && position("x:y").is_err());
    }
}
