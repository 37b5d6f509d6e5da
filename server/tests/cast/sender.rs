//! Records that come from the systems of the demonstration, past the way by HTTP: what pages show of them is looked at.

use super::House;
use domain::exchange::{GivenPerson, GivenRecord, SenderKey};
use domain::fields::{DateEntry, DateParts, PersonName};
use domain::record::{Content, Product, RecordState, Vaccination};
use domain::registration::Document;
use domain::{Day, Language};
use server::demo::made_up_id;
use service::{Outcomes, Sent, Signed};
use std::sync::Mutex;

/// The system of the first unit.
pub(crate) const HOSPITAL: &str = "demo-unit";
/// The system of the civil registration authority.
pub(crate) const AUTHORITY: &str = "demo-dopa";

/// Who somebody of the cast is, as a partner would give it: number `at`, with this first and last name.
pub(crate) fn person(at: usize, (first, last): (&str, &str)) -> GivenPerson {
    GivenPerson {
        document: Document::NationalId(made_up_id(at).unwrap()),
        born: born("1980"),
        first_name: PersonName::parse(first).unwrap(),
        last_name: Some(PersonName::parse(last).unwrap()),
        sex: None,
    }
}

/// The birthday of everybody in the cast, in another year.
pub(crate) fn born(year: &str) -> DateEntry {
    DateEntry::parse(DateParts { day: "1", month: "2", year }, Language::En).unwrap()
}

/// A dose of today, in the house's calendar, by this name at its sender.
pub(crate) fn dose(person: GivenPerson, name: &str, lot: &str) -> GivenRecord {
    let day = Day::from_iso("2026-11-23").unwrap();
    GivenRecord {
        key: SenderKey { system: "urn:example:hospital".to_owned(), value: name.to_owned() },
        person,
        content: Content::Vaccination(Vaccination { product: Product::Hpv, lot: lot.to_owned(), dose: 1, day }),
        state: RecordState::Recorded,
        unit: None,
        presence: None,
    }
}

/// Sends records as a system; what became of each.
pub(crate) async fn send(house: &House, client: &str, records: &[GivenRecord]) -> Outcomes {
    let system = house.services.partners.on_behalf_of(client).await.unwrap();
    let outcomes = Mutex::new(Vec::new());
    let answer = |all: &Outcomes| {
        outcomes.lock().unwrap().clone_from(all);
        (200, Vec::new())
    };
    let sent = Sent { records, whole: false, message: None };
    house.services.partners.receive(client, &system.signed, &sent, &answer).await.unwrap();
    outcomes.into_inner().unwrap()
}

/// Somebody of the cast, signed in past the pages.
pub(crate) async fn signed(house: &House, persona: &str) -> Signed {
    let token = house.services.sign_on.sign_in_as(persona, "test").await.unwrap();
    house.services.sign_on.signed(&token).await.unwrap().unwrap()
}
