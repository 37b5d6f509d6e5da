//! FHIR R4 (4.0.1), and R5 where partners name it: somebody's own data as a machine reads it (PDPA s.31), a Bundle of type `collection`; and the exchange
//! with partners: what they send is read, what they ask for is written.
//!
//! It is pure: whoever calls has decided who may have or send this data, has opened what is sealed and gives the moment.
//! In somebody's own Bundle nothing is left out silently but values that are blank, and nothing points outside it.
#![warn(missing_docs)]

pub mod access;
mod capability;
mod choices;
mod disclosures;
mod export;
mod frame;
pub mod intake;
mod issue;
pub mod outcome;
mod papers;
pub mod partner;
mod parts;
mod people;
mod records;
mod release;
mod sent;
pub mod strict;

pub use capability::capability;
pub use export::{CaseLine, Choice, Disclosure, Export, Paper, Person, Record, Version};
pub use issue::{Issue, IssueCode};
pub use release::Release;
pub use sent::sent;

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
