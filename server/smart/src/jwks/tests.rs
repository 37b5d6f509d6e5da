use super::*;
use crate::signing::SigningKey;
use proptest::prelude::*;
use std::sync::OnceLock;

fn ec() -> Value {
    static KEY: OnceLock<Value> = OnceLock::new();
    KEY.get_or_init(|| SigningKey::generate().unwrap().named("one").public().to_json()).clone()
}

/// No real key: a modulus of this many bits, all of them set.
fn rsa(bits: usize) -> Value {
    let mut n = vec![0xff; bits.div_ceil(8)];
    n[0] >>= (8 - bits % 8) % 8;
    json!({ "kty": "RSA", "kid": "two", "n": URL_SAFE_NO_PAD.encode(n), "e": "AQAB" })
}

fn with(mut key: Value, name: &str, value: Value) -> Value {
    match value {
        Value::Null => drop(key.as_object_mut().unwrap().remove(name)),
        value => key[name] = value,
    }
    key
}

fn parsed(keys: &[Value]) -> Result<JwkSet, KeySetError> {
    JwkSet::parse(&json!({ "keys": keys }).to_string())
}

#[test]
fn keys_of_both_kinds_are_read_and_written_back() {
    let set = parsed(&[ec(), rsa(2048), with(rsa(8192), "kid", json!("three"))]).unwrap();
    assert_eq!(
        set.keys().iter().map(Jwk::algorithm).collect::<Vec<_>>(),
        [Algorithm::Es384, Algorithm::Rs384, Algorithm::Rs384]
    );
    assert_eq!(JwkSet::parse(&set.to_json().to_string()), Ok(set.clone()));
    assert!(set.find("one", Algorithm::Es384).is_some() && set.find("one", Algorithm::Rs384).is_none());
    assert!(set.names("two") && !set.names("four"));
}

#[test]
fn keys_that_others_need_are_passed_over() {
    for other in [
        json!({ "kty": "OKP", "crv": "Ed25519", "kid": "x", "x": "AAAA" }),
        json!({ "kty": "EC", "crv": "P-256", "kid": "x", "x": "AAAA", "y": "AAAA" }),
        json!({ "kty": "AKP", "alg": "ML-DSA-44", "pub": "AAAA" }),
        with(rsa(2048), "use", json!("enc")),
        with(rsa(2048), "alg", json!("RS256")),
        with(rsa(2048), "key_ops", json!(["encrypt"])),
    ] {
        assert_eq!(parsed(&[other.clone(), ec()]).unwrap().keys().len(), 1, "{other}");
        assert_eq!(parsed(&[other]), Err(KeySetError::NothingUsable));
    }
}

#[test]
fn what_is_refused_and_why() {
    let same_point = with(ec(), "kid", json!("two"));
    let many: Vec<Value> = (0..=MOST).map(|n| with(ec(), "kid", json!(n.to_string()))).collect();
    for (keys, error) in [
        (vec![with(ec(), "d", json!("AAAA"))], KeySetError::Private),
        (vec![ec(), with(rsa(2048), "p", json!("AAAA"))], KeySetError::Private),
        (vec![ec(), with(rsa(2048), "oth", json!([]))], KeySetError::Private),
        (vec![ec(), json!({ "kty": "oct", "k": "AAAA" })], KeySetError::Private),
        (vec![ec(), json!({ "kty": "OKP", "crv": "Ed25519", "x": "AAAA", "d": 7 })], KeySetError::Private),
        (vec![with(ec(), "kid", Value::Null)], KeySetError::NoId),
        (vec![with(ec(), "kid", json!(""))], KeySetError::NoId),
        (vec![with(ec(), "kid", json!("a".repeat(201)))], KeySetError::Id),
        (vec![with(ec(), "kid", json!("a\nb"))], KeySetError::Id),
        (vec![with(ec(), "kid", json!(7))], KeySetError::Malformed),
        (vec![ec(), ec()], KeySetError::SameId),
        (vec![with(ec(), "x", Value::Null)], KeySetError::Parts),
        (vec![with(ec(), "x", json!("AAAA"))], KeySetError::Parts),
        (vec![with(ec(), "y", json!("+".repeat(64)))], KeySetError::Parts),
        (vec![rsa(2047)], KeySetError::Size),
        (vec![rsa(1024)], KeySetError::Size),
        (vec![rsa(8193)], KeySetError::Size),
        (vec![with(rsa(2048), "n", json!(""))], KeySetError::Parts),
        (
            vec![with(rsa(2048), "n", json!(URL_SAFE_NO_PAD.encode([vec![0], vec![255; 256]].concat())))],
            KeySetError::Parts,
        ),
        (vec![with(rsa(2048), "e", json!("AQ"))], KeySetError::Parts),
        (vec![with(rsa(2048), "e", json!("AQAA"))], KeySetError::Parts),
        (vec![with(rsa(2048), "e", Value::Null)], KeySetError::Parts),
        (vec![], KeySetError::NothingUsable),
        (many, KeySetError::TooMany),
        (vec![json!("one")], KeySetError::Malformed),
    ] {
        assert_eq!(parsed(&keys), Err(error), "{keys:?}");
    }
    assert!(parsed(&[ec(), same_point, with(rsa(2048), "kid", json!("one"))]).is_ok(), "one name, two kinds");
}

#[test]
fn a_text_that_is_no_set_is_refused() {
    let one = ec().to_string();
    let twice = one.replacen('{', "{\"kid\":\"two\",", 1);
    for text in ["", "{}", "[]", "null", &one, &format!("{{\"keys\":[{twice}]}}"), "{\"keys\":[],\"keys\":[]}"] {
        assert_eq!(JwkSet::parse(text), Err(KeySetError::Malformed), "{text}");
    }
    let long = format!("{{\"keys\":[{one}],\"more\":\"{}\"}}", "a".repeat(LONGEST));
    assert_eq!(JwkSet::parse(&long), Err(KeySetError::TooLong));
    let hidden = format!("{{\"keys\":[{}]}}", one.replacen('{', "{\"d\":\"AA\",", 1));
    assert_eq!(JwkSet::parse(&hidden), Err(KeySetError::Private));
    assert_eq!(JwkSet::parse_published(b"{\"keys\":[]}"), Ok(JwkSet::default()));
}

#[test]
fn a_point_that_is_on_no_curve_checks_nothing() {
    let nowhere = with(ec(), "y", json!("A".repeat(64)));
    let set = parsed(&[nowhere]).unwrap();
    assert!(!set.keys()[0].verifies(b"x", &[1; 96]));
}

proptest! {
    #[test]
    fn no_text_panics(text in "\\PC*", bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = (JwkSet::parse(&text), JwkSet::parse_published(&bytes));
    }

    #[test]
    fn no_numbers_panic(x in "[A-Za-z0-9_=+-]{0,80}", n in "[A-Za-z0-9_-]{0,400}", e in "[A-Za-z0-9_-]{0,8}") {
        let _ = parsed(&[with(ec(), "x", json!(x))]);
        if let Ok(set) = parsed(&[with(with(rsa(2048), "n", json!(n)), "e", json!(e))]) {
            prop_assert!(!set.keys()[0].verifies(b"x", &[1; 256]));
        }
    }
}
