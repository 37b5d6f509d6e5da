//! What a statement touches, read from its text: the table, and by which values its row is known. And the same statement for
//! many rows at once.
//!
//! Only statements of one row are read: `INSERT … VALUES`, and `UPDATE` and `DELETE` whose condition names every column of the
//! primary key. Units whose statements are all of this kind, and touch different rows, can be done in any order.

use sqlx::{AssertSqlSafe, PgConnection, Row, SqlSafeStr, SqlStr};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use storage::StorageError;
use storage::copy::Cell;

use crate::error::meaning;
use crate::notes::Statement;

/// What is known of a statement by its text.
#[derive(Debug, Clone)]
pub(crate) struct Shape {
    table: &'static str,
    key: Vec<Part>,
    /// The statement for many rows, each value of which is a list: `UNNEST` takes as many rows as a list is long, so that
    /// the text, and the plan, is the same for all.
    pub(crate) many: Option<SqlStr>,
}

/// A part of a primary key in a statement.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Part {
    /// The value at this place.
    Given(usize),
    /// Words of the statement itself.
    Fixed(&'static str),
}

/// The shapes of statements that were met, and what they are read with: the primary key of each table.
pub(crate) struct Shapes {
    keys: HashMap<String, Vec<String>>,
    met: Mutex<HashMap<&'static str, Option<Arc<Shape>>>>,
}

impl Shapes {
    /// The primary keys as the database has them.
    pub(crate) async fn of(connection: &mut PgConnection) -> Result<Self, StorageError> {
        let sql = "SELECT CAST(c.relname AS TEXT) AS name, CAST(a.attname AS TEXT) AS part FROM pg_index i \
             JOIN pg_class c ON c.oid = i.indrelid JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY(i.indkey) \
             WHERE i.indisprimary AND c.relnamespace = CAST(CURRENT_SCHEMA AS REGNAMESPACE)";
        let mut keys: HashMap<String, Vec<String>> = HashMap::new();
        for row in sqlx::query(sql).fetch_all(connection).await.map_err(meaning)? {
            let text = |column: &str| row.try_get::<String, _>(column).map_err(meaning);
            keys.entry(text("name")?).or_default().push(text("part")?);
        }
        Ok(Self { keys, met: Mutex::default() })
    }

    /// The shape of a statement, where it touches one row.
    pub(crate) fn shape(&self, statement: &Statement) -> Option<Arc<Shape>> {
        let mut met = self.met.lock().unwrap_or_else(PoisonError::into_inner);
        let read = || read(statement.sql, &statement.values, &self.keys).map(Arc::new);
        met.entry(statement.sql).or_insert_with(read).clone()
    }
}

impl Shape {
    /// The row that a statement of this shape touches: one word for each row there can be.
    pub(crate) fn row(&self, values: &[Cell]) -> Vec<u8> {
        let mut row = self.table.as_bytes().to_vec();
        for part in &self.key {
            let int;
            let bytes = match part {
                Part::Fixed(words) => words.as_bytes(),
                Part::Given(at) => match values.get(*at) {
                    Some(Cell::Text(text)) => text.as_bytes(),
                    Some(Cell::Bytes(bytes)) => bytes,
                    Some(Cell::Int(value)) => {
                        int = value.to_string();
                        int.as_bytes()
                    }
                    None => &[],
                },
            };
            row.extend(bytes.len().to_be_bytes());
            row.extend(bytes);
        }
        row
    }
}

fn read(sql: &'static str, values: &[Cell], keys: &HashMap<String, Vec<String>>) -> Option<Shape> {
    if sql.contains("SELECT") || sql.contains(" OR ") {
        return None;
    }
    let (head, table, known, rest) = if let Some(after) = sql.strip_prefix("INSERT INTO ") {
        let (table, columns) = after.split_once(" (")?;
        let (columns, list) = columns.split_once(") VALUES (")?;
        let (list, rest) = list.split_once(')')?;
        if list.contains('(') {
            return None;
        }
        let known = columns.split(", ").zip(list.split(", ")).collect::<Vec<_>>();
        (sql.split_once("VALUES (")?.0, table, known, Rest::Insert(list, rest))
    } else {
        let (after, word) = match sql.strip_prefix("UPDATE ") {
            Some(after) => (after, "FROM"),
            None => (sql.strip_prefix("DELETE FROM ")?, "USING"),
        };
        let (head, condition) = sql.split_once(" WHERE ")?;
        let known = condition.split(" AND ").filter_map(|each| each.split_once(" = ")).collect();
        (head, after.split(' ').next()?, known, Rest::Change(word, condition))
    };
    let part = |column: &String| {
        let (_, value) = known.iter().find(|(name, _)| name.trim() == column)?;
        match value.strip_prefix('$') {
            Some(place) => place.parse::<usize>().ok()?.checked_sub(1).map(Part::Given),
            None => Some(Part::Fixed(value.trim_matches('\''))),
        }
    };
    let key = keys.get(table)?;
    if let Rest::Insert(_, rest) = &rest
        && let Some(met) = rest.strip_prefix(" ON CONFLICT (")
    {
        // Which row is met, where one is, is known only where it is met by its primary key.
        let columns: Vec<_> = met.split_once(')')?.0.split(", ").collect();
        if columns.len() != key.len() || !key.iter().all(|part| columns.contains(&part.as_str())) {
            return None;
        }
    }
    let key = key.iter().map(part).collect::<Option<Vec<_>>>()?;
    Some(Shape { table, key, many: many(head, &rest, values).map(|sql| AssertSqlSafe(sql).into_sql_str()) })
}

/// What follows the head of a statement.
enum Rest {
    /// The list of values, and what follows it.
    Insert(&'static str, &'static str),
    /// Under which word other rows are named, and the condition.
    Change(&'static str, &'static str),
}

/// The statement for many rows. It is made of the program's own text alone; values are bound.
fn many(head: &str, rest: &Rest, values: &[Cell]) -> Option<String> {
    let list = |(at, value): (usize, &Cell)| {
        let kind = match value {
            Cell::Int(_) => "BIGINT",
            Cell::Text(_) => "TEXT",
            Cell::Bytes(_) => "BYTEA",
        };
        format!("CAST(${} AS {kind}[])", at + 1)
    };
    let lists: Vec<_> = values.iter().enumerate().map(list).collect();
    let names: Vec<_> = (1..=values.len()).map(|place| format!("v{place}")).collect();
    if names.is_empty() {
        return None;
    }
    let given = format!("UNNEST({}) AS given ({})", lists.join(", "), names.join(", "));
    match *rest {
        // A row that is there already is a matter between two statements.
        Rest::Insert(_, rest) if !rest.is_empty() => None,
        Rest::Insert(list, _) => Some(format!("{head}SELECT {} FROM {given}", named(list))),
        Rest::Change(word, condition) => Some(format!("{} {word} {given} WHERE {}", named(head), named(condition))),
    }
}

/// The text with each `$2` as the second value of a row.
fn named(text: &str) -> String {
    text.replace('$', "given.v")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys() -> HashMap<String, Vec<String>> {
        let key = |table: &str, parts: &[&str]| (table.to_owned(), parts.iter().map(|&part| part.to_owned()).collect());
        [key("kept", &["subject", "purpose"]), key("head", &["one"])].into()
    }

    fn shape(sql: &'static str, values: &[Cell]) -> Option<Shape> {
        read(sql, values, &keys())
    }

    fn text(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }

    #[test]
    fn rows_are_known_by_their_primary_key() {
        let insert = "INSERT INTO kept (purpose, subject, at, by) VALUES ($2, $1, 0, $3)";
        let update = "UPDATE kept SET at = $3 WHERE subject = $1 AND purpose = 'near' AND at < $3";
        let one = [text("a"), text("near"), Cell::Int(1)];
        let [inserted, updated] = [insert, update].map(|sql| shape(sql, &one).unwrap());
        assert_eq!(inserted.row(&one), updated.row(&one));
        let other = [text("a"), text("nea"), Cell::Int(1)];
        assert_ne!(inserted.row(&one), inserted.row(&other));
        // Values do not run into each other.
        let sql = "DELETE FROM kept WHERE subject = $1 AND purpose = $2";
        let [one, other] = [[text("ab"), text("c")], [text("a"), text("bc")]];
        assert_ne!(shape(sql, &one).unwrap().row(&one), shape(sql, &other).unwrap().row(&other));
        assert!(shape("UPDATE head SET at = $1 WHERE one = 1", &[Cell::Int(1)]).is_some());
    }

    #[test]
    fn a_statement_that_may_touch_more_is_not_read() {
        for sql in [
            "DELETE FROM kept WHERE subject = $1",
            "UPDATE kept SET at = $1 WHERE subject = $1 OR purpose = $1",
            "UPDATE kept SET at = $1 WHERE subject = $1 AND purpose IN (SELECT $1)",
            "INSERT INTO kept (subject, purpose) SELECT $1, $1 WHERE $1 = ''",
            "INSERT INTO kept (subject, purpose) VALUES ($1, lower($1))",
            "INSERT INTO unknown (subject, purpose) VALUES ($1, $1)",
            "INSERT INTO kept (subject) VALUES ($1)",
            "INSERT INTO kept (subject, purpose) VALUES ($1, $1) ON CONFLICT (subject) DO NOTHING",
            "UPDATE kept SET at = $1",
        ] {
            assert!(shape(sql, &[text("a")]).is_none(), "{sql}");
        }
    }

    #[test]
    fn many_rows_are_one_statement() {
        let many = |sql, values: &[Cell]| shape(sql, values).unwrap().many.map(|sql| sql.as_str().to_owned());
        let [subject, purpose, at] = [text("a"), text("b"), Cell::Int(1)];
        let given = "UNNEST(CAST($1 AS TEXT[]), CAST($2 AS TEXT[]), CAST($3 AS BIGINT[])) AS given (v1, v2, v3)";
        let values = [subject, purpose, at];
        assert_eq!(
            many("INSERT INTO kept (subject, purpose, at, by) VALUES ($1, $2, $3, '')", &values),
            Some(format!(
                "INSERT INTO kept (subject, purpose, at, by) SELECT given.v1, given.v2, given.v3, '' FROM {given}"
            ))
        );
        assert_eq!(
            many("UPDATE kept SET at = $3 WHERE subject = $1 AND purpose = $2", &values),
            Some(format!("UPDATE kept SET at = given.v3 FROM {given} WHERE subject = given.v1 AND purpose = given.v2"))
        );
        assert_eq!(
            many("DELETE FROM kept WHERE subject = $1 AND purpose = $2 AND at < $3", &values),
            Some(format!(
                "DELETE FROM kept USING {given} WHERE subject = given.v1 AND purpose = given.v2 AND at < given.v3"
            ))
        );
        let twice =
            "INSERT INTO kept (subject, purpose, at) VALUES ($1, $2, $3) ON CONFLICT (subject, purpose) DO NOTHING";
        assert_eq!(many(twice, &values), None);
        assert_eq!(many("UPDATE head SET at = 0 WHERE one = 1", &[]), None);
    }
}
