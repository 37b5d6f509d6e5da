//! The page of checks, where the server does what a browser without a script cannot.

use super::super::portal::Portal;
use super::super::refusals::refused;
use super::super::respond::{private, public};
use super::super::visitor::Visitor;
use super::records::name_of;
use app::i18n::verify as words;
use app::pages::public::verify::{self as page, MessageOutcome, ReceiptOutcome, VerifyPage};
use app::routes::Route;
use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::Explain;
use domain::case_number::CaseNumber;
use domain::message::Notice;
use ledger::verify_receipt;
use serde::Deserialize;
use std::sync::Arc;

type Shared = State<Arc<Portal>>;

pub(super) async fn verify(
    State(portal): Shared,
    Query(asked): Query<Checked>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    // From the QR code of a certificate.
    if !asked.code.is_empty() {
        let fields = Checked { code: asked.code, ..Checked::default() };
        return check(State(portal), visitor, headers, Form(fields)).await;
    }
    let key = portal.services.ledger.verifier().text();
    public(&portal, &visitor, &headers, (Route::Verify, None), |frame| {
        page::page(frame, &VerifyPage { key, ..VerifyPage::default() })
    })
}

/// What is to be checked: a code, or a receipt with its proof.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Checked {
    code: String,
    receipt: String,
    proof: String,
}

pub(super) async fn check(
    State(portal): Shared,
    visitor: Visitor,
    headers: HeaderMap,
    Form(fields): Form<Checked>,
) -> Response {
    let ledger = &portal.services.ledger;
    let mut model = VerifyPage {
        code: &fields.code,
        receipt: &fields.receipt,
        proof: &fields.proof,
        key: ledger.verifier().text(),
        size: ledger.published().map(|published| published.checkpoint.size),
        ..VerifyPage::default()
    };
    let mut status = StatusCode::OK;
    if fields.receipt.is_empty() && fields.proof.is_empty() {
        match CaseNumber::parse(&fields.code) {
            Ok(code) => match portal.services.messages.confirm(code).await {
                Ok(None) => match portal.services.records.check(code).await {
                    Ok(found) => {
                        let outcome = found.map(|it| {
                            let unit = it.unit.map(|unit| name_of(Some(&unit), &unit.code, visitor.language));
                            MessageOutcome::Certificate(unit.unwrap_or_default(), it.issued_at, it.revoked_at)
                        });
                        model.message = Some(outcome.unwrap_or(MessageOutcome::NotOurs));
                    }
                    Err(error) => return refused(&error, visitor.now),
                },
                Ok(found) => {
                    let kind = |it: &storage::MessageCode| {
                        Notice::from_name(&it.kind).map_or(words::CODE_MESSAGE, Notice::subject)
                    };
                    let outcome = found.map(|it| MessageOutcome::Ours(kind(&it), it.at));
                    model.message = Some(outcome.unwrap_or(MessageOutcome::NotOurs));
                }
                Err(error) => return refused(&error, visitor.now),
            },
            Err(error) => {
                model.mistake = Some(error.explain());
                status = StatusCode::UNPROCESSABLE_ENTITY;
            }
        }
    } else {
        // Browsers send line breaks as CR LF; neither file has them so.
        let [receipt, proof] = [&fields.receipt, &fields.proof].map(|text| text.replace("\r\n", "\n"));
        let outcome = match verify_receipt(receipt.trim_end_matches('\n').as_bytes(), &proof, &ledger.verifier()) {
            Ok(verified) => {
                let lines = verified.lines.into_iter().map(|line| (line.label, line.value)).collect();
                ReceiptOutcome::Holds(verified.index, lines)
            }
            Err(fault) => {
                status = StatusCode::UNPROCESSABLE_ENTITY;
                ReceiptOutcome::Fails(fault.explain())
            }
        };
        model.outcome = Some(outcome);
    }
    private(&portal, &visitor, &headers, status, |frame| page::page(frame, &model))
}
