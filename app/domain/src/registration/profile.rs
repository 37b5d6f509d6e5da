//! The profile the answers make: each value parsed once, ready to be sealed by the id of its field in the catalogue.

use super::Answers;
use super::question::{LANGUAGE, Mistake, Question, birth_date, nationality};
use crate::date::Day;
use crate::fields::{DateEntry, Email, IssuingState, NationalId, PassportNumber, PersonName, Phone, PostalCode};
use crate::language::{Bilingual, Language};
use std::fmt;

/// The document a person is known by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Document {
    /// A national id.
    NationalId(NationalId),
    /// A passport.
    Passport {
        /// Its number.
        number: PassportNumber,
        /// Who issued it.
        state: IssuingState,
    },
}

/// Sex, as the person states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
    /// Neither of the two.
    Other,
}

/// Where a person lives, as far as told.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct House {
    /// House number and street.
    pub line: Option<String>,
    /// The official six-digit code of the subdistrict; district and province are parts of it.
    pub subdistrict: Option<String>,
    /// The postal code.
    pub postal_code: Option<PostalCode>,
}

/// A whole profile.
#[derive(Clone, PartialEq, Eq)]
pub struct Profile {
    /// The document.
    pub document: Document,
    /// The first name, or the one name.
    pub first_name: PersonName,
    /// The last name.
    pub last_name: Option<PersonName>,
    /// The birth date, as far as known.
    pub birth: DateEntry,
    /// The nationality.
    pub nationality: IssuingState,
    /// The sex.
    pub sex: Option<Sex>,
    /// The address.
    pub house: House,
    /// The phone.
    pub phone: Option<Phone>,
    /// The e-mail address.
    pub email: Option<Email>,
}

impl Sex {
    /// All answers.
    pub const ALL: [Self; 3] = [Self::Female, Self::Male, Self::Other];

    /// The word in forms and storage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Female => "female",
            Self::Male => "male",
            Self::Other => "other",
        }
    }

    /// The sex of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sex| sex.name() == name)
    }

    /// In words.
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Female => Bilingual::new("หญิง", "Female"),
            Self::Male => Bilingual::new("ชาย", "Male"),
            Self::Other => Bilingual::new("อื่น ๆ", "Other"),
        }
    }
}

impl Document {
    /// The text the document is looked up by: kind, issuer and number, so that two kinds never meet.
    pub fn key(&self) -> String {
        match self {
            Self::NationalId(id) => format!("national-id:{}", id.as_str()),
            Self::Passport { number, state } => format!("passport:{}:{}", state.as_str(), number.as_str()),
        }
    }
}

impl Profile {
    /// The profile, or every question whose answer is wrong, in the order in which they are asked.
    pub fn parse(answers: &Answers, today: Day) -> Result<Self, Vec<(Question, Vec<Mistake>)>> {
        let wrong: Vec<_> = Question::asked_of(answers)
            .map(|question| (question, question.mistakes(answers, today)))
            .filter(|(_, mistakes)| !mistakes.is_empty())
            .collect();
        if wrong.is_empty() { Self::build(answers, today).ok_or_else(Vec::new) } else { Err(wrong) }
    }

    /// Field by field, by the ids of the catalogue, as stored; what was not given is not there.
    pub fn values(&self) -> Vec<(&'static str, String)> {
        let mut values = vec![
            ("first-name", self.first_name.as_str().to_owned()),
            ("birth-date", stored_birth(&self.birth)),
            ("nationality", self.nationality.as_str().to_owned()),
        ];
        values.push(match &self.document {
            Document::NationalId(id) => ("national-id", id.as_str().to_owned()),
            Document::Passport { number, state } => ("passport", format!("{} {}", state.as_str(), number.as_str())),
        });
        let optional = [
            ("last-name", self.last_name.as_ref().map(PersonName::as_str)),
            ("sex", self.sex.map(Sex::name)),
            ("address", self.house.line.as_deref()),
            ("subdistrict", self.house.subdistrict.as_deref()),
            ("postal-code", self.house.postal_code.as_ref().map(PostalCode::as_str)),
            ("phone", self.phone.as_ref().map(Phone::as_str)),
            ("email", self.email.as_ref().map(Email::as_str)),
        ];
        values.extend(optional.into_iter().filter_map(|(id, value)| Some((id, value?.to_owned()))));
        values
    }

    fn build(answers: &Answers, today: Day) -> Option<Self> {
        let given = |input: &str| Some(answers.get(input)).filter(|text| !text.trim().is_empty());
        let document = match answers.get("document") {
            "national-id" => Document::NationalId(NationalId::parse(answers.get("national-id")).ok()?),
            _ => Document::Passport {
                number: PassportNumber::parse(answers.get("passport-number")).ok()?,
                state: IssuingState::parse(answers.get("issuing-state")).ok()?,
            },
        };
        let postal_code = given("postal-code").and_then(|text| PostalCode::parse(text).ok());
        Some(Self {
            document,
            first_name: PersonName::parse(answers.get("first-name")).ok()?,
            last_name: given("last-name").and_then(|text| PersonName::parse(text).ok()),
            birth: birth_date(answers, today).ok()?,
            nationality: nationality(answers).ok()?,
            sex: Sex::from_name(answers.get("sex")),
            house: House {
                line: given("address").map(|text| text.trim().to_owned()),
                subdistrict: given("subdistrict").filter(|_| postal_code.is_some()).map(str::to_owned),
                postal_code,
            },
            phone: given("phone").and_then(|text| Phone::parse(text).ok()),
            email: given("email").and_then(|text| Email::parse(text).ok()),
        })
    }
}

/// The answers that would make the stored values again, for a form that changes them. Values come by catalogue id.
pub(super) fn answers_of<'a>(values: impl IntoIterator<Item = (&'a str, &'a str)>) -> Answers {
    let mut answers = Answers::default();
    for (field, value) in values {
        match field {
            "national-id" => {
                answers.set("document", "national-id");
                answers.set(field, value);
            }
            "passport" => {
                let (state, number) = value.split_once(' ').unwrap_or(("", value));
                answers.set("document", "passport");
                answers.set("issuing-state", state);
                answers.set("passport-number", number);
            }
            "birth-date" => {
                let mut parts = value.split('|');
                answers.set(LANGUAGE, parts.next().unwrap_or_default());
                for input in ["birth-date-day", "birth-date-month", "birth-date-year"] {
                    answers.set(input, parts.next().unwrap_or_default());
                }
            }
            _ => answers.set(field, value),
        }
    }
    answers
}

impl Answers {
    /// The answers that would make these stored values again. Values come by the ids of the catalogue.
    pub fn of_values<'a>(values: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        answers_of(values)
    }
}

impl Profile {
    /// The birth date of a stored value; `None` where it is none.
    pub fn stored_birth_date(value: &str, today: Day) -> Option<DateEntry> {
        birth_date(&answers_of([("birth-date", value)]), today).ok()
    }
}

/// A birth date as stored, language and boxes: what was understood can be told from what was written (07: dates).
pub fn stored_birth(birth: &DateEntry) -> String {
    let language: Language = birth.language();
    let [day, month, year] = birth.boxes(language);
    format!("{}|{day}|{month}|{year}", language.tag())
}

impl fmt::Debug for House {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("House(…)")
    }
}

impl fmt::Debug for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Profile(…)")
    }
}
