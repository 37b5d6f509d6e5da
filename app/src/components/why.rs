//! Why a field is asked for, on what ground, and what follows from leaving it out: the catalogue's own words
//! (article 2 (e)). Nothing about a field is said here that does not stand there.

use crate::i18n::{data, register as words};
use crate::routes::Route;
use domain::Language;
use domain::catalogue::{Field, Need};
use leptos::prelude::*;

/// The reasons of one field. The element has the id `FIELD-why`, for `aria-describedby`.
pub fn why(field: &'static Field, language: Language) -> impl IntoView {
    let text = |sentence: domain::Bilingual| sentence.text(language);
    let without = match field.need {
        Need::Required { without } | Need::Optional { without } => Some(text(without)),
        Need::Recorded => None,
    };
    let purposes = field.purposes.iter().map(|purpose| text(purpose.name())).collect::<Vec<_>>().join(" · ");
    let basis = field.basis.iter().map(|basis| text(basis.label())).collect::<Vec<_>>().join(" · ");
    view! {
        <div class="why">
            {without.map(|without| {
                view! { <p id=format!("{}-why", field.id)><strong>{text(data::WITHOUT)}": "</strong> {without}</p> }
            })}
            <p><strong>{text(words::WHY)}": "</strong> {purposes}</p>
            <p><strong>{text(data::BASIS)}": "</strong> {basis}</p>
            <p><a href=format!("{}#{}", Route::Data.path(language), field.id)>{text(words::MORE)}</a></p>
        </div>
    }
}

/// The reasons of several fields that one answer gives, each under its name and need.
pub fn why_each(fields: impl Iterator<Item = &'static Field>, language: Language) -> impl IntoView {
    let each = fields.map(|field| {
        let required = matches!(field.need, Need::Required { .. });
        view! {
            <div class="why-each">
                <p class="why-each__name">{field.name.text(language)} " " {super::field::need(Some(required), language)}</p>
                {why(field, language)}
            </div>
        }
    });
    each.collect_view()
}
