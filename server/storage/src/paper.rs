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
    /// When it was settled.
    pub settled_at: Option<Instant>,
    /// When its picture was destroyed.
    pub destroyed_at: Option<Instant>,
    /// The keyed hash of the document it names, as accounts claim it, while nobody is known whose it is; `None` while the
    /// form is open, once its person is known, and where an earlier release settled it.
    pub looks_for: Option<Digest>,
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
    /// What was read, or chosen and why, sealed; empty where nothing was.
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
    /// Forms settled by `settled_by` that still have their picture, the first settled first.
    async fn papers_to_destroy(&self, settled_by: Instant, limit: u32) -> Result<Vec<StoredPaper>, StorageError>;
    /// Forms after `after` that nobody was found for and whose document an account has by now whose identity was checked,
    /// by id.
    async fn papers_claimed(&self, after: Option<Id>, limit: u32) -> Result<Vec<StoredPaper>, StorageError>;
    /// Forms that nobody was found for, and of which it is not kept what they look for, by id.
    async fn papers_looking_for_nothing(&self, limit: u32) -> Result<Vec<StoredPaper>, StorageError>;
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
    /// Takes a step. A conflict unless it is the one after the last, the form is not settled, it was used no more than
    /// `uses` times, and whose it becomes has an account that was not erased.
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
        /// What is looked for from now on, where it is settled and nobody was found.
        looks_for: Option<Digest>,
    },
    /// Keeps what a form looks for that an earlier release settled. A conflict unless it was settled and nobody was found.
    LookFor {
        /// The form.
        paper: Id,
        /// The keyed hash of its document.
        hash: Digest,
    },
    /// Takes the step by which the person of a settled form is found. A conflict unless it is the one after the last,
    /// nobody was found before, the form was used no more than `uses` times, and the account was not erased.
    Find {
        /// The step.
        step: PaperStep,
        /// The account it is about.
        person: String,
        /// How often it was used, as whoever takes the step knows.
        uses: u32,
    },
    /// Takes the step by which the picture of a settled form is destroyed, and drops the picture. A conflict unless it is
    /// the one after the last, the form is settled and still has its picture.
    Destroy {
        /// The step.
        step: PaperStep,
    },
    /// Destroys the keys of every form about a person, and the pictures: who is erased is erased there too.
    Erase {
        /// The account.
        person: String,
    },
}
