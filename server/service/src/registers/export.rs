//! A list of cases taken out as a file: written down beside everybody who is in it before the first name is read, and of many
//! persons only once a second officer confirmed it.

use super::kept::Kept;
use super::{RegisterDesk, must_act};
use crate::error::ServiceError;
use crate::signed::Signed;
use domain::cases::Right;
use domain::catalogue::PurposeId;
use domain::organisation::DIVISION;
use domain::permission::{Act, Tie};
use domain::register::{Refusal, Register, Step};
use domain::{Id, Instant};
use std::collections::BTreeSet;
use storage::{CaseFilter, CaseState, StoredCase, UnitOfWork};

/// The most lines of a file.
const MOST: usize = 10_000;
/// Cases read at once, and events written at once.
const BATCH: u32 = 500;

/// A line of the file.
pub struct ExportLine {
    /// The number of the case.
    pub number: String,
    /// What is asked.
    pub right: Right,
    /// Where it stands.
    pub state: CaseState,
    /// When it was filed.
    pub filed_at: Instant,
    /// When it is due.
    pub due: Instant,
    /// The code of the office it is at.
    pub desk: String,
    /// First and last name of the person.
    pub name: String,
}

impl RegisterDesk {
    /// Makes the file an entry asks for. [`Refusal::TwoOfficers`], written down, where it holds more persons than one
    /// officer takes out alone; [`ServiceError::Meanwhile`] where the entry has moved on since `seen` steps.
    pub async fn export(&self, signed: &Signed, id: Id, seen: u32) -> Result<Vec<ExportLine>, ServiceError> {
        must_act(signed)?;
        let view = self.one(signed, id).await?;
        if view.stored.register != Register::Export {
            return Err(Refusal::NotNow.into());
        }
        view.standing.may(Step::Opened, view.own, self.core.now())?;
        if view.stored.steps != seen {
            return Err(ServiceError::Meanwhile);
        }
        let escalated = view.entry.text("list") == "escalated";
        let tie = if escalated { Tie::Escalated } else { Tie::AtDesk };
        let permit = self.core.permit(signed, (Act::ExportCases, tie, PurposeId::Rights), ("", Some(id))).await?;
        let cases = self.cases(escalated).await?;
        let persons: BTreeSet<&str> = cases.iter().map(|case| case.subject.as_str()).collect();
        if let Err(refusal) = view.standing.may_export(persons.len()) {
            let event = self.core.audit("export-refused", signed.actor(), &signed.account, Some(id))?;
            self.core.storage.commit(UnitOfWork::of(event)).await?;
            return Err(refusal.into());
        }
        let count = persons.len().to_string();
        let kept = Kept { words: &count, ..Kept::NOTHING };
        // The step first: of two who make it at once, one does.
        let mut changes = vec![
            self.next(&view.stored, view.standing, (Step::Opened, &signed.account), &kept).await?,
            self.core.audit("list-exported", signed.actor(), &signed.account, Some(id))?,
        ];
        for subject in &persons {
            changes.push(permit.used(&self.core, "case-exported", signed, (subject, Some(id)))?);
            if changes.len() > BATCH as usize {
                self.commit(std::mem::take(&mut changes)).await?;
            }
        }
        if !changes.is_empty() {
            self.commit(changes).await?;
        }
        let mut lines = Vec::with_capacity(cases.len());
        for case in cases {
            lines.push(self.line(case).await?);
        }
        Ok(lines)
    }

    async fn line(&self, case: StoredCase) -> Result<ExportLine, ServiceError> {
        let name = match self.core.data_key(&case.subject).await {
            Ok(key) => self.core.name_of(&case.subject, &key).await?,
            // They were erased meanwhile.
            Err(ServiceError::Absent) => String::new(),
            Err(error) => return Err(error),
        };
        let (state, due) = (case.standing.state, case.standing.due);
        let StoredCase { number, right, filed_at, desk, .. } = case;
        Ok(ExportLine { number, right, state, filed_at, due, desk, name })
    }

    async fn cases(&self, escalated: bool) -> Result<Vec<StoredCase>, ServiceError> {
        let (mut all, mut after) = (Vec::new(), None);
        loop {
            let desk = (!escalated).then_some(DIVISION);
            let filter = CaseFilter { desk, state: None, right: None, after, limit: BATCH };
            let found = self.core.storage.work_list(filter).await?;
            after = found.last().map(|case| (case.standing.due, case.id));
            let whole = found.len() < BATCH as usize;
            all.extend(found);
            if whole || all.len() >= MOST {
                all.truncate(MOST);
                return Ok(all);
            }
        }
    }
}
