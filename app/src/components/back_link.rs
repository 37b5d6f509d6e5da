//! The link to the page before, above the heading. It works without script: an address, never the browser's history.

use crate::i18n::register::BACK;
use crate::routes::Route;
use domain::Language;
use leptos::prelude::*;

/// The link.
pub fn back_link(to: Route, language: Language) -> impl IntoView {
    view! { <p class="back-link"><a href=to.path(language)>{BACK.text(language)}</a></p> }
}
