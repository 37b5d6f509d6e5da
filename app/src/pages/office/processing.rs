//! The record of processing: a table for each purpose, made from the catalogue, and the same as files.

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
    let shown = || Column::ALL.into_iter().filter(|column| !matches!(column, Column::Purpose | Column::Field));
    let columns: Vec<_> =
        shown().map(|column| view! { <th scope="col">{column.label().text(language)}</th> }).collect();
    let rows: Vec<_> = lines
        .iter()
        .map(|line| {
            let cells: Vec<_> = shown()
                .map(|column| {
                    view! { <td data-label=column.label().text(language)>{line.cell(column, language)}</td> }
                })
                .collect();
            let field = Column::Field;
            view! {
                <tr><th scope="row" data-label=field.label().text(language)>{line.cell(field, language)}</th> {cells}</tr>
            }
        })
        .collect();
    view! {
        <h2>{purpose.map(|it| it.name().text(language))}</h2>
        <p>{purpose.map(|it| it.explanation().text(language))}</p>
        <div class="table-scroll">
            <table class="table">
                <thead><tr><th scope="col">{Column::Field.label().text(language)}</th> {columns}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}
