//! A case as it is opened: its row and its first step, with a receipt. What is filed by a person and what is made up for
//! trying and measuring come through here alike.

use super::filing::Filing;
use super::sealed::{Said, Taken};
use super::{CaseDesk, kept};
use crate::error::ServiceError;
use crate::sealing::DataKey;
use domain::case_number::CaseNumber;
use domain::cases::{Case, Entry, Right, Step, Words};
use domain::organisation::DIVISION;
use domain::{Digest, Id, Language};
use storage::{CaseChange, Change, StoredCase};

/// Where a case goes, and what it is about.
pub(super) struct Routed {
    /// The unit that recorded it, or should have; empty where none did.
    pub(super) unit: String,
    /// The desk that answers.
    pub(super) desk: String,
    /// The record as it stood: its version and the digest of what it held.
    pub(super) snapshot: Option<(u32, Digest)>,
}

/// Whose a case is, and who files it.
#[derive(Clone, Copy)]
pub(super) struct Filer<'a> {
    /// Whose it is.
    pub(super) subject: &'a str,
    /// Who files it, and by which delegation.
    pub(super) actor: (&'a str, Option<Id>),
    /// Code and name of the office; empty for the person.
    pub(super) office: (&'a str, &'a str),
}

impl CaseDesk {
    /// The change that opens a case, its id and its number.
    pub(super) fn opened(
        &self,
        key: &DataKey,
        by: Filer<'_>,
        routed: Routed,
        (filing, said): (&Filing<'_>, &Said),
    ) -> Result<(Id, CaseNumber, Change), ServiceError> {
        let id = self.core.id(self.core.now())?;
        let number = CaseNumber::from_random(self.core.random()?);
        let step = self.core.step(
            key,
            &Taken {
                subject: by.subject,
                case: id,
                number: &number.to_string(),
                right: filing.right,
                language: filing.language,
                place: 1,
                step: Step::Filed,
                actor: by.actor,
                office: by.office,
                said,
            },
        )?;
        let standing = Case::of([Entry { step: Step::Filed, at: step.at }]).ok_or(ServiceError::Sealed)?;
        let case = StoredCase {
            subject: by.subject.to_owned(),
            id,
            number: number.to_string(),
            right: filing.right,
            claim: filing.claim,
            desk: routed.desk,
            unit: routed.unit,
            record: filing.record,
            channel: filing.channel,
            language: filing.language,
            filed_at: step.at,
            standing: kept(&standing, 1, self.core.rules.clocks),
        };
        Ok((id, number, CaseChange::File { case: Box::new(case), step: Box::new(step) }.into()))
    }

    /// The changes of a case that somebody made up files about a right of theirs. Nobody is told.
    pub(crate) fn made_up(&self, key: &DataKey, subject: &str, right: Right) -> Result<Vec<Change>, ServiceError> {
        let filing = Filing::of(right, Words::default(), Language::Th);
        let by = Filer { subject, actor: (subject, None), office: ("", "") };
        let routed = Routed { unit: String::new(), desk: DIVISION.to_owned(), snapshot: None };
        let (id, _, opened) = self.opened(key, by, routed, (&filing, &Said::default()))?;
        Ok(vec![opened, self.core.audit("case-filed", by.actor, subject, Some(id))?])
    }
}
