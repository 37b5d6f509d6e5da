//! Partners' systems (articles 3 and 5): who may sign on, and what each request of theirs rests on. A system acts under the
//! agreement of its organisation, the promise of the officer who answers for it, and one purpose; all three are read again
//! for every request.

mod batch;
mod civil;
pub(crate) mod combining;
mod deliveries;
mod given;
mod intake;
mod links;
mod listing;
mod persons;
mod presence;
mod reading;
mod recording;
mod reviews;
mod taken;
mod targets;

pub use civil::CivilQuestion;
pub use deliveries::{DeliveryView, Due, Posted};
pub use intake::{Answer, Sent};
pub use links::LinkView;
pub use listing::SystemView;
pub use presence::PresenceView;
pub use reading::{FoundPerson, UsageEvent, UsageList};
pub(crate) use recording::{QUEUED, review_subject};
pub use reviews::{ReviewList, ReviewView};
pub use taken::{NotTaken, Outcomes, Taken, TakenNote, Took};
pub use targets::{TargetGiven, TargetOutcome};

use crate::core::{Core, Token};
use crate::error::ServiceError;
use crate::signed::Signed;
use crate::staff::StaffDesk;
use domain::account::{Assurance, Role};
use domain::catalogue::PurposeId;
use domain::{Digest, Instant};
use std::sync::Arc;
use storage::{PartnerChange, PartnerSystem, PartnerToken, StorageError, UnitOfWork};
use thiserror::Error;

/// How long a token holds, in milliseconds: five minutes.
pub const TOKEN: i64 = 300_000;
/// How long answers to messages are kept, so that one sent again is answered the same: the operator's own default.
const ANSWERS: i64 = 30 * 86_400_000;
/// The most systems listed.
const SYSTEMS: u32 = 200;
/// Where the secret of a system's events is kept; part of what its seal is bound to.
const SECRET: &str = "partner_system.sealed";

/// A system to be entered.
pub struct NewSystem<'a> {
    /// Its id at sign-on: letters, digits and hyphens.
    pub client: &'a str,
    /// What people call it.
    pub name: &'a str,
    /// Its organisation.
    pub organisation: &'a str,
    /// The account of the officer who answers for it, of the same organisation.
    pub officer: &'a str,
    /// What it uses data for.
    pub purpose: PurposeId,
    /// What it may ask for, checked by who calls; space separated.
    pub scopes: &'a str,
    /// Its public keys, checked by who calls; empty where they are fetched.
    pub keys: &'a str,
    /// Where they are fetched from; empty where they are given.
    pub keys_url: &'a str,
    /// Where its events are posted to; empty where it asks for them.
    pub endpoint: &'a str,
}

/// A system that has signed on, for one request.
pub struct SignedSystem {
    /// Who acts, as every duty takes it.
    pub signed: Signed,
    /// The system, as read for this request.
    pub system: PartnerSystem,
    /// What its token allows, space separated.
    pub scopes: String,
}

/// Why a system cannot do what it asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum PartnerRefusal {
    /// Its id is not letters, digits and hyphens, 3 to 64 of them.
    #[error("a client id is 3 to 64 letters, digits and hyphens")]
    Client,
    /// The officer does not work at the organisation.
    #[error("the officer is not of this organisation")]
    Officer,
    /// It is known by this id already.
    #[error("there is a system of this id")]
    Known,
    /// The assertion was used.
    #[error("the assertion was used before")]
    Replayed,
    /// It was ended, or never was.
    #[error("there is no such system")]
    NoSystem,
}

/// The duty.
pub struct PartnerDesk {
    core: Arc<Core>,
}

impl PartnerDesk {
    pub(crate) fn new(core: Arc<Core>) -> Self {
        Self { core }
    }

    /// Enters a system, by whoever is named: an officer's account, or the operator. Gives back the secret its events are
    /// signed with, 32 bytes, where they are posted to it: it is told this once.
    pub async fn enter(&self, new: &NewSystem<'_>, by: &str) -> Result<Option<[u8; 32]>, ServiceError> {
        if !is_client(new.client) {
            return Err(PartnerRefusal::Client.into());
        }
        self.core.storage.organisation(new.organisation).await?.ok_or(ServiceError::Absent)?;
        let officer = self.core.storage.account(new.officer).await?;
        let answers = |it: &storage::Account| {
            it.organisation == new.organisation && it.role.is_staff() && it.role != Role::System && !it.erased
        };
        if !officer.as_ref().is_some_and(answers) {
            return Err(PartnerRefusal::Officer.into());
        }
        let now = self.core.now();
        let (account, mut changes) =
            StaffDesk::new(Arc::clone(&self.core)).opening(Role::System, (new.organisation, new.name))?;
        let (secret, sealed) = self.secret(new)?;
        let system = PartnerSystem {
            client: new.client.to_owned(),
            account: account.clone(),
            organisation: new.organisation.to_owned(),
            officer: new.officer.to_owned(),
            purpose: new.purpose,
            scopes: new.scopes.to_owned(),
            keys: new.keys.to_owned(),
            keys_url: new.keys_url.to_owned(),
            endpoint: new.endpoint.to_owned(),
            sealed,
            made_at: now,
            made_by: by.to_owned(),
            ended: false,
        };
        changes.push(PartnerChange::Enter(Box::new(system)).into());
        changes.push(self.core.audit("system-entered", (by, None), &account, None)?);
        match self.core.storage.commit(UnitOfWork { changes }).await {
            Ok(()) => Ok(secret),
            Err(StorageError::Conflict { .. }) => Err(PartnerRefusal::Known.into()),
            Err(error) => Err(error.into()),
        }
    }

    fn secret(&self, new: &NewSystem<'_>) -> Result<(Option<[u8; 32]>, Vec<u8>), ServiceError> {
        if new.endpoint.is_empty() {
            return Ok((None, Vec::new()));
        }
        let secret: [u8; 32] = self.core.random()?;
        Ok((Some(secret), self.core.seal(&self.core.keys().register(), &secret, SECRET)?))
    }

    /// Ends a system: its next request is refused.
    pub async fn end(&self, client: &str, by: &str) -> Result<(), ServiceError> {
        let system = self.core.storage.partner_system(client).await?.ok_or(ServiceError::Absent)?;
        let changes = vec![
            PartnerChange::End { client: client.to_owned(), at: self.core.now() }.into(),
            self.core.audit("system-ended", (by, None), &system.account, None)?,
        ];
        match self.core.storage.commit(UnitOfWork { changes }).await {
            Err(StorageError::Conflict { .. }) => Err(ServiceError::Meanwhile),
            outcome => Ok(outcome?),
        }
    }

    /// The systems of an organisation, ended or not; of all where it is empty.
    pub async fn systems(&self, organisation: &str) -> Result<Vec<PartnerSystem>, ServiceError> {
        Ok(self.core.storage.partner_systems(organisation, SYSTEMS).await?)
    }

    /// The system of this id, unless it was ended.
    pub async fn known(&self, client: &str) -> Result<Option<PartnerSystem>, ServiceError> {
        Ok(self.core.storage.partner_system(client).await?.filter(|system| !system.ended))
    }

    /// Gives a token to a system whose assertion was checked. [`PartnerRefusal::Replayed`] where it was used: of two that
    /// come at once, one is answered.
    pub async fn sign_on(
        &self,
        system: &PartnerSystem,
        (assertion, expires_at): (&str, Instant),
        scopes: &str,
    ) -> Result<Token, ServiceError> {
        let (now, token) = (self.core.now(), self.core.token()?);
        let given = PartnerToken {
            hash: token.hash(),
            client: system.client.clone(),
            id: self.core.id(now)?,
            scopes: scopes.to_owned(),
            made_at: now,
            expires_at: now.plus(TOKEN),
        };
        let hash = Digest::of(format!("{}\n{assertion}", system.client).as_bytes());
        // Kept as long as any clock that is believed could take it for fresh.
        let expires_at = expires_at.plus(TOKEN);
        let changes = vec![PartnerChange::Assert { hash, expires_at }.into(), PartnerChange::Token(given).into()];
        match self.core.storage.commit(UnitOfWork { changes }).await {
            Ok(()) => Ok(token),
            Err(StorageError::Conflict { .. }) => Err(PartnerRefusal::Replayed.into()),
            Err(error) => Err(error.into()),
        }
    }

    /// The system a token was given to; `None` where it is no token, has expired, or the system was ended.
    pub async fn signed(&self, token: &Token) -> Result<Option<SignedSystem>, ServiceError> {
        let Some(token) = self.core.storage.partner_token(&token.hash()).await? else { return Ok(None) };
        if token.expires_at <= self.core.now() {
            return Ok(None);
        }
        let Some(system) = self.known(&token.client).await? else { return Ok(None) };
        let signed = Signed {
            account: system.account.clone(),
            role: Role::System,
            organisation: system.organisation.clone(),
            assurance: Assurance::Verified,
            session: token.id,
            signed_in_at: token.made_at,
            acting: None,
            hash: token.hash,
        };
        Ok(Some(SignedSystem { signed, system, scopes: token.scopes }))
    }

    /// Forgets tokens and assertions that expired, and answers that are old.
    pub async fn sweep(&self) -> Result<(), ServiceError> {
        let at = self.core.now();
        let sweep = PartnerChange::Sweep { at, answers: at.plus(-ANSWERS) };
        Ok(self.core.storage.commit(UnitOfWork::of(sweep.into())).await?)
    }

    /// What people call a system.
    pub async fn name(&self, system: &PartnerSystem) -> Result<String, ServiceError> {
        let key = self.core.data_key(&system.account).await?;
        self.core.name_of(&system.account, &key).await
    }
}

/// Whether a text can be a system's id at sign-on: 3 to 64 letters, digits and hyphens.
pub fn is_client(client: &str) -> bool {
    (3..=64).contains(&client.len()) && client.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

impl Core {
    /// The secret a system's events are signed with; `None` where it asks for them.
    fn secret_of(&self, system: &PartnerSystem) -> Result<Option<Vec<u8>>, ServiceError> {
        if system.sealed.is_empty() {
            return Ok(None);
        }
        self.keys().register().open(&system.sealed, SECRET).map(Some)
    }
}
