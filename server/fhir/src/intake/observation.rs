//! A laboratory result as FHIR has it: what was tested, what was found, and the day.

use super::node::{Findings, Node, WRONG_TYPE};
use super::{Reading, unit, values};
use crate::issue::IssueCode;
use domain::exchange::LaboratoryError;
use domain::record::{Content, Laboratory, RecordState};
use domain::{Bilingual, Explain};

const STATUS: Bilingual = Bilingual::new(
    "รับเฉพาะผลที่เสร็จแล้ว (final, amended, corrected) หรือที่บันทึกผิด (entered-in-error)",
    "Results are received when they are final, amended or corrected, or entered-in-error.",
);
const NO_STATUS: Bilingual = Bilingual::new("ไม่ใช่สถานะของ Observation", "This is no status of an Observation.");
const TEST: Bilingual = Bilingual::new(
    "ต้องบอกว่าตรวจอะไร ใน code.text หรือ code.coding",
    "What was tested has to be said, in code.text or code.coding.",
);
const RESULT: Bilingual = Bilingual::new(
    "ต้องมีผลตรวจเป็น valueString, valueCodeableConcept หรือ valueQuantity อย่างใดอย่างหนึ่ง",
    "What was found has to be said, as one of valueString, valueCodeableConcept or valueQuantity.",
);
const OTHER_DAY: Bilingual =
    Bilingual::new("รับวันที่ใน effectiveDateTime เท่านั้น", "The day is received in effectiveDateTime alone.");
const COMPARATOR: Bilingual = Bilingual::new("comparator คือ < <= >= หรือ >", "A comparator is one of < <= >= >.");

/// The values FHIR allows and the portal cannot keep as they are meant.
const OTHER_VALUES: [&str; 10] = [
    "valueBoolean",
    "valueInteger",
    "valueRange",
    "valueRatio",
    "valueSampledData",
    "valueTime",
    "valueDateTime",
    "valuePeriod",
    "valueAttachment",
    "valueReference",
];
/// The statuses FHIR has besides those that are received.
const UNFINISHED: [&str; 4] = ["registered", "preliminary", "cancelled", "unknown"];

/// What is recorded, whether it stands, and the unit.
pub(crate) fn read(
    reading: &Reading<'_>,
    node: &Node<'_>,
    found: &mut Findings,
) -> Option<(Content, RecordState, Option<String>)> {
    let state = state(node, found);
    let test = match node.member("code") {
        Some(code) => concept(&code, TEST, found),
        None => found.refuse(IssueCode::Required, node.place("code"), TEST),
    };
    let result = result(reading, node, found);
    for other in ["effectiveInstant", "effectivePeriod", "effectiveTiming"] {
        if node.has(other) {
            found.note(IssueCode::NotSupported, node.place(other), OTHER_DAY);
        }
    }
    let day = values::day(node, "effectiveDateTime", reading.today, found);
    let unit = unit::of(node.items("performer"), found);
    let ((test, test_place), (result, result_place)) = (test?, result?);
    match Laboratory::parse((&test, &result), day?, reading.today) {
        Ok(result) => Some((Content::Laboratory(result), state?, unit)),
        Err(errors) => errors.into_iter().fold(None, |_, error| {
            let place = match error {
                LaboratoryError::Test => test_place.clone(),
                LaboratoryError::Result => result_place.clone(),
                LaboratoryError::Future => node.place("effectiveDateTime"),
            };
            found.refuse(IssueCode::Value, place, error.explain())
        }),
    }
}

/// Words, and where they stand.
type Words = (String, String);

fn state(node: &Node<'_>, found: &mut Findings) -> Option<RecordState> {
    let place = node.place("status");
    match node.text("status", found) {
        Some("final" | "amended" | "corrected") => Some(RecordState::Recorded),
        Some("entered-in-error") => Some(RecordState::EnteredInError),
        Some(other) if UNFINISHED.contains(&other) => found.refuse(IssueCode::NotSupported, place, STATUS),
        Some(_) => found.refuse(IssueCode::CodeInvalid, place, NO_STATUS),
        None => found.refuse(IssueCode::Required, place, STATUS),
    }
}

/// A concept in words: its own text, else the words of its first coding, else that code.
fn concept(node: &Node<'_>, missing: Bilingual, found: &mut Findings) -> Option<Words> {
    if let Some(text) = node.text("text", found) {
        return Some((text.to_owned(), node.place("text")));
    }
    let coding = node.items("coding").into_iter().next();
    let Some(coding) = coding else { return found.refuse(IssueCode::Required, &node.path, missing) };
    let name = if coding.has("display") { "display" } else { "code" };
    match coding.text(name, found) {
        Some(text) => Some((text.to_owned(), coding.place(name))),
        None => found.refuse(IssueCode::Required, coding.path, missing),
    }
}

fn result(reading: &Reading<'_>, node: &Node<'_>, found: &mut Findings) -> Option<Words> {
    if let Some(other) = OTHER_VALUES.into_iter().find(|it| node.has(it)) {
        return found.refuse(IssueCode::NotSupported, node.place(other), RESULT);
    }
    let given = ["valueString", "valueCodeableConcept", "valueQuantity"].map(|it| node.member(it));
    match given {
        [Some(text), None, None] => Some((text.value.as_str()?.to_owned(), text.path)),
        [None, Some(coded), None] => concept(&coded, RESULT, found),
        [None, None, Some(amount)] => quantity(reading, &amount, found),
        [None, None, None] => found.refuse(IssueCode::Required, node.place("value"), RESULT),
        _ => found.refuse(IssueCode::Structure, node.place("value"), RESULT),
    }
}

/// A quantity in words, its digits as they were written.
fn quantity(reading: &Reading<'_>, node: &Node<'_>, found: &mut Findings) -> Option<Words> {
    let comparator = node.text("comparator", found).unwrap_or_default();
    if !["", "<", "<=", ">=", ">"].contains(&comparator) {
        return found.refuse(IssueCode::CodeInvalid, node.place("comparator"), COMPARATOR);
    }
    let Some(value) = node.value.get("value") else {
        return found.refuse(IssueCode::Required, node.place("value"), RESULT);
    };
    let Some(number) = reading.parsed.number(&node.place("value"), value) else {
        return found.refuse(IssueCode::Structure, node.place("value"), WRONG_TYPE);
    };
    let unit = node.text("unit", found).or_else(|| node.text("code", found)).unwrap_or_default();
    Some((format!("{comparator}{number} {unit}"), node.path.clone()))
}
