//! Uses of data that a law keeps from the person until a day (article 8): each is committed to in the ledger in the unit that
//! records it, by a salted receipt, sealed until then. Without the commitment storage takes no such event.

use crate::core::Core;
use crate::error::ServiceError;
use crate::sealing::DataKey;
use domain::catalogue::PurposeId;
use domain::kept_back::KeptBack;
use domain::{Digest, Id, Instant, Language};
use ledger::receipt::{AccessReceipt, RegisterStep};
use serde_json::{Value, json};
use storage::{AccountChange, AuditEvent, AuditLine, Change, KeptBackEvent, KeptBackLine};

/// Where a receipt is kept; part of what its seal is bound to.
const PLACE: &str = "kept_back.sealed";
const SALT: usize = 32;
/// Who acts by a command at the machine; the source of what they enter.
pub const OPERATOR: &str = "operator";

/// The receipt of a use with what proves it.
pub struct UseReceipt {
    /// The id of the event, by which the ledger finds it.
    pub id: Id,
    /// The canonical JSON that was committed to.
    pub bytes: Vec<u8>,
    /// The salt of the commitment.
    pub salt: [u8; SALT],
}

/// Where a use that was committed to stands in the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Committed {
    /// It waits for its place.
    Waiting,
    /// At this place.
    At(u64),
}

impl Core {
    /// The changes that write a use down: where it is kept from the person, the commitment to it first.
    pub(crate) async fn written(&self, act: KeptBack, event: AuditEvent) -> Result<Vec<Change>, ServiceError> {
        let mut changes = Vec::new();
        if event.grounds.as_ref().is_some_and(|it| it.shown_from.is_some()) {
            let receipt = self.receipt_of_use(act, &event, None).await?.canonical_json();
            let salt = self.random::<SALT>()?;
            let text = String::from_utf8_lossy(&receipt);
            let sealed = json!({ "salt": hex::encode(salt), "receipt": text }).to_string();
            let kept = KeptBackEvent {
                subject: event.subject.clone(),
                id: event.id,
                at: event.at,
                commitment: Digest::from(ledger::commitment(&salt, &receipt)),
                // Under no key of the person: what was committed to is checked also after they were erased.
                sealed: self.seal(&self.keys().register(), sealed.as_bytes(), PLACE)?,
            };
            changes.push(kept.into());
        }
        changes.push(AccountChange::Audit(event).into());
        Ok(changes)
    }

    /// What the receipt of a use says; `step` is the step of a register it is.
    pub(crate) async fn receipt_of_use(
        &self,
        act: KeptBack,
        event: &AuditEvent,
        step: Option<RegisterStep>,
    ) -> Result<AccessReceipt, ServiceError> {
        let account = self.storage.account(&event.subject).await?;
        let grounds = event.grounds.clone().unwrap_or_default();
        Ok(AccessReceipt {
            record: event.id,
            at: event.at,
            act,
            shown_from: grounds.shown_from,
            office: grounds.office,
            officer: self.agent(&event.actor),
            purpose: purpose(&grounds.purpose).ok_or(ServiceError::Sealed)?,
            facts: grounds.facts,
            path: grounds.path,
            target: event.target,
            step,
            language: account.map_or(Language::Th, |it| it.settings.language),
            principal: self.pseudonym(&event.subject),
            origin: self.origin.to_string(),
        })
    }

    /// What whoever acted is called: an officer by a code, the operator as such.
    pub(crate) fn agent(&self, actor: &str) -> String {
        if actor == OPERATOR { OPERATOR.to_owned() } else { self.officer_code(actor) }
    }

    /// Whether an event of `subject` says what its receipt says; moments to the millisecond.
    pub(crate) fn says(&self, receipt: &[u8], (subject, line): (&str, &AuditLine)) -> bool {
        let Ok(value) = serde_json::from_slice::<Value>(receipt) else { return false };
        let Some(grounds) = &line.grounds else { return false };
        let is = |name: &str, expected: &str| value.get(name).and_then(Value::as_str) == Some(expected);
        let principal = format!("urn:morprom:principal:{}", self.pseudonym(subject));
        let whose = value.get("dpv:hasDataSubject").and_then(|it| it.get("@id")).and_then(Value::as_str);
        let target = line.target.map_or_else(String::new, |target| target.to_string());
        whose == Some(&principal)
            && line.acting.is_none()
            && !grounds.unbound
            && is("dct:identifier", &line.id.to_string())
            && is("dct:type", &line.act)
            && is("dpv:isIndicatedAtTime", &Instant::rfc3339(line.at))
            && is("dct:available", &Instant::rfc3339(grounds.shown_from.unwrap_or(line.at)))
            && is("dct:relation", &target)
            && is("dpv:hasPurpose", &grounds.purpose)
            && is("dpv:hasResponsibleEntity", &grounds.office)
            && is("schema:agent", &self.agent(&line.actor))
            && is("dpv:hasContext", &grounds.facts)
            && is("dpv:hasRule", &grounds.path)
    }

    /// Where a use stands in the ledger; `None` where it was not committed to.
    pub(crate) async fn committed(&self, line: &AuditLine) -> Result<Option<Committed>, ServiceError> {
        // What is never kept back is in no ledger.
        if KeptBack::from_name(&line.act).is_none() {
            return Ok(None);
        }
        Ok(match self.storage.entry_position(line.id).await? {
            Some(place) => Some(Committed::At(place)),
            None => self.storage.is_waiting(line.id).await?.then_some(Committed::Waiting),
        })
    }
}

/// Salt and receipt of a use that was kept back.
pub(crate) fn receipt_of(key: &DataKey, kept: &KeptBackLine) -> Result<([u8; SALT], Vec<u8>), ServiceError> {
    let plain = key.open(&kept.sealed, PLACE)?;
    let value: Value = serde_json::from_slice(&plain).map_err(|_| ServiceError::Sealed)?;
    let text = |name: &str| value.get(name).and_then(Value::as_str).ok_or(ServiceError::Sealed);
    let salt = Digest::from_hex(text("salt")?).ok_or(ServiceError::Sealed)?;
    Ok((*salt.as_bytes(), text("receipt")?.as_bytes().to_vec()))
}

fn purpose(id: &str) -> Option<PurposeId> {
    PurposeId::ALL.into_iter().find(|purpose| purpose.id() == id)
}
