//! A partner's systems: the section of its page, the form that enters one, and its secret, shown once.

mod form;

pub use form::{NewSystemPage, SystemTyped, new, purposes, secret};

use crate::i18n::systems as words;
use crate::pages::button_form;
use crate::routes::Route;
use domain::catalogue::PurposeId;
use domain::{Day, Language};
use leptos::prelude::*;

/// A system.
#[derive(Debug, Clone)]
pub struct SystemCard {
    /// Its id at sign-on.
    pub client: String,
    /// What people call it.
    pub name: String,
    /// The code of the officer who answers for it.
    pub officer: String,
    /// What it uses data for.
    pub purpose: PurposeId,
    /// What it may ask for, each as it is written.
    pub scopes: Vec<String>,
    /// Name and algorithm of its public keys, where they are given.
    pub keys: Vec<(String, String)>,
    /// Where they are fetched from; empty where they are given.
    pub keys_url: String,
    /// Where its events are posted to; empty where it asks for them.
    pub endpoint: String,
    /// Since when it is known.
    pub since: Day,
    /// Whether it was ended.
    pub ended: bool,
}

/// The section of an organisation's page; what whoever looks may do: end systems, and enter them.
pub(super) fn section(
    systems: &[SystemCard],
    (acts, enters): (bool, bool),
    code: &str,
    language: Language,
) -> impl IntoView + use<> {
    let cards: Vec<_> = systems.iter().map(|it| card(it, acts, code, language)).collect();
    let new = enters.then(|| {
        view! { <p><a class="button" href=address(code, "new", language)>{words::NEW.text(language)}</a></p> }
    });
    view! {
        <h2 id="systems">{words::SYSTEMS.text(language)}</h2>
        <p>{words::SYSTEMS_ABOUT.text(language)}</p>
        {systems.is_empty().then(|| view! { <p>{words::NONE.text(language)}</p> })}
        <ul class="card-list">{cards}</ul>
        {new}
    }
}

fn card(it: &SystemCard, acts: bool, code: &str, language: Language) -> impl IntoView + use<> {
    let scopes: Vec<_> = it
        .scopes
        .iter()
        .map(|scope| view! { <li>{scope_label(scope, language)} " " <code>{scope.clone()}</code></li> })
        .collect();
    let keys: Vec<_> = it
        .keys
        .iter()
        .map(|(id, algorithm)| view! { <li><code>{id.clone()}</code> " " {algorithm.clone()}</li> })
        .collect();
    let keys = if it.keys_url.is_empty() {
        view! { <ul>{keys}</ul> }.into_any()
    } else {
        view! { <span class="hash">{it.keys_url.clone()}</span> }.into_any()
    };
    let endpoint =
        if it.endpoint.is_empty() { words::ASKS_ITSELF.text(language).to_owned() } else { it.endpoint.clone() };
    let (class, state) = if it.ended { ("tag", words::ENDED) } else { ("tag tag--confirmed", words::STANDS) };
    let ends = (acts && !it.ended).then(|| {
        let hidden = vec![("client", it.client.clone())];
        let label = format!("{}: {}", words::END.text(language), it.client);
        button_form(address(code, "end", language), hidden, label, "button button--quiet")
    });
    view! {
        <li class="card">
            <h3>{it.name.clone()} " " <span class=class>{state.text(language)}</span></h3>
            <dl class="facts">
                <dt>{words::CLIENT.text(language)}</dt> <dd class="hash"><code>{it.client.clone()}</code></dd>
                <dt>{words::OFFICER.text(language)}</dt> <dd><code>{it.officer.clone()}</code></dd>
                <dt>{words::PURPOSE.text(language)}</dt> <dd>{it.purpose.name().text(language)}</dd>
                <dt>{words::SCOPES.text(language)}</dt> <dd><ul>{scopes}</ul></dd>
                <dt>{words::KEYS.text(language)}</dt> <dd>{keys}</dd>
                <dt>{words::ENDPOINT.text(language)}</dt> <dd class="hash">{endpoint}</dd>
                <dt>{words::SINCE.text(language)}</dt> <dd>{it.since.long(language)}</dd>
            </dl>
            {ends}
        </li>
    }
}

fn scope_label(scope: &str, language: Language) -> String {
    let words = words::SCOPE_WORDS.iter().find(|(written, _)| *written == scope);
    words.map_or_else(String::new, |(_, label)| label.text(language).to_owned())
}

/// Where a system of this organisation is entered, and ended.
fn address(code: &str, what: &str, language: Language) -> String {
    format!("{}/{code}/systems/{what}", Route::OfficePartners.path(language))
}
