//! The one cookie form, on the banner and on the cookie page: three buttons of the same weight, nothing pre-ticked
//! that was not chosen.

use crate::frame::Frame;
use crate::i18n::cookies as words;
use crate::routes::Route;
use domain::cookies::Category;
use leptos::prelude::*;

/// The form; `back` is the local path to return to, the cookie page where absent.
pub fn cookie_form(frame: &Frame, back: Option<String>) -> impl IntoView + use<> {
    let language = frame.language;
    let choice = frame.cookies.choice();
    let boxes = [(Category::Preferences, "preferences"), (Category::Statistics, "statistics")].map(|(category, name)| {
        let id = format!("cookie-{name}");
        let hint = format!("{id}-hint");
        view! {
            <div class="checkbox">
                <input type="checkbox" id=id.clone() name=name value="on" checked=choice.allows(category) aria-describedby=hint.clone() />
                <label for=id>
                    <strong>{words::category(category).text(language)}</strong>
                </label>
                <p class="field__hint" id=hint>{words::category_hint(category).text(language)}</p>
            </div>
        }
    });
    let buttons = [("refuse-all", words::REFUSE_ALL), ("accept-all", words::ACCEPT_ALL), ("save", words::SAVE)].map(
        |(value, label)| {
            view! { <button class="button" type="submit" name="choice" value=value>{label.text(language)}</button> }
        },
    );
    view! {
        <form method="post" action=Route::Cookies.path(language)>
            {back.map(|back| view! { <input type="hidden" name="back" value=back /> })}
            <fieldset class="choices cookie-banner__choices">
                <legend>{words::OPTIONAL_COOKIES.text(language)}</legend>
                {boxes.into_iter().collect_view()}
            </fieldset>
            <div class="button-row">{buttons.into_iter().collect_view()}</div>
        </form>
    }
}
