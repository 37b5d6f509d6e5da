//! Messages to the person, and how they want to be reached.

use crate::components::{Choices, Mistake, Select, choices, error_summary, select};
use crate::frame::{Frame, Page};
use crate::i18n::account::{BY_EMAIL, BY_PHONE};
use crate::i18n::me as words;
use crate::i18n::moment::moment;
use crate::pages::personal;
use crate::routes::{Action, Route};
use domain::message::{Kind, QuietHours};
use domain::{Bilingual, Instant, Language};
use leptos::prelude::*;

/// A message.
#[derive(Debug, Clone)]
pub struct MessageCard {
    /// When it was written.
    pub at: Instant,
    /// Whether it can be stopped.
    pub kind: Kind,
    /// Its heading.
    pub subject: Bilingual,
    /// Its text.
    pub text: String,
    /// Channel and state of each way it is sent.
    pub sending: Vec<(Bilingual, Bilingual)>,
    /// Whether it was read before.
    pub read: bool,
}

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct MessagesPage {
    /// The messages, the newest first.
    pub messages: Vec<MessageCard>,
    /// The preferred channel, as in the form.
    pub channel: &'static str,
    /// The quiet hours.
    pub quiet: Option<QuietHours>,
    /// What is wrong with the quiet hours.
    pub mistake: Option<Bilingual>,
    /// Whether the settings were just saved.
    pub saved: bool,
}

/// The page.
pub fn page(frame: &Frame, model: &MessagesPage) -> Page {
    let language = frame.language;
    let cards = model.messages.iter().map(|it| card(it, language)).collect_view();
    let mistakes: Vec<Mistake> =
        model.mistake.iter().map(|message| Mistake { id: "quiet-from", message: *message }).collect();
    let body = view! {
        {error_summary(&mistakes, language)}
        <h1>{words::MESSAGES.text(language)}</h1>
        {model.saved.then(|| view! { <p class="notice notice--success" role="status">{words::SAVED.text(language)}</p> })}
        <ul class="card-list">{cards}</ul>
        {model.messages.is_empty().then(|| view! { <p>{words::NO_MESSAGES.text(language)}</p> })}
        <h2>{words::HOW_TO_REACH.text(language)}</h2>
        <p>{words::WHAT_CAN_BE_STOPPED.text(language)} " " <a href=Route::Consents.path(language)>{words::CONSENTS.text(language)}</a></p>
        {settings(model, language)}
    };
    personal(frame, Route::Messages, words::MESSAGES, body)
}

fn card(it: &MessageCard, language: Language) -> impl IntoView + use<> {
    let states: Vec<String> = if it.sending.is_empty() {
        vec![words::ONLY_HERE.text(language).to_owned()]
    } else {
        it.sending
            .iter()
            .map(|(channel, state)| format!("{}: {}", channel.text(language), state.text(language)))
            .collect()
    };
    view! {
        <li class="card">
            <h2>{it.subject.text(language)}</h2>
            <p>{moment(it.at, language)} " · " {it.kind.label().text(language)} " · " {states.join(" · ")}</p>
            <p>{it.text.clone()}</p>
        </li>
    }
}

fn settings(model: &MessagesPage, language: Language) -> impl IntoView + use<> {
    let channels = Choices {
        id: "channel",
        name: "channel",
        legend: words::CHANNEL,
        required: None,
        options: vec![
            ("", words::CHANNEL_ANY),
            ("phone", BY_PHONE),
            ("email", BY_EMAIL),
            ("none", words::CHANNEL_NONE),
        ],
        value: model.channel,
        mistake: None,
    };
    let hours = |id: &'static str, label, value: Option<u8>, mistake| {
        let options = (0..24).map(|hour| (hour.to_string(), format!("{hour:02}.00"))).collect();
        let value = value.map(|hour: u8| hour.to_string()).unwrap_or_default();
        let it = Select { id, label, need: Some(false), empty: words::QUIET_NONE, options, value: &value, mistake };
        select(it, language).into_any()
    };
    let (from, to) = model.quiet.map_or((None, None), |quiet| (Some(quiet.hours().0), Some(quiet.hours().1)));
    view! {
        <form method="post" action=Action::MessageSettings.path(language)>
            {choices(&channels, language)}
            <fieldset class="choices">
                <legend>{words::QUIET.text(language)}</legend>
                <p class="field__hint">{words::QUIET_HINT.text(language)}</p>
                {hours("quiet-from", words::QUIET_FROM, from, model.mistake)}
                {hours("quiet-to", words::QUIET_TO, to, None)}
            </fieldset>
            <button class="button" type="submit">{words::SAVE.text(language)}</button>
        </form>
    }
}
