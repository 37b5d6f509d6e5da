//! Accounts (article 2): opening one, reading and changing the profile, erasing it. Each value is sealed under the key of
//! its subject; what an account is found by is a keyed hash.

use crate::core::Core;
use crate::error::ServiceError;
use crate::partners::combining::Says;
use crate::sealing::DataKey;
use crate::signed::Signed;
use domain::account::Assurance;
use domain::catalogue::PurposeId;
use domain::combining::{Source, Told, combine};
use domain::delegation::Act;
use domain::minority::Capacity;
use domain::permission::{self, Tie};
use domain::registration::{Answers, Profile};
use domain::{Id, Instant};
use std::sync::Arc;
use storage::{
    Account, AccountAddress, AccountChange, AddressKind, Change, DelegationChange, Document, ProfileValue, UnitOfWork,
};

mod changing;
mod erasing;
mod opening;

pub use opening::{NotRegistered, Registration};

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
}

/// What one source says of a field. It has no `Debug`.
pub struct SourceView {
    /// The field's id in the catalogue.
    pub field: String,
    /// The source.
    pub source: Source,
    /// What it says; empty where it took it back.
    pub value: String,
    /// Since when.
    pub at: Instant,
    /// Whether this is what counts.
    pub counts: bool,
    /// Whether it is something else than what counts.
    pub differs: bool,
}

/// The duty.
pub struct AccountDesk {
    core: Arc<Core>,
}

impl AccountDesk {
    pub(crate) fn new(core: Arc<Core>) -> Self {
        Self { core }
    }

    /// The profile of whom this request is about. Read by a delegate, it is written down first.
    pub async fn profile(&self, signed: &Signed) -> Result<ProfileView, ServiceError> {
        signed.may(Act::See, self.core.now())?;
        let subject = signed.subject();
        if signed.acting.is_some() {
            let own = (permission::Act::Own(Act::See), Tie::OwnData, PurposeId::Service);
            let permit = self.core.permit(signed, own, (subject, None)).await?;
            let event = permit.used(&self.core, "profile-read", signed, (subject, None))?;
            self.core.storage.commit(UnitOfWork::of(event)).await?;
        }
        self.view(subject).await
    }

    pub(crate) async fn view(&self, subject: &str) -> Result<ProfileView, ServiceError> {
        let account = self.core.storage.account(subject).await?.ok_or(ServiceError::Absent)?;
        let values = self.core.shown(&account, &self.core.data_key(subject).await?).await?;
        let addresses = self.core.storage.addresses(subject).await?;
        Ok(ProfileView { account, values, addresses })
    }

    /// What every source says of whom this request is about, where somebody has checked who they are: what counts, and
    /// what differs from it.
    pub async fn sources(&self, signed: &Signed) -> Result<Vec<SourceView>, ServiceError> {
        signed.may(Act::See, self.core.now())?;
        let subject = signed.subject();
        let account = self.core.storage.account(subject).await?.ok_or(ServiceError::Absent)?;
        if account.assurance != Assurance::Verified {
            return Ok(Vec::new());
        }
        let key = self.core.data_key(subject).await?;
        let said = self.core.said_of(subject, &key).await?;
        let mut views = Vec::new();
        for all in said.chunk_by(|a, b| a.field == b.field) {
            let told: Vec<Told<'_>> =
                all.iter().map(|it| Told { source: it.source, value: &it.value, at: it.at }).collect();
            let combined = all.first().and_then(|first| combine(&first.field, &told));
            views.extend(all.iter().enumerate().map(|(place, it)| SourceView {
                field: it.field.clone(),
                source: it.source,
                value: it.value.clone(),
                at: it.at,
                counts: combined.as_ref().is_some_and(|it| it.winner == place),
                differs: combined.as_ref().is_some_and(|it| it.conflicts.contains(&place)),
            }));
        }
        Ok(views)
    }

    /// The photo of whom this request is about.
    pub async fn photo_of(&self, signed: &Signed) -> Result<Vec<u8>, ServiceError> {
        let view = self.profile(signed).await?;
        let id = Id::parse(view.text("photo")).ok_or(ServiceError::Absent)?;
        let document = self.core.storage.document(signed.subject(), id).await?.ok_or(ServiceError::Absent)?;
        self.core.data_key(signed.subject()).await?.open(&document.sealed, PHOTO)
    }

    /// Who decides for this subject today (PDPA s.20).
    pub(crate) async fn capacity(&self, subject: &str, key: &DataKey) -> Result<Capacity, ServiceError> {
        let today = self.core.now().bangkok_day();
        let value = self.core.storage.profile_value(subject, "birth-date").await?;
        let value = value.map(|value| Core::open_value(key, &value)).transpose()?.flatten();
        let birth = value.and_then(|value| Profile::stored_birth_date(&value, today));
        Ok(birth.map_or(Capacity::WithGuardian, |birth| self.core.rules.minority.capacity(&birth, today)))
    }

    /// The first name of a subject, for a greeting or a banner.
    pub async fn first_name(&self, subject: &str) -> Result<String, ServiceError> {
        let account = self.core.storage.account(subject).await?.ok_or(ServiceError::Absent)?;
        let shown = self.core.shown(&account, &self.core.data_key(subject).await?).await?;
        shown.into_iter().find(|it| it.field == "first-name").map(|it| it.value).ok_or(ServiceError::Absent)
    }

    /// First and last name of a subject, as far as they gave them.
    pub async fn full_name(&self, subject: &str) -> Result<String, ServiceError> {
        self.core.name_of(subject, &self.core.data_key(subject).await?).await
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
    /// The values of a profile, as whoever holds the account sees them. Where nobody has checked that the number is theirs,
    /// they see what they say themselves, and nothing that others said of whoever has it.
    pub(crate) async fn shown(&self, account: &Account, key: &DataKey) -> Result<Vec<ValueView>, ServiceError> {
        if account.assurance == Assurance::Stated {
            let said = self.said_of(&account.subject, key).await?.into_iter();
            let own = |it: Says| {
                let Says { field, source, value, at: recorded_at, by: recorded_by, .. } = it;
                ValueView { field, value, source: source.name().to_owned(), recorded_at, recorded_by }
            };
            return Ok(said.filter(|it| it.source == Source::Person).map(own).collect());
        }
        let mut values = Vec::new();
        for it in self.storage.profile(&account.subject).await? {
            let value = Self::open_value(key, &it)?.unwrap_or_default();
            let ProfileValue { field, source, recorded_at, recorded_by, .. } = it;
            values.push(ValueView { field, value, source, recorded_at, recorded_by });
        }
        Ok(values)
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

fn place(field: &str) -> String {
    format!("profile_value.{field}")
}
