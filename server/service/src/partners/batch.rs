//! One request's records, taken one after another into the changes of one unit. What an earlier one makes known, a later
//! one finds: two doses of somebody nobody knew are of one person.

use super::given;
use super::intake::{NotTaken, Taken, TakenNote, Took};
use super::persons::{Person, Whom, names_and_birth, whom};
use crate::core::Core;
use crate::error::ServiceError;
use crate::partners::combining::Saying;
use crate::permission::Permit;
use crate::signed::Signed;
use domain::account::Role;
use domain::combining::Source;
use domain::exchange::GivenRecord;
use domain::matching::Reason;
use domain::message::Notice;
use domain::presence::{self, PresenceCode, PresenceError};
use domain::record::{Content, RecordState};
use domain::{Digest, Id};
use std::collections::{HashMap, HashSet};
use storage::{Change, Confirmed, IntakeChange, RecordChange, RecordVersion, ReviewState, StoredReview};

/// Where a review is kept; part of what its seal is bound to.
pub(super) const REVIEW: &str = "intake_review.sealed";

/// The records of one request.
pub(super) struct Batch<'a> {
    core: &'a Core,
    signed: &'a Signed,
    permit: &'a Permit,
    persons: HashMap<Digest, Person>,
    /// The last version of what a name means, of this batch.
    named: HashMap<Digest, (RecordVersion, Content)>,
    /// Reviews of this batch, by name.
    waiting: HashMap<Digest, Id>,
    presences: HashSet<Digest>,
    pub(super) changes: Vec<Change>,
}

/// What the name of a record means already.
struct Before {
    version: RecordVersion,
    content: Content,
    put_right: bool,
}

impl<'a> Batch<'a> {
    pub(super) fn new(core: &'a Core, signed: &'a Signed, permit: &'a Permit) -> Self {
        Self {
            core,
            signed,
            permit,
            persons: HashMap::new(),
            named: HashMap::new(),
            waiting: HashMap::new(),
            presences: HashSet::new(),
            changes: Vec::new(),
        }
    }

    /// Takes one record. What is refused adds no change.
    pub(super) async fn take(&mut self, given: &GivenRecord) -> Result<Result<Taken, NotTaken>, ServiceError> {
        if given.unit.as_ref().is_some_and(|unit| *unit != self.signed.organisation) {
            return Ok(Err(NotTaken::OtherUnit));
        }
        let name = self.name(given);
        let document = self.core.document_hash(&given.person.document);
        let found = self.person(document).await?;
        if let Some((subject, before)) = self.before(&name).await? {
            let theirs = found && self.persons.get(&document).is_some_and(|person| person.subject == subject);
            return if theirs { self.follow(document, given, name, before).await } else { Ok(Err(NotTaken::OtherPerson)) };
        }
        match self.reviewed(&name).await? {
            Some((id, ReviewState::Waiting)) => return Ok(Ok(waits(id, Vec::new()))),
            Some(_) => return Ok(Err(NotTaken::NotTheirs)),
            None => {}
        }
        if given.state == RecordState::EnteredInError {
            return Ok(Err(NotTaken::Unknown));
        }
        let mut notes = Vec::new();
        if let Some(person) = self.persons.get(&document) {
            match whom(person, &given.person) {
                Whom::Perhaps(score, reasons) => {
                    let candidate = person.subject.clone();
                    return self.queue(given, (name, &candidate), (score, &reasons)).map(Ok);
                }
                Whom::Same(differs) => notes.extend(differs.into_iter().map(TakenNote::Differs)),
            }
            self.say(document, given).await?;
        } else {
            let source = (Source::Unit, self.signed.account.as_str());
            let (person, changes) = self.core.make_known(document, &given.person, source)?;
            self.changes.extend(changes);
            self.persons.insert(document, person);
        }
        self.record(document, given, (name, notes)).await.map(Ok)
    }

    /// Takes a record an officer recognised as the candidate's, whatever spoke against it.
    pub(super) async fn recognised(&mut self, candidate: &str, given: &GivenRecord) -> Result<Taken, ServiceError> {
        let (name, document) = (self.name(given), self.core.document_hash(&given.person.document));
        let person = self.core.person(candidate).await?;
        self.persons.insert(document, person);
        self.record(document, given, (name, Vec::new())).await
    }

    /// What names a record is a matter of whose it is: two organisations may use the same names.
    fn name(&self, given: &GivenRecord) -> Digest {
        self.core.record_name(&self.signed.organisation, given)
    }

    /// Whether somebody is known by this document; who, is among the persons then.
    async fn person(&mut self, document: Digest) -> Result<bool, ServiceError> {
        if self.persons.contains_key(&document) {
            return Ok(true);
        }
        let Some(person) = self.core.known_by(&document).await? else { return Ok(false) };
        self.persons.insert(document, person);
        Ok(true)
    }

    async fn before(&self, name: &Digest) -> Result<Option<(String, Before)>, ServiceError> {
        if let Some((version, content)) = self.named.get(name) {
            let (version, content) = (version.clone(), content.clone());
            return Ok(Some((version.subject.clone(), Before { version, content, put_right: false })));
        }
        let Some((subject, record)) = self.core.storage.record_named(name).await? else { return Ok(None) };
        let versions = self.core.storage.record(&subject, record).await?;
        let put_right = versions.iter().any(|version| version.cause.is_some());
        let Some(version) = versions.into_iter().last() else { return Ok(None) };
        let content = Core::content_of(&self.core.data_key(&subject).await?, &version)?;
        Ok(Some((subject, Before { version, content, put_right })))
    }

    async fn reviewed(&self, name: &Digest) -> Result<Option<(Id, ReviewState)>, ServiceError> {
        if let Some(id) = self.waiting.get(name) {
            return Ok(Some((*id, ReviewState::Waiting)));
        }
        Ok(self.core.storage.review_named(name).await?.map(|review| (review.id, review.state)))
    }

    /// A record that is known: it says the same, or something follows.
    async fn follow(
        &mut self,
        document: Digest,
        given: &GivenRecord,
        name: Digest,
        before: Before,
    ) -> Result<Result<Taken, NotTaken>, ServiceError> {
        let Before { version: last, content, put_right } = before;
        // What is marked wrong may be given without its content.
        let marked = last.state == RecordState::EnteredInError && given.state == RecordState::EnteredInError;
        if marked || (last.state == given.state && content == given.content) {
            return Ok(Ok(Taken { took: Took::Known, id: last.id, version: last.version, notes: Vec::new() }));
        }
        if put_right {
            return Ok(Err(NotTaken::PutRight));
        }
        if self.core.has_open_case(&last.subject, last.id).await? {
            return Ok(Err(NotTaken::Disputed));
        }
        let Some(person) = self.persons.get(&document) else { return Ok(Err(NotTaken::OtherPerson)) };
        let now_is = if given.state == RecordState::EnteredInError { &content } else { &given.content };
        let next = (given.state, last.confirmed, now_is);
        let version = self.core.next_version(&person.key, &last, next, (&self.signed.account, None))?;
        let (subject, id, number) = (version.subject.clone(), version.id, version.version);
        let revoke = RecordChange::Revoke { subject: subject.clone(), record: id, at: version.at };
        self.changes.push(RecordChange::Version(version.clone()).into());
        self.changes.push(revoke.into());
        self.changes.extend(self.core.certificate(&version)?);
        self.changes.extend(self.core.correction_told(&version).await?);
        self.changes.push(self.permit.used(self.core, "record-changed", self.signed, (&subject, Some(id)))?);
        self.named.insert(name, (version, now_is.clone()));
        self.tell(document, Notice::RecordChanged).await?;
        Ok(Ok(Taken { took: Took::Changed, id, version: number, notes: Vec::new() }))
    }

    /// What the sender says of the person besides, kept apart from what counts.
    async fn say(&mut self, document: Digest, given: &GivenRecord) -> Result<(), ServiceError> {
        let Some(person) = self.persons.get(&document) else { return Ok(()) };
        let same = person.said || person.known.as_ref().is_some_and(|known| {
            known.born.iso() == given.person.born.iso()
                && known.first_name == given.person.first_name
                && known.last_name == given.person.last_name
        });
        if same {
            return Ok(());
        }
        let values = names_and_birth(&given.person);
        let by = &self.signed.account;
        let sayings: Vec<Saying<'_>> =
            values.iter().map(|(field, value)| Saying { field, source: Source::Unit, value, by }).collect();
        let changes = self.core.say((&person.subject, &person.key), &sayings).await?;
        if let Some(person) = self.persons.get_mut(&document) {
            person.said = true;
        }
        self.changes.extend(changes);
        Ok(())
    }

    /// A new record of somebody who is known.
    async fn record(
        &mut self,
        document: Digest,
        given: &GivenRecord,
        (name, mut notes): (Digest, Vec<TakenNote>),
    ) -> Result<Taken, ServiceError> {
        let confirmed = self.confirmed(document, given).await?;
        let Some(person) = self.persons.get(&document) else { return Err(ServiceError::Absent) };
        let whose = (person.subject.as_str(), &person.key);
        let by = (self.signed.organisation.as_str(), self.signed.account.as_str());
        let mut version = self.core.new_version(whose, by, &given.content, None)?;
        version.source = if self.signed.role == Role::System { "system" } else { "file" }.to_owned();
        let (subject, record, at) = (version.subject.clone(), version.id, version.at);
        match confirmed {
            Ok(Some(hash)) => {
                version.confirmed = Confirmed::ByPresence;
                let used = IntakeChange::UsePresence { hash, subject: subject.clone(), record, at };
                self.changes.push(used.into());
            }
            Ok(None) => {}
            Err(error) => notes.push(TakenNote::Presence(error)),
        }
        let organisation = self.signed.organisation.clone();
        self.changes.extend(self.core.recorded(&version)?);
        self.changes.push(IntakeChange::Name { hash: name, subject: subject.clone(), record }.into());
        self.changes.push(IntakeChange::Received { subject: subject.clone(), organisation, at }.into());
        self.changes.push(self.permit.used(self.core, "record-received", self.signed, (&subject, Some(record)))?);
        self.named.insert(name, (version, given.content.clone()));
        self.tell(document, Notice::RecordReceived).await?;
        Ok(Taken { took: Took::Recorded, id: record, version: 1, notes })
    }

    /// The hash of the presence code that confirms a record; nothing where none was given.
    async fn confirmed(
        &mut self,
        document: Digest,
        given: &GivenRecord,
    ) -> Result<Result<Option<Digest>, PresenceError>, ServiceError> {
        let (Some(typed), Some(person)) = (&given.presence, self.persons.get(&document)) else { return Ok(Ok(None)) };
        let code = match PresenceCode::parse(typed) {
            Ok(code) => code,
            Err(error) => return Ok(Err(error)),
        };
        let shown = presence::accepts(&code, given.day(), self.core.now(), |window| {
            self.core.presence_digest(&person.subject, window)
        });
        let window = match shown {
            Ok(window) => window,
            Err(error) => return Ok(Err(error)),
        };
        let hash = self.core.keys().lookup("presence-used", &format!("{}\n{window}", person.subject));
        let used = self.core.storage.presence_used(&hash).await? || !self.presences.insert(hash);
        Ok(if used { Err(PresenceError::Used) } else { Ok(Some(hash)) })
    }

    /// Somebody with an account is told once in a batch.
    async fn tell(&mut self, document: Digest, notice: Notice) -> Result<(), ServiceError> {
        let Some(person) = self.persons.get_mut(&document).filter(|it| it.has_account && !it.told) else {
            return Ok(());
        };
        person.told = true;
        let changes = self.core.tell(&person.subject, &person.key, notice).await?;
        self.changes.extend(changes);
        Ok(())
    }

    fn queue(
        &mut self,
        given: &GivenRecord,
        (name, candidate): (Digest, &str),
        (score, reasons): (u8, &[Reason]),
    ) -> Result<Taken, ServiceError> {
        let now = self.core.now();
        let id = self.core.id(now)?;
        // Nobody knows whose it is: it is a subject of its own until then.
        let (key, keep_key) = self.core.new_data_key(&review_subject(id), now)?;
        let review = StoredReview {
            id,
            organisation: self.signed.organisation.clone(),
            sender: self.signed.account.clone(),
            name,
            candidate: candidate.to_owned(),
            score,
            reasons: Reason::words(reasons),
            state: ReviewState::Waiting,
            at: now,
            decided: None,
            sealed: self.core.seal(&key, &given::to_bytes(given), REVIEW)?,
        };
        self.changes.push(keep_key);
        self.changes.push(IntakeChange::Review(Box::new(review)).into());
        self.waiting.insert(name, id);
        Ok(waits(id, reasons.iter().copied().map(TakenNote::Differs).collect()))
    }
}

impl Core {
    /// What a sender's name of a record is known by.
    pub(super) fn record_name(&self, organisation: &str, given: &GivenRecord) -> Digest {
        self.keys().lookup("record-name", &format!("{organisation}\n{}", given.key.text()))
    }

    /// What a presence code is made of.
    pub(crate) fn presence_digest(&self, subject: &str, window: u64) -> Digest {
        self.keys().lookup("presence", &format!("{subject}\n{window}"))
    }

    async fn has_open_case(&self, subject: &str, record: Id) -> Result<bool, ServiceError> {
        let cases = self.storage.cases(subject, 200).await?;
        Ok(cases.iter().any(|case| case.record == Some(record) && case.standing.state.is_open()))
    }
}

/// The subject of a review's own key.
pub(super) fn review_subject(id: Id) -> String {
    format!("review:{id}")
}

fn waits(id: Id, notes: Vec<TakenNote>) -> Taken {
    Taken { took: Took::Waits, id, version: 0, notes }
}
