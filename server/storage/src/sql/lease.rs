//! The SQL of leases. Time is the database's own: processes whose clocks differ agree on who has one.

use super::{Engine, Readers, Row, Value, one};
use crate::{Lease, LeaseChange, LeaseStore, StorageError};
use Value::{Int, Text};
use async_trait::async_trait;

/// What a conflict is about.
const WHAT: &str = "the lease";

pub(super) async fn apply<E: Engine>(engine: &mut E, change: &LeaseChange) -> Result<(), StorageError> {
    match change {
        LeaseChange::Hold { duty, holder, milliseconds } => hold(engine, (duty, holder), *milliseconds).await,
        LeaseChange::Fence(lease) => {
            // Written, not read: who takes the lease waits until this unit is over.
            let sql = "UPDATE lease SET token = token WHERE duty = $1 AND holder = $2 AND token = $3";
            one(engine.execute(sql, &[Text(lease.duty), Text(&lease.holder), Int(lease.token)]).await?, WHAT)
        }
    }
}

async fn hold<E: Engine>(engine: &mut E, (duty, holder): (&str, &str), milliseconds: i64) -> Result<(), StorageError> {
    let now = engine.fetch(E::NOW, &[]).await?.first().map(|row| row.int("now")).transpose()?;
    let now = now.ok_or(StorageError::Corrupt { what: "the clock of the database" })?;
    // Where this waits for another unit, `now` is past by then: a lease is never taken too early, nor held too long.
    let sql = "UPDATE lease SET token = token + CASE WHEN holder = $2 THEN 0 ELSE 1 END, holder = $2, ends_at = $4 \
         WHERE duty = $1 AND (holder = $2 OR ends_at <= $3)";
    let ends_at = now.saturating_add(milliseconds);
    if engine.execute(sql, &[Text(duty), Text(holder), Int(now), Int(ends_at)]).await? == 1 {
        return Ok(());
    }
    let sql = "INSERT INTO lease (duty, holder, token, ends_at) VALUES ($1, $2, 1, $3) ON CONFLICT (duty) DO NOTHING";
    one(engine.execute(sql, &[Text(duty), Text(holder), Int(ends_at)]).await?, WHAT)
}

#[async_trait]
impl<R: Readers> LeaseStore for R {
    async fn lease(&self, duty: &'static str) -> Result<Option<Lease>, StorageError> {
        let sql = "SELECT holder, token FROM lease WHERE duty = $1";
        let lease = |row: &<R::Engine as Engine>::Row| {
            Ok(Lease { duty, holder: row.text("holder")?, token: row.int("token")? })
        };
        self.reader().await?.fetch(sql, &[Text(duty)]).await?.first().map(lease).transpose()
    }
}
