//! The token endpoint: SMART Backend Services. An assertion signs on once; a token holds five minutes, and allows no more
//! than was asked for.

use crate::Exchange;
use crate::asked::Asked;
use crate::refusal::Refusal;
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use service::{PartnerRefusal, ServiceError};
use smart::assertion::{self, Checked, Expected, Refused};
use smart::request::TokenRequest;
use smart::{ErrorAnswer, ErrorCode, JwkSet, KeyAddress, Scopes, TokenAnswer};
use std::sync::Arc;
use storage::PartnerSystem;

/// Where it is.
pub(crate) const PATH: &str = "/api/v1/token";

/// Why there is no token.
enum NoToken {
    /// As the standard tells it.
    Told(ErrorAnswer),
    /// The portal cannot say now.
    Service(ServiceError),
}

/// Gives a token to a system that proves who it is.
#[utoipa::path(
    post, path = "/api/v1/token", tag = "sign-on", security(()),
    request_body(content = crate::describe::TokenForm, content_type = "application/x-www-form-urlencoded"),
    responses(
        (status = 200, description = "A token for five minutes", body = crate::describe::TokenGiven),
        (status = 400, description = "The request is not good (RFC 6749, 5.2)", body = crate::describe::TokenRefused),
        (status = 401, description = "The client did not prove who it is", body = crate::describe::TokenRefused),
        (status = 413, description = "Too large", body = crate::describe::Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too often", body = crate::describe::Problem, content_type = "application/problem+json"),
        (status = 503, description = "Not now", body = crate::describe::Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn token(
    State(exchange): State<Arc<Exchange>>,
    asked: Asked,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let body = match body {
        Ok(body) => body,
        Err(rejection) => return rejection.status().into_response(),
    };
    match given(&exchange, &body).await {
        Ok((token, scopes)) => {
            let headers = [(header::CACHE_CONTROL, "no-store"), (header::PRAGMA, "no-cache")];
            (headers, Json(TokenAnswer::new(&token, scopes))).into_response()
        }
        Err(NoToken::Told(answer)) => {
            tracing::info!(request = asked.reference, error = ?answer.error, "no token");
            let status = StatusCode::from_u16(answer.error.status()).unwrap_or(StatusCode::BAD_REQUEST);
            (status, [(header::CACHE_CONTROL, "no-store")], Json(answer)).into_response()
        }
        Err(NoToken::Service(error)) => Refusal::from(error).answer(&asked),
    }
}

async fn given(exchange: &Exchange, form: &[u8]) -> Result<(String, Scopes), NoToken> {
    let request = TokenRequest::parse(form).map_err(|error| told(error.code(), &error))?;
    let client = assertion::client_of(&request.assertion).map_err(|refused| told(refused.code(), &refused))?;
    if request.client_id.as_ref().is_some_and(|other| *other != client) {
        return Err(told(ErrorCode::InvalidClient, &PartnerRefusal::NoSystem));
    }
    let system = exchange.services.partners.known(&client).await?;
    let system = system.ok_or_else(|| told(ErrorCode::InvalidClient, &PartnerRefusal::NoSystem))?;
    let checked = checked(exchange, &system, &request).await?;
    let registered = Scopes::parse(&system.scopes).unwrap_or(Scopes::NONE);
    let scopes = registered.grant(request.scopes).map_err(|error| told(error.code(), &error))?;
    let used = (checked.token_id.as_str(), checked.remember_until());
    match exchange.services.partners.sign_on(&system, used, &scopes.to_string()).await {
        Ok(token) => Ok((token.text(), scopes)),
        Err(ServiceError::Partner(PartnerRefusal::Replayed)) => {
            Err(told(Refused::UsedBefore.code(), &Refused::UsedBefore))
        }
        Err(error) => Err(error.into()),
    }
}

async fn checked(exchange: &Exchange, system: &PartnerSystem, request: &TokenRequest) -> Result<Checked, NoToken> {
    let now = exchange.services.clock.now();
    let endpoint = exchange.token_endpoint();
    let read = |url: &str| KeyAddress::parse(url, exchange.reach).ok();
    let address = Some(system.keys_url.as_str()).filter(|url| !url.is_empty()).and_then(read);
    let keys: Arc<JwkSet> = match &address {
        Some(address) => {
            let id = assertion::key_of(&request.assertion).map_err(|refused| told(refused.code(), &refused))?;
            exchange.keys.keys(address, &id, now).await.map_err(|away| told(away.code(), &away))?
        }
        None => Arc::new(JwkSet::parse(&system.keys).map_err(|error| told(ErrorCode::InvalidClient, &error))?),
    };
    let expected = Expected {
        client_id: &system.client,
        audiences: &[&endpoint],
        key_address: address.as_ref().map(KeyAddress::as_str),
        now,
    };
    assertion::check(&request.assertion, &keys, &expected).map_err(|refused| told(refused.code(), &refused))
}

fn told(code: ErrorCode, why: &impl std::error::Error) -> NoToken {
    NoToken::Told(ErrorAnswer::new(code, why))
}

impl From<ServiceError> for NoToken {
    fn from(error: ServiceError) -> Self {
        Self::Service(error)
    }
}
