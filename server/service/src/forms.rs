//! Forms that wait for a browser to come back: half-filled registrations, sign-on under way. What is typed is sealed with
//! a token the browser alone holds, so that nobody can read it from the database, with or without the key file.

use crate::core::{Core, Token};
use crate::error::ServiceError;
use crate::key_ring::derive;
use crate::sealing::DataKey;
use domain::Instant;
use std::sync::Arc;
use storage::{AccountChange, Change, KeptForm, UnitOfWork};

/// A kind of form, and how long it waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormKind {
    /// Answers of a registration: a day.
    Registration,
    /// Answers of a change to the profile: an hour.
    Profile,
    /// A correction that is being written: a day.
    Correction,
    /// The photo of either: as long as the longer.
    Photo,
    /// Who a sign-on provider says somebody is who has no account yet: as long as the registration.
    Provider,
    /// Sign-on at a provider, until it sends the browser back.
    SignOn,
    /// The second step of somebody on duty.
    SecondStep,
    /// Accounts to choose from after a code.
    Choice,
}

impl FormKind {
    const fn name(self) -> &'static str {
        match self {
            Self::Registration => "registration",
            Self::Profile => "profile",
            Self::Correction => "correction",
            Self::Photo => "photo",
            Self::Provider => "provider",
            Self::SignOn => "sign-on",
            Self::SecondStep => "second-step",
            Self::Choice => "choice",
        }
    }

    const fn minutes(self) -> i64 {
        match self {
            Self::Registration | Self::Photo | Self::Provider | Self::Correction => 24 * 60,
            Self::Profile => 60,
            Self::SignOn | Self::SecondStep | Self::Choice => 10,
        }
    }
}

/// The duty.
pub struct FormDesk {
    core: Arc<Core>,
}

impl FormDesk {
    pub(crate) fn new(core: Arc<Core>) -> Self {
        Self { core }
    }

    /// A token for a browser that holds none yet.
    pub fn token(&self) -> Result<Token, ServiceError> {
        self.core.token()
    }

    /// Keeps a form in place of the one of this kind that was kept for the token.
    pub async fn keep(&self, token: &Token, kind: FormKind, content: &[u8]) -> Result<(), ServiceError> {
        let change = self.keeping(token, kind, content)?;
        Ok(self.core.storage.commit(UnitOfWork::of(change)).await?)
    }

    pub(crate) fn keeping(&self, token: &Token, kind: FormKind, content: &[u8]) -> Result<Change, ServiceError> {
        let expires_at = self.core.now().unix_milliseconds() + kind.minutes() * 60_000;
        let form = KeptForm {
            hash: hash(token, kind),
            kind: kind.name().to_owned(),
            sealed: self.core.seal(&key(token), content, kind.name())?,
            expires_at: Instant::from_unix_milliseconds(expires_at),
        };
        Ok(AccountChange::KeepForm(form).into())
    }

    /// What was kept; `None` when nothing was, or its time is over.
    pub async fn kept(&self, token: &Token, kind: FormKind) -> Result<Option<Vec<u8>>, ServiceError> {
        let form = self.core.storage.kept_form(&hash(token, kind)).await?;
        let now = self.core.now();
        form.filter(|form| now < form.expires_at).map(|form| key(token).open(&form.sealed, kind.name())).transpose()
    }

    /// Forgets what was kept.
    pub async fn forget(&self, token: &Token, kind: FormKind) -> Result<(), ServiceError> {
        Ok(self.core.storage.commit(UnitOfWork::of(Self::forgetting(token, kind))).await?)
    }

    pub(crate) fn forgetting(token: &Token, kind: FormKind) -> Change {
        AccountChange::DropForm(hash(token, kind)).into()
    }
}

fn hash(token: &Token, kind: FormKind) -> domain::Digest {
    domain::Digest::of(&derive(token.bytes(), kind.name()))
}

fn key(token: &Token) -> DataKey {
    DataKey::of(&derive(token.bytes(), "form"))
}
