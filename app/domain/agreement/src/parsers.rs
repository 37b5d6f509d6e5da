//! The list of parsers. A parser added to `domain` is added here, or the agreement of the two builds is not tested.

use crate::outcome::{explained, optional, total};
use domain::case_number::CaseNumber;
use domain::contact::{ContactField, ContactForm};
use domain::cookies::{Answer, CookieForm, decide};
use domain::display::{TextSize, Theme};
use domain::fields::{
    DateEntry, DateEntryError, DateParts, Email, IssuingState, Mrz, NationalId, PassportNumber, PersonName, Phone,
    PostalCode, Province,
};
use domain::message::QuietHours;
use domain::one_time_code::Code;
use domain::policy::{ChangeClass, Text, VersionNumber};
use domain::registration::{Answers, Question, mistake_alone};
use domain::{Day, Digest, Id, Instant, Language};

/// One parser: its name here, and what it makes of a text.
type Parser = (&'static str, fn(&str) -> String);

/// The moment at which everything here happens: 15 January 2027, 08:00 UTC.
const NOW: Instant = Instant::from_unix_milliseconds(1_800_000_000_000);

pub(crate) static PARSERS: &[Parser] = &[
    ("national-id", |text| {
        explained(NationalId::parse(text), |id| (id.as_str().to_owned(), id.grouped(), id.needs_checking()))
    }),
    ("passport-number", |text| explained(PassportNumber::parse(text), |number| number.as_str().to_owned())),
    ("issuing-state", |text| explained(IssuingState::parse(text), |state| state.as_str().to_owned())),
    ("mrz", mrz),
    ("phone", |text| explained(Phone::parse(text), |phone| (phone.as_str().to_owned(), phone.national()))),
    ("postal-code", |text| explained(PostalCode::parse(text), |code| code.as_str().to_owned())),
    ("postal-code-in-province", postal_code_in_province),
    ("province", |text| {
        explained(Province::parse(text), |province| {
            (province.code(), Language::ALL.map(|language| province.name(language)))
        })
    }),
    ("email", |text| explained(Email::parse(text), |email| email.as_str().to_owned())),
    ("person-name", |text| explained(PersonName::parse(text), |name| name.as_str().to_owned())),
    ("date-th", |text| date(DateEntry::parse(parts(text), Language::Th))),
    ("date-en", |text| date(DateEntry::parse(parts(text), Language::En))),
    ("birth-th", |text| date(DateEntry::parse_birth(parts(text), Language::Th, NOW.bangkok_day()))),
    ("birth-en", |text| date(DateEntry::parse_birth(parts(text), Language::En, NOW.bangkok_day()))),
    ("case-number", |text| explained(CaseNumber::parse(text), |number| (number.bits(), number.to_string()))),
    ("accept-language", |text| total(Language::from_accept_language(text))),
    ("language", |text| optional(Language::from_tag(text).map(|language| (language, language.own_name())))),
    ("day", |text| optional(Day::from_iso(text).map(|day| (day, Language::ALL.map(|language| day.long(language)))))),
    ("digest", |text| optional(Digest::from_hex(text))),
    ("version-number", |text| optional(VersionNumber::from_text(text))),
    ("change-class", |text| {
        optional(ChangeClass::from_name(text).map(|class| (class, class.label(), class.asks_for_a_choice())))
    }),
    ("cookie-answer", |text| {
        optional(Answer::from_cookie(text).map(|answer| (answer, answer.to_string(), answer.holds(NOW))))
    }),
    ("cookie-decision", cookie_decision),
    ("cookie-form", cookie_form),
    ("theme", |text| optional(Theme::from_name(text))),
    ("text-size", |text| optional(TextSize::from_name(text))),
    ("contact-topic", |text| mistake(ContactField::Topic, text)),
    ("contact-message", contact_message),
    ("contact-name", |text| mistake(ContactField::Name, text)),
    ("contact-reply", |text| mistake(ContactField::Reply, text)),
    ("registration-input", registration_input),
    ("registration-birth", |text| registration(Question::BirthDate, text)),
    ("registration-nationality", |text| registration(Question::Nationality, text)),
    ("one-time-code", |text| explained(Code::parse(text), |code| code.as_str().to_owned())),
    ("quiet-hours", |text| {
        let (from, to) = text.split_once('/').unwrap_or((text, ""));
        explained(QuietHours::parse(from, to), |hours| hours.map(|hours| (hours.hours(), hours.due(NOW))))
    }),
    ("id", |text| optional(Id::parse(text).map(|id| (id, id.to_bytes())))),
    ("policy-th", |text| policy(text, Language::Th)),
    ("policy-en", |text| policy(text, Language::En)),
];

fn mistake(field: ContactField, text: &str) -> String {
    explained(field.mistake(text).map_or(Ok(()), Err), |()| field.name())
}

/// The input is the name of an input of registration, a line break, and what was typed into it.
fn registration_input(text: &str) -> String {
    let (input, answer) = text.split_once('\n').unwrap_or(("", text));
    mistake_alone(input, answer).map_or_else(|| "ok".to_owned(), |mistake| format!("no {mistake:?}"))
}

/// The input is what was typed into the inputs of the question, a `/` between them, then the language of a date.
fn registration(question: Question, text: &str) -> String {
    let inputs = question.inputs().iter().copied().chain(["birth-date-language"]);
    let answers: Answers = inputs.zip(text.split('/')).collect();
    let mistakes = question.mistakes(&answers, NOW.bangkok_day());
    if mistakes.is_empty() { "ok".to_owned() } else { format!("no {mistakes:?}") }
}

fn contact_message(text: &str) -> String {
    let form = ContactForm { topic: "question".to_owned(), message: text.to_owned(), ..ContactForm::default() };
    let wrong = mistake(ContactField::Message, text);
    form.parse().map_or(wrong, |message| format!("ok {:?}", message.message))
}

fn policy(text: &str, language: Language) -> String {
    match Text::parse(language, text) {
        Ok(parsed) => format!("ok {} {:?} {:?}", parsed.text.digest(), parsed.text, parsed.repairs),
        Err(error) => format!("no {error:?} | {error}"),
    }
}

fn mrz(text: &str) -> String {
    explained(Mrz::parse(text), |zone| {
        let number = zone.number().map(|number| number.as_str().to_owned());
        let state = zone.issuing_state().map(|state| state.as_str().to_owned());
        let dates = (zone.birth(NOW.bangkok_day()), zone.expiry());
        (zone.as_str().to_owned(), number, state, zone.nationality().to_owned(), zone.names(), dates)
    })
}

/// The input is `code/province`.
fn postal_code_in_province(text: &str) -> String {
    let (code, province) = text.split_once('/').unwrap_or((text, "กรุงเทพมหานคร"));
    let Ok(province) = Province::parse(province) else { return "no province".to_owned() };
    explained(PostalCode::parse(code).and_then(|code| code.check_with(province)), |()| province.code())
}

/// The input is `day/month/year`.
fn parts(text: &str) -> DateParts<'_> {
    let mut pieces = text.splitn(3, '/');
    let mut next = || pieces.next().unwrap_or_default();
    DateParts { day: next(), month: next(), year: next() }
}

fn date(parsed: Result<DateEntry, DateEntryError>) -> String {
    explained(parsed, |entry| {
        let known = (entry.iso(), entry.numbers(), entry.precision(), entry.day());
        let shown =
            (entry.as_written().to_owned(), entry.language(), Language::ALL.map(|language| entry.boxes(language)));
        (known, shown, entry.before_calendar_reform())
    })
}

/// The input is the cookie, a line break, and the `Sec-GPC` header; either may be missing.
fn cookie_decision(text: &str) -> String {
    let (cookie, gpc) = text.split_once('\n').map_or((text, None), |(cookie, gpc)| (cookie, Some(gpc)));
    let decision = decide(Some(cookie).filter(|cookie| !cookie.is_empty()), gpc, NOW);
    total((decision, decision.choice(), decision.asks()))
}

/// The input is `choice/preferences/statistics`.
fn cookie_form(text: &str) -> String {
    let mut pieces = text.splitn(3, '/');
    let mut next = || pieces.next().unwrap_or_default();
    optional(CookieForm { choice: next(), preferences: next(), statistics: next() }.choice())
}
