//! The assertion by which a partner system proves who it is (`private_key_jwt`; RFC 7523, SMART App Launch 2.2).
//!
//! What it says counts only after its signature was checked with a key the partner registered. That it is used once is
//! held by whoever calls: [`Checked::token_id`] is refused a second time until [`Checked::remember_until`].

use crate::answer::ErrorCode;
use crate::compact::{Claims, Compact};
use crate::jwks::JwkSet;
use domain::Instant;
use std::fmt;
use thiserror::Error;

/// How far the clocks of a partner and of this portal may differ, in milliseconds.
pub const SKEW: i64 = 60_000;
/// How far ahead an assertion may expire, in milliseconds, the difference of clocks not counted.
pub const LONGEST_LIFE: i64 = 5 * 60_000;
/// The longest `jti`, in characters.
pub const LONGEST_TOKEN_ID: usize = 200;
/// The longest client id, in bytes.
const LONGEST_CLIENT: usize = 200;

/// What an assertion must say.
#[derive(Debug, Clone, Copy)]
pub struct Expected<'a> {
    /// The client it must be issued by, and about.
    pub client_id: &'a str,
    /// The addresses of the token endpoint, one of which it must be for.
    pub audiences: &'a [&'a str],
    /// The address of the partner's key set, where one is registered: `jku` may name it and nothing else.
    pub key_address: Option<&'a str>,
    /// The present moment.
    pub now: Instant,
}

/// An assertion that was good.
#[derive(Clone, PartialEq, Eq)]
pub struct Checked {
    /// What names it: the client must never use it again.
    pub token_id: String,
    /// When it expires.
    pub expires: Instant,
}

impl Checked {
    /// Until when the name must be remembered: after that the assertion is refused for its age.
    pub const fn remember_until(&self) -> Instant {
        self.expires.plus(SKEW)
    }
}

impl fmt::Debug for Checked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Checked").field("expires", &self.expires).finish_non_exhaustive()
    }
}

/// Checks an assertion against the keys of the client it must come from.
pub fn check(jwt: &str, keys: &JwkSet, expected: &Expected<'_>) -> Result<Checked, Refused> {
    let parts = Compact::read(jwt)?;
    let (algorithm, id) = parts.header.key()?;
    if parts.header.jku.is_some() && parts.header.jku.as_deref() != expected.key_address {
        return Err(Refused::KeyAddress);
    }
    let key = keys.find(id, algorithm).ok_or(Refused::UnknownKey)?;
    if !key.verifies(parts.signed.as_bytes(), &parts.signature) {
        return Err(Refused::Signature);
    }
    said(parts.claims, expected)
}

/// The client an assertion says it is from, believed by nobody yet: to look up whose keys to check it with.
pub fn client_of(jwt: &str) -> Result<String, Refused> {
    let client = Compact::read(jwt)?.claims.iss.ok_or(Refused::Issuer)?;
    let possible = !client.is_empty() && client.len() <= LONGEST_CLIENT && !client.chars().any(char::is_control);
    if possible { Ok(client) } else { Err(Refused::Issuer) }
}

/// The key an assertion says it is signed with, believed by nobody yet: to know whether the keys must be read anew.
pub fn key_of(jwt: &str) -> Result<String, Refused> {
    Ok(Compact::read(jwt)?.header.key()?.1.to_owned())
}

fn said(claims: Claims, expected: &Expected<'_>) -> Result<Checked, Refused> {
    if claims.iss.as_deref() != Some(expected.client_id) {
        return Err(Refused::Issuer);
    }
    if claims.sub.as_deref() != Some(expected.client_id) {
        return Err(Refused::Subject);
    }
    let audience = claims.aud.as_ref().and_then(|audience| audience.only());
    if !audience.is_some_and(|audience| expected.audiences.contains(&audience)) {
        return Err(Refused::Audience);
    }
    let expires = in_time(&claims, expected.now)?;
    let fits = |id: &String| {
        let length = id.chars().count();
        (1..=LONGEST_TOKEN_ID).contains(&length) && !id.chars().any(char::is_control)
    };
    let token_id = claims.jti.filter(fits).ok_or(Refused::TokenId)?;
    Ok(Checked { token_id, expires })
}

/// When the assertion expires, where it is good now.
fn in_time(claims: &Claims, now: Instant) -> Result<Instant, Refused> {
    let moment = |seconds: i64| Instant::from_unix_milliseconds(seconds.saturating_mul(1000));
    let expires = moment(claims.exp.ok_or(Refused::NoExpiry)?);
    if now >= expires.plus(SKEW) {
        return Err(Refused::Expired);
    }
    if expires > now.plus(LONGEST_LIFE + SKEW) {
        return Err(Refused::TooFarAhead);
    }
    let begins = [claims.nbf, claims.iat].into_iter().flatten().map(moment);
    if begins.into_iter().any(|begins| begins > now.plus(SKEW)) {
        return Err(Refused::NotYet);
    }
    Ok(expires)
}

/// Why an assertion was not believed. Holds nothing of it, so that it may be logged and answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum Refused {
    /// More than 8 KiB.
    #[error("the assertion is longer than 8 KiB")]
    TooLong,
    /// Not three parts in base64url, or a header that is none.
    #[error("the assertion is no signed JWT")]
    Malformed,
    /// Claims that are none, twice, or of a wrong type.
    #[error("the claims are malformed: iss, sub, aud and jti are texts, exp, nbf and iat whole seconds, each once")]
    Claims,
    /// Neither RS384 nor ES384.
    #[error("alg must be RS384 or ES384")]
    Algorithm,
    /// A header that must be understood and is not.
    #[error("crit is not understood here")]
    Critical,
    /// `typ` is not `JWT`.
    #[error("typ must be JWT")]
    Type,
    /// No `kid`.
    #[error("kid is missing")]
    KeyId,
    /// `jku` is another address than the registered one.
    #[error("jku is not the address that was registered")]
    KeyAddress,
    /// No key of this name and kind is registered.
    #[error("no key of the client has this kid and fits alg")]
    UnknownKey,
    /// Signed by another key, or changed.
    #[error("the signature is not by this key")]
    Signature,
    /// `iss` is not the client.
    #[error("iss must be the client id")]
    Issuer,
    /// `sub` is not the client.
    #[error("sub must be the client id")]
    Subject,
    /// `aud` is not the token endpoint, or not alone.
    #[error("aud must be the address of the token endpoint, and it alone")]
    Audience,
    /// No `exp`.
    #[error("exp is missing")]
    NoExpiry,
    /// Past `exp`.
    #[error("the assertion has expired")]
    Expired,
    /// `exp` is too far ahead.
    #[error("exp must be no more than five minutes ahead")]
    TooFarAhead,
    /// `nbf` or `iat` is in the future.
    #[error("nbf or iat is in the future: compare the clocks")]
    NotYet,
    /// No `jti`, or an unusable one.
    #[error("jti is missing, empty or longer than 200 characters")]
    TokenId,
    /// Its `jti` was used before. Nothing here says so: it is for whoever remembers them.
    #[error("an assertion with this jti was used before")]
    UsedBefore,
}

impl Refused {
    /// The code it is answered with (RFC 7521, 4.2.1): what is no assertion at all is a wrong request.
    pub const fn code(self) -> ErrorCode {
        match self {
            Self::TooLong | Self::Malformed => ErrorCode::InvalidRequest,
            _ => ErrorCode::InvalidClient,
        }
    }
}

#[cfg(test)]
mod tests;
