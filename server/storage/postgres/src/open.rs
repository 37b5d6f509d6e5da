//! How the server is reached: limits on waiting, migrations, the pool.

use crate::error;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{ConnectOptions, Connection, PgPool, SqlSafeStr};
use std::time::Duration;
use storage::StorageError;

/// Connections at the same time, of this process: those that read, and those that write.
const CONNECTIONS: [u32; 2] = [10, 6];

/// How long an idle connection is taken to be alive without asking.
const TRUSTED: Duration = Duration::from_millis(500);

/// How long a request waits for a free connection, or for a server that is away.
pub(crate) const ACQUIRE: Duration = Duration::from_secs(3);

/// Limits the server keeps: a statement, a wait for a lock, a transaction left open; each in milliseconds.
const LIMITS: [(&str, &str); 3] =
    [("statement_timeout", "10000"), ("lock_timeout", "5000"), ("idle_in_transaction_session_timeout", "30000")];

/// How statements are planned: once for all values, as nearly every one is about one person, and a plan for a table in sixteen
/// parts takes longer than what it plans; with an index, also while a table is small, as the plan is kept while it grows.
const PLANS: [(&str, &str); 2] = [("plan_cache_mode", "force_generic_plan"), ("random_page_cost", "1.1")];

/// And those that write: a unit names its rows one by one, and nothing else is ever read for it.
const KEYED: [(&str, &str); 3] = [("enable_seqscan", "off"), ("enable_hashjoin", "off"), ("enable_mergejoin", "off")];

/// Every migration, forward only, in order. A published one is never edited: the database remembers its digest.
const MIGRATIONS: [(i64, &str, &str); 23] = [
    (1, "policy", include_str!("../migrations/0001_policy.sql")),
    (2, "subject key", include_str!("../migrations/0002_subject_key.sql")),
    (3, "contact", include_str!("../migrations/0003_contact.sql")),
    (4, "usage", include_str!("../migrations/0004_usage.sql")),
    (5, "account", include_str!("../migrations/0005_account.sql")),
    (6, "ledger", include_str!("../migrations/0006_ledger.sql")),
    (7, "consent", include_str!("../migrations/0007_consent.sql")),
    (8, "message", include_str!("../migrations/0008_message.sql")),
    (9, "delegation", include_str!("../migrations/0009_delegation.sql")),
    (10, "record", include_str!("../migrations/0010_record.sql")),
    (11, "case", include_str!("../migrations/0011_case.sql")),
    (12, "duty", include_str!("../migrations/0012_duty.sql")),
    (14, "paper", include_str!("../migrations/0014_paper.sql")),
    (15, "register", include_str!("../migrations/0015_register.sql")),
    (16, "statistics", include_str!("../migrations/0016_statistics.sql")),
    (17, "policy_work", include_str!("../migrations/0017_policy_work.sql")),
    (18, "paper_kept", include_str!("../migrations/0018_paper_kept.sql")),
    (19, "kept_back", include_str!("../migrations/0019_kept_back.sql")),
    (20, "exchange", include_str!("../migrations/0020_exchange.sql")),
    (21, "record_owner", include_str!("../migrations/0021_record_owner.sql")),
    (22, "lease", include_str!("../migrations/0022_lease.sql")),
    (23, "code turn", include_str!("../migrations/0023_code_turn.sql")),
    (24, "void code", include_str!("../migrations/0024_void_code.sql")),
];

pub(crate) fn options(url: &str) -> Result<PgConnectOptions, StorageError> {
    let options: PgConnectOptions = url.parse().map_err(error::meaning)?;
    Ok(options.application_name("morprom").disable_statement_logging())
}

/// Brings the tables up to date, under a lock of the server that a second process waits for. No limits here: a
/// migration of a large table takes its time.
pub(crate) async fn migrate(options: &PgConnectOptions) -> Result<(), StorageError> {
    let mut connection = options.connect().await.map_err(error::meaning)?;
    // `run` would do, but the compiler cannot see that its future may move between threads.
    migrator().run_direct(None, &mut connection, false).await.map_err(error::migrate)?;
    connection.close().await.map_err(error::meaning)
}

pub(crate) async fn reading(options: &PgConnectOptions) -> Result<PgPool, StorageError> {
    pool(CONNECTIONS[0], options.clone()).await
}

pub(crate) async fn writing(options: &PgConnectOptions) -> Result<PgPool, StorageError> {
    pool(CONNECTIONS[1], options.clone().options(KEYED)).await
}

async fn pool(connections: u32, options: PgConnectOptions) -> Result<PgPool, StorageError> {
    PgPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(ACQUIRE)
        // One that was used a moment ago is there still; asking each time would double the way of every read.
        .test_before_acquire(false)
        .before_acquire(|connection, meta| {
            Box::pin(async move {
                if meta.idle_for > TRUSTED {
                    connection.ping().await?;
                }
                Ok(true)
            })
        })
        .connect_with(options.options(LIMITS).options(PLANS))
        .await
        .map_err(error::meaning)
}

fn migrator() -> Migrator {
    let migration = |(version, description, sql): (i64, &'static str, &'static str)| {
        Migration::new(version, description.into(), MigrationType::Simple, sql.into_sql_str(), false)
    };
    Migrator::with_migrations(MIGRATIONS.into_iter().map(migration).collect())
}
