//! A file to send, with what kinds and size are taken, and a way to remove the one that is kept.

use super::field::{described_by, error_line, field_class, hint, need};
use super::why;
use domain::catalogue::Field;
use domain::{Bilingual, Language};
use leptos::prelude::*;

/// A file to send.
pub struct FileInput {
    /// The id of the input, and its name in the form.
    pub id: &'static str,
    /// Its label.
    pub label: Bilingual,
    /// Whether one must be sent.
    pub required: bool,
    /// Kinds and size that are taken.
    pub hint: Bilingual,
    /// The kinds, as the browser filters them; what counts is found out from the content.
    pub accept: &'static str,
    /// What is wrong with the one that was sent.
    pub mistake: Option<Bilingual>,
    /// Where one is kept: the name of the check box that removes it, its label, and what is said of it.
    pub kept: Option<(&'static str, Bilingual, Bilingual)>,
    /// The field of the catalogue whose reasons stand below it.
    pub why: Option<&'static Field>,
}

/// The file input with its label, hint, error and reasons.
pub fn file_input(input: &FileInput, language: Language) -> impl IntoView + use<> {
    let id = input.id;
    let wrong = input.mistake.is_some();
    let remove = input.kept.map(|(name, label, _)| {
        view! {
            <div class="checkbox">
                <input type="checkbox" id=name name=name value="on" />
                <label for=name>{label.text(language)}</label>
            </div>
        }
    });
    let kept = input.kept.map(|(_, _, said)| view! { <p class="notice">{said.text(language)}</p> });
    view! {
        {kept}
        <div class=field_class(wrong) data-field=id>
            <label class="field__label" for=id>{input.label.text(language)} " " {need(Some(input.required), language)}</label>
            {hint(id, Some(input.hint), language)}
            {error_line(id, input.mistake, language)}
            <input class="input file-input" type="file" id=id name=id accept=input.accept required=input.required
                aria-describedby=described_by(id, true, input.why) aria-invalid=wrong.then_some("true") />
            {remove}
            {input.why.map(|field| why(field, language))}
        </div>
    }
}
