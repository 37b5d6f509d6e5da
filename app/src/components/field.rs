//! Form fields: label, whether it is required, hint, error, input. Every form of the site is made of these.
//!
//! The text area lives here and nowhere else: the renderer does not escape children of `<textarea>`, so the text is
//! escaped by hand.

use crate::i18n::forms as words;
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
    let links = mistakes
        .iter()
        .map(|mistake| view! { <li><a href=format!("#{}", mistake.id)>{mistake.message.text(language)}</a></li> })
        .collect_view();
    (!mistakes.is_empty()).then(|| {
        view! {
            <div class="error-summary" id="error-summary" role="alert" tabindex="-1" autofocus aria-labelledby="error-summary-title">
                <h2 id="error-summary-title">{words::SOMETHING_IS_WRONG.text(language)}</h2>
                <ul>{links}</ul>
            </div>
        }
    })
}

/// One field with its label, hint and error.
pub fn text_field(field: &TextField<'_>, language: Language) -> impl IntoView + use<> {
    let id = field.id;
    let wrong = field.mistake.is_some();
    let described = described_by(id, field.hint.is_some());
    let (name, required, autocomplete) = (field.name, field.required, field.autocomplete);
    let invalid = wrong.then_some("true");
    let control = if field.lines > 1 {
        // A leading line break inside a text area is dropped by browsers: one is given so that theirs is kept.
        let text = format!("\n{}", escape(field.value));
        view! {
            <textarea class="textarea" id=id name=name rows=field.lines.to_string() required=required autocomplete=autocomplete
                aria-describedby=described aria-invalid=invalid inner_html=text></textarea>
        }
        .into_any()
    } else {
        view! {
            <input class="input" type="text" id=id name=name value=field.value.to_owned() required=required autocomplete=autocomplete
                aria-describedby=described aria-invalid=invalid />
        }
        .into_any()
    };
    view! {
        <div class=if wrong { "field field--wrong" } else { "field" } data-field=name>
            <label class="field__label" for=id>{field.label.text(language)} " " {need(Some(field.required), language)}</label>
            {field.hint.map(|hint| view! { <p class="field__hint" id=format!("{id}-hint")>{hint.text(language)}</p> })}
            {error_line(id, field.mistake, language)}
            {control}
        </div>
    }
}

/// One question with its answers as radio buttons; none is chosen beforehand unless the person chose it.
pub fn choices(question: &Choices<'_>, language: Language) -> impl IntoView + use<> {
    let id = question.id;
    let wrong = question.mistake.is_some();
    let (name, required) = (question.name, question.required == Some(true));
    let options = question.options.iter().enumerate().map(|(at, (value, label))| {
        let option = if at == 0 { id.to_owned() } else { format!("{id}-{value}") };
        view! {
            <div class="radio">
                <input type="radio" id=option.clone() name=name value=*value checked=*value == question.value required=required />
                <label for=option>{label.text(language)}</label>
            </div>
        }
    });
    view! {
        <fieldset class=if wrong { "choices field field--wrong" } else { "choices field" } data-field=name aria-describedby=format!("{id}-error")>
            <legend>{question.legend.text(language)} " " {need(question.required, language)}</legend>
            {error_line(id, question.mistake, language)}
            {options.collect_view()}
        </fieldset>
    }
}

fn need(required: Option<bool>, language: Language) -> impl IntoView {
    required.map(|required| {
        let word = if required { words::REQUIRED } else { words::OPTIONAL };
        view! { <span class="field__need">"(" {word.text(language)} ")"</span> }
    })
}

/// The line is always there, hidden while nothing is wrong: the island fills it while the person types.
fn error_line(id: &'static str, mistake: Option<Bilingual>, language: Language) -> impl IntoView {
    view! {
        <p class="field__error" id=format!("{id}-error") hidden=mistake.is_none()>
            <span class="field__error-word">{words::ERROR_WORD.text(language)}</span>
            " "
            <span data-error="">{mistake.map(|mistake| mistake.text(language))}</span>
        </p>
    }
}

fn described_by(id: &str, hint: bool) -> String {
    if hint { format!("{id}-hint {id}-error") } else { format!("{id}-error") }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
