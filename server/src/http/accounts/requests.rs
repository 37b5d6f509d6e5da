//! The other rights, and a copy of everything: to read, and as a FHIR bundle.

use super::super::portal::Portal;
use super::super::refusals::refused;
use super::super::respond::{own, see};
use super::super::session::{self, Person};
use super::super::visitor::Visitor;
use super::answers::Fields;
use super::cases::lines;
use super::doses;
use app::i18n::{cases as words, problems};
use app::pages::me::requests::{self as requests_page, RequestsPage};
use app::routes::Route;
use axum::extract::{Form, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use domain::Explain;
use domain::cases::{Right, Words};
use service::{CaseFiling, ServiceError, Signed};
use std::sync::Arc;

type Shared = State<Arc<Portal>>;

pub(super) async fn requests(
    State(portal): Shared,
    Person(signed): Person,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    show(&portal, &visitor, &headers, &signed, (StatusCode::OK, "", "", Vec::new())).await
}

async fn show(
    portal: &Arc<Portal>,
    visitor: &Visitor,
    headers: &HeaderMap,
    signed: &Signed,
    (status, right, said, mistakes): (StatusCode, &str, &str, doses::Mistakes),
) -> Response {
    let found = async {
        let cases = portal.services.cases.mine(signed).await?;
        Ok::<_, ServiceError>((cases, portal.services.cases.own_duties(signed).await?))
    };
    let (cases, duties) = match found.await {
        Ok(found) => found,
        Err(error) => return refused(&error, visitor.now),
    };
    let cases: Vec<_> = cases.into_iter().filter(|line| line.case.right != Right::Correction).collect();
    let model = RequestsPage {
        cases: lines(&cases),
        right: right.to_owned(),
        words: said.to_owned(),
        duties,
        mistakes,
        trouble: (status == StatusCode::SERVICE_UNAVAILABLE).then_some(problems::UNAVAILABLE),
        now: visitor.now,
    };
    let bar = session::bar(portal, signed).await;
    let mut response = own(portal, visitor, headers, (status, Some(bar)), |frame| requests_page::page(frame, &model));
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
    }
    response
}

pub(super) async fn ask(
    State(portal): Shared,
    Person(signed): Person,
    visitor: Visitor,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Response {
    let (right, said) = (doses::field(&fields, "right"), doses::field(&fields, "words"));
    let asked = Right::from_name(right).filter(|right| Right::ON_REQUEST.contains(right));
    let parsed = Words::parse(said);
    let (Some(asked), Ok(parsed)) = (asked, &parsed) else {
        let mut mistakes = doses::Mistakes::new();
        if asked.is_none() {
            mistakes.push(("right", words::RIGHT_MISSING));
        }
        mistakes.extend(parsed.err().map(|error| ("words", error.explain())));
        let wrong = (StatusCode::UNPROCESSABLE_ENTITY, right, said, mistakes);
        return show(&portal, &visitor, &headers, &signed, wrong).await;
    };
    let filing = CaseFiling::of(asked, parsed.clone(), visitor.language);
    let to = |number, notice| see(&format!("{}?notice={notice}", Route::Correction(number).path(visitor.language)));
    match portal.services.cases.file(&signed, &filing).await {
        Ok(number) => to(number, "filed"),
        Err(ServiceError::OpenCase(number)) => to(number, "open"),
        Err(ServiceError::Storage(error)) => {
            tracing::warn!(%error, "a request was not filed");
            let trouble = (StatusCode::SERVICE_UNAVAILABLE, right, said, Vec::new());
            show(&portal, &visitor, &headers, &signed, trouble).await
        }
        Err(error) => refused(&error, visitor.now),
    }
}
