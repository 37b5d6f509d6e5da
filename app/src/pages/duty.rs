//! What binds whoever is on duty: the promise to sign, the agreements of their organisation, and whether they were
//! stopped.

use crate::frame::{Frame, Page};
use crate::i18n::duty as words;
use crate::i18n::moment::filled;
use crate::pages::{button_form, personal};
use crate::routes::Route;
use domain::permission::{Agreement, promise};
use domain::{Day, Language};
use leptos::prelude::*;

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct DutyPage {
    /// The text in force.
    pub version: u16,
    /// The last day of a signature that holds.
    pub until: Option<Day>,
    /// Number and terms of each agreement, the newest first.
    pub agreements: Vec<(String, Agreement)>,
    /// Whether the brake stopped them.
    pub stopped: bool,
    /// Whether it was just signed.
    pub signed: bool,
}

/// The page.
pub fn page(frame: &Frame, model: &DutyPage) -> Page {
    let language = frame.language;
    let sentences = promise(model.version).unwrap_or_default().iter();
    let sentences: Vec<_> = sentences.map(|it| view! { <li>{it.text(language)}</li> }).collect();
    let status = match model.until {
        Some(day) => filled(words::SIGNED_UNTIL, &day.long(language), language),
        None => words::NOT_SIGNED.text(language).to_owned(),
    };
    let notice = model.signed.then(|| {
        view! { <p class="notice notice--success" role="status">{words::NOW_SIGNED.text(language)}</p> }
    });
    let stopped = model.stopped.then(|| {
        view! { <p class="notice notice--warning" role="status">{words::YOU_ARE_STOPPED.text(language)}</p> }
    });
    let form = button_form(
        Route::Duty.path(language),
        vec![("version", model.version.to_string())],
        words::SIGN.text(language).to_owned(),
        "button",
    );
    let body = view! {
        {notice}
        {stopped}
        <h1>{words::BOUND.text(language)}</h1>
        <p>{words::BOUND_LEAD.text(language)}</p>
        <p><strong>{status}</strong></p>
        <h2>{filled(words::PROMISE_TEXT, &model.version.to_string(), language)}</h2>
        <ol>{sentences}</ol>
        {form}
        <h2>{words::AGREEMENTS.text(language)}</h2>
        {agreements(&model.agreements, language).into_any()}
        <p><a href=Route::Access.path(language)>{words::WHO_MAY.text(language)}</a></p>
    };
    personal(frame, Route::Duty, words::BOUND, body)
}

fn agreements(all: &[(String, Agreement)], language: Language) -> impl IntoView + use<> {
    let lines: Vec<_> = all
        .iter()
        .map(|(number, it)| {
            let days = format!("{} – {}", it.from.long(language), it.until.long(language));
            let purposes: Vec<_> = it.purposes.all().map(|purpose| purpose.name().text(language)).collect();
            let ended =
                it.ended.then(|| view! { " " <span class="tag tag--required">{words::ENDED.text(language)}</span> });
            view! { <li>{number.clone()} ": " {days} " (" {purposes.join(", ")} ")" {ended}</li> }
        })
        .collect();
    if lines.is_empty() {
        view! { <p>{words::NO_AGREEMENT.text(language)}</p> }.into_any()
    } else {
        view! { <ul>{lines}</ul> }.into_any()
    }
}
