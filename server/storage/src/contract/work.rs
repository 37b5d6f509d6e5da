//! Versions of the policy that are written, on both engines: steps without gaps, never changed, published at most once.

use super::accounts::{account, at, id};
use super::{Subject, together};
use crate::{AccountChange, StorageError, StoredWork, StoredWorkStep, UnitOfWork, WorkChange};
use domain::policy::{VersionNumber, WorkState, WorkStep};

fn step(place: u32, what: WorkStep) -> StoredWorkStep {
    let (actor, words, content) = ("officer".to_owned(), "why".to_owned(), "{}".to_owned());
    StoredWorkStep { work: id(1), place, step: what, at: at(place.into()), actor, words, content }
}

fn take(place: u32, what: WorkStep, published: Option<u32>) -> UnitOfWork {
    let published = published.and_then(VersionNumber::new);
    let state = WorkState::Writing.after(what);
    UnitOfWork::of(WorkChange::Step { step: step(place, what), state, published }.into())
}

pub(super) async fn what_is_written_is_its_steps_and_is_published_once(subject: impl Subject) {
    let storage = subject.storage();
    let work = StoredWork { id: id(1), state: WorkState::Writing, steps: 1, published: None };
    let begin = || UnitOfWork::of(WorkChange::Begin { work: work.clone(), step: step(1, WorkStep::Begun) }.into());
    storage.commit(begin()).await.unwrap();
    let conflict = Err(StorageError::Conflict { what: "a draft of the policy" });
    assert_eq!(storage.commit(begin()).await, conflict);
    assert_eq!(storage.commit(take(3, WorkStep::Edited, None)).await, conflict, "no step is left out");
    let both = [(WorkStep::Published, Some(7)), (WorkStep::Edited, None), (WorkStep::Published, Some(8))];
    let outcomes = together(&storage, both.into_iter().map(|(what, number)| take(2, what, number))).await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    if storage.work(id(1)).await.unwrap().unwrap().published.is_none() {
        storage.commit(take(3, WorkStep::Published, Some(7))).await.unwrap();
    }
    let published = storage.work(id(1)).await.unwrap().unwrap();
    assert_eq!(storage.commit(take(published.steps + 1, WorkStep::Published, Some(9))).await, conflict, "once");
    assert_eq!(storage.works(9).await.unwrap(), std::slice::from_ref(&published));
    let steps = storage.work_steps(id(1)).await.unwrap();
    assert_eq!((steps.len(), &steps[0]), (published.steps as usize, &step(1, WorkStep::Begun)));
    for sql in ["UPDATE policy_work_step SET words = 'x'", "DELETE FROM policy_work_step"] {
        assert_eq!(subject.raw(sql).await, Err(StorageError::Refused), "{sql}");
    }
    assert_eq!(storage.persons_touched().await.unwrap(), (0, 0));
    storage.commit(UnitOfWork::of(AccountChange::Open(account("a")).into())).await.unwrap();
    assert_eq!(storage.persons_touched().await.unwrap(), (1, 0));
}
