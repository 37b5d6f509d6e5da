//! Answers on their way: from a form that was posted, to and from what is kept for the browser, and the subdistricts a
//! postal code leaves to choose from.

use app::pages::register::PlaceOption;
use domain::registration::{Answers, Mistake, Question};
use domain::{Bilingual, Language};
use places::{Places, Subdistrict};

/// The fields of a posted form, in order; a field that is there twice counts as its last.
pub(super) type Fields = Vec<(String, String)>;

/// Set once all answers were looked at: from then on a changed answer leads back there.
pub(super) const CHECKED: &str = "checked";

const NO_SUCH_CODE: Bilingual = Bilingual::new(
    "ไม่พบรหัสไปรษณีย์นี้ ตรวจตัวเลขอีกครั้ง หรือเว้นว่าง",
    "There is no such postal code. Check the digits, or leave it empty.",
);
const NOT_OF_THE_CODE: Bilingual = Bilingual::new(
    "ตำบลหรือแขวงนี้ไม่อยู่ในรหัสไปรษณีย์ที่ให้ไว้ เลือกจากรายการ",
    "That subdistrict is not of the postal code given. Choose from the list.",
);

/// Takes the answers to `question` out of a posted form.
pub(super) fn take(answers: &mut Answers, question: Question, fields: &Fields, language: Language) {
    for input in question.inputs() {
        let typed = fields.iter().rev().find(|(name, _)| name == input).map_or("", |(_, value)| value);
        answers.set(input, typed);
    }
    if question == Question::BirthDate {
        answers.set("birth-date-language", language.tag());
    }
}

/// What is wrong with the answers to `question`, the lists of places looked at too.
pub(super) fn mistakes(answers: &Answers, question: Question, today: domain::Day) -> Vec<Mistake> {
    let mut mistakes = question.mistakes(answers, today);
    if mistakes.is_empty() {
        mistakes.extend(place_mistake(answers, question));
    }
    mistakes
}

fn place_mistake(answers: &Answers, question: Question) -> Option<Mistake> {
    let known = at_code(answers);
    match question {
        Question::PostalCode if !answers.get("postal-code").trim().is_empty() && known.is_empty() => {
            Some(Mistake { input: "postal-code", message: NO_SUCH_CODE })
        }
        Question::Subdistrict if !answers.get("subdistrict").is_empty() && place(answers).is_none() => {
            Some(Mistake { input: "subdistrict", message: NOT_OF_THE_CODE })
        }
        _ => None,
    }
}

/// The subdistricts of the postal code.
pub(super) fn choices(answers: &Answers) -> Vec<PlaceOption> {
    at_code(answers).into_iter().map(option).collect()
}

/// The subdistrict chosen, where it is one of the postal code.
pub(super) fn place(answers: &Answers) -> Option<PlaceOption> {
    at_code(answers).into_iter().find(|it| format!("{:06}", it.code()) == answers.get("subdistrict")).map(option)
}

fn at_code(answers: &Answers) -> Vec<&'static Subdistrict> {
    domain::fields::PostalCode::parse(answers.get("postal-code"))
        .map(|code| Places::get().at_postal_code(code.as_str()))
        .unwrap_or_default()
}

fn option(it: &Subdistrict) -> PlaceOption {
    let names = |language: Language| {
        let [area, of] = [it.name(language), it.district().name(language)];
        let province = it.province().name(language);
        match language {
            Language::Th => {
                format!("{}{area} {}{of} {province}", it.kind().text(language), it.district().kind().text(language))
            }
            Language::En => format!("{area}, {of}, {province}"),
        }
    };
    PlaceOption { code: format!("{:06}", it.code()), th: names(Language::Th), en: names(Language::En) }
}

/// As it is kept: one line an answer, what would break a line written so that it does not.
pub(super) fn to_bytes(answers: &Answers) -> Vec<u8> {
    let escape = |text: &str| text.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r");
    answers
        .iter()
        .map(|(input, answer)| format!("{}={}\n", escape(input), escape(answer)))
        .collect::<String>()
        .into_bytes()
}

/// The answers in what was kept; rubbish is no answer.
pub(super) fn from_bytes(bytes: &[u8]) -> Answers {
    let text = String::from_utf8_lossy(bytes);
    let line = |line: &str| line.split_once('=').map(|(input, answer)| (unescape(input), unescape(answer)));
    text.lines().filter_map(line).collect()
}

fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        match (c, c == '\\') {
            (_, true) => match characters.next() {
                Some('n') => out.push('\n'),
                Some('r') => out.push('\r'),
                Some(other) => out.push(other),
                None => {}
            },
            (c, false) => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_kept_as_they_were_typed() {
        let answers: Answers =
            [("first-name", " ก=ข\\n\r\n\"<script>\" "), ("phone", ""), ("address", "\\")].into_iter().collect();
        assert_eq!(from_bytes(&to_bytes(&answers)), answers);
    }

    #[test]
    fn a_subdistrict_must_be_of_its_postal_code() {
        let mut answers: Answers = [("postal-code", "11000")].into_iter().collect();
        let choices = choices(&answers);
        assert!(!choices.is_empty());
        answers.set("subdistrict", &choices[0].code);
        assert!(place_mistake(&answers, Question::Subdistrict).is_none());
        answers.set("postal-code", "๕๐๒๐๐");
        assert!(place_mistake(&answers, Question::Subdistrict).is_some());
        assert!(place_mistake(&answers, Question::PostalCode).is_none());
        answers.set("postal-code", "10999");
        assert!(place_mistake(&answers, Question::PostalCode).is_some());
    }
}
