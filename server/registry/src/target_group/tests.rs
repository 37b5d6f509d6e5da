use super::*;
use domain::fields::{NationalIdError, PersonNameError};
use proptest::prelude::*;

const NONCE: Nonce = Nonce::new([7; 16]);

fn today() -> Day {
    Day::from_iso("2026-11-23").unwrap()
}

/// The number is synthetic: counting upwards, with the check digit the rule gives it.
fn entry(name: &str, value: Value) -> Value {
    let mut entry = json!({
        "nationalId": "1234567890121", "birthDate": "1956-03-01", "firstName": "สมหญิง", "lastName": "ใจดี", "group": "60-plus",
    });
    entry[name] = value;
    entry
}

fn page(entries: &[Value], next: &str, more: bool) -> Value {
    json!({ "nonce": NONCE.text(), "entries": entries, "next": next, "more": more })
}

fn read_page(page: &Value, since: Option<&str>) -> Result<Page, Unavailable> {
    read(page.to_string().as_bytes(), since.and_then(Cursor::parse).as_ref(), NONCE, today())
}

#[test]
fn a_page_is_read_and_the_question_names_where_it_goes_on() {
    let entries = [entry("lastName", Value::Null), entry("member", json!(false)), entry("birthDate", json!("1956"))];
    let page = read_page(&page(&entries, "c2", true), Some("c1")).unwrap();
    let entries: Vec<Entry> = page.entries.into_iter().map(Result::unwrap).collect();
    assert_eq!(entries.iter().map(|entry| entry.member).collect::<Vec<_>>(), [true, false, true]);
    assert_eq!((entries[0].last_name.as_ref(), entries[2].born.iso().as_str()), (None, "1956"));
    assert_eq!((page.next.as_str(), page.more, entries[0].group.as_str()), ("c2", true, "60-plus"));
    let expected = json!({ "nonce": NONCE.text(), "since": "c2", "limit": 500 });
    assert_eq!(question(Some(&page.next), NONCE), expected);
    assert_eq!(question(None, NONCE)["since"], Value::Null);
    assert_eq!(format!("{:?} {:?}", entries[0], page.next), "Entry(…) Cursor(…)");
}

#[test]
fn one_bad_entry_is_set_aside_with_its_reason_and_the_others_go_on() {
    let faults = [
        ("nationalId", json!("1234567890122"), EntryFault::Id(NationalIdError::CheckDigit)),
        ("nationalId", json!(""), EntryFault::Id(NationalIdError::Empty)),
        ("birthDate", json!("2026-11-24"), EntryFault::Born),
        ("birthDate", json!("2499-03-01"), EntryFault::Born),
        ("birthDate", json!("1956-3-1"), EntryFault::Born),
        ("birthDate", json!("1956-02-30"), EntryFault::Born),
        ("birthDate", json!("1956-03-01T00:00"), EntryFault::Born),
        ("birthDate", json!(""), EntryFault::Born),
        ("firstName", json!(""), EntryFault::Name(PersonNameError::Empty)),
        ("lastName", json!("123"), EntryFault::Name(PersonNameError::NoLetter)),
        ("group", json!("sixty plus"), EntryFault::Group),
        ("group", json!("a".repeat(41)), EntryFault::Group),
    ];
    for (name, value, fault) in faults {
        let entries = [entry("group", json!("a")), entry(name, value.clone()), entry("group", json!("b"))];
        let page = read_page(&page(&entries, "c", false), None).unwrap();
        assert!(page.entries[0].is_ok() && page.entries[2].is_ok());
        let rejected = page.entries[1].as_ref().unwrap_err();
        assert_eq!(rejected.why, fault, "{name} {value}");
        assert_eq!(
            (format!("{rejected:?}").as_str(), serde_json::to_value(&rejected.raw).unwrap()[name] == value),
            ("Rejected(…)", true)
        );
    }
}

#[test]
fn a_page_that_does_not_fit_is_not_believed() {
    let one = [entry("group", json!("a"))];
    let other = Nonce::new([8; 16]).text();
    let many = vec![one[0].clone(); MOST + 1];
    for (page, error) in [
        (json!({ "nonce": other, "entries": [], "next": "c", "more": false }), Unavailable::Lying),
        (page(&many, "c", false), Unavailable::Lying),
        (page(&one, "here", true), Unavailable::Lying),
        (page(&[], "c", true), Unavailable::Lying),
        (page(&one, "", false), Unavailable::Unusable),
        (page(&one, "a b", false), Unavailable::Unusable),
        (page(&one, &"c".repeat(201), false), Unavailable::Unusable),
        (page(&[entry("nationalId", json!(1_234_567_890_121_i64))], "c", false), Unavailable::Unusable),
        (page(&[entry("address", json!("x"))], "c", false), Unavailable::Unusable),
        (json!({ "nonce": NONCE.text(), "entries": [], "next": "c" }), Unavailable::Unusable),
    ] {
        assert_eq!(read_page(&page, Some("here")).unwrap_err(), error);
    }
    assert!(read_page(&page(&[], "here", false), Some("here")).is_ok(), "nothing new");
}

proptest! {
    #[test]
    fn no_page_and_no_entry_panics(text in "\\PC*", id in "\\PC{0,20}", born in "[0-9-]{0,12}|\\PC{0,12}", group in "\\PC{0,50}") {
        let _ = read(text.as_bytes(), None, NONCE, today());
        let mut odd = entry("nationalId", json!(id));
        odd["birthDate"] = json!(born);
        odd["group"] = json!(group);
        prop_assert!(read_page(&page(&[odd], "c", false), None).is_ok());
    }
}
