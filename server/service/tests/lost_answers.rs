//! A life in which the answer of each write is lost once, before its commit and after it, and the person tries again:
//! everything happened exactly once, and a choice with a key has its first answer.

use crate::house::House;
use domain::catalogue::PurposeId;
use domain::consent::{Decision, Method};
use domain::delegation::{Act, file};
use domain::fields::NationalId;
use domain::registration::{Answers, Question};
use domain::{Day, Language};
use service::{Choice, Filing, NotRegistered, Registration, ServiceError, Signed};
use storage::StorageError;

/// Tries, and where the answer was lost tries again as the person would.
async fn insist<T>(act: impl AsyncFn() -> Result<T, ServiceError>) -> Result<T, ServiceError> {
    match act().await {
        Err(ServiceError::Storage(StorageError::Unavailable { .. })) => act().await,
        outcome => outcome,
    }
}

fn choice(decision: Decision, key: &str) -> Choice<'_> {
    let (purpose, language, method) = (PurposeId::News, Language::Th, Method::Web);
    Choice { purpose, decision, seen: None, key: Some(key), language, method }
}

/// Tells apart what is done again from what had been done: the second try of a step that was done says so.
fn done(outcome: &Result<(), ServiceError>) {
    assert!(matches!(outcome, Ok(()) | Err(ServiceError::Meanwhile | ServiceError::Absent)), "{outcome:?}");
}

async fn life(house: &House) {
    let services = &house.services;
    let grantor = house.person(1, &[]).await;
    register(house).await;
    for (decision, key) in [(Decision::Given, "one"), (Decision::Withdrawn, "two"), (Decision::Refused, "three")] {
        let decide = async || services.consents.decide(&grantor, &services.policies, &choice(decision, key)).await;
        if let Ok(first) = insist(decide).await {
            assert_eq!(decide().await.unwrap(), first, "the first answer");
        }
        house.wait(1);
    }
    let answers: Answers = [("last-name", "ใหม่"), ("first-name", "สมมติ")].into_iter().collect();
    let change = async || match services.accounts.change(&grantor, Question::Name, &answers).await {
        Err(NotRegistered::Service(error)) => Err(error),
        Ok(()) => Ok(()),
        Err(other) => panic!("{other:?}"),
    };
    insist(change).await.unwrap();
    let id = delegate(house, &grantor).await;
    done(&insist(async || services.delegates.revoke(&grantor, id).await).await);
    let settings = storage::Settings { language: Language::En, channel: storage::Channel::Any, quiet: None };
    insist(async || services.messages.change_settings(&grantor.account, settings).await).await.unwrap();
    house.wait(1);
    done(&insist(async || services.accounts.erase(&grantor).await).await);
    while services.ledger.sequence().await.is_ok_and(|placed| placed > 0) {}
    let _ = services.ledger.sequence().await;
}

/// Somebody registers; told that the account is there already, they go to sign-on, and nothing was opened twice.
async fn register(house: &House) {
    let answers: Answers = [
        ("document", "passport"),
        ("passport-number", "ZZ0000001"),
        ("issuing-state", "LAO"),
        ("first-name", "Sommut"),
        ("birth-date-year", "1980"),
        ("birth-date-language", "en"),
        ("nationality", "LAO"),
    ]
    .into_iter()
    .collect();
    let registration = Registration { answers: &answers, photo: None, language: Language::En, provider: None };
    let once = async || match house.services.accounts.register(&registration).await {
        Err(NotRegistered::Service(error)) => Err(error),
        Err(NotRegistered::Wrong(mistakes)) => panic!("{mistakes:?}"),
        Ok(_) | Err(NotRegistered::Taken) => Ok(()),
    };
    insist(once).await.unwrap();
}

async fn delegate(house: &House, grantor: &Signed) -> domain::Id {
    let day = |text| Day::from_iso(text).unwrap();
    let terms =
        file([Act::See].into_iter().collect(), day("2026-11-23"), day("2026-11-30"), day("2026-11-23")).unwrap();
    let delegate = (0..10).find_map(|check| NationalId::parse(&format!("199990000009{check}")).ok()).unwrap();
    let filing = || Filing {
        delegate: delegate.clone(),
        name: "ผู้รับมอบ".to_owned(),
        terms,
        kind: "application/pdf",
        document: b"%PDF",
    };
    insist(async || house.services.delegates.file(grantor, &filing()).await).await.unwrap()
}

#[tokio::test]
async fn each_lost_answer_leaves_one_effect() {
    let whole = House::new().await;
    let begun = whole.loss.lock().unwrap().units;
    life(&whole).await;
    let (expected, units) = (whole.rows().await, whole.loss.lock().unwrap().units);
    assert!(units - begun > 10 && expected["consent_event"] == 2, "{expected:?}");
    // Opening the account and the session of the first person is what the story stands on.
    for at in begun + 3..=units {
        for after in [false, true] {
            let house = House::new().await;
            {
                let mut loss = house.loss.lock().unwrap();
                assert_eq!(loss.units, begun);
                (loss.at, loss.after) = (at, after);
            }
            life(&house).await;
            assert_eq!(house.rows().await, expected, "unit {at} of {units}, lost after: {after}");
            let kept = house.keeper.0.lock().unwrap().clone();
            let report = house.services.audit.verify(&house.services.ledger, kept.as_deref(), |_, _| {}).await.unwrap();
            assert_eq!(report.findings, [], "unit {at}");
        }
    }
}
