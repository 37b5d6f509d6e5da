//! The presence code: shown to whose it is, kept nowhere.

use super::super::portal::Portal;
use super::super::refusals::refused;
use super::super::respond::own;
use super::super::session::{self, Person};
use super::super::visitor::Visitor;
use super::consents::qr;
use app::pages::me::presence::{self as page, PresencePage, ShownCode};
use app::routes::Route;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use domain::Instant;
use serde::Deserialize;
use std::sync::Arc;

/// Loads a page anew after a while (HTML, 4.2.5.3): as a header it needs nothing in the page.
const REFRESH: HeaderName = HeaderName::from_static("refresh");
/// How often the page shows the next code by itself: a page that lies open keeps nobody signed in for long.
const TIMES: u8 = 4;

/// How often the page has been loaded by itself.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    again: String,
}

pub(super) async fn show(
    State(portal): State<Arc<Portal>>,
    Person(signed): Person,
    Query(asked): Query<Asked>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let shown = match portal.services.partners.presence(&signed).await {
        Ok(shown) => shown,
        Err(error) => return refused(&error, visitor.now),
    };
    // What is no number was loaded often enough.
    let times = if asked.again.is_empty() { 0 } else { asked.again.parse().unwrap_or(TIMES) };
    let renews = times < TIMES;
    let until = shown.as_ref().map(|it| it.until);
    let model = PresencePage {
        shown: shown.map(|it| {
            let code = it.code.grouped();
            ShownCode { qr: qr(&code), code, until: it.until, renews }
        }),
    };
    let bar = session::bar(&portal, &signed).await;
    let mut response = own(&portal, &visitor, &headers, (StatusCode::OK, Some(bar)), |frame| page::page(frame, &model));
    if let Some(refresh) = until.filter(|_| renews).and_then(|until| refresh(until, times, &visitor)) {
        response.headers_mut().insert(REFRESH, refresh);
    }
    response
}

/// A second after the next code began.
fn refresh(until: Instant, times: u8, visitor: &Visitor) -> Option<HeaderValue> {
    let seconds = (until.unix_milliseconds() - visitor.now.unix_milliseconds()).max(0) / 1000 + 1;
    let path = Route::Presence.path(visitor.language);
    HeaderValue::from_str(&format!("{seconds}; url={path}?again={}", times + 1)).ok()
}
