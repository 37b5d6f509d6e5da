//! One address of the authority: a question sent, its answer read within bounds of time and size, the breaker told.
//!
//! Nothing is asked twice, no redirect is followed, and the answer is JSON or none.

use crate::breaker::{Breaker, Condition};
use crate::{Settings, SettingsError, Unavailable};
use domain::Instant;
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use reqwest::{Client, Response, StatusCode};
use rustls_platform_verifier::BuilderVerifierExt;
use serde_json::Value;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use url::Url;

pub(crate) struct Line {
    client: Client,
    address: Url,
    bearer: Option<HeaderValue>,
    longest: usize,
    breaker: Mutex<Breaker>,
}

impl Line {
    /// A line to `address`, whose answers have `longest` bytes at most.
    pub(crate) fn new(client: Client, address: Url, settings: &Settings, longest: usize) -> Self {
        Self { client, address, bearer: settings.bearer.clone(), longest, breaker: Mutex::default() }
    }

    /// Asks, and has the answer judged by `read`: what it refuses counts as a failure too.
    pub(crate) async fn ask<T>(
        &self,
        question: &Value,
        read: impl FnOnce(&[u8]) -> Result<T, Unavailable>,
        now: Instant,
    ) -> Result<T, Unavailable> {
        let pass = self.breaker().ask(now).map_err(Unavailable::Resting)?;
        let answer = self.send(question).await.and_then(|body| read(&body));
        match &answer {
            Err(why) if why.counts() => self.breaker().failed(pass, now),
            _ => self.breaker().succeeded(pass),
        }
        answer
    }

    pub(crate) fn condition(&self, now: Instant) -> Condition {
        self.breaker().condition(now)
    }

    async fn send(&self, question: &Value) -> Result<Vec<u8>, Unavailable> {
        let mut request = self.client.post(self.address.clone());
        if let Some(bearer) = &self.bearer {
            request = request.header(AUTHORIZATION, bearer);
        }
        let request = request.header(CONTENT_TYPE, "application/json").header(ACCEPT, "application/json");
        let response = request.body(question.to_string()).send().await.map_err(|error| trouble(&error))?;
        match response.status() {
            StatusCode::OK => self.body(response).await,
            status @ (StatusCode::BAD_REQUEST
            | StatusCode::CONFLICT
            | StatusCode::PAYLOAD_TOO_LARGE
            | StatusCode::UNPROCESSABLE_ENTITY) => Err(Unavailable::Refused(status.as_u16())),
            status => Err(Unavailable::Failing(status.as_u16())),
        }
    }

    async fn body(&self, mut response: Response) -> Result<Vec<u8>, Unavailable> {
        let kind = response.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if !kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json")) {
            return Err(Unavailable::Unusable);
        }
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| trouble(&error))? {
            if body.len() + chunk.len() > self.longest {
                return Err(Unavailable::TooLong);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body)
    }

    fn breaker(&self) -> MutexGuard<'_, Breaker> {
        self.breaker.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn trouble(error: &reqwest::Error) -> Unavailable {
    if error.is_timeout() { Unavailable::TooSlow } else { Unavailable::Unreachable }
}

/// A client over TLS (ring) that gives up in time.
pub(crate) fn client(settings: &Settings) -> Result<Client, SettingsError> {
    let tls = rustls::ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(BuilderVerifierExt::with_platform_verifier)
        .map_err(|_| SettingsError::Certificates)?
        .with_no_client_auth();
    Client::builder()
        .tls_backend_preconfigured(tls)
        .timeout(settings.patience)
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .map_err(|_| SettingsError::Certificates)
}
