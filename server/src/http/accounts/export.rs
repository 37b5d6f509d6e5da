//! A copy of everything held about a person (PDPA s.30, s.31): a page to read, and a FHIR R4 bundle for other systems.

use super::super::portal::Portal;
use super::super::refusals::refused;
use super::super::respond::own;
use super::super::session::{self, Person};
use super::super::visitor::Visitor;
use super::answers;
use super::consents::download;
use super::disclosures;
use super::papers;
use super::records::name_of;
use app::components::record_facts;
use app::pages::case::state_label;
use app::pages::me::export::{self as export_page, ExportPage};
use app::pages::register;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::cases::Outcome;
use domain::consent::EventKind;
use domain::registration::Profile;
use domain::{Day, Instant, Language};
use fhir::{CaseLine, Choice, Export, Record};
use service::{ConsentsView, DisclosureView, PaperMine, ProfileView, RecordView, ServiceError, Signed};
use std::sync::Arc;
use storage::{Confirmed, StoredCase};

type Shared = State<Arc<Portal>>;

/// All that is held.
struct Held {
    profile: ProfileView,
    records: Vec<RecordView>,
    consents: ConsentsView,
    cases: Vec<(StoredCase, Option<Outcome>, Instant)>,
    disclosures: Vec<DisclosureView>,
    papers: Vec<PaperMine>,
}

async fn held(portal: &Portal, signed: &Signed, language: Language) -> Result<Held, ServiceError> {
    let services = &portal.services;
    Ok(Held {
        cases: services.cases.with_outcomes(signed).await?,
        disclosures: services.registers.about(signed).await?,
        papers: services.papers.mine(signed).await?,
        records: services.records.own(signed).await?.records,
        profile: services.accounts.profile(signed).await?,
        consents: services.consents.view(signed, &services.policies, language).await?,
    })
}

pub(super) async fn page(
    State(portal): Shared,
    Person(signed): Person,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let language = visitor.language;
    let held = match held(&portal, &signed, language).await {
        Ok(held) => held,
        Err(error) => return refused(&error, visitor.now),
    };
    let (given, photo) = (held.profile.answers(), !held.profile.text("photo").is_empty());
    let place = answers::place(&given);
    let record = |it: &RecordView| {
        let last = it.versions.last()?;
        let facts = record_facts(&last.content, language).into_iter().map(|(_, value)| value);
        let unit = name_of(it.unit.as_ref(), &it.unit_code, language);
        Some(facts.chain([unit, last.state.label().text(language).to_owned()]).collect::<Vec<_>>().join(" · "))
    };
    let choice = |it: &storage::ConsentEvent| {
        let day = it.at.bangkok_day().long(language);
        [day.as_str(), it.purpose.name().text(language), it.kind.label().text(language)].join(" · ")
    };
    let case = |(it, outcome, _): &(StoredCase, Option<Outcome>, Instant)| {
        let state = state_label(it.standing.state.name(), *outcome).text(language);
        [it.number.as_str(), it.right.label().text(language), state].join(" · ")
    };
    let model = ExportPage {
        profile: register::facts(&given, place.as_ref(), photo, language),
        records: held.records.iter().filter_map(record).collect(),
        choices: held.consents.history.iter().map(choice).collect(),
        cases: held.cases.iter().map(case).collect(),
        disclosures: held.disclosures.iter().map(|it| disclosures::line(it, language)).collect(),
    };
    let bar = session::bar(&portal, &signed).await;
    own(&portal, &visitor, &headers, (StatusCode::OK, Some(bar)), |frame| export_page::page(frame, &model))
}

pub(super) async fn file(State(portal): Shared, Person(signed): Person, visitor: Visitor) -> Response {
    match held(&portal, &signed, visitor.language).await {
        Ok(held) => {
            let export = Export {
                origin: portal.config.public_url.to_string(),
                at: visitor.now,
                person: person(&held.profile, &signed, (visitor.language, visitor.now.bangkok_day())),
                records: held.records.iter().filter_map(|it| record(it, &held.cases, visitor.language)).collect(),
                consents: held.consents.history.iter().map(|it| choice(it, visitor.language)).collect(),
                cases: held.cases.iter().map(case).collect(),
                disclosures: held.disclosures.iter().map(|it| disclosures::exported(it, visitor.language)).collect(),
                papers: held.papers.iter().map(|it| papers::exported(it, visitor.language)).collect(),
            };
            download("application/fhir+json", "export.json", fhir::bundle(&export).to_string().into_bytes())
        }
        Err(error) => refused(&error, visitor.now),
    }
}

fn person(profile: &ProfileView, signed: &Signed, (language, today): (Language, Day)) -> fhir::Person {
    let text = |field: &str| Some(profile.text(field).to_owned()).filter(|text| !text.is_empty());
    let place = answers::place(&profile.answers());
    let house = text("address");
    let whole = match (house, place) {
        (house, Some(place)) => Some([house.unwrap_or_default(), place.text(language).to_owned()].join(" ")),
        (house, None) => house,
    };
    let gender = match profile.text("sex") {
        "male" => Some("male"),
        "female" => Some("female"),
        "" => None,
        _ => Some("other"),
    };
    fhir::Person {
        id: signed.subject().to_owned(),
        national_id: text("national-id"),
        passport: text("passport-number").or_else(|| text("passport")),
        given: profile.text("first-name").to_owned(),
        family: text("last-name"),
        gender,
        birth_date: text("birth-date").and_then(|value| fhir_date(&value, today)),
        phone: text("phone"),
        email: text("email"),
        address: whole.map(|text| text.trim().to_owned()),
        postal_code: text("postal-code"),
        language,
    }
}

/// A birth date as FHIR writes it, as exact as it is known.
fn fhir_date(value: &str, today: Day) -> Option<String> {
    let (year, month, day) = Profile::stored_birth_date(value, today)?.numbers();
    let parts = [Some(format!("{year:04}")), month.map(|it| format!("{it:02}")), day.map(|it| format!("{it:02}"))];
    Some(parts.into_iter().map_while(|part| part).collect::<Vec<_>>().join("-"))
}

fn record(it: &RecordView, cases: &[(StoredCase, Option<Outcome>, Instant)], language: Language) -> Option<Record> {
    let last = it.versions.last()?;
    let number = |id| cases.iter().find(|(case, ..)| case.id == id).map(|(case, ..)| case.number.clone());
    let versions = it.versions.iter();
    Some(Record {
        id: it.id,
        version: last.version,
        content: last.content.clone(),
        state: last.state,
        confirmed: last.confirmed != Confirmed::Not,
        unit: (it.unit_code.clone(), name_of(it.unit.as_ref(), &it.unit_code, language)),
        at: last.at,
        history: versions.map(|it| (it.version, it.at, it.state, it.cause.and_then(number))).collect(),
    })
}

fn choice(it: &storage::ConsentEvent, language: Language) -> Choice {
    Choice {
        id: it.id,
        purpose: (it.purpose.id(), it.purpose.name().text(language).to_owned()),
        given: it.kind == EventKind::Given,
        at: it.at,
        policy: it.policy.get(),
    }
}

fn case((it, outcome, moved): &(StoredCase, Option<Outcome>, Instant)) -> CaseLine {
    CaseLine {
        id: it.id,
        number: it.number.clone(),
        right: it.right,
        open: it.standing.state.is_open(),
        done: *outcome,
        filed_at: it.filed_at,
        changed_at: *moved,
        record: it.record,
    }
}
