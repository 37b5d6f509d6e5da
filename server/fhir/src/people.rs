//! The person, and the units that recorded something about them.

use crate::frame::Frame;
use crate::parts::{concept, identifier, reference, uuid_of};
use crate::{Export, Person, Record};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The national id (Thai FHIR terminology).
pub(crate) const NATIONAL_ID: &str = "https://terms.sil-th.org/id/th-cid";
/// A passport, before the three letters of the state that issued it (HL7, "Using Codes": passport numbers).
pub(crate) const PASSPORT: &str = "http://hl7.org/fhir/sid/passport-";
/// The code of a health unit (Thai FHIR terminology).
pub(crate) const UNIT: &str = "https://terms.sil-th.org/id/th-moph-hcode";
/// What kind an identifier is (HL7 v2, table 0203).
const IDENTIFIER_TYPE: &str = "http://terminology.hl7.org/CodeSystem/v2-0203";

/// The person.
pub(crate) fn patient(frame: &Frame<'_>) -> Value {
    let person = &frame.export.person;
    let language = concept("urn:ietf:bcp:47", frame.language.tag());
    json!({
        "resourceType": "Patient",
        "id": frame.patient,
        "identifier": identifiers(person),
        "name": [{ "family": person.family, "given": [person.given] }],
        "telecom": [telecom("phone", person.phone.as_deref()), telecom("email", person.email.as_deref())],
        "gender": person.gender,
        "birthDate": person.birth_date,
        "address": [{ "text": person.address, "postalCode": person.postal_code }],
        "communication": [{ "language": language, "preferred": true }],
    })
}

/// The units, each once, by code, in the order in which they first recorded or scanned something.
pub(crate) fn units(export: &Export) -> impl Iterator<Item = Value> {
    let mut seen = BTreeSet::new();
    let units = export.records.iter().map(|record| &record.unit).chain(export.papers.iter().map(|paper| &paper.unit));
    let firsts = units.filter(move |(code, _)| seen.insert(code));
    firsts.map(|(code, name)| {
        json!({
            "resourceType": "Organization",
            "id": uuid_of("unit", code),
            "identifier": [identifier(UNIT, code)],
            "name": name,
        })
    })
}

/// The reference to the unit of a record.
pub(crate) fn unit(record: &Record) -> Value {
    reference("Organization", &uuid_of("unit", &record.unit.0))
}

fn identifiers(person: &Person) -> Value {
    let national = person.national_id.as_deref().map(|number| typed(identifier(NATIONAL_ID, number), "NI"));
    // Which state issued it is not known, so that the number stands without a system.
    let passport = person.passport.as_deref().map(|number| typed(json!({ "value": number }), "PPN"));
    json!([national, passport])
}

fn typed(mut identifier: Value, code: &str) -> Value {
    let known = identifier["value"].as_str().is_some_and(|it| !it.trim().is_empty());
    if !known {
        return Value::Null;
    }
    identifier["type"] = concept(IDENTIFIER_TYPE, code);
    identifier
}

fn telecom(system: &str, value: Option<&str>) -> Value {
    value.filter(|it| !it.trim().is_empty()).map_or(Value::Null, |it| json!({ "system": system, "value": it }))
}
