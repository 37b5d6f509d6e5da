//! Who used my data, and who may: the person's log, a doubt, and the public table of the rule.

use super::super::portal::Portal;
use super::super::refusals::refused;
use super::super::respond::{own, private, see};
use super::super::session::{self, Person};
use super::super::visitor::Visitor;
use super::records::name_of;
use app::i18n::duty as words;
use app::pages::me::access_log::{self as page, AccessLogPage, UseLine};
use app::pages::public::access as access_page;
use app::routes::Route;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::case_number::CaseNumber;
use domain::cases::{Channel, Right, Words};
use domain::catalogue::PurposeId;
use domain::{Bilingual, Id, Language};
use serde::Deserialize;
use service::{AccessView, CaseFiling, ServiceError};
use std::sync::Arc;

type Shared = State<Arc<Portal>>;

/// Filter and place in the list.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    office: String,
    before: String,
}

pub(super) async fn log(
    State(portal): Shared,
    Person(signed): Person,
    Query(asked): Query<Asked>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let found = async {
        let log = &portal.services.access_log;
        Ok::<_, ServiceError>((log.list(&signed, &asked.office, Id::parse(&asked.before)).await?, log.hidden().await?))
    };
    let (found, hidden) = match found.await {
        Ok(found) => found,
        Err(error) => return refused(&error, visitor.now),
    };
    let model = AccessLogPage {
        uses: found.uses.iter().map(|it| line(it, visitor.language)).collect(),
        // What is no organisation filters nothing out of the address either.
        office: asked.office.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect(),
        next: found.next,
        hidden,
    };
    let bar = session::bar(&portal, &signed).await;
    own(&portal, &visitor, &headers, (StatusCode::OK, Some(bar)), |frame| page::page(frame, &model))
}

fn line(it: &AccessView, language: Language) -> UseLine {
    let grounds = it.line.grounds.clone().unwrap_or_default();
    let office = (!grounds.office.is_empty())
        .then(|| (grounds.office.clone(), name_of(it.office.as_ref(), &grounds.office, language)));
    UseLine {
        id: it.line.id,
        what: said(&it.line.act),
        refused: grounds.path.contains('-'),
        at: it.line.at,
        office,
        officer: it.officer.clone(),
        system: it.system.clone(),
        purpose: purpose(&grounds.purpose),
        facts: grounds.facts,
        path: grounds.path,
        doubted: it.doubted.as_deref().and_then(|number| CaseNumber::parse(number).ok()),
    }
}

/// What was done, in words.
pub(super) fn said(act: &str) -> Bilingual {
    words::event(act).unwrap_or(words::USED)
}

fn purpose(id: &str) -> Option<Bilingual> {
    PurposeId::ALL.into_iter().find(|purpose| purpose.id() == id).map(PurposeId::name)
}

/// A doubted use opens a case at the division, once.
pub(super) async fn doubt(
    State(portal): Shared,
    Path(id): Path<String>,
    Person(signed): Person,
    visitor: Visitor,
) -> Response {
    let Some(id) = Id::parse(&id) else { return StatusCode::NOT_FOUND.into_response() };
    let filed = async {
        portal.services.access_log.one(&signed, id).await?;
        let filing = CaseFiling {
            right: Right::Complaint,
            record: Some(id),
            claim: None,
            words: Words::default(),
            content: None,
            evidence: None,
            unit: None,
            channel: Channel::Web,
            language: visitor.language,
        };
        portal.services.cases.file(&signed, &filing).await
    };
    let to = |number, notice| see(&format!("{}?notice={notice}", Route::Correction(number).path(visitor.language)));
    match filed.await {
        Ok(number) => to(number, "filed"),
        Err(ServiceError::OpenCase(number)) => to(number, "open"),
        Err(error) => refused(&error, visitor.now),
    }
}

/// Who may see what: public, and new each time, for the count it shows.
pub(super) async fn access(State(portal): Shared, visitor: Visitor, headers: HeaderMap) -> Response {
    match portal.services.access_log.hidden().await {
        Ok(hidden) => private(&portal, &visitor, &headers, StatusCode::OK, |frame| access_page::page(frame, hidden)),
        Err(error) => refused(&error, visitor.now),
    }
}
