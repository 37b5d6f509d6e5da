//! A Bundle of records: a batch, in which each entry stands for itself, or a transaction, in which all stand together.

use super::node::{Findings, Node};
use super::record::{self, Kind as RecordKind};
use super::shape;
use super::{ENTRIES, Entry, Kind, MESSAGE, Reading, Submission, request, sound};
use crate::Release;
use crate::issue::{Issue, IssueCode};
use crate::strict::Parsed;
use domain::{Bilingual, Day};
use std::collections::{HashMap, HashSet};

const TYPE: Bilingual = Bilingual::new(
    "รับเฉพาะ Bundle ชนิด batch หรือ transaction",
    "Only Bundles of type batch or transaction are received.",
);
const NO_TYPE: Bilingual = Bilingual::new("ไม่ใช่ชนิดของ Bundle", "This is no type of a Bundle.");
const NONE: Bilingual = Bilingual::new("ไม่มี entry", "There is no entry.");
const MANY: Bilingual =
    Bilingual::new("มี entry ได้ไม่เกิน 1000 แบ่งส่งเป็นหลาย Bundle", "There are 1000 entries at most. Send several Bundles.");
const LONG: Bilingual =
    Bilingual::new("identifier ของ Bundle ยาวเกิน 200 ตัวอักษร", "The Bundle's identifier is longer than 200 characters.");
const NO_RESOURCE: Bilingual = Bilingual::new("entry ต้องมี resource", "An entry needs a resource.");
const ANSWER: Bilingual = Bilingual::new(
    "search และ response มีได้ใน Bundle ที่เป็นคำตอบเท่านั้น",
    "Only Bundles that answer have search or response.",
);
const URL_TWICE: Bilingual =
    Bilingual::new("fullUrl นี้มีอยู่แล้วใน Bundle", "Another entry of the Bundle has this fullUrl.");
const KEY_TWICE: Bilingual = Bilingual::new(
    "identifier นี้เป็นของ entry อื่นใน Bundle แล้ว",
    "Another entry of the Bundle has this identifier: which of the two holds cannot be known.",
);

/// The types a Bundle of FHIR may have besides those that are received.
const OTHER_TYPES: [&str; 7] =
    ["document", "message", "transaction-response", "batch-response", "history", "searchset", "collection"];

/// The submission, or what is wrong with the Bundle as a whole.
pub(crate) fn read(
    (parsed, release): (&Parsed, Release),
    root: &Node<'_>,
    today: Day,
) -> Result<Submission, Vec<Issue>> {
    let mut found = Findings::default();
    let head = head(root, &mut found);
    let (kind, message) = found.settle(head)?;
    let all = root.items("entry");
    let targets = targets(&all);
    let mut submission = Submission { kind, message, entries: Vec::new(), targets: Vec::new() };
    let (mut urls, mut keys) = (HashSet::new(), HashSet::new());
    for (at, node) in all.iter().enumerate() {
        let full_url = node.peek("fullUrl");
        let reading = Reading { parsed, release, today, targets: &targets, full_url };
        let twice = full_url.is_some_and(|url| !urls.insert(url));
        match entry(&reading, at, node, twice) {
            Some(entry) => submission.entries.push(once(entry, &mut keys)),
            None => submission.targets.push(at),
        }
    }
    Ok(submission)
}

/// What the Bundle says of itself.
fn head(root: &Node<'_>, found: &mut Findings) -> Option<(Kind, Option<String>)> {
    shape::BUNDLE.check(root, found);
    sound::check_around(root, "entry", found);
    let place = root.place("type");
    let kind = match root.text("type", found) {
        Some("batch") => Some(Kind::Batch),
        Some("transaction") => Some(Kind::Transaction),
        Some(other) if OTHER_TYPES.contains(&other) => found.refuse(IssueCode::NotSupported, place, TYPE),
        Some(_) => found.refuse(IssueCode::CodeInvalid, place, NO_TYPE),
        None => found.refuse(IssueCode::Required, place, TYPE),
    };
    match root.items("entry").len() {
        0 => found.refuse(IssueCode::Required, root.place("entry"), NONE),
        1..=ENTRIES => Some(()),
        _ => found.refuse(IssueCode::TooLong, root.place("entry"), MANY),
    }?;
    let identifier = root.member("identifier");
    let message = identifier.as_ref().and_then(|it| it.text("value", found)).map(str::to_owned);
    if let (Some(place), Some(message)) = (identifier.map(|it| it.place("value")), &message)
        && (message.chars().count() > MESSAGE || message.trim().is_empty())
    {
        found.note(IssueCode::TooLong, place, LONG);
    }
    Some((kind?, message))
}

/// The Patients of the Bundle by their full URL; of two with the same, the first.
fn targets<'a>(all: &[Node<'a>]) -> HashMap<&'a str, Node<'a>> {
    let mut targets = HashMap::new();
    for node in all {
        let patient = node.member("resource").filter(|it| it.peek("resourceType") == Some("Patient"));
        if let (Some(url), Some(patient)) = (node.peek("fullUrl"), patient) {
            targets.entry(url).or_insert(patient);
        }
    }
    targets
}

/// One entry; `None` where it is a Patient that is only referred to.
fn entry(reading: &Reading<'_>, at: usize, node: &Node<'_>, twice: bool) -> Option<Entry> {
    let mut found = Findings::default();
    let path = node.place("resource");
    let resource = node.member("resource").filter(|it| it.value.is_object());
    let kind = resource.as_ref().and_then(|it| it.peek("resourceType")).unwrap_or_default();
    let named = envelope(node, kind, twice, &mut found);
    let read = match resource {
        None => found.settle(None),
        Some(_) if kind == "Patient" && found.is_empty() => return None,
        Some(_) if kind == "Patient" => found.settle(None),
        Some(resource) => found.settle(Some(())).and_then(|()| record::read(reading, &resource)),
    };
    Some(Entry { at, path, full_url: reading.full_url.map(str::to_owned), named, read })
}

/// What is around the resource.
fn envelope(node: &Node<'_>, kind: &str, twice: bool, found: &mut Findings) -> Option<String> {
    shape::ENTRY.check(node, found);
    sound::check_around(node, "resource", found);
    for answer in ["search", "response"].into_iter().filter(|it| node.has(it)) {
        found.note(IssueCode::Structure, node.place(answer), ANSWER);
    }
    if twice {
        found.note(IssueCode::Duplicate, node.place("fullUrl"), URL_TWICE);
    }
    let Some(resource) = node.member("resource") else {
        return found.refuse(IssueCode::Required, node.place("resource"), NO_RESOURCE);
    };
    let received = kind == "Patient" || RecordKind::of(&resource, found).is_some_and(|it| it.name() == kind);
    if received { request::read(node, kind, found) } else { None }
}

/// The entry, refused where one before it has the same identifier.
fn once(mut entry: Entry, keys: &mut HashSet<String>) -> Entry {
    if entry.read.as_ref().is_ok_and(|it| !keys.insert(it.key.text())) {
        let place = format!("{}.identifier[0]", entry.path);
        entry.read = Err(vec![Issue::new(IssueCode::Duplicate, place, KEY_TWICE)]);
    }
    entry
}
