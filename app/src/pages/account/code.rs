//! The one-time code, and the choice among accounts that share an address.

use crate::components::{Mistake, TextInput, Width, back_link, error_summary, text_input, trouble};
use crate::frame::{Frame, Page};
use crate::i18n::account as words;
use crate::i18n::moment::filled;
use crate::i18n::problems::Problem;
use crate::pages::personal;
use crate::routes::Route;
use domain::Bilingual;
use leptos::prelude::*;

/// What the page of the code shows.
#[derive(Debug, Clone, Copy, Default)]
pub struct CodePage<'a> {
    /// Whether the code confirms an address of a profile, and signs nobody in.
    pub confirms: bool,
    /// What was typed.
    pub code: &'a str,
    /// What is wrong with it.
    pub mistake: Option<Bilingual>,
    /// Where to go after.
    pub next: &'a str,
    /// Why it could not be done now.
    pub trouble: Option<Problem>,
}

/// The page of the code.
pub fn page(frame: &Frame, model: &CodePage<'_>) -> Page {
    let language = frame.language;
    let mistakes: Vec<Mistake> =
        model.mistake.iter().map(|message| Mistake { id: "code", message: *message }).collect();
    let (back, lead) =
        if model.confirms { (Route::Profile, words::CONFIRM_SENT) } else { (Route::SignIn, words::CODE_SENT) };
    let input = TextInput {
        id: "code",
        name: "code",
        label: words::CODE_LABEL,
        hint: None,
        need: Some(true),
        value: model.code,
        mistake: model.mistake,
        width: Width::Number,
        inputmode: Some("numeric"),
        autocomplete: Some("one-time-code"),
        why: None,
    };
    let body = view! {
        {back_link(back, language)}
        {error_summary(&mistakes, language)}
        {model.trouble.map(|problem| trouble(problem, language))}
        <h1>{words::CODE.text(language)}</h1>
        <p role="status">{lead.text(language)}</p>
        <form method="post" action=Route::SignInCode.path(language) novalidate>
            <input type="hidden" name="for" value=if model.confirms { "address" } else { "" } />
            <input type="hidden" name="next" value=model.next.to_owned() />
            {text_input(&input, language)}
            <button class="button" type="submit">{words::CONTINUE.text(language)}</button>
        </form>
        <p><a href=back.path(language)>{words::ANOTHER.text(language)}</a></p>
    };
    personal(frame, Route::SignInCode, words::CODE, body)
}

/// The page that offers the accounts of one address, by first name.
pub fn choose(frame: &Frame, names: Vec<String>, next: &str) -> Page {
    let language = frame.language;
    let next = next.to_owned();
    let buttons = names.into_iter().enumerate().map(|(at, name)| {
        view! {
            <li>
                <form method="post" action=Route::SignInCode.path(language)>
                    <input type="hidden" name="account" value=at.to_string() />
                    <input type="hidden" name="next" value=next.clone() />
                    <button class="button" type="submit">{filled(words::SIGN_IN_AS, &name, language)}</button>
                </form>
            </li>
        }
    });
    let body = view! {
        <h1>{words::CHOOSE.text(language)}</h1>
        <p>{words::CHOOSE_LEAD.text(language)}</p>
        <ul class="plain-list">{buttons.collect_view()}</ul>
    };
    personal(frame, Route::SignInCode, words::CHOOSE, body)
}
