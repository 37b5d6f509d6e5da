//! Accounts, sign-on and delegates over a real database: what people do, and what somebody who should not tries.

use crate::house::House;
use domain::account::SessionRule;
use domain::delegation::{Act, file};
use domain::fields::NationalId;
use domain::one_time_code::CodeError;
use domain::registration::{Answers, Question};
use domain::{Day, Language};
use service::{Filing, NoCode, NotRegistered, ProviderIdentity, Registration, ServiceError, SignIn, Token};
use std::sync::Arc;
use storage::AddressKind;

const MAIL: &str = "somebody@example.org";
const HOUR: i64 = 3_600_000;

fn code_in(text: &str) -> String {
    let digits: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|part| part.len() == 6).collect();
    digits[0].to_owned()
}

/// An account whose e-mail address is confirmed by a code that was sent.
async fn confirmed(house: &House, n: u32) -> service::Signed {
    let signed = house.person(n, &[("email", MAIL)]).await;
    let sign_on = &house.services.sign_on;
    let token = sign_on.send_confirmation(&signed, AddressKind::Email, Language::Th).await.unwrap();
    let code = code_in(&house.mail(MAIL).await.unwrap());
    sign_on.confirm_address(&signed, &token, &code).await.unwrap();
    signed
}

#[tokio::test]
async fn an_account_opens_with_all_optional_answers_empty_and_once() {
    let house = House::new().await;
    let signed = house.person(1, &[]).await;
    let profile = house.services.accounts.profile(&signed).await.unwrap();
    assert_eq!(profile.values.len(), 4);
    let again = Registration { answers: &profile.answers(), photo: None, language: Language::En, provider: None };
    let second = house.services.accounts.register(&again).await;
    assert!(matches!(second, Err(NotRegistered::Taken)));
}

#[tokio::test]
async fn a_confirmed_address_signs_in_and_an_unconfirmed_one_does_not() {
    let house = House::new().await;
    house.person(1, &[("email", MAIL)]).await;
    let sign_on = &house.services.sign_on;
    let token = sign_on.send_code(MAIL, Language::Th).await.unwrap();
    assert_eq!(house.mail(MAIL).await, None, "nobody confirmed that the address is theirs");
    let refused = sign_on.sign_in_with_code(&token, "000000", "x").await;
    assert!(matches!(refused, Err(ServiceError::Code(CodeError::Wrong))));

    house.wait(HOUR);
    confirmed(&house, 2).await;
    let token = sign_on.send_code(MAIL, Language::Th).await.unwrap();
    let code = code_in(&house.mail(MAIL).await.unwrap());
    let SignIn::In(session) = sign_on.sign_in_with_code(&token, &code, "x").await.unwrap() else { panic!() };
    assert!(sign_on.signed(&session).await.unwrap().is_some());
    assert_ne!(session.text(), token.text(), "what the browser held before opens nothing after");
    let twice = sign_on.sign_in_with_code(&token, &code, "x").await;
    assert!(matches!(twice, Err(ServiceError::Code(CodeError::Over))));
}

/// How often somebody tried to sign in as them and could not.
async fn failed(house: &House, subject: &str) -> usize {
    let events = house.services.storage.audit(subject, 99).await.unwrap();
    events.iter().filter(|it| it.act == "sign-in-failed").count()
}

#[tokio::test]
async fn five_tries_and_ten_minutes() {
    let house = House::new().await;
    let subject = confirmed(&house, 1).await.account;
    let sign_on = &house.services.sign_on;
    let token = sign_on.send_code(MAIL, Language::Th).await.unwrap();
    let code = code_in(&house.mail(MAIL).await.unwrap());
    let wrong = if code == "111111" { "222222" } else { "111111" };
    for _ in 0..4 {
        let refused = sign_on.sign_in_with_code(&token, wrong, "x").await;
        assert!(matches!(refused, Err(ServiceError::Code(CodeError::Wrong))));
    }
    assert!(matches!(sign_on.sign_in_with_code(&token, wrong, "x").await, Err(ServiceError::Code(CodeError::Over))));
    assert!(matches!(sign_on.sign_in_with_code(&token, &code, "x").await, Err(ServiceError::Code(CodeError::Over))));
    assert_eq!(failed(&house, &subject).await, 5, "each try that was wrong is an event; after them nothing is tried");

    house.wait(HOUR);
    let token = sign_on.send_code(MAIL, Language::Th).await.unwrap();
    let code = code_in(&house.mail(MAIL).await.unwrap());
    house.wait(10 * 60_000);
    assert!(matches!(sign_on.sign_in_with_code(&token, &code, "x").await, Err(ServiceError::Code(CodeError::Over))));
}

#[tokio::test]
async fn many_guesses_at_once_are_five() {
    let house = Arc::new(House::new().await);
    confirmed(&house, 1).await;
    let token = house.services.sign_on.send_code(MAIL, Language::Th).await.unwrap();
    let code = code_in(&house.mail(MAIL).await.unwrap());
    let wrong = if code == "111111" { "222222" } else { "111111" };
    let told = at_once(40, |_| {
        let (house, token) = (Arc::clone(&house), Token::parse(&token.text()).unwrap());
        async move { house.services.sign_on.sign_in_with_code(&token, wrong, "x").await }
    })
    .await;
    let looked_at = told.iter().filter(|it| matches!(it, Err(ServiceError::Code(CodeError::Wrong)))).count();
    assert!(looked_at < 5, "{looked_at}, and the one that was the last");
    let right = house.services.sign_on.sign_in_with_code(&token, &code, "x").await;
    assert!(matches!(right, Err(ServiceError::Code(CodeError::Over))));
}

#[tokio::test]
async fn many_who_ask_at_once_get_three_codes() {
    let house = Arc::new(House::new().await);
    confirmed(&house, 1).await;
    house.wait(HOUR);
    let told = at_once(12, |_| {
        let house = Arc::clone(&house);
        async move { house.services.sign_on.send_code(MAIL, Language::Th).await }
    })
    .await;
    assert_eq!(told.iter().filter(|it| it.is_ok()).count(), 3);
    let refused = told.iter().filter(|it| matches!(it, Err(NoCode::Service(ServiceError::TooMany(_))))).count();
    assert_eq!(refused, 9, "and the others are told from when on");
}

/// What these come to, all begun before any is waited for.
async fn at_once<F: Future<Output: Send + 'static> + Send + 'static>(
    count: usize,
    begin: impl Fn(usize) -> F,
) -> Vec<F::Output> {
    let begun: Vec<_> = (0..count).map(|n| tokio::spawn(begin(n))).collect();
    let mut ended = Vec::new();
    for one in begun {
        ended.push(one.await.unwrap());
    }
    ended
}

#[tokio::test]
async fn three_codes_an_hour_whether_or_not_anybody_is_there() {
    let house = House::new().await;
    for address in ["nobody@example.org", MAIL] {
        if address == MAIL {
            confirmed(&house, 1).await;
            house.wait(HOUR);
        }
        for _ in 0..3 {
            house.services.sign_on.send_code(address, Language::Th).await.unwrap();
        }
        let fourth = house.services.sign_on.send_code(address, Language::Th).await;
        assert!(matches!(fourth, Err(NoCode::Service(ServiceError::TooMany(_)))), "{address}");
        house.wait(HOUR);
        house.services.sign_on.send_code(address, Language::Th).await.unwrap();
    }
}

#[tokio::test]
async fn several_accounts_with_one_address_are_chosen_from() {
    let house = House::new().await;
    confirmed(&house, 1).await;
    house.wait(HOUR);
    let second = confirmed(&house, 2).await;
    house.wait(HOUR);
    let sign_on = &house.services.sign_on;
    let token = sign_on.send_code(MAIL, Language::Th).await.unwrap();
    let code = code_in(&house.mail(MAIL).await.unwrap());
    let SignIn::Choose(subjects) = sign_on.sign_in_with_code(&token, &code, "x").await.unwrap() else { panic!() };
    let at = subjects.iter().position(|subject| *subject == second.account).unwrap();
    assert!(matches!(sign_on.choose(&token, 9, "x").await, Err(ServiceError::Absent)));
    let session = sign_on.choose(&token, at, "x").await.unwrap();
    assert_eq!(house.signed(&session).await.account, second.account);
    assert!(sign_on.choose(&token, at, "x").await.is_err(), "a choice is made once");
}

#[tokio::test]
async fn sessions_end_by_time_by_hand_and_everywhere() {
    let house = House::new().await;
    let first = house.person(1, &[]).await;
    let sign_on = &house.services.sign_on;
    let begin = async || sign_on.begin(&first.account, "Firefox · Linux", Vec::new()).await.unwrap();
    let (one, two, three) = (begin().await, begin().await, begin().await);
    assert_eq!(sign_on.devices(&first).await.unwrap().len(), 4);
    sign_on.end(&first, house.signed(&one).await.session).await.unwrap();
    assert!(sign_on.signed(&one).await.unwrap().is_none());
    let rule = SessionRule::of(first.role);
    house.wait(rule.idle - 1);
    assert!(sign_on.signed(&two).await.unwrap().is_some(), "used just in time");
    house.wait(1);
    assert!(sign_on.signed(&three).await.unwrap().is_none(), "idle for too long");
    assert!(sign_on.signed(&two).await.unwrap().is_some());
    for _ in 0..rule.absolute / rule.idle {
        house.wait(rule.idle - 1);
        let _ = sign_on.signed(&two).await.unwrap();
    }
    house.wait(rule.idle - 1);
    assert!(sign_on.signed(&two).await.unwrap().is_none(), "used all the time, and over all the same");
    let four = begin().await;
    sign_on.end_all(&first).await.unwrap();
    assert!(sign_on.signed(&four).await.unwrap().is_none());
}

#[tokio::test]
async fn a_new_device_is_told_in_the_account() {
    let house = House::new().await;
    let signed = house.person(1, &[]).await;
    house.services.sign_on.begin(&signed.account, "Chrome · Android", Vec::new()).await.unwrap();
    assert_eq!(house.services.messages.list(&signed.account).await.unwrap().len(), 0);
    house.services.sign_on.begin(&signed.account, "Safari · iPhone", Vec::new()).await.unwrap();
    let told = house.services.messages.list(&signed.account).await.unwrap();
    assert_eq!(told.len(), 1);
    let code = domain::case_number::CaseNumber::parse(&told[0].message.code).unwrap();
    assert_eq!(house.services.messages.confirm(code).await.unwrap().unwrap().kind, "new-device");
}

#[tokio::test]
async fn the_holder_of_an_id_takes_over_what_somebody_opened_with_it() {
    let house = House::new().await;
    let squatter = confirmed(&house, 1).await;
    let profile = house.services.accounts.profile(&squatter).await.unwrap();
    let national_id = Some(profile.text("national-id").to_owned());
    let holder = ProviderIdentity { issuer: "https://id.example".to_owned(), subject: "7".to_owned(), national_id };
    let sign_on = &house.services.sign_on;
    let SignIn::In(session) = sign_on.sign_in_with_provider(&holder, false, "x").await.unwrap() else { panic!() };
    let signed = house.signed(&session).await;
    assert_eq!(signed.account, squatter.account);
    assert_eq!(signed.assurance, domain::account::Assurance::Verified);
    let left = sign_on.devices(&signed).await.unwrap();
    assert_eq!(left.len(), 1, "whoever opened it is signed out");
    house.wait(HOUR);
    sign_on.send_code(MAIL, Language::Th).await.unwrap();
    let sent = house.pigeon.0.lock().unwrap().len();
    house.services.messages.carry(&house.pigeon).await.unwrap();
    assert_eq!(house.pigeon.0.lock().unwrap().len(), sent, "and their address signs nobody in");
    let staff = sign_on.sign_in_with_provider(&holder, true, "x").await;
    assert!(matches!(staff, Err(ServiceError::Forbidden)));
}

#[tokio::test]
async fn a_change_keeps_what_was_before_and_two_at_once_are_told() {
    let house = House::new().await;
    let signed = house.person(1, &[("phone", "081 234 5678")]).await;
    let accounts = &house.services.accounts;
    let answers: Answers = [("phone", "")].into_iter().collect();
    accounts.change(&signed, Question::Phone, &answers).await.unwrap();
    let profile = accounts.profile(&signed).await.unwrap();
    assert_eq!(profile.text("phone"), "");
    assert_eq!(profile.addresses, []);
    let wrong: Answers = [("phone", "12")].into_iter().collect();
    assert!(matches!(accounts.change(&signed, Question::Phone, &wrong).await, Err(NotRegistered::Wrong(_))));
    let id: Answers = [("national-id", "1101700230673")].into_iter().collect();
    let refused = accounts.change(&signed, Question::NationalId, &id).await;
    assert!(matches!(refused, Err(NotRegistered::Service(ServiceError::Forbidden))));
}

#[tokio::test]
async fn erasing_leaves_nothing_that_can_be_read_or_found() {
    let house = House::new().await;
    let signed = house.person(1, &[("email", MAIL)]).await;
    let again = house.services.accounts.profile(&signed).await.unwrap().answers();
    let choice = service::Choice {
        purpose: domain::catalogue::PurposeId::News,
        decision: domain::consent::Decision::Given,
        seen: None,
        key: None,
        language: Language::Th,
        method: domain::consent::Method::Web,
    };
    house.services.consents.decide(&signed, &house.services.policies, &choice).await.unwrap();
    house.services.accounts.erase(&signed).await.unwrap();
    assert!(!house.services.consents.allows(&signed.account, choice.purpose).await.unwrap(), "nothing is agreed to");
    assert!(matches!(house.services.accounts.profile(&signed).await, Err(ServiceError::Absent)));
    assert!(matches!(house.services.sign_on.begin(&signed.account, "x", Vec::new()).await, Err(ServiceError::Absent)));
    let registration = Registration { answers: &again, photo: None, language: Language::Th, provider: None };
    assert!(house.services.accounts.register(&registration).await.is_ok(), "the same person may come back");
}

#[tokio::test]
async fn planted_values_are_nowhere_on_disk() {
    let house = House::new().await;
    let (name, street, mail) = ("ชื่อที่ปลูกไว้", "99 ถนนที่ปลูกไว้", "planted@example.org");
    let signed = house.person(1, &[("last-name", name), ("address", street), ("email", mail)]).await;
    let sign_on = &house.services.sign_on;
    sign_on.send_confirmation(&signed, AddressKind::Email, Language::Th).await.unwrap();
    let id = house.services.accounts.profile(&signed).await.unwrap().text("national-id").to_owned();
    let mut copied = Vec::new();
    let mut take = |row: storage::copy::CopiedRow| {
        copied.extend(format!("{:?}", row.cells).into_bytes());
        row.cells.iter().for_each(|cell| match cell {
            storage::copy::Cell::Text(text) => copied.extend(text.bytes()),
            storage::copy::Cell::Bytes(bytes) => copied.extend(bytes),
            storage::copy::Cell::Int(_) => {}
        });
        Ok(())
    };
    house.storage.copy_out(&mut take).await.unwrap();
    std::fs::write(house.folder.path().join("backup"), copied).unwrap();
    for file in std::fs::read_dir(house.folder.path()).unwrap() {
        let path = file.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        for planted in [name, street, mail, &id] {
            let found = bytes.windows(planted.len()).any(|window| window == planted.as_bytes());
            assert!(!found, "{planted} in {}", path.display());
        }
    }
}

struct Power {
    grantor: service::Signed,
    delegate: service::Token,
    id: domain::Id,
}

/// A power of attorney from the first person to the second, checked by an officer.
async fn power(house: &House, acts: &[Act]) -> Power {
    let grantor = house.person(1, &[]).await;
    let delegate = house.person(2, &[]).await;
    let id = house.services.accounts.profile(&delegate).await.unwrap().text("national-id").to_owned();
    let day = |text| Day::from_iso(text).unwrap();
    let terms = file(acts.iter().copied().collect(), day("2026-11-23"), day("2026-11-30"), day("2026-11-23")).unwrap();
    let filing = Filing {
        delegate: NationalId::parse(&id).unwrap(),
        name: "ผู้รับมอบ".to_owned(),
        terms,
        kind: "application/pdf",
        document: b"%PDF",
    };
    let id = house.services.delegates.file(&grantor, &filing).await.unwrap();
    let officer = house.officer("officer", domain::account::Role::DivisionOfficer, "division").await;
    assert_eq!(house.services.delegates.document(&officer, id).await.unwrap().1, b"%PDF");
    house.services.delegates.decide(&officer, id, true, "").await.unwrap();
    let delegate = house.services.sign_on.begin(&delegate.account, "x", Vec::new()).await.unwrap();
    Power { grantor, delegate, id }
}

#[tokio::test]
async fn a_delegate_acts_within_scope_and_dates_and_until_it_is_taken_back() {
    let house = House::new().await;
    let Power { grantor, delegate: token, id } = power(&house, &[Act::See]).await;
    let sign_on = &house.services.sign_on;
    sign_on.act_for(&house.signed(&token).await, id).await.unwrap();
    let acting = house.signed(&token).await;
    assert_eq!(acting.subject(), grantor.account);
    house.wait(1);
    assert!(house.services.accounts.profile(&acting).await.is_ok());
    let line = house.storage.audit(&grantor.account, 1).await.unwrap().remove(0);
    assert_eq!((line.act.as_str(), line.actor, line.acting), ("profile-read", acting.account.clone(), Some(id)));
    house.wait(1);
    assert!(house.services.papers.mine(&acting).await.is_ok());
    assert_eq!(house.storage.audit(&grantor.account, 1).await.unwrap()[0].act, "papers-read");
    let answers: Answers = [("email", MAIL)].into_iter().collect();
    let outside = house.services.accounts.change(&acting, Question::Email, &answers).await;
    assert!(matches!(outside, Err(NotRegistered::Service(ServiceError::NotAllowed(_)))));
    let passed_on = house.services.delegates.revoke(&acting, id).await;
    assert!(matches!(passed_on, Err(ServiceError::Forbidden)));

    house.services.delegates.revoke(&grantor, id).await.unwrap();
    let next = house.signed(&token).await;
    assert!(next.acting.is_none(), "on the very next request");
    assert!(matches!(sign_on.act_for(&next, id).await, Err(ServiceError::NotAllowed(_))));
}

#[tokio::test]
async fn a_delegate_acts_no_longer_the_day_after_the_last() {
    let house = House::new().await;
    let Power { delegate: token, id, .. } = power(&house, &[Act::See]).await;
    let account = house.signed(&token).await.account;
    house.wait(7 * 24 * HOUR + 14 * HOUR - 1);
    let token = house.services.sign_on.begin(&account, "x", Vec::new()).await.unwrap();
    house.services.sign_on.act_for(&house.signed(&token).await, id).await.unwrap();
    assert!(house.signed(&token).await.acting.is_some(), "the last millisecond of the last day");
    house.wait(1);
    assert!(house.signed(&token).await.acting.is_none());
}

#[tokio::test]
async fn nobody_decides_about_a_document_they_are_on_and_people_decide_about_none() {
    let house = House::new().await;
    let Power { grantor, id, .. } = power(&house, &[Act::See]).await;
    let refused = house.services.delegates.decide(&grantor, id, true, "").await;
    assert!(matches!(refused, Err(ServiceError::Forbidden)));
    assert!(matches!(house.services.delegates.waiting(&grantor).await, Err(ServiceError::Forbidden)));
}

/// That a session was used is noted now and then; on a full disk it cannot be, and reading goes on.
#[tokio::test]
async fn who_is_signed_in_stays_so_where_nothing_can_be_written() {
    let house = House::new().await;
    let signed = house.person(1, &[]).await;
    let token = house.services.sign_on.begin(&signed.account, "Chrome · Android", Vec::new()).await.unwrap();
    house.wait(domain::account::SEEN_EVERY);
    let tried = {
        let mut loss = house.loss.lock().unwrap();
        loss.at = loss.units + 1;
        loss.at
    };
    assert!(house.services.sign_on.signed(&token).await.unwrap().is_some());
    assert_eq!(house.loss.lock().unwrap().units, tried, "it was tried");
}
