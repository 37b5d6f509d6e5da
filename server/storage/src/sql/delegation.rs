//! The SQL of delegations and files.

use super::{Engine, Row, Value, day, id, instant, one, word};
use crate::{DelegationChange, DelegationStep, Document, StorageError, StoredDelegation};
use Value::{Bytes, Int, Text};
use domain::Id;
use domain::delegation::{Delegation, DelegationState, Scope};

pub(super) async fn apply<E: Engine>(engine: &mut E, change: &DelegationChange) -> Result<(), StorageError> {
    match change {
        DelegationChange::File(delegation) => file(engine, delegation).await,
        DelegationChange::Step(step) => take(engine, step).await,
        DelegationChange::KeepDocument(document) => keep(engine, document).await,
        DelegationChange::DropDocument { subject, id } => {
            let sql = "DELETE FROM document WHERE subject = $1 AND id = $2";
            engine.run(sql, &[Text(subject), Text(&id.to_string())]).await
        }
    }
}

async fn file<E: Engine>(engine: &mut E, it: &StoredDelegation) -> Result<(), StorageError> {
    engine
        .run(
            "INSERT INTO delegation (grantor, id, delegate, scope, from_day, to_day, state, filed_at, decided_at, \
             decided_by, sealed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, '', $9)",
            &[
                Text(&it.grantor),
                Text(&it.id.to_string()),
                Text(&it.delegate),
                Text(&it.terms.scope.words()),
                Text(&it.terms.from.to_string()),
                Text(&it.terms.to.to_string()),
                Text(it.terms.state.name()),
                Int(it.filed_at.unix_milliseconds()),
                Bytes(&it.sealed),
            ],
        )
        .await
        .map_err(|error| error.about("a delegation"))
}

async fn take<E: Engine>(engine: &mut E, step: &DelegationStep) -> Result<(), StorageError> {
    let id = step.id.to_string();
    let values = [
        Text(&step.grantor),
        Text(&id),
        Text(step.from.name()),
        Text(step.to.name()),
        Int(step.at.unix_milliseconds()),
        Text(&step.by),
        Bytes(&step.sealed),
    ];
    let (sql, values) = if step.sealed.is_empty() {
        (
            "UPDATE delegation SET state = $4, decided_at = $5, decided_by = $6 WHERE grantor = $1 AND id = $2 AND state = $3",
            &values[..6],
        )
    } else {
        (
            "UPDATE delegation SET state = $4, decided_at = $5, decided_by = $6, sealed = $7 \
             WHERE grantor = $1 AND id = $2 AND state = $3",
            &values[..],
        )
    };
    one(engine.execute(sql, values).await?, "a delegation")
}

async fn keep<E: Engine>(engine: &mut E, document: &Document) -> Result<(), StorageError> {
    engine
        .run(
            "INSERT INTO document (subject, id, kind, sealed, made_at) VALUES ($1, $2, $3, $4, $5)",
            &[
                Text(&document.subject),
                Text(&document.id.to_string()),
                Text(&document.kind),
                Bytes(&document.sealed),
                Int(document.made_at.unix_milliseconds()),
            ],
        )
        .await
        .map_err(|error| error.about("a file"))
}

pub(super) async fn granted<E: Engine>(engine: &mut E, grantor: &str) -> Result<Vec<StoredDelegation>, StorageError> {
    let sql = "SELECT grantor, id, delegate, scope, from_day, to_day, state, filed_at, decided_at, decided_by, sealed \
         FROM delegation WHERE grantor = $1 ORDER BY id DESC";
    engine.fetch(sql, &[Text(grantor)]).await?.iter().map(delegation).collect()
}

pub(super) async fn received<E: Engine>(engine: &mut E, delegate: &str) -> Result<Vec<StoredDelegation>, StorageError> {
    let sql = "SELECT grantor, id, delegate, scope, from_day, to_day, state, filed_at, decided_at, decided_by, sealed \
         FROM delegation WHERE delegate = $1 ORDER BY id DESC";
    engine.fetch(sql, &[Text(delegate)]).await?.iter().map(delegation).collect()
}

pub(super) async fn by_id<E: Engine>(
    engine: &mut E,
    grantor: &str,
    id: Id,
) -> Result<Option<StoredDelegation>, StorageError> {
    let sql = "SELECT grantor, id, delegate, scope, from_day, to_day, state, filed_at, decided_at, decided_by, sealed \
         FROM delegation WHERE grantor = $1 AND id = $2";
    engine.fetch(sql, &[Text(grantor), Text(&id.to_string())]).await?.first().map(delegation).transpose()
}

pub(super) async fn in_state<E: Engine>(
    engine: &mut E,
    state: DelegationState,
    limit: u32,
) -> Result<Vec<StoredDelegation>, StorageError> {
    let sql = "SELECT grantor, id, delegate, scope, from_day, to_day, state, filed_at, decided_at, decided_by, sealed \
         FROM delegation WHERE state = $1 ORDER BY filed_at, id LIMIT $2";
    engine.fetch(sql, &[Text(state.name()), Int(limit.into())]).await?.iter().map(delegation).collect()
}

fn delegation<R: Row>(row: &R) -> Result<StoredDelegation, StorageError> {
    let at = instant(row, "decided_at")?;
    let by = row.text("decided_by")?;
    Ok(StoredDelegation {
        grantor: row.text("grantor")?,
        id: id(row, "id")?,
        delegate: row.text("delegate")?,
        terms: Delegation {
            state: word(row, "state", DelegationState::from_name)?,
            scope: word(row, "scope", Scope::from_words)?,
            from: day(row, "from_day")?,
            to: day(row, "to_day")?,
        },
        filed_at: instant(row, "filed_at")?,
        decided: (at.unix_milliseconds() != 0).then_some((at, by)),
        sealed: row.bytes("sealed")?,
    })
}

pub(super) async fn document<E: Engine>(
    engine: &mut E,
    subject: &str,
    id: Id,
) -> Result<Option<Document>, StorageError> {
    let sql = "SELECT kind, sealed, made_at FROM document WHERE subject = $1 AND id = $2";
    let rows = engine.fetch(sql, &[Text(subject), Text(&id.to_string())]).await?;
    let document = |row: &E::Row| {
        Ok(Document {
            subject: subject.to_owned(),
            id,
            kind: row.text("kind")?,
            sealed: row.bytes("sealed")?,
            made_at: instant(row, "made_at")?,
        })
    };
    rows.first().map(document).transpose()
}
