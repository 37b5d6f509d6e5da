//! Sign-in for people on duty: the provider, and a passkey where the provider asked for no second factor.

use super::sign_in::provider_form;
use crate::components::{back_link, trouble};
use crate::frame::{Frame, Page};
use crate::i18n::account as words;
use crate::i18n::problems::Problem;
use crate::pages::personal;
use crate::routes::{Action, Route};
use domain::Language;
use leptos::prelude::*;

/// What is asked of the browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Signing in at the provider.
    Provider,
    /// Using a passkey, with these options.
    Use(String),
    /// Registering the first passkey, with these options.
    Make(String),
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct StaffPage<'a> {
    /// The name of the provider, where one is configured.
    pub provider: Option<&'a str>,
    /// Where to go after.
    pub next: &'a str,
    /// What is asked.
    pub step: Step,
    /// Why it could not be done.
    pub trouble: Option<Problem>,
}

/// The page.
pub fn page(frame: &Frame, model: &StaffPage<'_>) -> Page {
    let language = frame.language;
    let title = if model.step == Step::Provider { words::STAFF_TITLE } else { words::SECOND_STEP };
    let step = match &model.step {
        Step::Provider => match model.provider {
            Some(name) => provider_form(name, "staff", model.next, language).into_any(),
            None => view! { <p class="notice">{words::NO_PROVIDER.text(language)}</p> }.into_any(),
        },
        Step::Use(options) => passkey(("get", options.clone()), model.next, language).into_any(),
        Step::Make(options) => passkey(("create", options.clone()), model.next, language).into_any(),
    };
    let body = view! {
        {back_link(Route::SignIn, language)}
        {model.trouble.map(|problem| trouble(problem, language))}
        <h1>{title.text(language)}</h1>
        <p>{words::STAFF_LEAD.text(language)}</p>
        {step}
    };
    personal(frame, Route::SignInStaff, title, body)
}

/// Hidden until the script that asks the browser is there; without one, a sentence says what serves instead.
fn passkey((kind, options): (&'static str, String), next: &str, language: Language) -> impl IntoView + use<> {
    let (lead, label) = if kind == "create" {
        (words::FIRST_PASSKEY, words::MAKE_PASSKEY)
    } else {
        (words::SECOND_STEP_LEAD, words::USE_PASSKEY)
    };
    view! {
        <h2>{words::PASSKEY.text(language)}</h2>
        <p>{lead.text(language)}</p>
        <form method="post" hidden action=Action::Passkey.path(language) data-passkey=kind data-options=options>
            <input type="hidden" name="answer" />
            <input type="hidden" name="next" value=next.to_owned() />
            <button class="button" type="submit">{label.text(language)}</button>
            <p role="alert" hidden>{words::PASSKEY_FAILED.text(language)}</p>
        </form>
        <noscript><p class="notice">{words::PASSKEY_NEEDS_SCRIPT.text(language)}</p></noscript>
    }
}
