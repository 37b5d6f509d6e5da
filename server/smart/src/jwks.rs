//! The public keys of a partner (RFC 7517), for the two algorithms of SMART: EC on P-384, and RSA from 2048 bits.
//!
//! A set that gives a private key away is refused whole. Keys for other uses are passed over, as the standard says, so
//! that a partner may publish one set for everybody.

mod error;
mod raw;

pub use error::KeySetError;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::signature::{ECDSA_P384_SHA384_FIXED, RSA_PKCS1_2048_8192_SHA384, RsaPublicKeyComponents, UnparsedPublicKey};
use serde_json::{Value, json};

/// The longest set that is read, in bytes.
pub const LONGEST: usize = 64 * 1024;
/// The most keys in a set.
pub const MOST: usize = 16;
/// The longest name of a key, in bytes.
pub const LONGEST_ID: usize = 200;

/// How an assertion is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Algorithm {
    /// ECDSA on P-384 with SHA-384.
    Es384,
    /// RSASSA-PKCS1-v1_5 with SHA-384.
    Rs384,
}

impl Algorithm {
    /// Both, as `.well-known/smart-configuration` names them.
    pub const NAMES: [&'static str; 2] = ["ES384", "RS384"];

    /// The algorithm of this name (RFC 7518, 3.1); `None` for every other, `none` and the symmetric ones with them.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "ES384" => Some(Self::Es384),
            "RS384" => Some(Self::Rs384),
            _ => None,
        }
    }

    /// The name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Es384 => "ES384",
            Self::Rs384 => "RS384",
        }
    }
}

/// A public key with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Jwk {
    id: String,
    key: Key,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Key {
    /// The point, uncompressed: `04`, x, y.
    Ec(Vec<u8>),
    /// Modulus and exponent, without leading zeros.
    Rsa { n: Vec<u8>, e: Vec<u8> },
}

impl Jwk {
    pub(crate) const fn new(id: String, key: Key) -> Self {
        Self { id, key }
    }

    /// The name of the key, `kid`.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The algorithm it checks.
    pub const fn algorithm(&self) -> Algorithm {
        match self.key {
            Key::Ec(_) => Algorithm::Es384,
            Key::Rsa { .. } => Algorithm::Rs384,
        }
    }

    /// Whether `signature` over `message` is by this key.
    pub(crate) fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        match &self.key {
            Key::Ec(point) => UnparsedPublicKey::new(&ECDSA_P384_SHA384_FIXED, point).verify(message, signature),
            Key::Rsa { n, e } => {
                RsaPublicKeyComponents { n, e }.verify(&RSA_PKCS1_2048_8192_SHA384, message, signature)
            }
        }
        .is_ok()
    }

    /// The key as it is published: nothing but its public parts.
    pub fn to_json(&self) -> Value {
        let text = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        let (kid, alg) = (&self.id, self.algorithm().name());
        match &self.key {
            Key::Ec(point) => {
                let (x, y) = point[1..].split_at(raw::P384);
                json!({ "kty": "EC", "crv": "P-384", "use": "sig", "alg": alg, "kid": kid, "x": text(x), "y": text(y) })
            }
            Key::Rsa { n, e } => {
                json!({ "kty": "RSA", "use": "sig", "alg": alg, "kid": kid, "n": text(n), "e": text(e) })
            }
        }
    }
}

/// The keys of a partner, possibly none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct JwkSet(Vec<Jwk>);

impl JwkSet {
    /// The set in `text`, for a registration: at least one key of it can be used.
    pub fn parse(text: &str) -> Result<Self, KeySetError> {
        let set = Self::parse_published(text.as_bytes())?;
        if set.0.is_empty() { Err(KeySetError::NothingUsable) } else { Ok(set) }
    }

    /// The set in `bytes`, as published at a registered address: it may be empty, which takes every key back.
    pub fn parse_published(bytes: &[u8]) -> Result<Self, KeySetError> {
        let keys = raw::read(bytes)?;
        let twice = |one: &Jwk| keys.iter().filter(|other| same(one, other)).count() > 1;
        if keys.iter().any(twice) { Err(KeySetError::SameId) } else { Ok(Self(keys)) }
    }

    /// The set of these keys; of two with the same name and kind the first stays.
    pub fn of(keys: impl IntoIterator<Item = Jwk>) -> Self {
        Self(keys.into_iter().fold(Vec::new(), |mut all, key| {
            if !all.iter().any(|other| same(&key, other)) {
                all.push(key);
            }
            all
        }))
    }

    /// The one key of this name for this algorithm.
    pub fn find(&self, id: &str, algorithm: Algorithm) -> Option<&Jwk> {
        self.0.iter().find(|key| key.id == id && key.algorithm() == algorithm)
    }

    /// Whether a key has this name.
    pub fn names(&self, id: &str) -> bool {
        self.0.iter().any(|key| key.id == id)
    }

    /// The keys.
    pub fn keys(&self) -> &[Jwk] {
        &self.0
    }

    /// The set as it is published or stored.
    pub fn to_json(&self) -> Value {
        json!({ "keys": self.0.iter().map(Jwk::to_json).collect::<Vec<_>>() })
    }
}

fn same(one: &Jwk, other: &Jwk) -> bool {
    one.id == other.id && one.algorithm() == other.algorithm()
}

#[cfg(test)]
mod tests;
