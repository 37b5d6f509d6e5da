//! What systems read: the records of somebody who came to them or whom they have had data about, and one record by its id.
//! People are looked for by POST alone, so that no identifier of anybody stands in an address.

use crate::Exchange;
use crate::asked::Asked;
use crate::caller::Caller;
use crate::given::searched;
use crate::media::{self, Media};
use crate::refusal::Refusal;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use domain::registration::Document;
use domain::{Bilingual, Id, Language};
use fhir::partner::{Page, Shared, provenance, searchset, shared};
use fhir::{IssueCode, Release};
use http::{StatusCode, header};
use serde_json::Value;
use service::RecordView;
use smart::Scope;
use std::sync::Arc;
use std::time::Duration;
use storage::Confirmed;

/// Looks for the vaccinations of somebody.
#[utoipa::path(
    post, path = "/fhir/Immunization/_search", tag = "records",
    request_body(content = crate::describe::SearchForm, content_type = "application/x-www-form-urlencoded"),
    responses(
        (status = 200, description = "A searchset Bundle", body = Object, content_type = "application/fhir+json"),
        (status = 404, description = "Nobody is known by these", body = Object, content_type = "application/fhir+json"),
        crate::describe::FhirRefusals,
    )
)]
pub(crate) async fn immunizations(
    State(exchange): State<Arc<Exchange>>,
    asked: Asked,
    caller: Caller,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    search(&exchange, &asked, &caller, body, Scope::ImmunizationSearch).await
}

/// Looks for the laboratory results of somebody.
#[utoipa::path(
    post, path = "/fhir/Observation/_search", tag = "records",
    request_body(content = crate::describe::SearchForm, content_type = "application/x-www-form-urlencoded"),
    responses(
        (status = 200, description = "A searchset Bundle", body = Object, content_type = "application/fhir+json"),
        (status = 404, description = "Nobody is known by these", body = Object, content_type = "application/fhir+json"),
        crate::describe::FhirRefusals,
    )
)]
pub(crate) async fn observations(
    State(exchange): State<Arc<Exchange>>,
    asked: Asked,
    caller: Caller,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    search(&exchange, &asked, &caller, body, Scope::ObservationSearch).await
}

/// One vaccination.
#[utoipa::path(
    get, path = "/fhir/Immunization/{id}", tag = "records", params(("id" = String, Path, description = "Its id")),
    responses(
        (status = 200, description = "The Immunization", body = Object, content_type = "application/fhir+json"),
        (status = 404, description = "None, or not yours to see", body = Object, content_type = "application/fhir+json"),
        crate::describe::FhirRefusals,
    )
)]
pub(crate) async fn one_immunization(
    State(exchange): State<Arc<Exchange>>,
    asked: Asked,
    caller: Caller,
    Path(id): Path<String>,
) -> Response {
    one(&exchange, &asked, &caller, (&id, Scope::ImmunizationRead)).await
}

/// One laboratory result.
#[utoipa::path(
    get, path = "/fhir/Observation/{id}", tag = "records", params(("id" = String, Path, description = "Its id")),
    responses(
        (status = 200, description = "The Observation", body = Object, content_type = "application/fhir+json"),
        (status = 404, description = "None, or not yours to see", body = Object, content_type = "application/fhir+json"),
        crate::describe::FhirRefusals,
    )
)]
pub(crate) async fn one_observation(
    State(exchange): State<Arc<Exchange>>,
    asked: Asked,
    caller: Caller,
    Path(id): Path<String>,
) -> Response {
    one(&exchange, &asked, &caller, (&id, Scope::ObservationRead)).await
}

/// Looking for people by address is refused: addresses are written down in many places.
pub(crate) async fn by_address(asked: Asked, _: Caller) -> Response {
    let text = Bilingual::new(
        "ค้นหาด้วย POST ที่ _search เพื่อไม่ให้เลขของบุคคลอยู่ในที่อยู่",
        "Search by POST to _search, so that no identifier of a person stands in an address.",
    );
    Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "search-by-post", IssueCode::NotSupported, text).answer(&asked)
}

async fn search(
    exchange: &Exchange,
    asked: &Asked,
    caller: &Caller,
    body: Result<Bytes, BytesRejection>,
    scope: Scope,
) -> Response {
    let body = match body {
        Ok(body) => body,
        Err(rejection) => return rejection.status().into_response(),
    };
    let found = async {
        caller.must(scope)?;
        let release = media::accepted(&asked.headers)?;
        if media::of(&asked.headers)? != Media::Form {
            return Err(Refusal::wrong(vec![fhir::Issue::new(IssueCode::Structure, "", A_FORM)]));
        }
        let now = exchange.services.clock.now();
        let person = searched(&body, "patient", now.bangkok_day()).map_err(Refusal::wrong)?;
        let found = exchange.services.partners.find(&caller.system, &person).await?;
        tokio::time::sleep(Duration::from_millis(found.slower.into())).await;
        let doses = scope == Scope::ImmunizationSearch;
        let of_kind = |record: &&RecordView| is_dose(record) == Some(doses);
        let records: Vec<&RecordView> = found.records.iter().filter(of_kind).collect();
        let mut resources: Vec<Value> = Vec::new();
        for record in &records {
            resources.extend(resource(record, asked.language, Some(&person.document)));
        }
        let own = format!("{}{}", exchange.origin, asked.path);
        let total = u64::try_from(records.len()).unwrap_or(u64::MAX);
        let page = Page { origin: &exchange.origin, at: now, total, own: &own, next: None };
        Ok(fhir_json(release, searchset(&page, &resources)))
    };
    found.await.unwrap_or_else(|refusal: Refusal| refusal.answer(asked))
}

const A_FORM: Bilingual =
    Bilingual::new("ส่งเงื่อนไขเป็นแบบฟอร์ม", "Send what is looked for as a form (application/x-www-form-urlencoded).");

async fn one(exchange: &Exchange, asked: &Asked, caller: &Caller, (id, scope): (&str, Scope)) -> Response {
    let found = async {
        caller.must(scope)?;
        let release = media::accepted(&asked.headers)?;
        let id = Id::parse(id).ok_or_else(Refusal::absent)?;
        let (_, record) = exchange.services.partners.record(&caller.system, id).await?;
        if is_dose(&record) != Some(scope == Scope::ImmunizationRead) {
            return Err(Refusal::absent());
        }
        let resources = resource(&record, asked.language, None);
        resources.into_iter().next().map(|it| fhir_json(release, it)).ok_or_else(Refusal::absent)
    };
    found.await.unwrap_or_else(|refusal: Refusal| refusal.answer(asked))
}

fn is_dose(record: &RecordView) -> Option<bool> {
    record.versions.last().map(|version| version.content.vaccination().is_some())
}

/// The resource of a record, with where it comes from.
fn resource(view: &RecordView, language: Language, whose: Option<&Document>) -> Vec<Value> {
    let Some(record) = record(view, language) else { return Vec::new() };
    let it = Shared { language, record: &record, key: None, whose };
    let mut resources = vec![shared(&it)];
    resources.extend(provenance(&it));
    resources
}

/// A record as FHIR has it.
pub(crate) fn record(view: &RecordView, language: Language) -> Option<fhir::Record> {
    let last = view.versions.last()?;
    let name = view.unit.as_ref().map(|unit| match language {
        Language::Th => unit.name_th.clone(),
        Language::En => unit.name_en.clone(),
    });
    Some(fhir::Record {
        id: view.id,
        version: last.version,
        content: last.content.clone(),
        state: last.state,
        confirmed: last.confirmed != Confirmed::Not,
        unit: (view.unit_code.clone(), name.unwrap_or_else(|| view.unit_code.clone())),
        at: last.at,
        history: view.versions.iter().map(|it| (it.version, it.at, it.state, None)).collect(),
    })
}

/// A resource of R4 as an answer in the release asked for, that nobody keeps.
pub(crate) fn fhir_json(release: Release, body: Value) -> Response {
    let fixed = [(header::CONTENT_TYPE, media::fhir(release)), (header::CACHE_CONTROL, "no-store")];
    (fixed, release.say(body).to_string()).into_response()
}
