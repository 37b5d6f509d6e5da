//! The demonstration: a cast of made-up people and officers, opened the way real ones are. Served on loopback alone.
//!
//! Ids are valid by their check digit and made from plainly synthetic bodies; mail goes to names reserved for examples.

mod power_of_attorney;
mod records;
mod systems;

use anyhow::{Context, Result, anyhow, bail};
use domain::account::Role;
use domain::catalogue::PurposeId;
use domain::delegation::{Act, file};
use domain::fields::NationalId;
use domain::organisation::{DIVISION, Organisation, OrganisationKind};
use domain::permission::{Agreement, IN_FORCE};
use domain::register::{Entry, Register, Step};
use domain::registration::Answers;
use domain::{Bilingual, Day, Language};
use service::{Filing, NotRegistered, Registration, Services};
use std::path::Path;

/// Somebody of the cast.
pub struct Persona {
    /// The id in the form of the demonstration's page.
    pub id: &'static str,
    /// What they are here as.
    pub role: Role,
    /// Their organisation, by its code; empty for a person.
    pub organisation: &'static str,
    /// Their name.
    pub name: Bilingual,
}

const NONE: &str = "";
const UNIT_ONE: &str = "99901";
const UNIT_TWO: &str = "99902";
/// Closed: its cases go to the office of its province.
const UNIT_THREE: &str = "99903";
const PROVINCE: &str = "99012";
const CONTRACTOR: &str = "contractor-1";

const fn persona(id: &'static str, role: Role, organisation: &'static str, name: Bilingual) -> Persona {
    Persona { id, role, organisation, name }
}

/// The whole cast.
pub static CAST: [Persona; 11] = [
    persona("citizen-a", Role::Person, NONE, Bilingual::new("สมมติ ตัวอย่าง", "Sommut Tuayang")),
    persona("citizen-b", Role::Person, NONE, Bilingual::new("ทดลอง ตัวอย่าง", "Todlong Tuayang")),
    persona("delegate-a", Role::Person, NONE, Bilingual::new("แทนใจ ตัวอย่าง", "Thanjai Tuayang")),
    persona("unit-officer-1", Role::UnitOfficer, UNIT_ONE, Bilingual::new("เจ้าหน้าที่หนึ่ง", "Officer One")),
    persona("unit-officer-2", Role::UnitOfficer, UNIT_ONE, Bilingual::new("เจ้าหน้าที่สอง", "Officer Two")),
    persona("unit-officer-3", Role::UnitOfficer, UNIT_TWO, Bilingual::new("เจ้าหน้าที่สาม", "Officer Three")),
    persona(
        "division-officer-1",
        Role::DivisionOfficer,
        DIVISION,
        Bilingual::new("เจ้าหน้าที่กองหนึ่ง", "Division Officer One"),
    ),
    persona(
        "division-officer-2",
        Role::DivisionOfficer,
        DIVISION,
        Bilingual::new("เจ้าหน้าที่กองสอง", "Division Officer Two"),
    ),
    persona("contractor-1", Role::Contractor, CONTRACTOR, Bilingual::new("ผู้รับจ้างหนึ่ง", "Contractor One")),
    persona("auditor-1", Role::Auditor, DIVISION, Bilingual::new("ผู้ตรวจสอบหนึ่ง", "Auditor One")),
    persona("operator-1", Role::Operator, DIVISION, Bilingual::new("ผู้ดูแลระบบหนึ่ง", "Operator One")),
];

/// The organisations of the demonstration: code, what it is, names, province, whether it is closed.
static ORGANISATIONS: [(&str, OrganisationKind, Bilingual, &str, bool); 7] = [
    (
        systems::REGISTRY,
        OrganisationKind::Registry,
        Bilingual::new("สำนักทะเบียนตัวอย่าง", "Example Civil Registry"),
        "",
        false,
    ),
    (UNIT_ONE, OrganisationKind::Unit, Bilingual::new("โรงพยาบาลตัวอย่างหนึ่ง", "Example Hospital One"), "12", false),
    (UNIT_TWO, OrganisationKind::Unit, Bilingual::new("โรงพยาบาลตัวอย่างสอง", "Example Hospital Two"), "10", false),
    (UNIT_THREE, OrganisationKind::Unit, Bilingual::new("คลินิกตัวอย่างที่ปิดแล้ว", "Example Clinic, closed"), "12", true),
    (
        PROVINCE,
        OrganisationKind::Provincial,
        Bilingual::new("สำนักงานสาธารณสุขจังหวัดตัวอย่าง", "Example Provincial Health Office"),
        "12",
        false,
    ),
    (
        DIVISION,
        OrganisationKind::Division,
        Bilingual::new("กองยุทธศาสตร์และแผนงาน", "Strategy and Planning Division"),
        "",
        false,
    ),
    (CONTRACTOR, OrganisationKind::Contractor, Bilingual::new("บริษัทตัวอย่าง จำกัด", "Example Contractor Ltd"), "", false),
];

/// The name of an organisation of the demonstration.
pub fn organisation_name(code: &str) -> Bilingual {
    let found = ORGANISATIONS.iter().find(|(known, ..)| *known == code);
    found.map_or(Bilingual::new("", ""), |(_, _, name, ..)| *name)
}

/// Keeps the organisations. The one that closes is open until what was recorded there is, and closed ever after.
async fn organise(services: &Services, closing: bool) -> Result<()> {
    for (code, kind, name, province, closes) in ORGANISATIONS {
        let closed = closes && (closing || services.records.organisation(code).await?.is_some_and(|it| it.closed));
        let organisation = Organisation {
            code: code.to_owned(),
            kind,
            name_th: name.th.to_owned(),
            name_en: name.en.to_owned(),
            province: province.to_owned(),
            closed,
            mail: if code == DIVISION { String::new() } else { format!("office-{code}@example.org") },
        };
        services.records.keep_organisation(organisation).await?;
    }
    Ok(())
}

/// Opens the cast, and partners' systems whose keys are kept in `data`; who is there already stays as they are.
pub async fn open(services: &Services, data: &Path) -> Result<()> {
    organise(services, false).await?;
    for (at, persona) in CAST.iter().enumerate() {
        if services.staff.persona(persona.id).await?.is_some() {
            continue;
        }
        if persona.role == Role::Person {
            open_person(services, persona, at).await.with_context(|| persona.id)?;
        } else {
            let known_as = (persona.organisation, persona.name.th);
            services.staff.open_persona(persona.id, persona.role, known_as).await?;
        }
    }
    records::open_former(services).await?;
    bind(services).await.context("what binds people on duty in the demonstration")?;
    records::record(services).await.context("the records of the demonstration")?;
    organise(services, true).await?;
    grant(services).await.context("the power of attorney of the demonstration")?;
    systems::open(services, data).await.context("the partners' systems of the demonstration")
}

/// Every organisation has agreed, and everybody on duty has signed, once.
async fn bind(services: &Services) -> Result<()> {
    let from = services.clock.now().bangkok_day();
    for (code, kind, ..) in ORGANISATIONS {
        let bound = kind == OrganisationKind::Division || !services.duty.agreements(code).await?.is_empty();
        if !bound && kind == OrganisationKind::Contractor {
            contract(services, code, from).await?;
        } else if !bound {
            let purposes = [PurposeId::Rights, PurposeId::VaccineRegister].into_iter().collect();
            let terms = Agreement { from, until: from.plus(730), purposes, ended: false };
            services.duty.agree(code, &format!("สธ {code}/1"), terms, "operator").await?;
        }
    }
    let on_duty = CAST.iter().filter(|persona| persona.role.is_staff()).map(|persona| persona.id);
    for persona in on_duty.chain([records::FORMER]) {
        let officer = signed(services, persona, "demonstration").await?;
        if services.duty.bound(&officer).await?.promise.is_none() {
            services.duty.sign(&officer, IN_FORCE).await?;
        }
        services.sign_on.end(&officer, officer.session).await?;
    }
    Ok(())
}

/// The contractor's contract: one officer enters it, another confirms it, as they would.
async fn contract(services: &Services, code: &str, from: Day) -> Result<()> {
    let until = from.plus(730);
    let mut typed: Vec<(String, String)> = [
        ("contractor", code),
        ("number", "สธ 1/2569"),
        ("scope", "ดูแลระบบส่งข้อความ (ตัวอย่าง)"),
        ("purposes", PurposeId::Rights.id()),
        ("purposes", PurposeId::Contact.id()),
        ("measures", "secrecy"),
        ("measures", "security"),
        ("measures", "return"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into();
    for (name, day) in [("from", from), ("until", until)] {
        let (year, month, day) = day.numbers();
        for (part, number) in [("day", i32::from(day)), ("month", i32::from(month)), ("year", year)] {
            typed.push((format!("{name}-{part}"), number.to_string()));
        }
    }
    let entry = Entry::read(Register::Contract, &typed, (Language::En, from));
    let entry = entry.map_err(|wrong| anyhow!("the contract of the demonstration: {wrong:?}"))?;
    let one = signed(services, "division-officer-1", "demonstration").await?;
    let two = signed(services, "division-officer-2", "demonstration").await?;
    let id = services.registers.enter(&one, &entry).await?;
    services.registers.take(&two, id, (Step::Confirmed, "", 1)).await?;
    services.sign_on.end(&one, one.session).await?;
    Ok(services.sign_on.end(&two, two.session).await?)
}

async fn open_person(services: &Services, persona: &Persona, at: usize) -> Result<()> {
    let (first, last) = persona.name.th.split_once(' ').unwrap_or((persona.name.th, ""));
    let (id, email) = (made_up_id(at)?, format!("{}@example.org", persona.id));
    let answers: Answers = [
        ("document", "national-id"),
        ("national-id", id.as_str()),
        ("first-name", first),
        ("last-name", last),
        ("birth-date-day", "1"),
        ("birth-date-month", "2"),
        ("birth-date-year", "2523"),
        ("birth-date-language", "th"),
        ("nationality", "THA"),
        ("email", &email),
    ]
    .into_iter()
    .collect();
    let registration = Registration { answers: &answers, photo: None, language: Language::Th, provider: None };
    let subject = match services.accounts.register(&registration).await {
        Ok(subject) => subject,
        Err(NotRegistered::Service(error)) => return Err(error.into()),
        Err(NotRegistered::Wrong(_)) => bail!("the answers of a persona are wrong"),
        // A start that ended in the middle got as far as this.
        Err(NotRegistered::Taken) => {
            services.staff.registered_with(&id).await?.context("nobody has the id any more")?
        }
    };
    Ok(services.staff.name_persona(persona.id, &subject).await?)
}

/// An id that passes the check and belongs to nobody: its body counts 999900000000 upwards from the eighth registry class.
pub fn made_up_id(at: usize) -> Result<NationalId> {
    let found = (0..10).find_map(|check| NationalId::parse(&format!("8999900000{at:02}{check}")).ok());
    found.context("no check digit fits")
}

/// The power of attorney of citizen-a to delegate-a: filed by one, checked by an officer, as every other.
async fn grant(services: &Services) -> Result<()> {
    let device = "demonstration";
    let grantor = signed(services, "citizen-a", device).await?;
    if services.delegates.granted(&grantor).await?.is_empty() {
        let today = services.clock.now().bangkok_day();
        let (year, month, day) = today.numbers();
        let to = Day::from_numbers(year + 1, month, day.min(28)).unwrap_or(today);
        let terms = file([Act::See, Act::Consent, Act::Rights].into_iter().collect(), today, to, today)?;
        let delegate = made_up_id(2)?;
        let name = "แทนใจ ตัวอย่าง".to_owned();
        let document = power_of_attorney::pdf();
        let filing = Filing { delegate, name, terms, kind: "application/pdf", document: &document };
        let id = services.delegates.file(&grantor, &filing).await?;
        let officer = signed(services, "division-officer-1", device).await?;
        services.delegates.decide(&officer, id, true, "").await?;
        services.sign_on.end(&officer, officer.session).await?;
    }
    Ok(services.sign_on.end(&grantor, grantor.session).await?)
}

async fn signed(services: &Services, persona: &str, device: &str) -> Result<service::Signed> {
    let token = services.sign_on.sign_in_as(persona, device).await?;
    services.sign_on.signed(&token).await?.context("a persona is not signed in")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_of_the_cast_is_there_once() {
        for (at, persona) in CAST.iter().enumerate() {
            assert!(CAST[..at].iter().all(|other| other.id != persona.id));
            assert!(made_up_id(at).is_ok());
            assert_eq!(organisation_name(persona.organisation).en.is_empty(), persona.role == Role::Person);
        }
    }
}
