//! A dose as it is typed in a form, and as the rule takes it.

use super::super::portal::Portal;
use app::components::DoseTyped;
use app::i18n::records as words;
use domain::catalogue::PurposeId;
use domain::fields::{DateEntry, DateParts, NationalId};
use domain::record::{ContentError, Vaccination};
use domain::{Bilingual, Day, Explain, Language};
use service::{ServiceError, Signed};
use std::time::Duration;

/// Inputs that are wrong, and what is.
pub(super) type Mistakes = Vec<(&'static str, Bilingual)>;

/// Whose id this is, for an officer; who looks for many is kept waiting longer and longer.
pub(super) async fn person(
    portal: &Portal,
    signed: &Signed,
    id: &NationalId,
    purpose: PurposeId,
) -> Result<String, ServiceError> {
    let (subject, slower) = portal.services.cases.person_with(signed, id, purpose).await?;
    tokio::time::sleep(Duration::from_millis(slower.into())).await;
    Ok(subject)
}

/// The last value of a field; empty where it is missing.
pub(super) fn field<'f>(fields: &'f [(String, String)], name: &str) -> &'f str {
    fields.iter().rev().find(|(it, _)| it == name).map_or("", |(_, value)| value.as_str())
}

/// What was typed, untouched.
pub(super) fn typed(fields: &[(String, String)]) -> DoseTyped {
    let get = |name: &str| field(fields, name).to_owned();
    DoseTyped {
        product: get("product"),
        lot: get("lot"),
        dose: get("dose"),
        day: ["day-day", "day-month", "day-year"].map(get),
    }
}

/// The dose; each input that is wrong is said.
pub(super) fn parse(typed: &DoseTyped, language: Language, today: Day) -> Result<Vaccination, Mistakes> {
    let [day, month, year] = &typed.day;
    let entry = DateEntry::parse(DateParts { day, month, year }, language);
    let day = match entry {
        Ok(entry) => entry.day().ok_or(("day-day", words::WHOLE_DAY)),
        Err(error) => Err(("day-day", error.explain())),
    };
    let rest = |day| {
        let said = |error: ContentError| (input(error), error.explain());
        Vaccination::parse((&typed.product, &typed.lot, &typed.dose), day, today)
            .map_err(|errors| errors.into_iter().map(said).collect::<Mistakes>())
    };
    match day {
        Ok(day) => rest(day),
        Err(wrong) => {
            let mut mistakes = rest(today).err().unwrap_or_default();
            mistakes.push(wrong);
            Err(mistakes)
        }
    }
}

const fn input(error: ContentError) -> &'static str {
    match error {
        ContentError::Product => "product",
        ContentError::Lot => "lot",
        ContentError::Dose => "dose",
        ContentError::Future => "day-day",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wrong_input_is_named() {
        let today = Day::from_iso("2026-03-02").unwrap();
        let wrong = parse(&DoseTyped::default(), Language::Th, today).unwrap_err();
        let inputs: Vec<_> = wrong.iter().map(|(input, _)| *input).collect();
        assert_eq!(inputs, ["product", "dose", "day-day"]);
        let right = Vaccination::parse(("208", "", "2"), today, today).unwrap();
        for language in [Language::Th, Language::En] {
            assert!(parse(&DoseTyped::of(&right, language), language, today) == Ok(right.clone()));
        }
    }
}
