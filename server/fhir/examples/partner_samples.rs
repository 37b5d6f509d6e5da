//! Prints one JSON object with every kind of resource the exchange with partners has, for a validator to read (with `r5`, in
//! that release): what a sender
//! sends, what it is answered, what a partner reads, and what the interface says of itself. Everybody in it is made up.

#[path = "../tests/made_up/mod.rs"]
mod made_up;
#[path = "../tests/senders/mod.rs"]
mod senders;

use domain::catalogue::PurposeId;
use domain::registration::Document;
use domain::{Bilingual, Instant, Language};
use fhir::access::{AccessEvent, Way, audit_event, find_usage};
use fhir::intake::Kind;
use fhir::outcome::{EntryAnswer, Status, answer, outcome};
use fhir::partner::{Page, Shared, provenance, searchset, shared};
use fhir::{Issue, IssueCode, Record, Release, capability, sent};
use serde_json::{Value, json};
use std::io::{self, Write as _};

const ORIGIN: &str = "https://portal.example";

fn main() -> io::Result<()> {
    let release = if std::env::args().nth(1).as_deref() == Some("r5") { Release::R5 } else { Release::R4 };
    let mut all = json!({
        "sent": senders::records().iter().map(sent).collect::<Vec<_>>(),
        "sentBundle": senders::bundle(),
        "shared": records().iter().map(|it| shared(&of(it, None))).collect::<Vec<_>>(),
        "searchset": found(),
        "outcome": wrong(Language::Th),
        "batchResponse": answer(Kind::Batch, &answers()),
        "transactionResponse": answer(Kind::Transaction, &answers()[..1]),
        "audit": events().iter().map(|it| audit_event(it, ORIGIN, Language::Th)).collect::<Vec<_>>(),
        "capability": capability(ORIGIN, "0.1.0", at(0)),
        "findUsage": find_usage(&events(), 2),
    });
    for samples in all.as_object_mut().into_iter().flat_map(|it| it.values_mut()) {
        match samples {
            Value::Array(many) => many.iter_mut().for_each(|it| *it = release.say(it.take())),
            one => *one = release.say(one.take()),
        }
    }
    writeln!(io::stdout(), "{all:#}")
}

fn at(days: i64) -> Instant {
    made_up::at(days)
}

fn records() -> Vec<Record> {
    made_up::export().records
}

fn whose() -> Document {
    Document::NationalId(senders::national_id(17))
}

/// A record as a partner reads it.
fn of<'a>(record: &'a Record, whose: Option<&'a Document>) -> Shared<'a> {
    Shared { language: Language::En, record, key: None, whose }
}

fn found() -> Value {
    let (records, whose) = (records(), whose());
    let mut found: Vec<Value> = records.iter().map(|it| shared(&of(it, Some(&whose)))).collect();
    found.extend(records.iter().flat_map(|it| provenance(&of(it, Some(&whose)))));
    let own = "https://portal.example/fhir/Immunization/_search";
    let next = Some("https://portal.example/fhir/Immunization/_search?page=2");
    searchset(&Page { origin: ORIGIN, at: at(90), total: 9, own, next }, &found)
}

fn wrong(language: Language) -> Value {
    const TEXT: Bilingual = Bilingual::new("ต้องมีวันเกิด", "The birth date is needed.");
    let issue = |code: &IssueCode| Issue::new(*code, "Bundle.entry[1].resource.contained[0].birthDate", TEXT);
    outcome(&IssueCode::ALL.iter().map(issue).collect::<Vec<_>>(), "0190-made-up", language)
}

fn answers() -> [EntryAnswer; 4] {
    let place = |number: u8| format!("Immunization/{}", made_up::id(number));
    [
        EntryAnswer::taken(true, place(11), 1, at(1)),
        EntryAnswer::taken(false, place(12), 2, at(20)),
        EntryAnswer::told(Status::Unprocessable, wrong(Language::En)),
        EntryAnswer::target("Bundle.entry[3].resource", "0190-made-up", Language::Th),
    ]
}

fn events() -> [AccessEvent; 2] {
    let event = |number: u8, way, allowed| AccessEvent {
        id: made_up::id(number),
        at: at(i64::from(number)),
        act: ("read-records".to_owned(), "ดูประวัติ".to_owned()),
        way,
        organisation: ("00001".to_owned(), "หน่วยบริการสมมุติ".to_owned()),
        system: "ระบบสมมุติ".to_owned(),
        purpose: Some(PurposeId::Rights),
        allowed,
        whose: allowed.then(whose),
    };
    [event(51, Way::Read, true), event(52, Way::Create, false)]
}
