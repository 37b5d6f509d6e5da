//! Accounts, sessions and codes: read back as given, claimed once, ended for good.

use super::{Subject, together};
use crate::{
    AccessFilter, Account, AccountAddress, AccountChange, AddressKind, AuditEvent, Channel, CodeIntent, Grounds,
    KeptForm, KeyKind, OneTimeCode, Passkey, ProfileValue, Session, Settings, StorageError, UnitOfWork,
};
use domain::account::{Assurance, Role};
use domain::message::QuietHours;
use domain::{Digest, Id, Instant, Language};

pub(super) fn at(milliseconds: i64) -> Instant {
    Instant::from_unix_milliseconds(1_795_402_800_000 + milliseconds)
}

pub(super) fn id(n: u8) -> Id {
    Id::new(at(i64::from(n)), [n; 10])
}

pub(super) fn hash(n: u8) -> Digest {
    Digest::of(&[n])
}

pub(super) fn account(subject: &str) -> Account {
    let quiet = QuietHours::parse("22", "7").unwrap();
    Account {
        subject: subject.to_owned(),
        role: Role::Person,
        organisation: String::new(),
        assurance: Assurance::Stated,
        settings: Settings { language: Language::Th, channel: Channel::Email, quiet },
        created_at: at(0),
        erased: false,
    }
}

fn session(n: u8, subject: &str) -> Session {
    Session {
        hash: hash(n),
        id: id(n),
        subject: subject.to_owned(),
        role: Role::Person,
        signed_in_at: at(n.into()),
        seen_at: at(n.into()),
        ended: false,
        acting: None,
        device: vec![n, 0, 255],
    }
}

fn code(n: u8, subject: &str) -> OneTimeCode {
    OneTimeCode {
        hash: hash(n),
        address: hash(100),
        subject: subject.to_owned(),
        intent: CodeIntent::SignIn,
        code: hash(n + 1),
        tries: 0,
        made_at: at(n.into()),
        used: false,
    }
}

fn value(version: u32) -> ProfileValue {
    ProfileValue {
        subject: "a".to_owned(),
        field: "phone".to_owned(),
        version,
        sealed: vec![0, 1, 255],
        source: "person".to_owned(),
        recorded_at: at(version.into()),
        recorded_by: "a".to_owned(),
    }
}

/// An officer's use of somebody's data, kept back until `shown` where that is not 0.
pub(super) fn used(n: u8, whose: &str, office: &str, unbound: bool, shown: i64) -> AuditEvent {
    AuditEvent {
        subject: whose.to_owned(),
        id: id(n),
        at: at(n.into()),
        actor: "officer".to_owned(),
        act: "read",
        acting: None,
        target: Some(id(40 + n)),
        grounds: Some(Grounds {
            office: office.to_owned(),
            purpose: "rights".to_owned(),
            facts: "1 read".to_owned(),
            path: "+role".to_owned(),
            unbound,
            shown_from: (shown != 0).then(|| at(shown)),
        }),
    }
}

fn unit(change: AccountChange) -> UnitOfWork {
    UnitOfWork::of(change.into())
}

fn is_conflict(outcome: &Result<(), StorageError>) -> bool {
    matches!(outcome, Err(StorageError::Conflict { .. }))
}

pub(super) async fn accounts_are_read_back_and_claims_are_made_once(subject: impl Subject) {
    let storage = subject.storage();
    storage.commit(unit(AccountChange::Open(account("a")))).await.unwrap();
    assert_eq!(storage.account("a").await.unwrap(), Some(account("a")));
    assert_eq!(storage.account("b").await.unwrap(), None);
    assert!(is_conflict(&storage.commit(unit(AccountChange::Open(account("a")))).await));
    let claim = |n: u8, whose: &str| {
        unit(AccountChange::Claim { kind: KeyKind::Document, hash: hash(n), subject: whose.to_owned() })
    };
    let claims = together(&storage, (0..16).map(|n| claim(1, &format!("s{n}")))).await;
    assert_eq!(claims.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    assert!(storage.account_by_key(KeyKind::Document, &hash(1)).await.unwrap().is_some());
    assert_eq!(storage.account_by_key(KeyKind::SignOn, &hash(1)).await.unwrap(), None);
    // A claim refused at the end of a unit takes the account before it along.
    let both = unit(AccountChange::Open(account("b"))).and(claim(1, "b").changes.remove(0));
    assert!(is_conflict(&storage.commit(both).await));
    assert_eq!(storage.account("b").await.unwrap(), None);

    let settings = Settings { language: Language::En, channel: Channel::None, quiet: None };
    storage.commit(unit(AccountChange::Settings { subject: "a".to_owned(), settings })).await.unwrap();
    storage.commit(unit(AccountChange::Verified { subject: "a".to_owned() })).await.unwrap();
    let changed = storage.account("a").await.unwrap().unwrap();
    assert_eq!((changed.settings, changed.assurance), (settings, Assurance::Verified));
}

pub(super) async fn profile_values_are_versions_without_gaps(subject: impl Subject) {
    let storage = subject.storage();
    assert!(is_conflict(&storage.commit(unit(AccountChange::Value(value(2)))).await));
    let both = together(&storage, [1, 1].map(|version| unit(AccountChange::Value(value(version))))).await;
    assert_eq!(both.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    storage.commit(unit(AccountChange::Value(value(2)))).await.unwrap();
    assert_eq!(storage.profile("a").await.unwrap(), [value(2)]);
    for sql in [
        "UPDATE profile_value SET source = 'x'",
        "DELETE FROM profile_value",
        "UPDATE audit_event SET act = 'x'",
        "DELETE FROM audit_event",
    ] {
        let event = AuditEvent {
            subject: "a".to_owned(),
            id: id(u8::try_from(sql.len()).unwrap()),
            at: at(0),
            actor: "b".to_owned(),
            act: "test",
            acting: Some(id(9)),
            target: None,
            grounds: None,
        };
        storage.commit(unit(AccountChange::Audit(event))).await.unwrap();
        assert_eq!(subject.raw(sql).await, Err(StorageError::Refused), "{sql}");
    }
    let line = storage.audit("a", 1).await.unwrap().remove(0);
    assert_eq!((line.actor.as_str(), line.act.as_str(), line.acting), ("b", "test", Some(id(9))));
}

pub(super) async fn who_used_what_is_listed_counted_and_kept_back_until_its_day(subject: impl Subject) {
    let storage = subject.storage();
    let all = [
        used(1, "a", "99901", true, 0),
        used(2, "a", "99901", true, 50),
        used(3, "a", "99902", false, 0),
        used(4, "b", "99901", true, 0),
    ];
    for event in all.clone() {
        let hidden = event.grounds.as_ref().is_some_and(|it| it.shown_from.is_some());
        let committed = hidden.then(|| super::kept_back::commitment(&event));
        let changes = committed.into_iter().chain([AccountChange::Audit(event).into()]);
        storage.commit(changes.collect()).await.unwrap();
    }
    let own = AuditEvent { actor: "a".to_owned(), grounds: None, ..used(5, "a", "", false, 0) };
    storage.commit(unit(AccountChange::Audit(own))).await.unwrap();
    let newest = AccessFilter { office: "", before: None, now: at(49), limit: 9 };
    let ids =
        async |filter| -> Vec<Id> { storage.accesses("a", filter).await.unwrap().iter().map(|line| line.id).collect() };
    assert_eq!(ids(newest).await, [id(3), id(1)], "neither one's own acts, nor what is kept back");
    assert_eq!(ids(AccessFilter { now: at(50), ..newest }).await, [id(3), id(2), id(1)]);
    assert_eq!(ids(AccessFilter { office: "99901", ..newest }).await, [id(1)]);
    assert_eq!(ids(AccessFilter { before: Some(id(3)), ..newest }).await, [id(1)]);
    let of_purpose = async |purpose| storage.accesses_for("a", purpose, newest).await.unwrap().len();
    assert_eq!((of_purpose("rights").await, of_purpose("news").await, of_purpose("").await), (2, 0, 2));
    let line = storage.access("a", id(1)).await.unwrap().unwrap();
    assert_eq!((line.grounds, line.target), (all[0].grounds.clone(), Some(id(41))));
    assert_eq!(storage.access("b", id(1)).await.unwrap(), None);
    assert_eq!(
        (storage.hidden_accesses(at(49)).await.unwrap(), storage.hidden_accesses(at(50)).await.unwrap()),
        (1, 0)
    );
    assert_eq!(storage.unbound_accesses("officer", at(0), 9).await.unwrap(), ["a", "b"]);
    assert_eq!(storage.unbound_accesses("officer", at(3), 9).await.unwrap(), ["b"]);
    assert_eq!(storage.unbound_accesses("a", at(0), 9).await.unwrap(), [""; 0]);
}

pub(super) async fn sessions_begin_are_used_and_end(subject: impl Subject) {
    let storage = subject.storage();
    for n in [1, 2, 3] {
        storage.commit(unit(AccountChange::OpenSession(session(n, "a")))).await.unwrap();
    }
    assert_eq!(storage.session(&hash(2)).await.unwrap(), Some(session(2, "a")));
    let order: Vec<Id> = storage.sessions("a").await.unwrap().iter().map(|it| it.id).collect();
    assert_eq!(order, [id(3), id(2), id(1)]);
    storage.commit(unit(AccountChange::SeeSession { hash: hash(1), at: at(50) })).await.unwrap();
    storage.commit(unit(AccountChange::SeeSession { hash: hash(1), at: at(40) })).await.unwrap();
    assert_eq!(storage.session(&hash(1)).await.unwrap().unwrap().seen_at, at(50), "never backwards");
    let acting = Some((id(7), "g".to_owned()));
    storage.commit(unit(AccountChange::Act { hash: hash(1), acting: acting.clone() })).await.unwrap();
    assert_eq!(storage.session(&hash(1)).await.unwrap().unwrap().acting, acting);
    let end = |whose: &str| unit(AccountChange::EndSession { subject: whose.to_owned(), id: id(1), at: at(60) });
    assert!(is_conflict(&storage.commit(end("b")).await), "nobody ends another's");
    storage.commit(end("a")).await.unwrap();
    assert!(is_conflict(&storage.commit(end("a")).await));
    assert!(is_conflict(&storage.commit(unit(AccountChange::Act { hash: hash(1), acting: None })).await));
    let all = AccountChange::EndSessions { subject: "a".to_owned(), except: Some(hash(3)), at: at(70) };
    storage.commit(unit(all)).await.unwrap();
    let left: Vec<Id> = storage.sessions("a").await.unwrap().iter().map(|it| it.id).collect();
    assert_eq!(left, [id(3)]);
}

pub(super) async fn codes_are_tried_and_used_once_at_a_time(subject: impl Subject) {
    let storage = subject.storage();
    for n in [1, 2] {
        storage.commit(unit(AccountChange::MakeCode(code(n, if n == 2 { "a" } else { "" })))).await.unwrap();
    }
    assert_eq!(storage.one_time_code(&hash(1)).await.unwrap(), Some(code(1, "")));
    assert_eq!(storage.codes_since(&hash(100), "", at(2)).await.unwrap(), [at(2)]);
    assert_eq!(storage.codes_since(&hash(9), "a", at(0)).await.unwrap(), [at(2)]);
    assert_eq!(storage.codes_since(&hash(9), "", at(0)).await.unwrap(), [], "nobody is not somebody");
    let tries = (0..8).map(|_| unit(AccountChange::TryCode { hash: hash(1), before: 0 }));
    let tries = together(&storage, tries).await;
    assert_eq!(tries.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    let uses = (0..8).map(|_| unit(AccountChange::UseCode { hash: hash(1), at: at(9) }));
    let uses = together(&storage, uses).await;
    assert_eq!(uses.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    let used = storage.one_time_code(&hash(1)).await.unwrap().unwrap();
    assert!(used.used && used.tries == 1);
}

pub(super) async fn of_many_codes_asked_for_at_once_few_are_made(subject: impl Subject) {
    let storage = subject.storage();
    for (whose, first) in [("", 10), ("a", 30)] {
        let asks = (0..8).map(|n| {
            let mut code = code(first + n, whose);
            // Somebody known asks to many addresses, somebody unknown to one.
            code.address = if whose.is_empty() { hash(100) } else { hash(110 + n) };
            let (address, subject, at) = (code.address, whose.to_owned(), code.made_at);
            let few = AccountChange::FewCodes { address, subject, since: self::at(0), most: 2, at };
            unit(few).and(AccountChange::MakeCode(code).into())
        });
        let made = together(&storage, asks).await;
        assert_eq!(made.iter().filter(|outcome| outcome.is_ok()).count(), 3, "{whose}: most two before it");
    }
}

pub(super) async fn what_expired_is_forgotten_and_nothing_else(subject: impl Subject) {
    let storage = subject.storage();
    for n in [1, 2] {
        let form = KeptForm { hash: hash(n), kind: "x".to_owned(), sealed: vec![n], expires_at: at(n.into()) };
        storage.commit(unit(AccountChange::KeepForm(form.clone()))).await.unwrap();
        let anew = KeptForm { sealed: vec![n, n], ..form };
        storage.commit(unit(AccountChange::KeepForm(anew.clone()))).await.unwrap();
        assert_eq!(storage.kept_form(&hash(n)).await.unwrap(), Some(anew));
    }
    storage.commit(unit(AccountChange::Sweep { at: at(2) })).await.unwrap();
    assert_eq!(storage.kept_form(&hash(1)).await.unwrap(), None);
    assert!(storage.kept_form(&hash(2)).await.unwrap().is_some());
    storage.commit(unit(AccountChange::DropForm(hash(2)))).await.unwrap();
    assert_eq!(storage.kept_form(&hash(2)).await.unwrap(), None);
}

pub(super) async fn an_erased_account_is_found_by_nothing(subject: impl Subject) {
    let storage = subject.storage();
    let owned = || "a".to_owned();
    let address = AccountAddress { hash: hash(5), subject: owned(), kind: AddressKind::Email, confirmed: false };
    let confirmed = AccountAddress { confirmed: true, ..address.clone() };
    let passkey = Passkey { subject: owned(), hash: hash(6), credential: vec![1], created_at: at(0) };
    for change in [
        AccountChange::Open(account("a")),
        AccountChange::Claim { kind: KeyKind::SignOn, hash: hash(4), subject: owned() },
        AccountChange::Address { address: address.clone(), at: at(1) },
        AccountChange::KeepPasskey(passkey.clone()),
        AccountChange::OpenSession(session(1, "a")),
    ] {
        storage.commit(unit(change)).await.unwrap();
    }
    assert_eq!(storage.accounts_by_address(&hash(5)).await.unwrap(), [address]);
    storage.commit(unit(AccountChange::Address { address: confirmed.clone(), at: at(2) })).await.unwrap();
    assert_eq!(storage.addresses("a").await.unwrap(), [confirmed]);
    assert_eq!(storage.passkeys("a").await.unwrap(), [passkey]);
    let erase = || unit(AccountChange::Erase { subject: owned(), at: at(3) });
    storage.commit(erase()).await.unwrap();
    assert!(is_conflict(&storage.commit(erase()).await));
    assert!(storage.account("a").await.unwrap().unwrap().erased);
    assert_eq!(storage.account_by_key(KeyKind::SignOn, &hash(4)).await.unwrap(), None);
    assert_eq!(storage.accounts_by_address(&hash(5)).await.unwrap(), []);
    assert_eq!(storage.session(&hash(1)).await.unwrap(), None);
    assert_eq!(storage.passkeys("a").await.unwrap(), []);
}
