//! What it costs that a read of somebody's data is written down before it is answered: opens cases with their steps again
//! and again, without and with the audit event, each committed to disk. Prints how many read at once, microseconds a read
//! without, and with; one reader first, then many. Usage: `bench_audit FOLDER`

use anyhow::{Context, Result, ensure};
use domain::cases::{Channel, Right, Step};
use domain::{Digest, Id, Instant, Language};
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant as Stopwatch;
use storage::{
    AccountChange, AuditEvent, CaseChange, CaseStanding, CaseState, Grounds, Storage, StoredCase, StoredStep,
    UnitOfWork,
};
use storage_sqlite::SqliteStorage;

/// Reads of each kind, and readers at once in the second round.
const READS: u32 = 2000;
const READERS: u32 = 32;
/// Steps of a case that is under way, and the bytes each seals.
const STEPS: u8 = 5;
const SEALED: usize = 900;
/// 1 January 2026 in Bangkok.
const FIRST: i64 = 1_767_200_400_000;

#[tokio::main]
async fn main() -> Result<()> {
    let folder = std::env::args().nth(1).context("FOLDER")?;
    let storage: Arc<dyn Storage> = Arc::new(SqliteStorage::open(&Path::new(&folder).join("audit.db")).await?);
    for reader in 0..READERS {
        storage.commit(case(reader).into_iter().map(Into::into).collect()).await?;
    }
    for (round, readers) in [1, READERS].into_iter().enumerate() {
        let without = reads(&storage, readers, None).await?;
        let with = reads(&storage, readers, u8::try_from(round).ok()).await?;
        writeln!(std::io::stdout(), "{readers} {without:.1} {with:.1}")?;
    }
    storage.close().await;
    Ok(())
}

/// Microseconds a read: the case and its steps, as the desk opens them; with an event of this round where one is given.
async fn reads(storage: &Arc<dyn Storage>, readers: u32, audited: Option<u8>) -> Result<f64> {
    let began = now();
    let mut tasks = tokio::task::JoinSet::new();
    for reader in 0..readers {
        let storage = Arc::clone(storage);
        tasks.spawn(async move {
            for n in 0..READS / readers {
                if let Some(round) = audited {
                    let event = event(&format!("subject-{reader}"), round, n);
                    storage.commit(UnitOfWork::of(AccountChange::Audit(event).into())).await?;
                }
                let case = storage.case_numbered(&format!("N{reader}")).await?.context("the case")?;
                let steps = storage.case_steps(&case.subject, case.id).await?;
                ensure!(steps.len() == usize::from(STEPS), "the case is not as made");
            }
            Ok(())
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

/// A case at a unit's desk, filed and moved on.
fn case(reader: u32) -> Vec<CaseChange> {
    let at = Instant::from_unix_milliseconds(FIRST);
    let of = |n: u8| {
        let mut random = [n; 10];
        random[..4].copy_from_slice(&reader.to_be_bytes());
        Id::new(at, random)
    };
    let (id, subject) = (of(0), format!("subject-{reader}"));
    let standing = |steps: u8| CaseStanding {
        state: CaseState::FactCheck,
        began: at,
        stopped: 0,
        due: at,
        remind_at: at,
        waits_from: None,
        steps: steps.into(),
    };
    let step = |place: u8| StoredStep {
        subject: subject.clone(),
        case: id,
        place: place.into(),
        id: of(place),
        step: if place == 1 { Step::Filed } else { Step::Acknowledged },
        at,
        actor: "made-up".to_owned(),
        office: String::new(),
        acting: None,
        commitment: Digest::of(&[place]),
        sealed: vec![0; SEALED],
    };
    let case = StoredCase {
        subject: subject.clone(),
        id,
        number: format!("N{reader}"),
        right: Right::Access,
        claim: None,
        desk: "99901".to_owned(),
        unit: String::new(),
        record: None,
        channel: Channel::Web,
        language: Language::Th,
        filed_at: at,
        standing: standing(1),
    };
    let later =
        |place| CaseChange::Step { step: Box::new(step(place)), standing: standing(place), desk: None, record: None };
    std::iter::once(CaseChange::File { case: Box::new(case), step: Box::new(step(1)) })
        .chain((2..=STEPS).map(later))
        .collect()
}

fn event(subject: &str, round: u8, n: u32) -> AuditEvent {
    let mut random = [round; 10];
    random[..4].copy_from_slice(&n.to_be_bytes());
    let at = Instant::from_unix_milliseconds(FIRST);
    let grounds = Grounds {
        office: "99901".to_owned(),
        purpose: "rights".to_owned(),
        facts:
            "1 read-case at-desk rights 1767200400000 on-duty unit-officer unit 2026-01-01/2026-12-31/stands/rights \
                1/1/2026-12-31 free"
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
