//! `morprom staff`: opens and ends accounts of people on duty, known by what the sign-on provider calls them, and signs
//! anybody out.

use super::say;
use crate::config::Config;
use crate::runtime::{Absent, open_services};
use anyhow::{Context, Result, anyhow, bail, ensure};
use clap::{Args, Subcommand};
use domain::account::Role;
use domain::organisation::DIVISION;
use service::{ProviderIdentity, ServiceError};

#[derive(Subcommand)]
pub(super) enum Staff {
    /// Open the account of somebody on duty; who has one keeps it
    Add(Add),
    /// End the account of somebody on duty: access ends with the next request
    End(Known),
    /// End every session of an account, of a person too; who may sign in may sign in again
    SignOut(SignOut),
}

/// By what an account is known to its sign-on provider.
#[derive(Args)]
pub(super) struct Known {
    /// The provider, letter for letter as in its tokens
    #[arg(long)]
    issuer: String,
    /// What the provider calls them: `sub`
    #[arg(long)]
    subject: String,
}

#[derive(Args)]
#[group(required = true, multiple = true)]
pub(super) struct SignOut {
    /// The id of the account, as in audit events
    #[arg(long, conflicts_with_all = ["issuer", "subject"])]
    account: Option<String>,
    /// The provider, letter for letter as in its tokens
    #[arg(long, requires = "subject")]
    issuer: Option<String>,
    /// What the provider calls them: `sub`
    #[arg(long, requires = "issuer")]
    subject: Option<String>,
}

#[derive(Args)]
pub(super) struct Add {
    #[command(flatten)]
    known: Known,
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
        match self {
            Self::Add(add) => add.run().await,
            Self::End(known) => known.end().await,
            Self::SignOut(sign_out) => sign_out.run().await,
        }
    }
}

/// What is said where nobody is found.
fn nobody(error: ServiceError) -> anyhow::Error {
    match error {
        ServiceError::Absent => anyhow!("nobody is known by this"),
        error => error.into(),
    }
}

impl From<Known> for ProviderIdentity {
    fn from(Known { issuer, subject }: Known) -> Self {
        Self { issuer, subject, national_id: None }
    }
}

impl Known {
    async fn end(self) -> Result<()> {
        let services = open_services(&Config::load()?, Absent::Refused).await?;
        services.staff.end_staff(&self.into()).await.map_err(nobody)?;
        services.storage.close().await;
        say("the account is ended, and every session of it")
    }
}

impl SignOut {
    async fn run(self) -> Result<()> {
        let services = open_services(&Config::load()?, Absent::Refused).await?;
        let account = match (self.account, self.issuer, self.subject) {
            (None, Some(issuer), Some(subject)) => {
                services.staff.known_by(&Known { issuer, subject }.into()).await.map_err(nobody)?
            }
            (account, ..) => account.context("--account, or --issuer and --subject")?,
        };
        services.staff.end_sessions(&account).await.map_err(nobody)?;
        services.storage.close().await;
        say("every session of the account is ended")
    }
}

impl Add {
    async fn run(self) -> Result<()> {
        let Self { known, role, organisation, name } = self;
        let role = Role::from_name(&role).filter(|role| role.is_staff());
        ensure!(role.is_some(), "--role: unit-officer, division-officer, contractor, auditor or operator is expected");
        ensure!(!name.trim().is_empty(), "--name: a name is expected");
        let services = open_services(&Config::load()?, Absent::Refused).await?;
        let identity = known.into();
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
