//! What partners' systems are told of data they had (article 7): corrections, revocations, withdrawals. Committed with what
//! happened, posted or asked for later, in order for each person, until acknowledged. What is posted says nothing about
//! anybody's health: whoever may, asks for the record itself.

use super::{PartnerDesk, SignedSystem};
use crate::core::Core;
use crate::error::ServiceError;
use crate::records::VersionView;
use domain::account::Assurance;
use domain::catalogue::{PurposeId, RecipientId};
use domain::organisation::{Organisation, OrganisationKind};
use domain::partner::{Event, next_try};
use domain::permission::{Act, Tie};
use domain::record::Content;
use domain::{Id, Instant};
use std::collections::BTreeSet;
use storage::{Change, Delivery, DeliveryChange, PartnerSystem, UnitOfWork};

/// The most entries of one answer, and posted in one round.
const PAGE: u32 = 100;
/// The most systems there can be.
const SYSTEMS: u32 = 10_000;
/// The most entries shown to a person.
const SHOWN: u32 = 200;

/// An entry as its system sees it.
pub struct DeliveryView {
    /// The entry.
    pub delivery: Delivery,
    /// What the person is called by this organisation's systems: no other organisation has the same.
    pub person: String,
    /// The newest version of the record it is about.
    pub record: Option<(VersionView, String)>,
}

/// An entry to be posted. It has no `Debug`.
pub struct Due {
    /// The entry.
    pub delivery: Delivery,
    /// Where to.
    pub endpoint: String,
    /// What it is signed with.
    pub secret: Vec<u8>,
    /// What the person is called by this organisation's systems.
    pub person: String,
}

/// How posting an entry ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Posted {
    /// The system has it.
    Taken,
    /// It has not, this time; a number drawn at random, so that many who wait do not all come back at once.
    Failed(u16),
}

impl PartnerDesk {
    /// What a system has not acknowledged, the oldest first; with the records themselves, where it may read them and `may`
    /// says that its token is for records of this kind.
    pub async fn changes(
        &self,
        system: &SignedSystem,
        may: &(dyn Fn(&Content) -> bool + Sync),
    ) -> Result<Vec<DeliveryView>, ServiceError> {
        let purpose = system.system.purpose;
        self.core.permit(&system.signed, (Act::FollowChanges, Tie::Received, purpose), ("", None)).await?;
        let reads = self.core.permits(&system.signed, (Act::SystemRead, Tie::Received, purpose)).await?;
        let waiting = self.core.storage.deliveries_for(&system.system.client, PAGE).await?;
        let (mut views, mut changes) = (Vec::with_capacity(waiting.len()), Vec::new());
        for delivery in waiting {
            let mut record = None;
            if let (Some(permit), Some(id)) = (&reads, delivery.target) {
                record = self.newest(&delivery.subject, id).await?.filter(|(version, _)| may(&version.content));
                if record.is_some() {
                    let of = (delivery.subject.as_str(), delivery.target);
                    changes.push(permit.used(&self.core, "change-followed", &system.signed, of)?);
                }
            }
            let person = self.core.pairwise(&system.system.organisation, &delivery.subject);
            views.push(DeliveryView { delivery, person, record });
        }
        if !changes.is_empty() {
            self.core.storage.commit(UnitOfWork { changes }).await?;
        }
        Ok(views)
    }

    /// The newest version of a record, and whose it is; nothing where it is none, or its person was erased.
    async fn newest(&self, subject: &str, id: Id) -> Result<Option<(VersionView, String)>, ServiceError> {
        let versions = self.core.storage.record(subject, id).await?;
        let Some(last) = versions.last() else { return Ok(None) };
        match self.core.data_key(subject).await {
            Ok(key) => Ok(Some((self.core.version_view(&key, last)?, last.unit.clone()))),
            Err(ServiceError::Absent) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// A system has an entry. Said twice is said once.
    pub async fn acknowledge(&self, system: &SignedSystem, id: Id) -> Result<(), ServiceError> {
        let client = &system.system.client;
        let delivery = self.core.storage.delivery(client, id).await?.ok_or(ServiceError::Absent)?;
        let asked = (Act::FollowChanges, Tie::Received, system.system.purpose);
        let permit = self.core.permit(&system.signed, asked, (&delivery.subject, Some(id))).await?;
        if delivery.acknowledged.is_some() {
            return Ok(());
        }
        let changes = vec![
            DeliveryChange::Acknowledge { client: client.clone(), id, at: self.core.now(), by: "asked" }.into(),
            permit.used(&self.core, "change-acknowledged", &system.signed, (&delivery.subject, Some(id)))?,
        ];
        self.core.commit_once(UnitOfWork { changes }).await
    }

    /// What is to be posted now.
    pub async fn due(&self) -> Result<Vec<Due>, ServiceError> {
        let mut due = Vec::new();
        for delivery in self.core.storage.deliveries_due(self.core.now(), PAGE).await? {
            let Some(system) = self.known(&delivery.client).await? else { continue };
            let Some(secret) = self.core.secret_of(&system)? else { continue };
            let person = self.core.pairwise(&system.organisation, &delivery.subject);
            due.push(Due { delivery, endpoint: system.endpoint, secret, person });
        }
        Ok(due)
    }

    /// How posting an entry ended.
    pub async fn posted(&self, delivery: &Delivery, how: Posted) -> Result<(), ServiceError> {
        let (client, id, at) = (delivery.client.clone(), delivery.id, self.core.now());
        let change = match how {
            Posted::Taken => DeliveryChange::Acknowledge { client, id, at, by: "posted" },
            Posted::Failed(jitter) => {
                let next_at = at.plus(next_try(delivery.tries + 1, jitter));
                DeliveryChange::Tried { client, id, tries: delivery.tries, next_at }
            }
        };
        // Acknowledged meanwhile, or tried by another process: that is no error.
        self.core.commit_once(UnitOfWork::of(change.into())).await
    }

    /// What partners' systems were told about a subject, the newest first, once somebody has checked who they are; the
    /// caller has asked whether it may be seen.
    pub async fn told_about(&self, subject: &str) -> Result<Vec<(Delivery, Option<Organisation>)>, ServiceError> {
        let account = self.core.storage.account(subject).await?.ok_or(ServiceError::Absent)?;
        if account.assurance != Assurance::Verified {
            return Ok(Vec::new());
        }
        let mut told = Vec::new();
        for delivery in self.core.storage.deliveries_about(subject, SHOWN).await? {
            let system = self.core.storage.partner_system(&delivery.client).await?;
            let organisation = match system {
                Some(system) => self.core.storage.organisation(&system.organisation).await?,
                None => None,
            };
            told.push((delivery, organisation));
        }
        Ok(told)
    }
}

impl Core {
    /// The changes that tell every system whose organisation has had data about a subject; `sender` knows it already.
    pub(crate) async fn deliveries(
        &self,
        subject: &str,
        kind: Event,
        about: (Option<Id>, Option<PurposeId>),
        sender: &str,
    ) -> Result<Vec<Change>, ServiceError> {
        let mut changes = Vec::new();
        for organisation in self.storage.receivers(subject).await? {
            for system in self.storage.partner_systems(&organisation, SYSTEMS).await? {
                if !system.ended && system.account != sender {
                    changes.push(self.delivery((subject, kind, about), &system)?);
                }
            }
        }
        Ok(changes)
    }

    /// The changes that tell the systems of the unit that recorded it that a record is disputed.
    pub(crate) async fn disputed(&self, subject: &str, record: Id) -> Result<Vec<Change>, ServiceError> {
        let versions = self.storage.record(subject, record).await?;
        let Some(unit) = versions.first().map(|first| first.unit.as_str()) else { return Ok(Vec::new()) };
        let systems = self.storage.partner_systems(unit, SYSTEMS).await?.into_iter().filter(|system| !system.ended);
        systems.map(|system| self.delivery((subject, Event::Dispute, (Some(record), None)), &system)).collect()
    }

    /// The changes that tell of a withdrawal: whoever has had data, and contractors who work for the purpose.
    pub(crate) async fn withdrawal(
        &self,
        subject: &str,
        (purpose, recipients): (PurposeId, &[RecipientId]),
    ) -> Result<Vec<Change>, ServiceError> {
        let received: BTreeSet<String> = self.storage.receivers(subject).await?.into_iter().collect();
        let mut changes = Vec::new();
        for system in self.storage.partner_systems("", SYSTEMS).await?.into_iter().filter(|system| !system.ended) {
            let Some(organisation) = self.storage.organisation(&system.organisation).await? else { continue };
            let concerned = recipients.contains(&recipient(organisation.kind));
            let has_it = received.contains(&system.organisation) || organisation.kind == OrganisationKind::Contractor;
            if concerned && has_it {
                let about = (None, Some(purpose));
                changes.push(self.delivery((subject, Event::Withdrawal, about), &system)?);
            }
        }
        Ok(changes)
    }

    pub(super) fn delivery(
        &self,
        (subject, kind, (target, purpose)): (&str, Event, (Option<Id>, Option<PurposeId>)),
        system: &PartnerSystem,
    ) -> Result<Change, ServiceError> {
        let at: Instant = self.now();
        let delivery = Delivery {
            client: system.client.clone(),
            id: self.following_id(at)?,
            subject: subject.to_owned(),
            kind: kind.name().to_owned(),
            target,
            purpose: purpose.map_or("", PurposeId::id).to_owned(),
            created_at: at,
            tries: 0,
            next_at: at,
            acknowledged: None,
        };
        Ok(DeliveryChange::Tell(delivery).into())
    }

    /// What a person is called by the systems of one organisation: 32 hexadecimal digits that no other has.
    pub(crate) fn pairwise(&self, organisation: &str, subject: &str) -> String {
        self.keys().lookup("pairwise", &format!("{organisation}\n{subject}")).to_string()[..32].to_owned()
    }
}

/// What the catalogue calls an organisation of this kind.
const fn recipient(kind: OrganisationKind) -> RecipientId {
    match kind {
        OrganisationKind::Unit | OrganisationKind::Provincial => RecipientId::HealthUnits,
        OrganisationKind::Division => RecipientId::Division,
        OrganisationKind::Contractor => RecipientId::Contractors,
        OrganisationKind::Registry => RecipientId::ProvincialAdministration,
    }
}
