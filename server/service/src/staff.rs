//! Accounts of people on duty, and the cast of the demonstration: opened by the operator, never by a visitor.

use crate::accounts::ProviderIdentity;
use crate::core::Core;
use crate::error::ServiceError;
use crate::kept_back::OPERATOR;
use domain::Language;
use domain::account::{Assurance, Role};
use domain::fields::NationalId;
use std::sync::Arc;
use storage::{Account, AccountAddress, AccountChange, Channel, KeyKind, ProfileValue, Settings, UnitOfWork};

/// The duty.
pub struct StaffDesk {
    core: Arc<Core>,
}

impl StaffDesk {
    pub(crate) fn new(core: Arc<Core>) -> Self {
        Self { core }
    }

    /// Opens an account for somebody on duty, known as a persona of the demonstration. Gives back its subject, of the
    /// account that is there where there is one.
    pub async fn open_persona(
        &self,
        persona: &str,
        role: Role,
        known_as: (&str, &str),
    ) -> Result<String, ServiceError> {
        match self.persona(persona).await? {
            Some(subject) => Ok(subject),
            None => self.open(role, known_as, |subject| self.claim(persona, subject)).await,
        }
    }

    /// Opens an account for somebody on duty, known by what a sign-on provider calls them. Who has an account as a person
    /// by that sign-on is not put on duty: one sign-on opens one account.
    pub async fn open_staff(
        &self,
        identity: &ProviderIdentity,
        role: Role,
        known_as: (&str, &str),
    ) -> Result<String, ServiceError> {
        let hash = self.core.sign_on_hash(identity);
        if let Some(subject) = self.core.known_as(KeyKind::SignOn, &hash).await? {
            let account = self.core.storage.account(&subject).await?.ok_or(ServiceError::Absent)?;
            return if account.role.is_staff() { Ok(subject) } else { Err(ServiceError::Forbidden) };
        }
        let claim =
            |subject: &str| AccountChange::Claim { kind: KeyKind::SignOn, hash, subject: subject.to_owned() }.into();
        self.open(role, known_as, claim).await
    }

    /// Ends the account of somebody on duty: what they signed on by opens nothing any more, and every session of theirs is
    /// over with its next request. Their name stays, so that whoever's data they saw can still be told by whom.
    ///
    /// # Errors
    /// `Absent` where nobody on duty is known by this.
    pub async fn end_staff(&self, identity: &ProviderIdentity) -> Result<(), ServiceError> {
        let subject = self.known_by(identity).await?;
        let account = self.core.storage.account(&subject).await?.filter(|it| it.role.is_staff());
        let subject = account.ok_or(ServiceError::Absent)?.subject;
        let ended = self.core.audit("duty-ended", (OPERATOR, None), &subject, None)?;
        let changes = vec![AccountChange::Erase { subject, at: self.core.now() }.into(), ended];
        Ok(self.core.storage.commit(UnitOfWork { changes }).await?)
    }

    /// Ends every session of an account, of somebody on duty or of a person; the account stays.
    ///
    /// # Errors
    /// `Absent` where there is no such account.
    pub async fn end_sessions(&self, subject: &str) -> Result<(), ServiceError> {
        let account = self.core.storage.account(subject).await?.filter(|it| !it.erased);
        let subject = account.ok_or(ServiceError::Absent)?.subject;
        let ended = self.core.audit("sessions-ended", (OPERATOR, None), &subject, None)?;
        let sessions = AccountChange::EndSessions { subject, except: None, at: self.core.now() };
        Ok(self.core.storage.commit(UnitOfWork { changes: vec![sessions.into(), ended] }).await?)
    }

    /// The account that this sign-on opens.
    ///
    /// # Errors
    /// `Absent` where it opens none.
    pub async fn known_by(&self, identity: &ProviderIdentity) -> Result<String, ServiceError> {
        self.core.known_by_sign_on(identity).await?.ok_or(ServiceError::Absent)
    }

    async fn open(
        &self,
        role: Role,
        (organisation, name): (&str, &str),
        claim: impl Fn(&str) -> storage::Change,
    ) -> Result<String, ServiceError> {
        let (subject, mut changes) = self.opening(role, (organisation, name))?;
        changes.insert(1, claim(&subject));
        changes.push(self.core.audit("duty-opened", (OPERATOR, None), &subject, None)?);
        self.core.storage.commit(UnitOfWork { changes }).await?;
        Ok(subject)
    }

    /// The account of somebody, or something, on duty: its subject, and the changes that open it.
    pub(crate) fn opening(
        &self,
        role: Role,
        (organisation, name): (&str, &str),
    ) -> Result<(String, Vec<storage::Change>), ServiceError> {
        let now = self.core.now();
        let subject = self.core.id(now)?.to_string();
        let (key, keep_key) = self.core.new_data_key(&subject, now)?;
        let account = Account {
            subject: subject.clone(),
            role,
            organisation: organisation.to_owned(),
            assurance: Assurance::Verified,
            settings: Settings { language: Language::Th, channel: Channel::Any, quiet: None },
            created_at: now,
            erased: false,
        };
        let value = ProfileValue {
            subject: subject.clone(),
            field: "first-name".to_owned(),
            version: 1,
            sealed: self.core.seal(&key, name.as_bytes(), "profile_value.first-name")?,
            source: OPERATOR.to_owned(),
            recorded_at: now,
            recorded_by: OPERATOR.to_owned(),
        };
        Ok((subject, vec![keep_key, AccountChange::Open(account).into(), AccountChange::Value(value).into()]))
    }

    /// Makes an account that was opened otherwise known as a persona too, and takes its identity and its addresses as
    /// checked.
    pub async fn name_persona(&self, persona: &str, subject: &str) -> Result<(), ServiceError> {
        let at = self.core.now();
        let mut changes =
            vec![self.claim(persona, subject), AccountChange::Verified { subject: subject.to_owned() }.into()];
        for address in self.core.storage.addresses(subject).await? {
            let address = AccountAddress { confirmed: true, ..address };
            changes.push(AccountChange::Address { address, at }.into());
        }
        self.core.commit_once(UnitOfWork { changes }).await
    }

    /// The account of who registered with this id number.
    pub async fn registered_with(&self, id: &NationalId) -> Result<Option<String>, ServiceError> {
        self.core.known_with_id(id).await
    }

    /// The subject of a persona.
    pub async fn persona(&self, persona: &str) -> Result<Option<String>, ServiceError> {
        self.core.known_as_persona(persona).await
    }

    /// Makes an account a lure: whoever on duty looks for it is stopped.
    pub async fn set_lure(&self, subject: &str) -> Result<(), ServiceError> {
        self.core.claim_once(KeyKind::Lure, self.core.lure_hash(subject), subject).await
    }

    fn claim(&self, persona: &str, subject: &str) -> storage::Change {
        let hash = self.core.persona_hash(persona);
        AccountChange::Claim { kind: KeyKind::Persona, hash, subject: subject.to_owned() }.into()
    }
}
