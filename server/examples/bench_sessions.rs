//! Signs made-up people in for the benchmarks: a line each of token, purpose and the choice that stands open to them.
//! Reads the portal's configuration. Usage: `bench_sessions PERSONS SEED`

use anyhow::{Context, Result};
use domain::catalogue::PurposeId;
use domain::consent::Standing;
use server::config::Config;
use server::runtime::{Absent, open_services};
use service::Seeder;
use std::io::{BufWriter, Write};
use std::sync::Arc;

#[tokio::main]
async fn main() -> Result<()> {
    let mut numbers = std::env::args().skip(1).map(|argument| argument.parse::<u64>());
    let persons = numbers.next().context("PERSONS")??;
    let seed = numbers.next().context("SEED")??;
    let services = Arc::new(open_services(&Config::load()?, Absent::Refused).await?);
    let seeder = Seeder::new(Arc::clone(&services), seed);
    let mut out = BufWriter::new(std::io::stdout());
    for n in 0..persons {
        let subject = seeder.subject(n)?;
        let token = services.sign_on.begin(&subject, "benchmark", Vec::new()).await?;
        let standings = services.storage.standings(&subject).await?;
        let last = standings.into_iter().find(|it| it.purpose == PurposeId::News).map(|it| it.last);
        let asked = services.consents.asked().iter().find(|asked| asked.purpose == PurposeId::News).context("news")?;
        let given = Standing::after(last).allows(asked, services.clock.now());
        writeln!(out, "{} {} {}", token.text(), asked.purpose.id(), if given { "withdrawn" } else { "given" })?;
    }
    out.flush()?;
    services.storage.close().await;
    Ok(())
}
