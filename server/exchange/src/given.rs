//! Whom a question is about: document, birth date and names, from a FHIR search form or from JSON, by the parsers everybody
//! else uses. All that is wrong is said at once, and nothing of what was typed.

use domain::exchange::GivenPerson;
use domain::fields::{DateEntry, DateParts, IssuingState, NationalId, PassportNumber, PersonName};
use domain::registration::Document;
use domain::{Bilingual, Day, Explain, Language};
use fhir::{Issue, IssueCode};
use serde::Deserialize;
use std::fmt;
use url::form_urlencoded;

/// The system of national ids.
const NATIONAL_ID: &str = "https://terms.sil-th.org/id/th-cid";
/// What the system of a passport begins with; the state follows.
const PASSPORT: &str = "http://hl7.org/fhir/sid/passport-";

/// Somebody, as JSON names them.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = Person)]
pub(crate) struct PersonJson {
    /// The national id, thirteen digits with their check digit.
    #[schema(example = "8999900000017", max_length = 40)]
    national_id: Option<String>,
    /// The number of the passport, of people without a national id.
    #[schema(max_length = 40)]
    passport: Option<String>,
    /// The state that issued it, three letters.
    #[schema(max_length = 3)]
    passport_state: Option<String>,
    /// The birth date of the common era: YYYY-MM-DD, YYYY-MM or YYYY.
    #[schema(example = "1980-02-01", max_length = 10)]
    birth_date: String,
    /// The first name, or the one name.
    #[schema(max_length = 200)]
    first_name: String,
    /// The last name.
    #[schema(max_length = 200)]
    last_name: Option<String>,
}

impl PersonJson {
    /// The person, or all that is wrong; `path` is where they stand in the body.
    pub(crate) fn read(&self, path: &str, today: Day) -> Result<GivenPerson, Vec<Issue>> {
        let at = |name: &str| format!("{path}/{name}");
        let document = match (&self.national_id, &self.passport, &self.passport_state) {
            (Some(id), None, None) => national(id, &at("nationalId")),
            (None, Some(number), Some(state)) => passport((number, state), &at("passport")),
            _ => Err(Issue::new(IssueCode::Required, at("nationalId"), ONE_DOCUMENT)),
        };
        let born = born(&self.birth_date, &at("birthDate"), today);
        let first = name(&self.first_name, &at("firstName"));
        let last = self.last_name.as_deref().filter(|last| !last.trim().is_empty());
        let last = last.map(|last| name(last, &at("lastName"))).transpose();
        together(document, born, first, last)
    }
}

impl fmt::Debug for PersonJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonJson(…)")
    }
}

/// The person in a search form: `patient.identifier` (system|value), `patient.birthdate`, `patient.given`,
/// `patient.family`, each once. A parameter nobody knows is refused: what it would have narrowed is not to be told.
pub(crate) fn searched(form: &[u8], prefix: &str, today: Day) -> Result<GivenPerson, Vec<Issue>> {
    let mut fields: [Option<String>; 4] = Default::default();
    let names = ["identifier", "birthdate", "given", "family"];
    for (parameter, value) in form_urlencoded::parse(form) {
        if matches!(&*parameter, "_format" | "_count") {
            continue;
        }
        let known = parameter.strip_prefix(prefix).and_then(|rest| rest.strip_prefix('.'));
        let place = known.and_then(|known| names.iter().position(|name| *name == known));
        let Some(place) = place else {
            return Err(vec![Issue::new(IssueCode::NotSupported, "", UNKNOWN_PARAMETER)]);
        };
        if fields[place].replace(value.into_owned()).is_some() {
            return Err(vec![Issue::new(IssueCode::Duplicate, format!("{prefix}.{}", names[place]), TWICE)]);
        }
    }
    let [identifier, birth, given, family] = fields;
    let at = |name: &str| format!("{prefix}.{name}");
    let missing = |name: &str| Issue::new(IssueCode::Required, at(name), MISSING);
    let document = match identifier {
        Some(text) => identified(&text, &at("identifier")),
        None => Err(missing("identifier")),
    };
    let born = birth.ok_or_else(|| missing("birthdate")).and_then(|text| born(&text, &at("birthdate"), today));
    let first = given.ok_or_else(|| missing("given")).and_then(|text| name(&text, &at("given")));
    let family = family.filter(|family| !family.trim().is_empty());
    let last = family.map(|family| name(&family, &at("family"))).transpose();
    together(document, born, first, last)
}

const ONE_DOCUMENT: Bilingual = Bilingual::new(
    "ระบุเลขประจำตัวประชาชน หรือเลขหนังสือเดินทางกับประเทศที่ออก อย่างเดียว",
    "Give the national id, or the passport with its issuing state, and one of them alone.",
);
const UNKNOWN_PARAMETER: Bilingual = Bilingual::new("มีตัวกรองที่ไม่รู้จัก", "There is a parameter that is not known here.");
const TWICE: Bilingual = Bilingual::new("ส่งมาสองครั้ง", "It stands twice.");
const MISSING: Bilingual = Bilingual::new("ไม่มีค่านี้", "It is missing.");
const SYSTEM: Bilingual = Bilingual::new(
    "ระบบของเลขต้องเป็นเลขประจำตัวประชาชนหรือหนังสือเดินทาง",
    "The system is neither that of national ids nor of passports.",
);
const DATE: Bilingual = Bilingual::new(
    "วันเกิดเป็น ค.ศ. แบบ ปปปป-ดด-วว หรือ ปปปป-ดด หรือ ปปปป และไม่เกินวันนี้",
    "A birth date is YYYY-MM-DD, YYYY-MM or YYYY of the common era, and not after today.",
);

fn identified(text: &str, path: &str) -> Result<Document, Issue> {
    match text.split_once('|') {
        Some((NATIONAL_ID, id)) => national(id, path),
        Some((system, number)) if system.starts_with(PASSPORT) => passport((number, &system[PASSPORT.len()..]), path),
        _ => Err(Issue::new(IssueCode::Value, path, SYSTEM)),
    }
}

fn national(id: &str, path: &str) -> Result<Document, Issue> {
    let id = NationalId::parse(id).map_err(|error| Issue::new(IssueCode::Value, path, error.explain()))?;
    Ok(Document::NationalId(id))
}

fn passport((number, state): (&str, &str), path: &str) -> Result<Document, Issue> {
    let number = PassportNumber::parse(number).map_err(|error| Issue::new(IssueCode::Value, path, error.explain()))?;
    let state = IssuingState::parse(state).map_err(|error| Issue::new(IssueCode::Value, path, error.explain()))?;
    Ok(Document::Passport { number, state })
}

fn born(text: &str, path: &str, today: Day) -> Result<DateEntry, Issue> {
    let wrong = || Issue::new(IssueCode::Value, path, DATE);
    if !matches!(text.len(), 4 | 7 | 10) || !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
        return Err(wrong());
    }
    let mut parts = text.split('-');
    let mut part = || parts.next().unwrap_or_default();
    let (year, month, day) = (part(), part(), part());
    let parts = DateParts { day, month, year };
    if year.len() != 4 {
        return Err(wrong());
    }
    DateEntry::parse_birth(parts, Language::En, today).map_err(|_| wrong())
}

fn name(text: &str, path: &str) -> Result<PersonName, Issue> {
    PersonName::parse(text).map_err(|error| Issue::new(IssueCode::Value, path, error.explain()))
}

fn together(
    document: Result<Document, Issue>,
    born: Result<DateEntry, Issue>,
    first_name: Result<PersonName, Issue>,
    last_name: Result<Option<PersonName>, Issue>,
) -> Result<GivenPerson, Vec<Issue>> {
    match (document, born, first_name, last_name) {
        (Ok(document), Ok(born), Ok(first_name), Ok(last_name)) => {
            Ok(GivenPerson { document, born, first_name, last_name, sex: None })
        }
        (document, born, first, last) => {
            Err([document.err(), born.err(), first.err(), last.err()].into_iter().flatten().collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day() -> Day {
        Day::from_iso("2026-11-27").unwrap()
    }

    fn id() -> String {
        // A synthetic body with its check digit.
        (0..10).map(|digit| format!("899990000017{digit}")).find(|id| NationalId::parse(id).is_ok()).unwrap()
    }

    #[test]
    fn a_form_and_json_name_the_same_person() {
        let form = format!(
            "patient.identifier=https%3A%2F%2Fterms.sil-th.org%2Fid%2Fth-cid%7C{}&patient.birthdate=1980-02-01&patient.given=Som",
            id()
        );
        let searched = searched(form.as_bytes(), "patient", day()).unwrap();
        let json = format!(r#"{{"nationalId":"{}","birthDate":"1980-02-01","firstName":"Som"}}"#, id());
        let person: PersonJson = serde_json::from_str(&json).unwrap();
        assert!(person.read("/person", day()).unwrap() == searched);
        assert_eq!(format!("{person:?}"), "PersonJson(…)");
    }

    #[test]
    fn all_that_is_wrong_is_said_and_nothing_that_was_typed() {
        let issues = searched(b"patient.identifier=x%7C1&patient.birthdate=01-02-1980", "patient", day()).unwrap_err();
        let paths: Vec<&str> = issues.iter().map(|issue| issue.path.as_str()).collect();
        assert_eq!(paths, ["patient.identifier", "patient.birthdate", "patient.given"]);
        for form in ["patient.phone=1", "patient.given=a&patient.given=b", "name=x"] {
            assert_eq!(searched(form.as_bytes(), "patient", day()).unwrap_err().len(), 1, "{form}");
        }
        for birth in ["1980-2-1", "2570-01-01", "1980-02-30", "19800201", "-980-02-01", "1980-"] {
            let json = format!(r#"{{"nationalId":"{}","birthDate":"{birth}","firstName":"Som"}}"#, id());
            let person: PersonJson = serde_json::from_str(&json).unwrap();
            assert_eq!(person.read("/person", day()).unwrap_err().len(), 1, "{birth}");
        }
    }
}
