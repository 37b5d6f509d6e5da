//! What partners send, read: one resource, a Bundle of them, or a line of NDJSON. It answers what is wrong, with the place
//! and the reason; it stores nothing, and decides nothing about whether the sender may.

mod bundle;
mod immunization;
mod moment;
mod node;
mod observation;
mod patient;
mod record;
mod request;
mod shape;
mod sound;
mod unit;
mod values;

use crate::Release;
use crate::issue::Issue;
use crate::strict::{self, Parsed};
use domain::Day;
use domain::exchange::GivenRecord;
use node::Node;
use std::collections::HashMap;
use std::fmt;

/// The extension in which a record carries the code the person's device showed at the unit, as `valueString`.
pub const PRESENCE_CODE: &str = "urn:morprom:presence-code";
/// The most entries of a Bundle.
pub const ENTRIES: usize = 1000;
/// The longest identifier of a message, in characters.
pub const MESSAGE: usize = 200;

/// What was sent.
pub struct Submission {
    /// How its entries stand together.
    pub kind: Kind,
    /// What names the message at its sender (`Bundle.identifier.value`): sent again, it is answered as before.
    pub message: Option<String>,
    /// The records, and the entries that are none, in the order in which they were sent.
    pub entries: Vec<Entry>,
    /// The positions of the Patients that records refer to. They are not stored, but each is answered.
    pub targets: Vec<usize>,
}

/// How the entries of a submission stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One resource, without a Bundle.
    Single,
    /// Each for itself: what is wrong with one is nothing to the others.
    Batch,
    /// All or none.
    Transaction,
}

/// One record that was sent.
pub struct Entry {
    /// Its position in the Bundle, from 0; the number of the line in NDJSON.
    pub at: usize,
    /// Where the resource is: `Bundle.entry[3].resource`, `line[3]`, or the type of a single resource.
    pub path: String,
    /// What the sender calls the entry.
    pub full_url: Option<String>,
    /// The id a PUT names. Whether the record of the sender's identifier has it is for the caller to see.
    pub named: Option<String>,
    /// The record, or all that is wrong with it.
    pub read: Result<GivenRecord, Vec<Issue>>,
}

/// What all of one reading has in common.
pub(crate) struct Reading<'a> {
    /// The text that is read.
    pub(crate) parsed: &'a Parsed,
    /// The release it was said to be of.
    pub(crate) release: Release,
    /// Today in Bangkok.
    pub(crate) today: Day,
    targets: &'a HashMap<&'a str, Node<'a>>,
    full_url: Option<&'a str>,
}

/// One Immunization or Observation, or a Bundle of type batch or transaction of 1 000 entries at most. An error is about
/// all of it; what is wrong with one record stands in its entry. `today` is the Bangkok day: nothing later is believed.
pub fn read(bytes: &[u8], release: Release, today: Day) -> Result<Submission, Vec<Issue>> {
    let parsed = strict::parse(bytes).map_err(|issue| vec![issue])?;
    let path = match parsed.value.get("resourceType").and_then(|it| it.as_str()) {
        Some("Bundle") => return bundle::read((&parsed, release), &Node::new(&parsed.value, "Bundle"), today),
        Some(kind @ ("Immunization" | "Observation")) => kind.to_owned(),
        _ => "Resource".to_owned(),
    };
    let entries = vec![alone((&parsed, release), path, 0, today)];
    Ok(Submission { kind: Kind::Single, message: None, entries, targets: Vec::new() })
}

/// One line of NDJSON: an Immunization or an Observation with its Patient contained. Lines are numbered as the caller
/// likes; paths begin with `line[number]`.
pub fn read_line(bytes: &[u8], release: Release, number: usize, today: Day) -> Entry {
    let path = format!("line[{number}]");
    match strict::parse_at(bytes, Some(&path)) {
        Ok(parsed) => alone((&parsed, release), path, number, today),
        Err(issue) => Entry { at: number, path, full_url: None, named: None, read: Err(vec![issue]) },
    }
}

/// A resource that is not in a Bundle.
fn alone((parsed, release): (&Parsed, Release), path: String, at: usize, today: Day) -> Entry {
    let reading = Reading { parsed, release, today, targets: &HashMap::new(), full_url: None };
    let read = record::read(&reading, &Node::new(&parsed.value, path.as_str()));
    Entry { at, path, full_url: None, named: None, read }
}

impl Submission {
    /// How many entries were sent: as many are answered.
    pub const fn len(&self) -> usize {
        self.entries.len() + self.targets.len()
    }

    /// Whether nothing was sent, which is never accepted.
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl<'a> Reading<'a> {
    /// The Patient of the Bundle that is meant: by its full URL, or relative to the entry that refers to it (FHIR R4,
    /// resolving references in Bundles).
    fn target(&self, reference: &str) -> Option<Node<'a>> {
        let relative = || {
            let base = self.full_url?.rsplitn(3, '/').nth(2)?;
            self.targets.get(format!("{base}/{reference}").as_str())
        };
        self.targets.get(reference).or_else(relative).cloned()
    }
}

impl fmt::Debug for Submission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Submission({:?}, {} entries)", self.kind, self.entries.len())
    }
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Entry({}, {:?})", self.path, self.read.as_ref().map(|_| "…"))
    }
}

#[cfg(test)]
mod tests;
