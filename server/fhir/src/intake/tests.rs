//! What senders mean is what is read; nothing of what they sent is in what is said of it.

use super::*;
use crate::Release;
use crate::issue::IssueCode;
use domain::record::{Content, Product, RecordState};
use domain::registration::{Document, Sex};
use serde_json::{Value, json};

mod bundles;
mod mistakes;

fn today() -> Day {
    Day::from_iso("2026-11-27").unwrap()
}

/// A synthetic body with the check digit that belongs to it.
fn national_id() -> String {
    let parses = |it: &String| domain::fields::NationalId::parse(it).is_ok();
    (0..10).map(|digit| format!("899990000017{digit}")).find(parses).unwrap()
}

fn patient() -> Value {
    json!({
        "resourceType": "Patient",
        "id": "p",
        "identifier": [{ "system": "https://terms.sil-th.org/id/th-cid", "value": national_id() }],
        "name": [{ "use": "old", "family": "เก่า" }, { "family": "ไม่มีจริง", "given": ["สมมุติ", "สอง"] }],
        "gender": "female",
        "birthDate": "1990-05",
    })
}

fn dose() -> Value {
    json!({
        "resourceType": "Immunization",
        "meta": { "profile": ["https://elsewhere.example/StructureDefinition/dose"] },
        "contained": [patient()],
        "extension": [{ "url": "urn:elsewhere", "valueCode": "x" }, { "url": PRESENCE_CODE, "valueString": "AB12" }],
        "identifier": [{ "system": "https://hospital.example/dose", "value": "D-1" }],
        "status": "completed",
        "vaccineCode": { "coding": [
            { "system": "urn:elsewhere", "code": "1" },
            { "system": "http://hl7.org/fhir/sid/cvx", "code": "208" },
        ] },
        "patient": { "reference": "#p" },
        "occurrenceDateTime": "2026-01-31T17:30:00Z",
        "lotNumber": " MU  1 ",
        "performer": [{ "actor": { "identifier": {
            "system": "https://terms.sil-th.org/id/th-moph-hcode", "value": "10713",
        } } }],
        "protocolApplied": [{ "doseNumberPositiveInt": 2 }],
    })
}

fn result() -> Value {
    json!({
        "resourceType": "Observation",
        "contained": [patient()],
        "identifier": [{ "system": "https://hospital.example/lab", "value": "L-1" }],
        "status": "corrected",
        "code": { "coding": [{ "system": "http://loinc.org", "code": "0000-0", "display": "RT-PCR" }] },
        "subject": { "reference": "#p" },
        "effectiveDateTime": "2026-02-01",
        "valueString": "Not detected",
    })
}

/// The one entry of a resource.
fn one(resource: &Value) -> Entry {
    let submission = read(resource.to_string().as_bytes(), Release::R4, today()).unwrap();
    assert_eq!((submission.kind, submission.len(), submission.is_empty()), (Kind::Single, 1, false));
    submission.entries.into_iter().next().unwrap()
}

fn issues(entry: Entry) -> Vec<(IssueCode, String)> {
    entry.read.unwrap_err().into_iter().map(|it| (it.code, it.path)).collect()
}

#[test]
fn a_dose_is_read() {
    let entry = one(&dose());
    assert_eq!((entry.path.as_str(), entry.at), ("Immunization", 0));
    let given = entry.read.unwrap();
    let Content::Vaccination(it) = &given.content else { panic!("a dose") };
    assert_eq!((it.product, it.lot.as_str(), it.dose), (Product::Comirnaty, "MU 1", 2));
    assert_eq!(it.day.to_string(), "2026-02-01", "the day it was in Bangkok");
    assert_eq!(
        (given.state, given.unit.as_deref(), given.presence.as_deref()),
        (RecordState::Recorded, Some("10713"), Some("AB12"))
    );
    assert_eq!(given.key.text(), "https://hospital.example/dose\nD-1");
    let person = given.person;
    assert!(matches!(&person.document, Document::NationalId(it) if it.as_str() == national_id()));
    assert_eq!(
        (person.first_name.as_str(), person.born.iso().as_str(), person.sex),
        ("สมมุติ สอง", "1990-05", Some(Sex::Female))
    );
    assert_eq!(person.last_name.unwrap().as_str(), "ไม่มีจริง");
}

#[test]
fn a_dose_of_r5_has_its_number_as_a_text() {
    let mut dose = dose();
    dose["protocolApplied"] = json!([{ "doseNumber": "2" }]);
    let of = |resource: &Value, release| {
        let submission = read(resource.to_string().as_bytes(), release, today()).unwrap();
        submission.entries.into_iter().next().unwrap()
    };
    let given = of(&dose, Release::R5).read.unwrap();
    assert_eq!(given.content.vaccination().map(|it| it.dose), Some(2));
    let wrong = (IssueCode::Required, "Immunization.protocolApplied[0].doseNumberPositiveInt".to_owned());
    assert_eq!(issues(of(&dose, Release::R4)), [wrong], "R4 knows no such element");
    dose["recorded"] = json!("2026-02-01");
    assert_eq!(issues(of(&dose, Release::R5)), [(IssueCode::Structure, "Immunization.recorded".to_owned())]);
    dose.as_object_mut().unwrap().remove("recorded");
    for number in [json!(2), json!("0"), json!("21"), json!("two")] {
        dose["protocolApplied"][0]["doseNumber"] = number;
        let path = "Immunization.protocolApplied[0].doseNumber".to_owned();
        assert_eq!(issues(of(&dose, Release::R5)), [(IssueCode::Value, path)]);
    }
}

#[test]
fn a_result_is_read_in_each_form() {
    let found = |resource: &Value| {
        let given = one(resource).read.unwrap();
        let Content::Laboratory(it) = given.content else { panic!("a result") };
        (it.test, it.result)
    };
    assert_eq!(found(&result()), ("RT-PCR".to_owned(), "Not detected".to_owned()));
    let mut other = result();
    other.as_object_mut().unwrap().remove("valueString");
    other["code"] = json!({ "text": "Glucose", "coding": [{ "code": "x" }] });
    other["valueCodeableConcept"] = json!({ "coding": [{ "code": "neg" }] });
    assert_eq!(found(&other), ("Glucose".to_owned(), "neg".to_owned()));
    other.as_object_mut().unwrap().remove("valueCodeableConcept");
    let quantity =
        other.to_string().replacen('{', r#"{"valueQuantity":{"comparator":"<","value":5.40,"unit":"mmol/L"},"#, 1);
    let submission = read(quantity.as_bytes(), Release::R4, today()).unwrap();
    let Content::Laboratory(it) = &submission.entries[0].read.as_ref().unwrap().content else { panic!("a result") };
    assert_eq!(it.result, "<5.40 mmol/L", "the zero at the end says how exact it is");
}

#[test]
fn a_passport_names_its_state_and_one_name_is_a_name() {
    let document = |state: &str| {
        let mut other = dose();
        let system = format!("http://hl7.org/fhir/sid/passport-{state}");
        other["contained"][0]["identifier"] = json!([{ "system": system, "value": "ZZ0000017" }]);
        other["contained"][0]["name"] = json!([{ "family": "ชื่อเดียว" }]);
        other["contained"][0]["gender"] = json!("unknown");
        one(&other).read.map(|it| (it.person.document.key(), it.person.last_name.is_none(), it.person.sex))
    };
    assert_eq!(document("LAO").unwrap(), ("passport:LAO:ZZ0000017".to_owned(), true, None));
    assert_eq!(document("DEU").unwrap().0, "passport:D:ZZ0000017");
    assert_eq!(document("XYZ").unwrap_err()[0].path, "Immunization.contained[0].identifier[0].system");
}

#[test]
fn everything_wrong_is_said_at_once_and_nothing_of_what_was_sent() {
    let mut wrong = dose();
    wrong["status"] = json!("zqx-status");
    wrong["occurrenceDateTime"] = json!("zqx-day");
    wrong["contained"][0]["identifier"][0]["value"] = json!("zqx-number");
    wrong["zqx 12345"] = json!({ "zqx 678": null });
    let found = one(&wrong).read.unwrap_err();
    assert_eq!(found.len(), 5);
    assert!(!format!("{found:?}").contains("zqx"));
    let many = json!({ "resourceType": "Immunization", "note": vec![json!({ "text": "" }); 10_000] });
    assert_eq!(one(&many).read.unwrap_err().len(), 50);
}

#[test]
fn a_line_is_read_like_a_resource_and_known_by_its_number() {
    let entry = read_line(dose().to_string().as_bytes(), Release::R4, 12, today());
    assert!(entry.read.is_ok());
    assert_eq!((entry.at, entry.path.as_str()), (12, "line[12]"));
    for (line, path) in [("{\"status\":1,", "line[12]"), ("[1]", "line[12]"), ("{\"a\":1e999}", "line[12].a")] {
        assert_eq!(read_line(line.as_bytes(), Release::R4, 12, today()).read.unwrap_err()[0].path, path);
    }
    let bundle = json!({ "resourceType": "Bundle", "type": "batch", "entry": [{}] }).to_string();
    assert_eq!(
        read_line(bundle.as_bytes(), Release::R4, 1, today()).read.unwrap_err()[0].code,
        IssueCode::NotSupported
    );
}
