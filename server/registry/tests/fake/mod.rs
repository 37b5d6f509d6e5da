//! An authority made up for the tests: well, slow, wrong, closed or lying, as told.

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, Response, StatusCode, Uri};
use axum::response::IntoResponse;
use axum::routing::post;
use futures_util::{Stream, StreamExt as _, stream};
use serde_json::{Value, json};
use std::convert::Infallible;
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;

/// How the authority is.
#[derive(Clone, Debug)]
pub(crate) enum Mode {
    /// Answers what is so.
    Well,
    /// Never answers.
    Slow,
    /// Begins to answer and never ends.
    Stalls,
    /// Answers with this status and no body.
    Status(StatusCode),
    /// Sends elsewhere.
    Elsewhere,
    /// Answers with this text, as this kind.
    Says(&'static str, String),
    /// Answers what is so, but for these members.
    But(Value),
    /// Says that a hundred megabytes come, and sends them.
    Huge,
    /// Never stops answering.
    Endless,
}

/// What was asked last, and how often.
#[derive(Default)]
pub(crate) struct Seen {
    pub(crate) times: usize,
    pub(crate) address: String,
    pub(crate) headers: HeaderMap,
    pub(crate) question: Value,
}

#[derive(Clone)]
pub(crate) struct Authority {
    pub(crate) origin: String,
    mode: Arc<Mutex<Mode>>,
    seen: Arc<Mutex<Seen>>,
}

impl Authority {
    pub(crate) async fn start(mode: Mode) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let authority = Self { origin, mode: Arc::new(Mutex::new(mode)), seen: Arc::default() };
        let router = Router::new().fallback(post(answer)).with_state(authority.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        authority
    }

    pub(crate) fn is(&self, mode: Mode) {
        *self.mode.lock().unwrap() = mode;
    }

    pub(crate) fn seen<T>(&self, look: impl FnOnce(&Seen) -> T) -> T {
        look(&self.seen.lock().unwrap())
    }
}

async fn answer(State(authority): State<Authority>, uri: Uri, headers: HeaderMap, body: Bytes) -> Response<Body> {
    let question: Value = serde_json::from_slice(&body).unwrap();
    let truth = if uri.path() == "/groups" { groups(&question) } else { check(&question) };
    {
        let mut seen = authority.seen.lock().unwrap();
        *seen = Seen { times: seen.times + 1, address: uri.to_string(), headers, question };
    }
    let mode = authority.mode.lock().unwrap().clone();
    match mode {
        Mode::Well => says("application/json", truth.to_string()),
        Mode::Slow => std::future::pending().await,
        Mode::Stalls => says("application/json", Body::from_stream(stalling())),
        Mode::Status(status) => status.into_response(),
        Mode::Elsewhere => (StatusCode::TEMPORARY_REDIRECT, [("location", "/check")]).into_response(),
        Mode::Says(kind, text) => says(kind, text),
        Mode::But(members) => {
            let mut lie = truth;
            lie.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
            says("application/json", lie.to_string())
        }
        Mode::Huge => huge(),
        Mode::Endless => says("application/json", Body::from_stream(spaces())),
    }
}

fn says(kind: &'static str, body: impl Into<Body>) -> Response<Body> {
    ([("content-type", kind)], body.into()).into_response()
}

fn check(question: &Value) -> Value {
    let nonce = &question["nonce"];
    if question["nationalId"] == "1234567890121" {
        json!({ "nonce": nonce, "found": true, "nameAgrees": true, "birthAgrees": question["birthDate"] == "1980-05-01", "status": "alive" })
    } else {
        json!({ "nonce": nonce, "found": false })
    }
}

fn groups(question: &Value) -> Value {
    let (next, more) = if question["since"].is_null() { ("first", true) } else { ("last", false) };
    let entry =
        json!({ "nationalId": "1234567890121", "birthDate": "1956-03-01", "firstName": "สมหญิง", "group": "60-plus" });
    json!({ "nonce": question["nonce"], "entries": [entry], "next": next, "more": more })
}

fn huge() -> Response<Body> {
    let body = Body::from_stream(spaces().take(100 * 1024 * 1024 / SPACES.len()));
    ([("content-type", "application/json"), ("content-length", "104857600")], body).into_response()
}

static SPACES: [u8; 4096] = [b' '; 4096];

fn spaces() -> impl Stream<Item = Result<Bytes, Infallible>> {
    stream::repeat_with(|| Ok(Bytes::from_static(&SPACES)))
}

fn stalling() -> impl Stream<Item = Result<Bytes, Infallible>> {
    stream::iter([Ok(Bytes::from_static(b"{\"nonce\":"))]).chain(stream::pending())
}
