//! What time brings to a settled form: its person is found, its picture destroyed, and who is erased is erased there too.

use super::{is_conflict, paper, person, scan, step, take, unit};
use crate::contract::accounts::{account, at, hash, id};
use crate::contract::{Subject, together};
use crate::{
    AccountChange, Change, DelegationChange, Document, KeyKind, PaperChange, Storage, StoredPaper, SubjectKey,
    UnitOfWork,
};
use domain::paper::{State, Step};
use std::sync::Arc;

/// Keeps the n-th form with its picture and its key, keyed once.
async fn keyed(storage: &Arc<dyn Storage>, n: u8) {
    let subject = paper(n).subject;
    let picture = Document {
        subject: subject.clone(),
        id: paper(n).scan,
        kind: "image/jpeg".to_owned(),
        sealed: vec![n],
        made_at: at(0),
    };
    let key = SubjectKey { subject, wrapped: vec![n], created_at: at(0) };
    let further =
        UnitOfWork { changes: vec![Change::KeepSubjectKey(key), DelegationChange::KeepDocument(picture).into()] };
    storage.commit(scan(n, &[n])).await.unwrap();
    storage.commit(further).await.unwrap();
    storage.commit(take(step(n, 2, Step::Keyed, "first"), State::Keyed, "")).await.unwrap();
}

/// Settles the n-th form while nobody is known whose it is.
fn unmatched(n: u8, looks_for: u8) -> UnitOfWork {
    let (keyed_by, person) = ("first".to_owned(), String::new());
    let (step, state, looks_for) = (step(n, 3, Step::Agreed, "second"), State::Unmatched, Some(hash(looks_for)));
    unit(PaperChange::Take { step, state, keyed_by, person, uses: 0, looks_for })
}

fn destroy(n: u8, place: u32) -> UnitOfWork {
    let mut step = step(n, place, Step::Destroyed, "system");
    step.sealed = Vec::new();
    unit(PaperChange::Destroy { step })
}

fn find(n: u8, uses: u32) -> UnitOfWork {
    unit(PaperChange::Find { step: step(n, 4, Step::Found, "system"), person: "person".to_owned(), uses })
}

async fn picture(storage: &Arc<dyn Storage>, n: u8) -> bool {
    storage.document(&paper(n).subject, paper(n).scan).await.unwrap().is_some()
}

pub(crate) async fn a_picture_is_dropped_once_and_its_form_stays(subject: impl Subject) {
    let storage = subject.storage();
    person(&storage).await;
    for n in 1..=3 {
        keyed(&storage, n).await;
    }
    assert!(is_conflict(&storage.commit(destroy(1, 3)).await), "an open form keeps its picture");
    assert!(picture(&storage, 1).await);
    storage.commit(take(step(1, 3, Step::Agreed, "second"), State::Matched, "person")).await.unwrap();
    storage.commit(unmatched(2, 7)).await.unwrap();
    let due = async |milliseconds| {
        let found = storage.papers_to_destroy(at(milliseconds), 9).await.unwrap();
        found.into_iter().map(|it| it.id).collect::<Vec<_>>()
    };
    assert_eq!((due(2).await, due(3).await), (vec![], vec![id(1), id(2)]));
    let outcomes = together(&storage, [destroy(1, 4), destroy(1, 4)]).await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    assert!(is_conflict(&storage.commit(destroy(1, 5)).await), "once");
    assert_eq!([picture(&storage, 1).await, picture(&storage, 2).await], [false, true], "and no other");
    assert_eq!(due(9).await, [id(2)]);
    let kept = storage.paper(id(1)).await.unwrap().unwrap();
    assert_eq!((kept.state, kept.steps, kept.destroyed_at), (State::Matched, 4, Some(at(4))));
    let steps = storage.paper_steps(id(1)).await.unwrap();
    assert_eq!(steps.iter().map(|it| it.step).collect::<Vec<_>>()[2..], [Step::Agreed, Step::Destroyed]);
    assert!(storage.subject_key(&paper(1).subject).await.unwrap().is_some(), "what was read can still be read");
    assert_eq!(storage.paper_of_scan(&hash(1)).await.unwrap(), Some(id(1)), "nor is the same scan taken again");

    storage.commit(unit(PaperChange::Erase { person: String::new() })).await.unwrap();
    storage.commit(unit(PaperChange::Erase { person: "person".to_owned() })).await.unwrap();
    let mut keys = Vec::new();
    for n in 1..=3 {
        keys.push(storage.subject_key(&paper(n).subject).await.unwrap().is_some());
    }
    assert_eq!(keys, [false, true, true]);
}

pub(crate) async fn a_settled_form_finds_its_person_later(subject: impl Subject) {
    let storage = subject.storage();
    for n in 1..=4 {
        keyed(&storage, n).await;
    }
    for (n, looks_for) in [(1, 50), (2, 51), (3, 50)] {
        storage.commit(unmatched(n, looks_for)).await.unwrap();
    }
    let settled = storage.paper(id(1)).await.unwrap().unwrap();
    assert_eq!((settled.settled_at, settled.looks_for), (Some(at(3)), Some(hash(50))));
    let claimed = async |after| {
        let found = storage.papers_claimed(after, 9).await.unwrap();
        found.into_iter().map(|it| it.id).collect::<Vec<_>>()
    };
    assert_eq!(claimed(None).await, []);
    assert!(is_conflict(&storage.commit(find(1, 0)).await), "there is no such account");
    person(&storage).await;
    let claim = AccountChange::Claim { kind: KeyKind::Document, hash: hash(50), subject: "person".to_owned() };
    storage.commit(UnitOfWork::of(claim.into())).await.unwrap();
    let alike = AccountChange::Claim { kind: KeyKind::SignOn, hash: hash(51), subject: "person".to_owned() };
    storage.commit(UnitOfWork::of(alike.into())).await.unwrap();
    assert_eq!(claimed(None).await, [], "nobody has checked whose it is");
    storage.commit(UnitOfWork::of(AccountChange::Verified { subject: "person".to_owned() }.into())).await.unwrap();
    assert_eq!((claimed(None).await, claimed(Some(id(1))).await), (vec![id(1), id(3)], vec![id(3)]));

    storage.commit(unit(PaperChange::Use { paper: id(1), person: String::new() })).await.unwrap();
    assert!(is_conflict(&storage.commit(find(1, 0)).await), "it was used meanwhile");
    let outcomes = together(&storage, [find(1, 1), find(1, 1)]).await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    let found = StoredPaper {
        state: State::Matched,
        person: "person".to_owned(),
        keyed_by: "first".to_owned(),
        steps: 4,
        uses: 1,
        settled_at: Some(at(3)),
        ..paper(1)
    };
    assert_eq!(storage.papers_of("person", 9).await.unwrap(), [found]);
    let open =
        unit(PaperChange::Find { step: step(4, 3, Step::Found, "system"), person: "person".to_owned(), uses: 0 });
    assert!(is_conflict(&storage.commit(open).await), "an open form is not found, it is read");

    let erased = UnitOfWork::of(AccountChange::Erase { subject: "person".to_owned(), at: at(9) }.into())
        .and(PaperChange::Erase { person: "person".to_owned() }.into());
    // Either the form is found before the account is erased, and then erased with it, or not at all.
    let outcomes = together(&storage, [find(3, 0), erased]).await;
    assert!(outcomes[1].is_ok());
    let third = storage.paper(id(3)).await.unwrap().unwrap();
    assert_eq!(third.person.is_empty(), outcomes[0].is_err());
    assert_eq!(storage.subject_key(&third.subject).await.unwrap().is_some(), outcomes[0].is_err());
    assert_eq!((claimed(None).await, storage.account("person").await.unwrap().unwrap().erased), (vec![], true));
}

pub(crate) async fn what_an_earlier_release_settled_is_looked_for_too(subject: impl Subject) {
    let storage = subject.storage();
    keyed(&storage, 1).await;
    let look = unit(PaperChange::LookFor { paper: id(1), hash: hash(50) });
    assert!(is_conflict(&storage.commit(look.clone()).await), "an open form looks for nobody");
    storage.commit(take(step(1, 3, Step::Agreed, "second"), State::Unmatched, "")).await.unwrap();
    let waiting = storage.papers_looking_for_nothing(9).await.unwrap();
    assert_eq!(waiting.iter().map(|it| it.id).collect::<Vec<_>>(), [id(1)]);
    storage.commit(look).await.unwrap();
    assert_eq!(storage.papers_looking_for_nothing(9).await.unwrap(), []);
    assert_eq!(storage.paper(id(1)).await.unwrap().unwrap().looks_for, Some(hash(50)));
    let mut again = account("other");
    again.assurance = domain::account::Assurance::Verified;
    storage.commit(UnitOfWork::of(AccountChange::Open(again).into())).await.unwrap();
    let claim = AccountChange::Claim { kind: KeyKind::Document, hash: hash(50), subject: "other".to_owned() };
    storage.commit(UnitOfWork::of(claim.into())).await.unwrap();
    assert_eq!(storage.papers_claimed(None, 9).await.unwrap().len(), 1);
}
