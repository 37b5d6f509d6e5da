//! A signed text in its compact form (RFC 7515, 7.1), taken apart within bounds.
//!
//! Nothing in here is believed before its signature was checked; two members of one name are refused.

use crate::assertion::Refused;
use crate::jwks::Algorithm;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};

/// The longest assertion that is looked at, in bytes.
pub(crate) const LONGEST: usize = 8 * 1024;

/// The parts of an assertion.
pub(crate) struct Compact<'a> {
    /// What the signature is over.
    pub(crate) signed: &'a str,
    pub(crate) header: Header,
    pub(crate) claims: Claims,
    pub(crate) signature: Vec<u8>,
}

/// The header, as far as it is looked at. An embedded key or certificate is not.
#[derive(Deserialize)]
pub(crate) struct Header {
    alg: String,
    kid: Option<String>,
    typ: Option<String>,
    pub(crate) jku: Option<String>,
    crit: Option<IgnoredAny>,
}

/// The claims, as far as they are looked at.
#[derive(Deserialize)]
pub(crate) struct Claims {
    pub(crate) iss: Option<String>,
    pub(crate) sub: Option<String>,
    pub(crate) aud: Option<Audience>,
    pub(crate) exp: Option<i64>,
    pub(crate) nbf: Option<i64>,
    pub(crate) iat: Option<i64>,
    pub(crate) jti: Option<String>,
}

/// One audience, or a list.
#[derive(Deserialize)]
#[serde(untagged)]
pub(crate) enum Audience {
    One(String),
    Several(Vec<String>),
}

impl<'a> Compact<'a> {
    pub(crate) fn read(text: &'a str) -> Result<Self, Refused> {
        if text.len() > LONGEST {
            return Err(Refused::TooLong);
        }
        let (signed, signature) = text.rsplit_once('.').ok_or(Refused::Malformed)?;
        let (header, claims) = signed.split_once('.').ok_or(Refused::Malformed)?;
        Ok(Self {
            signed,
            header: json(header, Refused::Malformed)?,
            claims: json(claims, Refused::Claims)?,
            signature: URL_SAFE_NO_PAD.decode(signature).map_err(|_| Refused::Malformed)?,
        })
    }
}

impl Header {
    /// The algorithm and the name of the key, once the header is one of SMART.
    pub(crate) fn key(&self) -> Result<(Algorithm, &str), Refused> {
        let algorithm = Algorithm::named(&self.alg).ok_or(Refused::Algorithm)?;
        if self.crit.is_some() {
            return Err(Refused::Critical);
        }
        if !self.typ.as_deref().is_some_and(|typ| typ.eq_ignore_ascii_case("JWT")) {
            return Err(Refused::Type);
        }
        Ok((algorithm, self.kid.as_deref().ok_or(Refused::KeyId)?))
    }
}

impl Audience {
    /// The audience, where it is one alone.
    pub(crate) fn only(&self) -> Option<&str> {
        match self {
            Self::One(one) => Some(one),
            Self::Several(several) => match several.as_slice() {
                [one] => Some(one),
                _ => None,
            },
        }
    }
}

fn json<T: DeserializeOwned>(part: &str, otherwise: Refused) -> Result<T, Refused> {
    let bytes = URL_SAFE_NO_PAD.decode(part).map_err(|_| Refused::Malformed)?;
    serde_json::from_slice(&bytes).map_err(|_| otherwise)
}
