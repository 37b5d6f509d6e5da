//! A work list: whoever has waited longest first, filters in the address, page by page.

use crate::components::{Select, select, table};
use crate::frame::{Frame, Page};
use crate::i18n::cases as words;
use crate::pages::case::{deadline_tag, state_label};
use crate::pages::me::corrections::CaseLine;
use crate::pages::personal;
use crate::routes::Route;
use domain::cases::Right;
use domain::{Bilingual, Instant, Language};
use leptos::prelude::*;

/// What the page shows.
#[derive(Debug, Clone)]
pub struct WorkListPage {
    /// The page's own address.
    pub route: Route,
    /// Its title.
    pub title: Bilingual,
    /// What it is for.
    pub about: Bilingual,
    /// The cases.
    pub lines: Vec<CaseLine>,
    /// The state filtered for.
    pub state: String,
    /// The right filtered for.
    pub right: String,
    /// The query of the next page.
    pub next: Option<String>,
    /// The query of the first page, with the same filters, where this is a later one.
    pub start: Option<String>,
    /// Where a case is entered for somebody else.
    pub enter: Option<Route>,
    /// Now.
    pub now: Instant,
}

/// The states that can be filtered for.
pub const STATES: [&str; 7] = ["filed", "fact-check", "waiting", "proposed", "at-division", "answered", "ordered"];

/// The page.
pub fn page(frame: &Frame, model: &WorkListPage) -> Page {
    let language = frame.language;
    let body = view! {
        <h1>{model.title.text(language)}</h1>
        <p>{model.about.text(language)}</p>
        {model.enter.map(|route| view! { <p><a href=route.path(language)>{words::ENTER_FOR_SOMEBODY.text(language)}</a></p> })}
        {filters(model, language).into_any()}
        {case_table(&model.lines, model.route, model.now, language)}
        {paging(model.route, (model.start.as_deref(), model.next.as_deref()), language)}
    };
    personal(frame, model.route, model.title, body)
}

fn filters(model: &WorkListPage, language: Language) -> impl IntoView + use<> {
    let states = STATES.iter().map(|state| ((*state).to_owned(), state_label(state, None).text(language).to_owned()));
    let state = Select {
        id: "state",
        label: words::FILTER_STATE,
        need: None,
        empty: words::ANY,
        options: states.collect(),
        value: &model.state,
        mistake: None,
    };
    let rights = Right::ALL.into_iter().map(|it| (it.name().to_owned(), it.label().text(language).to_owned()));
    let right = Select {
        id: "right",
        label: words::FILTER_RIGHT,
        need: None,
        empty: words::ANY,
        options: rights.collect(),
        value: &model.right,
        mistake: None,
    };
    view! {
        <form method="get" action=model.route.path(language) class="filters">
            {select(state, language).into_any()}
            {select(right, language).into_any()}
            <button class="button button--quiet" type="submit">{words::FILTER.text(language)}</button>
        </form>
    }
}

/// To the first page and to the next one, by their queries.
pub(super) fn paging(
    list: Route,
    (start, next): (Option<&str>, Option<&str>),
    language: Language,
) -> impl IntoView + use<> {
    let address = |query: &str| format!("{}?{query}", list.path(language));
    let next = next.map(|query| view! { <a href=address(query) rel="next">{words::NEXT_PAGE.text(language)}</a> });
    let start = start.map(|query| view! { <a href=address(query)>{words::FROM_THE_START.text(language)}</a> " " });
    view! { <p>{start} {next}</p> }
}

/// The cases as a table; each leads to the page of its case.
pub(super) fn case_table(lines: &[CaseLine], list: Route, now: Instant, language: Language) -> impl IntoView + use<> {
    if lines.is_empty() {
        return view! { <p>{crate::i18n::office::NOTHING_WAITS.text(language)}</p> }.into_any();
    }
    let label = |column: Bilingual| column.text(language);
    let rows: Vec<_> = lines
        .iter()
        .map(|it| {
            let case = if list == Route::UnitCorrections {
                Route::UnitCorrection(it.number)
            } else {
                Route::OfficeCase(it.number)
            };
            let about = it.claim.map_or_else(|| it.right.label(), domain::cases::Claim::label);
            vec![
                view! { <a href=case.path(language)>{it.number.to_string()}</a> }.into_any(),
                label(about).into_any(),
                label(state_label(it.state, None)).into_any(),
                it.filed_at.bangkok_day().long(language).into_any(),
                deadline_tag(it.deadlines, now, language).into_any(),
            ]
        })
        .collect();
    let columns = [words::NUMBER, words::ABOUT, words::STATE, words::FILED, words::DEADLINE];
    table(&columns.map(label), rows)
}
