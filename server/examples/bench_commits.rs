//! What this machine's disk and `SQLite` can do, for comparison: syncs a second, commits a second of the rows of one
//! consent decision, alone and 64 together. Prints a line of JSON. Usage: `bench_commits FOLDER SECONDS`

use anyhow::{Context, Result};
use rusqlite::{Connection, params};
use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};
use storage::Storage;
use storage_sqlite::SqliteStorage;

#[tokio::main]
async fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().context("FOLDER")?;
    let time = Duration::from_secs(arguments.next().context("SECONDS")?.parse()?);
    let path = Path::new(&folder).join("bare.db");
    SqliteStorage::open(&path).await?.close().await;
    let connection = Connection::open(&path)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    let syncs = syncs(Path::new(&folder), time)?;
    let one = commits(&connection, 1, time, 0)?;
    let many = commits(&connection, 64, time, 1 << 40)?;
    writeln!(std::io::stdout(), "{{\"syncs\":{syncs:.0},\"one\":{one:.0},\"many\":{many:.0}}}")?;
    Ok(())
}

/// Writes of 4 KiB at the end of a file, each synced.
fn syncs(folder: &Path, time: Duration) -> Result<f64> {
    let mut file = File::create(folder.join("syncs"))?;
    per_second(time, |_| {
        file.write_all(&[7; 4096])?;
        file.sync_data()?;
        Ok(1)
    })
}

/// Decisions a second, `together` in a commit: every second one a withdrawal, as the load is.
fn commits(connection: &Connection, together: u64, time: Duration, from: u64) -> Result<f64> {
    per_second(time, |round| {
        connection.execute_batch("BEGIN IMMEDIATE")?;
        for n in 0..together {
            decision(connection, from + round * together + n)?;
        }
        connection.execute_batch("COMMIT")?;
        Ok(together)
    })
}

fn decision(connection: &Connection, n: u64) -> Result<()> {
    let (subject, id) = (format!("{:036}", n.wrapping_mul(0x9E37_79B9_7F4A_7C15)), format!("{n:036}"));
    let (commitment, at) = ([n.to_be_bytes(); 4].concat(), 1_795_402_800_000_i64);
    let run = |sql: &str, values: &[&dyn rusqlite::ToSql]| connection.prepare_cached(sql)?.execute(values).map(drop);
    run("INSERT INTO consent_standing VALUES (?, 'news', ?, 'given', 1, ?, ?)", params![subject, id, at, at])?;
    run("INSERT INTO ledger_waiting VALUES (?, ?, ?)", params![id, commitment, at])?;
    run(
        "INSERT INTO consent_event VALUES (?, ?, 'news', 1, 'given', 'web', 'th', 1, ?, ?, ?, ?, '', ?, ?, ?)",
        params![subject, id, "0".repeat(64), at, at, subject, commitment, [1_u8; 32], [2_u8; 104]],
    )?;
    run(
        "INSERT INTO audit_event VALUES (?, ?, ?, ?, 'consent-given', '', ?, '', '', '', '', 0, 0)",
        params![subject, id, at, subject, id],
    )?;
    if n.is_multiple_of(2) {
        run("INSERT INTO recipient_notice VALUES (?, ?, 'r', 'news', ?, ?, 0, '')", params![id, subject, id, at])?;
        run("INSERT INTO message VALUES (?, ?, 'consent-recorded', 'th', 'c', ?, 0)", params![subject, id, at])?;
        run("INSERT INTO message_code VALUES (?, 'service', ?)", params![id, at])?;
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "this is what measures")]
fn per_second(time: Duration, mut round: impl FnMut(u64) -> Result<u64>) -> Result<f64> {
    let start = Instant::now();
    let (mut rounds, mut done) = (0, 0);
    while start.elapsed() < time {
        done += round(rounds)?;
        rounds += 1;
    }
    #[expect(clippy::cast_precision_loss, reason = "a rate, for people")]
    let rate = done as f64 / start.elapsed().as_secs_f64();
    Ok(rate)
}
