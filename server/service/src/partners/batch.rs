//! One request's records, taken one after another into the changes of one unit. What an earlier one makes known, a later
//! one finds: two doses of somebody nobody knew are of one person.

use super::given;
use super::persons::{Heard, Person, Whom, whom};
use super::taken::{NotTaken, Taken, TakenNote, Took};
use crate::core::Core;
use crate::error::ServiceError;
use crate::permission::Permit;
use crate::signed::Signed;
use domain::combining::Source;
use domain::exchange::GivenRecord;
use domain::record::{Content, RecordState};
use domain::registration::Document;
use domain::{Digest, Id, Instant};
use std::collections::{BTreeMap, HashMap, HashSet};
use storage::{Change, KeyKind, RecordVersion, ReviewState};

/// The records of one request.
pub(super) struct Batch<'a> {
    pub(super) core: &'a Core,
    pub(super) signed: &'a Signed,
    pub(super) permit: &'a Permit,
    pub(super) came: Came,
    /// Who is known by a document, as far as this batch asked.
    documents: HashMap<Digest, String>,
    persons: BTreeMap<String, Person>,
    /// The last version of what a name means, of this batch.
    pub(super) named: HashMap<Digest, (RecordVersion, Content)>,
    /// Reviews of this batch, by name: the id, and what was given.
    pub(super) waiting: HashMap<Digest, (Id, Vec<u8>)>,
    /// Presence codes this batch uses up.
    pub(super) presences: HashSet<Digest>,
    pub(super) changes: Vec<Change>,
}

/// How and when records came.
#[derive(Clone, Copy)]
pub(super) struct Came {
    /// The source of their versions.
    pub(super) by: &'static str,
    /// When: a presence code holds by this moment, however long an officer takes to say whose a record is.
    pub(super) at: Instant,
}

/// What the name of a record means already.
enum Before {
    Stands(Box<Last>),
    /// A record of somebody who is erased.
    Erased,
}

/// The last version of a record.
pub(super) struct Last {
    pub(super) version: RecordVersion,
    pub(super) content: Content,
    /// Whether a case led to one of its versions.
    pub(super) put_right: bool,
}

/// What the queue says of the name of a record.
enum Queued {
    /// It was never there.
    Never,
    /// It was there, about somebody else: it does not wait a second time.
    Once,
    /// What follows for the record.
    Outcome(Result<Taken, NotTaken>),
}

impl<'a> Batch<'a> {
    pub(super) fn new(core: &'a Core, signed: &'a Signed, permit: &'a Permit, came: Came) -> Self {
        Self {
            core,
            signed,
            permit,
            came,
            documents: HashMap::new(),
            persons: BTreeMap::new(),
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
        // The record first: who gave it a moment ago made the person known in the same unit, and is found then.
        let before = self.before(&name).await?;
        let whose = self.whose(&given.person.document).await?;
        match before {
            Some(Before::Stands(last)) if self.is_theirs(whose.as_deref(), &last).await? => {
                return self.follow(given, name, *last).await;
            }
            Some(Before::Stands(_)) => return Ok(Err(NotTaken::OtherPerson)),
            Some(Before::Erased) => return Ok(Err(NotTaken::Erased)),
            None => {}
        }
        let queued = match self.queued(&name, given, whose.as_deref()).await? {
            Queued::Outcome(outcome) => return Ok(outcome),
            queued => queued,
        };
        if given.state == RecordState::EnteredInError {
            return Ok(Err(NotTaken::Unknown));
        }
        let Some(subject) = whose else { return self.of_nobody_known(given, name).await.map(Ok) };
        let notes = match whom(self.person(&subject)?, &given.person) {
            Whom::Same(differs) => differs.into_iter().map(TakenNote::Differs).collect(),
            Whom::Perhaps(..) if matches!(queued, Queued::Once) => return Ok(Err(NotTaken::NotTheirs)),
            Whom::Perhaps(score, reasons) => return self.queue(given, (name, &subject), (score, &reasons)).map(Ok),
        };
        self.say(&subject, given, Heard::AsAny).await?;
        self.record(&subject, given, (name, notes)).await.map(Ok)
    }

    /// Takes a record an officer recognised as the candidate's, whatever spoke against it.
    pub(super) async fn recognised(&mut self, candidate: &str, given: &GivenRecord) -> Result<Taken, ServiceError> {
        if !self.is_here(candidate).await? {
            return Err(ServiceError::Meanwhile);
        }
        self.say(candidate, given, Heard::Beside).await?;
        self.record(candidate, given, (self.name(given), Vec::new())).await
    }

    /// Everything that is to be committed.
    pub(super) async fn finish(self) -> Result<Vec<Change>, ServiceError> {
        let mut changes = self.changes;
        for person in self.persons.values() {
            changes.extend(self.core.news_told(person).await?);
        }
        Ok(changes)
    }

    /// A record of somebody nobody knew.
    async fn of_nobody_known(&mut self, given: &GivenRecord, name: Digest) -> Result<Taken, ServiceError> {
        let document = self.core.document_hash(&given.person.document);
        let by = (Source::Unit, self.signed.account.as_str());
        let (person, changes) = self.core.make_known(document, &given.person, by)?;
        let subject = person.subject.clone();
        self.changes.extend(changes);
        self.documents.insert(document, subject.clone());
        self.persons.insert(subject.clone(), person);
        self.record(&subject, given, (name, Vec::new())).await
    }

    /// What names a record is a matter of whose it is: two organisations may use the same names.
    fn name(&self, given: &GivenRecord) -> Digest {
        let text = format!("{}\n{}", self.signed.organisation, given.key.text());
        self.core.keys().lookup("record-name", &text)
    }

    /// Who is known by this document; among the persons then.
    async fn whose(&mut self, document: &Document) -> Result<Option<String>, ServiceError> {
        let hash = self.core.document_hash(document);
        if let Some(subject) = self.documents.get(&hash) {
            return Ok(Some(subject.clone()));
        }
        let Some(subject) = self.core.known_as(KeyKind::Document, &hash).await? else { return Ok(None) };
        self.is_here(&subject).await?;
        self.documents.insert(hash, subject.clone());
        Ok(Some(subject))
    }

    /// Whether a subject is not erased; among the persons then.
    async fn is_here(&mut self, subject: &str) -> Result<bool, ServiceError> {
        if self.persons.contains_key(subject) {
            return Ok(true);
        }
        match self.core.person(subject).await {
            Ok(person) => self.persons.insert(subject.to_owned(), person),
            Err(ServiceError::Absent) => return Ok(false),
            Err(error) => return Err(error),
        };
        Ok(true)
    }

    pub(super) fn person(&mut self, subject: &str) -> Result<&mut Person, ServiceError> {
        self.persons.get_mut(subject).ok_or(ServiceError::Absent)
    }

    /// Whether a record is of who the document says: by the same account, or by one that is linked with it.
    async fn is_theirs(&self, whose: Option<&str>, last: &Last) -> Result<bool, ServiceError> {
        let Some(whose) = whose else { return Ok(false) };
        let subject = last.version.subject.as_str();
        Ok(whose == subject || self.core.is_linked(whose, subject).await?)
    }

    async fn before(&mut self, name: &Digest) -> Result<Option<Before>, ServiceError> {
        if let Some((version, content)) = self.named.get(name).cloned() {
            return Ok(Some(Before::Stands(Box::new(Last { version, content, put_right: false }))));
        }
        let Some((subject, record)) = self.core.storage.record_named(name).await? else { return Ok(None) };
        if !self.is_here(&subject).await? {
            return Ok(Some(Before::Erased));
        }
        let versions = self.core.storage.record(&subject, record).await?;
        let put_right = versions.iter().any(|version| version.cause.is_some());
        let Some(version) = versions.into_iter().last() else { return Ok(None) };
        let content = Core::content_of(&self.person(&subject)?.key, &version)?;
        Ok(Some(Before::Stands(Box::new(Last { version, content, put_right }))))
    }

    async fn queued(&self, name: &Digest, given: &GivenRecord, whose: Option<&str>) -> Result<Queued, ServiceError> {
        let (id, waits) = match self.waiting.get(name) {
            Some((id, waits)) => (*id, Some(waits.clone())),
            None => match self.core.storage.review_named(name).await? {
                Some(it) if it.state == ReviewState::Waiting => (it.id, self.core.waiting_in(&it).await?),
                // It was about somebody else, and is said to be about yet another.
                Some(it) if it.state == ReviewState::Different && whose != Some(&it.candidate) => {
                    return Ok(Queued::Once);
                }
                Some(_) => return Ok(Queued::Outcome(Err(NotTaken::NotTheirs))),
                None => return Ok(Queued::Never),
            },
        };
        // What an officer decides on is what came first.
        let same = waits.is_some_and(|waits| waits == given::to_bytes(given));
        let waits = Taken { took: Took::Waits, id, version: 0, notes: Vec::new() };
        Ok(Queued::Outcome(if same { Ok(waits) } else { Err(NotTaken::Waits) }))
    }

    /// What the sender says of the person besides, kept apart from what counts.
    async fn say(&mut self, subject: &str, given: &GivenRecord, heard: Heard) -> Result<(), ServiceError> {
        let (core, by) = (self.core, (Source::Unit, self.signed.account.as_str()));
        let changes = core.say_of(self.persons.get_mut(subject).ok_or(ServiceError::Absent)?, &given.person, by, heard);
        self.changes.extend(changes.await?);
        Ok(())
    }
}
