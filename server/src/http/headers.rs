//! Security headers on every answer, and the content security policy with a nonce of its own for each request.
//!
//! Pages carry no inline script and no style attribute: everything comes from this origin, so that a rendered page is the
//! same bytes for the next reader. The nonce, which no element carries yet, keeps `unsafe-inline` from ever being needed.

use super::portal::Portal;
use super::random;
use axum::extract::Request;
use axum::http::header::InvalidHeaderValue;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

const FIXED: [(HeaderName, &str); 4] = [
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    ),
];

/// Whether an answer is a style sheet, script or font: what guards documents and workers is not for it.
pub(super) fn is_asset(request: &Request) -> bool {
    request.uri().path().starts_with("/assets/")
}

/// Adds the headers. HSTS only where people come over TLS.
pub(super) fn secure(portal: &Portal, asset: bool, headers: &mut HeaderMap) {
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin"));
    if portal.config.is_https() {
        let two_years = HeaderValue::from_static("max-age=63072000; includeSubDomains");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, two_years);
    }
    if asset {
        return;
    }
    for (name, value) in FIXED {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if let Ok(policy) = portal.content_policy.with(random::bytes()) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
}

/// The content security policy but for its nonce.
pub(super) struct ContentPolicy {
    before: String,
    after: String,
}

impl ContentPolicy {
    /// Forms lead to this origin, and to the sign-on providers: browsers ask the policy again where a form is redirected to.
    pub(super) fn new(providers: &[String], https: bool) -> Self {
        let forms: String = providers.iter().map(|origin| format!(" {origin}")).collect();
        let upgrade = if https { "; upgrade-insecure-requests" } else { "" };
        Self {
            before: "default-src 'none'; script-src 'self' 'nonce-".to_owned(),
            after: format!(
                "' 'wasm-unsafe-eval'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; \
                 manifest-src 'self'; worker-src 'self'; form-action 'self'{forms}; base-uri 'none'; \
                 frame-ancestors 'none'{upgrade}"
            ),
        }
    }

    /// Without randomness there is no nonce worth the name: then one that no script carries is better than a guessable one.
    fn with(&self, nonce: Option<[u8; 16]>) -> Result<HeaderValue, InvalidHeaderValue> {
        let nonce = nonce.map_or_else(|| "none".to_owned(), hex::encode);
        let mut text = String::with_capacity(self.before.len() + nonce.len() + self.after.len());
        text.push_str(&self.before);
        text.push_str(&nonce);
        text.push_str(&self.after);
        HeaderValue::try_from(text)
    }
}
