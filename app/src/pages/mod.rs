//! Pages, one file each. A page takes its view model and the frame and gives its own part; `shell` puts it into the
//! document.

pub mod account;
pub mod case;
pub mod duty;
pub mod imports;
pub mod letter;
pub mod me;
pub mod office;
pub mod paper;
pub mod problem;
pub mod public;
pub mod register;

use crate::frame::{Frame, Page, PageRoute};
use crate::routes::Route;
use domain::Bilingual;
use leptos::prelude::*;

/// A page of one person or officer: never for search engines, its description its own heading.
fn personal(frame: &Frame, route: Route, title: Bilingual, body: impl IntoView + 'static) -> Page {
    let title = title.text(frame.language);
    Page {
        route: PageRoute::Unlisted(route),
        title: title.to_owned(),
        description: title.to_owned(),
        body: view! { <div class="prose">{body}</div> }.into_any(),
        islands: false,
    }
}

/// A form of one button.
fn button_form(
    action: String,
    hidden: Vec<(&'static str, String)>,
    label: String,
    class: &'static str,
) -> impl IntoView {
    let hidden = hidden.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value /> });
    view! {
        <form method="post" action=action>
            {hidden.collect_view()}
            <button class=class type="submit">{label}</button>
        </form>
    }
}
