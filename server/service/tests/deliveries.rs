//! What partners' systems are told of data they had: each person's in order, again and again until it is acknowledged, and
//! seen by the person.

use crate::house;
use crate::house::exchange::{Town, dose, person, vaccination};
use domain::Language;
use domain::catalogue::PurposeId;
use domain::consent::{Decision, Method};
use domain::exchange::GivenRecord;
use domain::partner::LONGEST_WAIT;
use domain::record::RecordState;
use service::{Choice, Due, Posted, ServiceError, Signed};
use std::collections::BTreeMap;
use storage::{DeliveryChange, UnitOfWork};

const MINUTE: i64 = 60_000;
const DAY: i64 = 86_400_000;

fn of_lot(n: u32, key: &str, lot: &str) -> GivenRecord {
    GivenRecord { content: vaccination(lot, house::exchange::DAY), ..dose(n, key) }
}

/// What a system is told, in order.
async fn told(town: &Town, client: &str) -> Vec<String> {
    let views = town.house.services.partners.changes(&town.on(client).await, &|_| true).await.unwrap();
    views.into_iter().map(|view| view.delivery.kind).collect()
}

async fn decide(town: &Town, signed: &Signed, purpose: PurposeId, decision: Decision) {
    let (language, method) = (Language::Th, Method::Web);
    let choice = Choice { purpose, decision, seen: None, key: None, language, method };
    town.house.services.consents.decide(signed, &town.house.services.policies, &choice).await.unwrap();
}

/// Posts what is due, as far as `takes` says that the other end takes it; gives back what was taken.
async fn post(town: &Town, takes: impl Fn(&Due) -> bool) -> Vec<(String, String)> {
    let mut taken = Vec::new();
    for due in town.house.services.partners.due().await.unwrap() {
        assert_eq!((due.endpoint.as_str(), due.secret.len()), ("https://unit.example/in", 32));
        let how = if takes(&due) { Posted::Taken } else { Posted::Failed(u16::MAX) };
        if how == Posted::Taken {
            taken.push((due.delivery.subject.clone(), due.delivery.kind.clone()));
        }
        town.house.services.partners.posted(&due.delivery, how).await.unwrap();
    }
    taken
}

#[tokio::test]
async fn whoever_had_a_record_is_told_what_becomes_of_it_and_who_says_so_is_not() {
    let town = Town::new().await;
    let partners = &town.house.services.partners;
    let known = town.verified(1).await;
    let id = town.new_record("unit-one", &dose(1, "1")).await;
    assert_eq!(told(&town, "helpers").await, [""; 0]);
    // Another unit looks for the person: from then on it is told.
    let found = partners.find(&town.on("other").await, &person(1)).await.unwrap();
    for (at, lot) in ["LOT-2", "LOT-3"].into_iter().enumerate() {
        town.one("unit-one", &of_lot(1, "1", lot)).await.unwrap();
        assert_eq!(told(&town, "other").await.len(), at + 1);
    }
    town.one("unit-two", &GivenRecord { state: RecordState::EnteredInError, ..dose(1, "1") }).await.unwrap();
    assert_eq!(told(&town, "other").await, ["correction", "correction", "revocation"]);
    assert_eq!(told(&town, "unit-one").await, ["revocation"], "what it did not say itself");
    assert_eq!(told(&town, "unit-two").await, ["correction", "correction"]);
    assert_eq!(told(&town, "helpers").await, [""; 0], "who never had anything");

    let other = town.on("other").await;
    let views = partners.changes(&other, &|_| true).await.unwrap();
    assert!(views.iter().all(|it| it.person == found.person && it.delivery.target == Some(id)));
    let (version, unit) = views[0].record.as_ref().unwrap();
    assert_eq!((version.version, version.state, unit.as_str()), (4, RecordState::EnteredInError, "99901"));
    assert_eq!(partners.record(&other, id).await.unwrap().1.versions.len(), 4);
    assert!(town.log(&known.account).await.contains(&"change-followed".to_owned()));
    // Nobody else's pseudonym is the same.
    let own = partners.changes(&town.on("unit-one").await, &|_| true).await.unwrap();
    assert_ne!(own[0].person, views[0].person);

    partners.acknowledge(&other, views[1].delivery.id).await.unwrap();
    partners.acknowledge(&other, views[1].delivery.id).await.unwrap();
    assert_eq!(told(&town, "other").await, ["correction", "revocation"]);
    let foreign = partners.acknowledge(&town.on("unit-one").await, views[0].delivery.id).await;
    assert!(matches!(foreign, Err(ServiceError::Absent)));
    let about = partners.told_about(&known.account).await.unwrap();
    assert_eq!(about.iter().filter(|it| it.0.acknowledged.as_ref().is_some_and(|it| it.1 == "asked")).count(), 1);
    assert!(about.iter().all(|it| it.1.is_some()), "the person sees which organisation");
    town.house.is_whole().await;
}

#[tokio::test]
async fn a_system_that_was_away_for_a_week_catches_up_in_order() {
    let town = Town::new().await;
    let mut expected: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for n in 1..4 {
        let id = town.new_record("other", &dose(n, &n.to_string())).await;
        let subject = town.house.storage.record_owner(id).await.unwrap().unwrap();
        town.new_record("unit-one", &dose(n, &format!("own {n}"))).await;
        expected.insert(subject, Vec::new());
    }
    let subjects: Vec<String> = expected.keys().cloned().collect();
    let mut tries = 0;
    for round in 0..7 * 24 {
        for (n, subject) in (1..4).zip(&subjects) {
            if (round + n) % 40 == 0 {
                // Two things happen to one record in one request: they stay in order.
                let lot = of_lot(n, &n.to_string(), &format!("LOT-{round}"));
                let wrong = GivenRecord { state: RecordState::EnteredInError, ..lot.clone() };
                town.send("other", &[lot.clone(), wrong, lot], (false, None)).await.unwrap();
                let kinds = ["correction", "revocation", "correction"].map(str::to_owned);
                expected.get_mut(subject).unwrap().extend(kinds);
            }
        }
        town.house.wait(60 * MINUTE);
        tries += town.house.services.partners.due().await.unwrap().len();
        assert!(post(&town, |_| false).await.is_empty());
    }
    assert!((150..3 * 7 * 24).contains(&tries), "about hourly for each person, not {tries}");
    let mut got: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for _ in 0..60 {
        town.house.wait(LONGEST_WAIT / 4);
        for (subject, kind) in post(&town, |_| true).await {
            got.entry(subject).or_default().push(kind);
        }
    }
    assert!(expected.values().all(|it| it.len() >= 9));
    assert_eq!(got, expected);
    assert!(town.house.services.partners.due().await.unwrap().is_empty());
    town.house.is_whole().await;
}

#[tokio::test]
async fn one_that_fails_holds_up_its_own_person_alone_and_its_waits_grow() {
    let town = Town::new().await;
    for n in 1..3 {
        town.new_record("other", &dose(n, &n.to_string())).await;
        town.new_record("unit-one", &dose(n, &format!("own {n}"))).await;
        town.one("other", &of_lot(n, &n.to_string(), "LOT-2")).await.unwrap();
    }
    let stuck = town.known(1).await.unwrap();
    town.house.wait(1);
    assert_eq!(post(&town, |due| due.delivery.subject != stuck).await.len(), 1);
    let waits = async || {
        let all = town.house.storage.deliveries_about(&stuck, 9).await.unwrap();
        let it = all.into_iter().find(|it| it.client == "posted").unwrap();
        (it.tries, (it.next_at.unix_milliseconds() - town.house.services.clock.now().unix_milliseconds()) / 30_000)
    };
    assert_eq!(waits().await, (1, 1));
    for expected in [(2, 2), (3, 4), (4, 8)] {
        town.house.wait(10 * MINUTE);
        assert!(post(&town, |_| false).await.is_empty());
        assert_eq!(waits().await, expected);
    }
    // Two processes that post the same note one try.
    town.house.wait(10 * MINUTE);
    let due = town.house.services.partners.due().await.unwrap().remove(0).delivery;
    for how in [Posted::Failed(0), Posted::Failed(0), Posted::Taken, Posted::Taken, Posted::Failed(0)] {
        town.house.services.partners.posted(&due, how).await.unwrap();
    }
    let kept = town.house.storage.delivery("posted", due.id).await.unwrap().unwrap();
    assert_eq!((kept.tries, kept.acknowledged.unwrap().1.as_str()), (5, "posted"));
}

#[tokio::test]
async fn whoever_asks_for_what_it_is_told_holds_up_nobody_who_is_posted_to() {
    let town = Town::new().await;
    let subject = town.house.person(1, &[]).await.account;
    let now = town.house.services.clock.now();
    // More than a round can hold wait for a system that asks, and for one that was ended.
    town.house.services.partners.end("dopa", "division").await.unwrap();
    let tell = |client: &str, n: u16| {
        let mut bytes = [0; 10];
        bytes[2..4].copy_from_slice(&n.to_be_bytes());
        let delivery = storage::Delivery {
            client: client.to_owned(),
            id: domain::Id::new(now, bytes),
            subject: subject.clone(),
            kind: "correction".to_owned(),
            target: None,
            purpose: String::new(),
            created_at: now,
            tries: 0,
            next_at: now,
            acknowledged: None,
        };
        storage::Change::from(DeliveryChange::Tell(delivery))
    };
    let clients = ["unit-one", "dopa"];
    let changes =
        clients.into_iter().flat_map(|client| (0..200).map(move |n| (client, n))).map(|(client, n)| tell(client, n));
    town.house.storage.commit(UnitOfWork { changes: changes.collect() }).await.unwrap();
    town.house.storage.commit(UnitOfWork::of(tell("posted", 0))).await.unwrap();
    let due = town.house.services.partners.due().await.unwrap();
    assert_eq!(due.iter().map(|it| it.delivery.client.as_str()).collect::<Vec<_>>(), ["posted"]);
    assert_eq!(told(&town, "unit-one").await.len(), 100, "it gets them a hundred at a time");
}

#[tokio::test]
async fn a_withdrawal_reaches_who_works_for_the_purpose_and_nobody_else() {
    let town = Town::new().await;
    let known = town.verified(1).await;
    town.enter("callers", "contractor", (&contractor(&town).await, PurposeId::Contact), "").await;
    decide(&town, &known, PurposeId::News, Decision::Given).await;
    town.house.wait(DAY);
    assert_eq!(told(&town, "callers").await, [""; 0]);
    let signed = town.house.signed(&town.house.services.sign_on.sign_in_as("person-1", "x").await.unwrap()).await;
    decide(&town, &signed, PurposeId::News, Decision::Withdrawn).await;
    let views = town.house.services.partners.changes(&town.on("callers").await, &|_| true).await.unwrap();
    let kinds: Vec<_> = views.iter().map(|it| (it.delivery.kind.as_str(), it.delivery.purpose.as_str())).collect();
    assert_eq!(kinds, [("withdrawal", PurposeId::News.id())]);
    assert!(views[0].record.is_none() && views[0].delivery.target.is_none());
    assert_eq!(told(&town, "other").await, [""; 0], "a unit has no part in it");
    let about = town.house.services.partners.told_about(&known.account).await.unwrap();
    assert!(about.iter().any(|it| it.0.client == "callers" && it.0.kind == "withdrawal"), "the person sees it");
    town.house.is_whole().await;
}

/// The account of the officer who answers for the contractor's systems.
async fn contractor(town: &Town) -> String {
    town.house.services.partners.known("helpers").await.unwrap().unwrap().officer
}

#[tokio::test]
async fn a_case_that_puts_a_record_right_reaches_every_system_that_had_it() {
    let town = Town::new().await;
    let known = town.verified(1).await;
    let id = town.new_record("unit-one", &dose(1, "1")).await;
    town.house.services.partners.find(&town.on("helpers").await, &person(1)).await.unwrap();
    let number = town.dispute(&known, id).await;
    assert_eq!(
        (told(&town, "unit-one").await.len(), told(&town, "helpers").await.len()),
        (1, 0),
        "the unit's are told"
    );
    town.put_right(number).await;
    for client in ["unit-one", "unit-two", "posted"] {
        assert_eq!(told(&town, client).await, ["dispute", "revocation"], "{client}");
    }
    assert_eq!(told(&town, "helpers").await, ["revocation"]);
    // What an officer recorded by hand is read by its id as well.
    town.house.wait(1);
    let new = service::NewRecord { subject: &known.account, content: &vaccination("HAND", "2026-11-01") };
    let hand = town.house.services.records.record(&town.officer, new).await.unwrap();
    let read = town.house.services.partners.record(&town.on("helpers").await, hand).await.unwrap().1;
    assert_eq!((read.id, read.versions[0].source.as_str()), (hand, "unit"));
    town.house.is_whole().await;
}
