//! The sign-on providers and passkeys of the configuration: one provider for people, one for people on duty, who may be
//! the same.

use crate::config::Oidc;
use crate::runtime::SystemEntropy;
use anyhow::{Context, Result};
use domain::{Instant, Language};
use service::Entropy;
use sign_on::oidc::{Answer, Identity, Kind, Pending, Provider, Settings, SignOnError};
use sign_on::passkey::Passkeys;
use sign_on::{NoEntropy, Secret};
use std::sync::Arc;
use tokio::runtime::Handle;
use tokio::task::spawn_blocking;
use url::Url;

/// What came of a step of sign-on; `None` where no provider is configured.
pub type Under<T> = Option<Result<T, SignOnError>>;

/// What somebody's identity can be proven with.
pub struct SignOn {
    person: Option<(Arc<Provider>, Oidc)>,
    staff: Option<(Arc<Provider>, Oidc)>,
    /// Passkeys; none where people come by a bare number, which no passkey can be bound to.
    pub passkeys: Option<Passkeys>,
}

impl SignOn {
    /// What the configuration names. Nobody is asked anything yet.
    pub fn new(person: Option<&Oidc>, staff: Option<&Oidc>, public_url: &str) -> Result<Self> {
        let address = Url::parse(public_url).context("MORPROM_PUBLIC_URL")?;
        let made = |oidc: Option<&Oidc>| {
            oidc.map(|oidc| provider(oidc, &address).map(|provider| (Arc::new(provider), oidc.clone()))).transpose()
        };
        let passkeys = Passkeys::new(&address, "Mor Prom").ok();
        Ok(Self { person: made(person)?, staff: made(staff)?, passkeys })
    }

    fn provider(&self, kind: Kind) -> Option<&Arc<Provider>> {
        self.of(kind).map(|(provider, _)| provider)
    }

    /// Where to send the browser, and what to keep until it comes back; `None` where no provider is configured.
    pub async fn start(&self, kind: Kind, language: Language, now: Instant) -> Under<(Url, Pending)> {
        let provider = Arc::clone(self.provider(kind)?);
        let randomness = |bytes: &mut [u8]| SystemEntropy.fill(bytes).map_err(|_| NoEntropy);
        Some(apart(async move || provider.start(kind, language, &randomness, now).await).await)
    }

    /// Who came back; `None` where no provider is configured.
    pub async fn finish(&self, pending: Pending, answer: Answer, now: Instant) -> Under<Identity> {
        let provider = Arc::clone(self.provider(pending.kind())?);
        Some(apart(async move || provider.finish(pending, &answer, now).await).await)
    }

    /// What people call it.
    pub fn name(&self, kind: Kind) -> Option<&str> {
        self.of(kind).map(|(_, oidc)| oidc.name.as_str())
    }

    /// The origins forms may lead to, for the content security policy.
    pub fn origins(&self) -> Vec<String> {
        let both = [&self.person, &self.staff].into_iter().flatten();
        both.filter_map(|(_, oidc)| Url::parse(&oidc.issuer).ok())
            .map(|url| url.origin().ascii_serialization())
            .collect()
    }

    const fn of(&self, kind: Kind) -> Option<&(Arc<Provider>, Oidc)> {
        match kind {
            Kind::Person => self.person.as_ref(),
            Kind::Staff => self.staff.as_ref(),
        }
    }
}

fn provider(oidc: &Oidc, public: &Url) -> Result<Provider> {
    let redirect = public.join(app::routes::patterns::PROVIDER_CALLBACK)?;
    let mut settings = Settings::new(oidc.issuer.clone(), oidc.client_id.clone(), redirect);
    settings.client_secret = oidc.client_secret.clone().map(Secret::new);
    if let Some(scopes) = &oidc.scopes {
        settings.scopes = scopes.split_whitespace().map(str::to_owned).collect();
    }
    if let Some(contexts) = &oidc.contexts {
        settings.second_factor.contexts = contexts.split_whitespace().map(str::to_owned).collect();
    }
    Provider::new(settings).context("MORPROM_OIDC_*")
}

/// Waits for the provider on a thread of its own: the compiler cannot see that the library's future may move between
/// threads, and sign-ons are few.
async fn apart<T: Send + 'static>(
    step: impl AsyncFnOnce() -> Result<T, SignOnError> + Send + 'static,
) -> Result<T, SignOnError> {
    let handle = Handle::current();
    let done = spawn_blocking(move || handle.block_on(step())).await;
    done.unwrap_or(Err(SignOnError::Misbehaved("it could not be asked")))
}
