//! Opening an account: everything it begins with, in one unit.

use super::{AccountDesk, ProviderIdentity};
use crate::error::ServiceError;
use crate::partners::combining::Saying;
use crate::sealing::DataKey;
use domain::account::{Assurance, Role};
use domain::combining::Source;
use domain::registration::{Answers, Mistake, Profile, Question};
use domain::{Instant, Language};
use storage::{Account, AccountChange, AddressKind, Change, Channel, KeyKind, Settings, StorageError, UnitOfWork};

/// How often somebody known is given their account anew because something about them came at the same moment.
const TRIES: u32 = 4;

/// An account to be opened.
pub struct Registration<'a> {
    /// What was answered.
    pub answers: &'a Answers,
    /// The photo, clean.
    pub photo: Option<&'a [u8]>,
    /// The language of the person.
    pub language: Language,
    /// Who the sign-on provider says this is, where the person came that way.
    pub provider: Option<&'a ProviderIdentity>,
}

/// Why no account was opened.
#[derive(Debug)]
pub enum NotRegistered {
    /// Answers are wrong.
    Wrong(Vec<(Question, Vec<Mistake>)>),
    /// The document belongs to an account. Says nothing about it: the person is led to sign-on.
    Taken,
    /// It could not be done now.
    Service(ServiceError),
}

/// An account about to be opened: its subject, its key, and everything it begins with.
pub(crate) struct Opening {
    pub(crate) subject: String,
    pub(crate) key: DataKey,
    pub(crate) unit: UnitOfWork,
}

impl AccountDesk {
    /// Opens an account and gives back its subject; it is on disk then.
    pub async fn register(&self, registration: &Registration<'_>) -> Result<String, NotRegistered> {
        let Opening { subject, unit, .. } = self.opening(registration)?;
        match self.core.storage.commit(unit).await {
            Ok(()) => Ok(subject),
            Err(StorageError::Conflict { .. }) => self.adopt(registration).await,
            Err(error) => Err(NotRegistered::Service(error.into())),
        }
    }

    /// Opens the account of somebody who is known by their document and has none: what units recorded stays, and is shown
    /// once somebody has checked who this is. What they answer is theirs from now on; what others said of them is kept
    /// beside it.
    async fn adopt(&self, registration: &Registration<'_>) -> Result<String, NotRegistered> {
        let now = self.core.now();
        let profile = Profile::parse(registration.answers, now.bangkok_day()).map_err(NotRegistered::Wrong)?;
        let hash = self.core.document_hash(&profile.document);
        for _ in 0..TRIES {
            let known = self.core.known_as(KeyKind::Document, &hash).await?;
            let subject = known.ok_or(NotRegistered::Taken)?;
            let account = self.core.storage.account(&subject).await.map_err(ServiceError::from)?;
            if account.is_none_or(|it| it.assurance != Assurance::Recorded || it.erased) {
                return Err(NotRegistered::Taken);
            }
            let changes = self.adopting(&subject, &profile, registration).await?;
            match self.core.storage.commit(UnitOfWork { changes }).await {
                Ok(()) => return Ok(subject),
                // They registered twice, or something about them came at the same moment.
                Err(StorageError::Conflict { .. }) => {}
                Err(error) => return Err(NotRegistered::Service(error.into())),
            }
        }
        Err(NotRegistered::Taken)
    }

    async fn adopting(
        &self,
        subject: &str,
        profile: &Profile,
        registration: &Registration<'_>,
    ) -> Result<Vec<Change>, ServiceError> {
        let key = self.core.data_key(subject).await?;
        let settings = Settings { language: registration.language, channel: Channel::Any, quiet: None };
        let assurance = assured(profile, registration.provider);
        let mut changes: Vec<Change> =
            vec![AccountChange::Adopt { subject: subject.to_owned(), assurance, settings }.into()];
        if let Some(provider) = registration.provider {
            let (hash, subject) = (self.core.sign_on_hash(provider), subject.to_owned());
            changes.push(AccountChange::Claim { kind: KeyKind::SignOn, hash, subject }.into());
        }
        let mut values = profile.values();
        if let Some(photo) = registration.photo {
            let (id, change) = self.photo(subject, &key, photo)?;
            changes.push(change);
            values.push(("photo", id.to_string()));
        }
        let mut standing = self.core.standing_of(subject, &key).await?;
        for (field, value) in &values {
            let saying = Saying { field, source: Source::Person, value, by: subject };
            changes.extend(self.core.say((&mut standing, &key), &saying)?);
            if let Some(kind) = AddressKind::from_name(field) {
                changes.push(self.address(subject, kind, value, false));
            }
        }
        changes.push(self.core.audit("account-opened", (subject, None), subject, None)?);
        Ok(changes)
    }

    /// Everything an account begins with.
    pub(crate) fn opening(&self, registration: &Registration<'_>) -> Result<Opening, NotRegistered> {
        let now = self.core.now();
        let profile = Profile::parse(registration.answers, now.bangkok_day()).map_err(NotRegistered::Wrong)?;
        let subject = self.core.id(now)?.to_string();
        let (key, keep_key) = self.core.new_data_key(&subject, now)?;
        let mut changes = self.open(&subject, &profile, registration, now);
        changes.insert(0, keep_key);
        let mut values = profile.values();
        if let Some(photo) = registration.photo {
            let (id, change) = self.photo(&subject, &key, photo)?;
            changes.push(change);
            values.push(("photo", id.to_string()));
        }
        for (field, value) in &values {
            changes.push(self.value(&subject, &key, (field, 1), Some(value), &subject)?);
            if let Some(kind) = AddressKind::from_name(field) {
                changes.push(self.address(&subject, kind, value, false));
            }
        }
        changes.push(self.core.audit("account-opened", (&subject, None), &subject, None)?);
        Ok(Opening { subject, key, unit: UnitOfWork { changes } })
    }

    /// The account, and what is its alone.
    fn open(&self, subject: &str, profile: &Profile, registration: &Registration<'_>, now: Instant) -> Vec<Change> {
        let document = self.core.document_hash(&profile.document);
        let assurance = assured(profile, registration.provider);
        let account = Account {
            subject: subject.to_owned(),
            role: Role::Person,
            organisation: String::new(),
            assurance,
            settings: Settings { language: registration.language, channel: Channel::Any, quiet: None },
            created_at: now,
            erased: false,
        };
        let claim = |kind, hash| AccountChange::Claim { kind, hash, subject: subject.to_owned() }.into();
        let mut changes = vec![claim(KeyKind::Document, document), AccountChange::Open(account).into()];
        if let Some(provider) = registration.provider {
            changes.push(claim(KeyKind::SignOn, self.core.sign_on_hash(provider)));
        }
        changes
    }
}

impl From<ServiceError> for NotRegistered {
    fn from(error: ServiceError) -> Self {
        Self::Service(error)
    }
}

/// Verified where the provider names the very id that was given.
fn assured(profile: &Profile, provider: Option<&ProviderIdentity>) -> Assurance {
    use domain::registration::Document::NationalId;
    let checked = provider.and_then(|provider| provider.national_id.as_deref());
    match &profile.document {
        NationalId(id) if checked == Some(id.as_str()) => Assurance::Verified,
        _ => Assurance::Stated,
    }
}
