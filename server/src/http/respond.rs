//! Pages as answers: rendered public pages are kept and carry an `ETag`; pages of one person are never stored anywhere.

use super::compress::{Coding, Forms, compressed};
use super::portal::Portal;
use super::visitor::Visitor;
use app::routes::Route;
use app::{AccountBar, ChangeNotice, Frame, Page};
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use bytes::Bytes;
use domain::cookies::Decision;
use domain::display::Display;
use domain::policy::VersionNumber;
use domain::{Day, Digest, Language};
use quick_cache::sync::Cache;
use std::sync::Arc;

/// The most rendered pages kept; beyond it the least used go.
const KEPT_PAGES: usize = 512;
const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");

/// All that a rendered public page depends on; two readers with the same key read the same bytes.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Key {
    route: Route,
    language: Language,
    cookies: Decision,
    gpc: bool,
    display: Display,
    change: Option<ChangeNotice>,
    policies: u64,
    today: Day,
}

struct Kept {
    etag: HeaderValue,
    forms: Forms,
}

/// Rendered public pages.
pub(super) struct RenderCache(Cache<Key, Arc<Kept>>);

impl RenderCache {
    pub(super) fn new() -> Self {
        Self(Cache::new(KEPT_PAGES))
    }
}

/// Answers with a public page: from memory where it was rendered before, 304 where the reader has it. `read` is the
/// policy version on it.
pub(super) fn public(
    portal: &Arc<Portal>,
    visitor: &Visitor,
    headers: &HeaderMap,
    (route, read): (Route, Option<VersionNumber>),
    make: impl FnOnce(&Frame) -> Page,
) -> Response {
    let frame = visitor.frame(portal);
    let key = Key {
        route,
        language: frame.language,
        cookies: frame.cookies,
        gpc: frame.gpc,
        display: frame.display,
        change: frame.change,
        policies: portal.services.policies.shelf().generation,
        today: visitor.now.bangkok_day(),
    };
    let kept = portal.pages.0.get(&key).unwrap_or_else(|| {
        let kept = Arc::new(render(&frame, make));
        portal.pages.0.insert(key, Arc::clone(&kept));
        kept
    });
    let coding = Coding::accepted(headers);
    let known = headers.get(header::IF_NONE_MATCH).is_some_and(|known| names(known, &kept.etag));
    let mut response = if known {
        Response::builder().status(StatusCode::NOT_MODIFIED).body(Body::empty()).unwrap_or_default()
    } else {
        html(StatusCode::OK, kept.forms.get(coding), coding)
    };
    let answer = response.headers_mut();
    answer.insert(header::ETAG, kept.etag.clone());
    answer.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    answer.insert(header::VARY, HeaderValue::from_static("accept-encoding, cookie, sec-gpc"));
    if visitor.remember(portal, answer, read) {
        portal.services.usage.count_visit(visitor.now.bangkok_day(), visitor.language);
    }
    response
}

/// Answers with a page made for this one request; it is stored nowhere.
pub(super) fn private(
    portal: &Arc<Portal>,
    visitor: &Visitor,
    headers: &HeaderMap,
    status: StatusCode,
    make: impl FnOnce(&Frame) -> Page,
) -> Response {
    own(portal, visitor, headers, (status, None), make)
}

/// As [`private`], under the bar of somebody who is signed in.
pub(super) fn own(
    portal: &Arc<Portal>,
    visitor: &Visitor,
    headers: &HeaderMap,
    (status, account): (StatusCode, Option<AccountBar>),
    make: impl FnOnce(&Frame) -> Page,
) -> Response {
    let frame = Frame { account, ..visitor.frame(portal) };
    let page = Bytes::from(app::render(&frame, make));
    let coding = Coding::accepted(headers);
    let mut response = html(status, compressed(&page, coding), coding);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    response
}

/// 303 to a page of ours: the form was taken.
pub(super) fn see(address: &str) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    if let Ok(address) = HeaderValue::from_str(address) {
        response.headers_mut().insert(header::LOCATION, address);
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn render(frame: &Frame, make: impl FnOnce(&Frame) -> Page) -> Kept {
    let page = Bytes::from(app::render(frame, make));
    let digest = Digest::of(&page).to_string();
    // Weak: the codings of a page share it.
    let etag =
        HeaderValue::from_str(&format!("W/\"{}\"", &digest[..32])).unwrap_or(HeaderValue::from_static("W/\"0\""));
    Kept { etag, forms: Forms::of(page) }
}

fn html(status: StatusCode, body: Bytes, coding: Coding) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HTML);
    if let Some(coding) = coding.header() {
        response.headers_mut().insert(header::CONTENT_ENCODING, coding);
    }
    response
}

/// Weak comparison (RFC 9110, 13.1.2); `*` names every page.
fn names(known: &HeaderValue, etag: &HeaderValue) -> bool {
    let (Ok(known), Ok(etag)) = (known.to_str(), etag.to_str()) else { return false };
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    known.trim() == "*" || known.split(',').any(|tag| opaque(tag) == opaque(etag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_compared_weakly() {
        let etag = HeaderValue::from_static("W/\"a\"");
        for (known, expected) in
            [("W/\"a\"", true), ("\"a\"", true), ("\"b\", W/\"a\"", true), ("*", true), ("\"b\"", false), ("", false)]
        {
            assert_eq!(names(&HeaderValue::from_static(known), &etag), expected, "{known}");
        }
    }
}
