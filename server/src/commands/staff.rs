//! `morprom staff add`: opens the account of somebody on duty, known by what the sign-on provider calls them.

use super::say;
use crate::config::Config;
use crate::runtime::open_services;
use anyhow::{Result, bail, ensure};
use clap::{Args, Subcommand};
use domain::account::Role;
use domain::organisation::DIVISION;
use service::ProviderIdentity;

#[derive(Subcommand)]
pub(super) enum Staff {
    /// Open the account of somebody on duty; who has one keeps it
    Add(Add),
}

#[derive(Args)]
pub(super) struct Add {
    /// The provider, letter for letter as in its tokens
    #[arg(long)]
    issuer: String,
    /// What the provider calls them: `sub`
    #[arg(long)]
    subject: String,
    /// unit-officer, division-officer, contractor, auditor or operator
    #[arg(long)]
    role: String,
    /// The code of their organisation; officers of the division need none
    #[arg(long)]
    organisation: Option<String>,
    /// Their name
    #[arg(long)]
    name: String,
}

impl Staff {
    pub(super) async fn run(self) -> Result<()> {
        let Self::Add(Add { issuer, subject, role, organisation, name }) = self;
        let role = Role::from_name(&role).filter(|role| role.is_staff());
        ensure!(role.is_some(), "--role: unit-officer, division-officer, contractor, auditor or operator is expected");
        ensure!(!name.trim().is_empty(), "--name: a name is expected");
        let services = open_services(&Config::load()?).await?;
        let identity = ProviderIdentity { issuer, subject, national_id: None };
        if let Some(role) = role {
            let organisation = match (role, organisation) {
                (Role::DivisionOfficer, _) => DIVISION.to_owned(),
                (_, Some(code)) => code,
                (_, None) => bail!("--organisation: the code of an organisation is expected"),
            };
            let known = services.records.organisation(&organisation).await?.is_some();
            ensure!(
                known || role != Role::UnitOfficer,
                "--organisation: {organisation} is not known; see `morprom organisation add`"
            );
            services.staff.open_staff(&identity, role, (&organisation, &name)).await?;
        }
        services.storage.close().await;
        say("the account is open")
    }
}
