//! Copying out and in: everything, of one moment, into an empty database, all or none.

use super::Subject;
use super::samples::{count, draft, file, key, large_text, publish};
use crate::copy::{Cell, CopiedRow, tables};
use crate::{Change, Storage, StorageError, UnitOfWork};
use domain::Language;
use std::sync::Arc;

pub(super) async fn everything_moves_into_an_empty_database(from: impl Subject, mut to: impl Subject) {
    let storage = from.storage();
    for n in 1..=3 {
        storage.commit(publish(n)).await.unwrap();
        let unit: UnitOfWork =
            [Change::KeepSubjectKey(key(n)), file(n), count("contact", Some(Language::En))].into_iter().collect();
        storage.commit(unit).await.unwrap();
    }
    storage.commit(UnitOfWork::of(Change::KeepDraft(draft(Language::Th, &large_text())))).await.unwrap();
    // More than go in together, and some that are left over.
    storage.commit((4..=150).map(|n| Change::KeepSubjectKey(key(n))).collect()).await.unwrap();
    let rows = copied(&storage).await;
    assert!(rows.len() > 160, "{}", rows.len());

    let storage = to.storage();
    let mut left = rows.clone().into_iter();
    storage.copy_in(&mut || Ok(left.next())).await.unwrap();
    assert_eq!(copied(&storage).await, rows);
    to.reopen().await;
    assert_eq!(copied(&to.storage()).await, rows);
    assert_eq!(to.storage().version(super::samples::number(2)).await.unwrap().unwrap().number.get(), 2);

    let mut again = rows.into_iter();
    let refused = to.storage().copy_in(&mut || Ok(again.next())).await;
    assert_eq!(refused, Err(StorageError::Conflict { what: "an empty database" }));
}

pub(super) async fn a_copy_that_breaks_off_leaves_nothing(subject: impl Subject) {
    let storage = subject.storage();
    let usage = tables().iter().position(|table| table.name == "usage_count").unwrap();
    let text = |text: &str| Cell::Text(text.to_owned());
    let row = |n| CopiedRow { table: usage, cells: vec![text("2026-01-01"), text("policy"), text(""), Cell::Int(n)] };
    let short = CopiedRow { table: usage, cells: vec![text("2026-01-01")] };
    let unknown = CopiedRow { table: tables().len(), cells: Vec::new() };
    for end in [Ok(Some(short)), Ok(Some(unknown)), Ok(Some(row(2))), Err(StorageError::Corrupt { what: "the file" })] {
        let mut rows = [Ok(Some(row(1))), end].into_iter();
        assert!(storage.copy_in(&mut || rows.next().unwrap_or(Ok(None))).await.is_err());
        assert_eq!(copied(&storage).await, []);
    }
}

async fn copied(storage: &Arc<dyn Storage>) -> Vec<CopiedRow> {
    let mut rows = Vec::new();
    let mut take = |row| {
        rows.push(row);
        Ok(())
    };
    storage.copy_out(&mut take).await.unwrap();
    rows
}
