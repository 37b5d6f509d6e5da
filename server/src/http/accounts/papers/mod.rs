//! Paper forms: a unit's list, a new scan, a form beside its picture; and the person's own.

mod mine;
mod typed;

pub(super) use mine::{exported, mine};

use super::super::portal::Portal;
use super::super::refusals::refused;
use super::super::respond::{own, see};
use super::super::session::{self, Staff};
use super::super::visitor::Visitor;
use super::answers::Fields;
use super::cases::evidence_of;
use super::doses::Mistakes;
use super::uploads;
use app::i18n::paper as words;
use app::pages::paper::form::{self as form_page, PaperPage, Read};
use app::pages::paper::list::{self as list_page, PaperLine, PapersPage};
use app::pages::paper::scan::{self as scan_page, ScanPage};
use app::routes::Route;
use axum::body::Body;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Form, Multipart, Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::account::Role;
use domain::paper::{Refusal, State as Stands, Task};
use domain::registration::Answers;
use domain::{Bilingual, Explain, Id};
use pictures::{Document, DocumentKind};
use serde::Deserialize;
use service::{PaperView, ServiceError, Signed};
use std::sync::Arc;
use typed::do_task;

type Shared = State<Arc<Portal>>;

/// Filters, the place in the list, and what a redirect may say.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Filter {
    state: String,
    after: String,
    notice: String,
}

/// What was done with the form before, as redirects say it.
fn notice(word: &str) -> Option<Bilingual> {
    Some(match Stands::from_name(word)? {
        Stands::Keyed => words::WAS_KEYED,
        Stands::Disputed => words::WAS_DISPUTED,
        Stands::Matched => words::WAS_MATCHED,
        Stands::Unmatched => words::WAS_UNMATCHED,
        Stands::Scanned => return None,
    })
}

pub(super) async fn list(
    State(portal): Shared,
    Staff(signed): Staff,
    Query(filter): Query<Filter>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let (state, after) = (Stands::from_name(&filter.state), Id::parse(&filter.after));
    match portal.services.papers.list(&signed, state, after).await {
        Ok(found) => {
            let line = |it: storage::StoredPaper| PaperLine {
                own: it.keyed_by == signed.account,
                id: it.id,
                number: it.number,
                state: it.state,
                at: it.at,
            };
            let model = PapersPage {
                lines: found.lines.into_iter().map(line).collect(),
                state,
                next: found.next.map(|next| format!("state={}&after={next}", state.map_or("", Stands::name))),
                later: after.is_some(),
                notice: notice(&filter.notice),
            };
            let bar = session::bar(&portal, &signed).await;
            own(&portal, &visitor, &headers, (StatusCode::OK, Some(bar)), |frame| list_page::page(frame, &model))
        }
        Err(error) => refused(&error, visitor.now),
    }
}

pub(super) async fn new(State(portal): Shared, Staff(signed): Staff, visitor: Visitor, headers: HeaderMap) -> Response {
    if signed.role != Role::UnitOfficer {
        return refused(&ServiceError::Forbidden, visitor.now);
    }
    show_scan(&portal, &visitor, &headers, &signed, (StatusCode::OK, ScanPage::default())).await
}

async fn show_scan(
    portal: &Arc<Portal>,
    visitor: &Visitor,
    headers: &HeaderMap,
    signed: &Signed,
    (status, model): (StatusCode, ScanPage),
) -> Response {
    let bar = session::bar(portal, signed).await;
    own(portal, visitor, headers, (status, Some(bar)), |frame| scan_page::page(frame, &model))
}

pub(super) async fn scan(
    State(portal): Shared,
    Staff(signed): Staff,
    visitor: Visitor,
    headers: HeaderMap,
    form: Result<Multipart, MultipartRejection>,
) -> Response {
    if signed.role != Role::UnitOfficer {
        return refused(&ServiceError::Forbidden, visitor.now);
    }
    let upload = match form {
        Ok(form) => uploads::read(form, "scan").await,
        Err(rejection) => Err(rejection.into_response()),
    };
    let file = match upload {
        Ok(upload) => upload.file,
        Err(response) => return response,
    };
    let document = match evidence_of(&portal, file.clone()).await {
        Ok(document) => document,
        Err(response) => return response,
    };
    let wrong = |status, message| (status, ScanPage { mistake: Some(message), same: None });
    let answer = match (file, document) {
        (_, Err((status, message))) => wrong(status, message),
        (Some(upload), Ok(Some(Document { kind: DocumentKind::Jpeg, bytes }))) => {
            match portal.services.papers.scan(&signed, &upload, &bytes).await {
                Ok(id) => return see(&Route::UnitPaper(id).path(visitor.language)),
                Err(ServiceError::SameScan(same)) => {
                    (StatusCode::CONFLICT, ScanPage { mistake: Some(words::SAME_SCAN), same })
                }
                Err(error) => return refused(&error, visitor.now),
            }
        }
        (Some(_), Ok(_)) => wrong(StatusCode::UNSUPPORTED_MEDIA_TYPE, words::NOT_A_PDF),
        (None, _) => wrong(StatusCode::UNPROCESSABLE_ENTITY, words::CHOOSE_SCAN),
    };
    show_scan(&portal, &visitor, &headers, &signed, answer).await
}

pub(super) async fn picture(
    State(portal): Shared,
    Path(id): Path<String>,
    Staff(signed): Staff,
    visitor: Visitor,
) -> Response {
    let Some(id) = Id::parse(&id) else { return StatusCode::NOT_FOUND.into_response() };
    match portal.services.papers.picture(&signed, id).await {
        Ok(bytes) => {
            let mut response = Response::new(Body::from(bytes));
            let answer = response.headers_mut();
            answer.insert(header::CONTENT_TYPE, HeaderValue::from_static("image/jpeg"));
            answer.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            response
        }
        Err(error) => refused(&error, visitor.now),
    }
}

pub(super) async fn one(
    State(portal): Shared,
    Path(id): Path<String>,
    Staff(signed): Staff,
    Query(filter): Query<Filter>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let Some(id) = Id::parse(&id) else { return StatusCode::NOT_FOUND.into_response() };
    match portal.services.papers.one(&signed, id).await {
        Ok(view) => {
            // Most people have a national id: the officer changes it where the paper says otherwise.
            let answers = [("document", "national-id")].into_iter().collect();
            let said = notice(&filter.notice).map(|text| (text, true));
            let model = PaperPage { notice: said, ..model(&portal, view, answers) };
            show(&portal, &visitor, &headers, &signed, (StatusCode::OK, model)).await
        }
        Err(error) => refused(&error, visitor.now),
    }
}

fn model(portal: &Portal, view: PaperView, answers: Answers) -> PaperPage {
    let read = view.readings.map(|it| {
        let settled = it.settled;
        Read {
            first: it.first,
            second: it.second,
            consents: it.consents,
            recorded: settled.as_ref().map(|it| it.recorded.clone()).unwrap_or_default(),
            reason: settled.as_ref().map(|it| it.reason.clone()).unwrap_or_default(),
            settled: settled.map(|it| it.readings),
        }
    });
    PaperPage {
        id: view.stored.id,
        number: view.stored.number,
        state: view.stored.state,
        task: view.task,
        own: view.own,
        asked: portal.services.consents.purposes().to_vec(),
        read,
        picture: view.picture,
        history: view.history,
        answers,
        mistakes: Vec::new(),
        notice: None,
    }
}

async fn show(
    portal: &Arc<Portal>,
    visitor: &Visitor,
    headers: &HeaderMap,
    signed: &Signed,
    (status, model): (StatusCode, PaperPage),
) -> Response {
    let bar = session::bar(portal, signed).await;
    own(portal, visitor, headers, (status, Some(bar)), |frame| form_page::page(frame, &model))
}

pub(super) async fn take(
    State(portal): Shared,
    Path(id): Path<String>,
    Staff(signed): Staff,
    visitor: Visitor,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Response {
    let Some(id) = Id::parse(&id) else { return StatusCode::NOT_FOUND.into_response() };
    let mut answers: Answers = fields.into_iter().collect();
    answers.set("birth-date-language", visitor.language.tag());
    let task = Task::from_name(answers.get("task"));
    let taken = match task {
        Some(task) => do_task(&portal, &visitor, &signed, (id, task, &answers)).await,
        None => portal.services.papers.one(&signed, id).await.and(Err(Refusal::NotNow.into())),
    };
    let (status, mistakes, said) = match taken {
        Ok(Ok(state)) => return lead(&portal, &visitor, &signed, (id, task, state)).await,
        Ok(Err(mistakes)) => (StatusCode::UNPROCESSABLE_ENTITY, mistakes, None),
        Err(ServiceError::Paper(Refusal::NotNow) | ServiceError::Meanwhile) => {
            (StatusCode::CONFLICT, Mistakes::new(), Some((Refusal::NotNow.explain(), false)))
        }
        Err(error) => return refused(&error, visitor.now),
    };
    match portal.services.papers.one(&signed, id).await {
        Ok(view) => {
            let model = PaperPage { mistakes, notice: said, ..model(&portal, view, answers) };
            show(&portal, &visitor, &headers, &signed, (status, model)).await
        }
        Err(error) => refused(&error, visitor.now),
    }
}

/// On to the next form that waits for the same, else to the list.
async fn lead(
    portal: &Portal,
    visitor: &Visitor,
    signed: &Signed,
    (id, task, state): (Id, Option<Task>, Stands),
) -> Response {
    let next = match task {
        Some(task) => portal.services.papers.next(signed, task, id).await.ok().flatten(),
        None => None,
    };
    let to = next.map_or(Route::UnitPapers, Route::UnitPaper);
    see(&format!("{}?notice={}", to.path(visitor.language), state.name()))
}
