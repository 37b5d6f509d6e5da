//! What is kept from a person, on both engines: nothing without a commitment of the same unit, nothing twice, nothing changed.

use super::Subject;
use super::accounts::{at, id, used};
use crate::{AccountChange, AuditEvent, Change, KeptBackEvent, StorageError, UnitOfWork};
use domain::{Digest, Instant};

/// The commitment to an event.
pub(super) fn commitment(event: &AuditEvent) -> Change {
    let (subject, commitment) = (event.subject.clone(), Digest::of(event.id.to_string().as_bytes()));
    Change::KeepBack(KeptBackEvent { subject, id: event.id, at: event.at, commitment, sealed: vec![0, 255] })
}

pub(super) async fn nothing_is_kept_back_without_a_commitment(subject: impl Subject) {
    let storage = subject.storage();
    let hidden = |n: u8, whose: &str, shown| used(n, whose, "99901", false, shown);
    let alone = |event: AuditEvent| UnitOfWork::of(AccountChange::Audit(event).into());
    let committed = |event: AuditEvent| UnitOfWork::of(commitment(&event)).and(AccountChange::Audit(event).into());
    assert_eq!(storage.commit(alone(hidden(1, "b", 50))).await, Err(StorageError::Refused));
    for (n, whose, shown) in [(1, "b", 50), (2, "a", 60), (3, "a", 50)] {
        storage.commit(committed(hidden(n, whose, shown))).await.unwrap();
    }
    storage.commit(alone(hidden(4, "a", 0))).await.unwrap();
    // The commitment of another event, or of one that was placed long ago, is none.
    let other = UnitOfWork::of(commitment(&hidden(6, "a", 50))).and(AccountChange::Audit(hidden(5, "a", 50)).into());
    assert_eq!(storage.commit(other).await, Err(StorageError::Refused));
    let again = storage.commit(UnitOfWork::of(commitment(&hidden(1, "b", 50)))).await;
    assert!(matches!(again, Err(StorageError::Conflict { .. } | StorageError::Refused)), "{again:?}");

    let kept = storage.kept_back("a", id(2)).await.unwrap().unwrap();
    assert_eq!((kept.commitment, kept.sealed), (Digest::of(id(2).to_string().as_bytes()), vec![0, 255]));
    assert_eq!(storage.kept_back("b", id(2)).await.unwrap(), None);
    assert!(storage.is_waiting(id(2)).await.unwrap());
    let all = storage.kept_back_after(("", ""), 9).await.unwrap();
    assert_eq!(all.iter().map(|it| it.id).collect::<Vec<_>>(), [id(2), id(3), id(1)]);
    let rest = storage.kept_back_after(("a", &id(2).to_string()), 1).await.unwrap();
    assert_eq!(rest.iter().map(|it| it.id).collect::<Vec<_>>(), [id(3)]);

    let begin = Instant::from_unix_milliseconds(0);
    let hidden = storage.hidden_after((begin, "", ""), 9).await.unwrap();
    assert_eq!(
        hidden,
        [(at(50), "a".to_owned(), id(3)), (at(50), "b".to_owned(), id(1)), (at(60), "a".to_owned(), id(2))]
    );
    assert_eq!(storage.hidden_after((at(50), "a", &id(3).to_string()), 1).await.unwrap(), hidden[1..2]);
    for sql in ["UPDATE kept_back SET subject = 'x'", "DELETE FROM kept_back"] {
        assert_eq!(subject.raw(sql).await, Err(StorageError::Refused), "{sql}");
    }
}
