//! What a person sees of what partners gave and were told: the presence code, who confirmed, each source, the civil register,
//! target groups. In both languages, with plain forms.

use crate::cast;
use crate::cast::browser::Browser;
use crate::cast::sender::{AUTHORITY, HOSPITAL, dose, person, send, signed};
use crate::cast::{Answer, House};
use axum::Router;
use axum::http::{StatusCode, header};
use axum::routing::post;
use serde_json::{Value, json};
use server::demo::made_up_id;
use service::TargetGiven;
use std::sync::{Arc, Mutex};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

const A: (&str, &str) = ("สมมติ", "ตัวอย่าง");
const LANGUAGES: [&str; 2] = ["th", "en"];

/// Where an answer leads.
fn to(answer: &Answer) -> &str {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer.header(header::LOCATION)
}

/// What stands on a page between two marks.
fn between<'p>(page: &'p str, from: &str, until: &str) -> &'p str {
    page.split_once(from).unwrap_or_else(|| panic!("no {from}")).1.split(until).next().unwrap()
}

fn shown_code(page: &Answer) -> String {
    between(&page.body, "<span aria-hidden=\"true\">", "</span>").to_owned()
}

#[tokio::test]
async fn the_presence_code_is_shown_to_whose_it_is_and_confirms_a_dose() {
    let house = House::demo().await;
    let browser = Browser::of(&house, "citizen-a").await;
    for (language, until) in [("th", "10.15"), ("en", "10:15")] {
        let page = browser.get(&format!("/{language}/me/presence")).await;
        assert_eq!((page.status, page.header(header::CACHE_CONTROL)), (StatusCode::OK, "no-store"));
        assert!(page.body.contains(until) && page.body.contains("<svg"), "{}", page.body);
        let next = format!("901; url=/{language}/me/presence?again=1");
        assert_eq!(page.header("refresh"), next, "a second after the next code begins");
        for room in ["/me", "/me/records"] {
            assert!(browser.get(&format!("/{language}{room}")).await.body.contains("/me/presence\""));
        }
    }
    for often in ["4", "300", "-1", "x"] {
        let page = browser.get(&format!("/en/me/presence?again={often}")).await;
        assert!(page.header("refresh").is_empty() && page.body.contains("presence-code"), "{often}");
    }
    let code = shown_code(&browser.get("/en/me/presence").await);
    assert!(code.len() == 9 && code.as_bytes()[4] == b'-', "{code}");
    let other = shown_code(&Browser::of(&house, "citizen-b").await.get("/en/me/presence").await);
    assert_ne!(code, other);

    let mut given = dose(person(0, A), "1", "CONFIRMED");
    given.presence = Some(code.to_lowercase().replace('-', " "));
    assert!(send(&house, HOSPITAL, &[given]).await[0].as_ref().unwrap().notes.is_empty());
    let records = browser.get("/en/me/records").await.body;
    let card = records.split("<li class=\"card\">").find(|card| card.contains("CONFIRMED")).unwrap();
    assert!(card.contains("Confirmed by a code from your phone") && card.contains("This is wrong"), "{card}");
    assert!(!card.contains("Nobody confirmed"));
}

#[tokio::test]
async fn a_delegate_shows_the_grantors_code_and_that_is_written_down() {
    let house = House::demo().await;
    let own = Browser::of(&house, "citizen-a").await;
    let delegate = Browser::of(&house, "delegate-a").await;
    let theirs = shown_code(&delegate.get("/en/me/presence").await);
    let granted = house.services.delegates.granted(&signed(&house, "citizen-a").await).await.unwrap()[0].id;
    to(&delegate.post(&format!("/en/me/delegates/{granted}/act"), "").await);
    let shown = shown_code(&delegate.get("/en/me/presence").await);
    assert_eq!(shown, shown_code(&own.get("/en/me/presence").await));
    assert_ne!(shown, theirs);
    assert!(own.get("/en/me/access-log").await.body.contains("Showed your presence code"));
    assert_eq!(Browser::of(&house, "unit-officer-1").await.get("/en/me/presence").await.status, StatusCode::FORBIDDEN);
    let nobody = Browser::new(&house).get("/th/me/presence").await;
    assert!(to(&nobody).starts_with("/th/sign-in?next="));
    // Nobody has checked that the number is theirs: there is no code, and nothing of others.
    let stated = Browser::new(&house);
    cast::street::register(&stated, made_up_id(50).unwrap().as_str()).await;
    let page = stated.get("/en/me/presence").await;
    assert!(page.status == StatusCode::OK && !page.body.contains("presence-code"));
    assert!(page.header("refresh").is_empty());
    assert!(!stated.get("/en/me/profile").await.body.contains("id=\"civil-register\""));
    assert_eq!(stated.post("/en/me/profile/register-check", "").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn what_nobody_confirmed_is_disputed_with_one_tap_and_who_was_told_is_said() {
    let house = House::demo().await;
    let browser = Browser::of(&house, "citizen-a").await;
    let id = send(&house, HOSPITAL, &[dose(person(0, A), "7", "GHOST")]).await[0].as_ref().unwrap().id;
    for (language, words) in [
        ("th", ["ไม่มีผู้ใดยืนยันว่าท่านอยู่ที่นั่น", "ระบบของหน่วยส่งมา", "ฉันไม่ได้อยู่ที่นั่น"]),
        ("en", ["Nobody confirmed that you were there", "Sent by the unit&#x27;s system", "I was not there"]),
    ] {
        let page = browser
            .get(&format!("/{language}/me/records"))
            .await
            .body
            .replace("&#39;", "&#x27;")
            .replace('\'', "&#x27;");
        let card = page.split("<li class=\"card\">").find(|card| card.contains("GHOST")).unwrap();
        assert!(words.iter().all(|words| card.contains(words)), "{card}");
        let tap = format!("/{language}/me/corrections/new?record={id}");
        assert!(card.contains(&tap) && browser.get(&tap).await.status == StatusCode::OK);
        // What an officer recorded here says so.
        assert!(page.contains("Recorded here by an officer") || page.contains("เจ้าหน้าที่ของหน่วยบันทึกที่นี่"));
    }
    let log = browser.get("/en/me/access-log").await.body;
    let sent = log.split("<li class=\"card\"").find(|card| card.contains("Sent a record about you")).unwrap();
    assert!(
        sent.contains("the system Hospital system (demonstration)") && sent.contains("Example Hospital One"),
        "{sent}"
    );

    assert!(!browser.get("/en/me/records").await.body.contains("id=\"told\""), "nobody has been told of anything");
    for decision in ["given", "withdrawn"] {
        to(&browser.post("/en/me/consents/news", &format!("decision={decision}")).await);
    }
    let told = browser.get("/en/me/records").await.body;
    let told = between(&told, "id=\"told\"", "</table>");
    assert!(told.contains("Example Contractor Ltd") && told.contains("A consent was withdrawn"), "{told}");
    assert!(told.contains("Not yet"));
    let system = house.services.partners.on_behalf_of("demo-contractor").await.unwrap();
    for delivery in house.services.storage.deliveries_for("demo-contractor", 9).await.unwrap() {
        house.services.partners.posted(&delivery, service::Posted::Taken).await.unwrap();
    }
    assert_eq!(system.system.client, "demo-contractor");
    let told = browser.get("/th/me/records").await.body;
    let told = between(&told, "id=\"told\"", "</table>");
    assert!(told.contains("บริษัทตัวอย่าง") && !told.contains("ยังไม่รับทราบ"), "{told}");
    assert!(!Browser::of(&house, "citizen-b").await.get("/en/me/records").await.body.contains("id=\"told\""));
}

#[tokio::test]
async fn each_source_of_a_field_is_shown_with_what_counts_and_what_differs() {
    let house = House::demo().await;
    let browser = Browser::of(&house, "citizen-a").await;
    assert!(browser.get("/en/me/profile").await.body.contains("Each entry has one source"));
    // Who marries has another last name at the hospital: it is theirs all the same.
    send(&house, HOSPITAL, &[dose(person(0, ("สมมติ", "สมรสแล้ว")), "1", "L")]).await;
    let system = house.services.partners.on_behalf_of(AUTHORITY).await.unwrap();
    let entry = TargetGiven { person: person(0, A), code: "over-60".to_owned(), belongs: true };
    house.services.partners.keep_targets(&system, &[entry]).await.unwrap();
    for (language, counts, differs, since) in
        [("th", "ใช้ค่านี้", "ไม่ตรงกัน", "23 พฤศจิกายน 2569"), ("en", "This one counts", "Differs", "23 November 2026")]
    {
        let page = browser.get(&format!("/{language}/me/profile")).await.body;
        let sources = between(&page, "id=\"sources\"", "id=\"civil-register\"");
        let card = sources.split("<li class=\"card\">").find(|card| card.contains("สมรสแล้ว")).unwrap();
        assert_eq!((card.matches(counts).count(), card.matches(differs).count()), (1, 1), "{card}");
        let line = card.split("<dt>").find(|line| line.contains("สมรสแล้ว")).unwrap();
        assert!(line.contains(differs) && line.contains(since) && !line.contains(counts), "{line}");
        assert!(
            card.contains(if language == "th" {
                "ใช้ค่าของแหล่งแรก"
            } else {
                "The first of these"
            }),
            "the order is said"
        );
        let targets = between(&page, "id=\"target-groups\"", "</table>");
        assert!(targets.contains("over-60") && targets.contains(since), "{targets}");
    }
    assert!(!Browser::of(&house, "citizen-b").await.get("/en/me/profile").await.body.contains("over-60"));
}

/// A civil registration authority on this machine that says what it is told to; nothing where it is away.
async fn authority() -> (String, Arc<Mutex<Option<Value>>>, UnboundedReceiver<Value>) {
    let (says, (questions, asked)) = (Arc::new(Mutex::new(None)), unbounded_channel());
    let answers = Arc::clone(&says);
    let check = async move |body: String| {
        let question: Value = serde_json::from_str(&body).unwrap();
        let nonce = question["nonce"].clone();
        questions.send(question).unwrap();
        let answer: Option<Value> = answers.lock().unwrap().clone();
        match answer {
            Some(Value::Object(mut answer)) => {
                answer.insert("nonce".to_owned(), nonce);
                (StatusCode::OK, [(header::CONTENT_TYPE, "application/json")], Value::Object(answer).to_string())
            }
            _ => (StatusCode::SERVICE_UNAVAILABLE, [(header::CONTENT_TYPE, "text/plain")], String::new()),
        }
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/check", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, Router::new().route("/check", post(check))).await });
    (url, says, asked)
}

#[tokio::test]
async fn the_civil_register_is_asked_by_a_button_and_an_answer_outlives_its_absence() {
    let (url, says, mut asked) = authority().await;
    let settings = [("MORPROM_DEMO", "1"), ("MORPROM_WRITES_PER_MINUTE", "100000"), ("MORPROM_DOPA_URL", url.as_str())];
    let house = House::with(&settings).await;
    server::demo::open(&house.services, house.folder()).await.unwrap();
    let browser = Browser::of(&house, "citizen-a").await;
    let page = browser.get("/en/me/profile").await.body;
    assert!(page.contains("It has never been asked") && page.contains("Ask the register"));
    // Away from the beginning: that is kept, and said on a normal page.
    let away = to(&browser.post("/th/me/profile/register-check", "").await).to_owned();
    assert_eq!(away, "/th/me/profile?register=away#civil-register");
    let page = browser.get("/th/me/profile?register=away").await;
    assert!(page.status == StatusCode::OK && page.body.contains("โปรดลองใหม่ภายหลัง"));
    assert!(page.body.contains("ติดต่อทะเบียนราษฎรไม่ได้ในขณะนั้น"));
    let found = |name, birth| json!({ "found": true, "nameAgrees": name, "birthAgrees": birth, "status": "alive" });
    for (answer, sentence) in [
        (json!({ "found": false }), "was not found in the civil register"),
        (found(true, false), "the birth date differs"),
        (found(false, true), "the name differs"),
        (found(true, true), "name and birth date agree"),
    ] {
        *says.lock().unwrap() = Some(answer);
        assert_eq!(
            to(&browser.post("/en/me/profile/register-check", "").await),
            "/en/me/profile?register=asked#civil-register"
        );
        let page = browser.get("/en/me/profile").await.body;
        assert!(between(&page, "id=\"civil-register\"", "<h2").contains(sentence), "{sentence}");
    }
    let mut question = Value::Null;
    while let Ok(next) = asked.try_recv() {
        question = next;
    }
    assert_eq!((&question["birthDate"], &question["firstName"]), (&json!("1980-02-01"), &json!("สมมติ")));
    *says.lock().unwrap() = None;
    to(&browser.post("/en/me/profile/register-check", "").await);
    let page = browser.get("/en/me/profile?register=away").await.body;
    assert!(page.contains("please try again later") && page.contains("name and birth date agree"), "the answer stands");

    // Once after a registration, beside the way into the account.
    *says.lock().unwrap() = Some(found(true, true));
    let _ = asked.recv().await;
    let id = made_up_id(51).unwrap().as_str().to_owned();
    cast::street::register(&Browser::new(&house), &id).await;
    assert_eq!(asked.recv().await.unwrap()["nationalId"], json!(id));
    let officer = Browser::of(&house, "division-officer-1").await;
    assert_eq!(officer.post("/en/me/profile/register-check", "").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn nobody_is_asked_where_no_register_is_set() {
    let house = House::demo().await;
    let browser = Browser::of(&house, "citizen-a").await;
    for language in LANGUAGES {
        let page = browser.get(&format!("/{language}/me/profile")).await.body;
        assert!(page.contains("id=\"civil-register\"") && !page.contains("register-check"));
    }
    to(&browser.post("/en/me/profile/register-check", "").await);
}

/// What partners' systems and officers do with a person's data has words in the person's log.
#[test]
fn each_use_has_words() {
    for act in [
        "presence-shown",
        "record-received",
        "record-changed",
        "records-read",
        "person-found",
        "usage-read",
        "review-read",
        "review-same",
        "review-different",
        "change-followed",
        "change-acknowledged",
        "target-kept",
        "accounts-linked",
        "accounts-parted",
    ] {
        assert!(app::i18n::duty::event(act).is_some(), "{act}");
    }
}
