//! Two accounts of one person: linked and parted by the division, looked at by auditors.

use super::super::portal::Portal;
use super::super::refusals::refused;
use super::super::respond::{own, see};
use super::super::session::{self, Staff};
use super::super::visitor::Visitor;
use super::answers::Fields;
use super::doses::{self, Mistakes};
use app::i18n::links as words;
use app::pages::office::links::{self as pages, DocumentTyped, INPUTS, LinkCard, LinkPage, LinksPage};
use app::routes::Route;
use axum::extract::{Form, Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::account::Role;
use domain::cases::Words;
use domain::fields::{IssuingState, NationalId, PassportNumber};
use domain::registration::Document;
use domain::{Bilingual, Explain, Id};
use serde::Deserialize;
use service::{LinkView, ServiceError, Signed};
use std::sync::Arc;

type Shared = State<Arc<Portal>>;

/// Links on a page, as the service gives them.
const PAGE: usize = 50;

/// The place in the list, and what a redirect may say.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    before: String,
    done: String,
}

pub(super) async fn list(
    State(portal): Shared,
    Staff(signed): Staff,
    Query(asked): Query<Asked>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let notice = (asked.done == "linked").then_some(words::NOW_LINKED);
    let model = LinksPage { notice, ..LinksPage::default() };
    show(&portal, &visitor, &headers, &signed, (StatusCode::OK, model, Id::parse(&asked.before))).await
}

async fn show(
    portal: &Arc<Portal>,
    visitor: &Visitor,
    headers: &HeaderMap,
    signed: &Signed,
    (status, model, before): (StatusCode, LinksPage, Option<Id>),
) -> Response {
    let links = match portal.services.partners.links(signed, before).await {
        Ok(links) => links,
        Err(error) => return refused(&error, visitor.now),
    };
    let next = links.last().filter(|_| links.len() == PAGE).map(|it| it.stored.id);
    let cards = links.into_iter().map(card).collect();
    let model = LinksPage { cards, next, acts: signed.role == Role::DivisionOfficer, ..model };
    let bar = session::bar(portal, signed).await;
    own(portal, visitor, headers, (status, Some(bar)), |frame| pages::list(frame, &model))
}

fn card(it: LinkView) -> LinkCard {
    let LinkView { stored, words, officers: (made, ended) } = it;
    LinkCard {
        id: stored.id,
        accounts: [stored.one, stored.other],
        made: (stored.made_at, made),
        ended: stored.ended.map(|(at, _)| (at, ended.unwrap_or_default())),
        said: words,
    }
}

pub(super) async fn link(
    State(portal): Shared,
    Staff(signed): Staff,
    visitor: Visitor,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Response {
    if signed.role != Role::DivisionOfficer {
        return refused(&ServiceError::Forbidden, visitor.now);
    }
    let get = |name: &str| doses::field(&fields, name).to_owned();
    let typed = INPUTS.map(|[id, passport, state]| DocumentTyped {
        national_id: get(id),
        passport: get(passport),
        state: get(state),
    });
    let mut model = LinksPage { typed, why: get("why"), ..LinksPage::default() };
    let documents = [0, 1].map(|at| document(&model.typed[at], INPUTS[at], &mut model.mistakes));
    let why = reason(&model.why).map_err(|message| model.mistakes.push(("why", message)));
    let ([Some(one), Some(other)], Ok(why)) = (documents, why) else {
        return show(&portal, &visitor, &headers, &signed, (StatusCode::UNPROCESSABLE_ENTITY, model, None)).await;
    };
    match portal.services.partners.link(&signed, (&one, &other), why.as_str()).await {
        Ok(_) => see(&format!("{}?done=linked", Route::OfficeLinks.path(visitor.language))),
        // Which of the two it is would say of each whether it is known.
        Err(ServiceError::Absent) => {
            model.mistakes.push((INPUTS[0][0], words::NOBODY));
            show(&portal, &visitor, &headers, &signed, (StatusCode::UNPROCESSABLE_ENTITY, model, None)).await
        }
        Err(ServiceError::Meanwhile) => {
            model.notice = Some(words::CANNOT);
            show(&portal, &visitor, &headers, &signed, (StatusCode::CONFLICT, model, None)).await
        }
        Err(error) => refused(&error, visitor.now),
    }
}

/// The one document that was typed for an account.
fn document(typed: &DocumentTyped, [id, passport, state]: [&'static str; 3], wrong: &mut Mistakes) -> Option<Document> {
    let is_empty = |text: &str| text.trim().is_empty();
    let no_passport = is_empty(&typed.passport) && is_empty(&typed.state);
    match (is_empty(&typed.national_id), no_passport) {
        (true, true) => wrong.push((id, words::DOCUMENT_MISSING)),
        (false, false) => wrong.push((id, words::TWO_DOCUMENTS)),
        (false, true) => match NationalId::parse(&typed.national_id) {
            Ok(id) => return Some(Document::NationalId(id)),
            Err(error) => wrong.push((id, error.explain())),
        },
        (true, false) => {
            let number =
                PassportNumber::parse(&typed.passport).map_err(|error| wrong.push((passport, error.explain())));
            let state = IssuingState::parse(&typed.state).map_err(|error| wrong.push((state, error.explain())));
            if let (Ok(number), Ok(state)) = (number, state) {
                return Some(Document::Passport { number, state });
            }
        }
    }
    None
}

fn reason(typed: &str) -> Result<Words, Bilingual> {
    if typed.trim().is_empty() { Err(words::WHY_MISSING) } else { Words::some(typed).map_err(|error| error.explain()) }
}

pub(super) async fn one(
    State(portal): Shared,
    Path(id): Path<String>,
    Staff(signed): Staff,
    Query(asked): Query<Asked>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let Some(id) = Id::parse(&id) else { return StatusCode::NOT_FOUND.into_response() };
    let notice = (asked.done == "parted").then_some(words::NOW_PARTED);
    show_one(&portal, &visitor, &headers, &signed, id, (StatusCode::OK, String::new(), None, notice)).await
}

type More = (StatusCode, String, Option<Bilingual>, Option<Bilingual>);

async fn show_one(
    portal: &Arc<Portal>,
    visitor: &Visitor,
    headers: &HeaderMap,
    signed: &Signed,
    id: Id,
    (status, why, mistake, notice): More,
) -> Response {
    match portal.services.partners.one_link(signed, id).await {
        Ok(view) => {
            let acts = signed.role == Role::DivisionOfficer;
            let model = LinkPage { card: card(view), acts, why, mistake, notice };
            let bar = session::bar(portal, signed).await;
            own(portal, visitor, headers, (status, Some(bar)), |frame| pages::one(frame, &model))
        }
        Err(error) => refused(&error, visitor.now),
    }
}

pub(super) async fn part(
    State(portal): Shared,
    Path(id): Path<String>,
    Staff(signed): Staff,
    visitor: Visitor,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Response {
    if signed.role != Role::DivisionOfficer {
        return refused(&ServiceError::Forbidden, visitor.now);
    }
    let Some(id) = Id::parse(&id) else { return StatusCode::NOT_FOUND.into_response() };
    let typed = doses::field(&fields, "why").to_owned();
    let why = match reason(&typed) {
        Ok(why) => why,
        Err(message) => {
            let more = (StatusCode::UNPROCESSABLE_ENTITY, typed, Some(message), None);
            return show_one(&portal, &visitor, &headers, &signed, id, more).await;
        }
    };
    match portal.services.partners.part(&signed, id, why.as_str()).await {
        Ok(()) => see(&format!("{}?done=parted", Route::OfficeLink(id).path(visitor.language))),
        Err(ServiceError::Meanwhile) => {
            let more = (StatusCode::CONFLICT, typed, None, Some(words::WAS_PARTED));
            show_one(&portal, &visitor, &headers, &signed, id, more).await
        }
        Err(error) => refused(&error, visitor.now),
    }
}
