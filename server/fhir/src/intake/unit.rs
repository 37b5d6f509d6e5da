//! The unit that did it, by the code health units are known by in Thailand. Where no performer has one, it is the sender's
//! own organisation, which the caller knows.

use super::node::{Findings, Node};
use crate::issue::IssueCode;
use crate::people::UNIT;
use domain::Bilingual;

const CODE: Bilingual = Bilingual::new(
    "รหัสหน่วยบริการ (hcode) ต้องเป็นตัวเลขหรืออักษรอังกฤษตัวใหญ่ ไม่เกิน 12 ตัว",
    "The code of a health unit (hcode) is digits and capital letters, 12 at most.",
);
/// The longest code of a unit.
const LONGEST: usize = 12;

/// The first of these references that names a unit.
pub(crate) fn of(references: Vec<Node<'_>>, found: &mut Findings) -> Option<String> {
    let mut identifiers = references.into_iter().filter_map(|it| it.member("identifier"));
    let unit = identifiers.find(|it| it.peek("system") == Some(UNIT))?;
    let code = unit.text("value", found).unwrap_or_default();
    let formed = code.bytes().all(|it| it.is_ascii_digit() || it.is_ascii_uppercase());
    let is_code = formed && code.bytes().any(|it| it.is_ascii_digit()) && code.len() <= LONGEST;
    if is_code { Some(code.to_owned()) } else { found.refuse(IssueCode::Value, unit.place("value"), CODE) }
}
