//! Stories of the division's registers: two officers, warnings, access that ends with a contract, orders that name a
//! person, and a ledger that stands for each step.

use crate::house::House;
use domain::Language;
use domain::account::Role;
use domain::cases::{Right, Words};
use domain::message::Notice;
use domain::organisation::{Organisation, OrganisationKind};
use domain::permission::{Agreement, Rule};
use domain::register::{Entry, Refusal, Register, State, Step};
use service::{CaseFiling, ServiceError, Signed};

const DAY: i64 = 24 * 3_600_000;

/// The n-th made-up id whose check digit holds, as [`House::person`] uses it.
fn number(n: u32) -> String {
    let ids = (0..10).map(|check| format!("19999{n:07}{check}"));
    ids.into_iter().find(|id| domain::fields::NationalId::parse(id).is_ok()).unwrap()
}

async fn two(house: &House) -> (Signed, Signed) {
    let one = house.officer("division-1", Role::DivisionOfficer, "division").await;
    (one, house.officer("division-2", Role::DivisionOfficer, "division").await)
}

fn entry(house: &House, register: Register, typed: &[(&str, &str)], days: &[(&str, &str)]) -> Entry {
    let mut all: Vec<(String, String)> = typed.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
    for (name, day) in days {
        for (part, number) in ["year", "month", "day"].iter().zip(day.split('-')) {
            all.push((format!("{name}-{part}"), number.to_owned()));
        }
    }
    let today = house.services.clock.now().bangkok_day();
    Entry::read(register, &all, (Language::En, today)).map_err(|wrong| format!("{wrong:?}")).unwrap()
}

fn contract(house: &House) -> Entry {
    let typed = [
        ("contractor", "c-1"),
        ("number", "7/2569"),
        ("scope", "messages"),
        ("purposes", "rights"),
        ("measures", "secrecy"),
    ];
    entry(house, Register::Contract, &typed, &[("from", "2026-11-01"), ("until", "2027-02-28")])
}

fn order(house: &House, n: u32, days: &[(&str, &str)]) -> Entry {
    let id = number(n);
    let typed = [
        ("person", id.as_str()),
        ("order", "77/2569"),
        ("authority", "Court"),
        ("section", "s.132"),
        ("fields", "first-name"),
        ("fields", "vaccination"),
    ];
    entry(house, Register::Disclosure, &typed, days)
}

async fn whole(house: &House) {
    house.services.ledger.sequence().await.unwrap();
    let kept = house.keeper.0.lock().unwrap().clone();
    let report = house.services.audit.verify(&house.services.ledger, kept.as_deref(), |_, _| {}).await.unwrap();
    assert!(report.findings.is_empty(), "{:?}", report.findings);
}

async fn contractor(house: &House) {
    let it = Organisation {
        code: "c-1".to_owned(),
        kind: OrganisationKind::Contractor,
        name_th: "ผู้รับจ้าง".to_owned(),
        name_en: "Contractor".to_owned(),
        province: String::new(),
        closed: false,
        mail: "contractor@example.org".to_owned(),
    };
    house.services.records.keep_organisation(it).await.unwrap();
}

async fn holds(house: &House) -> bool {
    let today = house.services.clock.now().bangkok_day();
    house.services.duty.agreements("c-1").await.unwrap().iter().any(|it| it.terms.holds(today))
}

#[tokio::test]
async fn a_contract_counts_once_another_confirmed_it_warns_three_times_and_ends() {
    let house = House::new().await;
    let (one, other) = two(&house).await;
    let desk = &house.services.registers;
    assert!(matches!(desk.enter(&one, &contract(&house)).await, Err(ServiceError::Absent)), "nobody knows c-1");
    contractor(&house).await;
    let past = Agreement { from: house.services.clock.now().bangkok_day(), ..terms() };
    let agreed = house.services.duty.agree("c-1", "1", past, "operator").await;
    assert!(matches!(agreed, Err(ServiceError::Forbidden)), "no agreement without a contract");

    let id = desk.enter(&one, &contract(&house)).await.unwrap();
    let own = desk.take(&one, id, (Step::Confirmed, "", 1)).await;
    assert!(matches!(own, Err(ServiceError::Register(Refusal::OwnEntry))));
    let tried = house.storage.audit(&one.account, 9).await.unwrap();
    assert!(tried.iter().any(|line| line.act == "own-entry-refused"));
    assert!(!holds(&house).await, "it waits");
    assert!(matches!(desk.take(&other, id, (Step::Confirmed, "", 9)).await, Err(ServiceError::Meanwhile)));
    desk.take(&other, id, (Step::Confirmed, "ตรงกับสัญญา", 1)).await.unwrap();
    assert!(holds(&house).await);

    // 23 November; the last day is 28 February.
    let mut steps = Vec::new();
    for _ in 0..100 {
        if desk.remind().await.unwrap() > 0 {
            let view = desk.one(&one, id).await.unwrap();
            let last = view.steps.last().unwrap();
            steps.push((last.step.name(), house.services.clock.now().bangkok_day().to_string()));
            if last.step != Step::Ended {
                assert!(house.mail("contractor@example.org").await.unwrap().contains("A contract ends soon"));
            }
            assert_eq!(desk.remind().await.unwrap(), 0, "once");
        }
        house.wait(DAY);
    }
    let expected =
        [("warned-60", "2026-12-30"), ("warned-30", "2027-01-29"), ("warned-7", "2027-02-21"), ("ended", "2027-03-01")];
    assert_eq!(steps, expected.map(|(step, day)| (step, day.to_owned())));
    assert!(!holds(&house).await);
    whole(&house).await;
}

fn terms() -> Agreement {
    let day = domain::Day::from_iso("2027-01-01").unwrap();
    Agreement { from: day, until: day, purposes: domain::permission::Purposes::default(), ended: false }
}

#[tokio::test]
async fn access_ends_with_the_contract() {
    let house = House::new().await;
    let (one, other) = two(&house).await;
    contractor(&house).await;
    let desk = &house.services.registers;
    let id = desk.enter(&one, &contract(&house)).await.unwrap();
    desk.take(&other, id, (Step::Confirmed, "", 1)).await.unwrap();
    assert!(holds(&house).await);
    // Two end it at once: one does.
    let (a, b) =
        tokio::join!(desk.take(&one, id, (Step::Ended, "เลิกสัญญา", 2)), desk.take(&other, id, (Step::Ended, "", 2)),);
    assert!(a.is_ok() != b.is_ok(), "{a:?} {b:?}");
    assert!(!holds(&house).await);
    assert!(matches!(desk.take(&one, id, (Step::Ended, "", 3)).await, Err(ServiceError::Register(Refusal::NotNow))));
    let refused = desk.enter(&one, &contract(&house)).await.unwrap();
    desk.take(&other, refused, (Step::Refused, "ไม่ตรงสัญญา", 1)).await.unwrap();
    assert!(!holds(&house).await);
    let (list, next) = desk.list(&one, Register::Contract, (Some(State::Refused), None)).await.unwrap();
    assert_eq!((list.len(), list[0].id, next), (1, refused, None));
    whole(&house).await;
}

#[tokio::test]
async fn an_order_is_opened_by_two_hidden_until_its_day_and_then_told() {
    let house = House::new().await;
    let (one, other) = two(&house).await;
    let person = house.person(1, &[]).await;
    house.services.staff.name_persona("person-1", &person.account).await.unwrap();
    let desk = &house.services.registers;
    let days = [("reveal", "2027-01-10")];
    assert!(matches!(desk.enter(&one, &order(&house, 2, &days)).await, Err(ServiceError::Absent)));
    let id = desk.enter(&one, &order(&house, 1, &days)).await.unwrap();
    assert!(matches!(desk.open(&one, id, 1).await, Err(ServiceError::Register(Refusal::NotNow))), "it waits");
    desk.take(&other, id, (Step::Confirmed, "", 1)).await.unwrap();
    let auditor = house.officer("auditor", Role::Auditor, "division").await;
    assert!(matches!(desk.open(&auditor, id, 2).await, Err(ServiceError::Forbidden)));
    let disclosed = desk.open(&one, id, 2).await.unwrap();
    assert_eq!(disclosed.values.len(), 1, "no field but those the order names: {:?}", disclosed.values);
    assert_eq!(disclosed.values[0].0, "first-name");
    assert!(!disclosed.values[0].1.is_empty());
    assert_eq!(desk.one(&auditor, id).await.unwrap().steps.len(), 3, "the opening is a step");

    let uses = async || house.services.access_log.list(&person, "", None).await.unwrap().uses.len();
    let told = async || {
        let all = house.services.messages.list(&person.account).await.unwrap();
        all.iter().filter(|line| line.message.notice == Notice::Disclosed).count()
    };
    assert_eq!((uses().await, told().await), (0, 0));
    assert_eq!(house.services.access_log.hidden().await.unwrap(), 3, "counted in public all the same");
    desk.take(&one, id, (Step::Ended, "ส่งแล้ว", 3)).await.unwrap();
    assert!(matches!(desk.open(&other, id, 4).await, Err(ServiceError::Register(Refusal::NotNow))));
    assert_eq!(desk.remind().await.unwrap(), 0);
    house.wait(48 * DAY);
    assert_eq!(desk.remind().await.unwrap(), 1);
    assert_eq!((desk.remind().await.unwrap(), told().await), (0, 1));
    let person = house.signed(&house.services.sign_on.sign_in_as("person-1", "test").await.unwrap()).await;
    let seen = house.services.access_log.list(&person, "", None).await.unwrap().uses;
    let mut acts: Vec<_> = seen.iter().map(|it| it.line.act.as_str()).collect();
    acts.sort_unstable();
    assert_eq!(acts, ["data-disclosed", "disclosure-confirmed", "disclosure-ended", "disclosure-entered"]);
    whole(&house).await;
}

#[tokio::test]
async fn without_a_promise_no_order_is_entered_and_the_person_sees_that_it_was_tried() {
    let house = House::new().await;
    let (one, other) = two(&house).await;
    let person = house.person(1, &[]).await;
    let desk = &house.services.registers;
    let id = desk.enter(&one, &order(&house, 1, &[])).await.unwrap();
    desk.take(&other, id, (Step::Confirmed, "", 1)).await.unwrap();
    assert_eq!(desk.remind().await.unwrap(), 1, "nothing forbids telling: at once");
    house.wait(366 * DAY);
    let one = house.signed(&house.services.sign_on.sign_in_as("division-1", "test").await.unwrap()).await;
    let refused = desk.open(&one, id, 3).await;
    assert!(matches!(refused, Err(ServiceError::Denied(Rule::Promise))));
    let seen = house.storage.audit(&person.account, 20).await.unwrap();
    assert!(seen.iter().any(|line| line.act == "refused"));
}

/// A request of the n-th person, which comes to the division's desk.
async fn ask(house: &House, n: u32) -> Signed {
    let person = house.person(n, &[]).await;
    house.services.staff.name_persona(&format!("person-{n}"), &person.account).await.unwrap();
    let person = house.signed(&house.services.sign_on.sign_in_as(&format!("person-{n}"), "test").await.unwrap()).await;
    let filing = CaseFiling::of(Right::Access, Words::parse("words").unwrap(), Language::En);
    house.services.cases.file(&person, &filing).await.unwrap();
    person
}

#[tokio::test]
async fn a_file_of_more_than_a_hundred_persons_needs_two_officers_and_is_seen_by_each_of_them() {
    let house = House::new().await;
    let (one, other) = two(&house).await;
    let desk = &house.services.registers;
    let list = || entry(&house, Register::Export, &[("list", "division"), ("why", "ทำรายงาน")], &[]);
    for n in 1..=100 {
        ask(&house, n).await;
    }
    let few = desk.enter(&one, &list()).await.unwrap();
    let file = desk.export(&one, few, 1).await.unwrap();
    assert_eq!(file.len(), 100);
    assert!(file.iter().all(|line| !line.name.is_empty()));
    let again = desk.export(&one, few, 2).await;
    assert!(matches!(again, Err(ServiceError::Register(Refusal::NotNow))), "it is made once");

    let last = ask(&house, 101).await;
    let many = desk.enter(&one, &list()).await.unwrap();
    for officer in [&one, &other] {
        let alone = desk.export(officer, many, 1).await;
        assert!(matches!(alone, Err(ServiceError::Register(Refusal::TwoOfficers))));
        let tried = house.storage.audit(&officer.account, 9).await.unwrap();
        assert!(tried.iter().any(|line| line.act == "export-refused"));
    }
    let own = desk.take(&one, many, (Step::Confirmed, "", 1)).await;
    assert!(matches!(own, Err(ServiceError::Register(Refusal::OwnEntry))));
    desk.take(&other, many, (Step::Confirmed, "", 1)).await.unwrap();
    // Of two who make it at once one does.
    let (a, b) = tokio::join!(desk.export(&one, many, 2), desk.export(&other, many, 2));
    let made: Vec<_> = [a, b].into_iter().flatten().collect();
    assert_eq!(made.iter().map(Vec::len).collect::<Vec<_>>(), [101]);
    let seen = house.services.access_log.list(&last, "", None).await.unwrap().uses;
    assert_eq!(seen.iter().map(|it| it.line.act.as_str()).collect::<Vec<_>>(), ["case-exported"]);
    let unit = house.officer("unit", Role::UnitOfficer, "99901").await;
    assert!(matches!(desk.export(&unit, many, 3).await, Err(ServiceError::Forbidden)));
    whole(&house).await;
}
