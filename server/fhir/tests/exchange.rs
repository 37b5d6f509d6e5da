//! Whatever is sent, there is an answer: nothing panics, nothing that is there twice is taken, and what was taken is what
//! its sender meant. A short run of what a fuzzer does longer.

mod senders;

use domain::exchange::{GivenRecord, SenderKey};
use domain::fields::PersonName;
use domain::record::{Content, Laboratory, Product, RecordState, Vaccination};
use domain::registration::{Document, Sex};
use fhir::Release;
use fhir::intake::{Entry, Kind, Submission, read, read_line};
use fhir::{IssueCode, sent};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use senders::{bundle, day, national_id, person, records};
use serde_json::{Map, Value, json};

/// The day on which everything here is read.
fn today() -> domain::Day {
    day("2026-03-31")
}

fn taken(bytes: &[u8]) -> Vec<GivenRecord> {
    let entries = read(bytes, Release::R4, today()).map(|it| it.entries).unwrap_or_default();
    entries.into_iter().filter_map(|it| it.read.ok()).collect()
}

#[test]
fn what_senders_send_is_taken_as_they_mean_it() {
    for record in records() {
        let text = sent(&record).to_string();
        assert!(taken(text.as_bytes()) == [record.clone()], "{text}");
        assert!(read_line(text.as_bytes(), Release::R4, 1, today()).read.is_ok_and(|it| it == record), "{text}");
    }
    let Submission { kind, entries, targets, .. } =
        read(bundle().to_string().as_bytes(), Release::R4, today()).unwrap();
    assert_eq!((kind, targets), (Kind::Transaction, vec![0, 2, 4, 6]));
    let all: Vec<GivenRecord> = entries.into_iter().map(|it: Entry| it.read.unwrap()).collect();
    assert!(all == records());
}

/// A JSON text of `value` in which the object at `twice`, counted as they come, has its first member twice.
fn doubled(value: &Value, twice: &mut usize, out: &mut String) {
    match value {
        Value::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                out.push_str(if at > 0 { "," } else { "" });
                doubled(item, twice, out);
            }
            out.push(']');
        }
        Value::Object(members) => {
            let again = (*twice == 0).then(|| members.iter().next()).flatten();
            *twice = twice.wrapping_sub(1);
            out.push('{');
            for (at, (name, member)) in members.iter().chain(again).enumerate() {
                out.push_str(if at > 0 { "," } else { "" });
                out.push_str(&json!(name).to_string());
                out.push(':');
                doubled(member, twice, out);
            }
            out.push('}');
        }
        other => out.push_str(&other.to_string()),
    }
}

fn objects(value: &Value) -> usize {
    match value {
        Value::Array(items) => items.iter().map(objects).sum(),
        Value::Object(members) => 1 + members.values().map(objects).sum::<usize>(),
        _ => 0,
    }
}

#[test]
fn a_name_that_is_there_twice_is_never_taken() {
    for value in records().iter().map(sent).chain([bundle()]) {
        for at in 0..objects(&value) {
            let mut text = String::new();
            doubled(&value, &mut at.clone(), &mut text);
            let refused = read(text.as_bytes(), Release::R4, today()).unwrap_err();
            assert_eq!((refused.len(), refused[0].code), (1, IssueCode::Structure), "{text}");
        }
    }
}

/// Any JSON, with names FHIR has among its names.
fn any_json() -> impl Strategy<Value = Value> {
    let names = select(vec![
        "resourceType",
        "type",
        "entry",
        "resource",
        "request",
        "identifier",
        "system",
        "value",
        "status",
        "patient",
        "contained",
        "extension",
        "_status",
        "valueQuantity",
        "zzz",
        "",
    ]);
    let text = prop_oneof![
        select(vec!["Bundle", "batch", "Immunization", "Observation", "Patient", "final", "#patient", "2026-01-01"])
            .prop_map(str::to_owned),
        any::<String>(),
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        text.prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 48, 6, move |inner| {
        let members = prop::collection::vec((names.clone(), inner.clone()), 0..6);
        prop_oneof![
            prop::collection::vec(inner, 0..6).prop_map(Value::from),
            members.prop_map(|it| {
                Value::Object(it.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<Map<_, _>>())
            }),
        ]
    })
}

/// Everything in a value that can be put in another's place.
fn places<'a>(value: &'a mut Value, all: &mut Vec<&'a mut Value>, at: usize, seen: &mut usize) {
    *seen += 1;
    if *seen - 1 == at {
        return all.push(value);
    }
    match value {
        Value::Array(items) => items.iter_mut().for_each(|it| places(it, all, at, seen)),
        Value::Object(members) => members.values_mut().for_each(|it| places(it, all, at, seen)),
        _ => {}
    }
}

fn put(value: &mut Value, at: usize, other: Value) {
    let mut found = Vec::new();
    places(value, &mut found, at, &mut 0);
    if let Some(place) = found.into_iter().next() {
        *place = other;
    }
}

/// What is taken can be sent again, and is taken as the same.
fn holds(bytes: &[u8]) -> Result<(), TestCaseError> {
    for record in taken(bytes) {
        let again = taken(sent(&record).to_string().as_bytes());
        prop_assert!(again == [record], "not the same when it is sent again");
    }
    let _ = read_line(bytes, Release::R4, 1, today()).read;
    Ok(())
}

fn any_record() -> impl Strategy<Value = GivenRecord> {
    let words = "[\\PC]{1,40}".prop_map(|it| it.split_whitespace().collect::<Vec<_>>().join(" "));
    let days = (2000_u16..2026, 1_u8..=12, 1_u8..=28).prop_map(|(y, m, d)| day(&format!("{y}-{m:02}-{d:02}")));
    let dose = (select(Product::ALL.to_vec()), "[A-Z0-9-]{0,20}", 1_u8..=20, days.clone())
        .prop_map(|(product, lot, dose, day)| Content::Vaccination(Vaccination { product, lot, dose, day }));
    let found = (words.clone(), words, days)
        .prop_filter_map("no result", |(test, result, day)| Laboratory::parse((&test, &result), day, today()).ok());
    let content = prop_oneof![dose, found.prop_map(Content::Laboratory)];
    let born = prop_oneof!["19[0-9]{2}", "19[0-9]{2}-0[1-9]", "19[0-9]{2}-1[0-2]-[12][0-8]"];
    let name = "\\PC{1,60}".prop_filter_map("no name", |it| PersonName::parse(&it).ok());
    let key = ("[a-z]{1,5}:[a-z0-9/.]{1,30}", "\\PC{1,60}")
        .prop_filter_map("no key", |(system, value)| SenderKey::parse(&system, &value).ok());
    let rest =
        (prop::option::of("[0-9]{5}"), prop::option::of("[A-Z0-9]{1,64}"), prop::option::of(select(Sex::ALL.to_vec())));
    (content, born, name.clone(), prop::option::of(name), key, rest, any::<(u8, bool)>()).prop_map(
        |(content, born, first_name, last_name, key, (unit, presence, sex), (body, holds))| {
            let document = Document::NationalId(national_id(body));
            let person = domain::exchange::GivenPerson { first_name, last_name, sex, ..person(document, &born) };
            let state = if holds { RecordState::Recorded } else { RecordState::EnteredInError };
            GivenRecord { key, person, content, state, unit, presence }
        },
    )
}

proptest! {
    #[test]
    fn any_bytes_are_answered(bytes: Vec<u8>) {
        holds(&bytes)?;
    }

    #[test]
    fn any_json_is_answered(value in any_json()) {
        holds(value.to_string().as_bytes())?;
    }

    #[test]
    fn a_resource_with_anything_in_the_place_of_something_is_answered(
        which in 0_usize..5, at: Index, other in any_json(), more: Index, third in any_json(),
    ) {
        let mut value = records().get(which).map_or_else(bundle, sent);
        put(&mut value, at.index(160), other);
        holds(value.to_string().as_bytes())?;
        put(&mut value, more.index(160), third);
        holds(value.to_string().as_bytes())?;
    }

    #[test]
    fn a_resource_whose_bytes_were_changed_is_answered(
        which in 0_usize..5, at: Index, length in 0_usize..20, bytes in prop::collection::vec(any::<u8>(), 0..20),
    ) {
        let mut text = records().get(which).map_or_else(bundle, sent).to_string().into_bytes();
        let from = at.index(text.len());
        let to = (from + length).min(text.len());
        text.splice(from..to, bytes);
        holds(&text)?;
    }

    #[test]
    fn every_record_is_taken_as_its_sender_means_it(record in any_record()) {
        let text = sent(&record).to_string();
        prop_assert!(taken(text.as_bytes()) == [record], "{}", text);
    }
}
