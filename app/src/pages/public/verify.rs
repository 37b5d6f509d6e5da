//! The page of checks: a message by its code, a receipt by its proof, the ledger by what was seen before. The browser
//! checks receipts and ledger itself; without a script the server does.

use crate::components::{Mistake, TextField, TextInput, Width, error_summary, text_field, text_input};
use crate::frame::{Frame, Page, PageRoute};
use crate::i18n::moment::{filled, moment};
use crate::i18n::verify as words;
use crate::routes::Route;
use domain::{Bilingual, Instant, Language};
use leptos::prelude::*;

/// What is known of a message code.
#[derive(Debug, Clone)]
pub enum MessageOutcome {
    /// A certificate: of this unit, issued then, and revoked then where it was.
    Certificate(String, Instant, Option<Instant>),
    /// A message of ours, of this kind, written then.
    Ours(Bilingual, Instant),
    /// None of ours.
    NotOurs,
}

/// What came of checking a receipt here.
#[derive(Debug, Clone)]
pub enum ReceiptOutcome {
    /// It holds: its place, and what it says.
    Holds(u64, Vec<(Bilingual, String)>),
    /// It does not.
    Fails(Bilingual),
}

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct VerifyPage<'a> {
    /// The code that was typed.
    pub code: &'a str,
    /// What is wrong with it.
    pub mistake: Option<Bilingual>,
    /// What is known of it.
    pub message: Option<MessageOutcome>,
    /// The receipt that was pasted.
    pub receipt: &'a str,
    /// The proof that was pasted.
    pub proof: &'a str,
    /// What came of checking it.
    pub outcome: Option<ReceiptOutcome>,
    /// The key of the ledger, as verifiers want it.
    pub key: String,
    /// Its entries.
    pub size: Option<u64>,
}

/// The page.
pub fn page(frame: &Frame, model: &VerifyPage<'_>) -> Page {
    let language = frame.language;
    let mistakes: Vec<Mistake> =
        model.mistake.iter().map(|message| Mistake { id: "code", message: *message }).collect();
    let size = model.size.map(|size| view! { <p>{filled(words::LEDGER_SIZE, &size.to_string(), language)}</p> });
    let body = view! {
        <div class="prose">
            {error_summary(&mistakes, language)}
            <h1>{words::TITLE.text(language)}</h1>
            {message(model, language)}
            <h2>{words::RECEIPT.text(language)}</h2>
            {model.outcome.as_ref().map(|outcome| outcome_of(outcome, language))}
            {receipt(model, language)}
            <h2>{words::LEDGER.text(language)}</h2>
            <p>{words::LEDGER_TEXT.text(language)}</p>
            {size}
            <div id="ledger-state" role="status" data-same=words::LEDGER_SAME.text(language) data-first=words::LEDGER_FIRST.text(language)
                data-fork=words::LEDGER_FORK.text(language) data-evidence=words::EVIDENCE.text(language)></div>
            <p>{words::KEY.text(language)} ": " <code class="hash" id="ledger-key">{model.key.clone()}</code></p>
        </div>
    };
    Page {
        route: PageRoute::Indexed(Route::Verify),
        title: words::TITLE.text(language).to_owned(),
        description: words::DESCRIPTION.text(language).to_owned(),
        body: body.into_any(),
        islands: false,
    }
}

fn message(model: &VerifyPage<'_>, language: Language) -> impl IntoView + use<> {
    let outcome = model.message.as_ref().map(|outcome| match outcome {
        MessageOutcome::Certificate(unit, issued, revoked) => certificate(unit, *issued, *revoked, language).into_any(),
        MessageOutcome::Ours(kind, at) => view! {
            <p class="notice notice--success" role="status">
                {filled(words::GENUINE, &moment(*at, language), language)} " (" {kind.text(language)} ")"
            </p>
        }
        .into_any(),
        MessageOutcome::NotOurs => {
            view! { <p class="notice notice--danger" role="alert">{words::NOT_OURS.text(language)}</p> }.into_any()
        }
    });
    let input = TextInput {
        id: "code",
        name: "code",
        label: words::CODE,
        hint: None,
        need: Some(true),
        value: model.code,
        mistake: model.mistake,
        width: Width::Number,
        inputmode: None,
        autocomplete: Some("off"),
        why: None,
    };
    view! {
        <h2>{words::MESSAGE.text(language)}</h2>
        <p>{words::MESSAGE_TEXT.text(language)}</p>
        {outcome}
        <form method="post" action=Route::Verify.path(language) novalidate>
            {text_input(&input, language)}
            <button class="button" type="submit">{words::CHECK_CODE.text(language)}</button>
        </form>
    }
}

/// Two ways: files the browser checks, which the script unhides, and texts the server checks.
fn receipt(model: &VerifyPage<'_>, language: Language) -> impl IntoView + use<> {
    let text = |id: &'static str, label, value: &str| {
        let field = TextField {
            id,
            name: id,
            label,
            hint: None,
            required: true,
            value,
            mistake: None,
            lines: 4,
            autocomplete: Some("off"),
        };
        text_field(&field, language).into_any()
    };
    view! {
        <div data-check="" hidden data-holds=words::HOLDS.text(language) data-holds-text=words::HOLDS_TEXT.text(language) data-fails=words::FAILS.text(language)>
            <p>{words::RECEIPT_TEXT.text(language)}</p>
            <p class="field"><label class="field__label" for="receipt-file">{words::RECEIPT_FILE.text(language)}</label>
                <input class="input file-input" type="file" id="receipt-file" accept=".json,.jsonld,application/json" /></p>
            <p class="field"><label class="field__label" for="proof-file">{words::PROOF_FILE.text(language)}</label>
                <input class="input file-input" type="file" id="proof-file" accept=".tlog-proof,text/plain" /></p>
            <div id="receipt-outcome" role="status"></div>
        </div>
        <details class="details" open=!model.receipt.is_empty()>
            <summary>{words::WITHOUT_SCRIPT.text(language)}</summary>
            <form method="post" action=Route::Verify.path(language) novalidate>
                {text("receipt", words::RECEIPT_TEXT_LABEL, model.receipt)}
                {text("proof", words::PROOF_TEXT_LABEL, model.proof)}
                <button class="button" type="submit">{words::CHECK_RECEIPT.text(language)}</button>
            </form>
        </details>
    }
}

fn outcome_of(outcome: &ReceiptOutcome, language: Language) -> impl IntoView + use<> {
    match outcome {
        ReceiptOutcome::Holds(place, lines) => {
            let lines = lines.iter().map(|(label, value)| {
                view! { <dt>{label.text(language)}</dt> <dd>{value.clone()}</dd> }
            });
            view! {
                <div class="notice notice--success" role="status">
                    <h3>{words::HOLDS.text(language)}</h3>
                    <p>{filled(words::HOLDS_TEXT, &place.to_string(), language)}</p>
                </div>
                <dl class="facts">{lines.collect_view()}</dl>
            }
            .into_any()
        }
        ReceiptOutcome::Fails(why) => view! {
            <div class="notice notice--danger" role="alert">
                <h3>{words::FAILS.text(language)}</h3>
                <p>{why.text(language)}</p>
            </div>
        }
        .into_any(),
    }
}

/// What a certificate's code says: whether it stands, of whom it is not.
fn certificate(unit: &str, issued: Instant, revoked: Option<Instant>, language: Language) -> impl IntoView + use<> {
    let (class, title) = match revoked {
        None => ("notice notice--success", words::CERTIFICATE_STANDS),
        Some(_) => ("notice notice--danger", words::CERTIFICATE_REVOKED),
    };
    let revoked = revoked.map(|at| {
        view! { <dt>{words::CERTIFICATE_REVOKED_AT.text(language)}</dt> <dd>{moment(at, language)}</dd> }
    });
    view! {
        <div class=class role="status">
            <h3>{title.text(language)}</h3>
            <dl class="facts">
                <dt>{words::CERTIFICATE_UNIT.text(language)}</dt> <dd>{unit.to_owned()}</dd>
                <dt>{words::CERTIFICATE_ISSUED.text(language)}</dt> <dd>{moment(issued, language)}</dd>
                {revoked}
            </dl>
        </div>
    }
}
