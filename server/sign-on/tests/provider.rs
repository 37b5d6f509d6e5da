//! Sign-on against a real provider: who comes back, and what the provider and the portal refuse each other.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on must stop")]

mod peer;

use domain::{Instant, Language};
use peer::{CALLBACK, Peer, browse, entropy, now};
use sign_on::Secret;
use sign_on::oidc::{Answer, Doubt, Identity, Kind, Pending, Provider, Settings, SignOnError};
use url::Url;

fn settings(issuer: &str) -> Settings {
    let mut settings = Settings::new(issuer, "portal", Url::parse(CALLBACK).unwrap());
    settings.client_secret = Some(Secret::new("a-secret-between-the-two"));
    settings.scopes.push("email".to_owned());
    settings
}

fn portal(peer: &Peer) -> Provider {
    Provider::new(settings(&peer.issuer)).unwrap()
}

async fn start(portal: &Provider, kind: Kind) -> (Url, Pending) {
    portal.start(kind, Language::Th, &entropy, now()).await.unwrap()
}

async fn signed_on(portal: &Provider, kind: Kind, login: &str) -> Result<Identity, SignOnError> {
    let (url, pending) = start(portal, kind).await;
    let answer = browse(url, login).await;
    portal.finish(pending, &answer, now()).await
}

/// `pending` with one of its facts replaced.
fn tampered(pending: &Pending, fact: &str) -> Pending {
    let mut kept: serde_json::Value = serde_json::from_slice(&pending.to_bytes()).unwrap();
    kept[fact] = "x".repeat(43).into();
    Pending::from_bytes(kept.to_string().as_bytes()).unwrap()
}

#[tokio::test]
async fn a_person_comes_back_with_number_and_names() {
    for lean in [false, true] {
        let peer = Peer::start(0, lean).await;
        let before = now();
        let person = signed_on(&portal(&peer), Kind::Person, "person").await.unwrap();
        assert_eq!((person.issuer.as_str(), person.subject.as_str()), (peer.issuer.as_str(), "person"));
        assert_eq!(person.pid.as_deref(), Some("1234567890121"), "lean: {lean}");
        assert_eq!(person.given_name.as_deref(), Some("สมชาย"));
        assert_eq!(person.family_name.as_deref(), Some("ใจดี"));
        let email = person.email.as_ref().unwrap();
        assert_eq!((email.address.as_str(), email.verified), ("person@example.org", true));
        assert!(!person.second_factor);
        let time = person.auth_time.unwrap();
        assert!(time.unix_milliseconds() >= before.unix_milliseconds() - 1000 && time <= now());
        let shown = format!("{person:?}{email:?}");
        assert!(!shown.contains("1234567890121") && !shown.contains("example.org") && !shown.contains("สม"));
    }
}

#[tokio::test]
async fn what_the_provider_does_not_know_is_left_out() {
    let peer = Peer::start(0, false).await;
    let person = signed_on(&portal(&peer), Kind::Person, "nameless").await.unwrap();
    assert_eq!((person.pid, person.given_name, person.family_name), (None, None, None));
    assert!(person.email.is_none());
}

#[tokio::test]
async fn staff_have_a_second_factor_only_when_the_token_says_so() {
    for lean in [false, true] {
        let peer = Peer::start(0, lean).await;
        let mut settings = settings(&peer.issuer);
        settings.second_factor.contexts.push("urn:example:assurance:2".to_owned());
        let portal = Provider::new(settings).unwrap();
        for (login, expected) in [("officer-two-factors", true), ("officer-password", false), ("officer-assured", true)]
        {
            let officer = signed_on(&portal, Kind::Staff, login).await.unwrap();
            assert_eq!(officer.second_factor, expected, "{login}, lean: {lean}");
        }
    }
}

#[tokio::test]
async fn a_public_client_needs_no_secret() {
    let peer = Peer::start(0, false).await;
    let settings = Settings::new(peer.issuer.clone(), "open-portal", Url::parse(CALLBACK).unwrap());
    let person = signed_on(&Provider::new(settings).unwrap(), Kind::Person, "person").await.unwrap();
    assert_eq!(person.subject, "person");
}

#[tokio::test]
async fn the_proof_of_the_starter_is_sent_demanded_and_checked() {
    let peer = Peer::start(0, false).await;
    let portal = portal(&peer);
    let (url, pending) = start(&portal, Kind::Person).await;
    assert!(url.query_pairs().any(|pair| pair == ("code_challenge_method".into(), "S256".into())));
    let without: Vec<_> = url.query_pairs().into_owned().filter(|(key, _)| !key.starts_with("code_ch")).collect();
    let mut bare = url.clone();
    bare.query_pairs_mut().clear().extend_pairs(without);
    let refusal = browse(bare, "person").await;
    assert_eq!(refusal.error.as_deref(), Some("invalid_request"));
    let answer = browse(url, "person").await;
    let stranger = portal.finish(tampered(&pending, "verifier"), &answer, now()).await;
    assert_eq!(stranger.unwrap_err(), SignOnError::CodeRefused);
    assert_eq!(portal.finish(pending, &refusal, now()).await.unwrap_err(), SignOnError::Refused);
}

#[tokio::test]
async fn another_nonce_another_state_another_provider_are_refused() {
    let peer = Peer::start(0, false).await;
    let portal = portal(&peer);
    for (fact, expected) in [
        ("nonce", SignOnError::TokenRefused(Doubt::Nonce)),
        ("state", SignOnError::StateMismatch),
        ("issuer", SignOnError::StateMismatch),
    ] {
        let (url, pending) = start(&portal, Kind::Person).await;
        let answer = browse(url, "person").await;
        let outcome = portal.finish(tampered(&pending, fact), &answer, now()).await;
        assert_eq!(outcome.unwrap_err(), expected, "{fact}");
    }
    for issuer in [None, Some("https://other.example".to_owned())] {
        let (url, pending) = start(&portal, Kind::Person).await;
        let answer = Answer { iss: issuer, ..browse(url, "person").await };
        assert_eq!(portal.finish(pending, &answer, now()).await.unwrap_err(), SignOnError::WrongIssuer);
    }
}

#[tokio::test]
async fn a_code_serves_once_and_a_sign_on_ten_minutes() {
    let peer = Peer::start(0, false).await;
    let portal = portal(&peer);
    let (url, pending) = start(&portal, Kind::Person).await;
    let kept = pending.to_bytes();
    let answer = browse(url, "person").await;
    let late = Instant::from_unix_milliseconds(now().unix_milliseconds() + 10 * 60 * 1000);
    assert_eq!(portal.finish(pending, &answer, late).await.unwrap_err(), SignOnError::Expired);
    let again = || Pending::from_bytes(&kept).unwrap();
    assert!(portal.finish(again(), &answer, now()).await.is_ok());
    assert_eq!(portal.finish(again(), &answer, now()).await.unwrap_err(), SignOnError::CodeRefused);
}

#[tokio::test]
async fn another_clients_code_serves_nobody_else() {
    let peer = Peer::start(0, false).await;
    let other = Settings::new(peer.issuer.clone(), "open-portal", Url::parse(CALLBACK).unwrap());
    let (url, pending) = start(&Provider::new(other).unwrap(), Kind::Person).await;
    let answer = browse(url, "person").await;
    let outcome = portal(&peer).finish(pending, &answer, now()).await;
    assert_eq!(outcome.unwrap_err(), SignOnError::CodeRefused);
}

#[tokio::test]
async fn turning_back_at_the_provider_is_not_a_fault() {
    let peer = Peer::start(0, false).await;
    let refusal = signed_on(&portal(&peer), Kind::Person, "nobody").await.unwrap_err();
    assert_eq!(refusal, SignOnError::Cancelled);
}

#[tokio::test]
async fn a_wrong_secret_is_the_operators_to_mend() {
    let peer = Peer::start(0, false).await;
    let mut settings = settings(&peer.issuer);
    settings.client_secret = Some(Secret::new("another"));
    let refusal = signed_on(&Provider::new(settings).unwrap(), Kind::Person, "person").await.unwrap_err();
    assert!(matches!(refusal, SignOnError::Misbehaved(_)), "{refusal}");
}

#[tokio::test]
async fn new_keys_between_two_sign_ons_are_found() {
    let peer = Peer::start(0, false).await;
    let portal = portal(&peer);
    assert!(signed_on(&portal, Kind::Person, "person").await.is_ok());
    let peer = peer.restart(false).await;
    assert!(signed_on(&portal, Kind::Person, "person").await.is_ok(), "{}", peer.issuer);
}
