//! The person's cases, the newest first.

use crate::frame::{Frame, Page};
use crate::i18n::cases as words;
use crate::pages::case::{deadline_tag, state_label};
use crate::pages::personal;
use crate::routes::Route;
use domain::case_number::CaseNumber;
use domain::cases::{Claim, Deadlines, Right};
use domain::{Instant, Language};
use leptos::prelude::*;

/// A case in a list.
#[derive(Debug, Clone)]
pub struct CaseLine {
    /// Its number.
    pub number: CaseNumber,
    /// The right.
    pub right: Right,
    /// What is wrong with the record.
    pub claim: Option<Claim>,
    /// The state's word in storage.
    pub state: &'static str,
    /// When it was filed.
    pub filed_at: Instant,
    /// What it is to meet next.
    pub deadlines: Option<Deadlines>,
}

/// The page.
pub fn page(frame: &Frame, cases: &[CaseLine], now: Instant) -> Page {
    let language = frame.language;
    let body = view! {
        <h1>{words::CORRECTIONS.text(language)}</h1>
        {case_cards(cases, now, language)}
        {cases.is_empty().then(|| view! { <p>{words::NO_CASES.text(language)}</p> })}
        <p><a href=Route::Records.path(language)>{crate::i18n::records::RECORDS.text(language)}</a></p>
        <p><a href=Route::Requests.path(language)>{words::REQUESTS.text(language)}</a></p>
    };
    personal(frame, Route::Corrections, words::CORRECTIONS, body)
}

/// The cases as cards.
pub(super) fn case_cards(cases: &[CaseLine], now: Instant, language: Language) -> impl IntoView + use<> {
    let cards: Vec<_> = cases
        .iter()
        .map(|it| {
            let claim = it.claim.map(|claim| claim.label().text(language));
            view! {
                <li class="card">
                    <h2><a href=Route::Correction(it.number).path(language)>{it.right.label().text(language)} " " {it.number.to_string()}</a></h2>
                    <dl class="facts">
                        {claim.map(|claim| view! { <dt>{words::ABOUT.text(language)}</dt> <dd>{claim}</dd> })}
                        <dt>{words::STATE.text(language)}</dt> <dd>{state_label(it.state, None).text(language)}</dd>
                        <dt>{words::FILED.text(language)}</dt> <dd>{it.filed_at.bangkok_day().long(language)}</dd>
                        <dt>{words::DEADLINE.text(language)}</dt> <dd>{deadline_tag(it.deadlines, now, language)}</dd>
                    </dl>
                </li>
            }
        })
        .collect();
    view! { <ul class="card-list">{cards}</ul> }
}
