//! Cases the division was written to about, and the register of letters.

use super::work_list::{case_table, paging};
use crate::frame::{Frame, Page};
use crate::i18n::cases as words;
use crate::pages::me::corrections::CaseLine;
use crate::pages::personal;
use crate::routes::Route;
use domain::Instant;
use domain::case_number::CaseNumber;
use domain::cases::LetterNumber;
use leptos::prelude::*;

/// What the page shows.
#[derive(Debug, Clone)]
pub struct EscalationsPage {
    /// The cases.
    pub lines: Vec<CaseLine>,
    /// The newest letters, each with its case.
    pub letters: Vec<(LetterNumber, CaseNumber)>,
    /// The query of the first page, where this is a later one.
    pub start: Option<String>,
    /// The query of the next page.
    pub next: Option<String>,
    /// Now.
    pub now: Instant,
}

/// The page.
pub fn page(frame: &Frame, model: &EscalationsPage) -> Page {
    let language = frame.language;
    let register: Vec<_> = model
        .letters
        .iter()
        .map(|(number, case)| {
            let name = if language == domain::Language::Th { number.thai() } else { number.to_string() };
            view! { <li><a href=Route::OfficeLetter(*case).path(language)>{name}</a> " · " {case.to_string()}</li> }
        })
        .collect();
    let body = view! {
        <h1>{words::ESCALATIONS.text(language)}</h1>
        <p>{words::ESCALATIONS_ABOUT.text(language)}</p>
        {case_table(&model.lines, Route::OfficeEscalations, model.now, language)}
        {paging(Route::OfficeEscalations, (model.start.as_deref(), model.next.as_deref()), language)}
        <h2>{words::LETTERS.text(language)}</h2>
        {model.letters.is_empty().then(|| view! { <p>{crate::i18n::office::NOTHING_WAITS.text(language)}</p> })}
        <ul>{register}</ul>
    };
    personal(frame, Route::OfficeEscalations, words::ESCALATIONS, body)
}
