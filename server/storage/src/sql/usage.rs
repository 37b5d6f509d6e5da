//! The SQL of usage sums. A service without a language is kept under the empty word, so that a sum has one row.

use super::{Engine, Row, Value, day, language};
use crate::{StorageError, Usage};
use Value::{Int, Text};
use domain::{Day, Language};

pub(super) async fn count<E: Engine>(
    engine: &mut E,
    day: Day,
    service: &str,
    language: Option<Language>,
    times: i64,
) -> Result<(), StorageError> {
    engine
        .run(
            "INSERT INTO usage_count (day, service, language, times) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (day, service, language) DO UPDATE SET times = usage_count.times + excluded.times",
            &[Text(&day.to_string()), Text(service), Text(language.map_or("", Language::tag)), Int(times)],
        )
        .await
}

pub(super) async fn between<E: Engine>(engine: &mut E, from: Day, to: Day) -> Result<Vec<Usage>, StorageError> {
    let rows = engine
        .fetch(
            "SELECT day, service, language, times FROM usage_count WHERE day BETWEEN $1 AND $2",
            &[Text(&from.to_string()), Text(&to.to_string())],
        )
        .await?;
    let mut sums: Vec<_> = rows.iter().map(usage).collect::<Result<_, _>>()?;
    // Here, because the two engines need not agree on how words are ordered.
    sums.sort_by(|a, b| (a.day, &a.service, a.language).cmp(&(b.day, &b.service, b.language)));
    Ok(sums)
}

fn usage<R: Row>(row: &R) -> Result<Usage, StorageError> {
    let language = if row.text("language")?.is_empty() { None } else { Some(language(row, "language")?) };
    let times = u64::try_from(row.int("times")?).map_err(|_| StorageError::Corrupt { what: "times" })?;
    Ok(Usage { day: day(row, "day")?, service: row.text("service")?, language, times })
}
