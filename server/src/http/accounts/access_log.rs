//! Who used my data, and who may: the person's log, a doubt, and the public table of the rule.

use super::super::portal::Portal;
use super::super::refusals::refused;
use super::super::respond::{own, private, see};
use super::super::session::{self, Person};
use super::super::visitor::Visitor;
use super::consents;
use super::records::name_of;
use app::i18n::duty as words;
use app::pages::me::access_log::{self as page, AccessLogPage, Committed, UseLine, Who};
use app::pages::public::access as access_page;
use app::routes::Route;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::case_number::CaseNumber;
use domain::cases::{Right, Words};
use domain::catalogue::PurposeId;
use domain::{Bilingual, Id, Language};
use serde::Deserialize;
use service::{AccessView, CaseFiling, ServiceError, UseReceipt};
use std::sync::Arc;

type Shared = State<Arc<Portal>>;

/// Filter and place in the list.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    office: String,
    purpose: String,
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
        let filter = (asked.office.as_str(), purpose(&asked.purpose));
        Ok::<_, ServiceError>((log.list_for(&signed, filter, Id::parse(&asked.before)).await?, log.hidden().await?))
    };
    let (found, hidden) = match found.await {
        Ok(found) => found,
        Err(error) => return refused(&error, visitor.now),
    };
    let model = AccessLogPage {
        uses: found.uses.iter().map(|it| line(it, visitor.language)).collect(),
        // What is no organisation filters nothing out of the address either.
        office: asked.office.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect(),
        purpose: purpose(&asked.purpose),
        next: found.next,
        hidden,
    };
    let bar = session::bar(&portal, &signed).await;
    own(&portal, &visitor, &headers, (StatusCode::OK, Some(bar)), |frame| page::page(frame, &model))
}

fn line(it: &AccessView, language: Language) -> UseLine {
    let grounds = it.line.grounds.clone().unwrap_or_default();
    let office = &grounds.office;
    let who = if it.by_operator {
        Who::Operator
    } else if office.is_empty() {
        Who::Delegate
    } else {
        let name = name_of(it.office.as_ref(), office, language);
        match &it.system {
            Some(system) => Who::System(office.clone(), name, system.clone()),
            None => Who::Officer(office.clone(), name, it.officer.clone()),
        }
    };
    UseLine {
        id: it.line.id,
        what: said(&it.line.act),
        refused: grounds.path.contains('-'),
        at: it.line.at,
        who,
        hold: it.hold,
        committed: it.committed.map(|it| match it {
            service::Committed::Waiting => Committed::Waiting,
            service::Committed::At(place) => Committed::At(place),
        }),
        purpose: purpose(&grounds.purpose).map(PurposeId::name),
        facts: grounds.facts,
        path: grounds.path,
        doubted: it.doubted.as_deref().and_then(|number| CaseNumber::parse(number).ok()),
    }
}

/// What was done, in words.
pub(super) fn said(act: &str) -> Bilingual {
    words::event(act).unwrap_or(words::USED)
}

fn purpose(id: &str) -> Option<PurposeId> {
    PurposeId::ALL.into_iter().find(|purpose| purpose.id() == id)
}

/// The receipt of a use that was committed to when it happened, in one of its three forms.
pub(super) async fn receipt(
    State(portal): Shared,
    Path((id, file)): Path<(String, String)>,
    Person(signed): Person,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let (Some(id), Some(kind)) = (Id::parse(&id), file.strip_prefix("receipt")) else {
        return refused(&ServiceError::Absent, visitor.now);
    };
    match portal.services.access_log.receipt(&signed, id).await {
        Ok(UseReceipt { id, bytes, salt }) => {
            let (route, back) = (Route::UseReceipt(id), Route::AccessLog);
            let shown = consents::ReceiptFile { route, back, id, salt, bytes };
            consents::receipt_file(&portal, &visitor, &headers, &signed, shown, kind.trim_start_matches('.')).await
        }
        Err(error) => refused(&error, visitor.now),
    }
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
        let filing =
            CaseFiling { record: Some(id), ..CaseFiling::of(Right::Complaint, Words::default(), visitor.language) };
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
