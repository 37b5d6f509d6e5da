//! `morprom partner add|end|list`: systems of partners that sign on by themselves. An officer of the division does the same
//! on screen.

use super::say;
use crate::config::Config;
use crate::runtime::{Absent, open_services};
use anyhow::{Context, Result, anyhow, bail, ensure};
use clap::{Args, Subcommand};
use couriers::{Reach, Webhook, WebhookSecret};
use domain::catalogue::PurposeId;
use service::{NewSystem, PartnerRefusal, ServiceError, Services};
use smart::{JwkSet, KeyAddress, Scopes};
use std::fs;
use std::path::PathBuf;

#[derive(Subcommand)]
pub(super) enum Partner {
    /// Enter a system: prints the secret of its events once, where they are posted
    Add(Add),
    /// End a system: its next request is refused
    End(End),
    /// List systems
    List,
}

#[derive(Args)]
pub(super) struct Add {
    /// Its id at sign-on: 3 to 64 letters, digits and hyphens
    #[arg(long)]
    client: String,
    /// What people call it
    #[arg(long)]
    name: String,
    /// The code of its organisation
    #[arg(long)]
    organisation: String,
    /// The code of the officer who answers for it, as the page of the organisation shows it
    #[arg(long)]
    officer: String,
    /// What it uses data for: vaccine-register, rights or contact
    #[arg(long)]
    purpose: String,
    /// What it may ask for, separated by commas or spaces
    #[arg(long)]
    scopes: String,
    /// A file with its public keys, a JSON Web Key Set
    #[arg(long, value_name = "FILE")]
    keys: Option<PathBuf>,
    /// Where its public keys are fetched from
    #[arg(long, value_name = "URL", conflicts_with = "keys")]
    keys_url: Option<String>,
    /// Where events are posted to; without it the system asks for them
    #[arg(long, value_name = "URL")]
    endpoint: Option<String>,
}

#[derive(Args)]
pub(super) struct End {
    /// Its id at sign-on
    #[arg(long)]
    client: String,
}

impl Partner {
    pub(super) async fn run(self) -> Result<()> {
        match self {
            Self::Add(add) => add.run().await,
            Self::End(end) => end.run().await,
            Self::List => list().await,
        }
    }
}

impl Add {
    async fn run(self) -> Result<()> {
        let purpose = PurposeId::ALL.into_iter().find(|purpose| purpose.id() == self.purpose);
        let purpose = purpose.context("--purpose: vaccine-register, rights or contact is expected")?;
        let scopes = self.scopes.replace(',', " ").split_whitespace().collect::<Vec<_>>().join(" ");
        let scopes = Scopes::parse(&scopes).map_err(|error| anyhow!("--scopes: {error}"))?.to_string();
        let keys = match (&self.keys, &self.keys_url) {
            (Some(path), None) => {
                let text = fs::read_to_string(path).with_context(|| format!("--keys: {}", path.display()))?;
                JwkSet::parse(&text).map_err(|error| anyhow!("--keys: {}: {error}", path.display()))?;
                text
            }
            (None, Some(url)) => {
                KeyAddress::parse(url, Reach::World).map_err(|error| anyhow!("--keys-url: {error}"))?;
                String::new()
            }
            _ => bail!("--keys or --keys-url: the system's public keys are expected"),
        };
        if let Some(endpoint) = &self.endpoint {
            Webhook::new(endpoint, Reach::World, WebhookSecret::new([0; 32]))
                .map_err(|error| anyhow!("--endpoint: {error}"))?;
        }
        ensure!(!self.name.trim().is_empty(), "--name: a name is expected");
        let services = open_services(&Config::load()?, Absent::Refused).await?;
        let entered = self.enter(&services, (purpose, &scopes, &keys)).await;
        services.storage.close().await;
        if let Some(secret) = entered? {
            say(&format!("its events are signed with {}", WebhookSecret::new(secret).reveal()))?;
        }
        say("the system is known")
    }

    async fn enter(
        &self,
        services: &Services,
        (purpose, scopes, keys): (PurposeId, &str, &str),
    ) -> Result<Option<[u8; 32]>> {
        let officer = services.partners.account_of(&self.organisation, &self.officer).await?;
        let officer = officer.context("--officer: nobody of this organisation has this code")?;
        let new = NewSystem {
            client: &self.client,
            name: &self.name,
            organisation: &self.organisation,
            officer: &officer,
            purpose,
            scopes,
            keys,
            keys_url: self.keys_url.as_deref().unwrap_or_default(),
            endpoint: self.endpoint.as_deref().unwrap_or_default(),
        };
        services.partners.enter(&new, "operator").await.map_err(|error| match error {
            ServiceError::Absent => anyhow!("--organisation: {} is not known", self.organisation),
            ServiceError::Partner(refusal @ (PartnerRefusal::Client | PartnerRefusal::Known)) => {
                anyhow!("--client: {refusal}")
            }
            error => error.into(),
        })
    }
}

impl End {
    async fn run(self) -> Result<()> {
        let services = open_services(&Config::load()?, Absent::Refused).await?;
        let ended = services.partners.end(&self.client, "operator").await;
        services.storage.close().await;
        ended.map_err(|error| match error {
            ServiceError::Absent | ServiceError::Meanwhile => anyhow!("--client: no such system stands"),
            error => error.into(),
        })?;
        say("the system has ended")
    }
}

async fn list() -> Result<()> {
    let services = open_services(&Config::load()?, Absent::Refused).await?;
    let systems = services.partners.systems("").await;
    services.storage.close().await;
    for system in systems? {
        let state = if system.ended { "ended" } else { "stands" };
        let (purpose, scopes) = (system.purpose.id(), &system.scopes);
        say(&format!("{}\t{}\t{state}\t{purpose}\t{scopes}", system.client, system.organisation))?;
    }
    Ok(())
}
