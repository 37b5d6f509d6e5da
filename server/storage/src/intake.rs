//! What came from partners about persons (articles 3 and 4): which record a sender's name means, what each source says,
//! what an officer must recognise, which accounts are of one person. It never holds a name or a number in the clear.

use crate::StorageError;
use async_trait::async_trait;
use domain::{Digest, Id, Instant};
use std::fmt;

/// What one source says about a field of a person: one version of it.
#[derive(Clone, PartialEq, Eq)]
pub struct SourceValue {
    /// Whose.
    pub subject: String,
    /// The field's id in the catalogue.
    pub field: String,
    /// The source, a word of the domain.
    pub source: String,
    /// From 1, without gaps, for each source.
    pub version: u32,
    /// The value, sealed; empty where it was taken out.
    pub sealed: Vec<u8>,
    /// When it was recorded.
    pub recorded_at: Instant,
    /// By whom.
    pub recorded_by: String,
}

/// A record whose person an officer must recognise.
#[derive(Clone, PartialEq, Eq)]
pub struct StoredReview {
    /// Its id; `review:` and it is the subject of its data key.
    pub id: Id,
    /// Whose system sent it.
    pub organisation: String,
    /// The account that sent it.
    pub sender: String,
    /// The keyed hash of what names it at its sender.
    pub name: Digest,
    /// The subject it may be about.
    pub candidate: String,
    /// How alike the names are, 0 to 100.
    pub score: u8,
    /// Why nobody could decide without an officer, words of the domain.
    pub reasons: String,
    /// Where it stands.
    pub state: ReviewState,
    /// When it came.
    pub at: Instant,
    /// When and by whom it was decided.
    pub decided: Option<(Instant, String)>,
    /// The record, sealed.
    pub sealed: Vec<u8>,
}

/// Where a review stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReviewState {
    /// Nobody has decided.
    Waiting,
    /// It is about the candidate.
    Same,
    /// It is about somebody else.
    Different,
}

/// That two accounts are of one person.
#[derive(Clone, PartialEq, Eq)]
pub struct PersonLink {
    /// Its id; `link:` and it is the subject of its data key.
    pub id: Id,
    /// One account; the smaller subject.
    pub one: String,
    /// The other.
    pub other: String,
    /// When it was made.
    pub made_at: Instant,
    /// By whom.
    pub made_by: String,
    /// When and by whom it was ended.
    pub ended: Option<(Instant, String)>,
    /// Why, sealed.
    pub sealed: Vec<u8>,
}

/// What the civil register answered about a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterCheck {
    /// About whom.
    pub subject: String,
    /// When.
    pub checked_at: Instant,
    /// A word of the domain; nothing else of the answer is kept.
    pub outcome: String,
}

/// That somebody belongs to a target group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetEntry {
    /// Who.
    pub subject: String,
    /// The group.
    pub code: String,
    /// The organisation that says so.
    pub source: String,
    /// Since when it is known.
    pub at: Instant,
    /// When they left it.
    pub left_at: Option<Instant>,
}

impl ReviewState {
    /// All states.
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Same, Self::Different];

    /// The word in storage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Same => "same",
            Self::Different => "different",
        }
    }

    /// The state of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

macro_rules! brief {
    ($($name:ident),*) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }
    )*};
}

brief!(SourceValue, StoredReview, PersonLink);

/// Reads what came from partners. Errors are those of any read: [`StorageError::Unavailable`], [`StorageError::Corrupt`].
#[async_trait]
pub trait IntakeStore: Send + Sync {
    /// Whose record, and which, a sender's name means.
    async fn record_named(&self, hash: &Digest) -> Result<Option<(String, Id)>, StorageError>;
    /// Whose a record is.
    async fn record_owner(&self, record: Id) -> Result<Option<String>, StorageError>;
    /// The newest value of each field from each source.
    async fn source_values(&self, subject: &str) -> Result<Vec<SourceValue>, StorageError>;
    /// The organisations whose systems have had data about this subject.
    async fn receivers(&self, subject: &str) -> Result<Vec<String>, StorageError>;
    /// Whether a presence code was used.
    async fn presence_used(&self, hash: &Digest) -> Result<bool, StorageError>;
    /// One review.
    async fn review(&self, id: Id) -> Result<Option<StoredReview>, StorageError>;
    /// The review of what a sender's name means.
    async fn review_named(&self, name: &Digest) -> Result<Option<StoredReview>, StorageError>;
    /// Reviews in this state after `after`, the first that came first; of all organisations where it is empty.
    async fn reviews(
        &self,
        organisation: &str,
        state: ReviewState,
        after: Option<Id>,
        limit: u32,
    ) -> Result<Vec<StoredReview>, StorageError>;
    /// The reviews that wait and may be about this subject.
    async fn reviews_about(&self, candidate: &str) -> Result<Vec<StoredReview>, StorageError>;
    /// Every link of this subject, standing or ended, the newest first.
    async fn links_of(&self, subject: &str) -> Result<Vec<PersonLink>, StorageError>;
    /// One link.
    async fn link(&self, id: Id) -> Result<Option<PersonLink>, StorageError>;
    /// Links, the newest first, before `before`.
    async fn links(&self, before: Option<Id>, limit: u32) -> Result<Vec<PersonLink>, StorageError>;
    /// What the civil register answered about this subject last.
    async fn register_check(&self, subject: &str) -> Result<Option<RegisterCheck>, StorageError>;
    /// The target groups of this subject, left or not.
    async fn target_groups(&self, subject: &str) -> Result<Vec<TargetEntry>, StorageError>;
    /// Who belongs to a target group, after a subject.
    async fn target_group(&self, code: &str, after: &str, limit: u32) -> Result<Vec<TargetEntry>, StorageError>;
}

/// A change to what came from partners.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IntakeChange {
    /// A sender's name means this record. A conflict when it means one.
    Name {
        /// The keyed hash of the name.
        hash: Digest,
        /// Whose.
        subject: String,
        /// Which record.
        record: Id,
    },
    /// A source says something. A conflict unless its version is the one after the newest of that source.
    Value(SourceValue),
    /// An organisation's systems have data about a subject from now on; nothing changes where they had.
    Received {
        /// Whose data.
        subject: String,
        /// Which organisation.
        organisation: String,
        /// When.
        at: Instant,
    },
    /// Uses a presence code up. A conflict when it was used.
    UsePresence {
        /// The keyed hash of the code.
        hash: Digest,
        /// Whose.
        subject: String,
        /// For which record.
        record: Id,
        /// When.
        at: Instant,
    },
    /// Puts a record in the queue of reviews. A conflict when its name is there.
    Review(Box<StoredReview>),
    /// Decides a review. A conflict when it was decided.
    Decide {
        /// Which.
        id: Id,
        /// How.
        state: ReviewState,
        /// When.
        at: Instant,
        /// By whom.
        by: String,
    },
    /// Links two accounts. A conflict when they are linked.
    Link(Box<PersonLink>),
    /// Ends a link. A conflict when it was ended.
    Part {
        /// Which.
        id: Id,
        /// When.
        at: Instant,
        /// By whom.
        by: String,
        /// Why it was made and why it ended, sealed.
        sealed: Vec<u8>,
    },
    /// Keeps what the civil register answered, in place of what it answered before.
    Check(RegisterCheck),
    /// Keeps that somebody belongs to a target group, or has left it.
    Target(TargetEntry),
}
