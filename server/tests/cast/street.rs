//! A house with a real sign-on provider beside it, and what browsers do between the two.

use super::browser::Browser;
use super::provider::{Peer, SECRET};
use super::{Answer, House};
use axum::http::{StatusCode, header};
use domain::account::Role;
use service::{ProviderIdentity, Signed, Token};

/// The cookie of a session.
pub(crate) const SESSION: &str = "morprom-session";

/// A provider, and a house that knows it for people and for staff.
pub(crate) async fn street(origin: &str) -> (Peer, House) {
    let peer = Peer::of(origin).await;
    let settings = [
        ("MORPROM_PUBLIC_URL", origin),
        ("MORPROM_OIDC_ISSUER", peer.issuer.as_str()),
        ("MORPROM_OIDC_CLIENT_ID", "portal"),
        ("MORPROM_OIDC_CLIENT_SECRET", SECRET),
        ("MORPROM_OIDC_NAME", "The Provider"),
        ("MORPROM_WRITES_PER_MINUTE", "100000"),
    ];
    let house = House::living(&settings).await;
    (peer, house)
}

/// Sends the browser to the provider: where it goes.
pub(crate) async fn start(browser: &Browser<'_>, kind: &str, next: &str) -> String {
    let next: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
    location(&browser.post("/en/sign-in/provider", &format!("kind={kind}&next={next}")).await)
}

/// Goes to the provider, signs on there as `login`, and comes back.
pub(crate) async fn sign_on(peer: &Peer, browser: &Browser<'_>, (kind, login): (&str, &str), next: &str) -> Answer {
    let away = start(browser, kind, next).await;
    assert!(away.starts_with(&peer.issuer), "{away}");
    browser.get(&peer.browse(&away, login).await).await
}

/// Where a redirect leads.
pub(crate) fn location(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer.header(header::LOCATION).to_owned()
}

/// A refusal is a whole page in a language, and no session comes with it.
pub(crate) fn assert_refused(answer: &Answer, status: StatusCode, sentence: &str) {
    assert_eq!(answer.status, status, "{}", answer.body);
    assert!(answer.header(header::CONTENT_TYPE).starts_with("text/html"), "a page");
    assert!(answer.body.contains("<h1") && answer.body.contains(sentence), "«{sentence}» in {}", answer.body);
    assert!(!answer.cookies().iter().any(|cookie| cookie.contains(SESSION)), "no session");
}

/// Who a browser is signed in as.
pub(crate) async fn signed(house: &House, browser: &Browser<'_>) -> Option<Signed> {
    let token = Token::parse(&browser.cookie(SESSION)?)?;
    house.services.sign_on.signed(&token).await.unwrap()
}

/// Opens the account of somebody on duty whom the provider calls `login`.
pub(crate) async fn open_staff(house: &House, peer: &Peer, login: &str, role: Role) -> String {
    let identity = ProviderIdentity { issuer: peer.issuer.clone(), subject: login.to_owned(), national_id: None };
    house.services.staff.open_staff(&identity, role, ("10001", "สมหญิง")).await.unwrap()
}

/// Answers the questions of registration, with this national id, until the account is open.
pub(crate) async fn register(browser: &Browser<'_>, id: &str) -> String {
    register_with(browser, id, "").await
}

/// The same, with an answer to the question of the e-mail address.
pub(crate) async fn register_with(browser: &Browser<'_>, id: &str, email: &str) -> String {
    let _ = location(&browser.post("/en/register/document", "document=national-id").await);
    let _ = location(&browser.post("/en/register/national-id", &format!("national-id={id}")).await);
    let birth = "birth-date-day=&birth-date-month=&birth-date-year=1980&birth-date-language=en";
    for (question, form) in [
        ("name", "first-name=Somchai&last-name=Jaidee"),
        ("birth-date", birth),
        ("nationality", "nationality=THA"),
        ("sex", ""),
        ("postal-code", "postal-code="),
        ("house", ""),
        ("phone", ""),
        ("email", email),
    ] {
        let _ = location(&browser.post(&format!("/en/register/{question}"), form).await);
    }
    let _ = location(&browser.upload("/en/register/photo", &[], ("photo", b"")).await);
    assert_eq!(browser.get("/en/register/check").await.status, StatusCode::OK);
    location(&browser.post("/en/register/check", "").await)
}
