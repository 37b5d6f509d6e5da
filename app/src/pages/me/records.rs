//! Health records: what, when, where and by whom, confirmed or not, the certificate, and "this is wrong" on each.

use crate::components::table;
use crate::frame::{Frame, Page};
use crate::i18n::moment::{filled, moment};
use crate::i18n::{cases, exchange, me, paper, presence, records as words};
use crate::pages::case::{content_facts, faults};
use crate::pages::personal;
use crate::routes::Route;
use domain::case_number::CaseNumber;
use domain::record::{Content, DoseFault, Product, RecordState};
use domain::{Bilingual, Id, Instant, Language};
use leptos::prelude::*;

/// A record.
#[derive(Debug, Clone)]
pub struct RecordCard {
    /// Its id.
    pub id: Id,
    /// What is recorded.
    pub content: Content,
    /// Whether it stands.
    pub state: RecordState,
    /// How it is known that the person was there.
    pub confirmed: Bilingual,
    /// Whether nobody said so, and it came from a system or a file.
    pub unconfirmed: bool,
    /// Whether it is of another account of the same person.
    pub linked: bool,
    /// Who recorded it.
    pub unit: String,
    /// By which way.
    pub way: Way,
    /// The officer or the system, by a code, in words.
    pub by: String,
    /// When.
    pub at: Instant,
    /// Whether it has a certificate.
    pub certificate: bool,
    /// The open case about it.
    pub case: Option<CaseNumber>,
    /// What it was before, the newest first: what, whether it stood, when, by whom.
    pub history: Vec<(Content, RecordState, Instant, String)>,
}

/// By which way a record came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// An officer recorded it here.
    Officer,
    /// The unit's system sent it.
    System,
    /// It was in a file of the unit.
    File,
}

impl Way {
    const fn label(self) -> Bilingual {
        match self {
            Self::Officer => exchange::BY_OFFICER,
            Self::System => exchange::BY_SYSTEM,
            Self::File => exchange::BY_FILE,
        }
    }
}

/// Something a partner's system was told.
#[derive(Debug, Clone)]
pub struct ToldLine {
    /// The organisation, where it is known.
    pub organisation: Option<String>,
    /// What it was told.
    pub what: Bilingual,
    /// The purpose it is about.
    pub purpose: Option<Bilingual>,
    /// When.
    pub at: Instant,
    /// When it was acknowledged.
    pub acknowledged: Option<Instant>,
}

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct RecordsPage {
    /// The records.
    pub cards: Vec<RecordCard>,
    /// What does not fit among the doses.
    pub faults: Vec<(Product, DoseFault)>,
    /// Whether an identity nobody checked hides them.
    pub unverified: bool,
    /// Who was told of corrections: the recipient, when, how often, and whether they acknowledged.
    pub told: Vec<(Bilingual, Instant, u32, bool)>,
    /// What partners' systems were told, the newest first.
    pub systems_told: Vec<ToldLine>,
}

/// The address of a new correction of this record.
pub fn dispute_address(id: Option<Id>, language: Language) -> String {
    let address = Route::CorrectionNew.path(language);
    id.map_or_else(|| format!("{address}?missing=yes"), |id| format!("{address}?record={id}"))
}

/// The page.
pub fn page(frame: &Frame, model: &RecordsPage) -> Page {
    let language = frame.language;
    let cards: Vec<_> = model.cards.iter().map(|it| card(it, language)).collect();
    let none = (model.cards.is_empty() && !model.unverified).then(|| {
        view! { <p>{words::NO_RECORDS.text(language)}</p> }
    });
    let body = view! {
        <h1>{words::RECORDS.text(language)}</h1>
        <p>{words::RECORDS_LEAD.text(language)}</p>
        <p><a href=Route::Presence.path(language)>{presence::PRESENCE.text(language)}</a> " · " {presence::PRESENCE_ABOUT.text(language)}</p>
        {model.unverified.then(|| view! { <p class="notice">{me::STATED_ONLY.text(language)}</p> })}
        {faults(&model.faults, language).into_any()}
        <ul class="card-list">{cards}</ul>
        {none}
        {told(&model.told, language).into_any()}
        {systems_told(&model.systems_told, language).into_any()}
        <p>
            <a class="button" href=dispute_address(None, language)>{words::SOMETHING_MISSING.text(language)}</a>
        </p>
        <p><a href=Route::Export.path(language)>{words::EXPORT.text(language)}</a></p>
        <p><a href=Route::Papers.path(language)>{paper::MINE.text(language)}</a></p>
    };
    personal(frame, Route::Records, words::RECORDS, body)
}

fn told(lines: &[(Bilingual, Instant, u32, bool)], language: Language) -> impl IntoView + use<> {
    (!lines.is_empty()).then(|| {
        let lines: Vec<_> = lines
            .iter()
            .map(|(recipient, at, times, done)| {
                let state = if *done { cases::ACKNOWLEDGED } else { cases::NOT_ACKNOWLEDGED };
                let parts = [
                    recipient.text(language).to_owned(),
                    moment(*at, language),
                    filled(cases::TOLD_TIMES, &times.to_string(), language),
                    state.text(language).to_owned(),
                ];
                view! { <li>{parts.join(" · ")}</li> }
            })
            .collect();
        view! { <h2>{cases::RECIPIENTS_TOLD.text(language)}</h2> <ul>{lines}</ul> }
    })
}

fn systems_told(lines: &[ToldLine], language: Language) -> impl IntoView + use<> {
    let label = |column: Bilingual| column.text(language);
    (!lines.is_empty()).then(|| {
        let rows: Vec<_> = lines
            .iter()
            .map(|it| {
                let name = it.organisation.clone().unwrap_or_else(|| label(exchange::SOMEBODY).to_owned());
                let done =
                    it.acknowledged.map_or_else(|| label(exchange::NOT_YET).to_owned(), |at| moment(at, language));
                let what = [Some(it.what), it.purpose].into_iter().flatten().map(label).collect::<Vec<_>>().join(": ");
                vec![name.into_any(), what.into_any(), moment(it.at, language).into_any(), done.into_any()]
            })
            .collect();
        let columns = [exchange::ORGANISATION, exchange::WHAT, me::WHEN, exchange::ACKNOWLEDGED].map(label);
        view! {
            <h2 id="told">{label(exchange::TOLD)}</h2>
            <p>{label(exchange::TOLD_LEAD)}</p>
            {table(&columns, rows)}
        }
    })
}

fn card(it: &RecordCard, language: Language) -> impl IntoView + use<> {
    let title = match &it.content {
        Content::Vaccination(dose) => {
            format!("{} · {} {}", dose.product.label().text(language), words::DOSE.text(language), dose.dose)
        }
        Content::Laboratory(result) => result.test.clone(),
    };
    let stands = it.state == RecordState::Recorded;
    let tag = (!stands)
        .then(|| view! { <p><strong class="tag tag--required">{it.state.label().text(language)}</strong></p> });
    let by = format!("{} · {}", it.unit, it.by);
    let name = title.clone();
    let hidden = move || view! { <span class="visually-hidden">" " {name.clone()}</span> };
    let unconfirmed = (stands && it.unconfirmed)
        .then(|| view! { <p class="notice notice--warning">{exchange::NOBODY_CONFIRMED.text(language)}</p> });
    let certificate = it.certificate.then(|| {
        view! { <p><a href=Route::Certificate(it.id).path(language)>{words::CERTIFICATE.text(language)} {hidden()}</a></p> }
    });
    let wrong = match it.case {
        // It is disputed from the account it is of.
        _ if it.linked => view! { <p>{exchange::LINKED_TEXT.text(language)}</p> }.into_any(),
        Some(number) => {
            let text = filled(words::OPEN_CASE, &number.to_string(), language);
            view! { <p><a href=Route::Correction(number).path(language)>{text}</a></p> }.into_any()
        }
        None if stands => {
            let address = dispute_address(Some(it.id), language);
            let label = if it.unconfirmed { exchange::I_WAS_NOT_THERE } else { words::THIS_IS_WRONG };
            view! { <p><a class="button button--quiet" href=address>{label.text(language)} {hidden()}</a></p> }
                .into_any()
        }
        None => ().into_any(),
    };
    view! {
        <li class="card">
            <h2>{title}</h2>
            {tag}
            {it.linked.then(|| view! { <p><span class="tag">{exchange::LINKED.text(language)}</span></p> })}
            {unconfirmed}
            <dl class="facts">
                {content_facts(&it.content, language).into_any()}
                <dt>{words::UNIT.text(language)}</dt> <dd>{by}</dd>
                <dt>{exchange::WAY.text(language)}</dt> <dd>{it.way.label().text(language)}</dd>
                <dt>{words::RECORDED_AT.text(language)}</dt> <dd>{moment(it.at, language)}</dd>
                <dt>{words::CONFIRMED.text(language)}</dt> <dd>{it.confirmed.text(language)}</dd>
            </dl>
            {history(&it.history, language).into_any()}
            {certificate}
            {wrong}
        </li>
    }
}

fn history(versions: &[(Content, RecordState, Instant, String)], language: Language) -> impl IntoView + use<> {
    (!versions.is_empty()).then(|| {
        let lines: Vec<_> = versions
            .iter()
            .map(|(content, state, at, by)| {
                let by = format!("{} · {by}", moment(*at, language));
                view! {
                    <dl class="facts">
                        {content_facts(content, language)}
                        <dt>{words::STATE.text(language)}</dt> <dd>{state.label().text(language)}</dd>
                        <dt>{words::RECORDED_AT.text(language)}</dt> <dd>{by}</dd>
                    </dl>
                }
            })
            .collect();
        let count = filled(words::HISTORY, &(versions.len() + 1).to_string(), language);
        view! { <details><summary>{count}</summary> {lines}</details> }
    })
}
