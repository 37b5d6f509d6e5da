//! Reading paper forms: the work list, one form, its picture; and, for the person, what was read off theirs.

use super::sealed::{SCAN, Said};
use super::time::picture;
use super::{FORMS, PaperDesk, must_be_at_a_unit};
use crate::cases::SYSTEM;
use crate::core::Core;
use crate::error::ServiceError;
use crate::signed::Signed;
use domain::catalogue::PurposeId;
use domain::organisation::Organisation;
use domain::paper::{Keying, PaperConsents, PaperField, Picture, State, Step, Task};
use domain::permission::{Act, Tie};
use domain::{Id, Instant, delegation};
use storage::{PaperFilter, PaperStep, StoredPaper};

/// Forms on one page.
const PAGE: u32 = 50;

/// A page of the work list.
pub struct PaperList {
    /// The forms, the first scanned first.
    pub lines: Vec<StoredPaper>,
    /// The form the next page begins after.
    pub next: Option<Id>,
}

/// What was read, once nobody is to read it blind any more. It has no `Debug`.
pub struct PaperReadings {
    /// The first reading.
    pub first: Keying,
    /// The second, of who it is about.
    pub second: Keying,
    /// What it says about consent.
    pub consents: PaperConsents,
    /// What was decided, where it is settled.
    pub settled: Option<PaperSettled>,
}

/// How a form was settled.
pub struct PaperSettled {
    /// The readings that count.
    pub readings: Keying,
    /// Which reading was chosen where they differed: `first`, `second`, `other`.
    pub chosen: Vec<(PaperField, String)>,
    /// Why.
    pub reason: String,
    /// The purposes whose answers were recorded, when it was settled or when its person was found.
    pub recorded: Vec<PurposeId>,
}

/// One form, for an officer.
pub struct PaperView {
    /// The form.
    pub stored: StoredPaper,
    /// What is to be done next, where whoever looks may do it.
    pub task: Option<Task>,
    /// Whether whoever looks keyed it first.
    pub own: bool,
    /// What becomes of its picture.
    pub picture: Picture,
    /// What happened, when, and by which officer's code; none where time or the portal itself did it.
    pub history: Vec<(Step, Instant, String)>,
    /// What was read; nothing before the second reading.
    pub readings: Option<PaperReadings>,
}

/// One form, for the person it is about.
pub struct PaperMine {
    /// Its id.
    pub id: Id,
    /// The number on the paper.
    pub number: String,
    /// When it was scanned.
    pub at: Instant,
    /// The unit, and its code.
    pub unit: (Option<Organisation>, String),
    /// What becomes of its picture.
    pub picture: Picture,
    /// What was read, and what of it was recorded.
    pub readings: PaperReadings,
}

impl PaperDesk {
    /// The forms of the asker's unit.
    pub async fn list(
        &self,
        signed: &Signed,
        state: Option<State>,
        after: Option<Id>,
    ) -> Result<PaperList, ServiceError> {
        must_be_at_a_unit(signed)?;
        let filter = PaperFilter { unit: &signed.organisation, state, not_keyed_by: "", after, limit: PAGE + 1 };
        let mut lines = self.core.storage.papers(filter).await?;
        let more = lines.len() > PAGE as usize;
        lines.truncate(PAGE as usize);
        Ok(PaperList { next: lines.last().filter(|_| more).map(|paper| paper.id), lines })
    }

    /// The next form for which this officer may do `task`: after `after`, else from the first.
    pub async fn next(&self, signed: &Signed, task: Task, after: Id) -> Result<Option<Id>, ServiceError> {
        must_be_at_a_unit(signed)?;
        let state = State::ALL.into_iter().find(|state| state.task() == Some(task));
        let not_keyed_by = if task == Task::Key { "" } else { signed.account.as_str() };
        for after in [Some(after), None] {
            let filter = PaperFilter { unit: &signed.organisation, state, not_keyed_by, after, limit: 1 };
            if let Some(paper) = self.core.storage.papers(filter).await?.first() {
                return Ok(Some(paper.id));
            }
        }
        Ok(None)
    }

    /// One form. Where what was read is shown, that somebody saw it is written down first.
    pub async fn one(&self, signed: &Signed, id: Id) -> Result<PaperView, ServiceError> {
        match self.one_now(signed, id).await {
            Err(ServiceError::Meanwhile) => self.one_now(signed, id).await,
            outcome => outcome,
        }
    }

    async fn one_now(&self, signed: &Signed, id: Id) -> Result<PaperView, ServiceError> {
        let (stored, permit) = self.found(signed, id, Act::ReadPaper).await?;
        let steps = self.core.storage.paper_steps(id).await?;
        let readings = if stored.state.is_open() {
            self.note("paper-read", signed, (&stored, &permit)).await?;
            Some(self.readings(&stored, &steps).await?)
        } else {
            None
        };
        let task = stored.state.task().filter(|task| {
            let may = stored.state.may(*task, &signed.account, &stored.keyed_by);
            may.is_ok()
        });
        let who = |actor: &str| if actor == SYSTEM { String::new() } else { self.core.officer_code(actor) };
        let history = steps.iter().map(|it| (it.step, it.at, who(&it.actor))).collect();
        let (own, picture) = (stored.keyed_by == signed.account, picture(&stored));
        Ok(PaperView { stored, task, own, picture, history, readings })
    }

    /// The picture, a JPEG of our own; [`ServiceError::Absent`] once it is destroyed, and nobody is said to have seen it.
    pub async fn picture(&self, signed: &Signed, id: Id) -> Result<Vec<u8>, ServiceError> {
        match self.picture_now(signed, id).await {
            Err(ServiceError::Meanwhile) => self.picture_now(signed, id).await,
            outcome => outcome,
        }
    }

    async fn picture_now(&self, signed: &Signed, id: Id) -> Result<Vec<u8>, ServiceError> {
        let (paper, permit) = self.found(signed, id, Act::ReadPaper).await?;
        let document = self.core.storage.document(&paper.subject, paper.scan).await?.ok_or(ServiceError::Absent)?;
        self.note("paper-scan-read", signed, (&paper, &permit)).await?;
        self.core.data_key(&paper.subject).await?.open(&document.sealed, SCAN)
    }

    /// The forms about whom this request is about, the last scanned first. A delegate's reading is written down first.
    pub async fn mine(&self, signed: &Signed) -> Result<Vec<PaperMine>, ServiceError> {
        let subject = signed.subject();
        signed.may(delegation::Act::See, self.core.now())?;
        if signed.acting.is_some() {
            let own = (Act::Own(delegation::Act::See), Tie::OwnData, PurposeId::Service);
            let permit = self.core.permit(signed, own, (subject, None)).await?;
            self.commit(vec![permit.used(&self.core, "papers-read", signed, (subject, None))?]).await?;
        }
        let mut mine = Vec::new();
        for paper in self.core.storage.papers_of(subject, FORMS).await? {
            let steps = self.core.storage.paper_steps(paper.id).await?;
            let readings = self.readings(&paper, &steps).await?;
            let picture = picture(&paper);
            let unit = (self.core.storage.organisation(&paper.unit).await?, paper.unit);
            mine.push(PaperMine { id: paper.id, number: paper.number, at: paper.at, unit, picture, readings });
        }
        Ok(mine)
    }

    /// Everything that was read off a form; the caller has asked whether it may be shown.
    pub(super) async fn readings(
        &self,
        paper: &StoredPaper,
        steps: &[PaperStep],
    ) -> Result<PaperReadings, ServiceError> {
        let key = self.core.data_key(&paper.subject).await?;
        let said = |wanted: &[Step]| -> Result<Option<Said>, ServiceError> {
            steps.iter().find(|it| wanted.contains(&it.step)).map(|step| Said::of(&key, step)).transpose()
        };
        let first = said(&[Step::Keyed])?.ok_or(ServiceError::Sealed)?;
        let second = said(&[Step::Agreed, Step::Disputed])?.unwrap_or_default();
        let last = match paper.state.task() {
            Some(_) => None,
            None => said(&[Step::Reconciled])?.or(said(&[Step::Agreed])?),
        };
        let found = said(&[Step::Found])?.map(|found| found.recorded);
        // Where both read the same, the first reading counts, with what only it holds.
        let settled = last.map(|last| PaperSettled {
            readings: if last.chosen.is_empty() { first.readings.clone() } else { last.readings },
            chosen: last.chosen,
            reason: last.reason,
            recorded: found.unwrap_or(last.recorded),
        });
        Ok(PaperReadings { first: first.readings, second: second.readings, consents: first.consents, settled })
    }
}

impl Core {
    /// What the register calls these uses; an event read back is written again under the same word.
    pub(super) fn paper_act(act: &str) -> Option<&'static str> {
        let all = [
            "paper-scanned",
            "paper-read",
            "paper-scan-read",
            "paper-keyed",
            "paper-checked",
            "paper-refused",
            "refused",
        ];
        all.into_iter().find(|known| *known == act)
    }
}
