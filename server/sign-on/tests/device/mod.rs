//! An officer's device: a whole client and authenticator in software, with an owner who is there and can be recognised.
//! Its requests can be twisted on the way in, as a hostile page would.

use async_trait::async_trait;
use passkey::authenticator::{Authenticator, UiHint, UserCheck, UserValidationMethod};
use passkey::client::{Client, DefaultClientData};
use passkey::crypto::rust_crypto::RustCryptoBackend;
use passkey::types::ctap2::{Aaguid, Ctap2Error};
use passkey::types::{Passkey, webauthn};
use serde_json::Value;
use url::Url;

pub(crate) struct Device {
    key: Option<Passkey>,
    page: Url,
}

pub(crate) struct Owner;

#[async_trait]
impl UserValidationMethod for Owner {
    type PasskeyItem = Passkey;

    async fn check_user<'a>(
        &self,
        _hint: UiHint<'a, Passkey>,
        presence: bool,
        verification: bool,
    ) -> Result<UserCheck, Ctap2Error> {
        Ok(UserCheck { presence, verification })
    }

    fn is_presence_enabled(&self) -> bool {
        true
    }

    fn is_verification_enabled(&self) -> Option<bool> {
        Some(true)
    }
}

impl Device {
    /// A device whose browser shows `page`.
    pub(crate) fn at(page: &str) -> Self {
        Self { key: None, page: Url::parse(page).unwrap() }
    }

    /// The device as it is now, elsewhere: a copy of its key in a browser that shows `page`.
    pub(crate) fn copied_to(&self, page: &str) -> Self {
        Self { key: self.key.clone(), page: Url::parse(page).unwrap() }
    }

    /// The answer to `options`, as the browser would post it.
    pub(crate) async fn register(&mut self, options: &str, twist: impl Fn(&mut Value)) -> String {
        let request: webauthn::CredentialCreationOptions = twisted(options, twist);
        let mut client = Client::new(self.authenticator());
        let answer = client.register(&self.page, request, DefaultClientData).await.unwrap();
        self.key.clone_from(client.authenticator().store());
        serde_json::to_string(&answer).unwrap()
    }

    /// The proof for `options`, as the browser would post it.
    pub(crate) async fn sign_in(&mut self, options: &str, twist: impl Fn(&mut Value)) -> String {
        let request: webauthn::CredentialRequestOptions = twisted(options, twist);
        let mut client = Client::new(self.authenticator());
        let answer = client.authenticate(&self.page, request, DefaultClientData).await.unwrap();
        self.key.clone_from(client.authenticator().store());
        serde_json::to_string(&answer).unwrap()
    }

    fn authenticator(&self) -> Authenticator<Option<Passkey>, Owner, RustCryptoBackend> {
        let mut authenticator = Authenticator::new(Aaguid::new_empty(), self.key.clone(), Owner, RustCryptoBackend);
        authenticator.set_make_credentials_with_signature_counter(true);
        authenticator
    }
}

fn twisted<T: serde::de::DeserializeOwned>(options: &str, twist: impl Fn(&mut Value)) -> T {
    let mut options: Value = serde_json::from_str(options).unwrap();
    twist(&mut options["publicKey"]);
    serde_json::from_value(options).unwrap()
}

/// The request as it was put.
pub(crate) fn straight(_: &mut Value) {}
