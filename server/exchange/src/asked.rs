//! What every handler knows of a request besides its body: the reference the log has too, the language, and in which form
//! refusals are told.

use crate::refusal::Form;
use axum::extract::FromRequestParts;
use domain::Language;
use http::request::Parts;
use http::{HeaderMap, header};
use std::convert::Infallible;

/// The header that names a request in the logs.
const REQUEST_ID: &str = "x-request-id";
/// The header that names a message that has no name of its own.
const IDEMPOTENCY_KEY: &str = "idempotency-key";

/// A request.
#[derive(Clone)]
pub(crate) struct Asked {
    /// What whoever runs the portal finds it by.
    pub(crate) reference: String,
    /// The language of words.
    pub(crate) language: Language,
    /// The form of refusals.
    pub(crate) form: Form,
    /// The path, part of what a message says.
    pub(crate) path: String,
    /// All headers.
    pub(crate) headers: HeaderMap,
}

impl Asked {
    /// What names the message, where its sender named it in a header.
    pub(crate) fn key(&self) -> Option<&str> {
        let key = self.headers.get(IDEMPOTENCY_KEY)?.to_str().ok()?.trim();
        (1..=fhir::intake::MESSAGE).contains(&key.len()).then_some(key)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Asked {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let path = parts.uri.path().to_owned();
        let text = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let english = text(header::ACCEPT_LANGUAGE.as_str()).trim_start().to_ascii_lowercase().starts_with("en");
        Ok(Self {
            reference: text(REQUEST_ID).to_owned(),
            language: if english { Language::En } else { Language::Th },
            form: Form::of(&path),
            path,
            headers: parts.headers.clone(),
        })
    }
}
