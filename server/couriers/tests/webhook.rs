//! Webhooks to a receiver on this machine: what arrives, what is told apart when it does not, and where they never go.
#![expect(clippy::unwrap_used, reason = "a test stops where it stands")]

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use couriers::{Event, NotDelivered, Reach, Signed, Webhook, WebhookCourier, WebhookSecret};
use domain::{Id, Instant};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::net::TcpListener;

const NOW: Instant = Instant::from_unix_milliseconds(1_795_402_800_123);
const BODY: &str = "{\"type\":\"record.changed\",\"data\":{\"id\":\"017f22e2-79b0-7cc3-98c4-dc0c0c07398f\"}}";

type Seen = Arc<Mutex<Vec<(HeaderMap, Bytes)>>>;

fn event(body: &str) -> Event<'_> {
    Event { id: Id::new(NOW, [7; 10]), body }
}

fn secret() -> WebhookSecret {
    WebhookSecret::new([7; 32])
}

fn courier() -> WebhookCourier {
    WebhookCourier::with_patience(Reach::ThisMachineToo, Duration::from_millis(500)).unwrap()
}

/// A receiver that answers by its path: a status, `/never`, `/elsewhere`, `/busy`.
async fn receiver() -> (String, Seen) {
    let seen = Seen::default();
    let router = Router::new().fallback(post(answer)).with_state(Arc::clone(&seen));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    (origin, seen)
}

async fn answer(State(seen): State<Seen>, uri: Uri, headers: HeaderMap, body: Bytes) -> Response {
    seen.lock().unwrap().push((headers, body));
    match uri.path() {
        "/never" => std::future::pending().await,
        "/elsewhere" => (StatusCode::TEMPORARY_REDIRECT, [("location", "/200")]).into_response(),
        "/busy" => (StatusCode::TOO_MANY_REQUESTS, [("retry-after", "7")]).into_response(),
        "/away" => (StatusCode::SERVICE_UNAVAILABLE, [("retry-after", "999999")]).into_response(),
        "/odd" => (StatusCode::SERVICE_UNAVAILABLE, [("retry-after", "Wed, 21 Oct 2026 07:28:00 GMT")]).into_response(),
        path => StatusCode::from_u16(path[1..].parse().unwrap()).unwrap().into_response(),
    }
}

async fn delivered(courier: &WebhookCourier, address: &str) -> Result<(), NotDelivered> {
    let webhook = Webhook::new(address, Reach::ThisMachineToo, secret()).unwrap();
    courier.deliver(&webhook, &event(BODY), NOW).await
}

#[tokio::test]
async fn the_receiver_believes_what_arrives() {
    let (origin, seen) = receiver().await;
    let before = WebhookSecret::new([9; 32]);
    let webhook = Webhook::new(&format!("{origin}/204"), Reach::ThisMachineToo, secret()).unwrap();
    let webhook = webhook.also_signed_with(before.clone());
    courier().deliver(&webhook, &event(BODY), NOW).await.unwrap();
    let seen = seen.lock().unwrap();
    let (headers, body) = &seen[0];
    let header = |name: &str| headers[name].to_str().unwrap();
    assert_eq!((header("content-type"), body.as_ref()), ("application/json", BODY.as_bytes()));
    assert_eq!((header("webhook-id"), header("webhook-timestamp")), (&*event("").id.to_string(), "1795402800"));
    let signed = Signed {
        id: header("webhook-id"),
        timestamp: header("webhook-timestamp").to_owned(),
        signature: header("webhook-signature").to_owned(),
    };
    for secret in [secret(), before] {
        assert_eq!(secret.verify(&signed, body, NOW.plus(60_000)), Ok(()));
    }
    assert!(WebhookSecret::new([8; 32]).verify(&signed, body, NOW).is_err());
    assert!(!format!("{webhook:?} {:?}", event(BODY)).contains("record"));
}

#[tokio::test]
async fn answers_are_told_apart_and_redirects_are_not_followed() {
    let (origin, seen) = receiver().await;
    let later = |wait| Err(NotDelivered::Later(wait));
    let cases = [
        ("200", Ok(())),
        ("202", Ok(())),
        ("410", Err(NotDelivered::Gone)),
        ("400", later(None)),
        ("404", later(None)),
        ("500", later(None)),
        ("busy", later(Some(7000))),
        ("away", later(Some(3_600_000))),
        ("odd", later(None)),
        ("elsewhere", later(None)),
        ("never", later(None)),
    ];
    for (path, outcome) in cases {
        assert_eq!(delivered(&courier(), &format!("{origin}/{path}")).await, outcome, "{path}");
    }
    assert_eq!(seen.lock().unwrap().len(), cases.len(), "each was asked once");
    assert_eq!(delivered(&courier(), "http://127.0.0.1:1/").await, later(None));
}

#[tokio::test]
async fn a_courier_for_the_world_never_comes_to_this_machine() {
    let (origin, seen) = receiver().await;
    let courier = WebhookCourier::new(Reach::World).unwrap();
    let by_name = origin.replace("127.0.0.1", "localhost");
    for address in [format!("{origin}/200"), format!("{by_name}/200")] {
        assert_eq!(delivered(&courier, &address).await, Err(NotDelivered::Inside), "{address}");
    }
    assert!(seen.lock().unwrap().is_empty());
    assert_eq!(delivered(&self::courier(), &format!("{by_name}/200")).await, Ok(()));
}
