//! Serves the built assets from memory. Whatever is not one of them is not found.

use super::compress::Coding;
use super::portal::Portal;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// The fallback of the router.
pub(super) async fn serve(State(portal): State<Arc<Portal>>, method: Method, uri: Uri, headers: HeaderMap) -> Response {
    if !matches!(method, Method::GET | Method::HEAD) {
        return StatusCode::NOT_FOUND.into_response();
    }
    file(&portal, uri.path(), &headers)
}

/// One file of the site.
pub(super) fn file(portal: &Portal, path: &str, headers: &HeaderMap) -> Response {
    let Some(file) = portal.site.files.get(path).filter(|_| path != "/assets.json") else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let (body, coding) = match (Coding::accepted(headers), &file.brotli, &file.gzip) {
        (Coding::Brotli, Some(brotli), _) => (brotli, Coding::Brotli),
        (Coding::Brotli | Coding::Gzip, _, Some(gzip)) => (gzip, Coding::Gzip),
        _ => (&file.plain, Coding::Plain),
    };
    let mut response = Response::new(Body::from(body.clone()));
    let answer = response.headers_mut();
    answer.insert(header::CONTENT_TYPE, HeaderValue::from_static(file.content_type));
    let life = if file.immutable { "public, max-age=31536000, immutable" } else { "no-cache" };
    answer.insert(header::CACHE_CONTROL, HeaderValue::from_static(life));
    if file.brotli.is_some() || file.gzip.is_some() {
        answer.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    }
    if let Some(coding) = coding.header() {
        answer.insert(header::CONTENT_ENCODING, coding);
    }
    response
}
