//! The policy desk: drafts begun, written, imported, read by a second officer, published.

use super::super::portal::Portal;
use super::super::refusals::refused;
use super::super::respond::{own, see};
use super::super::session::{self, Staff};
use super::super::visitor::Visitor;
use super::answers::Fields;
use super::doses::{self, Mistakes};
use super::uploads;
use app::i18n::{cases as case_words, duty as duty_words, policies as words, records as record_words};
use app::pages::office::policies::{self as pages, DraftPage, PartPage, PoliciesPage};
use app::routes::Route;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Form, Multipart, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::account::Role;
use domain::cases::Words;
use domain::fields::{DateEntry, DateParts};
use domain::policy::{ARTICLES, ChangeClass, Part, Text, WorkRefusal, WorkStep};
use domain::{Bilingual, Day, Explain, Id, Language};
use service::{Beginning, ServiceError, Signed, WorkView};
use std::sync::Arc;

type Shared = State<Arc<Portal>>;

fn must_act(signed: &Signed) -> Result<(), ServiceError> {
    if signed.role == Role::DivisionOfficer { Ok(()) } else { Err(ServiceError::Forbidden) }
}

pub(super) async fn list(
    State(portal): Shared,
    Staff(signed): Staff,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let drafts = match portal.services.policy_work.list(&signed).await {
        Ok(drafts) => drafts,
        Err(error) => return refused(&error, visitor.now),
    };
    let (shelf, today) = (portal.services.policies.shelf(), visitor.now.bangkok_day());
    let model = PoliciesPage {
        versions: shelf.versions().rev().map(|it| (it.number, it.effective, it.class)).collect(),
        in_force: shelf.in_force(today).map(|it| it.number),
        drafts: drafts.into_iter().map(|(it, day)| (it.id, it.state, day, it.published)).collect(),
        acts: signed.role == Role::DivisionOfficer,
        today,
    };
    let bar = session::bar(&portal, &signed).await;
    own(&portal, &visitor, &headers, (StatusCode::OK, Some(bar)), |frame| pages::list(frame, &model))
}

pub(super) async fn begin(
    State(portal): Shared,
    Staff(signed): Staff,
    visitor: Visitor,
    Form(fields): Form<Fields>,
) -> Response {
    if let Err(error) = must_act(&signed) {
        return refused(&error, visitor.now);
    }
    let from = match doses::field(&fields, "from") {
        "imported" => Beginning::Imported,
        "nothing" => Beginning::Empty,
        _ => Beginning::InForce,
    };
    match portal.services.policy_work.begin(&signed, &portal.services.policies, from).await {
        Ok(id) => see(&Route::OfficePolicy(id).path(visitor.language)),
        Err(error) => refused(&error, visitor.now),
    }
}

async fn found(portal: &Portal, signed: &Signed, id: &str) -> Result<WorkView, ServiceError> {
    let id = Id::parse(id).ok_or(ServiceError::Absent)?;
    portal.services.policy_work.one(signed, &portal.services.policies, id).await
}

fn model(signed: &Signed, view: WorkView) -> DraftPage {
    let acts = signed.role == Role::DivisionOfficer;
    let state = view.stored.state;
    let whole = view.gaps.is_empty();
    let offered = |step: &WorkStep| {
        let needs_all = matches!(step, WorkStep::Submitted | WorkStep::Approved | WorkStep::Published);
        let chosen = !matches!(step, WorkStep::Begun | WorkStep::Edited);
        acts && chosen && state.may(*step, view.author).is_ok() && (whole || !needs_all)
    };
    DraftPage {
        id: view.stored.id,
        state,
        published: view.stored.published,
        steps: view.steps.into_iter().map(|it| (it.step, it.at, it.officer, it.words)).collect(),
        gaps: view.gaps,
        changes: view.changes,
        touched: view.touched,
        possible: WorkStep::ALL.into_iter().filter(offered).collect(),
        writes: acts && state.is_open(),
        author: view.author,
        work: view.work,
        typed: Vec::new(),
        mistakes: Vec::new(),
        notice: None,
    }
}

async fn show(
    portal: &Arc<Portal>,
    visitor: &Visitor,
    headers: &HeaderMap,
    signed: &Signed,
    (status, model): (StatusCode, &DraftPage),
) -> Response {
    let bar = session::bar(portal, signed).await;
    own(portal, visitor, headers, (status, Some(bar)), |frame| pages::one(frame, model))
}

pub(super) async fn one(
    State(portal): Shared,
    Path(id): Path<String>,
    Staff(signed): Staff,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    match found(&portal, &signed, &id).await {
        Ok(view) => {
            let model = model(&signed, view);
            show(&portal, &visitor, &headers, &signed, (StatusCode::OK, &model)).await
        }
        Err(error) => refused(&error, visitor.now),
    }
}

/// Sets day and class, or takes a step.
pub(super) async fn take(
    State(portal): Shared,
    Path(id): Path<String>,
    Staff(signed): Staff,
    visitor: Visitor,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Response {
    if let Err(error) = must_act(&signed) {
        return refused(&error, visitor.now);
    }
    let view = match found(&portal, &signed, &id).await {
        Ok(view) => view,
        Err(error) => return refused(&error, visitor.now),
    };
    let mut model = model(&signed, view);
    let outcome = match doses::field(&fields, "task") {
        "schedule" => schedule(&portal, &signed, (model.id, &fields), visitor.language).await,
        _ => step(&portal, &signed, (model.id, &fields)).await,
    };
    model.typed = fields;
    match outcome {
        Ok(Ok(())) => see(&Route::OfficePolicy(model.id).path(visitor.language)),
        Ok(Err(mistakes)) => {
            model.mistakes = mistakes;
            show(&portal, &visitor, &headers, &signed, (StatusCode::UNPROCESSABLE_ENTITY, &model)).await
        }
        Err(error) => conflict(&portal, &visitor, &headers, &signed, (error, model)).await,
    }
}

/// What was typed stays; what stands in the way is said.
async fn conflict(
    portal: &Arc<Portal>,
    visitor: &Visitor,
    headers: &HeaderMap,
    signed: &Signed,
    (error, mut model): (ServiceError, DraftPage),
) -> Response {
    model.notice = match &error {
        ServiceError::Work(refusal @ (WorkRefusal::NotNow | WorkRefusal::Incomplete)) => Some(refusal.explain()),
        ServiceError::Meanwhile => Some(case_words::MEANWHILE),
        _ => return refused(&error, visitor.now),
    };
    show(portal, visitor, headers, signed, (StatusCode::CONFLICT, &model)).await
}

fn seen(fields: &Fields) -> u32 {
    doses::field(fields, "seen").parse().unwrap_or_default()
}

type Outcome = Result<Result<(), Mistakes>, ServiceError>;

async fn schedule(portal: &Portal, signed: &Signed, (id, fields): (Id, &Fields), language: Language) -> Outcome {
    let part = |part: &str| doses::field(fields, &format!("day-{part}")).to_owned();
    let day = day([part("day"), part("month"), part("year")], language);
    let class = ChangeClass::from_name(doses::field(fields, "class"));
    let mut mistakes = Mistakes::new();
    mistakes.extend(day.as_ref().err().map(|error| ("day-day", *error)));
    mistakes.extend(class.is_none().then_some(("class", words::GAP_CLASS)));
    let (Ok(day), Some(class)) = (day, class) else { return Ok(Err(mistakes)) };
    portal.services.policy_work.schedule(signed, id, (day, class, seen(fields))).await.map(Ok)
}

fn day([day, month, year]: [String; 3], language: Language) -> Result<Day, Bilingual> {
    let parts = DateParts { day: &day, month: &month, year: &year };
    let entry = DateEntry::parse(parts, language).map_err(|error| error.explain())?;
    entry.day().ok_or(record_words::WHOLE_DAY)
}

async fn step(portal: &Portal, signed: &Signed, (id, fields): (Id, &Fields)) -> Outcome {
    let (step, said) = (WorkStep::from_name(doses::field(fields, "step")), Words::parse(doses::field(fields, "words")));
    let mut mistakes = Mistakes::new();
    mistakes.extend(step.is_none().then_some(("step", duty_words::CHOOSE)));
    match &said {
        Err(error) => mistakes.push(("words", error.explain())),
        Ok(said) if step == Some(WorkStep::Returned) && said.as_str().is_empty() => {
            mistakes.push(("words", words::SAY_WHY));
        }
        Ok(_) => {}
    }
    let (Some(step), Ok(said), true) = (step, said, mistakes.is_empty()) else { return Ok(Err(mistakes)) };
    let desk = &portal.services.policy_work;
    desk.take(signed, &portal.services.policies, id, (step, said.as_str(), seen(fields))).await.map(|_| Ok(()))
}

/// The place in an address: 0 to the last article.
fn place(text: &str) -> Option<usize> {
    text.parse().ok().filter(|place| *place <= ARTICLES)
}

pub(super) async fn part(
    State(portal): Shared,
    Path((id, at)): Path<(String, String)>,
    Staff(signed): Staff,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    if let Err(error) = must_act(&signed) {
        return refused(&error, visitor.now);
    }
    let view = match found(&portal, &signed, &id).await {
        Ok(view) => view,
        Err(error) => return refused(&error, visitor.now),
    };
    let Some(place) = place(&at) else { return refused(&ServiceError::Absent, visitor.now) };
    let parts = Language::ALL.map(|language| view.work.part(place, language).cloned().unwrap_or_default());
    let (id, seen) = (view.stored.id, view.stored.steps);
    let model = PartPage { id, place, parts, latest: None, seen, mistakes: Vec::new() };
    let bar = session::bar(&portal, &signed).await;
    own(&portal, &visitor, &headers, (StatusCode::OK, Some(bar)), |frame| pages::part(frame, &model))
}

pub(super) async fn write(
    State(portal): Shared,
    Path((id, at)): Path<(String, String)>,
    Staff(signed): Staff,
    visitor: Visitor,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Response {
    if let Err(error) = must_act(&signed) {
        return refused(&error, visitor.now);
    }
    let (Some(id), Some(place)) = (Id::parse(&id), place(&at)) else {
        return refused(&ServiceError::Absent, visitor.now);
    };
    let parts = ["th", "en"].map(|tag| Part {
        heading: doses::field(&fields, &format!("heading-{tag}")).trim().to_owned(),
        body: doses::field(&fields, &format!("body-{tag}")).replace("\r\n", "\n").trim().to_owned(),
    });
    let desk = &portal.services.policy_work;
    let outcome = desk.write(&signed, id, (place, parts.clone(), seen(&fields))).await;
    let view = match found(&portal, &signed, &id.to_string()).await {
        Ok(view) => view,
        Err(error) => return refused(&error, visitor.now),
    };
    let mut model = PartPage { id, place, parts, latest: None, seen: view.stored.steps, mistakes: Vec::new() };
    let status = match outcome {
        Ok(()) => return see(&Route::OfficePolicy(id).path(visitor.language)),
        Err(ServiceError::Meanwhile) => {
            model.latest =
                Some(Language::ALL.map(|language| view.work.part(place, language).cloned().unwrap_or_default()));
            StatusCode::CONFLICT
        }
        Err(ServiceError::Absent) => {
            model.mistakes.push(("heading-th", words::TOO_LONG));
            StatusCode::UNPROCESSABLE_ENTITY
        }
        Err(error) => return refused(&error, visitor.now),
    };
    let bar = session::bar(&portal, &signed).await;
    own(&portal, &visitor, &headers, (status, Some(bar)), |frame| pages::part(frame, &model))
}

/// Takes over a whole text.
pub(super) async fn import(
    State(portal): Shared,
    Path(id): Path<String>,
    Staff(signed): Staff,
    visitor: Visitor,
    headers: HeaderMap,
    form: Result<Multipart, MultipartRejection>,
) -> Response {
    if let Err(error) = must_act(&signed) {
        return refused(&error, visitor.now);
    }
    let view = match found(&portal, &signed, &id).await {
        Ok(view) => view,
        Err(error) => return refused(&error, visitor.now),
    };
    let upload = match form {
        Ok(form) => match uploads::read(form, "file").await {
            Ok(upload) => upload,
            Err(response) => return response,
        },
        Err(rejection) => return rejection.into_response(),
    };
    let language = match doses::field(&upload.fields, "language") {
        "th" => Some(Language::Th),
        "en" => Some(Language::En),
        _ => None,
    };
    let mut model = model(&signed, view);
    model.mistakes.extend(language.is_none().then_some(("language", words::LANGUAGE)));
    model.mistakes.extend(upload.file.is_none().then_some(("file", words::NO_FILE)));
    let at = seen(&upload.fields);
    let text = language.zip(upload.file).map(|(language, bytes)| Text::parse_bytes(&bytes, language));
    model.typed = upload.fields;
    match text {
        Some(Ok(parsed)) => match portal.services.policy_work.import(&signed, model.id, (&parsed.text, at)).await {
            Ok(()) => return see(&Route::OfficePolicy(model.id).path(visitor.language)),
            Err(error) => return conflict(&portal, &visitor, &headers, &signed, (error, model)).await,
        },
        Some(Err(_)) => model.mistakes.push(("file", words::NOT_READ)),
        None => {}
    }
    show(&portal, &visitor, &headers, &signed, (StatusCode::UNPROCESSABLE_ENTITY, &model)).await
}
