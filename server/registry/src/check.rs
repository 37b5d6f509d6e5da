//! The question whether somebody is in the civil register, and its answer.

use crate::{Nonce, Unavailable};
use domain::fields::{NationalId, PersonName};
use serde::Deserialize;
use serde_json::{Value, json};
use std::fmt;

/// The longest answer that is read, in bytes.
pub(crate) const LONGEST: usize = 16 * 1024;

/// Whom is asked about: what the person said themselves.
pub struct Asked<'a> {
    /// The number.
    pub id: &'a NationalId,
    /// The birth date, ISO 8601, as far as it is known: `1980-05-01`, `1980-05`, `1980`.
    pub born: &'a str,
    /// The first name, or the one name.
    pub first_name: &'a PersonName,
    /// The last name.
    pub last_name: Option<&'a PersonName>,
}

/// What the authority knows of it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Somebody has this number.
    Found(Found),
    /// Nobody has.
    NotFound,
}

/// What is known of somebody who was found: whether what was said is so, and no more.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// Whether the names are those of the register.
    pub name_agrees: bool,
    /// Whether the birth date is, as far as it was given.
    pub birth_agrees: bool,
    /// The entry's status.
    pub status: Status,
}

/// The status of an entry.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Alive.
    Alive,
    /// Dead.
    Deceased,
    /// No longer in this register: moved away for good, or the entry was closed.
    Moved,
}

impl Asked<'_> {
    pub(crate) fn to_json(&self, nonce: Nonce) -> Value {
        json!({
            "nonce": nonce.text(), "nationalId": self.id.as_str(), "birthDate": self.born,
            "firstName": self.first_name.as_str(), "lastName": self.last_name.map(PersonName::as_str),
        })
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Written {
    nonce: String,
    found: bool,
    name_agrees: Option<bool>,
    birth_agrees: Option<bool>,
    status: Option<String>,
}

/// The answer in `body`, to the question with this nonce.
pub(crate) fn read(body: &[u8], nonce: Nonce) -> Result<Answer, Unavailable> {
    let written: Written = serde_json::from_slice(body).map_err(|_| Unavailable::Unusable)?;
    if written.nonce != nonce.text() {
        return Err(Unavailable::Lying);
    }
    match (written.found, written.name_agrees, written.birth_agrees, written.status.as_deref()) {
        (false, None, None, None) => Ok(Answer::NotFound),
        (true, Some(name_agrees), Some(birth_agrees), Some(status)) => {
            Ok(Answer::Found(Found { name_agrees, birth_agrees, status: status_named(status)? }))
        }
        (false, ..) => Err(Unavailable::Lying),
        (true, ..) => Err(Unavailable::Unusable),
    }
}

fn status_named(word: &str) -> Result<Status, Unavailable> {
    match word {
        "alive" => Ok(Status::Alive),
        "deceased" => Ok(Status::Deceased),
        "moved" => Ok(Status::Moved),
        _ => Err(Unavailable::Lying),
    }
}

macro_rules! silent {
    ($($name:ty),*) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    )*};
}

silent!(Asked<'_>, Answer, Found, Status);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NONCE: Nonce = Nonce::new([7; 16]);

    fn answer(value: &Value) -> Result<Answer, Unavailable> {
        read(value.to_string().as_bytes(), NONCE)
    }

    fn found() -> Value {
        json!({ "nonce": NONCE.text(), "found": true, "nameAgrees": true, "birthAgrees": false, "status": "alive" })
    }

    fn with(name: &str, value: Value) -> Value {
        let mut all = found();
        all[name] = value;
        all
    }

    #[test]
    fn answers_are_read_and_not_shown() {
        let expected = Found { name_agrees: true, birth_agrees: false, status: Status::Alive };
        assert_eq!(answer(&found()), Ok(Answer::Found(expected)));
        assert_eq!(answer(&json!({ "nonce": NONCE.text(), "found": false })), Ok(Answer::NotFound));
        for (word, status) in [("deceased", Status::Deceased), ("moved", Status::Moved)] {
            assert_eq!(answer(&with("status", json!(word))), Ok(Answer::Found(Found { status, ..expected })));
        }
        assert_eq!(
            format!("{:?} {expected:?} {:?}", Answer::NotFound, expected.status),
            "Answer(…) Found(…) Status(…)"
        );
    }

    #[test]
    fn what_does_not_fit_is_told_from_what_cannot_be_read() {
        for (value, error) in [
            (with("nonce", json!(Nonce::new([8; 16]).text())), Unavailable::Lying),
            (with("nonce", json!("")), Unavailable::Lying),
            (with("status", json!("Alive")), Unavailable::Lying),
            (with("status", json!("immortal")), Unavailable::Lying),
            (with("found", json!(false)), Unavailable::Lying),
            (with("found", json!("true")), Unavailable::Unusable),
            (with("nameAgrees", json!(1)), Unavailable::Unusable),
            (with("birthAgrees", Value::Null), Unavailable::Unusable),
            (with("status", Value::Null), Unavailable::Unusable),
            (with("address", json!("planted")), Unavailable::Unusable),
            (json!([found()]), Unavailable::Unusable),
            (json!({}), Unavailable::Unusable),
        ] {
            assert_eq!(answer(&value), Err(error), "{value}");
        }
        let twice = found().to_string().replacen('{', "{\"found\":false,", 1);
        assert_eq!(read(twice.as_bytes(), NONCE), Err(Unavailable::Unusable));
    }

    #[test]
    fn a_question_holds_what_was_said_and_is_not_shown() {
        // Synthetic: counting upwards, with the check digit the rule gives it.
        let id = NationalId::parse("1234567890121").unwrap();
        let name = PersonName::parse("สมหญิง").unwrap();
        let asked = Asked { id: &id, born: "1980-05", first_name: &name, last_name: None };
        let expected = json!({
            "nonce": "07".repeat(16), "nationalId": "1234567890121", "birthDate": "1980-05", "firstName": "สมหญิง",
            "lastName": null,
        });
        assert_eq!(asked.to_json(NONCE), expected);
        assert!(!format!("{asked:?}{NONCE:?}").contains(['1', '7']));
    }

    proptest! {
        #[test]
        fn no_answer_panics(text in "\\PC*|[{}\\[\\]:,\"a-z0-9]{0,80}") {
            let _ = read(text.as_bytes(), NONCE);
        }
    }
}
