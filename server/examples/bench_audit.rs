//! What it costs that a read of somebody's data is written down before it is answered: opens cases with their steps again
//! and again, without and with the audit event, each committed to disk. Prints how many read at once, microseconds a read
//! without, and with; one reader first, then many. Usage: `bench_audit FOLDER`

use anyhow::{Context, Result};
use domain::{Id, Instant};
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant as Stopwatch;
use storage::{AccountChange, AuditEvent, Grounds, Storage, UnitOfWork};
use storage_sqlite::SqliteStorage;

/// Reads of each kind, and readers at once in the second round.
const READS: u32 = 2000;
const READERS: u32 = 32;

#[tokio::main]
async fn main() -> Result<()> {
    let folder = std::env::args().nth(1).context("FOLDER")?;
    let storage: Arc<dyn Storage> = Arc::new(SqliteStorage::open(&Path::new(&folder).join("audit.db")).await?);
    for readers in [1, READERS] {
        let without = round(&storage, readers, false).await?;
        let with = round(&storage, readers, true).await?;
        writeln!(std::io::stdout(), "{readers} {without:.1} {with:.1}")?;
    }
    storage.close().await;
    Ok(())
}

/// Microseconds a read: the case and its steps, as the desk opens them.
async fn round(storage: &Arc<dyn Storage>, readers: u32, audited: bool) -> Result<f64> {
    let began = now();
    let mut tasks = tokio::task::JoinSet::new();
    for reader in 0..readers {
        let storage = Arc::clone(storage);
        tasks.spawn(async move {
            for n in 0..READS / readers {
                let subject = format!("subject-{reader}");
                if audited {
                    let event = event(&subject, reader * READS + n);
                    storage.commit(UnitOfWork::of(AccountChange::Audit(event).into())).await?;
                }
                storage.case_numbered("N1").await?;
                storage.cases(&subject, 200).await?;
            }
            Ok::<_, storage::StorageError>(())
        });
    }
    while let Some(done) = tasks.join_next().await {
        done??;
    }
    Ok(began.elapsed().as_secs_f64() * 1e6 / f64::from(READS / readers * readers))
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures real time")]
fn now() -> Stopwatch {
    Stopwatch::now()
}

fn event(subject: &str, n: u32) -> AuditEvent {
    let mut random = [0; 10];
    random[..4].copy_from_slice(&n.to_be_bytes());
    let at = Instant::from_unix_milliseconds(1_767_200_400_000);
    let grounds = Grounds {
        office: "99901".to_owned(),
        purpose: "rights".to_owned(),
        facts: "officer unit-officer unit 2026-01-01 2026-12-31 rights 1 1 2026-12-31 read-case at-desk rights"
            .to_owned(),
        path: "+role +brake +agreement +non-disclosure +purpose +no-tie +fields".to_owned(),
        unbound: false,
        shown_from: None,
    };
    AuditEvent {
        subject: subject.to_owned(),
        id: Id::new(at, random),
        at,
        actor: "officer".to_owned(),
        act: "case-read",
        acting: None,
        target: None,
        grounds: Some(grounds),
    }
}
