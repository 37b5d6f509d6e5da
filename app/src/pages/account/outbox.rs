//! What the demonstration would have sent.

use crate::frame::{Frame, Page};
use crate::i18n::account as words;
use crate::i18n::moment::moment;
use crate::pages::personal;
use crate::routes::Route;
use domain::{Bilingual, Instant};
use leptos::prelude::*;

/// Something that would have been sent.
#[derive(Debug, Clone)]
pub struct OutboxEntry {
    /// When it was written.
    pub at: Instant,
    /// The channel.
    pub channel: Bilingual,
    /// How it stands.
    pub state: Bilingual,
    /// The address.
    pub address: String,
    /// The subject.
    pub subject: String,
    /// The text.
    pub text: String,
}

/// The page.
pub fn page(frame: &Frame, entries: Vec<OutboxEntry>) -> Page {
    let language = frame.language;
    let empty = entries.is_empty();
    let lines = entries.into_iter().map(|it| {
        view! {
            <li class="card">
                <h2>{it.subject}</h2>
                <p>
                    {it.channel.text(language)} " · " <span class="nowrap">{it.address}</span> " · " {moment(it.at, language)} " "
                    <span class="tag">{it.state.text(language)}</span>
                </p>
                <p>{it.text}</p>
            </li>
        }
    });
    let body = view! {
        <h1>{words::OUTBOX.text(language)}</h1>
        <p>{words::OUTBOX_LEAD.text(language)}</p>
        <ul class="card-list">{lines.collect_view()}</ul>
        {empty.then(|| view! { <p>{words::OUTBOX_EMPTY.text(language)}</p> })}
    };
    personal(frame, Route::DemoOutbox, words::OUTBOX, body)
}
