//! What is shown without network where no copy of the page is kept: which pages can be read.

use crate::frame::{Frame, Page, PageRoute};
use crate::i18n::{problems as words, shell};
use crate::routes::Route;
use leptos::prelude::*;

/// The offline page.
pub fn page(frame: &Frame) -> Page {
    let language = frame.language;
    let links = [
        (Route::Policy, shell::POLICY),
        (Route::Data, shell::DATA),
        (Route::Cookies, shell::COOKIES),
        (Route::Contact, shell::CONTACT),
    ]
    .map(|(route, name)| view! { <li><a href=route.path(language)>{name.text(language)}</a></li> });
    let body = view! {
        <div class="prose">
            <h1>{words::OFFLINE_TITLE.text(language)}</h1>
            <p>{words::OFFLINE_TEXT.text(language)}</p>
            <ul>{links.into_iter().collect_view()}</ul>
        </div>
    };
    Page {
        route: PageRoute::Unlisted(Route::Offline),
        title: words::OFFLINE_TITLE.text(language).to_owned(),
        description: words::OFFLINE_TEXT.text(language).to_owned(),
        body: body.into_any(),
        islands: false,
    }
}
