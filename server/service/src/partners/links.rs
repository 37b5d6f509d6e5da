//! Two accounts of one person (article 4), as of somebody with a passport who was given a national id later: linked by an
//! officer of the division, parted again at any time. Nothing is moved, so that both histories stay whole.

use super::PartnerDesk;
use crate::core::Core;
use crate::error::ServiceError;
use crate::permission::Permit;
use crate::signed::Signed;
use domain::Id;
use domain::account::Role;
use domain::catalogue::PurposeId;
use domain::message::Notice;
use domain::partner::Event;
use domain::permission::{Act, Tie};
use domain::registration::Document;
use storage::{Change, IntakeChange, KeyKind, PersonLink, StorageError, UnitOfWork};

/// Where the words of a link are kept; part of what its seal is bound to.
const PLACE: &str = "person_link.sealed";
/// Links on one page.
const PAGE: u32 = 50;

/// A link as it is shown. It has no `Debug`.
pub struct LinkView {
    /// The link.
    pub stored: PersonLink,
    /// Why it was made, and why it was ended.
    pub words: String,
    /// The codes of the officers who made and ended it.
    pub officers: (String, Option<String>),
}

impl PartnerDesk {
    /// Links the accounts these two documents belong to. The caller names both: nobody is found by name. Both persons'
    /// accounts are told, and each link is in the log of both.
    pub async fn link(
        &self,
        signed: &Signed,
        (one, other): (&Document, &Document),
        why: &str,
    ) -> Result<Id, ServiceError> {
        let permit = self.permit_link(signed, "").await?;
        let mut subjects = Vec::new();
        for document in [one, other] {
            let hash = self.core.document_hash(document);
            let found = self.core.known_as(KeyKind::Document, &hash).await?;
            let Some(subject) = found else {
                self.core.look(&permit, "nobody-found", signed, &hash.to_string()).await?;
                return Err(ServiceError::Absent);
            };
            self.core.look(&permit, "person-found", signed, &subject).await?;
            subjects.push(subject);
        }
        subjects.sort_unstable();
        let [one, other] = <[String; 2]>::try_from(subjects).map_err(|_| ServiceError::Absent)?;
        if one == other {
            return Err(ServiceError::Meanwhile);
        }
        let (id, at) = (self.core.id(self.core.now())?, self.core.now());
        let link = PersonLink {
            id,
            one: one.clone(),
            other: other.clone(),
            made_at: at,
            made_by: signed.account.clone(),
            ended: None,
            sealed: self.core.seal(&self.core.keys().register(), why.as_bytes(), PLACE)?,
        };
        let mut changes: Vec<Change> = vec![IntakeChange::Link(Box::new(link)).into()];
        changes.extend(self.both_told((signed, &permit), "accounts-linked", (id, [&one, &other])).await?);
        self.commit_link(changes).await?;
        Ok(id)
    }

    /// Parts two accounts: each is as it was, with what came to it meanwhile.
    pub async fn part(&self, signed: &Signed, id: Id, why: &str) -> Result<(), ServiceError> {
        let permit = self.permit_link(signed, "").await?;
        let link = self.core.storage.link(id).await?.ok_or(ServiceError::Absent)?;
        let before = self.words(&link)?;
        let words = format!("{before}\n{why}");
        let sealed = self.core.seal(&self.core.keys().register(), words.as_bytes(), PLACE)?;
        let (at, by) = (self.core.now(), signed.account.clone());
        let mut changes: Vec<Change> = vec![IntakeChange::Part { id, at, by, sealed }.into()];
        changes.extend(self.both_told((signed, &permit), "accounts-parted", (id, [&link.one, &link.other])).await?);
        self.commit_link(changes).await
    }

    /// Links, the newest first; for the division and auditors.
    pub async fn links(&self, signed: &Signed, before: Option<Id>) -> Result<Vec<LinkView>, ServiceError> {
        if !matches!(signed.role, Role::DivisionOfficer | Role::Auditor) {
            return Err(ServiceError::Forbidden);
        }
        let links = self.core.storage.links(before, PAGE).await?;
        links.into_iter().map(|link| self.link_view(link)).collect()
    }

    /// One link; for the division and auditors.
    pub async fn one_link(&self, signed: &Signed, id: Id) -> Result<LinkView, ServiceError> {
        if !matches!(signed.role, Role::DivisionOfficer | Role::Auditor) {
            return Err(ServiceError::Forbidden);
        }
        self.link_view(self.core.storage.link(id).await?.ok_or(ServiceError::Absent)?)
    }

    /// The links of a subject; the caller has asked whether they may be seen.
    pub async fn links_of(&self, subject: &str) -> Result<Vec<LinkView>, ServiceError> {
        let links = self.core.storage.links_of(subject).await?;
        links.into_iter().map(|link| self.link_view(link)).collect()
    }

    fn link_view(&self, stored: PersonLink) -> Result<LinkView, ServiceError> {
        let words = self.words(&stored)?;
        let ended = stored.ended.as_ref().map(|(_, by)| self.core.officer_code(by));
        Ok(LinkView { officers: (self.core.officer_code(&stored.made_by), ended), words, stored })
    }

    fn words(&self, link: &PersonLink) -> Result<String, ServiceError> {
        let plain = self.core.keys().register().open(&link.sealed, PLACE)?;
        String::from_utf8(plain).map_err(|_| ServiceError::Sealed)
    }

    async fn permit_link(&self, signed: &Signed, subject: &str) -> Result<Permit, ServiceError> {
        self.core.permit(signed, (Act::LinkPersons, Tie::Came, PurposeId::Rights), (subject, None)).await
    }

    async fn both_told(
        &self,
        (signed, permit): (&Signed, &Permit),
        act: &'static str,
        (id, subjects): (Id, [&String; 2]),
    ) -> Result<Vec<Change>, ServiceError> {
        let mut changes = Vec::new();
        for subject in subjects {
            changes.push(permit.used(&self.core, act, signed, (subject, Some(id)))?);
            let event = if act == "accounts-linked" { Event::Merged } else { Event::Parted };
            changes.extend(self.core.deliveries(subject, event, (None, None), "").await?);
            match self.core.person(subject).await {
                Ok(mut person) => {
                    person.tell(Notice::AccountsLinked);
                    changes.extend(self.core.news_told(&person).await?);
                }
                // Erased since: nobody is there to be told.
                Err(ServiceError::Absent) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(changes)
    }

    async fn commit_link(&self, changes: Vec<Change>) -> Result<(), ServiceError> {
        match self.core.storage.commit(UnitOfWork { changes }).await {
            Err(StorageError::Conflict { .. }) => Err(ServiceError::Meanwhile),
            outcome => Ok(outcome?),
        }
    }
}

impl Core {
    /// Whether an officer says that two accounts are of one person, and nobody has parted them.
    pub(super) async fn is_linked(&self, one: &str, other: &str) -> Result<bool, ServiceError> {
        let links = self.storage.links_of(one).await?;
        Ok(links.iter().any(|link| link.ended.is_none() && (link.one == other || link.other == other)))
    }
}
