//! Cases the division was written to about, and the register of letters.

use super::work_list::case_table;
use crate::frame::{Frame, Page};
use crate::i18n::cases as words;
use crate::pages::me::corrections::CaseLine;
use crate::pages::personal;
use crate::routes::Route;
use domain::Instant;
use domain::case_number::CaseNumber;
use domain::cases::LetterNumber;
use leptos::prelude::*;

/// The page.
pub fn page(frame: &Frame, lines: &[CaseLine], letters: &[(LetterNumber, CaseNumber)], now: Instant) -> Page {
    let language = frame.language;
    let register: Vec<_> = letters
        .iter()
        .map(|(number, case)| {
            let name = if language == domain::Language::Th { number.thai() } else { number.to_string() };
            view! { <li><a href=Route::OfficeLetter(*case).path(language)>{name}</a> " · " {case.to_string()}</li> }
        })
        .collect();
    let body = view! {
        <h1>{words::ESCALATIONS.text(language)}</h1>
        <p>{words::ESCALATIONS_ABOUT.text(language)}</p>
        {case_table(lines, Route::OfficeEscalations, now, language)}
        <h2>{words::LETTERS.text(language)}</h2>
        {letters.is_empty().then(|| view! { <p>{crate::i18n::office::NOTHING_WAITS.text(language)}</p> })}
        <ul>{register}</ul>
    };
    personal(frame, Route::OfficeEscalations, words::ESCALATIONS, body)
}
