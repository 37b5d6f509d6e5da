//! Withdrawals a recipient of data must acknowledge.

use crate::frame::{Frame, Page};
use crate::i18n::moment::filled;
use crate::i18n::moment::moment;
use crate::i18n::{cases, me, office as words};
use crate::pages::{button_form, personal};
use crate::routes::{Action, Route};
use domain::{Bilingual, Id, Instant, Language};
use leptos::prelude::*;

/// A notice that waits.
#[derive(Debug, Clone)]
pub struct WaitingNotice {
    /// Its id.
    pub id: Id,
    /// The data subject, by the id partners know.
    pub subject: String,
    /// The purpose that ended.
    pub purpose: Bilingual,
    /// When.
    pub at: Instant,
}

/// A correction that waits.
#[derive(Debug, Clone)]
pub struct WaitingCorrection {
    /// Its id.
    pub id: Id,
    /// The data subject, by the id partners know.
    pub subject: String,
    /// The record.
    pub record: Id,
    /// From which version on it is another.
    pub version: u32,
    /// When it was corrected.
    pub at: Instant,
    /// How often it was told.
    pub times: u32,
}

/// The page.
pub fn page(frame: &Frame, waiting: &[WaitingNotice], corrections: &[WaitingCorrection]) -> Page {
    let language = frame.language;
    let cards = waiting.iter().map(|it| {
        let form = button_form(
            Action::AcknowledgeNotice(it.id).path(language),
            Vec::new(),
            words::ACKNOWLEDGE.text(language).to_owned(),
            "button",
        );
        view! {
            <li class="card">
                <h2>{it.purpose.text(language)}</h2>
                <dl class="facts">
                    <dt>{words::SUBJECT.text(language)}</dt> <dd><code class="hash">{it.subject.clone()}</code></dd>
                    <dt>{me::WHEN.text(language)}</dt> <dd>{moment(it.at, language)}</dd>
                </dl>
                {form}
            </li>
        }
    });
    let corrected: Vec<_> = corrections.iter().map(|it| correction(it, language)).collect();
    let nothing = waiting.is_empty() && corrections.is_empty();
    let body = view! {
        <h1>{words::NOTICES.text(language)}</h1>
        <p>{words::NOTICES_ABOUT.text(language)}</p>
        <ul class="card-list">{cards.collect_view()}</ul>
        {(!corrections.is_empty()).then(|| view! { <h2>{cases::CORRECTIONS_TOLD.text(language)}</h2> })}
        <ul class="card-list">{corrected}</ul>
        {nothing.then(|| view! { <p>{words::NOTHING_WAITS.text(language)}</p> })}
    };
    personal(frame, Route::UnitNotices, words::NOTICES, body)
}

fn correction(it: &WaitingCorrection, language: Language) -> impl IntoView + use<> {
    let form = button_form(
        Action::AcknowledgeCorrection(it.id).path(language),
        Vec::new(),
        cases::ACKNOWLEDGE_CORRECTION.text(language).to_owned(),
        "button",
    );
    view! {
        <li class="card">
            <h3><code class="hash">{it.record.to_string()}</code> " · " {it.version}</h3>
            <dl class="facts">
                <dt>{words::SUBJECT.text(language)}</dt> <dd><code class="hash">{it.subject.clone()}</code></dd>
                <dt>{me::WHEN.text(language)}</dt>
                <dd>{moment(it.at, language)} " · " {filled(cases::TOLD_TIMES, &it.times.to_string(), language)}</dd>
            </dl>
            {form}
        </li>
    }
}
