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

/// Where a page of what was found stands among the others. No address here has anybody's identifier in it.
pub struct Page<'a> {
    /// The portal's own address, `https://…` without a path.
    pub origin: &'a str,
    /// When it was looked for.
    pub at: Instant,
    /// How many there are on all pages.
    pub total: u64,
    /// The address that was asked.
    pub own: &'a str,
    /// The address of the page that follows, where one does.
    pub next: Option<&'a str>,
}

/// One page of what was found. What is found is given as [`shared`] and [`provenance`] make it, and comes out in that order.
pub fn searchset(page: &Page<'_>, found: &[Value]) -> Value {
    let link = |relation: &str, url: &str| json!({ "relation": relation, "url": url });
    tidy(json!({
        "resourceType": "Bundle",
        "type": "searchset",
        "timestamp": page.at.rfc3339(),
        "total": page.total,
        "link": [link("self", page.own), page.next.map(|url| link("next", url))],
        "entry": found.iter().map(|it| hit(page, it)).collect::<Vec<_>>(),
    }))
}

fn hit(page: &Page<'_>, resource: &Value) -> Value {
    let kind = resource["resourceType"].as_str().unwrap_or_default();
    let mode = match kind {
        "OperationOutcome" => "outcome",
        "Provenance" => "include",
        _ => "match",
    };
    let url = |id: &str| format!("{}/fhir/{kind}/{id}", page.origin.trim_end_matches('/'));
    json!({ "fullUrl": resource["id"].as_str().map(url), "resource": resource, "search": { "mode": mode } })
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

#[cfg(test)]
mod tests {
    use super::*;
    use domain::fields::NationalId;
    use domain::record::{Laboratory, Product, RecordState, Vaccination};
    use domain::{Day, Id};

    fn record(content: Content) -> Record {
        let at = Instant::from_unix_milliseconds(1_767_200_400_000);
        let history =
            vec![(1, at, RecordState::Recorded, None), (2, at, RecordState::Recorded, Some("0000-0001-A".to_owned()))];
        let unit = ("00001".to_owned(), "หน่วยบริการสมมุติ".to_owned());
        Record {
            id: Id::new(at, [7; 10]),
            version: 2,
            content,
            state: RecordState::Recorded,
            confirmed: true,
            unit,
            at,
            history,
        }
    }

    fn dose() -> Record {
        let day = Day::from_iso("2026-01-01").unwrap();
        let product = Product::Comirnaty;
        record(Content::Vaccination(Vaccination { product, lot: "MU-0001".to_owned(), dose: 1, day }))
    }

    #[test]
    fn a_partner_reads_no_more_than_it_needs() {
        let dose = dose();
        let made = shared(&Shared { language: Language::En, record: &dose, key: None, whose: None });
        let names: Vec<&str> = made.as_object().unwrap().keys().map(String::as_str).collect();
        let mut expected = [
            "resourceType",
            "id",
            "meta",
            "status",
            "vaccineCode",
            "patient",
            "occurrenceDateTime",
            "performer",
            "protocolApplied",
        ];
        expected.sort_unstable();
        let mut names = names;
        names.sort_unstable();
        assert_eq!(names, expected);
        assert_eq!(made["patient"]["extension"][0]["valueCode"], "masked");
        assert_eq!(made["meta"]["versionId"], "2");
    }

    #[test]
    fn whose_it_is_and_what_its_sender_calls_it_is_said_to_those_who_know() {
        // A synthetic body with its check digit.
        let number = (0..10).find_map(|digit| NationalId::parse(&format!("899990000017{digit}")).ok()).unwrap();
        let key = SenderKey { system: "https://hospital.example/dose".to_owned(), value: "D-1".to_owned() };
        let whose = Document::NationalId(number.clone());
        let day = Day::from_iso("2026-01-01").unwrap();
        let result = Laboratory { test: " ".to_owned(), result: "Negative".to_owned(), day };
        let result = record(Content::Laboratory(result));
        let it = Shared { language: Language::En, record: &result, key: Some(&key), whose: Some(&whose) };
        let made = shared(&it);
        assert_eq!(made["subject"]["identifier"]["value"], number.as_str());
        assert_eq!(made["identifier"], json!([{ "system": key.system, "value": key.value }]));
        assert_eq!(made["code"]["text"], "The test is not named.");
        assert_eq!(passport_system("D"), "http://hl7.org/fhir/sid/passport-DEU");
    }

    #[test]
    fn history_says_who_and_when_and_not_which_case() {
        let dose = dose();
        let it = Shared { language: Language::Th, record: &dose, key: None, whose: None };
        let made = provenance(&it);
        let done: Vec<_> = made.iter().map(|it| it["activity"]["coding"][0]["code"].as_str().unwrap()).collect();
        assert_eq!(done, ["CREATE", "UPDATE"]);
        assert!(made[1]["target"][0]["reference"].as_str().unwrap().ends_with("/_history/2"));
        assert!(!json!(made).to_string().contains("0000-0001-A"));
        let own = "https://portal.example/fhir/Immunization/_search";
        let page = Page { origin: "https://portal.example/", at: dose.at, total: 3, own, next: None };
        let found = searchset(&page, &[shared(&it), made[0].clone()]);
        let modes = [0, 1].map(|at: usize| found["entry"][at]["search"]["mode"].as_str().unwrap().to_owned());
        assert_eq!(modes, ["match", "include"]);
        assert_eq!(found["entry"][0]["fullUrl"], format!("https://portal.example/fhir/Immunization/{}", dose.id));
        assert_eq!((&found["total"], found["link"].as_array().map(Vec::len)), (&json!(3), Some(1)));
    }
}
