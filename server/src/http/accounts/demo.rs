//! The demonstration's own rooms: its cast, and what would have been sent. Not there outside a demonstration.

use super::super::portal::Portal;
use super::super::refusals::refused;
use super::super::respond::private;
use super::super::visitor::Visitor;
use super::me::{channel_name, state_name};
use super::sign_in::{self, Fields};
use crate::demo::{self, CAST};
use app::pages::account::demo::PersonaLine;
use app::pages::account::outbox::OutboxEntry;
use app::pages::account::{demo as demo_page, outbox as outbox_page};
use axum::extract::{Form, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::Language;
use serde::Deserialize;
use service::{OutboxLine, ServiceError};
use std::sync::Arc;

type Shared = State<Arc<Portal>>;

/// The most shown.
const NEWEST: u32 = 100;

pub(super) async fn cast(State(portal): Shared, visitor: Visitor, headers: HeaderMap) -> Response {
    if !portal.config.demo {
        return StatusCode::NOT_FOUND.into_response();
    }
    let lines: Vec<_> = CAST
        .iter()
        .map(|it| PersonaLine {
            id: it.id,
            role: it.role,
            organisation: demo::organisation_name(it.organisation),
            name: it.name,
        })
        .collect();
    private(&portal, &visitor, &headers, StatusCode::OK, |frame| demo_page::page(frame, &lines))
}

pub(super) async fn outbox(State(portal): Shared, visitor: Visitor, headers: HeaderMap) -> Response {
    if !portal.config.demo {
        return StatusCode::NOT_FOUND.into_response();
    }
    match portal.services.messages.outbox(NEWEST).await {
        Ok(lines) => {
            let entries = lines.into_iter().map(entry).collect();
            private(&portal, &visitor, &headers, StatusCode::OK, |frame| outbox_page::page(frame, entries))
        }
        Err(error) => refused(&error, visitor.now),
    }
}

fn entry(line: OutboxLine) -> OutboxEntry {
    let (address, subject, text) =
        line.parcel.map_or_else(Default::default, |parcel| (parcel.address, parcel.subject, parcel.text));
    let (channel, state) = (channel_name(line.channel), state_name(line.state));
    OutboxEntry { at: line.made_at, channel, state, address, subject, text }
}

/// Who is to be signed in, and in which language they go on.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct PersonaFields {
    persona: String,
    language: String,
}

pub(super) async fn sign_in_as(
    State(portal): Shared,
    visitor: Visitor,
    headers: HeaderMap,
    Form(fields): Form<PersonaFields>,
) -> Response {
    if !portal.config.demo {
        return StatusCode::NOT_FOUND.into_response();
    }
    let language = Language::from_tag(&fields.language).unwrap_or(visitor.language);
    let visitor = visitor.speaking(language);
    let device = super::super::session::device(&headers);
    match portal.services.sign_on.sign_in_as(&fields.persona, &device).await {
        Ok(token) => sign_in::entered(&portal, &visitor, &token, &Fields::default()).await,
        Err(ServiceError::Absent) => StatusCode::UNPROCESSABLE_ENTITY.into_response(),
        Err(error) => refused(&error, visitor.now),
    }
}
