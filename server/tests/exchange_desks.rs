//! Officers' desks of partner exchange: whose a record is, which systems sign on, which accounts are one person's. With plain
//! forms; nothing typed is lost, and nobody looks or decides where it is not theirs.

use crate::cast::browser::Browser;
use crate::cast::sender::{HOSPITAL, born, dose, person, send};
use crate::cast::{Answer, House};
use axum::http::{StatusCode, header};
use domain::exchange::GivenRecord;
use server::demo::made_up_id;
use service::Took;
use smart::JwkSet;
use smart::signing::SigningKey;

const SYSTEMS: &str = "/en/office/partners/99901/systems";

fn form(pairs: &[(&str, &str)]) -> String {
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in pairs {
        form.append_pair(name, value);
    }
    form.finish()
}

/// Where an answer leads.
fn to(answer: &Answer) -> &str {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer.header(header::LOCATION)
}

/// A record with citizen-a's document and another birth date.
fn doubtful(name: &str, lot: &str) -> GivenRecord {
    let mut given = dose(person(0, ("สมชาย", "ตัวอย่าง")), name, lot);
    given.person.born = born("1981");
    given
}

/// Sends such a record; the page on which it waits, in English.
async fn waiting(house: &House, name: &str, lot: &str) -> String {
    let taken = send(house, HOSPITAL, &[doubtful(name, lot)]).await.remove(0).unwrap();
    assert_eq!(taken.took, Took::Waits);
    format!("/en/unit/reviews/{}", taken.id)
}

#[tokio::test]
async fn an_officer_says_whose_a_record_is_once_and_what_is_somebody_elses_is_gone() {
    let house = House::demo().await;
    let officer = Browser::of(&house, "unit-officer-1").await;
    let (mine, other) = (waiting(&house, "1", "MINE").await, waiting(&house, "2", "OTHERS").await);
    for (language, words) in
        [("th", ["Hospital system", "วันเกิดไม่ตรงกัน"]), ("en", ["Hospital system", "The birth dates differ"])]
    {
        let queue = officer.get(&format!("/{language}/unit/reviews")).await.body;
        assert!(words.iter().all(|words| queue.contains(words)), "{queue}");
        let page = officer.get(&mine.replacen("/en/", &format!("/{language}/"), 1)).await.body;
        for shown in ["สมชาย", "สมมติ", "MINE", "sure-same", "sure-different"] {
            assert!(page.contains(shown), "{shown}");
        }
        assert!(!page.contains(made_up_id(0).unwrap().as_str()) && !page.contains(&made_up_id(0).unwrap().grouped()));
    }
    for unsure in ["decision=same", "decision=different", "sure=on", "decision=perhaps&sure=on", ""] {
        let answer = officer.post(&mine, unsure).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{unsure}");
        assert!(answer.body.contains("error-summary") && answer.body.contains("href=\"#sure-"), "{unsure}");
    }
    let elsewhere = Browser::of(&house, "unit-officer-3").await;
    for answer in [elsewhere.get(&mine).await, elsewhere.post(&mine, "decision=same&sure=on").await] {
        assert_eq!((answer.status, answer.header("x-refused-because")), (StatusCode::FORBIDDEN, "no-tie"));
    }
    assert!(!elsewhere.get("/en/unit/reviews").await.body.contains("/en/unit/reviews/0"));

    assert_eq!(to(&officer.post(&mine, "decision=same&sure=on").await), "/en/unit/reviews?done=same");
    assert_eq!(to(&officer.post(&other, "decision=different&sure=on").await), "/en/unit/reviews?done=different");
    let colleague = Browser::of(&house, "unit-officer-2").await;
    let late = colleague.post(&mine, "decision=different&sure=on").await;
    assert!(late.status == StatusCode::CONFLICT && late.body.contains("A colleague decided this meanwhile"));
    assert!(late.body.contains("Decided by officer") && !late.body.contains("sure-same"), "what happened is said");
    let gone = officer.get(&other.replacen("/en/", "/th/", 1)).await.body;
    assert!(!gone.contains("OTHERS") && !gone.contains("สมชาย") && gone.contains("เป็นของผู้อื่น"));
    let listed = async |query: &str| {
        let page = officer.get(&format!("/en/unit/reviews{query}")).await.body;
        [&mine, &other].map(|path| page.contains(path.as_str()))
    };
    assert_eq!(listed("").await, [false, false]);
    assert_eq!((listed("?state=same").await, listed("?state=different").await), ([true, false], [false, true]));
    assert_eq!(listed("?state=rubbish&after=rubbish").await, [false, false]);

    let owner = Browser::of(&house, "citizen-a").await;
    let records = owner.get("/en/me/records").await.body;
    assert!(records.contains("MINE") && !records.contains("OTHERS"));
    let log = owner.get("/en/me/access-log").await.body;
    for words in
        ["Opened a record that may be yours", "Decided that a record is yours", "Decided that a record is not yours"]
    {
        assert!(log.contains(words), "{words}");
    }
}

/// What the form asks, all of it right.
fn system<'a>(officer: &'a str, keys: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("client", "second-system"),
        ("name", "ระบบทดลอง <b>"),
        ("officer", officer),
        ("purpose", "vaccine-register"),
        ("scopes", "changes.read"),
        ("scopes", "system/Immunization.c"),
        ("keys", keys),
        ("keys-url", ""),
        ("endpoint", ""),
    ]
}

fn with<'a>(mut all: Vec<(&'a str, &'a str)>, name: &str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    all.iter_mut().filter(|pair| pair.0 == name).for_each(|pair| pair.1 = value);
    all
}

#[tokio::test]
async fn a_system_is_entered_with_everything_checked_and_its_secret_is_shown_once() {
    let house = House::demo().await;
    let officer = Browser::of(&house, "division-officer-1").await;
    let page = officer.get("/en/office/partners/99901").await.body;
    assert!(page.contains("demo-unit") && page.contains("Follow what became of data it had") && page.contains("ES384"));
    assert!(
        !page.contains("A partner&#x27;s system</td>") && !page.contains("A partner's system</td>"),
        "no colleague"
    );
    let new = officer.get(&format!("{SYSTEMS}/new")).await.body;
    let code =
        new.split("<option value=\"").find_map(|it| it.split_once('"').map(|it| it.0).filter(|it| it.len() == 8));
    let code = code.unwrap().to_owned();
    let key = SigningKey::generate().unwrap().named("k1");
    let keys = JwkSet::of([key.public()]).to_json().to_string();
    let private = r#"{"keys":[{"kty":"EC","crv":"P-384","kid":"a","d":"x","x":"x","y":"x"}]}"#;
    for (name, value, field) in [
        ("client", "a b", "client"),
        ("client", "demo-unit", "client"),
        ("name", "", "name"),
        ("officer", "0BADC0DE", "officer"),
        ("purpose", "service", "purpose"),
        ("scopes", "system/*.rs", "scopes"),
        ("keys", "{}", "keys"),
        ("keys", private, "keys"),
        ("keys", "", "keys"),
        ("keys-url", "https://unit.example/jwks.json", "keys"),
        ("endpoint", "https://10.1.2.3/hook", "endpoint"),
    ] {
        let answer = officer.post(&format!("{SYSTEMS}/new"), &form(&with(system(&code, &keys), name, value))).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}={value}");
        assert!(answer.body.contains(&format!("href=\"#{field}\"")), "{name}={value}: {}", answer.body);
        assert!(answer.body.contains("ระบบทดลอง &lt;b&gt;") || name == "name", "what was typed stays");
        assert!(!answer.body.contains("<b>\""), "and is text");
    }
    let hook = with(system(&code, &keys), "endpoint", "https://unit.example/hook");
    let answer = officer.post(&format!("{SYSTEMS}/new"), &form(&hook)).await;
    assert_eq!((answer.status, answer.header(header::CACHE_CONTROL)), (StatusCode::OK, "no-store"));
    let secret = answer.body.split("whsec_").nth(1).unwrap().split('<').next().unwrap().to_owned();
    assert_eq!(secret.len(), 44);
    let again = officer.post(&format!("{SYSTEMS}/new"), &form(&hook)).await;
    assert!(again.status == StatusCode::UNPROCESSABLE_ENTITY && !again.body.contains("whsec_"));
    let page = officer.get("/th/office/partners/99901").await.body;
    assert!(page.contains("second-system") && page.contains("https://unit.example/hook") && !page.contains(&secret));
    let asks = with(with(system(&code, ""), "client", "third-system"), "keys-url", "https://unit.example/jwks.json");
    let done = officer.post(&format!("{SYSTEMS}/new"), &form(&asks)).await;
    assert_eq!(to(&done), "/en/office/partners/99901?done=system-entered");
    assert!(officer.get(to(&done)).await.body.contains("The system is entered"));

    let auditor = Browser::of(&house, "auditor-1").await;
    let seen = auditor.get("/en/office/partners/99901").await.body;
    assert!(seen.contains("third-system") && !seen.contains("/systems/"), "looked at, not changed");
    for (path, body) in [("new", form(&asks)), ("end", "client=third-system".to_owned())] {
        assert_eq!(auditor.post(&format!("{SYSTEMS}/{path}"), &body).await.status, StatusCode::FORBIDDEN);
    }
    for code in ["division", "99903"] {
        let answer = officer.get(&format!("/en/office/partners/{code}/systems/new")).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{code} has no systems");
    }
    let foreign = "/en/office/partners/99902/systems/end";
    assert_eq!(officer.post(foreign, "client=third-system").await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        to(&officer.post(&format!("{SYSTEMS}/end"), "client=third-system").await),
        "/en/office/partners/99901?done=system-ended"
    );
    let again = officer.post(&format!("{SYSTEMS}/end"), "client=third-system").await;
    assert!(again.status == StatusCode::CONFLICT && again.body.contains("ended already"));
    assert!(house.services.partners.known("third-system").await.unwrap().is_none());
}

#[tokio::test]
async fn two_accounts_are_linked_by_their_documents_and_parted_again() {
    let house = House::demo().await;
    let officer = Browser::of(&house, "division-officer-1").await;
    let (one, other) = (made_up_id(0).unwrap(), made_up_id(1).unwrap());
    let link = |one: &str, other: &str, why: &str| {
        form(&[("one-national-id", one), ("other-national-id", other), ("why", why)])
    };
    let nobody = made_up_id(77).unwrap();
    for (body, field) in [
        (link("", other.as_str(), "two papers"), "one-national-id"),
        (link(one.as_str(), "123", "two papers"), "other-national-id"),
        (link(one.as_str(), other.as_str(), " "), "why"),
        (link(one.as_str(), nobody.as_str(), "two papers"), "one-national-id"),
        (
            form(&[("one-national-id", one.as_str()), ("one-passport", "AB1234567"), ("why", "two papers")]),
            "one-national-id",
        ),
        (form(&[("one-passport", "AB1234567"), ("one-state", "XQZ"), ("why", "two papers")]), "one-state"),
    ] {
        let answer = officer.post("/en/office/links", &body).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
        assert!(answer.body.contains(&format!("href=\"#{field}\"")), "{body}: {}", answer.body);
        assert!(answer.body.contains("two papers") || field == "why", "what was typed stays");
    }
    let same = officer.post("/en/office/links", &link(one.as_str(), one.as_str(), "why")).await;
    assert_eq!(same.status, StatusCode::CONFLICT, "one account is not two");
    let linked = officer.post("/th/office/links", &link(one.as_str(), &other.grouped(), "two papers")).await;
    assert_eq!(to(&linked), "/th/office/links?done=linked");
    let again = officer.post("/en/office/links", &link(other.as_str(), one.as_str(), "why")).await;
    assert!(again.status == StatusCode::CONFLICT && again.body.contains("linked already"));
    let list = officer.get("/en/office/links").await.body;
    let path =
        format!("/en/office/links/{}", list.split("/en/office/links/").nth(1).unwrap().split('"').next().unwrap());
    assert!(!list.contains(one.as_str()) && !list.contains(other.as_str()), "pseudonyms alone");

    let person = Browser::of(&house, "citizen-a").await;
    let records = person.get("/en/me/records").await.body;
    let card = records.split("<li class=\"card\">").find(|card| card.contains("From your other account")).unwrap();
    assert!(card.contains("say so there") && !card.contains("This is wrong"), "{card}");
    let theirs = Browser::of(&house, "citizen-b").await.get("/en/me/records").await.body;
    let tap = theirs.split("/en/me/corrections/new?record=").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let disputed = person.get(&format!("/en/me/corrections/new?record={tap}")).await;
    assert_eq!(disputed.status, StatusCode::NOT_FOUND, "it is disputed from the account it is of");
    assert!(person.get("/th/me/profile").await.body.contains("id=\"linked-accounts\""));
    assert!(person.get("/en/me/access-log").await.body.contains("Linked another account as yours"));

    let auditor = Browser::of(&house, "auditor-1").await;
    assert!(auditor.get("/en/office/links").await.body.contains(&path));
    let seen = auditor.get(&path).await;
    assert!(seen.status == StatusCode::OK && seen.body.contains("two papers") && !seen.body.contains("name=\"why\""));
    assert_eq!(auditor.post(&path, "why=x").await.status, StatusCode::FORBIDDEN);
    let unsaid = officer.post(&path, "why=").await;
    assert!(unsaid.status == StatusCode::UNPROCESSABLE_ENTITY && unsaid.body.contains("href=\"#why\""));
    assert_eq!(to(&officer.post(&path, "why=not+one+person").await), format!("{path}?done=parted"));
    let late = officer.post(&path, "why=late").await;
    assert!(
        late.status == StatusCode::CONFLICT
            && late.body.contains("not one person")
            && late.body.contains("parted already")
    );
    assert!(!person.get("/en/me/records").await.body.contains("From your other account"));
}
