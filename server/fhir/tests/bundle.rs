//! The bundle of a made-up person: whole, closed in itself, and with nothing empty in it. What the profiles of FHIR say
//! is checked by `end2end/fhir`.

mod made_up;

use domain::Language;
use fhir::bundle;
use made_up::{GHOST, export, id};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Every value in `value`, itself too.
fn all(value: &Value) -> Vec<&Value> {
    let inner: Vec<&Value> = match value {
        Value::Array(items) => items.iter().collect(),
        Value::Object(members) => members.values().collect(),
        _ => Vec::new(),
    };
    std::iter::once(value).chain(inner.into_iter().flat_map(all)).collect()
}

fn resources<'a>(bundle: &'a Value, kind: &str) -> Vec<&'a Value> {
    let entries = bundle["entry"].as_array().expect("entries").iter();
    entries.map(|entry| &entry["resource"]).filter(|it| it["resourceType"] == kind).collect()
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        _ => false,
    }
}

#[test]
fn every_reference_is_to_an_entry_of_the_type_it_names() {
    let bundle = bundle(&export());
    let entries = bundle["entry"].as_array().unwrap();
    let known: BTreeMap<&str, &Value> =
        entries.iter().map(|it| (it["fullUrl"].as_str().unwrap(), &it["resource"]["resourceType"])).collect();
    assert_eq!(known.len(), entries.len(), "a full URL is there twice");
    let references: Vec<&Value> = all(&bundle).into_iter().filter(|it| it["reference"].is_string()).collect();
    assert!(references.len() > 20);
    for it in references {
        assert_eq!(known.get(it["reference"].as_str().unwrap()), Some(&&it["type"]), "{it}");
    }
}

#[test]
fn ids_are_ids_of_fhir_and_their_full_urls() {
    let bundle = bundle(&export());
    for entry in bundle["entry"].as_array().unwrap() {
        let id = entry["resource"]["id"].as_str().unwrap();
        assert!((1..=64).contains(&id.len()) && id.bytes().all(|it| it.is_ascii_alphanumeric() || b"-.".contains(&it)));
        assert_eq!(entry["fullUrl"], json!(format!("urn:uuid:{id}")));
        assert!(domain::Id::parse(id).is_some(), "{id}");
    }
}

#[test]
fn nothing_is_empty_and_little_is_enough() {
    let mut little = export();
    let person = &mut little.person;
    for value in [&mut person.national_id, &mut person.passport, &mut person.family, &mut person.address] {
        *value = Some(" ".to_owned());
    }
    (person.phone, person.email, person.postal_code) = (Some(String::new()), None, None);
    (person.gender, person.birth_date) = (None, None);
    for export in [export(), little] {
        let bundle = bundle(&export);
        assert!(!all(&bundle).into_iter().any(is_empty), "{bundle:#}");
    }
    let mut none = export();
    (none.records, none.consents, none.cases) = (Vec::new(), Vec::new(), Vec::new());
    (none.disclosures, none.papers) = (Vec::new(), Vec::new());
    assert_eq!(bundle(&none)["entry"].as_array().map(Vec::len), Some(1));
}

#[test]
fn every_kind_of_content_is_there_once() {
    let bundle = bundle(&export());
    let count = |kind| resources(&bundle, kind).len();
    let kinds = [
        ("Patient", 1),
        ("Organization", 3),
        ("Immunization", 2),
        ("Observation", 2),
        ("Provenance", 7),
        ("Consent", 2),
        ("Task", 6),
        ("AuditEvent", 2),
        ("DocumentReference", 2),
    ];
    assert_eq!(kinds.map(|(kind, _)| (kind, count(kind))), kinds);
    assert_eq!(bundle["entry"].as_array().map(Vec::len), Some(kinds.iter().map(|(_, count)| count).sum()));
    assert_eq!((&bundle["type"], &bundle["timestamp"]), (&json!("collection"), &json!("2026-03-31T17:00:00.000Z")));
}

#[test]
fn a_record_entered_in_error_is_carried_whole() {
    let bundle = bundle(&export());
    let [stands, ghost] = resources(&bundle, "Immunization")[..] else { panic!("two doses") };
    assert_eq!((&stands["status"], &ghost["status"]), (&json!("completed"), &json!("entered-in-error")));
    for required in ["vaccineCode", "patient", "occurrenceDateTime", "recorded", "performer", "protocolApplied"] {
        assert!(!ghost[required].is_null(), "{required}");
    }
    let [corrected, wrong] = resources(&bundle, "Observation")[..] else { panic!("two results") };
    assert_eq!((&corrected["status"], &wrong["status"]), (&json!("final"), &json!("entered-in-error")));
    assert_eq!(wrong["valueString"], "Negative");
}

#[test]
fn a_dose_says_what_was_given_where_and_by_whom_it_is_known() {
    let bundle = bundle(&export());
    let [first, ghost] = resources(&bundle, "Immunization")[..] else { panic!("two doses") };
    assert_eq!(first["vaccineCode"]["coding"], json!([{ "system": "http://hl7.org/fhir/sid/cvx", "code": "208" }]));
    assert_eq!(first["occurrenceDateTime"], "2026-01-01");
    assert_eq!(first["protocolApplied"], json!([{ "doseNumberPositiveInt": 1 }]));
    assert_eq!((&first["lotNumber"], &first["primarySource"]), (&json!("MU-0001"), &json!(true)));
    assert!(ghost["lotNumber"].is_null() && ghost["primarySource"].is_null());
    // Recorded when it was first: the version that took it back is later.
    assert_eq!(ghost["recorded"], made_up::at(2).rfc3339());
    assert_eq!(ghost["meta"], json!({ "versionId": "2", "lastUpdated": made_up::at(20).rfc3339() }));
}

#[test]
fn the_history_says_what_was_done_and_which_case_led_to_it() {
    let bundle = bundle(&export());
    let history = resources(&bundle, "Provenance");
    let done: Vec<_> = history.iter().map(|it| it["activity"]["coding"][0]["code"].as_str().unwrap()).collect();
    assert_eq!(done, ["CREATE", "CREATE", "NULLIFY", "CREATE", "NULLIFY", "UPDATE", "NULLIFY"]);
    let ghost = resources(&bundle, "Task").into_iter().find(|it| it["identifier"][0]["value"] == GHOST).unwrap();
    let what = &history[2]["entity"][0]["what"];
    assert_eq!(what["reference"], json!(format!("urn:uuid:{}", ghost["id"].as_str().unwrap())));
    assert_eq!(history[4]["entity"][0]["what"]["identifier"]["value"], made_up::ELSEWHERE);
    assert_eq!(history[2]["target"][0]["display"], "ฉบับที่ 2");
    assert_eq!(history[2]["target"][0]["reference"], json!(format!("urn:uuid:{}", id(12))));
}

#[test]
fn choices_and_cases_stand_as_they_do() {
    let bundle = bundle(&export());
    let [given, refused] = resources(&bundle, "Consent")[..] else { panic!("two choices") };
    let of = |it: &Value| (it["status"].clone(), it["provision"]["type"].clone());
    assert_eq!(of(given), (json!("active"), json!("permit")));
    assert_eq!(of(refused), (json!("rejected"), json!("deny")));
    assert_eq!(given["policy"], json!([{ "uri": "https://portal.example/th/policy/1" }]));
    let cases = resources(&bundle, "Task");
    let states: Vec<_> = cases.iter().map(|it| it["status"].as_str().unwrap()).collect();
    assert_eq!(states, ["completed", "rejected", "requested", "in-progress", "cancelled", "rejected"]);
    assert_eq!(cases[0]["focus"]["type"], "Immunization");
    assert!(cases[1]["focus"].is_null(), "a record that is not exported is not pointed at");
}

#[test]
fn a_disclosure_says_who_ordered_it_which_data_and_when_it_was_opened() {
    let bundle = bundle(&export());
    let [opened, never] = resources(&bundle, "AuditEvent")[..] else { panic!("two disclosures") };
    assert_eq!((&opened["agent"][0]["name"], &opened["agent"][0]["requestor"]), (&json!("ศาลสมมุติ"), &json!(true)));
    assert_eq!(opened["entity"][0]["what"]["type"], "Patient");
    assert_eq!(opened["entity"][1]["what"]["identifier"]["value"], "61/2569");
    let details = |it: &Value| -> Vec<String> {
        let all = it["entity"][1]["detail"].as_array().unwrap().iter();
        all.map(|it| it["type"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(
        (details(opened), details(never)),
        (vec!["field".into(), "opened".into(), "opened".into()], vec!["field".into()])
    );
    assert_eq!(opened["entity"][1]["detail"][1]["valueString"], made_up::at(31).rfc3339());
}

#[test]
fn a_paper_form_says_what_was_read_and_who_scanned_it() {
    let bundle = bundle(&export());
    let [kept, gone] = resources(&bundle, "DocumentReference")[..] else { panic!("two forms") };
    assert_eq!((&kept["status"], &kept["docStatus"]), (&json!("current"), &json!("final")));
    assert_eq!(kept["identifier"][0]["system"], "https://portal.example/id/paper-form");
    assert_eq!(kept["description"], "ชื่อ: สมมุติ; โทรศัพท์: อ่านไม่ออก");
    assert!(gone["description"].as_str().unwrap().ends_with("ภาพสแกนถูกทำลายเมื่อ 10 เมษายน 2569"), "{gone}");
    assert_eq!((&kept["author"][0], &kept["date"]), (&kept["custodian"], &json!(made_up::at(6).rfc3339())));
    for it in [kept, gone] {
        assert_eq!(it["subject"]["type"], "Patient");
        let attachment = &it["content"][0]["attachment"];
        assert!(attachment["data"].is_null() && attachment["url"].is_null(), "the picture is not in it");
    }
}

#[test]
fn the_person_is_named_by_what_others_know_them_by() {
    let mut export = export();
    let known = bundle(&export);
    let patient = resources(&known, "Patient")[0];
    let systems: BTreeSet<_> =
        patient["identifier"].as_array().unwrap().iter().map(|it| it["system"].as_str()).collect();
    assert_eq!(systems, BTreeSet::from([Some("https://terms.sil-th.org/id/th-cid"), None]));
    assert_eq!(patient["identifier"][1]["type"]["coding"][0]["code"], "PPN");
    assert_eq!(patient["birthDate"], "1990-05");
    assert!(!known.to_string().contains("made-up-person"), "an id that is no UUID stays inside");
    export.person.id = id(7).to_string();
    export.person.language = Language::En;
    let kept = bundle(&export);
    assert_eq!(resources(&kept, "Patient")[0]["id"], json!(id(7).to_string()));
    assert_eq!(kept["language"], "en");
    assert_eq!(resources(&kept, "Immunization")[0]["vaccineCode"]["text"], "COVID-19, Pfizer-BioNTech (Comirnaty)");
}

#[test]
fn the_same_export_makes_the_same_bundle() {
    assert_eq!(bundle(&export()).to_string(), bundle(&export()).to_string());
}
