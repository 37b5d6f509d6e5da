//! The paper desk, whole: what a scan may be, what the second officer is shown, who is refused, and what is never lost.

use crate::cast::browser::Browser;
use crate::cast::{Answer, House};
use axum::http::{StatusCode, header};
use domain::paper::Step;
use domain::{Day, Id};
use serde_json::{Value, json};
use server::demo::made_up_id;
use std::fmt::Write;
use storage::{PaperChange, PaperStep, UnitOfWork};

const NEW: &str = "/en/unit/paper-forms/new";

/// A grey point as a PNG.
fn scan(shade: u8) -> Vec<u8> {
    let row = [0, shade];
    let stored = [&[0x78, 0x01, 0x01, 2, 0, 0xfd, 0xff][..], &row, &adler(&row).to_be_bytes()].concat();
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    for (name, data) in [(b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0][..]), (b"IDAT", &stored), (b"IEND", &[])] {
        let named = [&name[..], data].concat();
        png.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
        png.extend(&named);
        png.extend(crc(&named).to_be_bytes());
    }
    png
}

fn adler(bytes: &[u8]) -> u32 {
    let (low, high) = bytes.iter().fold((1, 0), |(low, high), byte| {
        let low = (low + u32::from(*byte)) % 65_521;
        (low, (high + low) % 65_521)
    });
    high << 16 | low
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc: u32, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 })
    })
}

/// What citizen-a wrote, with changes; the last one of a name counts.
fn form(task: &str, changes: &[(&str, &str)]) -> String {
    let id = made_up_id(0).unwrap().as_str().to_owned();
    let least = [
        ("task", task),
        ("document", "national-id"),
        ("national-id", id.as_str()),
        ("first-name", "สมมติ"),
        ("last-name", "ตัวอย่าง"),
        ("birth-date-day", "1"),
        ("birth-date-month", "2"),
        ("birth-date-year", "1980"),
    ];
    let mut form = String::new();
    for (name, value) in least.iter().chain(changes) {
        let value: String = url::form_urlencoded::byte_serialize(value.as_bytes()).collect();
        write!(form, "{name}={value}&").unwrap();
    }
    form
}

/// Where an answer leads, without what it says.
fn to(answer: &Answer) -> &str {
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    answer.header(header::LOCATION).split('?').next().unwrap()
}

async fn scanned(officer: &Browser<'_>, shade: u8) -> String {
    to(&officer.upload(NEW, &[], ("scan", &scan(shade))).await).to_owned()
}

#[tokio::test]
async fn a_scan_is_a_picture_and_is_taken_once() {
    let house = House::demo().await;
    let officer = Browser::of(&house, "unit-officer-1").await;
    let wrong = [
        (&b""[..], StatusCode::UNPROCESSABLE_ENTITY),
        (b"no picture", StatusCode::UNSUPPORTED_MEDIA_TYPE),
        (
            b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ),
    ];
    for (file, status) in wrong {
        let answer = officer.upload(NEW, &[], ("scan", file)).await;
        assert!(answer.status == status && answer.body.contains("error-summary"), "{} for {file:?}", answer.status);
    }
    let large = vec![0xff; 11 * 1024 * 1024];
    assert_eq!(officer.upload(NEW, &[], ("scan", &large)).await.status, StatusCode::PAYLOAD_TOO_LARGE);

    let one = scanned(&officer, 40).await;
    let picture = officer.get(&format!("{one}/scan")).await;
    assert_eq!(
        (picture.header(header::CONTENT_TYPE), picture.header(header::CACHE_CONTROL)),
        ("image/jpeg", "no-store")
    );
    let again = officer.upload(NEW, &[], ("scan", &scan(40))).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(again.body.contains(&one), "its own unit is led to the form");
    let longer = [scan(40), b"one byte more".to_vec()].concat();
    assert_eq!(officer.upload(NEW, &[], ("scan", &longer)).await.status, StatusCode::CONFLICT, "the same picture");
    let elsewhere = Browser::of(&house, "unit-officer-3").await;
    let again = elsewhere.upload(NEW, &[], ("scan", &scan(40))).await;
    assert!(again.status == StatusCode::CONFLICT && !again.body.contains(&one));
    for path in [one.clone(), format!("{one}/scan")] {
        let answer = elsewhere.get(&path).await;
        assert_eq!((answer.status, answer.header("x-refused-because")), (StatusCode::FORBIDDEN, "no-tie"));
    }
}

#[tokio::test]
async fn the_second_reads_blind_and_nobody_checks_their_own() {
    let house = House::demo().await;
    let (one, two) = (Browser::of(&house, "unit-officer-1").await, Browser::of(&house, "unit-officer-2").await);
    let paper = scanned(&one, 50).await;
    let unsigned = one.post(&paper, &form("key", &[("consent-news", "given"), ("phone", "0812345678")])).await;
    assert_eq!(unsigned.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        unsigned.body.contains("href=\"#signature\"") && unsigned.body.contains("0812345678"),
        "nothing typed is lost"
    );
    let signed = [("consent-news", "given"), ("signature", "on"), ("phone", "0812345678"), ("last-name", "planted")];
    let keyed = one.post(&paper, &form("key", &signed)).await;
    assert_eq!(keyed.header(header::LOCATION), "/en/unit/paper-forms?notice=keyed");
    for officer in [&one, &two] {
        let page = officer.get(&paper).await;
        assert!(page.status == StatusCode::OK && !page.body.contains("planted") && !page.body.contains("0812345678"));
    }
    assert!(two.get(&paper).await.body.contains("key-again"));
    let own = one.post(&paper, &form("key-again", &signed)).await;
    assert_eq!((own.status, own.header("x-refused-because")), (StatusCode::FORBIDDEN, "own-keying"));
    let empty = one.post(&paper, "task=key-again").await;
    assert_eq!(empty.status, StatusCode::FORBIDDEN, "before anything typed is looked at");
    let late = two.post(&paper, &form("key", &[("first-name", "typed too late")])).await;
    assert!(late.status == StatusCode::CONFLICT && late.body.contains("typed too late"));
    assert_eq!(two.post(&paper, "task=nothing").await.status, StatusCode::CONFLICT);

    let differs = two.post(&paper, &form("key-again", &[])).await;
    assert_eq!(differs.header(header::LOCATION), "/en/unit/paper-forms?notice=disputed");
    let page = two.get(&paper).await.body;
    assert!(page.contains("planted") && page.contains("choose-last-name") && !page.contains("choose-first-name"));
    let own = one.post(&paper, "task=reconcile&choose-last-name=second&reason=so").await;
    assert_eq!((own.status, own.header("x-refused-because")), (StatusCode::FORBIDDEN, "own-keying"));
    for half in [
        "task=reconcile&reason=so",
        "task=reconcile&choose-last-name=second",
        "task=reconcile&choose-last-name=other&last-name=1&illegible-last-name=on&reason=so",
    ] {
        assert_eq!(two.post(&paper, half).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{half}");
    }
    let settled = two.post(&paper, "task=reconcile&choose-last-name=second&reason=so").await;
    assert_eq!(settled.header(header::LOCATION), "/en/unit/paper-forms?notice=matched");

    let person = Browser::of(&house, "citizen-a").await;
    let mine = person.get("/en/me/paper-forms").await.body;
    assert!(mine.contains("ตัวอย่าง") && !mine.contains("planted") && mine.contains("081 234 5678"), "{mine}");
    assert!(person.get("/en/me/profile").await.body.contains("citizen-a@example.org"));
    assert!(person.get("/en/me/consents").await.body.contains("An officer, from a paper form"));
    assert!(person.get("/en/me/access-log").await.body.contains("Tried to check a form they had keyed"));
    assert!(!Browser::of(&house, "citizen-b").await.get("/en/me/paper-forms").await.body.contains("ตัวอย่าง"));
}

#[tokio::test]
async fn the_list_is_filtered_by_its_address_and_one_form_leads_to_the_next() {
    let house = House::demo().await;
    let (one, two) = (Browser::of(&house, "unit-officer-1").await, Browser::of(&house, "unit-officer-2").await);
    let mut papers = Vec::new();
    for shade in 60..63 {
        papers.push(scanned(&one, (shade - 60) * 80 + 40).await);
    }
    // Of one moment: their ids alone say which is first.
    papers.sort();
    for (at, next) in [(0, 1), (1, 2)] {
        assert_eq!(to(&one.post(&papers[at], &form("key", &[])).await), papers[next]);
    }
    let nobody = [("national-id", made_up_id(77).unwrap().as_str().to_owned())];
    let nobody: Vec<_> = nobody.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let answer = one.post(&papers[2], &form("key", &nobody)).await;
    assert_eq!(to(&answer), "/en/unit/paper-forms");
    assert_eq!(to(&two.post(&papers[2], &form("key-again", &nobody)).await), papers[0], "from the first again");
    let listed = async |query: &str| {
        let page = one.get(&format!("/en/unit/paper-forms{query}")).await.body;
        papers.iter().filter(|paper| page.contains(&format!("\"{paper}\""))).count()
    };
    assert_eq!(listed("").await, 3);
    assert_eq!(
        (listed("?state=keyed").await, listed("?state=unmatched").await, listed("?state=matched").await),
        (2, 1, 0)
    );
    let id = papers[0].rsplit('/').next().unwrap();
    assert_eq!((listed(&format!("?after={id}")).await, listed("?after=rubbish&state=rubbish").await), (2, 3));
    let other = Browser::of(&house, "unit-officer-3").await.get("/en/unit/paper-forms").await.body;
    assert!(!other.contains(&papers[0]));
}

#[tokio::test]
async fn where_the_picture_is_gone_both_sides_read_so_and_the_copy_has_what_was_read() {
    let house = House::demo().await;
    let (one, two) = (Browser::of(&house, "unit-officer-1").await, Browser::of(&house, "unit-officer-2").await);
    let person = Browser::of(&house, "citizen-a").await;
    let paper = scanned(&one, 70).await;
    one.post(&paper, &form("key", &[("phone", "0812345678"), ("illegible-email", "on")])).await;
    assert!(!one.get(&paper).await.body.contains("will be destroyed"), "an open form keeps its picture");
    let settled = two.post(&paper, &form("key-again", &[])).await;
    assert_eq!(settled.header(header::LOCATION), "/en/unit/paper-forms?notice=matched");
    // Settled on 23 November 2026, and ninety days later.
    let until = ["will be destroyed on 21 February 2027", "ภาพนี้จะถูกทำลายในวันที่ 21 กุมภาพันธ์ 2570"];
    let thai = paper.replace("/en/", "/th/");
    for (path, words) in [(paper.as_str(), until[0]), (&thai, until[1])] {
        let page = one.get(path).await.body;
        assert!(page.contains(words) && page.contains("scan__picture"), "{page}");
    }
    assert!(person.get("/en/me/paper-forms").await.body.contains(until[0]));

    let id = Id::parse(paper.rsplit('/').next().unwrap()).unwrap();
    let at = Day::from_iso("2027-02-21").unwrap().begins();
    let (actor, sealed) = ("system".to_owned(), Vec::new());
    let step = PaperStep { paper: id, place: 4, step: Step::Destroyed, at, actor, sealed };
    house.services.storage.commit(UnitOfWork::of(PaperChange::Destroy { step }.into())).await.unwrap();
    let gone = ["The picture was destroyed on 21 February 2027, as promised", "ภาพถูกทำลายเมื่อ 21 กุมภาพันธ์ 2570"];
    for (path, words) in [(paper.as_str(), gone[0]), (&thai, gone[1])] {
        let page = one.get(path).await.body;
        assert!(page.contains(words) && !page.contains("scan__picture"), "{page}");
        assert!(page.contains("ตัวอย่าง"), "what was read stays");
    }
    assert!(one.get(&paper).await.body.contains("The system"), "who destroyed it");
    assert_eq!(one.get(&format!("{paper}/scan")).await.status, StatusCode::NOT_FOUND);
    for (path, words) in [("/en/me/paper-forms", gone[0]), ("/th/me/paper-forms", gone[1])] {
        assert!(person.get(path).await.body.contains(words));
    }
    let copy: Value = serde_json::from_str(&person.get("/en/me/export.json").await.body).unwrap();
    let entries = copy["entry"].as_array().unwrap().iter().map(|entry| &entry["resource"]);
    let [document] = entries.filter(|it| it["resourceType"] == "DocumentReference").collect::<Vec<_>>()[..] else {
        panic!("{copy:#}")
    };
    assert_eq!((&document["id"], &document["status"]), (&json!(id.to_string()), &json!("current")));
    let read = document["description"].as_str().unwrap();
    assert!(read.contains("081 234 5678") && read.contains("Cannot be read"), "{read}");
    assert!(read.contains("The scan was destroyed on 21 February 2027"), "{read}");
}
