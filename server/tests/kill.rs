//! The portal killed with `kill -9` while people choose: what was acknowledged is there, nothing is there twice, nothing
//! is there in part, and a choice sent again with its key gets its first answer.
//!
//! `KILLS` says how often, `KILLS_AFTER` after how many acknowledged choices each time at most; the defaults are the
//! short form. It kills the process it started, and no other.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use server::config::Config;
use server::runtime::{Absent, open_services};
use service::Seeder;

const WRITERS: usize = 8;
const SEED: u64 = 9;
/// The longest a portal may take until it is ready again.
const READY: Duration = Duration::from_secs(3);

/// What one choice is known by, and what became of it: the address of its receipt once it was acknowledged.
type Journal = Arc<Mutex<BTreeMap<String, (Choice, Option<String>)>>>;

#[derive(Clone)]
struct Choice {
    token: String,
    purpose: &'static str,
    decision: &'static str,
}

struct Portal {
    child: Child,
    address: SocketAddr,
}

impl Portal {
    fn start(folder: &Path) -> Self {
        Self::saying(folder, Stdio::null())
    }

    /// One whose own log goes to `log`.
    fn saying(folder: &Path, log: Stdio) -> Self {
        let address = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).unwrap();
        let child = Command::new(env!("CARGO_BIN_EXE_morprom"))
            .arg("serve")
            .envs(settings(folder))
            .env("MORPROM_ADDR", address.to_string())
            .env("RUST_LOG", "info")
            .stderr(log)
            .spawn()
            .unwrap();
        let portal = Self { child, address };
        let began = now();
        while !portal.answer("GET /readyz", "", "").is_ok_and(|answer| answer.starts_with("HTTP/1.1 200")) {
            assert!(began.elapsed() < READY * 4, "the portal does not start");
            thread::sleep(Duration::from_millis(10));
        }
        assert!(began.elapsed() < READY, "ready only after {:?}", began.elapsed());
        portal
    }

    fn answer(&self, line: &str, head: &str, body: &str) -> std::io::Result<String> {
        answer(self.address, line, head, body)
    }

    /// `SIGKILL`, as a power cut to the process.
    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

fn answer(address: SocketAddr, line: &str, head: &str, body: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(20)))?;
    write!(
        stream,
        "{line} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{head}Content-Length: {}\r\n\r\n{body}",
        body.len()
    )?;
    let mut text = Vec::new();
    stream.read_to_end(&mut text)?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}

/// Sends a choice; the address of its receipt where it was acknowledged.
fn choose(address: SocketAddr, key: &str, choice: &Choice) -> Option<String> {
    let head = format!(
        "Cookie: morprom-session={}\r\nIdempotency-Key: {key}\r\nContent-Type: application/x-www-form-urlencoded\r\n",
        choice.token
    );
    let line = format!("POST /en/me/consents/{}", choice.purpose);
    let text = answer(address, &line, &head, &format!("decision={}", choice.decision)).ok()?;
    let (head, _) = text.split_once("\r\n\r\n")?;
    assert!(!head.starts_with("HTTP/1.1 500"), "{text}");
    let see = head.lines().find_map(|line| line.strip_prefix("location: "))?;
    head.starts_with("HTTP/1.1 303").then(|| see.to_owned())
}

fn settings(folder: &Path) -> BTreeMap<String, String> {
    let folder = |name: &str| folder.join(name).display().to_string();
    [
        ("MORPROM_DATA_DIR", folder("data")),
        ("MORPROM_SITE_DIR", folder("site")),
        // The name of the log stays as it is, whatever port is free.
        ("MORPROM_PUBLIC_URL", "http://127.0.0.1:3000".to_owned()),
        ("MORPROM_WRITES_PER_MINUTE", "100000000".to_owned()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into()
}

/// The least a site consists of.
fn make_site(folder: &Path) {
    std::fs::create_dir_all(folder).unwrap();
    std::fs::write(folder.join("file.js"), "").unwrap();
    let names = ["style", "page_script", "islands_script", "islands_wasm", "verifier_script", "verifier_wasm"];
    let names = names.iter().chain(&["passkey_script", "font"]).map(|name| format!("\"{name}\":\"/file.js\""));
    std::fs::write(folder.join("assets.json"), format!("{{{}}}", names.collect::<Vec<_>>().join(","))).unwrap();
}

/// People of whom each is signed in.
async fn people(folder: &Path) -> Vec<String> {
    let services =
        Arc::new(open_services(&Config::from_settings(&settings(folder)).unwrap(), Absent::Made).await.unwrap());
    server::commands::publish_first_edition(&services).await.unwrap();
    let seeder = Seeder::new(Arc::clone(&services), SEED);
    services.storage.commit(seeder.persons(0..WRITERS as u64).unwrap()).await.unwrap();
    let mut tokens = Vec::new();
    for n in 0..WRITERS as u64 {
        let token = services.sign_on.begin(&seeder.subject(n).unwrap(), "test", Vec::new()).await.unwrap();
        tokens.push(token.text());
    }
    services.storage.close().await;
    tokens
}

fn number(name: &str, default: usize) -> usize {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

#[expect(clippy::disallowed_methods, reason = "real processes are waited for in real time")]
fn now() -> Instant {
    Instant::now()
}

/// One person at work: chooses, back and forth, until the portal is gone.
fn work(address: SocketAddr, token: &str, round: usize, journal: &Journal, done: &AtomicUsize, over: &AtomicBool) {
    let mut given = BTreeMap::new();
    for n in 0.. {
        if over.load(Ordering::Relaxed) {
            return;
        }
        let purpose = ["news", "statistics", "nearby"][n % 3];
        let gives = given.entry(purpose).or_insert(false);
        *gives = !*gives;
        let decision = if *gives { "given" } else { "withdrawn" };
        let choice = Choice { token: token.to_owned(), purpose, decision };
        let key = format!("{round}-{n}-{}", &token[..8]);
        journal.lock().unwrap().insert(key.clone(), (choice.clone(), None));
        if let Some(receipt) = choose(address, &key, &choice) {
            done.fetch_add(1, Ordering::Relaxed);
            journal.lock().unwrap().get_mut(&key).unwrap().1 = Some(receipt);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_outlives_every_kill() {
    let (kills, after) = (number("KILLS", 3), number("KILLS_AFTER", 150));
    let folder = tempfile::tempdir().unwrap();
    make_site(&folder.path().join("site"));
    let tokens = people(folder.path()).await;
    let journal = Journal::default();
    let mut acknowledged = 0;
    for round in 0..kills {
        let portal = Portal::start(folder.path());
        let (done, over) = (AtomicUsize::new(0), AtomicBool::new(false));
        thread::scope(|scope| {
            for token in &tokens {
                let (journal, done, over, address) = (&journal, &done, &over, portal.address);
                scope.spawn(move || work(address, token, round, journal, done, over));
            }
            // Another moment each time.
            let until = after / 2 + (round * 37) % (after / 2 + 1);
            while done.load(Ordering::Relaxed) < until {
                thread::sleep(Duration::from_millis(1));
            }
            portal.kill();
            over.store(true, Ordering::Relaxed);
        });
        acknowledged += done.load(Ordering::Relaxed);
    }
    assert!(acknowledged >= kills * after / 2);
    every_choice_gets_its_first_answer(folder.path(), &journal);
    nothing_is_there_twice_or_in_part(folder.path(), &journal).await;
    println!("{kills} kills, {acknowledged} choices acknowledged, each there once");
}

/// Standard error often is a file on the disk that is full, and `/dev/full` is one that always is.
#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn a_portal_whose_own_log_cannot_be_written_works_on() {
    let folder = tempfile::tempdir().unwrap();
    make_site(&folder.path().join("site"));
    let tokens = people(folder.path()).await;
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let portal = Portal::saying(folder.path(), full.into());
    // Whichever of the two is not what stands already.
    let acknowledged = ["given", "withdrawn"].map(|decision| {
        choose(portal.address, decision, &Choice { token: tokens[0].clone(), purpose: "news", decision }).is_some()
    });
    assert!(acknowledged.contains(&true));
    portal.kill();
}

/// Sent again, an acknowledged choice gets the receipt it had.
fn every_choice_gets_its_first_answer(folder: &Path, journal: &Journal) {
    let portal = Portal::start(folder);
    let mut journal = journal.lock().unwrap();
    for (key, (choice, receipt)) in journal.iter_mut() {
        let again = choose(portal.address, key, choice);
        match receipt {
            Some(first) => assert_eq!(again.as_ref(), Some(&*first), "{key}"),
            // Whether it was kept nobody was told; if it is now, that is its answer for ever.
            None => receipt.clone_from(&again),
        }
    }
    portal.kill();
}

async fn nothing_is_there_twice_or_in_part(folder: &Path, journal: &Journal) {
    let services =
        Arc::new(open_services(&Config::from_settings(&settings(folder)).unwrap(), Absent::Refused).await.unwrap());
    let seeder = Seeder::new(Arc::clone(&services), SEED);
    let mut receipts: Vec<String> =
        journal.lock().unwrap().values().filter_map(|(_, receipt)| receipt.clone()).collect();
    receipts.sort_unstable();
    let all = receipts.len();
    receipts.dedup();
    assert_eq!(receipts.len(), all, "two choices have one receipt");
    let (mut there, mut seeded) = (0, 0);
    for n in 0..WRITERS as u64 {
        let subject = seeder.subject(n).unwrap();
        let events = services.storage.consent_events(&subject, 1_000_000).await.unwrap();
        for event in &events {
            let receipt = format!("/en/me/consents/{}/receipt", event.id);
            if receipts.binary_search(&receipt).is_ok() { there += 1 } else { seeded += 1 }
        }
    }
    assert_eq!(there, receipts.len(), "an acknowledged choice is lost");
    assert_eq!(seeded, WRITERS * 10, "an event nobody sent");
    while services.ledger.sequence().await.unwrap() > 0 {}
    let kept = std::fs::read_to_string(folder.join("data/ledger/checkpoint")).unwrap();
    let report = services.audit.verify(&services.ledger, Some(&kept), |_, _| {}).await.unwrap();
    assert_eq!(report.findings, []);
    assert_eq!(report.events, (there + seeded) as u64);
    services.storage.close().await;
}
