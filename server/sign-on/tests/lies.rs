//! Sign-on against a provider that lies, forges, sleeps or is away: every lie has its own refusal, and none is quoted.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

mod liar;

use domain::{Instant, Language};
use liar::{Key, Liar, forged, unsigned};
use serde_json::{Value, json};
use sign_on::oidc::{Answer, Doubt, Identity, Kind, Pending, Provider, Settings, SignOnError, Trouble};
use sign_on::{Entropy, NoEntropy, Secret};
use std::time::Duration;
use tokio::net::TcpListener;
use url::Url;

const NOW: Instant = Instant::from_unix_milliseconds(1_767_200_400_000);
const SECONDS: i64 = 1_767_200_400;
const SECRET: &str = "a-secret-between-the-two";

fn later(seconds: i64) -> Instant {
    Instant::from_unix_milliseconds(NOW.unix_milliseconds() + seconds * 1000)
}

fn settings(issuer: &str) -> Settings {
    let mut settings = Settings::new(issuer, "portal", Url::parse("https://portal.example/oidc/callback").unwrap());
    settings.client_secret = Some(Secret::new(SECRET));
    settings.timeout = Duration::from_secs(5);
    settings
}

fn fixed() -> impl Entropy {
    |bytes: &mut [u8]| {
        bytes.fill(7);
        Ok::<(), NoEntropy>(())
    }
}

/// State, nonce and verifier alike, with that randomness.
fn drawn() -> String {
    "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc".to_owned()
}

async fn started(portal: &Provider, now: Instant) -> Result<(Url, Pending), SignOnError> {
    portal.start(Kind::Person, Language::En, &fixed(), now).await
}

async fn finished(portal: &Provider, now: Instant) -> Result<Identity, SignOnError> {
    finished_by(Kind::Person, portal, now).await
}

async fn finished_by(kind: Kind, portal: &Provider, now: Instant) -> Result<Identity, SignOnError> {
    let (_, pending) = portal.start(kind, Language::En, &fixed(), now).await?;
    let answer = Answer { code: Some("code".to_owned()), state: Some(drawn()), ..Answer::default() };
    portal.finish(pending, &answer, now).await
}

fn claims(liar: &Liar) -> Value {
    json!({
        "iss": liar.issuer, "sub": "somebody", "aud": "portal", "exp": SECONDS + 300, "iat": SECONDS, "nonce": drawn(),
        "pid": "1234567890121", "given_name": "สมชาย", "family_name": "ใจดี",
    })
}

fn with(liar: &Liar, name: &str, value: Value) -> Value {
    let mut claims = claims(liar);
    claims[name] = value;
    claims
}

async fn liar_with(key: &Key) -> (Liar, Provider) {
    let liar = Liar::start().await;
    liar.say(|script| script.keys = json!({ "keys": [key.published()] }));
    let portal = Provider::new(settings(&liar.issuer)).unwrap();
    (liar, portal)
}

#[tokio::test]
async fn a_true_token_is_believed() {
    let key = Key::new("one");
    let (liar, portal) = liar_with(&key).await;
    let token = key.signed(&with(&liar, "azp", json!("portal")));
    liar.say(|script| script.token = token);
    let person = finished(&portal, NOW).await.unwrap();
    assert_eq!((person.subject.as_str(), person.pid.as_deref()), ("somebody", Some("1234567890121")));
}

#[tokio::test]
async fn every_false_claim_is_refused_for_what_it_is() {
    let key = Key::new("one");
    let (liar, portal) = liar_with(&key).await;
    let lies = [
        ("iss", json!("https://other.example"), Doubt::Issuer),
        ("aud", json!("somebody-else"), Doubt::Audience),
        ("aud", json!(["portal", "somebody-else"]), Doubt::Audience),
        ("azp", json!("somebody-else"), Doubt::Audience),
        ("exp", json!(SECONDS), Doubt::Time),
        ("exp", json!(SECONDS - 3600), Doubt::Time),
        ("iat", json!(SECONDS + 61), Doubt::Time),
        ("iat", json!(SECONDS - 61), Doubt::Time),
        ("nonce", json!("somebody-else"), Doubt::Nonce),
        ("nonce", Value::Null, Doubt::Nonce),
        ("sub", Value::Null, Doubt::Malformed),
    ];
    for (name, value, doubt) in lies {
        let token = key.signed(&with(&liar, name, value.clone()));
        liar.say(|script| script.token = token);
        let refusal = finished(&portal, NOW).await.unwrap_err();
        assert_eq!(refusal, SignOnError::TokenRefused(doubt), "{name} {value}");
        assert!(!refusal.to_string().contains("somebody-else"), "{refusal}");
    }
}

#[tokio::test]
async fn on_duty_a_session_at_the_provider_is_not_enough() {
    let key = Key::new("one");
    let (liar, portal) = liar_with(&key).await;
    let (url, _) = portal.start(Kind::Staff, Language::En, &fixed(), NOW).await.unwrap();
    assert!(url.query_pairs().any(|pair| pair == ("max_age".into(), "0".into())), "{url}");
    for (shown, believed) in [
        (json!(SECONDS), true),
        (json!(SECONDS - 60), true),
        (json!(SECONDS - 61), false),
        (json!(SECONDS - 8 * 3600), false),
        (json!(SECONDS + 61), false),
        (Value::Null, false),
    ] {
        let token = key.signed(&with(&liar, "auth_time", shown.clone()));
        liar.say(|script| script.token = token);
        let on_duty = finished_by(Kind::Staff, &portal, NOW).await;
        assert_eq!(on_duty.is_ok(), believed, "{shown}");
        assert!(believed || on_duty.unwrap_err() == SignOnError::TokenRefused(Doubt::Time), "{shown}");
        assert!(finished(&portal, NOW).await.is_ok(), "people stay signed in at their provider: {shown}");
    }
}

#[tokio::test]
async fn a_token_signed_with_nothing_or_with_what_is_public_is_refused() {
    let key = Key::new("one");
    let (liar, portal) = liar_with(&key).await;
    let claims = claims(&liar);
    let forgeries = [
        (unsigned(&claims), Doubt::Algorithm),
        (key.forged_with_the_public_key(&claims), Doubt::Algorithm),
        (forged(&claims, "one", key.published().to_string().as_bytes()), Doubt::Algorithm),
        (forged(&claims, "one", SECRET.as_bytes()), Doubt::Algorithm),
        (Key::new("one").signed(&claims), Doubt::Signature),
        (Key::new("unknown").signed(&claims), Doubt::Signature),
        (key.signed(&claims).replacen('.', ".A", 1), Doubt::Malformed),
        ("not.a.token".to_owned(), Doubt::Malformed),
        (String::new(), Doubt::Malformed),
    ];
    for (token, doubt) in forgeries {
        liar.say(|script| script.token.clone_from(&token));
        let refusal = finished(&portal, NOW).await.unwrap_err();
        assert_eq!(refusal, SignOnError::TokenRefused(doubt), "{token}");
    }
}

#[tokio::test]
async fn unknown_keys_have_the_keys_read_once_a_minute() {
    let (one, two) = (Key::new("one"), Key::new("two"));
    let (liar, portal) = liar_with(&one).await;
    let asked = || liar.script.lock().unwrap().keys_asked;
    let token = Key::new("unknown").signed(&claims(&liar));
    liar.say(|script| script.token = token);
    for _ in 0..3 {
        assert_eq!(finished(&portal, NOW).await.unwrap_err(), SignOnError::TokenRefused(Doubt::Signature));
    }
    assert_eq!(asked(), 2, "once at discovery, once for the unknown key");
    let mut claims = claims(&liar);
    claims["iat"] = json!(SECONDS + 50);
    liar.say(|script| script.keys = json!({ "keys": [one.published(), two.published()] }));
    liar.say(|script| script.token = two.signed(&claims));
    assert_eq!(finished(&portal, later(59)).await.unwrap_err(), SignOnError::TokenRefused(Doubt::Signature));
    assert!(finished(&portal, later(60)).await.is_ok());
    assert_eq!(asked(), 3);
}

#[tokio::test]
async fn user_info_about_somebody_else_is_refused() {
    let key = Key::new("one");
    let (liar, portal) = liar_with(&key).await;
    let token = key.signed(&with(&liar, "pid", Value::Null));
    liar.say(|script| script.token = token);
    liar.say(|script| script.user_info = json!({ "sub": "somebody-else", "pid": "1234567890121" }));
    assert_eq!(finished(&portal, NOW).await.unwrap_err(), SignOnError::TokenRefused(Doubt::Subject));
    liar.say(|script| script.user_info = json!({ "sub": "somebody", "pid": 1_234_567_890_121_u64, "amr": ["mfa"] }));
    let person = finished(&portal, NOW).await.unwrap();
    assert_eq!((person.pid.as_deref(), person.second_factor), (Some("1234567890121"), false));
}

#[tokio::test]
async fn metadata_of_another_issuer_or_with_cleartext_addresses_is_refused() {
    for (name, value) in [
        ("issuer", "https://other.example"),
        ("jwks_uri", "http://192.0.2.1/keys"),
        ("authorization_endpoint", "http://other.example/authorize"),
    ] {
        let (liar, portal) = liar_with(&Key::new("one")).await;
        liar.say(|script| script.metadata[name] = json!(value));
        let refusal = started(&portal, NOW).await.unwrap_err();
        assert!(matches!(refusal, SignOnError::Misbehaved(_)), "{name}: {refusal}");
    }
    let key = Key::new("one");
    let (liar, portal) = liar_with(&key).await;
    liar.say(|script| script.metadata["token_endpoint"] = json!("http://192.0.2.1/token"));
    assert!(matches!(finished(&portal, NOW).await.unwrap_err(), SignOnError::Misbehaved(_)));
}

#[tokio::test]
async fn a_provider_that_is_away_closes_this_door_until_it_is_back() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let portal = Provider::new(settings(&format!("http://{address}"))).unwrap();
    let away = SignOnError::Unavailable(Trouble::Unreachable);
    assert_eq!(started(&portal, NOW).await.unwrap_err(), away);
    let liar = Liar::on(TcpListener::bind(address).await.unwrap());
    liar.say(|script| script.keys = json!({ "keys": [] }));
    assert_eq!(started(&portal, later(4)).await.unwrap_err(), away, "not asked again at once");
    assert!(started(&portal, later(5)).await.is_ok());
}

#[tokio::test]
async fn what_was_known_serves_while_the_provider_is_away() {
    let (liar, portal) = liar_with(&Key::new("one")).await;
    assert!(started(&portal, NOW).await.is_ok());
    liar.say(|script| script.metadata = json!({}));
    assert!(started(&portal, later(25 * 60 * 60)).await.is_ok());
}

#[tokio::test]
async fn a_provider_that_sleeps_is_not_waited_for() {
    let sleeper = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut settings = settings(&format!("http://{}", sleeper.local_addr().unwrap()));
    settings.timeout = Duration::from_millis(50);
    let portal = Provider::new(settings).unwrap();
    let refusal = portal.discover(NOW).await.unwrap_err();
    assert_eq!(refusal, SignOnError::Unavailable(Trouble::TooSlow));
}

#[tokio::test]
async fn a_provider_that_fails_at_the_token_is_unavailable() {
    let (liar, portal) = liar_with(&Key::new("one")).await;
    liar.say(|script| script.token = "500".to_owned());
    assert_eq!(finished(&portal, NOW).await.unwrap_err(), SignOnError::Unavailable(Trouble::Unusable));
}
