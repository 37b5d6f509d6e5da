//! What the operator says about a provider. Cleartext is refused here, except to this machine itself.

use crate::Secret;
use std::{net::IpAddr, time::Duration};
use thiserror::Error;
use url::{Host, Url};

/// What the operator says about one provider. The fields beyond [`Settings::new`] have defaults.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The issuer, letter for letter as its discovery document and its tokens write it.
    pub issuer: String,
    /// The name the provider knows the portal by.
    pub client_id: String,
    /// What the portal proves itself with; a public client has none.
    pub client_secret: Option<Secret>,
    /// Where the provider sends people back to: `<public url>/oidc/callback`.
    pub redirect: Url,
    /// What is asked for, `openid` apart, which always is. The least: a number and the names.
    pub scopes: Vec<String>,
    /// The claim that carries the citizen's number.
    pub pid_claim: String,
    /// What counts as a second factor.
    pub second_factor: SecondFactor,
    /// How long one request to the provider may take.
    pub timeout: Duration,
}

impl Settings {
    /// A public client that asks for the least, waits ten seconds and knows the registered second factors.
    pub fn new(issuer: impl Into<String>, client_id: impl Into<String>, redirect: Url) -> Self {
        Self {
            issuer: issuer.into(),
            client_id: client_id.into(),
            client_secret: None,
            redirect,
            scopes: ["pid", "given_name", "family_name"].map(str::to_owned).into(),
            pid_claim: "pid".to_owned(),
            second_factor: SecondFactor::default(),
            timeout: Duration::from_secs(10),
        }
    }

    pub(super) fn check(&self) -> Result<(), SettingsError> {
        let issuer = Url::parse(&self.issuer).map_err(|_| SettingsError::Issuer)?;
        if !is_guarded(&issuer, true) || issuer.query().is_some() || issuer.fragment().is_some() {
            return Err(SettingsError::Issuer);
        }
        if !is_guarded(&self.redirect, true) || self.redirect.fragment().is_some() {
            return Err(SettingsError::Redirect);
        }
        if self.client_id.trim().is_empty() {
            return Err(SettingsError::ClientId);
        }
        Ok(())
    }

    /// Whether the provider is on this machine, the one place cleartext may be spoken with.
    pub(super) fn is_local(&self) -> bool {
        Url::parse(&self.issuer).is_ok_and(|issuer| issuer.scheme() == "http" && is_loopback(&issuer))
    }
}

/// What counts as two factors: methods of two kinds in `amr`, or `mfa` there, or the `acr` being one of these.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SecondFactor {
    /// Authentication contexts. What is named here is also asked for when staff sign on.
    pub contexts: Vec<String>,
}

/// Of which kind a method of RFC 8176 is; methods that prove nothing by themselves are of none.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Factor {
    Known,
    Held,
    Inborn,
}

impl SecondFactor {
    /// Whether methods and context of a token say that two factors were shown. One method is one factor, however strong.
    pub(super) fn is_shown(&self, methods: &[&str], context: Option<&str>) -> bool {
        let shows = |factor| methods.iter().any(|method| factor_of(method) == Some(factor));
        let kinds = [Factor::Known, Factor::Held, Factor::Inborn].into_iter().filter(|factor| shows(*factor)).count();
        kinds >= 2
            || methods.contains(&"mfa")
            || context.is_some_and(|context| self.contexts.iter().any(|accepted| accepted == context))
    }
}

fn factor_of(method: &str) -> Option<Factor> {
    match method {
        "pwd" | "pin" | "kba" => Some(Factor::Known),
        "otp" | "hwk" | "swk" | "pop" | "sc" | "sms" | "tel" => Some(Factor::Held),
        "fpt" | "face" | "iris" | "retina" | "vbm" => Some(Factor::Inborn),
        _ => None,
    }
}

/// Why settings were not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SettingsError {
    /// The issuer is no address, or is cleartext to another machine.
    #[error("the issuer must be an https address without query (http only on this machine)")]
    Issuer,
    /// The redirect is cleartext to another machine.
    #[error("the redirect must be an https address (http only on this machine)")]
    Redirect,
    /// There is no client id.
    #[error("the client id is empty")]
    ClientId,
    /// The system's certificates cannot be used.
    #[error("no certificates to check the provider with")]
    Certificates,
}

/// Whether what is sent to `url` cannot be read on the way.
pub(super) fn is_guarded(url: &Url, allow_loopback: bool) -> bool {
    url.scheme() == "https" || (allow_loopback && url.scheme() == "http" && is_loopback(url))
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => IpAddr::V4(address).is_loopback(),
        Some(Host::Ipv6(address)) => IpAddr::V6(address).is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(issuer: &str, redirect: &str) -> Result<(), SettingsError> {
        Settings::new(issuer, "portal", Url::parse(redirect).unwrap()).check()
    }

    #[test]
    fn cleartext_is_for_this_machine_alone() {
        let home = "https://portal.example/oidc/callback";
        for issuer in ["https://id.example", "http://127.0.0.1:9", "http://localhost:9/x", "http://[::1]:9"] {
            assert_eq!(checked(issuer, home), Ok(()), "{issuer}");
        }
        for issuer in ["http://id.example", "http://127.0.0.1.example", "id.example", "", "https://id.example?a=b"] {
            assert_eq!(checked(issuer, home), Err(SettingsError::Issuer), "{issuer}");
        }
        assert_eq!(checked("https://id.example", "http://portal.example/"), Err(SettingsError::Redirect));
    }

    #[test]
    fn two_factors_are_of_two_kinds() {
        let accepted = SecondFactor { contexts: vec!["urn:example:assurance:2".to_owned()] };
        for (methods, expected) in [
            (&[][..], false),
            (&["pwd"], false),
            (&["otp"], false),
            (&["hwk"], false),
            (&["face"], false),
            (&["pwd", "pin"], false),
            (&["otp", "sms"], false),
            (&["pwd", "geo", "user"], false),
            (&["pwd", "otp"], true),
            (&["hwk", "fpt"], true),
            (&["pin", "sc"], true),
            (&["mfa"], true),
            (&["pwd", "mfa"], true),
        ] {
            assert_eq!(accepted.is_shown(methods, None), expected, "{methods:?}");
        }
        assert!(accepted.is_shown(&[], Some("urn:example:assurance:2")));
        assert!(!accepted.is_shown(&["pwd"], Some("urn:example:assurance:1")));
        assert!(!SecondFactor::default().is_shown(&[], Some("")), "nothing is accepted that nobody named");
    }

    #[test]
    fn the_client_secret_is_not_shown() {
        let mut settings = Settings::new("https://id.example", "portal", Url::parse("https://p.example").unwrap());
        settings.client_secret = Some(Secret::new("planted"));
        assert!(!format!("{settings:?}").contains("planted"));
    }
}
