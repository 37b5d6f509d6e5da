//! Sign-on through an OpenID Connect provider: authorization code, PKCE always, state and nonce always.
//!
//! The provider is found by discovery when it is first needed; while it is away only this way in is closed. Tokens are
//! read, believed or not, and dropped: none is kept, shown or passed on.

mod directory;
mod error;
mod exchange;
mod identity;
mod pending;
mod settings;
mod transport;
mod verify;
mod wire;

pub use error::{Doubt, SignOnError, Trouble};
pub use identity::{Email, Identity};
pub use pending::{Kind, LIFETIME_MILLISECONDS, Pending};
pub use settings::{SecondFactor, Settings, SettingsError};

use crate::Entropy;
use directory::{Directory, Known};
use domain::{Instant, Language};
use openidconnect::core::{CoreAuthenticationFlow, CoreClientAuthMethod};
use openidconnect::{
    AuthType, AuthenticationContextClass, ClientId, ClientSecret, CsrfToken, IssuerUrl, LanguageTag, Nonce,
    PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope,
};
use serde::Deserialize;
use serde_json::json;
use std::fmt;
use std::time::Duration;
use transport::Transport;
use url::Url;
use wire::Client;

/// One provider, and the portal as its client.
pub struct Provider {
    settings: Settings,
    directory: Directory,
}

/// What the browser brings back from the provider: the query of the callback.
#[derive(Clone, Default, Deserialize)]
pub struct Answer {
    /// What to fetch the tokens with.
    pub code: Option<String>,
    /// The state given at the start.
    pub state: Option<String>,
    /// Why there is no code.
    pub error: Option<String>,
    /// Who answers (RFC 9207).
    pub iss: Option<String>,
}

impl Provider {
    /// A provider that is asked nothing yet: the portal starts whether or not it is there.
    pub fn new(settings: Settings) -> Result<Self, SettingsError> {
        settings.check()?;
        let issuer = IssuerUrl::new(settings.issuer.clone()).map_err(|_| SettingsError::Issuer)?;
        let directory = Directory::new(issuer, Transport::new(&settings)?);
        Ok(Self { settings, directory })
    }

    /// Reads the provider's metadata if it is not known yet: for a readiness page or a warm start, never required.
    pub async fn discover(&self, now: Instant) -> Result<(), SignOnError> {
        self.directory.known(now).await.map(drop)
    }

    /// Where to send the browser, and what to keep until it comes back.
    pub async fn start(
        &self,
        kind: Kind,
        language: Language,
        entropy: &dyn Entropy,
        now: Instant,
    ) -> Result<(Url, Pending), SignOnError> {
        let pending = Pending::start(kind, &self.settings.issuer, entropy, now)?;
        let known = self.directory.known(now).await?;
        let authorization = known.metadata.authorization_endpoint().url();
        if !settings::is_guarded(authorization, self.settings.is_local()) {
            return Err(SignOnError::Misbehaved("it names an address that is not guarded"));
        }
        Ok((self.address(&known, &pending, language)?, pending))
    }

    /// Who came back. `pending` serves once, whatever comes of it.
    pub async fn finish(&self, pending: Pending, answer: &Answer, now: Instant) -> Result<Identity, SignOnError> {
        pending.check(answer, &self.settings.issuer, now)?;
        let known = self.directory.known(now).await?;
        self.check_answerer(&known, answer)?;
        if let Some(error) = &answer.error {
            return Err(if error == "access_denied" { SignOnError::Cancelled } else { SignOnError::Refused });
        }
        let code = answer.code.as_deref().ok_or(SignOnError::Misbehaved("it gave no code"))?;
        let tokens = self.exchange(&known, code, &pending).await?;
        let (known, claims) = self.believe(known, &tokens, &pending, now).await?;
        let more = self.ask_for_more(&known, &tokens, &claims).await?;
        Ok(identity::assemble(&self.settings, &claims, more.as_ref()))
    }

    fn address(&self, known: &Known, pending: &Pending, language: Language) -> Result<Url, SignOnError> {
        let client = self.client(known)?;
        let (state, nonce) = (pending.state.reveal().to_owned(), pending.nonce.reveal().to_owned());
        let challenge =
            PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(pending.verifier.reveal().to_owned()));
        let mut request = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                move || CsrfToken::new(state),
                move || Nonce::new(nonce),
            )
            .add_scopes(self.settings.scopes.iter().filter(|scope| *scope != "openid").cloned().map(Scope::new))
            .add_ui_locale(LanguageTag::new(language.tag().to_owned()))
            .set_pkce_challenge(challenge);
        if pending.kind == Kind::Staff {
            // On duty they show who they are each time, and the token says when (OpenID Connect Core, 3.1.2.1).
            request = request.set_max_age(Duration::ZERO);
            for context in &self.settings.second_factor.contexts {
                request = request.add_auth_context_value(AuthenticationContextClass::new(context.clone()));
            }
        }
        if known.metadata.claims_parameter_supported() == Some(true) {
            let wanted = json!({ "id_token": { "acr": null, "amr": null, "auth_time": null } });
            request = request.add_extra_param("claims", wanted.to_string());
        }
        Ok(request.url().0)
    }

    fn client(&self, known: &Known) -> Result<Client, SignOnError> {
        let secret = self.settings.client_secret.as_ref().map(|secret| ClientSecret::new(secret.reveal().to_owned()));
        let redirect = RedirectUrl::new(self.settings.redirect.to_string())
            .map_err(|_| SignOnError::Misbehaved("the redirect is no address"))?;
        let id = ClientId::new(self.settings.client_id.clone());
        let client = Client::from_provider_metadata(known.metadata.clone(), id, secret).set_redirect_uri(redirect);
        let in_body = known.metadata.token_endpoint_auth_methods_supported().is_some_and(|methods| {
            methods.contains(&CoreClientAuthMethod::ClientSecretPost)
                && !methods.contains(&CoreClientAuthMethod::ClientSecretBasic)
        });
        Ok(client.set_auth_type(if in_body { AuthType::RequestBody } else { AuthType::BasicAuth }))
    }

    fn check_answerer(&self, known: &Known, answer: &Answer) -> Result<(), SignOnError> {
        let promised = known.metadata.additional_metadata().authorization_response_iss_parameter_supported;
        match &answer.iss {
            Some(issuer) if *issuer == self.settings.issuer => Ok(()),
            None if !promised => Ok(()),
            _ => Err(SignOnError::WrongIssuer),
        }
    }
}

impl fmt::Debug for Provider {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Provider").field("settings", &self.settings).finish_non_exhaustive()
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Answer").field("has_code", &self.code.is_some()).finish_non_exhaustive()
    }
}
