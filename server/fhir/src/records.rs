//! Health records, and who made each version of them and why. A record entered in error stays, whole, with that status:
//! leaving it out would hide from the person what others were told.

use crate::frame::{Frame, kind};
use crate::parts::{concept, identifier, reference, uuid_of};
use crate::{Record, Version, people};
use domain::Bilingual;
use domain::record::{Content, Laboratory, RecordState, Vaccination};
use serde_json::{Value, json};

const VACCINES: &str = "http://hl7.org/fhir/sid/cvx";
const CATEGORIES: &str = "http://terminology.hl7.org/CodeSystem/observation-category";
const OPERATIONS: &str = "http://terminology.hl7.org/CodeSystem/v3-DataOperation";
const PARTICIPANTS: &str = "http://terminology.hl7.org/CodeSystem/provenance-participant-type";

const CONFIRMED: Bilingual =
    Bilingual::new("ยืนยันแล้วว่าเจ้าของข้อมูลอยู่ที่หน่วยบริการ", "It is confirmed that the person was there.");
const NOT_CONFIRMED: Bilingual =
    Bilingual::new("ยังไม่ได้ยืนยันว่าเจ้าของข้อมูลอยู่ที่หน่วยบริการ", "It is not confirmed that the person was there.");
const NOT_NAMED: Bilingual = Bilingual::new("ไม่ได้ระบุชื่อการตรวจ", "The test is not named.");
const VERSION: Bilingual = Bilingual::new("ฉบับที่", "Version");

/// The record, then what is known of each version of it.
pub(crate) fn resources(frame: &Frame<'_>, record: &Record) -> Vec<Value> {
    let resource = match &record.content {
        Content::Vaccination(it) => immunization(frame, record, it),
        Content::Laboratory(it) => observation(frame, record, it),
    };
    let history = record.history.iter().map(|version| provenance(frame, record, version));
    std::iter::once(resource).chain(history).collect()
}

fn immunization(frame: &Frame<'_>, record: &Record, dose: &Vaccination) -> Value {
    let first = record.history.iter().map(|(_, at, ..)| *at).chain([record.at]).min();
    let mut vaccine = concept(VACCINES, dose.product.code());
    vaccine["text"] = json!(dose.product.label().text(frame.language));
    json!({
        "resourceType": "Immunization",
        "id": record.id.to_string(),
        "meta": meta(record),
        "status": status(record.state, "completed"),
        "vaccineCode": vaccine,
        "patient": frame.person(),
        "occurrenceDateTime": dose.day.to_string(),
        "recorded": first.map(domain::Instant::rfc3339),
        // Where nobody confirmed that the person was there, who the unit had it from is not known, so nothing is said.
        "primarySource": record.confirmed.then_some(true),
        "lotNumber": dose.lot,
        "performer": [{ "actor": people::unit(record) }],
        "note": [note(frame, record)],
        // A positive integer is what FHIR takes, and nothing else.
        "protocolApplied": (dose.dose > 0).then(|| json!([{ "doseNumberPositiveInt": dose.dose }])),
    })
}

fn observation(frame: &Frame<'_>, record: &Record, found: &Laboratory) -> Value {
    let test = if found.test.trim().is_empty() { NOT_NAMED.text(frame.language) } else { &found.test };
    json!({
        "resourceType": "Observation",
        "id": record.id.to_string(),
        "meta": meta(record),
        "status": status(record.state, "final"),
        "category": [concept(CATEGORIES, "laboratory")],
        "code": { "text": test },
        "subject": frame.person(),
        "effectiveDateTime": found.day.to_string(),
        "issued": record.at.rfc3339(),
        "performer": [people::unit(record)],
        "valueString": found.result,
        "note": [note(frame, record)],
    })
}

fn provenance(frame: &Frame<'_>, record: &Record, (version, at, state, case): &Version) -> Value {
    let mut target = reference(kind(record), &record.id.to_string());
    // A URN has no `_history`: which version is meant is said beside.
    target["display"] = json!(format!("{} {version}", VERSION.text(frame.language)));
    let activity = match state {
        RecordState::EnteredInError => "NULLIFY",
        RecordState::Recorded if *version == 1 => "CREATE",
        RecordState::Recorded => "UPDATE",
    };
    json!({
        "resourceType": "Provenance",
        "id": uuid_of("provenance", &format!("{}\n{version}", record.id)),
        "target": [target],
        "recorded": at.rfc3339(),
        "activity": concept(OPERATIONS, activity),
        "agent": [{ "type": concept(PARTICIPANTS, "author"), "who": people::unit(record) }],
        "entity": case.as_deref().map(|number| cause(frame, number)),
    })
}

/// The case that led to a version: in the bundle, or by its number alone.
fn cause(frame: &Frame<'_>, number: &str) -> Value {
    let number_alone = identifier(&frame.below("id/case"), number);
    let what = match frame.case(number) {
        Some(id) => reference("Task", &id.to_string()),
        None if number_alone.is_null() => return Value::Null,
        None => json!({ "type": "Task", "identifier": number_alone }),
    };
    json!([{ "role": "source", "what": what }])
}

fn meta(record: &Record) -> Value {
    json!({ "versionId": record.version.to_string(), "lastUpdated": record.at.rfc3339() })
}

fn status(state: RecordState, stands: &'static str) -> &'static str {
    match state {
        RecordState::Recorded => stands,
        RecordState::EnteredInError => "entered-in-error",
    }
}

fn note(frame: &Frame<'_>, record: &Record) -> Value {
    let words = if record.confirmed { CONFIRMED } else { NOT_CONFIRMED };
    json!({ "text": words.text(frame.language) })
}
