//! What follows from one record of a batch: a first version, a further one, or a place in the queue.

use super::batch::{Batch, Last};
use super::given;
use super::taken::{NotTaken, Taken, TakenNote, Took};
use crate::core::Core;
use crate::error::ServiceError;
use domain::exchange::GivenRecord;
use domain::matching::Reason;
use domain::message::Notice;
use domain::presence::{self, PresenceCode, PresenceError};
use domain::record::RecordState;
use domain::{Digest, Id};
use storage::{Change, Confirmed, IntakeChange, RecordChange, RecordVersion, ReviewState, StoredReview};

/// Where a review is kept; part of what its seal is bound to.
const REVIEW: &str = "intake_review.sealed";
/// What is written down of somebody with whom a record was compared that is not surely theirs.
pub(crate) const QUEUED: &str = "record-queued";

/// How it is known that the person was there.
struct There {
    confirmed: Confirmed,
    /// The code that says so, to be used up.
    code: Option<Digest>,
    notes: Vec<TakenNote>,
}

impl There {
    const fn known(confirmed: Confirmed) -> Self {
        Self { confirmed, code: None, notes: Vec::new() }
    }
}

impl Batch<'_> {
    /// A new record of somebody who is known.
    pub(super) async fn record(
        &mut self,
        subject: &str,
        given: &GivenRecord,
        (name, mut notes): (Digest, Vec<TakenNote>),
    ) -> Result<Taken, ServiceError> {
        let there = self.there(subject, given).await?;
        let (core, signed) = (self.core, self.signed);
        let by = (signed.organisation.as_str(), signed.account.as_str());
        let whose = (subject, &self.person(subject)?.key);
        let mut version = core.new_version(whose, by, &given.content, None)?;
        (version.source, version.confirmed) = (self.came.by.to_owned(), there.confirmed);
        let (id, at) = (version.id, version.at);
        self.changes.extend(core.recorded(&version)?);
        self.use_up(there.code, &version);
        let (subject, organisation) = (version.subject.clone(), signed.organisation.clone());
        self.changes.push(IntakeChange::Name { hash: name, subject: subject.clone(), record: id }.into());
        self.changes.push(IntakeChange::Received { subject: subject.clone(), organisation, at }.into());
        self.changes.push(self.permit.used(core, "record-received", signed, (&subject, Some(id)))?);
        self.person(&subject)?.tell(Notice::RecordReceived);
        self.named.insert(name, (version, given.content.clone()));
        notes.extend(there.notes);
        Ok(Taken { took: Took::Recorded, id, version: 1, notes })
    }

    /// A record that is known: it says the same, or something follows.
    pub(super) async fn follow(
        &mut self,
        given: &GivenRecord,
        name: Digest,
        last: Last,
    ) -> Result<Result<Taken, NotTaken>, ServiceError> {
        let before = &last.version;
        let known = |notes| Ok(Ok(Taken { took: Took::Known, id: before.id, version: before.version, notes }));
        // What is marked wrong may be given without its content.
        let wrong = given.state == RecordState::EnteredInError;
        let same = before.state == given.state && (wrong || last.content == given.content);
        // A code that was forgotten, or typed wrong, may come later.
        if same && (wrong || given.presence.is_none() || before.confirmed != Confirmed::Not) {
            return known(Vec::new());
        }
        if last.put_right {
            return if same { known(Vec::new()) } else { Ok(Err(NotTaken::PutRight)) };
        }
        if self.core.storage.open_case(&before.subject, before.id).await?.is_some() {
            return if same { known(Vec::new()) } else { Ok(Err(NotTaken::Disputed)) };
        }
        let there = if wrong || (before.confirmed == Confirmed::ByPresence && last.content.day() == given.day()) {
            There::known(before.confirmed)
        } else {
            self.there(&before.subject, given).await?
        };
        if same && there.code.is_none() {
            return known(there.notes);
        }
        self.further(given, (name, same), (last, there)).await.map(Ok)
    }

    /// The next version of a record. Where it says what it said, its certificate stands, and nobody else need know.
    async fn further(
        &mut self,
        given: &GivenRecord,
        (name, same): (Digest, bool),
        (last, there): (Last, There),
    ) -> Result<Taken, ServiceError> {
        let content = if given.state == RecordState::EnteredInError { last.content } else { given.content.clone() };
        let (core, signed, stands) = (self.core, self.signed, (given.state, there.confirmed, &content));
        let key = &self.person(&last.version.subject)?.key;
        let version = core.next_version(key, &last.version, stands, (&signed.account, None))?;
        let (subject, id, number) = (version.subject.clone(), version.id, version.version);
        self.changes.push(RecordChange::Version(version.clone()).into());
        self.use_up(there.code, &version);
        if !same {
            let revoke = RecordChange::Revoke { subject: subject.clone(), record: id, at: version.at };
            self.changes.push(revoke.into());
            self.changes.extend(core.certificate(&version)?);
            self.changes.extend(core.correction_told(&version).await?);
            self.person(&subject)?.tell(Notice::RecordChanged);
        }
        self.changes.push(self.permit.used(core, "record-changed", signed, (&subject, Some(id)))?);
        self.named.insert(name, (version, content));
        Ok(Taken { took: Took::Changed, id, version: number, notes: there.notes })
    }

    /// Whether the code that was given confirms a record; without one nothing does.
    async fn there(&mut self, subject: &str, given: &GivenRecord) -> Result<There, ServiceError> {
        let Some(typed) = &given.presence else { return Ok(There::known(Confirmed::Not)) };
        let shown = PresenceCode::parse(typed).and_then(|code| {
            let digest_of = |window| self.core.presence_digest(subject, window);
            presence::accepts(&code, given.day(), self.came.at, digest_of)
        });
        let shown = match shown {
            Ok(window) => {
                let hash = self.core.keys().lookup("presence-used", &format!("{subject}\n{window}"));
                let used = self.core.storage.presence_used(&hash).await? || !self.presences.insert(hash);
                if used { Err(PresenceError::Used) } else { Ok(hash) }
            }
            Err(error) => Err(error),
        };
        Ok(match shown {
            Ok(hash) => There { code: Some(hash), ..There::known(Confirmed::ByPresence) },
            Err(error) => There { notes: vec![TakenNote::Presence(error)], ..There::known(Confirmed::Not) },
        })
    }

    fn use_up(&mut self, code: Option<Digest>, version: &RecordVersion) {
        let used = |hash| IntakeChange::UsePresence {
            hash,
            subject: version.subject.clone(),
            record: version.id,
            at: version.at,
        };
        self.changes.extend(code.map(used).map(Change::from));
    }

    /// An officer is to say whether a record is about the candidate. That it was compared with them is in their log.
    pub(super) fn queue(
        &mut self,
        given: &GivenRecord,
        (name, candidate): (Digest, &str),
        (score, reasons): (u8, &[Reason]),
    ) -> Result<Taken, ServiceError> {
        let (now, bytes) = (self.core.now(), given::to_bytes(given));
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
            sealed: self.core.seal(&key, &bytes, REVIEW)?,
        };
        self.changes.push(keep_key);
        self.changes.push(IntakeChange::Review(Box::new(review)).into());
        self.changes.push(self.permit.used(self.core, QUEUED, self.signed, (candidate, Some(id)))?);
        self.waiting.insert(name, (id, bytes));
        let notes = reasons.iter().copied().map(TakenNote::Differs).collect();
        Ok(Taken { took: Took::Waits, id, version: 0, notes })
    }
}

impl Core {
    /// What a presence code is made of.
    pub(super) fn presence_digest(&self, subject: &str, window: u64) -> Digest {
        self.keys().lookup("presence", &format!("{subject}\n{window}"))
    }

    /// What waits in a review, as it was given; nothing once it was destroyed.
    pub(super) async fn waiting_in(&self, stored: &StoredReview) -> Result<Option<Vec<u8>>, ServiceError> {
        match self.data_key(&review_subject(stored.id)).await {
            Ok(key) => key.open(&stored.sealed, REVIEW).map(Some),
            Err(ServiceError::Absent) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// The subject of a review's own key.
pub(crate) fn review_subject(id: Id) -> String {
    format!("review:{id}")
}
