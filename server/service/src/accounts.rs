//! Accounts (article 2): opening one, reading and changing the profile, erasing it. Each value is sealed under the key of
//! its subject; what an account is found by is a keyed hash.

use crate::core::Core;
use crate::error::ServiceError;
use crate::sealing::DataKey;
use crate::signed::Signed;
use domain::account::{Assurance, Role};
use domain::delegation::Act;
use domain::message::Notice;
use domain::minority::Capacity;
use domain::registration::{Answers, Mistake, Profile, Question};
use domain::{Digest, Id, Instant, Language};
use std::sync::Arc;
use storage::{
    Account, AccountAddress, AccountChange, AddressKind, Change, Channel, DelegationChange, Document, KeyKind,
    ProfileValue, Settings, StorageError, UnitOfWork,
};

/// The source of what a person typed.
const PERSON: &str = "person";
/// Where a photo is kept; part of what its seal is bound to.
const PHOTO: &str = "document.photo";

/// Who a sign-on provider says somebody is.
#[derive(Clone, PartialEq, Eq)]
pub struct ProviderIdentity {
    /// The provider.
    pub issuer: String,
    /// Its id for the person.
    pub subject: String,
    /// The national id it checked, where it tells.
    pub national_id: Option<String>,
}

impl ProviderIdentity {
    /// As it is kept for a browser that registers: a line each.
    pub fn to_bytes(&self) -> Vec<u8> {
        let id = self.national_id.as_deref().unwrap_or_default();
        [self.issuer.as_str(), &self.subject, id].join("\n").into_bytes()
    }

    /// What was kept.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut lines = std::str::from_utf8(bytes).ok()?.split('\n').map(str::to_owned);
        let (issuer, subject, id) = (lines.next()?, lines.next()?, lines.next()?);
        Some(Self { issuer, subject, national_id: Some(id).filter(|id| !id.is_empty()) })
    }
}

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

/// A profile as it is shown to the person.
pub struct ProfileView {
    /// The account.
    pub account: Account,
    /// The values that are there, by field.
    pub values: Vec<ValueView>,
    /// Phone and e-mail, and whether they are confirmed.
    pub addresses: Vec<AccountAddress>,
}

/// A value of a profile.
pub struct ValueView {
    /// The field's id in the catalogue.
    pub field: String,
    /// The value.
    pub value: String,
    /// Where it came from.
    pub source: String,
    /// When it was recorded.
    pub recorded_at: Instant,
    /// By whose account.
    pub recorded_by: String,
    version: u32,
}

/// An account about to be opened: its subject, its key, and everything it begins with.
pub(crate) struct Opening {
    pub(crate) subject: String,
    pub(crate) key: DataKey,
    pub(crate) unit: UnitOfWork,
}

/// The duty.
pub struct AccountDesk {
    core: Arc<Core>,
}

impl AccountDesk {
    pub(crate) fn new(core: Arc<Core>) -> Self {
        Self { core }
    }

    /// Opens an account and gives back its subject; it is on disk then.
    pub async fn register(&self, registration: &Registration<'_>) -> Result<String, NotRegistered> {
        let Opening { subject, unit, .. } = self.opening(registration)?;
        match self.core.storage.commit(unit).await {
            Ok(()) => Ok(subject),
            Err(StorageError::Conflict { .. }) => Err(NotRegistered::Taken),
            Err(error) => Err(NotRegistered::Service(error.into())),
        }
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
        let document = self.core.keys().lookup("document", &profile.document.key());
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

    /// The profile of whom this request is about. Read by a delegate, it is written down first.
    pub async fn profile(&self, signed: &Signed) -> Result<ProfileView, ServiceError> {
        signed.may(Act::See, self.core.now())?;
        let subject = signed.subject();
        if signed.acting.is_some() {
            let event = self.core.audit("profile-read", signed.actor(), subject, None)?;
            self.core.storage.commit(UnitOfWork::of(event)).await?;
        }
        self.view(subject).await
    }

    pub(crate) async fn view(&self, subject: &str) -> Result<ProfileView, ServiceError> {
        let account = self.core.storage.account(subject).await?.ok_or(ServiceError::Absent)?;
        let key = self.core.data_key(subject).await?;
        let mut values = Vec::new();
        for value in self.core.storage.profile(subject).await? {
            let text = Core::open_value(&key, &value)?;
            let ProfileValue { field, source, recorded_at, recorded_by, version, .. } = value;
            values.push(ValueView {
                field,
                value: text.unwrap_or_default(),
                source,
                recorded_at,
                recorded_by,
                version,
            });
        }
        let addresses = self.core.storage.addresses(subject).await?;
        Ok(ProfileView { account, values, addresses })
    }

    /// Changes the answers to one question. Everything else stays as it is, and so does every earlier value.
    pub async fn change(&self, signed: &Signed, question: Question, answers: &Answers) -> Result<(), NotRegistered> {
        let now = self.core.now();
        signed.may(Act::Profile, now)?;
        if !question.is_changeable() {
            return Err(NotRegistered::Service(ServiceError::Forbidden));
        }
        let view = self.view(signed.subject()).await?;
        let mut all = view.answers();
        question.inputs().iter().for_each(|input| all.set(input, answers.get(input)));
        if question == Question::BirthDate {
            all.set("birth-date-language", answers.get("birth-date-language"));
        }
        if question == Question::PostalCode && all.get("postal-code") != view.text("postal-code") {
            all.remove("subdistrict");
        }
        let mistakes = question.mistakes(&all, now.bangkok_day());
        if !mistakes.is_empty() {
            return Err(NotRegistered::Wrong(vec![(question, mistakes)]));
        }
        let profile = Profile::parse(&all, now.bangkok_day()).map_err(NotRegistered::Wrong)?;
        self.commit_changes(signed, &view, profile.values()).await.map_err(NotRegistered::Service)
    }

    /// Changes, or takes out, the photo.
    pub async fn change_photo(&self, signed: &Signed, photo: Option<&[u8]>) -> Result<(), ServiceError> {
        signed.may(Act::Profile, self.core.now())?;
        let view = self.view(signed.subject()).await?;
        let key = self.core.data_key(signed.subject()).await?;
        let before = view.values.iter().find(|value| value.field == "photo");
        let mut changes = Vec::new();
        let mut value = None;
        if let Some(photo) = photo {
            let (id, change) = self.photo(signed.subject(), &key, photo)?;
            changes.push(change);
            value = Some(id.to_string());
        }
        if let Some(id) = before.and_then(|value| Id::parse(&value.value)) {
            changes.push(DelegationChange::DropDocument { subject: signed.subject().to_owned(), id }.into());
        }
        if before.is_none() && value.is_none() {
            return Ok(());
        }
        let version = before.map_or(1, |value| value.version + 1);
        changes.push(self.value(signed.subject(), &key, ("photo", version), value.as_deref(), &signed.account)?);
        changes.push(self.core.audit("photo-changed", signed.actor(), signed.subject(), None)?);
        Ok(self.core.storage.commit(UnitOfWork { changes }).await?)
    }

    /// The photo of whom this request is about.
    pub async fn photo_of(&self, signed: &Signed) -> Result<Vec<u8>, ServiceError> {
        let view = self.profile(signed).await?;
        let id = Id::parse(view.text("photo")).ok_or(ServiceError::Absent)?;
        let document = self.core.storage.document(signed.subject(), id).await?.ok_or(ServiceError::Absent)?;
        self.core.data_key(signed.subject()).await?.open(&document.sealed, PHOTO)
    }

    async fn commit_changes(
        &self,
        signed: &Signed,
        view: &ProfileView,
        new: Vec<(&'static str, String)>,
    ) -> Result<(), ServiceError> {
        let subject = signed.subject();
        let key = self.core.data_key(subject).await?;
        let mut changes = Vec::new();
        for (field, value) in &new {
            let before = view.values.iter().find(|before| before.field == *field);
            if before.is_some_and(|before| before.value == *value) {
                continue;
            }
            let version = before.map_or(1, |before| before.version + 1);
            changes.push(self.value(subject, &key, (field, version), Some(value), &signed.account)?);
            if let Some(kind) = AddressKind::from_name(field) {
                changes.push(AccountChange::DropAddress { subject: subject.to_owned(), kind }.into());
                changes.push(self.address(subject, kind, value, false));
            }
        }
        let kept = |field: &str| field == "photo" || new.iter().any(|(id, _)| *id == field);
        for gone in view.values.iter().filter(|value| !value.value.is_empty() && !kept(&value.field)) {
            changes.push(self.value(subject, &key, (&gone.field, gone.version + 1), None, &signed.account)?);
            if let Some(kind) = AddressKind::from_name(&gone.field) {
                changes.push(AccountChange::DropAddress { subject: subject.to_owned(), kind }.into());
            }
        }
        if changes.is_empty() {
            return Ok(());
        }
        changes.push(self.core.audit("profile-changed", signed.actor(), subject, None)?);
        changes.extend(self.core.tell(subject, &key, Notice::ProfileChanged).await?);
        match self.core.storage.commit(UnitOfWork { changes }).await {
            Err(StorageError::Conflict { .. }) => Err(ServiceError::Meanwhile),
            outcome => Ok(outcome?),
        }
    }

    /// Erases an account: its key is destroyed, so that nothing sealed for it can be read by anyone; what it was found
    /// by is gone. Events stay as commitments that nobody can open, so that the ledger still verifies.
    pub async fn erase(&self, signed: &Signed) -> Result<(), ServiceError> {
        signed.must_be_the_person()?;
        let subject = signed.subject().to_owned();
        let changes = vec![
            AccountChange::Erase { subject: subject.clone(), at: self.core.now() }.into(),
            Change::DestroySubjectKey(subject.clone()),
            self.core.audit("account-erased", signed.actor(), &subject, None)?,
        ];
        match self.core.storage.commit(UnitOfWork { changes }).await {
            // Erased meanwhile.
            Err(StorageError::Conflict { .. }) => Err(ServiceError::Absent),
            outcome => Ok(outcome?),
        }
    }

    /// Who decides for this subject today (PDPA s.20).
    pub(crate) async fn capacity(&self, subject: &str, key: &DataKey) -> Result<Capacity, ServiceError> {
        let today = self.core.now().bangkok_day();
        let value = self.current(subject, key, "birth-date").await?;
        let birth = value.and_then(|value| Profile::stored_birth_date(&value, today));
        Ok(birth.map_or(Capacity::WithGuardian, |birth| self.core.minority.capacity(&birth, today)))
    }

    /// The first name of a subject, for a greeting or a banner.
    pub async fn first_name(&self, subject: &str) -> Result<String, ServiceError> {
        let key = self.core.data_key(subject).await?;
        self.current(subject, &key, "first-name").await?.ok_or(ServiceError::Absent)
    }

    /// The newest value of a field; `None` where there is none, or it was taken out.
    async fn current(&self, subject: &str, key: &DataKey, field: &str) -> Result<Option<String>, ServiceError> {
        match self.core.storage.profile_value(subject, field).await? {
            Some(value) => Core::open_value(key, &value),
            None => Ok(None),
        }
    }

    fn value(
        &self,
        subject: &str,
        key: &DataKey,
        (field, version): (&str, u32),
        value: Option<&str>,
        actor: &str,
    ) -> Result<Change, ServiceError> {
        let sealed = match value {
            Some(value) => self.core.seal(key, value.as_bytes(), &place(field))?,
            None => Vec::new(),
        };
        let value = ProfileValue {
            subject: subject.to_owned(),
            field: field.to_owned(),
            version,
            sealed,
            source: PERSON.to_owned(),
            recorded_at: self.core.now(),
            recorded_by: actor.to_owned(),
        };
        Ok(AccountChange::Value(value).into())
    }

    fn address(&self, subject: &str, kind: AddressKind, text: &str, confirmed: bool) -> Change {
        let hash = self.core.address_hash(kind, text);
        let address = AccountAddress { hash, subject: subject.to_owned(), kind, confirmed };
        AccountChange::Address { address, at: self.core.now() }.into()
    }

    fn photo(&self, subject: &str, key: &DataKey, photo: &[u8]) -> Result<(Id, Change), ServiceError> {
        let made_at = self.core.now();
        let id = self.core.id(made_at)?;
        let sealed = self.core.seal(key, photo, PHOTO)?;
        let document = Document { subject: subject.to_owned(), id, kind: "image/jpeg".to_owned(), sealed, made_at };
        Ok((id, DelegationChange::KeepDocument(document).into()))
    }
}

impl ProfileView {
    /// The value of a field; empty where there is none.
    pub fn text(&self, field: &str) -> &str {
        self.values.iter().find(|value| value.field == field).map_or("", |value| &value.value)
    }

    /// The answers that would make this profile again.
    pub fn answers(&self) -> Answers {
        let given = self.values.iter().filter(|value| !value.value.is_empty());
        Answers::of_values(given.map(|value| (value.field.as_str(), value.value.as_str())))
    }
}

impl Core {
    pub(crate) fn address_hash(&self, kind: AddressKind, text: &str) -> Digest {
        self.keys().lookup(kind.name(), text)
    }

    pub(crate) fn sign_on_hash(&self, identity: &ProviderIdentity) -> Digest {
        self.keys().lookup("sign-on", &format!("{}\n{}", identity.issuer, identity.subject))
    }

    /// The text of a profile value; `None` where it was taken out.
    pub(crate) fn open_value(key: &DataKey, value: &ProfileValue) -> Result<Option<String>, ServiceError> {
        if value.sealed.is_empty() {
            return Ok(None);
        }
        let plain = key.open(&value.sealed, &place(&value.field))?;
        String::from_utf8(plain).map(Some).map_err(|_| ServiceError::Sealed)
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

fn place(field: &str) -> String {
    format!("profile_value.{field}")
}
