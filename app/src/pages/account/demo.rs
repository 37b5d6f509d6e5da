//! The cast of the demonstration, a button each.

use crate::frame::{Frame, Page};
use crate::i18n::account as words;
use crate::i18n::moment::filled;
use crate::pages::{button_form, personal};
use crate::routes::{Action, Route};
use domain::Bilingual;
use domain::account::Role;
use leptos::prelude::*;

/// Somebody of the cast.
#[derive(Debug, Clone, Copy)]
pub struct PersonaLine {
    /// Their id.
    pub id: &'static str,
    /// What they are here as.
    pub role: Role,
    /// Their organisation; empty for a person.
    pub organisation: Bilingual,
    /// Their name.
    pub name: Bilingual,
}

/// The page.
pub fn page(frame: &Frame, cast: &[PersonaLine]) -> Page {
    let language = frame.language;
    let list = |staff: bool| {
        let lines = cast.iter().filter(|it| it.role.is_staff() == staff).map(|it| {
            let label = filled(words::SIGN_IN_AS, it.name.text(language), language);
            let form = button_form(
                Action::DemoSignIn.path(language),
                vec![("persona", it.id.to_owned()), ("language", language.tag().to_owned())],
                label,
                "button",
            );
            view! {
                <li class="card">
                    <h3>{it.name.text(language)}</h3>
                    <p>{it.role.label().text(language)} " " {it.organisation.text(language)} " " <code class="nowrap">{it.id}</code></p>
                    {form}
                </li>
            }
        });
        lines.collect_view()
    };
    let body = view! {
        <h1>{words::DEMO.text(language)}</h1>
        <p>{words::DEMO_LEAD.text(language)}</p>
        <p><a href=Route::DemoOutbox.path(language)>{words::OUTBOX.text(language)}</a></p>
        <h2>{words::PEOPLE.text(language)}</h2>
        <ul class="card-list">{list(false)}</ul>
        <h2>{words::OFFICERS.text(language)}</h2>
        <ul class="card-list">{list(true)}</ul>
    };
    personal(frame, Route::Demo, words::DEMO, body)
}
