//! A list of cases as a file of comma-separated values.

use super::super::portal::Portal;
use super::super::refusals::refused;
use super::super::session::Staff;
use super::super::visitor::Visitor;
use super::answers::Fields;
use super::{doses, registers};
use app::i18n::registers as words;
use axum::extract::{Form, OriginalUri, Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::Language;
use domain::account::Role;
use domain::csv::{MEDIA_TYPE, Table};
use service::{ExportLine, ServiceError};
use std::sync::Arc;

/// Makes the file.
pub(super) async fn make(
    State(portal): State<Arc<Portal>>,
    uri: OriginalUri,
    Path(id): Path<String>,
    Staff(signed): Staff,
    visitor: Visitor,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Response {
    if signed.role != Role::DivisionOfficer {
        return refused(&ServiceError::Forbidden, visitor.now);
    }
    let view = match registers::found(&portal, &signed, &uri, &id).await {
        Ok(view) => view,
        Err(error) => return refused(&error, visitor.now),
    };
    let (id, seen) = (view.stored.id, doses::field(&fields, "seen").parse().unwrap_or_default());
    match portal.services.registers.export(&signed, id, seen).await {
        Ok(lines) => file(&lines, visitor.language),
        Err(error) => {
            let model = registers::model(&visitor, &signed, &view);
            registers::conflict(&portal, &visitor, &headers, &signed, (error, model)).await
        }
    }
}

fn file(lines: &[ExportLine], language: Language) -> Response {
    let mut table = Table::new(words::COLUMNS.map(|it| it.text(language)));
    for it in lines {
        table.row(&[
            it.number.as_str(),
            it.right.label().text(language),
            it.state.name(),
            &it.filed_at.rfc3339(),
            &it.due.rfc3339(),
            &it.desk,
            &it.name,
        ]);
    }
    let mut response = (StatusCode::OK, table.finish()).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"cases.csv\""));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
