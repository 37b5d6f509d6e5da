//! Units of work: whole or nothing, alone and in a crowd, now and after a restart.

use super::samples::{case, count, day, draft, file, key, number, publish, version};
use super::{Subject, together};
use crate::{Change, Storage, StorageError, UnitOfWork};
use domain::Language;
use std::sync::Arc;

pub(super) async fn a_unit_is_whole_or_nothing(subject: impl Subject) {
    let storage = subject.storage();
    storage.commit(publish(1)).await.unwrap();
    let unit: UnitOfWork = [
        Change::KeepSubjectKey(key(1)),
        file(1),
        Change::KeepDraft(draft(Language::Th, "ร่าง")),
        count("contact", None),
        Change::PublishPolicy(version(2)),
        Change::PublishPolicy(version(2)),
    ]
    .into_iter()
    .collect();
    assert_eq!(storage.commit(unit).await, Err(StorageError::Conflict { what: "the policy" }));
    assert_eq!(storage.subject_key("subject-1").await.unwrap(), None);
    assert_eq!(storage.contact_cases(10).await.unwrap(), []);
    assert_eq!(storage.drafts().await.unwrap(), []);
    assert_eq!(storage.usage(day("2026-01-01"), day("2026-12-31")).await.unwrap(), []);
    assert_eq!(storage.latest().await.unwrap(), Some(number(1)));
}

/// 64 units at once, every fourth of them made to fail after it has already changed something.
pub(super) async fn a_refused_unit_takes_no_other_with_it(subject: impl Subject) {
    let storage = subject.storage();
    storage.commit(UnitOfWork::of(Change::KeepSubjectKey(key(0)))).await.unwrap();
    let fails = |n: u32| n.is_multiple_of(4);
    let unit = |n| {
        let unit = UnitOfWork::of(file(n)).and(count("contact", None));
        if fails(n) { unit.and(Change::KeepSubjectKey(key(0))) } else { unit.and(Change::KeepSubjectKey(key(n))) }
    };
    let outcomes = together(&storage, (1..=64).map(unit)).await;
    for (n, outcome) in (1..=64).zip(outcomes) {
        let conflict = matches!(outcome, Err(StorageError::Conflict { .. }));
        assert!(if fails(n) { conflict } else { outcome.is_ok() }, "{n}: {outcome:?}");
        let kept = storage.contact_case(&case(n).number).await.unwrap();
        assert_eq!(kept, (!fails(n)).then(|| case(n)));
        assert_eq!(storage.subject_key(&key(n).subject).await.unwrap().is_some(), !fails(n));
    }
    assert_eq!(used(&storage).await, 48);
}

pub(super) async fn of_two_publishers_one_wins(subject: impl Subject) {
    let storage = subject.storage();
    for n in 1..=8 {
        let rivals = (0..16).map(|rival| {
            let mut version = version(n);
            version.summary_en = format!("by rival {rival}");
            UnitOfWork::of(Change::PublishPolicy(version)).and(count("policy", None))
        });
        let outcomes = together(&storage, rivals).await;
        let winners: Vec<_> = (0..16).filter(|&rival| outcomes[rival].is_ok()).collect();
        assert_eq!(winners.len(), 1, "{outcomes:?}");
        assert!(outcomes.iter().all(|outcome| matches!(outcome, Ok(()) | Err(StorageError::Conflict { .. }))));
        let kept = storage.version(number(n)).await.unwrap().unwrap();
        assert_eq!(kept.summary_en, format!("by rival {}", winners[0]));
    }
    assert_eq!(used(&storage).await, 8);
}

/// Units that touch the same rows in opposite order would block each other for ever in a careless engine.
pub(super) async fn units_in_crossing_order_all_commit(subject: impl Subject) {
    let storage = subject.storage();
    let crossing = |n: u32| {
        let (one, other) = (count("policy", None), count("contact", None));
        let counts = if n.is_multiple_of(2) { [one, other] } else { [other, one] };
        UnitOfWork::from_iter(counts).and(file(n)).and(count("policy", None))
    };
    assert_eq!(together(&storage, (0..64).map(crossing)).await, vec![Ok(()); 64]);
    assert_eq!(used(&storage).await, 192);
}

pub(super) async fn reopening_keeps_everything(mut subject: impl Subject) {
    let storage = subject.storage();
    let unit = publish(1).and(file(1)).and(Change::KeepSubjectKey(key(1))).and(count("policy", None));
    storage.commit(unit.and(Change::KeepDraft(draft(Language::Th, "ร่าง")))).await.unwrap();
    drop(storage);
    for next in [2, 3] {
        subject.reopen().await;
        let storage = subject.storage();
        assert_eq!(storage.version(number(1)).await.unwrap(), Some(version(1)));
        assert_eq!(storage.contact_case(&case(1).number).await.unwrap(), Some(case(1)));
        assert_eq!(storage.subject_key("subject-1").await.unwrap(), Some(key(1)));
        assert_eq!(storage.drafts().await.unwrap(), [draft(Language::Th, "ร่าง")]);
        assert_eq!(used(&storage).await, 1);
        storage.commit(publish(next)).await.unwrap();
    }
}

pub(super) async fn a_closed_storage_says_so(subject: impl Subject) {
    let storage = subject.storage();
    storage.close().await;
    storage.close().await;
    let unavailable = |outcome| matches!(outcome, Err(StorageError::Unavailable { .. }));
    assert!(unavailable(storage.commit(publish(1)).await));
    assert!(unavailable(storage.ready().await));
    assert!(unavailable(storage.versions().await.map(drop)));
}

async fn used(storage: &Arc<dyn Storage>) -> u64 {
    let sums = storage.usage(day("2026-01-01"), day("2026-12-31")).await.unwrap();
    sums.iter().map(|sum| sum.times).sum()
}
