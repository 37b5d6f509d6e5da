//! The SQL of the ledger: entries get their places and the head moves in one step, or nothing happens.

use super::{Engine, Row, Value, digest, id, instant, one};
use crate::{ExtendLedger, LedgerHead, StorageError, Tile, WaitingEntry};
use Value::{Bytes, Int, Text};
use domain::{Digest, Id, Instant};

pub(super) async fn extend<E: Engine>(engine: &mut E, change: &ExtendLedger) -> Result<(), StorageError> {
    // The head first: of two sequencers the second stops here.
    move_head(engine, change).await?;
    // Each kind of statement together: an engine may run those as one.
    for (position, entry) in (change.before..).zip(&change.entries) {
        engine
            .run(
                "INSERT INTO ledger_entry (position, id, commitment) VALUES ($1, $2, $3)",
                &[place(position)?, Text(&entry.id.to_string()), Bytes(entry.commitment.as_bytes())],
            )
            .await
            .map_err(|error| error.about("an entry of the ledger"))?;
    }
    for entry in &change.entries {
        engine.run("DELETE FROM ledger_waiting WHERE id = $1", &[Text(&entry.id.to_string())]).await?;
    }
    for tile in &change.tiles {
        engine
            .run(
                "INSERT INTO ledger_tile (level, position, hashes) VALUES ($1, $2, $3) \
                 ON CONFLICT (level, position) DO UPDATE SET hashes = excluded.hashes",
                &[Int(tile.level.into()), place(tile.position)?, Bytes(&tile.hashes)],
            )
            .await?;
    }
    Ok(())
}

async fn move_head<E: Engine>(engine: &mut E, change: &ExtendLedger) -> Result<(), StorageError> {
    let head = &change.head;
    let values = [
        place(head.size)?,
        Bytes(&head.frontier),
        Text(&head.checkpoint),
        Int(head.signed_at.unix_milliseconds()),
        place(change.before)?,
    ];
    let moved = engine
        .execute(
            "UPDATE ledger_head SET size = $1, frontier = $2, checkpoint = $3, signed_at = $4 WHERE one = 1 AND size = $5",
            &values,
        )
        .await?;
    if moved == 0 && change.before == 0 {
        let sql = "INSERT INTO ledger_head (one, size, frontier, checkpoint, signed_at) VALUES (1, $1, $2, $3, $4)";
        return engine.run(sql, &values[..4]).await.map_err(|error| error.about("the end of the ledger"));
    }
    one(moved, "the end of the ledger")
}

/// Puts a commitment into the ledger's waiting room, in the unit of what it commits to.
pub(super) async fn wait<E: Engine>(
    engine: &mut E,
    id: Id,
    commitment: &Digest,
    at: Instant,
) -> Result<(), StorageError> {
    let sql = "INSERT INTO ledger_waiting (id, commitment, at) VALUES ($1, $2, $3)";
    let values = [Text(&id.to_string()), Bytes(commitment.as_bytes()), Int(at.unix_milliseconds())];
    engine.run(sql, &values).await.map_err(|error| error.about("an entry of the ledger"))
}

pub(super) async fn waiting<E: Engine>(engine: &mut E, limit: u32) -> Result<Vec<WaitingEntry>, StorageError> {
    let sql = "SELECT id, commitment, at FROM ledger_waiting ORDER BY id LIMIT $1";
    let entry = |row: &E::Row| {
        Ok(WaitingEntry { id: id(row, "id")?, commitment: digest(row, "commitment")?, at: instant(row, "at")? })
    };
    engine.fetch(sql, &[Int(limit.into())]).await?.iter().map(entry).collect()
}

pub(super) async fn is_waiting<E: Engine>(engine: &mut E, id: Id) -> Result<bool, StorageError> {
    let sql = "SELECT at FROM ledger_waiting WHERE id = $1";
    Ok(!engine.fetch(sql, &[Text(&id.to_string())]).await?.is_empty())
}

pub(super) async fn head<E: Engine>(engine: &mut E) -> Result<Option<LedgerHead>, StorageError> {
    let head = |row: &E::Row| {
        Ok(LedgerHead {
            size: size(row, "size")?,
            frontier: row.bytes("frontier")?,
            checkpoint: row.text("checkpoint")?,
            signed_at: instant(row, "signed_at")?,
        })
    };
    let sql = "SELECT size, frontier, checkpoint, signed_at FROM ledger_head WHERE one = 1";
    engine.fetch(sql, &[]).await?.first().map(head).transpose()
}

pub(super) async fn tile<E: Engine>(engine: &mut E, level: u8, position: u64) -> Result<Option<Tile>, StorageError> {
    let sql = "SELECT hashes FROM ledger_tile WHERE level = $1 AND position = $2";
    let rows = engine.fetch(sql, &[Int(level.into()), place(position)?]).await?;
    rows.first().map(|row| Ok(Tile { level, position, hashes: row.bytes("hashes")? })).transpose()
}

pub(super) async fn entries<E: Engine>(engine: &mut E, from: u64, limit: u32) -> Result<Vec<Digest>, StorageError> {
    let sql = "SELECT commitment FROM ledger_entry WHERE position >= $1 ORDER BY position LIMIT $2";
    engine.fetch(sql, &[place(from)?, Int(limit.into())]).await?.iter().map(|row| digest(row, "commitment")).collect()
}

pub(super) async fn placed<E: Engine>(
    engine: &mut E,
    from: u64,
    limit: u32,
) -> Result<Vec<(Id, Digest)>, StorageError> {
    let sql = "SELECT id, commitment FROM ledger_entry WHERE position >= $1 ORDER BY position LIMIT $2";
    let entry = |row: &E::Row| Ok((id(row, "id")?, digest(row, "commitment")?));
    engine.fetch(sql, &[place(from)?, Int(limit.into())]).await?.iter().map(entry).collect()
}

pub(super) async fn placed_for<E: Engine>(engine: &mut E, id: Id) -> Result<Option<Digest>, StorageError> {
    let sql = "SELECT commitment FROM ledger_entry WHERE id = $1";
    engine.fetch(sql, &[Text(&id.to_string())]).await?.first().map(|row| digest(row, "commitment")).transpose()
}

pub(super) async fn newest<E: Engine>(engine: &mut E) -> Result<Option<Id>, StorageError> {
    let mut newest = None;
    // Waiting first: what is placed meanwhile is found then.
    for sql in [
        "SELECT id FROM ledger_waiting ORDER BY id DESC LIMIT 1",
        "SELECT id FROM ledger_entry ORDER BY id DESC LIMIT 1",
        "SELECT id FROM delivery WHERE acknowledged_at = 0 ORDER BY id DESC LIMIT 1",
    ] {
        newest = newest.max(engine.fetch(sql, &[]).await?.first().map(|row| id(row, "id")).transpose()?);
    }
    Ok(newest)
}

pub(super) async fn position<E: Engine>(engine: &mut E, id: Id) -> Result<Option<u64>, StorageError> {
    let sql = "SELECT position FROM ledger_entry WHERE id = $1";
    engine.fetch(sql, &[Text(&id.to_string())]).await?.first().map(|row| size(row, "position")).transpose()
}

fn place<'a>(position: u64) -> Result<Value<'a>, StorageError> {
    i64::try_from(position).map(Int).map_err(|_| StorageError::Corrupt { what: "a place in the ledger" })
}

fn size<R: Row>(row: &R, column: &'static str) -> Result<u64, StorageError> {
    u64::try_from(row.int(column)?).map_err(|_| StorageError::Corrupt { what: column })
}
