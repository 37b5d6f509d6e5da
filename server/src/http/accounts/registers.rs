//! The registers of the division: lists, new entries, steps, and the values an order names.

use super::super::portal::Portal;
use super::super::refusals::refused;
use super::super::respond::{own, see};
use super::super::session::{self, Staff};
use super::super::visitor::Visitor;
use super::answers::Fields;
use super::doses;
use app::i18n::{cases as case_words, duty as duty_words, registers as words};
use app::pages::office::registers::{self as pages, DisclosedPage, EntryPage, EntryRow, NewEntryPage, RegisterPage};
use app::routes::Route;
use axum::extract::{Form, OriginalUri, Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::account::Role;
use domain::cases::Words;
use domain::catalogue::field;
use domain::register::{Entry, PASSPORT_NUMBER, Refusal, Register, State as EntryState, Step};
use domain::registration::Document;
use domain::{Explain, Id, Language};
use serde::Deserialize;
use service::{EntryLine, EntryView, ServiceError, Signed};
use std::sync::Arc;

type Shared = State<Arc<Portal>>;

/// What the address of a list or an entry says.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    state: String,
    before: String,
    done: String,
}

/// The register an address is of.
fn register_of(uri: &OriginalUri) -> Option<Register> {
    uri.0.path().split('/').find_map(Register::from_name)
}

pub(super) async fn list(
    State(portal): Shared,
    uri: OriginalUri,
    Staff(signed): Staff,
    Query(asked): Query<Asked>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let Some(register) = register_of(&uri) else { return StatusCode::NOT_FOUND.into_response() };
    let filter = EntryState::from_name(&asked.state);
    match portal.services.registers.list(&signed, register, (filter, Id::parse(&asked.before))).await {
        Ok((lines, next)) => {
            let rows = lines.iter().map(|it| row(it, visitor.language)).collect();
            let acts = signed.role == Role::DivisionOfficer;
            let model = RegisterPage { register, rows, filter, next, acts };
            let bar = session::bar(&portal, &signed).await;
            own(&portal, &visitor, &headers, (StatusCode::OK, Some(bar)), |frame| pages::list(frame, &model))
        }
        Err(error) => refused(&error, visitor.now),
    }
}

/// An entry is called by what stands on paper; what it is about stands below.
fn row(it: &EntryLine, language: Language) -> EntryRow {
    let entry = &it.entry;
    let (title, about) = match entry.register() {
        Register::Contract => ("number", "contractor"),
        Register::Disclosure => ("order", "authority"),
        Register::Transfer => ("destination", "recipient"),
        Register::Export => ("list", "why"),
    };
    let shown = |name: &str| {
        let at = entry.answers().position(|(it, _)| it == name);
        at.and_then(|at| entry.shown(language).into_iter().nth(at)).map(|(_, text)| text).unwrap_or_default()
    };
    let (until, reveal) = (it.standing.until, it.standing.reveal);
    EntryRow { id: it.id, title: shown(title), about: shown(about), state: it.standing.state, until, reveal }
}

pub(super) async fn new(
    State(portal): Shared,
    uri: OriginalUri,
    Staff(signed): Staff,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let Some(register) = register_of(&uri) else { return StatusCode::NOT_FOUND.into_response() };
    let model = NewEntryPage { register, typed: Vec::new(), wrong: Vec::new(), contractors: Vec::new() };
    ask(&portal, &visitor, &headers, &signed, (StatusCode::OK, model)).await
}

async fn ask(
    portal: &Arc<Portal>,
    visitor: &Visitor,
    headers: &HeaderMap,
    signed: &Signed,
    (status, mut model): (StatusCode, NewEntryPage),
) -> Response {
    if signed.role != Role::DivisionOfficer {
        return refused(&ServiceError::Forbidden, visitor.now);
    }
    if model.register == Register::Contract {
        let found = match portal.services.registers.contractors(signed).await {
            Ok(found) => found,
            Err(error) => return refused(&error, visitor.now),
        };
        let name = |it: domain::organisation::Organisation| {
            let name = super::records::name_of(Some(&it), &it.code, visitor.language);
            (it.code, name)
        };
        model.contractors = found.into_iter().map(name).collect();
    }
    let bar = session::bar(portal, signed).await;
    own(portal, visitor, headers, (status, Some(bar)), |frame| pages::new(frame, &model))
}

pub(super) async fn enter(
    State(portal): Shared,
    uri: OriginalUri,
    Staff(signed): Staff,
    visitor: Visitor,
    headers: HeaderMap,
    Form(typed): Form<Fields>,
) -> Response {
    let Some(register) = register_of(&uri) else { return StatusCode::NOT_FOUND.into_response() };
    if signed.role != Role::DivisionOfficer {
        return refused(&ServiceError::Forbidden, visitor.now);
    }
    let wrong = match Entry::read(register, &typed, (visitor.language, visitor.now.bangkok_day())) {
        Ok(entry) => match portal.services.registers.enter(&signed, &entry).await {
            Ok(id) => {
                let to = Route::OfficeEntry(register, id).path(visitor.language);
                return see(&format!("{to}?done=entered"));
            }
            Err(ServiceError::Absent) if register == Register::Contract => vec![("contractor", words::NO_CONTRACTOR)],
            Err(ServiceError::Absent) => vec![(named_in(&entry), words::NOBODY)],
            Err(error) => return refused(&error, visitor.now),
        },
        Err(wrong) => wrong,
    };
    // That somebody tried to send data abroad on no ground is written down.
    if wrong.iter().any(|(at, _)| *at == "safeguard")
        && let Err(error) = portal.services.registers.turned_down(&signed).await
    {
        return refused(&error, visitor.now);
    }
    let model = NewEntryPage { register, typed, wrong, contractors: Vec::new() };
    ask(&portal, &visitor, &headers, &signed, (StatusCode::UNPROCESSABLE_ENTITY, model)).await
}

/// The box of the document an order names.
fn named_in(entry: &Entry) -> &'static str {
    if matches!(entry.person(), Some(Document::Passport { .. })) { PASSPORT_NUMBER } else { "person" }
}

pub(super) async fn one(
    State(portal): Shared,
    uri: OriginalUri,
    Path(id): Path<String>,
    Staff(signed): Staff,
    Query(asked): Query<Asked>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    match found(&portal, &signed, &uri, &id).await {
        Ok(view) => {
            let mut model = model(&visitor, &signed, &view);
            model.notice = (asked.done == "entered").then_some(words::ENTERED);
            show(&portal, &visitor, &headers, &signed, (StatusCode::OK, &model)).await
        }
        Err(error) => refused(&error, visitor.now),
    }
}

/// The entry of this id in the register of this address.
pub(super) async fn found(
    portal: &Portal,
    signed: &Signed,
    uri: &OriginalUri,
    id: &str,
) -> Result<EntryView, ServiceError> {
    let id = Id::parse(id).ok_or(ServiceError::Absent)?;
    let view = portal.services.registers.one(signed, id).await?;
    if Some(view.stored.register) == register_of(uri) { Ok(view) } else { Err(ServiceError::Absent) }
}

pub(super) fn model(visitor: &Visitor, signed: &Signed, view: &EntryView) -> EntryPage {
    let acts = signed.role == Role::DivisionOfficer;
    let may = |step: Step| acts && view.standing.may(step, view.own, visitor.now).is_ok();
    EntryPage {
        id: view.stored.id,
        register: view.stored.register,
        facts: view.entry.shown(visitor.language),
        state: view.standing.state,
        person: view.person.clone(),
        steps: view.steps.iter().map(|it| (it.step, it.at, it.officer.clone(), it.words.clone())).collect(),
        possible: Step::CHOSEN.into_iter().filter(|step| may(*step)).collect(),
        opens: may(Step::Opened),
        own: view.own,
        chosen: String::new(),
        words: String::new(),
        mistakes: Vec::new(),
        notice: None,
    }
}

async fn show(
    portal: &Arc<Portal>,
    visitor: &Visitor,
    headers: &HeaderMap,
    signed: &Signed,
    (status, model): (StatusCode, &EntryPage),
) -> Response {
    let bar = session::bar(portal, signed).await;
    own(portal, visitor, headers, (status, Some(bar)), |frame| pages::one(frame, model))
}

pub(super) async fn take(
    State(portal): Shared,
    uri: OriginalUri,
    Path(id): Path<String>,
    Staff(signed): Staff,
    visitor: Visitor,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Response {
    if signed.role != Role::DivisionOfficer {
        return refused(&ServiceError::Forbidden, visitor.now);
    }
    let view = match found(&portal, &signed, &uri, &id).await {
        Ok(view) => view,
        Err(error) => return refused(&error, visitor.now),
    };
    let get = |name: &str| doses::field(&fields, name);
    let mut model = model(&visitor, &signed, &view);
    (model.chosen, model.words) = (get("step").to_owned(), get("words").to_owned());
    let (step, said) = (Step::from_name(get("step")), Words::parse(get("words")));
    if step.is_none() {
        model.mistakes.push(("step", duty_words::CHOOSE));
    }
    match &said {
        Err(error) => model.mistakes.push(("words", error.explain())),
        Ok(said) if step == Some(Step::Refused) && said.as_str().is_empty() => {
            model.mistakes.push(("words", words::SAY_WHY));
        }
        Ok(_) => {}
    }
    let (Some(step), Ok(said), true) = (step, said, model.mistakes.is_empty()) else {
        return show(&portal, &visitor, &headers, &signed, (StatusCode::UNPROCESSABLE_ENTITY, &model)).await;
    };
    let seen = get("seen").parse().unwrap_or_default();
    let to = Route::OfficeEntry(view.stored.register, view.stored.id);
    match portal.services.registers.take(&signed, view.stored.id, (step, said.as_str(), seen)).await {
        Ok(()) => see(&to.path(visitor.language)),
        Err(error) => conflict(&portal, &visitor, &headers, &signed, (error, model)).await,
    }
}

/// What was typed stays; what stands in the way is said.
pub(super) async fn conflict(
    portal: &Arc<Portal>,
    visitor: &Visitor,
    headers: &HeaderMap,
    signed: &Signed,
    (error, mut model): (ServiceError, EntryPage),
) -> Response {
    model.notice = match &error {
        ServiceError::Register(Refusal::NotNow) => Some(Refusal::NotNow.explain()),
        ServiceError::Meanwhile => Some(case_words::MEANWHILE),
        _ => return refused(&error, visitor.now),
    };
    show(portal, visitor, headers, signed, (StatusCode::CONFLICT, &model)).await
}

/// Opens the values an order names.
pub(super) async fn open(
    State(portal): Shared,
    uri: OriginalUri,
    Path(id): Path<String>,
    Staff(signed): Staff,
    visitor: Visitor,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Response {
    if signed.role != Role::DivisionOfficer {
        return refused(&ServiceError::Forbidden, visitor.now);
    }
    let view = match found(&portal, &signed, &uri, &id).await {
        Ok(view) => view,
        Err(error) => return refused(&error, visitor.now),
    };
    let (id, seen) = (view.stored.id, doses::field(&fields, "seen").parse().unwrap_or_default());
    let disclosed = match portal.services.registers.open(&signed, id, seen).await {
        Ok(disclosed) => disclosed,
        Err(error) => {
            let model = model(&visitor, &signed, &view);
            return conflict(&portal, &visitor, &headers, &signed, (error, model)).await;
        }
    };
    let named = |(id, value): (String, String)| field(&id).map(|field| (field.name, value));
    let values = disclosed.values.into_iter().filter_map(named).collect();
    let model = DisclosedPage { id, order: disclosed.order, values, records: disclosed.records };
    let bar = session::bar(&portal, &signed).await;
    own(&portal, &visitor, &headers, (StatusCode::OK, Some(bar)), |frame| pages::disclosed(frame, &model))
}
