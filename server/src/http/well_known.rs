//! The paths that standards fix: the front door, health, manifest, robots, GPC, security.txt.

use super::portal::Portal;
use super::site_files;
use super::visitor::Visitor;
use app::routes::Route;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::{Day, Language, agency};
use serde::Deserialize;
use std::sync::Arc;

/// `/`: on to the front page in the language chosen before, else the one the browser asks for, else Thai.
pub(super) async fn front_door(visitor: Visitor) -> Response {
    let home = Route::Home.path(visitor.language);
    let vary = (header::VARY, HeaderValue::from_static("accept-language, cookie"));
    let address = HeaderValue::from_str(&home).unwrap_or(HeaderValue::from_static("/th"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, address), vary]).into_response()
}

/// The process answers.
pub(super) async fn alive() -> &'static str {
    "ok\n"
}

/// The portal can do its work: the database answers.
pub(super) async fn ready(State(portal): State<Arc<Portal>>) -> Response {
    match portal.services.storage.ready().await {
        Ok(()) => "ready\n".into_response(),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "5")], "not ready\n").into_response()
        }
    }
}

/// The query of the manifest: which language to install in.
#[derive(Deserialize)]
pub(super) struct ManifestQuery {
    #[serde(default)]
    lang: String,
}

/// The web app manifest, in the language of the page that links it.
pub(super) async fn manifest(
    State(portal): State<Arc<Portal>>,
    Query(query): Query<ManifestQuery>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let language = Language::from_tag(&query.lang).unwrap_or(visitor.language);
    let mut response = site_files::file(&portal, &format!("/manifest.{}.json", language.tag()), &headers);
    if response.status().is_success() {
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/manifest+json"));
    }
    response
}

/// Robots may read everything public.
pub(super) async fn robots(State(portal): State<Arc<Portal>>, headers: HeaderMap) -> Response {
    site_files::file(&portal, "/robots.txt", &headers)
}

/// This site honours Global Privacy Control.
pub(super) async fn gpc(State(portal): State<Arc<Portal>>, headers: HeaderMap) -> Response {
    site_files::file(&portal, "/well-known/gpc.json", &headers)
}

/// RFC 9116: where to report a weakness. It expires a year after the day it is read.
pub(super) async fn security_txt(State(portal): State<Arc<Portal>>) -> Response {
    let origin = &portal.config.public_url;
    let (year, month, day) = portal.services.clock.now().bangkok_day().numbers();
    let expires = Day::from_numbers(year + 1, month, day.min(28)).map_or(String::new(), |day| day.to_string());
    let text = format!(
        "Contact: mailto:{}\nExpires: {expires}T00:00:00Z\nPreferred-Languages: th, en\n\
         Canonical: {origin}/.well-known/security.txt\nPolicy: {origin}{}\n",
        agency::EMAIL,
        Route::Security.path(Language::En),
    );
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}
