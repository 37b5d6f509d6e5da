//! The devices that are signed in.

use crate::frame::{Frame, Page};
use crate::i18n::me as words;
use crate::i18n::moment::moment;
use crate::pages::{button_form, personal};
use crate::routes::{Action, Route};
use domain::{Id, Instant};
use leptos::prelude::*;

/// A device.
#[derive(Debug, Clone)]
pub struct DeviceCard {
    /// Names the session.
    pub id: Id,
    /// The device in words.
    pub label: String,
    /// When it signed in.
    pub signed_in_at: Instant,
    /// When it was used last.
    pub seen_at: Instant,
    /// Whether it is the one this page is read on.
    pub here: bool,
}

/// The page.
pub fn page(frame: &Frame, devices: &[DeviceCard]) -> Page {
    let language = frame.language;
    let cards = devices.iter().map(|it| {
        let end = button_form(
            Action::EndSession(it.id).path(language),
            Vec::new(),
            words::END_SESSION.text(language).to_owned(),
            "button button--quiet",
        );
        view! {
            <li class="card">
                <h2>{it.label.clone()} " " {it.here.then(|| view! { <span class="tag">{words::THIS_DEVICE.text(language)}</span> })}</h2>
                <dl class="facts">
                    <dt>{words::SIGNED_IN_AT.text(language)}</dt> <dd>{moment(it.signed_in_at, language)}</dd>
                    <dt>{words::SEEN_AT.text(language)}</dt> <dd>{moment(it.seen_at, language)}</dd>
                </dl>
                {end}
            </li>
        }
    });
    let all = button_form(
        Action::EndAllSessions.path(language),
        Vec::new(),
        words::END_ALL.text(language).to_owned(),
        "button",
    );
    let body = view! {
        <h1>{words::SESSIONS.text(language)}</h1>
        <ul class="card-list">{cards.collect_view()}</ul>
        {all}
    };
    personal(frame, Route::Sessions, words::SESSIONS, body)
}
