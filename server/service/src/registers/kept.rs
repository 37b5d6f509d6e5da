//! What is said in a step of a register, and its receipt: sealed under the key of the registers, committed to in the
//! ledger.

use super::RegisterDesk;
use crate::core::Core;
use crate::error::ServiceError;
use crate::sealing::DataKey;
use domain::kept_back::KeptBack;
use domain::register::{Entry, Register, Step};
use domain::{Digest, Id, Instant};
use ledger::receipt::RegisterStep;
use serde_json::{Value, json};
use storage::{AuditEvent, EntryStep};

/// Where a step is kept; part of what its seal is bound to.
const PLACE: &str = "register_step.sealed";
const SALT: usize = 32;

/// What is said in a step.
pub(super) struct Kept<'a> {
    pub(super) words: &'a str,
    /// What was entered, in the first.
    pub(super) entry: Option<&'a Entry>,
    /// The use of somebody's data it is.
    pub(super) of_person: Option<(KeptBack, &'a AuditEvent)>,
}

impl Kept<'_> {
    /// Nothing is said, and nobody's data used.
    pub(super) const NOTHING: Kept<'static> = Kept { words: "", entry: None, of_person: None };
}

impl RegisterDesk {
    /// A step as it is kept, its receipt committed to. Of a step that uses somebody's data the receipt is that of the use,
    /// with the step in it: one entry of the ledger stands for both, under the id of the event.
    pub(super) async fn step(
        &self,
        (register, entry, place): (Register, Id, u32),
        (step, actor): (Step, &str),
        kept: &Kept<'_>,
    ) -> Result<EntryStep, ServiceError> {
        let core = &self.core;
        let (at, id) = match kept.of_person {
            Some((_, event)) => (event.at, event.id),
            None => (core.now(), core.id(core.now())?),
        };
        let salt = core.random::<SALT>()?;
        let answers = kept.entry.map(|entry| entry.answers().map(|(name, all)| json!([name, all])).collect::<Vec<_>>());
        let said = json!({ "words": kept.words, "answers": answers });
        let digest = Digest::of(said.to_string().as_bytes());
        let receipt = if let Some((act, event)) = kept.of_person {
            let step = RegisterStep { register, place, step, said: digest };
            let receipt = core.receipt_of_use(act, event, Some(step)).await?.canonical_json();
            String::from_utf8(receipt).map_err(|_| ServiceError::Sealed)?
        } else {
            let receipt = json!({
                "at": at.rfc3339(),
                "entry": entry.to_string(),
                "id": id.to_string(),
                "officer": super::officer(core, actor),
                "origin": &*core.origin,
                "place": place,
                "register": register.name(),
                "said": digest.to_string(),
                "step": step.name(),
            });
            receipt.to_string()
        };
        let commitment = Digest::from(ledger::commitment(&salt, receipt.as_bytes()));
        let sealed = json!({ "said": said, "salt": hex::encode(salt), "receipt": receipt }).to_string();
        let sealed = core.seal(&core.keys().register(), sealed.as_bytes(), PLACE)?;
        Ok(EntryStep { entry, place, id, step, at, actor: actor.to_owned(), commitment, sealed })
    }
}

/// What was said in a step: words, and the entry where it is the first.
pub(super) fn said(
    key: &DataKey,
    register: Register,
    step: &EntryStep,
) -> Result<(String, Option<Entry>), ServiceError> {
    let value = opened(key, step)?;
    let said = value.get("said").ok_or(ServiceError::Sealed)?;
    let words = said.get("words").and_then(Value::as_str).ok_or(ServiceError::Sealed)?.to_owned();
    let Some(answers) = said.get("answers").and_then(Value::as_array) else { return Ok((words, None)) };
    let one = |value: &Value| serde_json::from_value::<(String, Vec<String>)>(value.clone()).ok();
    let answers = answers.iter().map(one).collect::<Option<Vec<_>>>().ok_or(ServiceError::Sealed)?;
    Ok((words, Some(Entry::kept(register, answers).ok_or(ServiceError::Sealed)?)))
}

/// Salt and receipt of a step.
pub(crate) fn receipt_of(key: &DataKey, step: &EntryStep) -> Result<([u8; SALT], Vec<u8>), ServiceError> {
    let value = opened(key, step)?;
    let text = |name: &str| value.get(name).and_then(Value::as_str).ok_or(ServiceError::Sealed);
    let salt = Digest::from_hex(text("salt")?).ok_or(ServiceError::Sealed)?;
    let said = value.get("said").ok_or(ServiceError::Sealed)?;
    let receipt = text("receipt")?;
    // What is shown is what the receipt names.
    let named = Digest::of(said.to_string().as_bytes()).to_string();
    if receipt.contains(&named) {
        Ok((*salt.as_bytes(), receipt.as_bytes().to_vec()))
    } else {
        Err(ServiceError::Sealed)
    }
}

/// Whether the receipt of a step is that of a use of somebody's data.
pub(crate) fn is_of_use(receipt: &[u8]) -> bool {
    serde_json::from_slice::<Value>(receipt).is_ok_and(|value| value.get("dct:isPartOf").is_some())
}

/// Whether a row says what its receipt says; the moment to the millisecond.
pub(crate) fn says(core: &Core, receipt: &[u8], step: &EntryStep) -> bool {
    let Ok(value) = serde_json::from_slice::<Value>(receipt) else { return false };
    let is = |name: &str, expected: &str| value.get(name).and_then(Value::as_str) == Some(expected);
    if let Some(part) = value.get("dct:isPartOf") {
        let of_part = |name: &str, expected: &str| part.get(name).and_then(Value::as_str) == Some(expected);
        return is("dct:identifier", &step.id.to_string())
            && is("dct:relation", &step.entry.to_string())
            && is("dpv:isIndicatedAtTime", &Instant::rfc3339(step.at))
            && is("schema:agent", &core.agent(&step.actor))
            && of_part("dct:type", step.step.name())
            && of_part("schema:position", &step.place.to_string());
    }
    is("id", &step.id.to_string())
        && is("entry", &step.entry.to_string())
        && is("officer", &super::officer(core, &step.actor))
        && is("step", step.step.name())
        && is("at", &Instant::rfc3339(step.at))
        && value.get("place").and_then(Value::as_u64) == Some(step.place.into())
}

fn opened(key: &DataKey, step: &EntryStep) -> Result<Value, ServiceError> {
    serde_json::from_slice(&key.open(&step.sealed, PLACE)?).map_err(|_| ServiceError::Sealed)
}
