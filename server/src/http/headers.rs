//! Security headers on every answer, and the content security policy with a nonce of its own for each request.
//!
//! Pages carry no inline script and no style attribute: everything comes from this origin, so that a rendered page is the
//! same bytes for the next reader. The nonce, which no element carries yet, keeps `unsafe-inline` from ever being needed.

use super::portal::Portal;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use std::sync::Arc;

const FIXED: [(HeaderName, &str); 4] = [
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    ),
];

/// Adds the headers. HSTS only where people come over TLS.
pub(super) async fn secure(State(portal): State<Arc<Portal>>, request: Request, next: Next) -> Response {
    // A style sheet, script or font is no document: what follows guards documents and workers.
    let asset = request.uri().path().starts_with("/assets/");
    let mut response = next.run(request).await;
    let https = portal.config.is_https();
    let headers: &mut HeaderMap = response.headers_mut();
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin"));
    if https {
        let two_years = HeaderValue::from_static("max-age=63072000; includeSubDomains");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, two_years);
    }
    if asset {
        return response;
    }
    for (name, value) in FIXED {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if let Ok(policy) = HeaderValue::from_str(&content_security_policy(&nonce(), &portal.sign_on.origins(), https)) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// Forms lead to this origin, and to the sign-on providers: browsers ask the policy again where a form is redirected to.
fn content_security_policy(nonce: &str, providers: &[String], https: bool) -> String {
    let forms: String = providers.iter().map(|origin| format!(" {origin}")).collect();
    let upgrade = if https { "; upgrade-insecure-requests" } else { "" };
    format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; font-src 'self'; \
         img-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'{forms}; \
         base-uri 'none'; frame-ancestors 'none'{upgrade}"
    )
}

/// Without randomness there is no nonce worth the name: then one that no script carries is better than a guessable one.
#[expect(clippy::disallowed_methods, reason = "a nonce guards one answer and is stored nowhere")]
fn nonce() -> String {
    let mut bytes = [0; 16];
    match getrandom::fill(&mut bytes) {
        Ok(()) => hex::encode(bytes),
        Err(error) => {
            tracing::error!(%error, "no randomness for a nonce");
            "none".to_owned()
        }
    }
}
