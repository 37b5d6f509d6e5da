//! Key sources that are well, slow, away, wrong or endless: what is asked, how often, and what becomes of it.
#![expect(clippy::unwrap_used, reason = "a test stops where it stands")]

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, Response, StatusCode};
use axum::response::IntoResponse;
use axum::routing::get;
use domain::Instant;
use futures_util::{Stream, StreamExt as _, stream};
use reach::Reach;
use smart::signing::SigningKey;
use smart::{JwkSet, KeyAddress, KeySetError, KeySources, KeysAway};
use std::convert::Infallible;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::net::TcpListener;

const START: Instant = Instant::from_unix_milliseconds(1_795_402_800_000);
const MINUTE: i64 = 60_000;

/// What a source does next, and how often it was asked.
struct Script {
    mode: Mode,
    asked: usize,
    accepted: String,
}

#[derive(Clone)]
enum Mode {
    Says(String, &'static str),
    Status(StatusCode),
    Elsewhere,
    Never,
    Stalls,
    Endless,
}

type Shared = Arc<Mutex<Script>>;

struct Source {
    address: KeyAddress,
    script: Shared,
}

impl Source {
    async fn start(mode: Mode) -> Self {
        let script = Arc::new(Mutex::new(Script { mode, asked: 0, accepted: String::new() }));
        let router = Router::new().route("/jwks.json", get(page)).with_state(Arc::clone(&script));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/jwks.json", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { address: KeyAddress::parse(&address, Reach::ThisMachineToo).unwrap(), script }
    }

    fn does(&self, mode: Mode) {
        self.script.lock().unwrap().mode = mode;
    }

    fn asked(&self) -> usize {
        self.script.lock().unwrap().asked
    }
}

async fn page(State(script): State<Shared>, headers: HeaderMap) -> Response<Body> {
    let mode = {
        let mut script = script.lock().unwrap();
        script.asked += 1;
        headers["accept"].to_str().unwrap().clone_into(&mut script.accepted);
        script.mode.clone()
    };
    match mode {
        Mode::Says(text, kept) => ([("cache-control", kept)], text).into_response(),
        Mode::Status(status) => status.into_response(),
        Mode::Elsewhere => (StatusCode::FOUND, [("location", "/jwks.json")]).into_response(),
        Mode::Never => std::future::pending().await,
        Mode::Stalls => Body::from_stream(stalling()).into_response(),
        Mode::Endless => Body::from_stream(endless()).into_response(),
    }
}

fn endless() -> impl Stream<Item = Result<Bytes, Infallible>> {
    stream::repeat_with(|| Ok(Bytes::from_static(&[b' '; 4096])))
}

fn stalling() -> impl Stream<Item = Result<Bytes, Infallible>> {
    stream::iter([Ok(Bytes::from_static(b"{\"keys\":"))]).chain(stream::pending())
}

fn set(id: &str) -> String {
    let key = SigningKey::generate().unwrap().named(id);
    JwkSet::of([key.public()]).to_json().to_string()
}

fn sources() -> KeySources {
    KeySources::with_patience(Reach::ThisMachineToo, Duration::from_millis(500)).unwrap()
}

#[tokio::test]
async fn keys_are_fetched_once_and_kept_as_long_as_their_source_says() {
    let source = Source::start(Mode::Says(set("one"), "max-age=600")).await;
    let sources = sources();
    for at in [0, MINUTE, 9 * MINUTE] {
        assert!(sources.keys(&source.address, "one", START.plus(at)).await.unwrap().names("one"));
    }
    assert_eq!(source.asked(), 1);
    sources.keys(&source.address, "one", START.plus(10 * MINUTE)).await.unwrap();
    assert_eq!((source.asked(), source.script.lock().unwrap().accepted.as_str()), (2, "application/json"));
}

#[tokio::test]
async fn a_new_key_is_found_at_once_and_an_unknown_one_asks_once_a_minute() {
    let source = Source::start(Mode::Says(set("one"), "max-age=86400")).await;
    let sources = sources();
    sources.keys(&source.address, "one", START).await.unwrap();
    source.does(Mode::Says(set("two"), "max-age=86400"));
    assert!(sources.keys(&source.address, "two", START.plus(MINUTE)).await.unwrap().names("two"));
    for at in 0..50 {
        assert!(!sources.keys(&source.address, "none", START.plus(MINUTE + at * 1000)).await.unwrap().names("none"));
    }
    assert_eq!(source.asked(), 2);
}

#[tokio::test]
async fn many_who_ask_at_once_ask_the_source_once() {
    let source = Source::start(Mode::Says(set("one"), "max-age=600")).await;
    let sources = Arc::new(sources());
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let (sources, address) = (Arc::clone(&sources), source.address.clone());
        tasks.spawn(async move { sources.keys(&address, "one", START).await.unwrap().names("one") });
    }
    assert!(tasks.join_all().await.into_iter().all(|found| found));
    assert_eq!(source.asked(), 1);
}

#[tokio::test]
async fn every_kind_of_trouble_has_its_name_and_ends_in_time() {
    let private = set("one").replacen("\"kid\"", "\"d\":\"AAAA\",\"kid\"", 1);
    let long = format!("{}{}", set("one"), " ".repeat(64 * 1024));
    for (mode, away) in [
        (Mode::Never, KeysAway::TooSlow),
        (Mode::Stalls, KeysAway::TooSlow),
        (Mode::Endless, KeysAway::Unusable(KeySetError::TooLong)),
        (Mode::Says(long, ""), KeysAway::Unusable(KeySetError::TooLong)),
        (Mode::Says("<html>".to_owned(), ""), KeysAway::Unusable(KeySetError::Malformed)),
        (Mode::Says(private, ""), KeysAway::Unusable(KeySetError::Private)),
        (Mode::Status(StatusCode::INTERNAL_SERVER_ERROR), KeysAway::Status(500)),
        (Mode::Status(StatusCode::NO_CONTENT), KeysAway::Status(204)),
        (Mode::Elsewhere, KeysAway::Status(302)),
    ] {
        let source = Source::start(mode).await;
        let sources = sources();
        assert_eq!(sources.keys(&source.address, "one", START).await, Err(away));
        assert_eq!(sources.keys(&source.address, "one", START.plus(1)).await, Err(away), "and it is not asked again");
        assert_eq!(source.asked(), 1);
    }
    let nobody = KeyAddress::parse("http://127.0.0.1:1/jwks.json", Reach::ThisMachineToo).unwrap();
    assert_eq!(sources().keys(&nobody, "one", START).await, Err(KeysAway::Unreachable));
}

#[tokio::test]
async fn while_a_source_is_away_old_keys_serve_for_a_day() {
    let source = Source::start(Mode::Says(set("one"), "max-age=60")).await;
    let sources = sources();
    sources.keys(&source.address, "one", START).await.unwrap();
    source.does(Mode::Status(StatusCode::BAD_GATEWAY));
    let day = 24 * 60 * MINUTE;
    assert!(sources.keys(&source.address, "one", START.plus(day - MINUTE)).await.unwrap().names("one"));
    assert_eq!(sources.keys(&source.address, "one", START.plus(day)).await, Err(KeysAway::Status(502)));
    source.does(Mode::Says(set("one"), "max-age=60"));
    assert!(sources.keys(&source.address, "one", START.plus(day + MINUTE)).await.is_ok());
}

#[tokio::test]
async fn an_empty_set_takes_every_key_back_and_one_partner_has_no_other_ones_keys() {
    let (one, two) = (Source::start(Mode::Says(set("one"), "")).await, Source::start(Mode::Says(set("two"), "")).await);
    let sources = sources();
    sources.keys(&one.address, "one", START).await.unwrap();
    assert!(!sources.keys(&two.address, "two", START).await.unwrap().names("one"));
    one.does(Mode::Says("{\"keys\":[]}".to_owned(), ""));
    assert!(sources.keys(&one.address, "one", START.plus(6 * MINUTE)).await.unwrap().keys().is_empty());
    sources.forget(&two.address);
    sources.keys(&two.address, "two", START).await.unwrap();
    assert_eq!(two.asked(), 2);
}
