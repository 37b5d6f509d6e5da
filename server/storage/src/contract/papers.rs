//! Paper forms, on both engines: a scan is taken once, a form takes one step at a time and none once it is settled, and
//! nobody changes what was read.

mod kept;

pub(super) use kept::{
    a_picture_is_dropped_once_and_its_form_stays, a_settled_form_finds_its_person_later,
    what_an_earlier_release_settled_is_looked_for_too,
};

use super::accounts::{account, at, hash, id};
use super::{Subject, together};
use crate::{AccountChange, PaperChange, PaperFilter, PaperStep, Storage, StorageError, StoredPaper, UnitOfWork};
use domain::paper::{State, Step};
use std::sync::Arc;

fn unit(change: PaperChange) -> UnitOfWork {
    UnitOfWork::of(change.into())
}

fn is_conflict(outcome: &Result<(), StorageError>) -> bool {
    matches!(outcome, Err(StorageError::Conflict { .. }))
}

fn paper(n: u8) -> StoredPaper {
    StoredPaper {
        id: id(n),
        unit: "99901".to_owned(),
        number: format!("number-{n}"),
        subject: format!("paper:{n}"),
        person: String::new(),
        scan: id(100 + n),
        state: State::Scanned,
        keyed_by: String::new(),
        at: at(n.into()),
        steps: 1,
        uses: 0,
        settled_at: None,
        destroyed_at: None,
        looks_for: None,
    }
}

fn step(n: u8, place: u32, step: Step, actor: &str) -> PaperStep {
    PaperStep { paper: id(n), place, step, at: at(place.into()), actor: actor.to_owned(), sealed: vec![1, 2] }
}

fn scan(n: u8, hashes: &[u8]) -> UnitOfWork {
    let hashes = hashes.iter().map(|n| hash(*n)).collect();
    unit(PaperChange::Scan { paper: Box::new(paper(n)), hashes, step: step(n, 1, Step::Scanned, "officer") })
}

fn take(step: PaperStep, state: State, person: &str) -> UnitOfWork {
    let (keyed_by, person) = ("first".to_owned(), person.to_owned());
    unit(PaperChange::Take { step, state, keyed_by, person, uses: 0, looks_for: None })
}

async fn person(storage: &Arc<dyn Storage>) {
    storage.commit(UnitOfWork::of(AccountChange::Open(account("person")).into())).await.unwrap();
}

pub(super) async fn a_form_takes_one_step_at_a_time(subject: impl Subject) {
    let storage = subject.storage();
    person(&storage).await;
    storage.commit(scan(1, &[1, 2])).await.unwrap();
    assert_eq!(storage.paper(id(1)).await.unwrap(), Some(paper(1)));
    assert_eq!(storage.paper(id(2)).await.unwrap(), None);
    let early = take(step(1, 3, Step::Agreed, "second"), State::Matched, "person");
    assert!(is_conflict(&storage.commit(early.clone()).await), "no step is left out");
    let keyed = |actor: &str| take(step(1, 2, Step::Keyed, actor), State::Keyed, "");
    let outcomes = together(&storage, [keyed("first"), keyed("second")]).await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1, "of two at once one keys it");
    assert_eq!(storage.papers_of("person", 9).await.unwrap(), []);
    let nobody = take(step(1, 3, Step::Agreed, "second"), State::Matched, "nobody");
    assert!(is_conflict(&storage.commit(nobody).await), "whose it is has an account");
    storage.commit(early).await.unwrap();
    let settled = StoredPaper {
        person: "person".to_owned(),
        state: State::Matched,
        keyed_by: "first".to_owned(),
        steps: 3,
        settled_at: Some(at(3)),
        ..paper(1)
    };
    assert_eq!(storage.paper(id(1)).await.unwrap(), Some(settled.clone()));
    assert_eq!(storage.papers_of("person", 9).await.unwrap(), [settled]);
    assert_eq!(storage.papers_of("", 9).await.unwrap(), []);
    let after = take(step(1, 4, Step::Reconciled, "third"), State::Unmatched, "");
    assert!(is_conflict(&storage.commit(after).await), "what is settled stays so");
    let steps = storage.paper_steps(id(1)).await.unwrap();
    assert_eq!(steps.iter().map(|it| it.step).collect::<Vec<_>>(), [Step::Scanned, Step::Keyed, Step::Agreed]);
    assert_eq!(steps[0], step(1, 1, Step::Scanned, "officer"));
    for sql in ["UPDATE paper_step SET actor = 'other'", "DELETE FROM paper_step"] {
        assert_eq!(subject.raw(sql).await, Err(StorageError::Refused), "{sql}");
    }
}

pub(super) async fn a_scan_is_taken_once(subject: impl Subject) {
    let storage = subject.storage();
    let outcomes = together(&storage, [scan(1, &[1, 2]), scan(2, &[3, 1]), scan(3, &[1])]).await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    assert!(outcomes.iter().all(|it| it.is_ok() || *it == Err(StorageError::Conflict { what: "a scan" })));
    let kept = storage.paper_of_scan(&hash(1)).await.unwrap().unwrap();
    let listed = storage
        .papers(PaperFilter { unit: "99901", state: None, not_keyed_by: "", after: None, limit: 9 })
        .await
        .unwrap();
    assert_eq!(listed.iter().map(|it| it.id).collect::<Vec<_>>(), [kept], "nothing is kept of the others");
    assert_eq!(storage.paper_of_scan(&hash(9)).await.unwrap(), None);
    let same = PaperChange::Scan {
        paper: Box::new(StoredPaper { number: listed[0].number.clone(), ..paper(7) }),
        hashes: vec![hash(7)],
        step: step(7, 1, Step::Scanned, "officer"),
    };
    assert_eq!(storage.commit(unit(same)).await, Err(StorageError::Conflict { what: "a paper form" }));
}

pub(super) async fn no_use_is_lost_while_it_is_learnt_whose_a_form_is(subject: impl Subject) {
    let storage = subject.storage();
    person(&storage).await;
    storage.commit(scan(1, &[1])).await.unwrap();
    let used = |person: &str| unit(PaperChange::Use { paper: id(1), person: person.to_owned() });
    let keyed = |uses| {
        let (keyed_by, person) = ("first".to_owned(), String::new());
        let (step, looks_for) = (step(1, 2, Step::Keyed, "first"), None);
        unit(PaperChange::Take { step, state: State::Keyed, keyed_by, person, uses, looks_for })
    };
    storage.commit(used("")).await.unwrap();
    assert!(is_conflict(&storage.commit(used("person")).await), "nobody knows that yet");
    assert!(is_conflict(&storage.commit(keyed(0)).await), "it was used meanwhile");
    storage.commit(keyed(1)).await.unwrap();
    let (keyed_by, person) = ("first".to_owned(), "person".to_owned());
    let (step, state) = (step(1, 3, Step::Agreed, "second"), State::Matched);
    let settled = unit(PaperChange::Take { step, state, keyed_by, person, uses: 1, looks_for: None });
    // Either the use is known to whoever settles, or it knows whose the form is: never neither.
    let outcomes = together(&storage, [settled, used("")]).await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    let kept = storage.paper(id(1)).await.unwrap().unwrap();
    assert_eq!((kept.person.is_empty(), kept.uses), if outcomes[0].is_ok() { (false, 1) } else { (true, 2) });
}

pub(super) async fn forms_are_listed_page_by_page(subject: impl Subject) {
    let storage = subject.storage();
    for n in 1..=5 {
        storage.commit(scan(n, &[n])).await.unwrap();
    }
    for n in [2, 4] {
        storage.commit(take(step(n, 2, Step::Keyed, "first"), State::Keyed, "")).await.unwrap();
    }
    let filter = PaperFilter { unit: "99901", state: None, not_keyed_by: "", after: None, limit: 2 };
    let listed = async |filter| {
        let found = storage.papers(filter).await.unwrap();
        found.into_iter().map(|it| it.id).collect::<Vec<_>>()
    };
    assert_eq!(listed(filter).await, [id(1), id(2)]);
    assert_eq!(listed(PaperFilter { after: Some(id(2)), ..filter }).await, [id(3), id(4)]);
    assert_eq!(listed(PaperFilter { after: Some(id(5)), ..filter }).await, []);
    let keyed = PaperFilter { state: Some(State::Keyed), ..filter };
    assert_eq!(listed(keyed).await, [id(2), id(4)]);
    assert_eq!(listed(PaperFilter { not_keyed_by: "first", ..keyed }).await, []);
    assert_eq!(listed(PaperFilter { not_keyed_by: "other", ..keyed }).await, [id(2), id(4)]);
    assert_eq!(listed(PaperFilter { unit: "99902", ..filter }).await, []);
}
