//! The record of processing: a table for each purpose, made from the catalogue, and the same as files.

use crate::components::wide_table;
use crate::frame::{Frame, Page};
use crate::i18n::office as words;
use crate::pages::personal;
use crate::routes::{Route, patterns};
use domain::processing::{Column, Processing, record};
use domain::{Language, agency};
use leptos::prelude::*;

/// The page.
pub fn page(frame: &Frame) -> Page {
    let language = frame.language;
    let lines: Vec<Processing> = record().collect();
    let tables: Vec<_> =
        lines.chunk_by(|a, b| a.purpose == b.purpose).map(|of| table(of, language).into_any()).collect();
    let file = |path: &str| format!("/{}{path}", language.tag());
    let body = view! {
        <h1>{words::PROCESSING.text(language)}</h1>
        <p>{words::PROCESSING_ABOUT.text(language)}</p>
        <dl class="facts">
            <dt>{words::CONTROLLER.text(language)}</dt> <dd>{agency::CONTROLLER.text(language)}</dd>
            <dt>{words::ADDRESS.text(language)}</dt> <dd>{agency::ADDRESS.text(language)}</dd>
        </dl>
        <p>
            <a href=file(patterns::PROCESSING_CSV) download="">"CSV"</a> " · "
            <a href=file(patterns::PROCESSING_JSON) download="">"JSON"</a>
        </p>
        {tables}
    };
    personal(frame, Route::OfficeProcessing, words::PROCESSING, body)
}

fn table(lines: &[Processing], language: Language) -> impl IntoView + use<> {
    let purpose = lines.first().map(|line| line.purpose);
    let named = |column: &Column| *column != Column::Purpose && *column != Column::Field;
    let shown: Vec<_> = std::iter::once(Column::Field).chain(Column::ALL.into_iter().filter(named)).collect();
    let columns: Vec<_> = shown.iter().map(|column| column.label().text(language)).collect();
    let row = |line: &Processing| shown.iter().map(|column| line.cell(*column, language).into_any()).collect();
    let name = purpose.map_or("", |it| it.name().text(language));
    view! {
        <h2>{name}</h2>
        <p>{purpose.map(|it| it.explanation().text(language))}</p>
        {wide_table(name, &columns, lines.iter().map(row))}
    }
}
