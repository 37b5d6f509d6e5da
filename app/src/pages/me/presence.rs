//! "Show this code at the unit": the presence code of this moment, large and as a QR code, and what it is for.

use crate::components::back_link;
use crate::frame::{Frame, Page};
use crate::i18n::moment::{clock, filled};
use crate::i18n::{me, presence as words};
use crate::pages::personal;
use crate::routes::Route;
use domain::presence::DAYS;
use domain::{Instant, Language};
use leptos::prelude::*;

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct PresencePage {
    /// The code; nothing where nobody has checked who the person is.
    pub shown: Option<ShownCode>,
}

/// A code.
#[derive(Clone)]
pub struct ShownCode {
    /// As it is shown, `ABCD-EFGH`.
    pub code: String,
    /// The QR code as SVG made by this program.
    pub qr: String,
    /// When another takes its place.
    pub until: Instant,
    /// Whether the page shows the next one by itself.
    pub renews: bool,
}

impl std::fmt::Debug for ShownCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ShownCode").field("until", &self.until).finish_non_exhaustive()
    }
}

/// The page.
pub fn page(frame: &Frame, model: &PresencePage) -> Page {
    let language = frame.language;
    let shown = match &model.shown {
        Some(it) => code(it, language).into_any(),
        None => view! { <p class="notice">{me::STATED_ONLY.text(language)}</p> }.into_any(),
    };
    let days = DAYS.to_string();
    let body = view! {
        {back_link(Route::Records, language)}
        <h1>{words::PRESENCE.text(language)}</h1>
        <p>{words::LEAD.text(language)}</p>
        {shown}
        <h2>{words::WHAT_FOR.text(language)}</h2>
        <ul>
            <li>{words::CONFIRMS.text(language)}</li>
            <li>{words::WITHOUT.text(language)}</li>
            <li>{filled(words::ONCE, &days, language)}</li>
            <li>{words::SAYS_NOTHING.text(language)}</li>
        </ul>
    };
    personal(frame, Route::Presence, words::PRESENCE, body)
}

/// The code is read out letter by letter: it is no word.
fn code(it: &ShownCode, language: Language) -> impl IntoView + use<> {
    let letters: Vec<String> = it.code.chars().filter(char::is_ascii_alphanumeric).map(String::from).collect();
    let renews = it.renews.then(|| view! { <p>{words::BY_ITSELF.text(language)}</p> });
    view! {
        <p class="presence-code">
            <span aria-hidden="true">{it.code.clone()}</span>
            <span class="visually-hidden">{letters.join(" ")}</span>
        </p>
        <div class="qr" role="img" aria-label=words::QR.text(language) inner_html=it.qr.clone()></div>
        <p><strong>{filled(words::CHANGES_AT, &clock(it.until, language), language)}</strong></p>
        {renews}
        <p class="no-print"><a class="button button--quiet" href=Route::Presence.path(language)>{words::SHOW_ANEW.text(language)}</a></p>
    }
}
