//! What is known of the provider: read when first needed, kept, read again when old or when an unknown key appears.
//! One request asks while the others wait, and a provider that is away is not asked again by each of them.

use super::error::{SignOnError, Trouble};
use super::transport::{Transport, TransportError};
use super::wire::Metadata;
use domain::Instant;
use openidconnect::core::CoreJsonWebKey;
use openidconnect::{DiscoveryError, HttpRequest, IssuerUrl, JsonWebKeySet};
use serde_json::Value;
use std::sync::{Arc, PoisonError, RwLock};

const METADATA_LIFETIME: u64 = 24 * 60 * 60 * 1000;
const PAUSE_AFTER_FAILURE: u64 = 5 * 1000;
const PAUSE_BETWEEN_KEYS: u64 = 60 * 1000;
/// The shortest modulus of an RSA key that is believed: 2048 bits (RFC 7518, 3.3), in base64url.
const SHORTEST_MODULUS: usize = (2048_usize / 8 * 4).div_ceil(3);

/// One reading of the provider's metadata and keys.
pub(super) struct Known {
    pub(super) metadata: Metadata,
    read: Instant,
}

#[derive(Default)]
struct Attempts {
    failed: Option<(Instant, SignOnError)>,
    keys: Option<Instant>,
}

pub(super) struct Directory {
    issuer: IssuerUrl,
    transport: Transport,
    known: RwLock<Option<Arc<Known>>>,
    attempts: tokio::sync::Mutex<Attempts>,
}

impl Directory {
    pub(super) fn new(issuer: IssuerUrl, transport: Transport) -> Self {
        Self { issuer, transport, known: RwLock::default(), attempts: tokio::sync::Mutex::default() }
    }

    pub(super) fn issuer(&self) -> &IssuerUrl {
        &self.issuer
    }

    pub(super) fn transport(&self) -> &Transport {
        &self.transport
    }

    /// What is known of the provider, asked for when nothing is or it is a day old. What is a day old still serves while
    /// the provider is away.
    pub(super) async fn known(&self, now: Instant) -> Result<Arc<Known>, SignOnError> {
        if let Some(known) = self.fresh(now) {
            return Ok(known);
        }
        let mut attempts = self.attempts.lock().await;
        if let Some(known) = self.fresh(now) {
            return Ok(known);
        }
        let error = match attempts.failed {
            Some((at, error)) if apart(at, now) < PAUSE_AFTER_FAILURE => error,
            _ => match self.discover().await {
                Ok(metadata) => return Ok(self.keep(Known { metadata, read: now })),
                Err(error) => error,
            },
        };
        if attempts.failed.is_none_or(|(at, _)| apart(at, now) >= PAUSE_AFTER_FAILURE) {
            tracing::warn!(%error, "the sign-on provider was not read");
            attempts.failed = Some((now, error));
        }
        self.last().ok_or(error)
    }

    /// The provider's keys read again after `seen` did not hold one; nothing when that was done less than a minute ago.
    pub(super) async fn with_new_keys(
        &self,
        seen: &Arc<Known>,
        now: Instant,
    ) -> Result<Option<Arc<Known>>, SignOnError> {
        let mut attempts = self.attempts.lock().await;
        if let Some(known) = self.last().filter(|known| !Arc::ptr_eq(known, seen)) {
            return Ok(Some(known));
        }
        if attempts.keys.is_some_and(|at| apart(at, now) < PAUSE_BETWEEN_KEYS) {
            return Ok(None);
        }
        attempts.keys = Some(now);
        let http = |request: HttpRequest| self.transport.send(request);
        let keys =
            JsonWebKeySet::fetch_async(seen.metadata.jwks_uri(), &http).await.map_err(|error| refused(&error))?;
        Ok(Some(self.keep(Known { metadata: seen.metadata.clone().set_jwks(keys), read: seen.read })))
    }

    async fn discover(&self) -> Result<Metadata, SignOnError> {
        let http = |request: HttpRequest| self.transport.send(request);
        Metadata::discover_async(self.issuer.clone(), &http).await.map_err(|error| refused(&error))
    }

    fn keep(&self, Known { metadata, read }: Known) -> Arc<Known> {
        let strong = metadata.jwks().keys().iter().filter(|key| is_strong(key)).cloned().collect();
        let known = Arc::new(Known { metadata: metadata.set_jwks(JsonWebKeySet::new(strong)), read });
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&known));
        known
    }

    fn last(&self) -> Option<Arc<Known>> {
        self.known.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn fresh(&self, now: Instant) -> Option<Arc<Known>> {
        self.last().filter(|known| apart(known.read, now) < METADATA_LIFETIME)
    }
}

/// Whether what this key signed proves anything: a short RSA key can be worked out.
fn is_strong(key: &CoreJsonWebKey) -> bool {
    let Ok(Value::Object(key)) = serde_json::to_value(key) else { return false };
    key.get("kty").is_none_or(|kind| kind != "RSA")
        || key.get("n").and_then(Value::as_str).is_some_and(|modulus| modulus.len() >= SHORTEST_MODULUS)
}

/// Milliseconds between two moments, whichever came first: requests that wait for each other carry older moments, and a
/// clock that was set back far must not stop anything.
fn apart(one: Instant, other: Instant) -> u64 {
    one.unix_milliseconds().abs_diff(other.unix_milliseconds())
}

fn refused(error: &DiscoveryError<TransportError>) -> SignOnError {
    match error {
        DiscoveryError::Request(error) => (*error).into(),
        DiscoveryError::Validation(_) => SignOnError::Misbehaved("its metadata names another issuer"),
        DiscoveryError::Response(..) => SignOnError::Unavailable(Trouble::Unusable),
        _ => SignOnError::Misbehaved("its metadata cannot be read"),
    }
}

impl From<TransportError> for SignOnError {
    fn from(error: TransportError) -> Self {
        match error {
            TransportError::Trouble(trouble) => Self::Unavailable(trouble),
            TransportError::Unguarded => Self::Misbehaved("it names an address that is not guarded"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_short_rsa_key_proves_nothing() {
        let rsa = |bytes: usize| {
            let modulus = base64::Engine::encode(&base64::prelude::BASE64_URL_SAFE_NO_PAD, vec![0xc1; bytes]);
            serde_json::from_value(json!({ "kty": "RSA", "use": "sig", "kid": "one", "n": modulus, "e": "AQAB" }))
                .unwrap()
        };
        for (bits, expected) in [(512, false), (1024, false), (2040, false), (2048, true), (4096, true)] {
            assert_eq!(is_strong(&rsa(bits / 8)), expected, "{bits}");
        }
        let curve = json!({ "kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" });
        assert!(is_strong(&serde_json::from_value(curve).unwrap()));
    }
}
