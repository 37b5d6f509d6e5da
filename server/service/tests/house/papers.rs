//! The paper desk of the stories: two officers, and forms about made-up persons.

use crate::house::House;
use domain::Id;
use domain::account::Role;
use domain::paper::{Keying, PaperConsents, PaperField, State};
use domain::registration::Answers;
use service::{PaperKeyed, Settling, Signed};
use tokio::task::JoinHandle;

pub(crate) const DAY: i64 = 24 * 3_600_000;

/// The n-th made-up id whose check digit holds, as [`House::person`] uses it.
pub(crate) fn number(n: u32) -> String {
    let ids = (0..10).map(|check| format!("19999{n:07}{check}"));
    ids.into_iter().find(|id| domain::fields::NationalId::parse(id).is_ok()).unwrap()
}

pub(crate) async fn verified(house: &House, n: u32, further: &[(&str, &str)]) -> Signed {
    let signed = house.person(n, further).await;
    house.services.staff.name_persona(&format!("person-{n}"), &signed.account).await.unwrap();
    signed
}

/// A reading of a form about the n-th person.
pub(crate) fn reading(house: &House, fields: &[PaperField], n: u32, further: &[(&str, &str)]) -> Keying {
    let id = number(n);
    let least = [
        ("document", "national-id"),
        ("national-id", id.as_str()),
        ("first-name", "สมมติ"),
        ("birth-date-day", "3"),
        ("birth-date-month", "5"),
        ("birth-date-year", "2523"),
        ("birth-date-language", "th"),
    ];
    let typed: Answers = least.iter().chain(further).copied().collect();
    Keying::parse(fields, &typed, house.services.clock.now().bangkok_day()).unwrap()
}

pub(crate) fn first(house: &House, n: u32, further: &[(&str, &str)]) -> PaperKeyed {
    PaperKeyed { readings: reading(house, &PaperField::ALL, n, further), consents: PaperConsents::default() }
}

pub(crate) fn second(house: &House, n: u32, further: &[(&str, &str)]) -> Keying {
    reading(house, &PaperField::IDENTITY, n, further)
}

pub(crate) fn settling(house: &House) -> Settling<'_> {
    Settling { consents: &house.services.consents, policies: &house.services.policies }
}

/// Two officers of a unit.
pub(crate) async fn officers(house: &House) -> [Signed; 2] {
    [house.officer("one", Role::UnitOfficer, "99901").await, house.officer("two", Role::UnitOfficer, "99901").await]
}

/// Scans, and keys twice what is said.
pub(crate) async fn through(house: &House, [one, two]: &[Signed; 2], n: u32, keyed: &PaperKeyed) -> (Id, State) {
    let scan = format!("scan of {n} at {}", house.services.clock.now().unix_milliseconds());
    let id = house.services.papers.scan(one, scan.as_bytes(), format!("picture: {scan}").as_bytes()).await.unwrap();
    house.services.papers.key(one, id, keyed).await.unwrap();
    let again = second(house, n, &[]);
    (id, house.services.papers.key_again(two, id, &again, settling(house)).await.unwrap())
}

/// Every look at a picture that was answered is in the log of its person, and at least one was.
pub(crate) async fn each_look_is_in_the_log(house: &House, person: &Signed, looks: Vec<JoinHandle<bool>>) {
    let mut seen = 0;
    for look in looks {
        seen += usize::from(look.await.unwrap());
    }
    let log = house.services.access_log.list(person, "", None).await.unwrap().uses;
    assert_eq!(log.iter().filter(|it| it.line.act == "paper-scan-read").count(), seen);
    assert!(seen > 0);
}
