//! Registers, on both engines: steps without gaps, never changed, in the ledger's waiting room; lists page, and what is due
//! is found by its day.

use super::accounts::{at, id};
use super::{Subject, together};
use crate::{EntryStep, RegisterChange, StorageError, StoredEntry, UnitOfWork};
use domain::register::{Register, State, Step};
use domain::{Day, Digest};

fn entry(n: u8, register: Register, due: Option<&str>) -> StoredEntry {
    let due = due.map(|day| Day::from_iso(day).unwrap());
    StoredEntry { id: id(n), register, concerns: "99905".to_owned(), state: State::Waiting, due, steps: 1 }
}

fn step(n: u8, place: u32, what: Step) -> EntryStep {
    let own = 100 + n * 10 + u8::try_from(place).unwrap();
    EntryStep {
        entry: id(n),
        place,
        id: id(own),
        step: what,
        at: at(place.into()),
        actor: "officer".to_owned(),
        commitment: Digest::of(&[own]),
        sealed: vec![own],
    }
}

fn enter(n: u8, register: Register, due: Option<&str>) -> UnitOfWork {
    let change = RegisterChange::Enter { entry: entry(n, register, due), step: step(n, 1, Step::Entered) };
    UnitOfWork::of(change.into())
}

fn take(n: u8, place: u32, (what, state): (Step, State)) -> UnitOfWork {
    UnitOfWork::of(RegisterChange::Step { step: step(n, place, what), state, due: None }.into())
}

pub(super) async fn entries_are_their_steps(subject: impl Subject) {
    let storage = subject.storage();
    for (n, register, due) in [
        (1, Register::Contract, Some("2026-12-01")),
        (2, Register::Contract, Some("2026-11-01")),
        (3, Register::Transfer, None),
    ] {
        storage.commit(enter(n, register, due)).await.unwrap();
    }
    let conflict = Err(StorageError::Conflict { what: "an entry of a register" });
    assert_eq!(storage.commit(enter(1, Register::Contract, None)).await, conflict);
    let ids = |found: Vec<StoredEntry>| found.into_iter().map(|it| it.id).collect::<Vec<_>>();
    let list = async |state, before, limit| {
        ids(storage.register_entries(Register::Contract, state, before, limit).await.unwrap())
    };
    assert_eq!(list(None, None, 9).await, [id(2), id(1)]);
    assert_eq!((list(None, None, 1).await, list(None, Some(id(2)), 9).await), (vec![id(2)], vec![id(1)]));
    let due = async |day| ids(storage.entries_due(Day::from_iso(day).unwrap(), 9).await.unwrap());
    assert_eq!((due("2026-10-31").await, due("2026-12-01").await), (vec![], vec![id(2), id(1)]));

    assert_eq!(storage.commit(take(2, 3, (Step::Confirmed, State::Standing))).await, conflict, "no step is left out");
    // Of two officers who decide at once one does.
    let both = [(Step::Confirmed, State::Standing), (Step::Refused, State::Refused)].map(|what| take(2, 2, what));
    let outcomes = together(&storage, both).await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    assert_eq!(storage.entry_steps(id(2)).await.unwrap().len(), 2);
    let decided = storage.register_entry(id(2)).await.unwrap().unwrap();
    assert_eq!((decided.steps, decided.due), (2, None));
    assert_eq!(
        (list(Some(State::Waiting), None, 9).await, list(Some(decided.state), None, 9).await),
        (vec![id(1)], vec![id(2)])
    );
    assert_eq!(storage.register_entry(id(9)).await.unwrap(), None);

    let about = async |subject| ids(storage.disclosures_about(subject, 9).await.unwrap());
    storage.commit(enter(4, Register::Disclosure, None)).await.unwrap();
    assert_eq!((about("99905").await, about("99906").await), (vec![id(4)], vec![]), "and no other register");

    let all = storage.entry_steps_after(("", 0), 9).await.unwrap();
    assert_eq!(
        all.iter().map(|it| (it.entry, it.place)).collect::<Vec<_>>(),
        [(id(1), 1), (id(2), 1), (id(2), 2), (id(3), 1), (id(4), 1)]
    );
    let after = storage.entry_steps_after((&id(2).to_string(), 1), 1).await.unwrap();
    assert_eq!((after[0].entry, after[0].place), (id(2), 2));
    for step in &all {
        assert!(storage.is_waiting(step.id).await.unwrap(), "every step waits for its place in the ledger");
    }
    for sql in ["UPDATE register_step SET actor = 'x'", "DELETE FROM register_step"] {
        assert_eq!(subject.raw(sql).await, Err(StorageError::Refused), "{sql}");
    }
}
