//! What the token endpoint says: a token, or why there is none (RFC 6749, 5.1 and 5.2).
//!
//! A description is one of our own sentences. It never repeats what was sent.

use crate::scope::Scopes;
use serde::Serialize;
use std::fmt;

/// How long a token is good for, in seconds: what SMART Backend Services recommends, and allows at most.
pub const TOKEN_SECONDS: u32 = 300;

/// A token. Goes out with `Cache-Control: no-store`.
#[derive(Serialize)]
pub struct TokenAnswer<'a> {
    access_token: &'a str,
    token_type: &'static str,
    expires_in: u32,
    scope: String,
}

impl<'a> TokenAnswer<'a> {
    /// The answer that gives `token` for [`TOKEN_SECONDS`] and `scopes`.
    pub fn new(token: &'a str, scopes: Scopes) -> Self {
        Self { access_token: token, token_type: "bearer", expires_in: TOKEN_SECONDS, scope: scopes.to_string() }
    }
}

impl fmt::Debug for TokenAnswer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenAnswer").field("scope", &self.scope).finish_non_exhaustive()
    }
}

/// Why there is no token, in the words of RFC 6749, 5.2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// Something is missing, twice, or not understood.
    InvalidRequest,
    /// The client is unknown or did not prove who it is.
    InvalidClient,
    /// What was shown for the grant is not good, not any more, or somebody else's.
    InvalidGrant,
    /// The client may not use this grant.
    UnauthorizedClient,
    /// The grant is another than `client_credentials`.
    UnsupportedGrantType,
    /// A scope is unknown, or more than the client was given.
    InvalidScope,
}

impl ErrorCode {
    /// The HTTP status it goes out with: 401 for who it is, 400 for all else.
    pub const fn status(self) -> u16 {
        if matches!(self, Self::InvalidClient) { 401 } else { 400 }
    }
}

/// The body of a refusal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ErrorAnswer {
    /// The code.
    pub error: ErrorCode,
    /// What to change, for whoever runs the client.
    pub error_description: String,
}

impl ErrorAnswer {
    /// The refusal by `code`, with one of our own errors as its description. What RFC 6749 does not let stand in a
    /// description is left out.
    pub fn new(code: ErrorCode, why: &impl std::error::Error) -> Self {
        let allowed = |c: &char| matches!(c, ' '..='~') && !matches!(c, '"' | '\\');
        Self { error: code, error_description: why.to_string().chars().filter(allowed).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scope::ScopeError;
    use serde_json::json;

    #[test]
    fn a_token_says_how_long_and_what_for_and_is_not_shown() {
        let scopes = Scopes::parse("system/Observation.rs changes.read").unwrap();
        let answer = TokenAnswer::new("planted", scopes);
        let expected = json!({
            "access_token": "planted", "token_type": "bearer", "expires_in": 300,
            "scope": "changes.read system/Observation.rs",
        });
        assert_eq!(serde_json::to_value(&answer).unwrap(), expected);
        assert!(!format!("{answer:?}").contains("planted"));
    }

    #[test]
    fn a_refusal_is_written_as_the_standard_has_it() {
        let answer = ErrorAnswer::new(ErrorCode::InvalidScope, &ScopeError::Beyond);
        let value = serde_json::to_value(&answer).unwrap();
        assert_eq!(value["error"], "invalid_scope");
        assert_eq!(value["error_description"], ScopeError::Beyond.to_string());
        assert_eq!((ErrorCode::InvalidClient.status(), ErrorCode::InvalidGrant.status()), (401, 400));
        assert_eq!(serde_json::to_value(ErrorCode::UnsupportedGrantType).unwrap(), "unsupported_grant_type");
    }
}
