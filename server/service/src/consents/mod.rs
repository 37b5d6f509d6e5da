//! Consent (articles 1 and 6): asking, answering, withdrawing, lapsing, and the receipt of each. The event, what stands,
//! the ledger's entry, the audit event, the notices to recipients and the message go in one unit.

mod on_paper;
mod recording;
mod wording;

pub(crate) use on_paper::OnPaper;
pub(crate) use recording::{Whose, opened};

use crate::accounts::AccountDesk;
use crate::core::Core;
use crate::error::ServiceError;
use crate::policies::PolicyDesk;
use crate::sealing::DataKey;
use crate::signed::Signed;
use domain::catalogue::{PurposeId, RecipientId};
use domain::consent::{AskedPurpose, Conflict, Decision, EventKind, Last, Method, Standing, asked};
use domain::delegation::Act;
use domain::message::Notice;
use domain::minority::Capacity;
use domain::permission::{self, Tie};
use domain::policy::VersionNumber;
use domain::{Digest, Id, Language};
use recording::{SALT, in_force};
use std::sync::Arc;
use storage::{
    Change, ConsentChange, ConsentEvent, ConsentRequest, NoticeShown, RecipientNotice, StorageError, UnitOfWork,
};
use wording::Wordings;

/// The most shown of a history.
const HISTORY: u32 = 200;

/// A choice as it arrives.
#[derive(Debug, Clone, Copy)]
pub struct Choice<'a> {
    /// The purpose.
    pub purpose: PurposeId,
    /// What is decided.
    pub decision: Decision,
    /// The last event on the page the choice was made on, where the page said which.
    pub seen: Option<Option<Id>>,
    /// The request's own key: sent twice, it is answered as the first time.
    pub key: Option<&'a str>,
    /// The language it was asked in.
    pub language: Language,
    /// How it came.
    pub method: Method,
}

/// What a person sees of one purpose.
#[derive(Debug, Clone, Copy)]
pub struct PurposeView {
    /// How it is asked.
    pub asked: AskedPurpose,
    /// What was said last.
    pub last: Option<Last>,
    /// Whether it is to be asked.
    pub to_be_asked: bool,
    /// Whether data may be used for it now.
    pub allowed: bool,
}

/// What a person sees of consent.
pub struct ConsentsView {
    /// The purposes, in the order in which they are asked.
    pub purposes: Vec<PurposeView>,
    /// The events, the newest first.
    pub history: Vec<ConsentEvent>,
    /// The notices to recipients, the newest first.
    pub notices: Vec<RecipientNotice>,
    /// Who decides.
    pub capacity: Capacity,
}

/// A receipt with what proves it.
pub struct Receipt {
    /// The event.
    pub event: ConsentEvent,
    /// The canonical JSON that was committed to.
    pub bytes: Vec<u8>,
    /// The salt of the commitment.
    pub salt: [u8; SALT],
}

/// The duty.
pub struct ConsentDesk {
    core: Arc<Core>,
    accounts: AccountDesk,
    asked: Vec<AskedPurpose>,
    wordings: Arc<Wordings>,
}

impl ConsentDesk {
    pub(crate) fn new(core: Arc<Core>, asked: Vec<AskedPurpose>) -> Self {
        Self { accounts: AccountDesk::new(Arc::clone(&core)), core, asked, wordings: Arc::default() }
    }

    /// The same duty at another time and with other randomness.
    pub(crate) fn with(&self, core: Arc<Core>) -> Self {
        Self { wordings: Arc::clone(&self.wordings), ..Self::new(core, self.asked.clone()) }
    }

    /// The purposes people are asked about.
    pub fn asked(&self) -> &[AskedPurpose] {
        &self.asked
    }

    /// What stands for whom this request is about. Questions that wait are noted as shown: that is not an answer.
    pub async fn view(
        &self,
        signed: &Signed,
        policies: &PolicyDesk,
        language: Language,
    ) -> Result<ConsentsView, ServiceError> {
        let (now, subject) = (self.core.now(), signed.subject());
        if signed.acting.is_some() {
            signed.may(Act::Consent, now)?;
        }
        let standings = self.core.storage.standings(subject).await?;
        let view = |asked: &AskedPurpose| {
            let last = standings.iter().find(|it| it.purpose == asked.purpose).map(|it| it.last);
            let standing = Standing::after(last);
            let (to_be_asked, allowed) = (standing.to_be_asked(asked, now), standing.allows(asked, now));
            PurposeView { asked: *asked, last, to_be_asked, allowed }
        };
        let purposes: Vec<_> = self.asked.iter().map(view).collect();
        if let Some((policy, _)) = in_force(policies, language, now) {
            self.note_shown(subject, &purposes, policy, language).await?;
        }
        Ok(ConsentsView {
            history: self.core.storage.consent_events(subject, HISTORY).await?,
            notices: self.core.storage.notices_about(subject).await?,
            capacity: self.accounts.capacity(subject, &self.core.data_key(subject).await?).await?,
            purposes,
        })
    }

    async fn note_shown(
        &self,
        subject: &str,
        purposes: &[PurposeView],
        policy: VersionNumber,
        language: Language,
    ) -> Result<(), ServiceError> {
        let waiting = purposes.iter().filter(|view| view.to_be_asked);
        let note = |view: &PurposeView| -> Change {
            let (purpose, purpose_version) = (view.asked.purpose, view.asked.version);
            let (subject, at) = (subject.to_owned(), self.core.now());
            ConsentChange::Show(NoticeShown { subject, purpose, purpose_version, policy, language, at }).into()
        };
        let unit: UnitOfWork = waiting.map(note).collect();
        if unit.changes.is_empty() { Ok(()) } else { Ok(self.core.storage.commit(unit).await?) }
    }

    /// How many questions wait for this subject.
    pub async fn waiting(&self, subject: &str) -> Result<usize, ServiceError> {
        let (now, standings) = (self.core.now(), self.core.storage.standings(subject).await?);
        let waits = |asked: &&AskedPurpose| {
            let last = standings.iter().find(|it| it.purpose == asked.purpose).map(|it| it.last);
            Standing::after(last).to_be_asked(asked, now)
        };
        Ok(self.asked.iter().filter(waits).count())
    }

    /// Whether data of this subject may be used for a purpose now. Read from storage each time: a withdrawal acts on the
    /// next read.
    pub async fn allows(&self, subject: &str, purpose: PurposeId) -> Result<bool, ServiceError> {
        let last = self.last(subject, purpose).await?;
        let now = self.core.now();
        Ok(asked(&self.asked, purpose).is_some_and(|asked| Standing::after(last).allows(asked, now)))
    }

    /// Records a choice and gives back its event; both are on disk then. A key that was used gives the first event.
    pub async fn decide(
        &self,
        signed: &Signed,
        policies: &PolicyDesk,
        choice: &Choice<'_>,
    ) -> Result<Id, ServiceError> {
        let (now, subject) = (self.core.now(), signed.subject());
        signed.may(Act::Consent, now)?;
        let asked = *asked(&self.asked, choice.purpose).ok_or(ServiceError::Absent)?;
        if let Some(first) = self.answered(subject, choice).await? {
            return Ok(first);
        }
        let last = self.last(subject, choice.purpose).await?;
        let kind = Standing::after(last).decide(choice.decision, &asked, choice.seen, now)?;
        if let Some(last) = &last {
            self.core.follow(last.event);
        }
        let key = self.core.data_key(subject).await?;
        if kind == EventKind::Given {
            self.may_give(signed, &key, choice.purpose).await?;
        }
        let (actor, acting) = signed.actor();
        let entry = self.entry(Whose { actor, acting, subject, key: &key }, (asked, kind), policies, choice)?;
        let id = entry.event.id;
        let request = choice.key.map(|text| ConsentRequest { hash: key_hash(text), event: id, asked: words(choice) });
        let mut changes = self.recorded(signed.actor(), &entry, last, request)?;
        changes.extend(self.systems_told(&entry, last).await?);
        if kind == EventKind::Withdrawn || signed.acting.is_some() {
            changes.extend(self.core.tell(subject, &key, Notice::ConsentRecorded).await?);
        }
        match self.core.storage.commit(UnitOfWork { changes }).await {
            Ok(()) => {
                entry.wording.is_kept();
                Ok(id)
            }
            Err(StorageError::Conflict { .. }) => match self.answered(subject, choice).await? {
                Some(first) => Ok(first),
                None => Err(Conflict::Meanwhile(self.last(subject, choice.purpose).await?).into()),
            },
            Err(error) => Err(error.into()),
        }
    }

    /// A guardian decides for a child; with a minor of ten or more both decide: the guardian agrees, and the minor has
    /// not declined (PDPA s.20).
    async fn may_give(&self, signed: &Signed, key: &DataKey, purpose: PurposeId) -> Result<(), ServiceError> {
        let subject = signed.subject();
        match self.accounts.capacity(subject, key).await? {
            Capacity::Full => Ok(()),
            _ if signed.acting.is_none() => Err(ServiceError::Guardian),
            Capacity::GuardianAlone => Ok(()),
            Capacity::WithGuardian => {
                let history = self.core.storage.consent_events(subject, HISTORY).await?;
                let own = history.iter().find(|event| event.purpose == purpose && event.actor == subject);
                let declined = own.is_some_and(|event| matches!(event.kind, EventKind::Refused | EventKind::Withdrawn));
                if declined { Err(ServiceError::Guardian) } else { Ok(()) }
            }
        }
    }

    /// The event of a key that was used.
    async fn answered(&self, subject: &str, choice: &Choice<'_>) -> Result<Option<Id>, ServiceError> {
        let Some(key) = choice.key else { return Ok(None) };
        match self.core.storage.consent_request(subject, &key_hash(key)).await? {
            Some(first) if first.asked == words(choice) => Ok(Some(first.event)),
            Some(_) => Err(ServiceError::KeyReused),
            None => Ok(None),
        }
    }

    /// The receipt of one event of whom this request is about.
    pub async fn receipt(&self, signed: &Signed, id: Id) -> Result<Receipt, ServiceError> {
        if signed.acting.is_some() {
            signed.may(Act::Consent, self.core.now())?;
        }
        let event = self.core.storage.consent_event(signed.subject(), id).await?.ok_or(ServiceError::Absent)?;
        let wording = self.core.storage.consent_wording(&event.wording).await?.ok_or(ServiceError::Sealed)?;
        let (salt, bytes) = opened(&self.core.data_key(signed.subject()).await?, &event, &wording.text)?;
        Ok(Receipt { event, bytes, salt })
    }

    /// The notices that wait for a recipient.
    pub async fn notices_for(&self, recipient: RecipientId) -> Result<Vec<RecipientNotice>, ServiceError> {
        Ok(self.core.storage.notices_for(recipient, HISTORY).await?)
    }

    /// A recipient acknowledges a notice: data is no longer used for the purpose there.
    pub async fn acknowledge(&self, signed: &Signed, recipient: RecipientId, id: Id) -> Result<(), ServiceError> {
        let waiting = self.core.storage.notices_for(recipient, HISTORY).await?;
        let notice = waiting.into_iter().find(|notice| notice.id == id).ok_or(ServiceError::Absent)?;
        let asked = (permission::Act::AcknowledgeNotice, Tie::Received, PurposeId::Rights);
        let permit = self.core.permit(signed, asked, (&notice.subject, Some(id))).await?;
        let changes = vec![
            ConsentChange::Acknowledge { id, at: self.core.now(), by: signed.account.clone() }.into(),
            permit.used(&self.core, "notice-acknowledged", signed, (&notice.subject, Some(id)))?,
        ];
        match self.core.storage.commit(UnitOfWork { changes }).await {
            Err(StorageError::Conflict { .. }) => Err(ServiceError::Meanwhile),
            outcome => Ok(outcome?),
        }
    }

    async fn last(&self, subject: &str, purpose: PurposeId) -> Result<Option<Last>, ServiceError> {
        let standings = self.core.storage.standings(subject).await?;
        Ok(standings.into_iter().find(|it| it.purpose == purpose).map(|it| it.last))
    }
}

fn words(choice: &Choice<'_>) -> String {
    format!("{} {}", choice.purpose.id(), choice.decision.name())
}

fn key_hash(key: &str) -> Digest {
    Digest::of(key.as_bytes())
}
