//! Partners' systems of the demonstration: the civil registration authority's, a unit's, a contractor's. Their keys are made
//! at the first start and lie beside the database, so that anybody can try the interface as one of them.

use super::signed;
use anyhow::{Context, Result};
use domain::account::Role;
use domain::catalogue::PurposeId;
use domain::permission::IN_FORCE;
use service::{NewSystem, Services};
use smart::JwkSet;
use smart::signing::SigningKey;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

/// The code of the civil registration authority.
pub(super) const REGISTRY: &str = "99000";
/// Who answers for the authority's system: nobody signs in as them.
const REGISTRAR: &str = "registry-officer";

/// A system: its id, what people call it, its organisation, who answers for it, what for, what it may ask.
type System = (&'static str, &'static str, &'static str, &'static str, PurposeId, &'static str);

const SYSTEMS: [System; 3] = [
    (
        "demo-dopa",
        "Civil registry (demonstration)",
        REGISTRY,
        REGISTRAR,
        PurposeId::VaccineRegister,
        "changes.read target-group.read target-group.write",
    ),
    (
        "demo-unit",
        "Hospital system (demonstration)",
        super::UNIT_ONE,
        "unit-officer-1",
        PurposeId::VaccineRegister,
        "changes.read system/Immunization.crs system/Observation.crs target-group.read",
    ),
    (
        "demo-contractor",
        "Message service (demonstration)",
        super::CONTRACTOR,
        "contractor-1",
        PurposeId::Rights,
        "changes.read system/AuditEvent.s",
    ),
];

/// Enters the systems once, each with a key of its own in the data folder.
pub(super) async fn open(services: &Services, data: &Path) -> Result<()> {
    services.staff.open_persona(REGISTRAR, Role::Operator, (REGISTRY, "เจ้าหน้าที่ทะเบียน")).await?;
    let registrar = signed(services, REGISTRAR, "demonstration").await?;
    if services.duty.bound(&registrar).await?.promise.is_none() {
        services.duty.sign(&registrar, IN_FORCE).await?;
    }
    services.sign_on.end(&registrar, registrar.session).await?;
    let folder = data.join("demo-keys");
    for (client, name, organisation, officer, purpose, scopes) in SYSTEMS {
        if services.partners.known(client).await?.is_some() {
            continue;
        }
        let officer = services.staff.persona(officer).await?.context("who answers for a system is not there")?;
        let key = SigningKey::generate()?.named(client);
        keep(&folder, client, &key)?;
        let keys = JwkSet::of([key.public()]).to_json();
        let new = NewSystem {
            client,
            name,
            organisation,
            officer: &officer,
            purpose,
            scopes,
            keys: &keys.to_string(),
            keys_url: "",
            endpoint: "",
        };
        services.partners.enter(&new, "operator").await?;
    }
    tracing::info!(folder = %folder.display(), "the keys of the demonstration's systems: demo-dopa, demo-unit, demo-contractor");
    Ok(())
}

fn keep(folder: &Path, client: &str, key: &SigningKey) -> Result<()> {
    fs::create_dir_all(folder)?;
    let path = folder.join(format!("{client}.pem"));
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&path)?;
    file.write_all(key.to_pem().as_bytes()).with_context(|| path.display().to_string())?;
    Ok(file.sync_all()?)
}
