//! The lawful traffic log in the house: every request is in it, however it ended; the desk finds by the number of a case;
//! each opening is written down where it was read and where the person sees it.

use crate::cast;
use crate::cast::House;
use crate::cast::browser::Browser;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use domain::fields::NationalId;
use server::config::Config;
use server::demo::made_up_id;
use server::runtime::{Absent, open_services};
use service::{Clock, Seeder, hold_number};
use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;
use storage::AccessFilter;

const ORDER: &str = "case=C-12&order=O-7&officer=Inspector&until-day=1&until-month=12&until-year=2027";
const DESK: &str = "/en/office/traffic-log";

/// The entries of the log as a file, opened under an order that names the address every request here comes from.
async fn all(house: &House, officer: &Browser<'_>) -> Vec<serde_json::Value> {
    let order = "case=EVERY&order=EVERY&officer=Inspector&network=127.0.0.1&until-day=1&until-month=12&until-year=2027";
    assert_eq!(officer.post(DESK, order).await.status, StatusCode::SEE_OTHER);
    let page = officer.get(&format!("{DESK}?case=EVERY")).await;
    let hold = hold_of(&page.body);
    let file = officer.post(&format!("{DESK}/read"), &format!("case=EVERY&hold={hold}&file=jsonl")).await;
    assert_eq!(file.status, StatusCode::OK, "{}", file.body);
    let _ = house;
    let mut lines: Vec<serde_json::Value> = file.body.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let end = lines.pop().unwrap();
    assert_eq!((end["end"]["entries"].as_u64(), &end["end"]["more"]), (Some(lines.len() as u64), &false.into()));
    lines
}

fn hold_of(body: &str) -> &str {
    let at = body.find("name=\"hold\" value=\"").unwrap() + "name=\"hold\" value=\"".len();
    body[at..].split('"').next().unwrap()
}

#[tokio::test]
async fn every_request_is_noted_however_it_ended() {
    let house = House::demo().await;
    assert_eq!(house.get("/en").await.status, StatusCode::OK);
    assert_eq!(house.get("/en/nowhere?secret=1").await.status, StatusCode::NOT_FOUND);
    assert_eq!(house.get("/en/me/records").await.status, StatusCode::SEE_OTHER);
    let empty = house.post("/en/contact", "message=").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let foreign = [("sec-fetch-site", "cross-site"), ("origin", "https://elsewhere.example")];
    assert_eq!(house.post_with("/en/contact", "a=b", &foreign).await.status, StatusCode::FORBIDDEN);
    let person = Browser::of(&house, "citizen-a").await;
    assert_eq!(person.get("/en/me/records").await.status, StatusCode::OK);
    // A body that breaks off before its end.
    let mut broken = Request::post("/en/contact").header("host", "127.0.0.1:3000");
    broken = broken.header("content-type", "application/x-www-form-urlencoded").header("user-agent", &b"evil\xff"[..]);
    let mut broken = broken.body(Body::from_stream(Broken)).unwrap();
    broken.extensions_mut().insert(server::http::listener::Peer(([127, 0, 0, 1], 40_000).into()));
    house.send(broken).await;

    let officer = Browser::of(&house, "division-officer-1").await;
    let entries = all(&house, &officer).await;
    let found = |method: &str, route: &str, status: u64| {
        entries
            .iter()
            .filter(|it| (&it["method"], &it["route"]) == (&method.into(), &route.into()) && it["status"] == status)
            .count()
    };
    assert_eq!(found("GET", "/en/", 200) + found("GET", "/en", 200), 1, "{entries:?}");
    assert_eq!(found("GET", "unmatched", 404), 1);
    assert_eq!(found("GET", "/en/me/records", 303), 1);
    assert_eq!(found("GET", "/en/me/records", 200), 1);
    assert_eq!(found("POST", "/en/contact", 422), 1);
    assert_eq!(found("POST", "/en/contact", 403), 1);
    // Signing in is the user's already; what nobody is signed in for is nobody's.
    let of = |route: &str, status: u64| {
        entries.iter().find(|it| it["route"] == route && it["status"] == status).unwrap()["user"].clone()
    };
    assert!(of("/en/me/records", 303).is_null());
    assert_eq!(of("/en/me/records", 200), of("/demo/sign-in", 303), "one name for one user");
    let text = format!("{entries:?}");
    assert!(!text.contains("secret") && !text.contains("nowhere"), "never a path or a query");
    let sent = entries.iter().find(|it| it["status"] == 422).unwrap();
    assert_eq!((sent["bytesIn"].as_u64(), sent["bytesOut"].as_u64().unwrap() > 1_000), (Some(8), true));
    let reference = empty.header("x-request-id").replace('-', "");
    assert_eq!(sent["request"], reference, "what a person quotes is found in the log");
}

struct Broken;

impl futures_core::Stream for Broken {
    type Item = Result<&'static str, std::io::Error>;

    fn poll_next(
        self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        std::task::Poll::Ready(Some(Err(std::io::Error::other("gone"))))
    }
}

#[tokio::test]
async fn an_answer_nobody_waits_for_is_aborted() {
    let house = House::demo().await;
    // The answer comes, and its reader goes before its end.
    let request = cast::request(Method::GET, "/en/policy", &[], Body::empty());
    drop(house.answer(request).await);
    let officer = Browser::of(&house, "division-officer-1").await;
    let entries = all(&house, &officer).await;
    let policy = entries.iter().find(|it| it["route"] == "/en/policy").unwrap();
    assert_eq!(policy["status"], "aborted", "{policy}");
}

#[tokio::test]
async fn an_order_is_found_by_its_case_alone_and_each_opening_is_seen() {
    let house = House::demo().await;
    let person = Browser::of(&house, "citizen-a").await;
    person.get("/en/me/records").await;
    let (officer, other) = (Browser::of(&house, "division-officer-1").await, Browser::of(&house, "citizen-b").await);
    other.get("/en/me/records").await;
    let id = made_up_id(0).unwrap();
    let order = format!("{ORDER}&person={}", id.grouped().replace([' ', '-'], ""));
    assert_eq!(officer.post(DESK, &order).await.status, StatusCode::SEE_OTHER);
    let none = officer.get(DESK).await;
    assert!(!none.body.contains("O-7"), "without a case nothing is listed");
    assert!(!officer.get(&format!("{DESK}?case=C-1")).await.body.contains("O-7"), "nor by a part of its number");
    let found = officer.get(&format!("{DESK}?case=C-12")).await;
    assert!(found.body.contains("O-7") && found.body.contains("Never yet"));
    let hold = hold_of(&found.body);
    let read = officer.post(&format!("{DESK}/read"), &format!("case=C-12&hold={hold}")).await;
    assert_eq!(read.status, StatusCode::OK);
    assert_eq!(read.body.matches("GET /en/me/records").count(), 1, "of this person alone");
    assert!(!officer.get(&format!("{DESK}?case=C-12")).await.body.contains("Never yet"), "who opened it is on file");
    let seen = person.get("/en/me/access-log").await.body;
    assert!(seen.contains("Opened your traffic data") && seen.contains("Recorded an order to hold your traffic data"));
    assert!(!other.get("/en/me/access-log").await.body.contains("traffic data under an order"));

    // By another case's number it is not there; for others it is no room at all.
    let wrong = officer.post(&format!("{DESK}/read"), &format!("case=C-13&hold={hold}")).await;
    assert_eq!(wrong.status, StatusCode::NOT_FOUND);
    for persona in ["unit-officer-1", "contractor-1", "operator-1", "citizen-a"] {
        let browser = Browser::of(&house, persona).await;
        assert_eq!(browser.get(&format!("{DESK}?case=C-12")).await.status, StatusCode::FORBIDDEN, "{persona}");
        let read = browser.post(&format!("{DESK}/read"), &format!("case=C-12&hold={hold}")).await;
        assert_eq!(read.status, StatusCode::FORBIDDEN, "{persona}");
        assert_eq!(browser.post(DESK, &order).await.status, StatusCode::FORBIDDEN, "{persona}");
    }
    // An auditor sees that there are orders, and opens none.
    let auditor = Browser::of(&house, "auditor-1").await;
    let looked = auditor.get(&format!("{DESK}?case=C-12")).await;
    assert!(looked.body.contains("O-7") && !looked.body.contains("name=\"hold\""));
    let read = auditor.post(&format!("{DESK}/read"), &format!("case=C-12&hold={hold}")).await;
    assert_eq!((read.status, read.header("x-refused-because")), (StatusCode::FORBIDDEN, "role"));

    // Released, it opens nothing any more.
    let release = format!("case=C-12&hold={hold}&order=O-8&officer=Inspector");
    assert_eq!(officer.post(&format!("{DESK}/release"), &release).await.status, StatusCode::SEE_OTHER);
    let read = officer.post(&format!("{DESK}/read"), &format!("case=C-12&hold={hold}")).await;
    assert_eq!((read.status, read.header("x-refused-because")), (StatusCode::FORBIDDEN, "no-tie"));
    assert_eq!(officer.post(&format!("{DESK}/release"), &release).await.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn an_order_that_cannot_be_followed_is_explained_and_nothing_typed_is_lost() {
    let house = House::demo().await;
    let officer = Browser::of(&house, "division-officer-1").await;
    let base = "case=C-12&order=O-7&officer=Inspector&until-day=1&until-month=12";
    for (form, said) in [
        (format!("{base}&until-year=2027"), "Name an id number"),
        (format!("{base}&until-year=2027&network=0.0.0.0/0"), "so wide"),
        (format!("{base}&until-year=2027&network=everybody"), "neither an address nor a network"),
        (format!("{base}&until-year=2031&network=198.51.100.7"), "Longer than two years"),
        (format!("{base}&until-year=2020&network=198.51.100.7"), "over already"),
        (format!("{base}&until-year=2027&person=1234567890121"), "Nobody with an account"),
    ] {
        let answer = officer.post(DESK, &form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        assert!(answer.body.contains(said) && answer.body.contains("value=\"O-7\""), "{form}: {said}");
    }
    assert!(!officer.get(&format!("{DESK}?case=C-12")).await.body.contains("Competent officer who gave it</dt>"));
}

fn morprom(data: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_morprom"))
        .args(arguments)
        .current_dir(data)
        .env("MORPROM_DATA_DIR", data.join("data"))
        .env_remove("MORPROM_DATABASE_URL")
        .output()
        .unwrap()
}

#[test]
fn the_commands_hold_export_release_and_verify() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let output = morprom(folder.path(), arguments);
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (output.status.success(), text(&output.stdout), text(&output.stderr))
    };
    let (done, _, said) = run(&["traffic", "verify"]);
    assert!(!done && said.contains("there is no traffic log"), "{said}");
    let (done, _, said) = run(&["traffic", "orders"]);
    assert!(!done && said.contains("key file"), "no keys are made for a log: {said}");
    assert!(run(&["migrate"]).0);
    let hold = |until: &str, who: &[&str]| {
        let mut line = vec!["traffic", "hold", "--case", "C\n1", "--order", "O-1", "--officer", "X", "--until", until];
        line.extend(who);
        run(&line)
    };
    let (done, _, said) = hold("2999-01-01", &["--address", "198.51.100.7"]);
    assert!(!done && said.contains("two calendar years"), "{said}");
    let (done, _, said) = hold(&next_year(), &[]);
    assert!(!done && said.contains("blanket"), "{said}");
    let (done, told, said) = hold(&next_year(), &["--address", "198.51.100.7"]);
    assert!(done && told.starts_with("hold 1 stands"), "{told}{said}");
    let (_, told, _) = run(&["traffic", "orders"]);
    assert!(told.starts_with("1: case C\u{FFFD}1, order O-1") && told.lines().count() == 1, "neutralised: {told}");
    let (done, _, said) = run(&["traffic", "export", "--order", "O-2"]);
    assert!(!done && said.contains("no such order"), "{said}");
    assert!(run(&["traffic", "export", "--order", "O-1"]).0);
    let (done, told, _) = run(&["traffic", "purge"]);
    assert!(done && told.starts_with("nothing is purged"), "{told}");
    assert!(run(&["traffic", "release", "--hold", "1", "--order", "O-9", "--officer", "X"]).0);
    let (done, _, said) = run(&["traffic", "export", "--order", "O-1"]);
    assert!(!done && said.contains("over or released"), "{said}");
    let (done, told, said) = run(&["traffic", "verify"]);
    assert!(done && told.contains("1 orders, 1 readings") && told.ends_with("the traffic log holds\n"), "{told}{said}");
    let noted = told.lines().find_map(|line| line.strip_prefix("ends with ")).unwrap().split(';').next().unwrap();
    assert!(run(&["traffic", "verify", "--noted", noted]).0);
    // A bit of a frame, and it no longer holds.
    let file = std::fs::read_dir(folder.path().join("data/traffic")).unwrap().map(|it| it.unwrap().path());
    let file = file.filter(|path| path.extension().is_some()).min().unwrap();
    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&file, bytes).unwrap();
    let (done, told, said) = run(&["traffic", "verify"]);
    assert!(!done && told.contains("wrong: ") && said.contains("does not hold"), "{told}{said}");
}

/// Who is made up first by `morprom seed`: valid by its check digit, of a plainly synthetic body.
fn seeded() -> NationalId {
    (0..10).find_map(|check| NationalId::parse(&format!("880000000000{check}")).ok()).unwrap()
}

#[tokio::test]
async fn what_the_operator_reads_at_the_machine_stands_in_the_log_of_whom_the_order_names() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let output = morprom(folder.path(), arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{arguments:?}: {said}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    run(&["seed", "--persons", "2", "--seed", "5", "--cases", "3"]);
    let (id, until) = (seeded(), next_year());
    let hold = |order: &str, more: &[&str]| {
        let line = ["traffic", "hold", "--case", "C-1", "--order", order, "--officer", "X", "--until", &until];
        run(&[&line[..], &["--person", id.as_str()], more].concat())
    };
    assert!(hold("O-1", &[]).starts_with("hold 1 stands"));
    run(&["traffic", "export", "--order", "O-1"]);
    run(&["traffic", "release", "--hold", "1", "--order", "O-9", "--officer", "X"]);
    let over = morprom(folder.path(), &["traffic", "export", "--order", "O-1"]);
    assert!(!over.status.success());
    hold("O-2", &["--silent-until", &until]);
    run(&["traffic", "export", "--order", "O-2"]);
    let late = ["traffic", "hold", "--case", "C-1", "--order", "O-3", "--officer", "X", "--until", &until];
    let late =
        morprom(folder.path(), &[&late[..], &["--address", "198.51.100.7", "--silent-until", "2999-01-01"]].concat());
    assert!(!late.status.success() && String::from_utf8_lossy(&late.stderr).contains("--silent-until"));
    assert!(run(&["ledger", "verify"]).contains("2 of them kept from people for a time"));

    let data = folder.path().join("data").to_str().unwrap().to_owned();
    let settings = [("MORPROM_DATA_DIR".to_owned(), data)].into_iter().collect();
    let services = Arc::new(open_services(&Config::from_settings(&settings).unwrap(), Absent::Refused).await.unwrap());
    let subject = Seeder::new(Arc::clone(&services), 5).subject(0).unwrap();
    let filter = AccessFilter { office: "", before: None, now: services.clock.now(), limit: 9 };
    let seen = services.storage.accesses(&subject, filter).await.unwrap();
    let acts: Vec<_> = seen.iter().map(|it| (it.actor.as_str(), it.act.as_str())).collect();
    let by_operator = ["traffic-released", "traffic-read", "traffic-held"].map(|act| ("operator", act));
    assert_eq!(acts, by_operator, "what may be told is told at once");
    assert_eq!(hold_number(seen[1].target.unwrap()), 1);
    let told = AccessFilter { now: services.clock.now().plus(400 * 86_400_000), ..filter };
    assert_eq!(services.storage.accesses(&subject, told).await.unwrap().len(), 5, "and the rest from its day");
    assert_eq!(services.access_log.hidden().await.unwrap(), 2);
    services.storage.close().await;
}

/// A day within the year: the command lives by the real clock.
fn next_year() -> String {
    server::runtime::SystemClock.now().bangkok_day().plus(300).to_string()
}
