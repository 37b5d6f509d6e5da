//! The letter to the division: a page that prints on A4, and the same as a file that needs nothing else.

use crate::components::back_link;
use crate::frame::{Frame, Page};
use crate::i18n::cases as words;
use crate::i18n::moment::{filled, moment};
use crate::pages::personal;
use crate::routes::Route;
use domain::cases::Letter;
use domain::{Bilingual, Language, agency};
use leptos::prelude::*;

/// What the page shows.
pub struct LetterPage {
    /// The page's own address.
    pub route: Route,
    /// The case's page.
    pub case: Route,
    /// What it says.
    pub letter: Letter,
    /// Who writes.
    pub writer: String,
    /// What the person wrote.
    pub words: String,
}

/// The page.
pub fn page(frame: &Frame, model: &LetterPage) -> Page {
    let language = frame.language;
    let file = format!("{}.html", model.route.path(language));
    let body = view! {
        <div class="no-print">{back_link(model.case, language)}</div>
        {sheets(model)}
        <p class="no-print"><a class="button" href=file download="">{words::LETTER_DOWNLOAD.text(language)}</a></p>
    };
    personal(frame, model.route, Bilingual::new("หนังสือถึงกองฯ", "The letter to the division"), body)
}

/// The file: one document with its own style, in the fonts of the reader's machine.
pub fn file(model: &LetterPage) -> String {
    const STYLE: &str = "@page{size:A4;margin:25mm 20mm 20mm 30mm}body{font:16pt/1.5 'TH Sarabun New','Sarabun',sans-serif;\
        max-width:160mm;margin:auto}h1,h2{font-size:1em}.letter__head{text-align:center}.letter__date{text-align:right}\
        .letter__copy{break-before:page}p{text-indent:2.5em;margin:.4em 0}.letter__plain p,p.letter__plain{text-indent:0}\
        li{margin:.2em 0}.letter__words{white-space:pre-line}";
    let title = model.letter.subject(Language::Th);
    let document = view! {
        <html lang="th">
            <head><meta charset="utf-8" /><title>{title}</title><style>{STYLE}</style></head>
            <body>{sheets(model)}</body>
        </html>
    };
    format!("<!DOCTYPE html>{}", document.to_html())
}

/// The Thai letter, and the English courtesy copy on a sheet of its own.
fn sheets(model: &LetterPage) -> impl IntoView + use<> {
    view! {
        {sheet(model, Language::Th)}
        <div class="letter__copy">{sheet(model, Language::En)}</div>
    }
}

fn sheet(model: &LetterPage, language: Language) -> impl IntoView + use<> {
    let letter = &model.letter;
    let number = if language == Language::Th { letter.number.thai() } else { letter.number.to_string() };
    let paragraphs: Vec<_> = letter.paragraphs(language).into_iter().map(|text| view! { <p>{text}</p> }).collect();
    let history: Vec<_> = letter
        .history
        .iter()
        .map(|(step, at, office)| {
            let office = if language == Language::Th { &office.0 } else { &office.1 };
            let by = if office.is_empty() { String::new() } else { format!(" · {office}") };
            view! { <li>{moment(*at, language)} " " {step.label().text(language)} {by}</li> }
        })
        .collect();
    let said = (!model.words.is_empty()).then(|| {
        view! { <h2>{words::LETTER_WORDS.text(language)}</h2> <p class="letter__words">{model.words.clone()}</p> }
    });
    let copy = (language == Language::En)
        .then(|| view! { <p class="letter__plain">{words::COURTESY_COPY.text(language)}</p> });
    view! {
        <article class="letter" lang=language.tag()>
            {copy}
            <h1 class="letter__head">{filled(words::LETTER_TITLE, &number, language)}</h1>
            <p class="letter__date">{letter.at.bangkok_day().long(language)}</p>
            <p class="letter__plain"><strong>{words::LETTER_SUBJECT.text(language)}</strong> " " {letter.subject(language)}</p>
            <p class="letter__plain">{words::LETTER_TO.text(language)}</p>
            {paragraphs}
            {said}
            <h2>{words::LETTER_HISTORY.text(language)}</h2>
            <ol>{history}</ol>
            <p>{words::LETTER_CLOSING.text(language)}</p>
            <p class="letter__sign">{words::LETTER_REGARDS.text(language)}</p>
            <p class="letter__sign">{model.writer.clone()}</p>
            <p class="letter__plain letter__foot">{agency::ADDRESS.text(language)}</p>
        </article>
    }
}
