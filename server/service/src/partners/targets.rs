//! The register of target groups (article 3): the civil registration authority says who belongs to a group; units ask
//! whether somebody does. Who is on it has a right to know: it is in their account.

use super::persons::{Whom, names_and_birth, whom};
use super::combining::Saying;
use super::{PartnerDesk, SignedSystem};
use crate::error::ServiceError;
use domain::catalogue::PurposeId;
use domain::combining::Source;
use domain::exchange::GivenPerson;
use domain::organisation::OrganisationKind;
use domain::permission::{Act, Tie};
use storage::{Change, IntakeChange, StorageError, TargetEntry, UnitOfWork};

/// An entry of the register, as it is given.
pub struct TargetGiven {
    /// Who.
    pub person: GivenPerson,
    /// The group: letters, digits and hyphens.
    pub code: String,
    /// Whether they belong to it.
    pub belongs: bool,
}

/// What became of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TargetOutcome {
    /// It is kept.
    Kept,
    /// The document is known, and birth date or names are not theirs: it is not kept.
    OtherPerson,
}

impl PartnerDesk {
    /// Keeps entries, as one unit.
    pub async fn keep_targets(
        &self,
        system: &SignedSystem,
        entries: &[TargetGiven],
    ) -> Result<Vec<TargetOutcome>, ServiceError> {
        match self.keep_targets_now(system, entries).await {
            Err(ServiceError::Storage(StorageError::Conflict { .. })) => self.keep_targets_now(system, entries).await,
            outcome => outcome,
        }
    }

    async fn keep_targets_now(
        &self,
        system: &SignedSystem,
        entries: &[TargetGiven],
    ) -> Result<Vec<TargetOutcome>, ServiceError> {
        let signed = &system.signed;
        let asked = (Act::KeepTargets, Tie::Sent, PurposeId::VaccineRegister);
        let permit = self.core.permit(signed, asked, ("", None)).await?;
        let office = self.core.storage.organisation(&signed.organisation).await?;
        let is_registry = office.is_some_and(|it| it.kind == OrganisationKind::Registry);
        let source = if is_registry { Source::CivilRegistry } else { Source::Unit };
        let (mut outcomes, mut changes) = (Vec::with_capacity(entries.len()), Vec::<Change>::new());
        let mut persons = std::collections::HashMap::new();
        for entry in entries {
            let hash = self.core.document_hash(&entry.person.document);
            if let std::collections::hash_map::Entry::Vacant(place) = persons.entry(hash) {
                match self.core.known_by(&hash).await? {
                    Some(person) => {
                        place.insert(person);
                    }
                    None => {
                        let (person, made) = self.core.make_known(hash, &entry.person, (source, &signed.account))?;
                        changes.extend(made);
                        place.insert(person);
                    }
                }
            }
            let Some(person) = persons.get_mut(&hash) else { continue };
            if matches!(whom(person, &entry.person), Whom::Perhaps(..)) {
                outcomes.push(TargetOutcome::OtherPerson);
                continue;
            }
            if !person.said && is_registry {
                let values = names_and_birth(&entry.person);
                let sayings: Vec<Saying<'_>> = values
                    .iter()
                    .map(|(field, value)| Saying { field, source, value, by: &signed.account })
                    .collect();
                changes.extend(self.core.say((&person.subject, &person.key), &sayings).await?);
                person.said = true;
            }
            let at = self.core.now();
            let target = TargetEntry {
                subject: person.subject.clone(),
                code: entry.code.clone(),
                source: signed.organisation.clone(),
                at,
                left_at: (!entry.belongs).then_some(at),
            };
            let organisation = signed.organisation.clone();
            changes.push(IntakeChange::Target(target).into());
            changes.push(IntakeChange::Received { subject: person.subject.clone(), organisation, at }.into());
            changes.push(permit.used(&self.core, "target-kept", signed, (&person.subject, None))?);
            outcomes.push(TargetOutcome::Kept);
        }
        self.core.storage.commit(UnitOfWork { changes }).await?;
        Ok(outcomes)
    }

    /// The groups somebody belongs to today, for a unit they came to.
    pub async fn targets_of(
        &self,
        system: &SignedSystem,
        asked: &GivenPerson,
    ) -> Result<(Vec<TargetEntry>, u32), ServiceError> {
        let (subject, slower) = self.look_for(system, asked, (Act::SystemRead, Act::SystemFind)).await?;
        let all = self.core.storage.target_groups(&subject).await?;
        Ok((all.into_iter().filter(|entry| entry.left_at.is_none()).collect(), slower))
    }

    /// The groups a subject is on, left or not; the caller has asked whether they may be seen.
    pub async fn targets_about(&self, subject: &str) -> Result<Vec<TargetEntry>, ServiceError> {
        Ok(self.core.storage.target_groups(subject).await?)
    }
}
