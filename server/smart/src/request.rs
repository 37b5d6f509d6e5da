//! What a partner asks the token endpoint: a form of four fields (RFC 6749, 4.4.2; RFC 7521, 4.2).
//!
//! A field that comes twice is refused, so that nobody reads the one and another part of the house the other.

use crate::answer::ErrorCode;
use crate::scope::{ScopeError, Scopes};
use std::fmt;
use thiserror::Error;
use url::form_urlencoded;

/// The longest form that is read, in bytes.
pub const LONGEST: usize = 16 * 1024;

const GRANT: &str = "client_credentials";
const ASSERTION: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// A request for a token, not believed yet.
pub struct TokenRequest {
    /// The assertion.
    pub assertion: String,
    /// The client id beside the assertion, where there is one: it must be the assertion's own (RFC 7521, 4.2).
    pub client_id: Option<String>,
    /// What is asked for.
    pub scopes: Scopes,
}

#[derive(Default)]
struct Fields {
    grant_type: Option<String>,
    client_assertion_type: Option<String>,
    client_assertion: Option<String>,
    client_id: Option<String>,
    scope: Option<String>,
}

impl TokenRequest {
    /// The request in a form, `application/x-www-form-urlencoded`. Fields of other names are passed over.
    pub fn parse(form: &[u8]) -> Result<Self, RequestError> {
        if form.len() > LONGEST {
            return Err(RequestError::TooLong);
        }
        let fields = Fields::read(form)?;
        match fields.grant_type.as_deref() {
            None => return Err(RequestError::Missing("grant_type")),
            Some(GRANT) => {}
            Some(_) => return Err(RequestError::Grant),
        }
        if fields.client_assertion_type.as_deref() != Some(ASSERTION) {
            return Err(RequestError::AssertionType);
        }
        Ok(Self {
            assertion: fields.client_assertion.ok_or(RequestError::Missing("client_assertion"))?,
            client_id: fields.client_id,
            scopes: Scopes::parse(&fields.scope.unwrap_or_default())?,
        })
    }
}

impl Fields {
    fn read(form: &[u8]) -> Result<Self, RequestError> {
        let mut fields = Self::default();
        for (name, value) in form_urlencoded::parse(form) {
            let (name, field) = match &*name {
                "grant_type" => ("grant_type", &mut fields.grant_type),
                "client_assertion_type" => ("client_assertion_type", &mut fields.client_assertion_type),
                "client_assertion" => ("client_assertion", &mut fields.client_assertion),
                "client_id" => ("client_id", &mut fields.client_id),
                "scope" => ("scope", &mut fields.scope),
                _ => continue,
            };
            if field.replace(value.into_owned()).is_some() {
                return Err(RequestError::Twice(name));
            }
        }
        Ok(fields)
    }
}

impl fmt::Debug for TokenRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenRequest").field("scopes", &self.scopes).finish_non_exhaustive()
    }
}

/// Why a form is no request for a token. Repeats nothing of it but the names of the standard's fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum RequestError {
    /// More than [`LONGEST`] bytes.
    #[error("the request is longer than 16 KiB")]
    TooLong,
    /// A field is missing.
    #[error("{0} is missing")]
    Missing(&'static str),
    /// A field stands twice.
    #[error("{0} stands twice")]
    Twice(&'static str),
    /// Another grant.
    #[error("grant_type must be client_credentials")]
    Grant,
    /// Another way of proving who one is.
    #[error("client_assertion_type must be urn:ietf:params:oauth:client-assertion-type:jwt-bearer")]
    AssertionType,
    /// The scopes are not good.
    #[error(transparent)]
    Scope(#[from] ScopeError),
}

impl RequestError {
    /// The code it is answered with.
    pub const fn code(self) -> ErrorCode {
        match self {
            Self::TooLong | Self::Missing(_) | Self::Twice(_) => ErrorCode::InvalidRequest,
            Self::Grant => ErrorCode::UnsupportedGrantType,
            Self::AssertionType => ErrorCode::InvalidClient,
            Self::Scope(error) => error.code(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const GOOD: &str = "grant_type=client_credentials&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3A\
                        client-assertion-type%3Ajwt-bearer&client_assertion=a.b.c&scope=system%2FObservation.rs";

    #[test]
    fn the_form_of_the_standard_is_read() {
        let request = TokenRequest::parse(format!("{GOOD}&resource=x&resource=y").as_bytes()).unwrap();
        assert_eq!((request.assertion.as_str(), request.client_id.as_deref()), ("a.b.c", None));
        assert_eq!(request.scopes.to_string(), "system/Observation.rs");
        assert!(!format!("{request:?}").contains("a.b.c"));
    }

    #[test]
    fn what_is_refused_and_with_which_code() {
        let without = |name: &str| GOOD.replace(name, "other");
        for (form, error, code) in [
            (String::new(), RequestError::Missing("grant_type"), ErrorCode::InvalidRequest),
            (without("client_assertion="), RequestError::Missing("client_assertion"), ErrorCode::InvalidRequest),
            (without("client_assertion_type="), RequestError::AssertionType, ErrorCode::InvalidClient),
            (GOOD.replace("client_credentials", "password"), RequestError::Grant, ErrorCode::UnsupportedGrantType),
            (GOOD.replace("jwt-bearer", "saml2-bearer"), RequestError::AssertionType, ErrorCode::InvalidClient),
            (without("scope"), RequestError::Scope(ScopeError::Empty), ErrorCode::InvalidScope),
            (
                GOOD.replace("Observation.rs", "*.read"),
                RequestError::Scope(ScopeError::Version1),
                ErrorCode::InvalidScope,
            ),
            (format!("{GOOD}&scope=x"), RequestError::Twice("scope"), ErrorCode::InvalidRequest),
            (format!("{GOOD}&client_assertion=x"), RequestError::Twice("client_assertion"), ErrorCode::InvalidRequest),
            ("a".repeat(LONGEST + 1), RequestError::TooLong, ErrorCode::InvalidRequest),
        ] {
            let refused = TokenRequest::parse(form.as_bytes()).unwrap_err();
            assert_eq!((refused, refused.code()), (error, code), "{form:.200}");
        }
    }

    proptest! {
        #[test]
        fn no_form_panics(form in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = TokenRequest::parse(&form);
        }
    }
}
