//! Published statistics, on both engines: a month is published once, whoever comes first, and never changed.

use super::accounts::{account, at};
use super::{Subject, together};
use crate::{AccountChange, StatisticsChange, StorageError, StoredMonth, UnitOfWork};
use domain::statistics::Month;

fn month(name: &str, tables: &str) -> StoredMonth {
    StoredMonth { month: Month::parse(name).unwrap(), made_at: at(1), tables: tables.to_owned() }
}

fn publish(name: &str, tables: &str) -> UnitOfWork {
    UnitOfWork::of(StatisticsChange::Publish(month(name, tables)).into())
}

pub(super) async fn a_month_is_published_once(subject: impl Subject) {
    let storage = subject.storage();
    storage.commit(publish("2026-10", "[1]")).await.unwrap();
    let outcomes = together(&storage, ["[2]", "[3]", "[4]"].map(|tables| publish("2026-11", tables))).await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    let months = storage.published_months(9).await.unwrap();
    assert_eq!(months, ["2026-11", "2026-10"].map(|name| Month::parse(name).unwrap()));
    assert_eq!(storage.published_month(months[1]).await.unwrap(), Some(month("2026-10", "[1]")));
    assert_eq!(storage.published_month(months[1].before()).await.unwrap(), None);
    for sql in ["UPDATE statistics_month SET tables = '[]'", "DELETE FROM statistics_month"] {
        assert_eq!(subject.raw(sql).await, Err(StorageError::Refused), "{sql}");
    }
    for subject in ["a", "b", "c"] {
        storage.commit(UnitOfWork::of(AccountChange::Open(account(subject)).into())).await.unwrap();
    }
    assert_eq!(storage.persons_between("a", "c", 9).await.unwrap(), ["b"]);
    assert_eq!(storage.persons_between("", "d", 2).await.unwrap(), ["a", "b"]);
}
