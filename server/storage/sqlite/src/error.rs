//! What an error of the engine means to storage. `SQLite`'s messages name columns and rules, never values.

use rusqlite::Error;
use rusqlite::ffi;
use storage::StorageError;

/// The meaning of `error` to whoever asked, by result code, see <https://www.sqlite.org/rescode.html>.
pub fn meaning(error: Error) -> StorageError {
    match error {
        Error::SqliteFailure(failure, message) => {
            let cause = message.unwrap_or_else(|| ffi::code_to_str(failure.extended_code).to_owned());
            by_code(failure.extended_code, &cause)
        }
        Error::FromSqlConversionFailure(..) | Error::InvalidColumnType(..) | Error::InvalidColumnName(_) => {
            StorageError::Corrupt { what: "a column" }
        }
        error => StorageError::unavailable(error),
    }
}

fn by_code(code: i32, cause: &str) -> StorageError {
    match code {
        ffi::SQLITE_CONSTRAINT_PRIMARYKEY | ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_ROWID => {
            StorageError::Conflict { what: "a row" }
        }
        code => match code & 0xff {
            ffi::SQLITE_CONSTRAINT | ffi::SQLITE_TOOBIG | ffi::SQLITE_MISMATCH => StorageError::Refused,
            ffi::SQLITE_CORRUPT | ffi::SQLITE_NOTADB => StorageError::Corrupt { what: "the database file" },
            _ => StorageError::unavailable(cause),
        },
    }
}
