//! Work lists among many cases: fills a database with made-up cases of a thousand desks, a hundred of them at one desk, and
//! reads that desk's first page again and again. Prints microseconds a page. Usage: `bench_cases FOLDER CASES`

use anyhow::{Context, Result, ensure};
use domain::cases::{Channel, Right, Step};
use domain::{Digest, Id, Instant, Language};
use std::io::Write;
use std::path::Path;
use std::time::Instant as Stopwatch;
use storage::{
    CaseChange, CaseFilter, CaseStanding, CaseState, CaseStore, Storage, StoredCase, StoredStep, UnitOfWork,
};
use storage_sqlite::SqliteStorage;

/// The desk that is looked at, and how many cases wait there.
const DESK: &str = "99901";
const AT_THE_DESK: u64 = 100;
/// Cases in a commit, and pages read.
const TOGETHER: u64 = 1000;
const PAGES: u32 = 2000;

#[tokio::main]
async fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().context("FOLDER")?;
    let cases: u64 = arguments.next().context("CASES")?.parse()?;
    let storage = SqliteStorage::open(&Path::new(&folder).join("cases.db")).await?;
    let every = cases / AT_THE_DESK;
    for first in (0..cases).step_by(usize::try_from(TOGETHER)?) {
        let unit: UnitOfWork = (first..cases.min(first + TOGETHER)).map(|n| case(n, every).into()).collect();
        storage.commit(unit).await?;
    }
    let filter = CaseFilter { desk: Some(DESK), state: None, right: None, after: None, limit: 51 };
    ensure!(storage.work_list(filter).await?.len() == 51, "the list is not as made");
    let began = now();
    for _ in 0..PAGES {
        storage.work_list(filter).await?;
    }
    writeln!(std::io::stdout(), "{:.1}", began.elapsed().as_secs_f64() * 1e6 / f64::from(PAGES))?;
    storage.close().await;
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures real time")]
fn now() -> Stopwatch {
    Stopwatch::now()
}

fn case(n: u64, every: u64) -> CaseChange {
    let at = Instant::from_unix_milliseconds(1_767_200_400_000 + i64::try_from(n).unwrap_or_default());
    let digest = Digest::of(&n.to_be_bytes());
    let mut random = [0; 10];
    random.copy_from_slice(&digest.as_bytes()[..10]);
    let (id, subject) = (Id::new(at, random), format!("subject-{}", n / 2));
    let standing = CaseStanding {
        state: CaseState::Filed,
        began: at,
        stopped: 0,
        due: at,
        remind_at: at,
        waits_from: None,
        steps: 1,
    };
    let case = StoredCase {
        subject: subject.clone(),
        id,
        number: format!("N{n}"),
        right: Right::Access,
        claim: None,
        desk: if n.is_multiple_of(every) { DESK.to_owned() } else { format!("unit-{}", n % 1000) },
        unit: String::new(),
        record: None,
        channel: Channel::Web,
        language: Language::Th,
        filed_at: at,
        standing,
    };
    let step = StoredStep {
        subject,
        case: id,
        place: 1,
        id: Id::new(at, [random[9]; 10]),
        step: Step::Filed,
        at,
        actor: "made-up".to_owned(),
        office: String::new(),
        acting: None,
        commitment: digest,
        sealed: vec![0; 900],
    };
    CaseChange::File { case: Box::new(case), step: Box::new(step) }
}
