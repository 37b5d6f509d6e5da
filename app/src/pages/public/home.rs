//! The front page: four ways on.

use crate::frame::{Frame, Page, PageRoute};
use crate::i18n::home as words;
use crate::routes::Route;
use domain::Day;
use domain::policy::VersionNumber;
use leptos::prelude::*;

/// The front page; `policy` is the version in force and the day from which it applies.
pub fn page(frame: &Frame, policy: (VersionNumber, Day)) -> Page {
    let language = frame.language;
    let tile = |route: Route, title: domain::Bilingual, text: String| {
        view! {
            <a class="tile" href=route.path(language)>
                <h2>{title.text(language)}</h2>
                <p>{text}</p>
            </a>
        }
    };
    let said = |sentence: domain::Bilingual| sentence.text(language).to_owned();
    let body = view! {
        <div class="hero">
            <h1>{words::TITLE.text(language)}</h1>
            <p class="lead">{words::LEAD.text(language)}</p>
        </div>
        <div class="tiles">
            {tile(Route::Policy, words::POLICY, words::policy_text(policy.0, policy.1, language))}
            {tile(Route::Data, words::DATA, said(words::DATA_TEXT))}
            {tile(Route::Cookies, words::COOKIES, said(words::COOKIES_TEXT))}
            {tile(Route::Contact, words::CONTACT, said(words::CONTACT_TEXT))}
        </div>
    };
    Page {
        route: PageRoute::Indexed(Route::Home),
        title: said(words::TITLE),
        description: said(words::DESCRIPTION),
        body: body.into_any(),
        islands: false,
    }
}
