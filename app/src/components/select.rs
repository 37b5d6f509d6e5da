//! A question answered by one of many, as the browser's own list: for more answers than fit on a screen. The first line
//! is empty, so that nothing is chosen beforehand.

use super::field::{error_line, field_class, need};
use domain::{Bilingual, Language};
use leptos::prelude::*;

/// A question answered by one of many.
pub struct Select<'a> {
    /// The id of the list, and its name in the form.
    pub id: &'static str,
    /// The question.
    pub label: Bilingual,
    /// Whether it must be answered.
    pub need: Option<bool>,
    /// The label of the answer that says nothing.
    pub empty: Bilingual,
    /// Value and label of each answer.
    pub options: Vec<(String, String)>,
    /// The value chosen before.
    pub value: &'a str,
    /// What is wrong with it.
    pub mistake: Option<Bilingual>,
}

/// The list with its label and error.
pub fn select(question: Select<'_>, language: Language) -> impl IntoView + use<> {
    let id = question.id;
    let wrong = question.mistake.is_some();
    let chosen = question.value.to_owned();
    let options = question.options.into_iter().map(|(value, label)| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{label}</option> }
    });
    view! {
        <div class=field_class(wrong) data-field=id>
            <label class="field__label" for=id>{question.label.text(language)} " " {need(question.need, language)}</label>
            {error_line(id, question.mistake, language)}
            <select class="select" id=id name=id aria-describedby=format!("{id}-error") aria-invalid=wrong.then_some("true")>
                <option value="">{question.empty.text(language)}</option>
                {options.collect_view()}
            </select>
        </div>
    }
}
