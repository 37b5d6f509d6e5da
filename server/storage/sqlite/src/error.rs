//! What an error of the driver means to storage. `SQLite`'s messages name columns and rules, never values.

use sqlx::Error;
use sqlx::error::DatabaseError;
use sqlx::migrate::MigrateError;
use storage::StorageError;

/// The meaning of `error` to whoever asked.
pub fn meaning(error: Error) -> StorageError {
    match error {
        Error::Database(error) => database(error.as_ref()),
        Error::ColumnDecode { .. } | Error::Decode(_) => StorageError::Corrupt { what: "a column" },
        Error::Migrate(error) => migrate(*error),
        error => StorageError::unavailable(error),
    }
}

pub(crate) fn migrate(error: MigrateError) -> StorageError {
    match error {
        MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => meaning(error),
        _ => StorageError::Schema,
    }
}

/// By result code, see <https://www.sqlite.org/rescode.html>.
fn database(error: &dyn DatabaseError) -> StorageError {
    const CONSTRAINT_PRIMARY_KEY: i32 = 1555;
    const CONSTRAINT_UNIQUE: i32 = 2067;
    const CONSTRAINT_ROWID: i32 = 2579;
    const CORRUPT: i32 = 11;
    const TOO_BIG: i32 = 18;
    const CONSTRAINT: i32 = 19;
    const MISMATCH: i32 = 20;
    const NOT_A_DATABASE: i32 = 26;

    let code = error.code().and_then(|code| code.parse().ok()).unwrap_or(0);
    match code {
        CONSTRAINT_PRIMARY_KEY | CONSTRAINT_UNIQUE | CONSTRAINT_ROWID => StorageError::Conflict { what: "a row" },
        code => match code & 0xff {
            CONSTRAINT | TOO_BIG | MISMATCH => StorageError::Refused,
            CORRUPT | NOT_A_DATABASE => StorageError::Corrupt { what: "the database file" },
            _ => StorageError::unavailable(error.message()),
        },
    }
}
