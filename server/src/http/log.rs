//! The transparency log for everyone: the signed end, tiles and bundles of entries (C2SP tlog-tiles). Nothing here is
//! personal, and nobody needs an account to watch it.

use super::portal::Portal;
use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use ledger::tile::TilePath;
use std::sync::Arc;

/// The paths below `/log`.
pub(super) fn router() -> Router<Arc<Portal>> {
    Router::new().route("/checkpoint", get(checkpoint)).route("/key", get(key)).route("/tile/{*path}", get(tile))
}

async fn checkpoint(State(portal): State<Arc<Portal>>) -> Response {
    match portal.services.ledger.published() {
        Some(published) => text(published.note.clone(), "no-cache"),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// The key that signs, as verifiers want it.
async fn key(State(portal): State<Arc<Portal>>) -> Response {
    text(format!("{}\n", portal.services.ledger.verifier().text()), "no-cache")
}

async fn tile(State(portal): State<Arc<Portal>>, Path(path): Path<String>) -> Response {
    let Some(path) = TilePath::parse(&path) else { return StatusCode::NOT_FOUND.into_response() };
    match portal.services.ledger.tile(path).await {
        Ok(Some(bytes)) => {
            let mut response = Response::new(Body::from(bytes));
            let headers = response.headers_mut();
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
            // Even one that is not full never changes: a wider one has another path.
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
            response
        }
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => {
            tracing::warn!(%error, "a tile could not be read");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

fn text(text: String, cache: &'static str) -> Response {
    let headers = [(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, cache)];
    (headers, text).into_response()
}
