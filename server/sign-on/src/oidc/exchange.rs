//! The two questions put to the provider behind the browser's back: the tokens for a code, and what else it may say.

use super::directory::Known;
use super::error::{Doubt, SignOnError, Trouble};
use super::identity;
use super::transport::TransportError;
use super::wire::{IdTokenClaims, TokenRefusal, Tokens, UserInfoClaims};
use super::{Pending, Provider};
use openidconnect::core::CoreErrorResponseType;
use openidconnect::{
    AuthorizationCode, HttpRequest, OAuth2TokenResponse as _, PkceCodeVerifier, RequestTokenError, UserInfoError,
};

impl Provider {
    /// The tokens for a code. The verifier proves that whoever brings the code also started.
    pub(super) async fn exchange(&self, known: &Known, code: &str, pending: &Pending) -> Result<Tokens, SignOnError> {
        let client = self.client(known)?;
        let http = |request: HttpRequest| self.directory.transport().send(request);
        client
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .map_err(|_| SignOnError::Misbehaved("it has no token endpoint"))?
            .set_pkce_verifier(PkceCodeVerifier::new(pending.verifier.reveal().to_owned()))
            .request_async(&http)
            .await
            .map_err(refused)
    }

    /// What the user-info endpoint says, asked only when the token left out something that was to be told.
    pub(super) async fn ask_for_more(
        &self,
        known: &Known,
        tokens: &Tokens,
        claims: &IdTokenClaims,
    ) -> Result<Option<UserInfoClaims>, SignOnError> {
        let token = tokens.access_token();
        let sendable = token.secret().bytes().all(|byte| byte.is_ascii_graphic());
        if identity::is_complete(&self.settings, claims) || known.metadata.userinfo_endpoint().is_none() || !sendable {
            return Ok(None);
        }
        let client = self.client(known)?;
        let http = |request: HttpRequest| self.directory.transport().send(request);
        client
            .user_info(token.clone(), Some(claims.subject().clone()))
            .map_err(|_| SignOnError::Misbehaved("it has no user-info endpoint"))?
            .request_async(&http)
            .await
            .map(Some)
            .map_err(|error| unheard(&error))
    }
}

fn refused(error: RequestTokenError<TransportError, TokenRefusal>) -> SignOnError {
    match error {
        RequestTokenError::ServerResponse(refusal) => match refusal.error() {
            CoreErrorResponseType::InvalidGrant => SignOnError::CodeRefused,
            _ => SignOnError::Misbehaved("it refused the portal as a client"),
        },
        RequestTokenError::Request(error) => error.into(),
        RequestTokenError::Parse(..) => SignOnError::TokenRefused(Doubt::Malformed),
        RequestTokenError::Other(_) => SignOnError::Unavailable(Trouble::Unusable),
    }
}

fn unheard(error: &UserInfoError<TransportError>) -> SignOnError {
    match error {
        UserInfoError::Request(error) => (*error).into(),
        UserInfoError::ClaimsVerification(_) => SignOnError::TokenRefused(Doubt::Subject),
        _ => SignOnError::Unavailable(Trouble::Unusable),
    }
}
