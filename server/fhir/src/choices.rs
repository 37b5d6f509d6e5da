//! What the person decided and what they asked for: choices about purposes, and cases.

use crate::frame::Frame;
use crate::parts::{concept, identifier};
use crate::{CaseLine, Choice};
use domain::cases::Right;
use serde_json::{Value, json};

const SCOPES: &str = "http://terminology.hl7.org/CodeSystem/consentscope";

/// A choice. The policy it was made under is named by the address of that version.
pub(crate) fn consent(frame: &Frame<'_>, choice: &Choice) -> Value {
    let (purpose, title) = &choice.purpose;
    let (status, provision) = if choice.given { ("active", "permit") } else { ("rejected", "deny") };
    json!({
        "resourceType": "Consent",
        "id": choice.id.to_string(),
        "status": status,
        "scope": concept(SCOPES, "patient-privacy"),
        "category": [concept("http://loinc.org", "59284-0")],
        "patient": frame.person(),
        "dateTime": choice.at.rfc3339(),
        "policy": [{ "uri": frame.below(&format!("th/policy/{}", choice.policy)) }],
        "provision": {
            "type": provision,
            "purpose": [{ "system": frame.below("id/purpose"), "code": purpose, "display": title }],
        },
    })
}

/// A case, as the task it is for the office.
pub(crate) fn task(frame: &Frame<'_>, case: &CaseLine) -> Value {
    let mut code = concept(&frame.below("id/right"), case.right.name());
    code["text"] = json!(case.right.label().text(frame.language));
    json!({
        "resourceType": "Task",
        "id": case.id.to_string(),
        "identifier": [identifier(&frame.below("id/case"), &case.number)],
        "status": status(case),
        "businessStatus": case.done.filter(|_| !case.open).map(|outcome| json!({ "text": outcome.label().text(frame.language) })),
        "intent": "order",
        "code": code,
        "focus": case.record.filter(|_| case.right == Right::Correction).map(|id| frame.record(id)),
        "for": frame.person(),
        "authoredOn": case.filed_at.rfc3339(),
        "lastModified": case.changed_at.max(case.filed_at).rfc3339(),
    })
}

const fn status(case: &CaseLine) -> &'static str {
    match case.done {
        _ if case.open && case.changed_at.unix_milliseconds() > case.filed_at.unix_milliseconds() => "in-progress",
        _ if case.open => "requested",
        Some(outcome) if outcome.is_yes() => "completed",
        Some(_) => "rejected",
        // Taken back by the person.
        None => "cancelled",
    }
}
