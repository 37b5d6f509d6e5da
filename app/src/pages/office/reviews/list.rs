//! The queue: what waits, filtered by its address, page by page.

use super::{ReviewLine, score};
use crate::components::{Select, select, table};
use crate::frame::{Frame, Page};
use crate::i18n::moment::moment;
use crate::i18n::reviews as words;
use crate::pages::personal;
use crate::routes::Route;
use domain::{Bilingual, Explain, Id, Language};
use leptos::prelude::*;

/// What the queue shows.
#[derive(Debug, Clone, Default)]
pub struct ReviewsPage {
    /// The reviews.
    pub lines: Vec<ReviewLine>,
    /// The state filtered for.
    pub state: &'static str,
    /// Where the next page begins.
    pub next: Option<Id>,
    /// Whether this is a later page.
    pub later: bool,
    /// What is said above.
    pub notice: Option<Bilingual>,
}

/// The queue.
pub fn list(frame: &Frame, model: &ReviewsPage) -> Page {
    let language = frame.language;
    let notice =
        model.notice.map(|text| view! { <p class="notice notice--success" role="status">{text.text(language)}</p> });
    let body = view! {
        {notice}
        <h1>{words::REVIEWS.text(language)}</h1>
        <p>{words::REVIEWS_ABOUT.text(language)}</p>
        {filters(model, language).into_any()}
        {waiting(&model.lines, language).into_any()}
        {paging(model, language)}
    };
    personal(frame, Route::UnitReviews, words::REVIEWS, body)
}

fn filters(model: &ReviewsPage, language: Language) -> impl IntoView + use<> {
    let later = words::STATES.iter().filter(|state| **state != words::STATES[0]);
    let state = Select {
        id: "state",
        label: words::STATE,
        need: None,
        // The queue shows what waits unless told otherwise.
        empty: words::state(words::STATES[0]),
        options: later.map(|state| ((*state).to_owned(), words::state(state).text(language).to_owned())).collect(),
        value: model.state,
        mistake: None,
    };
    view! {
        <form method="get" action=Route::UnitReviews.path(language) class="filters">
            {select(state, language).into_any()}
            <button class="button button--quiet" type="submit">{words::FILTER.text(language)}</button>
        </form>
    }
}

fn waiting(lines: &[ReviewLine], language: Language) -> impl IntoView + use<> {
    if lines.is_empty() {
        return view! { <p>{words::NONE.text(language)}</p> }.into_any();
    }
    let label = |column: Bilingual| column.text(language);
    let rows: Vec<_> = lines
        .iter()
        .map(|it| {
            let reasons: Vec<_> = it.reasons.iter().map(|reason| reason.explain().text(language)).collect();
            let address = Route::UnitReview(it.id).path(language);
            vec![
                view! { <a href=address>{moment(it.at, language)}</a> }.into_any(),
                it.sender.clone().into_any(),
                score(it.score, language).into_any(),
                reasons.join(" ").into_any(),
            ]
        })
        .collect();
    // All of a page are in the state it is filtered for.
    table(&[words::CAME, words::SENDER, words::SCORE, words::REASONS].map(label), rows)
}

fn paging(model: &ReviewsPage, language: Language) -> impl IntoView + use<> {
    let address = Route::UnitReviews.path(language);
    let state = model.state;
    let next = model.next.map(|id| {
        view! { <a href=format!("{address}?state={state}&after={id}") rel="next">{words::NEXT_PAGE.text(language)}</a> }
    });
    let start = model.later.then(|| {
        view! { <a href=format!("{address}?state={state}")>{words::FROM_THE_START.text(language)}</a> " " }
    });
    view! { <p>{start} {next}</p> }
}
