//! Stories of people on duty: what they may, what stops them, and what the person sees of it.

use crate::house::House;
use domain::account::Role;
use domain::breach::{Refusal, Risk, Step};
use domain::catalogue::PurposeId;
use domain::fields::NationalId;
use domain::permission::{Facts, IN_FORCE, Rule};
use service::{ServiceError, Signed};
use std::sync::Arc;

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

/// The n-th made-up id whose check digit holds, as [`House::person`] uses it.
fn number(n: u32) -> NationalId {
    (0..10).find_map(|check| NationalId::parse(&format!("19999{n:07}{check}")).ok()).unwrap()
}

async fn verified(house: &House, n: u32) -> Signed {
    let signed = house.person(n, &[]).await;
    house.services.staff.name_persona(&format!("person-{n}"), &signed.account).await.unwrap();
    signed
}

async fn find(house: &House, officer: &Signed, n: u32) -> Result<u32, ServiceError> {
    let found = house.services.cases.person_with(officer, &number(n), PurposeId::Rights).await;
    found.map(|(_, slower)| slower)
}

#[tokio::test]
async fn every_use_and_every_refusal_is_seen_by_whom_it_concerned_and_can_be_decided_again() {
    let house = House::new().await;
    let person = verified(&house, 1).await;
    let officer = house.officer("officer", Role::UnitOfficer, "99901").await;
    find(&house, &officer, 1).await.unwrap();
    let log = house.services.access_log.list(&person, "", None).await.unwrap();
    let [seen] = log.uses.as_slice() else { panic!("one use, not {}", log.uses.len()) };
    assert_eq!((seen.line.act.as_str(), seen.office.as_ref().unwrap().code.as_str()), ("person-found", "99901"));
    let grounds = seen.line.grounds.as_ref().unwrap();
    let again = Facts::from_text(&grounds.facts).unwrap().decide();
    assert_eq!((again.words(), again.denied()), (grounds.path.clone(), None));
    assert!(!grounds.facts.contains(&person.account) && !grounds.facts.contains(&officer.account));

    // Signed out of the promise: the next request is refused, though the page was open; nobody is found, nothing is told
    // of the person, and the try stands beside the account that made it.
    house.wait(366 * DAY);
    let officer = house.signed(&house.services.sign_on.sign_in_as("officer", "test").await.unwrap()).await;
    assert!(matches!(find(&house, &officer, 1).await, Err(ServiceError::Denied(Rule::Promise))));
    house.services.duty.sign(&officer, IN_FORCE).await.unwrap();
    find(&house, &officer, 1).await.unwrap();
    assert!(matches!(house.services.duty.sign(&officer, IN_FORCE + 1).await, Err(ServiceError::Meanwhile)));
    let agreement = house.services.duty.agreements("99901").await.unwrap().remove(0);
    house.services.duty.end("99901", agreement.id, "operator").await.unwrap();
    assert!(matches!(find(&house, &officer, 1).await, Err(ServiceError::Denied(Rule::Agreement))));
    let tried = house.storage.audit(&officer.account, 9).await.unwrap();
    assert_eq!(tried.iter().filter(|line| line.act == "refused").count(), 2);
}

#[tokio::test]
async fn who_browses_is_questioned_slowed_and_stopped_and_a_breach_case_opens() {
    let house = House::new().await;
    verified(&house, 1).await;
    let officer = house.officer("officer", Role::UnitOfficer, "99901").await;
    let colleague = house.officer("colleague", Role::DivisionOfficer, "division").await;
    house.wait(HOUR / 4);
    // Numbers nobody has are tries too.
    for n in 2..32 {
        assert!(matches!(find(&house, &officer, n).await, Err(ServiceError::Absent)), "{n}");
    }
    assert!(matches!(find(&house, &officer, 32).await, Err(ServiceError::Prove)), "the thirty-first person");
    assert!(
        matches!(find(&house, &officer, 2).await, Err(ServiceError::Absent)),
        "who was looked for is no further one"
    );
    let officer = house.signed(&house.services.sign_on.sign_in_as("officer", "test").await.unwrap()).await;
    for n in 32..42 {
        assert!(matches!(find(&house, &officer, n).await, Err(ServiceError::Absent)), "{n}");
    }
    assert_eq!(find(&house, &officer, 1).await.unwrap(), 250, "slower with each");
    let mut stopped_at = 0;
    for n in 42..10_000 {
        match find(&house, &officer, n).await {
            Err(ServiceError::Absent) => {}
            Err(ServiceError::Denied(Rule::Brake)) => {
                stopped_at = n;
                break;
            }
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(stopped_at, 61, "sixty different persons in an hour, and no more");
    house.wait(12 * HOUR);
    let officer = house.signed(&house.services.sign_on.sign_in_as("officer", "test").await.unwrap()).await;
    assert!(
        matches!(find(&house, &officer, 1).await, Err(ServiceError::Denied(Rule::Brake))),
        "until somebody has looked"
    );

    let breaches = &house.services.breaches;
    let case = breaches.list(&colleague).await.unwrap().remove(0);
    let view = breaches.one(&colleague, case.id).await.unwrap();
    assert_eq!((view.affected.len(), view.office.as_str()), (60, "99901"));
    assert!(matches!(breaches.list(&officer).await, Err(ServiceError::Forbidden)));
    let close = breaches.take(&colleague, case.id, (Step::Closed, "", 1)).await;
    assert!(matches!(close, Err(ServiceError::Breach(Refusal::NotNow))));
    breaches.take(&colleague, case.id, (Step::Assessed(Risk::Some), "ดูแล้ว", 1)).await.unwrap();
    let stale = breaches.take(&colleague, case.id, (Step::Released, "", 1)).await;
    assert!(matches!(stale, Err(ServiceError::Meanwhile)));
    house.wait(60 * HOUR);
    let late = breaches.take(&colleague, case.id, (Step::AuthorityTold, " ", 2)).await;
    assert!(matches!(late, Err(ServiceError::Breach(Refusal::ReasonNeeded))));
    breaches.take(&colleague, case.id, (Step::AuthorityTold, "รอผลตรวจ", 2)).await.unwrap();
    breaches.take(&colleague, case.id, (Step::Closed, "", 3)).await.unwrap();
    let officer = house.signed(&house.services.sign_on.sign_in_as("officer", "test").await.unwrap()).await;
    find(&house, &officer, 1).await.unwrap();
}

#[tokio::test]
async fn ten_thousand_views_one_after_another_end_at_the_limit_and_each_refusal_is_written_down() {
    let house = House::new().await;
    let officer = house.officer("officer", Role::UnitOfficer, "99901").await;
    let colleague = house.officer("colleague", Role::DivisionOfficer, "division").await;
    // A legitimate account that has just proved who it is: bound, promised, agreed with, and patient.
    let (mut through, mut stopped) = (0, 0);
    for n in 0..10_000 {
        match find(&house, &officer, n).await {
            Err(ServiceError::Absent) if stopped == 0 => through += 1,
            Err(ServiceError::Denied(Rule::Brake)) => stopped += 1,
            other => panic!("view {n}: {other:?}"),
        }
    }
    assert_eq!((through, stopped), (60, 9_940), "sixty, and not one after the stop");
    let cases = house.services.breaches.list(&colleague).await.unwrap();
    assert_eq!(cases.len(), 1, "one breach, however often it is tried");
    let affected = house.services.breaches.one(&colleague, cases[0].id).await.unwrap().affected.len();
    assert_eq!(affected, 60);
    let tried = house.storage.audit(&officer.account, 20_000).await.unwrap();
    let refused = tried.iter().filter(|line| line.act == "refused").count();
    assert_eq!(refused, 9_939, "the stop itself stands beside whom was looked for");
}

#[tokio::test]
async fn of_many_who_ask_at_once_no_more_get_through_than_the_limit() {
    let house = Arc::new(House::new().await);
    let officer = house.officer("officer", Role::UnitOfficer, "99901").await;
    let tries: Vec<_> = (0..200)
        .map(|n| {
            let (house, officer) = (Arc::clone(&house), officer.clone());
            tokio::spawn(async move { find(&house, &officer, n).await })
        })
        .collect();
    let mut through = 0;
    for outcome in tries {
        match outcome.await.unwrap() {
            Err(ServiceError::Absent) => through += 1,
            Err(ServiceError::Denied(Rule::Brake)) => {}
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(through, 60);
}

#[tokio::test]
async fn whoever_looks_for_a_lure_is_stopped_at_once() {
    let house = House::new().await;
    let lure = verified(&house, 1).await;
    house.services.staff.set_lure(&lure.account).await.unwrap();
    let officer = house.officer("officer", Role::UnitOfficer, "99901").await;
    assert!(matches!(find(&house, &officer, 1).await, Err(ServiceError::Denied(Rule::Brake))));
    let colleague = house.officer("colleague", Role::DivisionOfficer, "division").await;
    assert_eq!(house.services.breaches.list(&colleague).await.unwrap().len(), 1);
}
