//! The person's own front page: what waits, and the way to each room.

use crate::frame::{Frame, Page};
use crate::i18n::moment::filled;
use crate::i18n::{cases, me as words, presence, records};
use crate::pages::personal;
use crate::routes::Route;
use domain::Bilingual;
use leptos::prelude::*;

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct MePage {
    /// The first name.
    pub name: String,
    /// Whether nobody confirmed the identity.
    pub stated_only: bool,
    /// Consent questions that wait.
    pub questions: usize,
    /// Messages not read.
    pub unread: u32,
    /// The province units are suggested in, where the person agreed.
    pub province: Option<String>,
}

/// The page.
pub fn page(frame: &Frame, model: &MePage) -> Page {
    let language = frame.language;
    let waiting =
        |count: usize, sentence: Bilingual| (count > 0).then(|| filled(sentence, &count.to_string(), language));
    let cards = [
        (Route::Consents, words::CONSENTS, words::CONSENTS_ABOUT, waiting(model.questions, words::QUESTIONS_WAIT)),
        (Route::Records, records::RECORDS, records::RECORDS_ABOUT, None),
        (Route::Presence, presence::PRESENCE, presence::PRESENCE_ABOUT, None),
        (Route::Corrections, cases::CORRECTIONS, cases::CORRECTIONS_ABOUT, None),
        (Route::Requests, cases::REQUESTS, cases::REQUESTS_ABOUT, None),
        (Route::Profile, words::PROFILE, words::PROFILE_ABOUT, None),
        (Route::Messages, words::MESSAGES, words::MESSAGES_ABOUT, waiting(model.unread as usize, words::UNREAD)),
        (Route::Delegates, words::DELEGATES, words::DELEGATES_ABOUT, None),
        (Route::Sessions, words::SESSIONS, words::SESSIONS_ABOUT, None),
    ];
    let cards = cards.into_iter().map(|(route, name, about, waits)| {
        view! {
            <li class="card">
                <h2><a href=route.path(language)>{name.text(language)}</a></h2>
                <p>{about.text(language)} " " {waits.map(|text| view! { <strong class="tag tag--waiting">{text}</strong> })}</p>
            </li>
        }
    });
    let nearby = model.province.as_ref().map(|province| {
        view! {
            <h2>{filled(words::NEARBY, province, language)}</h2>
            <p>{words::NEARBY_TEXT.text(language)} " " <a href=Route::Contact.path(language)>{crate::i18n::shell::CONTACT.text(language)}</a></p>
        }
    });
    let body = view! {
        <h1>{filled(words::GREETING, &model.name, language)}</h1>
        {model.stated_only.then(|| view! { <p class="notice">{words::STATED_ONLY.text(language)}</p> })}
        <ul class="card-list">{cards.collect_view()}</ul>
        {nearby}
    };
    personal(frame, Route::Me, words::HOME, body)
}
