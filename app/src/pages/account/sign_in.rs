//! The ways to sign in. What is asked is the same whether or not there is an account.

use crate::components::{Mistake, TextInput, Width, error_summary, text_input, trouble};
use crate::frame::{Frame, Page, PageRoute};
use crate::i18n::account as words;
use crate::i18n::moment::filled;
use crate::i18n::problems::Problem;
use crate::routes::{Action, Route};
use domain::{Bilingual, Language};
use leptos::prelude::*;

/// Why somebody is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// Their session ended.
    SessionEnded,
    /// Registration found that it cannot go on.
    MayHaveAccount,
    /// They signed out.
    SignedOut,
    /// They signed out everywhere.
    SignedOutEverywhere,
    /// They erased their account.
    Erased,
}

impl Notice {
    /// The notice of the word in an address.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "session-ended" => Self::SessionEnded,
            "may-have-account" => Self::MayHaveAccount,
            "signed-out" => Self::SignedOut,
            "signed-out-everywhere" => Self::SignedOutEverywhere,
            "erased" => Self::Erased,
            _ => return None,
        })
    }

    const fn words(self) -> Bilingual {
        match self {
            Self::SessionEnded => words::SESSION_ENDED,
            Self::MayHaveAccount => words::MAY_HAVE_ACCOUNT,
            Self::SignedOut => words::SIGNED_OUT,
            Self::SignedOutEverywhere => words::SIGNED_OUT_EVERYWHERE,
            Self::Erased => words::ERASED,
        }
    }
}

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct SignInPage<'a> {
    /// The name of the sign-on provider, where one is configured.
    pub provider: Option<&'a str>,
    /// The address that was typed.
    pub address: &'a str,
    /// What is wrong with it.
    pub mistake: Option<Bilingual>,
    /// Where to go after, a local path; empty for the person's own front page.
    pub next: &'a str,
    /// Why somebody is here.
    pub notice: Option<Notice>,
    /// What hinders, in a whole sentence.
    pub hindrance: Option<String>,
    /// Why it could not be done now.
    pub trouble: Option<Problem>,
}

/// The page.
pub fn page(frame: &Frame, model: &SignInPage<'_>) -> Page {
    let language = frame.language;
    let mistakes: Vec<Mistake> =
        model.mistake.iter().map(|message| Mistake { id: "address", message: *message }).collect();
    let body = view! {
        <div class="prose">
            {error_summary(&mistakes, language)}
            {model.trouble.map(|problem| trouble(problem, language))}
            {model.hindrance.clone().map(|text| view! { <p class="notice notice--warning" role="alert">{text}</p> })}
            <h1>{words::SIGN_IN.text(language)}</h1>
            {model.notice.map(|notice| view! { <p class="notice">{notice.words().text(language)}</p> })}
            {model.provider.map(|name| provider_form(name, "person", model.next, language))}
            {code_form(model, language)}
            <h2>{words::NO_ACCOUNT.text(language)}</h2>
            <p><a href=Route::Register.path(language)>{words::REGISTER.text(language)}</a></p>
            <p><a href=Route::SignInStaff.path(language)>{words::STAFF.text(language)}</a></p>
        </div>
    };
    Page {
        route: PageRoute::Unlisted(Route::SignIn),
        title: words::SIGN_IN.text(language).to_owned(),
        description: words::SIGN_IN_DESCRIPTION.text(language).to_owned(),
        body: body.into_any(),
        islands: false,
    }
}

/// The button that leads to the sign-on provider; `kind` is `person` or `staff`.
pub(super) fn provider_form(name: &str, kind: &'static str, next: &str, language: Language) -> impl IntoView + use<> {
    view! {
        <h2>{words::BY_PROVIDER.text(language)}</h2>
        <form method="post" action=Action::StartSignOn.path(language)>
            <input type="hidden" name="kind" value=kind />
            <input type="hidden" name="next" value=next.to_owned() />
            <button class="button" type="submit">{filled(words::WITH, name, language)}</button>
        </form>
    }
}

fn code_form(model: &SignInPage<'_>, language: Language) -> impl IntoView + use<> {
    let input = TextInput {
        id: "address",
        name: "address",
        label: words::ADDRESS,
        hint: Some(words::ADDRESS_HINT),
        need: Some(true),
        value: model.address,
        mistake: model.mistake,
        width: Width::Full,
        inputmode: None,
        autocomplete: Some("username"),
        why: None,
    };
    view! {
        <h2>{words::BY_CODE.text(language)}</h2>
        <form method="post" action=Action::SendCode.path(language) novalidate>
            <input type="hidden" name="next" value=model.next.to_owned() />
            {text_input(&input, language)}
            <button class="button" type="submit">{words::SEND.text(language)}</button>
        </form>
    }
}
