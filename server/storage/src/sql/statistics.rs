//! The SQL of published statistics.

use super::{Engine, Readers, Row, Value, instant, word};
use crate::{StatisticsChange, StatisticsStore, StorageError, StoredMonth};
use Value::{Int, Text};
use async_trait::async_trait;
use domain::statistics::Month;

pub(super) async fn apply<E: Engine>(engine: &mut E, change: &StatisticsChange) -> Result<(), StorageError> {
    let StatisticsChange::Publish(it) = change;
    let sql = "INSERT INTO statistics_month (month, made_at, tables) VALUES ($1, $2, $3)";
    let values = [Text(&it.month.name()), Int(it.made_at.unix_milliseconds()), Text(&it.tables)];
    engine.run(sql, &values).await.map_err(|error| error.about("a month of statistics"))
}

#[async_trait]
impl<R: Readers> StatisticsStore for R {
    async fn published_months(&self, limit: u32) -> Result<Vec<Month>, StorageError> {
        let sql = "SELECT month FROM statistics_month ORDER BY month DESC LIMIT $1";
        let rows = self.reader().await?.fetch(sql, &[Int(limit.into())]).await?;
        rows.iter().map(|row| word(row, "month", Month::parse)).collect()
    }

    async fn published_month(&self, month: Month) -> Result<Option<StoredMonth>, StorageError> {
        let sql = "SELECT month, made_at, tables FROM statistics_month WHERE month = $1";
        let rows = self.reader().await?.fetch(sql, &[Text(&month.name())]).await?;
        let Some(row) = rows.first() else { return Ok(None) };
        let (made_at, tables) = (instant(row, "made_at")?, row.text("tables")?);
        Ok(Some(StoredMonth { month: word(row, "month", Month::parse)?, made_at, tables }))
    }

    async fn persons_between(&self, after: &str, before: &str, limit: u32) -> Result<Vec<String>, StorageError> {
        let sql = "SELECT subject FROM account WHERE subject > $1 AND subject < $2 AND role = 'person' AND erased_at = 0 \
             ORDER BY subject LIMIT $3";
        let rows = self.reader().await?.fetch(sql, &[Text(after), Text(before), Int(limit.into())]).await?;
        rows.iter().map(|row| row.text("subject")).collect()
    }
}
