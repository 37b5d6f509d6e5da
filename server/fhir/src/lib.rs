//! Somebody's own data as a machine reads it (PDPA s.31): a FHIR R4 (4.0.1) Bundle of type `collection`.
//!
//! It is pure: whoever calls has decided that this person may have this data, has opened what is sealed and gives the
//! moment. Nothing is left out silently but values that are blank, and nothing points outside the bundle.
#![warn(missing_docs)]

mod choices;
mod disclosures;
mod export;
mod frame;
mod papers;
mod parts;
mod people;
mod records;

pub use export::{CaseLine, Choice, Disclosure, Export, Paper, Person, Record, Version};

use frame::Frame;
use serde_json::{Value, json};

/// The bundle of what is in `export`. The person comes first, then the units, the records with the history of each, the
/// choices, the cases, the disclosures and the paper forms, each in the order given.
/// The same export makes the same bundle, byte for byte.
pub fn bundle(export: &Export) -> Value {
    let frame = Frame::of(export);
    let records = export.records.iter().flat_map(|record| records::resources(&frame, record));
    let resources = std::iter::once(people::patient(&frame))
        .chain(people::units(export))
        .chain(records)
        .chain(export.consents.iter().map(|choice| choices::consent(&frame, choice)))
        .chain(export.cases.iter().map(|case| choices::task(&frame, case)))
        .chain(export.disclosures.iter().map(|it| disclosures::audit_event(&frame, it)))
        .chain(export.papers.iter().map(|paper| papers::document(&frame, paper)));
    parts::tidy(json!({
        "resourceType": "Bundle",
        "language": frame.language.tag(),
        "type": "collection",
        "timestamp": export.at.rfc3339(),
        "entry": resources.map(|resource| parts::entry(&resource)).collect::<Vec<_>>(),
    }))
}
