//! Who used somebody's data, told to a system that answers that person's question: as FHIR `AuditEvent`, and as the Estonian
//! data tracker's `findUsage`. What a law keeps from the person is in neither.

use crate::Exchange;
use crate::asked::Asked;
use crate::caller::Caller;
use crate::given::{PersonJson, searched};
use crate::media::{self, Media};
use crate::reading::fhir_json;
use crate::refusal::Refusal;
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::response::{IntoResponse, Response};
use domain::catalogue::PurposeId;
use domain::exchange::GivenPerson;
use domain::registration::Document;
use domain::{Bilingual, Language};
use fhir::access::{AccessEvent, USAGES, Way, audit_event, find_usage as tracked};
use fhir::partner::{Page, searchset};
use fhir::{Issue, IssueCode};
use http::header;
use serde::Deserialize;
use service::{UsageEvent, UsageList};
use smart::Scope;
use std::sync::Arc;
use std::time::Duration;

/// A question to the data tracker.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct FindUsage {
    /// Whose data.
    person: PersonJson,
    /// How many of the latest uses are passed over.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 1000)]
    offset: u32,
    /// The most uses told.
    #[serde(default = "most")]
    #[schema(minimum = 1, maximum = 1000)]
    limit: u32,
}

const fn most() -> u32 {
    USAGES
}

/// Who used somebody's data, as the data tracker tells it.
#[utoipa::path(
    post, path = "/api/v1/findUsage", tag = "data tracker", request_body = FindUsage,
    responses(
        (status = 200, description = "The uses, the latest first", body = crate::describe::Usages),
        (status = 404, description = "Nobody is known by these", body = crate::describe::Problem, content_type = "application/problem+json"),
        crate::describe::Refusals,
    )
)]
pub(crate) async fn find_usage(
    State(exchange): State<Arc<Exchange>>,
    asked: Asked,
    caller: Caller,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let body = match body {
        Ok(body) => body,
        Err(rejection) => return rejection.status().into_response(),
    };
    let found = async {
        caller.must(Scope::AuditEventSearch)?;
        let question: FindUsage = crate::changes::json(&asked, &body)?;
        let within = question.offset <= USAGES && (1..=USAGES).contains(&question.limit);
        if !within {
            let text = Bilingual::new("อยู่นอกช่วงที่กำหนด", "offset is 0 to 1000, limit is 1 to 1000.");
            return Err(Refusal::wrong(vec![Issue::new(IssueCode::Value, "/limit", text)]));
        }
        let person = question.person.read("/person", today(&exchange)).map_err(Refusal::wrong)?;
        let list = uses(&exchange, &caller, &person, (question.offset, question.limit)).await?;
        let events = events(&list, asked.language, None);
        let body = Json(tracked(&events, list.total.into()));
        Ok(([(header::CACHE_CONTROL, "no-store")], body).into_response())
    };
    found.await.unwrap_or_else(|refusal: Refusal| refusal.answer(&asked))
}

/// Who used somebody's data, as FHIR.
#[utoipa::path(
    post, path = "/fhir/AuditEvent/_search", tag = "data tracker",
    request_body(content = crate::describe::EntitySearchForm, content_type = "application/x-www-form-urlencoded"),
    responses(
        (status = 200, description = "A searchset Bundle", body = Object, content_type = "application/fhir+json"),
        (status = 404, description = "Nobody is known by these", body = Object, content_type = "application/fhir+json"),
        crate::describe::FhirRefusals,
    )
)]
pub(crate) async fn audit_events(
    State(exchange): State<Arc<Exchange>>,
    asked: Asked,
    caller: Caller,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let body = match body {
        Ok(body) => body,
        Err(rejection) => return rejection.status().into_response(),
    };
    let found = async {
        caller.must(Scope::AuditEventSearch)?;
        let release = media::accepted(&asked.headers)?;
        if media::of(&asked.headers)? != Media::Form {
            let text = Bilingual::new("ส่งเงื่อนไขเป็นแบบฟอร์ม", "Send what is looked for as a form.");
            return Err(Refusal::wrong(vec![Issue::new(IssueCode::Structure, "", text)]));
        }
        let person = searched(&body, "entity", today(&exchange)).map_err(Refusal::wrong)?;
        let list = uses(&exchange, &caller, &person, (0, USAGES)).await?;
        let events = events(&list, asked.language, Some(&person.document));
        let made: Vec<_> = events.iter().map(|it| audit_event(it, &exchange.origin, asked.language)).collect();
        let (at, own) = (exchange.services.clock.now(), format!("{}{}", exchange.origin, asked.path));
        let page = Page { origin: &exchange.origin, at, total: list.total.into(), own: &own, next: None };
        Ok(fhir_json(release, searchset(&page, &made)))
    };
    found.await.unwrap_or_else(|refusal: Refusal| refusal.answer(&asked))
}

async fn uses(
    exchange: &Exchange,
    caller: &Caller,
    person: &GivenPerson,
    page: (u32, u32),
) -> Result<UsageList, Refusal> {
    let list = exchange.services.partners.usage(&caller.system, person, page).await?;
    tokio::time::sleep(Duration::from_millis(list.slower.into())).await;
    Ok(list)
}

fn today(exchange: &Exchange) -> domain::Day {
    exchange.services.clock.now().bangkok_day()
}

fn events(list: &UsageList, language: Language, whose: Option<&Document>) -> Vec<AccessEvent> {
    list.events.iter().map(|event| told(event, language, whose)).collect()
}

fn told(event: &UsageEvent, language: Language, whose: Option<&Document>) -> AccessEvent {
    let (code, known) = &event.office;
    let name = known.as_ref().map(|it| match language {
        Language::Th => it.name_th.clone(),
        Language::En => it.name_en.clone(),
    });
    AccessEvent {
        id: event.id,
        at: event.at,
        act: (event.act.clone(), event.act.clone()),
        way: way(&event.act),
        organisation: (code.clone(), name.unwrap_or_else(|| code.clone())),
        system: event.system.clone().unwrap_or_else(|| "portal".to_owned()),
        purpose: PurposeId::ALL.into_iter().find(|purpose| purpose.id() == event.purpose),
        allowed: !event.refused,
        whose: whose.cloned(),
    }
}

/// What an act is to data, by the last word of its name.
fn way(act: &str) -> Way {
    match act.rsplit('-').next().unwrap_or_default() {
        "read" | "followed" => Way::Read,
        "made" | "received" | "filed" | "kept" | "scanned" => Way::Create,
        "changed" | "decided" | "keyed" | "checked" | "linked" | "parted" | "acknowledged" => Way::Update,
        _ => Way::Execute,
    }
}
