//! Assertions nobody who holds the key has signed.

use super::*;

fn signed_with_secret(header: &Value, secret: &[u8], algorithm: ring::hmac::Algorithm) -> String {
    let body = forged(header, &claims(), b"");
    let key = ring::hmac::Key::new(algorithm, secret);
    let tag = ring::hmac::sign(&key, body.trim_end_matches('.').as_bytes());
    forged(header, &claims(), tag.as_ref())
}

#[test]
fn nothing_signed_with_nothing_or_with_what_is_public_is_believed() {
    let public = keys().to_json();
    let point: Vec<u8> = ["x", "y"]
        .iter()
        .flat_map(|of| URL_SAFE_NO_PAD.decode(public["keys"][0][of].as_str().unwrap()).unwrap())
        .collect();
    let judge = |jwt: &str| check(jwt, &keys(), &expected(NOW)).unwrap_err();
    for none in ["none", "None", "NONE", ""] {
        assert_eq!(judge(&forged(&with(header(), "alg", json!(none)), &claims(), b"")), Refused::Algorithm);
    }
    for (alg, algorithm) in
        [("HS256", ring::hmac::HMAC_SHA256), ("HS384", ring::hmac::HMAC_SHA384), ("HS512", ring::hmac::HMAC_SHA512)]
    {
        for secret in [public.to_string().as_bytes(), &point, &[&[4], point.as_slice()].concat(), b""] {
            assert_eq!(
                judge(&signed_with_secret(&with(header(), "alg", json!(alg)), secret, algorithm)),
                Refused::Algorithm
            );
            assert_eq!(judge(&signed_with_secret(&header(), secret, algorithm)), Refused::Signature);
        }
    }
    // Zeros for both halves of a signature were taken for good by other libraries once.
    for signature in [vec![0; 96], vec![], vec![0xff; 96], vec![1; 64]] {
        assert_eq!(judge(&forged(&header(), &claims(), &signature)), Refused::Signature);
    }
    let stranger = SigningKey::generate().unwrap().named("one");
    assert_eq!(judge(&stranger.sign(&header(), &claims()).unwrap()), Refused::Signature);
    let embedded = with(header(), "jwk", stranger.public().to_json());
    assert_eq!(judge(&stranger.sign(&embedded, &claims()).unwrap()), Refused::Signature);
}

proptest! {
    #[test]
    fn one_changed_letter_is_refused(at in 0_usize..1000, by in 1_u8..64) {
        let good = key().sign(&header(), &claims()).unwrap();
        let alphabet: Vec<char> = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".chars().collect();
        let mut letters: Vec<char> = good.chars().collect();
        let at = at % letters.len();
        let place = alphabet.iter().position(|letter| *letter == letters[at]);
        letters[at] = place.map_or('A', |place| alphabet[(place + usize::from(by)) % 64]);
        prop_assert!(check(&letters.iter().collect::<String>(), &keys(), &expected(NOW)).is_err());
    }
}
