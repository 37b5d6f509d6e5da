//! What an error of the driver means to storage. `PostgreSQL` quotes values in its messages, so only its code is kept.

use sqlx::Error;
use sqlx::migrate::MigrateError;
use storage::StorageError;

/// The SQLSTATE our triggers raise.
const APPEND_ONLY: &str = "MP001";

/// The meaning of `error` to whoever asked.
pub fn meaning(error: Error) -> StorageError {
    match error {
        Error::Database(error) => state(&error.code().unwrap_or_default()),
        Error::ColumnDecode { .. } | Error::Decode(_) => StorageError::Corrupt { what: "a column" },
        Error::Migrate(error) => migrate(*error),
        Error::Configuration(_) => StorageError::unavailable("the database URL or a file it names cannot be used"),
        error => StorageError::unavailable(error),
    }
}

pub(crate) fn migrate(error: MigrateError) -> StorageError {
    match error {
        MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => meaning(error),
        _ => StorageError::Schema,
    }
}

/// Whether the server broke the transaction off to let another pass: a failed serialization or a deadlock.
pub(crate) fn broken_off(error: &Error) -> bool {
    error
        .as_database_error()
        .and_then(sqlx::error::DatabaseError::code)
        .is_some_and(|code| code == "40001" || code == "40P01")
}

/// By SQLSTATE, see <https://www.postgresql.org/docs/current/errcodes-appendix.html>.
fn state(code: &str) -> StorageError {
    match code {
        "23505" => StorageError::Conflict { what: "a row" },
        APPEND_ONLY => StorageError::Refused,
        "XX001" | "XX002" => StorageError::Corrupt { what: "a table" },
        "28000" | "28P01" => StorageError::unavailable("the database refuses the login"),
        "3D000" => StorageError::unavailable("the database does not exist"),
        "53100" => StorageError::unavailable("the disk of the database is full"),
        // Values that do not fit and constraints that do not hold.
        code if code.starts_with("22") || code.starts_with("23") => StorageError::Refused,
        code => StorageError::unavailable(format_args!("SQLSTATE {code}")),
    }
}
