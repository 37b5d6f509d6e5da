//! Paper forms about the person: that there is one, which unit scanned it, and what was read from it. The picture itself is
//! never in the bundle, and may be gone by then.

use crate::export::Paper;
use crate::frame::Frame;
use crate::parts::{identifier, reference, uuid_of};
use domain::Bilingual;
use serde_json::{Value, json};

const PAPER_FORM: Bilingual = Bilingual::new("แบบกระดาษ", "Paper form");
const DESTROYED: Bilingual = Bilingual::new("ภาพสแกนถูกทำลายเมื่อ", "The scan was destroyed on");

/// A form, as the document it is: the unit answers for the reading of it.
pub(crate) fn document(frame: &Frame<'_>, paper: &Paper) -> Value {
    let unit = reference("Organization", &uuid_of("unit", &paper.unit.0));
    let kind = PAPER_FORM.text(frame.language);
    json!({
        "resourceType": "DocumentReference",
        "id": paper.id.to_string(),
        "identifier": [identifier(&frame.below("id/paper-form"), &paper.number)],
        "status": "current",
        "docStatus": "final",
        "type": { "text": kind },
        "subject": frame.person(),
        "date": paper.at.rfc3339(),
        "author": [unit],
        "custodian": unit,
        "description": description(frame, paper),
        "content": [{ "attachment": {
            "contentType": "image/jpeg",
            "title": format!("{kind} {}", paper.number),
            "creation": paper.at.rfc3339(),
        } }],
    })
}

/// What was read, field by field, and whether the picture is gone.
fn description(frame: &Frame<'_>, paper: &Paper) -> String {
    let read = paper.read.iter().map(|(field, value)| format!("{field}: {value}"));
    let gone = paper
        .destroyed
        .map(|at| format!("{} {}", DESTROYED.text(frame.language), at.bangkok_day().long(frame.language)));
    read.chain(gone).collect::<Vec<_>>().join("; ")
}
