//! Records from files, whole: what a file may be, what is said of each line that is not taken, who reads it when, and that
//! each line is taken once however often the work is cut off.

use crate::cast;
use crate::cast::browser::Browser;
use crate::cast::{House, request};
use crate::files;
use crate::files::{HEADER, bring, csv, dose, id, signed};
use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use domain::catalogue::PurposeId;
use domain::permission::{Agreement, Rule};
use domain::{Explain, Id};
use server::file_import::{Doing, Folder, Imports, InPlace, Why, run};
use std::path::Path;
use std::sync::Arc;
use storage::{FileImport, ImportState};

const ROOM: &str = "/en/unit/imports";

/// Sends a file; the address of its page.
async fn sent(officer: &Browser<'_>, file: &[u8]) -> String {
    let answer = officer.upload(ROOM, &[], ("file", file)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer.header(header::LOCATION).to_owned()
}

/// The file of a page, once it is over.
async fn over(house: &House, page: &str) -> FileImport {
    let id = Id::parse(page.rsplit('/').next().unwrap()).unwrap();
    loop {
        let file = house.services.imports.standing(id).await.unwrap().unwrap();
        let read = matches!(house.portal.imports.doing(id), Some(Doing::InLine | Doing::Reading));
        if file.state != ImportState::Running && !read {
            return file;
        }
        tokio::task::yield_now().await;
    }
}

fn waiting(house: &House) -> usize {
    let folder = house.portal.imports.folder();
    folder.waiting().unwrap().len() + folder.left().unwrap().len()
}

#[tokio::test]
async fn a_file_is_taken_and_what_is_wrong_is_said_by_line() {
    let house = House::demo().await;
    let officer = Browser::of(&house, "unit-officer-1").await;
    // citizen-a, by another birth date: an officer looks.
    let other = dose(4).replace(&id(4), server::demo::made_up_id(0).unwrap().as_str());
    let wrong = dose(5).replace("completed", "done").replace(&id(5), "1234567890123");
    let elsewhere = format!("{},99902", dose(6));
    let all = [1, 2, 3].map(dose).join(",\n");
    let text = format!("{HEADER},unit\n{all},\n\n{other},\n{wrong},\n{elsewhere}\n\"open\n{},99901\n", dose(7));
    let page = sent(&officer, text.as_bytes()).await;
    let file = over(&house, &page).await;
    let counts = file.counts;
    assert_eq!((counts.taken, counts.known, counts.waiting, counts.quarantined), (4, 0, 1, 3));
    assert_eq!((counts.line, counts.byte, file.state), (10, text.len() as u64, ImportState::Done));
    assert_eq!(waiting(&house), 0, "the file is removed");

    let shown = officer.get(&page).await.body;
    assert!(shown.contains("value=\"100\"") && shown.contains("Read to its end") && shown.contains("/en/unit/reviews"));
    assert!(!shown.contains("/stop\""));
    let faults = officer.get(&format!("{page}/quarantine")).await.body;
    let digit = domain::fields::NationalIdError::CheckDigit.explain().en;
    for said in ["Line 7", "national-id", digit, "status", "Line 8", "another unit", "Line 9", "not as many cells"] {
        assert!(faults.contains(said), "{said} in {faults}");
    }
    assert!(!faults.contains("1234567890123") && !faults.contains("open<"), "what stands there is not repeated");
    let file = officer.get(&format!("{page}/quarantine.csv")).await;
    assert_eq!(file.header(header::CONTENT_DISPOSITION), "attachment; filename=\"quarantine.csv\"");
    let lines: Vec<_> = file.body.lines().map(|line| line.split(',').take(3).collect::<Vec<_>>().join(",")).collect();
    let expected =
        ["\u{feff}line,where,reason", "7,national-id,id-check-digit", "7,status,word", "8,,other-unit", "9,,cells"];
    assert_eq!(lines, expected);
    assert!(officer.get(ROOM).await.body.contains(&page));
    assert!(officer.get("/th/unit").await.body.contains("/th/unit/imports"));

    // Sent again, everything is known.
    let again = over(&house, &sent(&officer, text.as_bytes()).await).await.counts;
    assert_eq!((again.taken, again.known, again.waiting, again.quarantined), (0, 4, 1, 3));
}

#[tokio::test]
async fn resources_and_a_header_alone() {
    let house = House::demo().await;
    let officer = Browser::of(&house, "unit-officer-1").await;
    let text = format!("{}\n{{\n{}\n", files::resource(1), files::resource(2));
    let page = sent(&officer, text.as_bytes()).await;
    let counts = over(&house, &page).await.counts;
    assert_eq!((counts.taken, counts.quarantined, counts.line), (2, 1, 3));
    assert!(officer.get(&format!("{page}/quarantine")).await.body.contains("Line 2"));
    let empty = over(&house, &sent(&officer, format!("{HEADER}\n").as_bytes()).await).await;
    assert_eq!((empty.state, empty.counts.line, empty.counts.taken), (ImportState::Done, 1, 0));
    let example = officer.get("/en/unit/imports/template.csv").await;
    let counts = over(&house, &sent(&officer, example.body.as_bytes()).await).await.counts;
    assert_eq!((counts.taken, counts.quarantined), (1, 0));
}

#[tokio::test]
async fn what_is_no_such_file_is_refused_with_a_reason() {
    let house = House::with(&[("MORPROM_DEMO", "1"), ("MORPROM_IMPORT_MAX_BYTES", "1000000")]).await;
    server::demo::open(&house.services, house.folder()).await.unwrap();
    let officer = Browser::of(&house, "unit-officer-1").await;
    let thai = [HEADER.as_bytes(), b"\n1,\xca\xc1\xc1\xb5\xd4,\xb5\xd1\xc7\n"].concat();
    // A little over the limit, which the form around it hides; and far over it.
    let large = csv(0..20_000)[..1_000_010].to_owned();
    let huge = csv(0..20_000);
    for (file, status, said) in [
        (&b""[..], StatusCode::UNPROCESSABLE_ENTITY, "Choose a file"),
        (b"\n\n", StatusCode::UNPROCESSABLE_ENTITY, "The file is empty"),
        (b"PK\x03\x04", StatusCode::UNSUPPORTED_MEDIA_TYPE, "neither CSV nor NDJSON"),
        (&thai, StatusCode::UNSUPPORTED_MEDIA_TYPE, "Windows-874"),
        (b"record-system,record-id\n", StatusCode::UNPROCESSABLE_ENTITY, "<code>birth-date</code>"),
        (b"record-system;record-id\n", StatusCode::UNPROCESSABLE_ENTITY, "Cell 1 of the header"),
        (large.as_bytes(), StatusCode::PAYLOAD_TOO_LARGE, "too large"),
        (huge.as_bytes(), StatusCode::PAYLOAD_TOO_LARGE, "too large"),
    ] {
        let answer = officer.upload(ROOM, &[], ("file", file)).await;
        assert_eq!(answer.status, status, "{said}");
        assert!(answer.body.contains("error-summary") && answer.body.contains(said), "{said}: {}", answer.body);
    }
    let none = officer.upload(ROOM, &[], ("other", b"x")).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    // Half a file, and a form that is none.
    let half = format!("--e\r\ncontent-disposition: form-data; name=\"file\"; filename=\"x\"\r\n\r\n{}", csv(0..10));
    let form = [("content-type", "multipart/form-data; boundary=e")];
    let answer = officer.send(Method::POST, ROOM, &half, &form).await;
    assert!(answer.status.is_client_error(), "{}", answer.status);
    assert!(officer.post(ROOM, "file=x").await.status.is_client_error());
    assert_eq!(waiting(&house), 0, "nothing is left behind");
    let officers = signed(&house.services, "unit-officer-1").await;
    assert!(house.services.imports.list(&officers).await.unwrap().is_empty());
}

#[tokio::test]
async fn where_the_disk_takes_nothing_it_is_said() {
    let house = House::demo().await;
    std::fs::write(house.folder().join("imports"), "no folder").unwrap();
    let officer = Browser::of(&house, "unit-officer-1").await;
    let answer = officer.upload(ROOM, &[], ("file", csv(0..3).as_bytes())).await;
    assert_eq!((answer.status, answer.header(header::RETRY_AFTER)), (StatusCode::SERVICE_UNAVAILABLE, "30"));
    assert!(answer.body.contains("cannot be kept at the moment"));
}

#[tokio::test]
async fn who_may_not_sends_nothing_and_it_is_written_down() {
    let house = House::demo().await;
    let officer = Browser::of(&house, "unit-officer-1").await;
    let who = signed(&house.services, "unit-officer-1").await;
    let agreement = house.services.duty.agreements("99901").await.unwrap()[0].id;
    house.services.duty.end("99901", agreement, "operator").await.unwrap();
    // Refused before anything is read: this body never ends.
    let body = Body::from_stream(futures_util::stream::pending::<Result<String, std::io::Error>>());
    let cookie = format!("morprom-session={}", officer.cookie("morprom-session").unwrap());
    let headers = [("cookie", cookie.as_str()), ("content-type", "multipart/form-data; boundary=e")];
    let answer = house.send(request(Method::POST, ROOM, &headers, body)).await;
    assert_eq!((answer.status, answer.header("x-refused-because")), (StatusCode::FORBIDDEN, Rule::Agreement.name()));
    let database = rusqlite::Connection::open(house.folder().join("morprom.db")).unwrap();
    let query = "SELECT count(*) FROM audit_event WHERE subject = ?1 AND act = 'refused'";
    let refusals: i64 = database.query_row(query, [&who.account], |row| row.get(0)).unwrap();
    assert_eq!((refusals, waiting(&house)), (1, 0));
}

#[tokio::test]
async fn a_right_that_ends_holds_the_file_and_it_goes_on_when_it_is_there_again() {
    let house = House::demo().await;
    let duty = &house.services.duty;
    let id = bring(&house.services, house.folder(), "unit-officer-1", csv(0..700).as_bytes()).await;
    let agreement = duty.agreements("99901").await.unwrap()[0].id;
    duty.end("99901", agreement, "operator").await.unwrap();
    house.portal.imports.look().await.unwrap();
    let held = held(&house.portal.imports, id).await;
    assert_eq!(held, Why::Refused(Rule::Agreement));
    let officer = Browser::of(&house, "unit-officer-1").await;
    let page = officer.get(&format!("{ROOM}/{id}?follow=on")).await;
    assert!(page.body.contains("On hold") && page.body.contains("goes on from the same line by itself"));
    assert_eq!(page.header("refresh"), "10");
    assert_eq!(officer.get(&format!("{ROOM}/{id}")).await.header("refresh"), "", "nobody asked for it");
    house.portal.imports.look().await.unwrap();
    assert!(matches!(house.portal.imports.doing(id), Some(Doing::Held(..))), "not asked again at once");

    let from = house.services.clock.now().bangkok_day();
    let purposes = [PurposeId::VaccineRegister].into_iter().collect();
    duty.agree("99901", "2", Agreement { from, until: from.plus(9), purposes, ended: false }, "operator")
        .await
        .unwrap();
    // As after a restart of the portal.
    let anew = Imports::new(Arc::clone(&house.services), house.folder());
    anew.tidy().await.unwrap();
    anew.look().await.unwrap();
    let file = over(&house, &id.to_string()).await;
    assert_eq!((file.state, file.counts.taken), (ImportState::Done, 700));
}

/// Why a file is held, once it is.
async fn held(imports: &Imports, id: Id) -> Why {
    loop {
        match imports.doing(id) {
            Some(Doing::Held(why, _)) => return why,
            Some(_) => tokio::task::yield_now().await,
            None => panic!("it is over"),
        }
    }
}

#[tokio::test]
async fn after_a_restart_what_came_whole_waits_and_what_was_cut_off_is_gone() {
    let house = House::demo().await;
    let folder = Folder::of(house.folder());
    let whole = bring(&house.services, house.folder(), "unit-officer-1", csv(0..3).as_bytes()).await;
    // The portal ended before it had its name; another was never begun; a third is of nobody.
    std::fs::rename(folder.path(whole), folder.coming(whole)).unwrap();
    let strange = Id::new(cast::NOW, [9; 10]);
    std::fs::write(folder.coming(strange), "half").unwrap();
    std::fs::write(folder.path(Id::new(cast::NOW, [8; 10])), "whole").unwrap();
    let imports = &house.portal.imports;
    imports.tidy().await.unwrap();
    assert_eq!((folder.left().unwrap(), folder.has(whole)), (vec![], true));
    imports.look().await.unwrap();
    assert_eq!(over(&house, &whole.to_string()).await.counts.taken, 3);
    assert_eq!(waiting(&house), 0);
    // A file that is damaged on disk is held, and says so.
    let broken = bring(&house.services, house.folder(), "unit-officer-1", csv(10..13).as_bytes()).await;
    std::fs::write(folder.path(broken), [0; 200]).unwrap();
    imports.look().await.unwrap();
    assert_eq!(held(imports, broken).await, Why::Damaged);
}

#[tokio::test]
async fn a_file_is_stopped_once_and_by_its_own_unit() {
    let house = House::demo().await;
    let id = bring(&house.services, house.folder(), "unit-officer-1", csv(0..3).as_bytes()).await;
    let stop = format!("{ROOM}/{id}/stop");
    let other = Browser::of(&house, "unit-officer-3").await;
    assert_eq!(other.post(&stop, "").await.status, StatusCode::NOT_FOUND);
    let colleague = Browser::of(&house, "unit-officer-2").await;
    assert!(colleague.get(&format!("{ROOM}/{id}")).await.body.contains(&stop));
    assert_eq!(colleague.post(&stop, "").await.header(header::LOCATION), format!("{ROOM}/{id}"));
    let again = colleague.post(&stop, "").await;
    assert!(again.status == StatusCode::CONFLICT && again.body.contains("over already"));
    assert_eq!(waiting(&house), 0);
    house.portal.imports.look().await.unwrap();
    let file = house.services.imports.standing(id).await.unwrap().unwrap();
    assert_eq!((file.state, file.counts.taken), (ImportState::Stopped, 0));
}

#[tokio::test]
async fn the_same_file_is_not_read_twice_at_once_and_a_unit_has_few() {
    let house = House::demo().await;
    let officer = Browser::of(&house, "unit-officer-1").await;
    let text = csv(0..3);
    let id = bring(&house.services, house.folder(), "unit-officer-1", text.as_bytes()).await;
    let same = officer.upload(ROOM, &[], ("file", text.as_bytes())).await;
    assert_eq!(same.status, StatusCode::CONFLICT);
    assert!(same.body.contains("imported already") && same.body.contains(&format!("{ROOM}/{id}")));
    for n in 1..10 {
        bring(&house.services, house.folder(), "unit-officer-2", csv(n..n + 1).as_bytes()).await;
    }
    let many = officer.upload(ROOM, &[], ("file", csv(50..51).as_bytes())).await;
    assert!(many.status == StatusCode::CONFLICT && many.body.contains("Several files"));
    assert_eq!(waiting(&house), 10);
}

#[tokio::test]
async fn it_goes_on_from_every_batch_and_each_line_is_taken_once() {
    let house = House::demo().await;
    let mut text = csv(0..1200);
    text.push_str("\"open\n");
    text.push_str(&csv(1200..2300)[HEADER.len() + 1..]);
    let path = house.folder().join("records.csv");
    std::fs::write(&path, &text).unwrap();
    let id = files::begin(&house.services, "unit-officer-1", text.as_bytes()).await;
    let open = || InPlace::open(&path).unwrap();
    let mut steps = 0;
    let file = loop {
        // Cut off after each batch: the next lines were read already, and are read again.
        let file = run(&house.services, id, open(), &mut |_| false).await.unwrap();
        steps += 1;
        if file.state == ImportState::Done {
            break file;
        }
    };
    let counts = file.counts;
    assert_eq!((steps, counts.taken, counts.known, counts.quarantined), (5, 2300, 0, 1));
    assert_eq!((counts.line, counts.byte), (2302, text.len() as u64));
    assert_eq!(records(house.folder()), 2300 + files::RECORDS_OF_THE_DEMONSTRATION);
    // Over is over.
    assert_eq!(run(&house.services, id, open(), &mut |_| true).await.unwrap().counts, counts);
}

#[tokio::test]
async fn a_file_that_changes_while_it_is_read_is_read_no_further() {
    let house = House::demo().await;
    let text = csv(0..1300);
    let path = house.folder().join("records.csv");
    std::fs::write(&path, &text).unwrap();
    let id = files::begin(&house.services, "unit-officer-1", text.as_bytes()).await;
    let source = InPlace::open(&path).unwrap();
    std::fs::write(&path, csv(1..1301)).unwrap();
    assert!(run(&house.services, id, source, &mut |_| true).await.is_err());
    let shorter = InPlace::open(&path).unwrap();
    std::fs::write(&path, csv(0..3)).unwrap();
    assert!(run(&house.services, id, shorter, &mut |_| true).await.is_err());
    let file = house.services.imports.standing(id).await.unwrap().unwrap();
    assert_eq!((file.state, file.counts.taken), (ImportState::Running, 0));
}

fn records(data: &Path) -> i64 {
    let database = rusqlite::Connection::open(data.join("morprom.db")).unwrap();
    database.query_row("SELECT count(*) FROM record_version", [], |row| row.get(0)).unwrap()
}
