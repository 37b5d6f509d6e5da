//! Accounts by the site's own pages: registering, consent, receipts, delegates, and what those who have no right are
//! answered.

use crate::cast;
use crate::cast::House;
use crate::cast::browser::Browser;
use axum::http::{Method, StatusCode, header};
use domain::Language;
use domain::registration::Answers;
use service::Registration;

fn location(answer: &cast::Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer.header(header::LOCATION).to_owned()
}

/// The value of a hidden input.
fn hidden(page: &str, name: &str) -> String {
    let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("{name} in {page}"));
    rest.split('"').next().unwrap().to_owned()
}

const LEAST: [(&str, &str); 7] = [
    ("document", "document=national-id"),
    ("national-id", "national-id=1234567890121"),
    ("name", "first-name=%E0%B8%AA%E0%B8%A1%E0%B8%A1%E0%B8%95%E0%B8%B4&last-name="),
    ("birth-date", "birth-date-day=&birth-date-month=&birth-date-year=1980&birth-date-language=en"),
    ("nationality", "nationality=THA"),
    ("sex", ""),
    ("postal-code", "postal-code="),
];

#[tokio::test]
async fn a_demonstration_that_ended_while_it_was_opened_is_gone_on_with() {
    let house = House::with(&[("MORPROM_DEMO", "1")]).await;
    let id = server::demo::made_up_id(0).unwrap();
    let answers: Answers = [
        ("document", "national-id"),
        ("national-id", id.as_str()),
        ("first-name", "ก"),
        ("birth-date-year", "1980"),
        ("birth-date-language", "en"),
        ("nationality", "THA"),
    ]
    .into_iter()
    .collect();
    let registration = Registration { answers: &answers, photo: None, language: Language::Th, provider: None };
    let subject = house.services.accounts.register(&registration).await.map_err(|_| "registered").unwrap();
    server::demo::open(&house.services, house.folder()).await.unwrap();
    assert_eq!(house.services.staff.persona("citizen-a").await.unwrap().as_ref(), Some(&subject));
}

#[tokio::test]
async fn a_demonstration_that_is_started_again_leaves_everything_and_everybody_where_they_are() {
    let house = House::with(&[("MORPROM_DEMO", "1")]).await;
    server::demo::open(&house.services, house.folder()).await.unwrap();
    let (mut tokens, mut subjects) = (Vec::new(), Vec::new());
    for persona in ["citizen-a", "unit-officer-1", "division-officer-1", "division-officer-2"] {
        tokens.push(house.services.sign_on.sign_in_as(persona, "a phone").await.unwrap());
        subjects.push(house.services.staff.persona(persona).await.unwrap());
    }
    server::demo::open(&house.services, house.folder()).await.unwrap();
    for (token, subject) in tokens.iter().zip(subjects) {
        let signed = house.services.sign_on.signed(token).await.unwrap();
        assert_eq!(signed.map(|signed| signed.account), subject);
    }
}

/// Registers with everything optional left empty.
async fn register(browser: &Browser<'_>) {
    assert_eq!(location(&browser.post("/en/register", "").await), "/en/register/document");
    let mut next = "/en/register/document".to_owned();
    for (question, form) in LEAST {
        assert_eq!(next, format!("/en/register/{question}"));
        assert_eq!(browser.get(&next).await.status, StatusCode::OK);
        next = location(&browser.post(&next, form).await);
    }
    for question in ["house", "phone", "email"] {
        assert_eq!(next, format!("/en/register/{question}"));
        next = location(&browser.post(&next, "").await);
    }
    assert_eq!(next, "/en/register/photo");
    next = location(&browser.upload(&next, &[], ("photo", b"")).await);
    assert_eq!(next, "/en/register/check");
    assert_eq!(browser.get(&next).await.status, StatusCode::OK);
    assert_eq!(location(&browser.post(&next, "").await), "/en/me");
}

#[tokio::test]
async fn registering_with_everything_optional_empty_opens_an_account() {
    let house = House::new().await;
    let browser = Browser::new(&house);
    register(&browser).await;
    assert!(browser.cookie("morprom-session").is_some() && browser.cookie("morprom-form").is_none());
    let home = browser.get("/en/me").await;
    assert_eq!(home.status, StatusCode::OK);
    assert_eq!(home.header("cache-control"), "no-store");
    assert!(home.body.contains("สมมติ"));
    // The same document again: led to sign-on, nothing disclosed.
    let second = Browser::new(&house);
    let _ = second.post("/en/register", "").await;
    for (question, form) in LEAST {
        let _ = second.post(&format!("/en/register/{question}"), form).await;
    }
    let end = second.post("/en/register/check", "").await;
    assert_eq!(location(&end), "/en/sign-in?notice=may-have-account");
}

#[tokio::test]
async fn a_wrong_field_keeps_what_was_typed_and_so_does_a_closed_page() {
    let house = House::new().await;
    let browser = Browser::new(&house);
    let _ = browser.post("/th/register", "").await;
    let _ = browser.post("/th/register/document", "document=national-id").await;
    let wrong = browser.post("/th/register/national-id", "national-id=1234567890123").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("1234567890123") && wrong.body.contains("aria-invalid"));
    let later = browser.get("/th/register/national-id").await;
    assert!(later.body.contains("1234567890123"), "kept for this browser");
    let other = Browser::new(&house).get("/th/register/national-id").await;
    assert_eq!(location(&other), "/th/register", "and for no other");
}

#[tokio::test]
async fn consent_is_given_proven_and_withdrawn() {
    let house = House::demo().await;
    let browser = Browser::of(&house, "citizen-a").await;
    let page = browser.get("/en/me/consents").await.body;
    assert!(!page.contains(" checked"), "nothing is ticked beforehand");
    let (seen, key) = (hidden(&page, "seen"), hidden(&page, "idempotency_key"));
    let form = format!("decision=given&seen={seen}&idempotency_key={key}");
    let receipt = location(&browser.post("/en/me/consents/news", &form).await);
    assert!(receipt.ends_with("/receipt"));
    assert_eq!(location(&browser.post("/en/me/consents/news", &form).await), receipt, "sent twice, answered once");
    assert_eq!(browser.get(&format!("{receipt}.tlog-proof")).await.status, StatusCode::SERVICE_UNAVAILABLE);
    house.services.ledger.sequence().await.unwrap();
    let json = browser.get(&format!("{receipt}.json")).await.body;
    let proof = browser.get(&format!("{receipt}.tlog-proof")).await.body;
    let key = house.services.ledger.verifier();
    assert!(ledger::verify_receipt(json.as_bytes(), &proof, &key).is_ok());
    let escaped = |text: &str| url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    let visitor = Browser::new(&house);
    let checked = visitor.post("/en/verify", &format!("receipt={}&proof={}", escaped(&json), escaped(&proof))).await;
    assert_eq!(checked.status, StatusCode::OK);
    let forged = json.replace("dpv:ConsentGiven", "dpv:ConsentRefused");
    let refused = visitor.post("/en/verify", &format!("receipt={}&proof={}", escaped(&forged), escaped(&proof))).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);

    let stale = browser.post("/en/me/consents/news", &format!("decision=withdrawn&seen={seen}")).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    let withdrawn = browser.post("/en/me/consents/news", "decision=withdrawn").await;
    assert_eq!(withdrawn.status, StatusCode::SEE_OTHER);
    let messages = browser.get("/en/me/messages").await.body;
    let (_, code) = messages.split_once("verify รหัส ").unwrap();
    let code = &code[..11];
    let known = visitor.post("/en/verify", &format!("code={code}")).await.body;
    assert!(known.contains("This message is from us"), "{code}");
    let unknown = visitor.post("/en/verify", "code=0000-0000-0").await.body;
    assert!(unknown.contains("No message of ours"));
    assert_eq!(visitor.post("/en/verify", "code=0000-0000-1").await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn the_log_is_open_to_everyone() {
    let house = House::demo().await;
    assert_eq!(house.get("/log/checkpoint").await.status, StatusCode::NOT_FOUND);
    let browser = Browser::of(&house, "citizen-a").await;
    for purpose in ["news", "nearby"] {
        let _ = browser.post(&format!("/en/me/consents/{purpose}"), "decision=refused").await;
    }
    house.services.ledger.sequence().await.unwrap();
    let note = house.get("/log/checkpoint").await;
    // The two answers, and the two steps of the contract of the demonstration.
    assert!(note.body.starts_with("127.0.0.1:3000/log\n4\n") && note.header("content-type").starts_with("text/plain"));
    assert_eq!(house.get("/log/tile/0/000.p/4").await.status, StatusCode::OK);
    assert_eq!(house.get("/log/tile/entries/000.p/4").await.status, StatusCode::OK);
    for path in ["0/000", "0/000.p/5", "1/000.p/1", "0/001.p/1", "x", "0/000.p/256", "entries/999"] {
        assert_eq!(house.get(&format!("/log/tile/{path}")).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn somebody_who_signs_in_gets_a_new_session_whatever_the_cookie_said() {
    let house = House::demo().await;
    let browser = Browser::new(&house);
    browser.set_cookie("morprom-session", &"ab".repeat(32));
    let _ = browser.post("/demo/sign-in", "persona=citizen-a").await;
    let first = browser.cookie("morprom-session").unwrap();
    assert_ne!(first, "ab".repeat(32));
    let _ = browser.post("/demo/sign-in", "persona=citizen-a").await;
    assert_ne!(browser.cookie("morprom-session").unwrap(), first, "and a new one each time");
    let _ = browser.post("/sign-out", "").await;
    assert!(browser.cookie("morprom-session").is_none());
    browser.set_cookie("morprom-session", &first);
    assert_eq!(browser.get("/en/me/sessions").await.status, StatusCode::OK, "the other device is still signed in");
    let _ = browser.post("/en/me/sessions/end-all", "").await;
    browser.set_cookie("morprom-session", &first);
    assert_eq!(browser.get("/en/me").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn nobody_comes_in_without_a_session_and_next_stays_here() {
    let house = House::demo().await;
    let visitor = Browser::new(&house);
    for path in ["/th/me", "/en/me/consents", "/en/me/profile?saved=yes"] {
        let to = location(&visitor.get(path).await);
        let (language, next) = (&path[1..3], url::form_urlencoded::byte_serialize(path.as_bytes()).collect::<String>());
        assert_eq!(to, format!("/{language}/sign-in?next={next}"));
    }
    for next in ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"] {
        let next: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
        let page = visitor.get(&format!("/en/sign-in?next={next}")).await;
        assert_eq!(page.status, StatusCode::OK);
    }
    assert_eq!(location(&visitor.get("/en/office").await), "/en/sign-in/staff?next=%2Fen%2Foffice");
}

#[tokio::test]
async fn asking_for_a_code_answers_the_same_whoever_asks() {
    let house = House::demo().await;
    let mut pages = Vec::new();
    for address in ["citizen-a%40example.org", "nobody%40example.org"] {
        let visitor = Browser::new(&house);
        let answer = visitor.post("/en/sign-in/send-code", &format!("address={address}")).await;
        let to = location(&answer);
        pages.push((to.clone(), visitor.get(&to).await.body));
        let wrong = visitor.post("/en/sign-in/code", "code=000000").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        pages.push((String::new(), wrong.body));
    }
    let scrub = |page: &(String, String)| page.0.clone() + &page.1;
    assert_eq!(scrub(&pages[0]), scrub(&pages[2]));
    assert_eq!(scrub(&pages[1]), scrub(&pages[3]));
}

#[tokio::test]
async fn three_codes_then_429_with_the_time() {
    let house = House::demo().await;
    let visitor = Browser::new(&house);
    for _ in 0..3 {
        let answer = visitor.post("/en/sign-in/send-code", "address=nobody%40example.org").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
    }
    let answer = visitor.post("/en/sign-in/send-code", "address=nobody%40example.org").await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(answer.header("retry-after"), "3601");
    assert!(answer.body.contains("nobody@example.org"), "what was typed is still there");
}

/// Every route that changes something, with an address that would be right.
const CHANGING: [&str; 23] = [
    "/en/cookies",
    "/en/contact",
    "/en/accessibility",
    "/en/verify",
    "/en/register",
    "/en/register/document",
    "/en/register/check",
    "/en/register/photo",
    "/en/sign-in/send-code",
    "/en/sign-in/code",
    "/en/sign-in/provider",
    "/en/sign-in/passkey",
    "/en/me/profile/phone",
    "/en/me/profile/photo",
    "/en/me/profile/confirm",
    "/en/me/consents/news",
    "/en/me/delegates/new",
    "/en/me/messages/settings",
    "/en/me/sessions/end-all",
    "/en/me/acting/stop",
    "/en/unit/notices/00000000-0000-0000-0000-000000000000/acknowledge",
    "/sign-out",
    "/demo/sign-in",
];

#[tokio::test]
async fn no_form_of_another_site_changes_anything() {
    let house = House::demo().await;
    let browser = Browser::of(&house, "citizen-a").await;
    for path in CHANGING {
        for foreign in [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")] {
            let headers = [("content-type", "application/x-www-form-urlencoded"), foreign];
            let answer = browser.send(Method::POST, path, "decision=given&choice=accept-all", &headers).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path} {foreign:?}");
        }
        let got = browser.get(path).await.status;
        assert!(got != StatusCode::SEE_OTHER || !path.contains("consents"), "{path}: reading changes nothing");
    }
    let page = browser.get("/en/me/consents").await.body;
    assert!(page.contains("No answers yet"));
}

#[tokio::test]
async fn own_others_and_absent_things_by_everybody() {
    let house = House::demo().await;
    let owner = Browser::of(&house, "citizen-a").await;
    let receipt = location(&owner.post("/en/me/consents/news", "decision=given").await);
    let own = [receipt.clone(), format!("{receipt}.json")];
    let absent = receipt.replace(&receipt["/en/me/consents/".len()..][..8], "00000000");
    for path in &own {
        assert_eq!(owner.get(path).await.status, StatusCode::OK);
    }
    let gone = owner.get(&absent).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    for persona in ["citizen-b", "delegate-a"] {
        let other = Browser::of(&house, persona).await;
        for path in &own {
            let answer = other.get(path).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{persona} {path}");
        }
        assert_eq!(other.get(&receipt).await.body, other.get(&absent).await.body, "one body for both");
    }
    for persona in ["unit-officer-1", "division-officer-1", "contractor-1", "auditor-1", "operator-1"] {
        let other = Browser::of(&house, persona).await;
        for path in
            own.iter().map(String::as_str).chain(["/en/me", "/en/me/profile", "/en/me/consents", "/en/me/messages"])
        {
            let answer = other.get(path).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{persona} {path}");
        }
        let decided = other.post("/en/me/consents/news", "decision=withdrawn").await;
        assert_eq!(decided.status, StatusCode::FORBIDDEN, "{persona}");
    }
    for (persona, path, status) in [
        ("citizen-a", "/en/office", StatusCode::FORBIDDEN),
        ("citizen-a", "/en/office/delegations", StatusCode::FORBIDDEN),
        ("citizen-a", "/en/unit/notices", StatusCode::FORBIDDEN),
        ("unit-officer-1", "/en/unit", StatusCode::OK),
        ("unit-officer-1", "/en/office", StatusCode::FORBIDDEN),
        ("unit-officer-1", "/en/office/delegations", StatusCode::FORBIDDEN),
        ("division-officer-1", "/en/office", StatusCode::OK),
        ("division-officer-1", "/en/office/delegations", StatusCode::OK),
        ("division-officer-1", "/en/unit", StatusCode::FORBIDDEN),
        ("auditor-1", "/en/office", StatusCode::OK),
        ("auditor-1", "/en/office/delegations", StatusCode::FORBIDDEN),
        ("contractor-1", "/en/unit/notices", StatusCode::OK),
        ("contractor-1", "/en/unit/corrections", StatusCode::FORBIDDEN),
    ] {
        let answer = Browser::of(&house, persona).await.get(path).await;
        assert_eq!(answer.status, status, "{persona} {path}");
    }
}

#[tokio::test]
async fn what_binds_an_officer_ends_between_the_page_and_its_form() {
    let house = House::demo().await;
    let officer = Browser::of(&house, "unit-officer-1").await;
    assert_eq!(officer.get("/en/unit/corrections/new").await.status, StatusCode::OK);
    let duty = &house.services.duty;
    let agreement = duty.agreements("99901").await.unwrap().remove(0);
    duty.end("99901", agreement.id, "operator").await.unwrap();
    let number = (0..10).find_map(|check| domain::fields::NationalId::parse(&format!("899990000000{check}")).ok());
    let body = format!(
        "--x\r\ncontent-disposition: form-data; name=\"national-id\"\r\n\r\n{}\r\n--x--\r\n",
        number.unwrap().as_str()
    );
    let form = [("content-type", "multipart/form-data; boundary=x")];
    let refused = officer.send(Method::POST, "/en/unit/corrections/new", &body, &form).await;
    assert_eq!((refused.status, refused.header("x-refused-because")), (StatusCode::FORBIDDEN, "agreement"));
    let account = house.services.staff.persona("unit-officer-1").await.unwrap().unwrap();
    let written = async |act: &str| {
        house.services.storage.audit(&account, 100).await.unwrap().iter().filter(|line| line.act == act).count()
    };
    assert_eq!((written("refused").await, written("turned-away").await), (1, 0));
    let room = officer.get("/en/office/escalations").await;
    assert_eq!((room.status, room.header("x-refused-because")), (StatusCode::FORBIDDEN, "room"));
    assert_eq!((written("refused").await, written("turned-away").await), (1, 1));
}

#[tokio::test]
async fn a_delegate_acts_under_a_banner_and_no_longer_once_it_is_taken_back() {
    let house = House::demo().await;
    let delegate = Browser::of(&house, "delegate-a").await;
    let page = delegate.get("/en/me/delegates").await.body;
    let (_, rest) = page.split_once("/act\"").map(|(before, rest)| (before.to_owned(), rest)).unwrap();
    let id =
        page[..page.len() - rest.len()].rsplit("/delegates/").next().unwrap().split('/').next().unwrap().to_owned();
    assert_eq!(location(&delegate.post(&format!("/en/me/delegates/{id}/act"), "").await), "/en/me");
    let home = delegate.get("/en/me").await.body;
    assert!(home.contains("You are acting for"));
    let receipt = location(&delegate.post("/en/me/consents/news", "decision=refused").await);
    assert!(delegate.get(&receipt).await.body.contains("Acted for the person"));
    let outside = delegate.post("/en/me/profile/phone", "phone=0812345678").await;
    assert_eq!((outside.status, outside.header("x-refused-because")), (StatusCode::FORBIDDEN, "delegation-scope"));
    assert_eq!(delegate.get("/en/me/messages").await.status, StatusCode::FORBIDDEN);

    let grantor = Browser::of(&house, "citizen-a").await;
    assert!(grantor.get(&receipt).await.status == StatusCode::OK, "the grantor sees what was done");
    let _ = grantor.post(&format!("/en/me/delegates/{id}/revoke"), "").await;
    let next = delegate.get("/en/me").await.body;
    assert!(!next.contains("You are acting for"), "on the very next request");
    assert_eq!(delegate.get(&receipt).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_power_of_attorney_is_filed_checked_and_told() {
    let house = House::demo().await;
    let grantor = Browser::of(&house, "citizen-b").await;
    let empty = grantor.upload("/en/me/delegates/new", &[("delegate", "1")], ("document", b"")).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    for wrong in ["delegate", "delegate-name", "acts", "from-day", "to-day", "document"] {
        assert!(empty.body.contains(&format!("href=\"#{wrong}\"")), "{wrong}");
    }
    let id = Browser::of(&house, "citizen-a").await.get("/en/me/profile").await.body;
    let id: String = id.split("8-9999").nth(1).map(|rest| format!("89999{}", &rest[..14])).unwrap();
    let id: String = id.chars().filter(char::is_ascii_digit).take(13).collect();
    let fields = [
        ("delegate", id.as_str()),
        ("delegate-name", "Somebody"),
        ("acts", "see"),
        ("from-day", "23"),
        ("from-month", "11"),
        ("from-year", "2026"),
        ("to-day", "1"),
        ("to-month", "12"),
        ("to-year", "2026"),
    ];
    let image = grantor.upload("/en/me/delegates/new", &fields, ("document", b"GIF89a")).await;
    assert_eq!(image.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let pdf = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n";
    let filed = grantor.upload("/en/me/delegates/new", &fields, ("document", pdf)).await;
    assert_eq!(location(&filed), "/en/me/delegates?filed=yes");
    let officer = Browser::of(&house, "division-officer-2").await;
    let list = officer.get("/en/office/delegations").await.body;
    let one = list.split("/en/office/delegations/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let one = format!("/en/office/delegations/{one}");
    assert_eq!(officer.get(&one).await.status, StatusCode::OK);
    let document = officer.get(&format!("{one}/document")).await;
    assert!(document.header("content-disposition").starts_with("attachment"));
    let silent = officer.post(&one, "decision=refused&reason=").await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(location(&officer.post(&one, "decision=refused&reason=unsigned").await), "/en/office/delegations");
    assert_eq!(officer.post(&one, "decision=verified").await.status, StatusCode::NOT_FOUND, "decided once");
    let page = grantor.get("/en/me/delegates").await.body;
    assert!(page.contains("unsigned"));
}

#[tokio::test]
async fn a_file_that_is_too_large_is_413_and_a_form_elsewhere_too() {
    let house = House::demo().await;
    let browser = Browser::of(&house, "citizen-a").await;
    let large = vec![0xff; 11 * 1024 * 1024];
    let answer = browser.upload("/en/me/profile/photo", &[], ("photo", &large)).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    let photo = vec![0xff; 6 * 1024 * 1024];
    let answer = browser.upload("/en/me/profile/photo", &[], ("photo", &photo)).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    let answer = browser.upload("/en/me/profile/photo", &[], ("photo", b"<svg/>")).await;
    assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let answer = browser.post("/en/me/profile/house", &format!("address={}", "x".repeat(270_000))).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn what_was_typed_when_the_session_ended_is_there_after_sign_in() {
    let house = House::demo().await;
    let browser = Browser::of(&house, "citizen-a").await;
    browser.set_cookie("morprom-session", &"00".repeat(32));
    let answer = browser.post("/en/me/profile/house", "address=1+Made-up+Road").await;
    assert_eq!(location(&answer), "/en/sign-in?notice=session-ended&next=%2Fen%2Fme%2Fprofile%2Fhouse");
    let _ = browser.post("/demo/sign-in", "persona=citizen-a").await;
    let page = browser.get("/en/me/profile/house").await.body;
    assert!(page.contains("1 Made-up Road"));
    assert!(!Browser::of(&house, "citizen-b").await.get("/en/me/profile/house").await.body.contains("Made-up"));
}

#[tokio::test]
async fn what_somebody_types_is_text_wherever_it_is_shown() {
    let house = House::demo().await;
    let browser = Browser::of(&house, "citizen-a").await;
    let nasty = "address=%3C%2Ftextarea%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E%22%27%3E";
    assert_eq!(browser.post("/en/me/profile/house", nasty).await.status, StatusCode::SEE_OTHER);
    for page in ["/en/me/profile", "/en/me/profile/house"] {
        let body = browser.get(page).await.body;
        assert!(!body.contains("<script>alert") && body.contains("&lt;script&gt;alert"), "{page}");
    }
}

#[tokio::test]
async fn the_demonstration_is_nowhere_else() {
    let house = House::new().await;
    for path in ["/en/demo", "/en/demo/outbox"] {
        assert_eq!(house.get(path).await.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(house.post("/demo/sign-in", "persona=citizen-a").await.status, StatusCode::NOT_FOUND);
}
