//! The record of processing (PDPA s.39): as a page, as CSV and as JSON. It is about no person, and is read by the division
//! and by auditors.

use super::super::portal::Portal;
use super::super::refusals::refused;
use super::super::respond::own;
use super::super::session::{self, Staff};
use super::super::visitor::Visitor;
use super::consents::download;
use app::pages::office::processing as pages;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::account::Role;
use domain::csv::{MEDIA_TYPE, Table};
use domain::processing::{Column, record};
use domain::{Language, agency};
use serde_json::{Map, Value, json};
use service::{ServiceError, Signed};
use std::sync::Arc;

type Shared = State<Arc<Portal>>;

pub(super) async fn page(
    State(portal): Shared,
    Staff(signed): Staff,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    if let Err(error) = must_look(&signed) {
        return refused(&error, visitor.now);
    }
    let bar = session::bar(&portal, &signed).await;
    own(&portal, &visitor, &headers, (StatusCode::OK, Some(bar)), pages::page)
}

pub(super) async fn csv(Staff(signed): Staff, visitor: Visitor) -> Response {
    match must_look(&signed) {
        Ok(()) => download(MEDIA_TYPE, "processing.csv", table(visitor.language).into_bytes()),
        Err(error) => refused(&error, visitor.now),
    }
}

pub(super) async fn json(Staff(signed): Staff, visitor: Visitor) -> Response {
    match must_look(&signed) {
        Ok(()) => download("application/json", "processing.json", document(visitor.language).to_string().into_bytes()),
        Err(error) => refused(&error, visitor.now),
    }
}

fn must_look(signed: &Signed) -> Result<(), ServiceError> {
    if matches!(signed.role, Role::DivisionOfficer | Role::Auditor) { Ok(()) } else { Err(ServiceError::Forbidden) }
}

fn table(language: Language) -> String {
    let mut table = Table::new(Column::ALL.map(|column| column.label().text(language)));
    for line in record() {
        table.row(&Column::ALL.map(|column| line.cell(column, language)));
    }
    table.finish()
}

fn document(language: Language) -> Value {
    let line = |it: domain::processing::Processing| {
        let mut map: Map<String, Value> = Column::ALL
            .into_iter()
            .map(|column| (column.name().to_owned(), json!(it.cell(column, language))))
            .collect();
        map.insert("purposeId".to_owned(), json!(it.purpose.id()));
        map.insert("fieldId".to_owned(), json!(it.field.id));
        Value::Object(map)
    };
    json!({
        "controller": agency::CONTROLLER.text(language),
        "address": agency::ADDRESS.text(language),
        "language": language.tag(),
        "processing": record().map(line).collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_and_files_say_the_same() {
        for language in Language::ALL {
            let lines = record().count();
            assert_eq!(table(language).matches("\r\n").count(), lines + 1);
            let document = document(language);
            assert_eq!(document["processing"].as_array().unwrap().len(), lines);
            assert_eq!(document["processing"][0]["purposeId"], "service");
        }
    }
}
