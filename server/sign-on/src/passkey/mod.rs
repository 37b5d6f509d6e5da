//! Passkeys for staff: a key on the officer's own device, which the device opens only after checking its owner.
//!
//! `webauthn-rs` is used: since 0.6 it needs no OpenSSL, and its passkey calls ask for a verified owner by themselves;
//! the other pure-Rust choice, `webauthn_rp`, is under MIT or Apache. Challenges are random inside the library.
//! A key, a challenge or an answer is never shown or quoted.

mod ceremony;
mod error;

pub use error::{PasskeyError, PasskeySettingsError};

use ceremony::{Ceremony, Waiting};
use domain::Instant;
use serde::{Deserialize, Serialize};
use std::fmt;
use url::Url;
use uuid::Uuid;
use webauthn_rs::prelude::{PasskeyAuthentication, PasskeyRegistration, Webauthn};
use webauthn_rs::{WebauthnBuilder, prelude};

/// The portal as a relying party. Its identity is the host of the public address: keys do not move to another host.
pub struct Passkeys {
    party: Webauthn,
}

/// One registered key: its public half, its counter, its backup flags.
#[derive(Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Credential(prelude::Passkey);

/// What the browser is asked, and what to keep, sealed, until it answers.
pub struct Asked {
    /// The options for `navigator.credentials`, as JSON.
    pub options: String,
    /// The bytes the matching `finish` takes; they serve one answer within five minutes.
    pub pending: Vec<u8>,
}

impl Passkeys {
    /// The relying party at `public_url`, called `name` on the officers' devices. An address by number has no passkeys:
    /// browsers refuse them there (use `localhost` in place of `127.0.0.1`).
    pub fn new(public_url: &Url, name: &str) -> Result<Self, PasskeySettingsError> {
        let host = public_url.domain().ok_or(PasskeySettingsError::Host)?;
        if public_url.scheme() != "https" && !(public_url.scheme() == "http" && host == "localhost") {
            return Err(PasskeySettingsError::Cleartext);
        }
        let party = WebauthnBuilder::new(host, public_url).and_then(|builder| builder.rp_name(name).build());
        Ok(Self { party: party.map_err(|_| PasskeySettingsError::Host)? })
    }

    /// Asks for a new key. `handle` is random and stays with the account; `name` is shown by the device. The keys in
    /// `existing` are not to be registered twice.
    pub fn register_start(
        &self,
        handle: [u8; 16],
        name: &str,
        existing: &[Credential],
        now: Instant,
    ) -> Result<Asked, PasskeyError> {
        let known = existing.iter().map(|credential| credential.0.cred_id().clone()).collect();
        let (options, state) = self
            .party
            .start_passkey_registration(Uuid::from_bytes(handle), name, name, Some(known))
            .map_err(|_| PasskeyError::Internal)?;
        asked(&options, &Waiting::<PasskeyRegistration>::new(Ceremony::Registration, state, now))
    }

    /// The new key, if the answer is one to the question in `pending`.
    pub fn register_finish(&self, pending: &[u8], answer: &str, now: Instant) -> Result<Credential, PasskeyError> {
        let state: PasskeyRegistration = ceremony::take(Ceremony::Registration, pending, now)?;
        let answer = serde_json::from_str(answer).map_err(|_| PasskeyError::Malformed)?;
        Ok(Credential(self.party.finish_passkey_registration(&answer, &state)?))
    }

    /// Asks for a proof by one of `credentials`, the keys of one account.
    pub fn sign_in_start(&self, credentials: &[Credential], now: Instant) -> Result<Asked, PasskeyError> {
        if credentials.is_empty() {
            return Err(PasskeyError::Foreign);
        }
        let keys: Vec<_> = credentials.iter().map(|credential| credential.0.clone()).collect();
        let (options, state) = self.party.start_passkey_authentication(&keys).map_err(|_| PasskeyError::Internal)?;
        asked(&options, &Waiting::<PasskeyAuthentication>::new(Ceremony::SignIn, state, now))
    }

    /// The key that proved itself, with the counter and flags to store. `credentials` are the account's keys as they are
    /// now: a key removed since the question no longer opens, and a counter moved on since then must be passed.
    pub fn sign_in_finish(
        &self,
        pending: &[u8],
        answer: &str,
        credentials: &[Credential],
        now: Instant,
    ) -> Result<Credential, PasskeyError> {
        let state: PasskeyAuthentication = ceremony::take(Ceremony::SignIn, pending, now)?;
        let answer = serde_json::from_str(answer).map_err(|_| PasskeyError::Malformed)?;
        let proof = self.party.finish_passkey_authentication(&answer, &state)?;
        if !proof.user_verified() {
            return Err(PasskeyError::NotVerified);
        }
        let mut own = (credentials.iter().find(|credential| credential.0.cred_id() == proof.cred_id()))
            .cloned()
            .ok_or(PasskeyError::Foreign)?;
        let stored = own.counter();
        if (stored > 0 || proof.counter() > 0) && proof.counter() <= stored {
            return Err(PasskeyError::Copied);
        }
        own.0.update_credential(&proof);
        Ok(own)
    }
}

impl Credential {
    /// The key's id: what to look it up by.
    pub fn id(&self) -> &[u8] {
        self.0.cred_id().as_ref()
    }

    /// How often the device says the key was used; zero when it does not count.
    pub fn counter(&self) -> u32 {
        prelude::Credential::from(self.0.clone()).counter
    }

    /// Whether the key is also kept elsewhere, such as in a cloud account.
    pub fn is_backed_up(&self) -> bool {
        prelude::Credential::from(self.0.clone()).backup_state
    }

    /// The bytes to store.
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// What [`Credential::to_bytes`] gave.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, PasskeyError> {
        serde_json::from_slice(bytes).map_err(|_| PasskeyError::Malformed)
    }
}

fn asked<S: Serialize>(options: &impl Serialize, waiting: &Waiting<S>) -> Result<Asked, PasskeyError> {
    let options = serde_json::to_string(options).map_err(|_| PasskeyError::Internal)?;
    let pending = serde_json::to_vec(waiting).map_err(|_| PasskeyError::Internal)?;
    Ok(Asked { options, pending })
}

impl fmt::Debug for Passkeys {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Passkeys").finish_non_exhaustive()
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Credential(…)")
    }
}

impl fmt::Debug for Asked {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Asked(…)")
    }
}
