//! What stands above a page: the cookie question, and the notice that the policy changed. Both work without script.

use super::cookie_form;
use crate::frame::Frame;
use crate::i18n::{cookies as words, shell};
use crate::routes::Route;
use leptos::prelude::*;

/// The cookie question, first on the page, in the flow of the text: it covers nothing.
pub fn cookie_banner(frame: &Frame, here: Option<Route>) -> impl IntoView + use<> {
    let language = frame.language;
    let back = here.unwrap_or(Route::Home).path(language);
    view! {
        <section class="cookie-banner" aria-labelledby="cookie-banner-title">
            <div class="wrap">
                <h2 id="cookie-banner-title">{words::BANNER_TITLE.text(language)}</h2>
                <p>
                    {words::BANNER_TEXT.text(language)} " "
                    <a href=Route::Cookies.path(language)>{words::DETAILS.text(language)}</a>
                </p>
                {cookie_form(frame, Some(back))}
            </div>
        </section>
    }
}

/// The notice that the policy changed since this reader last read it; not on the policy's own pages.
pub fn change_banner(frame: &Frame, here: Option<Route>) -> impl IntoView + use<> {
    let language = frame.language;
    let on_policy = matches!(here, Some(Route::Policy | Route::PolicyVersion(_) | Route::PolicyChanges { .. }));
    frame.change.filter(|_| !on_policy).map(|notice| {
        let changes = Route::PolicyChanges { from: notice.from, to: notice.to }.path(language);
        view! {
            <section class="notice notice--change wrap" aria-labelledby="change-banner-title">
                <h2 id="change-banner-title">{shell::CHANGED.text(language)}</h2>
                <p>{shell::changed_between(&notice, language)}</p>
                {notice.class.asks_for_a_choice().then(|| view! { <p>{shell::A_CHOICE_WILL_BE_ASKED.text(language)}</p> })}
                <p><a href=changes>{shell::SEE_CHANGES.text(language)}</a></p>
            </section>
        }
    })
}
