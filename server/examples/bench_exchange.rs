//! How many vaccinations partners can send in a second, one by one, in Bundles of a hundred and as lines, through the whole
//! interface (sign-on, reading, matching, sealing, one unit of work on disk), beside the same rows committed by a bare loop;
//! and how long it takes to find a person by the sealed id among many.
//!
//! Usage: `bench_exchange records FOLDER COUNT` prints `single bundle lines bare-single bare-bundle` (records a second);
//! `bench_exchange lookup FOLDER PERSONS` prints `p50 p99` (milliseconds).

use anyhow::{Context, Result, bail, ensure};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use domain::account::{Assurance, Role};
use domain::catalogue::PurposeId;
use domain::consent::ASKED;
use domain::fields::NationalId;
use domain::organisation::{Organisation, OrganisationKind};
use domain::permission::{Agreement, IN_FORCE};
use domain::record::RecordState;
use domain::{Digest, Id, Instant, Language};
use exchange::Exchange;
use serde_json::{Value, json};
use server::keeper::FileKeeper;
use server::runtime::{SystemClock, SystemEntropy};
use service::{Clock, Entropy, KeyRing, NewSystem, Parts, Rules, Services};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant as Stopwatch};
use storage::{
    Account, AccountChange, AccountStore, AuditEvent, Certificate, Change, Channel, Confirmed, Grounds, IntakeChange,
    KeyKind, ProfileValue, RecordChange, RecordKind, RecordVersion, Settings, Storage, SubjectKey, UnitOfWork,
};
use storage_sqlite::SqliteStorage;
use tokio::task::JoinSet;
use tower::ServiceExt;

/// Requests at once.
const CLIENTS: usize = 64;
/// Records of a Bundle, and of a request of lines.
const BUNDLE: usize = 100;
const LINES: usize = 1000;
/// Persons of a unit, before they are looked for: hashes fall everywhere, and each unit writes each page once.
const UNIT: usize = 250_000;
/// Look-ups measured.
const LOOKUPS: u64 = 20_000;

#[tokio::main]
async fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (what, folder) = (arguments.next().context("records or lookup")?, arguments.next().context("FOLDER")?);
    let count: u64 = arguments.next().context("a count")?.parse()?;
    let folder = PathBuf::from(folder);
    let line = match what.as_str() {
        "records" => records(&folder, usize::try_from(count)?).await?,
        "lookup" => lookup(&folder, count).await?,
        _ => bail!("records or lookup"),
    };
    Ok(writeln!(std::io::stdout(), "{line}")?)
}

async fn records(folder: &Path, count: usize) -> Result<String> {
    let house = House::open(folder).await?;
    let single = house.send(0..count, 1, "/fhir/Immunization").await?;
    let bundle = house.send(count..count * 2, BUNDLE, "/fhir").await?;
    let lines = house.send(count * 2..count * 3, LINES, "/fhir").await?;
    let storage: Arc<dyn Storage> = Arc::new(SqliteStorage::open(&folder.join("bare.db")).await?);
    let bare_single = bare(&storage, 0..count, 1).await?;
    let bare_bundle = bare(&storage, count..count * 2, BUNDLE).await?;
    storage.close().await;
    house.services.storage.close().await;
    Ok(format!("{single:.0} {bundle:.0} {lines:.0} {bare_single:.0} {bare_bundle:.0}"))
}

/// A portal without its pages: services, and the interface.
struct House {
    services: Arc<Services>,
    router: Router,
    token: String,
}

impl House {
    async fn open(folder: &Path) -> Result<Self> {
        let storage: Arc<dyn Storage> = Arc::new(SqliteStorage::open(&folder.join("portal.db")).await?);
        let parts = Parts {
            storage,
            clock: Arc::new(SystemClock),
            entropy: Arc::new(SystemEntropy),
            keys: KeyRing::generate(&SystemEntropy)?,
            origin: "http://127.0.0.1".into(),
            rules: Rules::default(),
            asked: ASKED.to_vec(),
            keeper: Arc::new(FileKeeper::new(folder.join("checkpoint"))),
        };
        let services = Arc::new(Services::open(parts).await?);
        let token = system(&services).await?;
        let exchange =
            Arc::new(Exchange::new(Arc::clone(&services), "http://127.0.0.1".into(), smart::Reach::ThisMachineToo)?);
        Ok(Self { services, router: exchange::router(exchange), token })
    }

    /// Records a second, sent `each` at a time by many clients.
    async fn send(&self, numbers: std::ops::Range<usize>, each: usize, path: &'static str) -> Result<f64> {
        let count = numbers.len();
        let bodies: Vec<(String, &'static str)> =
            numbers.step_by(each).map(|from| body((from..from + each).collect(), path)).collect();
        let clients = CLIENTS.min(bodies.len());
        let bodies = Arc::new(bodies);
        let (began, mut tasks) = (now(), JoinSet::new());
        for client in 0..clients {
            let (router, bodies, bearer) = (self.router.clone(), Arc::clone(&bodies), format!("Bearer {}", self.token));
            tasks.spawn(async move {
                for (body, kind) in bodies.iter().skip(client).step_by(clients) {
                    let request = Request::post(path)
                        .header("content-type", *kind)
                        .header("authorization", &bearer)
                        .body(Body::from(body.clone()))?;
                    let answer = router.clone().oneshot(request).await?;
                    let status = answer.status();
                    ensure!(status == StatusCode::CREATED || status == StatusCode::OK, "answered {status}");
                }
                anyhow::Ok(())
            });
        }
        while let Some(done) = tasks.join_next().await {
            done??;
        }
        Ok(rate(count, began.elapsed()))
    }
}

/// A unit with an agreement, an officer who has signed, and a system that has signed on: its token.
async fn system(services: &Services) -> Result<String> {
    let (code, now) = ("10713".to_owned(), services.clock.now());
    let (name_th, name_en) = (code.clone(), code.clone());
    let (kind, province) = (OrganisationKind::Unit, "50".to_owned());
    let unit = Organisation { code, kind, name_th, name_en, province, closed: false, mail: String::new() };
    services.records.keep_organisation(unit).await?;
    let from = now.bangkok_day();
    let purposes = [PurposeId::VaccineRegister].into_iter().collect();
    let terms = Agreement { from, until: from.plus(30), purposes, ended: false };
    services.duty.agree("10713", "1", terms, "operator").await?;
    let officer = services.staff.open_persona("officer", Role::UnitOfficer, ("10713", "officer")).await?;
    let session = services.sign_on.sign_in_as("officer", "bench").await?;
    let signed = services.sign_on.signed(&session).await?.context("a session")?;
    services.duty.sign(&signed, IN_FORCE).await?;
    let new = NewSystem {
        client: "bench",
        name: "bench",
        organisation: "10713",
        officer: &officer,
        purpose: PurposeId::VaccineRegister,
        scopes: "system/Immunization.c",
        keys: "{}",
        keys_url: "",
        endpoint: "",
    };
    services.partners.enter(&new, "operator").await?;
    let system = services.partners.known("bench").await?.context("the system")?;
    let token = services.partners.sign_on(&system, ("one", now.plus(60_000)), "system/Immunization.c").await?;
    Ok(token.text())
}

fn body(numbers: Vec<usize>, path: &str) -> (String, &'static str) {
    const FHIR: &str = "application/fhir+json";
    if path != "/fhir" {
        return (numbers.into_iter().map(dose).map(|dose| dose.to_string()).collect(), FHIR);
    }
    if numbers.len() > BUNDLE {
        let lines: Vec<String> = numbers.into_iter().map(|n| dose(n).to_string()).collect();
        return (lines.join("\n"), "application/fhir+ndjson");
    }
    let entry = |n| json!({ "resource": dose(n), "request": { "method": "POST", "url": "Immunization" } });
    let entries: Vec<Value> = numbers.into_iter().map(entry).collect();
    (json!({ "resourceType": "Bundle", "type": "batch", "entry": entries }).to_string(), FHIR)
}

fn dose(n: usize) -> Value {
    json!({
        "resourceType": "Immunization",
        "identifier": [{ "system": "https://hospital.example/dose", "value": n.to_string() }],
        "contained": [{
            "resourceType": "Patient", "id": "p", "birthDate": "1980-02-01",
            "identifier": [{ "system": "https://terms.sil-th.org/id/th-cid", "value": made_up_id(n) }],
            "name": [{ "family": "ทดสอบ", "given": ["สมมติ"] }],
        }],
        "status": "completed",
        "vaccineCode": { "coding": [{ "system": "http://hl7.org/fhir/sid/cvx", "code": "208" }] },
        "patient": { "reference": "#p" },
        "occurrenceDateTime": "2026-01-05",
        "lotNumber": "LOT",
        "protocolApplied": [{ "doseNumberPositiveInt": 1 }],
    })
}

/// A made-up id: a plainly synthetic body with the check digit that belongs to it.
fn made_up_id(n: usize) -> String {
    let ids = (0..10).map(|check| format!("866{n:09}{check}"));
    ids.into_iter().find(|id| NationalId::parse(id).is_ok()).unwrap_or_default()
}

/// Records a second of a bare loop that commits rows of the same number and size, as many at once as the clients above.
async fn bare(storage: &Arc<dyn Storage>, numbers: std::ops::Range<usize>, each: usize) -> Result<f64> {
    let count = numbers.len();
    let units: Vec<UnitOfWork> = numbers
        .step_by(each)
        .map(|from| (from..from + each).map(rows).collect::<Result<Vec<_>>>())
        .map(|rows| rows.map(|rows| UnitOfWork { changes: rows.into_iter().flatten().collect() }))
        .collect::<Result<_>>()?;
    let clients = CLIENTS.min(units.len());
    let mut parts: Vec<Vec<UnitOfWork>> = (0..clients).map(|_| Vec::new()).collect();
    for (at, unit) in units.into_iter().enumerate() {
        parts[at % clients].push(unit);
    }
    let (began, mut tasks) = (now(), JoinSet::new());
    for part in parts {
        let storage = Arc::clone(storage);
        tasks.spawn(async move {
            for unit in part {
                storage.commit(unit).await?;
            }
            anyhow::Ok(())
        });
    }
    while let Some(done) = tasks.join_next().await {
        done??;
    }
    Ok(rate(count, began.elapsed()))
}

/// The rows of one record about somebody nobody knew.
fn rows(n: usize) -> Result<Vec<Change>> {
    let at = SystemClock.now();
    let id = || -> Result<Id> {
        let mut random = [0; 10];
        SystemEntropy.fill(&mut random)?;
        Ok(Id::new(at, random))
    };
    let (subject, record) = (id()?.to_string(), id()?);
    let hash = |kind: &str| Digest::of(format!("{kind}{n}").as_bytes());
    let owned = || subject.clone();
    let account = Account {
        subject: owned(),
        role: Role::Person,
        organisation: String::new(),
        assurance: Assurance::Recorded,
        settings: Settings { language: Language::Th, channel: Channel::Any, quiet: None },
        created_at: at,
        erased: false,
    };
    let value = |field: &str| ProfileValue {
        subject: owned(),
        field: field.to_owned(),
        version: 1,
        sealed: vec![7; 60],
        source: "unit".to_owned(),
        recorded_at: at,
        recorded_by: "system".to_owned(),
    };
    let version = RecordVersion {
        subject: owned(),
        id: record,
        version: 1,
        kind: RecordKind::Vaccination,
        state: RecordState::Recorded,
        confirmed: Confirmed::Not,
        unit: "10713".to_owned(),
        recorder: "system".to_owned(),
        source: "system".to_owned(),
        at,
        cause: None,
        sealed: vec![7; 80],
    };
    let certificate = Certificate {
        code: hash("certificate").to_string()[..9].to_owned(),
        subject: owned(),
        record,
        version: 1,
        issued_at: at,
        revoked_at: None,
    };
    let mut changes: Vec<Change> = vec![
        Change::KeepSubjectKey(SubjectKey { subject: owned(), wrapped: vec![7; 72], created_at: at }),
        AccountChange::Claim { kind: KeyKind::Document, hash: hash("document"), subject: owned() }.into(),
        AccountChange::Open(account).into(),
    ];
    let fields = ["national-id", "first-name", "last-name", "birth-date"];
    changes.extend(fields.map(|field| AccountChange::Value(value(field)).into()));
    changes.push(RecordChange::Version(version).into());
    changes.push(RecordChange::Certify(certificate).into());
    changes.push(IntakeChange::Name { hash: hash("name"), subject: owned(), record }.into());
    changes.push(IntakeChange::Received { subject: owned(), organisation: "10713".to_owned(), at }.into());
    changes.push(AccountChange::Audit(event(&subject, id()?, at)).into());
    Ok(changes)
}

fn event(subject: &str, id: Id, at: Instant) -> AuditEvent {
    let grounds = Grounds {
        office: "10713".to_owned(),
        purpose: "vaccine-register".to_owned(),
        facts: "1 receive-record sent vaccine-register 1767200400000 on-duty system unit - - free".to_owned(),
        path: "+role +brake +agreement +non-disclosure +purpose +no-tie +fields".to_owned(),
        unbound: false,
        shown_from: None,
    };
    AuditEvent {
        subject: subject.to_owned(),
        id,
        at,
        actor: "system".to_owned(),
        act: "record-received",
        acting: None,
        target: None,
        grounds: Some(grounds),
    }
}

/// Fills the table people are found by, then finds some of them, in no order.
async fn lookup(folder: &Path, persons: u64) -> Result<String> {
    let storage = SqliteStorage::open(&folder.join("lookup.db")).await?;
    let hash = |n: u64| Digest::of(&n.to_be_bytes());
    for from in (0..persons).step_by(UNIT) {
        let claim = |n| AccountChange::Claim { kind: KeyKind::Document, hash: hash(n), subject: subject(n) }.into();
        storage.commit((from..persons.min(from + UNIT as u64)).map(claim).collect()).await?;
    }
    let mut taken = Vec::new();
    for n in 0..LOOKUPS {
        let wanted = n.wrapping_mul(2_654_435_761) % persons;
        let began = now();
        let found = storage.account_by_key(KeyKind::Document, &hash(wanted)).await?;
        taken.push(began.elapsed());
        ensure!(found == Some(subject(wanted)), "somebody else was found");
    }
    storage.close().await;
    taken.sort_unstable();
    let at = |part: usize| taken.get(taken.len() * part / 1000).map_or(0.0, |it| it.as_secs_f64() * 1e3);
    Ok(format!("{:.4} {:.4}", at(500), at(990)))
}

fn subject(n: u64) -> String {
    format!("00000000-0000-7000-8000-{n:012x}")
}

fn rate(count: usize, elapsed: Duration) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX)) / elapsed.as_secs_f64()
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures real time")]
fn now() -> Stopwatch {
    Stopwatch::now()
}
