//! Letters to a real mail server and to a gateway on this machine: what arrives, and what is told apart when it does not.
#![expect(clippy::unwrap_used, reason = "a test stops where it stands")]

#[path = "../../tests/cast/installed.rs"]
mod installed;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::routing::any;
use couriers::{Letter, NotTaken, SmsCourier, SmtpCourier};
use domain::{Id, Instant, Language};
use installed::installed;
use serde_json::Value;
use std::process::Stdio;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

const THAI: &str = "หมอพร้อม: รหัส 012345 ใช้ได้ 10 นาที\nบรรทัดที่สอง & \"คำพูด\" {to} .";

fn letter(to: &str) -> Letter<'_> {
    Letter {
        id: Id::new(Instant::from_unix_milliseconds(1_795_402_800_000), [7; 10]),
        to,
        language: Language::Th,
        subject: "รหัสใช้ครั้งเดียว",
        text: THAI,
        written_at: Instant::from_unix_milliseconds(1_795_402_800_000),
    }
}

/// A mail server; it ends with the test, whose hold on its input closes.
struct Server {
    port: String,
    mails: Lines<BufReader<ChildStdout>>,
    _child: Child,
}

impl Server {
    async fn start(mode: &str) -> Self {
        let mut child = Command::new("node")
            .arg(installed("tests/peers", "smtp-server").join("mail.mjs"))
            .arg(mode)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut mails = BufReader::new(child.stdout.take().unwrap()).lines();
        let port = mails.next_line().await.unwrap().unwrap();
        Self { port, mails, _child: child }
    }

    fn courier(&self, user: &str) -> SmtpCourier {
        let setting = format!("smtp://{user}127.0.0.1:{}?from=Mor%20Prom%20%3Cnobody@example.org%3E", self.port);
        SmtpCourier::from_setting(&setting).unwrap()
    }

    async fn mail(&mut self) -> Value {
        serde_json::from_str(&self.mails.next_line().await.unwrap().unwrap()).unwrap()
    }
}

#[tokio::test]
async fn thai_arrives_letter_by_letter_and_the_mail_says_that_it_is_automatic() {
    let mut server = Server::start("accept").await;
    server.courier("").carry(&letter("somebody@example.org")).await.unwrap();
    let mail = server.mail().await;
    assert_eq!(mail["subject"], "รหัสใช้ครั้งเดียว");
    assert_eq!(mail["text"].as_str().unwrap().trim_end(), THAI);
    assert_eq!(
        (mail["to"].as_str(), mail["date"].as_str()),
        (Some("somebody@example.org"), Some("2026-11-23T03:00:00.000Z"))
    );
    assert_eq!(mail["headers"]["auto-submitted"], "auto-generated");
    assert_eq!(mail["headers"]["content-language"], "th");
    assert!(mail["messageId"].as_str().unwrap().contains(&letter("x").id.to_string()), "the same in every attempt");
}

#[tokio::test]
async fn no_subject_and_no_address_writes_a_header_of_its_own() {
    let mut server = Server::start("accept").await;
    let courier = server.courier("");
    let nasty = Letter { subject: "a\r\nBcc: other@example.org\r\n\r\nx", ..letter("somebody@example.org") };
    if courier.carry(&nasty).await.is_ok() {
        let mail = server.mail().await;
        assert_eq!(mail["to"], "somebody@example.org");
        assert!(mail["text"].as_str().unwrap().contains("หมอพร้อม"));
    }
    for address in ["a@example.org\r\nRCPT TO:<b@example.org>", "nobody", "a@example.org, b@example.org"] {
        assert_eq!(courier.carry(&letter(address)).await, Err(NotTaken::Ever), "{address:?}");
    }
}

#[tokio::test]
async fn later_is_told_from_never() {
    let mut later = Server::start("later").await;
    let courier = later.courier("");
    assert_eq!(courier.carry(&letter("a@example.org")).await, Err(NotTaken::Now(None)));
    courier.carry(&letter("a@example.org")).await.unwrap();
    assert_eq!(later.mail().await["to"], "a@example.org");
    let never = Server::start("refuse").await;
    assert_eq!(never.courier("").carry(&letter("a@example.org")).await, Err(NotTaken::Ever));
    let gone = Server::start("drop").await;
    assert_eq!(gone.courier("").carry(&letter("a@example.org")).await, Err(NotTaken::Now(None)));
    let nobody = SmtpCourier::from_setting("smtp://127.0.0.1:1?from=a@example.org").unwrap();
    assert_eq!(nobody.carry(&letter("a@example.org")).await, Err(NotTaken::Now(None)));
}

#[tokio::test]
async fn user_and_password_are_given_where_they_are_wanted() {
    let mut server = Server::start("login").await;
    server.courier("portal:p%40ss%20word@").carry(&letter("a@example.org")).await.unwrap();
    assert_eq!(server.mail().await["to"], "a@example.org");
    assert!(server.courier("portal:wrong@").carry(&letter("a@example.org")).await.is_err());
}

type Seen = Arc<Mutex<Vec<(String, HeaderMap, String)>>>;

/// A gateway that answers by its path: `/ok`, `/busy`, `/broken`, `/no`, `/elsewhere`.
async fn gateway() -> (String, Seen) {
    let seen = Seen::default();
    let answer = |State(seen): State<Seen>, uri: Uri, headers: HeaderMap, body: String| async move {
        seen.lock().unwrap().push((uri.to_string(), headers, body));
        match uri.path() {
            "/ok" => (StatusCode::ACCEPTED, HeaderMap::new()),
            "/busy" => (
                StatusCode::TOO_MANY_REQUESTS,
                HeaderMap::from_iter([("retry-after".parse().unwrap(), "7".parse().unwrap())]),
            ),
            "/broken" => (StatusCode::BAD_GATEWAY, HeaderMap::new()),
            "/elsewhere" => {
                (StatusCode::FOUND, HeaderMap::from_iter([("location".parse().unwrap(), "/ok".parse().unwrap())]))
            }
            _ => (StatusCode::FORBIDDEN, HeaderMap::new()),
        }
    };
    let router = Router::new().fallback(any(answer)).with_state(Arc::clone(&seen));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    (origin, seen)
}

#[tokio::test]
async fn a_gateway_is_told_what_its_template_says() {
    let (origin, seen) = gateway().await;
    let by_query = SmsCourier::from_setting(&format!("{origin}/ok?to={{digits}}&text={{text}}")).unwrap();
    by_query.carry(&letter("+66812345678")).await.unwrap();
    let template = "{\"to\":\"{to}\",\"text\":\"{text}\"}";
    let setting = format!("{origin}/ok#type=json&header=Authorization:Bearer%20made-up&body={template}");
    SmsCourier::from_setting(&setting).unwrap().carry(&letter("+66812345678")).await.unwrap();
    let form = SmsCourier::from_setting(&format!("{origin}/ok#type=form&body=to%3D{{to}}%26text%3D{{text}}")).unwrap();
    form.carry(&letter("+66812345678")).await.unwrap();

    let seen = seen.lock().unwrap();
    let query: Vec<_> =
        url::Url::parse(&format!("{origin}{}", seen[0].0)).unwrap().query_pairs().into_owned().collect();
    assert_eq!(query, [("to".to_owned(), "66812345678".to_owned()), ("text".to_owned(), THAI.to_owned())]);
    let json: Value = serde_json::from_str(&seen[1].2).unwrap();
    assert_eq!((json["to"].as_str(), json["text"].as_str()), (Some("+66812345678"), Some(THAI)));
    assert_eq!(seen[1].1["authorization"], "Bearer made-up");
    let form: Vec<_> = url::form_urlencoded::parse(seen[2].2.as_bytes()).into_owned().collect();
    assert_eq!(form[1], ("text".to_owned(), THAI.to_owned()));
    assert!(seen.iter().all(|(_, headers, _)| headers["idempotency-key"] == letter("x").id.to_string().as_str()));
}

#[tokio::test]
async fn a_gateways_refusals_are_told_apart_and_redirects_not_followed() {
    let (origin, seen) = gateway().await;
    for (path, outcome) in [
        ("/busy", NotTaken::Now(Some(7000))),
        ("/broken", NotTaken::Now(None)),
        ("/no", NotTaken::Ever),
        ("/elsewhere", NotTaken::Ever),
    ] {
        let courier = SmsCourier::from_setting(&format!("{origin}{path}?to={{to}}&text={{text}}")).unwrap();
        assert_eq!(courier.carry(&letter("+66812345678")).await, Err(outcome), "{path}");
    }
    assert_eq!(seen.lock().unwrap().len(), 4);
}
