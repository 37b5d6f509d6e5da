//! Key sets as they are written, before anything in them is a key.

use super::error::KeySetError;
use super::{Algorithm, Jwk, Key, LONGEST, LONGEST_ID, MOST};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde::de::IgnoredAny;

/// Bytes of a coordinate on P-384.
pub(super) const P384: usize = 48;
/// Bits of an RSA modulus.
const RSA: std::ops::RangeInclusive<usize> = 2048..=8192;
/// The longest RSA exponent, in bytes.
const EXPONENT: usize = 4;

#[derive(Deserialize)]
struct RawSet {
    keys: Vec<RawKey>,
}

/// What is looked at of a key. Two members of one name are refused by the reader.
#[derive(Deserialize)]
struct RawKey {
    kty: String,
    kid: Option<String>,
    #[serde(rename = "use")]
    used_for: Option<String>,
    key_ops: Option<Vec<String>>,
    alg: Option<String>,
    crv: Option<String>,
    x: Option<String>,
    y: Option<String>,
    n: Option<String>,
    e: Option<String>,
    #[serde(flatten)]
    private: Private,
}

/// Everything of a key that must stay with its owner (RFC 7518, 6.2.2, 6.3.2 and 6.4).
#[derive(Deserialize)]
struct Private {
    d: Option<IgnoredAny>,
    p: Option<IgnoredAny>,
    q: Option<IgnoredAny>,
    dp: Option<IgnoredAny>,
    dq: Option<IgnoredAny>,
    qi: Option<IgnoredAny>,
    oth: Option<IgnoredAny>,
    k: Option<IgnoredAny>,
}

/// The keys in `bytes` that can be used.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Jwk>, KeySetError> {
    if bytes.len() > LONGEST {
        return Err(KeySetError::TooLong);
    }
    let set: RawSet = serde_json::from_slice(bytes).map_err(|_| KeySetError::Malformed)?;
    if set.keys.iter().any(|key| key.private.is_given_away()) {
        return Err(KeySetError::Private);
    }
    if set.keys.len() > MOST {
        return Err(KeySetError::TooMany);
    }
    set.keys.into_iter().filter_map(RawKey::usable).collect()
}

impl RawKey {
    /// The key, where it is of a kind and for a use that is known here.
    fn usable(self) -> Option<Result<Jwk, KeySetError>> {
        let algorithm = match (self.kty.as_str(), self.crv.as_deref()) {
            ("EC", Some("P-384")) => Algorithm::Es384,
            ("RSA", _) => Algorithm::Rs384,
            _ => return None,
        };
        let signs = self.used_for.as_deref().is_none_or(|used| used == "sig");
        let verifies = self.key_ops.as_ref().is_none_or(|all| all.iter().any(|one| one == "verify"));
        let fits = self.alg.as_deref().is_none_or(|alg| alg == algorithm.name());
        (signs && verifies && fits).then(|| self.checked(algorithm))
    }

    fn checked(self, algorithm: Algorithm) -> Result<Jwk, KeySetError> {
        let key = match algorithm {
            Algorithm::Es384 => point(self.x.as_deref(), self.y.as_deref())?,
            Algorithm::Rs384 => modulus(self.n.as_deref(), self.e.as_deref())?,
        };
        let id = self.kid.filter(|id| !id.is_empty()).ok_or(KeySetError::NoId)?;
        let fits = id.len() <= LONGEST_ID && !id.chars().any(char::is_control);
        if fits { Ok(Jwk::new(id, key)) } else { Err(KeySetError::Id) }
    }
}

impl Private {
    const fn is_given_away(&self) -> bool {
        let rsa = self.p.is_some() || self.q.is_some() || self.dp.is_some() || self.dq.is_some() || self.qi.is_some();
        self.d.is_some() || rsa || self.oth.is_some() || self.k.is_some()
    }
}

fn point(x: Option<&str>, y: Option<&str>) -> Result<Key, KeySetError> {
    let (x, y) = (decoded(x)?, decoded(y)?);
    if x.len() != P384 || y.len() != P384 {
        return Err(KeySetError::Parts);
    }
    Ok(Key::Ec([vec![4], x, y].concat()))
}

fn modulus(n: Option<&str>, e: Option<&str>) -> Result<Key, KeySetError> {
    let (n, e) = (decoded(n)?, decoded(e)?);
    let leads = |bytes: &[u8]| bytes.first().copied().filter(|first| *first != 0);
    let first = leads(&n).ok_or(KeySetError::Parts)?;
    leads(&e).ok_or(KeySetError::Parts)?;
    if e.len() > EXPONENT || e == [1] || e.last().is_some_and(|last| last % 2 == 0) {
        return Err(KeySetError::Parts);
    }
    let bits = n.len() * 8 - first.leading_zeros() as usize;
    if RSA.contains(&bits) { Ok(Key::Rsa { n, e }) } else { Err(KeySetError::Size) }
}

fn decoded(part: Option<&str>) -> Result<Vec<u8>, KeySetError> {
    URL_SAFE_NO_PAD.decode(part.ok_or(KeySetError::Parts)?).map_err(|_| KeySetError::Parts)
}
