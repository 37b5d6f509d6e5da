//! The answers as a list, each as a person reads it: ids in groups, dates in the era of the page, names of places. An
//! answer no rule accepts stands as it was typed.

use super::PlaceOption;
use crate::components::SummaryRow;
use crate::i18n::register as words;
use domain::Language;
use domain::fields::{DateEntry, DateParts, NationalId, Phone, PostalCode};
use domain::registration::{Answers, Question, Sex};

/// What the list is made of.
#[derive(Clone, Copy)]
pub(super) struct Given<'a> {
    /// The answers.
    pub(super) answers: &'a Answers,
    /// The subdistrict that was chosen.
    pub(super) place: Option<&'a PlaceOption>,
    /// Whether there is a photo.
    pub(super) photo: bool,
}

impl Given<'_> {
    /// A row for each question that is asked after these answers.
    pub(super) fn rows(self, language: Language) -> impl Iterator<Item = (Question, SummaryRow)> {
        Question::asked_of(self.answers).map(move |question| {
            let value = self.value(question, language);
            (question, SummaryRow { name: words::short(question), value, beside: None, change: None })
        })
    }

    /// The answer in words; nothing where none was given.
    fn value(self, question: Question, language: Language) -> Option<String> {
        let typed = |input: &str| Some(self.answers.get(input).trim().to_owned()).filter(|text| !text.is_empty());
        match question {
            Question::Document => {
                typed("document").map(|kind| words::document(kind == "passport").text(language).to_owned())
            }
            Question::NationalId => typed("national-id").map(|id| NationalId::parse(&id).map_or(id, |id| id.grouped())),
            Question::Passport => joined([typed("passport-number"), typed("issuing-state")]),
            Question::Name => joined([typed("first-name"), typed("last-name")]),
            Question::BirthDate => self.birth(language),
            Question::Nationality => nationality(self.answers, language),
            Question::Sex => {
                typed("sex").map(|sex| Sex::from_name(&sex).map_or(sex, |sex| sex.label().text(language).to_owned()))
            }
            Question::PostalCode => {
                typed("postal-code").map(|code| PostalCode::parse(&code).map_or(code, |code| code.as_str().to_owned()))
            }
            Question::Subdistrict => self.place.map(|place| place.text(language).to_owned()),
            Question::House => typed("address"),
            Question::Phone => typed("phone").map(|phone| Phone::parse(&phone).map_or(phone, |phone| phone.national())),
            Question::Email => typed("email"),
            Question::Photo => self.photo.then(|| words::PHOTO_GIVEN.text(language).to_owned()),
        }
    }

    fn birth(self, language: Language) -> Option<String> {
        let [day, month, year] =
            ["birth-date-day", "birth-date-month", "birth-date-year"].map(|input| self.answers.get(input));
        let typed_in = Language::from_tag(self.answers.get("birth-date-language")).unwrap_or_default();
        match DateEntry::parse(DateParts { day, month, year }, typed_in) {
            Ok(entry) => Some(words::birth(&entry, language)),
            Err(_) => joined([day, month, year].map(|part| Some(part.to_owned()).filter(|part| !part.is_empty()))),
        }
    }
}

fn nationality(answers: &Answers, language: Language) -> Option<String> {
    let code = match answers.get("nationality") {
        "other" => answers.get("nationality-other"),
        code => code,
    };
    let name = words::NATIONALITIES.iter().find(|(listed, _)| *listed == code).map(|(_, name)| name.text(language));
    Some(name.unwrap_or(code).to_owned()).filter(|text| !text.trim().is_empty())
}

fn joined<const N: usize>(parts: [Option<String>; N]) -> Option<String> {
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}
