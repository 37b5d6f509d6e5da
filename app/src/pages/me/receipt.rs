//! One receipt: what it says, taken from the bytes that were committed to, and how to check it without us.

use crate::components::back_link;
use crate::frame::{Frame, Page};
use crate::i18n::me as words;
use crate::i18n::moment::filled;
use crate::pages::personal;
use crate::routes::Route;
use domain::Bilingual;
use leptos::prelude::*;

/// What the page shows.
#[derive(Debug, Clone)]
pub struct ReceiptPage {
    /// The page's own address; its files are beside it.
    pub route: Route,
    /// Where it leads back to.
    pub back: Route,
    /// What the receipt says.
    pub lines: Vec<(Bilingual, String)>,
    /// The place in the ledger, once it has one.
    pub place: Option<u64>,
    /// A QR code as SVG made by this program.
    pub code: String,
}

/// The page.
pub fn page(frame: &Frame, model: &ReceiptPage) -> Page {
    let language = frame.language;
    let address = model.route.path(language);
    let lines = model.lines.iter().map(|(label, value)| {
        view! { <dt>{label.text(language)}</dt> <dd>{value.clone()}</dd> }
    });
    let state = match model.place {
        Some(place) => {
            view! { <p class="notice notice--success">{filled(words::RECORDED, &place.to_string(), language)}</p> }
                .into_any()
        }
        None => view! { <p class="notice">{words::NOT_RECORDED_YET.text(language)}</p> }.into_any(),
    };
    let proof = model.place.map(|_| {
        view! { <li><a href=format!("{address}.tlog-proof") download="">{words::DOWNLOAD_PROOF.text(language)}</a></li> }
    });
    let body = view! {
        {back_link(model.back, language)}
        <h1>{words::RECEIPT_TITLE.text(language)}</h1>
        {state}
        <dl class="facts">{lines.collect_view()}</dl>
        <h2>{words::KEEP_IT.text(language)}</h2>
        <p>{words::KEEP_IT_TEXT.text(language)}</p>
        <ul>
            <li><a href=format!("{address}.json") download="">{words::DOWNLOAD_RECEIPT.text(language)}</a></li>
            {proof}
            <li><a href=Route::Verify.path(language)>{words::TO_VERIFY.text(language)}</a></li>
        </ul>
        <div class="qr" role="img" aria-label=words::QR.text(language) inner_html=model.code.clone()></div>
    };
    personal(frame, model.route, words::RECEIPT_TITLE, body)
}
