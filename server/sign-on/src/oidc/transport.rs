//! Requests to the provider: over TLS (ring), in limited time, of limited size, and never led elsewhere by a redirect.

use super::error::Trouble;
use super::settings::{Settings, SettingsError, is_guarded};
use openidconnect::{HttpRequest, HttpResponse};
use rustls_platform_verifier::BuilderVerifierExt;
use std::sync::Arc;
use thiserror::Error;

/// More than any provider's metadata, keys or token need.
const LONGEST_ANSWER: usize = 512 * 1024;

pub(super) struct Transport {
    client: reqwest::Client,
    allow_loopback: bool,
}

/// Why a request brought no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub(super) enum TransportError {
    #[error("the provider names an address that is not guarded")]
    Unguarded,
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

impl Transport {
    pub(super) fn new(settings: &Settings) -> Result<Self, SettingsError> {
        let tls = rustls::ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .and_then(BuilderVerifierExt::with_platform_verifier)
            .map_err(|_| SettingsError::Certificates)?
            .with_no_client_auth();
        let client = reqwest::Client::builder()
            .tls_backend_preconfigured(tls)
            .timeout(settings.timeout)
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(|_| SettingsError::Certificates)?;
        Ok(Self { client, allow_loopback: settings.is_local() })
    }

    pub(super) async fn send(&self, request: HttpRequest) -> Result<HttpResponse, TransportError> {
        let request = reqwest::Request::try_from(request).map_err(|_| TransportError::Unguarded)?;
        if !is_guarded(request.url(), self.allow_loopback) {
            return Err(TransportError::Unguarded);
        }
        let mut response = self.client.execute(request).await.map_err(|error| trouble(&error))?;
        if response.status().is_server_error() {
            return Err(Trouble::Unusable.into());
        }
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| trouble(&error))? {
            if body.len() + chunk.len() > LONGEST_ANSWER {
                return Err(Trouble::Unusable.into());
            }
            body.extend_from_slice(&chunk);
        }
        let mut answer = HttpResponse::new(body);
        *answer.status_mut() = response.status();
        *answer.headers_mut() = std::mem::take(response.headers_mut());
        Ok(answer)
    }
}

fn trouble(error: &reqwest::Error) -> Trouble {
    if error.is_timeout() { Trouble::TooSlow } else { Trouble::Unreachable }
}
