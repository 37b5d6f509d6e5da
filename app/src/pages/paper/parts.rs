//! Parts of the paper desk: the picture with its sizes, the inputs of a field with the mark that it cannot be read, and
//! a reading as it is shown.

use crate::components::{Choices, TextInput, Width, choices, day_input, text_input};
use crate::i18n::moment::filled;
use crate::i18n::{paper as words, register};
use crate::routes::Route;
use domain::fields::Phone;
use domain::paper::{PaperField, Picture, Reading};
use domain::registration::{Answers, Question};
use domain::{BUDDHIST_ERA, Bilingual, Id, Language};
use leptos::prelude::*;

/// What was typed, and what is wrong with it.
#[derive(Clone, Copy)]
pub(super) struct Typed<'a> {
    pub(super) answers: &'a Answers,
    pub(super) mistakes: &'a [(&'static str, Bilingual)],
    pub(super) language: Language,
}

impl Typed<'_> {
    pub(super) fn mistake(self, input: &str) -> Option<Bilingual> {
        self.mistakes.iter().find(|(at, _)| *at == input).map(|(_, message)| *message)
    }

    fn line(
        self,
        (name, label, hint): (&'static str, Bilingual, Option<Bilingual>),
        (width, inputmode): (Width, Option<&'static str>),
    ) -> AnyView {
        let input = TextInput {
            id: name,
            name,
            label,
            hint,
            need: None,
            value: self.answers.get(name),
            mistake: self.mistake(name),
            width,
            inputmode,
            // Whoever keys is not whom it is about.
            autocomplete: Some("off"),
            why: None,
        };
        text_input(&input, self.language).into_any()
    }

    /// The three boxes of a day.
    pub(super) fn day(self, name: &'static str, legend: Bilingual) -> AnyView {
        let parts = ["day", "month", "year"].map(|part| format!("{name}-{part}"));
        let boxes = parts.each_ref().map(|input| self.answers.get(input).to_owned());
        let mistake = parts.iter().find_map(|input| self.mistake(input));
        day_input(name, legend, &boxes, mistake, self.language).into_any()
    }

    /// A check box, with its mistake.
    pub(super) fn mark(self, name: &'static str, label: Bilingual, of: Option<Bilingual>) -> AnyView {
        let language = self.language;
        let mistake = self.mistake(name).map(|mistake| {
            view! { <p class="field__error" id=format!("{name}-error")>{mistake.text(language)}</p> }
        });
        let (wrong, on) = (mistake.is_some(), self.answers.get(name) == "on");
        let of = of.map(|of| view! { <span class="visually-hidden">": " {of.text(language)}</span> });
        view! {
            <div class=if wrong { "field field--wrong" } else { "field" }>
                {mistake}
                <div class="checkbox">
                    <input type="checkbox" id=name name=name value="on" checked=on
                        aria-describedby=wrong.then(|| format!("{name}-error")) aria-invalid=wrong.then_some("true") />
                    <label for=name>{label.text(language)} {of}</label>
                </div>
            </div>
        }
        .into_any()
    }

    /// The inputs of a field, and the mark.
    pub(super) fn field(self, field: PaperField) -> AnyView {
        let label = label(field);
        let inputs = match field {
            PaperField::Document => self.document(),
            PaperField::BirthDate => self.day("birth-date", label),
            PaperField::Phone => {
                self.line(("phone", label, register::hint(Question::Phone)), (Width::Number, Some("tel")))
            }
            PaperField::FirstName => self.line(("first-name", label, None), (Width::Full, None)),
            PaperField::LastName => self.line(("last-name", label, None), (Width::Full, None)),
            PaperField::Email => self.line(("email", label, None), (Width::Full, Some("email"))),
        };
        view! { {inputs} {self.mark(field.mark(), words::ILLEGIBLE, Some(label))} }.into_any()
    }

    fn document(self) -> AnyView {
        let kind = Choices {
            id: "document",
            name: "document",
            legend: register::short(Question::Document),
            required: None,
            options: vec![("national-id", register::document(false)), ("passport", register::document(true))],
            value: self.answers.get("document"),
            mistake: self.mistake("document"),
        };
        let label = |question| register::short(question);
        let number = (Width::Number, Some("numeric"));
        view! {
            {choices(&kind, self.language)}
            {self.line(("national-id", label(Question::NationalId), None), number)}
            {self.line(("passport-number", label(Question::Passport), None), (Width::Number, None))}
            {self.line(
                ("issuing-state", register::ISSUING_STATE, Some(register::ISSUING_STATE_HINT)),
                (Width::Short, None),
            )}
        }
        .into_any()
    }
}

/// The name of a field.
pub fn label(field: PaperField) -> Bilingual {
    match field {
        PaperField::Document => register::short(Question::Document),
        other => other.entry().map_or(words::FIELD, |entry| entry.name),
    }
}

/// A reading as it is shown; a date in the era of the page.
pub fn shown(field: PaperField, reading: &Reading, language: Language) -> String {
    let value = match reading {
        Reading::Empty => return words::EMPTY.text(language).to_owned(),
        Reading::Illegible => return words::ILLEGIBLE.text(language).to_owned(),
        Reading::Value(value) => value,
    };
    match field {
        PaperField::Document => value.split(':').skip(1).collect::<Vec<_>>().join(" "),
        PaperField::BirthDate => {
            let era = if language == Language::Th { BUDDHIST_ERA } else { 0 };
            let mut parts: Vec<_> = value.split('-').map(|part| part.parse().unwrap_or(0)).collect();
            if let Some(year) = parts.first_mut() {
                *year += era;
            }
            parts.iter().rev().map(ToString::to_string).collect::<Vec<_>>().join("/")
        }
        PaperField::Phone => Phone::parse(value).map_or_else(|_| value.clone(), |phone| phone.national()),
        _ => value.clone(),
    }
}

/// What becomes of the picture, in a sentence; nothing while it is needed.
pub(crate) fn kept(picture: Picture, language: Language) -> Option<String> {
    let (sentence, at) = match picture {
        Picture::Needed => return None,
        Picture::Until(at) => (words::PICTURE_UNTIL, at),
        Picture::Destroyed(at) => (words::PICTURE_DESTROYED, at),
    };
    Some(filled(sentence, &at.bangkok_day().long(language), language))
}

/// The picture, or that it is no longer there.
pub(super) fn scan(form: (Id, &str), picture: Picture, language: Language) -> AnyView {
    let kept = kept(picture, language);
    if matches!(picture, Picture::Destroyed(_)) {
        return view! { <p class="notice">{kept}</p> }.into_any();
    }
    view! {
        <div class="paper__scan">
            {sized(form, language)}
            {kept.map(|kept| view! { <p>{kept}</p> })}
        </div>
    }
    .into_any()
}

/// The picture in a frame that scrolls, with its sizes. The sizes are not part of the form beside it.
fn sized((id, number): (Id, &str), language: Language) -> impl IntoView + use<> {
    let name = filled(words::PICTURE, number, language);
    let alt = name.clone();
    let sizes = [("100%", ""), ("150%", "half"), ("200%", "twice"), ("300%", "thrice")];
    let sizes = sizes.map(|(label, size)| {
        let id = format!("zoom-{}", label.trim_end_matches('%'));
        let class = format!("scan__zoom scan__zoom--{}", if size.is_empty() { "whole" } else { size });
        view! {
            <input type="radio" class=class id=id.clone() name="zoom" value=label checked=size.is_empty() autocomplete="off" />
            <label class="scan__label" for=id>{label}</label>
        }
    });
    let address = format!("{}/scan", Route::UnitPaper(id).path(language));
    view! {
        <fieldset class="scan">
            <legend>{words::SIZE.text(language)}</legend>
            {sizes.into_iter().collect_view()}
            <div class="scan__frame" tabindex="0" role="region" aria-label=name>
                <img class="scan__picture" src=address alt=alt />
            </div>
        </fieldset>
    }
}
