//! The adapter against an authority that is well, slow, wrong, closed or lying: each has its own error, in time, and the
//! breaker opens and closes again.
#![expect(clippy::unwrap_used, reason = "a test stops where it stands")]

mod fake;

use axum::http::StatusCode;
use domain::Instant;
use domain::fields::{NationalId, PersonName};
use fake::{Authority, Mode};
use registry::{
    Answer, Asked, CivilRegistry, Condition, Found, HttpRegistry, Nonce, Page, Settings, Status, Unavailable,
};
use serde_json::json;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::time::timeout;

const START: Instant = Instant::from_unix_milliseconds(1_795_402_800_000);
/// How long the adapter waits in these tests, and how long a test does.
const PATIENCE: Duration = Duration::from_millis(400);
const SURELY: Duration = Duration::from_secs(4);

fn adapter(origin: &str) -> HttpRegistry {
    let settings = Settings::new(&format!("{origin}/check")).unwrap().with_bearer("made-up").unwrap();
    HttpRegistry::new(&settings.with_target_group(&format!("{origin}/groups")).unwrap().with_patience(PATIENCE))
        .unwrap()
}

/// Asks about a made-up person: a number counting upwards, with the check digit the rule gives it.
async fn asked(registry: &HttpRegistry, now: Instant) -> Result<Answer, Unavailable> {
    asked_of("1234567890121", registry, now).await
}

async fn asked_of(id: &str, registry: &HttpRegistry, now: Instant) -> Result<Answer, Unavailable> {
    let id = NationalId::parse(id).unwrap();
    let (first, last) = (PersonName::parse("สมหญิง").unwrap(), PersonName::parse("ใจดี").unwrap());
    let asked = Asked { id: &id, born: "1980-05-01", first_name: &first, last_name: Some(&last) };
    timeout(SURELY, registry.check(&asked, Nonce::new([7; 16]), now)).await.unwrap()
}

fn found() -> Answer {
    Answer::Found(Found { name_agrees: true, birth_agrees: true, status: Status::Alive })
}

#[tokio::test]
async fn a_well_authority_answers_and_nothing_personal_stands_in_an_address() {
    let authority = Authority::start(Mode::Well).await;
    let registry = adapter(&authority.origin);
    assert_eq!(asked(&registry, START).await, Ok(found()));
    authority.seen(|seen| {
        assert_eq!(
            (seen.address.as_str(), &seen.headers["authorization"]),
            ("/check", &"Bearer made-up".parse().unwrap())
        );
        assert_eq!(seen.question["nationalId"], "1234567890121");
        let headers = format!("{:?}", seen.headers);
        assert!(!headers.contains("1234567890121"), "{headers}");
    });
    // Synthetic, counting downwards.
    assert_eq!(asked_of("8765432109874", &registry, START).await, Ok(Answer::NotFound));
    assert_eq!(registry.condition(START), Condition::Closed);
}

/// Each way to be broken, and the error it has.
fn troubles() -> Vec<(Mode, Unavailable)> {
    let says = |text: &str| Mode::Says("application/json; charset=utf-8", text.to_owned());
    let status = Mode::Status;
    vec![
        (Mode::Slow, Unavailable::TooSlow),
        (Mode::Stalls, Unavailable::TooSlow),
        (says("{\"nonce\":"), Unavailable::Unusable),
        (says(""), Unavailable::Unusable),
        (says("null"), Unavailable::Unusable),
        (Mode::Says("text/html", "<html>".to_owned()), Unavailable::Unusable),
        (Mode::Says("application/jsonp", "{}".to_owned()), Unavailable::Unusable),
        (Mode::But(json!({ "found": "yes" })), Unavailable::Unusable),
        (Mode::But(json!({ "nameAgrees": null })), Unavailable::Unusable),
        (Mode::But(json!({ "religion": "planted" })), Unavailable::Unusable),
        (status(StatusCode::INTERNAL_SERVER_ERROR), Unavailable::Failing(500)),
        (status(StatusCode::UNAUTHORIZED), Unavailable::Failing(401)),
        (status(StatusCode::TOO_MANY_REQUESTS), Unavailable::Failing(429)),
        (status(StatusCode::NO_CONTENT), Unavailable::Failing(204)),
        (Mode::Elsewhere, Unavailable::Failing(307)),
        (Mode::But(json!({ "nonce": "08".repeat(16) })), Unavailable::Lying),
        (Mode::But(json!({ "status": "immortal" })), Unavailable::Lying),
        (Mode::But(json!({ "found": false })), Unavailable::Lying),
        (Mode::Huge, Unavailable::TooLong),
        (Mode::Endless, Unavailable::TooLong),
    ]
}

#[tokio::test]
async fn every_trouble_has_its_error_in_time_and_is_asked_once() {
    for (mode, error) in troubles() {
        let authority = Authority::start(mode.clone()).await;
        assert_eq!(asked(&adapter(&authority.origin), START).await, Err(error), "{mode:?}");
        assert_eq!(authority.seen(|seen| seen.times), 1, "{mode:?}");
        assert!(!error.to_string().contains("1234567890121") && !error.to_string().contains("planted"));
    }
}

#[tokio::test]
async fn every_trouble_opens_the_breaker_and_the_authority_is_left_alone_until_it_is_well() {
    for (mode, error) in troubles() {
        let authority = Authority::start(mode.clone()).await;
        let registry = adapter(&authority.origin);
        let answers = (0..5).map(|_| asked(&registry, START));
        for answer in futures_util::future::join_all(answers).await {
            assert_eq!(answer, Err(error), "{mode:?}");
        }
        let until = START.plus(30_000);
        assert_eq!(registry.condition(START), Condition::Open(until), "{mode:?}");
        authority.is(Mode::Well);
        assert_eq!(asked(&registry, START.plus(29_999)).await, Err(Unavailable::Resting(until)));
        assert_eq!(authority.seen(|seen| seen.times), 5, "left alone");
        assert_eq!(asked(&registry, until).await, Ok(found()));
        assert_eq!(registry.condition(until), Condition::Closed);
    }
}

#[tokio::test]
async fn a_closed_authority_is_found_closed_at_once_and_open_again_when_it_is() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let registry = adapter(&origin);
    for _ in 0..5 {
        assert_eq!(asked(&registry, START).await, Err(Unavailable::Unreachable));
    }
    let mut now = START;
    for wait in [30_000, 60_000, 120_000] {
        assert_eq!(asked(&registry, now).await, Err(Unavailable::Resting(now.plus(wait))));
        now = now.plus(wait);
        assert_eq!(asked(&registry, now).await, Err(Unavailable::Unreachable), "one tries");
    }
}

#[tokio::test]
async fn a_question_that_is_not_taken_does_not_open_the_breaker() {
    let authority = Authority::start(Mode::Status(StatusCode::UNPROCESSABLE_ENTITY)).await;
    let registry = adapter(&authority.origin);
    for _ in 0..10 {
        assert_eq!(asked(&registry, START).await, Err(Unavailable::Refused(422)));
    }
    assert_eq!(registry.condition(START), Condition::Closed);
}

async fn pulled(registry: &HttpRegistry, since: Option<&registry::Cursor>) -> Result<Page, Unavailable> {
    timeout(SURELY, registry.target_group(since, Nonce::new([7; 16]), START)).await.unwrap()
}

#[tokio::test]
async fn a_target_group_is_pulled_page_by_page_to_its_end() {
    let authority = Authority::start(Mode::Well).await;
    let registry = adapter(&authority.origin);
    let first = pulled(&registry, None).await.unwrap();
    assert!(first.more && first.entries[0].is_ok());
    let last = pulled(&registry, Some(&first.next)).await.unwrap();
    assert_eq!((last.more, last.next.as_str(), last.entries.len()), (false, "last", 1));
    assert_eq!(authority.seen(|seen| seen.address.clone()), "/groups");
    let bare = HttpRegistry::new(&Settings::new(&authority.origin).unwrap()).unwrap();
    assert_eq!(pulled(&bare, None).await.unwrap_err(), Unavailable::NotSet);
}

#[tokio::test]
async fn a_pull_that_fails_does_not_stop_the_checks() {
    let authority = Authority::start(Mode::Endless).await;
    let registry = adapter(&authority.origin);
    for _ in 0..5 {
        assert_eq!(pulled(&registry, None).await.unwrap_err(), Unavailable::TooLong);
    }
    assert_eq!(pulled(&registry, None).await.unwrap_err(), Unavailable::Resting(START.plus(30_000)));
    authority.is(Mode::Well);
    assert_eq!(asked(&registry, START).await, Ok(found()));
}
