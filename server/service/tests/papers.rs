//! Stories of paper forms: read by two, the second blind; whose they are; what they may change, and what they never do.

use crate::house::House;
use crate::house::papers::{DAY, each_look_is_in_the_log, first, officers, second, settling, through, verified};
use domain::Language;
use domain::account::Role;
use domain::catalogue::PurposeId;
use domain::consent::{ASKED, Decision, EventKind, Method};
use domain::message::Notice;
use domain::paper::{Choice, PaperConsents, PaperField, Reading, Refusal, State, Task};
use domain::permission::{IN_FORCE, Rule};
use service::{Choice as ConsentChoice, PaperKeyed, ServiceError};
use std::sync::Arc;

#[tokio::test]
async fn a_form_is_read_by_two_and_the_person_sees_all_of_it() {
    let house = House::new().await;
    let person = verified(&house, 1, &[("phone", "0812345678")]).await;
    let [one, two] = officers(&house).await;
    let elsewhere = house.officer("elsewhere", Role::UnitOfficer, "99902").await;
    let papers = &house.services.papers;
    let id = papers.scan(&one, b"upload", b"picture").await.unwrap();
    for (upload, picture) in [("upload", "picture"), ("upload", "other"), ("other", "picture"), ("picture", "third")] {
        let same = papers.scan(&two, upload.as_bytes(), picture.as_bytes()).await;
        assert!(matches!(same, Err(ServiceError::SameScan(Some(known))) if known == id), "{upload} {picture}");
        let far = papers.scan(&elsewhere, upload.as_bytes(), picture.as_bytes()).await;
        assert!(matches!(far, Err(ServiceError::SameScan(None))), "which one it is, is its own unit's");
    }
    for outcome in [papers.one(&elsewhere, id).await.map(drop), papers.picture(&elsewhere, id).await.map(drop)] {
        assert!(matches!(outcome, Err(ServiceError::Denied(Rule::Tie))));
    }
    assert!(matches!(papers.one(&person, id).await, Err(ServiceError::Forbidden)));
    assert_eq!(papers.picture(&one, id).await.unwrap(), b"picture");

    assert_eq!(papers.next(&two, Task::Key, id).await.unwrap(), Some(id));
    let keyed = first(&house, 1, &[("phone", "0898765432"), ("email", "new@example.org")]);
    papers.key(&one, id, &keyed).await.unwrap();
    assert!(matches!(papers.key(&two, id, &keyed).await, Err(ServiceError::Paper(Refusal::NotNow))));
    for officer in [&one, &two] {
        let view = papers.one(officer, id).await.unwrap();
        assert!(view.readings.is_none(), "nobody sees the first reading before there is a second");
        assert_eq!(view.own, officer.account == one.account);
        assert_eq!(view.task, (!view.own).then_some(Task::KeyAgain));
    }
    assert_eq!(papers.next(&one, Task::KeyAgain, id).await.unwrap(), None);
    assert_eq!(papers.next(&two, Task::KeyAgain, id).await.unwrap(), Some(id));
    let own = papers.key_again(&one, id, &second(&house, 1, &[]), settling(&house)).await;
    assert!(matches!(own, Err(ServiceError::Paper(Refusal::OwnKeying))));
    let state = papers.key_again(&two, id, &second(&house, 1, &[]), settling(&house)).await.unwrap();
    assert_eq!(state, State::Matched);

    let log = house.services.access_log.list(&person, "", None).await.unwrap();
    let acts: Vec<_> = log.uses.iter().map(|it| it.line.act.as_str()).collect();
    for act in ["paper-scanned", "paper-scan-read", "paper-keyed", "paper-refused", "paper-checked"] {
        assert!(acts.contains(&act), "{act} is not among {acts:?}");
    }
    assert_eq!(acts.iter().filter(|act| **act == "refused").count(), 2, "another unit's tries are theirs to see too");
    let messages = house.services.messages.list(&person.account).await.unwrap();
    assert!(messages.iter().any(|line| line.message.notice == Notice::PaperSettled));
    let mine = papers.mine(&person).await.unwrap();
    let settled = mine[0].readings.settled.as_ref().unwrap();
    assert_eq!(settled.readings.get(PaperField::Email).value(), Some("new@example.org"));
    let profile = house.services.accounts.profile(&person).await.unwrap();
    assert_eq!((profile.text("phone"), profile.text("email")), ("+66812345678", ""), "a proposal, and no more");

    house.services.accounts.erase(&person).await.unwrap();
    assert!(matches!(papers.picture(&one, id).await, Err(ServiceError::Absent)), "who is erased is erased there too");
}

#[tokio::test]
async fn where_two_read_differently_somebody_else_than_the_first_decides_and_both_readings_stay() {
    let house = House::new().await;
    let person = verified(&house, 1, &[]).await;
    let [one, two] = officers(&house).await;
    let papers = &house.services.papers;
    let id = papers.scan(&one, b"upload", b"picture").await.unwrap();
    papers.key(&one, id, &first(&house, 1, &[("last-name", "ใจดี"), ("birth-date-day", "8")])).await.unwrap();
    let blind = second(&house, 1, &[("illegible-last-name", "on")]);
    assert_eq!(papers.key_again(&two, id, &blind, settling(&house)).await.unwrap(), State::Disputed);
    assert!(
        house.services.access_log.list(&person, "", None).await.unwrap().uses.is_empty(),
        "nobody knows whose it is"
    );
    let other = Choice::Other(Reading::Value("ใจดีมาก".to_owned()));
    let choices = [(PaperField::LastName, other), (PaperField::BirthDate, Choice::Second)];
    let own = papers.reconcile(&one, id, (&choices, "เห็นชัด"), settling(&house)).await;
    assert!(matches!(own, Err(ServiceError::Paper(Refusal::OwnKeying))));
    let half = papers.reconcile(&two, id, (&choices[1..], "เห็นชัด"), settling(&house)).await;
    assert!(matches!(half, Err(ServiceError::Paper(Refusal::NotNow))), "every difference is decided");
    let state = papers.reconcile(&two, id, (&choices, "เห็นชัด"), settling(&house)).await.unwrap();
    assert_eq!(state, State::Matched);
    let again = papers.reconcile(&two, id, (&choices, "เห็นชัด"), settling(&house)).await;
    assert!(matches!(again, Err(ServiceError::Paper(Refusal::NotNow))));

    let readings = papers.one(&two, id).await.unwrap().readings.unwrap();
    assert_eq!(readings.first.get(PaperField::LastName).value(), Some("ใจดี"));
    assert!(*readings.second.get(PaperField::LastName) == Reading::Illegible);
    let settled = readings.settled.unwrap();
    assert_eq!(settled.readings.get(PaperField::LastName).value(), Some("ใจดีมาก"));
    assert_eq!(settled.readings.get(PaperField::BirthDate).value(), Some("1980-05-03"));
    assert_eq!(settled.reason, "เห็นชัด");
    let chosen: Vec<_> = settled.chosen.iter().map(|(field, choice)| (*field, choice.as_str())).collect();
    assert_eq!(chosen, [(PaperField::LastName, "other"), (PaperField::BirthDate, "second")]);
    let acts = house.services.access_log.list(&person, "", None).await.unwrap().uses;
    assert_eq!(acts.iter().filter(|it| it.line.act == "paper-refused").count(), 1, "that tries were made is shown");
    assert_eq!(acts.iter().filter(|it| it.line.act == "paper-read").count(), 1);
}

#[tokio::test]
async fn a_name_alone_finds_nobody() {
    let house = House::new().await;
    verified(&house, 1, &[]).await;
    // Somebody who only says that the number is theirs.
    house.person(2, &[]).await;
    let desk = officers(&house).await;
    assert_eq!(through(&house, &desk, 3, &first(&house, 3, &[])).await.1, State::Unmatched, "the name is the same");
    assert_eq!(through(&house, &desk, 2, &first(&house, 2, &[])).await.1, State::Unmatched);
    let [one, two] = &desk;
    let papers = &house.services.papers;
    for (at, change) in [("birth-date-year", "2524"), ("illegible-document", "on")].into_iter().enumerate() {
        let id = papers.scan(one, &[u8::try_from(at).unwrap()], b"?!").await;
        let id = match id {
            Ok(id) => id,
            Err(_) => papers.scan(one, &[9], b"!?").await.unwrap(),
        };
        let changes = if at == 1 { vec![change, ("national-id", "")] } else { vec![change] };
        papers.key(one, id, &first(&house, 1, &changes)).await.unwrap();
        let state = papers.key_again(two, id, &second(&house, 1, &changes), settling(&house)).await.unwrap();
        assert_eq!(state, State::Unmatched, "{change:?}");
    }
    assert_eq!(papers.list(one, Some(State::Unmatched), None).await.unwrap().lines.len(), 4);
    assert_eq!(through(&house, &desk, 1, &first(&house, 1, &[])).await.1, State::Matched);
}

#[tokio::test]
async fn answers_about_consent_count_under_a_signature_and_never_against_what_was_said_since() {
    let house = House::new().await;
    let person = verified(&house, 1, &[]).await;
    let desk = officers(&house).await;
    let services = &house.services;
    let answers = vec![(PurposeId::News, Decision::Given), (PurposeId::Statistics, Decision::Refused)];
    let with = |signed, days: Option<i64>| {
        let day = days.map(|days| services.clock.now().plus(-days * DAY).bangkok_day());
        let consents = PaperConsents { answers: answers.clone(), signed, signed_on: day };
        PaperKeyed { consents, ..first(&house, 1, &[]) }
    };
    through(&house, &desk, 1, &with(false, None)).await;
    assert!(house.storage.consent_events(&person.account, 9).await.unwrap().is_empty(), "no signature, no answer");

    house.wait(DAY);
    let (id, _) = through(&house, &desk, 1, &with(true, None)).await;
    let events = house.storage.consent_events(&person.account, 9).await.unwrap();
    let of = |purpose| events.iter().find(|event| event.purpose == purpose).unwrap();
    assert_eq!((of(PurposeId::News).kind, of(PurposeId::Statistics).kind), (EventKind::Given, EventKind::Refused));
    assert!(events.iter().all(|event| event.method == Method::Paper && event.actor == desk[1].account));
    services.consents.receipt(&person, of(PurposeId::News).id).await.unwrap();
    let view = services.papers.one(&desk[0], id).await.unwrap();
    assert_eq!(view.readings.unwrap().settled.unwrap().recorded, [PurposeId::News, PurposeId::Statistics]);

    house.wait(DAY);
    let choice = ConsentChoice {
        purpose: PurposeId::News,
        decision: Decision::Withdrawn,
        seen: None,
        key: None,
        language: Language::Th,
        method: Method::Web,
    };
    services.consents.decide(&person, &services.policies, &choice).await.unwrap();
    for days in [None, Some(0), Some(1)] {
        house.wait(1);
        through(&house, &desk, 1, &with(true, days)).await;
        assert!(!services.consents.allows(&person.account, PurposeId::News).await.unwrap(), "{days:?}");
    }
    house.wait(DAY);
    through(&house, &desk, 1, &with(true, Some(0))).await;
    assert!(services.consents.allows(&person.account, PurposeId::News).await.unwrap(), "signed on a later day");
    assert_eq!(house.storage.consent_events(&person.account, 9).await.unwrap().len(), 4);
    assert_eq!(ASKED.len(), services.consents.purposes().len());
}

#[tokio::test]
async fn permission_is_asked_at_each_step() {
    let house = House::new().await;
    let [one, _] = officers(&house).await;
    let papers = &house.services.papers;
    let id = papers.scan(&one, b"upload", b"picture").await.unwrap();
    let division = house.officer("division", Role::DivisionOfficer, "division").await;
    assert!(matches!(papers.list(&division, None, None).await, Err(ServiceError::Forbidden)));
    house.wait(366 * DAY);
    let one = house.signed(&house.services.sign_on.sign_in_as("one", "test").await.unwrap()).await;
    let denied = [
        papers.key(&one, id, &first(&house, 1, &[])).await,
        papers.picture(&one, id).await.map(drop),
        papers.one(&one, id).await.map(drop),
        papers.scan(&one, b"2", b"3").await.map(drop),
    ];
    assert!(denied.iter().all(|it| matches!(it, Err(ServiceError::Denied(Rule::Promise)))));
    house.services.duty.sign(&one, IN_FORCE).await.unwrap();
    papers.key(&one, id, &first(&house, 1, &[])).await.unwrap();
    let two = house.signed(&house.services.sign_on.sign_in_as("two", "test").await.unwrap()).await;
    house.services.duty.sign(&two, IN_FORCE).await.unwrap();
    // Of two answers at once about one form, one is taken.
    let (again, settling) = (second(&house, 1, &[]), settling(&house));
    let both = tokio::join!(papers.key_again(&two, id, &again, settling), papers.key_again(&two, id, &again, settling));
    let taken = [both.0, both.1].into_iter().flatten().count();
    assert_eq!(taken, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_looks_while_it_is_learnt_whose_a_form_is_stands_in_that_log_too() {
    let house = Arc::new(House::new().await);
    let person = verified(&house, 1, &[]).await;
    let [one, two] = officers(&house).await;
    let id = house.services.papers.scan(&one, b"upload", b"picture").await.unwrap();
    house.services.papers.key(&one, id, &first(&house, 1, &[])).await.unwrap();
    let looks: Vec<_> = (0..30)
        .map(|_| {
            let (house, one) = (Arc::clone(&house), one.clone());
            tokio::spawn(async move { house.services.papers.picture(&one, id).await.is_ok() })
        })
        .collect();
    let mut settled = false;
    for _ in 0..50 {
        match house.services.papers.key_again(&two, id, &second(&house, 1, &[]), settling(&house)).await {
            Ok(state) => {
                settled = state == State::Matched;
                break;
            }
            Err(error) => assert!(matches!(error, ServiceError::Meanwhile), "{error:?}"),
        }
    }
    assert!(settled);
    each_look_is_in_the_log(&house, &person, looks).await;
}
