//! Consent and its receipts over a real database: choices, repetition, two tabs, new purposes, lapsing, minors, and a
//! ledger that is changed behind its back.

use crate::house::House;
use domain::cases::{Right, Words};
use domain::catalogue::{PurposeId, RecipientId};
use domain::consent::{ASKED, AskedPurpose, Conflict, Decision, EventKind, Method};
use domain::{Id, Language};
use ledger::verify_receipt;
use service::{CaseFiling, Choice, LedgerError, ServiceError, Signed};

const DAY: i64 = 24 * 3_600_000;

const fn choice(purpose: PurposeId, decision: Decision) -> Choice<'static> {
    Choice { purpose, decision, seen: None, key: None, language: Language::Th, method: Method::Web }
}

async fn decide(house: &House, signed: &Signed, choice: Choice<'_>) -> Result<Id, ServiceError> {
    house.services.consents.decide(signed, &house.services.policies, &choice).await
}

async fn report(house: &House) -> service::Report {
    let kept = house.keeper.0.lock().unwrap().clone();
    house.services.audit.verify(&house.services.ledger, kept.as_deref(), |_, _| {}).await.unwrap()
}

/// Changes the database as an intruder with the file would.
fn behind_our_back(house: &House, sql: &'static str) {
    let connection = rusqlite::Connection::open(house.database()).unwrap();
    connection.execute_batch(sql).unwrap();
}

#[tokio::test]
async fn a_refusal_is_an_event_and_a_withdrawal_acts_at_once() {
    let house = House::new().await;
    let signed = house.person(1, &[]).await;
    let consents = &house.services.consents;
    decide(&house, &signed, choice(PurposeId::Nearby, Decision::Refused)).await.unwrap();
    assert!(!consents.allows(&signed.account, PurposeId::Nearby).await.unwrap());
    house.wait(1);
    decide(&house, &signed, choice(PurposeId::Statistics, Decision::Given)).await.unwrap();
    assert!(consents.allows(&signed.account, PurposeId::Statistics).await.unwrap());
    house.wait(1);
    decide(&house, &signed, choice(PurposeId::Statistics, Decision::Withdrawn)).await.unwrap();
    assert!(!consents.allows(&signed.account, PurposeId::Statistics).await.unwrap());
    let view = consents.view(&signed, &house.services.policies, Language::Th).await.unwrap();
    let kinds: Vec<EventKind> = view.history.iter().map(|event| event.kind).collect();
    assert_eq!(kinds, [EventKind::Withdrawn, EventKind::Given, EventKind::Refused]);
    assert!(!view.notices.is_empty(), "those who received data are told");
    let units = consents.notices_for(RecipientId::HealthUnits).await.unwrap();
    assert!(!units.is_empty());
    let told = house.services.messages.list(&signed.account).await.unwrap();
    assert_eq!(told.len(), 1, "a withdrawal is confirmed by a message");
    let again = decide(&house, &signed, choice(PurposeId::Statistics, Decision::Withdrawn)).await;
    assert!(matches!(again, Err(ServiceError::Consent(Conflict::NothingGiven(Some(_))))));
}

#[tokio::test]
async fn a_recipient_acknowledges_once() {
    let house = House::new().await;
    let signed = house.person(1, &[]).await;
    decide(&house, &signed, choice(PurposeId::Statistics, Decision::Given)).await.unwrap();
    house.wait(1);
    decide(&house, &signed, choice(PurposeId::Statistics, Decision::Withdrawn)).await.unwrap();
    let officer = house.officer("u", domain::account::Role::UnitOfficer, "99901").await;
    let consents = &house.services.consents;
    let notice = consents.notices_for(RecipientId::HealthUnits).await.unwrap().remove(0);
    consents.acknowledge(&officer, RecipientId::HealthUnits, notice.id).await.unwrap();
    let twice = consents.acknowledge(&officer, RecipientId::HealthUnits, notice.id).await;
    assert!(matches!(twice, Err(ServiceError::Absent)));
    let view = consents.view(&signed, &house.services.policies, Language::Th).await.unwrap();
    assert!(view.notices.iter().any(|it| it.id == notice.id && it.acknowledged.is_some()));
}

#[tokio::test]
async fn the_same_key_gives_the_first_answer_and_another_choice_does_not() {
    let house = House::new().await;
    let signed = house.person(1, &[]).await;
    let given = Choice { key: Some("k"), ..choice(PurposeId::News, Decision::Given) };
    let first = decide(&house, &signed, given).await.unwrap();
    house.wait(1);
    assert_eq!(decide(&house, &signed, given).await.unwrap(), first);
    decide(&house, &signed, choice(PurposeId::News, Decision::Withdrawn)).await.unwrap();
    assert_eq!(decide(&house, &signed, given).await.unwrap(), first, "also after another choice");
    let other = Choice { key: Some("k"), ..choice(PurposeId::News, Decision::Refused) };
    assert!(matches!(decide(&house, &signed, other).await, Err(ServiceError::KeyReused)));
    let somebody = house.person(2, &[]).await;
    assert_ne!(decide(&house, &somebody, given).await.unwrap(), first, "keys are everybody's own");
}

#[tokio::test]
async fn two_tabs_are_told_of_each_other() {
    let house = House::new().await;
    let signed = house.person(1, &[]).await;
    let unseen = Choice { seen: Some(None), ..choice(PurposeId::News, Decision::Given) };
    let first = decide(&house, &signed, unseen).await.unwrap();
    let stale = Choice { seen: Some(None), ..choice(PurposeId::News, Decision::Refused) };
    match decide(&house, &signed, stale).await {
        Err(ServiceError::Consent(Conflict::Meanwhile(Some(last)))) => assert_eq!(last.event, first),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn of_many_choices_at_once_one_is_recorded() {
    let house = std::sync::Arc::new(House::new().await);
    let signed = house.person(1, &[]).await;
    let tasks: Vec<_> = (0..16)
        .map(|_| {
            let (house, signed) = (std::sync::Arc::clone(&house), signed.clone());
            tokio::spawn(async move { decide(&house, &signed, choice(PurposeId::News, Decision::Given)).await.is_ok() })
        })
        .collect();
    let mut recorded = 0;
    for task in tasks {
        recorded += usize::from(task.await.unwrap());
    }
    assert_eq!(recorded, 1);
    assert_eq!(house.storage.consent_events(&signed.account, 99).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_new_purpose_asks_for_itself_alone() {
    let house = House::asking(ASKED[..1].to_vec()).await;
    let signed = house.person(1, &[]).await;
    decide(&house, &signed, choice(ASKED[0].purpose, Decision::Refused)).await.unwrap();
    assert_eq!(house.services.consents.waiting(&signed.account).await.unwrap(), 0);
    let house = house.again(ASKED[..2].to_vec()).await;
    let view = house.services.consents.view(&signed, &house.services.policies, Language::En).await.unwrap();
    assert_eq!(view.purposes.iter().map(|it| it.to_be_asked).collect::<Vec<_>>(), [false, true]);
    let newer = AskedPurpose { version: 2, ..ASKED[0] };
    let house = house.again(vec![newer, ASKED[1]]).await;
    assert_eq!(house.services.consents.waiting(&signed.account).await.unwrap(), 2, "new words are asked about again");
    decide(&house, &signed, choice(ASKED[1].purpose, Decision::Refused)).await.unwrap();
    assert!(house.services.accounts.profile(&signed).await.is_ok(), "after declining everything else works");
}

#[tokio::test]
async fn an_agreement_lapses_by_itself() {
    let house = House::new().await;
    let signed = house.person(1, &[]).await;
    decide(&house, &signed, choice(PurposeId::News, Decision::Given)).await.unwrap();
    house.wait(731 * DAY);
    assert!(!house.services.consents.allows(&signed.account, PurposeId::News).await.unwrap());
    assert_eq!(house.services.consents.lapse(&house.services.policies).await.unwrap(), 1);
    assert_eq!(house.services.consents.lapse(&house.services.policies).await.unwrap(), 0);
    let events = house.storage.consent_events(&signed.account, 9).await.unwrap();
    assert_eq!(events[0].kind, EventKind::Expired);
    assert_eq!(house.services.consents.waiting(&signed.account).await.unwrap(), ASKED.len());
}

#[tokio::test]
async fn a_minor_does_not_consent_alone_and_may_always_decline() {
    let house = House::new().await;
    let minor = house.person(1, &[("birth-date-year", "2555")]).await;
    let refused = decide(&house, &minor, choice(PurposeId::News, Decision::Given)).await;
    assert!(matches!(refused, Err(ServiceError::Guardian)));
    decide(&house, &minor, choice(PurposeId::News, Decision::Refused)).await.unwrap();
}

#[tokio::test]
async fn a_receipt_is_proven_within_a_round_and_checked_without_us() {
    let house = House::new().await;
    let signed = house.person(1, &[]).await;
    let mut last = None;
    for (n, purpose) in [PurposeId::News, PurposeId::Statistics, PurposeId::Nearby].into_iter().enumerate() {
        house.wait(1);
        last = Some(decide(&house, &signed, choice(purpose, Decision::Given)).await.unwrap());
        if n == 1 {
            assert_eq!(house.services.ledger.sequence().await.unwrap(), 2);
        }
    }
    let receipt = house.services.consents.receipt(&signed, last.unwrap()).await.unwrap();
    let ledger = &house.services.ledger;
    assert_eq!(ledger.proof(receipt.event.id, receipt.salt).await.unwrap(), None, "not placed yet");
    assert_eq!(ledger.sequence().await.unwrap(), 1);
    let proof = ledger.proof(receipt.event.id, receipt.salt).await.unwrap().unwrap();
    let verified = verify_receipt(&receipt.bytes, &proof.text(), &ledger.verifier()).unwrap();
    assert_eq!((verified.index, verified.checkpoint.size), (2, 3));
    let stranger = house.person(2, &[]).await;
    assert!(matches!(house.services.consents.receipt(&stranger, receipt.event.id).await, Err(ServiceError::Absent)));
    assert_eq!(report(&house).await.findings, []);
    house.services.accounts.erase(&signed).await.unwrap();
    let after = report(&house).await;
    assert_eq!(
        (after.findings, after.erased, after.entries),
        (vec![], 3, 3),
        "an erased person leaves a tree that verifies"
    );
}

#[tokio::test]
async fn what_is_changed_behind_our_back_is_found() {
    let tampering = [
        "DROP TRIGGER ledger_entry_no_update; UPDATE ledger_entry SET commitment = zeroblob(32) WHERE position = 1",
        "DROP TRIGGER ledger_entry_no_delete; DELETE FROM ledger_entry WHERE position = 2",
        "DROP TRIGGER consent_event_no_update; UPDATE consent_event SET kind = 'given' WHERE kind = 'refused'",
        "DROP TRIGGER consent_event_no_update; UPDATE consent_event SET purpose = 'news' WHERE purpose = 'nearby'",
        "DROP TRIGGER consent_event_no_update; UPDATE consent_event SET commitment = zeroblob(32) WHERE kind = 'refused'",
        "UPDATE ledger_tile SET hashes = zeroblob(length(hashes)) WHERE level = 0",
        "UPDATE ledger_head SET checkpoint = replace(checkpoint, '3', '4')",
        "UPDATE ledger_head SET size = 2",
        "UPDATE ledger_head SET frontier = zeroblob(length(frontier))",
        "DROP TRIGGER consent_event_no_update; UPDATE consent_event SET lapses_at = lapses_at + 1",
        "DROP TRIGGER consent_event_no_update; UPDATE consent_event SET actor = 'somebody'",
        "DROP TRIGGER consent_event_no_update; UPDATE consent_event SET method = 'paper'",
        "DROP TRIGGER consent_event_no_update; UPDATE consent_event SET language = 'en'",
        "DROP TRIGGER consent_event_no_update; UPDATE consent_event SET policy = 2",
        "DROP TRIGGER consent_event_no_update; UPDATE consent_event SET purpose_version = 2",
        "UPDATE consent_standing SET kind = 'given', lapses_at = at + 1 WHERE purpose = 'news'",
        "UPDATE consent_standing SET at = at - 1",
        "DELETE FROM consent_standing WHERE purpose = 'news'",
        "UPDATE subject_key SET wrapped = zeroblob(length(wrapped))",
        "DELETE FROM subject_key",
        "DROP TRIGGER consent_event_no_delete; DELETE FROM consent_event WHERE kind = 'refused' AND purpose = 'news'",
        "DROP TRIGGER case_step_no_update; UPDATE case_step SET subject = 'somebody'",
        "DROP TRIGGER case_step_no_update; UPDATE case_step SET office = '10713'",
    ];
    // Of this moment, each is looked up by itself; of long ago, all are compared by their sum.
    for (sql, settled) in tampering.into_iter().flat_map(|sql| [(sql, false), (sql, true)]) {
        let house = House::new().await;
        let signed = house.person(1, &[]).await;
        for purpose in [PurposeId::News, PurposeId::Statistics, PurposeId::Nearby] {
            house.wait(1);
            decide(&house, &signed, choice(purpose, Decision::Refused)).await.unwrap();
        }
        house
            .services
            .cases
            .file(&signed, &CaseFiling::of(Right::Access, Words::parse("x").unwrap(), Language::Th))
            .await
            .unwrap();
        house.services.ledger.sequence().await.unwrap();
        if settled {
            house.wait(DAY);
            // Placed by nobody for a while: that is no fault.
            decide(&house, &signed, choice(PurposeId::Nearby, Decision::Given)).await.unwrap();
            house.wait(DAY);
        }
        assert_eq!(report(&house).await.findings, []);
        behind_our_back(&house, sql);
        assert_ne!(report(&house).await.findings, [], "{sql}");
    }
}

/// An event that is gone and was not the last of its purpose: seen once it is settled. Until then it could be on its way.
#[tokio::test]
async fn an_event_that_is_gone_is_missed_a_minute_later() {
    let house = House::new().await;
    let signed = house.person(1, &[]).await;
    for decision in [Decision::Given, Decision::Withdrawn] {
        house.wait(1);
        decide(&house, &signed, choice(PurposeId::News, decision)).await.unwrap();
    }
    house.services.ledger.sequence().await.unwrap();
    behind_our_back(&house, "DROP TRIGGER consent_event_no_delete; DELETE FROM consent_event WHERE kind = 'given'");
    assert_eq!(report(&house).await.findings, []);
    house.wait(DAY);
    assert_ne!(report(&house).await.findings, []);
}

#[tokio::test]
async fn a_clock_that_is_set_back_changes_no_order() {
    const MOVED: i64 = 25 * 3_600_000;
    let mut house = House::new().await;
    let signed = house.person(1, &[]).await;
    let mut ids = Vec::new();
    for (at, by) in [0, MOVED, -2 * MOVED, 0, MOVED, -MOVED].into_iter().enumerate() {
        house.wait(by);
        if at == 3 {
            // Another process, which never saw the clock ahead.
            house = house.again(ASKED.to_vec()).await;
        }
        let decision = if at % 2 == 0 { Decision::Given } else { Decision::Withdrawn };
        ids.push(decide(&house, &signed, choice(PurposeId::News, decision)).await.unwrap());
    }
    let view = house.services.consents.view(&signed, &house.services.policies, Language::Th).await.unwrap();
    let history: Vec<Id> = view.history.iter().rev().map(|event| event.id).collect();
    assert_eq!(history, ids);
    while house.services.ledger.sequence().await.unwrap() > 0 {}
    assert_eq!(report(&house).await.findings, []);
}

/// On a fast machine two choices of one person do not take a millisecond.
#[tokio::test]
async fn what_is_chosen_within_a_millisecond_keeps_its_order() {
    let house = House::new().await;
    let signed = house.person(1, &[]).await;
    let mut ids = Vec::new();
    for decision in [Decision::Given, Decision::Withdrawn].into_iter().cycle().take(16) {
        ids.push(decide(&house, &signed, choice(PurposeId::News, decision)).await.unwrap());
    }
    let view = house.services.consents.view(&signed, &house.services.policies, Language::Th).await.unwrap();
    let history: Vec<Id> = view.history.iter().rev().map(|event| event.id).collect();
    assert_eq!(history, ids);
    assert_eq!(report(&house).await.findings, []);
}

#[tokio::test]
async fn an_old_backup_signs_no_fork() {
    let house = House::new().await;
    let signed = house.person(1, &[]).await;
    decide(&house, &signed, choice(PurposeId::News, Decision::Given)).await.unwrap();
    house.services.ledger.sequence().await.unwrap();
    let house = house.again(ASKED.to_vec()).await;
    house.storage.close().await;
    let backup = std::fs::read(house.database()).unwrap();
    let house = house.again(ASKED.to_vec()).await;
    decide(&house, &signed, choice(PurposeId::Statistics, Decision::Given)).await.unwrap();
    assert_eq!(house.services.ledger.sequence().await.unwrap(), 1);
    let published = house.services.ledger.published().unwrap();
    house.storage.close().await;
    for file in ["portal.db-wal", "portal.db-shm"] {
        let _ = std::fs::remove_file(house.folder.path().join(file));
    }
    std::fs::write(house.database(), backup).unwrap();
    let house = house.again(ASKED.to_vec()).await;
    decide(&house, &signed, choice(PurposeId::Nearby, Decision::Given)).await.unwrap();
    assert!(matches!(house.services.ledger.sequence().await, Err(LedgerError::Fork)));
    assert!(house.services.ledger.published().is_none(), "nothing is published either");
    assert_eq!(house.keeper.0.lock().unwrap().as_deref(), Some(published.note.as_str()));
    assert_ne!(report(&house).await.findings, []);
}

#[tokio::test]
async fn a_rotated_key_opens_everything() {
    let house = House::new().await;
    let signed = house.person(1, &[]).await;
    let id = decide(&house, &signed, choice(PurposeId::News, Decision::Given)).await.unwrap();
    house.rotate();
    assert_eq!(house.services.keys.rotate(|_| {}).await.unwrap().anew, 1);
    assert_eq!(house.services.keys.rotate(|_| {}).await.unwrap().anew, 0);
    assert!(house.services.consents.receipt(&signed, id).await.is_ok());
    assert!(house.services.accounts.profile(&signed).await.is_ok());
}
