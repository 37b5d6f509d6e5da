//! Whom a given record is about: found by the document alone, judged by birth date and names, and where nobody is known by
//! that document, known from now on. Nobody signs in to such an account before they open it themselves.

use crate::core::Core;
use crate::error::ServiceError;
use crate::sealing::DataKey;
use domain::account::{Assurance, Role};
use domain::combining::Source;
use domain::exchange::GivenPerson;
use domain::fields::PersonName;
use domain::matching::{Known, Reason, Verdict, judge};
use domain::registration::{Document, Profile, stored_birth};
use domain::{Digest, Instant, Language};
use storage::{Account, AccountChange, Change, Channel, KeyKind, ProfileValue, Settings};

/// Somebody a record is about, for as long as a batch takes. It has no `Debug`.
pub(super) struct Person {
    pub(super) subject: String,
    pub(super) key: DataKey,
    /// What is known of who they are; nothing where a value is missing, and then an officer looks.
    pub(super) known: Option<Known>,
    /// Whether somebody who was checked reads their messages.
    pub(super) has_account: bool,
    /// Whether they have been told in this batch.
    pub(super) told: bool,
    /// Whether the sender has said who they are in this batch: what it says differently there is said once.
    pub(super) said: bool,
}

/// What a document and what was given with it lead to.
pub(super) enum Whom {
    /// This person; what is different all the same.
    Same(Vec<Reason>),
    /// Perhaps this person: an officer decides.
    Perhaps(u8, Vec<Reason>),
}

/// Whether what was given is about `person`.
pub(super) fn whom(person: &Person, given: &GivenPerson) -> Whom {
    let Some(known) = &person.known else { return Whom::Perhaps(0, vec![Reason::BornInPart]) };
    match judge(given, Some(known)) {
        Verdict::Same { noted, .. } => Whom::Same(noted),
        Verdict::Review { score, reasons } => Whom::Perhaps(score, reasons),
        Verdict::New => Whom::Perhaps(0, vec![Reason::BornInPart]),
    }
}

impl Core {
    /// What a document is looked up by.
    pub(crate) fn document_hash(&self, document: &Document) -> Digest {
        self.keys().lookup("document", &document.key())
    }

    /// Who is known by this document.
    pub(super) async fn known_by(&self, hash: &Digest) -> Result<Option<Person>, ServiceError> {
        let Some(subject) = self.storage.account_by_key(KeyKind::Document, hash).await? else { return Ok(None) };
        self.person(&subject).await.map(Some)
    }

    /// A person by their subject.
    pub(super) async fn person(&self, subject: &str) -> Result<Person, ServiceError> {
        let account = self.storage.account(subject).await?.filter(|it| !it.erased).ok_or(ServiceError::Absent)?;
        let key = self.data_key(subject).await?;
        let profile = self.storage.profile(subject).await?;
        let value = |field: &str| -> Result<Option<String>, ServiceError> {
            profile.iter().find(|it| it.field == field).map_or(Ok(None), |it| Self::open_value(&key, it))
        };
        let (first, last, born) = (value("first-name")?, value("last-name")?, value("birth-date")?);
        let known = known(first, last, born, self.now());
        // What others recorded is nobody's to hear who only says that the number is theirs.
        let has_account = account.assurance == Assurance::Verified;
        Ok(Person { subject: subject.to_owned(), key, known, has_account, told: false, said: false })
    }

    /// Somebody nobody knew: the changes that make them known, by what was given.
    pub(super) fn make_known(
        &self,
        hash: Digest,
        given: &GivenPerson,
        (source, by): (Source, &str),
    ) -> Result<(Person, Vec<Change>), ServiceError> {
        let now = self.now();
        let subject = self.id(now)?.to_string();
        let (key, keep_key) = self.new_data_key(&subject, now)?;
        let account = Account {
            subject: subject.clone(),
            role: Role::Person,
            organisation: String::new(),
            assurance: Assurance::Recorded,
            settings: Settings { language: Language::Th, channel: Channel::Any, quiet: None },
            created_at: now,
            erased: false,
        };
        let claim = AccountChange::Claim { kind: KeyKind::Document, hash, subject: subject.clone() };
        let mut changes = vec![keep_key, claim.into(), AccountChange::Open(account).into()];
        for (field, value) in values_of(given) {
            let value = ProfileValue {
                subject: subject.clone(),
                field: field.to_owned(),
                version: 1,
                sealed: self.seal(&key, value.as_bytes(), &format!("profile_value.{field}"))?,
                source: source.name().to_owned(),
                recorded_at: now,
                recorded_by: by.to_owned(),
            };
            changes.push(AccountChange::Value(value).into());
        }
        let known = Known {
            born: given.born.clone(),
            first_name: given.first_name.clone(),
            last_name: given.last_name.clone(),
        };
        Ok((Person { subject, key, known: Some(known), has_account: false, told: false, said: true }, changes))
    }
}

/// What was given, field by field of the catalogue.
pub(super) fn values_of(given: &GivenPerson) -> Vec<(&'static str, String)> {
    let mut values = vec![match &given.document {
        Document::NationalId(id) => ("national-id", id.as_str().to_owned()),
        Document::Passport { number, state } => ("passport", format!("{} {}", state.as_str(), number.as_str())),
    }];
    values.extend(names_and_birth(given));
    values
}

/// What sources may say differently of one person.
pub(super) fn names_and_birth(given: &GivenPerson) -> Vec<(&'static str, String)> {
    let mut values =
        vec![("first-name", given.first_name.as_str().to_owned()), ("birth-date", stored_birth(&given.born))];
    values.extend(given.last_name.as_ref().map(|last| ("last-name", last.as_str().to_owned())));
    values
}

fn known(first: Option<String>, last: Option<String>, born: Option<String>, now: Instant) -> Option<Known> {
    Some(Known {
        born: Profile::stored_birth_date(&born?, now.bangkok_day())?,
        first_name: PersonName::parse(&first?).ok()?,
        last_name: last.and_then(|last| PersonName::parse(&last).ok()),
    })
}
