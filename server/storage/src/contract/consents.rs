//! Consent, the ledger, messages and delegations: what belongs together is kept together, and of two at once one wins.

use super::accounts::{at, hash, id};
use super::{Subject, together};
use crate::{
    AddressKind, Attempted, ConsentChange, ConsentEvent, ConsentRequest, ConsentWording, DelegationChange,
    DelegationStep, Document, ExtendLedger, LedgerHead, Message, MessageChange, MessageCode, NoticeShown, OutboxState,
    Outgoing, RecipientNotice, RecordConsent, StorageError, StoredDelegation, Tile, UnitOfWork, WaitingEntry,
};
use domain::catalogue::{PurposeId, RecipientId};
use domain::consent::{EventKind, Method};
use domain::delegation::{Act, Delegation, DelegationState};
use domain::message::Notice;
use domain::policy::VersionNumber;
use domain::{Day, Language};

fn event(n: u8, subject: &str) -> ConsentEvent {
    ConsentEvent {
        subject: subject.to_owned(),
        id: id(n),
        purpose: PurposeId::News,
        purpose_version: 1,
        kind: EventKind::Given,
        method: Method::Web,
        language: Language::Th,
        policy: VersionNumber::new(1).unwrap(),
        policy_digest: hash(200),
        at: at(n.into()),
        lapses_at: at(i64::from(n) + 10),
        actor: subject.to_owned(),
        acting: Some(id(99)),
        commitment: hash(n),
        wording: hash(201),
        sealed: vec![n, 0, 255],
    }
}

fn record(n: u8, subject: &str, before: Option<u8>) -> UnitOfWork {
    let request = ConsentRequest { hash: hash(n), event: id(n), asked: "news given".to_owned() };
    let record = RecordConsent { event: event(n, subject), before: before.map(id), request: Some(request) };
    UnitOfWork::of(ConsentChange::Record(Box::new(record)).into())
}

fn is_conflict(outcome: &Result<(), StorageError>) -> bool {
    matches!(outcome, Err(StorageError::Conflict { .. }))
}

fn winners(outcomes: &[Result<(), StorageError>]) -> usize {
    outcomes.iter().filter(|outcome| outcome.is_ok()).count()
}

pub(super) async fn an_event_is_kept_with_all_that_belongs_to_it(subject: impl Subject) {
    let storage = subject.storage();
    storage.commit(record(1, "a", None)).await.unwrap();
    assert_eq!(storage.consent_events("a", 9).await.unwrap(), [event(1, "a")]);
    assert_eq!(storage.consent_event("a", id(1)).await.unwrap(), Some(event(1, "a")));
    assert_eq!(storage.consent_event("b", id(1)).await.unwrap(), None, "nobody reads another's");
    let standing = storage.standings("a").await.unwrap().remove(0).last;
    assert_eq!((standing.event, standing.kind, standing.lapses_at), (id(1), EventKind::Given, at(11)));
    assert_eq!(storage.waiting_entries(9).await.unwrap().len(), 1);
    assert!(storage.is_waiting(id(1)).await.unwrap() && !storage.is_waiting(id(2)).await.unwrap());
    assert_eq!(storage.consent_request("a", &hash(1)).await.unwrap().unwrap().event, id(1));
    assert!(is_conflict(&storage.commit(record(2, "a", None)).await), "another answer stands");
    assert!(is_conflict(&storage.commit(record(2, "a", Some(9))).await));
    assert_eq!(storage.waiting_entries(9).await.unwrap().len(), 1, "a refused event leaves nothing");
    let next = together(&storage, (2..10).map(|n| record(n, "a", Some(1)))).await;
    assert_eq!(winners(&next), 1);
    let many = together(&storage, (20..84).map(|n| record(n, &format!("s{n}"), None))).await;
    assert_eq!(winners(&many), 64);
    let lapsed = storage.lapsed(at(30), 99).await.unwrap();
    assert_eq!(lapsed.len(), 2, "at the moment, and not before: {lapsed:?}");
    let after = storage.consent_events_after("s20", "", 2).await.unwrap();
    assert_eq!(after.iter().map(|it| it.subject.as_str()).collect::<Vec<_>>(), ["s20", "s21"]);
    for sql in ["UPDATE consent_event SET kind = 'refused'", "DELETE FROM consent_event"] {
        assert_eq!(subject.raw(sql).await, Err(StorageError::Refused), "{sql}");
    }
}

pub(super) async fn a_wording_is_kept_once(subject: impl Subject) {
    let storage = subject.storage();
    let wording = ConsentWording { digest: hash(1), text: "{\"ก\":\"\u{1}i\"}".to_owned() };
    for _ in 0..2 {
        storage.commit(UnitOfWork::of(ConsentChange::Word(wording.clone()).into())).await.unwrap();
    }
    assert_eq!(storage.consent_wording(&hash(1)).await.unwrap(), Some(wording));
    assert_eq!(storage.consent_wording(&hash(2)).await.unwrap(), None);
    assert_eq!(subject.raw("UPDATE consent_wording SET text = ''").await, Err(StorageError::Refused));
    assert_eq!(subject.raw("DELETE FROM consent_wording").await, Err(StorageError::Refused));
}

pub(super) async fn notices_wait_until_they_are_acknowledged(subject: impl Subject) {
    let storage = subject.storage();
    let notice = |n: u8| RecipientNotice {
        id: id(n),
        subject: "a".to_owned(),
        recipient: RecipientId::HealthUnits,
        purpose: PurposeId::News,
        event: id(1),
        created_at: at(n.into()),
        acknowledged: None,
    };
    for n in [1, 2] {
        storage.commit(UnitOfWork::of(ConsentChange::Notify(notice(n)).into())).await.unwrap();
    }
    assert_eq!(storage.notices_for(RecipientId::HealthUnits, 9).await.unwrap(), [notice(1), notice(2)]);
    assert_eq!(storage.notices_for(RecipientId::Division, 9).await.unwrap(), []);
    let acknowledge = || {
        let change = ConsentChange::Acknowledge { id: id(1), at: at(50), by: "o".to_owned() };
        UnitOfWork::of(change.into())
    };
    assert_eq!(winners(&together(&storage, [acknowledge(), acknowledge()]).await), 1);
    let about = storage.notices_about("a").await.unwrap();
    assert_eq!(about[1].acknowledged, Some((at(50), "o".to_owned())));
    let shown = NoticeShown {
        subject: "a".to_owned(),
        purpose: PurposeId::News,
        purpose_version: 1,
        policy: VersionNumber::new(1).unwrap(),
        language: Language::Th,
        at: at(0),
    };
    for _ in 0..2 {
        storage.commit(UnitOfWork::of(ConsentChange::Show(shown.clone()).into())).await.unwrap();
    }
    assert_eq!(storage.standings("a").await.unwrap(), [], "shown is not chosen");
}

pub(super) async fn the_ledger_grows_by_one_sequencer_at_a_time(subject: impl Subject) {
    let storage = subject.storage();
    assert_eq!(storage.ledger_head().await.unwrap(), None);
    for n in 1..4 {
        storage.commit(record(n, &format!("s{n}"), None)).await.unwrap();
    }
    let head =
        |size: u64| LedgerHead { size, frontier: vec![1, 2], checkpoint: format!("note {size}\n"), signed_at: at(0) };
    let grow = |before: u64, entries: Vec<WaitingEntry>, byte: u8| {
        let size = before + entries.len() as u64;
        let tiles = vec![Tile { level: 0, position: 0, hashes: vec![byte; 32] }];
        UnitOfWork::of(ExtendLedger { before, entries, tiles, head: head(size) }.into())
    };
    assert_eq!(storage.newest_id().await.unwrap(), Some(id(3)));
    let waiting = storage.waiting_entries(2).await.unwrap();
    assert_eq!(waiting.iter().map(|it| it.id).collect::<Vec<_>>(), [id(1), id(2)]);
    let both = together(&storage, [grow(0, waiting.clone(), 7), grow(0, waiting, 7)]).await;
    assert_eq!(winners(&both), 1);
    assert_eq!(storage.ledger_head().await.unwrap(), Some(head(2)));
    assert_eq!(storage.entries(0, 9).await.unwrap(), [hash(1), hash(2)]);
    assert_eq!(storage.entries(1, 1).await.unwrap(), [hash(2)]);
    assert_eq!(storage.entry_position(id(2)).await.unwrap(), Some(1));
    assert_eq!(storage.entry_position(id(3)).await.unwrap(), None);
    let rest = storage.waiting_entries(9).await.unwrap();
    assert!(is_conflict(&storage.commit(grow(1, rest.clone(), 8)).await));
    storage.commit(grow(2, rest, 8)).await.unwrap();
    assert_eq!(storage.tile(0, 0).await.unwrap().unwrap().hashes, vec![8; 32], "a wider tile takes its place");
    assert_eq!(storage.waiting_entries(9).await.unwrap(), []);
    assert_eq!(storage.newest_id().await.unwrap(), Some(id(3)));
    for sql in ["UPDATE ledger_entry SET position = 9", "DELETE FROM ledger_entry"] {
        assert_eq!(subject.raw(sql).await, Err(StorageError::Refused), "{sql}");
    }
}

pub(super) async fn messages_are_queued_sent_and_read(subject: impl Subject) {
    let storage = subject.storage();
    let message = |n: u8| Message {
        subject: "a".to_owned(),
        id: id(n),
        notice: Notice::Welcome,
        language: Language::En,
        code: format!("CODE-{n}"),
        created_at: at(n.into()),
        read: false,
    };
    let outgoing = |n: u8, due: i64| Outgoing {
        id: id(n),
        message: Some(id(n)),
        channel: AddressKind::Email,
        sealed: vec![n],
        made_at: at(0),
        due_at: at(due),
        until: at(1000),
        attempts: 0,
        state: OutboxState::Queued,
    };
    for (n, due) in [(1, 5), (2, 6)] {
        let unit = UnitOfWork::of(MessageChange::Write(message(n)).into());
        storage.commit(unit.and(MessageChange::Queue(outgoing(n, due)).into())).await.unwrap();
    }
    storage.commit(UnitOfWork::of(MessageChange::Write(message(3)).into())).await.unwrap();
    let code = MessageCode { code: "CODE-1".to_owned(), kind: "welcome".to_owned(), at: at(1) };
    let keep = || UnitOfWork::of(MessageChange::Code(code.clone()).into());
    storage.commit(keep()).await.unwrap();
    assert!(is_conflict(&storage.commit(keep()).await), "a code is given once");
    assert_eq!(storage.message_code("CODE-1").await.unwrap(), Some(code.clone()));
    assert_eq!(storage.message_code("CODE-9").await.unwrap(), None);
    assert_eq!(storage.due(at(4), 9).await.unwrap(), []);
    assert_eq!(storage.due(at(5), 9).await.unwrap(), [outgoing(1, 5)]);
    assert_eq!(storage.unread("a").await.unwrap(), 3);
    let attempt = |attempt, state, forget| {
        let attempted = Attempted { id: id(1), attempt, state, due_at: at(50), forget };
        UnitOfWork::of(MessageChange::Attempted(attempted).into())
    };
    let both = together(&storage, [1, 1].map(|n| attempt(n, OutboxState::Queued, false))).await;
    assert_eq!(winners(&both), 1, "an attempt is counted once");
    assert_eq!(storage.due(at(50), 9).await.unwrap().len(), 2);
    storage.commit(attempt(2, OutboxState::Sent, true)).await.unwrap();
    let sent = storage.outbox(9).await.unwrap().into_iter().find(|it| it.id == id(1)).unwrap();
    assert!(sent.sealed.is_empty() && sent.state == OutboxState::Sent && sent.attempts == 2);
    let lines = storage.messages("a", 9).await.unwrap();
    assert_eq!(lines.iter().map(|line| line.message.id).collect::<Vec<_>>(), [id(3), id(2), id(1)]);
    assert_eq!((lines[0].sending.len(), lines[2].sending[0]), (0, (AddressKind::Email, OutboxState::Sent)));
    let read = MessageChange::Read { subject: "a".to_owned(), at: at(60) };
    storage.commit(UnitOfWork::of(read.into())).await.unwrap();
    assert_eq!(storage.unread("a").await.unwrap(), 0);
}

pub(super) async fn delegations_take_one_step_at_a_time(subject: impl Subject) {
    let storage = subject.storage();
    let day = |text| Day::from_iso(text).unwrap();
    let stored = |n: u8| StoredDelegation {
        grantor: "g".to_owned(),
        id: id(n),
        delegate: "d".to_owned(),
        terms: Delegation {
            state: DelegationState::Filed,
            scope: [Act::See, Act::Rights].into_iter().collect(),
            from: day("2026-11-23"),
            to: day("2027-11-22"),
        },
        filed_at: at(n.into()),
        decided: None,
        sealed: vec![n],
    };
    for n in [1, 2] {
        storage.commit(UnitOfWork::of(DelegationChange::File(stored(n)).into())).await.unwrap();
    }
    assert_eq!(storage.granted("g").await.unwrap(), [stored(2), stored(1)]);
    assert_eq!(storage.received("d").await.unwrap().len(), 2);
    assert_eq!(storage.delegation("d", id(1)).await.unwrap(), None);
    assert_eq!(storage.delegations_in(DelegationState::Filed, 1).await.unwrap(), [stored(1)]);
    let step = |to, sealed| {
        let step = DelegationStep {
            grantor: "g".to_owned(),
            id: id(1),
            from: DelegationState::Filed,
            to,
            at: at(50),
            by: "o".to_owned(),
            sealed,
        };
        UnitOfWork::of(DelegationChange::Step(step).into())
    };
    let both = [step(DelegationState::Verified, vec![]), step(DelegationState::Refused, vec![9])];
    assert_eq!(winners(&together(&storage, both).await), 1, "two officers, one decision");
    assert_eq!(storage.delegation("g", id(1)).await.unwrap().unwrap().decided, Some((at(50), "o".to_owned())));
    let document = Document {
        subject: "g".to_owned(),
        id: id(1),
        kind: "application/pdf".to_owned(),
        sealed: (0..=255).cycle().take(100_000).collect(),
        made_at: at(0),
    };
    storage.commit(UnitOfWork::of(DelegationChange::KeepDocument(document.clone()).into())).await.unwrap();
    assert_eq!(storage.document("g", id(1)).await.unwrap(), Some(document));
    let drop = DelegationChange::DropDocument { subject: "g".to_owned(), id: id(1) };
    storage.commit(UnitOfWork::of(drop.into())).await.unwrap();
    assert_eq!(storage.document("g", id(1)).await.unwrap(), None);
}
