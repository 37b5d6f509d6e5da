//! Consent: each purpose with what follows from either answer, the answer that stands, and one button for each way it can
//! change. Withdrawing is one press, as giving is. Nothing is chosen beforehand.

use crate::components::wide_table;
use crate::frame::{Frame, Page};
use crate::i18n::me as words;
use crate::i18n::moment::{filled, moment};
use crate::pages::personal;
use crate::routes::{Action, Route};
use domain::catalogue::{RecipientId, fields};
use domain::consent::{AskedPurpose, Decision, EventKind, Last};
use domain::{Bilingual, Explain, Id, Instant, Language};
use leptos::prelude::*;

/// A purpose with its answer.
#[derive(Debug, Clone, Copy)]
pub struct PurposeCard {
    /// How it is asked.
    pub asked: AskedPurpose,
    /// What was said last.
    pub last: Option<Last>,
    /// Whether it is to be asked.
    pub to_be_asked: bool,
    /// Whether data may be used for it now.
    pub allowed: bool,
}

/// A line of the history.
#[derive(Debug, Clone, Copy)]
pub struct EventLine {
    /// The event.
    pub id: Id,
    /// When.
    pub at: Instant,
    /// What.
    pub kind: EventKind,
    /// The purpose's name.
    pub purpose: Bilingual,
    /// Who did it.
    pub by: Bilingual,
}

/// A notice to a recipient.
#[derive(Debug, Clone, Copy)]
pub struct NoticeLine {
    /// Who is told.
    pub recipient: RecipientId,
    /// The purpose's name.
    pub purpose: Bilingual,
    /// When it was queued.
    pub at: Instant,
    /// Whether it was acknowledged.
    pub acknowledged: Option<Instant>,
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct ConsentsPage {
    /// The purposes.
    pub purposes: Vec<PurposeCard>,
    /// The history, the newest first.
    pub history: Vec<EventLine>,
    /// The notices, the newest first.
    pub notices: Vec<NoticeLine>,
    /// Whether a guardian must agree.
    pub minor: bool,
    /// A key for each form, so that a form sent twice is answered once.
    pub keys: Vec<String>,
}

/// The page.
pub fn page(frame: &Frame, model: &ConsentsPage) -> Page {
    let language = frame.language;
    let keys = model.keys.iter().cloned().chain(std::iter::repeat(String::new()));
    let cards: Vec<_> = model.purposes.iter().zip(keys).map(|(card, key)| purpose(card, &key, language)).collect();
    let body = view! {
        <h1>{words::CONSENTS.text(language)}</h1>
        <p>{words::CONSENTS_LEAD.text(language)}</p>
        {model.minor.then(|| view! { <p class="notice">{words::MINOR.text(language)}</p> })}
        {cards}
        <h2>{words::HISTORY.text(language)}</h2>
        {history(&model.history, language)}
        {notices(&model.notices, language)}
    };
    personal(frame, Route::Consents, words::CONSENTS, body)
}

fn purpose(card: &PurposeCard, key: &str, language: Language) -> impl IntoView + use<> {
    let asked = card.asked;
    let id = asked.purpose.id();
    let used = || fields().filter(move |field| field.purposes.contains(&asked.purpose));
    let data: Vec<&str> = used().map(|field| field.name.text(language)).collect();
    let mut recipients: Vec<&str> = Vec::new();
    for recipient in used().flat_map(|field| field.recipients) {
        let name = recipient.name().text(language);
        if !recipients.contains(&name) {
            recipients.push(name);
        }
    }
    let recipients =
        if recipients.is_empty() { words::NOBODY.text(language).to_owned() } else { recipients.join(" · ") };
    let anew = card.to_be_asked && card.last.is_some_and(|last| last.version < asked.version);
    view! {
        <section class="card consent" id=id aria-labelledby=format!("{id}-question")>
            <h2 id=format!("{id}-question")>{asked.question.text(language)}</h2>
            {anew.then(|| view! { <p class="notice notice--change">{words::ASKED_ANEW.text(language)}</p> })}
            <dl class="facts">
                <dt>{words::ANSWER_NOW.text(language)}</dt> <dd>{answer(card, language)}</dd>
                <dt>{words::IF_GIVEN.text(language)}</dt> <dd>{asked.if_given.text(language)}</dd>
                <dt>{words::IF_REFUSED.text(language)}</dt> <dd>{asked.if_refused.text(language)}</dd>
                <dt>{words::DATA_USED.text(language)}</dt> <dd>{data.join(" · ")}</dd>
                <dt>{words::RECIPIENTS.text(language)}</dt> <dd>{recipients}</dd>
            </dl>
            {buttons(card, key, language)}
        </section>
    }
}

fn answer(card: &PurposeCard, language: Language) -> String {
    match card.last {
        None => words::NOT_ANSWERED.text(language).to_owned(),
        Some(last) => {
            let said = format!("{} · {}", last.kind.label().text(language), moment(last.at, language));
            if card.allowed {
                let day = last.last_day().long(language);
                format!("{said} · {}", filled(words::UNTIL, &day, language))
            } else {
                said
            }
        }
    }
}

/// One form: each button is an answer, and all weigh the same.
fn buttons(card: &PurposeCard, key: &str, language: Language) -> impl IntoView + use<> {
    let given = card.last.is_some_and(|last| last.kind == EventKind::Given);
    let offered: &[(Decision, Bilingual)] = match (card.allowed, card.to_be_asked, given) {
        (true, ..) => &[(Decision::Withdrawn, words::WITHDRAW)],
        (false, true, _) => &[(Decision::Refused, words::REFUSE), (Decision::Given, words::GIVE)],
        (false, false, _) => &[(Decision::Given, words::GIVE)],
    };
    let about = card.asked.purpose.name().text(language);
    let buttons = offered.iter().map(|(decision, label)| {
        view! {
            <button class="button" type="submit" name="decision" value=decision.name()>
                {label.text(language)} <span class="visually-hidden">": " {about}</span>
            </button>
        }
    });
    let seen = card.last.map(|last| last.event.to_string()).unwrap_or_default();
    view! {
        <form method="post" action=Action::Consent(card.asked.purpose).path(language)>
            <input type="hidden" name="seen" value=if seen.is_empty() { "none".to_owned() } else { seen } />
            <input type="hidden" name="idempotency_key" value=key.to_owned() />
            <div class="button-row">{buttons.collect_view()}</div>
        </form>
    }
}

fn history(lines: &[EventLine], language: Language) -> impl IntoView + use<> {
    if lines.is_empty() {
        return view! { <p>{words::NO_HISTORY.text(language)}</p> }.into_any();
    }
    let columns = [words::WHEN, words::PURPOSE, words::WHAT, words::BY, words::RECEIPT];
    let rows = lines.iter().map(|line| {
        let receipt = view! {
            <a href=Route::Receipt(line.id).path(language)>
                {words::RECEIPT.text(language)} <span class="visually-hidden">" " {line.purpose.text(language)} " " {moment(line.at, language)}</span>
            </a>
        };
        vec![
            moment(line.at, language).into_any(),
            line.purpose.text(language).into_any(),
            line.kind.label().text(language).into_any(),
            line.by.text(language).into_any(),
            receipt.into_any(),
        ]
    });
    wide_table(words::HISTORY.text(language), &columns.map(|column| column.text(language)), rows)
}

fn notices(lines: &[NoticeLine], language: Language) -> impl IntoView + use<> {
    (!lines.is_empty()).then(|| {
        let items = lines.iter().map(|line| {
            let state = match line.acknowledged {
                Some(at) => format!("{} {}", words::ACKNOWLEDGED.text(language), moment(at, language)),
                None => words::WAITING_FOR_ACKNOWLEDGEMENT.text(language).to_owned(),
            };
            view! {
                <li>
                    {line.recipient.name().text(language)} " · " {line.purpose.text(language)} " · " {moment(line.at, language)} " · "
                    {state}
                </li>
            }
        });
        view! {
            <h2>{words::NOTICES.text(language)}</h2>
            <ul>{items.collect_view()}</ul>
        }
    })
}

/// The page of a choice that was not recorded (409): why, and what was recorded last.
pub fn conflict(frame: &Frame, conflict: domain::consent::Conflict) -> Page {
    let language = frame.language;
    let last = conflict.last().map(|last| {
        view! {
            <p>{words::HAPPENED.text(language)} ": " <strong>{last.kind.label().text(language)}</strong> " · " {moment(last.at, language)}</p>
        }
    });
    let body = view! {
        <h1>{words::CONFLICT.text(language)}</h1>
        <p class="notice notice--warning">{conflict.explain().text(language)}</p>
        {last}
        <p><a class="button" href=Route::Consents.path(language)>{words::BACK_TO_CONSENTS.text(language)}</a></p>
    };
    personal(frame, Route::Consents, words::CONFLICT, body)
}
