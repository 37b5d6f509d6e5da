//! What the operator sees of a request: one structured line and two metrics. Never a query, a body, a name or an address.

use super::REQUEST_ID;
use super::portal::Portal;
use axum::body::Body;
use axum::extract::{MatchedPath, Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};
use std::any::Any;
use std::sync::Arc;
use std::time::Instant;

const DURATION: &str = "http_request_duration_seconds";

/// Logs and counts a request by its route template.
pub(super) async fn trace(State(portal): State<Arc<Portal>>, request: Request, next: Next) -> Response {
    let begun = began();
    let matched = request.extensions().get::<MatchedPath>().cloned();
    let method = request.method().clone();
    let id = request.headers().get(REQUEST_ID).cloned();
    let response = next.run(request).await;
    let (status, elapsed) = (response.status().as_u16(), begun.elapsed());
    let route = matched.as_ref().map_or("unmatched", MatchedPath::as_str);
    let id = id.as_ref().and_then(|id| id.to_str().ok()).unwrap_or_default();
    if response.status().is_server_error() {
        tracing::warn!(request = id, %method, route, status, milliseconds = elapsed.as_secs_f64() * 1e3, "answered");
    } else {
        tracing::debug!(request = id, %method, route, status, milliseconds = elapsed.as_secs_f64() * 1e3, "answered");
    }
    if portal.config.metrics_address.is_some() {
        let route = route.to_owned();
        metrics::counter!("http_requests_total", "route" => route.clone(), "status" => status.to_string()).increment(1);
        metrics::histogram!(DURATION, "route" => route).record(elapsed.as_secs_f64());
    }
    response
}

#[expect(
    clippy::disallowed_methods,
    reason = "how long a request took is measured where it is answered, and decides nothing"
)]
fn began() -> Instant {
    Instant::now()
}

/// What a panic becomes: a line without the panic's message, which may repeat what a person typed, and status 500.
pub(super) fn panicked(_panic: Box<dyn Any + Send + 'static>) -> Response<Body> {
    tracing::error!("a handler panicked");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

/// Installs the recorder of metrics; at most once in a process.
pub fn metrics_recorder() -> Result<PrometheusHandle, BuildError> {
    PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Full(DURATION.to_owned()), &[0.001, 0.005, 0.02, 0.1, 0.5, 2.0, 10.0])?
        .install_recorder()
}
