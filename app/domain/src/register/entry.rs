//! An entry as it is typed, checked against what its register asks. What is wrong is said beside each input; nothing that
//! was typed is lost.

use super::inputs::{ISSUING_STATE, Input, Kind, PASSPORT_NUMBER};
use super::{Register, SILENT_FOR};
use crate::catalogue::PurposeId;
use crate::date::Day;
use crate::fields::{DateEntry, DateParts, IssuingState, NationalId, PassportNumber};
use crate::language::{Bilingual, Explain, Language};
use crate::permission::Purposes;
use crate::registration::Document;

/// The most characters of a line.
const LINE: usize = 200;
/// The most characters of several lines.
const WORDS: usize = 4_000;

/// What was typed: the name of an input, and an answer; of several answers each by itself. Days are three boxes:
/// `name-day`, `name-month`, `name-year`.
pub type Typed = [(String, String)];

/// What is wrong with an input: the id of its first box, and why.
pub type Wrong = (&'static str, Bilingual);

/// An entry: the name of each input and its answers. It has no `Debug` of its own answers in logs: see [`Entry::text`].
#[derive(Clone, PartialEq, Eq)]
pub struct Entry {
    register: Register,
    answers: Vec<(&'static str, Vec<String>)>,
    person: Option<Document>,
}

impl Entry {
    /// The entry that was typed in `language`, checked on `today`.
    pub fn read(register: Register, typed: &Typed, (language, today): (Language, Day)) -> Result<Self, Vec<Wrong>> {
        let (mut entry, mut wrong) = (Self { register, answers: Vec::new(), person: None }, Vec::new());
        for input in register.inputs() {
            match one(input, typed, language) {
                Ok(answers) if answers.is_empty() && input.required => {
                    wrong.push((input.first, missing(input)));
                }
                Ok(answers) if matches!(input.kind, Kind::Person | Kind::Passport) => {
                    match document(input, &answers, typed) {
                        Ok(Some(_)) if entry.person.is_some() => wrong.push((input.first, TWO_DOCUMENTS)),
                        Ok(Some(document)) => entry.person = Some(document),
                        Ok(None) => {}
                        Err(mistakes) => wrong.extend(mistakes),
                    }
                }
                Ok(answers) => entry.answers.push((input.name, answers)),
                Err(message) => wrong.push((input.first, message)),
            }
        }
        if entry.person.is_none() && !wrong.iter().any(|(at, _)| NAMES_SOMEBODY.contains(at)) {
            let asked = register.inputs().iter().find(|input| input.kind == Kind::Person);
            wrong.extend(asked.map(|input| (input.first, NOBODY_NAMED)));
        }
        wrong.extend(entry.days(today));
        if wrong.is_empty() { Ok(entry) } else { Err(wrong) }
    }

    /// The entry that is kept as these answers; `None` where they are none of its register.
    pub fn kept(register: Register, answers: impl IntoIterator<Item = (String, Vec<String>)>) -> Option<Self> {
        let known = |(name, answers): (String, Vec<String>)| {
            register.inputs().iter().find(|input| input.name == name).map(|input| (input.name, answers))
        };
        let answers = answers.into_iter().map(known).collect::<Option<Vec<_>>>()?;
        Some(Self { register, answers, person: None })
    }

    /// Of which register.
    pub const fn register(&self) -> Register {
        self.register
    }

    /// Whom it concerns, by the document the order names, while it is being entered.
    pub const fn person(&self) -> Option<&Document> {
        self.person.as_ref()
    }

    /// Each input that was answered, and its answers, as kept.
    pub fn answers(&self) -> impl Iterator<Item = (&'static str, &[String])> {
        self.answers.iter().map(|(name, answers)| (*name, answers.as_slice()))
    }

    /// The answers to an input.
    pub fn all(&self, name: &str) -> &[String] {
        self.answers.iter().find(|(it, _)| *it == name).map_or(&[], |(_, answers)| answers)
    }

    /// The answer to an input, or nothing.
    pub fn text(&self, name: &str) -> &str {
        self.all(name).first().map_or("", String::as_str)
    }

    /// A day that was answered.
    pub fn day(&self, name: &str) -> Option<Day> {
        Day::from_iso(self.text(name))
    }

    /// The purposes that were answered.
    pub fn purposes(&self) -> Purposes {
        let all = self.all("purposes");
        PurposeId::ALL.into_iter().filter(|it| all.iter().any(|word| word == it.id())).collect()
    }

    /// An input and what was answered, in words; whatever is not of a closed list as it was typed.
    pub fn shown(&self, language: Language) -> Vec<(Bilingual, String)> {
        let input = |name: &str| self.register.inputs().iter().find(|input| input.name == name);
        let line = |(name, answers): &(&str, Vec<String>)| {
            let input = input(name).filter(|_| !answers.is_empty())?;
            let known = input.kind.answers();
            let word = |word: &String| match known.iter().find(|it| it.name == word) {
                Some(answer) => answer.label.text(language).to_owned(),
                None if input.kind == Kind::Day => {
                    Day::from_iso(word).map_or_else(|| word.clone(), |day| day.long(language))
                }
                None => word.clone(),
            };
            Some((input.label, answers.iter().map(word).collect::<Vec<_>>().join(" · ")))
        };
        self.answers.iter().filter_map(line).collect()
    }

    /// What is wrong with its days.
    fn days(&self, today: Day) -> Option<Wrong> {
        let wrong = |first, message| Some((first, message));
        match (self.day("from"), self.day("until"), self.day("reveal")) {
            (Some(from), Some(until), _) if until < from => wrong("until-day", BACKWARDS),
            (_, Some(until), _) if until < today => wrong("until-day", OVER),
            (_, _, Some(reveal)) if reveal > today.plus(SILENT_FOR) => wrong("reveal-day", TOO_LONG),
            _ => None,
        }
    }
}

/// The answers to an input; what was typed is trimmed, and holds no control characters.
fn one(input: &Input, typed: &Typed, language: Language) -> Result<Vec<String>, Bilingual> {
    if input.kind == Kind::Day {
        let boxes = ["day", "month", "year"].map(|part| first(typed, &format!("{}-{part}", input.name)));
        return day(boxes, language).map(|day| day.into_iter().map(|day| day.to_string()).collect());
    }
    let clean = |text: &str| -> String {
        let lines = input.kind == Kind::Words;
        let text = text.replace("\r\n", "\n");
        text.trim().chars().filter(|c| !c.is_control() || (lines && *c == '\n')).collect()
    };
    let given = typed.iter().filter(|(name, _)| name == input.name).map(|(_, text)| clean(text));
    let mut given: Vec<String> = given.filter(|text| !text.is_empty()).collect();
    if !input.kind.takes_several() && given.len() > 1 {
        return Err(TWICE);
    }
    let closed = input.kind.answers();
    if !closed.is_empty() && given.iter().any(|text| !closed.iter().any(|it| it.name == text)) {
        return Err(NOT_OFFERED);
    }
    // In the order of the list, each once.
    if input.kind.takes_several() {
        given = closed.iter().map(|it| it.name.to_owned()).filter(|name| given.contains(name)).collect();
    }
    let most = if input.kind == Kind::Words { WORDS } else { LINE };
    if given.iter().any(|text| text.chars().count() > most) { Err(LONG) } else { Ok(given) }
}

/// The document an input names; `None` where its boxes are empty.
fn document(input: &Input, answers: &[String], typed: &Typed) -> Result<Option<Document>, Vec<Wrong>> {
    if input.kind == Kind::Person {
        let Some(text) = answers.first() else { return Ok(None) };
        let id = NationalId::parse(text).map_err(|error| vec![(input.first, error.explain())])?;
        return Ok(Some(Document::NationalId(id)));
    }
    let boxes = [PASSPORT_NUMBER, ISSUING_STATE].map(|name| first(typed, name).trim());
    if boxes.iter().all(|text| text.is_empty()) {
        return Ok(None);
    }
    let number = PassportNumber::parse(boxes[0]).map_err(|error| (PASSPORT_NUMBER, error.explain()));
    let state = IssuingState::parse(boxes[1]).map_err(|error| (ISSUING_STATE, error.explain()));
    match (number, state) {
        (Ok(number), Ok(state)) => Ok(Some(Document::Passport { number, state })),
        (number, state) => Err(number.err().into_iter().chain(state.err()).collect()),
    }
}

fn first<'a>(typed: &'a Typed, name: &str) -> &'a str {
    typed.iter().find(|(it, _)| it == name).map_or("", |(_, text)| text)
}

/// The day in three boxes; `None` where all are empty.
fn day([day, month, year]: [&str; 3], language: Language) -> Result<Option<Day>, Bilingual> {
    if [day, month, year].iter().all(|it| it.trim().is_empty()) {
        return Ok(None);
    }
    let entry = DateEntry::parse(DateParts { day, month, year }, language).map_err(|error| error.explain())?;
    entry.day().map(Some).ok_or(WHOLE_DAY)
}

fn missing(input: &Input) -> Bilingual {
    match input.kind {
        Kind::Line | Kind::Words | Kind::Person | Kind::Passport => Bilingual::new("เขียนข้อนี้", "Fill this in."),
        Kind::Day => WHOLE_DAY,
        Kind::One(_) if input.name == "safeguard" => Bilingual::new(
            "ไม่มีฐานหรือมาตรการคุ้มครอง ส่งข้อมูลไปต่างประเทศไม่ได้",
            "Without a ground or safeguard no data goes abroad.",
        ),
        _ => Bilingual::new("เลือกอย่างน้อยหนึ่งข้อ", "Choose at least one."),
    }
}

/// The boxes in which somebody is named.
const NAMES_SOMEBODY: [&str; 3] = ["person", PASSPORT_NUMBER, ISSUING_STATE];
const NOBODY_NAMED: Bilingual =
    Bilingual::new("ระบุเลขประจำตัวประชาชนหรือหนังสือเดินทาง", "Give a national id or a passport.");
const TWO_DOCUMENTS: Bilingual = Bilingual::new(
    "ระบุอย่างใดอย่างหนึ่ง เลขประจำตัวประชาชนหรือหนังสือเดินทาง",
    "Give one of the two: a national id or a passport.",
);
const WHOLE_DAY: Bilingual = Bilingual::new("ระบุวัน เดือน ปี ให้ครบ", "Give day, month and year.");
const LONG: Bilingual = Bilingual::new("ยาวเกินไป", "That is too long.");
const NOT_OFFERED: Bilingual =
    Bilingual::new("เลือกจากรายการเท่านั้น คำตอบอื่นถูกปฏิเสธ", "Choose from the list; any other answer is refused.");
const TWICE: Bilingual = Bilingual::new("ตอบข้อนี้ครั้งเดียว", "Answer this once.");
const BACKWARDS: Bilingual = Bilingual::new("วันสุดท้ายอยู่ก่อนวันเริ่ม", "The last day is before the first.");
const OVER: Bilingual = Bilingual::new("วันสุดท้ายผ่านไปแล้ว", "The last day has passed.");
const TOO_LONG: Bilingual = Bilingual::new("ต้องแจ้งเจ้าของข้อมูลภายในสองปี", "The person is told within two years.");
