//! What partners send and are told, on both engines: a name means one record, a message is answered once, what is told is
//! told in order, a line of a file is taken once.

use super::accounts::{account, at, hash, id};
use super::{Subject, together};
use crate::{
    AccountChange, Change, Delivery, DeliveryChange, FileImport, ImportChange, ImportCounts, ImportFault, ImportState,
    IntakeChange, KeyKind, PartnerChange, PartnerMessage, PartnerSystem, PartnerToken, PersonLink, RegisterCheck,
    ReviewState, SourceValue, StorageError, StoredReview, TargetEntry, UnitOfWork,
};
use domain::account::Assurance;
use domain::catalogue::PurposeId;

fn unit(change: impl Into<Change>) -> UnitOfWork {
    UnitOfWork::of(change.into())
}

fn conflict(what: &'static str) -> Result<(), StorageError> {
    Err(StorageError::Conflict { what })
}

fn system(n: u8) -> PartnerSystem {
    PartnerSystem {
        client: format!("client-{n}"),
        account: format!("account-{n}"),
        organisation: "99901".to_owned(),
        officer: "officer".to_owned(),
        purpose: PurposeId::VaccineRegister,
        scopes: "system/Immunization.c".to_owned(),
        keys: "{}".to_owned(),
        keys_url: String::new(),
        endpoint: String::new(),
        sealed: vec![n, 0],
        made_at: at(n.into()),
        made_by: "division".to_owned(),
        ended: false,
    }
}

pub(super) async fn systems_sign_on_once_with_each_assertion(subject: impl Subject) {
    let storage = subject.storage();
    for n in [2, 1] {
        storage.commit(unit(PartnerChange::Enter(Box::new(system(n))))).await.unwrap();
    }
    let twice = PartnerSystem { client: "client-3".to_owned(), ..system(1) };
    assert_eq!(storage.commit(unit(PartnerChange::Enter(Box::new(twice)))).await, conflict("a partner's system"));
    assert_eq!(storage.partner_system("client-1").await.unwrap(), Some(system(1)));
    assert_eq!(storage.partner_system_of("account-2").await.unwrap(), Some(system(2)));
    assert_eq!(storage.partner_systems("99901", 9).await.unwrap(), [system(1), system(2)]);
    assert_eq!(storage.partner_systems("", 1).await.unwrap(), [system(1)]);
    assert_eq!(storage.partner_systems("99902", 9).await.unwrap(), []);

    let changed =
        PartnerSystem { scopes: "changes.read".to_owned(), endpoint: "https://example".to_owned(), ..system(1) };
    storage.commit(unit(PartnerChange::Update(Box::new(changed.clone())))).await.unwrap();
    assert_eq!(storage.partner_system("client-1").await.unwrap(), Some(changed));
    let end = || unit(PartnerChange::End { client: "client-1".to_owned(), at: at(9) });
    storage.commit(end()).await.unwrap();
    assert_eq!(storage.commit(end()).await, conflict("a partner's system"));
    assert!(storage.partner_system("client-1").await.unwrap().unwrap().ended);

    let token = PartnerToken {
        hash: hash(1),
        client: "client-2".to_owned(),
        id: id(1),
        scopes: "changes.read".to_owned(),
        made_at: at(0),
        expires_at: at(100),
    };
    let assertion = PartnerChange::Assert { hash: hash(2), expires_at: at(100) };
    let sign_on = |n: u8| UnitOfWork {
        changes: vec![
            assertion.clone().into(),
            PartnerChange::Token(PartnerToken { hash: hash(n), ..token.clone() }).into(),
        ],
    };
    let outcomes = together(&storage, [sign_on(1), sign_on(3)]).await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1, "an assertion signs on once");
    let given = [hash(1), hash(3)].map(|hash| (hash, outcomes[usize::from(hash != super::accounts::hash(1))].is_ok()));
    for (hash, is_ok) in given {
        assert_eq!(storage.partner_token(&hash).await.unwrap().is_some(), is_ok);
    }

    let answer = |client: &str| PartnerMessage {
        client: client.to_owned(),
        hash: hash(7),
        digest: hash(8),
        status: 201,
        sealed: vec![1, 0, 255],
        at: at(5),
    };
    for client in ["client-1", "client-2"] {
        storage.commit(unit(PartnerChange::Answer(answer(client)))).await.unwrap();
    }
    assert_eq!(storage.commit(unit(PartnerChange::Answer(answer("client-1")))).await, conflict("a message"));
    assert_eq!(storage.partner_message("client-2", &hash(7)).await.unwrap(), Some(answer("client-2")));
    storage.commit(unit(PartnerChange::Sweep { at: at(100), answers: at(5) })).await.unwrap();
    assert!(storage.partner_message("client-2", &hash(7)).await.unwrap().is_some(), "at its last moment it stands");
    storage.commit(unit(PartnerChange::Sweep { at: at(101), answers: at(6) })).await.unwrap();
    assert_eq!(storage.partner_message("client-2", &hash(7)).await.unwrap(), None);
    assert_eq!(storage.partner_token(&hash(1)).await.unwrap().or(storage.partner_token(&hash(3)).await.unwrap()), None);
    storage.commit(unit(assertion)).await.unwrap();
}

fn review(n: u8) -> StoredReview {
    StoredReview {
        id: id(n),
        organisation: "99901".to_owned(),
        sender: "account-1".to_owned(),
        name: hash(n),
        candidate: "person".to_owned(),
        score: 71,
        reasons: "name".to_owned(),
        state: ReviewState::Waiting,
        at: at(n.into()),
        decided: None,
        sealed: vec![n],
    }
}

pub(super) async fn what_partners_say_is_kept_apart_and_decided_once(subject: impl Subject) {
    let storage = subject.storage();
    let name = || unit(IntakeChange::Name { hash: hash(1), subject: "person".to_owned(), record: id(1) });
    storage.commit(name()).await.unwrap();
    assert_eq!(storage.commit(name()).await, conflict("a sender's name"));
    assert_eq!(storage.record_named(&hash(1)).await.unwrap(), Some(("person".to_owned(), id(1))));
    assert_eq!(storage.record_named(&hash(2)).await.unwrap(), None);

    let say = |source: &str, version: u32, sealed: u8| SourceValue {
        subject: "person".to_owned(),
        field: "first-name".to_owned(),
        source: source.to_owned(),
        version,
        sealed: vec![sealed],
        recorded_at: at(version.into()),
        recorded_by: "account-1".to_owned(),
    };
    for (source, version) in [("unit", 1), ("registry", 1), ("unit", 2)] {
        storage.commit(unit(IntakeChange::Value(say(source, version, 7)))).await.unwrap();
    }
    for version in [2, 4] {
        let again = storage.commit(unit(IntakeChange::Value(say("unit", version, 9)))).await;
        assert_eq!(again, conflict("what a source says"));
    }
    assert_eq!(storage.source_values("person").await.unwrap(), [say("registry", 1, 7), say("unit", 2, 7)]);
    for sql in ["UPDATE source_value SET source = 'x'", "DELETE FROM source_value"] {
        assert_eq!(subject.raw(sql).await, Err(StorageError::Refused));
    }

    for organisation in ["99902", "99901", "99902"] {
        let (person, organisation) = ("person".to_owned(), organisation.to_owned());
        storage.commit(unit(IntakeChange::Received { subject: person, organisation, at: at(1) })).await.unwrap();
    }
    assert_eq!(storage.receivers("person").await.unwrap(), ["99901", "99902"]);

    let presence = || {
        let (hash, subject, record) = (hash(5), "person".to_owned(), id(1));
        unit(IntakeChange::UsePresence { hash, subject, record, at: at(1) })
    };
    let outcomes = together(&storage, [presence(), presence()]).await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1, "a code is used once");
    assert!(storage.presence_used(&hash(5)).await.unwrap() && !storage.presence_used(&hash(6)).await.unwrap());

    for n in [1, 2] {
        storage.commit(unit(IntakeChange::Review(Box::new(review(n))))).await.unwrap();
    }
    let again = StoredReview { id: id(3), ..review(1) };
    assert_eq!(storage.commit(unit(IntakeChange::Review(Box::new(again)))).await, conflict("a review"));
    let list = async |organisation, state, after| {
        let found = storage.reviews(organisation, state, after, 9).await.unwrap();
        found.into_iter().map(|it| it.id).collect::<Vec<_>>()
    };
    assert_eq!(list("99901", ReviewState::Waiting, None).await, [id(1), id(2)]);
    assert_eq!(list("", ReviewState::Waiting, Some(id(1))).await, [id(2)]);
    assert_eq!(list("99902", ReviewState::Waiting, None).await, []);
    let about = async || storage.reviews_about(&review(1).candidate).await.unwrap().len();
    assert_eq!((about().await, storage.reviews_about("nobody").await.unwrap()), (2, Vec::new()));
    let decide = |state| unit(IntakeChange::Decide { id: id(1), state, at: at(9), by: "officer".to_owned() });
    let outcomes = together(&storage, [decide(ReviewState::Same), decide(ReviewState::Different)]).await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1, "of two officers one decides");
    assert_eq!(about().await, 1, "what was decided waits no longer");
    let decided = storage.review(id(1)).await.unwrap().unwrap();
    assert_eq!(decided.decided, Some((at(9), "officer".to_owned())));
    assert_eq!(storage.review_named(&hash(1)).await.unwrap(), Some(decided));
    assert_eq!(storage.review_named(&hash(2)).await.unwrap(), Some(review(2)));
}

pub(super) async fn links_are_made_and_ended(subject: impl Subject) {
    let storage = subject.storage();
    let link = |n: u8, one: &str, other: &str| PersonLink {
        id: id(n),
        one: one.to_owned(),
        other: other.to_owned(),
        made_at: at(1),
        made_by: "officer".to_owned(),
        ended: None,
        sealed: vec![n],
    };
    for made in [link(1, "a", "b"), link(2, "b", "c")] {
        storage.commit(unit(IntakeChange::Link(Box::new(made)))).await.unwrap();
    }
    let twice = unit(IntakeChange::Link(Box::new(link(3, "a", "b"))));
    assert_eq!(storage.commit(twice.clone()).await, conflict("a link"));
    assert_eq!(storage.links_of("b").await.unwrap(), [link(2, "b", "c"), link(1, "a", "b")]);
    let part = || unit(IntakeChange::Part { id: id(1), at: at(5), by: "second".to_owned(), sealed: vec![9] });
    storage.commit(part()).await.unwrap();
    assert_eq!(storage.commit(part()).await, conflict("a link"));
    let ended = PersonLink { ended: Some((at(5), "second".to_owned())), sealed: vec![9], ..link(1, "a", "b") };
    assert_eq!(storage.link(id(1)).await.unwrap(), Some(ended.clone()));
    assert_eq!(storage.links_of("a").await.unwrap(), [ended], "what was parted stays on file");
    storage.commit(twice).await.unwrap();
    assert_eq!(storage.links(Some(id(3)), 1).await.unwrap(), [link(2, "b", "c")]);

    let check =
        |n: u8| RegisterCheck { subject: "a".to_owned(), checked_at: at(n.into()), outcome: format!("answer-{n}") };
    for n in [1, 2] {
        storage.commit(unit(IntakeChange::Check(check(n)))).await.unwrap();
    }
    assert_eq!(storage.register_check("a").await.unwrap(), Some(check(2)));
    let entry = |subject: &str, left| TargetEntry {
        subject: subject.to_owned(),
        code: "elders".to_owned(),
        source: "registry".to_owned(),
        at: at(1),
        left_at: left,
    };
    for it in [entry("b", None), entry("a", None), entry("c", None), entry("b", Some(at(2)))] {
        storage.commit(unit(IntakeChange::Target(it))).await.unwrap();
    }
    assert_eq!(storage.target_group("elders", "", 9).await.unwrap(), [entry("a", None), entry("c", None)]);
    assert_eq!(storage.target_group("elders", "a", 9).await.unwrap(), [entry("c", None)]);
    assert_eq!(storage.target_groups("b").await.unwrap(), [entry("b", Some(at(2)))]);
}

fn delivery(n: u8, client: &str, subject: &str) -> Delivery {
    Delivery {
        client: client.to_owned(),
        id: id(n),
        subject: subject.to_owned(),
        kind: "correction".to_owned(),
        target: Some(id(100)),
        purpose: String::new(),
        created_at: at(n.into()),
        tries: 0,
        next_at: at(n.into()),
        acknowledged: None,
    }
}

pub(super) async fn what_is_told_is_told_in_order_until_acknowledged(subject: impl Subject) {
    let storage = subject.storage();
    for (n, client, endpoint) in [(1, "x", "https://x.example"), (2, "y", "https://y.example"), (3, "z", "")] {
        let system = PartnerSystem { client: client.to_owned(), endpoint: endpoint.to_owned(), ..system(n) };
        storage.commit(unit(PartnerChange::Enter(Box::new(system)))).await.unwrap();
    }
    storage.commit(unit(DeliveryChange::Tell(delivery(9, "z", "a")))).await.unwrap();
    let all = [delivery(1, "x", "a"), delivery(2, "x", "a"), delivery(3, "x", "b"), delivery(4, "y", "a")];
    for it in all.clone() {
        storage.commit(unit(DeliveryChange::Tell(it))).await.unwrap();
    }
    let due = async |now| {
        let due = storage.deliveries_due(at(now), 9).await.unwrap();
        due.into_iter().map(|it| (it.client, it.id)).collect::<Vec<_>>()
    };
    let (x, y) = ("x".to_owned(), "y".to_owned());
    assert_eq!(due(0).await, []);
    assert_eq!(due(9).await, [(x.clone(), id(1)), (x.clone(), id(3)), (y.clone(), id(4))]);
    let tried = |tries| unit(DeliveryChange::Tried { client: "x".to_owned(), id: id(1), tries, next_at: at(50) });
    storage.commit(tried(0)).await.unwrap();
    assert_eq!(storage.commit(tried(0)).await, conflict("a delivery"), "each try is noted once");
    assert_eq!(
        due(9).await,
        [(x.clone(), id(3)), (y.clone(), id(4))],
        "nothing later of a person overtakes what waits"
    );
    let acknowledge = |n: u8| DeliveryChange::Acknowledge { client: "x".to_owned(), id: id(n), at: at(60), by: "pull" };
    storage.commit(unit(acknowledge(1))).await.unwrap();
    assert_eq!(storage.commit(unit(acknowledge(1))).await, conflict("a delivery"));
    assert_eq!(due(99).await, [(x.clone(), id(2)), (x, id(3)), (y, id(4))]);
    assert_eq!(storage.deliveries_for("x", 9).await.unwrap(), all[1..3]);
    let about = storage.deliveries_about("a", 9).await.unwrap();
    assert_eq!(about.iter().map(|it| it.id).collect::<Vec<_>>(), [id(9), id(4), id(2), id(1)]);
    // Whoever asks for what it is told is posted nothing, and neither is who was ended: neither holds up the others.
    storage.commit(unit(PartnerChange::End { client: "x".to_owned(), at: at(61) })).await.unwrap();
    assert_eq!(due(99).await, [("y".to_owned(), id(4))]);
    let told = storage.delivery("x", id(1)).await.unwrap().unwrap();
    assert_eq!((told.tries, told.acknowledged), (1, Some((at(60), "pull".to_owned()))));
    assert_eq!(storage.delivery("y", id(1)).await.unwrap(), None);
}

pub(super) async fn a_file_moves_on_from_where_it_stands(subject: impl Subject) {
    let storage = subject.storage();
    let file = FileImport {
        id: id(1),
        organisation: "99901".to_owned(),
        account: "account-1".to_owned(),
        digest: hash(1),
        format: "csv".to_owned(),
        state: ImportState::Running,
        of_bytes: 100,
        counts: ImportCounts::default(),
        begun_at: at(1),
        changed_at: at(1),
    };
    storage.commit(unit(ImportChange::Begin(file.clone()))).await.unwrap();
    assert_eq!(storage.commit(unit(ImportChange::Begin(file.clone()))).await, conflict("a file"));
    let counts = ImportCounts { line: 3, byte: 60, taken: 1, known: 0, waiting: 1, quarantined: 1 };
    let move_on = |before, state| UnitOfWork {
        changes: vec![
            ImportChange::Move { id: id(1), before, state, counts, at: at(2) }.into(),
            ImportChange::Fault(ImportFault { import: id(1), line: 2, reasons: "national-id check-digit".to_owned() })
                .into(),
        ],
    };
    let both = [move_on(0, ImportState::Running), move_on(0, ImportState::Running)];
    let outcomes = together(&storage, both).await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1, "a line is taken once");
    let moved = FileImport { counts, changed_at: at(2), ..file };
    assert_eq!(storage.file_import(id(1)).await.unwrap(), Some(moved.clone()));
    assert_eq!(storage.file_imports("99901", 9).await.unwrap(), [moved]);
    assert_eq!(storage.import_faults(id(1), 0, 9).await.unwrap().len(), 1);
    assert_eq!(storage.import_faults(id(1), 2, 9).await.unwrap(), []);
    let end = ImportChange::Move { id: id(1), before: 60, state: ImportState::Done, counts, at: at(3) };
    storage.commit(unit(end.clone())).await.unwrap();
    assert_eq!(storage.commit(unit(end)).await, conflict("a file"), "what is done moves no more");
}

pub(super) async fn somebody_known_before_takes_their_account_once(subject: impl Subject) {
    let storage = subject.storage();
    let known = crate::Account { assurance: Assurance::Recorded, ..account("person") };
    storage.commit(unit(AccountChange::Open(known.clone()))).await.unwrap();
    let adopt = |subject: &str| {
        let (subject, settings) = (subject.to_owned(), crate::Settings { quiet: None, ..known.settings });
        unit(AccountChange::Adopt { subject, assurance: Assurance::Verified, settings })
    };
    let outcomes = together(&storage, [adopt("person"), adopt("person")]).await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    let opened = storage.account("person").await.unwrap().unwrap();
    assert_eq!((opened.assurance, opened.settings.quiet), (Assurance::Verified, None));
    storage.commit(unit(AccountChange::Open(account("other")))).await.unwrap();
    assert_eq!(storage.commit(adopt("other")).await, conflict("an account"), "an account is nobody else's to take");

    let leave = |subject: &str| unit(AccountChange::Leave { subject: subject.to_owned() });
    assert_eq!(storage.commit(leave("person")).await, conflict("an account"), "who was checked does not leave");
    let stated = crate::Account { assurance: Assurance::Stated, ..account("third") };
    let claim = |kind, n| AccountChange::Claim { kind, hash: hash(n), subject: "third".to_owned() };
    for change in [AccountChange::Open(stated), claim(KeyKind::Document, 1), claim(KeyKind::SignOn, 2)] {
        storage.commit(unit(change)).await.unwrap();
    }
    storage.commit(leave("third")).await.unwrap();
    assert_eq!(storage.account("third").await.unwrap().unwrap().assurance, Assurance::Recorded);
    assert_eq!(storage.account_by_key(KeyKind::Document, &hash(1)).await.unwrap(), Some("third".to_owned()));
    assert_eq!(storage.account_by_key(KeyKind::SignOn, &hash(2)).await.unwrap(), None);
}
