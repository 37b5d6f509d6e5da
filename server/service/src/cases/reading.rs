//! Reading cases: the person's own, an office's work list, one with its timeline. An officer's reading is written down
//! before it is answered.

use super::sealed::{Said, receipt_of, said};
use super::{CaseDesk, SYSTEM, Seat, standing};
use crate::error::ServiceError;
use crate::permission::Permit;
use crate::records::RecordView;
use crate::signed::Signed;
use domain::account::{Assurance, Role};
use domain::case_number::CaseNumber;
use domain::cases::{Case, Deadlines, Duty, Outcome, Party, Refusal, Right, State, Step, duties_against_erasure};
use domain::catalogue::PurposeId;
use domain::delegation::Act;
use domain::organisation::{DIVISION, Organisation};
use domain::permission::{self, Tie};
use domain::record::{Content, DoseFault, Product, RecordState};
use domain::{Id, Instant};
use storage::{AuditLine, CaseFilter, CaseState, StoredCase, StoredStep, UnitOfWork};

/// Cases of one page of a work list.
const PAGE: u32 = 50;

/// A case in a list.
pub struct CaseLine {
    /// The case.
    pub case: StoredCase,
    /// What it is to meet next; `None` once it is closed.
    pub deadlines: Option<Deadlines>,
}

/// A page of a work list.
pub struct WorkList {
    /// The cases, whoever waited longest first.
    pub lines: Vec<CaseLine>,
    /// Where the next page begins.
    pub next: Option<(Instant, Id)>,
}

/// Who took a step, as everybody is told: an office, not a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// The person.
    Person,
    /// Who acts for them.
    Delegate,
    /// An officer of this organisation.
    Office(Option<Organisation>, String),
    /// Time.
    System,
}

/// A step as it is shown.
pub struct StepView {
    /// Its place, from 1.
    pub place: u32,
    /// What happened.
    pub step: Step,
    /// When.
    pub at: Instant,
    /// Who.
    pub who: Who,
    /// The officer's code, for colleagues; empty otherwise.
    pub officer: String,
    /// What was said.
    pub said: Said,
}

/// A case as it is shown.
pub struct CaseView {
    /// The case.
    pub case: StoredCase,
    /// Where it stands.
    pub standing: Case,
    /// What it is to meet next.
    pub deadlines: Option<Deadlines>,
    /// Its steps, the first first.
    pub steps: Vec<StepView>,
    /// The desk that answers.
    pub desk: Option<Organisation>,
    /// The record it is about.
    pub record: Option<RecordView>,
    /// What does not fit among the person's doses, for the officer.
    pub faults: Vec<(Product, DoseFault)>,
    /// The person's name, for the officer.
    pub person: Option<String>,
    /// The steps whoever looks may take now.
    pub possible: Vec<Step>,
    /// From when the division can be written to, where that is still to come.
    pub escalate_from: Option<Instant>,
    /// Whether there is a letter.
    pub has_letter: bool,
    /// The use of data that is doubted.
    pub doubted: Option<(AuditLine, Option<Organisation>, String)>,
    /// What holds an erasure back.
    pub duties: Vec<Duty>,
    /// Whether whoever looks recorded it: what they decide is a proposal.
    pub recorded: bool,
}

/// The receipt of a step with what proves it.
pub struct StepReceipt {
    /// The step's id, by which the ledger finds it.
    pub id: Id,
    /// The canonical JSON that was committed to.
    pub bytes: Vec<u8>,
    /// The salt of the commitment.
    pub salt: [u8; 32],
}

impl CaseDesk {
    /// The cases of whom this request is about, the newest first.
    pub async fn mine(&self, signed: &Signed) -> Result<Vec<CaseLine>, ServiceError> {
        signed.may(Act::Rights, self.core.now())?;
        let cases = self.core.storage.cases(signed.subject(), 200).await?;
        Ok(cases.into_iter().map(|case| self.line(case)).collect())
    }

    /// The cases of whom this request is about, each with how it was decided and when it last moved.
    pub async fn with_outcomes(
        &self,
        signed: &Signed,
    ) -> Result<Vec<(StoredCase, Option<Outcome>, Instant)>, ServiceError> {
        let mut all = Vec::new();
        for line in self.mine(signed).await? {
            let steps = self.core.storage.case_steps(&line.case.subject, line.case.id).await?;
            let moved = steps.last().map_or(line.case.filed_at, |step| step.at);
            let outcome = match standing(&steps)?.state {
                State::Decided { outcome } => Some(outcome),
                _ => None,
            };
            all.push((line.case, outcome, moved));
        }
        Ok(all)
    }

    /// The work list of an officer's desk, or, `escalated`, the cases the division was written to about.
    pub async fn work_list(
        &self,
        signed: &Signed,
        escalated: bool,
        (state, right, after): (Option<CaseState>, Option<Right>, Option<(Instant, Id)>),
    ) -> Result<WorkList, ServiceError> {
        let of_the_division = signed.role == Role::DivisionOfficer && signed.organisation == DIVISION;
        if !(of_the_division || signed.role == Role::UnitOfficer && !escalated) {
            return Err(ServiceError::Forbidden);
        }
        let desk = (!escalated).then_some(signed.organisation.as_str());
        let filter = CaseFilter { desk, state, right, after, limit: PAGE + 1 };
        let mut cases = self.core.storage.work_list(filter).await?;
        let more = cases.len() > PAGE as usize;
        cases.truncate(PAGE as usize);
        let next = cases.last().filter(|_| more).map(|case| (case.standing.due, case.id));
        Ok(WorkList { lines: cases.into_iter().map(|case| self.line(case)).collect(), next })
    }

    fn line(&self, case: StoredCase) -> CaseLine {
        let standing = &case.standing;
        let state = match (standing.state, standing.waits_from) {
            (CaseState::Waiting, Some(since)) => State::WaitingForPerson { since },
            (CaseState::Filed, _) => State::Filed,
            (CaseState::AtDivision, _) => State::AtDivision { answered: false },
            (CaseState::Decided | CaseState::Withdrawn, _) => State::Withdrawn,
            _ => State::FactCheck,
        };
        let of = Case {
            filed_at: case.filed_at,
            clock_from: standing.began,
            stopped: standing.stopped,
            state,
            reopened: false,
            escalated: false,
            disputed: false,
            ordered: false,
            reminded: None,
        };
        CaseLine { deadlines: self.core.rules.clocks.deadlines(&of, self.core.now()), case }
    }

    /// One case with its timeline, for whoever may see it.
    pub async fn one(&self, signed: &Signed, number: CaseNumber) -> Result<CaseView, ServiceError> {
        let (case, seat, steps) = self.found(signed, number, "case-read").await?;
        let (now, standing) = (self.core.now(), standing(&steps)?);
        let mut possible = Vec::new();
        let mut escalate_from = None;
        for step in Step::ALL {
            let party = self.party(signed, (&case, &steps, seat), step).await?;
            match standing.take(step, case.right, party, (self.core.rules.clocks, now)) {
                // An officer who recorded it proposes: the button is that of the decision.
                Ok(taken) if taken == step || matches!(taken, Step::Proposed(_)) => possible.push(step),
                Err(Refusal::TooEarly(from)) => escalate_from = Some(from),
                _ => {}
            }
        }
        let duties = if case.right == Right::Erasure { self.duties(&case.subject).await? } else { Vec::new() };
        if duties.iter().any(|duty| duty.holds_the_account) {
            possible.retain(|step| *step != Step::Decided(Outcome::Granted));
        }
        let party = self.party(signed, (&case, &steps, seat), Step::Acknowledged).await?;
        let recorded = matches!(party, Party::Officer { recorded: true, .. });
        let key = self.core.data_key(&case.subject).await?;
        let for_office = seat != Seat::Person;
        let mut views = Vec::with_capacity(steps.len());
        for step in &steps {
            views.push(self.step_view(step, said(&key, step)?, for_office).await?);
        }
        // Who only uses rights for somebody does not see their records.
        let sees = for_office || signed.may(Act::See, now).is_ok();
        let (record, faults) = if sees && case.record.is_some() {
            let all = self.core.records_of(&case.subject).await?;
            let faults = crate::records::faults(&all);
            (all.into_iter().find(|record| Some(record.id) == case.record), faults)
        } else {
            (None, Vec::new())
        };
        let doubted = self.doubted(&case).await?;
        Ok(CaseView {
            doubted,
            deadlines: self.core.rules.clocks.deadlines(&standing, now),
            desk: self.core.storage.organisation(&case.desk).await?,
            person: if for_office { Some(self.core.name_of(&case.subject, &key).await?) } else { None },
            has_letter: !self.core.storage.letters_of(&case.subject, case.id).await?.is_empty(),
            duties,
            recorded,
            steps: views,
            standing,
            record,
            faults,
            possible,
            escalate_from,
            case,
        })
    }

    /// The use a complaint is about, by which office, and the officer's code.
    async fn doubted(
        &self,
        case: &StoredCase,
    ) -> Result<Option<(AuditLine, Option<Organisation>, String)>, ServiceError> {
        let Some(id) = case.record.filter(|_| case.right == Right::Complaint) else { return Ok(None) };
        let Some(line) = self.core.storage.access(&case.subject, id).await? else { return Ok(None) };
        let office = line.grounds.as_ref().map_or("", |grounds| grounds.office.as_str());
        let (office, officer) = (self.core.storage.organisation(office).await?, self.core.agent(&line.actor));
        Ok(Some((line, office, officer)))
    }

    async fn step_view(&self, step: &StoredStep, said: Said, for_office: bool) -> Result<StepView, ServiceError> {
        let who = match step.office.as_str() {
            SYSTEM => Who::System,
            "" if step.acting.is_some() => Who::Delegate,
            "" => Who::Person,
            code => Who::Office(self.core.storage.organisation(code).await?, code.to_owned()),
        };
        let officer = if for_office && matches!(who, Who::Office(..)) {
            self.core.officer_code(&step.actor)
        } else {
            String::new()
        };
        Ok(StepView { place: step.place, step: step.step, at: step.at, who, officer, said })
    }

    async fn found(
        &self,
        signed: &Signed,
        number: CaseNumber,
        act: &'static str,
    ) -> Result<(StoredCase, Seat, Vec<StoredStep>), ServiceError> {
        let case = self.core.storage.case_numbered(&number.to_string()).await?.ok_or(ServiceError::Absent)?;
        let (seat, permit) = self.seat(signed, &case, permission::Act::ReadCase).await?;
        self.note_reading(signed, (seat, &permit), &case, act).await?;
        let steps = self.core.storage.case_steps(&case.subject, case.id).await?;
        Ok((case, seat, steps))
    }

    /// Writes down that somebody else than the person reads.
    pub(super) async fn note_reading(
        &self,
        signed: &Signed,
        (seat, permit): (Seat, &Permit),
        case: &StoredCase,
        act: &'static str,
    ) -> Result<(), ServiceError> {
        if seat != Seat::Person || signed.acting.is_some() {
            let event = permit.used(&self.core, act, signed, (&case.subject, Some(case.id)))?;
            self.core.storage.commit(UnitOfWork::of(event)).await?;
        }
        Ok(())
    }

    /// A file that was given with a step: media type and bytes.
    pub async fn evidence(
        &self,
        signed: &Signed,
        number: CaseNumber,
        place: u32,
    ) -> Result<(String, Vec<u8>), ServiceError> {
        let (case, _, steps) = self.found(signed, number, "case-evidence-read").await?;
        let key = self.core.data_key(&case.subject).await?;
        let step = steps.iter().find(|step| step.place == place).ok_or(ServiceError::Absent)?;
        let (id, kind, _) = said(&key, step)?.evidence.ok_or(ServiceError::Absent)?;
        let document = self.core.storage.document(&case.subject, id).await?.ok_or(ServiceError::Absent)?;
        Ok((kind, key.open(&document.sealed, super::filing::FILE)?))
    }

    /// The receipt of a step, for the person.
    pub async fn receipt(&self, signed: &Signed, number: CaseNumber, place: u32) -> Result<StepReceipt, ServiceError> {
        let (case, seat, steps) = self.found(signed, number, "case-read").await?;
        if seat != Seat::Person {
            return Err(ServiceError::Forbidden);
        }
        let step = steps.iter().find(|step| step.place == place).ok_or(ServiceError::Absent)?;
        let (salt, bytes) = receipt_of(&self.core.data_key(&case.subject).await?, step)?;
        Ok(StepReceipt { id: step.id, bytes, salt })
    }

    /// The records of somebody an officer files for; that they were found is written down by then.
    pub async fn records_for_entry(&self, signed: &Signed, subject: &str) -> Result<Vec<(Id, Content)>, ServiceError> {
        let asked = (permission::Act::ReadRecords, Tie::Came, PurposeId::Rights);
        let permit = self.core.permit(signed, asked, (subject, None)).await?;
        self.core.look(&permit, "records-read", signed, subject).await?;
        let standing = |record: RecordView| {
            let last = record.versions.last().filter(|it| it.state == RecordState::Recorded)?;
            Some((record.id, last.content.clone()))
        };
        Ok(self.core.records_of(subject).await?.into_iter().filter_map(standing).collect())
    }

    /// What the law commands to be kept of whom this request is about.
    pub async fn own_duties(&self, signed: &Signed) -> Result<Vec<Duty>, ServiceError> {
        signed.may(Act::Rights, self.core.now())?;
        self.duties(signed.subject()).await
    }

    /// What the law commands to be kept of this subject.
    pub(super) async fn duties(&self, subject: &str) -> Result<Vec<Duty>, ServiceError> {
        // To whom nobody has checked that the number is theirs, it is not said that anything is recorded about it.
        let account = self.core.storage.account(subject).await?.ok_or(ServiceError::Absent)?;
        let verified = account.assurance == Assurance::Verified;
        let has_records = verified && !self.core.storage.records(subject).await?.is_empty();
        Ok(duties_against_erasure(has_records, self.core.now().bangkok_day()))
    }
}
