//! The inputs of each question: which part of a form it is answered with, filled with what was typed.

use super::question::{Purpose, QuestionPage};
use crate::components::{
    DateInput, FileInput, Mistake, Radios, Select, TextInput, Width, date_input, file_input, radios, select,
    text_input, why_each,
};
use crate::i18n::register as words;
use domain::catalogue::{self, Field, Need};
use domain::fields::{DateEntry, DateParts, Phone};
use domain::registration::{Question, Sex};
use domain::{Bilingual, Language};
use leptos::prelude::*;

/// More answers than this are a list that opens, not buttons.
const MOST_BUTTONS: usize = 12;
/// The kinds a photo may be.
const PHOTO_KINDS: &str = "image/jpeg,image/png,image/webp";

/// The inputs of the question.
pub(super) fn inputs(model: &QuestionPage<'_>, wrong: &[Mistake], language: Language) -> AnyView {
    let ask = Ask { model, wrong, language };
    match model.question {
        Question::Document => ask.document(),
        Question::NationalId => ask.text("national-id", Width::Number, Some("numeric"), Some("off")),
        Question::Passport => ask.passport(),
        Question::Name => view! {
            {ask.text("first-name", Width::Full, None, Some("given-name"))}
            {ask.text("last-name", Width::Full, None, Some("family-name"))}
        }
        .into_any(),
        Question::BirthDate => ask.birth_date(),
        Question::Nationality => ask.nationality(),
        Question::Sex => ask.sex(),
        Question::PostalCode => ask.text("postal-code", Width::Short, Some("numeric"), Some("postal-code")),
        Question::Subdistrict => ask.subdistrict(),
        Question::House => ask.text("address", Width::Full, None, Some("street-address")),
        Question::Phone => ask.text("phone", Width::Number, Some("tel"), Some("tel")),
        Question::Email => ask.text("email", Width::Full, Some("email"), Some("email")),
        Question::Photo => ask.photo(),
    }
}

#[derive(Clone, Copy)]
struct Ask<'a> {
    model: &'a QuestionPage<'a>,
    wrong: &'a [Mistake],
    language: Language,
}

impl Ask<'_> {
    fn mistake(self, input: &str) -> Option<Bilingual> {
        self.wrong.iter().find(|mistake| mistake.id == input).map(|mistake| mistake.message)
    }

    /// What was typed; a phone that is kept is shown as it is dialled.
    fn value(self, input: &str) -> String {
        let typed = self.model.answers.get(input);
        let kept = input == "phone" && self.model.purpose == Purpose::Changing && self.mistake(input).is_none();
        let dialled = if kept { Phone::parse(typed).ok().map(|phone| phone.national()) } else { None };
        dialled.unwrap_or_else(|| typed.to_owned())
    }

    /// A line for the field of the catalogue that has the input's name.
    fn text(
        self,
        input: &'static str,
        width: Width,
        inputmode: Option<&'static str>,
        autocomplete: Option<&'static str>,
    ) -> AnyView {
        let Some(field) = catalogue::field(input) else { return ().into_any() };
        let line = TextInput {
            id: input,
            name: input,
            label: field.name,
            hint: words::hint(self.model.question),
            need: Some(is_required(field)),
            value: &self.value(input),
            mistake: self.mistake(input),
            width,
            inputmode,
            autocomplete,
            why: Some(field),
        };
        text_input(&line, self.language).into_any()
    }

    fn document(self) -> AnyView {
        let options = [("national-id", false), ("passport", true)];
        let question = Radios {
            id: "document",
            name: "document",
            legend: words::short(Question::Document),
            need: Some(true),
            options: options.map(|(value, passport)| self.option(value, words::document(passport))).to_vec(),
            value: self.model.answers.get("document"),
            mistake: self.mistake("document"),
            why: catalogue::field("national-id"),
        };
        radios(question, self.language).into_any()
    }

    fn passport(self) -> AnyView {
        let field = catalogue::field("passport");
        let number = TextInput {
            id: "passport-number",
            name: "passport-number",
            label: words::short(Question::Passport),
            hint: words::hint(Question::Passport),
            need: Some(true),
            value: &self.value("passport-number"),
            mistake: self.mistake("passport-number"),
            width: Width::Number,
            inputmode: None,
            autocomplete: Some("off"),
            why: None,
        };
        let state = TextInput {
            id: "issuing-state",
            name: "issuing-state",
            label: words::ISSUING_STATE,
            hint: Some(words::ISSUING_STATE_HINT),
            value: &self.value("issuing-state"),
            mistake: self.mistake("issuing-state"),
            width: Width::Short,
            why: field,
            ..number
        };
        let state = text_input(&state, self.language).into_any();
        view! {
            {text_input(&number, self.language)}
            {state}
        }
        .into_any()
    }

    fn birth_date(self) -> AnyView {
        let field = catalogue::field("birth-date");
        let names = ["birth-date-day", "birth-date-month", "birth-date-year"];
        let date = DateInput {
            names,
            stem: "birth-date",
            legend: words::short(Question::BirthDate),
            required: field.is_some_and(is_required),
            hint: words::BIRTH_HINT,
            values: self.birth_boxes(names),
            mistake: self.wrong.iter().find(|mistake| names.contains(&mistake.id)),
            why: field,
        };
        date_input(date, self.language).into_any()
    }

    /// A date that was understood is shown in the era of the page, whichever it was typed in; else as it was typed.
    fn birth_boxes(self, names: [&'static str; 3]) -> [String; 3] {
        let [day, month, year] = names.map(|name| self.model.answers.get(name));
        let typed_in = Language::from_tag(self.model.answers.get("birth-date-language")).unwrap_or(self.language);
        let entry = DateEntry::parse(DateParts { day, month, year }, typed_in).ok();
        let translated = entry.filter(|_| typed_in != self.language).map(|entry| entry.boxes(self.language));
        translated.unwrap_or_else(|| [day, month, year].map(str::to_owned))
    }

    fn nationality(self) -> AnyView {
        let field = catalogue::field("nationality");
        let kept = self.model.answers.get("nationality");
        let listed = kept.is_empty() || kept == "other" || words::NATIONALITIES.iter().any(|(code, _)| *code == kept);
        let typed = self.value("nationality-other");
        let (chosen, other) = if listed { (kept, typed.as_str()) } else { ("other", kept) };
        let question = Radios {
            id: "nationality",
            name: "nationality",
            legend: words::short(Question::Nationality),
            need: field.map(is_required),
            options: words::NATIONALITIES
                .into_iter()
                .chain([("other", words::OTHER)])
                .map(|(value, label)| self.option(value, label))
                .collect(),
            value: chosen,
            mistake: self.mistake("nationality"),
            why: None,
        };
        let code = TextInput {
            id: "nationality-other",
            name: "nationality-other",
            label: words::OTHER_NATIONALITY,
            hint: Some(words::OTHER_NATIONALITY_HINT),
            need: None,
            value: other,
            mistake: self.mistake("nationality-other"),
            width: Width::Short,
            inputmode: None,
            autocomplete: Some("off"),
            why: field,
        };
        view! {
            <div data-group="nationality">
                {radios(question, self.language)}
                {text_input(&code, self.language)}
            </div>
        }
        .into_any()
    }

    fn sex(self) -> AnyView {
        let field = catalogue::field("sex");
        let answers = Sex::ALL.map(|sex| (sex.name(), sex.label()));
        let question = Radios {
            id: "sex",
            name: "sex",
            legend: words::short(Question::Sex),
            need: field.map(is_required),
            options: answers
                .into_iter()
                .chain([("", words::PREFER_NOT)])
                .map(|(value, label)| self.option(value, label))
                .collect(),
            value: self.model.answers.get("sex"),
            mistake: self.mistake("sex"),
            why: field,
        };
        radios(question, self.language).into_any()
    }

    fn subdistrict(self) -> AnyView {
        let (value, mistake) = (self.model.answers.get("subdistrict"), self.mistake("subdistrict"));
        let need = catalogue::field("subdistrict").map(is_required);
        let options = self.model.places.iter().map(|place| (place.code.clone(), place.text(self.language).to_owned()));
        let mut options: Vec<_> = options.collect();
        let (id, label, language) = ("subdistrict", words::PLACE, self.language);
        let input = if options.is_empty() {
            view! { <p class="notice notice--warning">{words::NO_PLACES.text(language)}</p> }.into_any()
        } else if options.len() > MOST_BUTTONS {
            let empty = words::PREFER_NOT;
            select(Select { id, label, need, empty, options, value, mistake }, language).into_any()
        } else {
            options.push(self.option("", words::PREFER_NOT));
            radios(Radios { id, name: id, legend: label, need, options, value, mistake, why: None }, language)
                .into_any()
        };
        view! {
            {input}
            {why_each(Question::Subdistrict.fields(), language)}
        }
        .into_any()
    }

    fn photo(self) -> AnyView {
        let field = catalogue::field("photo");
        let input = FileInput {
            id: "photo",
            label: words::short(Question::Photo),
            required: field.is_some_and(is_required),
            hint: words::PHOTO_HINT,
            accept: PHOTO_KINDS,
            mistake: self.mistake("photo"),
            kept: self.model.photo.then_some(("remove-photo", words::REMOVE_PHOTO, words::PHOTO_THERE)),
            why: field,
        };
        file_input(&input, self.language).into_any()
    }

    fn option(self, value: &str, label: Bilingual) -> (String, String) {
        (value.to_owned(), label.text(self.language).to_owned())
    }
}

const fn is_required(field: &Field) -> bool {
    matches!(field.need, Need::Required { .. })
}
