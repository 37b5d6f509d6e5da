//! A question answered by one of several, as radio buttons. None is chosen beforehand unless the person chose it; an
//! answer with an empty value says nothing and is never chosen beforehand.

use super::field::{described_by, error_line, need};
use super::why;
use domain::catalogue::Field;
use domain::{Bilingual, Language};
use leptos::prelude::*;

/// A question answered by one of several.
pub struct Radios<'a> {
    /// The id of the first input; the others are `ID-is-VALUE`, which is no id of another input.
    pub id: &'static str,
    /// The name in the form.
    pub name: &'static str,
    /// The question.
    pub legend: Bilingual,
    /// Whether it must be answered; `None` where the question always has an answer.
    pub need: Option<bool>,
    /// Value and label of each answer.
    pub options: Vec<(String, String)>,
    /// The value chosen before.
    pub value: &'a str,
    /// What is wrong with it.
    pub mistake: Option<Bilingual>,
    /// The field of the catalogue whose reasons stand below it.
    pub why: Option<&'static Field>,
}

/// The question with its answers and reasons.
pub fn radios(question: Radios<'_>, language: Language) -> impl IntoView + use<> {
    let Radios { id, name, .. } = question;
    let wrong = question.mistake.is_some();
    let required = question.need == Some(true);
    let chosen = Some(question.value.to_owned()).filter(|value| !value.is_empty());
    let options = question.options.into_iter().enumerate().map(|(at, (value, label))| {
        let option = if at == 0 { id.to_owned() } else { format!("{id}-is-{value}") };
        let checked = chosen.as_deref() == Some(value.as_str());
        view! {
            <div class="radio">
                <input type="radio" id=option.clone() name=name value=value checked=checked required=required
                    aria-invalid=wrong.then_some("true") />
                <label for=option>{label}</label>
            </div>
        }
    });
    let described = described_by(id, false, question.why);
    view! {
        <fieldset class=if wrong { "choices field field--wrong" } else { "choices field" } data-field=name aria-describedby=described>
            <legend>{question.legend.text(language)} " " {need(question.need, language)}</legend>
            {error_line(id, question.mistake, language)}
            {options.collect_view()}
            {question.why.map(|field| why(field, language))}
        </fieldset>
    }
}
