//! How many requests a second the traffic log takes, synced, beside bare writes of as many bytes, and how many bytes each is,
//! beside a line of JSON: for `make bench`. Entries are made up as those of a busy day are: many addresses, some signed in,
//! few routes.
//!
//! Usage: `bench_traffic FOLDER ENTRIES PER_FRAME`; prints one line of JSON. The folder must not exist.

use domain::Instant;
use std::fs::File;
use std::io::Write;
use std::net::IpAddr;
use std::path::Path;
use std::process::ExitCode;
use traffic::{
    AgentHash, Entry, KeyId, Keys, Log, Method, Moment, Outcome, Pseudonym, RequestId, Route, TimeSource, verify,
};

/// 2 March 2026, 03:00 UTC.
const BEGIN: i64 = 1_772_420_400_000;
const ROUTES: [&str; 8] = [
    "/th",
    "/th/policy",
    "/th/me",
    "/th/me/records",
    "/th/me/consents/{purpose}",
    "/en/cookies",
    "/assets/{file}",
    "/th/me/corrections/{number}",
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, entries, per_frame] = arguments.as_slice() else { return usage() };
    let (Ok(entries), Ok(per_frame)) = (entries.parse(), per_frame.parse()) else { return usage() };
    match run(Path::new(folder), entries, per_frame) {
        Ok(line) => {
            #[expect(clippy::print_stdout, reason = "what it measured is its output")]
            {
                println!("{line}");
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            complain(&error.to_string());
            ExitCode::FAILURE
        }
    }
}

fn usage() -> ExitCode {
    complain("usage: bench_traffic FOLDER ENTRIES PER_FRAME");
    ExitCode::FAILURE
}

#[expect(clippy::print_stderr, reason = "what went wrong is told on standard error")]
fn complain(line: &str) {
    eprintln!("{line}");
}

fn keys() -> Keys {
    Keys::new([7; 32], KeyId(1), |KeyId(id)| (id == 1).then_some([8; 32]))
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
fn run(folder: &Path, entries: u64, per_frame: u64) -> Result<String, Box<dyn std::error::Error>> {
    if folder.exists() || per_frame == 0 {
        return Err("the folder exists, or no entries are to be in a frame".into());
    }
    let (mut log, _) = Log::open(folder, keys())?;
    let all: Vec<Entry> = (0..entries).map(made_up).collect();
    let begun = std::time::Instant::now();
    for (frame, batch) in all.chunks(usize::try_from(per_frame)?).enumerate() {
        let uptime = u64::try_from(frame)? * 1000;
        let wall = Instant::from_unix_milliseconds(BEGIN + i64::try_from(uptime)?);
        log.append(batch, &Moment { wall, uptime, boot: [1; 16], source: TimeSource::Unknown })?;
    }
    let appended = begun.elapsed().as_secs_f64();
    let begun = std::time::Instant::now();
    let report = verify(folder, &keys().public())?;
    let verified = begun.elapsed().as_secs_f64();
    if !report.findings.is_empty() || report.entries != entries {
        return Err("the log does not verify".into());
    }
    let frames = entries.div_ceil(per_frame).max(1);
    let bare = bare(&folder.with_extension("bare"), frames, usize::try_from(report.bytes / frames)?)?;
    let json: usize = all.iter().map(|entry| line(entry).len() + 1).sum();
    let (count, bytes, json) = (u32::try_from(entries)?, u32::try_from(report.bytes)?, u32::try_from(json)?);
    let (rate, each) =
        (|seconds: f64| f64::from(count) / seconds.max(1e-9), |bytes: u32| f64::from(bytes) / f64::from(count));
    Ok(format!(
        r#"{{"entries":{count},"perFrame":{per_frame},"bytesEach":{:.2},"jsonBytesEach":{:.2},"appendedPerSecond":{:.0},"barePerSecond":{:.0},"verifiedPerSecond":{:.0}}}"#,
        each(bytes),
        each(json),
        rate(appended),
        rate(bare),
        rate(verified)
    ))
}

/// Seconds that as many writes of as many bytes take, each synced, with nothing else done.
#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
fn bare(path: &Path, writes: u64, bytes: usize) -> std::io::Result<f64> {
    let (mut file, block) = (File::create(path)?, vec![7; bytes]);
    let begun = std::time::Instant::now();
    for _ in 0..writes {
        file.write_all(&block)?;
        file.sync_data()?;
    }
    let seconds = begun.elapsed().as_secs_f64();
    std::fs::remove_file(path)?;
    Ok(seconds)
}

/// The same entry as a line of JSON, as an order gets it.
fn line(entry: &Entry) -> String {
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let user = entry.pseudonym.map_or_else(|| "null".to_owned(), |name| format!("\"{}\"", hex(&name.0)));
    let status = match entry.outcome {
        Outcome::Answered(status) => status.to_string(),
        Outcome::Aborted => "\"aborted\"".to_owned(),
    };
    format!(
        r#"{{"at":"{}","request":"{}","client":"{}","user":{user},"agent":"{}","method":"{}","route":"{}","status":{status},"bytesIn":{},"bytesOut":{},"milliseconds":{}}}"#,
        entry.at.rfc3339(),
        hex(&entry.request.0),
        entry.client,
        hex(&entry.agent.0),
        entry.method.as_str(),
        entry.route.as_str(),
        entry.bytes_in,
        entry.bytes_out,
        entry.duration
    )
}

/// The entry of this number. A multiplicative generator spreads it: nothing here needs more.
fn made_up(number: u64) -> Entry {
    let spread = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ (number >> 3).wrapping_mul(0xC2B2_AE3D_27D4_EB4F);
    let bytes = spread.to_be_bytes();
    let mut id = [0; 16];
    id[..8].copy_from_slice(&bytes);
    id[8..].copy_from_slice(&number.wrapping_mul(0xD6E8_FEB8_6659_FD93).to_be_bytes());
    // Twenty thousand people, each with an address of their own.
    let person = spread % 20_000;
    let [.., a, b] = person.to_be_bytes();
    let mut pseudonym = [0; 16];
    pseudonym[..8].copy_from_slice(&person.wrapping_mul(0xA24B_AED4_963E_E407).to_be_bytes());
    pseudonym[8..].copy_from_slice(&person.wrapping_mul(0x9FB2_1C65_1E98_DF25).to_be_bytes());
    Entry {
        at: Instant::from_unix_milliseconds(BEGIN + i64::try_from(number * 10).unwrap_or_default()),
        request: RequestId(id),
        client: IpAddr::from([10, bytes[1] % 4, a, b]),
        pseudonym: bytes[2].is_multiple_of(3).then_some(Pseudonym(pseudonym)),
        agent: AgentHash::of(&[bytes[3] % 40]),
        method: Method::new(if bytes[4].is_multiple_of(10) { "POST" } else { "GET" }),
        route: Route::new(ROUTES[usize::from(bytes[5] % 8)]),
        outcome: if bytes[6] == 0 { Outcome::Aborted } else { Outcome::Answered(200) },
        bytes_in: u64::from(bytes[7]) * u64::from(bytes[4].is_multiple_of(10)),
        bytes_out: 2_000 + spread % 9_000,
        duration: spread % 40,
    }
}
