//! The register of target groups (article 3): the civil registration authority says who belongs to a group; units ask
//! whether somebody does. Who is on it has a right to know: it is in their account.

use super::persons::{Heard, Person, Whom, whom};
use super::reading::Looking;
use super::{PartnerDesk, SignedSystem};
use crate::core::Core;
use crate::error::ServiceError;
use crate::permission::Permit;
use domain::Digest;
use domain::account::Assurance;
use domain::catalogue::PurposeId;
use domain::combining::Source;
use domain::exchange::GivenPerson;
use domain::organisation::OrganisationKind;
use domain::permission::{Act, Tie};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use storage::{Change, IntakeChange, StorageError, TargetEntry, UnitOfWork};

/// How often entries are kept anew because somebody wrote at the same moment.
const TRIES: u32 = 3;

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

/// Entries of one request, taken one after another into the changes of one unit.
struct Keeping<'a> {
    core: &'a Core,
    system: &'a SignedSystem,
    permit: Permit,
    /// The civil registration authority says who somebody is, too.
    source: Source,
    persons: HashMap<Digest, Person>,
    /// What this request said by now: who, which group, whether they belong to it.
    said: HashMap<(String, String), bool>,
    changes: Vec<Change>,
}

impl PartnerDesk {
    /// Keeps entries, as one unit. One that says what is known changes nothing.
    pub async fn keep_targets(
        &self,
        system: &SignedSystem,
        entries: &[TargetGiven],
    ) -> Result<Vec<TargetOutcome>, ServiceError> {
        let office = self.core.storage.organisation(&system.signed.organisation).await?;
        let is_registry = office.is_some_and(|it| it.kind == OrganisationKind::Registry);
        let source = if is_registry { Source::CivilRegistry } else { Source::Unit };
        for again in 0.. {
            let asked = (Act::KeepTargets, Tie::Sent, PurposeId::VaccineRegister);
            let permit = self.core.permit(&system.signed, asked, ("", None)).await?;
            let (core, persons, said) = (&*self.core, HashMap::new(), HashMap::new());
            let mut keeping = Keeping { core, system, permit, source, persons, said, changes: Vec::new() };
            let mut outcomes = Vec::with_capacity(entries.len());
            for entry in entries {
                outcomes.push(keeping.keep(entry).await?);
            }
            let changes = keeping.finish().await?;
            match self.core.storage.commit(UnitOfWork { changes }).await {
                Err(StorageError::Conflict { .. }) if again < TRIES => {}
                outcome => return outcome.map(|()| outcomes).map_err(Into::into),
            }
        }
        Err(ServiceError::Meanwhile)
    }

    /// The groups somebody belongs to today, for a unit they came to.
    pub async fn targets_of(
        &self,
        system: &SignedSystem,
        asked: &GivenPerson,
    ) -> Result<(Vec<TargetEntry>, u32), ServiceError> {
        let (subject, slower) = self.look_for(system, asked, Looking::Targets).await?;
        let all = self.core.storage.target_groups(&subject).await?;
        Ok((all.into_iter().filter(|entry| entry.left_at.is_none()).collect(), slower))
    }

    /// The groups a subject is on, left or not, once somebody has checked who they are; the caller has asked whether they
    /// may be seen.
    pub async fn targets_about(&self, subject: &str) -> Result<Vec<TargetEntry>, ServiceError> {
        let account = self.core.storage.account(subject).await?.ok_or(ServiceError::Absent)?;
        if account.assurance != Assurance::Verified {
            return Ok(Vec::new());
        }
        Ok(self.core.storage.target_groups(subject).await?)
    }
}

impl Keeping<'_> {
    async fn keep(&mut self, entry: &TargetGiven) -> Result<TargetOutcome, ServiceError> {
        let (core, signed) = (self.core, &self.system.signed);
        let by = (self.source, signed.account.as_str());
        let hash = core.document_hash(&entry.person.document);
        let person = match self.persons.entry(hash) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => {
                let known = core.known_by(&hash).await?;
                if known.is_none() && !entry.belongs {
                    return Ok(TargetOutcome::Kept);
                }
                place.insert(if let Some(person) = known {
                    person
                } else {
                    let (person, made) = core.make_known(hash, &entry.person, by)?;
                    self.changes.extend(made);
                    person
                })
            }
        };
        if matches!(whom(person, &entry.person), Whom::Perhaps(..)) {
            return Ok(TargetOutcome::OtherPerson);
        }
        if self.source == Source::CivilRegistry {
            self.changes.extend(core.say_of(person, &entry.person, by, Heard::AsAny).await?);
        }
        let subject = person.subject.clone();
        if self.is_news(&subject, entry).await? {
            let (at, organisation, code) = (core.now(), signed.organisation.clone(), entry.code.clone());
            let (source, left_at) = (organisation.clone(), (!entry.belongs).then_some(at));
            self.said.insert((subject.clone(), code.clone()), entry.belongs);
            let target = TargetEntry { subject: subject.clone(), code, source, at, left_at };
            self.changes.push(IntakeChange::Target(target).into());
            self.changes.push(IntakeChange::Received { subject: subject.clone(), organisation, at }.into());
            self.changes.push(self.permit.used(core, "target-kept", signed, (&subject, None))?);
        }
        Ok(TargetOutcome::Kept)
    }

    /// Whether the organisation has not said so by now.
    async fn is_news(&self, subject: &str, entry: &TargetGiven) -> Result<bool, ServiceError> {
        if let Some(said) = self.said.get(&(subject.to_owned(), entry.code.clone())) {
            return Ok(*said != entry.belongs);
        }
        let known = self.core.storage.target_groups(subject).await?;
        let known = known.iter().find(|it| it.code == entry.code && it.source == self.system.signed.organisation);
        Ok(known.map_or(entry.belongs, |it| it.left_at.is_none() != entry.belongs))
    }

    async fn finish(self) -> Result<Vec<Change>, ServiceError> {
        let mut changes = self.changes;
        for person in self.persons.values() {
            changes.extend(self.core.news_told(person).await?);
        }
        Ok(changes)
    }
}
