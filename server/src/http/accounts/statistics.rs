//! Published statistics: for everybody, the same in the officers' room, and as files.

use super::super::portal::Portal;
use super::super::refusals::refused;
use super::super::respond::{own, private};
use super::super::session::{self, Staff};
use super::super::visitor::Visitor;
use super::consents::download;
use app::i18n::statistics as words;
use app::pages::public::statistics::{self as pages, StatisticsPage};
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::account::Role;
use domain::csv::{MEDIA_TYPE, Table};
use domain::statistics::{Cell, K, Month, Published};
use domain::{Language, agency};
use serde::Deserialize;
use serde_json::{Value, json};
use service::{MonthView, ServiceError, to_json};
use std::sync::Arc;

type Shared = State<Arc<Portal>>;

/// Which month.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    month: String,
}

/// The month asked for, or the newest; `None` where none was published. [`ServiceError::Absent`] for a month that was not.
async fn found(portal: &Portal, asked: &Asked) -> Result<(Vec<Month>, Option<MonthView>), ServiceError> {
    let desk = &portal.services.statistics;
    let months = desk.months().await?;
    let month = match asked.month.as_str() {
        "" => months.first().copied(),
        text => Some(Month::parse(text).ok_or(ServiceError::Absent)?),
    };
    let view = match month {
        Some(month) => Some(desk.month(month).await?),
        None => None,
    };
    Ok((months, view))
}

fn model((months, view): (Vec<Month>, Option<MonthView>)) -> StatisticsPage {
    let shown = view.as_ref().map(|view| (view.month, view.made_at));
    StatisticsPage { months, shown, tables: view.map(|view| view.tables).unwrap_or_default() }
}

pub(super) async fn page(
    State(portal): Shared,
    Query(asked): Query<Asked>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    match found(&portal, &asked).await {
        Ok(found) => {
            let model = model(found);
            private(&portal, &visitor, &headers, StatusCode::OK, |frame| pages::page(frame, &model))
        }
        Err(error) => refused(&error, visitor.now),
    }
}

pub(super) async fn office(
    State(portal): Shared,
    Staff(signed): Staff,
    Query(asked): Query<Asked>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    if !matches!(signed.role, Role::DivisionOfficer | Role::Auditor) {
        return refused(&ServiceError::Forbidden, visitor.now);
    }
    match found(&portal, &asked).await {
        Ok(found) => {
            let model = model(found);
            let bar = session::bar(&portal, &signed).await;
            own(&portal, &visitor, &headers, (StatusCode::OK, Some(bar)), |frame| pages::office(frame, &model))
        }
        Err(error) => refused(&error, visitor.now),
    }
}

pub(super) async fn csv(State(portal): Shared, Query(asked): Query<Asked>, visitor: Visitor) -> Response {
    match found(&portal, &asked).await {
        Ok((_, view)) => download(MEDIA_TYPE, "statistics.csv", table(view.as_ref(), visitor.language).into_bytes()),
        Err(error) => refused(&error, visitor.now),
    }
}

pub(super) async fn json(State(portal): Shared, Query(asked): Query<Asked>, visitor: Visitor) -> Response {
    match found(&portal, &asked).await {
        Ok((_, view)) => {
            download("application/json", "statistics.json", document(view.as_ref()).to_string().into_bytes())
        }
        Err(error) => refused(&error, visitor.now),
    }
}

/// A line for each cell and each sum, in the words of the page.
fn table(view: Option<&MonthView>, language: Language) -> String {
    let mut table = Table::new(words::COLUMNS.map(|it| it.text(language)));
    let Some(view) = view else { return table.finish() };
    let month = view.month.name();
    let total = words::TOTAL.text(language);
    for it in &view.tables {
        let title = pages::title(it.topic, language);
        let mut line = |row: &str, column: &str, cell: Cell| {
            table.row(&[month.as_str(), &title, row, column, &said(cell, language)]);
        };
        for (at, row) in it.rows.iter().enumerate() {
            let row = pages::word(it.topic, row, language);
            for (column, cell) in it.columns.iter().zip(it.cells.get(at).into_iter().flatten()) {
                line(&row, &heading(it, column, language), *cell);
            }
            if let Some(sum) = it.row_totals.get(at) {
                line(&row, total, *sum);
            }
        }
        for (column, sum) in it.columns.iter().zip(&it.column_totals) {
            line(total, &heading(it, column, language), *sum);
        }
        line(total, total, it.total);
    }
    table.finish()
}

fn heading(it: &Published, column: &str, language: Language) -> String {
    if column.is_empty() { words::PERSONS.text(language).to_owned() } else { pages::word(it.topic, column, language) }
}

fn said(cell: Cell, language: Language) -> String {
    match cell {
        Cell::Shown(count) => count.to_string(),
        Cell::Withheld => words::WITHHELD.text(language).to_owned(),
    }
}

fn document(view: Option<&MonthView>) -> Value {
    let tables = view.map(|view| to_json(&view.tables));
    json!({
        "publisher": { "th": agency::CONTROLLER.th, "en": agency::CONTROLLER.en },
        "unit": "persons",
        "withheld": format!("null: fewer than {K} persons, nobody, or withheld so that another stays hidden"),
        "month": view.map(|view| view.month.name()),
        "madeAt": view.map(|view| view.made_at.rfc3339()),
        "tables": tables.and_then(|tables| serde_json::from_str::<Value>(&tables).ok()).unwrap_or_else(|| json!([])),
    })
}
