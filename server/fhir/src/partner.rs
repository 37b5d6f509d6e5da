//! What a partner reads of a record: as little as serves the purpose. No note, no batch of history, nobody's name; whose it
//! is only where the caller says so, by the identifier the partner asked with.

use crate::Record;
use crate::frame::kind;
use crate::parts::{concept, identifier, tidy};
use crate::people::{NATIONAL_ID, PASSPORT, UNIT};
use crate::records::{self, OPERATIONS, PARTICIPANTS};
use domain::exchange::SenderKey;
use domain::record::Content;
use domain::registration::Document;
use domain::{Instant, Language};
use serde_json::{Value, json};

/// A FHIR extension that says why a value is not there.
const ABSENT: &str = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

/// A record on its way to a partner.
pub struct Shared<'a> {
    /// The portal's own address, `https://…` without a path.
    pub origin: &'a str,
    /// The language of its words.
    pub language: Language,
    /// The record in its last version.
    pub record: &'a Record,
    /// What named it at its sender, where the partner may know: it is the one who sent it.
    pub key: Option<&'a SenderKey>,
    /// Whose it is, where the partner asked by it.
    pub whose: Option<&'a Document>,
}

/// The Immunization or Observation a partner reads.
pub fn shared(it: &Shared<'_>) -> Value {
    tidy(match &it.record.content {
        Content::Vaccination(dose) => json!({
            "resourceType": "Immunization",
            "id": it.record.id.to_string(),
            "meta": records::meta(it.record),
            "identifier": it.identifiers(),
            "status": records::status(it.record.state, "completed"),
            "vaccineCode": records::vaccine(dose, it.language),
            "patient": it.person(),
            "occurrenceDateTime": dose.day.to_string(),
            "performer": [{ "actor": it.unit() }],
            "protocolApplied": records::doses(dose),
        }),
        Content::Laboratory(found) => json!({
            "resourceType": "Observation",
            "id": it.record.id.to_string(),
            "meta": records::meta(it.record),
            "identifier": it.identifiers(),
            "status": records::status(it.record.state, "final"),
            "category": records::laboratory(),
            "code": records::test(found, it.language),
            "subject": it.person(),
            "effectiveDateTime": found.day.to_string(),
            "performer": [it.unit()],
            "valueString": found.result,
        }),
    })
}

/// Who made each version of a record, and when; never which case led to it.
pub fn provenance(it: &Shared<'_>) -> Vec<Value> {
    let place = format!("{}/{}", kind(it.record), it.record.id);
    let one = |(version, at, state, _): &crate::Version| {
        tidy(json!({
            "resourceType": "Provenance",
            "id": records::provenance_id(it.record, *version),
            "target": [{ "reference": format!("{place}/_history/{version}"), "type": kind(it.record) }],
            "recorded": at.rfc3339(),
            "activity": concept(OPERATIONS, records::activity(*version, *state)),
            "agent": [{ "type": concept(PARTICIPANTS, "author"), "who": it.unit() }],
        }))
    };
    it.record.history.iter().map(one).collect()
}

/// One page of what was found: `total` of all pages, `next` the address of the one that follows, where one does. What is
/// found is given as [`shared`] and [`provenance`] make it, and comes out in that order.
pub fn searchset(origin: &str, at: Instant, total: u64, next: Option<&str>, found: &[Value]) -> Value {
    let base = origin.trim_end_matches('/');
    let entry = |it: &Value| {
        let text = |name: &str| it[name].as_str().unwrap_or_default().to_owned();
        let mode = match it["resourceType"].as_str() {
            Some("OperationOutcome") => "outcome",
            Some("Provenance") => "include",
            _ => "match",
        };
        let url = format!("{base}/fhir/{}/{}", text("resourceType"), text("id"));
        json!({ "fullUrl": it["id"].is_string().then_some(url), "resource": it, "search": { "mode": mode } })
    };
    tidy(json!({
        "resourceType": "Bundle",
        "type": "searchset",
        "timestamp": at.rfc3339(),
        "total": total,
        "link": [next.map(|url| json!({ "relation": "next", "url": url }))],
        "entry": found.iter().map(entry).collect::<Vec<_>>(),
    }))
}

/// The logical reference to somebody: the document they are known by, and nothing else.
pub fn person(document: &Document) -> Value {
    let known = match document {
        Document::NationalId(number) => identifier(NATIONAL_ID, number.as_str()),
        Document::Passport { number, state } => identifier(&passport_system(state.as_str()), number.as_str()),
    };
    json!({ "type": "Patient", "identifier": known })
}

/// The system of the passports of a state. HL7 has the three letters of ISO 3166 where Germany's carry a single D.
pub(crate) fn passport_system(state: &str) -> String {
    format!("{PASSPORT}{}", if state == "D" { "DEU" } else { state })
}

/// The logical reference to an organisation.
pub(crate) fn organisation((code, name): &(String, String)) -> Value {
    json!({ "type": "Organization", "identifier": identifier(UNIT, code), "display": name })
}

impl Shared<'_> {
    fn identifiers(&self) -> Value {
        json!([self.key.map(|key| identifier(&key.system, &key.value))])
    }

    fn unit(&self) -> Value {
        organisation(&self.record.unit)
    }

    /// FHIR wants to know whose a dose is; that it is kept back is said in the place of it.
    fn person(&self) -> Value {
        match self.whose {
            Some(document) => person(document),
            None => json!({ "extension": [{ "url": ABSENT, "valueCode": "masked" }] }),
        }
    }
}
