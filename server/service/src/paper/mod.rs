//! Paper forms (article 2): a unit scans them, one officer keys them, another keys who they are about without seeing the
//! first reading, somebody decides where the two differ. What was read is handed out to nobody before the second reading.
//! Whose a form is may be found long after it was settled; its picture is destroyed when its time is over.

mod finding;
mod moving;
mod reading;
mod saying;
mod sealed;
mod time;

pub use moving::{PaperKeyed, Settling};
pub use reading::{PaperList, PaperMine, PaperReadings, PaperSettled, PaperView};

use crate::core::Core;
use crate::error::ServiceError;
use crate::permission::Permit;
use crate::signed::Signed;
use domain::account::Role;
use domain::case_number::CaseNumber;
use domain::catalogue::PurposeId;
use domain::paper::{PaperField, Refusal, State, Step, Task};
use domain::permission::{Act, Tie};
use domain::{Digest, Id};
use sealed::{SCAN, STEP, Said};
use std::sync::Arc;
use storage::{DelegationChange, Document, PaperChange, PaperStep, StorageError, StoredPaper, UnitOfWork};

/// What paper forms are for: the register the units keep.
const PURPOSE: PurposeId = PurposeId::VaccineRegister;
/// The most forms about one person.
const FORMS: u32 = 200;

/// The duty.
pub struct PaperDesk {
    core: Arc<Core>,
}

impl PaperDesk {
    pub(crate) fn new(core: Arc<Core>) -> Self {
        Self { core }
    }

    /// Takes a scan: `upload` as it came, `picture` as it was made clean. [`ServiceError::SameScan`] where either is
    /// known, at any unit.
    pub async fn scan(&self, signed: &Signed, upload: &[u8], picture: &[u8]) -> Result<Id, ServiceError> {
        must_be_at_a_unit(signed)?;
        let permit = self.core.permit(signed, (Act::KeyPaper, Tie::OnPaper, PURPOSE), ("", None)).await?;
        let hashes = self.hashes(upload, picture);
        if let Some(known) = self.known(signed, &hashes).await? {
            return Err(known);
        }
        let now = self.core.now();
        let (id, scan) = (self.core.id(now)?, self.core.id(now)?);
        // Nobody knows yet whose it is: the form is a subject of its own.
        let subject = format!("paper:{id}");
        let (key, keep_key) = self.core.new_data_key(&subject, now)?;
        let sealed = self.core.seal(&key, picture, SCAN)?;
        let kind = "image/jpeg".to_owned();
        let document = Document { subject: subject.clone(), id: scan, kind, sealed, made_at: now };
        let said = self.core.seal(&key, &Said::default().to_bytes(), STEP)?;
        let step = PaperStep {
            paper: id,
            place: 1,
            step: Step::Scanned,
            at: now,
            actor: signed.account.clone(),
            sealed: said,
        };
        let paper = StoredPaper {
            id,
            unit: signed.organisation.clone(),
            number: CaseNumber::from_random(self.core.random()?).to_string(),
            subject: subject.clone(),
            person: String::new(),
            scan,
            state: State::Scanned,
            keyed_by: String::new(),
            at: now,
            steps: 1,
            uses: 0,
            settled_at: None,
            destroyed_at: None,
            looks_for: None,
        };
        let changes = vec![
            keep_key,
            DelegationChange::KeepDocument(document).into(),
            PaperChange::Scan { paper: Box::new(paper), hashes: hashes.clone(), step }.into(),
            permit.used(&self.core, "paper-scanned", signed, (&subject, Some(id)))?,
        ];
        match self.core.storage.commit(UnitOfWork { changes }).await {
            Ok(()) => Ok(id),
            Err(StorageError::Conflict { .. }) => {
                Err(self.known(signed, &hashes).await?.unwrap_or(ServiceError::Meanwhile))
            }
            Err(error) => Err(error.into()),
        }
    }

    /// What a scan is known by: keyed, so that nobody who has the database can try files.
    fn hashes(&self, upload: &[u8], picture: &[u8]) -> Vec<Digest> {
        let hash = |bytes: &[u8]| self.core.keys().lookup("paper-scan", &Digest::of(bytes).to_string());
        let (of_upload, of_picture) = (hash(upload), hash(picture));
        if of_upload == of_picture { vec![of_upload] } else { vec![of_upload, of_picture] }
    }

    /// The refusal of a scan that is there; which form it is of is said to its own unit alone.
    async fn known(&self, signed: &Signed, hashes: &[Digest]) -> Result<Option<ServiceError>, ServiceError> {
        for hash in hashes {
            if let Some(id) = self.core.storage.paper_of_scan(hash).await? {
                let paper = self.core.storage.paper(id).await?;
                let own = paper.is_some_and(|paper| paper.unit == signed.organisation);
                return Ok(Some(ServiceError::SameScan(own.then_some(id))));
            }
        }
        Ok(None)
    }

    /// A form of the asker's own unit, with what allows this act on it. That another unit's was asked for is refused and
    /// written down.
    async fn found(&self, signed: &Signed, id: Id, act: Act) -> Result<(StoredPaper, Permit), ServiceError> {
        must_be_at_a_unit(signed)?;
        let paper = self.core.storage.paper(id).await?.ok_or(ServiceError::Absent)?;
        let tie = if paper.unit == signed.organisation { Tie::OnPaper } else { Tie::Nothing };
        let permit = self.core.permit(signed, (act, tie, PURPOSE), (whose(&paper), Some(id))).await?;
        Ok((paper, permit))
    }

    /// Whether this officer may do `task` with a form now: asked before anything they typed is looked at. Gives back the
    /// fields to be decided, where the task is that.
    pub async fn may(&self, signed: &Signed, id: Id, task: Task) -> Result<Vec<PaperField>, ServiceError> {
        let (paper, permit) = self.found(signed, id, Act::KeyPaper).await?;
        self.must_be_theirs(signed, (&paper, &permit), task).await?;
        if task != Task::Reconcile {
            return Ok(Vec::new());
        }
        let read = self.readings(&paper, &self.core.storage.paper_steps(id).await?).await?;
        Ok(read.first.differs(&read.second))
    }

    /// Writes down a use, in the log of whom the form is about: where that was learnt at this very moment, the use is
    /// asked for anew.
    async fn note(
        &self,
        act: &'static str,
        signed: &Signed,
        (paper, permit): (&StoredPaper, &Permit),
    ) -> Result<(), ServiceError> {
        let changes = vec![
            PaperChange::Use { paper: paper.id, person: paper.person.clone() }.into(),
            permit.used(&self.core, act, signed, (whose(paper), Some(paper.id)))?,
        ];
        match self.core.storage.commit(UnitOfWork { changes }).await {
            Err(StorageError::Conflict { .. }) => Err(ServiceError::Meanwhile),
            outcome => Ok(outcome?),
        }
    }

    /// Refuses a task that is not this officer's now. That somebody tried to check their own reading is written down.
    async fn must_be_theirs(
        &self,
        signed: &Signed,
        (paper, permit): (&StoredPaper, &Permit),
        task: Task,
    ) -> Result<(), ServiceError> {
        let Err(refusal) = paper.state.may(task, &signed.account, &paper.keyed_by) else { return Ok(()) };
        if refusal == Refusal::OwnKeying {
            self.note("paper-refused", signed, (paper, permit)).await?;
        }
        Err(refusal.into())
    }
}

/// In whose log a use stands: the person's once they are known, until then the form's own.
fn whose(paper: &StoredPaper) -> &str {
    if paper.person.is_empty() { &paper.subject } else { &paper.person }
}

fn must_be_at_a_unit(signed: &Signed) -> Result<(), ServiceError> {
    if signed.role == Role::UnitOfficer { Ok(()) } else { Err(ServiceError::Forbidden) }
}
