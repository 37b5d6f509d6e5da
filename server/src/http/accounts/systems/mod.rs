//! Partners' systems, entered and ended by the division.

mod typed;

use super::super::portal::Portal;
use super::super::refusals::refused;
use super::super::respond::{own, see};
use super::super::session::{self, Staff};
use super::super::visitor::Visitor;
use super::answers::Fields;
use super::doses::{self, Mistakes};
use super::partners;
use super::records::name_of;
use app::i18n::systems as words;
use app::pages::office::partners::{AgreementTyped, may_have_systems};
use app::pages::office::systems::{self as pages, NewSystemPage, SystemCard, SystemTyped};
use axum::extract::{Form, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use couriers::WebhookSecret;
use domain::account::Role;
use service::{NewSystem, OfficeView, PartnerRefusal, ServiceError, Signed, SystemView};
use smart::{JwkSet, Scopes};
use std::sync::Arc;
use typed::{read, typed};

type Shared = State<Arc<Portal>>;

/// A system as its organisation's page shows it.
pub(super) fn card(view: SystemView) -> SystemCard {
    let SystemView { system, name, officer } = view;
    let keys = JwkSet::parse(&system.keys).unwrap_or_default();
    let key = |key: &smart::Jwk| (key.id().to_owned(), key.algorithm().name().to_owned());
    SystemCard {
        client: system.client,
        name,
        officer,
        purpose: system.purpose,
        scopes: Scopes::parse(&system.scopes).unwrap_or_default().iter().map(written).collect(),
        keys: keys.keys().iter().map(key).collect(),
        keys_url: system.keys_url,
        endpoint: system.endpoint,
        since: system.made_at.bangkok_day(),
        ended: system.ended,
    }
}

/// A scope as it is written alone.
fn written(scope: smart::Scope) -> String {
    Scopes::NONE.with(scope).to_string()
}

/// The organisation, for who may enter systems of it.
async fn office(portal: &Portal, signed: &Signed, code: &str) -> Result<OfficeView, ServiceError> {
    if signed.role != Role::DivisionOfficer {
        return Err(ServiceError::Forbidden);
    }
    let view = portal.services.duty.office(signed, code).await?;
    if may_have_systems(&view.organisation) { Ok(view) } else { Err(ServiceError::Forbidden) }
}

pub(super) async fn new(
    State(portal): Shared,
    Path(code): Path<String>,
    Staff(signed): Staff,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    match office(&portal, &signed, &code).await {
        Ok(view) => {
            let more = (StatusCode::OK, SystemTyped::default(), Mistakes::new());
            show(&portal, &visitor, &headers, &signed, &view, more).await
        }
        Err(error) => refused(&error, visitor.now),
    }
}

async fn show(
    portal: &Arc<Portal>,
    visitor: &Visitor,
    headers: &HeaderMap,
    signed: &Signed,
    view: &OfficeView,
    (status, typed, mistakes): (StatusCode, SystemTyped, Mistakes),
) -> Response {
    let organisation = &view.organisation;
    let officer = |it: &service::ColleagueView| {
        (it.officer.clone(), format!("{} · {}", it.officer, it.role.label().text(visitor.language)))
    };
    let model = NewSystemPage {
        code: organisation.code.clone(),
        organisation: name_of(Some(organisation), &organisation.code, visitor.language),
        officers: view.people.iter().map(officer).collect(),
        typed,
        mistakes,
    };
    let bar = session::bar(portal, signed).await;
    own(portal, visitor, headers, (status, Some(bar)), |frame| pages::new(frame, &model))
}

pub(super) async fn enter(
    State(portal): Shared,
    Path(code): Path<String>,
    Staff(signed): Staff,
    visitor: Visitor,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Response {
    let view = match office(&portal, &signed, &code).await {
        Ok(view) => view,
        Err(error) => return refused(&error, visitor.now),
    };
    let typed = typed(&fields);
    match keep(&portal, &signed, &code, &typed).await {
        Ok(Some(secret)) => {
            let secret = WebhookSecret::new(secret).reveal();
            let bar = session::bar(&portal, &signed).await;
            let shown = (code.as_str(), typed.client.as_str(), secret.as_str());
            own(&portal, &visitor, &headers, (StatusCode::OK, Some(bar)), |frame| pages::secret(frame, shown))
        }
        Ok(None) => see(&partners::back(visitor.language, &code, "system-entered")),
        Err(NotEntered::Wrong(mistakes)) => {
            let more = (StatusCode::UNPROCESSABLE_ENTITY, typed, mistakes);
            show(&portal, &visitor, &headers, &signed, &view, more).await
        }
        Err(NotEntered::Service(error)) => refused(&error, visitor.now),
    }
}

/// Why a system was not entered.
enum NotEntered {
    /// What was typed is wrong.
    Wrong(Mistakes),
    /// The use case did not do its work.
    Service(ServiceError),
}

/// Enters what was typed; gives back the secret of its events, where they are posted.
async fn keep(
    portal: &Portal,
    signed: &Signed,
    code: &str,
    typed: &SystemTyped,
) -> Result<Option<[u8; 32]>, NotEntered> {
    let officer = portal.services.partners.account_of(code, &typed.officer).await.map_err(NotEntered::Service)?;
    let officer = officer.filter(|_| !typed.officer.is_empty());
    let (purpose, scopes) = read(typed, officer.is_some(), portal.config.demo).map_err(NotEntered::Wrong)?;
    let new = NewSystem {
        client: &typed.client,
        name: &typed.name,
        organisation: code,
        officer: officer.as_deref().unwrap_or_default(),
        purpose,
        scopes: &scopes,
        keys: &typed.keys,
        keys_url: &typed.keys_url,
        endpoint: &typed.endpoint,
    };
    portal.services.partners.enter(&new, &signed.account).await.map_err(|error| match error {
        ServiceError::Partner(PartnerRefusal::Known) => NotEntered::Wrong(vec![("client", words::CLIENT_KNOWN)]),
        ServiceError::Partner(PartnerRefusal::Officer) => NotEntered::Wrong(vec![("officer", words::OFFICER_WRONG)]),
        error => NotEntered::Service(error),
    })
}

pub(super) async fn end(
    State(portal): Shared,
    Path(code): Path<String>,
    Staff(signed): Staff,
    visitor: Visitor,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Response {
    if signed.role != Role::DivisionOfficer {
        return refused(&ServiceError::Forbidden, visitor.now);
    }
    let client = doses::field(&fields, "client");
    let ended = async {
        // A system of another organisation is none here.
        let systems = portal.services.partners.systems(&code).await?;
        systems.iter().find(|system| system.client == client).ok_or(ServiceError::Absent)?;
        portal.services.partners.end(client, &signed.account).await
    };
    match ended.await {
        Ok(()) => see(&partners::back(visitor.language, &code, "system-ended")),
        Err(ServiceError::Meanwhile) => {
            let more = (AgreementTyped::default(), Mistakes::new(), Some(words::WAS_ENDED));
            partners::show(&portal, &visitor, &headers, &signed, (StatusCode::CONFLICT, &code, more)).await
        }
        Err(error) => refused(&error, visitor.now),
    }
}
