//! Taking a step: what the rule allows, and everything that follows from it, in one unit.

use super::filing::Evidence;
use super::sealed::{Said, Taken, said};
use super::{CaseDesk, entry, kept, standing};
use crate::core::Core;
use crate::error::ServiceError;
use crate::permission::Permit;
use crate::sealing::DataKey;
use crate::signed::Signed;
use domain::Id;
use domain::case_number::CaseNumber;
use domain::cases::{Case, Claim, OfficeMail, Outcome, Party, Reason, Refusal, Reminder, Right, State, Step, Words};
use domain::message::Notice;
use domain::permission::Act;
use domain::record::{Content, RecordState, Vaccination};
use storage::{
    CaseChange, Change, Confirmed, RecordChange, RecordVersion, StorageError, StoredCase, StoredStep, UnitOfWork,
};

/// A step somebody means to take.
pub struct Move<'a> {
    /// Which.
    pub step: Step,
    /// What they write.
    pub words: Words,
    /// The reason, where one is needed.
    pub reason: Option<Reason>,
    /// What is to be recorded instead.
    pub content: Option<Vaccination>,
    /// A file.
    pub evidence: Option<Evidence<'a>>,
    /// How many steps the page showed.
    pub seen: u32,
}

/// What a decision does beside being recorded.
#[derive(Default)]
struct Effects {
    changes: Vec<Change>,
    /// The record that was missing.
    record: Option<Id>,
}

impl CaseDesk {
    /// Takes a step; it is on disk then. [`ServiceError::Meanwhile`] when the case has moved on since the page was made.
    pub async fn take(&self, signed: &Signed, number: CaseNumber, it: &Move<'_>) -> Result<(), ServiceError> {
        let case = self.core.storage.case_numbered(&number.to_string()).await?.ok_or(ServiceError::Absent)?;
        let (seat, permit) = self.seat(signed, &case, Act::AnswerCase).await?;
        let steps = self.core.storage.case_steps(&case.subject, case.id).await?;
        let now = standing(&steps)?;
        let party = self.party(signed, (&case, &steps, seat), it.step).await?;
        let step = match now.take(it.step, case.right, party, (self.core.rules.clocks, self.core.now())) {
            Ok(_) if it.seen != case.standing.steps => return Err(ServiceError::Meanwhile),
            Ok(step) => step,
            Err(refusal) => return self.refuse(signed, &case, (refusal, &permit)).await,
        };
        let office = match party {
            Party::Person => (String::new(), String::new()),
            _ => (signed.organisation.clone(), self.core.office_name(&signed.organisation, case.language).await?),
        };
        let trace = permit.used(&self.core, audited(step), signed, (&case.subject, Some(case.id)))?;
        let (actor, office) = (signed.actor(), (office.0.as_str(), office.1.as_str()));
        self.commit((actor, trace), (&case, &steps, now), office, (step, it, None)).await
    }

    async fn refuse(
        &self,
        signed: &Signed,
        case: &StoredCase,
        (refusal, permit): (Refusal, &Permit),
    ) -> Result<(), ServiceError> {
        if matches!(refusal, Refusal::TwoPersons | Refusal::NotTheirs) {
            let event = permit.used(&self.core, "case-refused", signed, (&case.subject, Some(case.id)))?;
            self.core.storage.commit(UnitOfWork::of(event)).await?;
        }
        Err(refusal.into())
    }

    pub(super) async fn commit(
        &self,
        (actor, trace): ((&str, Option<Id>), Change),
        (case, steps, before): (&StoredCase, &[StoredStep], Case),
        office: (&str, &str),
        (step, it, desk): (Step, &Move<'_>, Option<String>),
    ) -> Result<(), ServiceError> {
        let key = self.core.data_key(&case.subject).await?;
        let (evidence, kept_file) = self.core.keep_evidence(&case.subject, &key, it.evidence)?;
        let mut what = Said {
            words: it.words.as_str().to_owned(),
            reason: it.reason,
            content: it.content.clone().map(Content::Vaccination),
            evidence,
            snapshot: None,
        };
        // Who agrees, agrees to what was proposed.
        let proposal = steps.iter().rev().find(|it| is_proposal(it)).filter(|_| is_proposed(&before));
        if let (Step::Decided(_), Some(proposed)) = (step, proposal) {
            let proposed = said(&key, proposed)?;
            what.content = what.content.or(proposed.content);
            what.reason = what.reason.or(proposed.reason);
        }
        let taken = Taken {
            subject: &case.subject,
            case: case.id,
            number: &case.number,
            right: case.right,
            language: case.language,
            place: case.standing.steps + 1,
            step,
            actor,
            office,
            said: &what,
        };
        let stored = self.core.step(&key, &taken)?;
        let after = before.after(entry(&stored));
        let mut effects = Effects::default();
        if let Step::Decided(outcome) = step {
            effects = self.effects(&key, case, outcome, (&what, actor.0)).await?;
        }
        let Effects { mut changes, record } = effects;
        changes.extend(kept_file);
        changes.push(trace);
        let erased = changes.iter().any(|change| matches!(change, Change::DestroySubjectKey(_)));
        if !erased {
            changes.extend(self.core.tell(&case.subject, &key, notice(step, case, &before)).await?);
        }
        if let Some(mail) = OfficeMail::of(step) {
            let answers = desk.as_deref().unwrap_or(&case.desk);
            changes.extend(self.core.tell_desk(mail, answers, &case.number).await?);
        }
        let standing = kept(&after, stored.place, self.core.rules.clocks);
        let taken = CaseChange::Step { step: Box::new(stored.clone()), standing, desk, record };
        changes.insert(0, taken.into());
        let committed = match step {
            Step::Escalated(_) => self.with_a_letter(case, &stored, changes).await,
            _ => match self.core.storage.commit(UnitOfWork { changes }).await {
                Err(StorageError::Conflict { .. }) => Err(ServiceError::Meanwhile),
                outcome => Ok(outcome?),
            },
        };
        match committed {
            Err(ServiceError::Meanwhile) => Err(self.in_the_way(case).await?),
            outcome => outcome,
        }
    }

    /// Why a step met a conflict: another open case about the same record, or somebody who was quicker.
    async fn in_the_way(&self, case: &StoredCase) -> Result<ServiceError, ServiceError> {
        let Some(record) = case.record else { return Ok(ServiceError::Meanwhile) };
        let open = self.core.storage.open_case(&case.subject, record).await?;
        let other = open.filter(|open| open.id != case.id).and_then(|open| CaseNumber::parse(&open.number).ok());
        Ok(other.map_or(ServiceError::Meanwhile, ServiceError::OpenCase))
    }

    /// What a decision does to the record, its certificates, and everyone who had it.
    async fn effects(
        &self,
        key: &DataKey,
        case: &StoredCase,
        outcome: Outcome,
        (what, actor): (&Said, &str),
    ) -> Result<Effects, ServiceError> {
        let last = match case.record {
            Some(record) => self.core.storage.record(&case.subject, record).await?.pop(),
            None => None,
        };
        let changes = match (outcome, last, case.claim) {
            // What was missing and is recorded by now can only be wrong in detail.
            (Outcome::Corrected, Some(last), Some(claim)) => {
                let instead = what.content.as_ref().filter(|_| claim.needs_detail());
                self.put_right(key, &last, instead, (actor, case)).await?
            }
            (Outcome::Corrected, None, Some(Claim::Missing)) => {
                let content = what.content.as_ref().ok_or(Refusal::NotNow)?;
                let unit = if case.unit.is_empty() { &case.desk } else { &case.unit };
                let made = self.core.first_version((&case.subject, key), (unit, actor), content, Some(case.id))?;
                return Ok(Effects { changes: made.1, record: Some(made.0) });
            }
            (Outcome::Confirmed, Some(last), _) => {
                let content = Core::content_of(key, &last)?;
                let stands = (last.state, Confirmed::Checked, &content);
                let version = self.core.next_version(key, &last, stands, (actor, Some(case.id)))?;
                vec![RecordChange::Version(version).into()]
            }
            (Outcome::Granted, ..) if case.right == Right::Erasure => self.erasure(case).await?,
            _ => Vec::new(),
        };
        Ok(Effects { changes, record: None })
    }

    /// The wrong version is followed by one that says so, and by the right one where there is one.
    async fn put_right(
        &self,
        key: &DataKey,
        last: &RecordVersion,
        instead: Option<&Content>,
        (actor, case): (&str, &StoredCase),
    ) -> Result<Vec<Change>, ServiceError> {
        let wrong = Core::content_of(key, last)?;
        // A dose is put right by a dose.
        if instead.is_some_and(|content| content.vaccination().is_some() != wrong.vaccination().is_some()) {
            return Err(Refusal::NotNow.into());
        }
        let stands = (RecordState::EnteredInError, last.confirmed, &wrong);
        let marked = self.core.next_version(key, last, stands, (actor, Some(case.id)))?;
        let (subject, record, at) = (case.subject.clone(), last.id, marked.at);
        let mut changes: Vec<Change> =
            vec![RecordChange::Version(marked.clone()).into(), RecordChange::Revoke { subject, record, at }.into()];
        let mut newest = marked;
        if let Some(content) = instead {
            let stands = (RecordState::Recorded, Confirmed::Checked, content);
            newest = self.core.next_version(key, &newest, stands, (actor, Some(case.id)))?;
            changes.push(RecordChange::Version(newest.clone()).into());
            changes.extend(self.core.certificate(&newest)?);
        }
        changes.extend(self.core.correction_told(&newest).await?);
        Ok(changes)
    }

    /// Erasing on an officer's decision: refused while a law commands that something of it is kept.
    async fn erasure(&self, case: &StoredCase) -> Result<Vec<Change>, ServiceError> {
        if self.duties(&case.subject).await?.iter().any(|duty| duty.holds_the_account) {
            return Err(Refusal::HeldByLaw.into());
        }
        self.core.erasing(&case.subject).await
    }
}

const fn is_proposed(case: &Case) -> bool {
    matches!(case.state, State::Proposed { .. })
}

const fn is_proposal(step: &StoredStep) -> bool {
    matches!(step.step, Step::Proposed(_))
}

pub(super) const fn audited(step: Step) -> &'static str {
    match step {
        Step::Decided(_) => "case-decided",
        Step::Proposed(_) => "case-proposed",
        Step::Escalated(_) => "case-escalated",
        Step::Ordered => "case-ordered",
        Step::Reminded(_) => "case-reminded",
        Step::Routed => "case-passed-on",
        _ => "case-moved",
    }
}

/// What the person is told: that a letter can be written only where it can, that a record was marked only where one was.
fn notice(step: Step, case: &StoredCase, before: &Case) -> Notice {
    let can_write = case.right == Right::Correction && !before.escalated;
    match step {
        Step::Filed => Notice::CaseFiled,
        Step::AskedMore => Notice::CaseNeedsMore,
        Step::Decided(Outcome::Corrected) if case.record.is_some() => Notice::RecordChanged,
        Step::Decided(_) | Step::Upheld => Notice::CaseDecided,
        Step::Escalated(_) => Notice::LetterSent,
        Step::Reminded(Reminder::Soon) => Notice::CaseSoonOver,
        Step::Reminded(Reminder::Unanswered) => Notice::CaseUnanswered,
        Step::Reminded(Reminder::Over) if can_write => Notice::CaseOverdue,
        _ => Notice::CaseMoved,
    }
}
