//! What binds people on duty, and breach cases.

use super::super::portal::Portal;
use super::super::refusals::refused;
use super::super::respond::{own, see};
use super::super::session::{self, Staff};
use super::super::visitor::Visitor;
use super::answers::Fields;
use super::doses;
use super::records::name_of;
use app::i18n::{cases as case_words, duty as words};
use app::pages::duty::{self as duty_page, DutyPage};
use app::pages::office::breaches::{self as pages, BreachLine, BreachPage, BreachesPage};
use app::routes::Route;
use axum::extract::{Form, Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::account::Role;
use domain::breach::Step;
use domain::cases::Words;
use domain::permission::IN_FORCE;
use domain::{Bilingual, Explain, Id};
use serde::Deserialize;
use service::{BreachView, ServiceError, Signed};
use std::sync::Arc;

type Shared = State<Arc<Portal>>;

/// What a redirect to the page may say.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Told {
    signed: String,
}

pub(super) async fn duty(
    State(portal): Shared,
    Staff(signed): Staff,
    Query(told): Query<Told>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    match portal.services.duty.bound(&signed).await {
        Ok(bound) => {
            let model = DutyPage {
                version: IN_FORCE,
                until: bound.promise.filter(|_| bound.holds).map(|promise| promise.until),
                agreements: bound.agreements.into_iter().map(|it| (it.number, it.terms)).collect(),
                stopped: bound.stopped,
                signed: told.signed == "yes",
            };
            let bar = session::bar(&portal, &signed).await;
            own(&portal, &visitor, &headers, (StatusCode::OK, Some(bar)), |frame| duty_page::page(frame, &model))
        }
        Err(error) => refused(&error, visitor.now),
    }
}

pub(super) async fn sign(
    State(portal): Shared,
    Staff(signed): Staff,
    visitor: Visitor,
    Form(fields): Form<Fields>,
) -> Response {
    let version = doses::field(&fields, "version").parse().unwrap_or_default();
    match portal.services.duty.sign(&signed, version).await {
        Ok(()) => see(&format!("{}?signed=yes", Route::Duty.path(visitor.language))),
        Err(error) => refused(&error, visitor.now),
    }
}

pub(super) async fn breaches(
    State(portal): Shared,
    Staff(signed): Staff,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    list(&portal, &visitor, &headers, &signed, (StatusCode::OK, "", None)).await
}

async fn list(
    portal: &Arc<Portal>,
    visitor: &Visitor,
    headers: &HeaderMap,
    signed: &Signed,
    (status, said, mistake): (StatusCode, &str, Option<Bilingual>),
) -> Response {
    let found = match portal.services.breaches.list(signed).await {
        Ok(found) => found,
        Err(error) => return refused(&error, visitor.now),
    };
    let line = |it: storage::StoredBreach| BreachLine {
        id: it.id,
        cause: it.cause,
        opened_at: it.opened_at,
        is_open: it.is_open,
    };
    let model = BreachesPage {
        lines: found.into_iter().map(line).collect(),
        may_report: signed.role == Role::DivisionOfficer,
        words: said.to_owned(),
        mistake,
        now: Some(visitor.now),
    };
    let bar = session::bar(portal, signed).await;
    own(portal, visitor, headers, (status, Some(bar)), |frame| pages::list(frame, &model))
}

pub(super) async fn report(
    State(portal): Shared,
    Staff(signed): Staff,
    visitor: Visitor,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Response {
    if signed.role != Role::DivisionOfficer {
        return refused(&ServiceError::Forbidden, visitor.now);
    }
    let typed = doses::field(&fields, "words");
    let said = match Words::some(typed) {
        Ok(said) => said,
        Err(error) => {
            let wrong = (StatusCode::UNPROCESSABLE_ENTITY, typed, Some(error.explain()));
            return list(&portal, &visitor, &headers, &signed, wrong).await;
        }
    };
    match portal.services.breaches.report(&signed, said.as_str()).await {
        Ok(id) => see(&Route::OfficeBreach(id).path(visitor.language)),
        Err(error) => refused(&error, visitor.now),
    }
}

pub(super) async fn breach(
    State(portal): Shared,
    Path(id): Path<String>,
    Staff(signed): Staff,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let Some(id) = Id::parse(&id) else { return StatusCode::NOT_FOUND.into_response() };
    match portal.services.breaches.one(&signed, id).await {
        Ok(view) => {
            let model = model(&portal, &visitor, &signed, view).await;
            show(&portal, &visitor, &headers, &signed, (StatusCode::OK, &model)).await
        }
        Err(error) => refused(&error, visitor.now),
    }
}

async fn model(portal: &Portal, visitor: &Visitor, signed: &Signed, view: BreachView) -> BreachPage {
    let office = portal.services.records.organisation(&view.office).await.ok().flatten();
    let office = name_of(office.as_ref(), &view.office, visitor.language);
    let may = |step: &Step| view.standing.may(*step, visitor.now, true).is_ok();
    let acts = signed.role == Role::DivisionOfficer && !view.own;
    // Only who is stopped can be let go on.
    let releases = !view.concerned.is_empty();
    let offered = |step: &Step| acts && may(step) && (releases || *step != Step::Released);
    BreachPage {
        id: view.stored.id,
        cause: view.stored.cause,
        standing: view.standing,
        possible: Step::ALL.into_iter().filter(offered).collect(),
        steps: view.steps.into_iter().map(|it| (it.step, it.at, it.officer, it.words)).collect(),
        concerned: if releases { format!("{} ({office})", view.concerned) } else { String::new() },
        affected: view.affected,
        own: view.own,
        chosen: String::new(),
        words: String::new(),
        mistakes: Vec::new(),
        notice: None,
        now: visitor.now,
    }
}

async fn show(
    portal: &Arc<Portal>,
    visitor: &Visitor,
    headers: &HeaderMap,
    signed: &Signed,
    (status, model): (StatusCode, &BreachPage),
) -> Response {
    let bar = session::bar(portal, signed).await;
    own(portal, visitor, headers, (status, Some(bar)), |frame| pages::one(frame, model))
}

pub(super) async fn move_breach(
    State(portal): Shared,
    Path(id): Path<String>,
    Staff(signed): Staff,
    visitor: Visitor,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Response {
    if signed.role != Role::DivisionOfficer {
        return refused(&ServiceError::Forbidden, visitor.now);
    }
    let Some(id) = Id::parse(&id) else { return StatusCode::NOT_FOUND.into_response() };
    let view = match portal.services.breaches.one(&signed, id).await {
        Ok(view) => view,
        Err(error) => return refused(&error, visitor.now),
    };
    let get = |name: &str| doses::field(&fields, name);
    let mut model = model(&portal, &visitor, &signed, view).await;
    (model.chosen, model.words) = (get("step").to_owned(), get("words").to_owned());
    let step = Step::from_name(get("step"));
    let said = Words::parse(get("words"));
    if step.is_none() {
        model.mistakes.push(("step", words::CHOOSE));
    }
    if let Err(error) = &said {
        model.mistakes.push(("words", error.explain()));
    }
    let (Some(step), Ok(said)) = (step, said) else {
        return show(&portal, &visitor, &headers, &signed, (StatusCode::UNPROCESSABLE_ENTITY, &model)).await;
    };
    let seen = get("seen").parse().unwrap_or_default();
    match portal.services.breaches.take(&signed, id, (step, said.as_str(), seen)).await {
        Ok(()) => see(&Route::OfficeBreach(id).path(visitor.language)),
        Err(ServiceError::Breach(refusal @ domain::breach::Refusal::ReasonNeeded)) => {
            model.mistakes.push(("words", refusal.explain()));
            show(&portal, &visitor, &headers, &signed, (StatusCode::UNPROCESSABLE_ENTITY, &model)).await
        }
        Err(ServiceError::Breach(refusal)) if refusal != domain::breach::Refusal::Concerned => {
            model.notice = Some(refusal.explain());
            show(&portal, &visitor, &headers, &signed, (StatusCode::CONFLICT, &model)).await
        }
        Err(ServiceError::Meanwhile) => {
            model.notice = Some(case_words::MEANWHILE);
            show(&portal, &visitor, &headers, &signed, (StatusCode::CONFLICT, &model)).await
        }
        Err(error) => refused(&error, visitor.now),
    }
}
