//! Orders about the traffic log, by commands at the machine: recording one, releasing it, printing what it names. Where it
//! names a person, each stands in their access log before it is done.

use super::{code, with};
use crate::commands::say;
use crate::config::Config;
use crate::runtime::{Absent, open_services};
use crate::traffic_log::{self, Pulse};
use anyhow::{Context, Result, anyhow, bail, ensure};
use clap::Args;
use domain::Day;
use domain::fields::NationalId;
use service::TrafficDesk;
use traffic::{Code, Hold, HoldId, HoldOrder, IpNet, Log, Selector};

#[derive(Args)]
pub(in crate::commands) struct ExportIt {
    /// The number of the order, as it was recorded
    #[arg(long)]
    order: String,
    /// Who reads
    #[arg(long, default_value = "operator")]
    by: String,
}

#[derive(Args)]
pub(in crate::commands) struct HoldIt {
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
    /// The last day on which the order forbids to tell the person, YYYY-MM-DD: not after --until
    #[arg(long)]
    silent_until: Option<String>,
}

#[derive(Args)]
pub(in crate::commands) struct ReleaseIt {
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

impl ExportIt {
    pub(super) async fn run(self, config: &Config, pulse: &Pulse) -> Result<()> {
        let (order, by) = (code("--order", &self.order)?, code("--by", &self.by)?);
        let hold = with(config, |log| standing(log, &order, pulse))?;
        // It stands in the person's log before the first entry is given.
        noted(config, &hold.order, async |desk| desk.read_by_operator(&hold).await).await?;
        let export = with(config, |log| {
            // Somebody may have released it meanwhile.
            let hold = standing(log, &order, pulse)?;
            Ok(log.export(order.clone(), hold.order.selector.clone(), by, &pulse.moment())?)
        })?;
        for entry in export {
            say(&traffic_log::shown(&entry?).to_string())?;
        }
        Ok(())
    }
}

impl HoldIt {
    pub(super) async fn run(self, config: &Config, pulse: &Pulse) -> Result<()> {
        let day = |name: &str, text: &str| Day::from_iso(text).ok_or_else(|| anyhow!("{name}: {text} is no day"));
        let ends = |name: &str, text: &str| day(name, text).map(|day| day.next().begins().plus(-1));
        let network = self.address.as_deref().map(network).transpose()?;
        let (case, order) = (code("--case", &self.case)?, code("--order", &self.order)?);
        let from = self.from.as_deref().map(|text| day("--from", text)).transpose()?.map(Day::begins);
        let to = self.to.as_deref().map(|text| ends("--to", text)).transpose()?;
        let until = ends("--until", &self.until)?;
        let silent_until = self.silent_until.as_deref().map(|text| ends("--silent-until", text)).transpose()?;
        ensure!(
            silent_until.is_none_or(|at| at <= until),
            "--silent-until: the person is told when the hold ends at the latest"
        );
        let pseudonym = match self.person.as_deref() {
            Some(text) => {
                let id = NationalId::parse(text).map_err(|error| anyhow!("--person: {error}"))?;
                let services = open_services(config, Absent::Refused).await?;
                let found = services.traffic.named_by_operator(&id).await;
                services.storage.close().await;
                Some(found?.context("--person: nobody with an account has this number")?)
            }
            None => None,
        };
        let selector = Selector::new(pseudonym, network)?.between(from, to)?;
        let officer = code("--officer", &self.officer)?;
        let order = HoldOrder { case, order, officer, selector, until, silent_until };
        order.check(pulse.moment().wall)?;
        noted(config, &order, async |desk| desk.hold_by_operator(&order).await).await?;
        let HoldId(id) = with(config, |log| Ok(log.hold(&order, &pulse.moment())?))?;
        say(&format!("hold {id} stands until {}", until.rfc3339()))
    }
}

impl ReleaseIt {
    pub(super) async fn run(self, config: &Config, pulse: &Pulse) -> Result<()> {
        let (order, officer) = (code("--order", &self.order)?, code("--officer", &self.officer)?);
        let found = with(config, |log| Ok(log.holds()?.into_iter().find(|hold| hold.id == HoldId(self.hold))))?;
        // Of one that is not there, or is over already, the log itself says so.
        if let Some(hold) = found.filter(|hold| hold.released.is_none()) {
            noted(config, &hold.order, async |desk| desk.release_by_operator(&hold).await).await?;
        }
        with(config, |log| Ok(log.release(HoldId(self.hold), &order, &officer, &pulse.moment())?))?;
        say(&format!("hold {} is released", self.hold))
    }
}

/// The hold of this order that stands now.
fn standing(log: &mut Log, order: &Code, pulse: &Pulse) -> Result<Hold> {
    let now = pulse.moment().wall;
    let holds = log.holds()?;
    let mut of_order = holds.into_iter().filter(|hold| hold.order.order == *order).peekable();
    ensure!(of_order.peek().is_some(), "--order {order}: no such order is recorded; `traffic hold` records one");
    let stands = |hold: &Hold| hold.released.is_none() && now <= hold.order.until;
    of_order.find(stands).with_context(|| format!("--order {order}: it is over or released"))
}

/// Writes down what is done with an order, where it names a person; one that names an address alone needs no database.
async fn noted<E: std::error::Error + Send + Sync + 'static>(
    config: &Config,
    order: &HoldOrder,
    note: impl AsyncFnOnce(&TrafficDesk) -> Result<(), E>,
) -> Result<()> {
    if order.selector.pseudonym().is_none() {
        return Ok(());
    }
    let services = open_services(config, Absent::Refused).await?;
    let noted = note(&services.traffic).await;
    services.storage.close().await;
    Ok(noted?)
}

/// A hold, as `traffic orders` prints it.
pub(super) fn line(hold: &Hold) -> String {
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

fn network(text: &str) -> Result<IpNet> {
    if let Ok(address) = text.parse::<std::net::IpAddr>() {
        return Ok(IpNet::from(address));
    }
    match text.parse() {
        Ok(network) => Ok(network),
        Err(_) => bail!("--address: {text} is neither an address nor a network"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_network_of_one() {
        assert_eq!(network("198.51.100.7").unwrap(), "198.51.100.7/32".parse().unwrap());
        assert!(network("somewhere").unwrap_err().to_string().starts_with("--address"));
    }
}
