//! The files of a unit, and the form for a new one with what a file looks like.

use super::ImportLine;
use crate::components::{FileInput, Mistake, error_summary, file_input, table};
use crate::frame::{Frame, Page};
use crate::i18n::imports as words;
use crate::i18n::moment::{filled, moment};
use crate::pages::personal;
use crate::routes::{Route, patterns};
use domain::import::Column;
use domain::{Bilingual, Id, Language};
use leptos::prelude::*;

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct ImportsPage {
    /// The files, the newest first.
    pub lines: Vec<ImportLine>,
    /// The most bytes of a file.
    pub limit: u64,
    /// What is wrong with the file that was sent.
    pub wrong: Option<Wrong>,
}

/// What is wrong with a file.
#[derive(Debug, Clone, Copy)]
pub struct Wrong {
    /// In a sentence.
    pub message: Bilingual,
    /// The column of the header it is about.
    pub column: Option<Column>,
    /// The cell of the header it is about, counted from 1.
    pub cell: Option<usize>,
    /// The same file, where it is being read.
    pub same: Option<Id>,
}

impl Wrong {
    /// What is wrong, in a sentence alone.
    pub const fn of(message: Bilingual) -> Self {
        Self { message, column: None, cell: None, same: None }
    }
}

/// The page.
pub fn page(frame: &Frame, model: &ImportsPage) -> Page {
    let language = frame.language;
    let mistakes: Vec<_> = model.wrong.iter().map(|wrong| Mistake { id: "file", message: wrong.message }).collect();
    let body = view! {
        {error_summary(&mistakes, language)}
        {model.wrong.map(|wrong| detail(wrong, language).into_any())}
        <h1>{words::IMPORTS.text(language)}</h1>
        <p>{words::IMPORTS_ABOUT.text(language)}</p>
        {form(model, language).into_any()}
        {files(&model.lines, language).into_any()}
        {columns(language).into_any()}
    };
    personal(frame, Route::UnitImports, words::IMPORTS, body)
}

/// Where in the header, or which file.
fn detail(wrong: Wrong, language: Language) -> impl IntoView + use<> {
    let column = wrong.column.map(|column| {
        let (before, after) = words::AT_COLUMN.text(language).split_once("{}").unwrap_or_default();
        view! { <p>{before} <code>{column.name()}</code> {after}</p> }
    });
    let cell = wrong.cell.map(|cell| view! { <p>{filled(words::AT_CELL, &cell.to_string(), language)}</p> });
    let same = wrong.same.map(|id| {
        view! { <p><a href=Route::UnitImport(id).path(language)>{words::SEE_THAT_ONE.text(language)}</a></p> }
    });
    view! { {column} {cell} {same} }
}

fn form(model: &ImportsPage, language: Language) -> impl IntoView + use<> {
    let input = FileInput {
        id: "file",
        label: words::FILE,
        required: true,
        hint: words::FILE_HINT,
        accept: ".csv,.ndjson,.jsonl,text/csv,application/x-ndjson",
        mistake: model.wrong.map(|wrong| wrong.message),
        kept: None,
        why: None,
    };
    let limit = filled(words::LIMIT, &size(model.limit), language);
    view! {
        <h2>{words::NEW.text(language)}</h2>
        <p>{limit}</p>
        <form method="post" action=Route::UnitImports.path(language) enctype="multipart/form-data" novalidate>
            {file_input(&input, language).into_any()}
            <p>{words::SEND_NOTE.text(language)}</p>
            <button class="button" type="submit">{words::SEND.text(language)}</button>
        </form>
    }
}

fn files(lines: &[ImportLine], language: Language) -> impl IntoView + use<> {
    let cards: Vec<_> = lines
        .iter()
        .map(|it| {
            let title = filled(words::FILE_OF, &moment(it.begun_at, language), language);
            view! {
                <li class="card">
                    <h3><a href=Route::UnitImport(it.id).path(language)>{title}</a></h3>
                    <p><span class=it.stands.class()>{it.stands.label().text(language)}</span> " " {it.format.to_uppercase()}</p>
                    <p>{it.progress.words(language)}</p>
                </li>
            }
        })
        .collect();
    view! {
        <h2>{words::FILES.text(language)}</h2>
        {cards.is_empty().then(|| view! { <p>{words::NONE.text(language)}</p> })}
        <ul class="card-list">{cards}</ul>
    }
}

/// What a file looks like.
fn columns(language: Language) -> impl IntoView + use<> {
    let label = |name: Bilingual| name.text(language);
    let rows: Vec<_> = Column::ALL
        .into_iter()
        .map(|column| {
            let what = format!("{}: {}", label(column.label()), label(words::written(column)));
            vec![
                view! { <code>{column.name()}</code> }.into_any(),
                what.into_any(),
                label(words::needed(column)).into_any(),
            ]
        })
        .collect();
    let columns = [words::NAME, words::WHAT, words::NEEDED].map(label);
    let template = format!("/{}{}", language.tag(), patterns::UNIT_IMPORT_TEMPLATE);
    view! {
        <h2>{label(words::COLUMNS)}</h2>
        <p>{label(words::COLUMNS_ABOUT)}</p>
        <p><a href=template download="records.csv">{label(words::TEMPLATE)}</a></p>
        {table(&columns, rows)}
        <p>{label(words::NDJSON_ABOUT)}</p>
    }
}

/// A size as people say it.
fn size(bytes: u64) -> String {
    match bytes {
        0..1_048_576 => format!("{} KiB", bytes / 1024),
        1_048_576..1_073_741_824 => format!("{} MiB", bytes / 1_048_576),
        _ => format!("{} GiB", bytes / 1_073_741_824),
    }
}
