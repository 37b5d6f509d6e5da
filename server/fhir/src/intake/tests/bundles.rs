//! Bundles: what is said of the whole, of what is around a resource, and of one entry beside another.

use super::*;
use crate::Release;

/// A Bundle of these entries.
fn bundle(kind: &str, entries: &[Value]) -> Value {
    json!({
        "resourceType": "Bundle",
        "type": kind,
        "identifier": { "system": "https://hospital.example/message", "value": "M-1" },
        "entry": entries,
    })
}

fn posted(url: &str, resource: &Value) -> Value {
    let kind = &resource["resourceType"];
    json!({ "fullUrl": url, "resource": resource, "request": { "method": "POST", "url": kind } })
}

/// A dose of this name whose Patient is elsewhere in the Bundle.
fn dose_of(name: &str, patient: &str) -> Value {
    let mut resource = dose();
    resource.as_object_mut().unwrap().remove("contained");
    resource["identifier"][0]["value"] = json!(name);
    resource["patient"]["reference"] = json!(patient);
    resource
}

fn sent(bundle: &Value) -> Result<Submission, Vec<Issue>> {
    read(bundle.to_string().as_bytes(), Release::R4, today())
}

fn whole(bundle: &Value) -> Vec<(IssueCode, String)> {
    sent(bundle).unwrap_err().into_iter().map(|it| (it.code, it.path)).collect()
}

#[test]
fn entries_are_read_each_for_itself() {
    let entries = [
        posted("urn:uuid:a", &patient()),
        posted("urn:uuid:b", &dose_of("1", "urn:uuid:a")),
        posted("urn:uuid:c", &dose_of("2", "urn:uuid:z")),
        posted("urn:uuid:d", &result()),
        posted("urn:uuid:e", &json!({ "resourceType": "Condition" })),
    ];
    let submission = sent(&bundle("batch", &entries)).unwrap();
    assert_eq!((submission.kind, submission.message.as_deref()), (Kind::Batch, Some("M-1")));
    assert_eq!((submission.len(), submission.targets.as_slice()), (5, &[0][..]));
    let positions: Vec<_> = submission.entries.iter().map(|it| (it.at, it.read.is_ok())).collect();
    assert_eq!(positions, [(1, true), (2, false), (3, true), (4, false)]);
    assert_eq!(submission.entries[0].full_url.as_deref(), Some("urn:uuid:b"));
    let mut entries = submission.entries.into_iter();
    let missing = issues(entries.nth(1).unwrap());
    assert_eq!(missing, [(IssueCode::NotFound, "Bundle.entry[2].resource.patient.reference".to_owned())]);
    assert_eq!(issues(entries.nth(1).unwrap()), [(IssueCode::NotSupported, "Bundle.entry[4].resource".to_owned())]);
    assert_eq!(sent(&bundle("transaction", &[posted("urn:x", &result())])).unwrap().kind, Kind::Transaction);
}

#[test]
fn what_is_wrong_with_a_patient_is_said_of_each_record_that_refers_to_it() {
    let mut wrong = patient();
    wrong.as_object_mut().unwrap().remove("birthDate");
    let entries = [posted("urn:uuid:a", &wrong), posted("urn:uuid:b", &dose_of("1", "urn:uuid:a"))];
    let entry = sent(&bundle("transaction", &entries)).unwrap().entries.into_iter().next().unwrap();
    assert_eq!(issues(entry), [(IssueCode::Required, "Bundle.entry[0].resource.birthDate".to_owned())]);
}

#[test]
fn references_are_resolved_as_fhir_resolves_them_in_bundles() {
    let at = |id: &str| format!("https://hospital.example/fhir/{id}");
    let read = |full_url: &str, reference: &str| {
        let entries = [posted(&at("Patient/7"), &patient()), posted(full_url, &dose_of("1", reference))];
        sent(&bundle("batch", &entries)).unwrap().entries[0].read.is_ok()
    };
    assert!(read(&at("Immunization/1"), "Patient/7"));
    assert!(read("urn:uuid:b", &at("Patient/7")));
    assert!(!read(&at("Immunization/1"), "Patient/8"));
    assert!(!read("https://other.example/fhir/Immunization/1", "Patient/7"));
    assert!(!read("urn:uuid:b", "Patient/7"));
}

#[test]
fn a_bundle_that_is_none_is_refused_as_a_whole() {
    let entry = posted("urn:uuid:a", &result());
    let changed = |name: &str, value: Value| {
        let mut changed = bundle("batch", std::slice::from_ref(&entry));
        changed[name] = value;
        whole(&changed)
    };
    for (name, value, code, path) in [
        ("type", json!("collection"), IssueCode::NotSupported, "Bundle.type"),
        ("type", json!("box"), IssueCode::CodeInvalid, "Bundle.type"),
        ("type", json!(1), IssueCode::Structure, "Bundle.type"),
        ("entry", json!([]), IssueCode::Required, "Bundle.entry"),
        ("entry", json!({}), IssueCode::Structure, "Bundle.entry"),
        ("entry", json!(vec![json!({}); ENTRIES + 1]), IssueCode::TooLong, "Bundle.entry"),
        ("identifier", json!({ "value": "x".repeat(201) }), IssueCode::TooLong, "Bundle.identifier.value"),
        ("extension", json!([{ "url": "x" }]), IssueCode::Structure, "Bundle.extension"),
        ("implicitRules", json!("urn:x"), IssueCode::Extension, "Bundle.implicitRules"),
    ] {
        assert_eq!(changed(name, value.clone()), [(code, path.to_owned())], "{name} {value}");
    }
    assert_eq!(sent(&bundle("batch", &vec![json!({}); ENTRIES])).unwrap().len(), ENTRIES);
    let none = json!({ "resourceType": "Bundle", "type": "batch" });
    assert_eq!(whole(&none), [(IssueCode::Required, "Bundle.entry".to_owned())]);
}

#[test]
fn what_is_around_a_resource_is_looked_at_too() {
    let mut named = result();
    named["id"] = json!("abc");
    let changed = |name: &str, value: Value| {
        let mut changed = posted("urn:uuid:a", &named.clone());
        changed[name] = value;
        sent(&bundle("batch", &[changed])).unwrap().entries.into_iter().next().unwrap()
    };
    let put = |url: &str| changed("request", json!({ "method": "PUT", "url": url }));
    for (name, value, code, path) in [
        ("request", json!({ "method": "GET", "url": "Observation" }), IssueCode::NotSupported, "request.method"),
        ("request", json!({ "method": "post", "url": "Observation" }), IssueCode::CodeInvalid, "request.method"),
        ("request", json!({ "method": "POST", "url": "Immunization" }), IssueCode::Value, "request.url"),
        ("request", json!({ "method": "POST" }), IssueCode::Required, "request.url"),
        (
            "request",
            json!({ "method": "POST", "url": "Observation", "ifMatch": "W/\"1\"" }),
            IssueCode::NotSupported,
            "request.ifMatch",
        ),
        (
            "request",
            json!({ "method": "POST", "url": "Observation", "when": "now" }),
            IssueCode::Structure,
            "request.when",
        ),
        ("response", json!({ "status": "200" }), IssueCode::Structure, "response"),
        ("resource", json!([]), IssueCode::Structure, "resource"),
        ("fullUrl", json!(7), IssueCode::Structure, "fullUrl"),
        ("modifierExtension", json!([{ "url": "urn:x" }]), IssueCode::Extension, "modifierExtension"),
        ("other", json!(7), IssueCode::Structure, "other"),
    ] {
        let expected = (code, format!("Bundle.entry[0].{path}"));
        assert_eq!(issues(changed(name, value.clone())), [expected], "{name} {value}");
    }
    assert_eq!(put("Observation/abc").named.as_deref(), Some("abc"));
    assert!(put("Observation/abc").read.is_ok());
    let key = "Observation?identifier=https%3A%2F%2Fhospital.example%2Flab%7CL-1";
    assert!(put(key).read.is_ok() && put(key).named.is_none());
    for url in ["Observation", "Observation/xyz", "Observation/", "Observation?identifier=L-1", "Observationabc"] {
        assert_eq!(issues(put(url))[0].1, "Bundle.entry[0].request.url", "{url}");
    }
}

#[test]
fn one_name_stands_for_one_entry() {
    let entries = [posted("urn:uuid:a", &result()), posted("urn:uuid:a", &dose()), posted("urn:uuid:c", &result())];
    let read = sent(&bundle("transaction", &entries)).unwrap().entries;
    let said: Vec<_> = read.into_iter().map(|it| it.read.err().map(|all| (all[0].code, all[0].path.clone()))).collect();
    let duplicate = |path: &str| Some((IssueCode::Duplicate, format!("Bundle.entry[{path}")));
    assert_eq!(said, [None, duplicate("1].fullUrl"), duplicate("2].resource.identifier[0]")]);
}
