//! The certificate of a dose, to show and to print: whoever checks it learns whether it stands, and nothing else.

use crate::components::back_link;
use crate::frame::{Frame, Page};
use crate::i18n::records as words;
use crate::pages::case::content_facts;
use crate::pages::personal;
use crate::routes::Route;
use domain::Id;
use domain::record::Content;
use leptos::prelude::*;

/// What the page shows.
#[derive(Debug, Clone)]
pub struct CertificatePage {
    /// The record.
    pub id: Id,
    /// Whose.
    pub holder: String,
    /// What is recorded.
    pub content: Content,
    /// Who recorded it.
    pub unit: String,
    /// The code.
    pub code: String,
    /// Whether it stands.
    pub stands: bool,
    /// The QR code as SVG made by this program.
    pub qr: String,
}

/// The page.
pub fn page(frame: &Frame, model: &CertificatePage) -> Page {
    let language = frame.language;
    let revoked = (!model.stands).then(|| {
        view! { <p class="notice notice--danger">{words::REVOKED.text(language)}</p> }
    });
    let body = view! {
        <div class="no-print">{back_link(Route::Records, language)}</div>
        <h1>{words::CERTIFICATE_TITLE.text(language)}</h1>
        {revoked}
        <dl class="facts">
            <dt>{words::HOLDER.text(language)}</dt> <dd>{model.holder.clone()}</dd>
            {content_facts(&model.content, language)}
            <dt>{words::UNIT.text(language)}</dt> <dd>{model.unit.clone()}</dd>
            <dt>{words::CERTIFICATE_CODE.text(language)}</dt> <dd><span class="case-number">{model.code.clone()}</span></dd>
        </dl>
        <div class="qr" role="img" aria-label=words::QR.text(language) inner_html=model.qr.clone()></div>
        <p>{words::CERTIFICATE_CHECK.text(language)}</p>
    };
    personal(frame, Route::Certificate(model.id), words::CERTIFICATE_TITLE, body)
}
