//! Two accounts of one person: the list, the form that links two, and one link with the form that parts it.

use crate::components::{Mistake, TextField, TextInput, Width, back_link, error_summary, text_field, text_input};
use crate::frame::{Frame, Page};
use crate::i18n::moment::{filled, moment};
use crate::i18n::{duty, links as words};
use crate::pages::personal;
use crate::routes::Route;
use domain::{Bilingual, Id, Instant, Language};
use leptos::prelude::*;

/// A link.
#[derive(Debug, Clone)]
pub struct LinkCard {
    /// Its id.
    pub id: Id,
    /// The pseudonyms of the two accounts.
    pub accounts: [String; 2],
    /// When it was made, and by whose code.
    pub made: (Instant, String),
    /// When it was ended, and by whose code.
    pub ended: Option<(Instant, String)>,
    /// Why it was made, and why it was ended.
    pub said: String,
}

/// The document of an account, as it is typed. It has no `Debug`.
#[derive(Clone, Default)]
pub struct DocumentTyped {
    /// The national id.
    pub national_id: String,
    /// The number of the passport.
    pub passport: String,
    /// The state that issued it.
    pub state: String,
}

/// What the list shows. It has no `Debug`.
#[derive(Clone, Default)]
pub struct LinksPage {
    /// The links, the newest first.
    pub cards: Vec<LinkCard>,
    /// Where the next page begins.
    pub next: Option<Id>,
    /// Whether whoever looks may link and part.
    pub acts: bool,
    /// What was typed.
    pub typed: [DocumentTyped; 2],
    /// The reason typed.
    pub why: String,
    /// What is wrong.
    pub mistakes: Vec<(&'static str, Bilingual)>,
    /// What is said above.
    pub notice: Option<Bilingual>,
}

/// What the page of one shows.
#[derive(Debug, Clone)]
pub struct LinkPage {
    /// It.
    pub card: LinkCard,
    /// Whether whoever looks may part the two.
    pub acts: bool,
    /// The reason typed.
    pub why: String,
    /// What is wrong with it.
    pub mistake: Option<Bilingual>,
    /// What is said above.
    pub notice: Option<Bilingual>,
}

/// The ids of the inputs of one account: national id, passport, issuing state.
pub const INPUTS: [[&str; 3]; 2] =
    [["one-national-id", "one-passport", "one-state"], ["other-national-id", "other-passport", "other-state"]];

/// The list.
pub fn list(frame: &Frame, model: &LinksPage) -> Page {
    let language = frame.language;
    let mistakes: Vec<_> = model.mistakes.iter().map(|(id, message)| Mistake { id, message: *message }).collect();
    let cards: Vec<_> = model.cards.iter().map(|it| card(it, language)).collect();
    let here = Route::OfficeLinks.path(language);
    let older = model.next.map(|id| {
        view! { <p><a href=format!("{here}?before={id}") rel="next">{words::OLDER.text(language)}</a></p> }
    });
    let body = view! {
        {error_summary(&mistakes, language)}
        {notice(model.notice, language)}
        <h1>{words::LINKS.text(language)}</h1>
        <p>{words::LINKS_ABOUT.text(language)}</p>
        {model.cards.is_empty().then(|| view! { <p>{words::NONE.text(language)}</p> })}
        <ul class="card-list">{cards}</ul>
        {older}
        {model.acts.then(|| form(model, language))}
    };
    personal(frame, Route::OfficeLinks, words::LINKS, body)
}

fn notice(notice: Option<Bilingual>, language: Language) -> impl IntoView + use<> {
    notice.map(|notice| view! { <p class="notice" role="status">{notice.text(language)}</p> })
}

fn card(it: &LinkCard, language: Language) -> impl IntoView + use<> {
    view! {
        <li class="card">
            <h2><a href=Route::OfficeLink(it.id).path(language)>{moment(it.made.0, language)}</a> " " {state(it, language)}</h2>
            <p><code>{it.accounts[0].clone()}</code> " · " <code>{it.accounts[1].clone()}</code></p>
        </li>
    }
}

fn state(it: &LinkCard, language: Language) -> impl IntoView + use<> {
    let word = if it.ended.is_some() { words::ENDED } else { words::STANDS };
    view! { <span class="tag">{word.text(language)}</span> }
}

fn form(model: &LinksPage, language: Language) -> impl IntoView + use<> {
    let [one, other] = &model.typed;
    view! {
        <h2>{words::NEW.text(language)}</h2>
        <p>{words::NEW_ABOUT.text(language)}</p>
        <form method="post" action=Route::OfficeLinks.path(language) novalidate>
            {document((words::ONE, INPUTS[0]), one, &model.mistakes, language).into_any()}
            {document((words::OTHER, INPUTS[1]), other, &model.mistakes, language).into_any()}
            {reason((words::WHY, Some(words::WHY_HINT)), &model.why, of(&model.mistakes, "why"), language).into_any()}
            <button class="button" type="submit">{words::NEW.text(language)}</button>
        </form>
    }
}

fn of(mistakes: &[(&'static str, Bilingual)], id: &str) -> Option<Bilingual> {
    mistakes.iter().find(|(at, _)| *at == id).map(|(_, message)| *message)
}

fn document(
    (legend, ids): (Bilingual, [&'static str; 3]),
    typed: &DocumentTyped,
    mistakes: &[(&'static str, Bilingual)],
    language: Language,
) -> impl IntoView + use<> {
    let labels = [words::NATIONAL_ID, words::PASSPORT, words::STATE];
    let values = [&typed.national_id, &typed.passport, &typed.state];
    let looks = [(Width::Number, Some("numeric")), (Width::Number, None), (Width::Short, None)];
    let inputs: Vec<_> = ids
        .into_iter()
        .zip(labels)
        .zip(values)
        .zip(looks)
        .map(|(((id, label), value), (width, inputmode))| {
            let input = TextInput {
                id,
                name: id,
                label,
                hint: None,
                need: None,
                value,
                mistake: of(mistakes, id),
                width,
                inputmode,
                autocomplete: Some("off"),
                why: None,
            };
            text_input(&input, language).into_any()
        })
        .collect();
    view! {
        <fieldset class="choices">
            <legend>{legend.text(language)}</legend>
            <p class="field__hint">{words::ONE_DOCUMENT.text(language)}</p>
            {inputs}
        </fieldset>
    }
}

fn reason(
    (label, hint): (Bilingual, Option<Bilingual>),
    value: &str,
    mistake: Option<Bilingual>,
    language: Language,
) -> impl IntoView + use<> {
    let field =
        TextField { id: "why", name: "why", label, hint, required: true, value, mistake, lines: 3, autocomplete: None };
    text_field(&field, language)
}

/// One.
pub fn one(frame: &Frame, model: &LinkPage) -> Page {
    let language = frame.language;
    let it = &model.card;
    let mistakes: Vec<_> = model.mistake.iter().map(|message| Mistake { id: "why", message: *message }).collect();
    let by = |(at, officer): &(Instant, String)| {
        format!("{} · {}", moment(*at, language), filled(duty::OFFICER, officer, language))
    };
    let ended = it.ended.as_ref().map(|ended| {
        view! { <dt>{words::PARTED.text(language)}</dt> <dd>{by(ended)}</dd> }
    });
    let part = (model.acts && it.ended.is_none()).then(|| {
        view! {
            <form method="post" action=Route::OfficeLink(it.id).path(language) novalidate>
                {reason((words::WHY_PART, None), &model.why, model.mistake, language).into_any()}
                <button class="button" type="submit">{words::PART.text(language)}</button>
            </form>
        }
    });
    let body = view! {
        {back_link(Route::OfficeLinks, language)}
        {error_summary(&mistakes, language)}
        {notice(model.notice, language)}
        <h1>{words::LINK.text(language)} " " {state(it, language)}</h1>
        <dl class="facts">
            <dt>{words::ACCOUNTS.text(language)}</dt>
            <dd><code>{it.accounts[0].clone()}</code> " · " <code>{it.accounts[1].clone()}</code></dd>
            <dt>{words::MADE.text(language)}</dt> <dd>{by(&it.made)}</dd>
            {ended}
            <dt>{words::SAID.text(language)}</dt> <dd class="said">{it.said.clone()}</dd>
        </dl>
        {part}
    };
    personal(frame, Route::OfficeLink(it.id), words::LINK, body)
}
