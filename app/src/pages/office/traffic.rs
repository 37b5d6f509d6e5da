//! The desk of the lawful traffic log: the orders of one case, a new order, and what an order names.

use crate::components::{Mistake, TextInput, Width, day_input, error_summary, table, text_input};
use crate::frame::{Frame, Page};
use crate::i18n::moment::{filled, moment};
use crate::i18n::traffic as words;
use crate::pages::{button_form, personal};
use crate::routes::{Action, Route};
use domain::{Bilingual, Instant, Language};
use leptos::prelude::*;

/// A hold as it is shown.
#[derive(Debug, Clone)]
pub struct HoldLine {
    /// Its number.
    pub id: u64,
    /// The order.
    pub order: String,
    /// The competent officer.
    pub officer: String,
    /// Whether it names a person.
    pub person: bool,
    /// The network it names; empty where it names none.
    pub network: String,
    /// The range of requests.
    pub range: (Option<Instant>, Option<Instant>),
    /// The last moment.
    pub until: Instant,
    /// When it was released, if it was.
    pub released: Option<Instant>,
    /// When it was opened, and by which officer.
    pub readings: Vec<(Instant, String)>,
}

/// An order as it is typed.
#[derive(Debug, Clone, Default)]
pub struct HoldTyped {
    /// The order.
    pub order: String,
    /// The competent officer.
    pub officer: String,
    /// The id number.
    pub person: String,
    /// The address or network.
    pub network: String,
    /// Day, month, year of the first requests.
    pub from: [String; 3],
    /// Of the last.
    pub to: [String; 3],
    /// Of the last day it holds.
    pub until: [String; 3],
    /// Of the day until which the person is not told.
    pub silent: [String; 3],
}

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct TrafficPage {
    /// The case that was typed.
    pub case: String,
    /// Its holds; `None` where none was asked for.
    pub holds: Option<Vec<HoldLine>>,
    /// What was typed of a new order.
    pub typed: HoldTyped,
    /// What is wrong.
    pub mistakes: Vec<(&'static str, Bilingual)>,
    /// What is said above.
    pub notice: Option<Bilingual>,
    /// Whether whoever looks may record, release and open.
    pub acts: bool,
    /// Now.
    pub now: Option<Instant>,
}

/// An entry as it is shown.
#[derive(Debug, Clone)]
pub struct EntryLine {
    /// When, RFC 3339.
    pub at: String,
    /// The address.
    pub client: String,
    /// Method and route.
    pub request: String,
    /// The status; `None` where it broke off.
    pub status: Option<u16>,
    /// Bytes in and out.
    pub bytes: (u64, u64),
    /// Milliseconds.
    pub duration: u64,
}

/// The page.
pub fn page(frame: &Frame, model: &TrafficPage) -> Page {
    let language = frame.language;
    let mistakes: Vec<Mistake> = model.mistakes.iter().map(|(id, message)| Mistake { id, message: *message }).collect();
    let found = model.holds.as_ref().map(|holds| {
        let cards: Vec<_> = holds.iter().map(|hold| card(hold, model, language).into_any()).collect();
        view! {
            <h2>{filled(words::HOLDS_OF, &model.case, language)}</h2>
            {holds.is_empty().then(|| view! { <p>{words::NO_HOLDS.text(language)}</p> })}
            <ul class="card-list">{cards}</ul>
        }
    });
    let body = view! {
        {error_summary(&mistakes, language)}
        <h1>{words::TRAFFIC_LOG.text(language)}</h1>
        {model.notice.map(|notice| view! { <p class="notice" role="status">{notice.text(language)}</p> })}
        <p>{words::LEAD.text(language)}</p>
        <form method="get" action=Route::OfficeTraffic.path(language) novalidate>
            {line("case", words::CASE, (&model.case, Some(words::CASE_HINT), Some(true)), model, language)}
            <button class="button" type="submit">{words::FIND.text(language)}</button>
        </form>
        {found}
        {(model.acts && model.holds.is_some()).then(|| new_order(model, language))}
    };
    personal(frame, Route::OfficeTraffic, words::TRAFFIC_LOG, body)
}

fn line(
    id: &'static str,
    label: Bilingual,
    (value, hint, need): (&str, Option<Bilingual>, Option<bool>),
    model: &TrafficPage,
    language: Language,
) -> AnyView {
    let input = TextInput {
        id,
        name: id,
        label,
        hint,
        need,
        value,
        mistake: mistake(model, id),
        width: Width::Full,
        inputmode: None,
        autocomplete: Some("off"),
        why: None,
    };
    text_input(&input, language).into_any()
}

fn mistake(model: &TrafficPage, id: &str) -> Option<Bilingual> {
    model.mistakes.iter().find(|(at, _)| *at == id).map(|(_, message)| *message)
}

fn new_order(model: &TrafficPage, language: Language) -> impl IntoView + use<> {
    let typed = &model.typed;
    let one = |id, label, value: &str| line(id, label, (value, None, Some(true)), model, language);
    let day = |name, label, boxes: &[String; 3], at| day_input(name, label, boxes, mistake(model, at), language);
    view! {
        <h2>{words::NEW.text(language)}</h2>
        <p>{words::NEW_ABOUT.text(language)}</p>
        <form method="post" action=Route::OfficeTraffic.path(language) novalidate>
            <input type="hidden" name="case" value=model.case.clone() />
            {one("order", words::ORDER, &typed.order)}
            {one("officer", words::OFFICER, &typed.officer)}
            {line("person", words::PERSON, (&typed.person, None, None), model, language)}
            {line("network", words::NETWORK, (&typed.network, Some(words::NETWORK_HINT), None), model, language)}
            {day("from", words::FROM, &typed.from, "from-day")}
            {day("to", words::TO, &typed.to, "to-day")}
            {day("until", words::LAST_DAY, &typed.until, "until-day")}
            {day("silent", words::SILENT, &typed.silent, "silent-day")}
            <button class="button" type="submit">{words::NEW.text(language)}</button>
        </form>
    }
}

fn card(hold: &HoldLine, model: &TrafficPage, language: Language) -> impl IntoView + use<> {
    let stands = hold.released.is_none() && model.now.is_some_and(|now| now <= hold.until);
    let state = match hold.released {
        Some(at) => filled(words::RELEASED, &moment(at, language), language),
        None if stands => words::STANDS.text(language).to_owned(),
        None => words::OVER.text(language).to_owned(),
    };
    let named = [hold.person.then(|| words::A_PERSON.text(language)), Some(hold.network.as_str())];
    let named = named.into_iter().flatten().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" · ");
    let end = |at: Option<Instant>| at.map_or_else(|| "…".to_owned(), |at| moment(at, language));
    let (from, to) = hold.range;
    let range = (from.is_some() || to.is_some()).then(|| {
        view! { <dt>{words::REQUESTS.text(language)}</dt> <dd>{end(from)} " – " {end(to)}</dd> }
    });
    let readings = hold.readings.iter().map(|(at, by)| format!("{} ({by})", moment(*at, language)));
    let readings = readings.collect::<Vec<_>>().join(" · ");
    let readings = if readings.is_empty() { words::NEVER.text(language).to_owned() } else { readings };
    let acts = (model.acts && stands).then(|| acts(hold.id, &model.case, language));
    view! {
        <li class="card">
            <h3>{words::ORDER.text(language)} " " {hold.order.clone()} " " <span class="tag">{state}</span></h3>
            <dl class="facts">
                <dt>{words::OFFICER.text(language)}</dt> <dd>{hold.officer.clone()}</dd>
                <dt>{words::NAMES.text(language)}</dt> <dd>{named}</dd>
                {range}
                <dt>{words::UNTIL.text(language)}</dt> <dd>{moment(hold.until, language)}</dd>
                <dt>{words::READINGS.text(language)}</dt> <dd>{readings}</dd>
            </dl>
            {acts}
        </li>
    }
}

fn acts(id: u64, case: &str, language: Language) -> impl IntoView + use<> {
    let of = |file: &str| {
        let mut hidden = vec![("case", case.to_owned()), ("hold", id.to_string())];
        hidden.extend((!file.is_empty()).then(|| ("file", file.to_owned())));
        hidden
    };
    let open = Action::ReadTraffic.path(language);
    let (order, officer) = (format!("release-order-{id}"), format!("release-officer-{id}"));
    view! {
        {button_form(open.clone(), of(""), words::OPEN.text(language).to_owned(), "button")}
        {button_form(open, of("jsonl"), words::DOWNLOAD.text(language).to_owned(), "button button--quiet")}
        <details>
            <summary>{words::RELEASE.text(language)}</summary>
            <form method="post" action=Action::ReleaseTraffic.path(language)>
                <input type="hidden" name="case" value=case.to_owned() />
                <input type="hidden" name="hold" value=id.to_string() />
                <div class="field">
                    <label class="field__label" for=order.clone()>{words::ORDER.text(language)}</label>
                    <input class="input" type="text" id=order name="order" required autocomplete="off" />
                </div>
                <div class="field">
                    <label class="field__label" for=officer.clone()>{words::OFFICER.text(language)}</label>
                    <input class="input" type="text" id=officer name="officer" required autocomplete="off" />
                </div>
                <button class="button" type="submit">{words::RELEASE.text(language)}</button>
            </form>
        </details>
    }
}

/// What an order names; `back` leads to the orders of its case.
pub fn entries(frame: &Frame, (case, order, back): (&str, &str, &str), lines: &[EntryLine], more: bool) -> Page {
    let language = frame.language;
    let rows: Vec<_> = lines
        .iter()
        .map(|it| {
            let status =
                it.status.map_or_else(|| words::ABORTED.text(language).to_owned(), |status| status.to_string());
            let bytes = format!("{} / {}", it.bytes.0, it.bytes.1);
            let cells = [it.at.clone(), it.client.clone(), it.request.clone(), status, bytes, it.duration.to_string()];
            cells.map(String::into_any).into()
        })
        .collect();
    let columns = [words::AT, words::CLIENT, words::REQUEST, words::STATUS, words::BYTES, words::TIME];
    let columns = columns.map(|name| name.text(language));
    let title = filled(words::ENTRIES, order, language);
    let body = view! {
        <p><a href=back.to_owned()>{filled(words::HOLDS_OF, case, language)}</a></p>
        <h1>{title}</h1>
        {lines.is_empty().then(|| view! { <p>{words::NO_ENTRIES.text(language)}</p> })}
        {more.then(|| view! { <p>{words::MORE.text(language)}</p> })}
        {table(&columns, rows)}
    };
    personal(frame, Route::OfficeTraffic, words::TRAFFIC_LOG, body)
}
