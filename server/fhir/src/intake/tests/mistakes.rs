//! One mistake at a time: each is found, at its place, with its code.

use super::*;

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
