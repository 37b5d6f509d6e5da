//! The writers: each takes what waits, does together what can be done together, and answers each.
//!
//! A unit that was begun is gone through with, whether or not anybody waits for its answer: a connection that was left in the
//! middle of a transaction would be given to others.

use crate::batch::{Batch, MOST, Outcome};
use crate::error::{self, meaning};
use crate::open::ACQUIRE;
use crate::session::Session;
use crate::shape::Shapes;
use sqlx::pool::PoolConnection;
use sqlx::{Connection, PgConnection, PgPool, Postgres};
use std::sync::Arc;
use std::time::Duration;
use storage::{StorageError, UnitOfWork, sql};
use tokio::sync::mpsc::error::SendTimeoutError;
use tokio::sync::{Mutex, mpsc, oneshot};
use tokio::time::timeout;

/// How many batches are done at the same time.
const WRITERS: usize = 2;

/// How often a unit is applied anew when the server breaks it off in favour of another one.
const ATTEMPTS: u32 = 8;

/// How long a server may be silent in the middle of a unit, longer than it may take for a statement: a connection to a machine
/// that is gone says nothing for minutes.
const SILENT: Duration = Duration::from_secs(15);

/// A unit that waits, and where its answer goes.
struct Waiting {
    unit: UnitOfWork,
    answer: oneshot::Sender<Result<(), StorageError>>,
}

/// Where units are sent; the writers end when this is dropped.
pub(crate) struct Writers(mpsc::Sender<Waiting>);

impl Writers {
    pub(crate) fn start(pool: &PgPool, shapes: Shapes) -> Self {
        let (sender, inbox) = mpsc::channel(MOST);
        let (inbox, shapes) = (Arc::new(Mutex::new(inbox)), Arc::new(shapes));
        for _ in 0..WRITERS {
            tokio::spawn(serve(pool.clone(), Arc::clone(&inbox), Arc::clone(&shapes)));
        }
        Self(sender)
    }

    pub(crate) async fn commit(&self, unit: UnitOfWork) -> Result<(), StorageError> {
        let (answer, answered) = oneshot::channel();
        let gone = || StorageError::unavailable("the writers are gone");
        self.0.send_timeout(Waiting { unit, answer }, ACQUIRE).await.map_err(|error| match error {
            SendTimeoutError::Timeout(_) => StorageError::unavailable("too many units of work wait"),
            SendTimeoutError::Closed(_) => gone(),
        })?;
        answered.await.unwrap_or_else(|_| Err(gone()))
    }
}

async fn serve(pool: PgPool, inbox: Arc<Mutex<mpsc::Receiver<Waiting>>>, shapes: Arc<Shapes>) {
    while let Some(waiting) = several(&inbox).await {
        let (mut batch, mut taken) = (Batch::default(), Vec::new());
        for it in waiting {
            if batch.takes(&it.unit, &shapes) {
                taken.push(it);
            } else {
                // It may wait for somebody else's lock, and holds nobody up meanwhile.
                tokio::spawn(alone(pool.clone(), it));
            }
        }
        if !taken.is_empty() {
            finish(&pool, &batch, taken).await;
        }
    }
}

/// What waits, [`MOST`] at most; nothing once nobody can send any more.
async fn several(inbox: &Mutex<mpsc::Receiver<Waiting>>) -> Option<Vec<Waiting>> {
    let mut waiting = Vec::with_capacity(MOST);
    let received = inbox.lock().await.recv_many(&mut waiting, MOST).await;
    (received > 0).then_some(waiting)
}

/// A connection on which the server fell silent is closed: what came of the unit is not known.
fn silence(connection: PoolConnection<Postgres>) -> StorageError {
    drop(connection.detach());
    StorageError::unavailable("the database fell silent")
}

async fn together(pool: &PgPool, batch: &Batch) -> Outcome {
    let mut connection = match pool.acquire().await {
        Ok(connection) => connection,
        Err(error) => return Outcome::Failed(meaning(error)),
    };
    let outcome = timeout(SILENT, batch.commit(&mut connection)).await;
    outcome.unwrap_or_else(|_| Outcome::Failed(silence(connection)))
}

async fn finish(pool: &PgPool, batch: &Batch, taken: Vec<Waiting>) {
    let outcome = match together(pool, batch).await {
        Outcome::Kept => Ok(()),
        Outcome::Apart => {
            for it in taken {
                tokio::spawn(alone(pool.clone(), it));
            }
            return;
        }
        Outcome::Failed(error) => {
            tracing::warn!(%error, units = taken.len(), "units of work were not committed");
            Err(error)
        }
    };
    for it in taken {
        // Nobody may be waiting any more; the unit stands all the same.
        let _ = it.answer.send(outcome.clone());
    }
}

/// A unit in a transaction of its own.
async fn alone(pool: PgPool, it: Waiting) {
    let mut outcome = attempt(&pool, &it.unit).await;
    for _ in 1..ATTEMPTS {
        if !outcome.1 {
            break;
        }
        outcome = attempt(&pool, &it.unit).await;
    }
    if let Err(error @ StorageError::Unavailable { .. }) = &outcome.0 {
        tracing::warn!(%error, "a unit of work was not committed");
    }
    let _ = it.answer.send(outcome.0);
}

/// One try: the outcome, and whether the server asks for another.
async fn attempt(pool: &PgPool, unit: &UnitOfWork) -> (Result<(), StorageError>, bool) {
    let mut connection = match pool.acquire().await {
        Ok(connection) => connection,
        Err(error) => return (Err(meaning(error)), false),
    };
    let outcome = timeout(SILENT, transact(&mut connection, unit)).await;
    outcome.unwrap_or_else(|_| (Err(silence(connection)), false))
}

async fn transact(connection: &mut PgConnection, unit: &UnitOfWork) -> (Result<(), StorageError>, bool) {
    let mut transaction = match connection.begin().await {
        Ok(transaction) => transaction,
        Err(error) => return (Err(meaning(error)), false),
    };
    let mut session = Session::of(&mut *transaction);
    if let Err(error) = sql::apply(&mut session, unit).await {
        let again = session.broken_off();
        // Where this fails the connection is gone, and the transaction with it.
        let _ = transaction.rollback().await;
        return (Err(error), again);
    }
    match transaction.commit().await {
        Ok(()) => (Ok(()), false),
        Err(error) => {
            let again = error::broken_off(&error);
            (Err(meaning(error)), again)
        }
    }
}
