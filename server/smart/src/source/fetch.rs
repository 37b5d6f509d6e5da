//! One request for a key set: over TLS (ring), in limited time, of limited size, led nowhere else
//! and never inside.

use super::KeyAddress;
use super::shelf::Freshness;
use crate::answer::ErrorCode;
use crate::jwks::{JwkSet, KeySetError, LONGEST};
use reach::{Guarded, Reach};
use reqwest::header::{ACCEPT, CACHE_CONTROL};
use reqwest::{Client, Response, StatusCode};
use rustls_platform_verifier::BuilderVerifierExt;
use std::sync::Arc;
use std::time::Duration;
use thiserror::Error;

pub(super) struct Fetcher {
    client: Client,
}

/// What a source answered.
pub(super) struct Fetched {
    pub(super) keys: JwkSet,
    pub(super) freshness: Freshness,
}

/// The system's certificates cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("no certificates to check the sources of keys with")]
pub struct NoCertificates;

/// Why the keys of a partner cannot be had. Nothing of what the source said is repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum KeysAway {
    /// No whole answer in time.
    #[error("the source of keys is too slow")]
    TooSlow,
    /// No connection, or one that broke.
    #[error("the source of keys cannot be reached")]
    Unreachable,
    /// Another status than 200.
    #[error("the source of keys answered with status {0}")]
    Status(u16),
    /// What is published is no usable set of public keys.
    #[error("what the source of keys published cannot be used: {0}")]
    Unusable(KeySetError),
}

impl KeysAway {
    /// The code it is answered with: the client did not prove who it is (SMART App Launch 2.2, Signature Verification).
    pub const fn code(self) -> ErrorCode {
        ErrorCode::InvalidClient
    }
}

impl Fetcher {
    pub(super) fn new(reach: Reach, patience: Duration) -> Result<Self, NoCertificates> {
        let tls = rustls::ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .and_then(BuilderVerifierExt::with_platform_verifier)
            .map_err(|_| NoCertificates)?
            .with_no_client_auth();
        let client = Client::builder()
            .tls_backend_preconfigured(tls)
            .timeout(patience)
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .dns_resolver(Guarded(reach))
            .build()
            .map_err(|_| NoCertificates)?;
        Ok(Self { client })
    }

    pub(super) async fn fetch(&self, address: &KeyAddress) -> Result<Fetched, KeysAway> {
        let request = self.client.get(address.as_str()).header(ACCEPT, "application/json");
        let response = request.send().await.map_err(|error| away(&error))?;
        if response.status() != StatusCode::OK {
            return Err(KeysAway::Status(response.status().as_u16()));
        }
        let directives = response.headers().get_all(CACHE_CONTROL).into_iter().filter_map(|value| value.to_str().ok());
        let freshness = Freshness::read(&directives.collect::<Vec<_>>().join(","));
        let body = body(response).await?;
        let keys = JwkSet::parse_published(&body).map_err(KeysAway::Unusable)?;
        Ok(Fetched { keys, freshness })
    }
}

async fn body(mut response: Response) -> Result<Vec<u8>, KeysAway> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| away(&error))? {
        if body.len() + chunk.len() > LONGEST {
            return Err(KeysAway::Unusable(KeySetError::TooLong));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

fn away(error: &reqwest::Error) -> KeysAway {
    if error.is_timeout() { KeysAway::TooSlow } else { KeysAway::Unreachable }
}
