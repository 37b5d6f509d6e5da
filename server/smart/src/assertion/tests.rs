use super::*;
use crate::jwks::{Jwk, JwkSet};
use crate::signing::{Claims as Said, SigningKey};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::sync::OnceLock;

mod forgeries;

const NOW: Instant = Instant::from_unix_milliseconds(1_795_402_800_000);
const SECONDS: i64 = 1_795_402_800;
const ENDPOINT: &str = "https://portal.example/fhir/token";
const CLIENT: &str = "demo-unit";

fn key() -> &'static SigningKey {
    static KEY: OnceLock<SigningKey> = OnceLock::new();
    KEY.get_or_init(|| SigningKey::generate().unwrap().named("one"))
}

fn keys() -> JwkSet {
    JwkSet::of([key().public()])
}

fn expected(now: Instant) -> Expected<'static> {
    let key_address = Some("https://unit.example/jwks.json");
    Expected { client_id: CLIENT, audiences: &[ENDPOINT, "https://portal.example/token"], key_address, now }
}

fn header() -> Value {
    json!({ "alg": "ES384", "kid": "one", "typ": "JWT" })
}

fn claims() -> Value {
    Said { client_id: CLIENT, audience: ENDPOINT, token_id: "once", now: NOW, seconds: 300 }.to_json()
}

fn with(base: Value, name: &str, value: Value) -> Value {
    let mut base = base;
    match value {
        Value::Null => drop(base.as_object_mut().unwrap().remove(name)),
        value => base[name] = value,
    }
    base
}

fn judged(header: &Value, claims: &Value) -> Result<Checked, Refused> {
    check(&key().sign(header, claims).unwrap(), &keys(), &expected(NOW))
}

#[test]
fn a_good_assertion_is_believed_and_says_how_long_to_remember_it() {
    let checked = judged(&header(), &claims()).unwrap();
    assert_eq!(checked.token_id, "once");
    assert_eq!(checked.expires, NOW.plus(300_000));
    assert_eq!(checked.remember_until(), NOW.plus(360_000));
    assert!(!format!("{checked:?}").contains("once"));
    for (name, value) in [
        ("aud", json!([ENDPOINT])),
        ("aud", json!("https://portal.example/token")),
        ("iat", Value::Null),
        ("nbf", json!(SECONDS + 60)),
        ("jti", json!("ก".repeat(LONGEST_TOKEN_ID))),
        ("further", json!({ "scope": "system/*.rs" })),
    ] {
        assert!(judged(&header(), &with(claims(), name, value.clone())).is_ok(), "{name} {value}");
    }
    let told = with(header(), "jku", json!("https://unit.example/jwks.json"));
    assert!(judged(&told, &claims()).is_ok());
}

#[test]
fn every_false_claim_is_refused_for_what_it_is() {
    for (name, value, refused) in [
        ("iss", json!("demo-dopa"), Refused::Issuer),
        ("iss", Value::Null, Refused::Issuer),
        ("sub", json!("demo-dopa"), Refused::Subject),
        ("sub", Value::Null, Refused::Subject),
        ("aud", json!("https://portal.example/fhir/token/"), Refused::Audience),
        ("aud", json!("https://other.example/fhir/token"), Refused::Audience),
        ("aud", json!([ENDPOINT, "https://other.example"]), Refused::Audience),
        ("aud", json!([]), Refused::Audience),
        ("aud", Value::Null, Refused::Audience),
        ("exp", Value::Null, Refused::NoExpiry),
        ("exp", json!(SECONDS - 60), Refused::Expired),
        ("exp", json!(0), Refused::Expired),
        ("exp", json!(i64::MIN), Refused::Expired),
        ("exp", json!(SECONDS + 361), Refused::TooFarAhead),
        ("exp", json!(i64::MAX), Refused::TooFarAhead),
        ("nbf", json!(SECONDS + 61), Refused::NotYet),
        ("iat", json!(SECONDS + 61), Refused::NotYet),
        ("jti", Value::Null, Refused::TokenId),
        ("jti", json!(""), Refused::TokenId),
        ("jti", json!("a\nb"), Refused::TokenId),
        ("jti", json!("a".repeat(LONGEST_TOKEN_ID + 1)), Refused::TokenId),
        ("jti", json!(7), Refused::Claims),
        ("exp", json!("1795403100"), Refused::Claims),
        ("exp", json!(1_795_403_100.5), Refused::Claims),
        ("aud", json!({ "a": 1 }), Refused::Claims),
    ] {
        assert_eq!(judged(&header(), &with(claims(), name, value.clone())), Err(refused), "{name} {value}");
    }
}

#[test]
fn clocks_may_differ_by_a_minute_and_no_more() {
    for (seconds, result) in
        [(-59, Ok(())), (-60, Err(Refused::Expired)), (360, Ok(())), (361, Err(Refused::TooFarAhead))]
    {
        let claims = with(claims(), "exp", json!(SECONDS + seconds));
        assert_eq!(judged(&header(), &claims).map(|_| ()), result, "{seconds}");
    }
}

#[test]
fn every_false_header_is_refused_for_what_it_is() {
    for (name, value, refused) in [
        ("alg", json!("RS384"), Refused::UnknownKey),
        ("alg", json!("ES256"), Refused::Algorithm),
        ("alg", json!("RS256"), Refused::Algorithm),
        ("alg", json!("PS384"), Refused::Algorithm),
        ("alg", json!("es384"), Refused::Algorithm),
        ("alg", Value::Null, Refused::Malformed),
        ("typ", json!("at+jwt"), Refused::Type),
        ("typ", Value::Null, Refused::Type),
        ("kid", json!("two"), Refused::UnknownKey),
        ("kid", Value::Null, Refused::KeyId),
        ("kid", json!(1), Refused::Malformed),
        ("jku", json!("https://evil.example/jwks.json"), Refused::KeyAddress),
        ("crit", json!(["exp"]), Refused::Critical),
    ] {
        assert_eq!(judged(&with(header(), name, value.clone()), &claims()), Err(refused), "{name} {value}");
    }
    let nowhere = Expected { key_address: None, ..expected(NOW) };
    let told = key().sign(&with(header(), "jku", json!("https://unit.example/jwks.json")), &claims()).unwrap();
    assert_eq!(check(&told, &keys(), &nowhere), Err(Refused::KeyAddress));
}

/// A text with this header and these claims, and anything for a signature.
fn forged(header: &Value, claims: &Value, signature: &[u8]) -> String {
    let text = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    format!("{}.{}.{}", text(header), text(claims), URL_SAFE_NO_PAD.encode(signature))
}

#[test]
fn what_is_no_assertion_is_refused_before_anything_is_believed() {
    let good = key().sign(&header(), &claims()).unwrap();
    let twice = |part: &str| URL_SAFE_NO_PAD.encode(part);
    let head = twice(&header().to_string());
    let two_issuers = claims().to_string().replacen('{', "{\"iss\":\"demo-dopa\",", 1);
    for (jwt, refused) in [
        (String::new(), Refused::Malformed),
        ("a.b".to_owned(), Refused::Malformed),
        ("..".to_owned(), Refused::Malformed),
        (format!("{good}."), Refused::Malformed),
        (format!("{good}="), Refused::Malformed),
        (format!(" {good}"), Refused::Malformed),
        (format!("{head}.{}.AA", twice("[]")), Refused::Claims),
        (format!("{head}.{}.AA", twice(&two_issuers)), Refused::Claims),
        (format!("{head}.{}.AA", twice("{\"iss\":")), Refused::Claims),
        (format!("{}.{}.AA", twice("7"), twice("{}")), Refused::Malformed),
        ("a".repeat(8 * 1024 + 1), Refused::TooLong),
    ] {
        assert_eq!(check(&jwt, &keys(), &expected(NOW)), Err(refused), "{jwt:.80}");
        assert_eq!(client_of(&jwt), Err(refused), "{jwt:.80}");
    }
}

#[test]
fn the_client_is_read_without_being_believed() {
    let of = |claims: &Value| client_of(&forged(&header(), claims, b"x"));
    assert_eq!(of(&claims()), Ok(CLIENT.to_owned()));
    for wrong in [Value::Null, json!(""), json!("a\u{0}b"), json!("a".repeat(201))] {
        assert_eq!(of(&with(claims(), "iss", wrong)), Err(Refused::Issuer));
    }
    assert_eq!(key_of(&forged(&header(), &claims(), b"x")), Ok("one".to_owned()));
    assert_eq!(key_of(&forged(&with(header(), "kid", Value::Null), &claims(), b"x")), Err(Refused::KeyId));
}

#[test]
fn codes_are_those_of_the_standard_and_reasons_can_stand_in_an_answer() {
    assert_eq!(Refused::TooLong.code(), ErrorCode::InvalidRequest);
    for refused in [Refused::Signature, Refused::Expired, Refused::UsedBefore, Refused::Algorithm, Refused::TokenId] {
        assert_eq!(refused.code(), ErrorCode::InvalidClient);
        let answer = crate::ErrorAnswer::new(refused.code(), &refused);
        assert_eq!(answer.error_description, refused.to_string());
    }
}

/// The example keys and assertions that SMART App Launch 2.2 publishes, made by another implementation.
#[test]
fn the_worked_examples_of_the_guide_are_believed() {
    let published: Vec<Jwk> =
        [include_str!("../../tests/guide/ES384.public.json"), include_str!("../../tests/guide/RS384.public.json")]
            .into_iter()
            .flat_map(|text| JwkSet::parse(text).unwrap().keys().to_vec())
            .collect();
    let keys = JwkSet::of(published);
    let expected = Expected {
        client_id: "https://bili-monitor.example.com",
        audiences: &["https://authorize.smarthealthit.org/token"],
        key_address: None,
        now: Instant::from_unix_milliseconds(1_422_568_600_000),
    };
    for jwt in [include_str!("../../tests/guide/ES384.jwt"), include_str!("../../tests/guide/RS384.jwt")] {
        let checked = check(jwt.trim(), &keys, &expected).unwrap();
        assert_eq!(checked.token_id, "random-non-reusable-jwt-id-123");
        let changed = jwt.trim().replacen(".eyJ", ".eyI", 1);
        assert!(check(&changed, &keys, &expected).is_err());
        assert_eq!(check(jwt.trim(), &JwkSet::default(), &expected), Err(Refused::UnknownKey));
    }
}

proptest! {
    #[test]
    fn no_text_panics(jwt in "\\PC*|[A-Za-z0-9_.-]{0,200}") {
        let _ = (check(&jwt, &keys(), &expected(NOW)), client_of(&jwt), key_of(&jwt));
    }

    #[test]
    fn no_header_or_claims_panic(header in any_json(), claims in any_json()) {
        let jwt = forged(&header, &claims, b"x");
        prop_assert!(check(&jwt, &keys(), &expected(NOW)).is_err());
    }
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
    ];
    let names = prop_oneof![Just("alg"), Just("kid"), Just("typ"), Just("iss"), Just("exp"), Just("aud"), Just("jti")];
    leaf.prop_recursive(3, 24, 6, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::hash_map(names.clone(), inner, 0..6)
                .prop_map(|map| map.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<Value>()),
        ]
    })
}
