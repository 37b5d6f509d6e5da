//! The form that enters a system, and its secret, shown once.

use super::address;
use crate::components::{Mistake, Select, TextField, TextInput, Width, error_summary, select, text_field, text_input};
use crate::frame::{Frame, Page};
use crate::i18n::moment::filled;
use crate::i18n::systems as words;
use crate::pages::office::registers::marks;
use crate::pages::personal;
use crate::routes::Route;
use domain::catalogue::PurposeId;
use domain::partner::Reading;
use domain::{Bilingual, Language};
use leptos::prelude::*;

/// A system as it is typed.
#[derive(Debug, Clone, Default)]
pub struct SystemTyped {
    /// The id.
    pub client: String,
    /// The name.
    pub name: String,
    /// The officer's code.
    pub officer: String,
    /// The purpose's id.
    pub purpose: String,
    /// The scopes chosen.
    pub scopes: Vec<String>,
    /// The key set.
    pub keys: String,
    /// The address of one.
    pub keys_url: String,
    /// Where events go.
    pub endpoint: String,
}

/// What the form shows.
#[derive(Debug, Clone, Default)]
pub struct NewSystemPage {
    /// The organisation's code.
    pub code: String,
    /// Its name.
    pub organisation: String,
    /// Code and description of its people.
    pub officers: Vec<(String, String)>,
    /// What was typed.
    pub typed: SystemTyped,
    /// What is wrong.
    pub mistakes: Vec<(&'static str, Bilingual)>,
}

/// The purposes a system can have: those that something can be asked for.
pub fn purposes() -> Vec<PurposeId> {
    let asked = |purpose: &PurposeId| Reading::ALL.iter().any(|reading| reading.purposes().contains(purpose));
    PurposeId::ALL.into_iter().filter(asked).collect()
}

/// The form.
pub fn new(frame: &Frame, model: &NewSystemPage) -> Page {
    let language = frame.language;
    let mistakes: Vec<_> = model.mistakes.iter().map(|(id, message)| Mistake { id, message: *message }).collect();
    let body = view! {
        {back(&model.code, language)}
        {error_summary(&mistakes, language)}
        <h1>{words::NEW.text(language)} ": " {model.organisation.clone()}</h1>
        <p>{words::SYSTEMS_ABOUT.text(language)}</p>
        <form method="post" action=address(&model.code, "new", language) novalidate>
            {who(model, language).into_any()}
            {what(model, language).into_any()}
            {how(model, language).into_any()}
            <button class="button" type="submit">{words::NEW.text(language)}</button>
        </form>
    };
    personal(frame, Route::OfficePartners, words::NEW, body)
}

fn back(code: &str, language: Language) -> impl IntoView + use<> {
    let address = format!("{}/{code}#systems", Route::OfficePartners.path(language));
    view! { <p class="back-link"><a href=address>{words::BACK.text(language)}</a></p> }
}

fn of(model: &NewSystemPage, id: &str) -> Option<Bilingual> {
    model.mistakes.iter().find(|(at, _)| *at == id).map(|(_, message)| *message)
}

fn line(
    (id, label, hint, need): (&'static str, Bilingual, Option<Bilingual>, Option<bool>),
    value: &str,
    model: &NewSystemPage,
    language: Language,
) -> impl IntoView + use<> {
    let input = TextInput {
        id,
        name: id,
        label,
        hint,
        need,
        value,
        mistake: of(model, id),
        width: Width::Full,
        inputmode: None,
        autocomplete: Some("off"),
        why: None,
    };
    text_input(&input, language)
}

fn who(model: &NewSystemPage, language: Language) -> impl IntoView + use<> {
    let typed = &model.typed;
    let officer = Select {
        id: "officer",
        label: words::OFFICER,
        need: Some(true),
        empty: words::CHOOSE,
        options: model.officers.clone(),
        value: &typed.officer,
        mistake: of(model, "officer"),
    };
    let client = ("client", words::CLIENT, Some(words::CLIENT_HINT), Some(true));
    let name = ("name", words::NAME, Some(words::NAME_HINT), Some(true));
    view! {
        {line(client, &typed.client, model, language)}
        {line(name, &typed.name, model, language)}
        {select(officer, language)}
    }
}

fn what(model: &NewSystemPage, language: Language) -> impl IntoView + use<> {
    let typed = &model.typed;
    let named = purposes().into_iter().map(|it| (it.id().to_owned(), it.name().text(language).to_owned()));
    let purpose = Select {
        id: "purpose",
        label: words::PURPOSE,
        need: Some(true),
        empty: words::CHOOSE,
        options: named.collect(),
        value: &typed.purpose,
        mistake: of(model, "purpose"),
    };
    let scopes = words::SCOPE_WORDS
        .iter()
        .map(|(scope, label)| ((*scope).to_owned(), format!("{} ({scope})", label.text(language))))
        .collect();
    view! {
        {select(purpose, language)}
        {marks("scopes", words::SCOPES, (scopes, &typed.scopes), of(model, "scopes"), language)}
    }
}

fn how(model: &NewSystemPage, language: Language) -> impl IntoView + use<> {
    let typed = &model.typed;
    let keys = TextField {
        id: "keys",
        name: "keys",
        label: words::KEYS_TYPED,
        hint: Some(words::KEYS_HINT),
        required: false,
        value: &typed.keys,
        mistake: of(model, "keys"),
        lines: 8,
        autocomplete: None,
    };
    let keys_url = ("keys-url", words::KEYS_URL, None, Some(false));
    let endpoint = ("endpoint", words::ENDPOINT, Some(words::ENDPOINT_HINT), Some(false));
    view! {
        {text_field(&keys, language)}
        {line(keys_url, &typed.keys_url, model, language)}
        {line(endpoint, &typed.endpoint, model, language)}
    }
}

/// The secret of a system's events, this once.
pub fn secret(frame: &Frame, (code, client, secret): (&str, &str, &str)) -> Page {
    let language = frame.language;
    let body = view! {
        <h1>{words::SECRET.text(language)}</h1>
        <p class="notice notice--warning" role="status">{words::SECRET_ONCE.text(language)}</p>
        <p>{filled(words::SECRET_LEAD, client, language)}</p>
        <p class="hash"><code>{secret.to_owned()}</code></p>
        {back(code, language)}
    };
    personal(frame, Route::OfficePartners, words::SECRET, body)
}
