//! What became of data a system had: asked for, and acknowledged entry by entry. What was not acknowledged comes again; of
//! one person the oldest comes first.

use crate::Exchange;
use crate::asked::Asked;
use crate::caller::Caller;
use crate::media::{self, Media};
use crate::refusal::Refusal;
use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use domain::record::Content;
use domain::{Bilingual, Id};
use fhir::partner::{Shared, shared};
use fhir::{Issue, IssueCode, Release};
use http::{StatusCode, header};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use service::DeliveryView;
use smart::Scope;
use std::sync::Arc;

/// Something that became of data.
#[derive(Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Change {
    /// Its id, to acknowledge it by.
    id: String,
    /// What happened: `correction`, `revocation`, `withdrawal`, `dispute`, `reviewed`, `merged`, `parted`.
    event: String,
    /// When.
    at: String,
    /// What the person is called by this organisation's systems; no other organisation has the same.
    person: String,
    /// The record it is about, or the review.
    target: Option<String>,
    /// The purpose that was withdrawn.
    purpose: Option<String>,
    /// The record as it is now: FHIR, where the system and its token may read records of this kind.
    #[schema(value_type = Option<Object>)]
    record: Option<Value>,
}

/// What became of data, the oldest first.
#[derive(Serialize, utoipa::ToSchema)]
pub(crate) struct Changes {
    changes: Vec<Change>,
}

/// What a system has not acknowledged: a hundred at most.
#[utoipa::path(
    get, path = "/api/v1/changes", tag = "changes",
    responses((status = 200, description = "The entries", body = Changes), crate::describe::Refusals)
)]
pub(crate) async fn list(State(exchange): State<Arc<Exchange>>, asked: Asked, caller: Caller) -> Response {
    let told = async {
        caller.must(Scope::ChangesRead)?;
        let release = media::accepted(&asked.headers)?;
        let may = |content: &Content| {
            caller.has(match content {
                Content::Vaccination(_) => Scope::ImmunizationRead,
                Content::Laboratory(_) => Scope::ObservationRead,
            })
        };
        let views = exchange.services.partners.changes(&caller.system, &may).await?;
        let changes = views.iter().map(|view| change(view, &asked, release)).collect();
        Ok(([(header::CACHE_CONTROL, "no-store")], Json(Changes { changes })).into_response())
    };
    told.await.unwrap_or_else(|refusal: Refusal| refusal.answer(&asked))
}

fn change(view: &DeliveryView, asked: &Asked, release: Release) -> Change {
    let delivery = &view.delivery;
    let record = view.record.as_ref().map(|(version, unit)| {
        let record = fhir::Record {
            id: delivery.target.unwrap_or(delivery.id),
            version: version.version,
            content: version.content.clone(),
            state: version.state,
            confirmed: version.confirmed != storage::Confirmed::Not,
            unit: (unit.clone(), unit.clone()),
            at: version.at,
            history: Vec::new(),
        };
        release.say(shared(&Shared { language: asked.language, record: &record, key: None, whose: None }))
    });
    Change {
        id: delivery.id.to_string(),
        event: delivery.kind.clone(),
        at: delivery.created_at.rfc3339(),
        person: view.person.clone(),
        target: delivery.target.map(|id| id.to_string()),
        purpose: Some(delivery.purpose.clone()).filter(|purpose| !purpose.is_empty()),
        record,
    }
}

/// Says that an entry was taken. Said twice is said once.
#[utoipa::path(
    post, path = "/api/v1/changes/{id}/acknowledgement", tag = "changes",
    params(("id" = String, Path, description = "The entry")),
    responses(
        (status = 204, description = "It does not come again"),
        (status = 404, description = "No such entry", body = crate::describe::Problem, content_type = "application/problem+json"),
        crate::describe::Refusals,
    )
)]
pub(crate) async fn acknowledge(
    State(exchange): State<Arc<Exchange>>,
    asked: Asked,
    caller: Caller,
    Path(id): Path<String>,
) -> Response {
    let done = async {
        caller.must(Scope::ChangesRead)?;
        let id = Id::parse(&id).ok_or_else(Refusal::absent)?;
        exchange.services.partners.acknowledge(&caller.system, id).await?;
        Ok(StatusCode::NO_CONTENT.into_response())
    };
    done.await.unwrap_or_else(|refusal: Refusal| refusal.answer(&asked))
}

/// A body of JSON, read strictly: no key twice, nothing deep, nothing unknown.
pub(crate) fn json<T: DeserializeOwned>(asked: &Asked, body: &[u8]) -> Result<T, Refusal> {
    if media::of(&asked.headers)? != Media::Json {
        let text = Bilingual::new("ส่งเป็น JSON", "Send it as JSON.");
        return Err(Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "media-type", IssueCode::NotSupported, text));
    }
    let parsed = fhir::strict::parse(body).map_err(|issue| Refusal::wrong(vec![issue]))?;
    serde_json::from_value(parsed.value).map_err(|_| {
        let text =
            Bilingual::new("รูปแบบไม่ตรงกับที่กำหนดใน /openapi.json", "It is not of the form that /openapi.json describes.");
        Refusal::wrong(vec![Issue::new(IssueCode::Value, "", text)])
    })
}
