//! Several units in one transaction: what they do alike is one statement, and the sync is one for all.
//!
//! No two of them touch the same row, so that nobody can tell in which order they were done. What each unit takes for granted,
//! one row changed, is looked at for all of them; where it does not hold nothing is kept, and each is done alone.

use crate::error::{self, meaning};
use crate::notes::{self, Statement};
use crate::session::{Session, bound};
use crate::shape::{Shape, Shapes};
use sqlx::postgres::PgArguments;
use sqlx::query::Query;
use sqlx::{Connection, Error, PgConnection, Postgres};
use std::collections::HashSet;
use std::sync::Arc;
use storage::copy::Cell;
use storage::sql::{self, Counts, Value};
use storage::{StorageError, UnitOfWork};

/// The most units in one transaction.
pub(crate) const MOST: usize = 64;

/// Statements with their shapes, in the order of a unit.
type Steps = Vec<(Statement, Arc<Shape>)>;

/// Units that can be done together.
#[derive(Default)]
pub(crate) struct Batch {
    units: Vec<Steps>,
    rows: HashSet<Vec<u8>>,
    counts: Counts,
}

/// What became of a batch.
pub(crate) enum Outcome {
    /// All are committed.
    Kept,
    /// Nothing is kept: something one of them takes for granted is not so. Each is to be done alone.
    Apart,
    /// The database is out of reach; whether they are kept is not known.
    Failed(StorageError),
}

/// Why nothing of a batch was kept.
enum Stopped {
    /// A statement changed more or fewer rows than one.
    Untrue,
    Failed(StorageError),
    Said(Error),
}

impl From<Error> for Stopped {
    fn from(error: Error) -> Self {
        Self::Said(error)
    }
}

impl Batch {
    /// Takes `unit` in, where it touches rows that no other here touches; says whether it did.
    pub(crate) fn takes(&mut self, unit: &UnitOfWork, shapes: &Shapes) -> bool {
        let Some((statements, counts)) = notes::statements(unit) else { return false };
        let shaped = |statement: Statement| shapes.shape(&statement).map(|shape| (statement, shape));
        let Some(steps) = statements.into_iter().map(shaped).collect::<Option<Steps>>() else { return false };
        let rows: HashSet<_> = steps.iter().map(|(statement, shape)| shape.row(&statement.values)).collect();
        if !rows.is_disjoint(&self.rows) {
            return false;
        }
        self.rows.extend(rows);
        for (what, times) in counts {
            *self.counts.entry(what).or_insert(0) += times;
        }
        self.units.push(steps);
        true
    }

    /// Does all of it, in one transaction.
    pub(crate) async fn commit(&self, connection: &mut PgConnection) -> Outcome {
        let mut transaction = match connection.begin().await {
            Ok(transaction) => transaction,
            Err(error) => return Outcome::Failed(meaning(error)),
        };
        let stopped = match self.run(&mut transaction).await {
            Ok(()) => match transaction.commit().await {
                Ok(()) => return Outcome::Kept,
                Err(error) if undone(&error) => return Outcome::Apart,
                Err(error) => return Outcome::Failed(meaning(error)),
            },
            Err(stopped) => stopped,
        };
        // Where this fails the connection is gone, and the transaction with it.
        let _ = transaction.rollback().await;
        match stopped {
            // While it answers, it is a matter of one of them.
            Stopped::Untrue | Stopped::Said(Error::Database(_)) => Outcome::Apart,
            Stopped::Said(error) => Outcome::Failed(meaning(error)),
            Stopped::Failed(error @ StorageError::Unavailable { .. }) => Outcome::Failed(error),
            Stopped::Failed(_) => Outcome::Apart,
        }
    }

    async fn run(&self, connection: &mut PgConnection) -> Result<(), Stopped> {
        let mut next = vec![0; self.units.len()];
        while let Some(first) = next.iter().zip(&self.units).position(|(at, steps)| *at < steps.len()) {
            let (statement, shape) = &self.units[first][next[first]];
            together(connection, shape, &self.alike(statement, shape, &mut next)).await?;
        }
        sql::count(&mut Session::of(connection), &self.counts).await.map_err(Stopped::Failed)
    }

    /// The statements with the same text that stand next in their units, on different rows; `next` goes past them.
    fn alike(&self, like: &Statement, shape: &Shape, next: &mut [usize]) -> Vec<&Statement> {
        let (mut alike, mut rows) = (Vec::new(), HashSet::new());
        for (at, steps) in next.iter_mut().zip(&self.units) {
            while let Some((statement, _)) = steps.get(*at)
                && statement.sql == like.sql
                && rows.insert(shape.row(&statement.values))
            {
                alike.push(statement);
                *at += 1;
            }
        }
        alike
    }
}

/// Whether the server says that it kept nothing, for a reason of one unit or in favour of another transaction.
fn undone(error: &Error) -> bool {
    let reason = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
    error::broken_off(error) || reason.is_some_and(|code| code.starts_with("23"))
}

async fn together(connection: &mut PgConnection, shape: &Shape, alike: &[&Statement]) -> Result<(), Stopped> {
    let [first, _, ..] = alike else { return one_by_one(connection, alike).await };
    let Some(many) = &shape.many else { return one_by_one(connection, alike).await };
    let lists = (0..first.values.len()).try_fold(sqlx::query(many.clone()), |query, at| list(query, alike, at));
    let changed = lists.ok_or(Stopped::Untrue)?.execute(connection).await?.rows_affected();
    if first.one && changed != alike.len() as u64 { Err(Stopped::Untrue) } else { Ok(()) }
}

async fn one_by_one(connection: &mut PgConnection, alike: &[&Statement]) -> Result<(), Stopped> {
    for statement in alike {
        let values: Vec<_> = statement.values.iter().map(Value::from).collect();
        let changed = bound(statement.sql, &values).execute(&mut *connection).await?.rows_affected();
        if statement.one && changed != 1 {
            return Err(Stopped::Untrue);
        }
    }
    Ok(())
}

/// The query with the values at one place of all statements bound as a list; nothing where they are not of one kind.
fn list(
    query: Query<'static, Postgres, PgArguments>,
    alike: &[&Statement],
    at: usize,
) -> Option<Query<'static, Postgres, PgArguments>> {
    fn of<'a, T>(alike: &[&'a Statement], at: usize, read: impl Fn(&'a Cell) -> Option<T>) -> Option<Vec<T>> {
        alike.iter().map(|statement| statement.values.get(at).and_then(&read)).collect()
    }
    Some(match alike.first()?.values.get(at)? {
        Cell::Int(_) => query.bind(of(alike, at, |cell| if let Cell::Int(int) = cell { Some(*int) } else { None })?),
        Cell::Text(_) => {
            query.bind(of(alike, at, |cell| if let Cell::Text(text) = cell { Some(&**text) } else { None })?)
        }
        Cell::Bytes(_) => {
            query.bind(of(alike, at, |cell| if let Cell::Bytes(it) = cell { Some(&**it) } else { None })?)
        }
    })
}
