//! The division's registers through the doors, with plain forms: nothing typed is lost, no ground means no transfer, nobody
//! confirms what they entered, and an order opens what it names and no more.

use crate::cast::browser::Browser;
use crate::cast::{Answer, House};
use axum::http::{StatusCode, header};
use domain::Language;
use domain::catalogue::RecipientId;
use domain::kept_back::KeptBack;
use server::demo::made_up_id;
use service::Registration;
use std::fmt::Write as _;

fn form(pairs: &[(&str, &str)]) -> String {
    let mut form = String::new();
    for (name, value) in pairs {
        let value: String = url::form_urlencoded::byte_serialize(value.as_bytes()).collect();
        write!(form, "{name}={value}&").unwrap();
    }
    form
}

/// Where an answer leads, without what it says.
fn to(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer.header(header::LOCATION).split('?').next().unwrap().to_owned()
}

const TRANSFER: [(&str, &str); 10] = [
    ("destination", "Japan <b>"),
    ("recipient", "=cmd"),
    ("purposes", "vaccine-register"),
    ("fields", "laboratory-result"),
    ("from-day", "1"),
    ("from-month", "12"),
    ("from-year", "2090"),
    ("until-day", "31"),
    ("until-month", "12"),
    ("until-year", "2090"),
];

#[tokio::test]
async fn no_data_goes_abroad_without_a_ground() {
    let house = House::demo().await;
    let officer = Browser::of(&house, "division-officer-1").await;
    for safeguard in ["none", "", "ADEQUATE"] {
        let mut typed = TRANSFER.to_vec();
        typed.push(("safeguard", safeguard));
        let answer = officer.post("/en/office/transfers/new", &form(&typed)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{safeguard}");
        assert!(
            answer.body.contains("href=\"#safeguard\"") && answer.body.contains("Japan &lt;b&gt;"),
            "what was typed stays"
        );
    }
    let token = house.services.sign_on.sign_in_as("division-officer-1", "test").await.unwrap();
    let signed = house.services.sign_on.signed(&token).await.unwrap().unwrap();
    let tried = house.services.storage.audit(&signed.account, 50).await.unwrap();
    assert_eq!(tried.iter().filter(|line| line.act == "transfer-refused").count(), 3, "each try is written down");

    let mut typed = TRANSFER.to_vec();
    // A second answer to what takes one, and what nobody asked for.
    typed.extend([("safeguard", "adequate"), ("safeguard", "none"), ("role", "auditor"), ("state", "standing")]);
    let doubled = officer.post("/en/office/transfers/new", &form(&typed)).await;
    assert_eq!(doubled.status, StatusCode::UNPROCESSABLE_ENTITY, "doubled fields are refused");
    typed.retain(|pair| *pair != ("safeguard", "none"));
    let entry = to(&officer.post("/en/office/transfers/new", &form(&typed)).await);
    let shown = officer.get(&entry).await;
    assert!(shown.body.contains("waits to be confirmed") && shown.body.contains("adequate standard"));
    // The same entry is in no other register.
    let elsewhere = entry.replace("/transfers/", "/disclosures/");
    assert_eq!(officer.get(&elsewhere).await.status, StatusCode::NOT_FOUND);
    assert_eq!(officer.get("/en/office/transfers?state=waiting").await.body.matches("class=\"card\"").count(), 1);
    assert_eq!(officer.get("/en/office/transfers?state=ended").await.body.matches("class=\"card\"").count(), 0);
}

#[tokio::test]
async fn an_order_is_confirmed_by_another_and_opens_what_it_names() {
    let house = House::demo().await;
    let one = Browser::of(&house, "division-officer-1").await;
    let id = made_up_id(1).unwrap().as_str().to_owned();
    let typed = [
        ("person", id.as_str()),
        ("order", "77/2569"),
        ("authority", "Court"),
        ("section", "s.132"),
        ("fields", "first-name"),
    ];
    let nobody = made_up_id(77).unwrap().as_str().to_owned();
    let wrong = [("person", nobody.as_str()), typed[1], typed[2], typed[3], typed[4]];
    let answer = one.post("/en/office/disclosures/new", &form(&wrong)).await;
    assert!(answer.status == StatusCode::UNPROCESSABLE_ENTITY && answer.body.contains("77/2569"));
    let entry = to(&one.post("/en/office/disclosures/new", &form(&typed)).await);
    let waiting = one.get(&entry).await;
    assert!(!waiting.body.contains(&id) && !waiting.body.contains("/open\""), "no id number, nothing to open yet");

    let own = one.post(&entry, "step=confirmed&seen=1").await;
    assert_eq!((own.status, own.header("x-refused-because")), (StatusCode::FORBIDDEN, "own-entry"));
    let early = one.post(&format!("{entry}/open"), "seen=1").await;
    assert_eq!(early.status, StatusCode::CONFLICT);
    let other = Browser::of(&house, "division-officer-2").await;
    let unsaid = other.post(&entry, "step=refused&seen=1").await;
    assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY, "a refusal has a reason");
    to(&other.post(&entry, "step=confirmed&seen=1&words=seen").await);
    let stale = other.post(&entry, "step=ended&seen=1&words=kept").await;
    assert!(stale.status == StatusCode::CONFLICT && stale.body.contains("kept"));
    let opened = one.post(&format!("{entry}/open"), "seen=2").await;
    assert_eq!((opened.status, opened.header(header::CACHE_CONTROL)), (StatusCode::OK, "no-store"));
    assert!(
        opened.body.contains("ทดลอง") && !opened.body.contains("ตัวอย่าง</dd>"),
        "the first name, and no other value"
    );
    let auditor = Browser::of(&house, "auditor-1").await;
    assert_eq!(auditor.get(&entry).await.status, StatusCode::OK);
    assert_eq!(auditor.post(&format!("{entry}/open"), "seen=3").await.status, StatusCode::FORBIDDEN);
}

/// Somebody who opened an account with a passport.
async fn with_a_passport(house: &House) -> String {
    let answers = [
        ("document", "passport"),
        ("passport-number", "ZZ0000017"),
        ("issuing-state", "LAO"),
        ("first-name", "Sommut"),
        ("birth-date-year", "2523"),
        ("birth-date-language", "th"),
        ("nationality", "LAO"),
    ];
    let answers = answers.into_iter().collect();
    let registration = Registration { answers: &answers, photo: None, language: Language::En, provider: None };
    house.services.accounts.register(&registration).await.unwrap()
}

#[tokio::test]
async fn an_order_may_name_a_passport() {
    let house = House::demo().await;
    let subject = with_a_passport(&house).await;
    let officer = Browser::of(&house, "division-officer-1").await;
    let rest = [("order", "78/2569"), ("authority", "Court"), ("section", "s.132"), ("fields", "passport")];
    let id = made_up_id(1).unwrap().as_str().to_owned();
    for (named, said) in [
        (vec![], "Give a national id or a passport."),
        (vec![("passport-number", "ZZ0000018"), ("issuing-state", "LAO")], "Nobody with an account has this document."),
        (vec![("passport-number", "ZZ0000017"), ("issuing-state", "UTO")], "No state or organisation has this code."),
        (
            vec![("person", id.as_str()), ("passport-number", "ZZ0000017"), ("issuing-state", "LAO")],
            "Give one of the two: a national id or a passport.",
        ),
    ] {
        let typed: Vec<_> = rest.iter().chain(&named).copied().collect();
        let answer = officer.post("/en/office/disclosures/new", &form(&typed)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
        assert!(answer.body.contains(said), "{said}");
        for (_, value) in named {
            assert!(answer.body.contains(&format!("value=\"{value}\"")), "{value} stays");
        }
    }
    let named = [("passport-number", "zz 0000017"), ("issuing-state", "lao")];
    let typed: Vec<_> = rest.into_iter().chain(named).collect();
    let entry = to(&officer.post("/en/office/disclosures/new", &form(&typed)).await);
    assert!(!officer.get(&entry).await.body.contains("0000017"), "no document is kept in the register");
    let seen = house.services.storage.audit(&subject, 9).await.unwrap();
    assert_eq!(seen.iter().filter(|line| line.act == "disclosure-entered").count(), 1);
    let other = Browser::of(&house, "division-officer-2").await;
    to(&other.post(&entry, "step=confirmed&seen=1&words=seen").await);
    let opened = officer.post(&format!("{entry}/open"), "seen=2").await;
    assert!(opened.status == StatusCode::OK && opened.body.contains("LAO ZZ0000017"), "{}", opened.body);
}

#[tokio::test]
async fn a_disclosure_is_proven_to_the_person_and_in_their_copy_of_everything_never_before_its_day() {
    let house = House::demo().await;
    let (one, other) =
        (Browser::of(&house, "division-officer-1").await, Browser::of(&house, "division-officer-2").await);
    let id = made_up_id(1).unwrap().as_str().to_owned();
    let silent = [("reveal-day", "10"), ("reveal-month", "1"), ("reveal-year", "2027")];
    for (order, days) in [("81/2569", &silent[..0]), ("82/2569", &silent[..])] {
        let mut typed = vec![("person", id.as_str()), ("order", order), ("authority", "Court"), ("section", "s.132")];
        typed.push(("fields", "first-name"));
        typed.extend(days);
        let entry = to(&one.post("/en/office/disclosures/new", &form(&typed)).await);
        to(&other.post(&entry, "step=confirmed&seen=1&words=seen").await);
        assert_eq!(one.post(&format!("{entry}/open"), "seen=2").await.status, StatusCode::OK);
    }
    house.services.ledger.sequence().await.unwrap();
    let person = Browser::of(&house, "citizen-b").await;
    let (log, copy) = (person.get("/en/me/access-log").await.body, person.get("/en/me/export").await.body);
    assert_eq!(log.matches("Opened your data to hand it over under an order").count(), 1);
    assert!(copy.contains("81/2569") && !copy.contains("82/2569") && copy.contains("opened to be handed over on"));
    let bundle = person.get("/en/me/export.json").await.body;
    let bundle: serde_json::Value = serde_json::from_str(&bundle).unwrap();
    let entries = bundle["entry"].as_array().unwrap().iter().map(|it| &it["resource"]);
    let events: Vec<_> = entries.filter(|it| it["resourceType"] == "AuditEvent").collect();
    assert_eq!(events.len(), 1);
    assert_eq!(events[0]["entity"][1]["what"]["identifier"]["value"], "81/2569");

    let of = async |query: &str| person.get(&format!("/en/me/access-log?{query}")).await.body;
    let uses = |body: &str| body.matches("data-facts=").count();
    assert_eq!(uses(&of("purpose=lawful-order").await), 3);
    assert_eq!(uses(&of("purpose=lawful-order&office=division").await), 3);
    assert_eq!(uses(&of("purpose=lawful-order&office=99901").await), 0);
    assert!(of("purpose=lawful-order").await.contains("value=\"lawful-order\" selected"), "the filter stays chosen");

    // Committed to when it happened, with a receipt anybody can check.
    assert_eq!(log.matches("in the log at place").count(), 3, "entered, confirmed, opened");
    let (_, card) = log.split_once("Opened your data to hand it over under an order").unwrap();
    let receipt = card.split("href=\"").find(|it| it.starts_with("/en/me/access-log/")).unwrap();
    let receipt = receipt.split('"').next().unwrap();
    let page = person.get(receipt).await;
    assert!(page.status == StatusCode::OK && page.body.contains("Recorded in the open ledger at place"));
    let file = person.get(&format!("{receipt}.json")).await;
    let proof = person.get(&format!("{receipt}.tlog-proof")).await;
    assert_eq!((file.status, proof.status), (StatusCode::OK, StatusCode::OK));
    let checked = Browser::new(&house);
    let asked = form(&[("receipt", &file.body), ("proof", &proof.body)]);
    let checked = checked.post("/en/verify", &asked).await;
    let said = KeptBack::DataDisclosed.label();
    assert_eq!(checked.status, StatusCode::OK);
    assert!(checked.body.contains(said.en) || checked.body.contains(said.th), "in the language of the receipt");
    // It is nobody else's, and there is no other form of it.
    for persona in ["citizen-a", "delegate-a"] {
        let stranger = Browser::of(&house, persona).await;
        assert_eq!(stranger.get(receipt).await.status, StatusCode::NOT_FOUND, "{persona}");
    }
    assert_eq!(person.get(&format!("{receipt}.exe")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_agreement_is_entered_and_ended_and_a_contractors_is_not() {
    let house = House::demo().await;
    let officer = Browser::of(&house, "division-officer-1").await;
    assert!(officer.get("/en/office/partners").await.body.contains("/en/office/partners/99901"));
    let path = "/en/office/partners/99901";
    let wrong = officer.post(path, "number=9%2F2569").await;
    assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.body.contains("9/2569"));
    let day = "from-day=1&from-month=1&from-year=2026&until-day=31&until-month=12&until-year=2090";
    to(&officer.post(path, &format!("number=9%2F2569&{day}&purposes=rights")).await);
    let shown = officer.get(path).await;
    assert!(shown.body.contains("9/2569") && shown.body.matches("End this agreement").count() == 2);
    let agreement =
        shown.body.split("name=\"agreement\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    to(&officer.post(&format!("{path}/end"), &format!("agreement={agreement}")).await);
    let again = officer.post(&format!("{path}/end"), &format!("agreement={agreement}")).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert_eq!(officer.get(path).await.body.matches("End this agreement").count(), 1);
    for code in ["contractor-1", "division"] {
        let path = format!("/en/office/partners/{code}");
        let answer = officer.post(&path, &format!("number=1&{day}&purposes=rights")).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{code}");
    }
    // Nobody on duty is shown by name.
    assert!(!shown.body.contains("เจ้าหน้าที่หนึ่ง") && shown.body.contains("holds until"));
}

#[tokio::test]
async fn a_contractor_acts_under_a_contract_and_is_refused_from_the_moment_it_ends() {
    let house = House::demo().await;
    let person = Browser::of(&house, "citizen-a").await;
    for decision in ["given", "withdrawn"] {
        let _ = person.post("/en/me/consents/news", &format!("decision={decision}")).await;
    }
    let storage = &house.services.storage;
    let waiting = async || storage.notices_for(RecipientId::Contractors, 9).await.unwrap();
    let notice = waiting().await[0].id;
    let contractor = Browser::of(&house, "contractor-1").await;
    let officer = Browser::of(&house, "division-officer-2").await;
    let list = officer.get("/en/office/contractors").await;
    let entry = list
        .body
        .split("href=\"")
        .find_map(|it| it.strip_prefix("/en/office/contractors/").filter(|id| !id.starts_with("new")));
    let entry = format!("/en/office/contractors/{}", entry.unwrap().split('"').next().unwrap());
    to(&officer.post(&entry, "step=ended&seen=2&words=over").await);
    let path = format!("/en/unit/notices/{notice}/acknowledge");
    let refused = contractor.post(&path, "").await;
    assert_eq!((refused.status, refused.header("x-refused-because")), (StatusCode::FORBIDDEN, "agreement"));
    assert_eq!(waiting().await.len(), 1, "nothing was acknowledged");
}
