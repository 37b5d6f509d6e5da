//! What the operator sees of a request: one structured line and two metrics. Never a query, a body, a name or an address.

use super::portal::Portal;
use super::problems::{self, Asked};
use super::traffic::Noted;
use super::{REQUEST_ID, headers, random};
use axum::body::Body;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};
use std::any::Any;
use std::sync::Arc;
use std::time::Instant;

const DURATION: &str = "http_request_duration_seconds";

/// The outermost layer: names a request, notes it in the lawful traffic log, logs and counts it by its route template, and
/// sees to it that whatever comes back is readable and guarded. One layer for all of it: each costs every request a copy of
/// those below it.
pub(super) async fn watch(State(portal): State<Arc<Portal>>, mut request: Request, next: Next) -> Response {
    // Random, as people read it out (RFC 9562, version 4): the same in every log and on every page.
    let id = uuid::Builder::from_random_bytes(random::bytes().unwrap_or_default()).into_uuid();
    let name = named(id);
    // A request id is ours: one sent by the client would let it write into the logs.
    request.headers_mut().insert(REQUEST_ID, name.clone());
    let seen = Seen::of(&request);
    let (asset, asked) = (headers::is_asset(&request), Asked::of(&request));
    let (noted, request) = Noted::begin(&portal, (id.into_bytes(), seen.begun), request);
    let mut response = problems::readable(&portal, &asked, next.run(request).await);
    headers::secure(&portal, asset, response.headers_mut());
    response.headers_mut().insert(REQUEST_ID, name.clone());
    seen.answered(&portal, name.to_str().unwrap_or_default(), response.status());
    noted.answered(response)
}

/// What the operator is told of.
struct Seen {
    begun: Instant,
    route: Option<MatchedPath>,
    method: Method,
}

impl Seen {
    fn of(request: &Request) -> Self {
        let route = request.extensions().get::<MatchedPath>().cloned();
        Self { begun: began(), route, method: request.method().clone() }
    }

    fn answered(self, portal: &Portal, request: &str, status: StatusCode) {
        let Self { begun, route, method } = self;
        let (failed, status, elapsed) = (status.is_server_error(), status.as_u16(), begun.elapsed());
        let route = route.as_ref().map_or("unmatched", MatchedPath::as_str);
        if failed {
            tracing::warn!(request, %method, route, status, milliseconds = elapsed.as_secs_f64() * 1e3, "answered");
        } else {
            tracing::debug!(request, %method, route, status, milliseconds = elapsed.as_secs_f64() * 1e3, "answered");
        }
        if portal.config.metrics_address.is_some() {
            let (route, status) = (route.to_owned(), status.to_string());
            metrics::counter!("http_requests_total", "route" => route.clone(), "status" => status).increment(1);
            metrics::histogram!(DURATION, "route" => route).record(elapsed.as_secs_f64());
        }
    }
}

fn named(id: uuid::Uuid) -> HeaderValue {
    let text = &mut [0; uuid::fmt::Hyphenated::LENGTH];
    HeaderValue::from_str(id.hyphenated().encode_lower(text)).unwrap_or(HeaderValue::from_static("unnamed"))
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
