//! Fetches the register of target groups from the civil registration authority: page by page, from where it stood, kept in the
//! name of that authority's system. Who is on it, its units ask and the person sees.

use crate::commands::duties::{Rounds, said, tell};
use crate::config::Config;
use crate::durable::{self, Readers};
use crate::runtime::SystemEntropy;
use anyhow::{Context, Result};
use domain::exchange::GivenPerson;
use domain::registration::Document;
use registry::{CivilRegistry, Cursor, HttpRegistry, Nonce, Page};
use service::{Entropy, Services, TargetGiven};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// How often the authority is asked what is new.
const EVERY: Duration = Duration::from_hours(1);

/// Fetches for ever, where an authority and its system are set.
pub(crate) async fn fetch(services: Arc<Services>, config: Config) {
    let (Some(settings), Some(client)) = (&config.civil, &config.civil_client) else { return };
    let registry = match HttpRegistry::new(settings) {
        Ok(registry) => registry,
        Err(error) => return tracing::error!(%error, "target groups are not fetched"),
    };
    let place = config.data.join("registry/target-groups");
    let (mut rounds, mut told) = (Rounds::of(&services, EVERY), None);
    loop {
        rounds.next().await;
        let fetched = round(&services, &registry, (client, &place)).await;
        tell(fetched.err().map(|error| said(&format!("{error:#}"))), &mut told);
    }
}

/// Fetches everything that is new; gives back how many entries were kept. What was kept is not fetched again.
pub async fn round(services: &Services, registry: &dyn CivilRegistry, (client, place): (&str, &Path)) -> Result<usize> {
    let (mut kept, mut cursor) = (0, stood(place)?);
    loop {
        let mut nonce = [0; 16];
        SystemEntropy.fill(&mut nonce)?;
        let page = registry.target_group(cursor.as_ref(), Nonce::new(nonce), services.clock.now()).await?;
        kept += keep(services, client, &page).await?;
        durable::replace(place, Readers::Anybody, page.next.as_str().as_bytes())?;
        if !page.more {
            return Ok(kept);
        }
        cursor = Some(page.next);
    }
}

async fn keep(services: &Services, client: &str, page: &Page) -> Result<usize> {
    let system = services.partners.on_behalf_of(client).await.context("the authority's system")?;
    let wrong = page.entries.iter().filter(|entry| entry.is_err()).count();
    if wrong > 0 {
        tracing::warn!(wrong, "entries of a target group cannot be read, and are passed over");
    }
    let given = |entry: &registry::Entry| TargetGiven {
        person: GivenPerson {
            document: Document::NationalId(entry.id.clone()),
            born: entry.born.clone(),
            first_name: entry.first_name.clone(),
            last_name: entry.last_name.clone(),
            sex: None,
        },
        code: entry.group.as_str().to_owned(),
        belongs: entry.member,
    };
    let given: Vec<TargetGiven> = page.entries.iter().flatten().map(given).collect();
    let outcomes = services.partners.keep_targets(&system, &given).await?;
    Ok(outcomes.iter().filter(|outcome| **outcome == service::TargetOutcome::Kept).count())
}

/// Where the last fetch stood; nothing before the first.
fn stood(place: &Path) -> Result<Option<Cursor>> {
    match fs::read_to_string(place) {
        Ok(text) => Ok(Cursor::parse(text.trim())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| place.display().to_string()),
    }
}
