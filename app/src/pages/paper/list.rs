//! The forms of a unit: filters in the address, page by page, the first scanned first.

use crate::components::{Select, select, table};
use crate::frame::{Frame, Page};
use crate::i18n::paper as words;
use crate::pages::personal;
use crate::routes::Route;
use domain::paper::State;
use domain::{Bilingual, Id, Instant, Language};
use leptos::prelude::*;

/// A form in the list.
#[derive(Debug, Clone)]
pub struct PaperLine {
    /// Its id.
    pub id: Id,
    /// The number on the paper.
    pub number: String,
    /// Where it stands.
    pub state: State,
    /// When it was scanned.
    pub at: Instant,
    /// Whether whoever looks keyed it first.
    pub own: bool,
}

/// What the list shows.
#[derive(Debug, Clone, Default)]
pub struct PapersPage {
    /// The forms.
    pub lines: Vec<PaperLine>,
    /// The state filtered for.
    pub state: Option<State>,
    /// The query of the next page.
    pub next: Option<String>,
    /// Whether this is a later page.
    pub later: bool,
    /// What is said above.
    pub notice: Option<Bilingual>,
}

/// The page.
pub fn page(frame: &Frame, model: &PapersPage) -> Page {
    let language = frame.language;
    let notice =
        model.notice.map(|text| view! { <p class="notice notice--success" role="status">{text.text(language)}</p> });
    let body = view! {
        {notice}
        <h1>{words::PAPERS.text(language)}</h1>
        <p>{words::PAPERS_ABOUT.text(language)}</p>
        <p><a class="button" href=Route::UnitPaperNew.path(language)>{words::SCAN_ONE.text(language)}</a></p>
        {filters(model, language).into_any()}
        {papers(&model.lines, language).into_any()}
        {paging(model, language)}
        <p>{words::UNIT_NOTICE.text(language)}</p>
    };
    personal(frame, Route::UnitPapers, words::PAPERS, body)
}

fn filters(model: &PapersPage, language: Language) -> impl IntoView + use<> {
    let states = State::ALL.into_iter().map(|it| (it.name().to_owned(), it.label().text(language).to_owned()));
    let state = Select {
        id: "state",
        label: words::STATE,
        need: None,
        empty: words::ANY,
        options: states.collect(),
        value: model.state.map_or("", State::name),
        mistake: None,
    };
    view! {
        <form method="get" action=Route::UnitPapers.path(language) class="filters">
            {select(state, language).into_any()}
            <button class="button button--quiet" type="submit">{words::FILTER.text(language)}</button>
        </form>
    }
}

fn papers(lines: &[PaperLine], language: Language) -> impl IntoView + use<> {
    if lines.is_empty() {
        return view! { <p>{words::NONE.text(language)}</p> }.into_any();
    }
    let label = |column: Bilingual| column.text(language);
    let rows: Vec<_> = lines
        .iter()
        .map(|it| {
            let yours = match (it.state.task(), it.own) {
                (None, _) => words::DONE,
                (Some(_), true) => words::YOU_KEYED,
                (Some(_), false) => words::YOU_MAY,
            };
            let address = Route::UnitPaper(it.id).path(language);
            vec![
                view! { <a href=address>{it.number.clone()}</a> }.into_any(),
                label(it.state.label()).into_any(),
                it.at.bangkok_day().long(language).into_any(),
                label(yours).into_any(),
            ]
        })
        .collect();
    table(&[words::NUMBER, words::STATE, words::SCANNED, words::YOURS].map(label), rows)
}

fn paging(model: &PapersPage, language: Language) -> impl IntoView + use<> {
    let address = Route::UnitPapers.path(language);
    let next = model.next.as_ref().map(|query| {
        view! { <a href=format!("{address}?{query}") rel="next">{words::NEXT_PAGE.text(language)}</a> }
    });
    let state = model.state.map_or_else(String::new, |state| format!("?state={}", state.name()));
    let start = model
        .later
        .then(|| view! { <a href=format!("{address}{state}")>{words::FROM_THE_START.text(language)}</a> " " });
    view! { <p>{start} {next}</p> }
}
