//! The officers' rooms that accounts need: checking powers of attorney, acknowledging withdrawals.

use super::super::portal::Portal;
use super::super::refusals::refused;
use super::super::respond::{own, see};
use super::super::session::{self, Staff};
use super::super::visitor::Visitor;
use super::consents::download;
use super::records::name_of;
use app::i18n::office as words;
use app::pages::office::delegations::WaitingDelegation;
use app::pages::office::notices::{WaitingCorrection, WaitingNotice};
use app::pages::office::{delegations as delegations_page, home as home_page, notices as notices_page};
use app::routes::Route;
use axum::extract::{Form, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::account::Role;
use domain::cases::Words;
use domain::catalogue::RecipientId;
use domain::{Bilingual, Explain, Id};
use serde::Deserialize;
use service::{DelegationView, ServiceError, Signed};
use std::sync::Arc;

type Shared = State<Arc<Portal>>;

pub(super) async fn unit(
    State(portal): Shared,
    Staff(signed): Staff,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    home(&portal, &visitor, &headers, &signed, Route::Unit).await
}

pub(super) async fn office(
    State(portal): Shared,
    Staff(signed): Staff,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    home(&portal, &visitor, &headers, &signed, Route::Office).await
}

async fn home(portal: &Arc<Portal>, visitor: &Visitor, headers: &HeaderMap, signed: &Signed, route: Route) -> Response {
    let at_home = (route == Route::Unit) == (signed.role == Role::UnitOfficer);
    if !at_home {
        return refused(&ServiceError::Forbidden, visitor.now);
    }
    let found = async {
        let known = portal.services.records.organisation(&signed.organisation).await?;
        let organisation = name_of(known.as_ref(), &signed.organisation, visitor.language);
        Ok::<_, ServiceError>((portal.services.accounts.first_name(&signed.account).await?, organisation))
    };
    match found.await {
        Ok((name, organisation)) => {
            let bar = session::bar(portal, signed).await;
            own(portal, visitor, headers, (StatusCode::OK, Some(bar)), |frame| {
                home_page::page(frame, route, signed.role, (&name, &organisation))
            })
        }
        Err(error) => refused(&error, visitor.now),
    }
}

fn line(it: &DelegationView) -> WaitingDelegation {
    WaitingDelegation {
        id: it.id,
        grantor: it.grantor_name.clone(),
        delegate: it.delegate_name.clone(),
        delegate_known: it.delegate_known,
        terms: it.terms,
        filed_at: it.filed_at,
    }
}

pub(super) async fn delegations(
    State(portal): Shared,
    Staff(signed): Staff,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    match portal.services.delegates.waiting(&signed).await {
        Ok(waiting) => {
            let bar = session::bar(&portal, &signed).await;
            own(&portal, &visitor, &headers, (StatusCode::OK, Some(bar)), |frame| {
                delegations_page::page(frame, &waiting)
            })
        }
        Err(error) => refused(&error, visitor.now),
    }
}

pub(super) async fn delegation(
    State(portal): Shared,
    Path(id): Path<String>,
    Staff(signed): Staff,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let Some(id) = Id::parse(&id) else { return StatusCode::NOT_FOUND.into_response() };
    show(&portal, &visitor, &headers, &signed, id, (StatusCode::OK, "", None)).await
}

async fn show(
    portal: &Arc<Portal>,
    visitor: &Visitor,
    headers: &HeaderMap,
    signed: &Signed,
    id: Id,
    (status, reason, mistake): (StatusCode, &str, Option<Bilingual>),
) -> Response {
    match portal.services.delegates.open(signed, id).await {
        Ok(view) => {
            let bar = session::bar(portal, signed).await;
            own(portal, visitor, headers, (status, Some(bar)), |frame| {
                delegations_page::one(frame, &line(&view), (reason, mistake))
            })
        }
        Err(error) => refused(&error, visitor.now),
    }
}

pub(super) async fn document(
    State(portal): Shared,
    Path(id): Path<String>,
    Staff(signed): Staff,
    visitor: Visitor,
) -> Response {
    let Some(id) = Id::parse(&id) else { return StatusCode::NOT_FOUND.into_response() };
    match portal.services.delegates.document(&signed, id).await {
        Ok((kind, bytes)) if kind == "application/pdf" => download("application/pdf", "power-of-attorney.pdf", bytes),
        Ok((_, bytes)) => download("image/jpeg", "power-of-attorney.jpg", bytes),
        Err(error) => refused(&error, visitor.now),
    }
}

/// A decision as posted.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct DecisionFields {
    decision: String,
    reason: String,
}

pub(super) async fn decide(
    State(portal): Shared,
    Path(id): Path<String>,
    Staff(signed): Staff,
    visitor: Visitor,
    headers: HeaderMap,
    Form(fields): Form<DecisionFields>,
) -> Response {
    let Some(id) = Id::parse(&id) else { return StatusCode::NOT_FOUND.into_response() };
    let (typed, reason) = (fields.reason.as_str(), Words::parse(&fields.reason));
    let mistake = match (fields.decision.as_str(), &reason) {
        (_, Err(error)) => Some(error.explain()),
        ("refused", Ok(reason)) if reason.as_str().is_empty() => Some(words::REASON_MISSING),
        ("verified" | "refused", Ok(_)) => None,
        _ => Some(words::DECISION_MISSING),
    };
    let (Ok(reason), None) = (reason, mistake) else {
        let wrong = (StatusCode::UNPROCESSABLE_ENTITY, typed, mistake);
        return show(&portal, &visitor, &headers, &signed, id, wrong).await;
    };
    let holds = fields.decision == "verified";
    match portal.services.delegates.decide(&signed, id, holds, reason.as_str()).await {
        Ok(()) => see(&Route::OfficeDelegations.path(visitor.language)),
        Err(error) => refused(&error, visitor.now),
    }
}

/// The recipient an officer answers for.
fn recipient(signed: &Signed) -> Result<RecipientId, ServiceError> {
    match signed.role {
        Role::UnitOfficer => Ok(RecipientId::HealthUnits),
        Role::DivisionOfficer => Ok(RecipientId::Division),
        Role::Contractor => Ok(RecipientId::Contractors),
        _ => Err(ServiceError::Forbidden),
    }
}

pub(super) async fn notices(
    State(portal): Shared,
    Staff(signed): Staff,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let waiting = async {
        let recipient = recipient(&signed)?;
        let corrections = portal.services.records.corrections_for(recipient).await?;
        Ok::<_, ServiceError>((portal.services.consents.notices_for(recipient).await?, corrections))
    };
    match waiting.await {
        Ok((waiting, corrections)) => {
            let line = |it: &storage::RecipientNotice| WaitingNotice {
                id: it.id,
                subject: it.subject.clone(),
                purpose: it.purpose.name(),
                at: it.created_at,
            };
            let lines: Vec<_> = waiting.iter().map(line).collect();
            let correction = |it: &storage::CorrectionNotice| WaitingCorrection {
                id: it.id,
                subject: it.subject.clone(),
                record: it.record,
                version: it.version,
                at: it.created_at,
                times: it.times,
            };
            let corrections: Vec<_> = corrections.iter().map(correction).collect();
            let bar = session::bar(&portal, &signed).await;
            own(&portal, &visitor, &headers, (StatusCode::OK, Some(bar)), |frame| {
                notices_page::page(frame, &lines, &corrections)
            })
        }
        Err(error) => refused(&error, visitor.now),
    }
}

pub(super) async fn acknowledge_correction(
    State(portal): Shared,
    Path(id): Path<String>,
    Staff(signed): Staff,
    visitor: Visitor,
) -> Response {
    let Some(id) = Id::parse(&id) else { return StatusCode::NOT_FOUND.into_response() };
    let done = async { portal.services.records.acknowledge(&signed, recipient(&signed)?, id).await };
    match done.await {
        Ok(()) => see(&Route::UnitNotices.path(visitor.language)),
        Err(error) => refused(&error, visitor.now),
    }
}

pub(super) async fn acknowledge(
    State(portal): Shared,
    Path(id): Path<String>,
    Staff(signed): Staff,
    visitor: Visitor,
) -> Response {
    let Some(id) = Id::parse(&id) else { return StatusCode::NOT_FOUND.into_response() };
    let done = async { portal.services.consents.acknowledge(&signed, recipient(&signed)?, id).await };
    match done.await {
        Ok(()) => see(&Route::UnitNotices.path(visitor.language)),
        Err(error) => refused(&error, visitor.now),
    }
}
