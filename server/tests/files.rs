//! Files of made-up records: ids are plainly synthetic bodies with the check digit the rule gives them.

use domain::fields::NationalId;
use domain::{Digest, Id};
use server::file_import::{Folder, Incoming, inspect};
use service::{Services, Signed};
use std::ops::Range;
use std::path::Path;

pub(crate) const HEADER: &str = "record-system,record-id,national-id,birth-date,first-name,status,vaccine,dose,day";
/// Versions of records in the demonstration.
pub(crate) const RECORDS_OF_THE_DEMONSTRATION: i64 = 7;

/// The n-th id.
pub(crate) fn id(n: u32) -> String {
    (0..10).map(|check| format!("19999{n:07}{check}")).find(|id| NationalId::parse(id).is_ok()).unwrap()
}

/// A dose of the n-th person.
pub(crate) fn dose(n: u32) -> String {
    format!("urn:h,V-{n},{},1980-05-03,สมมติ,completed,208,1,2026-01-02", id(n))
}

/// A file of them.
pub(crate) fn csv(persons: Range<u32>) -> String {
    format!("{HEADER}\n{}", persons.map(|n| dose(n) + "\n").collect::<String>())
}

/// The same as a resource of FHIR.
pub(crate) fn resource(n: u32) -> String {
    serde_json::json!({
        "resourceType": "Immunization",
        "identifier": [{ "system": "urn:h", "value": format!("V-{n}") }],
        "status": "completed",
        "vaccineCode": { "coding": [{ "system": "http://hl7.org/fhir/sid/cvx", "code": "208" }] },
        "contained": [{
            "resourceType": "Patient",
            "id": "p",
            "identifier": [{ "system": "https://terms.sil-th.org/id/th-cid", "value": id(n) }],
            "name": [{ "given": ["สมมติ"], "family": "ตัวอย่าง" }],
            "birthDate": "1980-05-03"
        }],
        "patient": { "reference": "#p" },
        "occurrenceDateTime": "2026-01-02",
        "protocolApplied": [{ "doseNumberPositiveInt": 1 }]
    })
    .to_string()
}

pub(crate) async fn signed(services: &Services, persona: &str) -> Signed {
    let token = services.sign_on.sign_in_as(persona, "test").await.unwrap();
    services.sign_on.signed(&token).await.unwrap().unwrap()
}

/// Begins a file that is read where it lies.
pub(crate) async fn begin(services: &Services, persona: &str, text: &[u8]) -> Id {
    let (id, _, keep) = services.imports.prepare().unwrap();
    let file = (inspect(text).unwrap().name(), Digest::of(text), text.len() as u64);
    services.imports.begin(&signed(services, persona).await, (id, keep), file).await.unwrap();
    id
}

/// Brings a file that waits, and that nobody reads yet.
pub(crate) async fn bring(services: &Services, data: &Path, persona: &str, text: &[u8]) -> Id {
    let (id, seal, keep) = services.imports.prepare().unwrap();
    let mut incoming = Incoming::begin(&Folder::of(data), (id, seal), 1 << 30).unwrap();
    incoming.push(text).unwrap();
    let whole = incoming.finish().unwrap();
    let file = (whole.format.name(), whole.digest, whole.length);
    services.imports.begin(&signed(services, persona).await, (id, keep), file).await.unwrap();
    whole.keep().unwrap();
    id
}
