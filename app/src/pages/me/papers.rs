//! What was read off the person's paper forms, what of it was recorded, and what is a proposal only.

use crate::frame::{Frame, Page};
use crate::i18n::paper as words;
use crate::pages::paper::form::answers;
use crate::pages::paper::{kept, label, shown};
use crate::pages::personal;
use crate::routes::Route;
use domain::catalogue::PurposeId;
use domain::paper::{Keying, PaperConsents, PaperField, Picture};
use domain::{Instant, Language};
use leptos::prelude::*;

/// A form.
#[derive(Debug, Clone)]
pub struct PaperCard {
    /// The number on the paper.
    pub number: String,
    /// When it was scanned.
    pub at: Instant,
    /// The unit.
    pub unit: String,
    /// What counts of what was read.
    pub read: Keying,
    /// What it says about consent.
    pub consents: PaperConsents,
    /// The answers that were recorded.
    pub recorded: Vec<PurposeId>,
    /// What becomes of its picture.
    pub picture: Picture,
}

/// The page.
pub fn page(frame: &Frame, cards: &[PaperCard]) -> Page {
    let language = frame.language;
    let none = cards.is_empty().then(|| view! { <p>{words::MINE_NONE.text(language)}</p> });
    let cards: Vec<_> = cards.iter().map(|it| card(it, language).into_any()).collect();
    let body = view! {
        <h1>{words::MINE.text(language)}</h1>
        <p>{words::MINE_LEAD.text(language)}</p>
        {none}
        <ul class="card-list">{cards}</ul>
    };
    personal(frame, Route::Papers, words::MINE, body)
}

fn card(it: &PaperCard, language: Language) -> impl IntoView + use<> {
    let row = |field: PaperField| {
        view! { <dt>{label(field).text(language)}</dt> <dd>{shown(field, it.read.get(field), language)}</dd> }
    };
    let identity: Vec<_> = PaperField::IDENTITY.into_iter().map(row).collect();
    let contact = [PaperField::Phone, PaperField::Email];
    let proposed = contact.iter().any(|field| it.read.get(*field).value().is_some());
    let contact: Vec<_> = contact.into_iter().map(row).collect();
    let proposal = proposed.then(|| {
        view! {
            <p class="notice">{words::PROPOSAL.text(language)}</p>
            <p><a href=Route::Profile.path(language)>{words::TO_PROFILE.text(language)}</a></p>
        }
    });
    view! {
        <li class="card">
            <h2>{it.number.clone()}</h2>
            <dl class="facts">
                <dt>{words::BY_UNIT.text(language)}</dt> <dd>{it.unit.clone()}</dd>
                <dt>{words::SCANNED.text(language)}</dt> <dd>{it.at.bangkok_day().long(language)}</dd>
                {kept(it.picture, language).map(|kept| view! { <dt>{words::PICTURE_IS.text(language)}</dt> <dd>{kept}</dd> })}
                {identity}
                {contact}
            </dl>
            {proposal}
            {answers(&it.consents, Some(&it.recorded), language).into_any()}
        </li>
    }
}
