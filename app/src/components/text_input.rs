//! One line in which a person types: label, need, hint, error, input, and the catalogue's reasons.

use super::field::{described_by, error_line, field_class, hint, need};
use super::why;
use domain::catalogue::Field;
use domain::{Bilingual, Language};
use leptos::prelude::*;

/// How wide the box is: as wide as what belongs into it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Width {
    /// As wide as the column.
    #[default]
    Full,
    /// For a number of about thirteen digits.
    Number,
    /// For a code of three to five characters.
    Short,
}

/// A line in which a person types.
pub struct TextInput<'a> {
    /// The id of the input.
    pub id: &'static str,
    /// Its name in the form.
    pub name: &'static str,
    /// Its label.
    pub label: Bilingual,
    /// How to fill it.
    pub hint: Option<Bilingual>,
    /// Whether it must be filled; `None` where that depends on another answer.
    pub need: Option<bool>,
    /// What was typed before.
    pub value: &'a str,
    /// What is wrong with it.
    pub mistake: Option<Bilingual>,
    /// How wide it is.
    pub width: Width,
    /// The `inputmode`: which keyboard a phone shows.
    pub inputmode: Option<&'static str>,
    /// The `autocomplete` token (WCAG 1.3.5).
    pub autocomplete: Option<&'static str>,
    /// The field of the catalogue whose reasons stand below it.
    pub why: Option<&'static Field>,
}

/// One line with its label, hint, error and reasons.
pub fn text_input(input: &TextInput<'_>, language: Language) -> impl IntoView + use<> {
    let TextInput { id, name, .. } = *input;
    let wrong = input.mistake.is_some();
    let described = described_by(id, input.hint.is_some(), input.why);
    let class = match input.width {
        Width::Full => "input",
        Width::Number => "input input--number",
        Width::Short => "input input--short",
    };
    view! {
        <div class=field_class(wrong) data-field=name>
            <label class="field__label" for=id>{input.label.text(language)} " " {need(input.need, language)}</label>
            {hint(id, input.hint, language)}
            {error_line(id, input.mistake, language)}
            <input class=class type="text" id=id name=name value=input.value.to_owned() required=input.need == Some(true)
                inputmode=input.inputmode autocomplete=input.autocomplete
                aria-describedby=described aria-invalid=wrong.then_some("true") />
            {input.why.map(|field| why(field, language))}
        </div>
    }
}
