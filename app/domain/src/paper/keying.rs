//! What an officer read off a paper form, field by field, in the one form [`crate::fields`] brings it into: a value,
//! nothing, or that it cannot be read. Personal: no `Display`, and `Debug` shows nothing.

use crate::catalogue::{self, Field};
use crate::date::Day;
use crate::fields::{DateEntry, DateParts, Email, IssuingState, NationalId, PassportNumber, PersonName, Phone};
use crate::language::{Bilingual, Language};
use crate::registration::{Answers, Document, Mistake, Question};
use std::collections::BTreeMap;
use std::fmt;
use thiserror::Error;

const BOTH: Bilingual = Bilingual::new(
    "ทำเครื่องหมายว่าอ่านไม่ออก แต่มีข้อความอยู่ ลบข้อความ หรือเอาเครื่องหมายออก",
    "It is marked as illegible, and something is typed. Clear the text, or take the mark away.",
);

/// A field of a paper form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PaperField {
    /// The national id or passport number.
    Document,
    /// The first name, or the one name.
    FirstName,
    /// The last name.
    LastName,
    /// The birth date.
    BirthDate,
    /// The phone.
    Phone,
    /// The e-mail address.
    Email,
}

/// What was read in a field.
#[derive(Clone, PartialEq, Eq)]
pub enum Reading {
    /// Nothing is written there.
    Empty,
    /// Something is, and cannot be read.
    Illegible,
    /// This, in the form of its newtype: a document by its [key](Document::key), a birth date as `1980-05-03`, `1980-05`
    /// or `1980`.
    Value(String),
}

/// One reading of a form.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Keying(BTreeMap<PaperField, Reading>);

/// Which reading of a field is right.
#[derive(Clone, PartialEq, Eq)]
pub enum Choice {
    /// The first.
    First,
    /// The second.
    Second,
    /// Neither: this.
    Other(Reading),
}

/// A field that differs has no choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("no reading was chosen for a field that differs")]
pub struct Unsettled(pub PaperField);

impl PaperField {
    /// All fields, in the order of the form.
    pub const ALL: [Self; 6] =
        [Self::Document, Self::FirstName, Self::LastName, Self::BirthDate, Self::Phone, Self::Email];

    /// Who the form is about: keyed twice.
    pub const IDENTITY: [Self; 4] = [Self::Document, Self::FirstName, Self::LastName, Self::BirthDate];

    /// The word in storage, and the stem of input names.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::FirstName => "first-name",
            Self::LastName => "last-name",
            Self::BirthDate => "birth-date",
            Self::Phone => "phone",
            Self::Email => "email",
        }
    }

    /// The field of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }

    /// The check box that marks it as illegible.
    pub const fn mark(self) -> &'static str {
        match self {
            Self::Document => "illegible-document",
            Self::FirstName => "illegible-first-name",
            Self::LastName => "illegible-last-name",
            Self::BirthDate => "illegible-birth-date",
            Self::Phone => "illegible-phone",
            Self::Email => "illegible-email",
        }
    }

    /// The radio buttons that choose one of its readings.
    pub const fn chooser(self) -> &'static str {
        match self {
            Self::Document => "choose-document",
            Self::FirstName => "choose-first-name",
            Self::LastName => "choose-last-name",
            Self::BirthDate => "choose-birth-date",
            Self::Phone => "choose-phone",
            Self::Email => "choose-email",
        }
    }

    /// Its entry in the catalogue; that of the national id for a document.
    pub fn entry(self) -> Option<&'static Field> {
        catalogue::field(if self == Self::Document { "national-id" } else { self.name() })
    }

    /// The inputs in which it is typed.
    pub const fn inputs(self) -> &'static [&'static str] {
        match self {
            Self::Document => &["document", "national-id", "passport-number", "issuing-state"],
            Self::FirstName => &["first-name"],
            Self::LastName => &["last-name"],
            Self::BirthDate => &["birth-date-day", "birth-date-month", "birth-date-year"],
            Self::Phone => &["phone"],
            Self::Email => &["email"],
        }
    }

    /// What is wrong with what is typed, by the rules of registration.
    fn mistakes(self, typed: &Answers, today: Day) -> Vec<Mistake> {
        let questions: &[Question] = match (self, typed.get("document")) {
            (Self::Document, "national-id") => &[Question::NationalId],
            (Self::Document, "passport") => &[Question::Passport],
            (Self::Document, _) => &[Question::Document],
            (Self::FirstName | Self::LastName, _) => &[Question::Name],
            (Self::BirthDate, _) => &[Question::BirthDate],
            (Self::Phone, _) => &[Question::Phone],
            (Self::Email, _) => &[Question::Email],
        };
        let all = questions.iter().flat_map(|question| question.mistakes(typed, today));
        all.filter(|mistake| self.inputs().contains(&mistake.input)).collect()
    }

    /// The value typed, where it is one.
    fn value(self, typed: &Answers, today: Day) -> Option<String> {
        let text = typed.get(self.name());
        Some(match self {
            Self::Document if typed.get("document") == "national-id" => {
                Document::NationalId(NationalId::parse(typed.get("national-id")).ok()?).key()
            }
            Self::Document => {
                let number = PassportNumber::parse(typed.get("passport-number")).ok()?;
                Document::Passport { number, state: IssuingState::parse(typed.get("issuing-state")).ok()? }.key()
            }
            Self::FirstName | Self::LastName => PersonName::parse(text).ok()?.as_str().to_owned(),
            Self::BirthDate => {
                let [day, month, year] =
                    ["birth-date-day", "birth-date-month", "birth-date-year"].map(|it| typed.get(it));
                let language = Language::from_tag(typed.get("birth-date-language")).unwrap_or_default();
                DateEntry::parse_birth(DateParts { day, month, year }, language, today).ok()?.iso()
            }
            Self::Phone => Phone::parse(text).ok()?.as_str().to_owned(),
            Self::Email => Email::parse(text).ok()?.as_str().to_owned(),
        })
    }

    /// Whether anything is typed that would be lost under the mark.
    fn is_typed(self, typed: &Answers) -> bool {
        self.inputs().iter().any(|input| *input != "document" && !typed.get(input).trim().is_empty())
    }

    /// The reading typed. What may be left out on the form may be empty; what may not is read, or marked.
    pub fn read(self, typed: &Answers, today: Day) -> Result<Reading, Vec<Mistake>> {
        if typed.get(self.mark()) == "on" {
            if self.is_typed(typed) {
                return Err(vec![Mistake { input: self.mark(), message: BOTH }]);
            }
            return Ok(Reading::Illegible);
        }
        if matches!(self, Self::LastName | Self::Phone | Self::Email) && !self.is_typed(typed) {
            return Ok(Reading::Empty);
        }
        let mistakes = self.mistakes(typed, today);
        match self.value(typed, today) {
            Some(value) if mistakes.is_empty() => Ok(Reading::Value(value)),
            _ => Err(mistakes),
        }
    }
}

impl Reading {
    /// The value, where one was read.
    pub fn value(&self) -> Option<&str> {
        match self {
            Self::Value(value) => Some(value),
            Self::Empty | Self::Illegible => None,
        }
    }
}

impl Keying {
    /// The reading of these fields as typed, or everything that is wrong with it.
    pub fn parse(fields: &[PaperField], typed: &Answers, today: Day) -> Result<Self, Vec<Mistake>> {
        let (mut it, mut mistakes) = (Self::default(), Vec::new());
        for field in fields {
            match field.read(typed, today) {
                Ok(reading) => drop(it.0.insert(*field, reading)),
                Err(wrong) => mistakes.extend(wrong),
            }
        }
        if mistakes.is_empty() { Ok(it) } else { Err(mistakes) }
    }

    /// What was read in a field; nothing where it was not keyed.
    pub fn get(&self, field: PaperField) -> &Reading {
        self.0.get(&field).unwrap_or(&Reading::Empty)
    }

    /// Each field that was keyed.
    pub fn iter(&self) -> impl Iterator<Item = (PaperField, &Reading)> {
        self.0.iter().map(|(field, reading)| (*field, reading))
    }

    /// The identity fields in which two readings differ. Two who cannot read it agree; one who can differs.
    pub fn differs(&self, other: &Self) -> Vec<PaperField> {
        PaperField::IDENTITY.into_iter().filter(|field| self.get(*field) != other.get(*field)).collect()
    }

    /// This reading with the choices made where `second` differs. A choice about a field that does not is passed over.
    pub fn settled(&self, second: &Self, choices: &[(PaperField, Choice)]) -> Result<Self, Unsettled> {
        let mut settled = self.clone();
        for field in self.differs(second) {
            let (_, choice) = choices.iter().find(|(of, _)| *of == field).ok_or(Unsettled(field))?;
            let reading = match choice {
                Choice::First => self.get(field).clone(),
                Choice::Second => second.get(field).clone(),
                Choice::Other(reading) => reading.clone(),
            };
            settled.0.insert(field, reading);
        }
        Ok(settled)
    }

    /// Document key and birth date: what finds an account. `None` unless both were read.
    pub fn finds(&self) -> Option<(&str, &str)> {
        Some((self.get(PaperField::Document).value()?, self.get(PaperField::BirthDate).value()?))
    }
}

impl FromIterator<(PaperField, Reading)> for Keying {
    fn from_iter<T: IntoIterator<Item = (PaperField, Reading)>>(readings: T) -> Self {
        Self(readings.into_iter().collect())
    }
}

impl fmt::Debug for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reading(…)")
    }
}

impl fmt::Debug for Keying {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keying(…)")
    }
}

impl fmt::Debug for Choice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Choice(…)")
    }
}
