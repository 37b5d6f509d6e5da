//! Uses of somebody's data, told to machines: as FHIR `AuditEvent`, and as the Estonian data tracker has them. Both are made
//! of the same events as the page a person reads; what they do not show, these do not show either.

use crate::partner::{organisation, person};
use crate::parts::{concept, tidy};
use domain::catalogue::PurposeId;
use domain::registration::Document;
use domain::{Bilingual, Id, Instant, Language};
use serde_json::{Value, json};

const DICOM: &str = "http://dicom.nema.org/resources/ontology/DCM";
const ENTITIES: &str = "http://terminology.hl7.org/CodeSystem/audit-entity-type";
const ROLES: &str = "http://terminology.hl7.org/CodeSystem/object-role";
const PARTS: &str = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";

const REFUSED: Bilingual = Bilingual::new("ถูกปฏิเสธ ไม่มีข้อมูลออกไป", "It was refused: no data left.");
const PORTAL: Bilingual = Bilingual::new("หมอพร้อม", "Mor Prom");

/// One use of somebody's data, or one that was refused.
pub struct AccessEvent {
    /// Its id.
    pub id: Id,
    /// When.
    pub at: Instant,
    /// What was done: the word in storage, and what a person reads.
    pub act: (String, String),
    /// What that is to data.
    pub way: Way,
    /// Who: the code and the name of the organisation.
    pub organisation: (String, String),
    /// The system it was done with, as the organisation names it.
    pub system: String,
    /// For what.
    pub purpose: Option<PurposeId>,
    /// Whether it was allowed.
    pub allowed: bool,
    /// Whose data it was, where whoever reads this asked by it.
    pub whose: Option<Document>,
}

/// What is done to data (FHIR R4, `audit-event-action`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// It comes to be.
    Create,
    /// It is read.
    Read,
    /// It is changed.
    Update,
    /// It is taken away.
    Delete,
    /// Something is done with it that is none of these, as looking for it.
    Execute,
}

/// The event as an `AuditEvent`. `origin` is the portal's own address.
pub fn audit_event(event: &AccessEvent, origin: &str, language: Language) -> Value {
    let origin = origin.trim_end_matches('/');
    let (act, words) = &event.act;
    tidy(json!({
        "resourceType": "AuditEvent",
        "id": event.id.to_string(),
        "type": { "system": DICOM, "code": "110110", "display": "Patient Record" },
        "subtype": [{ "system": format!("{origin}/id/act"), "code": act, "display": words }],
        "action": event.way.code(),
        "recorded": event.at.rfc3339(),
        "outcome": if event.allowed { "0" } else { "4" },
        "outcomeDesc": (!event.allowed).then(|| REFUSED.text(language)),
        "purposeOfEvent": [event.purpose.map(|it| concept(&format!("{origin}/id/purpose"), it.id()))],
        "agent": [{
            "type": concept(PARTS, "IRCP"),
            "who": organisation(&event.organisation),
            "name": event.system,
            "requestor": true,
        }],
        "source": {
            "site": origin,
            "observer": { "type": "Organization", "display": PORTAL.text(language) },
        },
        "entity": [event.whose.as_ref().map(entity)],
    }))
}

fn entity(document: &Document) -> Value {
    json!({
        "what": person(document),
        "type": { "system": ENTITIES, "code": "1", "display": "Person" },
        "role": { "system": ROLES, "code": "1", "display": "Patient" },
    })
}

/// The most events of one page of the data tracker, where the asker names no other number.
pub const USAGES: u32 = 1000;

/// A page of events as the data tracker's `findUsage` answers it (X-tee Andmejälgija, interface 2.0), later ones first.
/// `total` counts all of them, whatever page was asked for.
pub fn find_usage(events: &[AccessEvent], total: u64) -> Value {
    let mut sorted: Vec<&AccessEvent> = events.iter().collect();
    sorted.sort_by_key(|it| std::cmp::Reverse(it.at));
    let usage = |it: &&AccessEvent| {
        json!({
            "logtime": it.at.rfc3339(),
            "action": it.act.1,
            "receiverCode": it.organisation.0,
            "receiverName": it.organisation.1,
            "receiverSystem": it.system,
        })
    };
    json!({ "totalUsages": total, "usages": sorted.iter().map(usage).collect::<Vec<_>>() })
}

impl Way {
    /// The letter FHIR has for it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Create => "C",
            Self::Read => "R",
            Self::Update => "U",
            Self::Delete => "D",
            Self::Execute => "E",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(days: i64, allowed: bool) -> AccessEvent {
        let at = Instant::from_unix_milliseconds(1_767_200_400_000 + days * 86_400_000);
        AccessEvent {
            id: Id::new(at, [7; 10]),
            at,
            act: ("read-records".to_owned(), "Seeing the records".to_owned()),
            way: Way::Read,
            organisation: ("10713".to_owned(), "หน่วยบริการสมมุติ".to_owned()),
            system: "Ward".to_owned(),
            purpose: Some(PurposeId::Rights),
            allowed,
            whose: None,
        }
    }

    #[test]
    fn a_use_says_who_when_what_and_why_and_a_refusal_that_it_was_one() {
        let made = audit_event(&event(0, true), "https://portal.example/", Language::En);
        assert_eq!((&made["action"], &made["outcome"]), (&json!("R"), &json!("0")));
        assert_eq!(made["agent"][0]["who"]["identifier"]["value"], "10713");
        assert_eq!(made["purposeOfEvent"][0]["coding"][0]["code"], "rights");
        assert_eq!(made["subtype"][0]["system"], "https://portal.example/id/act");
        assert!(made.get("entity").is_none() && made.get("outcomeDesc").is_none());
        let refused = audit_event(&event(0, false), "https://portal.example", Language::Th);
        assert_eq!((&refused["outcome"], &refused["outcomeDesc"]), (&json!("4"), &json!(REFUSED.th)));
    }

    #[test]
    fn the_data_tracker_has_the_latest_first_and_counts_all() {
        let made = find_usage(&[event(0, true), event(2, true), event(1, false)], 17);
        assert_eq!(made["totalUsages"], 17);
        let usages = made["usages"].as_array().unwrap();
        let times: Vec<&str> = usages.iter().map(|it| it["logtime"].as_str().unwrap()).collect();
        assert!(times.is_sorted_by(|a, b| a > b) && times.len() == 3);
        assert_eq!(usages[0]["receiverCode"], "10713");
        assert_eq!(usages[0]["receiverSystem"], "Ward");
        assert_eq!(usages[0]["action"], "Seeing the records");
        assert_eq!(find_usage(&[], 0), json!({ "totalUsages": 0, "usages": [] }));
    }
}
