//! One mistake at a time: each is found, at its place, with its code, and nothing of what was sent is in what is said.

use super::*;
use crate::issue::IssueCode;
use domain::record::{Content, Product, RecordState};
use domain::registration::{Document, Sex};
use serde_json::{Value, json};

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
    let submission = read(resource.to_string().as_bytes(), today()).unwrap();
    assert_eq!((submission.kind, submission.len(), submission.is_empty()), (Kind::Single, 1, false));
    submission.entries.into_iter().next().unwrap()
}

fn issues(entry: Entry) -> Vec<(IssueCode, String)> {
    entry.read.unwrap_err().into_iter().map(|it| (it.code, it.path)).collect()
}

/// What is said of a resource in which the value at `pointer` is another; `null` takes it out.
fn said(mut resource: Value, pointer: &str, value: Value) -> Vec<(IssueCode, String)> {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let members = resource.pointer_mut(parent).unwrap().as_object_mut().unwrap();
    if value.is_null() {
        members.remove(name).unwrap();
    } else {
        members.insert(name.to_owned(), value);
    }
    issues(one(&resource))
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
    let submission = read(quantity.as_bytes(), today()).unwrap();
    let Content::Laboratory(it) = &submission.entries[0].read.as_ref().unwrap().content else { panic!("a result") };
    assert_eq!(it.result, "<5.40 mmol/L", "the zero at the end says how exact it is");
}

#[test]
fn what_is_wrong_with_a_dose_is_said_where_it_is() {
    for (pointer, value, code, path) in [
        ("/status", json!("not-done"), IssueCode::NotSupported, "status"),
        ("/status", json!("done"), IssueCode::CodeInvalid, "status"),
        ("/status", json!(null), IssueCode::Required, "status"),
        ("/status", json!(7), IssueCode::Structure, "status"),
        ("/status", json!(""), IssueCode::Structure, "status"),
        ("/verdict", json!("x"), IssueCode::Structure, "verdict"),
        ("/1000000000009", json!("x"), IssueCode::Structure, "*"),
        ("/note", json!({ "text": "x" }), IssueCode::Structure, "note"),
        ("/note", json!([]), IssueCode::Structure, "note"),
        ("/_status", json!("x"), IssueCode::Structure, "_status"),
        ("/_patient", json!({ "id": "x" }), IssueCode::Structure, "_patient"),
        ("/modifierExtension", json!([{ "url": "urn:x" }]), IssueCode::Extension, "modifierExtension"),
        (
            "/contained/0/modifierExtension",
            json!([{ "url": "urn:x" }]),
            IssueCode::Extension,
            "contained[0].modifierExtension",
        ),
        ("/implicitRules", json!("urn:x"), IssueCode::Extension, "implicitRules"),
        ("/isSubpotent", json!(true), IssueCode::NotSupported, "isSubpotent"),
        ("/identifier", json!(null), IssueCode::Required, "identifier"),
        ("/identifier", json!([{ "value": "x" }]), IssueCode::Required, "identifier[0].system"),
        ("/identifier/0/system", json!("x"), IssueCode::Value, "identifier[0].system"),
        ("/identifier/0/value", json!("x".repeat(201)), IssueCode::Value, "identifier[0].value"),
        ("/vaccineCode", json!(null), IssueCode::Required, "vaccineCode"),
        ("/vaccineCode/coding", json!([{ "code": "208" }]), IssueCode::Required, "vaccineCode.coding"),
        ("/vaccineCode/coding/1/code", json!("999"), IssueCode::CodeInvalid, "vaccineCode.coding[1].code"),
        ("/occurrenceDateTime", json!(null), IssueCode::Required, "occurrenceDateTime"),
        ("/occurrenceDateTime", json!("2026-11-28"), IssueCode::Value, "occurrenceDateTime"),
        ("/occurrenceDateTime", json!("2569-01-31"), IssueCode::Value, "occurrenceDateTime"),
        ("/occurrenceDateTime", json!("2026-01"), IssueCode::Value, "occurrenceDateTime"),
        ("/occurrenceString", json!("about"), IssueCode::Structure, "occurrenceString"),
        ("/lotNumber", json!("x".repeat(101)), IssueCode::Value, "lotNumber"),
        ("/protocolApplied", json!(null), IssueCode::Required, "protocolApplied"),
        (
            "/protocolApplied/0/doseNumberPositiveInt",
            json!(0),
            IssueCode::Value,
            "protocolApplied[0].doseNumberPositiveInt",
        ),
        (
            "/protocolApplied/0/doseNumberPositiveInt",
            json!(1.5),
            IssueCode::Value,
            "protocolApplied[0].doseNumberPositiveInt",
        ),
        (
            "/protocolApplied/0/doseNumberPositiveInt",
            json!("1"),
            IssueCode::Value,
            "protocolApplied[0].doseNumberPositiveInt",
        ),
        (
            "/performer/0/actor/identifier/value",
            json!("division"),
            IssueCode::Value,
            "performer[0].actor.identifier.value",
        ),
        ("/extension", json!([{ "valueCode": "x" }]), IssueCode::Required, "extension[0].url"),
        ("/extension/1/valueString", json!("x".repeat(65)), IssueCode::Value, "extension[1].valueString"),
    ] {
        let expected = (code, format!("Immunization.{path}"));
        assert_eq!(said(dose(), pointer, value.clone()), [expected], "{pointer} {value}");
    }
    let mut words_alone = dose();
    words_alone.as_object_mut().unwrap().remove("occurrenceDateTime");
    words_alone["occurrenceString"] = json!("last week");
    assert_eq!(issues(one(&words_alone))[0].0, IssueCode::NotSupported);
}

#[test]
fn what_is_wrong_with_a_result_is_said_where_it_is() {
    for (pointer, value, code, path) in [
        ("/status", json!("preliminary"), IssueCode::NotSupported, "status"),
        ("/status", json!("completed"), IssueCode::CodeInvalid, "status"),
        ("/code", json!(null), IssueCode::Required, "code"),
        ("/code/coding", json!([{ "system": "x" }]), IssueCode::Required, "code.coding[0]"),
        ("/code", json!({ "text": "x".repeat(101) }), IssueCode::Value, "code.text"),
        ("/subject", json!(null), IssueCode::Required, "subject"),
        ("/valueString", json!(null), IssueCode::Required, "value"),
        ("/valueString", json!("a\u{202e}b"), IssueCode::Value, "valueString"),
        ("/valueBoolean", json!(true), IssueCode::NotSupported, "valueBoolean"),
        ("/valueQuantity", json!({ "value": 1 }), IssueCode::Structure, "value"),
        ("/effectiveDateTime", json!(null), IssueCode::Required, "effectiveDateTime"),
        ("/effectivePeriod", json!({ "start": "2026" }), IssueCode::NotSupported, "effectivePeriod"),
    ] {
        let expected = (code, format!("Observation.{path}"));
        assert_eq!(said(result(), pointer, value.clone()), [expected], "{pointer} {value}");
    }
    for (quantity, code, path) in [
        (json!({ "value": "5" }), IssueCode::Structure, "value"),
        (json!({ "unit": "mg" }), IssueCode::Required, "value"),
        (json!({ "value": 5, "comparator": "~" }), IssueCode::CodeInvalid, "comparator"),
    ] {
        let mut other = result();
        other.as_object_mut().unwrap().remove("valueString");
        other["valueQuantity"] = quantity;
        assert_eq!(issues(one(&other)), [(code, format!("Observation.valueQuantity.{path}"))]);
    }
}

#[test]
fn what_is_wrong_with_the_person_is_said_where_it_is() {
    for (pointer, value, code, path) in [
        ("/patient", json!(null), IssueCode::Required, "patient"),
        ("/patient", json!({ "identifier": { "value": "x" } }), IssueCode::Required, "patient"),
        ("/patient/reference", json!("#q"), IssueCode::NotFound, "patient.reference"),
        ("/patient/reference", json!("Patient/1"), IssueCode::NotFound, "patient.reference"),
        ("/contained/0/birthDate", json!(null), IssueCode::Required, "contained[0].birthDate"),
        ("/contained/0/birthDate", json!("05/1990"), IssueCode::Value, "contained[0].birthDate"),
        ("/contained/0/birthDate", json!("2533-05"), IssueCode::Value, "contained[0].birthDate"),
        ("/contained/0/birthDate", json!("2026-12"), IssueCode::Value, "contained[0].birthDate"),
        ("/contained/0/identifier", json!(null), IssueCode::Required, "contained[0].identifier"),
        (
            "/contained/0/identifier/0/value",
            json!("1234567890123"),
            IssueCode::Value,
            "contained[0].identifier[0].value",
        ),
        ("/contained/0/identifier/0/use", json!("old"), IssueCode::Required, "contained[0].identifier"),
        ("/contained/0/name", json!(null), IssueCode::Required, "contained[0].name"),
        ("/contained/0/name", json!([{ "text": "x" }]), IssueCode::Required, "contained[0].name[0]"),
        ("/contained/0/name/1/family", json!("123"), IssueCode::Value, "contained[0].name[1].family"),
        ("/contained/0/gender", json!("x"), IssueCode::CodeInvalid, "contained[0].gender"),
        ("/contained/0/active", json!(false), IssueCode::NotSupported, "contained[0].active"),
        ("/contained/0/link", json!([{ "type": "refer" }]), IssueCode::NotSupported, "contained[0].link"),
        ("/contained/0/nickname", json!("x"), IssueCode::Structure, "contained[0].nickname"),
    ] {
        let expected = (code, format!("Immunization.{path}"));
        assert_eq!(said(dose(), pointer, value.clone()), [expected], "{pointer} {value}");
    }
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
    let entry = read_line(dose().to_string().as_bytes(), 12, today());
    assert!(entry.read.is_ok());
    assert_eq!((entry.at, entry.path.as_str()), (12, "line[12]"));
    for (line, path) in [("{\"status\":1,", "line[12]"), ("[1]", "line[12]"), ("{\"a\":1e999}", "line[12].a")] {
        assert_eq!(read_line(line.as_bytes(), 12, today()).read.unwrap_err()[0].path, path);
    }
    let bundle = json!({ "resourceType": "Bundle", "type": "batch", "entry": [{}] }).to_string();
    assert_eq!(read_line(bundle.as_bytes(), 1, today()).read.unwrap_err()[0].code, IssueCode::NotSupported);
}

mod bundles;
