//! The interface of partners' systems (articles 3 to 5): sign-on by SMART Backend Services, FHIR R4 under `/fhir`, and what
//! FHIR has no place for under `/api/v1`. It reads requests and writes answers; whether something may be done, and what
//! follows from it, is asked of the services. What a client sent is never an error of the server, and never repeated.
#![warn(missing_docs)]

mod asked;
mod caller;
mod changes;
mod describe;
mod given;
mod media;
mod reading;
mod receive;
mod refusal;
mod targets;
mod token;
mod usage;

pub use caller::Acted;
pub use describe::document;
pub use refusal::dress;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use service::Services;
use smart::{KeySources, Reach};
use std::sync::Arc;

/// The largest body of FHIR, in bytes.
pub const FHIR_LIMIT: usize = 16 * 1024 * 1024;
/// The largest body of anything else, in bytes.
pub const LIMIT: usize = 1024 * 1024;

/// What the interface stands on.
pub struct Exchange {
    services: Arc<Services>,
    keys: KeySources,
    reach: Reach,
    /// Scheme and authority people use, without a slash at the end.
    origin: Arc<str>,
}

impl Exchange {
    /// The interface over these services; partners' keys are read within `reach`.
    pub fn new(services: Arc<Services>, origin: Arc<str>, reach: Reach) -> Result<Self, smart::NoCertificates> {
        Ok(Self { services, keys: KeySources::new(reach)?, reach, origin })
    }

    /// The one audience an assertion is for.
    fn token_endpoint(&self) -> String {
        format!("{}{}", self.origin, token::PATH)
    }
}

/// Every route of the interface.
pub fn router<S: Clone + Send + Sync + 'static>(exchange: Arc<Exchange>) -> Router<S> {
    let fhir = Router::new()
        .route("/fhir", post(receive::bundle))
        .route("/fhir/", post(receive::bundle))
        .route("/fhir/Immunization", post(receive::immunization).get(reading::by_address))
        .route("/fhir/Observation", post(receive::observation).get(reading::by_address))
        .layer(DefaultBodyLimit::max(FHIR_LIMIT));
    let small = Router::new()
        .route("/fhir/metadata", get(describe::capability))
        .route("/fhir/.well-known/smart-configuration", get(describe::smart))
        .route("/fhir/Immunization/_search", post(reading::immunizations))
        .route("/fhir/Observation/_search", post(reading::observations))
        .route("/fhir/Immunization/{id}", get(reading::one_immunization))
        .route("/fhir/Observation/{id}", get(reading::one_observation))
        .route("/fhir/AuditEvent/_search", post(usage::audit_events))
        .route(token::PATH, post(token::token))
        .route("/api/v1/system", get(describe::system))
        .route("/api/v1/findUsage", post(usage::find_usage))
        .route("/api/v1/changes", get(changes::list))
        .route("/api/v1/changes/{id}/acknowledgement", post(changes::acknowledge))
        .route("/api/v1/target-groups/{code}/entries", post(targets::keep))
        .route("/api/v1/target-groups/lookup", post(targets::look_up))
        .route("/openapi.json", get(describe::openapi))
        .layer(DefaultBodyLimit::max(LIMIT));
    fhir.merge(small).with_state(exchange)
}
