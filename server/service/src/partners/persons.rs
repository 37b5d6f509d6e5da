//! Whom a given record is about: found by the document alone, judged by birth date and names, and where nobody is known by
//! that document, known from now on. Nobody signs in to such an account before they open it themselves.

use super::combining::{Saying, Standing};
use crate::core::Core;
use crate::error::ServiceError;
use crate::sealing::DataKey;
use domain::account::{Assurance, Role};
use domain::combining::Source;
use domain::exchange::GivenPerson;
use domain::fields::PersonName;
use domain::matching::{Known, Reason, Verdict, judge};
use domain::message::Notice;
use domain::registration::{Document, Profile, stored_birth};
use domain::{Digest, Instant, Language};
use storage::{Account, AccountChange, Change, Channel, KeyKind, Settings};

/// Somebody a record is about, for as long as a batch takes. It has no `Debug`.
pub(super) struct Person {
    pub(super) subject: String,
    pub(super) key: DataKey,
    /// What is known of who they are; nothing where a value is missing, and then an officer looks.
    pub(super) known: Option<Known>,
    /// How sure it is whose account it is. What others recorded is told to nobody before somebody has checked.
    assurance: Assurance,
    /// What they are to be told, each once.
    pub(super) news: Vec<Notice>,
    /// What all sources say of them, once it was asked for.
    standing: Option<Standing>,
}

/// What a document and what was given with it lead to.
pub(super) enum Whom {
    /// This person; what is different all the same.
    Same(Vec<Reason>),
    /// Perhaps this person: an officer decides.
    Perhaps(u8, Vec<Reason>),
}

/// How a source is heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heard {
    /// As any: what it says may count.
    AsAny,
    /// Beside what others say who go before it: something spoke against its knowing the person.
    Beside,
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
    /// Who is known by this document.
    pub(super) async fn known_by(&self, hash: &Digest) -> Result<Option<Person>, ServiceError> {
        let Some(subject) = self.known_as(KeyKind::Document, hash).await? else { return Ok(None) };
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
        let (subject, assurance) = (account.subject, account.assurance);
        Ok(Person { subject, key, known, assurance, news: Vec::new(), standing: None })
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
        let mut standing = Standing::of(&subject);
        for (field, value) in values_of(given) {
            changes.extend(self.say((&mut standing, &key), &Saying { field, source, value: &value, by })?);
        }
        let (born, first_name, last_name) = (given.born.clone(), given.first_name.clone(), given.last_name.clone());
        let known = Some(Known { born, first_name, last_name });
        let assurance = Assurance::Recorded;
        Ok((Person { subject, key, known, assurance, news: Vec::new(), standing: Some(standing) }, changes))
    }

    /// The changes that keep what a source says of who a person is besides what is known; that it says something else is
    /// news to them. A source that only says what counts is not written down again, but where the person's own word is all
    /// there is for it.
    pub(super) async fn say_of(
        &self,
        person: &mut Person,
        given: &GivenPerson,
        (source, by): (Source, &str),
        heard: Heard,
    ) -> Result<Vec<Change>, ServiceError> {
        let mut standing = match person.standing.take() {
            Some(standing) => standing,
            None => self.standing_of(&person.subject, &person.key).await?,
        };
        let (mut changes, mut differs) = (Vec::new(), false);
        for (field, value) in names_and_birth(given) {
            let heard = heard == Heard::AsAny || standing.is_decided_above(field, source);
            let known = person.assurance != Assurance::Stated && standing.is_known(field, source, &value);
            if heard && !known {
                differs |= standing.differs(field, &value);
                changes.extend(self.say((&mut standing, &person.key), &Saying { field, source, value: &value, by })?);
            }
        }
        person.standing = Some(standing);
        if differs {
            person.tell(Notice::ValueReceived);
        }
        Ok(changes)
    }

    /// The changes that tell a person their news.
    pub(super) async fn news_told(&self, person: &Person) -> Result<Vec<Change>, ServiceError> {
        let mut changes = Vec::new();
        for notice in person.news.iter().filter(|_| person.assurance == Assurance::Verified) {
            changes.extend(self.tell(&person.subject, &person.key, *notice).await?);
        }
        Ok(changes)
    }
}

impl Person {
    /// Has them told something, once.
    pub(super) fn tell(&mut self, notice: Notice) {
        if !self.news.contains(&notice) {
            self.news.push(notice);
        }
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
