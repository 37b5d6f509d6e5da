//! Stories of settled paper forms: how long their pictures are kept, and how a form finds its person years later.

use crate::house::House;
use crate::house::papers::{
    DAY, each_look_is_in_the_log, first, number, officers, second, settling, through, verified,
};
use domain::Language;
use domain::catalogue::PurposeId;
use domain::consent::{ASKED, Decision, EventKind, Method, asked};
use domain::message::Notice;
use domain::paper::{PaperConsents, PaperField, Picture, State, Step};
use domain::registration::Answers;
use service::{Choice, PaperKeyed, ProviderIdentity, Registration, ServiceError, SignIn, Signed};
use std::sync::Arc;

/// The n-th person, as a provider names them who checked their id.
fn checked(n: u32) -> ProviderIdentity {
    ProviderIdentity { issuer: "https://id.example".to_owned(), subject: n.to_string(), national_id: Some(number(n)) }
}

/// Opens the account of the n-th person, who came from a provider.
async fn registered(house: &House, n: u32) -> Signed {
    let id = number(n);
    let least = [
        ("document", "national-id"),
        ("national-id", id.as_str()),
        ("first-name", "อีกชื่อหนึ่ง"),
        ("birth-date-year", "2523"),
        ("birth-date-language", "th"),
        ("nationality", "THA"),
    ];
    let (answers, provider): (Answers, _) = (least.into_iter().collect(), checked(n));
    let registration =
        Registration { answers: &answers, photo: None, language: Language::En, provider: Some(&provider) };
    let subject = house.services.accounts.register(&registration).await.unwrap();
    house.signed(&house.services.sign_on.begin(&subject, "test", Vec::new()).await.unwrap()).await
}

/// A reading of a form about the n-th person that is signed and answers about consent.
fn answering(house: &House, n: u32, answers: &[(PurposeId, Decision)], days_ago: Option<i64>) -> PaperKeyed {
    let signed_on = days_ago.map(|days| house.services.clock.now().plus(-days * DAY).bangkok_day());
    let consents = PaperConsents { answers: answers.to_vec(), signed: true, signed_on };
    PaperKeyed { consents, ..first(house, n, &[]) }
}

async fn found(house: &House) -> usize {
    house.services.papers.find_persons(settling(house)).await.unwrap()
}

#[tokio::test]
async fn a_picture_is_destroyed_ninety_days_after_its_form_was_settled_and_never_while_it_is_open() {
    let house = House::new().await;
    let person = verified(&house, 1, &[]).await;
    let desk = officers(&house).await;
    let papers = &house.services.papers;
    let open = papers.scan(&desk[0], b"open", b"open picture").await.unwrap();
    let disputed = papers.scan(&desk[0], b"disputed", b"disputed picture").await.unwrap();
    papers.key(&desk[0], disputed, &first(&house, 1, &[])).await.unwrap();
    let other = second(&house, 1, &[("last-name", "ใจดี")]);
    assert_eq!(papers.key_again(&desk[1], disputed, &other, settling(&house)).await.unwrap(), State::Disputed);
    let (matched, _) = through(&house, &desk, 1, &first(&house, 1, &[])).await;
    let settled = house.services.clock.now();
    house.wait(DAY);
    let (unmatched, state) = through(&house, &desk, 2, &first(&house, 2, &[])).await;
    assert_eq!(state, State::Unmatched);
    for (days, destroyed) in [(88, 0), (89, 1), (90, 1), (400, 0)] {
        house.wait(
            settled.plus(DAY + days * DAY).unix_milliseconds() - house.services.clock.now().unix_milliseconds() - 1,
        );
        assert_eq!(papers.destroy_pictures().await.unwrap(), 0, "a moment before day {days}");
        house.wait(1);
        assert_eq!(papers.destroy_pictures().await.unwrap(), destroyed, "day {days}");
        assert_eq!(papers.destroy_pictures().await.unwrap(), 0, "once");
    }
    let kept = async |id| {
        let stored = house.storage.paper(id).await.unwrap().unwrap();
        house.storage.document(&stored.subject, stored.scan).await.unwrap().is_some()
    };
    assert_eq!([kept(open).await, kept(disputed).await], [true, true]);
    assert_eq!([kept(matched).await, kept(unmatched).await], [false, false]);
    assert_eq!(papers.mine(&person).await.unwrap()[0].picture, Picture::Destroyed(settled.plus(90 * DAY)));
}

#[tokio::test]
async fn without_its_picture_a_form_still_says_what_was_read_and_is_not_taken_again() {
    let house = House::new().await;
    let person = verified(&house, 1, &[]).await;
    let desk = officers(&house).await;
    let papers = &house.services.papers;
    let id = papers.scan(&desk[0], b"upload", b"picture").await.unwrap();
    papers.key(&desk[0], id, &first(&house, 1, &[("email", "new@example.org")])).await.unwrap();
    papers.key_again(&desk[1], id, &second(&house, 1, &[]), settling(&house)).await.unwrap();
    let until = house.services.clock.now().plus(90 * DAY);
    assert_eq!(papers.one(&desk[0], id).await.unwrap().picture, Picture::Until(until));
    papers.picture(&desk[0], id).await.unwrap();
    house.wait(90 * DAY);
    assert_eq!(papers.destroy_pictures().await.unwrap(), 1);
    let looks = async || {
        let uses = house.services.access_log.list(&person, "", None).await.unwrap().uses;
        uses.iter().filter(|it| it.line.act == "paper-scan-read").count()
    };
    assert_eq!(looks().await, 1);
    assert!(matches!(papers.picture(&desk[0], id).await, Err(ServiceError::Absent)));
    assert_eq!(looks().await, 1, "nobody saw what is not there");
    let view = papers.one(&desk[0], id).await.unwrap();
    assert_eq!(view.picture, Picture::Destroyed(until));
    assert_eq!(view.readings.unwrap().first.get(PaperField::Email).value(), Some("new@example.org"));
    let (step, at, who) = view.history.last().unwrap();
    assert_eq!((*step, *at, who.as_str()), (Step::Destroyed, until, ""), "the portal itself did it");
    let again = papers.scan(&desk[0], b"upload", b"picture").await;
    assert!(matches!(again, Err(ServiceError::SameScan(Some(known))) if known == id));
    house.services.accounts.erase(&person).await.unwrap();
    assert!(matches!(papers.one(&desk[0], id).await, Err(ServiceError::Absent)));
}

#[tokio::test]
async fn who_is_erased_is_erased_there_too_and_keeps_no_other_form_waiting() {
    let house = House::new().await;
    let person = verified(&house, 1, &[]).await;
    let desk = officers(&house).await;
    let (id, _) = through(&house, &desk, 1, &first(&house, 1, &[])).await;
    house.wait(1);
    through(&house, &desk, 2, &first(&house, 2, &[])).await;
    house.services.accounts.erase(&person).await.unwrap();
    let stored = house.storage.paper(id).await.unwrap().unwrap();
    assert!(house.storage.document(&stored.subject, stored.scan).await.unwrap().is_none(), "at once");
    assert!(house.storage.subject_key(&stored.subject).await.unwrap().is_none());
    house.wait(90 * DAY);
    assert_eq!(house.services.papers.destroy_pictures().await.unwrap(), 2);
}

#[tokio::test]
async fn a_form_finds_its_person_once_their_account_is_verified_whichever_way() {
    let house = House::new().await;
    let desk = officers(&house).await;
    let papers = &house.services.papers;
    // The second says that the number is theirs, and nobody has checked it; so does the third.
    let [_, third] = [house.person(2, &[]).await, house.person(3, &[]).await];
    let mut forms = Vec::new();
    for n in 1..=5 {
        let (id, state) = through(&house, &desk, n, &first(&house, n, &[])).await;
        assert_eq!(state, State::Unmatched, "{n}");
        forms.push(id);
    }
    assert_eq!(found(&house).await, 0);
    papers.one(&desk[1], forms[0]).await.unwrap();
    house.wait(1);
    let one = registered(&house, 1).await;
    let SignIn::In(session) = house.services.sign_on.sign_in_with_provider(&checked(2), false, "x").await.unwrap()
    else {
        panic!("the holder of the id takes over")
    };
    let two = house.signed(&session).await;
    house.services.staff.name_persona("third", &third.account).await.unwrap();
    // The fourth has the number and another birth date; the fifth never comes.
    verified(&house, 4, &[("birth-date-year", "2524")]).await;
    assert_eq!((found(&house).await, found(&house).await), (3, 0));
    for (person, id) in [(&one, forms[0]), (&two, forms[1]), (&third, forms[2])] {
        let mine = papers.mine(person).await.unwrap();
        assert_eq!(mine.iter().map(|it| it.id).collect::<Vec<_>>(), [id]);
        let messages = house.services.messages.list(&person.account).await.unwrap();
        assert_eq!(messages.iter().filter(|it| it.message.notice == Notice::PaperSettled).count(), 1);
    }
    let states = async |state| papers.list(&desk[0], Some(state), None).await.unwrap().lines.len();
    assert_eq!((states(State::Matched).await, states(State::Unmatched).await), (3, 2));

    let acts = async || {
        let uses = house.services.access_log.list(&one, "", None).await.unwrap().uses;
        let mut acts: Vec<_> = uses.into_iter().map(|it| it.line.act).collect();
        acts.sort();
        acts
    };
    let before = ["paper-checked", "paper-keyed", "paper-read", "paper-scanned"];
    assert_eq!(acts().await, before, "who used it while nobody knew whose it was");
    let view = papers.one(&desk[1], forms[0]).await.unwrap();
    assert_eq!((view.stored.state, view.history.last().unwrap().0), (State::Matched, Step::Found));
    assert!(view.history.last().unwrap().2.is_empty(), "no officer did it");
    assert_eq!(acts().await.iter().filter(|act| *act == "paper-read").count(), 2);
    assert!(matches!(papers.one(&one, forms[0]).await, Err(ServiceError::Forbidden)));
}

#[tokio::test]
async fn consent_on_a_form_found_later_yields_to_what_was_decided_since_and_grows_no_younger() {
    let house = House::new().await;
    let desk = officers(&house).await;
    let services = &house.services;
    let answers = [(PurposeId::News, Decision::Given), (PurposeId::Statistics, Decision::Given)];
    let day = services.clock.now().bangkok_day();
    let (id, _) = through(&house, &desk, 1, &answering(&house, 1, &answers, Some(0))).await;
    through(&house, &desk, 2, &answering(&house, 2, &answers, Some(0))).await;
    through(&house, &desk, 3, &answering(&house, 3, &answers, None)).await;
    let scanned = services.clock.now();
    let unsigned = PaperConsents { signed: false, ..answering(&house, 4, &answers, Some(0)).consents };
    through(&house, &desk, 4, &PaperKeyed { consents: unsigned, ..first(&house, 4, &[]) }).await;

    house.wait(DAY);
    let [one, four] = [registered(&house, 1).await, registered(&house, 4).await];
    let choice = Choice {
        purpose: PurposeId::News,
        decision: Decision::Refused,
        seen: None,
        key: None,
        language: Language::Th,
        method: Method::Web,
    };
    services.consents.decide(&one, &services.policies, &choice).await.unwrap();
    assert_eq!(found(&house).await, 2);
    assert!(!services.consents.allows(&one.account, PurposeId::News).await.unwrap(), "never against a later choice");
    assert!(services.consents.allows(&one.account, PurposeId::Statistics).await.unwrap());
    assert!(house.storage.consent_events(&four.account, 9).await.unwrap().is_empty(), "no signature, no answer");
    let view = services.papers.one(&desk[0], id).await.unwrap();
    assert_eq!(view.readings.unwrap().settled.unwrap().recorded, [PurposeId::Statistics]);
    let events = house.storage.consent_events(&one.account, 9).await.unwrap();
    let paper = events.iter().find(|event| event.method == Method::Paper).unwrap();
    services.consents.receipt(&one, paper.id).await.unwrap();

    // News is agreed to for 730 days, statistics for 1825.
    house.wait(740 * DAY);
    let people = [registered(&house, 2).await, registered(&house, 3).await];
    assert_eq!(found(&house).await, 2);
    for (person, since) in people.iter().zip([day.begins(), scanned]) {
        let standings = house.storage.standings(&person.account).await.unwrap();
        let [only] = &standings[..] else { panic!("the time of the other is over") };
        assert_eq!((only.purpose, only.last.kind), (PurposeId::Statistics, EventKind::Given));
        let statistics = asked(ASKED, PurposeId::Statistics).unwrap();
        assert_eq!(only.last.lapses_at, statistics.lapses_at(since), "from the day it was signed or scanned");
    }
}

#[tokio::test]
async fn what_an_earlier_release_settled_finds_its_person_too() {
    let house = House::new().await;
    let desk = officers(&house).await;
    through(&house, &desk, 1, &first(&house, 1, &[])).await;
    let unread = first(&house, 2, &[("national-id", ""), ("illegible-document", "on")]);
    let papers = &house.services.papers;
    let id = papers.scan(&desk[0], b"unread", b"unread picture").await.unwrap();
    papers.key(&desk[0], id, &unread).await.unwrap();
    let again = second(&house, 2, &[("national-id", ""), ("illegible-document", "on")]);
    papers.key_again(&desk[1], id, &again, settling(&house)).await.unwrap();
    let connection = rusqlite::Connection::open(house.database()).unwrap();
    assert_eq!(connection.execute("UPDATE paper_form SET looks_for = x''", []).unwrap(), 2);
    registered(&house, 1).await;
    registered(&house, 2).await;
    assert_eq!((found(&house).await, found(&house).await), (1, 0));
    assert!(house.storage.papers_looking_for_nothing(9).await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_looks_while_the_person_is_found_stands_in_their_log_too() {
    let house = Arc::new(House::new().await);
    let desk = officers(&house).await;
    let (id, _) = through(&house, &desk, 1, &first(&house, 1, &[])).await;
    let person = registered(&house, 1).await;
    let looks: Vec<_> = (0..30)
        .map(|_| {
            let (house, officer) = (Arc::clone(&house), desk[0].clone());
            tokio::spawn(async move { house.services.papers.picture(&officer, id).await.is_ok() })
        })
        .collect();
    let mut rounds = 0;
    while found(&house).await == 0 {
        rounds += 1;
        assert!(rounds < 100, "they are found between two looks");
    }
    each_look_is_in_the_log(&house, &person, looks).await;
}
