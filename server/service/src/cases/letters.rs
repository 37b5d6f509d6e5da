//! Letters to the division: written in the unit of the step that asks for them, numbered without gaps, announced by mail.

use super::sealed::said;
use super::{CaseDesk, SYSTEM, entry};
use crate::core::Core;
use crate::error::ServiceError;
use crate::messages::TRIED_FOR;
use crate::signed::Signed;
use domain::Language;
use domain::account::Role;
use domain::case_number::CaseNumber;
use domain::cases::{Case, Cause, Letter, LetterNumber, Step};
use domain::organisation::DIVISION;
use domain::permission::Act;
use std::fmt::Write;
use storage::{
    AddressKind, CaseChange, Change, OutboxState, StorageError, StoredCase, StoredLetter, StoredStep, UnitOfWork,
};

/// How often the next number is tried: others write letters at the same moment.
const TRIES: u32 = 16;

/// A letter as it is shown.
pub struct LetterView {
    /// What it says.
    pub letter: Letter,
    /// Who writes: the person's name, as they gave it.
    pub writer: String,
    /// What the person wrote with it.
    pub words: String,
}

impl CaseDesk {
    /// Commits `changes` with a letter, under the first number that is free.
    pub(super) async fn with_a_letter(
        &self,
        case: &StoredCase,
        step: &StoredStep,
        changes: Vec<Change>,
    ) -> Result<(), ServiceError> {
        let year = LetterNumber::year_of(step.at.bangkok_day());
        for _ in 0..TRIES {
            let serial = self.core.storage.last_letter(year).await? + 1;
            let stored = StoredLetter {
                number: LetterNumber { year, serial },
                subject: case.subject.clone(),
                case: case.id,
                step: step.id,
                at: step.at,
            };
            let mut all = changes.clone();
            all.push(self.announced(case, step, &stored).await?);
            all.push(CaseChange::Letter(stored).into());
            match self.core.storage.commit(UnitOfWork { changes: all }).await {
                Ok(()) => return Ok(()),
                Err(StorageError::Conflict { what: "the number of a letter" }) => {}
                Err(StorageError::Conflict { .. }) => return Err(ServiceError::Meanwhile),
                Err(error) => return Err(error.into()),
            }
        }
        Err(ServiceError::Meanwhile)
    }

    /// The mail that brings the letter: its text and history, no name and no health detail.
    async fn announced(
        &self,
        case: &StoredCase,
        step: &StoredStep,
        stored: &StoredLetter,
    ) -> Result<Change, ServiceError> {
        let mut steps = self.core.storage.case_steps(&case.subject, case.id).await?;
        steps.push(step.clone());
        let letter = self.core.letter(case, &steps, stored).await?;
        let mut text = format!("{}\n{}\n", letter.number.thai(), letter.at.bangkok_day().long(Language::Th));
        for language in [Language::Th, Language::En] {
            for paragraph in letter.paragraphs(language) {
                let _ = writeln!(text, "\n{paragraph}");
            }
            for (step, at, _) in &letter.history {
                let _ = writeln!(text, "- {} {}", at.bangkok_day().long(language), step.label().text(language));
            }
        }
        let _ = write!(text, "\n{}/th/office/cases/{}", self.core.origin, case.number);
        let to = &*self.core.rules.division_mail;
        let plain = [Language::Th.tag(), to, &letter.subject(Language::Th), &text].join("\n");
        self.core.outgoing(None, AddressKind::Email, &plain, (step.at, TRIED_FOR), OutboxState::Queued)
    }

    /// The letters of a case for whoever may see it, the newest first.
    pub async fn letter(&self, signed: &Signed, number: CaseNumber) -> Result<LetterView, ServiceError> {
        let case = self.core.storage.case_numbered(&number.to_string()).await?.ok_or(ServiceError::Absent)?;
        let (seat, permit) = self.seat(signed, &case, Act::ReadCase).await?;
        self.note_reading(signed, (seat, &permit), &case, "letter-read").await?;
        let stored = self.core.storage.letters_of(&case.subject, case.id).await?.pop().ok_or(ServiceError::Absent)?;
        let steps = self.core.storage.case_steps(&case.subject, case.id).await?;
        let key = self.core.data_key(&case.subject).await?;
        let written = steps.iter().find(|step| step.id == stored.step).ok_or(ServiceError::Absent)?;
        Ok(LetterView {
            letter: self.core.letter(&case, &steps, &stored).await?,
            writer: self.core.name_of(&case.subject, &key).await?,
            words: said(&key, written)?.words,
        })
    }

    /// Number, day and case of every letter, for the division, the newest first.
    pub async fn letters(&self, signed: &Signed) -> Result<Vec<(LetterNumber, String)>, ServiceError> {
        if signed.role != Role::DivisionOfficer || signed.organisation != DIVISION {
            return Err(ServiceError::Forbidden);
        }
        let mut lines = Vec::new();
        for letter in self.core.storage.letters(200).await? {
            let cases = self.core.storage.cases(&letter.subject, 200).await?;
            let number = cases.into_iter().find(|case| case.id == letter.case).map(|case| case.number);
            lines.extend(number.map(|number| (letter.number, number)));
        }
        Ok(lines)
    }
}

impl Core {
    /// What a letter says: the case up to the step it was written with.
    async fn letter(
        &self,
        case: &StoredCase,
        steps: &[StoredStep],
        stored: &StoredLetter,
    ) -> Result<Letter, ServiceError> {
        let end = steps.iter().position(|step| step.id == stored.step).ok_or(ServiceError::Sealed)?;
        let (before, written) = (&steps[..end], &steps[end]);
        let cause = if written.step == Step::Escalated(Cause::Overdue) { Cause::Overdue } else { Cause::Disputed };
        let stood = Case::of(before.iter().map(entry)).ok_or(ServiceError::Sealed)?;
        let limit = self.rules.clocks.deadlines(&stood, written.at).map(|deadlines| deadlines.decide.day);
        let mut history = Vec::with_capacity(end + 1);
        for step in &steps[..=end] {
            let office = match step.office.as_str() {
                "" | SYSTEM => (String::new(), String::new()),
                code => self.office_names(code).await?,
            };
            history.push((step.step, step.at, office));
        }
        Ok(Letter {
            number: stored.number,
            at: stored.at,
            cause,
            case: CaseNumber::parse(&case.number).map_err(|_| ServiceError::Sealed)?,
            office: self.office_names(&case.desk).await?,
            history,
            limit: limit.filter(|_| cause == Cause::Overdue),
        })
    }

    /// The names of an office in both languages.
    async fn office_names(&self, code: &str) -> Result<(String, String), ServiceError> {
        Ok((self.office_name(code, Language::Th).await?, self.office_name(code, Language::En).await?))
    }
}
