//! What a partner's software finds at `.well-known/smart-configuration` (SMART App Launch 2.2, Conformance).

use crate::jwks::Algorithm;
use crate::scope::Scopes;
use serde::Serialize;

/// Where and how a token is to be had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Configuration<'a> {
    token_endpoint: &'a str,
    token_endpoint_auth_methods_supported: [&'static str; 1],
    token_endpoint_auth_signing_alg_values_supported: [&'static str; 2],
    grant_types_supported: [&'static str; 1],
    scopes_supported: Vec<String>,
    /// Wanted by the standard of every server, also of one that sends nobody to a sign-in page.
    code_challenge_methods_supported: [&'static str; 1],
    capabilities: [&'static str; 2],
}

impl<'a> Configuration<'a> {
    /// The configuration of a portal whose tokens are given at `token_endpoint`.
    pub fn new(token_endpoint: &'a str) -> Self {
        Self {
            token_endpoint,
            token_endpoint_auth_methods_supported: ["private_key_jwt"],
            token_endpoint_auth_signing_alg_values_supported: Algorithm::NAMES,
            grant_types_supported: ["client_credentials"],
            scopes_supported: Scopes::all().to_string().split(' ').map(str::to_owned).collect(),
            code_challenge_methods_supported: ["S256"],
            capabilities: ["client-confidential-asymmetric", "permission-v2"],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_standard_wants_of_a_server_for_systems_is_there() {
        let found = serde_json::to_value(Configuration::new("https://portal.example/fhir/token")).unwrap();
        assert_eq!(found["token_endpoint"], "https://portal.example/fhir/token");
        assert_eq!(found["token_endpoint_auth_methods_supported"][0], "private_key_jwt");
        assert_eq!(found["token_endpoint_auth_signing_alg_values_supported"], serde_json::json!(["ES384", "RS384"]));
        assert_eq!(found["scopes_supported"][1], "system/AuditEvent.rs");
        assert_eq!(found["capabilities"][0], "client-confidential-asymmetric");
    }
}
