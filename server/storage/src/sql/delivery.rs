//! The SQL of what partners' systems are told.

use super::{Engine, Readers, Row, Value, id, instant, maybe_id, number, one, text_of};
use crate::{Delivery, DeliveryChange, DeliveryStore, StorageError};
use Value::{Int, Text};
use async_trait::async_trait;
use domain::{Id, Instant};

/// A query of deliveries; SQL is text of the program alone.
macro_rules! deliveries {
    ($rest:literal) => {
        concat!(
            "SELECT client, id, subject, kind, target, purpose, created_at, tries, next_at, acknowledged_at, \
             acknowledged_by FROM delivery ",
            $rest
        )
    };
}

pub(super) async fn apply<E: Engine>(engine: &mut E, change: &DeliveryChange) -> Result<(), StorageError> {
    match change {
        DeliveryChange::Tell(it) => {
            let sql = "INSERT INTO delivery (client, id, subject, kind, target, purpose, created_at, tries, next_at, \
                 acknowledged_at, acknowledged_by) VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8, 0, '')";
            let values = [
                Text(&it.client),
                Text(&it.id.to_string()),
                Text(&it.subject),
                Text(&it.kind),
                Text(&text_of(it.target)),
                Text(&it.purpose),
                Int(it.created_at.unix_milliseconds()),
                Int(it.next_at.unix_milliseconds()),
            ];
            engine.run(sql, &values).await.map_err(|error| error.about("a delivery"))
        }
        DeliveryChange::Tried { client, id, tries, next_at } => {
            let sql = "UPDATE delivery SET tries = tries + 1, next_at = $4 \
                 WHERE client = $1 AND id = $2 AND tries = $3 AND acknowledged_at = 0";
            let values = [Text(client), Text(&id.to_string()), Int((*tries).into()), Int(next_at.unix_milliseconds())];
            one(engine.execute(sql, &values).await?, "a delivery")
        }
        DeliveryChange::Acknowledge { client, id, at, by } => {
            let sql = "UPDATE delivery SET acknowledged_at = $3, acknowledged_by = $4 \
                 WHERE client = $1 AND id = $2 AND acknowledged_at = 0";
            let values = [Text(client), Text(&id.to_string()), Int(at.unix_milliseconds()), Text(by)];
            one(engine.execute(sql, &values).await?, "a delivery")
        }
    }
}

#[async_trait]
impl<R: Readers> DeliveryStore for R {
    async fn deliveries_for(&self, client: &str, limit: u32) -> Result<Vec<Delivery>, StorageError> {
        let sql = deliveries!("WHERE client = $1 AND acknowledged_at = 0 ORDER BY id LIMIT $2");
        self.reader().await?.fetch(sql, &[Text(client), Int(limit.into())]).await?.iter().map(delivery).collect()
    }

    async fn deliveries_due(&self, now: Instant, limit: u32) -> Result<Vec<Delivery>, StorageError> {
        let sql = deliveries!(
            "WHERE acknowledged_at = 0 AND next_at <= $1 AND EXISTS (SELECT 1 FROM partner_system posted_to \
             WHERE posted_to.client = delivery.client AND posted_to.ended_at = 0 AND posted_to.endpoint <> '') \
             AND NOT EXISTS (SELECT 1 FROM delivery earlier \
             WHERE earlier.client = delivery.client AND earlier.subject = delivery.subject \
             AND earlier.acknowledged_at = 0 AND earlier.id < delivery.id) ORDER BY next_at, client, id LIMIT $2"
        );
        let values = [Int(now.unix_milliseconds()), Int(limit.into())];
        self.reader().await?.fetch(sql, &values).await?.iter().map(delivery).collect()
    }

    async fn deliveries_about(&self, subject: &str, limit: u32) -> Result<Vec<Delivery>, StorageError> {
        let sql = deliveries!("WHERE subject = $1 ORDER BY id DESC, client LIMIT $2");
        self.reader().await?.fetch(sql, &[Text(subject), Int(limit.into())]).await?.iter().map(delivery).collect()
    }

    async fn delivery(&self, client: &str, of: Id) -> Result<Option<Delivery>, StorageError> {
        let sql = deliveries!("WHERE client = $1 AND id = $2");
        let values = [Text(client), Text(&of.to_string())];
        self.reader().await?.fetch(sql, &values).await?.first().map(delivery).transpose()
    }
}

fn delivery<R: Row>(row: &R) -> Result<Delivery, StorageError> {
    let acknowledged = Some(instant(row, "acknowledged_at")?).filter(|at| at.unix_milliseconds() != 0);
    let by = row.text("acknowledged_by")?;
    Ok(Delivery {
        client: row.text("client")?,
        id: id(row, "id")?,
        subject: row.text("subject")?,
        kind: row.text("kind")?,
        target: maybe_id(row, "target")?,
        purpose: row.text("purpose")?,
        created_at: instant(row, "created_at")?,
        tries: number(row, "tries")?,
        next_at: instant(row, "next_at")?,
        acknowledged: acknowledged.map(|at| (at, by)),
    })
}
