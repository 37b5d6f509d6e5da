//! Signing in by the word of a sign-on provider, and by a passkey after it. A person's account opens to whoever holds
//! the id it was opened with; an account on duty opens to nobody it was not made for.

use super::{SignIn, SignOnDesk, VISITOR};
use crate::accounts::ProviderIdentity;
use crate::core::Token;
use crate::error::ServiceError;
use domain::Digest;
use domain::account::Assurance;
use domain::fields::NationalId;
use storage::{Account, AccountAddress, AccountChange, KeyKind, Passkey, UnitOfWork};

impl SignOnDesk {
    /// Signs in by the word of a sign-on provider. `as_staff`: somebody on duty; their account must be known, and the
    /// provider must have asked for a second factor.
    pub async fn sign_in_with_provider(
        &self,
        identity: &ProviderIdentity,
        as_staff: bool,
        device: &str,
    ) -> Result<SignIn, ServiceError> {
        let sign_on = self.core.sign_on_hash(identity);
        if let Some(subject) = self.core.known_as(KeyKind::SignOn, &sign_on).await? {
            let account = self.core.storage.account(&subject).await?.ok_or(ServiceError::Absent)?;
            let fits = account.role.is_staff() == as_staff;
            return if fits && (as_staff || self.still_opens(&account, identity).await?) {
                self.begin(&subject, device, Vec::new()).await.map(SignIn::In)
            } else {
                self.refused(&subject).await?;
                Err(ServiceError::Forbidden)
            };
        }
        if as_staff {
            return Err(ServiceError::Forbidden);
        }
        match self.holder_of(identity).await? {
            Some(subject) => self.take_over(&subject, sign_on, device).await.map(SignIn::In),
            None => Ok(SignIn::Unknown),
        }
    }

    /// Notes that somebody tried to sign in to an account and could not.
    pub async fn refused(&self, subject: &str) -> Result<(), ServiceError> {
        let failed = self.core.audit("sign-in-failed", (VISITOR, None), subject, None)?;
        Ok(self.core.storage.commit(UnitOfWork::of(failed)).await?)
    }

    /// The account that was opened with the very id the provider checked. Who is known only by what units recorded has
    /// opened none: they register, and find it there.
    async fn holder_of(&self, identity: &ProviderIdentity) -> Result<Option<String>, ServiceError> {
        let id = identity.national_id.as_deref().and_then(|id| NationalId::parse(id).ok());
        let Some(id) = id else { return Ok(None) };
        let Some(subject) = self.core.known_with_id(&id).await? else { return Ok(None) };
        let account = self.core.storage.account(&subject).await?;
        Ok(account.filter(|it| it.assurance != Assurance::Recorded).map(|it| it.subject))
    }

    /// Whether a known sign-on opens a person's account. Somebody who came from the provider may have opened it with
    /// another's id: once its holder has it, it opens by that id alone.
    async fn still_opens(&self, account: &Account, identity: &ProviderIdentity) -> Result<bool, ServiceError> {
        let stated = account.assurance == Assurance::Stated;
        Ok(stated || self.holder_of(identity).await?.as_ref() == Some(&account.subject))
    }

    /// The account on duty of who the provider says this is.
    pub async fn staff_of(&self, identity: &ProviderIdentity) -> Result<String, ServiceError> {
        let subject = self.core.known_by_sign_on(identity).await?;
        let subject = subject.ok_or(ServiceError::Forbidden)?;
        if self.role(&subject).await?.is_staff() { Ok(subject) } else { Err(ServiceError::Forbidden) }
    }

    /// Begins the session of somebody on duty by a passkey that was checked; the passkey is kept as it is now.
    pub async fn begin_with_passkey(
        &self,
        subject: &str,
        (id, credential): (&[u8], Vec<u8>),
        device: &str,
    ) -> Result<Token, ServiceError> {
        let (subject_of, created_at) = (subject.to_owned(), self.core.now());
        let passkey = Passkey { subject: subject_of, hash: Digest::of(id), credential, created_at };
        self.begin(subject, device, vec![AccountChange::KeepPasskey(passkey).into()]).await
    }

    /// The provider checked the very id an account was opened with: the account is its holder's. Whoever opened it on
    /// their own word is signed out, and addresses given then sign nobody in until they are confirmed again.
    async fn take_over(&self, subject: &str, sign_on: Digest, device: &str) -> Result<Token, ServiceError> {
        let at = self.core.now();
        let owned = || subject.to_owned();
        let mut changes = vec![
            AccountChange::Claim { kind: KeyKind::SignOn, hash: sign_on, subject: owned() }.into(),
            AccountChange::Verified { subject: owned() }.into(),
            AccountChange::EndSessions { subject: owned(), except: None, at }.into(),
        ];
        for address in self.core.storage.addresses(subject).await? {
            let address = AccountAddress { confirmed: false, ..address };
            changes.push(AccountChange::Address { address, at }.into());
        }
        // Nobody is told of the new device: the addresses are not the holder's until they say so.
        self.open(subject, device, changes, false).await
    }
}
