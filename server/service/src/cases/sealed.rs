//! What is said in a step, and its receipt: sealed together under the person's key, committed to in the ledger.

use super::SYSTEM;
use crate::core::Core;
use crate::error::ServiceError;
use crate::sealing::DataKey;
use domain::cases::{Reason, Right, Step};
use domain::record::Content;
use domain::{Digest, Id, Instant, Language};
use ledger::receipt::CaseReceipt;
use serde_json::{Map, Value, json};
use storage::StoredStep;

/// Where a step is kept; part of what its seal is bound to.
const PLACE: &str = "case_step.sealed";
const SALT: usize = 32;

/// What was said in a step. It has no `Debug`: words are a person's own.
#[derive(Clone, Default)]
pub struct Said {
    /// Words.
    pub words: String,
    /// The reason, from the closed list.
    pub reason: Option<Reason>,
    /// What should be recorded, or is.
    pub content: Option<Content>,
    /// The file that was given: its id, media type and digest.
    pub evidence: Option<(Id, String, Digest)>,
    /// The record as it stood: its version and the digest of what it held.
    pub snapshot: Option<(u32, Digest)>,
}

/// A step about to be taken.
pub(super) struct Taken<'a> {
    pub(super) subject: &'a str,
    pub(super) case: Id,
    pub(super) number: &'a str,
    pub(super) right: Right,
    pub(super) language: Language,
    pub(super) place: u32,
    pub(super) step: Step,
    pub(super) actor: (&'a str, Option<Id>),
    /// Code and name of the office; empty for the person.
    pub(super) office: (&'a str, &'a str),
    pub(super) said: &'a Said,
}

impl Said {
    fn to_json(&self) -> Map<String, Value> {
        let mut map = Map::new();
        map.insert("words".to_owned(), json!(self.words));
        map.insert("reason".to_owned(), json!(self.reason.map(Reason::name)));
        map.insert("content".to_owned(), json!(self.content.as_ref().map(Content::to_text)));
        let evidence = self.evidence.as_ref();
        let evidence = evidence.map(|(id, kind, digest)| json!([id.to_string(), kind, digest.to_string()]));
        map.insert("evidence".to_owned(), json!(evidence));
        let snapshot = self.snapshot.as_ref().map(|(version, digest)| json!([version, digest.to_string()]));
        map.insert("snapshot".to_owned(), json!(snapshot));
        map
    }

    fn from_json(value: &Value) -> Option<Self> {
        let text = |name: &str| value.get(name).and_then(Value::as_str);
        let evidence = value.get("evidence").and_then(Value::as_array).map(|parts| {
            let part = |at: usize| parts.get(at).and_then(Value::as_str);
            Some((Id::parse(part(0)?)?, part(1)?.to_owned(), Digest::from_hex(part(2)?)?))
        });
        let snapshot = value.get("snapshot").and_then(Value::as_array).map(|parts| {
            let version = u32::try_from(parts.first()?.as_u64()?).ok()?;
            Some((version, Digest::from_hex(parts.get(1)?.as_str()?)?))
        });
        Some(Self {
            words: text("words")?.to_owned(),
            reason: text("reason").and_then(Reason::from_name),
            content: text("content").and_then(Content::from_text),
            evidence: evidence.flatten(),
            snapshot: snapshot.flatten(),
        })
    }

    /// The digest of all of it but the snapshot, which the receipt names by itself.
    fn digest(&self) -> Digest {
        let content = self.content.as_ref().map(Content::to_text).unwrap_or_default();
        let evidence = self.evidence.as_ref().map(|(_, _, digest)| digest.to_string()).unwrap_or_default();
        let reason = self.reason.map_or("", Reason::name);
        Digest::of([reason, &content, &evidence, &self.words].join("\n\n").as_bytes())
    }
}

impl Core {
    /// The step as it is kept, its receipt committed to.
    pub(super) fn step(&self, key: &DataKey, it: &Taken<'_>) -> Result<StoredStep, ServiceError> {
        let at = self.now();
        let (id, salt) = (self.id(at)?, self.random::<SALT>()?);
        let (actor, acting) = it.actor;
        let receipt = CaseReceipt {
            record: id,
            at,
            number: it.number.to_owned(),
            right: it.right,
            step: it.step,
            office: it.office.1.to_owned(),
            said: it.said.digest(),
            snapshot: it.said.snapshot.map(|(_, digest)| digest),
            language: it.language,
            principal: self.pseudonym(it.subject),
            delegate: acting.map(|_| self.pseudonym(actor)),
            origin: self.origin.to_string(),
        };
        let bytes = receipt.canonical_json();
        let commitment = Digest::from(ledger::commitment(&salt, &bytes));
        let mut sealed = it.said.to_json();
        sealed.insert("salt".to_owned(), json!(hex::encode(salt)));
        sealed.insert("receipt".to_owned(), json!(String::from_utf8_lossy(&bytes)));
        Ok(StoredStep {
            subject: it.subject.to_owned(),
            case: it.case,
            place: it.place,
            id,
            step: it.step,
            at,
            actor: actor.to_owned(),
            office: it.office.0.to_owned(),
            acting,
            commitment,
            sealed: self.seal(key, Value::Object(sealed).to_string().as_bytes(), PLACE)?,
        })
    }
}

/// What was said in a step.
pub(super) fn said(key: &DataKey, step: &StoredStep) -> Result<Said, ServiceError> {
    Said::from_json(&opened(key, step)?).ok_or(ServiceError::Sealed)
}

/// Salt and receipt of a step.
pub(crate) fn receipt_of(key: &DataKey, step: &StoredStep) -> Result<([u8; SALT], Vec<u8>), ServiceError> {
    let value = opened(key, step)?;
    let text = |name: &str| value.get(name).and_then(Value::as_str).ok_or(ServiceError::Sealed);
    let salt = Digest::from_hex(text("salt")?).ok_or(ServiceError::Sealed)?;
    Ok((*salt.as_bytes(), text("receipt")?.as_bytes().to_vec()))
}

/// Whether a row says what its receipt says; the moment to the millisecond. An officer is in it by the office alone.
pub(crate) fn says(core: &Core, receipt: &[u8], step: &StoredStep) -> bool {
    let Ok(value) = serde_json::from_slice::<Value>(receipt) else { return false };
    let delegate = value.get("dpv:isIndicatedBy").and_then(|it| it.get("@id")).and_then(Value::as_str);
    let actor = match (step.acting, delegate) {
        (Some(_), Some(delegate)) => {
            delegate.strip_prefix("urn:morprom:delegate:") == Some(&core.pseudonym(&step.actor))
        }
        (None, None) => match step.office.as_str() {
            "" => step.actor == step.subject,
            SYSTEM => step.actor == SYSTEM,
            _ => true,
        },
        _ => false,
    };
    let office = value.get("dpv:hasResponsibleEntity").and_then(Value::as_str).is_some_and(|office| !office.is_empty());
    let officer = !step.office.is_empty() && step.office != SYSTEM;
    let is = |name: &str, expected: &str| value.get(name).and_then(Value::as_str) == Some(expected);
    actor
        && office == officer
        && is("dct:identifier", &step.id.to_string())
        && is("dct:type", step.step.name())
        && is("dpv:isIndicatedAtTime", &Instant::rfc3339(step.at))
}

fn opened(key: &DataKey, step: &StoredStep) -> Result<Value, ServiceError> {
    serde_json::from_slice(&key.open(&step.sealed, PLACE)?).map_err(|_| ServiceError::Sealed)
}
