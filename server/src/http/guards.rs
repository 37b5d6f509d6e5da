//! Limits on requests: how long they take, how many at once, and how many writes an address may make in a minute.

use super::accounts::turned_away;
use super::listener::Peer;
use super::portal::Portal;
use super::watched::Watched;
use super::{FILE_TIMEOUT, TIMEOUT};
use app::routes::patterns;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt as _;
use governor::clock::{Clock, DefaultClock};
use hyper::body::Body as _;
use ipnet::IpNet;
use std::net::{IpAddr, Ipv6Addr};
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;
use tokio::time::timeout;

/// What has to come of a body, in bytes, while a request takes as long as it may, for it to have as long again: a picture over a
/// bad network takes minutes, and who sends a byte a second is not waited for.
const PACE: u64 = 64 * 1024;
/// What is read of a body that is too large, in bytes, and for how long.
const HEARD: usize = 64 * 1024 * 1024;
const HEARING: Duration = Duration::from_mins(1);

/// Answers 503 at once when every place is taken: a queue would only make all wait. Answers 503 where a request takes longer
/// than it may, 408 where it has not come whole until then. A file of records takes as long as its sender's network does.
pub(super) async fn bounds(State(portal): State<Arc<Portal>>, request: Request, next: Next) -> Response {
    let Ok(_place) = portal.places.try_acquire() else {
        return (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "5")]).into_response();
    };
    let sends_a_file = request.method() == Method::POST && request.uri().path().ends_with(patterns::UNIT_IMPORTS);
    within(if sends_a_file { FILE_TIMEOUT } else { TIMEOUT }, request, next).await
}

async fn within(most: Duration, mut request: Request, next: Next) -> Response {
    let whole = Arc::new(AtomicBool::new(request.body().is_end_stream()));
    let came = Arc::new(AtomicU64::new(0));
    if !whole.load(Ordering::Relaxed) {
        let (whole, came) = (Arc::clone(&whole), Arc::clone(&came));
        request = request.map(|body| {
            Watched::over(body, move |bytes, all| {
                came.fetch_add(bytes, Ordering::Relaxed);
                whole.fetch_or(all, Ordering::Relaxed);
            })
        });
    }
    let (mut answer, mut before) = (pin!(next.run(request)), 0);
    loop {
        if let Ok(response) = timeout(most, &mut answer).await {
            return response;
        }
        let until_now = came.load(Ordering::Relaxed);
        if until_now - before < PACE {
            break;
        }
        before = until_now;
    }
    if whole.load(Ordering::Relaxed) {
        StatusCode::SERVICE_UNAVAILABLE.into_response()
    } else {
        (StatusCode::REQUEST_TIMEOUT, [(header::CONNECTION, "close")]).into_response()
    }
}

/// Reads what is too large for `limit` before it is refused by its length: a browser that is cut off while it sends shows people
/// a broken connection, and no answer.
pub(super) async fn hear_out(State(limit): State<usize>, request: Request, next: Next) -> Response {
    let length = request.headers().get(header::CONTENT_LENGTH).and_then(|it| it.to_str().ok()?.parse().ok());
    if !length.is_some_and(|length: usize| length > limit && length <= HEARD) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let mut pieces = body.into_data_stream();
    let to_the_end = async { while let Some(Ok(_)) = pieces.next().await {} };
    // Whether all of it came or not, what its length says is too much.
    timeout(HEARING, to_the_end).await.ok();
    next.run(Request::from_parts(parts, Body::empty())).await
}

/// Lets in who does not write too often, and writes down who was turned away.
pub(super) async fn door(State(portal): State<Arc<Portal>>, request: Request, next: Next) -> Response {
    if let Some(refusal) = too_often(&portal, &request) {
        return refusal;
    }
    let token = turned_away::token(&portal, &request);
    let response = next.run(request).await;
    if let Some(token) = token.filter(|_| turned_away::is(&response)) {
        turned_away::noted(&portal, &token).await;
    }
    response
}

/// 429 to writes beyond the rate of an address. Reading is never counted.
fn too_often(portal: &Portal, request: &Request) -> Option<Response> {
    // Partners' systems write by the thousand; who they are is known, and counted where it matters.
    let system = request.uri().path();
    let system = system == "/fhir" || system.starts_with("/fhir/") || system.starts_with("/api/v1/");
    if request.method().is_safe() || (system && !request.uri().path().ends_with("/token")) {
        return None;
    }
    let address = client_address(request, &portal.config.trusted_proxies)?;
    let refusal = portal.writes.check_key(&bucket(address)).err()?;
    let seconds = refusal.wait_time_from(DefaultClock::default().now()).as_secs() + 1;
    Some((StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, HeaderValue::from(seconds))]).into_response())
}

pub(super) fn client_address(request: &Request, trusted: &[IpNet]) -> Option<IpAddr> {
    let peer = request.extensions().get::<Peer>()?.0.ip();
    Some(behind_proxies(peer, request.headers(), trusted))
}

/// The nearest address that is not one of ours, reading `X-Forwarded-For` from its end; what a client wrote there
/// itself is never reached.
fn behind_proxies(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let is_ours = |address: &IpAddr| trusted.iter().any(|network| network.contains(address));
    if !is_ours(&peer) {
        return peer;
    }
    let values: Vec<&str> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .collect();
    let mut nearest = peer;
    for value in values.iter().rev() {
        let Ok(address) = value.trim().parse() else { return nearest };
        nearest = address;
        if !is_ours(&nearest) {
            break;
        }
    }
    nearest
}

/// One bucket for an IPv4 address, one for an IPv6 /64: a subscriber has a whole /64.
fn bucket(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        v4 @ IpAddr::V4(_) => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::Router;
    use axum::body::Bytes;
    use axum::middleware::from_fn;
    use axum::routing::{get, post};
    use futures_util::stream;
    use std::convert::Infallible;
    use std::future::pending;
    use tower::ServiceExt as _;

    /// What a site answers that gives each request `most`.
    async fn answered(most: Duration, request: Request) -> StatusCode {
        let site = Router::new()
            .route("/", post(|_: Bytes| async {}))
            .route("/ours", get(pending::<()>).post(|_: Bytes| pending::<()>()))
            .layer(from_fn(move |request: Request, next: Next| within(most, request, next)));
        site.oneshot(request).await.unwrap().status()
    }

    #[tokio::test]
    async fn who_sends_too_slowly_is_told_so_and_our_own_slowness_is_ours() {
        let (moment, hour) = (Duration::from_millis(20), Duration::from_hours(1));
        let never = Body::from_stream(stream::pending::<Result<Bytes, Infallible>>());
        assert_eq!(answered(moment, Request::post("/").body(never).unwrap()).await, StatusCode::REQUEST_TIMEOUT);
        assert_eq!(answered(hour, Request::post("/").body("all".into()).unwrap()).await, StatusCode::OK);
        for request in [Request::get("/ours").body(Body::empty()), Request::post("/ours").body("all".into())] {
            assert_eq!(answered(moment, request.unwrap()).await, StatusCode::SERVICE_UNAVAILABLE);
        }
    }

    #[tokio::test]
    async fn a_bad_network_is_waited_for_as_long_as_it_carries_something() {
        let (most, between) = (Duration::from_millis(300), Duration::from_millis(100));
        let pieces = |bytes: u64, count| {
            let piece = Bytes::from(vec![0; usize::try_from(bytes).unwrap()]);
            Body::from_stream(stream::iter(0..count).then(move |_| {
                let piece = piece.clone();
                async move {
                    tokio::time::sleep(between).await;
                    Ok::<_, Infallible>(piece)
                }
            }))
        };
        let ten = Request::post("/").body(pieces(PACE, 10)).unwrap();
        assert_eq!(answered(most, ten).await, StatusCode::OK);
        let drops = Request::post("/").body(pieces(PACE / 64, 100)).unwrap();
        assert_eq!(answered(most, drops).await, StatusCode::REQUEST_TIMEOUT);
    }

    #[test]
    fn only_proxies_of_ours_are_believed() {
        let trusted: Vec<IpNet> = vec!["10.0.0.0/8".parse().unwrap()];
        let seen = |peer: &str, forwarded: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert("x-forwarded-for", HeaderValue::from_static(forwarded));
            behind_proxies(peer.parse().unwrap(), &headers, &trusted).to_string()
        };
        assert_eq!(seen("192.0.2.1", "198.51.100.9"), "192.0.2.1");
        assert_eq!(seen("10.0.0.1", "198.51.100.9"), "198.51.100.9");
        assert_eq!(seen("10.0.0.1", "203.0.113.5, 198.51.100.9, 10.0.0.2"), "198.51.100.9");
        assert_eq!(seen("10.0.0.1", "203.0.113.5, rubbish"), "10.0.0.1");
    }

    #[test]
    fn a_subscriber_has_one_bucket() {
        let of = |text: &str| bucket(text.parse().unwrap());
        assert_eq!(of("2001:db8:1:2::1"), of("2001:db8:1:2:ffff::9"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(of("::ffff:192.0.2.1"), of("192.0.2.1"));
    }
}
