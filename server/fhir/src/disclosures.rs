//! What was disclosed about the person under an order of law, as the record of it: who ordered it, by which law, which data,
//! and each time it was opened. The values themselves are not repeated.

use crate::Disclosure;
use crate::frame::Frame;
use crate::parts::{concept, identifier};
use serde_json::{Value, json};

/// Kinds of events (DICOM, PS3.16); 110106 is an export.
const EVENT: &str = "http://dicom.nema.org/resources/ontology/DCM";
const LIFECYCLE: &str = "http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle";
const ENTITY: &str = "http://terminology.hl7.org/CodeSystem/audit-entity-type";
const ROLE: &str = "http://terminology.hl7.org/CodeSystem/object-role";

/// A disclosure.
pub(crate) fn audit_event(frame: &Frame<'_>, it: &Disclosure) -> Value {
    let coding = |system: &str, code: &str| json!({ "system": system, "code": code });
    let detail = |kind: &str, value: &str| json!({ "type": kind, "valueString": value });
    let fields = it.fields.iter().map(|(_, name)| detail("field", name));
    let opened = it.opened.iter().map(|at| detail("opened", &at.rfc3339()));
    json!({
        "resourceType": "AuditEvent",
        "id": it.id.to_string(),
        "type": coding(EVENT, "110106"),
        "subtype": [coding(LIFECYCLE, "disclose")],
        "action": "R",
        "recorded": it.confirmed.rfc3339(),
        "outcome": "0",
        "purposeOfEvent": [{ "text": it.section }],
        "agent": [
            { "name": it.authority, "requestor": true },
            { "type": concept(EVENT, "110153"), "name": it.controller, "requestor": false },
        ],
        "source": { "observer": { "display": it.controller } },
        "entity": [
            { "what": frame.person(), "type": coding(ENTITY, "1"), "role": coding(ROLE, "1") },
            {
                "what": { "identifier": identifier(&frame.below("id/order"), &it.order) },
                "type": coding(ENTITY, "4"),
                "role": coding(ROLE, "20"),
                "detail": fields.chain(opened).collect::<Vec<_>>(),
            },
        ],
    })
}
