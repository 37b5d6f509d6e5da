//! The page for a request that led nowhere. It is also made without a language: then it speaks both.

use crate::frame::{Frame, Page, PageRoute};
use crate::i18n::problems::{Problem, REFERENCE, TO_FRONT_PAGE};
use crate::routes::Route;
use domain::Language;
use leptos::prelude::*;

/// What went wrong, in the page's language first and in the other below; `reference` finds the request in the logs.
pub fn page(frame: &Frame, problem: Problem, reference: Option<&str>) -> Page {
    let language = frame.language;
    let part = |language: Language| {
        view! {
            <p lang=language.tag()>{problem.text.text(language)}</p>
            <p lang=language.tag()><a href=Route::Home.path(language)>{TO_FRONT_PAGE.text(language)}</a></p>
        }
    };
    let other = language.other();
    let reference = reference.map(|reference| {
        view! { <p>{REFERENCE.text(language)} ": " <code class="hash">{reference.to_owned()}</code></p> }
    });
    let body = view! {
        <div class="prose">
            <h1>{problem.title.text(language)}</h1>
            {part(language)}
            <hr />
            <h2 lang=other.tag()>{problem.title.text(other)}</h2>
            {part(other)}
            {reference}
        </div>
    };
    Page {
        route: PageRoute::Nowhere,
        title: problem.title.text(language).to_owned(),
        description: problem.text.text(language).to_owned(),
        body: body.into_any(),
        islands: false,
    }
}
