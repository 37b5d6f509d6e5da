//! A person who does not exist, with every kind of content. The national id is a plainly synthetic body with the check
//! digit that belongs to it, names and units are invented, and the phone number and the addresses are nobody's.

use domain::cases::{Outcome, Right};
use domain::fields::NationalId;
use domain::record::{Content, Laboratory, Product, RecordState, Vaccination};
use domain::{Day, Id, Instant, Language};
use fhir::{CaseLine, Choice, Disclosure, Export, Paper, Person, Record, Version};

/// The case that found the second dose never given.
pub(crate) const GHOST: &str = "0000-0001-A";
/// A case that is not in the export.
pub(crate) const ELSEWHERE: &str = "0000-0009-B";

/// The export.
pub(crate) fn export() -> Export {
    Export {
        origin: "https://portal.example/".to_owned(),
        at: at(90),
        person: person(),
        records: records(),
        consents: vec![choice(31, true), choice(32, false)],
        cases: cases(),
        disclosures: vec![disclosure(61, vec![at(31), at(32)]), disclosure(62, Vec::new())],
        papers: vec![paper(51, "00002", None), paper(52, "00003", Some(at(99)))],
    }
}

/// An id of these numbers alone.
pub(crate) fn id(number: u8) -> Id {
    Id::new(at(0), [number; 10])
}

/// The moment this many days after the first of January 2026 in Bangkok.
pub(crate) fn at(days: i64) -> Instant {
    Instant::from_unix_milliseconds(1_767_200_400_000 + days * 86_400_000)
}

fn person() -> Person {
    let body = "899990000017";
    let number = (0..10).map(|digit| format!("{body}{digit}")).find(|it| NationalId::parse(it).is_ok());
    Person {
        id: "made-up-person".to_owned(),
        national_id: number,
        passport: Some("ZZ0000017".to_owned()),
        given: "สมมุติ".to_owned(),
        family: Some("ไม่มีจริง".to_owned()),
        gender: Some("female"),
        birth_date: Some("1990-05".to_owned()),
        phone: Some("+66800000000".to_owned()),
        email: Some("nobody@portal.example".to_owned()),
        address: Some("1 ถนนสมมุติ".to_owned()),
        postal_code: Some("10000".to_owned()),
        language: Language::Th,
    }
}

fn records() -> Vec<Record> {
    let stands = RecordState::Recorded;
    let wrong = RecordState::EnteredInError;
    let ghost = vec![(1, at(2), stands, None), (2, at(20), wrong, Some(GHOST.to_owned()))];
    let put_right = vec![
        (1, at(3), stands, None),
        (2, at(21), wrong, Some(ELSEWHERE.to_owned())),
        (3, at(22), stands, Some(ELSEWHERE.to_owned())),
    ];
    vec![
        record((11, dose(Product::Comirnaty, "MU-0001", 1)), ("00001", true), vec![(1, at(1), stands, None)]),
        record((12, dose(Product::CoronaVac, "", 2)), ("00002", false), ghost),
        record((13, test("RT-PCR", "ไม่พบเชื้อ")), ("00001", true), put_right),
        record((14, test("HBsAg", "Negative")), ("00002", false), vec![(1, at(4), wrong, None)]),
    ]
}

fn record((number, content): (u8, Content), (unit, confirmed): (&str, bool), history: Vec<Version>) -> Record {
    let (version, at, state) =
        history.last().map(|(version, at, state, _)| (*version, *at, *state)).expect("a record has a version");
    let unit = (unit.to_owned(), format!("หน่วยบริการสมมุติ {unit}"));
    Record { id: id(number), version, content, state, confirmed, unit, at, history }
}

fn dose(product: Product, lot: &str, dose: u8) -> Content {
    Content::Vaccination(Vaccination { product, lot: lot.to_owned(), dose, day: day() })
}

fn test(test: &str, result: &str) -> Content {
    Content::Laboratory(Laboratory { test: test.to_owned(), result: result.to_owned(), day: day() })
}

fn day() -> Day {
    Day::from_iso("2026-01-01").expect("a day")
}

fn choice(number: u8, given: bool) -> Choice {
    Choice { id: id(number), purpose: ("news", "ข่าวสาร".to_owned()), given, at: at(5), policy: 1 }
}

fn paper(number: u8, unit: &str, destroyed: Option<Instant>) -> Paper {
    let read = [("ชื่อ", "สมมุติ"), ("โทรศัพท์", "อ่านไม่ออก")];
    Paper {
        id: id(number),
        number: format!("0000-00{number}-C"),
        at: at(6),
        unit: (unit.to_owned(), format!("หน่วยบริการสมมุติ {unit}")),
        read: read.map(|(field, value)| (field.to_owned(), value.to_owned())).into(),
        destroyed,
    }
}

fn disclosure(number: u8, opened: Vec<Instant>) -> Disclosure {
    Disclosure {
        id: id(number),
        order: format!("{number}/2569"),
        authority: "ศาลสมมุติ".to_owned(),
        section: "มาตราสมมุติ".to_owned(),
        controller: "ผู้ควบคุมสมมุติ".to_owned(),
        fields: vec![("vaccination".to_owned(), "การรับวัคซีน".to_owned())],
        confirmed: at(30),
        opened,
    }
}

fn cases() -> Vec<CaseLine> {
    let line = |number: u8, right, open, done, changed: i64| CaseLine {
        id: id(40 + number),
        number: format!("0000-000{number}-{}", char::from(b'@' + number)),
        right,
        open,
        done,
        filed_at: at(10),
        changed_at: at(changed),
        record: None,
    };
    vec![
        CaseLine { record: Some(id(12)), ..line(1, Right::Correction, false, Some(Outcome::Corrected), 20) },
        CaseLine { record: Some(id(99)), ..line(2, Right::Correction, false, Some(Outcome::Confirmed), 20) },
        line(3, Right::Access, true, None, 10),
        line(4, Right::Portability, true, None, 11),
        line(5, Right::Objection, false, None, 12),
        line(6, Right::Erasure, false, Some(Outcome::Refused), 13),
    ]
}
