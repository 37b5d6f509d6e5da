//! What a file of records costs: makes up N lines as they are read (nine in ten of somebody new, one in ten of somebody who
//! is known from a line before, one in a hundred wrong) and imports them into a new embedded database. Prints lines, seconds,
//! lines a second, and the most memory the process ever had, in KiB. Usage: `bench_import FOLDER LINES`

use anyhow::{Context, Result, ensure};
use domain::account::Role;
use domain::catalogue::PurposeId;
use domain::organisation::{Organisation, OrganisationKind};
use domain::permission::{Agreement, IN_FORCE};
use domain::{Digest, Id};
use mimalloc::MiMalloc;
use server::config::Config;
use server::file_import::{Source, SourceError, progress, run};
use server::runtime::{Absent, open_services};
use service::{Services, Signed};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::time::Instant as Stopwatch;

/// As in the portal.
#[global_allocator]
static MEMORY: MiMalloc = MiMalloc;

const UNIT: &str = "99901";
const HEADER: &[u8] =
    b"record-system,record-id,national-id,birth-date,first-name,last-name,status,vaccine,lot,dose,day\n";

/// How long a line is, in bytes.
const LINE: u64 = 133;

#[tokio::main]
async fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().context("FOLDER")?;
    let lines: u64 = arguments.next().context("LINES")?.parse().context("LINES")?;
    ensure!(lines.is_multiple_of(100), "LINES: a multiple of 100 is expected");
    ensure!(MadeUp::line(0).len() as u64 == LINE, "a line has {} bytes", MadeUp::line(0).len());
    ensure!(!Path::new(&folder).join("morprom.db").exists(), "{folder}: a new folder is expected");
    let settings: BTreeMap<_, _> = [("MORPROM_DATA_DIR".to_owned(), folder)].into();
    let services = open_services(&Config::from_settings(&settings)?, Absent::Made).await?;
    let id = begin(&services, &officer(&services).await?, lines).await?;
    let began = now();
    let file = run(&services, id, MadeUp { lines }, &mut |file| {
        if std::env::var_os("BENCH_QUIET").is_none() {
            write!(std::io::stderr(), "\r{}", progress(file).words(domain::Language::En)).ok();
        }
        true
    })
    .await?;
    let seconds = began.elapsed().as_secs_f64();
    services.storage.close().await;
    let (taken, wrong) = (file.counts.taken, file.counts.quarantined);
    ensure!(taken + wrong == lines && wrong == lines / 100, "{taken} taken, {wrong} wrong of {lines}");
    writeln!(std::io::stdout(), "{lines} {seconds:.1} {:.0} {}", per_second(lines, seconds), most_memory()?)?;
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "no number of lines comes near 2^52")]
fn per_second(lines: u64, seconds: f64) -> f64 {
    lines as f64 / seconds
}

/// An officer of a unit that has agreed.
async fn officer(services: &Services) -> Result<Signed> {
    let text = |text: &str| text.to_owned();
    let organisation = Organisation {
        code: text(UNIT),
        kind: OrganisationKind::Unit,
        name_th: text("หน่วยตัวอย่าง"),
        name_en: text("Example Unit"),
        province: text("12"),
        closed: false,
        mail: String::new(),
    };
    services.records.keep_organisation(organisation).await?;
    let from = services.clock.now().bangkok_day();
    let purposes = [PurposeId::VaccineRegister].into_iter().collect();
    services.duty.agree(UNIT, "1", Agreement { from, until: from.plus(9), purposes, ended: false }, "operator").await?;
    services.staff.open_persona("officer", Role::UnitOfficer, (UNIT, "Officer")).await?;
    let token = services.sign_on.sign_in_as("officer", "benchmark").await?;
    let signed = services.sign_on.signed(&token).await?.context("a session")?;
    services.duty.sign(&signed, IN_FORCE).await?;
    Ok(signed)
}

async fn begin(services: &Services, signed: &Signed, lines: u64) -> Result<Id> {
    let (id, _, keep) = services.imports.prepare()?;
    let file = ("csv", Digest::of(&lines.to_be_bytes()), MadeUp { lines }.length());
    services.imports.begin(signed, (id, keep), file).await?;
    Ok(id)
}

/// A file that is made while it is read. Each line is as long as the others, so that any place in it is known.
struct MadeUp {
    lines: u64,
}

impl MadeUp {
    /// The n-th line: a dose of the n-th person, each tenth one a further dose of the person before; each hundredth wrong.
    fn line(n: u64) -> String {
        let (person, dose) = if n % 10 == 9 { (n - 1, 2) } else { (n, 1) };
        let status = if n % 100 == 50 { "kompleted" } else { "completed" };
        format!(
            "urn:example:records,V-{n:010},{},1980-05-03,สมมติ,ตัวอย่าง,{status},208,LOT-A1,{dose},2026-01-02\n",
            national_id(person)
        )
    }
}

impl Source for MadeUp {
    fn length(&self) -> u64 {
        HEADER.len() as u64 + self.lines * LINE
    }

    fn read_at(&mut self, offset: u64, buffer: &mut [u8]) -> Result<usize, SourceError> {
        let (mut at, mut count) = (offset, 0);
        while count < buffer.len() && at < self.length() {
            let (text, from) = match at.checked_sub(HEADER.len() as u64) {
                None => (HEADER.to_vec(), at),
                Some(at) => (Self::line(at / LINE).into_bytes(), at % LINE),
            };
            let rest = &text[usize::try_from(from).unwrap_or_default()..];
            let now = rest.len().min(buffer.len() - count);
            buffer[count..count + now].copy_from_slice(&rest[..now]);
            (count, at) = (count + now, at + now as u64);
        }
        Ok(count)
    }
}

/// The n-th id: a plainly made-up body, counted upwards, and the check digit of it.
fn national_id(n: u64) -> String {
    let body = format!("1999{n:08}");
    let sum: u64 = body.bytes().zip(0..).map(|(digit, at)| u64::from(digit - b'0') * (13 - at)).sum();
    format!("{body}{}", (11 - sum % 11) % 10)
}

/// The most memory this process ever had, in KiB.
fn most_memory() -> Result<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).context("VmHWM")?;
    Ok(line.trim().trim_end_matches(" kB").parse()?)
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures real time")]
fn now() -> Stopwatch {
    Stopwatch::now()
}
