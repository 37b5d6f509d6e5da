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
    let full = back.is_none();
    let boxes = [(Category::Preferences, "preferences"), (Category::Statistics, "statistics")].map(|(category, name)| {
        let id = format!("cookie-{name}");
        let hint_id = format!("{id}-hint");
        // The banner is kept short: the page it links says what each category does.
        let hint = full.then(|| view! { <p class="field__hint" id=hint_id.clone()>{words::category_hint(category).text(language)}</p> });
        view! {
            <div class="checkbox">
                <input type="checkbox" id=id.clone() name=name value="on" checked=choice.allows(category) aria-describedby=full.then_some(hint_id) />
                <label for=id>
                    <strong>{words::category(category).text(language)}</strong>
                </label>
                {hint}
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
