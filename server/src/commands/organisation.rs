//! `morprom organisation add`: who records, and who answers for them. Added again, what was known is replaced: so a unit is
//! closed, and its cases go to the office of its province from then on.

use super::say;
use crate::config::Config;
use crate::runtime::{Absent, open_services};
use anyhow::{Context, Result, anyhow, ensure};
use clap::{Args, Subcommand};
use domain::fields::Email;
use domain::organisation::{Organisation as Known, OrganisationKind};
use domain::permission::{Agreement, Purposes};
use domain::{Day, Id};
use service::ServiceError;

#[derive(Subcommand)]
pub(super) enum Organisation {
    /// Add an organisation, or replace what was known of it
    Add(Add),
    /// Enter an agreement or contract: without one that holds, nobody there sees anybody's data
    Agree(Agree),
    /// End an agreement before its last day: access ends with the next request
    EndAgreement(EndAgreement),
}

#[derive(Args)]
pub(super) struct Agree {
    /// The code of the organisation
    #[arg(long)]
    code: String,
    /// The number on paper
    #[arg(long)]
    number: String,
    /// The first day, YYYY-MM-DD
    #[arg(long)]
    from: String,
    /// The last day, YYYY-MM-DD
    #[arg(long)]
    until: String,
    /// For what data may be used, separated by commas: rights, vaccine-register, …
    #[arg(long)]
    purposes: String,
}

#[derive(Args)]
pub(super) struct EndAgreement {
    /// The code of the organisation
    #[arg(long)]
    code: String,
    /// The id that was printed when it was entered
    #[arg(long)]
    id: String,
}

#[derive(Args)]
pub(super) struct Add {
    /// Its code: a unit's hcode
    #[arg(long)]
    code: String,
    /// unit, provincial, contractor or registry
    #[arg(long)]
    kind: String,
    /// Its Thai name
    #[arg(long)]
    name_th: String,
    /// Its English name
    #[arg(long)]
    name_en: String,
    /// The two digits of its province
    #[arg(long, default_value = "")]
    province: String,
    /// The e-mail address its office is told of cases at
    #[arg(long, default_value = "")]
    mail: String,
    /// It has closed
    #[arg(long)]
    closed: bool,
}

impl Organisation {
    pub(super) async fn run(self) -> Result<()> {
        match self {
            Self::Add(add) => add.run().await,
            Self::Agree(agree) => agree.run().await,
            Self::EndAgreement(end) => end.run().await,
        }
    }
}

impl Agree {
    async fn run(self) -> Result<()> {
        let day = |name: &str, text: &str| {
            Day::from_iso(text).with_context(|| format!("--{name}: a day as YYYY-MM-DD is expected"))
        };
        let (from, until) = (day("from", &self.from)?, day("until", &self.until)?);
        ensure!(from <= until, "--until: the last day is before the first");
        let purposes = Purposes::from_words(&self.purposes.replace(',', " ")).filter(|it| it.all().next().is_some());
        let purposes = purposes.context("--purposes: ids of purposes are expected, separated by commas")?;
        ensure!(!self.number.trim().is_empty(), "--number: the number on paper is expected");
        let services = open_services(&Config::load()?, Absent::Refused).await?;
        let terms = Agreement { from, until, purposes, ended: false };
        let entered = services.duty.agree(&self.code, &self.number, terms, "operator").await;
        services.storage.close().await;
        let id = entered.map_err(|error| match error {
            ServiceError::Absent => anyhow!("--code: {} is not known; see `morprom organisation add`", self.code),
            ServiceError::Forbidden => anyhow!(
                "--code: {} is a contractor: its agreement comes with its contract, which two officers of the division \
                 enter and confirm at /office/contractors",
                self.code
            ),
            error => error.into(),
        })?;
        say(&format!("the agreement is entered: {id}"))
    }
}

impl EndAgreement {
    async fn run(self) -> Result<()> {
        let id = Id::parse(&self.id).context("--id: the id of an agreement is expected")?;
        let services = open_services(&Config::load()?, Absent::Refused).await?;
        let ended = services.duty.end(&self.code, id, "operator").await;
        services.storage.close().await;
        ended.map_err(|error| match error {
            ServiceError::Meanwhile => anyhow!("--id: no such agreement stands"),
            error => error.into(),
        })?;
        say("the agreement has ended")
    }
}

impl Add {
    async fn run(self) -> Result<()> {
        let add = self;
        let kind = OrganisationKind::from_name(&add.kind).filter(|kind| *kind != OrganisationKind::Division);
        let simple = |c: char| c.is_ascii_alphanumeric() || c == '-';
        ensure!(
            !add.code.is_empty() && add.code.chars().all(simple),
            "--code: letters, digits and hyphens are expected"
        );
        ensure!(kind.is_some(), "--kind: unit, provincial, contractor or registry is expected");
        let named = ![&add.name_th, &add.name_en].iter().any(|name| name.trim().is_empty());
        ensure!(named, "--name-th, --name-en: a name is expected");
        let placed = add.province.len() == 2 && add.province.bytes().all(|byte| byte.is_ascii_digit());
        let placeless = matches!(kind, Some(OrganisationKind::Contractor | OrganisationKind::Registry));
        ensure!(placed || placeless, "--province: two digits are expected");
        let reached = add.mail.is_empty() || Email::parse(&add.mail).is_ok();
        ensure!(reached, "--mail: an e-mail address is expected");
        let services = open_services(&Config::load()?, Absent::Refused).await?;
        if let Some(kind) = kind {
            let Add { code, name_th, name_en, province, mail, closed, .. } = add;
            let known = Known { code, kind, name_th, name_en, province, closed, mail };
            services.records.keep_organisation(known).await?;
        }
        services.storage.close().await;
        say("the organisation is known")
    }
}
