//! Who a record is about. A sender names a person by a whole Patient, contained or in the Bundle: an identifier alone is not
//! enough to find somebody by, since nobody is matched without a birth date.

use super::Reading;
use super::moment;
use super::node::{Findings, Node};
use super::{shape, sound};
use crate::issue::IssueCode;
use crate::people::{NATIONAL_ID, PASSPORT};
use domain::exchange::GivenPerson;
use domain::fields::{DateEntry, DateParts, IssuingState, NationalId, PassportNumber, PersonName};
use domain::registration::{Document, Sex};
use domain::{Bilingual, Explain, Language};
use serde_json::Value;

const NO_PATIENT: Bilingual = Bilingual::new(
    "ต้องอ้างถึง Patient ที่แนบมา (contained หรือใน Bundle) ซึ่งมีเลขประจำตัวและวันเกิด",
    "Refer to a Patient that is sent along, contained or in the Bundle, with an identifier and a birth date.",
);
const NOT_FOUND: Bilingual = Bilingual::new(
    "ไม่พบ Patient ที่อ้างถึง ทั้งใน contained และใน fullUrl ของ Bundle",
    "No Patient is contained under this reference, and no entry of the Bundle has it as fullUrl.",
);
const NO_DOCUMENT: Bilingual = Bilingual::new(
    "ต้องมี identifier ที่ system เป็น https://terms.sil-th.org/id/th-cid หรือ http://hl7.org/fhir/sid/passport- ตามด้วยรหัสประเทศสามตัวอักษร",
    "An identifier is needed whose system is https://terms.sil-th.org/id/th-cid, or http://hl7.org/fhir/sid/passport- and the three letters of a state.",
);
const NO_BIRTH: Bilingual = Bilingual::new("ต้องมีวันเกิด อย่างน้อยปี", "The birth date is needed, at least the year.");
const BIRTH_FORM: Bilingual =
    Bilingual::new("วันเกิดต้องเป็น YYYY, YYYY-MM หรือ YYYY-MM-DD (ค.ศ.)", "A birth date is YYYY, YYYY-MM or YYYY-MM-DD.");
const NO_NAME: Bilingual =
    Bilingual::new("ต้องมีชื่อใน name.given หรือ name.family", "A name is needed, in given or family.");
const GENDER: Bilingual =
    Bilingual::new("ใช้ได้เฉพาะ male, female, other, unknown", "This is male, female, other or unknown.");
const NO_LONGER: Bilingual = Bilingual::new(
    "ผู้ส่งระบุว่า Patient นี้ไม่ใช้แล้วหรือถูกรวมกับรายอื่น ส่งรายที่ใช้อยู่",
    "The sender says that this Patient is no longer in use, or is linked to another. Send the one in use.",
);

/// The person the member `name` of a record refers to.
pub(crate) fn person(
    reading: &Reading<'_>,
    record: &Node<'_>,
    name: &str,
    found: &mut Findings,
) -> Option<GivenPerson> {
    let patient = target(reading, record, name, found)?;
    shape::PATIENT.check(&patient, found);
    sound::check(&patient, found);
    if patient.value.get("active") == Some(&Value::Bool(false)) {
        found.note(IssueCode::NotSupported, patient.place("active"), NO_LONGER);
    }
    if patient.has("link") {
        found.note(IssueCode::NotSupported, patient.place("link"), NO_LONGER);
    }
    let (document, born) = (document(&patient, found), born(&patient, reading, found));
    let (names, sex) = (names(&patient, found), sex(&patient, found));
    let (first_name, last_name) = names?;
    Some(GivenPerson { document: document?, born: born?, first_name, last_name, sex })
}

/// The Patient itself: contained, or an entry of the Bundle.
fn target<'a>(reading: &Reading<'a>, record: &Node<'a>, name: &str, found: &mut Findings) -> Option<Node<'a>> {
    let Some(subject) = record.member(name) else {
        return found.refuse(IssueCode::Required, record.place(name), NO_PATIENT);
    };
    let Some(reference) = subject.text("reference", found) else {
        return found.refuse(IssueCode::Required, subject.path, NO_PATIENT);
    };
    let contained = |id: &str| {
        let all = record.items("contained").into_iter();
        all.filter(|it| it.peek("resourceType") == Some("Patient")).find(|it| it.peek("id") == Some(id))
    };
    let patient = match reference.strip_prefix('#') {
        Some(id) => contained(id),
        None => reading.target(reference),
    };
    patient.or_else(|| found.refuse(IssueCode::NotFound, subject.place("reference"), NOT_FOUND))
}

/// The document: a national id before a passport, and never one that is no longer in use.
fn document(patient: &Node<'_>, found: &mut Findings) -> Option<Document> {
    let current: Vec<Node<'_>> =
        patient.items("identifier").into_iter().filter(|it| it.peek("use") != Some("old")).collect();
    if let Some(it) = current.iter().find(|it| it.peek("system") == Some(NATIONAL_ID)) {
        let number = it.text("value", found).unwrap_or_default();
        return match NationalId::parse(number) {
            Ok(number) => Some(Document::NationalId(number)),
            Err(error) => found.refuse(IssueCode::Value, it.place("value"), error.explain()),
        };
    }
    let passport = current.iter().find_map(|it| Some((it, it.peek("system")?.strip_prefix(PASSPORT)?)));
    let Some((it, state)) = passport else {
        return found.refuse(IssueCode::Required, patient.place("identifier"), NO_DOCUMENT);
    };
    // Passports of Germany carry a single D, where HL7 has the three letters of ISO 3166.
    let state = IssuingState::parse(if state == "DEU" { "D" } else { state })
        .or_else(|error| found.refuse(IssueCode::Value, it.place("system"), error.explain()).ok_or(error));
    let number = PassportNumber::parse(it.text("value", found).unwrap_or_default())
        .or_else(|error| found.refuse(IssueCode::Value, it.place("value"), error.explain()).ok_or(error));
    Some(Document::Passport { number: number.ok()?, state: state.ok()? })
}

fn born(patient: &Node<'_>, reading: &Reading<'_>, found: &mut Findings) -> Option<DateEntry> {
    let place = patient.place("birthDate");
    let Some(text) = patient.text("birthDate", found) else {
        return found.refuse(IssueCode::Required, place, NO_BIRTH);
    };
    let Some([year, month, day]) = moment::parts(text) else {
        return found.refuse(IssueCode::Value, place, BIRTH_FORM);
    };
    match DateEntry::parse_birth(DateParts { day, month, year }, Language::En, reading.today) {
        Ok(born) => Some(born),
        Err(error) => found.refuse(IssueCode::Value, place, error.explain()),
    }
}

/// The name in use: the official one, else the usual one, else one of which no use is said.
fn names(patient: &Node<'_>, found: &mut Findings) -> Option<(PersonName, Option<PersonName>)> {
    let all = patient.items("name");
    let of_use = |wanted: Option<&str>| all.iter().find(|it| it.peek("use") == wanted);
    let Some(name) = of_use(Some("official")).or_else(|| of_use(Some("usual"))).or_else(|| of_use(None)) else {
        return found.refuse(IssueCode::Required, patient.place("name"), NO_NAME);
    };
    let given: Vec<&str> = name.items("given").iter().filter_map(|it| it.value.as_str()).collect();
    let given = parsed(&given.join(" "), name.place("given"), found);
    let family = parsed(name.text("family", found).unwrap_or_default(), name.place("family"), found);
    match (given, family) {
        (Some(given), family) => Some((given, family)),
        // Somebody with one name has it in either place.
        (None, Some(family)) => Some((family, None)),
        (None, None) => found.refuse(IssueCode::Required, &name.path, NO_NAME),
    }
}

fn parsed(text: &str, place: String, found: &mut Findings) -> Option<PersonName> {
    if text.trim().is_empty() {
        return None;
    }
    PersonName::parse(text).map_or_else(|error| found.refuse(IssueCode::Value, place, error.explain()), Some)
}

fn sex(patient: &Node<'_>, found: &mut Findings) -> Option<Sex> {
    let text = patient.text("gender", found)?;
    match Sex::from_name(text) {
        None if text != "unknown" => found.refuse(IssueCode::CodeInvalid, patient.place("gender"), GENDER),
        sex => sex,
    }
}
