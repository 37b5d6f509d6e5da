//! Turns a bare refusal, whoever made it, into a page a person can read, in the language of the address.
//!
//! One table maps a status to its sentences. Answers that are pages already, and paths for machines, pass untouched.

use super::portal::Portal;
use super::refusals::REASON;
use super::visitor::Visitor;
use super::{REQUEST_ID, respond};
use app::i18n::problems::{self as words, Problem};
use app::pages::problem;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, header};
use axum::response::Response;
use std::sync::Arc;

const SEC_GPC: HeaderName = HeaderName::from_static("sec-gpc");
const MACHINES: [&str; 7] = ["/healthz", "/readyz", "/assets/", "/log/", "/api/", "/fhir", "/openapi.json"];

/// The answer as whoever asked can read it.
pub(super) fn readable(portal: &Arc<Portal>, asked: &Asked, response: Response) -> Response {
    let said = response.extensions().get::<Said>().map(|said| said.0);
    match said.or_else(|| problem_of(response.status())).filter(|_| !is_page(response.headers())) {
        Some(problem) if !MACHINES.iter().any(|prefix| asked.uri.path().starts_with(prefix)) => {
            let headers = asked.headers();
            let visitor = Visitor::at(portal, asked.uri.path(), &headers);
            page(portal, &visitor, &headers, &response, problem)
        }
        _ => machine(asked, response),
    }
}

/// A bare refusal on its way to a partner's system, in the form that system reads.
fn machine(asked: &Asked, bare: Response) -> Response {
    if bare.headers().contains_key(header::CONTENT_TYPE) && !is_text(bare.headers()) {
        return bare;
    }
    let headers = asked.headers();
    let text =
        |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let english = text(header::ACCEPT_LANGUAGE).to_ascii_lowercase().starts_with("en");
    let language = if english { domain::Language::En } else { domain::Language::Th };
    let Some(mut dressed) = exchange::dress(asked.uri.path(), bare.status(), &text(REQUEST_ID), language) else {
        return bare;
    };
    for name in [header::RETRY_AFTER, header::ALLOW] {
        if let Some(value) = bare.headers().get(&name) {
            dressed.headers_mut().insert(name, value.clone());
        }
    }
    dressed
}

/// Put into the extensions of a bare refusal: the sentences to say, where the status alone would say too little.
#[derive(Clone, Copy)]
pub(super) struct Said(pub(super) Problem);

/// What a problem page needs of a request that is gone by then. Nearly every request needs none: nothing is copied here
/// but handles.
pub(super) struct Asked {
    uri: Uri,
    headers: [(HeaderName, Option<HeaderValue>); 5],
}

impl Asked {
    pub(super) fn of(request: &Request) -> Self {
        let names = [header::COOKIE, header::ACCEPT_LANGUAGE, header::ACCEPT_ENCODING, REQUEST_ID, SEC_GPC];
        let headers = names.map(|name| {
            let value = request.headers().get(&name).cloned();
            (name, value)
        });
        Self { uri: request.uri().clone(), headers }
    }

    fn headers(&self) -> HeaderMap {
        self.headers.iter().filter_map(|(name, value)| Some((name.clone(), value.clone()?))).collect()
    }
}

/// The sentences of a status; `None` where it is no problem.
fn problem_of(status: StatusCode) -> Option<Problem> {
    Some(match status {
        StatusCode::FORBIDDEN => words::FOREIGN_FORM,
        StatusCode::NOT_FOUND => words::NOT_FOUND,
        StatusCode::CONFLICT => words::MEANWHILE,
        StatusCode::GONE => words::CODE_OVER,
        StatusCode::METHOD_NOT_ALLOWED => words::WRONG_METHOD,
        StatusCode::PAYLOAD_TOO_LARGE => words::TOO_LARGE,
        StatusCode::TOO_MANY_REQUESTS => words::TOO_OFTEN,
        StatusCode::SERVICE_UNAVAILABLE => words::UNAVAILABLE,
        status if status.is_client_error() => words::UNREADABLE_FORM,
        status if status.is_server_error() => words::INTERNAL,
        _ => return None,
    })
}

fn page(portal: &Arc<Portal>, visitor: &Visitor, headers: &HeaderMap, bare: &Response, problem: Problem) -> Response {
    let reference = bare.status().is_server_error().then(|| headers.get(REQUEST_ID)?.to_str().ok()).flatten();
    let mut response =
        respond::private(portal, visitor, headers, bare.status(), |frame| problem::page(frame, problem, reference));
    for name in [header::RETRY_AFTER, header::ALLOW, REASON] {
        if let Some(value) = bare.headers().get(&name) {
            response.headers_mut().insert(name, value.clone());
        }
    }
    if bare.status() == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().entry(header::RETRY_AFTER).or_insert(HeaderValue::from_static("5"));
    }
    response
}

/// What layers say of themselves.
fn is_text(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).is_some_and(|value| value.as_bytes().starts_with(b"text/plain"))
}

fn is_page(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).is_some_and(|value| value.as_bytes().starts_with(b"text/html"))
}
