//! A record as its sender would write it: what [`crate::intake`] reads, made again. For samples, for tests, and for whoever
//! plays a partner.

use crate::intake::PRESENCE_CODE;
use crate::partner;
use crate::parts::{concept, tidy};
use crate::people::UNIT;
use crate::records::{VACCINES, status};
use domain::exchange::{GivenPerson, GivenRecord};
use domain::record::{Content, Laboratory, Vaccination};
use domain::registration::Sex;
use serde_json::{Value, json};

/// The Immunization or Observation of a record, with its Patient contained.
pub fn sent(record: &GivenRecord) -> Value {
    let mut resource = match &record.content {
        Content::Vaccination(dose) => immunization(record, dose),
        Content::Laboratory(found) => observation(record, found),
    };
    resource["contained"] = json!([patient(&record.person)]);
    resource["identifier"] = json!([{ "system": record.key.system, "value": record.key.value }]);
    resource["extension"] =
        json!([record.presence.as_ref().map(|code| json!({ "url": PRESENCE_CODE, "valueString": code }))]);
    tidy(resource)
}

fn immunization(record: &GivenRecord, dose: &Vaccination) -> Value {
    json!({
        "resourceType": "Immunization",
        "status": status(record.state, "completed"),
        "vaccineCode": concept(VACCINES, dose.product.code()),
        "patient": { "reference": "#patient" },
        "occurrenceDateTime": dose.day.to_string(),
        "lotNumber": dose.lot,
        "performer": [{ "actor": unit(record) }],
        "protocolApplied": [{ "doseNumberPositiveInt": dose.dose }],
    })
}

fn observation(record: &GivenRecord, found: &Laboratory) -> Value {
    json!({
        "resourceType": "Observation",
        "status": status(record.state, "final"),
        "code": { "text": found.test },
        "subject": { "reference": "#patient" },
        "effectiveDateTime": found.day.to_string(),
        "performer": [unit(record)],
        "valueString": found.result,
    })
}

fn patient(person: &GivenPerson) -> Value {
    let family = person.last_name.as_ref().map(domain::fields::PersonName::as_str);
    json!({
        "resourceType": "Patient",
        "id": "patient",
        "identifier": [partner::person(&person.document)["identifier"]],
        "name": [{ "family": family, "given": [person.first_name.as_str()] }],
        "gender": person.sex.map(Sex::name),
        "birthDate": person.born.iso(),
    })
}

fn unit(record: &GivenRecord) -> Value {
    json!({ "identifier": record.unit.as_ref().map(|code| json!({ "system": UNIT, "value": code })) })
}
