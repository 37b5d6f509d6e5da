//! Consent: the page, a choice, and the receipt in its three forms.

use super::super::portal::Portal;
use super::super::refusals::refused;
use super::super::respond::{own, see};
use super::super::session::{self, Person};
use super::super::visitor::Visitor;
use app::i18n::me as words;
use app::pages::me::consents::{ConsentsPage, EventLine, NoticeLine, PurposeCard};
use app::pages::me::receipt::ReceiptPage;
use app::pages::me::{consents as consents_page, receipt as receipt_page};
use app::routes::Route;
use axum::extract::{Form, Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::consent::{Decision, Method};
use domain::minority::Capacity;
use domain::{Bilingual, Digest, Id, catalogue};
use serde::Deserialize;
use service::{Choice, ConsentsView, ServiceError, Signed};
use std::sync::Arc;
use storage::ConsentEvent;

type Shared = State<Arc<Portal>>;

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
/// The longest key, in bytes; a longer one is refused as unreadable.
const LONGEST_KEY: usize = 255;

pub(super) async fn consents(
    State(portal): Shared,
    Person(signed): Person,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let (services, language) = (&portal.services, visitor.language);
    match services.consents.view(&signed, &services.policies, language).await {
        Ok(view) => {
            let model = model(&portal, &view, &signed);
            let bar = session::bar(&portal, &signed).await;
            own(&portal, &visitor, &headers, (StatusCode::OK, Some(bar)), |frame| consents_page::page(frame, &model))
        }
        Err(error) => refused(&error, visitor.now),
    }
}

fn model(portal: &Portal, view: &ConsentsView, signed: &Signed) -> ConsentsPage {
    let card = |it: &service::PurposeView| PurposeCard {
        asked: it.asked,
        last: it.last,
        to_be_asked: it.to_be_asked,
        allowed: it.allowed,
    };
    let line = |event: &ConsentEvent| EventLine {
        id: event.id,
        at: event.at,
        kind: event.kind,
        purpose: event.purpose.name(),
        by: by(event, signed),
    };
    let notice = |it: &storage::RecipientNotice| NoticeLine {
        recipient: it.recipient,
        purpose: it.purpose.name(),
        at: it.created_at,
        acknowledged: it.acknowledged.as_ref().map(|(at, _)| *at),
    };
    ConsentsPage {
        purposes: view.purposes.iter().map(card).collect(),
        history: view.history.iter().map(line).collect(),
        notices: view.notices.iter().map(notice).collect(),
        minor: view.capacity != Capacity::Full,
        // One a form; where there is no randomness a form without a key works too.
        keys: view.purposes.iter().map_while(|_| portal.services.forms.token().ok().map(|it| it.text())).collect(),
    }
}

fn by(event: &ConsentEvent, signed: &Signed) -> Bilingual {
    match () {
        () if event.method == Method::System => words::THE_SYSTEM,
        () if event.actor == signed.account => words::YOU,
        () if event.acting.is_some() => words::A_DELEGATE,
        () if event.method == Method::Paper => words::AN_OFFICER,
        () => words::YOU,
    }
}

/// A choice as posted.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct ChoiceFields {
    decision: String,
    seen: Option<String>,
    idempotency_key: String,
}

pub(super) async fn decide(
    State(portal): Shared,
    Path(purpose): Path<String>,
    Person(signed): Person,
    visitor: Visitor,
    headers: HeaderMap,
    Form(fields): Form<ChoiceFields>,
) -> Response {
    let Some(purpose) = catalogue::purpose(&purpose) else { return StatusCode::NOT_FOUND.into_response() };
    let header = headers.get(IDEMPOTENCY_KEY).map(|value| value.to_str().unwrap_or_default());
    let key = header.unwrap_or(&fields.idempotency_key);
    let (Some(decision), true) = (Decision::from_name(&fields.decision), key.len() <= LONGEST_KEY) else {
        return StatusCode::UNPROCESSABLE_ENTITY.into_response();
    };
    // `none`: the page showed no earlier answer. A form that does not say is not compared.
    let seen = match fields.seen.as_deref() {
        None | Some("") => None,
        Some("none") => Some(None),
        Some(event) => Some(Some(Id::parse(event).unwrap_or(Id::new(visitor.now, [0; 10])))),
    };
    let choice = Choice {
        purpose,
        decision,
        seen,
        key: Some(key).filter(|key| !key.is_empty()),
        language: visitor.language,
        method: Method::Web,
    };
    let services = &portal.services;
    match services.consents.decide(&signed, &services.policies, &choice).await {
        Ok(event) => see(&Route::Receipt(event).path(visitor.language)),
        Err(ServiceError::Consent(conflict)) => {
            let bar = session::bar(&portal, &signed).await;
            own(&portal, &visitor, &headers, (StatusCode::CONFLICT, Some(bar)), |frame| {
                consents_page::conflict(frame, conflict)
            })
        }
        Err(error) => refused(&error, visitor.now),
    }
}

pub(super) async fn receipt(
    State(portal): Shared,
    Path((event, file)): Path<(String, String)>,
    Person(signed): Person,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let Some(event) = Id::parse(&event) else { return StatusCode::NOT_FOUND.into_response() };
    let receipt = match portal.services.consents.receipt(&signed, event).await {
        Ok(receipt) => receipt,
        Err(error) => return refused(&error, visitor.now),
    };
    let route = Route::Receipt(event);
    let shown = ReceiptFile { route, back: Route::Consents, id: event, salt: receipt.salt, bytes: receipt.bytes };
    match file.strip_prefix("receipt") {
        Some(kind) => receipt_file(&portal, &visitor, &headers, &signed, shown, kind.trim_start_matches('.')).await,
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// A receipt that is asked for, in one of its three forms.
pub(super) struct ReceiptFile {
    /// The address of its page.
    pub(super) route: Route,
    /// Where its page leads back to.
    pub(super) back: Route,
    /// What the ledger finds it by.
    pub(super) id: Id,
    /// The salt of its commitment.
    pub(super) salt: [u8; 32],
    /// The bytes that were committed to.
    pub(super) bytes: Vec<u8>,
}

/// The page, the file, or the proof.
pub(super) async fn receipt_file(
    portal: &Arc<Portal>,
    visitor: &Visitor,
    headers: &HeaderMap,
    signed: &Signed,
    receipt: ReceiptFile,
    kind: &str,
) -> Response {
    let proof = portal.services.ledger.proof(receipt.id, receipt.salt).await.unwrap_or_else(|error| {
        tracing::error!(%error, "a proof could not be made");
        None
    });
    let name = |kind| format!("receipt-{}.{kind}", receipt.id);
    match kind {
        "" => page(portal, visitor, headers, signed, (&receipt, proof.map(|proof| proof.index))).await,
        "json" => download("application/ld+json", &name("json"), receipt.bytes),
        "tlog-proof" => match proof {
            Some(proof) => download("text/plain; charset=utf-8", &name("tlog-proof"), proof.text().into_bytes()),
            // Not in the ledger yet: within a second it is.
            None => (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "1")]).into_response(),
        },
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn page(
    portal: &Arc<Portal>,
    visitor: &Visitor,
    headers: &HeaderMap,
    signed: &Signed,
    (receipt, place): (&ReceiptFile, Option<u64>),
) -> Response {
    let lines = ledger::receipt::read(&receipt.bytes).map(|(_, lines)| lines).unwrap_or_default();
    let digest = Digest::of(&receipt.bytes).to_string();
    let origin = &portal.config.public_url;
    let address = format!("{origin}{}#{}-{}", Route::Verify.path(visitor.language), receipt.id, &digest[..16]);
    let model = ReceiptPage {
        route: receipt.route,
        back: receipt.back,
        lines: lines.into_iter().map(|line| (line.label, line.value)).collect(),
        place,
        code: qr(&address),
    };
    let bar = session::bar(portal, signed).await;
    own(portal, visitor, headers, (StatusCode::OK, Some(bar)), |frame| receipt_page::page(frame, &model))
}

/// A QR code as SVG without a style of its own: modules as one path.
pub(super) fn qr(text: &str) -> String {
    let Ok(code) = qrcode::QrCode::with_error_correction_level(text, qrcode::EcLevel::M) else { return String::new() };
    let (width, colours) = (code.width(), code.to_colors());
    let dark = colours.iter().enumerate().filter(|(_, colour)| **colour == qrcode::Color::Dark);
    let path: String = dark.map(|(at, _)| format!("M{} {}h1v1h-1z", at % width, at / width)).collect();
    format!(
        "<svg viewBox=\"0 0 {width} {width}\" shape-rendering=\"crispEdges\" aria-hidden=\"true\"><path d=\"{path}\"/></svg>"
    )
}

/// A file of one person: saved by the browser, stored nowhere else.
pub(super) fn download(kind: &'static str, name: &str, bytes: Vec<u8>) -> Response {
    let mut response = Response::new(axum::body::Body::from(bytes));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let disposition = format!("attachment; filename=\"{name}\"");
    if let Ok(value) = HeaderValue::from_str(&disposition) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}
