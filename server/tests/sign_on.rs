//! Sign-on by the site's own pages, with a real provider beside it: who is let in, how a browser comes back, and what
//! those who bring the wrong answer are told. Passkeys need a browser: they are tested in `end2end/promises`.

use crate::cast;
use crate::cast::House;
use crate::cast::browser::Browser;
use crate::cast::street::{
    SESSION, assert_refused, location, open_staff, register, register_with, sign_on, signed, start, street,
};
use axum::http::{Method, StatusCode, header};
use domain::account::{Assurance, Role};
use service::{ProviderIdentity, ServiceError};
use storage::{AccountAddress, AccountChange, UnitOfWork};

/// Where the house is for passkeys: they are bound to a name.
const NAMED: &str = "http://localhost:3000";
const PASSKEY: &str = "/en/sign-in/passkey";

#[tokio::test]
async fn who_is_new_registers_with_what_the_provider_told_and_is_known_the_next_time() {
    let (peer, house) = street("http://127.0.0.1:3000").await;
    let browser = Browser::new(&house);
    let page = browser.get("/en/sign-in").await;
    assert!(page.body.contains("The Provider"));
    assert!(page.header("content-security-policy").contains(&peer.issuer), "the form may lead there");
    let first = sign_on(&peer, &browser, ("person", "person"), "").await;
    assert_eq!(location(&first), "/en/register/document");
    assert!(browser.cookie(SESSION).is_none(), "nobody is signed in yet");
    let shown = [
        ("document", "value=\"national-id\" checked"),
        ("national-id", "value=\"1234567890121\""),
        ("name", "สมชาย"),
        ("name", "ใจดี"),
    ];
    for (question, told) in shown {
        let page = browser.get(&format!("/en/register/{question}")).await;
        assert!(page.body.contains(told), "«{told}» in {}", page.body);
    }
    assert_eq!(register(&browser, "1234567890121").await, "/en/me");
    let opened = signed(&house, &browser).await.unwrap();
    assert_eq!(opened.assurance, Assurance::Verified, "the provider checked this very id");

    let later = Browser::new(&house);
    assert_eq!(location(&sign_on(&peer, &later, ("person", "person"), "").await), "/en/me");
    assert_eq!(signed(&house, &later).await.unwrap().account, opened.account);
    assert!(later.get("/en/me").await.body.contains("Somchai"));
}

#[tokio::test]
async fn a_browser_comes_back_in_its_language_to_the_page_it_asked_for() {
    let (peer, house) = street("http://127.0.0.1:3000").await;
    let newcomer = Browser::new(&house);
    let _ = sign_on(&peer, &newcomer, ("person", "person"), "").await;
    let _ = register(&newcomer, "1234567890121").await;

    let browser = Browser::new(&house);
    let asked = location(&browser.get("/th/me/consents").await);
    assert_eq!(asked, "/th/sign-in?next=%2Fth%2Fme%2Fconsents");
    let page = browser.get(&asked).await.body;
    assert!(page.contains("name=\"next\" value=\"/th/me/consents\""));
    let away = location(&browser.post("/th/sign-in/provider", "kind=person&next=%2Fth%2Fme%2Fconsents").await);
    assert!(away.contains("ui_locales=th"));
    let back = browser.get(&peer.browse(&away, "person").await).await;
    assert_eq!(location(&back), "/th/me/consents");

    for elsewhere in [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "/\n/evil.example/",
        "\n/evil.example",
        "/\t/evil.example/",
        " //evil.example",
        "javascript:alert(1)",
        "en/me",
        "/en/me\r\nset-cookie: a=b",
    ] {
        let browser = Browser::new(&house);
        let back = sign_on(&peer, &browser, ("person", "person"), elsewhere).await;
        assert_eq!(location(&back), "/en/me", "{elsewhere:?}");
    }
}

#[tokio::test]
async fn an_answer_that_was_not_asked_for_is_refused_in_words() {
    const OVER: &str = "no longer works or was used already";
    let (peer, house) = street("http://127.0.0.1:3000").await;
    let replaced = |path: &str, name: &str, value: Option<&str>| {
        let url = url::Url::parse("http://here").unwrap().join(path).unwrap();
        let others = url.query_pairs().into_owned().filter(|(key, _)| key != name);
        let pairs = others.chain(value.map(|value| (name.to_owned(), value.to_owned())));
        format!("/oidc/callback?{}", url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish())
    };
    let failed = "failed our checks";
    for (name, value, sentence) in [
        ("state", Some("another"), OVER),
        ("state", Some(""), OVER),
        ("state", None, OVER),
        ("code", Some("another"), OVER),
        ("code", None, failed),
        ("iss", Some("https://evil.example"), failed),
        ("iss", None, failed),
        ("error", Some("access_denied"), "You cancelled signing in"),
        ("error", Some("server_error"), "did not let you sign in"),
    ] {
        let browser = Browser::new(&house);
        let right = peer.browse(&start(&browser, "person", "").await, "person").await;
        let answer = browser.get(&replaced(&right, name, value)).await;
        assert_refused(&answer, StatusCode::FORBIDDEN, sentence);
        assert!(answer.body.contains("/en/sign-in/provider"), "and may begin anew");
        let again = browser.send(Method::GET, &right, "", &[("accept-language", "en")]).await;
        assert_refused(&again, StatusCode::FORBIDDEN, OVER);
        assert_eq!(again.header(header::CACHE_CONTROL), "no-store");
    }
    let browser = Browser::new(&house);
    let right = peer.browse(&start(&browser, "person", "").await, "nobody").await;
    assert_refused(&browser.get(&right).await, StatusCode::FORBIDDEN, "You cancelled signing in");
}

#[tokio::test]
async fn a_callback_serves_once_and_only_the_browser_that_began() {
    let (peer, house) = street("http://127.0.0.1:3000").await;
    let english = [("accept-language", "en")];
    let over = "no longer works or was used already";
    assert_refused(&house.get_with("/oidc/callback", &english).await, StatusCode::FORBIDDEN, over);
    let twice = house.get_with("/oidc/callback?state=a&state=b", &english).await;
    assert_refused(&twice, StatusCode::BAD_REQUEST, "<h1");

    let (browser, other) = (Browser::new(&house), Browser::new(&house));
    let back = peer.browse(&start(&browser, "person", "").await, "person").await;
    assert_refused(&house.get_with(&back, &english).await, StatusCode::FORBIDDEN, over);
    // Somebody who is on the way themselves cannot be given another's answer.
    let _ = start(&other, "person", "").await;
    assert_refused(&other.get(&back).await, StatusCode::FORBIDDEN, over);
    assert_eq!(location(&browser.get(&back).await), "/en/register/document", "its own browser is not disturbed");
    let _ = register(&browser, "1234567890121").await;
    let before = browser.cookie(SESSION).unwrap();
    let replayed = browser.send(Method::GET, &back, "", &english).await;
    assert_refused(&replayed, StatusCode::FORBIDDEN, over);
    assert_eq!(browser.cookie(SESSION).unwrap(), before, "and whoever is signed in stays so");
}

#[tokio::test]
async fn a_provider_that_is_away_or_unknown_is_told() {
    let settings = [
        ("MORPROM_OIDC_ISSUER", "http://127.0.0.1:9"),
        ("MORPROM_OIDC_CLIENT_ID", "portal"),
        ("MORPROM_OIDC_NAME", "The Provider"),
    ];
    let house = House::living(&settings).await;
    let answer = house.post("/en/sign-in/provider", "kind=person&next=%2Fen%2Fme%2Fprofile").await;
    assert_refused(&answer, StatusCode::SERVICE_UNAVAILABLE, "The Provider");
    assert!(answer.body.contains("value=\"/en/me/profile\""), "nothing is lost");
    let without = House::new().await;
    for kind in ["person", "staff"] {
        let answer = without.post("/en/sign-in/provider", &format!("kind={kind}")).await;
        assert_refused(&answer, StatusCode::NOT_FOUND, "<h1");
    }
}

#[tokio::test]
async fn people_on_duty_with_two_factors_enter_their_rooms() {
    let (peer, house) = street(NAMED).await;
    let subject = open_staff(&house, &peer, "officer-two-factors", Role::DivisionOfficer).await;
    let browser = Browser::new(&house);
    assert_eq!(location(&browser.get("/en/office").await), "/en/sign-in/staff?next=%2Fen%2Foffice");
    let back = sign_on(&peer, &browser, ("staff", "officer-two-factors"), "/en/office/delegations").await;
    assert_eq!(location(&back), "/en/office/delegations");
    assert_eq!(browser.get("/en/office").await.status, StatusCode::OK);
    let officer = signed(&house, &browser).await.unwrap();
    assert_eq!((officer.account, officer.role), (subject, Role::DivisionOfficer));
    assert_eq!(browser.get("/en/me").await.status, StatusCode::FORBIDDEN, "no person's rooms");

    let (peer, house) = street(NAMED).await;
    let _ = open_staff(&house, &peer, "officer-two-factors", Role::UnitOfficer).await;
    let browser = Browser::new(&house);
    let back = sign_on(&peer, &browser, ("staff", "officer-two-factors"), "").await;
    assert_eq!(location(&back), "/en/unit", "each to their own front page");
}

#[tokio::test]
async fn a_password_alone_lets_nobody_on_duty_in() {
    let (peer, house) = street(NAMED).await;
    let _ = open_staff(&house, &peer, "officer-password", Role::DivisionOfficer).await;
    let browser = Browser::new(&house);
    let back = sign_on(&peer, &browser, ("staff", "officer-password"), "/en/office").await;
    assert_eq!(location(&back), "/en/sign-in/staff");
    assert!(browser.cookie(SESSION).is_none(), "no session before the second factor");
    let page = browser.get("/en/sign-in/staff").await;
    assert!(page.body.contains("data-passkey=\"create\"") && page.body.contains("value=\"/en/office\""));
    assert_eq!(page.header(header::CACHE_CONTROL), "no-store");
    assert_eq!(location(&browser.get("/en/office").await), "/en/sign-in/staff?next=%2Fen%2Foffice");

    // The question is this browser's alone.
    let stranger = Browser::new(&house);
    assert!(!stranger.get("/en/sign-in/staff").await.body.contains("data-passkey"));
    assert_eq!(location(&stranger.post(PASSKEY, "answer=%7B%7D").await), "/en/sign-in/staff");

    for answer in ["", "answer=", "answer=%7B%7D", "answer=null&next=%2Fen%2Foffice"] {
        let _ = sign_on(&peer, &browser, ("staff", "officer-password"), "/en/office").await;
        let refused = browser.post(PASSKEY, answer).await;
        assert_refused(&refused, StatusCode::FORBIDDEN, "This account may not do that");
        assert!(refused.body.contains("/en/sign-in/provider") && !refused.body.contains("data-passkey"));
        assert_eq!(location(&browser.post(PASSKEY, answer).await), "/en/sign-in/staff", "asked once, answered once");
    }
    // The portal's own address has no name: no passkey can be made there, and nobody enters without.
    let (peer, house) = street("http://127.0.0.1:3000").await;
    let _ = open_staff(&house, &peer, "officer-password", Role::DivisionOfficer).await;
    let browser = Browser::new(&house);
    let back = sign_on(&peer, &browser, ("staff", "officer-password"), "").await;
    assert_refused(&back, StatusCode::FORBIDDEN, "<h1");
}

#[tokio::test]
async fn nobody_is_on_duty_by_the_providers_word_alone_and_nobody_by_the_wrong_door() {
    let (peer, house) = street(NAMED).await;
    let refusal = "<h1";
    for login in ["officer-two-factors", "officer-password", "person"] {
        let browser = Browser::new(&house);
        let back = sign_on(&peer, &browser, ("staff", login), "/en/office").await;
        assert_refused(&back, StatusCode::FORBIDDEN, refusal);
        assert!(!browser.get("/en/sign-in/staff").await.body.contains("data-passkey"), "{login}");
    }
    let person = Browser::new(&house);
    let _ = sign_on(&peer, &person, ("person", "person"), "").await;
    let _ = register(&person, "1234567890121").await;
    let door = Browser::new(&house);
    assert_refused(&sign_on(&peer, &door, ("staff", "person"), "").await, StatusCode::FORBIDDEN, refusal);
    let identity = ProviderIdentity { issuer: peer.issuer.clone(), subject: "person".to_owned(), national_id: None };
    let opened = house.services.staff.open_staff(&identity, Role::Auditor, ("10001", "สมชาย")).await;
    assert!(opened.is_err(), "who has an account as a person is not put on duty, and the operator is told");

    let _ = open_staff(&house, &peer, "officer-two-factors", Role::DivisionOfficer).await;
    let door = Browser::new(&house);
    let back = sign_on(&peer, &door, ("person", "officer-two-factors"), "").await;
    assert_refused(&back, StatusCode::FORBIDDEN, refusal);
    assert!(signed(&house, &door).await.is_none());
}

#[tokio::test]
async fn whose_duty_ends_is_out_with_the_next_request_and_enters_no_more() {
    let (peer, house) = street(NAMED).await;
    let known_as =
        |login: &str| ProviderIdentity { issuer: peer.issuer.clone(), subject: login.to_owned(), national_id: None };
    let subject = open_staff(&house, &peer, "officer-two-factors", Role::DivisionOfficer).await;
    let browser = Browser::new(&house);
    let _ = sign_on(&peer, &browser, ("staff", "officer-two-factors"), "/en/office").await;
    assert_eq!(browser.get("/en/office").await.status, StatusCode::OK);

    house.services.staff.end_sessions(&subject).await.unwrap();
    assert_eq!(location(&browser.get("/en/office").await), "/en/sign-in/staff?next=%2Fen%2Foffice");
    let _ = sign_on(&peer, &browser, ("staff", "officer-two-factors"), "/en/office").await;
    assert_eq!(browser.get("/en/office").await.status, StatusCode::OK, "signed out, and still on duty");

    house.services.staff.end_staff(&known_as("officer-two-factors")).await.unwrap();
    assert_eq!(location(&browser.get("/en/office").await), "/en/sign-in/staff?next=%2Fen%2Foffice");
    let back = sign_on(&peer, &browser, ("staff", "officer-two-factors"), "/en/office").await;
    assert_refused(&back, StatusCode::FORBIDDEN, "<h1");
    let acts: Vec<_> = house.services.storage.audit(&subject, 9).await.unwrap();
    let by_operator: Vec<_> = acts.iter().filter(|it| it.actor == "operator").map(|it| &*it.act).collect();
    assert_eq!(by_operator, ["duty-ended", "sessions-ended", "duty-opened"], "each is an event");

    let again = house.services.staff.end_staff(&known_as("officer-two-factors")).await;
    assert!(matches!(again, Err(ServiceError::Absent)), "ended once");
    assert!(matches!(house.services.staff.end_sessions(&subject).await, Err(ServiceError::Absent)));
    let person = Browser::new(&house);
    let _ = sign_on(&peer, &person, ("person", "person"), "").await;
    let _ = register(&person, "1234567890121").await;
    let refused = house.services.staff.end_staff(&known_as("person")).await;
    assert!(matches!(refused, Err(ServiceError::Absent)), "a person is ended by nobody but themselves");
    assert!(signed(&house, &person).await.is_some());
}

#[tokio::test]
async fn a_session_is_new_at_each_sign_in_and_the_one_before_opens_nothing() {
    let (peer, house) = street("http://127.0.0.1:3000").await;
    let browser = Browser::new(&house);
    let planted = "ab".repeat(32);
    browser.set_cookie(SESSION, &planted);
    let _ = sign_on(&peer, &browser, ("person", "person"), "").await;
    let _ = register(&browser, "1234567890121").await;
    let mut before = browser.cookie(SESSION).unwrap();
    assert_ne!(before, planted);
    for _ in 0..2 {
        let back = sign_on(&peer, &browser, ("person", "person"), "").await;
        let cookie = back.cookies().into_iter().find(|cookie| cookie.starts_with(SESSION)).unwrap().to_owned();
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
        let after = browser.cookie(SESSION).unwrap();
        assert_ne!(after, before);
        let thief = Browser::new(&house);
        thief.set_cookie(SESSION, &before);
        assert!(signed(&house, &thief).await.is_none(), "what the browser held before is over");
        assert!(signed(&house, &browser).await.is_some());
        before = after;
    }
    let elsewhere = Browser::new(&house);
    let _ = sign_on(&peer, &elsewhere, ("person", "person"), "").await;
    assert!(signed(&house, &browser).await.is_some(), "another device stays signed in");
}

#[tokio::test]
async fn over_tls_the_browser_holds_the_cookies_to_this_host() {
    let (peer, house) = street("https://portal.example").await;
    let _ = open_staff(&house, &peer, "officer-two-factors", Role::Auditor).await;
    let browser = Browser::new(&house);
    let back = sign_on(&peer, &browser, ("staff", "officer-two-factors"), "").await;
    assert_eq!(location(&back), "/en/office");
    let cookie = back.cookies().into_iter().find(|cookie| cookie.contains(SESSION)).unwrap().to_owned();
    assert!(cookie.starts_with("__Host-morprom-session=") && cookie.contains("Secure"), "{cookie}");
}

#[tokio::test]
async fn an_account_opened_with_anothers_id_becomes_its_holders_alone() {
    for stranger in ["neighbour", "nameless"] {
        let (peer, house) = street("http://127.0.0.1:3000").await;
        let first = Browser::new(&house);
        let _ = sign_on(&peer, &first, ("person", stranger), "").await;
        assert_eq!(register(&first, "1234567890121").await, "/en/me");
        let opened = signed(&house, &first).await.unwrap();
        assert_eq!(opened.assurance, Assurance::Stated, "the provider checked another id, or none");

        let holder = Browser::new(&house);
        assert_eq!(location(&sign_on(&peer, &holder, ("person", "person"), "").await), "/en/me");
        let taken = signed(&house, &holder).await.unwrap();
        assert_eq!((taken.account, taken.assurance), (opened.account, Assurance::Verified));
        assert!(signed(&house, &first).await.is_none(), "{stranger} is signed out");
        let again = sign_on(&peer, &first, ("person", stranger), "").await;
        assert_refused(&again, StatusCode::FORBIDDEN, "<h1");
        assert!(signed(&house, &first).await.is_none(), "{stranger} does not come in again");
        let holder = Browser::new(&house);
        assert_eq!(location(&sign_on(&peer, &holder, ("person", "person"), "").await), "/en/me");
    }
}

#[tokio::test]
async fn an_account_is_not_chosen_by_an_address_that_was_taken_from_it() {
    let house = House::new().await;
    let mut subjects = Vec::new();
    for id in ["1234567890121", "1000000000009"] {
        let browser = Browser::new(&house);
        let _ = browser.post("/en/register", "").await;
        let _ = register_with(&browser, id, "email=shared%40example.org").await;
        subjects.push(signed(&house, &browser).await.unwrap().account);
    }
    let confirm = async |confirmed: bool| {
        for subject in &subjects {
            for address in house.services.storage.addresses(subject).await.unwrap() {
                let address = AccountAddress { confirmed, ..address };
                let change = AccountChange::Address { address, at: cast::NOW };
                house.services.storage.commit(UnitOfWork::of(change.into())).await.unwrap();
            }
        }
    };
    confirm(true).await;
    let browser = Browser::new(&house);
    let _ = location(&browser.post("/en/sign-in/send-code", "address=shared%40example.org").await);
    let sent = house.services.messages.outbox(1).await.unwrap().remove(0).parcel.unwrap().text;
    let code = sent.split(|c: char| !c.is_ascii_digit()).find(|part| part.len() == 6).unwrap();
    let choice = browser.post("/en/sign-in/code", &format!("code={code}")).await;
    assert_eq!(choice.status, StatusCode::OK, "{}", choice.body);
    confirm(false).await;
    assert_refused(&browser.post("/en/sign-in/code", "account=0").await, StatusCode::GONE, "<h1");
    confirm(true).await;
    assert_eq!(location(&browser.post("/en/sign-in/code", "account=0").await), "/en/me");
}
