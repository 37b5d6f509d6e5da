//! A writer killed in the middle of its work loses nothing it acknowledged, doubles nothing, leaves nothing half done.
//!
//! The test starts itself as the writer and kills that process, and no other.
#![expect(clippy::unwrap_used, reason = "what is unexpected ends the test")]

use domain::{Day, Instant, Language};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use storage::{Change, ContactCase, ContactStore, KeyStore, Storage, SubjectKey, UnitOfWork, UsageStore};
use storage_sqlite::SqliteStorage;

const ROUNDS: u32 = 5;
const ACKNOWLEDGED: usize = 200;
const WRITERS: u32 = 16;

const FILE: &str = "CRASH_TEST_FILE";
const ROUND: &str = "CRASH_TEST_ROUND";

fn day() -> Day {
    Day::from_iso("2026-03-01").unwrap()
}

/// Three rows that belong together.
fn unit(number: &str) -> UnitOfWork {
    let (subject, at) = (format!("subject of {number}"), Instant::from_unix_milliseconds(0));
    let case = ContactCase {
        id: number.to_owned(),
        number: number.to_owned(),
        subject: subject.clone(),
        kind: "question".to_owned(),
        language: Language::Th,
        channel: "web".to_owned(),
        received_at: at,
        state: "received".to_owned(),
        sealed: vec![1; 500],
    };
    UnitOfWork::of(Change::FileContactCase(case))
        .and(Change::CountUsage { day: day(), service: "contact", language: None })
        .and(Change::KeepSubjectKey(SubjectKey { subject, wrapped: vec![2; 60], created_at: at }))
}

/// Does nothing unless started by the test below.
#[tokio::test(flavor = "multi_thread")]
async fn the_writer_that_is_killed() {
    let (Ok(file), Ok(round)) = (std::env::var(FILE), std::env::var(ROUND)) else { return };
    let storage = Arc::new(SqliteStorage::open(file).await.unwrap());
    let writers = (0..WRITERS).map(|writer| {
        let (storage, round) = (Arc::clone(&storage), round.clone());
        tokio::spawn(async move {
            for n in 0.. {
                let number = format!("{round}-{writer}-{n}");
                storage.commit(unit(&number)).await.unwrap();
                // In one write, so that lines do not mix.
                std::io::stdout().write_all(format!("\nkept {number}\n").as_bytes()).unwrap();
            }
        })
    });
    for writer in writers.collect::<Vec<_>>() {
        writer.await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_acknowledged_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("portal.db");
    let mut acknowledged = BTreeSet::new();
    for round in 0..ROUNDS {
        acknowledged.extend(write_until_killed(&file, round));
        let storage = SqliteStorage::open(&file).await.unwrap();
        let cases = storage.contact_cases(u32::MAX).await.unwrap();
        let kept: BTreeSet<_> = cases.iter().map(|case| case.number.clone()).collect();
        assert!(kept.is_superset(&acknowledged), "lost: {:?}", acknowledged.difference(&kept));
        assert_eq!(kept.len(), cases.len(), "a case is there twice");
        assert_eq!(storage.usage(day(), day()).await.unwrap()[0].times, cases.len() as u64);
        for case in &cases {
            assert!(storage.subject_key(&case.subject).await.unwrap().is_some(), "half of {} is there", case.number);
        }
        storage.close().await;
    }
    assert!(acknowledged.len() >= ROUNDS as usize * ACKNOWLEDGED);
}

/// What the writer acknowledged before it was killed.
fn write_until_killed(file: &Path, round: u32) -> Vec<String> {
    let mut writer = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "the_writer_that_is_killed", "--nocapture"])
        .env(FILE, file)
        .env(ROUND, round.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(writer.stdout.take().unwrap()).lines();
    let kept = lines.map_while(Result::ok).filter_map(|line| line.strip_prefix("kept ").map(str::to_owned));
    let mut acknowledged = Vec::new();
    for number in kept {
        acknowledged.push(number);
        if acknowledged.len() == ACKNOWLEDGED {
            writer.kill().unwrap();
        }
    }
    writer.wait().unwrap();
    acknowledged
}
