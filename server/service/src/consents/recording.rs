//! How a choice becomes an event: its receipt and commitment, and everything that is kept with it in one unit.

use super::wording::{Known, Open, filled};
use super::{Choice, ConsentDesk};
use crate::error::ServiceError;
use crate::lookups::PSEUDONYM;
use crate::policies::PolicyDesk;
use crate::sealing::DataKey;
use domain::catalogue::{PurposeId, RecipientId, fields};
use domain::consent::{AskedPurpose, Decision, EventKind, Last, Method, asked};
use domain::message::Notice;
use domain::policy::VersionNumber;
use domain::{Digest, Id, Instant, Language};
use ledger::receipt::ConsentReceipt;
use std::sync::Arc;
use storage::{
    Change, ConsentChange, ConsentEvent, ConsentRequest, RecipientNotice, RecordConsent, StorageError, UnitOfWork,
};

/// Where salt and pseudonyms are kept; part of what their seal is bound to.
const PLACE: &str = "consent_event.sealed";
/// Bytes of a salt.
pub(super) const SALT: usize = 32;
/// The most lapsed in one round.
const LAPSES: u32 = 200;
/// The actor of what time alone does.
const SYSTEM: &str = "system";

/// Whose event, and who made it.
#[derive(Clone, Copy)]
pub(crate) struct Whose<'a> {
    pub(crate) actor: &'a str,
    pub(crate) acting: Option<Id>,
    pub(crate) subject: &'a str,
    pub(crate) key: &'a DataKey,
}

/// An event that is about to be kept, and the wording of its receipt.
pub(crate) struct Entry {
    pub(crate) event: ConsentEvent,
    pub(crate) wording: Arc<Known>,
}

impl ConsentDesk {
    /// The event of a choice, with its commitment.
    pub(crate) fn entry(
        &self,
        whose: Whose<'_>,
        (asked, kind): (AskedPurpose, EventKind),
        policies: &PolicyDesk,
        choice: &Choice<'_>,
    ) -> Result<Entry, ServiceError> {
        let now = self.core.now();
        let (policy, policy_digest) = in_force(policies, choice.language, now).ok_or(ServiceError::Absent)?;
        let Whose { actor, acting, subject, key } = whose;
        // What somebody chooses twice within a millisecond stands in that order too.
        let (id, salt) = (self.core.following_id(now)?, self.core.random::<SALT>()?);
        let receipt = ConsentReceipt {
            record: id,
            at: now,
            event: kind,
            purpose: asked.purpose,
            purpose_version: asked.version,
            question: asked.question,
            policy,
            policy_digest,
            language: choice.language,
            method: choice.method,
            principal: self.core.pseudonym(subject),
            delegate: acting.map(|_| self.core.pseudonym(actor)),
            origin: self.core.origin.to_string(),
        };
        let wording = self.wordings.of(&receipt);
        let commitment = ledger::commitment(&salt, &filled(&wording.wording.text, &Open::of(&receipt)));
        let open =
            [&salt[..], receipt.principal.as_bytes(), receipt.delegate.as_deref().unwrap_or_default().as_bytes()];
        let event = ConsentEvent {
            subject: subject.to_owned(),
            id,
            purpose: asked.purpose,
            purpose_version: asked.version,
            kind,
            method: choice.method,
            language: choice.language,
            policy,
            policy_digest,
            at: now,
            lapses_at: if kind == EventKind::Given { asked.lapses_at(now) } else { now },
            actor: actor.to_owned(),
            acting,
            commitment: Digest::from(commitment),
            wording: wording.wording.digest,
            sealed: self.core.seal(key, &open.concat(), PLACE)?,
        };
        Ok(Entry { event, wording })
    }

    /// The event with what must never be without it: who did it, and, where an agreement ends, the notices.
    pub(crate) fn recorded(
        &self,
        actor: (&str, Option<Id>),
        entry: &Entry,
        last: Option<Last>,
        request: Option<ConsentRequest>,
    ) -> Result<Vec<Change>, ServiceError> {
        let event = &entry.event;
        let act = match event.kind {
            EventKind::Given => "consent-given",
            EventKind::Refused => "consent-refused",
            EventKind::Withdrawn => "consent-withdrawn",
            EventKind::Expired => "consent-expired",
        };
        let mut traces = vec![self.core.audit(act, actor, &event.subject, Some(event.id))?];
        if ends(event, last) {
            traces.extend(self.notices(event)?);
        }
        let record = RecordConsent { event: event.clone(), before: last.map(|last| last.event), request };
        traces.insert(0, ConsentChange::Record(Box::new(record)).into());
        if let Some(wording) = entry.wording.to_keep() {
            traces.push(ConsentChange::Word(wording).into());
        }
        Ok(traces)
    }

    /// A notice to everyone who receives a field that is used for the purpose.
    fn notices(&self, event: &ConsentEvent) -> Result<Vec<Change>, ServiceError> {
        let notice = |recipient| {
            let (subject, purpose, created_at) = (event.subject.clone(), event.purpose, event.at);
            let id = self.core.id(event.at)?;
            let notice =
                RecipientNotice { id, subject, recipient, purpose, event: event.id, created_at, acknowledged: None };
            Ok(ConsentChange::Notify(notice).into())
        };
        recipients(event.purpose).into_iter().map(notice).collect()
    }

    /// The changes that tell partners' systems, where the event ends what was agreed to.
    pub(super) async fn systems_told(&self, entry: &Entry, last: Option<Last>) -> Result<Vec<Change>, ServiceError> {
        let event = &entry.event;
        if !ends(event, last) {
            return Ok(Vec::new());
        }
        self.core.withdrawal(&event.subject, (event.purpose, &recipients(event.purpose))).await
    }

    /// Records agreements whose time is over; gives back how many.
    pub async fn lapse(&self, policies: &PolicyDesk) -> Result<usize, ServiceError> {
        let now = self.core.now();
        let lapsed = self.core.storage.lapsed(now, LAPSES).await?;
        for it in &lapsed {
            let Some(asked) = asked(&self.asked, it.purpose).copied() else { continue };
            let Ok(key) = self.core.data_key(&it.subject).await else { continue };
            let language =
                self.core.storage.account(&it.subject).await?.map_or(Language::Th, |it| it.settings.language);
            let choice = Choice {
                purpose: it.purpose,
                decision: Decision::Withdrawn,
                seen: None,
                key: None,
                language,
                method: Method::System,
            };
            let asked = AskedPurpose { version: it.last.version, ..asked };
            let whose = Whose { actor: SYSTEM, acting: None, subject: &it.subject, key: &key };
            let entry = self.entry(whose, (asked, EventKind::Expired), policies, &choice)?;
            let mut changes = self.recorded((SYSTEM, None), &entry, Some(it.last), None)?;
            changes.extend(self.systems_told(&entry, Some(it.last)).await?);
            changes.extend(self.core.tell(&it.subject, &key, Notice::ConsentLapsed).await?);
            match self.core.storage.commit(UnitOfWork { changes }).await {
                Ok(()) => entry.wording.is_kept(),
                Err(StorageError::Conflict { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(lapsed.len())
    }
}

/// Whether the event ends what was agreed to.
fn ends(event: &ConsentEvent, last: Option<Last>) -> bool {
    last.is_some_and(|last| last.kind == EventKind::Given) && event.kind != EventKind::Given
}

/// Everyone who receives a field that is used for the purpose.
fn recipients(purpose: PurposeId) -> Vec<RecipientId> {
    let mut told: Vec<RecipientId> = Vec::new();
    for field in fields().filter(|field| field.purposes.contains(&purpose)) {
        let new: Vec<_> = field.recipients.iter().filter(|recipient| !told.contains(recipient)).copied().collect();
        told.extend(new);
    }
    told
}

/// Salt and receipt of an event, whose wording this is.
pub(crate) fn opened(
    key: &DataKey,
    event: &ConsentEvent,
    wording: &str,
) -> Result<([u8; SALT], Vec<u8>), ServiceError> {
    let plain = key.open(&event.sealed, PLACE)?;
    let (salt, names) = plain.split_first_chunk::<SALT>().ok_or(ServiceError::Sealed)?;
    let names = std::str::from_utf8(names).map_err(|_| ServiceError::Sealed)?;
    let (principal, delegate) = names.split_at_checked(PSEUDONYM).ok_or(ServiceError::Sealed)?;
    let delegate = Some(delegate).filter(|delegate| !delegate.is_empty());
    Ok((*salt, filled(wording, &Open { record: event.id, at: event.at, principal, delegate })))
}

/// The version in force and the digest of its text in a language, or in Thai where it has none in it.
pub(super) fn in_force(policies: &PolicyDesk, language: Language, now: Instant) -> Option<(VersionNumber, Digest)> {
    let shelf = policies.shelf();
    let version = shelf.in_force(now.bangkok_day())?;
    Some((version.number, version.edition_for(language)?.digest))
}
