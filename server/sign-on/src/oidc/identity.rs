//! Who somebody proved to be: the few claims the portal asked for. Personal throughout, so never shown.

use super::Settings;
use super::wire::{IdTokenClaims, OtherClaims, StandardClaims, UserInfoClaims};
use domain::Instant;
use openidconnect::{LanguageTag, LocalizedClaim};
use serde_json::Value;
use std::{fmt, ops::Deref};

/// Who somebody proved to be. Texts are as the provider wrote them and go through the fields' own rules afterwards.
#[derive(Clone, PartialEq, Eq)]
pub struct Identity {
    /// Who says so.
    pub issuer: String,
    /// The provider's name for the person; with the issuer the one thing that never changes.
    pub subject: String,
    /// The citizen's number.
    pub pid: Option<String>,
    /// Given name.
    pub given_name: Option<String>,
    /// Family name.
    pub family_name: Option<String>,
    /// E-mail address.
    pub email: Option<Email>,
    /// Whether the provider says that two factors were shown.
    pub second_factor: bool,
    /// When the person showed them.
    pub auth_time: Option<Instant>,
}

/// An address, and whether the provider says that the person answers to it.
#[derive(Clone, PartialEq, Eq)]
pub struct Email {
    /// The address.
    pub address: String,
    /// Whether the provider has checked it.
    pub verified: bool,
}

/// Whether the token alone says all that was asked for.
pub(super) fn is_complete(settings: &Settings, claims: &IdTokenClaims) -> bool {
    let asked = |scope: &str| settings.scopes.iter().any(|asked| asked == scope);
    let names = asked("profile") || asked("given_name") || asked("family_name");
    (!asked("pid") || text(claims.additional_claims(), &settings.pid_claim).is_some())
        && (!names || (claims.given_name().is_some() && claims.family_name().is_some()))
        && (!asked("email") || claims.email().is_some())
}

/// The token's word first, what the provider added second.
pub(super) fn assemble(settings: &Settings, claims: &IdTokenClaims, more: Option<&UserInfoClaims>) -> Identity {
    let added = more.map(UserInfoClaims::standard_claims);
    let name = |own: Option<String>, read: fn(&StandardClaims) -> Option<String>| own.or_else(|| added.and_then(read));
    let pid = text(claims.additional_claims(), &settings.pid_claim)
        .or_else(|| more.and_then(|more| text(more.additional_claims(), &settings.pid_claim)));
    let address =
        |text: &str, verified: Option<bool>| Email { address: text.to_owned(), verified: verified.unwrap_or_default() };
    Identity {
        issuer: claims.issuer().to_string(),
        subject: claims.subject().to_string(),
        pid,
        given_name: name(claims.given_name().and_then(plain), |claims| claims.given_name().and_then(plain)),
        family_name: name(claims.family_name().and_then(plain), |claims| claims.family_name().and_then(plain)),
        email: (claims.email().map(|email| address(email, claims.email_verified())))
            .or_else(|| added.and_then(|own| own.email().map(|email| address(email, own.email_verified())))),
        second_factor: has_second_factor(settings, claims),
        auth_time: claims.auth_time().map(|time| Instant::from_unix_milliseconds(time.timestamp_millis())),
    }
}

/// Only the signed token is asked how somebody signed on.
fn has_second_factor(settings: &Settings, claims: &IdTokenClaims) -> bool {
    let methods: Vec<_> = claims.auth_method_refs().into_iter().flatten().map(|method| method.as_str()).collect();
    settings.second_factor.is_shown(&methods, claims.auth_context_ref().map(|context| context.as_str()))
}

/// The text without a language, else the Thai, else whichever there is.
fn plain<T: Deref<Target = String>>(claim: &LocalizedClaim<T>) -> Option<String> {
    let thai = LanguageTag::new("th".to_owned());
    let found =
        claim.get(None).or_else(|| claim.get(Some(&thai))).or_else(|| claim.iter().next().map(|(_, text)| text));
    found.map(|text| text.to_string())
}

fn text(claims: &OtherClaims, name: &str) -> Option<String> {
    match claims.0.get(name)? {
        Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Identity").field("second_factor", &self.second_factor).finish_non_exhaustive()
    }
}

impl fmt::Debug for Email {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Email").field("verified", &self.verified).finish_non_exhaustive()
    }
}
