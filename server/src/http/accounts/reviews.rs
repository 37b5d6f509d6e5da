//! Records whose person an officer of the unit must recognise.

use super::super::portal::Portal;
use super::super::refusals::refused;
use super::super::respond::{own, see};
use super::super::session::{self, Staff};
use super::super::visitor::Visitor;
use super::answers::Fields;
use super::doses;
use app::i18n::moment::filled;
use app::i18n::reviews as words;
use app::pages::office::reviews::{self as pages, ReviewLine, ReviewPage, ReviewsPage};
use app::routes::Route;
use axum::extract::{Form, Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::account::Role;
use domain::matching::Reason;
use domain::{Bilingual, Id, Language};
use serde::Deserialize;
use service::{ReviewView, ServiceError, Signed};
use std::sync::Arc;
use storage::{ReviewState, StoredReview};

type Shared = State<Arc<Portal>>;

/// Filter, the place in the queue, and what a redirect may say.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Filter {
    state: String,
    after: String,
    done: String,
}

pub(super) async fn list(
    State(portal): Shared,
    Staff(signed): Staff,
    Query(filter): Query<Filter>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let state = ReviewState::from_name(&filter.state).unwrap_or(ReviewState::Waiting);
    let after = Id::parse(&filter.after);
    let found = async {
        must_be_at_a_unit(&signed)?;
        let found = portal.services.partners.reviews(&signed, state, after).await?;
        let mut lines = Vec::with_capacity(found.lines.len());
        for it in &found.lines {
            lines.push(line(&portal, it, visitor.language).await?);
        }
        Ok::<_, ServiceError>((lines, found.next))
    };
    let (lines, next) = match found.await {
        Ok(found) => found,
        Err(error) => return refused(&error, visitor.now),
    };
    let notice = match filter.done.as_str() {
        "same" => Some(words::NOW_SAME),
        "different" => Some(words::NOW_DIFFERENT),
        _ => None,
    };
    let model = ReviewsPage { lines, state: state.name(), next, later: after.is_some(), notice };
    let bar = session::bar(&portal, &signed).await;
    own(&portal, &visitor, &headers, (StatusCode::OK, Some(bar)), |frame| pages::list(frame, &model))
}

/// The room is the units' alone; whose review it is, is asked with it.
fn must_be_at_a_unit(signed: &Signed) -> Result<(), ServiceError> {
    if signed.role == Role::UnitOfficer { Ok(()) } else { Err(ServiceError::Forbidden) }
}

async fn line(portal: &Portal, it: &StoredReview, language: Language) -> Result<ReviewLine, ServiceError> {
    let (code, system) = portal.services.partners.called(&it.sender).await?;
    Ok(ReviewLine {
        id: it.id,
        at: it.at,
        sender: system.unwrap_or_else(|| filled(words::BY_FILE, &code, language)),
        score: it.score,
        reasons: Reason::from_words(&it.reasons).unwrap_or_default(),
        state: it.state.name(),
    })
}

pub(super) async fn one(
    State(portal): Shared,
    Path(id): Path<String>,
    Staff(signed): Staff,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let Some(id) = Id::parse(&id) else { return StatusCode::NOT_FOUND.into_response() };
    show(&portal, &visitor, &headers, &signed, id, (StatusCode::OK, None, None)).await
}

type More = (StatusCode, Option<(&'static str, Bilingual)>, Option<Bilingual>);

async fn show(
    portal: &Arc<Portal>,
    visitor: &Visitor,
    headers: &HeaderMap,
    signed: &Signed,
    id: Id,
    (status, mistake, notice): More,
) -> Response {
    let found = async {
        must_be_at_a_unit(signed)?;
        let view = portal.services.partners.review(signed, id).await?;
        let line = line(portal, &view.stored, visitor.language).await?;
        let decided = match &view.stored.decided {
            // The person erased their data: no officer did.
            Some((at, by)) if by.is_empty() => Some((*at, String::new())),
            Some((at, by)) => Some((*at, portal.services.partners.called(by).await?.0)),
            None => None,
        };
        Ok::<_, ServiceError>((view, line, decided))
    };
    let (view, line, decided) = match found.await {
        Ok(found) => found,
        Err(error) => return refused(&error, visitor.now),
    };
    let ReviewView { given, known, .. } = view;
    let model = ReviewPage { line, given, known, decided, mistake, notice };
    let bar = session::bar(portal, signed).await;
    own(portal, visitor, headers, (status, Some(bar)), |frame| pages::one(frame, &model))
}

pub(super) async fn decide(
    State(portal): Shared,
    Path(id): Path<String>,
    Staff(signed): Staff,
    visitor: Visitor,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Response {
    let Some(id) = Id::parse(&id) else { return StatusCode::NOT_FOUND.into_response() };
    let get = |name: &str| doses::field(&fields, name);
    let (same, sure) = match get("decision") {
        "same" => (Some(true), "sure-same"),
        "different" => (Some(false), "sure-different"),
        _ => (None, "sure-same"),
    };
    let mistake = match same {
        None => Some((sure, words::CHOOSE)),
        Some(_) if get("sure").is_empty() => Some((sure, words::SAY_SURE)),
        Some(_) => None,
    };
    let (Some(same), None) = (same, mistake) else {
        let more = (StatusCode::UNPROCESSABLE_ENTITY, mistake, None);
        return show(&portal, &visitor, &headers, &signed, id, more).await;
    };
    let decided = async {
        must_be_at_a_unit(&signed)?;
        portal.services.partners.decide(&signed, id, same).await
    };
    match decided.await {
        Ok(()) => {
            let done = if same { "same" } else { "different" };
            see(&format!("{}?done={done}", Route::UnitReviews.path(visitor.language)))
        }
        Err(ServiceError::Meanwhile) => {
            let more = (StatusCode::CONFLICT, None, Some(words::MEANWHILE));
            show(&portal, &visitor, &headers, &signed, id, more).await
        }
        Err(error) => refused(&error, visitor.now),
    }
}
