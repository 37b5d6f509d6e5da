//! The storage contract on `PostgreSQL`, in a database of its own a chapter, and what a lost server means.
#![expect(clippy::unwrap_used, reason = "what is unexpected ends the test")]

mod server;

use async_trait::async_trait;
use domain::{Day, Instant, Language};
use server::Server;
use sqlx::Connection;
use sqlx::postgres::PgConnection;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;
use storage::contract::{self, Subject};
use storage::{Change, Storage, StorageError, SubjectKey, UnitOfWork};
use storage_postgres::PostgresStorage;

struct Database {
    storage: Arc<PostgresStorage>,
    url: String,
}

impl Database {
    async fn at(url: String) -> Self {
        Self { storage: Arc::new(PostgresStorage::connect(&url).await.unwrap()), url }
    }

    /// A new one of a server of its own, which ends with what is given back, and a connection past the storage.
    async fn alone() -> (Server, Self, PgConnection) {
        let server = Server::start(&server::in_memory());
        let database = Self::at(server.database()).await;
        let beside = PgConnection::connect(&database.url).await.unwrap();
        (server, database, beside)
    }
}

#[async_trait]
impl Subject for Database {
    fn storage(&self) -> Arc<dyn Storage> {
        self.storage.clone()
    }

    async fn raw(&self, sql: &'static str) -> Result<(), StorageError> {
        let mut connection = PgConnection::connect(&self.url).await.unwrap();
        let outcome = sqlx::raw_sql(sql).execute(&mut connection).await;
        connection.close().await.unwrap();
        outcome.map(drop).map_err(storage_postgres::meaning)
    }

    async fn reopen(&mut self) {
        self.storage.close().await;
        *self = Self::at(self.url.clone()).await;
    }
}

fn count() -> UnitOfWork {
    let day = Day::from_iso("2026-03-01").unwrap();
    UnitOfWork::of(Change::CountUsage { day, service: "policy", language: Some(Language::Th) })
}

async fn used(storage: &dyn Storage) -> u64 {
    let day = Day::from_iso("2026-03-01").unwrap();
    storage.usage(day, day).await.unwrap().iter().map(|sum| sum.times).sum()
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_keeps_the_contract() {
    let server = Server::start(&server::in_memory());
    // The tables are made once, and copied for each chapter.
    let first = Database::at(server.database()).await;
    first.storage.close().await;
    contract::passes(async || Database::at(server.copy_of(&first.url)).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_truncate_does_not_pass_the_triggers() {
    let server = Server::start(&server::in_memory());
    let database = Database::at(server.database()).await;
    for sql in ["TRUNCATE policy_version CASCADE", "TRUNCATE policy_edition"] {
        assert_eq!(database.raw(sql).await, Err(StorageError::Refused), "{sql}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_server_is_unavailable_and_comes_back_with_what_it_acknowledged() {
    let server = Server::start(&server::in_memory());
    let database = Database::at(server.database()).await;
    let storage = database.storage();
    storage.commit(count()).await.unwrap();
    server.crash_and_restart();
    // Connections from before the crash are dead; the pool finds out by itself, once they were idle for half a second.
    tokio::time::sleep(Duration::from_millis(600)).await;
    storage.commit(count()).await.unwrap();
    assert_eq!(used(&*storage).await, 2);
    server.stop();
    let (commit, ready) = tokio::join!(storage.commit(count()), storage.ready());
    for outcome in [commit, ready] {
        assert!(matches!(outcome, Err(StorageError::Unavailable { .. })), "{outcome:?}");
    }
    let refused = PostgresStorage::connect(&database.url).await.map(drop);
    assert!(matches!(refused, Err(StorageError::Unavailable { .. })), "{refused:?}");
}

fn key(of: u32) -> UnitOfWork {
    let (subject, created_at) = (format!("subject-{of}"), Instant::from_unix_milliseconds(0));
    UnitOfWork::of(Change::KeepSubjectKey(SubjectKey { subject, wrapped: vec![1], created_at }))
}

#[tokio::test(flavor = "multi_thread")]
async fn units_that_wait_are_committed_together() {
    let (_server, database, mut beside) = Database::alone().await;
    let storage = database.storage();
    let units = 128;
    let committed = (0..units).map(|of| {
        let storage = Arc::clone(&storage);
        tokio::spawn(async move { storage.commit(key(of)).await })
    });
    for outcome in committed.collect::<Vec<_>>() {
        outcome.await.unwrap().unwrap();
    }
    // Each row knows the transaction that made it.
    let sql = "SELECT COUNT(*), COUNT(DISTINCT CAST(xmin AS TEXT)) FROM subject_key";
    let (kept, transactions): (i64, i64) = sqlx::query_as(sql).fetch_one(&mut beside).await.unwrap();
    assert_eq!(kept, i64::from(units));
    assert!(transactions < kept / 2, "{transactions}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_unit_that_nobody_waits_for_any_more_is_gone_through_with() {
    let (_server, database, mut beside) = Database::alone().await;
    let storage = database.storage();
    sqlx::raw_sql("BEGIN; LOCK TABLE subject_key IN EXCLUSIVE MODE").execute(&mut beside).await.unwrap();
    let given_up = tokio::time::timeout(Duration::from_millis(200), storage.commit(key(1))).await;
    assert!(given_up.is_err(), "it waits for the lock");
    sqlx::raw_sql("ROLLBACK").execute(&mut beside).await.unwrap();
    while storage.subject_key("subject-1").await.unwrap().is_none() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let sql = "SELECT COUNT(*) FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'";
    let (open,): (i64,) = sqlx::query_as(sql).fetch_one(&mut beside).await.unwrap();
    assert_eq!(open, 0);
}

/// To every process of the server that serves the portal.
fn signal(pids: &[i32], signal: &str) {
    let sent = Command::new("kill").arg(signal).args(pids.iter().map(i32::to_string)).status().unwrap();
    assert!(sent.success());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_falls_silent_is_given_up() {
    let (_server, database, mut beside) = Database::alone().await;
    let storage = database.storage();
    let sql = "SELECT pid FROM pg_stat_activity WHERE application_name = 'morprom'";
    let pids: Vec<i32> = sqlx::query_scalar(sql).fetch_all(&mut beside).await.unwrap();
    signal(&pids, "-STOP");
    let outcome = storage.commit(key(1)).await;
    assert!(matches!(outcome, Err(StorageError::Unavailable { .. })), "{outcome:?}");
    // On another connection it answers.
    storage.commit(key(2)).await.unwrap();
    signal(&pids, "-CONT");
}

#[tokio::test]
async fn an_error_about_the_url_does_not_quote_it() {
    for url in ["postgres://name:secret@:port/", "mysql://name:secret@host/", "postgres://name:secret@127.0.0.1:1/x"] {
        let error = PostgresStorage::connect(url).await.map(drop).unwrap_err();
        assert!(!format!("{error} {error:?}").contains("secret"), "{error:?}");
    }
}
