//! The security statement: what is done today, nothing that is not.

use crate::frame::{Frame, Page, PageRoute};
use crate::i18n::{shell, statements as words};
use crate::routes::Route;
use leptos::prelude::*;

/// The security statement.
pub fn page(frame: &Frame) -> Page {
    let language = frame.language;
    let said = words::SECURITY_TEXT.map(|sentence| view! { <li>{sentence.text(language)}</li> });
    let body = view! {
        <div class="prose">
            <h1>{words::SECURITY_TITLE.text(language)}</h1>
            <ul>{said.into_iter().collect_view()}</ul>
            <p><a href=Route::Contact.path(language)>{shell::CONTACT.text(language)}</a></p>
        </div>
    };
    Page {
        route: PageRoute::Indexed(Route::Security),
        title: words::SECURITY_TITLE.text(language).to_owned(),
        description: words::SECURITY_DESCRIPTION.text(language).to_owned(),
        body: body.into_any(),
        islands: false,
    }
}
