//! The register of target groups: the civil registration authority says who belongs to a group, a unit asks for somebody who
//! came.

use crate::Exchange;
use crate::asked::Asked;
use crate::caller::Caller;
use crate::given::PersonJson;
use crate::refusal::Refusal;
use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use domain::Bilingual;
use fhir::{Issue, IssueCode};
use http::header;
use serde::{Deserialize, Serialize};
use service::{TargetGiven, TargetOutcome};
use smart::Scope;
use std::sync::Arc;
use std::time::Duration;

/// The most entries of one request.
const ENTRIES: usize = 1000;

/// Entries of a group.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entries {
    /// 1 000 at most.
    #[schema(min_items = 1, max_items = 1000)]
    entries: Vec<TargetEntry>,
}

/// An entry of a group.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TargetEntry {
    /// Who.
    person: PersonJson,
    /// Whether they belong to it; absent means they do.
    #[serde(default = "yes")]
    member: bool,
}

const fn yes() -> bool {
    true
}

/// What became of each entry, in order.
#[derive(Serialize, utoipa::ToSchema)]
pub(crate) struct Kept {
    outcomes: Vec<EntryOutcome>,
}

/// What became of an entry.
#[derive(Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct EntryOutcome {
    /// Its place, from 0.
    entry: usize,
    /// `kept`, `other-person` (the document is known, and the rest is not theirs) or `invalid`.
    outcome: &'static str,
    /// What is wrong with it.
    problems: Vec<EntryProblem>,
}

/// What is wrong with an entry.
#[derive(Serialize, utoipa::ToSchema)]
pub(crate) struct EntryProblem {
    /// Where, a JSON pointer.
    pointer: String,
    /// What is wrong.
    detail: String,
}

/// A question for somebody who came.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LookUp {
    /// Who.
    person: PersonJson,
}

/// The groups somebody belongs to.
#[derive(Serialize, utoipa::ToSchema)]
pub(crate) struct Groups {
    groups: Vec<Group>,
}

/// A group somebody belongs to.
#[derive(Serialize, utoipa::ToSchema)]
pub(crate) struct Group {
    /// Its code.
    code: String,
    /// Since when it is known.
    since: String,
    /// The organisation that says so.
    source: String,
}

/// Says who belongs to a group, or no longer does. An entry that is wrong takes nothing from the others.
#[utoipa::path(
    post, path = "/api/v1/target-groups/{code}/entries", tag = "target groups", request_body = Entries,
    params(("code" = String, Path, description = "The group: letters, digits and hyphens", max_length = 40)),
    responses((status = 200, description = "What became of each", body = Kept), crate::describe::Refusals)
)]
pub(crate) async fn keep(
    State(exchange): State<Arc<Exchange>>,
    asked: Asked,
    caller: Caller,
    Path(code): Path<String>,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let body = match body {
        Ok(body) => body,
        Err(rejection) => return rejection.status().into_response(),
    };
    let kept = async {
        caller.must(Scope::TargetGroupWrite)?;
        let sent: Entries = crate::changes::json(&asked, &body)?;
        must_be_code(&code)?;
        if sent.entries.is_empty() || sent.entries.len() > ENTRIES {
            let text = Bilingual::new("ส่งได้ครั้งละ 1 ถึง 1,000 รายการ", "Between 1 and 1,000 entries are taken.");
            return Err(Refusal::wrong(vec![Issue::new(IssueCode::TooLong, "/entries", text)]));
        }
        let today = exchange.services.clock.now().bangkok_day();
        let (mut given, mut read) = (Vec::new(), Vec::new());
        for (at, entry) in sent.entries.iter().enumerate() {
            read.push(entry.person.read(&format!("/entries/{at}/person"), today).map(|person| {
                given.push(TargetGiven { person, code: code.clone(), belongs: entry.member });
                given.len() - 1
            }));
        }
        let outcomes = exchange.services.partners.keep_targets(&caller.system, &given).await?;
        let outcomes = read.into_iter().enumerate().map(|(entry, read)| told(&asked, entry, &read, &outcomes));
        Ok(Json(Kept { outcomes: outcomes.collect() }).into_response())
    };
    kept.await.unwrap_or_else(|refusal: Refusal| refusal.answer(&asked))
}

fn told(asked: &Asked, entry: usize, read: &Result<usize, Vec<Issue>>, outcomes: &[TargetOutcome]) -> EntryOutcome {
    match read {
        Ok(place) => {
            let kept = outcomes.get(*place) == Some(&TargetOutcome::Kept);
            EntryOutcome { entry, outcome: if kept { "kept" } else { "other-person" }, problems: Vec::new() }
        }
        Err(issues) => {
            let problem = |issue: &Issue| EntryProblem {
                pointer: issue.path.clone(),
                detail: issue.text.text(asked.language).to_owned(),
            };
            EntryOutcome { entry, outcome: "invalid", problems: issues.iter().map(problem).collect() }
        }
    }
}

fn must_be_code(code: &str) -> Result<(), Refusal> {
    let fits = (1..=40).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if fits {
        return Ok(());
    }
    let text = Bilingual::new("รหัสกลุ่มเป็นตัวอักษร ตัวเลข และขีด", "A group's code is letters, digits and hyphens.");
    Err(Refusal::wrong(vec![Issue::new(IssueCode::Value, "/code", text)]))
}

/// Asks which groups somebody who came belongs to.
#[utoipa::path(
    post, path = "/api/v1/target-groups/lookup", tag = "target groups", request_body = LookUp,
    responses(
        (status = 200, description = "The groups", body = Groups),
        (status = 404, description = "Nobody is known by these", body = crate::describe::Problem, content_type = "application/problem+json"),
        crate::describe::Refusals,
    )
)]
pub(crate) async fn look_up(
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
        caller.must(Scope::TargetGroupRead)?;
        let question: LookUp = crate::changes::json(&asked, &body)?;
        let today = exchange.services.clock.now().bangkok_day();
        let person = question.person.read("/person", today).map_err(Refusal::wrong)?;
        let (entries, slower) = exchange.services.partners.targets_of(&caller.system, &person).await?;
        tokio::time::sleep(Duration::from_millis(slower.into())).await;
        let group = |it: storage::TargetEntry| Group { code: it.code, since: it.at.rfc3339(), source: it.source };
        let groups = entries.into_iter().map(group).collect();
        Ok(([(header::CACHE_CONTROL, "no-store")], Json(Groups { groups })).into_response())
    };
    found.await.unwrap_or_else(|refusal: Refusal| refusal.answer(&asked))
}
