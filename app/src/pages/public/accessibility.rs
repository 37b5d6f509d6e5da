//! The accessibility statement, with the form for text size and colours.

use crate::components::{Choices, choices};
use crate::frame::{Frame, Page, PageRoute};
use crate::i18n::statements as words;
use crate::routes::Route;
use domain::cookies::Category;
use domain::display::{TextSize, Theme};
use leptos::prelude::*;

/// Where the form of text size and colours posts to: the page itself.
pub fn page(frame: &Frame) -> Page {
    let language = frame.language;
    let said = words::ACCESSIBILITY_TEXT.map(|sentence| view! { <p>{sentence.text(language)}</p> });
    let body = view! {
        <div class="prose">
            <h1>{words::ACCESSIBILITY_TITLE.text(language)}</h1>
            {said.into_iter().collect_view()}
            <h2 id="display">{words::DISPLAY_TITLE.text(language)}</h2>
            {display_form(frame)}
        </div>
    };
    Page {
        route: PageRoute::Indexed(Route::Accessibility),
        title: words::ACCESSIBILITY_TITLE.text(language).to_owned(),
        description: words::ACCESSIBILITY_DESCRIPTION.text(language).to_owned(),
        body: body.into_any(),
        islands: false,
    }
}

/// The form, or exactly why there is none.
fn display_form(frame: &Frame) -> impl IntoView + use<> {
    let language = frame.language;
    if !frame.cookies.choice().allows(Category::Preferences) {
        return view! {
            <div class="notice notice--warning">
                <p>{words::DISPLAY_NEEDS_PREFERENCES.text(language)}</p>
                <p><a href=Route::Cookies.path(language)>{words::DISPLAY_CHANGE_CHOICE.text(language)}</a></p>
            </div>
        }
        .into_any();
    }
    let sizes = Choices {
        id: "text-size",
        name: "text_size",
        legend: words::TEXT_SIZE,
        required: None,
        options: TextSize::ALL.map(|size| (size.name(), words::text_size(size))).to_vec(),
        value: frame.display.text_size.name(),
        mistake: None,
    };
    let themes = Choices {
        id: "theme",
        name: "theme",
        legend: words::THEME,
        required: None,
        options: Theme::ALL.map(|theme| (theme.name(), words::theme(theme))).to_vec(),
        value: frame.display.theme.name(),
        mistake: None,
    };
    view! {
        <p>{words::DISPLAY_LEAD.text(language)}</p>
        <form method="post" action=Route::Accessibility.path(language)>
            {choices(&sizes, language)} {choices(&themes, language)}
            <button class="button" type="submit">{words::DISPLAY_SAVE.text(language)}</button>
        </form>
    }
    .into_any()
}
