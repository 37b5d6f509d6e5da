//! Records from files, for a unit's officers: the list, how far one is, the lines that were not taken, and the end of one.

mod send;

use super::super::portal::Portal;
use super::super::refusals::refused;
use super::super::respond::{own, see};
use super::super::session::{self, Staff};
use super::super::visitor::Visitor;
use super::consents::download;
use crate::file_import::{Doing, Quarantine, Why, progress, reasons, template};
use app::i18n::imports as words;
use app::pages::imports::{
    self as pages, FaultLine, FaultTold, ImportLine, ImportPage, ImportsPage, QuarantinePage, Stands, Wrong,
};
use app::routes::Route;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::account::Role;
use domain::csv::MEDIA_TYPE;
use domain::{Bilingual, Explain, Id};
use futures_util::stream;
use serde::Deserialize;
use service::{ServiceError, Signed};
use std::convert::Infallible;
use std::sync::Arc;
use storage::{FileImport, ImportFault, ImportState};

pub(super) use send::send;

type Shared = State<Arc<Portal>>;

/// How many lines of quarantine the desk gives at once.
const PAGE: usize = 100;
/// Says that a page loads again (HTML, shared declarative refresh steps); in the head of the answer rather than of the page,
/// and only where somebody asked for it.
const REFRESH: HeaderName = HeaderName::from_static("refresh");
/// After how many seconds.
const AGAIN: HeaderValue = HeaderValue::from_static("10");

/// What an address says more.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    follow: String,
    after: String,
}

pub(super) async fn list(
    State(portal): Shared,
    Staff(signed): Staff,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    show_list(&portal, &visitor, &headers, &signed, (StatusCode::OK, None)).await
}

/// The list, and what is wrong with the file that was sent.
async fn show_list(
    portal: &Arc<Portal>,
    visitor: &Visitor,
    headers: &HeaderMap,
    signed: &Signed,
    (status, wrong): (StatusCode, Option<Wrong>),
) -> Response {
    match portal.services.imports.list(signed).await {
        Ok(files) => {
            let lines = files.iter().map(|file| line(portal, file)).collect();
            let model = ImportsPage { lines, limit: portal.config.import_max_bytes, wrong };
            let bar = session::bar(portal, signed).await;
            own(portal, visitor, headers, (status, Some(bar)), |frame| pages::list(frame, &model))
        }
        Err(error) => refused(&error, visitor.now),
    }
}

fn line(portal: &Portal, file: &FileImport) -> ImportLine {
    ImportLine {
        id: file.id,
        format: file.format.clone(),
        begun_at: file.begun_at,
        changed_at: file.changed_at,
        stands: stands(portal, file),
        progress: progress(file),
    }
}

fn stands(portal: &Portal, file: &FileImport) -> Stands {
    match (file.state, portal.imports.doing(file.id)) {
        (ImportState::Done, _) => Stands::Done,
        (ImportState::Stopped, _) => Stands::Stopped,
        (ImportState::Running, Some(Doing::InLine)) => Stands::InLine,
        (ImportState::Running, Some(Doing::Reading)) => Stands::Reading,
        (ImportState::Running, Some(Doing::Held(why, _))) => Stands::Held(said(why)),
        (ImportState::Running, None) if portal.imports.has(file.id) => Stands::InLine,
        (ImportState::Running, None) => Stands::AtServer,
    }
}

fn said(why: Why) -> Bilingual {
    match why {
        Why::Refused(rule) => rule.explain(),
        Why::Officer => words::HELD_OFFICER,
        Why::Damaged => words::HELD_DAMAGED,
        Why::Elsewhere => words::HELD_ELSEWHERE,
        Why::Unavailable => words::HELD_AWAY,
    }
}

pub(super) async fn one(
    State(portal): Shared,
    Path(id): Path<String>,
    Staff(signed): Staff,
    Query(asked): Query<Asked>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let Some(id) = Id::parse(&id) else { return StatusCode::NOT_FOUND.into_response() };
    let follows = asked.follow == "on";
    show_one(&portal, &visitor, &headers, &signed, (StatusCode::OK, id, follows, None)).await
}

async fn show_one(
    portal: &Arc<Portal>,
    visitor: &Visitor,
    headers: &HeaderMap,
    signed: &Signed,
    (status, id, follows, notice): (StatusCode, Id, bool, Option<Bilingual>),
) -> Response {
    match portal.services.imports.one(signed, id).await {
        Ok(file) => {
            let line = line(portal, &file);
            let follows = follows && !line.stands.is_over();
            let model = ImportPage { line, follows, notice };
            let bar = session::bar(portal, signed).await;
            let mut response = own(portal, visitor, headers, (status, Some(bar)), |frame| pages::one(frame, &model));
            if follows {
                response.headers_mut().insert(REFRESH, AGAIN);
            }
            response
        }
        Err(error) => refused(&error, visitor.now),
    }
}

pub(super) async fn stop(
    State(portal): Shared,
    Path(id): Path<String>,
    Staff(signed): Staff,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let Some(id) = Id::parse(&id) else { return StatusCode::NOT_FOUND.into_response() };
    match portal.services.imports.stop(&signed, id).await {
        Ok(()) => {
            portal.imports.stopped(id);
            see(&Route::UnitImport(id).path(visitor.language))
        }
        Err(ServiceError::Meanwhile) => {
            let over = (StatusCode::CONFLICT, id, false, Some(words::WAS_OVER));
            show_one(&portal, &visitor, &headers, &signed, over).await
        }
        Err(error) => refused(&error, visitor.now),
    }
}

pub(super) async fn quarantine(
    State(portal): Shared,
    Path(id): Path<String>,
    Staff(signed): Staff,
    Query(asked): Query<Asked>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let Some(id) = Id::parse(&id) else { return StatusCode::NOT_FOUND.into_response() };
    let after = asked.after.parse().unwrap_or_default();
    match portal.services.imports.faults(&signed, id, after).await {
        Ok(faults) => {
            let next = faults.last().filter(|_| faults.len() == PAGE).map(|last| last.line);
            let lines = faults.iter().map(fault_line).collect();
            let model = QuarantinePage { id, lines, next, later: after > 0 };
            let bar = session::bar(&portal, &signed).await;
            own(&portal, &visitor, &headers, (StatusCode::OK, Some(bar)), |frame| pages::quarantine(frame, &model))
        }
        Err(error) => refused(&error, visitor.now),
    }
}

fn fault_line(fault: &ImportFault) -> FaultLine {
    let told = reasons::told(&fault.reasons).into_iter();
    let told = told.map(|it| FaultTold { place: it.place, column: it.column, reason: it.reason }).collect();
    FaultLine { number: fault.line, told }
}

/// All lines of quarantine as a file, a page at a time however many there are.
pub(super) async fn quarantine_csv(
    State(portal): Shared,
    Path(id): Path<String>,
    Staff(signed): Staff,
    visitor: Visitor,
) -> Response {
    let Some(id) = Id::parse(&id) else { return StatusCode::NOT_FOUND.into_response() };
    let first = match portal.services.imports.faults(&signed, id, 0).await {
        Ok(first) => first,
        Err(error) => return refused(&error, visitor.now),
    };
    let pieces = stream::unfold(Some((Quarantine::new(), first)), move |state| {
        let (portal, signed) = (Arc::clone(&portal), signed.clone());
        async move {
            let (mut table, faults) = state?;
            for fault in &faults {
                table.add(fault.line, &fault.reasons);
            }
            let piece = Ok::<_, Infallible>(table.drain());
            let next = match faults.last().filter(|_| faults.len() == PAGE) {
                // A page that cannot be read ends the file: the head of the answer has left.
                Some(last) => portal.services.imports.faults(&signed, id, last.line).await.ok(),
                None => None,
            };
            Some((piece, next.map(|next| (table, next))))
        }
    });
    let mut response = download(MEDIA_TYPE, "quarantine.csv", Vec::new());
    *response.body_mut() = Body::from_stream(pieces);
    response.headers_mut().remove(header::CONTENT_LENGTH);
    response
}

/// An example of a file.
pub(super) async fn example(State(portal): Shared, Staff(signed): Staff) -> Response {
    if signed.role != Role::UnitOfficer {
        return refused(&ServiceError::Forbidden, portal.services.clock.now());
    }
    download(MEDIA_TYPE, "records.csv", template().into_bytes())
}
