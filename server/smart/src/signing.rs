//! The other side: a key of a partner, and the assertions it signs. For demo keys, the example client and tests.
//!
//! The portal itself signs no assertion. Keys are drawn and signatures made with the system's own randomness: this is the
//! one place of the crate that asks for it.

use crate::jwks::{Jwk, Key};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use domain::Instant;
use ring::digest::{SHA256, digest};
use ring::rand::{SecureRandom, SystemRandom};
use ring::signature::{ECDSA_P384_SHA384_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};
use std::fmt;
use thiserror::Error;

const BEGIN: &str = "-----BEGIN PRIVATE KEY-----";
const END: &str = "-----END PRIVATE KEY-----";
/// Characters of a line of PEM (RFC 7468).
const LINE: usize = 64;

/// A private key on P-384 (ES384).
pub struct SigningKey {
    pair: EcdsaKeyPair,
    document: Vec<u8>,
    id: String,
}

impl SigningKey {
    /// A new key, drawn with the system's randomness.
    pub fn generate() -> Result<Self, KeyError> {
        let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P384_SHA384_FIXED_SIGNING, &SystemRandom::new());
        Self::of(document.map_err(|_| KeyError::NoRandomness)?.as_ref().to_vec())
    }

    /// The key in a PEM file: PKCS#8, unencrypted, with its public half, as `openssl genpkey` writes it.
    pub fn from_pem(text: &str) -> Result<Self, KeyError> {
        let (_, rest) = text.split_once(BEGIN).ok_or(KeyError::NoKey)?;
        let (body, _) = rest.split_once(END).ok_or(KeyError::NoKey)?;
        let body: String = body.split_ascii_whitespace().collect();
        Self::of(STANDARD.decode(body).map_err(|_| KeyError::NoKey)?)
    }

    fn of(document: Vec<u8>) -> Result<Self, KeyError> {
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P384_SHA384_FIXED_SIGNING, &document, &SystemRandom::new());
        let pair = pair.map_err(|_| KeyError::NoKey)?;
        let id = thumbprint(pair.public_key().as_ref());
        Ok(Self { pair, document, id })
    }

    /// The key as a PEM file. Whoever writes it lets nobody else read it.
    pub fn to_pem(&self) -> String {
        let body = STANDARD.encode(&self.document);
        let lines: Vec<&str> = (0..body.len()).step_by(LINE).map(|at| &body[at..body.len().min(at + LINE)]).collect();
        format!("{BEGIN}\n{}\n{END}\n", lines.join("\n"))
    }

    /// The public half. Its name is its thumbprint (RFC 7638), unless another was chosen.
    pub fn public(&self) -> Jwk {
        Jwk::new(self.id.clone(), Key::Ec(self.pair.public_key().as_ref().to_vec()))
    }

    /// The key under another name.
    #[must_use]
    pub fn named(self, id: impl Into<String>) -> Self {
        Self { id: id.into(), ..self }
    }

    /// A signed assertion of `claims`.
    pub fn assertion(&self, claims: &Claims<'_>) -> Result<String, KeyError> {
        self.sign(&json!({ "alg": "ES384", "kid": self.id, "typ": "JWT" }), &claims.to_json())
    }

    /// Anything, signed, also what no honest client would sign.
    pub fn sign(&self, header: &Value, claims: &Value) -> Result<String, KeyError> {
        let text = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", text(header), text(claims));
        let signature = self.pair.sign(&SystemRandom::new(), signed.as_bytes()).map_err(|_| KeyError::NoRandomness)?;
        Ok(format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature)))
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey").field("id", &self.id).finish_non_exhaustive()
    }
}

/// What an assertion says.
#[derive(Debug, Clone, Copy)]
pub struct Claims<'a> {
    /// The client, issuer and subject in one.
    pub client_id: &'a str,
    /// The address of the token endpoint.
    pub audience: &'a str,
    /// What names this assertion: never the same twice.
    pub token_id: &'a str,
    /// The present moment.
    pub now: Instant,
    /// For how many seconds it is good: 300 at most.
    pub seconds: u32,
}

impl Claims<'_> {
    /// The claims as they are signed.
    pub fn to_json(&self) -> Value {
        let now = self.now.unix_milliseconds().div_euclid(1000);
        json!({
            "iss": self.client_id, "sub": self.client_id, "aud": self.audience, "jti": self.token_id,
            "iat": now, "exp": now + i64::from(self.seconds),
        })
    }
}

/// A name for an assertion that no other has: 128 random bits of the system's.
pub fn fresh_token_id() -> Result<String, KeyError> {
    let mut bytes = [0; 16];
    SystemRandom::new().fill(&mut bytes).map_err(|_| KeyError::NoRandomness)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// The thumbprint of a point on P-384: its required members in the order of the alphabet, hashed.
fn thumbprint(point: &[u8]) -> String {
    let (x, y) = point[1..].split_at((point.len() - 1) / 2);
    let [x, y] = [x, y].map(|part| URL_SAFE_NO_PAD.encode(part));
    let members = format!(r#"{{"crv":"P-384","kty":"EC","x":"{x}","y":"{y}"}}"#);
    URL_SAFE_NO_PAD.encode(digest(&SHA256, members.as_bytes()))
}

/// Why there is no key, or no signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum KeyError {
    /// The text is no such key.
    #[error("no PKCS#8 private key on P-384 in PEM form, with its public half")]
    NoKey,
    /// The system gave no randomness.
    #[error("the system gave no randomness")]
    NoRandomness,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assertion::{Expected, check};
    use crate::jwks::JwkSet;

    #[test]
    fn a_key_survives_its_file_and_its_assertions_are_believed() {
        let key = SigningKey::generate().unwrap();
        let again = SigningKey::from_pem(&key.to_pem()).unwrap();
        assert_eq!(again.public(), key.public());
        let now = Instant::from_unix_milliseconds(1_795_402_800_123);
        let audience = "https://portal.example/fhir/token";
        let claims = Claims { client_id: "demo-unit", audience, token_id: "once", now, seconds: 300 };
        let expected = Expected { client_id: "demo-unit", audiences: &[audience], key_address: None, now };
        let published = JwkSet::parse(&JwkSet::of([key.public()]).to_json().to_string()).unwrap();
        let checked = check(&again.assertion(&claims).unwrap(), &published, &expected).unwrap();
        assert_eq!((checked.token_id.as_str(), checked.expires.unix_milliseconds()), ("once", 1_795_403_100_000));
    }

    #[test]
    fn what_is_no_key_is_refused_and_a_key_is_not_shown() {
        let key = SigningKey::generate().unwrap();
        let pem = key.to_pem();
        for text in ["", "x", BEGIN, &pem[..100], &pem.replace('A', "!"), &format!("{BEGIN}\nAAAA\n{END}")] {
            assert_eq!(SigningKey::from_pem(text).map(|_| ()), Err(KeyError::NoKey));
        }
        assert!(pem.lines().all(|line| line.len() <= LINE));
        assert!(!format!("{key:?}").contains(&pem[40..60]));
        assert_ne!(fresh_token_id().unwrap(), fresh_token_id().unwrap());
    }
}
