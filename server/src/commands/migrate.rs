//! `morprom migrate`: the schema, and the edition of the policy that ships with the portal as version 1.

use super::say;
use crate::config::Config;
use crate::runtime::{Absent, open_services};
use anyhow::{Context, Result};
use domain::organisation::{DIVISION, Organisation, OrganisationKind};
use domain::policy::{ChangeClass, Text};
use domain::{Day, Language};
use service::{Publication, Services};

const THAI: &str = include_str!("../../editions/v1.th.txt");
const ENGLISH: &str = include_str!("../../editions/v1.en.txt");
/// The day from which the shipped edition applies.
const EFFECTIVE: &str = "2025-10-01";
const SUMMARY_TH: &str = "ฉบับแรก เขียนด้วยภาษาเข้าใจง่าย บอกว่าเก็บข้อมูลอะไร เพื่ออะไร นานเท่าใด ใครเห็นได้ และท่านทำอะไรได้บ้าง";
const SUMMARY_EN: &str =
    "The first version, in plain language: what is held, what for, for how long, who may see it, and what you can do.";

pub(super) async fn run() -> Result<()> {
    let config = Config::load()?;
    let services = open_services(&config, Absent::Made).await?;
    if publish_first_edition(&services).await? {
        say("version 1 of the policy is published")?;
    }
    services.storage.close().await;
    say("the database is up to date")
}

/// Publishes the shipped edition where nothing is published yet, and makes the division known.
pub async fn publish_first_edition(services: &Services) -> Result<bool> {
    if services.records.organisation(DIVISION).await?.is_none() {
        let name = OrganisationKind::Division.label();
        let division = Organisation {
            code: DIVISION.to_owned(),
            kind: OrganisationKind::Division,
            name_th: name.th.to_owned(),
            name_en: name.en.to_owned(),
            province: String::new(),
            closed: false,
            mail: String::new(),
        };
        services.records.keep_organisation(division).await?;
    }
    if services.policies.shelf().newest().is_some() {
        return Ok(false);
    }
    let text = |language, text| {
        Text::parse(language, text).map(|parsed| parsed.text).context("the shipped edition of the policy")
    };
    let publication = Publication {
        texts: vec![text(Language::Th, THAI)?, text(Language::En, ENGLISH)?],
        effective: Day::from_iso(EFFECTIVE).context("the shipped edition's day")?,
        class: ChangeClass::Editorial,
        summary_th: Some(SUMMARY_TH.to_owned()),
        summary_en: Some(SUMMARY_EN.to_owned()),
    };
    services.policies.publish(publication).await?;
    Ok(true)
}
