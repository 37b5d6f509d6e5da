//! Health records, and who made each version of them and why. A record entered in error stays, whole, with that status:
//! leaving it out would hide from the person what others were told.

use crate::frame::{Frame, kind};
use crate::parts::{concept, identifier, reference, uuid_of};
use crate::{Record, Version, people};
use domain::record::{Content, Laboratory, RecordState, Vaccination};
use domain::{Bilingual, Language};
use serde_json::{Value, json};

/// The vaccines (CDC CVX).
pub(crate) const VACCINES: &str = "http://hl7.org/fhir/sid/cvx";
const CATEGORIES: &str = "http://terminology.hl7.org/CodeSystem/observation-category";
/// What can be done to a record (HL7 v3).
pub(crate) const OPERATIONS: &str = "http://terminology.hl7.org/CodeSystem/v3-DataOperation";
/// What part somebody has in a record (HL7).
pub(crate) const PARTICIPANTS: &str = "http://terminology.hl7.org/CodeSystem/provenance-participant-type";

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
    json!({
        "resourceType": "Immunization",
        "id": record.id.to_string(),
        "meta": meta(record),
        "status": status(record.state, "completed"),
        "vaccineCode": vaccine(dose, frame.language),
        "patient": frame.person(),
        "occurrenceDateTime": dose.day.to_string(),
        "recorded": first.map(domain::Instant::rfc3339),
        // Where nobody confirmed that the person was there, who the unit had it from is not known, so nothing is said.
        "primarySource": record.confirmed.then_some(true),
        "lotNumber": dose.lot,
        "performer": [{ "actor": people::unit(record) }],
        "note": [note(frame, record)],
        "protocolApplied": doses(dose),
    })
}

fn observation(frame: &Frame<'_>, record: &Record, found: &Laboratory) -> Value {
    json!({
        "resourceType": "Observation",
        "id": record.id.to_string(),
        "meta": meta(record),
        "status": status(record.state, "final"),
        "category": laboratory(),
        "code": test(found, frame.language),
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
    json!({
        "resourceType": "Provenance",
        "id": provenance_id(record, *version),
        "target": [target],
        "recorded": at.rfc3339(),
        "activity": concept(OPERATIONS, activity(*version, *state)),
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

/// The product of a dose, by its code and in words.
pub(crate) fn vaccine(dose: &Vaccination, language: Language) -> Value {
    let mut vaccine = concept(VACCINES, dose.product.code());
    vaccine["text"] = json!(dose.product.label().text(language));
    vaccine
}

/// Which dose it is: a positive integer is what FHIR takes, and nothing else.
pub(crate) fn doses(dose: &Vaccination) -> Value {
    json!((dose.dose > 0).then(|| json!([{ "doseNumberPositiveInt": dose.dose }])))
}

/// The category of every result.
pub(crate) fn laboratory() -> Value {
    json!([concept(CATEGORIES, "laboratory")])
}

/// What was tested, in words.
pub(crate) fn test(found: &Laboratory, language: Language) -> Value {
    let test = if found.test.trim().is_empty() { NOT_NAMED.text(language) } else { &found.test };
    json!({ "text": test })
}

/// The id of what is known of a version.
pub(crate) fn provenance_id(record: &Record, version: u32) -> String {
    uuid_of("provenance", &format!("{}\n{version}", record.id))
}

/// What a version did to the record.
pub(crate) const fn activity(version: u32, state: RecordState) -> &'static str {
    match state {
        RecordState::EnteredInError => "NULLIFY",
        RecordState::Recorded if version == 1 => "CREATE",
        RecordState::Recorded => "UPDATE",
    }
}

/// Which version it is, and when it was made.
pub(crate) fn meta(record: &Record) -> Value {
    json!({ "versionId": record.version.to_string(), "lastUpdated": record.at.rfc3339() })
}

/// The status of a record; `stands` where it is not entered in error.
pub(crate) const fn status(state: RecordState, stands: &'static str) -> &'static str {
    match state {
        RecordState::Recorded => stands,
        RecordState::EnteredInError => "entered-in-error",
    }
}

fn note(frame: &Frame<'_>, record: &Record) -> Value {
    let words = if record.confirmed { CONFIRMED } else { NOT_CONFIRMED };
    json!({ "text": words.text(frame.language) })
}
