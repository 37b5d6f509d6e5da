//! Where the authority is asked, and how this portal shows who it is.

use reqwest::header::HeaderValue;
use std::fmt;
use std::time::Duration;
use thiserror::Error;
use url::{Host, Url};

/// How long a question may take.
const PATIENCE: Duration = Duration::from_secs(3);

/// The settings of an [`HttpRegistry`](crate::HttpRegistry).
#[derive(Clone)]
pub struct Settings {
    pub(crate) check: Url,
    pub(crate) target_group: Option<Url>,
    pub(crate) bearer: Option<HeaderValue>,
    pub(crate) patience: Duration,
}

impl Settings {
    /// Checks are asked at this address, over TLS or on this machine.
    pub fn new(check: &str) -> Result<Self, SettingsError> {
        Ok(Self { check: address(check)?, target_group: None, bearer: None, patience: PATIENCE })
    }

    /// Target groups are pulled from this address.
    pub fn with_target_group(self, text: &str) -> Result<Self, SettingsError> {
        Ok(Self { target_group: Some(address(text)?), ..self })
    }

    /// Every question shows this secret as a bearer token.
    pub fn with_bearer(self, secret: &str) -> Result<Self, SettingsError> {
        let mut bearer = HeaderValue::try_from(format!("Bearer {secret}")).map_err(|_| SettingsError::Secret)?;
        bearer.set_sensitive(true);
        Ok(Self { bearer: Some(bearer), ..self })
    }

    /// A question may take this long, instead of 3 seconds.
    #[must_use]
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings").field("host", &self.check.host_str()).finish_non_exhaustive()
    }
}

/// Why settings were not taken. Never repeats one, which may hold a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SettingsError {
    /// No address, or cleartext to another machine.
    #[error("an https address without user, query or fragment is expected (http on this machine alone)")]
    Address,
    /// The secret cannot stand in a header.
    #[error("the secret has characters that cannot be sent")]
    Secret,
    /// The system's certificates cannot be used.
    #[error("no certificates to check the registry with")]
    Certificates,
}

fn address(text: &str) -> Result<Url, SettingsError> {
    let url = Url::parse(text).map_err(|_| SettingsError::Address)?;
    let local = match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    };
    let guarded = url.scheme() == "https" || (url.scheme() == "http" && local);
    let plain = url.username().is_empty() && url.password().is_none();
    let bare = url.query().is_none() && url.fragment().is_none();
    if guarded && plain && bare { Ok(url) } else { Err(SettingsError::Address) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_register_is_asked_over_tls_or_on_this_machine() {
        for good in ["https://registry.example/check", "http://127.0.0.1:9/", "http://localhost:9", "http://[::1]/a"] {
            assert!(Settings::new(good).is_ok(), "{good}");
        }
        for wrong in [
            "",
            "registry.example",
            "http://registry.example/",
            "http://10.1.2.3/",
            "ftp://127.0.0.1/",
            "https://user:planted@registry.example/",
            "https://registry.example/?key=planted",
            "https://registry.example/#planted",
        ] {
            let error = Settings::new(wrong).unwrap_err();
            assert!(error == SettingsError::Address && !error.to_string().contains("planted"), "{wrong}");
        }
    }

    #[test]
    fn the_secret_is_not_shown() {
        let settings = Settings::new("https://registry.example/").unwrap();
        assert_eq!(settings.clone().with_bearer("a\nb").err(), Some(SettingsError::Secret));
        let settings = settings.with_bearer("planted").unwrap();
        assert!(!format!("{settings:?} {:?}", settings.bearer).contains("planted"));
    }
}
