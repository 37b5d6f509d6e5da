//! `morprom organisation add`: who records, and who answers for them. Added again, what was known is replaced: so a unit is
//! closed, and its cases go to the office of its province from then on.

use super::say;
use crate::config::Config;
use crate::runtime::open_services;
use anyhow::{Result, ensure};
use clap::{Args, Subcommand};
use domain::fields::Email;
use domain::organisation::{Organisation as Known, OrganisationKind};

#[derive(Subcommand)]
pub(super) enum Organisation {
    /// Add an organisation, or replace what was known of it
    Add(Add),
}

#[derive(Args)]
pub(super) struct Add {
    /// Its code: a unit's hcode
    #[arg(long)]
    code: String,
    /// unit, provincial or contractor
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
        let Self::Add(add) = self;
        let kind = OrganisationKind::from_name(&add.kind).filter(|kind| *kind != OrganisationKind::Division);
        let simple = |c: char| c.is_ascii_alphanumeric() || c == '-';
        ensure!(
            !add.code.is_empty() && add.code.chars().all(simple),
            "--code: letters, digits and hyphens are expected"
        );
        ensure!(kind.is_some(), "--kind: unit, provincial or contractor is expected");
        let named = ![&add.name_th, &add.name_en].iter().any(|name| name.trim().is_empty());
        ensure!(named, "--name-th, --name-en: a name is expected");
        let placed = add.province.len() == 2 && add.province.bytes().all(|byte| byte.is_ascii_digit());
        ensure!(placed || kind == Some(OrganisationKind::Contractor), "--province: two digits are expected");
        let reached = add.mail.is_empty() || Email::parse(&add.mail).is_ok();
        ensure!(reached, "--mail: an e-mail address is expected");
        let services = open_services(&Config::load()?).await?;
        if let Some(kind) = kind {
            let Add { code, name_th, name_en, province, mail, closed, .. } = add;
            let known = Known { code, kind, name_th, name_en, province, closed, mail };
            services.records.keep_organisation(known).await?;
        }
        services.storage.close().await;
        say("the organisation is known")
    }
}
