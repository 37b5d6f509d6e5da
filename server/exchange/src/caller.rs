//! Who asks: the system its token was given to, read anew for every request, with what the token allows.

use crate::Exchange;
use crate::asked::Asked;
use crate::refusal::Refusal;
use axum::extract::FromRequestParts;
use axum::response::Response;
use fhir::IssueCode;
use http::header;
use http::request::Parts;
use service::{SignedSystem, Token};
use smart::{Scope, Scopes};
use std::sync::{Arc, OnceLock};

/// Which account a request turned out to be of: an extension of the request that the portal puts there and reads when it
/// notes the request in the traffic log.
#[derive(Clone, Default)]
pub struct Acted(Arc<OnceLock<String>>);

impl Acted {
    /// The account; nothing where nobody had signed on.
    pub fn account(&self) -> Option<&str> {
        self.0.get().map(String::as_str)
    }
}

/// A system that has signed on.
pub(crate) struct Caller {
    /// The system, and who it is in every log.
    pub(crate) system: SignedSystem,
    /// What its token allows, of what it may still ask for.
    scopes: Scopes,
}

impl Caller {
    /// Whether the token allows this.
    pub(crate) const fn has(&self, scope: Scope) -> bool {
        self.scopes.contains(scope)
    }

    /// Refuses what the token does not allow.
    pub(crate) fn must(&self, scope: Scope) -> Result<(), Refusal> {
        if self.has(scope) { Ok(()) } else { Err(Refusal::scope()) }
    }

    /// What the token allows.
    pub(crate) const fn scopes(&self) -> Scopes {
        self.scopes
    }

    async fn of(parts: &Parts, exchange: &Exchange) -> Result<Self, Refusal> {
        let token = token(parts).ok_or_else(|| Refusal::signed_out(IssueCode::Login))?;
        let system = exchange.services.partners.signed(&token).await?;
        let system = system.ok_or_else(|| Refusal::signed_out(IssueCode::Expired))?;
        // What the division takes from a system is gone at once, whatever its token says.
        let (given, may) = (Scopes::parse(&system.scopes), Scopes::parse(&system.system.scopes));
        let scopes = given.unwrap_or(Scopes::NONE).intersection(may.unwrap_or(Scopes::NONE));
        if let Some(acted) = parts.extensions.get::<Acted>() {
            acted.0.set(system.signed.account.clone()).ok();
        }
        Ok(Self { system, scopes })
    }
}

fn token(parts: &Parts) -> Option<Token> {
    let mut values = parts.headers.get_all(header::AUTHORIZATION).iter();
    let (one, None) = (values.next()?, values.next()) else { return None };
    let (scheme, token) = one.to_str().ok()?.split_once(' ')?;
    if scheme.eq_ignore_ascii_case("bearer") { Token::parse(token.trim()) } else { None }
}

impl FromRequestParts<Arc<Exchange>> for Caller {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, exchange: &Arc<Exchange>) -> Result<Self, Response> {
        let Ok(asked) = Asked::from_request_parts(parts, exchange).await;
        Self::of(parts, exchange).await.map_err(|refusal| refusal.answer(&asked))
    }
}
