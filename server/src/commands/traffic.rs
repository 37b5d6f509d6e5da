//! `morprom traffic`: checking, purging, holding and exporting the lawful traffic log, beside the portal while it runs. Who
//! an order names is typed as an id number or an address; what is printed is what the order asks for and nothing else.

use super::say;
use crate::config::Config;
use crate::runtime::{SystemClock, SystemEntropy, keys, open_services};
use crate::traffic_log::{self, Gate, Pulse};
use anyhow::{Context, Result, anyhow, bail, ensure};
use clap::{Args, Subcommand};
use domain::fields::NationalId;
use domain::{Day, Digest};
use traffic::{
    ClockEvidence, Code, Hold, HoldId, HoldOrder, IpNet, Log, Position, Purge, Purged, Selector, kept_until,
};

#[derive(Subcommand)]
pub(super) enum Traffic {
    /// Check every frame, signature and statement; ends non-zero when something is wrong
    Verify(Verify),
    /// Delete the days that are ninety days old and not held, and leave a signed statement
    Purge(PurgeIt),
    /// Print what a recorded order names, a line of JSON each; that it was read is recorded first
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

#[derive(Args)]
pub(super) struct ExportIt {
    /// The number of the order, as it was recorded
    #[arg(long)]
    order: String,
    /// Who reads
    #[arg(long, default_value = "operator")]
    by: String,
}

#[derive(Args)]
pub(super) struct HoldIt {
    /// The number of the case
    #[arg(long)]
    case: String,
    /// The number of the order
    #[arg(long)]
    order: String,
    /// The competent officer who gave it
    #[arg(long)]
    officer: String,
    /// Whom it names: an address, or a network of at most /24 (IPv4) or /48 (IPv6)
    #[arg(long)]
    address: Option<String>,
    /// Whom it names: the id number of somebody with an account
    #[arg(long)]
    person: Option<String>,
    /// The first day of the requests, YYYY-MM-DD
    #[arg(long)]
    from: Option<String>,
    /// The last day of the requests, YYYY-MM-DD
    #[arg(long)]
    to: Option<String>,
    /// The last day it holds, YYYY-MM-DD: at most two years after the requests
    #[arg(long)]
    until: String,
}

#[derive(Args)]
pub(super) struct ReleaseIt {
    /// The number of the hold, as `traffic orders` prints it
    #[arg(long)]
    hold: u64,
    /// The number of the order that releases it
    #[arg(long)]
    order: String,
    /// The officer who gave it
    #[arg(long)]
    officer: String,
}

impl Traffic {
    pub(super) async fn run(self) -> Result<()> {
        let config = Config::load()?;
        let pulse = Pulse::begin(std::sync::Arc::new(SystemClock), &SystemEntropy)?;
        match self {
            Self::Verify(it) => it.run(&config),
            Self::Purge(it) => it.run(&config, &pulse),
            Self::Export(it) => it.run(&config, &pulse),
            Self::Hold(it) => it.run(&config, &pulse).await,
            Self::Release(it) => it.run(&config, &pulse),
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

impl ExportIt {
    fn run(self, config: &Config, pulse: &Pulse) -> Result<()> {
        let (order, by) = (code("--order", &self.order)?, code("--by", &self.by)?);
        let export = with(config, |log| {
            let now = pulse.moment();
            let holds = log.holds()?;
            let stands = |hold: &&Hold| hold.released.is_none() && now.wall <= hold.order.until;
            let mut of_order = holds.iter().filter(|hold| hold.order.order == order).peekable();
            ensure!(
                of_order.peek().is_some(),
                "--order {order}: no such order is recorded; `traffic hold` records one"
            );
            let hold = of_order.find(stands).with_context(|| format!("--order {order}: it is over or released"))?;
            Ok(log.export(order.clone(), hold.order.selector.clone(), by, &now)?)
        })?;
        for entry in export {
            say(&traffic_log::shown(&entry?).to_string())?;
        }
        Ok(())
    }
}

impl HoldIt {
    async fn run(self, config: &Config, pulse: &Pulse) -> Result<()> {
        let day = |name: &str, text: &str| Day::from_iso(text).ok_or_else(|| anyhow!("{name}: {text} is no day"));
        let ends = |name: &str, text: &str| day(name, text).map(|day| day.next().begins().plus(-1));
        let network = self.address.as_deref().map(network).transpose()?;
        let (case, order) = (code("--case", &self.case)?, code("--order", &self.order)?);
        let from = self.from.as_deref().map(|text| day("--from", text)).transpose()?.map(Day::begins);
        let to = self.to.as_deref().map(|text| ends("--to", text)).transpose()?;
        let until = ends("--until", &self.until)?;
        let pseudonym = match self.person.as_deref() {
            Some(text) => {
                let id = NationalId::parse(text).map_err(|error| anyhow!("--person: {error}"))?;
                let services = open_services(config).await?;
                let found = services.traffic.named_by_operator(&id).await;
                services.storage.close().await;
                Some(found?.context("--person: nobody with an account has this number")?)
            }
            None => None,
        };
        let selector = Selector::new(pseudonym, network)?.between(from, to)?;
        let officer = code("--officer", &self.officer)?;
        let order = HoldOrder { case, order, officer, selector, until, silent_until: None };
        let HoldId(id) = with(config, |log| Ok(log.hold(&order, &pulse.moment())?))?;
        say(&format!("hold {id} stands until {}", until.rfc3339()))
    }
}

impl ReleaseIt {
    fn run(self, config: &Config, pulse: &Pulse) -> Result<()> {
        let (order, officer) = (code("--order", &self.order)?, code("--officer", &self.officer)?);
        with(config, |log| Ok(log.release(HoldId(self.hold), &order, &officer, &pulse.moment())?))?;
        say(&format!("hold {} is released", self.hold))
    }
}

fn line(hold: &Hold) -> String {
    let Hold { id: HoldId(id), since, order, released } = hold;
    let over = released.map_or_else(String::new, |at| format!(", released {}", at.rfc3339()));
    format!(
        "{id}: case {}, order {} of {}, since {}, until {}{over}",
        order.case,
        order.order,
        order.officer,
        since.rfc3339(),
        order.until.rfc3339()
    )
}

fn position(text: &str) -> Result<Position> {
    let parsed = text.split_once(':').and_then(|(sequence, digest)| {
        Some(Position { sequence: sequence.parse().ok()?, digest: Digest::from_hex(digest)? })
    });
    parsed.ok_or_else(|| anyhow!("--noted: {text} is not NUMBER:DIGEST"))
}

fn network(text: &str) -> Result<IpNet> {
    if let Ok(address) = text.parse::<std::net::IpAddr>() {
        return Ok(IpNet::from(address));
    }
    match text.parse() {
        Ok(network) => Ok(network),
        Err(_) => bail!("--address: {text} is neither an address nor a network"),
    }
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

    #[test]
    fn an_address_is_a_network_of_one() {
        assert_eq!(network("198.51.100.7").unwrap(), "198.51.100.7/32".parse().unwrap());
        assert!(network("somewhere").unwrap_err().to_string().starts_with("--address"));
    }
}
