//! Everything held about the person, to read; the same is a file other systems can read.

use crate::frame::{Frame, Page};
use crate::i18n::{cases, paper, records as words, registers};
use crate::pages::personal;
use crate::routes::{Route, patterns};
use domain::Bilingual;
use leptos::prelude::*;

/// What the page shows: headings, and under each what belongs there.
#[derive(Debug, Clone, Default)]
pub struct ExportPage {
    /// What the person gave.
    pub profile: Vec<(Bilingual, String)>,
    /// The records, one line each.
    pub records: Vec<String>,
    /// The consent choices, one line each.
    pub choices: Vec<String>,
    /// The cases, one line each.
    pub cases: Vec<String>,
    /// What was disclosed under an order of law, one line each.
    pub disclosures: Vec<String>,
}

/// The page.
pub fn page(frame: &Frame, model: &ExportPage) -> Page {
    let language = frame.language;
    let profile = model.profile.iter().map(|(label, value)| {
        view! { <dt>{label.text(language)}</dt> <dd>{value.clone()}</dd> }
    });
    let list = |heading: Bilingual, lines: &[String]| {
        (!lines.is_empty()).then(|| {
            let lines: Vec<_> = lines.iter().map(|line| view! { <li>{line.clone()}</li> }).collect();
            view! { <h2>{heading.text(language)}</h2> <ul>{lines}</ul> }
        })
    };
    let file = format!("/{}{}", language.tag(), patterns::EXPORT_FILE);
    let body = view! {
        <h1>{words::EXPORT.text(language)}</h1>
        <p>{words::EXPORT_LEAD.text(language)}</p>
        <p class="no-print"><a class="button" href=file download="">{words::EXPORT_FILE.text(language)}</a></p>
        <h2>{words::GIVEN_BY_YOU.text(language)}</h2>
        <dl class="facts">{profile.collect_view()}</dl>
        {list(words::RECORDS, &model.records)}
        {list(words::CHOICES, &model.choices)}
        {list(cases::CORRECTIONS, &model.cases)}
        {list(registers::DISCLOSED_ABOUT_YOU, &model.disclosures)}
        <p class="no-print"><a href=Route::Papers.path(language)>{paper::MINE.text(language)}</a></p>
    };
    personal(frame, Route::Export, words::EXPORT, body)
}
