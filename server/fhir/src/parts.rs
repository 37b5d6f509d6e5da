//! The parts resources are made of: references, codings, identifiers, and the ids of what has none of its own. FHIR
//! knows no empty value, so that what is blank is taken out once, at the end.

use domain::{Digest, Id};
use serde_json::{Map, Value, json};

/// The entry of a resource: its full URL is the UUID that is its id.
pub(crate) fn entry(resource: &Value) -> Value {
    json!({ "fullUrl": urn(resource["id"].as_str().unwrap_or_default()), "resource": resource })
}

/// A reference to a resource of the bundle.
pub(crate) fn reference(kind: &str, id: &str) -> Value {
    json!({ "reference": urn(id), "type": kind })
}

/// A concept of one coding.
pub(crate) fn concept(system: &str, code: &str) -> Value {
    json!({ "coding": [{ "system": system, "code": code }] })
}

/// An identifier; null where there is no value, since a system alone identifies nothing.
pub(crate) fn identifier(system: &str, value: &str) -> Value {
    if blank(value) { Value::Null } else { json!({ "system": system, "value": value }) }
}

/// The UUID in `text`, in small letters with hyphens; `None` where it is none.
pub(crate) fn own_uuid(text: &str) -> Option<String> {
    Id::parse(text).map(|id| id.to_string())
}

/// A UUID made of a name (RFC 9562, 5.8: version 8), the same for the same kind and name.
pub(crate) fn uuid_of(kind: &str, name: &str) -> String {
    let digest = Digest::of(format!("{kind}\n{name}").as_bytes());
    let variant = 0x80 | digest.as_bytes()[8] & 0x3F;
    let hex = digest.to_string();
    format!("{}-{}-8{}-{variant:02x}{}-{}", &hex[..8], &hex[8..12], &hex[13..16], &hex[18..20], &hex[20..32])
}

/// The value without anything null or blank in it, and without the control characters no FHIR string may hold.
pub(crate) fn tidy(value: Value) -> Value {
    match value {
        Value::String(text) => {
            Some(text.replace(is_forbidden, "")).filter(|it| !blank(it)).map_or(Value::Null, Value::String)
        }
        Value::Array(items) => {
            let items: Vec<Value> = items.into_iter().map(tidy).filter(|it| !it.is_null()).collect();
            if items.is_empty() { Value::Null } else { Value::Array(items) }
        }
        Value::Object(members) => {
            let kept = members.into_iter().map(|(name, it)| (name, tidy(it))).filter(|(_, it)| !it.is_null());
            let kept: Map<String, Value> = kept.collect();
            if kept.is_empty() { Value::Null } else { Value::Object(kept) }
        }
        other => other,
    }
}

fn urn(id: &str) -> String {
    format!("urn:uuid:{id}")
}

fn blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_forbidden(c))
}

fn is_forbidden(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\r' | '\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_made_of_names_are_uuids_that_stay() {
        let id = uuid_of("unit", "10681");
        assert_eq!(own_uuid(&id).as_deref(), Some(id.as_str()));
        assert_eq!((&id[14..15], uuid_of("unit", "10681")), ("8", id.clone()));
        assert!(matches!(&id[19..20], "8" | "9" | "a" | "b"));
        assert_ne!(id, uuid_of("unit", "10682"));
        assert_ne!(id, uuid_of("patient", "10681"));
    }

    #[test]
    fn what_is_blank_is_taken_out_with_all_that_held_it() {
        let value = json!({ "a": " ", "b": [null, "", { "c": [] }], "d": { "e": "x\u{1}\ny", "f": false, "g": 0 } });
        assert_eq!(tidy(value), json!({ "d": { "e": "x\ny", "f": false, "g": 0 } }));
        assert_eq!(tidy(json!([{}, "\u{1}"])), Value::Null);
        assert_eq!(identifier("urn:x", " "), Value::Null);
    }
}
