//! What a partner gave, as it waits sealed for an officer to recognise whose it is: fields one after another, each read
//! again by the parser that read it first.

use domain::Language;
use domain::exchange::{GivenPerson, GivenRecord, SenderKey};
use domain::fields::{DateEntry, DateParts, IssuingState, NationalId, PassportNumber, PersonName};
use domain::record::{Content, RecordState};
use domain::registration::Document;

/// As it is kept.
pub(super) fn to_bytes(given: &GivenRecord) -> Vec<u8> {
    let person = &given.person;
    let (kind, issuer, number) = match &person.document {
        Document::NationalId(id) => ("national-id", "", id.as_str()),
        Document::Passport { number, state } => ("passport", state.as_str(), number.as_str()),
    };
    let born = person.born.iso();
    let content = given.content.to_text();
    let fields: [&str; 12] = [
        &given.key.system,
        &given.key.value,
        kind,
        issuer,
        number,
        &born,
        person.first_name.as_str(),
        person.last_name.as_ref().map_or("", PersonName::as_str),
        &content,
        given.state.name(),
        given.unit.as_deref().unwrap_or_default(),
        given.presence.as_deref().unwrap_or_default(),
    ];
    serde_json::json!(fields).to_string().into_bytes()
}

/// What was kept.
pub(super) fn from_bytes(bytes: &[u8]) -> Option<GivenRecord> {
    let fields: Vec<String> = serde_json::from_slice(bytes).ok()?;
    let [system, value, kind, issuer, number, born, first, last, content, state, unit, presence] =
        <[String; 12]>::try_from(fields).ok()?;
    let document = match kind.as_str() {
        "national-id" => Document::NationalId(NationalId::parse(&number).ok()?),
        _ => Document::Passport {
            number: PassportNumber::parse(&number).ok()?,
            state: IssuingState::parse(&issuer).ok()?,
        },
    };
    let mut parts = born.split('-');
    let (year, month, day) = (parts.next()?, parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let some = |text: String| Some(text).filter(|text| !text.is_empty());
    Some(GivenRecord {
        key: SenderKey { system, value },
        person: GivenPerson {
            document,
            born: DateEntry::parse(DateParts { day, month, year }, Language::En).ok()?,
            first_name: PersonName::parse(&first).ok()?,
            last_name: if last.is_empty() { None } else { Some(PersonName::parse(&last).ok()?) },
            sex: None,
        },
        content: Content::from_text(&content)?,
        state: RecordState::from_name(&state)?,
        unit: some(unit),
        presence: some(presence),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Day;
    use domain::record::{Product, Vaccination};

    #[test]
    fn what_waits_is_read_back_as_it_was_given() {
        let day = Day::from_iso("2026-01-02").unwrap();
        // The body is made up; the last digit is the check that belongs to it.
        let id = (0..10).find_map(|check| NationalId::parse(&format!("899990000007{check}")).ok()).unwrap();
        let passport = Document::Passport {
            number: PassportNumber::parse("AB1234567").unwrap(),
            state: IssuingState::parse("LAO").unwrap(),
        };
        for (document, month, last) in [(Document::NationalId(id), "3", Some("ตัวอย่าง")), (passport, "", None)]
        {
            let born = DateParts { day: if month.is_empty() { "" } else { "4" }, month, year: "1980" };
            let given = GivenRecord {
                key: SenderKey { system: "urn:x".to_owned(), value: "a \"1\"".to_owned() },
                person: GivenPerson {
                    document,
                    born: DateEntry::parse(born, Language::En).unwrap(),
                    first_name: PersonName::parse("สมมติ").unwrap(),
                    last_name: last.map(|last| PersonName::parse(last).unwrap()),
                    sex: None,
                },
                content: Content::Vaccination(Vaccination { product: Product::Hpv, lot: "L".to_owned(), dose: 1, day }),
                state: RecordState::Recorded,
                unit: last.map(str::to_owned),
                presence: None,
            };
            let read = from_bytes(&to_bytes(&given)).unwrap();
            // A date is kept as understood, not as written.
            assert_eq!(to_bytes(&read), to_bytes(&given));
            assert!(read.person.born.iso() == given.person.born.iso() && read.content == given.content);
        }
        assert!(from_bytes(b"[]").is_none() && from_bytes(b"x").is_none());
    }
}
