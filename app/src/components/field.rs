//! Form fields: label, whether it is required, hint, error, input. Every form of the site is made of these.
//!
//! The text area lives here and nowhere else: the renderer does not escape children of `<textarea>`, so the text is
//! escaped by hand.

use super::{Radios, TextInput, Width, text_input};
use crate::i18n::forms as words;
use crate::i18n::problems::Problem;
use domain::catalogue::Field;
use domain::{Bilingual, Language};
use leptos::prelude::*;

/// A field that is wrong: the id of its input and what is wrong with it.
#[derive(Debug, Clone, Copy)]
pub struct Mistake {
    /// The id of the input.
    pub id: &'static str,
    /// What is wrong.
    pub message: Bilingual,
}

/// A field in which a person types.
pub struct TextField<'a> {
    /// The id of the input.
    pub id: &'static str,
    /// Its name in the form.
    pub name: &'static str,
    /// Its label.
    pub label: Bilingual,
    /// Why it is asked and what leaving it out means.
    pub hint: Option<Bilingual>,
    /// Whether it must be filled.
    pub required: bool,
    /// What was typed before.
    pub value: &'a str,
    /// What is wrong with it.
    pub mistake: Option<Bilingual>,
    /// Lines; more than one makes a text area.
    pub lines: u8,
    /// The `autocomplete` token (WCAG 1.3.5).
    pub autocomplete: Option<&'static str>,
}

/// A question answered by one of several.
pub struct Choices<'a> {
    /// The id of the first input.
    pub id: &'static str,
    /// The name in the form.
    pub name: &'static str,
    /// The question.
    pub legend: Bilingual,
    /// Whether it must be answered; `None` where the question always has an answer.
    pub required: Option<bool>,
    /// Value and label of each answer.
    pub options: Vec<(&'static str, Bilingual)>,
    /// The value chosen before.
    pub value: &'a str,
    /// What is wrong with it.
    pub mistake: Option<Bilingual>,
}

/// The summary above a form with mistakes; a link leads to each field, and the page opens with it in focus.
pub fn error_summary(mistakes: &[Mistake], language: Language) -> impl IntoView + use<> {
    error_links(mistakes.iter().map(|mistake| (format!("#{}", mistake.id), mistake.message)).collect(), language)
}

/// The same summary where the fields are on other pages: address and what is wrong there.
pub fn error_links(mistakes: Vec<(String, Bilingual)>, language: Language) -> impl IntoView + use<> {
    (!mistakes.is_empty()).then(|| {
        let links = mistakes
            .into_iter()
            .map(|(address, message)| view! { <li><a href=address>{message.text(language)}</a></li> })
            .collect_view();
        view! {
            <div class="error-summary" id="error-summary" role="alert" tabindex="-1" autofocus aria-labelledby="error-summary-title">
                <h2 id="error-summary-title">{words::SOMETHING_IS_WRONG.text(language)}</h2>
                <ul>{links}</ul>
            </div>
        }
    })
}

/// Why a right form could not be taken, in the place of the summary.
pub fn trouble(problem: Problem, language: Language) -> impl IntoView {
    view! {
        <div class="error-summary" id="trouble" role="alert" tabindex="-1" autofocus>
            <h2>{problem.title.text(language)}</h2>
            <p>{problem.text.text(language)}</p>
        </div>
    }
}

/// One field with its label, hint and error.
pub fn text_field(field: &TextField<'_>, language: Language) -> impl IntoView + use<> {
    if field.lines > 1 { text_area(field, language).into_any() } else { text_line(field, language).into_any() }
}

fn text_line(field: &TextField<'_>, language: Language) -> impl IntoView + use<> {
    let input = TextInput {
        id: field.id,
        name: field.name,
        label: field.label,
        hint: field.hint,
        need: Some(field.required),
        value: field.value,
        mistake: field.mistake,
        width: Width::Full,
        inputmode: None,
        autocomplete: field.autocomplete,
        why: None,
    };
    text_input(&input, language)
}

fn text_area(field: &TextField<'_>, language: Language) -> impl IntoView + use<> {
    let (id, name, required) = (field.id, field.name, field.required);
    let wrong = field.mistake.is_some();
    let described = described_by(id, field.hint.is_some(), None);
    // A leading line break inside a text area is dropped by browsers: one is given so that theirs is kept.
    let text = format!("\n{}", escape(field.value));
    view! {
        <div class=field_class(wrong) data-field=name>
            <label class="field__label" for=id>{field.label.text(language)} " " {need(Some(required), language)}</label>
            {hint(id, field.hint, language)}
            {error_line(id, field.mistake, language)}
            <textarea class="textarea" id=id name=name rows=field.lines.to_string() required=required autocomplete=field.autocomplete
                aria-describedby=described aria-invalid=wrong.then_some("true") inner_html=text></textarea>
        </div>
    }
}

/// One question with its answers as radio buttons; none is chosen beforehand unless the person chose it.
pub fn choices(question: &Choices<'_>, language: Language) -> impl IntoView + use<> {
    let options = question.options.iter().map(|(value, label)| ((*value).to_owned(), label.text(language).to_owned()));
    let radios = Radios {
        id: question.id,
        name: question.name,
        legend: question.legend,
        need: question.required,
        options: options.collect(),
        value: question.value,
        mistake: question.mistake,
        why: None,
    };
    super::radios(radios, language)
}

pub(super) fn need(required: Option<bool>, language: Language) -> impl IntoView {
    required.map(|required| {
        let word = if required { words::REQUIRED } else { words::OPTIONAL };
        view! { <span class="field__need">"(" {word.text(language)} ")"</span> }
    })
}

/// The line is always there, hidden while nothing is wrong: the island fills it while the person types.
pub(super) fn error_line(id: &'static str, mistake: Option<Bilingual>, language: Language) -> impl IntoView {
    view! {
        <p class="field__error" id=format!("{id}-error") hidden=mistake.is_none()>
            <span class="field__error-word">{words::ERROR_WORD.text(language)}</span>
            " "
            <span data-error="">{mistake.map(|mistake| mistake.text(language))}</span>
        </p>
    }
}

/// What describes an input: its hint, its error, and what follows from leaving it out.
pub(super) fn described_by(id: &str, hint: bool, why: Option<&Field>) -> String {
    let hint = hint.then(|| format!("{id}-hint"));
    let why = why.map(|field| format!("{}-why", field.id));
    [hint, Some(format!("{id}-error")), why].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The hint above an input.
pub(super) fn hint(id: &'static str, hint: Option<Bilingual>, language: Language) -> impl IntoView {
    hint.map(|hint| view! { <p class="field__hint" id=format!("{id}-hint")>{hint.text(language)}</p> })
}

/// The class of the element around a field.
pub(super) const fn field_class(wrong: bool) -> &'static str {
    if wrong { "field field--wrong" } else { "field" }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
