//! A dose as FHIR has it: which product, which lot, which dose, which day, given where.

use super::node::{Findings, Node};
use super::values;
use super::{Reading, unit};
use crate::Release;
use crate::issue::IssueCode;
use crate::records::VACCINES;
use domain::record::{Content, ContentError, Product, RecordState, Vaccination};
use domain::{Bilingual, Day, Explain};
use serde_json::Value;

const NOT_DONE: Bilingual = Bilingual::new(
    "ไม่รับรายการวัคซีนที่ไม่ได้ฉีด (not-done) ส่งเฉพาะที่ฉีดแล้วหรือที่บันทึกผิด",
    "A dose that was not given (not-done) is not received: send what was given, or what was entered in error.",
);
const STATUS: Bilingual = Bilingual::new(
    "ใช้ได้เฉพาะ completed หรือ entered-in-error",
    "The status of a dose is completed or entered-in-error.",
);
const NO_CVX: Bilingual = Bilingual::new(
    "ต้องมี coding ที่ system เป็น http://hl7.org/fhir/sid/cvx",
    "A coding of the system http://hl7.org/fhir/sid/cvx is needed.",
);
const CVX: Bilingual = Bilingual::new("ไม่รู้จักวัคซีนรหัสนี้", "The vaccine of this code is not one of those recorded here.");
const AS_TEXT: Bilingual = Bilingual::new(
    "ไม่รับวันที่ที่เป็นข้อความ ส่ง occurrenceDateTime",
    "A day in words is not received. Send occurrenceDateTime.",
);
const ONE_DAY: Bilingual =
    Bilingual::new("มี occurrence ได้เพียงแบบเดียว", "There is one occurrence, as dateTime or as string.");
const SUBPOTENT: Bilingual = Bilingual::new(
    "ไม่รับเข็มที่ให้ผลไม่ครบ (isSubpotent) เพราะบันทึกแยกจากเข็มปกติไม่ได้",
    "A subpotent dose is not received: it could not be told from another afterwards.",
);
const DOSE: Bilingual = Bilingual::new(
    "ต้องบอกว่าเป็นเข็มที่เท่าไร เป็นจำนวนเต็ม 1 ถึง 20 ใน protocolApplied[0].doseNumberPositiveInt (R5: doseNumber)",
    "Which dose it is has to be said in protocolApplied[0].doseNumberPositiveInt (R5: doseNumber), a whole number from \
     1 to 20.",
);

/// What is recorded, whether it stands, and the unit.
pub(crate) fn read(
    reading: &Reading<'_>,
    node: &Node<'_>,
    found: &mut Findings,
) -> Option<(Content, RecordState, Option<String>)> {
    let state = state(node, found);
    if node.value.get("isSubpotent") == Some(&Value::Bool(true)) {
        found.note(IssueCode::NotSupported, node.place("isSubpotent"), SUBPOTENT);
    }
    let (product, day, dose) =
        (product(node, found), day(node, reading.today, found), dose(reading.release, node, found));
    let lot = node.text("lotNumber", found).unwrap_or_default();
    let actors = node.items("performer").into_iter().filter_map(|it| it.member("actor")).collect();
    let unit = unit::of(actors, found);
    let dose = dose?.to_string();
    match Vaccination::parse((product?.code(), lot, &dose), day?, reading.today) {
        Ok(dose) => Some((Content::Vaccination(dose), state?, unit)),
        Err(errors) => errors
            .into_iter()
            .fold(None, |_, error| found.refuse(IssueCode::Value, node.place(member(error)), error.explain())),
    }
}

const fn member(error: ContentError) -> &'static str {
    match error {
        ContentError::Product => "vaccineCode",
        ContentError::Lot => "lotNumber",
        ContentError::Dose => "protocolApplied",
        ContentError::Future => "occurrenceDateTime",
    }
}

fn state(node: &Node<'_>, found: &mut Findings) -> Option<RecordState> {
    let place = node.place("status");
    match node.text("status", found) {
        Some("completed") => Some(RecordState::Recorded),
        Some("entered-in-error") => Some(RecordState::EnteredInError),
        Some("not-done") => found.refuse(IssueCode::NotSupported, place, NOT_DONE),
        Some(_) => found.refuse(IssueCode::CodeInvalid, place, STATUS),
        None => found.refuse(IssueCode::Required, place, STATUS),
    }
}

fn product(node: &Node<'_>, found: &mut Findings) -> Option<Product> {
    let Some(vaccine) = node.member("vaccineCode") else {
        return found.refuse(IssueCode::Required, node.place("vaccineCode"), NO_CVX);
    };
    if !vaccine.value.is_object() {
        return None;
    }
    let all = vaccine.items("coding");
    let Some(coding) = all.iter().find(|it| it.peek("system") == Some(VACCINES)) else {
        return found.refuse(IssueCode::Required, vaccine.place("coding"), NO_CVX);
    };
    let code = coding.text("code", found).unwrap_or_default();
    Product::from_code(code).or_else(|| found.refuse(IssueCode::CodeInvalid, coding.place("code"), CVX))
}

fn day(node: &Node<'_>, today: Day, found: &mut Findings) -> Option<Day> {
    match (node.has("occurrenceDateTime"), node.has("occurrenceString")) {
        (true, true) => found.refuse(IssueCode::Structure, node.place("occurrenceString"), ONE_DAY),
        (false, true) => found.refuse(IssueCode::NotSupported, node.place("occurrenceString"), AS_TEXT),
        (_, false) => values::day(node, "occurrenceDateTime", today, found),
    }
}

/// A positive integer in R4, a text in R5.
fn dose(release: Release, node: &Node<'_>, found: &mut Findings) -> Option<u64> {
    let first = node.items("protocolApplied").into_iter().next();
    let Some(first) = first else { return found.refuse(IssueCode::Required, node.place("protocolApplied"), DOSE) };
    let name = match release {
        Release::R4 => "doseNumberPositiveInt",
        Release::R5 => "doseNumber",
    };
    let place = first.place(name);
    let Some(given) = first.value.get(name) else { return found.refuse(IssueCode::Required, place, DOSE) };
    let number = match release {
        Release::R4 => given.as_u64(),
        Release::R5 => given.as_str().and_then(|text| text.parse().ok()),
    };
    number.filter(|it| (1..=20).contains(it)).or_else(|| found.refuse(IssueCode::Value, place, DOSE))
}
