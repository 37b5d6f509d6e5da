//! What the interface is, told to machines: the `OpenAPI` document, made of the handlers themselves; FHIR's own statement;
//! and where to sign on. The checked-in copy of the document is compared with the code by a test.

use crate::Exchange;
use crate::asked::Asked;
use crate::caller::Caller;
use crate::media;
use crate::reading::fhir_json;
use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::header;
use serde::Serialize;
use smart::discovery::Configuration;
use std::sync::Arc;
use utoipa::openapi::security::{ClientCredentials, Flow, OAuth2, Scopes as FlowScopes, SecurityScheme};
use utoipa::{Modify, OpenApi, ToSchema};

/// When the interface last changed: what FHIR's statement is dated by.
const CHANGED: i64 = 1_795_737_600_000;

/// The document: a JSON text with a line feed at its end.
pub fn document() -> String {
    let mut text = Document::openapi().to_pretty_json().unwrap_or_default();
    text.push('\n');
    text
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Mor Prom: exchange with partners",
        description = "Records by HL7 FHIR R4, changes to acknowledge, target groups and the data tracker. Sign-on is SMART Backend Services. \
            Every refusal has a reference that the portal's log has too, and repeats nothing that was sent.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
        contact(name = "Strategy and Planning Division"),
    ),
    servers((url = "/", description = "The portal that serves this document")),
    paths(
        crate::token::token,
        capability,
        smart,
        system,
        openapi,
        crate::receive::bundle,
        crate::receive::immunization,
        crate::receive::observation,
        crate::reading::immunizations,
        crate::reading::observations,
        crate::reading::one_immunization,
        crate::reading::one_observation,
        crate::usage::audit_events,
        crate::usage::find_usage,
        crate::changes::list,
        crate::changes::acknowledge,
        crate::targets::keep,
        crate::targets::look_up,
    ),
    components(schemas(Problem)),
    security(("smart" = [])),
    modifiers(&SignOn),
)]
struct Document;

struct SignOn;

impl Modify for SignOn {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let scopes = smart::Scopes::all().iter().map(|scope| {
            let scope = smart::Scopes::NONE.with(scope).to_string();
            (scope, String::new())
        });
        let flow = ClientCredentials::new(crate::token::PATH, scopes.collect::<FlowScopes>());
        let scheme = SecurityScheme::OAuth2(OAuth2::with_description(
            [Flow::ClientCredentials(flow)],
            "SMART Backend Services: client_credentials with private_key_jwt (RS384 or ES384).",
        ));
        openapi.components.get_or_insert_default().add_security_scheme("smart", scheme);
    }
}

/// Problem details (RFC 9457).
#[derive(ToSchema)]
#[expect(dead_code, reason = "a schema: what is answered is made in `refusal`")]
pub(crate) struct Problem {
    /// A URN of the reason code.
    r#type: String,
    /// The status in words.
    title: String,
    /// The status.
    status: u16,
    /// What is wrong and what to do, in the language asked for.
    detail: String,
    /// The reference.
    instance: String,
    /// Each thing that is wrong, with its place.
    errors: Option<Vec<ProblemPlace>>,
}

/// Where something is wrong.
#[derive(ToSchema)]
#[expect(dead_code, reason = "a schema: what is answered is made in `refusal`")]
pub(crate) struct ProblemPlace {
    /// The place, a JSON pointer.
    pointer: String,
    /// What is wrong.
    detail: String,
}

/// A request for a token.
#[derive(ToSchema)]
#[expect(dead_code, reason = "a schema: it is read by the crate of sign-on")]
pub(crate) struct TokenForm {
    /// `client_credentials`.
    grant_type: String,
    /// `urn:ietf:params:oauth:client-assertion-type:jwt-bearer`.
    client_assertion_type: String,
    /// The signed assertion.
    client_assertion: String,
    /// What is asked for, separated by single spaces.
    scope: String,
}

/// A token.
#[derive(ToSchema)]
#[expect(dead_code, reason = "a schema: it is written by the crate of sign-on")]
pub(crate) struct TokenGiven {
    /// The token.
    access_token: String,
    /// `bearer`.
    token_type: String,
    /// Seconds.
    expires_in: u32,
    /// What it allows.
    scope: String,
}

/// Why there is no token.
#[derive(ToSchema)]
#[expect(dead_code, reason = "a schema: it is written by the crate of sign-on")]
pub(crate) struct TokenRefused {
    /// A code of RFC 6749.
    error: String,
    /// What to change.
    error_description: String,
}

/// Whom records are looked for of.
#[derive(ToSchema)]
#[expect(dead_code, reason = "a schema: it is read in `given`")]
pub(crate) struct SearchForm {
    /// `https://terms.sil-th.org/id/th-cid|` and the number, or `http://hl7.org/fhir/sid/passport-XXX|` and the number.
    #[schema(rename = "patient.identifier")]
    identifier: String,
    /// The birth date.
    #[schema(rename = "patient.birthdate")]
    birthdate: String,
    /// The first name.
    #[schema(rename = "patient.given")]
    given: String,
    /// The last name.
    #[schema(rename = "patient.family")]
    family: Option<String>,
}

/// Whose uses are looked for.
#[derive(ToSchema)]
#[expect(dead_code, reason = "a schema: it is read in `given`")]
pub(crate) struct EntitySearchForm {
    /// As for records.
    #[schema(rename = "entity.identifier")]
    identifier: String,
    /// The birth date.
    #[schema(rename = "entity.birthdate")]
    birthdate: String,
    /// The first name.
    #[schema(rename = "entity.given")]
    given: String,
    /// The last name.
    #[schema(rename = "entity.family")]
    family: Option<String>,
}

/// The uses of somebody's data (X-tee data tracker).
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
#[expect(dead_code, reason = "a schema: it is written by the crate of FHIR")]
pub(crate) struct Usages {
    /// How many there are.
    total_usages: u64,
    /// A page of them.
    usages: Vec<Usage>,
}

/// A use of somebody's data.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
#[expect(dead_code, reason = "a schema: it is written by the crate of FHIR")]
pub(crate) struct Usage {
    /// When.
    logtime: String,
    /// What was done.
    action: String,
    /// The organisation's code.
    receiver_code: Option<String>,
    /// Its name.
    receiver_name: Option<String>,
    /// The system it was done with.
    receiver_system: String,
}

/// The refusals every address of `/api/v1` knows.
#[derive(utoipa::IntoResponses)]
#[expect(dead_code, reason = "a description")]
pub(crate) enum Refusals {
    /// It cannot be read.
    #[response(status = 400, content_type = "application/problem+json")]
    Unreadable(Problem),
    /// No token, or one that ended.
    #[response(status = 401, content_type = "application/problem+json")]
    SignedOut(Problem),
    /// Not allowed, with the reason code.
    #[response(status = 403, content_type = "application/problem+json")]
    Denied(Problem),
    /// Somebody changed the same.
    #[response(status = 409, content_type = "application/problem+json")]
    Meanwhile(Problem),
    /// Too large.
    #[response(status = 413, content_type = "application/problem+json")]
    TooLarge(Problem),
    /// Not JSON in UTF-8.
    #[response(status = 415, content_type = "application/problem+json")]
    MediaType(Problem),
    /// Something in it is wrong.
    #[response(status = 422, content_type = "application/problem+json")]
    Wrong(Problem),
    /// Too often.
    #[response(status = 429, content_type = "application/problem+json")]
    TooOften(Problem),
    /// Not now.
    #[response(status = 503, content_type = "application/problem+json")]
    Away(Problem),
}

/// An `OperationOutcome`.
#[derive(ToSchema, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OperationOutcome {
    /// `OperationOutcome`.
    resource_type: String,
    /// The issues.
    #[schema(value_type = Vec<Object>)]
    issue: Vec<serde_json::Value>,
}

/// The refusals every address of `/fhir` knows.
#[derive(utoipa::IntoResponses)]
#[expect(dead_code, reason = "a description")]
pub(crate) enum FhirRefusals {
    /// It cannot be read.
    #[response(status = 400, content_type = "application/fhir+json")]
    Unreadable(OperationOutcome),
    /// No token, or one that ended.
    #[response(status = 401, content_type = "application/fhir+json")]
    SignedOut(OperationOutcome),
    /// Not allowed, with the reason code.
    #[response(status = 403, content_type = "application/fhir+json")]
    Denied(OperationOutcome),
    /// What is asked for is written in no form that is taken.
    #[response(status = 406, content_type = "application/fhir+json")]
    NotAcceptable(OperationOutcome),
    /// Somebody changed the same, or the portal knows better.
    #[response(status = 409, content_type = "application/fhir+json")]
    Conflict(OperationOutcome),
    /// Too large.
    #[response(status = 413, content_type = "application/fhir+json")]
    TooLarge(OperationOutcome),
    /// Not FHIR R4 in JSON.
    #[response(status = 415, content_type = "application/fhir+json")]
    MediaType(OperationOutcome),
    /// Something in it is wrong.
    #[response(status = 422, content_type = "application/fhir+json")]
    Wrong(OperationOutcome),
    /// Too often.
    #[response(status = 429, content_type = "application/fhir+json")]
    TooOften(OperationOutcome),
    /// Not now.
    #[response(status = 503, content_type = "application/fhir+json")]
    Away(OperationOutcome),
}

/// The system that asks, as the portal knows it.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct System {
    /// Its id.
    client: String,
    /// Its organisation.
    organisation: String,
    /// What it uses data for.
    purpose: String,
    /// What its token allows.
    scopes: String,
}

/// What the FHIR interface can do.
#[utoipa::path(
    get, path = "/fhir/metadata", tag = "description", security(()),
    responses((status = 200, description = "A CapabilityStatement", body = Object, content_type = "application/fhir+json"))
)]
pub(crate) async fn capability(State(exchange): State<Arc<Exchange>>, asked: Asked) -> Response {
    let at = domain::Instant::from_unix_milliseconds(CHANGED);
    // Whoever asks for what is not spoken learns here what is.
    let release = media::accepted(&asked.headers).unwrap_or_default();
    fhir_json(release, fhir::capability(&exchange.origin, env!("CARGO_PKG_VERSION"), at))
}

/// Where and how a system signs on.
#[utoipa::path(
    get, path = "/fhir/.well-known/smart-configuration", tag = "sign-on", security(()),
    responses((status = 200, description = "SMART's configuration", body = Object))
)]
pub(crate) async fn smart(State(exchange): State<Arc<Exchange>>) -> Response {
    Json(Configuration::new(&exchange.token_endpoint())).into_response()
}

/// The system that asks, as the portal knows it: a first request that changes nothing.
#[utoipa::path(
    get, path = "/api/v1/system", tag = "description",
    responses(
        (status = 200, description = "The system", body = System),
        (status = 401, description = "No token, or one that ended", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Not now", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn system(_: Asked, caller: Caller) -> Response {
    let system = &caller.system.system;
    Json(System {
        client: system.client.clone(),
        organisation: system.organisation.clone(),
        purpose: system.purpose.id().to_owned(),
        scopes: caller.scopes().to_string(),
    })
    .into_response()
}

/// This document.
#[utoipa::path(
    get, path = "/openapi.json", tag = "description", security(()),
    responses((status = 200, description = "OpenAPI 3.1", body = Object))
)]
pub(crate) async fn openapi() -> Response {
    ([(header::CONTENT_TYPE, "application/json")], document()).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made anew by `UPDATE_OPENAPI=1 cargo test -p exchange`.
    #[test]
    fn the_checked_in_document_is_what_the_code_says() {
        let path = "openapi.json";
        if std::env::var_os("UPDATE_OPENAPI").is_some() {
            std::fs::write(path, document()).unwrap();
        }
        let kept = std::fs::read_to_string(path).unwrap_or_default();
        assert!(kept == document(), "server/exchange/openapi.json is not what the handlers say: UPDATE_OPENAPI=1");
    }

    #[test]
    fn every_address_says_what_its_refusals_look_like() {
        let document: serde_json::Value = serde_json::from_str(&document()).unwrap();
        assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
        let paths = document["paths"].as_object().unwrap();
        for (path, methods) in paths {
            for (method, operation) in methods.as_object().unwrap() {
                let open = operation["security"] == serde_json::json!([{}]);
                let refuses = operation["responses"].get("401").is_some();
                assert!(open || refuses, "{method} {path}");
            }
        }
    }
}
