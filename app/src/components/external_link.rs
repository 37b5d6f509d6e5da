//! A link that leaves the service, and says so (article 1 (b)).

use crate::i18n::shell as words;
use domain::Language;
use leptos::prelude::*;

/// The link. No referrer is sent, so the other site does not learn which page the person read.
pub fn external_link(address: &'static str, text: String, language: Language) -> impl IntoView {
    view! {
        <a class="external" href=address rel="external noreferrer noopener">
            {text} " ↗ " <span class="external__note">{words::LEAVES_THE_SERVICE.text(language)}</span>
        </a>
    }
}
