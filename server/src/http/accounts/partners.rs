//! Organisations, their agreements, and the non-disclosure agreements of their people.

use super::super::portal::Portal;
use super::super::refusals::refused;
use super::super::respond::{own, see};
use super::super::session::{self, Staff};
use super::super::visitor::Visitor;
use super::answers::Fields;
use super::doses::{self, Mistakes};
use super::systems;
use app::i18n::{cases as case_words, records as record_words, registers as words, systems as system_words};
use app::pages::office::partners::{self as pages, AgreementTyped, PartnerPage, PartnersPage};
use app::pages::office::registers::day_boxes;
use app::routes::Route;
use axum::extract::{Form, Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::account::Role;
use domain::catalogue::PurposeId;
use domain::fields::{DateEntry, DateParts};
use domain::organisation::OrganisationKind;
use domain::permission::{Agreement, Purposes};
use domain::{Bilingual, Day, Explain, Id, Language};
use serde::Deserialize;
use service::{ServiceError, Signed};
use std::sync::Arc;

type Shared = State<Arc<Portal>>;

/// The most characters of a number.
const NUMBER: usize = 200;

/// What an address says.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    after: String,
    done: String,
}

pub(super) async fn list(
    State(portal): Shared,
    Staff(signed): Staff,
    Query(asked): Query<Asked>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    match portal.services.duty.offices(&signed, &asked.after).await {
        Ok((offices, next)) => {
            let model = PartnersPage { offices, next, today: visitor.now.bangkok_day() };
            let bar = session::bar(&portal, &signed).await;
            own(&portal, &visitor, &headers, (StatusCode::OK, Some(bar)), |frame| pages::list(frame, &model))
        }
        Err(error) => refused(&error, visitor.now),
    }
}

pub(super) async fn one(
    State(portal): Shared,
    Path(code): Path<String>,
    Staff(signed): Staff,
    Query(asked): Query<Asked>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let notice = match asked.done.as_str() {
        "agreed" => Some(words::AGREED),
        "ended" => Some(words::NOW_ENDED),
        "system-entered" => Some(system_words::ENTERED),
        "system-ended" => Some(system_words::NOW_ENDED),
        _ => None,
    };
    let more = (AgreementTyped::default(), Mistakes::new(), notice);
    show(&portal, &visitor, &headers, &signed, (StatusCode::OK, &code, more)).await
}

type More = (AgreementTyped, Mistakes, Option<Bilingual>);

pub(super) async fn show(
    portal: &Arc<Portal>,
    visitor: &Visitor,
    headers: &HeaderMap,
    signed: &Signed,
    (status, code, (typed, mistakes, notice)): (StatusCode, &str, More),
) -> Response {
    let found = async {
        let view = portal.services.duty.office(signed, code).await?;
        Ok::<_, ServiceError>((view, portal.services.partners.listed(signed, code).await?))
    };
    let (view, known) = match found.await {
        Ok(found) => found,
        Err(error) => return refused(&error, visitor.now),
    };
    let colleague = |it: service::ColleagueView| {
        let until = it.promise.filter(|_| it.holds).map(|promise| promise.until);
        (it.officer, it.role, until, it.stopped)
    };
    let model = PartnerPage {
        organisation: view.organisation,
        agreements: view.agreements.into_iter().map(|it| (it.id, it.number, it.terms)).collect(),
        people: view.people.into_iter().map(colleague).collect(),
        systems: known.into_iter().map(systems::card).collect(),
        acts: signed.role == Role::DivisionOfficer,
        typed,
        mistakes,
        notice,
        today: visitor.now.bangkok_day(),
    };
    let bar = session::bar(portal, signed).await;
    own(portal, visitor, headers, (status, Some(bar)), |frame| pages::one(frame, &model))
}

pub(super) async fn agree(
    State(portal): Shared,
    Path(code): Path<String>,
    Staff(signed): Staff,
    visitor: Visitor,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Response {
    if signed.role != Role::DivisionOfficer {
        return refused(&ServiceError::Forbidden, visitor.now);
    }
    // A contractor's agreement comes with its contract, and the division needs none: the page has no form for them.
    let office = match portal.services.duty.office(&signed, &code).await {
        Ok(view) => view.organisation,
        Err(error) => return refused(&error, visitor.now),
    };
    if matches!(office.kind, OrganisationKind::Contractor | OrganisationKind::Division) {
        return refused(&ServiceError::Forbidden, visitor.now);
    }
    let typed = AgreementTyped {
        number: doses::field(&fields, "number").trim().to_owned(),
        from: day_boxes(&fields, "from"),
        until: day_boxes(&fields, "until"),
        purposes: fields.iter().filter(|(name, _)| name == "purposes").map(|(_, value)| value.clone()).collect(),
    };
    let terms = match read(&typed, visitor.language) {
        Ok(terms) => terms,
        Err(mistakes) => {
            let more = (StatusCode::UNPROCESSABLE_ENTITY, code.as_str(), (typed, mistakes, None));
            return show(&portal, &visitor, &headers, &signed, more).await;
        }
    };
    match portal.services.duty.agree_with(&signed, (&code, &typed.number, terms)).await {
        Ok(_) => see(&back(visitor.language, &code, "agreed")),
        Err(error) => refused(&error, visitor.now),
    }
}

pub(super) fn back(language: Language, code: &str, done: &str) -> String {
    format!("{}/{code}?done={done}", Route::OfficePartners.path(language))
}

fn read(typed: &AgreementTyped, language: Language) -> Result<Agreement, Mistakes> {
    let mut wrong = Mistakes::new();
    if typed.number.is_empty() {
        wrong.push(("number", words::MISSING));
    } else if typed.number.chars().count() > NUMBER || typed.number.chars().any(char::is_control) {
        wrong.push(("number", app::i18n::traffic::CODE_LONG));
    }
    let from = day(&typed.from, language).map_err(|error| wrong.push(("from-day", error)));
    let until = day(&typed.until, language).map_err(|error| wrong.push(("until-day", error)));
    let purposes: Purposes =
        PurposeId::ALL.into_iter().filter(|it| typed.purposes.iter().any(|word| word == it.id())).collect();
    if purposes == Purposes::default() {
        wrong.push(("purposes", words::CHOOSE_ONE));
    }
    match (from, until) {
        (Ok(from), Ok(until)) if until < from => wrong.push(("until-day", words::BACKWARDS)),
        (Ok(from), Ok(until)) if wrong.is_empty() => return Ok(Agreement { from, until, purposes, ended: false }),
        _ => {}
    }
    Err(wrong)
}

fn day([day, month, year]: &[String; 3], language: Language) -> Result<Day, Bilingual> {
    let entry = DateEntry::parse(DateParts { day, month, year }, language).map_err(|error| error.explain())?;
    entry.day().ok_or(record_words::WHOLE_DAY)
}

pub(super) async fn end(
    State(portal): Shared,
    Path(code): Path<String>,
    Staff(signed): Staff,
    visitor: Visitor,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Response {
    if signed.role != Role::DivisionOfficer {
        return refused(&ServiceError::Forbidden, visitor.now);
    }
    let Some(id) = Id::parse(doses::field(&fields, "agreement")) else {
        return refused(&ServiceError::Absent, visitor.now);
    };
    match portal.services.duty.end_with(&signed, &code, id).await {
        Ok(()) => see(&back(visitor.language, &code, "ended")),
        Err(ServiceError::Meanwhile) => {
            let more = (AgreementTyped::default(), Mistakes::new(), Some(case_words::MEANWHILE));
            show(&portal, &visitor, &headers, &signed, (StatusCode::CONFLICT, &code, more)).await
        }
        Err(error) => refused(&error, visitor.now),
    }
}
