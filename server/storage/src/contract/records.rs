//! Cases, keys and sums: read back as they were given, never twice.

use super::samples::{case, count, day, file, key};
use super::{Subject, together};
use crate::{Change, StorageError, UnitOfWork, Usage};
use domain::Language;

pub(super) async fn cases_and_keys_are_read_back_as_filed(subject: impl Subject) {
    let storage = subject.storage();
    for n in [2, 3, 1] {
        storage.commit(UnitOfWork::of(Change::KeepSubjectKey(key(n))).and(file(n))).await.unwrap();
    }
    assert_eq!(storage.contact_case("C-000002").await.unwrap(), Some(case(2)));
    assert_eq!(storage.contact_case("C-000009").await.unwrap(), None);
    assert_eq!(storage.contact_cases(2).await.unwrap(), [case(3), case(2)]);
    assert_eq!(storage.subject_key("subject-3").await.unwrap(), Some(key(3)));
    assert_eq!(storage.subject_key("subject").await.unwrap(), None);
}

pub(super) async fn duplicates_are_conflicts(subject: impl Subject) {
    let storage = subject.storage();
    storage.commit(UnitOfWork::of(file(1)).and(Change::KeepSubjectKey(key(1)))).await.unwrap();
    let mut same_number = case(2);
    same_number.number = case(1).number;
    let mut same_id = case(1);
    same_id.number = case(2).number;
    let mut other_key = key(1);
    other_key.wrapped = vec![9];
    for change in [
        file(1),
        Change::FileContactCase(same_number),
        Change::FileContactCase(same_id),
        Change::KeepSubjectKey(other_key),
    ] {
        let outcome = storage.commit(UnitOfWork::of(change.clone())).await;
        assert!(matches!(outcome, Err(StorageError::Conflict { .. })), "{change:?}: {outcome:?}");
    }
    assert_eq!(storage.contact_cases(10).await.unwrap(), [case(1)]);
    assert_eq!(storage.contact_case("C-000002").await.unwrap(), None);
    assert_eq!(storage.subject_key("subject-1").await.unwrap(), Some(key(1)));

    let mut by_pigeon = case(3);
    by_pigeon.channel = String::from("pigeon");
    let outcome = storage.commit(UnitOfWork::of(Change::FileContactCase(by_pigeon))).await;
    assert_eq!(outcome, Err(StorageError::Refused));
}

pub(super) async fn usage_adds_up(subject: impl Subject) {
    let storage = subject.storage();
    let units = (0..64).map(|n| {
        let language = if n % 2 == 0 { Language::Th } else { Language::En };
        UnitOfWork::of(count("policy", Some(language))).and(count("contact", None))
    });
    assert_eq!(together(&storage, units).await, vec![Ok(()); 64]);
    let sum =
        |service: &str, language, times| Usage { day: day("2026-03-01"), service: service.to_owned(), language, times };
    let march = storage.usage(day("2026-03-01"), day("2026-03-31")).await.unwrap();
    let expected =
        [sum("contact", None, 64), sum("policy", Some(Language::Th), 32), sum("policy", Some(Language::En), 32)];
    assert_eq!(march, expected);
    assert_eq!(storage.usage(day("2026-02-01"), day("2026-02-28")).await.unwrap(), []);
}
