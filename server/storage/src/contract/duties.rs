//! What binds people on duty, on both engines: nothing signed is changed, one stop stands at a time, and the most is the
//! most however many ask at once.

use super::accounts::{account, at, id, used};
use super::{Subject, together};
use crate::{
    AccountChange, BreachStep, DutyChange, StorageError, StoredAgreement, StoredBreach, StoredPromise, UnitOfWork,
};
use domain::Day;
use domain::brake::Alarm;
use domain::breach::{Cause, Risk, Step};
use domain::catalogue::PurposeId;
use domain::permission::Agreement;

fn unit(change: DutyChange) -> UnitOfWork {
    UnitOfWork::of(change.into())
}

fn is_conflict(outcome: &Result<(), StorageError>) -> bool {
    matches!(outcome, Err(StorageError::Conflict { .. }))
}

fn day(text: &str) -> Day {
    Day::from_iso(text).unwrap()
}

pub(super) async fn agreements_and_promises_are_kept_and_end(subject: impl Subject) {
    let storage = subject.storage();
    let purposes = [PurposeId::Rights, PurposeId::VaccineRegister].into_iter().collect();
    let terms = Agreement { from: day("2026-01-01"), until: day("2026-12-31"), purposes, ended: false };
    let agreement = StoredAgreement {
        organisation: "99901".to_owned(),
        id: id(1),
        number: "1/2569".to_owned(),
        terms,
        made_at: at(1),
        made_by: "officer".to_owned(),
    };
    storage.commit(unit(DutyChange::Agree(agreement.clone()))).await.unwrap();
    assert_eq!(storage.agreements("99901").await.unwrap(), std::slice::from_ref(&agreement));
    let end = || DutyChange::EndAgreement {
        organisation: "99901".to_owned(),
        id: id(1),
        at: at(2),
        by: "officer".to_owned(),
    };
    storage.commit(unit(end())).await.unwrap();
    assert!(is_conflict(&storage.commit(unit(end())).await), "it ends once");
    let ended = StoredAgreement { terms: Agreement { ended: true, ..terms }, ..agreement };
    assert_eq!(storage.agreements("99901").await.unwrap(), [ended]);
    assert_eq!(storage.agreements("99902").await.unwrap(), []);

    let promise = |n: u8| StoredPromise {
        account: "officer".to_owned(),
        id: id(n),
        version: n.into(),
        until: day("2027-01-01"),
        signed_at: at(n.into()),
    };
    for n in [1, 2] {
        storage.commit(unit(DutyChange::Sign(promise(n)))).await.unwrap();
    }
    assert_eq!(storage.promise("officer").await.unwrap(), Some(promise(2)));
    assert_eq!(storage.promise("other").await.unwrap(), None);
    for sql in ["UPDATE promise SET version = 9", "DELETE FROM promise"] {
        assert_eq!(subject.raw(sql).await, Err(StorageError::Refused), "{sql}");
    }
}

pub(super) async fn a_breach_stops_whoever_it_concerns_until_they_are_released(subject: impl Subject) {
    let storage = subject.storage();
    let breach = |n: u8| StoredBreach {
        id: id(n),
        cause: Cause::Brake(Alarm::Bulk),
        concerned: "officer".to_owned(),
        since: at(0),
        opened_at: at(n.into()),
        is_open: true,
        steps: 1,
    };
    let step = |n: u8, place: u32, step| BreachStep {
        breach: id(n),
        place,
        step,
        at: at(place.into()),
        actor: "someone".to_owned(),
        sealed: vec![1],
    };
    let open = |n| unit(DutyChange::OpenBreach { breach: breach(n), step: step(n, 1, Step::Opened) });
    storage.commit(open(1)).await.unwrap();
    assert_eq!(storage.stopped("officer").await.unwrap(), Some(id(1)));
    assert!(is_conflict(&storage.commit(open(2)).await), "stopped once is stopped");
    let take = |place, what| unit(DutyChange::StepBreach(step(1, place, what)));
    assert!(is_conflict(&storage.commit(take(3, Step::Closed)).await), "no step is left out");
    storage.commit(take(2, Step::Assessed(Risk::None))).await.unwrap();
    assert_eq!(storage.stopped("officer").await.unwrap(), Some(id(1)));
    storage.commit(take(3, Step::Released)).await.unwrap();
    assert_eq!(storage.stopped("officer").await.unwrap(), None);
    storage.commit(take(4, Step::Closed)).await.unwrap();
    assert!(is_conflict(&storage.commit(take(5, Step::Closed)).await));
    assert_eq!(storage.breach_steps(id(1)).await.unwrap().len(), 4);
    assert_eq!(storage.breaches(true, 9).await.unwrap(), []);
    let closed = StoredBreach { is_open: false, steps: 4, ..breach(1) };
    assert_eq!(storage.breaches(false, 9).await.unwrap(), std::slice::from_ref(&closed));
    assert_eq!(storage.breach(id(1)).await.unwrap(), Some(closed));
    storage.commit(open(2)).await.unwrap();
    assert_eq!(subject.raw("UPDATE breach_step SET step = 'closed'").await, Err(StorageError::Refused));
}

pub(super) async fn nobody_looks_for_more_than_the_most(subject: impl Subject) {
    let storage = subject.storage();
    storage.commit(UnitOfWork::of(AccountChange::Open(account("officer")).into())).await.unwrap();
    let look = |n: u8| {
        unit(DutyChange::Alone { account: "officer".to_owned() })
            .and(AccountChange::Audit(used(n, &format!("person-{n}"), "99901", true, 0)).into())
            .and(DutyChange::AtMost { account: "officer".to_owned(), since: at(0), most: 5 }.into())
    };
    let outcomes = together(&storage, (1..=12).map(look)).await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 5);
    assert!(outcomes.iter().all(|it| it.is_ok() || *it == Err(StorageError::Conflict { what: "the brake" })));
    assert_eq!(
        storage.unbound_accesses("officer", at(0), 99).await.unwrap().len(),
        5,
        "and none of the others is kept"
    );
    let nobody = unit(DutyChange::Alone { account: "nobody".to_owned() });
    assert!(is_conflict(&storage.commit(nobody).await));
}
