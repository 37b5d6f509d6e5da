//! What made-up senders send about persons who do not exist: national ids are plainly synthetic bodies (8999900000…) with the
//! check digit that belongs to them, passports, names and units are invented.

use domain::exchange::{GivenPerson, GivenRecord, SenderKey};
use domain::fields::{DateEntry, DateParts, IssuingState, NationalId, PassportNumber, PersonName};
use domain::record::{Content, Laboratory, Product, RecordState, Vaccination};
use domain::registration::{Document, Sex};
use domain::{Day, Language};
use fhir::sent;
use serde_json::{Value, json};

/// A day.
pub(crate) fn day(text: &str) -> Day {
    Day::from_iso(text).expect("a day")
}

/// The national id of this body: two digits behind a body nobody has.
pub(crate) fn national_id(body: u8) -> NationalId {
    let mut digits = (0..10).map(|digit| format!("8999900000{:02}{digit}", body % 100));
    digits.find_map(|it| NationalId::parse(&it).ok()).expect("a check digit fits")
}

/// One record of each kind, as four senders have them.
pub(crate) fn records() -> Vec<GivenRecord> {
    let dose = |product, lot: &str, dose| {
        Content::Vaccination(Vaccination { product, lot: lot.to_owned(), dose, day: day("2026-01-31") })
    };
    let found = Laboratory {
        test: "RT-PCR".to_owned(), result: "ไม่พบเชื้อ".to_owned(), day: day("2026-02-28")
    };
    let (holds, wrong) = (RecordState::Recorded, RecordState::EnteredInError);
    let thai = Document::NationalId(national_id(17));
    let number = PassportNumber::parse("ZZ0000017").expect("a number");
    let foreign = Document::Passport { number, state: IssuingState::parse("D").expect("a state") };
    vec![
        record("D-1", person(thai.clone(), "1990-05"), dose(Product::Comirnaty, "MU-0001", 1), holds),
        record("D-2", person(thai.clone(), "1990"), dose(Product::Influenza, "", 2), wrong),
        record("L-1", person(foreign, "1990-05-31"), Content::Laboratory(found.clone()), holds),
        record("L-2", person(thai, "1990-05-31"), Content::Laboratory(found), wrong),
    ]
}

/// All senders' records in one Bundle, the Patient of each an entry of its own.
pub(crate) fn bundle() -> Value {
    let of = |(at, record): (usize, &GivenRecord)| {
        let mut resource = sent(record);
        let patient = resource.as_object_mut().expect("a resource").remove("contained").expect("a patient")[0].clone();
        let member = if resource["resourceType"] == "Immunization" { "patient" } else { "subject" };
        resource[member]["reference"] = json!(format!("urn:uuid:00000000-0000-4000-8000-{at:012}"));
        let post = |url: Value| json!({ "method": "POST", "url": url });
        let request = post(resource["resourceType"].clone());
        [
            json!({ "fullUrl": format!("urn:uuid:00000000-0000-4000-8000-{at:012}"), "resource": patient, "request": post(json!("Patient")) }),
            json!({ "resource": resource, "request": request }),
        ]
    };
    let entries: Vec<Value> = records().iter().enumerate().flat_map(of).collect();
    json!({ "resourceType": "Bundle", "type": "transaction", "entry": entries })
}

/// Somebody with this document, born then.
pub(crate) fn person(document: Document, born: &str) -> GivenPerson {
    let mut parts = born.split('-');
    let mut part = || parts.next().unwrap_or_default();
    let (year, month, day) = (part(), part(), part());
    GivenPerson {
        document,
        born: DateEntry::parse(DateParts { day, month, year }, Language::En).expect("a birth date"),
        first_name: PersonName::parse("สมมุติ").expect("a name"),
        last_name: (day != "31").then(|| PersonName::parse("ไม่มีจริง").expect("a name")),
        sex: (month == "05").then_some(Sex::Female),
    }
}

fn record(name: &str, person: GivenPerson, content: Content, state: RecordState) -> GivenRecord {
    let key = SenderKey { system: "https://hospital.example/record".to_owned(), value: name.to_owned() };
    let presence = (name == "D-1").then(|| "AB12-CD34".to_owned());
    GivenRecord { key, person, content, state, unit: (name != "L-2").then(|| "00001".to_owned()), presence }
}
