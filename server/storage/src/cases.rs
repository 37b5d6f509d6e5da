//! Cases about rights (article 7). What is said in a step is sealed; a step is never changed.

use crate::StorageError;
use async_trait::async_trait;
use domain::cases::{Channel, Claim, LetterNumber, Right, Step};
use domain::{Digest, Id, Instant, Language};
use std::fmt;

/// A case as it is kept beside its steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredCase {
    /// Whose.
    pub subject: String,
    /// Its id.
    pub id: Id,
    /// The number people say over a phone.
    pub number: String,
    /// The right.
    pub right: Right,
    /// What is wrong with the record; nothing for other rights.
    pub claim: Option<Claim>,
    /// The organisation that answers.
    pub desk: String,
    /// The organisation that recorded it; empty for other rights.
    pub unit: String,
    /// The record it is about.
    pub record: Option<Id>,
    /// How it came.
    pub channel: Channel,
    /// The language it is answered in.
    pub language: Language,
    /// When it was filed.
    pub filed_at: Instant,
    /// Where it stands.
    pub standing: CaseStanding,
}

/// Where a case stands, for lists. It follows from the steps, and is written with each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaseStanding {
    /// The state.
    pub state: CaseState,
    /// When the clock that runs began.
    pub began: Instant,
    /// Milliseconds it stood still since.
    pub stopped: i64,
    /// Since when it stands still.
    pub waits_from: Option<Instant>,
    /// The first moment that is too late for what comes next: work lists are in this order. Nothing is decided by it:
    /// whether a case is overdue is computed when it is asked.
    pub due: Instant,
    /// When office and person are to be reminded next; far away where nothing is left to remind of.
    pub remind_at: Instant,
    /// How many steps there are.
    pub steps: u32,
}

/// The state of a case, without its facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CaseState {
    /// Nobody has taken it in hand.
    Filed,
    /// The facts are being checked.
    FactCheck,
    /// The person is to say more.
    Waiting,
    /// A second officer is to agree.
    Proposed,
    /// The division looks at it, and the office has not answered.
    AtDivision,
    /// The division looks at it, and the office has answered.
    Answered,
    /// The division has ordered a correction.
    Ordered,
    /// Decided.
    Decided,
    /// Taken back.
    Withdrawn,
}

/// A step as it is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct StoredStep {
    /// Whose case.
    pub subject: String,
    /// Which case.
    pub case: Id,
    /// From 1, without gaps.
    pub place: u32,
    /// Its id, also in the ledger.
    pub id: Id,
    /// What happened.
    pub step: Step,
    /// When.
    pub at: Instant,
    /// Who.
    pub actor: String,
    /// The organisation they answer for; empty for the person.
    pub office: String,
    /// The delegation used.
    pub acting: Option<Id>,
    /// What the ledger commits to.
    pub commitment: Digest,
    /// Salt, receipt and what was said, sealed.
    pub sealed: Vec<u8>,
}

/// A letter to the division.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredLetter {
    /// Its number.
    pub number: LetterNumber,
    /// Whose case.
    pub subject: String,
    /// Which case.
    pub case: Id,
    /// The step it was written with.
    pub step: Id,
    /// When.
    pub at: Instant,
}

/// Which cases a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaseFilter<'a> {
    /// Of which desk; `None` for those the division was written to about, until they are closed.
    pub desk: Option<&'a str>,
    /// In which state; any where absent.
    pub state: Option<CaseState>,
    /// About which right; any where absent.
    pub right: Option<Right>,
    /// Those after this one: [`CaseStanding::due`] and id.
    pub after: Option<(Instant, Id)>,
    /// The most.
    pub limit: u32,
}

impl CaseState {
    /// All states.
    pub const ALL: [Self; 9] = [
        Self::Filed,
        Self::FactCheck,
        Self::Waiting,
        Self::Proposed,
        Self::AtDivision,
        Self::Answered,
        Self::Ordered,
        Self::Decided,
        Self::Withdrawn,
    ];

    /// The word in storage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Filed => "filed",
            Self::FactCheck => "fact-check",
            Self::Waiting => "waiting",
            Self::Proposed => "proposed",
            Self::AtDivision => "at-division",
            Self::Answered => "answered",
            Self::Ordered => "ordered",
            Self::Decided => "decided",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }

    /// Whether something is still to be done.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Decided | Self::Withdrawn)
    }
}

impl fmt::Debug for StoredStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StoredStep").field("id", &self.id).field("step", &self.step).finish_non_exhaustive()
    }
}

/// Reads cases. Errors are those of any read: [`StorageError::Unavailable`], [`StorageError::Corrupt`].
#[async_trait]
pub trait CaseStore: Send + Sync {
    /// The cases of this subject, the newest first.
    async fn cases(&self, subject: &str, limit: u32) -> Result<Vec<StoredCase>, StorageError>;
    /// The case of this number.
    async fn case_numbered(&self, number: &str) -> Result<Option<StoredCase>, StorageError>;
    /// The open case about this record.
    async fn open_case(&self, subject: &str, record: Id) -> Result<Option<StoredCase>, StorageError>;
    /// The steps of a case, the first first.
    async fn case_steps(&self, subject: &str, case: Id) -> Result<Vec<StoredStep>, StorageError>;
    /// Open cases, the nearest limit first.
    async fn work_list(&self, filter: CaseFilter<'_>) -> Result<Vec<StoredCase>, StorageError>;
    /// Open cases of which a reminder is due before `before`, the longest due first.
    async fn to_remind(&self, before: Instant, limit: u32) -> Result<Vec<StoredCase>, StorageError>;
    /// Open cases on the desks of offices that have closed.
    async fn at_closed_desks(&self, limit: u32) -> Result<Vec<StoredCase>, StorageError>;
    /// The place of the last letter of a year; 0 where there is none.
    async fn last_letter(&self, year: u16) -> Result<u32, StorageError>;
    /// The letters of a case, the first first.
    async fn letters_of(&self, subject: &str, case: Id) -> Result<Vec<StoredLetter>, StorageError>;
    /// All letters, the newest first.
    async fn letters(&self, limit: u32) -> Result<Vec<StoredLetter>, StorageError>;
    /// Steps in the order of subject, case and place, after this one: for checking all of them.
    async fn case_steps_after(&self, after: (&str, &str, u32), limit: u32) -> Result<Vec<StoredStep>, StorageError>;
}

/// A change to cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CaseChange {
    /// Files a case with its first step. A conflict when its number is taken, or there is an open case about the record.
    File {
        /// The case.
        case: Box<StoredCase>,
        /// Its first step.
        step: Box<StoredStep>,
    },
    /// Takes a step. A conflict unless it is the one after the last.
    Step {
        /// The step.
        step: Box<StoredStep>,
        /// Where the case stands after it.
        standing: CaseStanding,
        /// Who answers from now on, where that changes.
        desk: Option<String>,
        /// The record it is about from now on, where that changes: what was missing has been recorded. A conflict when
        /// there is an open case about it.
        record: Option<Id>,
    },
    /// Writes a letter. A conflict when its number is taken.
    Letter(StoredLetter),
}
