//! One record: what every kind has in common, and which kind it is.

use super::node::{Findings, Node};
use super::shape::{self, Table};
use super::{PRESENCE_CODE, Reading, immunization, observation, patient, sound, values};
use crate::Release;
use crate::issue::{Issue, IssueCode};
use domain::Bilingual;
use domain::exchange::GivenRecord;

const OTHER: Bilingual =
    Bilingual::new("รับเฉพาะ Immunization และ Observation", "Only Immunization and Observation are received.");
const UNTYPED: Bilingual = Bilingual::new(
    "ไม่ใช่ทรัพยากรของ FHIR: ต้องเป็นออบเจกต์ JSON ที่มี resourceType",
    "This is no resource of FHIR: a JSON object with a resourceType.",
);
const PRESENCE: Bilingual = Bilingual::new(
    "รหัสแสดงตน (urn:morprom:presence-code) ต้องเป็น valueString ไม่เกิน 64 ตัวอักษร และมีได้หนึ่งรหัส",
    "A presence code (urn:morprom:presence-code) is a valueString of 64 characters at most, and there is one.",
);
const NO_URL: Bilingual = Bilingual::new("extension ต้องมี url", "An extension has a url.");

/// The longest presence code, in characters, as it may be typed.
const LONGEST: usize = 64;

/// The kind of record a resource is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A dose.
    Immunization,
    /// A laboratory result.
    Observation,
}

impl Kind {
    /// The kind of this type of resource.
    pub(crate) fn of(node: &Node<'_>, found: &mut Findings) -> Option<Self> {
        match node.peek("resourceType") {
            Some("Immunization") => Some(Self::Immunization),
            Some("Observation") => Some(Self::Observation),
            Some(_) => found.refuse(IssueCode::NotSupported, &node.path, OTHER),
            None => found.refuse(IssueCode::Structure, &node.path, UNTYPED),
        }
    }

    /// The type of resource.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Immunization => "Immunization",
            Self::Observation => "Observation",
        }
    }

    const fn table(self, release: Release) -> Table {
        match (self, release) {
            (Self::Immunization, Release::R4) => shape::IMMUNIZATION,
            (Self::Immunization, Release::R5) => shape::IMMUNIZATION_R5,
            (Self::Observation, Release::R4) => shape::OBSERVATION,
            (Self::Observation, Release::R5) => shape::OBSERVATION_R5,
        }
    }

    const fn subject(self) -> &'static str {
        match self {
            Self::Immunization => "patient",
            Self::Observation => "subject",
        }
    }
}

/// The record, or all that is wrong with it.
pub(crate) fn read(reading: &Reading<'_>, node: &Node<'_>) -> Result<GivenRecord, Vec<Issue>> {
    let mut found = Findings::default();
    let made = Kind::of(node, &mut found).and_then(|kind| whole(reading, kind, node, &mut found));
    found.settle(made)
}

fn whole(reading: &Reading<'_>, kind: Kind, node: &Node<'_>, found: &mut Findings) -> Option<GivenRecord> {
    kind.table(reading.release).check(node, found);
    sound::check(node, found);
    let key = values::key(node, found);
    let person = patient::person(reading, node, kind.subject(), found);
    let recorded = match kind {
        Kind::Immunization => immunization::read(reading, node, found),
        Kind::Observation => observation::read(reading, node, found),
    };
    let presence = presence(node, found);
    let (content, state, unit) = recorded?;
    Some(GivenRecord { key: key?, person: person?, content, state, unit, presence })
}

/// The code the person's device showed, as it was typed; every other extension is passed over, which FHIR allows.
fn presence(node: &Node<'_>, found: &mut Findings) -> Option<String> {
    let mut code = None;
    for extension in node.items("extension") {
        let Some(url) = extension.text("url", found) else {
            found.note(IssueCode::Required, extension.place("url"), NO_URL);
            continue;
        };
        if url != PRESENCE_CODE {
            continue;
        }
        let typed = extension.text("valueString", found).unwrap_or_default();
        let fits = (1..=LONGEST).contains(&typed.chars().count()) && code.is_none();
        if !fits {
            return found.refuse(IssueCode::Value, extension.place("valueString"), PRESENCE);
        }
        code = Some(typed.to_owned());
    }
    code
}
