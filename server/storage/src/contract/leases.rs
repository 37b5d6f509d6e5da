//! Leases, on both engines: one holder at a time, by the clock of the database, and none who comes too late.

use super::samples::count;
use super::{Subject, together};
use crate::{Lease, LeaseChange, Storage, StorageError, UnitOfWork};
use std::sync::Arc;

const DUTY: &str = "duties";
/// Longer than any test takes.
const LONG: i64 = 3_600_000;

fn hold(holder: &str, milliseconds: i64) -> UnitOfWork {
    UnitOfWork::of(LeaseChange::Hold { duty: DUTY, holder: holder.to_owned(), milliseconds }.into())
}

fn lease(holder: &str, token: i64) -> Lease {
    Lease { duty: DUTY, holder: holder.to_owned(), token }
}

/// Something done under a lease.
fn under(lease: Lease) -> UnitOfWork {
    UnitOfWork::of(count("policy", None)).and(LeaseChange::Fence(lease).into())
}

fn is_refused(outcome: &Result<(), StorageError>) -> bool {
    matches!(outcome, Err(StorageError::Conflict { what: "the lease" }))
}

pub(super) async fn a_lease_has_one_holder_at_a_time(subject: impl Subject) {
    let storage = subject.storage();
    assert_eq!(storage.lease(DUTY).await.unwrap(), None);
    assert!(is_refused(&storage.commit(under(lease("a", 1))).await), "nobody took it yet");
    let both = together(&storage, ["a", "b", "c"].map(|holder| hold(holder, LONG))).await;
    assert_eq!(both.iter().filter(|outcome| outcome.is_ok()).count(), 1, "{both:?}");
    let first = storage.lease(DUTY).await.unwrap().unwrap();
    assert_eq!(first.token, 1);
    storage.commit(hold(&first.holder, LONG)).await.unwrap();
    assert_eq!(storage.lease(DUTY).await.unwrap(), Some(first.clone()), "who holds on is the same holder");
    assert!(is_refused(&storage.commit(hold("other", LONG)).await));
    let other = LeaseChange::Hold { duty: "another", holder: "other".to_owned(), milliseconds: LONG };
    storage.commit(UnitOfWork::of(other.into())).await.unwrap();
    assert_eq!(storage.lease(DUTY).await.unwrap(), Some(first));
}

pub(super) async fn who_slept_past_the_end_of_a_lease_is_refused(subject: impl Subject) {
    let storage = subject.storage();
    storage.commit(hold("a", LONG)).await.unwrap();
    storage.commit(under(lease("a", 1))).await.unwrap();
    // Its time is over: as long as nobody else takes it, nothing is lost.
    assert_eq!(subject.raw("UPDATE lease SET ends_at = 0").await, Ok(()));
    storage.commit(under(lease("a", 1))).await.unwrap();
    let both = together(&storage, ["b", "c"].map(|holder| hold(holder, LONG))).await;
    assert_eq!(both.iter().filter(|outcome| outcome.is_ok()).count(), 1, "{both:?}");
    let second = storage.lease(DUTY).await.unwrap().unwrap();
    assert_eq!(second.token, 2);
    let before = used(&storage).await;
    assert!(is_refused(&storage.commit(under(lease("a", 1))).await));
    assert!(is_refused(&storage.commit(under(lease("a", 2))).await), "the number alone is not enough");
    assert_eq!(used(&storage).await, before, "nothing of the unit is kept");
    assert!(is_refused(&storage.commit(hold("a", LONG)).await));
    storage.commit(under(second.clone())).await.unwrap();
    // Given back, it is anybody's at once.
    storage.commit(hold(&second.holder, 0)).await.unwrap();
    storage.commit(hold("a", LONG)).await.unwrap();
    assert_eq!(storage.lease(DUTY).await.unwrap(), Some(lease("a", 3)));
    assert!(is_refused(&storage.commit(under(second)).await));
}

async fn used(storage: &Arc<dyn Storage>) -> u64 {
    let day = super::samples::day;
    storage.usage(day("2026-01-01"), day("2026-12-31")).await.unwrap().iter().map(|sum| sum.times).sum()
}
