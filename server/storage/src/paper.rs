//! Paper forms (article 2): where each stands, the steps it took with what was read in them, and which scans are known.

use crate::StorageError;
use async_trait::async_trait;
use domain::paper::{State, Step};
use domain::{Digest, Id, Instant};

/// A paper form as it is kept beside its steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredPaper {
    /// Its id.
    pub id: Id,
    /// The unit that scanned it.
    pub unit: String,
    /// The number that is written on the paper.
    pub number: String,
    /// Whose data key seals it: the form's own.
    pub subject: String,
    /// The account it is about; empty until it is known.
    pub person: String,
    /// The document that holds the picture.
    pub scan: Id,
    /// Where it stands.
    pub state: State,
    /// Who keyed it first; empty until then.
    pub keyed_by: String,
    /// When it was scanned.
    pub at: Instant,
    /// How many steps there are.
    pub steps: u32,
    /// How often it was used, steps apart.
    pub uses: u32,
}

/// A step of a paper form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperStep {
    /// Of which form.
    pub paper: Id,
    /// From 1, without gaps.
    pub place: u32,
    /// What happened.
    pub step: Step,
    /// When.
    pub at: Instant,
    /// Who.
    pub actor: String,
    /// What was read, or chosen and why, sealed.
    pub sealed: Vec<u8>,
}

/// Which forms are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaperFilter<'a> {
    /// Of which unit.
    pub unit: &'a str,
    /// Those that stand here; any where absent.
    pub state: Option<State>,
    /// Those this officer did not key first; anybody's where empty.
    pub not_keyed_by: &'a str,
    /// Forms after this one; from the first where absent.
    pub after: Option<Id>,
    /// The most.
    pub limit: u32,
}

/// Reads paper forms. Errors are those of any read: [`StorageError::Unavailable`], [`StorageError::Corrupt`].
#[async_trait]
pub trait PaperStore: Send + Sync {
    /// One form.
    async fn paper(&self, id: Id) -> Result<Option<StoredPaper>, StorageError>;
    /// The form a scan is of, by a hash of it.
    async fn paper_of_scan(&self, hash: &Digest) -> Result<Option<Id>, StorageError>;
    /// The steps of a form, the first first.
    async fn paper_steps(&self, id: Id) -> Result<Vec<PaperStep>, StorageError>;
    /// Forms of a unit, the first scanned first.
    async fn papers(&self, filter: PaperFilter<'_>) -> Result<Vec<StoredPaper>, StorageError>;
    /// Forms about a person, the last scanned first.
    async fn papers_of(&self, person: &str, limit: u32) -> Result<Vec<StoredPaper>, StorageError>;
}

/// A change to paper forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaperChange {
    /// Takes a scan. A conflict when its number or one of its hashes is known.
    Scan {
        /// The form.
        paper: Box<StoredPaper>,
        /// What the scan is known by from now on.
        hashes: Vec<Digest>,
        /// Its first step.
        step: PaperStep,
    },
    /// Counts a use whose event is in the same unit. A conflict where the form is by now about another than `person`: then
    /// the event would stand in the wrong log.
    Use {
        /// The form.
        paper: Id,
        /// The account it is about, as the event takes it; empty where that is not known.
        person: String,
    },
    /// Takes a step. A conflict unless it is the one after the last, the form is not settled, and it was used no more than
    /// `uses` times.
    Take {
        /// The step.
        step: PaperStep,
        /// Where the form stands then.
        state: State,
        /// Who keyed it first.
        keyed_by: String,
        /// The account it is about; empty where that is not known.
        person: String,
        /// How often it was used, as whoever takes the step knows.
        uses: u32,
    },
}
