//! Withdrawals a recipient of data must acknowledge.

use crate::frame::{Frame, Page};
use crate::i18n::moment::moment;
use crate::i18n::{me, office as words};
use crate::pages::{button_form, personal};
use crate::routes::{Action, Route};
use domain::{Bilingual, Id, Instant};
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

/// The page.
pub fn page(frame: &Frame, waiting: &[WaitingNotice]) -> Page {
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
    let body = view! {
        <h1>{words::NOTICES.text(language)}</h1>
        <p>{words::NOTICES_ABOUT.text(language)}</p>
        <ul class="card-list">{cards.collect_view()}</ul>
        {waiting.is_empty().then(|| view! { <p>{words::NOTHING_WAITS.text(language)}</p> })}
    };
    personal(frame, Route::UnitNotices, words::NOTICES, body)
}
