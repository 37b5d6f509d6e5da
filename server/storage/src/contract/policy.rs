//! The policy: kept to the letter, numbered without gaps, never changed.

use super::Subject;
use super::samples::{self, day, draft, large_text, number, publish, version};
use crate::{Change, StorageError, StoredEdition, UnitOfWork};
use domain::Language;

pub(super) async fn an_empty_database_has_nothing(subject: impl Subject) {
    let storage = subject.storage();
    storage.ready().await.unwrap();
    assert_eq!(storage.versions().await.unwrap(), []);
    assert_eq!(storage.version(number(1)).await.unwrap(), None);
    assert_eq!(storage.latest().await.unwrap(), None);
    assert_eq!(storage.drafts().await.unwrap(), []);
    assert_eq!(storage.contact_case("C-000001").await.unwrap(), None);
    assert_eq!(storage.contact_cases(10).await.unwrap(), []);
    assert_eq!(storage.subject_key("subject-1").await.unwrap(), None);
    assert_eq!(storage.usage(day("2026-01-01"), day("2026-12-31")).await.unwrap(), []);
    storage.commit(UnitOfWork::default()).await.unwrap();
}

pub(super) async fn versions_are_read_back_as_published(subject: impl Subject) {
    let storage = subject.storage();
    let mut large = version(2);
    large.editions = vec![StoredEdition::of(Language::Th, large_text())];
    assert!(large.editions[0].text().len() >= 1 << 20);
    storage.commit(publish(1)).await.unwrap();
    storage.commit(UnitOfWork::of(Change::PublishPolicy(large.clone()))).await.unwrap();

    assert_eq!(storage.version(number(1)).await.unwrap(), Some(version(1)));
    assert_eq!(storage.version(number(2)).await.unwrap().as_ref(), Some(&large));
    assert_eq!(storage.version(number(3)).await.unwrap(), None);
    assert_eq!(storage.versions().await.unwrap(), [version(1).head(), large.head()]);
    assert_eq!(storage.latest().await.unwrap(), Some(number(2)));
}

pub(super) async fn a_number_is_published_once_and_without_gaps(subject: impl Subject) {
    let storage = subject.storage();
    let outcome = storage.commit(publish(2)).await;
    assert!(matches!(outcome, Err(StorageError::Conflict { .. })), "a gap before the first: {outcome:?}");
    storage.commit(publish(1)).await.unwrap();
    for taken_or_too_far in [1, 3] {
        let outcome = storage.commit(publish(taken_or_too_far)).await;
        assert!(matches!(outcome, Err(StorageError::Conflict { .. })), "{taken_or_too_far}: {outcome:?}");
    }
    let mut textless = version(2);
    textless.editions.clear();
    let outcome = storage.commit(UnitOfWork::of(Change::PublishPolicy(textless))).await;
    assert_eq!(outcome, Err(StorageError::Refused));
    assert_eq!(storage.versions().await.unwrap(), [version(1).head()]);
}

pub(super) async fn nobody_changes_what_was_published(subject: impl Subject) {
    let storage = subject.storage();
    storage.commit(publish(1)).await.unwrap();
    for sql in [
        "UPDATE policy_version SET summary_th = 'x'",
        "UPDATE policy_version SET number = 2",
        "DELETE FROM policy_version",
        "DELETE FROM policy_version WHERE number = 1",
        "UPDATE policy_edition SET text = 'x' WHERE language = 'th'",
        "DELETE FROM policy_edition",
        "INSERT INTO policy_version VALUES (9, '2026-01-01', 'legal', '', '', 0, 1)",
        "INSERT INTO policy_edition VALUES (1, 'fr', \
         'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', '')",
    ] {
        assert_eq!(subject.raw(sql).await, Err(StorageError::Refused), "{sql}");
    }
    assert_eq!(storage.version(number(1)).await.unwrap(), Some(version(1)));
}

pub(super) async fn damage_is_found_on_reading(subject: impl Subject) {
    let storage = subject.storage();
    storage.commit(UnitOfWork::of(Change::KeepDraft(draft(Language::Th, "ข้อ ๑")))).await.unwrap();
    subject.raw("UPDATE policy_draft SET text = text || '.'").await.unwrap();
    assert_eq!(storage.drafts().await, Err(StorageError::Corrupt { what: "text" }));

    subject.raw("INSERT INTO policy_version VALUES (1, '2026-02-30', 'legal', '', '', 0, 1)").await.unwrap();
    subject
        .raw(
            "INSERT INTO policy_edition VALUES (1, 'th', \
             'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', '')",
        )
        .await
        .unwrap();
    assert_eq!(storage.versions().await, Err(StorageError::Corrupt { what: "effective" }));
}

pub(super) async fn drafts_are_kept_one_a_language(subject: impl Subject) {
    let storage = subject.storage();
    let keep = |draft| UnitOfWork::of(Change::KeepDraft(draft));
    storage.commit(keep(draft(Language::En, "first"))).await.unwrap();
    storage.commit(keep(draft(Language::Th, "ร่าง"))).await.unwrap();
    storage.commit(keep(draft(Language::En, "second"))).await.unwrap();
    assert_eq!(storage.drafts().await.unwrap(), [draft(Language::Th, "ร่าง"), draft(Language::En, "second")]);

    let publish_and_drop =
        samples::publish(1).and(Change::DropDraft(Language::Th)).and(Change::DropDraft(Language::En));
    storage.commit(publish_and_drop).await.unwrap();
    assert_eq!(storage.drafts().await.unwrap(), []);
    storage.commit(UnitOfWork::of(Change::DropDraft(Language::Th))).await.unwrap();
}
