//! The questions, in order, and the rule of each: the same the browser applies while typing rests and the server when
//! the form arrives.

use super::{Answers, Sex};
use crate::catalogue::{self, Field};
use crate::date::Day;
use crate::fields::{
    DateEntry, DateEntryError, DateParts, Email, IssuingState, IssuingStateError, NationalId, PassportNumber,
    PersonName, Phone, PostalCode,
};
use crate::language::{Bilingual, Explain, Language};

/// The input that says in which language, and so in which era, the birth date was typed.
pub(super) const LANGUAGE: &str = "birth-date-language";
/// The longest house and street line, in characters.
const HOUSE_CHARACTERS: usize = 200;

/// A question; each has a page of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Question {
    /// Which document the person has.
    Document,
    /// The national id.
    NationalId,
    /// The passport.
    Passport,
    /// First and last name.
    Name,
    /// The birth date.
    BirthDate,
    /// The nationality.
    Nationality,
    /// The sex.
    Sex,
    /// The postal code.
    PostalCode,
    /// The subdistrict, among those of the postal code.
    Subdistrict,
    /// House and street.
    House,
    /// The phone.
    Phone,
    /// The e-mail address.
    Email,
    /// The photo.
    Photo,
}

/// A wrong answer: the name of its input, and what is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mistake {
    /// The name of the input.
    pub input: &'static str,
    /// What is wrong.
    pub message: Bilingual,
}

impl Question {
    /// All questions, in the order in which they are asked.
    pub const ALL: [Self; 13] = [
        Self::Document,
        Self::NationalId,
        Self::Passport,
        Self::Name,
        Self::BirthDate,
        Self::Nationality,
        Self::Sex,
        Self::PostalCode,
        Self::Subdistrict,
        Self::House,
        Self::Phone,
        Self::Email,
        Self::Photo,
    ];

    /// The word in its address.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::NationalId => "national-id",
            Self::Passport => "passport",
            Self::Name => "name",
            Self::BirthDate => "birth-date",
            Self::Nationality => "nationality",
            Self::Sex => "sex",
            Self::PostalCode => "postal-code",
            Self::Subdistrict => "subdistrict",
            Self::House => "house",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Photo => "photo",
        }
    }

    /// The question of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|question| question.name() == name)
    }

    /// The names of its inputs, in the order of the page.
    pub const fn inputs(self) -> &'static [&'static str] {
        match self {
            Self::Document => &["document"],
            Self::NationalId => &["national-id"],
            Self::Passport => &["passport-number", "issuing-state"],
            Self::Name => &["first-name", "last-name"],
            Self::BirthDate => &["birth-date-day", "birth-date-month", "birth-date-year"],
            Self::Nationality => &["nationality", "nationality-other"],
            Self::Sex => &["sex"],
            Self::PostalCode => &["postal-code"],
            Self::Subdistrict => &["subdistrict"],
            Self::House => &["address"],
            Self::Phone => &["phone"],
            Self::Email => &["email"],
            Self::Photo => &["photo"],
        }
    }

    /// The fields of the catalogue it asks for.
    pub fn fields(self) -> impl Iterator<Item = &'static Field> {
        let ids: &[&str] = match self {
            Self::Document => &[],
            Self::NationalId => &["national-id"],
            Self::Passport => &["passport"],
            Self::Name => &["first-name", "last-name"],
            Self::BirthDate => &["birth-date"],
            Self::Nationality => &["nationality"],
            Self::Sex => &["sex"],
            Self::PostalCode => &["postal-code"],
            Self::Subdistrict => &["province", "district", "subdistrict"],
            Self::House => &["address"],
            Self::Phone => &["phone"],
            Self::Email => &["email"],
            Self::Photo => &["photo"],
        };
        ids.iter().filter_map(|id| catalogue::field(id))
    }

    /// Whether it is asked after these answers: one document, and a subdistrict only where a postal code is given.
    pub fn is_asked(self, answers: &Answers) -> bool {
        match self {
            Self::NationalId => answers.get("document") == "national-id",
            Self::Passport => answers.get("document") == "passport",
            Self::Subdistrict => !answers.get("postal-code").trim().is_empty(),
            _ => true,
        }
    }

    /// Whether its inputs can only be judged together: a day without its year is not wrong yet.
    pub const fn is_judged_whole(self) -> bool {
        matches!(self, Self::BirthDate | Self::Nationality)
    }

    /// Whether a person may answer it anew once the account stands. The document is what the account hangs on: only an
    /// officer who has seen it changes it.
    pub const fn is_changeable(self) -> bool {
        !matches!(self, Self::Document | Self::NationalId | Self::Passport)
    }

    /// The questions asked after these answers, in order.
    pub fn asked_of(answers: &Answers) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(|question| question.is_asked(answers))
    }

    /// The next question; `None` after the last.
    pub fn next(self, answers: &Answers) -> Option<Self> {
        Self::asked_of(answers).find(|question| *question > self)
    }

    /// The question before; `None` at the first.
    pub fn previous(self, answers: &Answers) -> Option<Self> {
        Self::asked_of(answers).filter(|question| *question < self).last()
    }

    /// What is wrong with the answers to this question on `today`; empty when nothing is. Whether a subdistrict is one
    /// of the postal code, and what a photo holds, is checked where the lists and the pictures are.
    pub fn mistakes(self, answers: &Answers, today: Day) -> Vec<Mistake> {
        if self == Self::BirthDate {
            return birth_date(answers, today).err().map(birth_mistake).into_iter().collect();
        }
        let wrong = |input: &&'static str| {
            let message = mistake(input, answers.get(input), answers)?;
            Some(Mistake { input, message })
        };
        self.inputs().iter().filter_map(wrong).collect()
    }
}

/// What is wrong with one input, as far as it can be told alone: for the browser, while typing rests. Inputs of a
/// question that [is judged whole](Question::is_judged_whole) are never wrong alone.
pub fn mistake_alone(input: &str, answer: &str) -> Option<Bilingual> {
    let alone = |question: &Question| !question.is_judged_whole() && question.inputs().contains(&input);
    Question::ALL.iter().find(|question| alone(question))?;
    mistake(input, answer, &Answers::default())
}

fn mistake(input: &str, answer: &str, answers: &Answers) -> Option<Bilingual> {
    let said = |wrong: Result<(), &dyn Explain>| wrong.err().map(Explain::explain);
    let optional = |parse: &dyn Fn() -> Option<Bilingual>| if answer.trim().is_empty() { None } else { parse() };
    match input {
        "document" => (!matches!(answer, "national-id" | "passport")).then_some(CHOOSE_DOCUMENT),
        "national-id" => said(NationalId::parse(answer).as_ref().map(drop).map_err(|error| error as _)),
        "passport-number" => said(PassportNumber::parse(answer).as_ref().map(drop).map_err(|error| error as _)),
        "issuing-state" => said(IssuingState::parse(answer).as_ref().map(drop).map_err(|error| error as _)),
        "first-name" => said(PersonName::parse(answer).as_ref().map(drop).map_err(|error| error as _)),
        "last-name" => optional(&|| said(PersonName::parse(answer).as_ref().map(drop).map_err(|error| error as _))),
        "nationality" => answer.is_empty().then_some(CHOOSE_NATIONALITY),
        "nationality-other" => {
            nationality(answers).err().filter(|_| answers.get("nationality") == "other").map(|error| error.explain())
        }
        "sex" => optional(&|| Sex::from_name(answer).is_none().then_some(CHOOSE_SEX)),
        "postal-code" => optional(&|| said(PostalCode::parse(answer).as_ref().map(drop).map_err(|error| error as _))),
        "subdistrict" => optional(&|| {
            (answer.len() != 6 || !answer.bytes().all(|b| b.is_ascii_digit())).then_some(CHOOSE_SUBDISTRICT)
        }),
        "address" => optional(&|| (answer.trim().chars().count() > HOUSE_CHARACTERS).then_some(HOUSE_TOO_LONG)),
        "phone" => optional(&|| said(Phone::parse(answer).as_ref().map(drop).map_err(|error| error as _))),
        "email" => optional(&|| said(Email::parse(answer).as_ref().map(drop).map_err(|error| error as _))),
        _ => None,
    }
}

pub(super) fn birth_date(answers: &Answers, today: Day) -> Result<DateEntry, DateEntryError> {
    let [day, month, year] = ["birth-date-day", "birth-date-month", "birth-date-year"].map(|input| answers.get(input));
    let language = Language::from_tag(answers.get(LANGUAGE)).unwrap_or_default();
    DateEntry::parse_birth(DateParts { day, month, year }, language, today)
}

pub(super) fn nationality(answers: &Answers) -> Result<IssuingState, IssuingStateError> {
    match answers.get("nationality") {
        "other" => IssuingState::parse(answers.get("nationality-other")),
        code => IssuingState::parse(code),
    }
}

fn birth_mistake(error: DateEntryError) -> Mistake {
    let input = match error {
        DateEntryError::Month | DateEntryError::MonthMissing => "birth-date-month",
        DateEntryError::Day | DateEntryError::Empty => "birth-date-day",
        _ => "birth-date-year",
    };
    Mistake { input, message: error.explain() }
}

const CHOOSE_DOCUMENT: Bilingual = Bilingual::new("เลือกเอกสารที่ท่านมี", "Choose the document you have.");
const CHOOSE_NATIONALITY: Bilingual = Bilingual::new("เลือกสัญชาติ", "Choose your nationality.");
const CHOOSE_SEX: Bilingual = Bilingual::new("เลือกหนึ่งข้อ หรือเว้นว่าง", "Choose one, or leave it empty.");
const CHOOSE_SUBDISTRICT: Bilingual =
    Bilingual::new("เลือกตำบลหรือแขวงจากรายการ", "Choose the subdistrict from the list.");
const HOUSE_TOO_LONG: Bilingual =
    Bilingual::new("ยาวเกินไป ย่อให้ไม่เกิน 200 ตัวอักษร", "This is too long. Shorten it to 200 characters or fewer.");

#[cfg(test)]
mod tests {
    use super::super::{Document, Profile};
    use super::*;
    use proptest::prelude::*;

    /// Valid by its check digit; the body is plainly made up.
    const MADE_UP_ID: &str = "1234567890121";

    fn today() -> Day {
        Day::from_iso("2026-11-23").unwrap()
    }

    fn least() -> Answers {
        [
            ("document", "national-id"),
            ("national-id", MADE_UP_ID),
            ("first-name", "สมมติ"),
            ("birth-date-year", "2540"),
            ("birth-date-language", "th"),
            ("nationality", "THA"),
        ]
        .into_iter()
        .collect()
    }

    #[test]
    fn every_optional_answer_may_be_empty() {
        let profile = Profile::parse(&least(), today()).unwrap();
        assert!(profile.last_name.is_none() && profile.phone.is_none() && profile.house.postal_code.is_none());
        assert_eq!(profile.values().len(), 4);
        assert_eq!(profile.document.key(), format!("national-id:{MADE_UP_ID}"));
    }

    #[test]
    fn what_the_catalogue_requires_is_what_the_questions_require() {
        use crate::catalogue::Need;
        for question in
            Question::ALL.into_iter().filter(|question| !matches!(question, Question::Document | Question::Photo))
        {
            let mut answers = least();
            answers.set("document", if question == Question::Passport { "passport" } else { "national-id" });
            question.inputs().iter().for_each(|input| answers.remove(input));
            let required = question.fields().any(|field| matches!(field.need, Need::Required { .. }));
            assert_eq!(!question.mistakes(&answers, today()).is_empty(), required, "{question:?}");
        }
    }

    #[test]
    fn an_input_is_judged_alone_as_it_is_with_its_question() {
        for question in Question::ALL {
            for input in question.inputs() {
                let mut answers = least();
                answers.set(input, "?");
                let whole =
                    question.mistakes(&answers, today()).iter().find(|mistake| mistake.input == *input).copied();
                let alone = mistake_alone(input, "?");
                let expected = whole.filter(|_| !question.is_judged_whole()).map(|mistake| mistake.message);
                assert_eq!(alone, expected, "{input}");
            }
        }
        assert_eq!(mistake_alone("nothing", "?"), None);
    }

    #[test]
    fn the_document_stays_what_it_is() {
        let fixed: Vec<_> = Question::ALL.into_iter().filter(|question| !question.is_changeable()).collect();
        assert_eq!(fixed, [Question::Document, Question::NationalId, Question::Passport]);
    }

    #[test]
    fn stored_values_make_the_same_profile_again() {
        let mut answers = least();
        for (input, answer) in [
            ("document", "passport"),
            ("passport-number", "AA1234567"),
            ("issuing-state", "LAO"),
            ("last-name", "ทดสอบ"),
            ("sex", "other"),
            ("postal-code", "11000"),
            ("subdistrict", "120101"),
            ("address", "1 ถนนสมมติ"),
            ("phone", "081 234 5678"),
            ("email", "a@example.org"),
            ("birth-date-day", "29"),
            ("birth-date-month", "2"),
            ("birth-date-year", "2543"),
        ] {
            answers.set(input, answer);
        }
        let profile = Profile::parse(&answers, today()).unwrap();
        assert!(matches!(profile.document, Document::Passport { .. }));
        let values = profile.values();
        let again = Answers::of_values(values.iter().map(|(id, value)| (*id, value.as_str())));
        assert_eq!(Profile::parse(&again, today()).unwrap(), profile);
        assert!(values.iter().all(|(id, _)| catalogue::field(id).is_some()));
    }

    #[test]
    fn one_document_is_asked_for_and_a_subdistrict_only_with_a_postal_code() {
        let mut answers = least();
        assert_eq!(Question::Document.next(&answers), Some(Question::NationalId));
        assert_eq!(Question::NationalId.next(&answers), Some(Question::Name));
        assert_eq!(Question::PostalCode.next(&answers), Some(Question::House));
        answers.set("document", "passport");
        answers.set("postal-code", "11000");
        assert_eq!(Question::Document.next(&answers), Some(Question::Passport));
        assert_eq!(Question::PostalCode.next(&answers), Some(Question::Subdistrict));
        assert_eq!(Question::Name.previous(&answers), Some(Question::Passport));
        assert_eq!(Question::Photo.next(&answers), None);
    }

    #[test]
    fn wrong_answers_are_named_by_question_and_input() {
        let mut answers = least();
        answers.set("national-id", "1234567890123");
        answers.set("email", "nobody@");
        answers.set("nationality", "other");
        answers.set("nationality-other", "XYZ9");
        let wrong = Profile::parse(&answers, today()).unwrap_err();
        let inputs: Vec<_> =
            wrong.iter().flat_map(|(_, mistakes)| mistakes.iter().map(|mistake| mistake.input)).collect();
        assert_eq!(inputs, ["national-id", "nationality-other", "email"]);
    }

    proptest! {
        #[test]
        fn no_answer_panics_and_what_passes_alone_passes_together(
            input in prop::sample::select(Question::ALL.iter().flat_map(|question| question.inputs()).copied().collect::<Vec<_>>()),
            answer in "\\PC{0,40}",
        ) {
            let _ = mistake_alone(input, &answer);
            let mut answers = least();
            answers.set(input, &answer);
            let _ = Profile::parse(&answers, today());
        }
    }
}
