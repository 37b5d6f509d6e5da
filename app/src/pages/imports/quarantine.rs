//! Lines that were not taken, page by page: number, place and reason, never what stands there.

use crate::components::{back_link, table};
use crate::frame::{Frame, Page};
use crate::i18n::imports as words;
use crate::pages::personal;
use crate::routes::{Route, patterns};
use domain::{Bilingual, Id, Language};
use leptos::prelude::*;

/// A line.
#[derive(Debug, Clone)]
pub struct FaultLine {
    /// Its number in the file, from 1.
    pub number: u64,
    /// What is wrong with it.
    pub told: Vec<FaultTold>,
}

/// One thing that is wrong.
#[derive(Debug, Clone)]
pub struct FaultTold {
    /// The word of the column, or the place of the element; empty where the line as a whole is meant.
    pub place: String,
    /// The column in words, where it is one.
    pub column: Option<Bilingual>,
    /// What is wrong.
    pub reason: Bilingual,
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct QuarantinePage {
    /// The file.
    pub id: Id,
    /// The lines.
    pub lines: Vec<FaultLine>,
    /// The line after which the next page begins.
    pub next: Option<u64>,
    /// Whether this is a later page.
    pub later: bool,
}

/// The page.
pub fn page(frame: &Frame, model: &QuarantinePage) -> Page {
    let language = frame.language;
    let route = Route::UnitQuarantine(model.id);
    let here = route.path(language);
    let file = format!("/{}{}", language.tag(), patterns::UNIT_QUARANTINE_CSV.replace("{id}", &model.id.to_string()));
    let next = model.next.map(|after| {
        view! { <a href=format!("{here}?after={after}") rel="next">{words::NEXT_PAGE.text(language)}</a> }
    });
    let start = model.later.then(|| view! { <a href=here.clone()>{words::FROM_THE_START.text(language)}</a> " " });
    let body = view! {
        {back_link(Route::UnitImport(model.id), language)}
        <h1>{words::QUARANTINE.text(language)}</h1>
        <p>{words::QUARANTINED_ABOUT.text(language)}</p>
        {faults(model, file, language).into_any()}
        <p>{start} {next}</p>
    };
    personal(frame, route, words::QUARANTINE, body)
}

fn faults(model: &QuarantinePage, file: String, language: Language) -> impl IntoView + use<> {
    if model.lines.is_empty() {
        return view! { <p>{words::NO_FAULTS.text(language)}</p> }.into_any();
    }
    let label = |name: Bilingual| name.text(language);
    let columns = [words::LINE, words::REASON].map(label);
    view! {
        <p><a href=file download="quarantine.csv">{label(words::AS_CSV)}</a></p>
        {table(&columns, model.lines.iter().map(|line| row(line, language)))}
    }
    .into_any()
}

fn row(line: &FaultLine, language: Language) -> Vec<AnyView> {
    let reasons: Vec<_> = line
        .told
        .iter()
        .map(|it| {
            let place = match (it.place.as_str(), it.column) {
                ("", _) => words::WHOLE_LINE.text(language).into_any(),
                (place, column) => view! {
                    <code>{place.to_owned()}</code> {column.map(|column| format!(" {}", column.text(language)))}
                }
                .into_any(),
            };
            view! { <li>{place} ": " {it.reason.text(language)}</li> }
        })
        .collect();
    let number = format!("{} {}", words::LINE.text(language), line.number);
    vec![number.into_any(), view! { <ul class="reasons">{reasons}</ul> }.into_any()]
}
