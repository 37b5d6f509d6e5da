//! Officers' lists of cases, the division's letters, and a case entered for somebody who came another way.

use super::super::portal::Portal;
use super::super::refusals::refused;
use super::super::respond::{own, see};
use super::super::session::{self, Staff};
use super::super::visitor::Visitor;
use super::answers::Fields;
use super::cases::lines;
use super::doses;
use app::i18n::moment::filled;
use app::i18n::{cases as words, records};
use app::pages::office::entry::{self as entry_page, EntryPage};
use app::pages::office::escalations as escalations_page;
use app::pages::office::work_list::{self as list_page, WorkListPage};
use app::routes::Route;
use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::account::Role;
use domain::case_number::CaseNumber;
use domain::cases::{Channel, Claim, Right, Words};
use domain::fields::NationalId;
use domain::{Explain, Id, Instant};
use serde::Deserialize;
use service::{CaseFiling, ServiceError, Signed};
use std::sync::Arc;
use storage::CaseState;

type Shared = State<Arc<Portal>>;

/// Filters and the place in the list.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Filter {
    state: String,
    right: String,
    after: String,
}

impl Filter {
    /// The place after which the page begins: a moment and an id, as the page before wrote them.
    fn after(&self) -> Option<(Instant, Id)> {
        let (at, id) = self.after.split_once('.')?;
        Some((Instant::from_unix_milliseconds(at.parse().ok()?), Id::parse(id)?))
    }

    fn next(&self, (at, id): (Instant, Id)) -> String {
        let right = Right::from_name(&self.right).map_or("", Right::name);
        let state = CaseState::from_name(&self.state).map_or("", CaseState::name);
        format!("state={state}&right={right}&after={}.{id}", at.unix_milliseconds())
    }
}

pub(super) async fn unit(
    State(portal): Shared,
    Staff(signed): Staff,
    Query(filter): Query<Filter>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    if signed.role != Role::UnitOfficer {
        return refused(&ServiceError::Forbidden, visitor.now);
    }
    let enter = Some(Route::UnitCorrectionNew);
    let room = (Route::UnitCorrections, words::WORK_LIST, words::WORK_LIST_ABOUT, enter);
    list(&portal, &visitor, &headers, &signed, &filter, room).await
}

pub(super) async fn office(
    State(portal): Shared,
    Staff(signed): Staff,
    Query(filter): Query<Filter>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    if signed.role != Role::DivisionOfficer {
        return refused(&ServiceError::Forbidden, visitor.now);
    }
    let room = (Route::OfficeCases, words::DIVISION_LIST, words::DIVISION_LIST_ABOUT, None);
    list(&portal, &visitor, &headers, &signed, &filter, room).await
}

async fn list(
    portal: &Arc<Portal>,
    visitor: &Visitor,
    headers: &HeaderMap,
    signed: &Signed,
    filter: &Filter,
    (route, title, about, enter): (Route, domain::Bilingual, domain::Bilingual, Option<Route>),
) -> Response {
    let wanted = (CaseState::from_name(&filter.state), Right::from_name(&filter.right), filter.after());
    match portal.services.cases.work_list(signed, false, wanted).await {
        Ok(found) => {
            let model = WorkListPage {
                route,
                title,
                about,
                lines: lines(&found.lines),
                state: filter.state.clone(),
                right: filter.right.clone(),
                next: found.next.map(|next| filter.next(next)),
                later: !filter.after.is_empty(),
                enter,
                now: visitor.now,
            };
            let bar = session::bar(portal, signed).await;
            own(portal, visitor, headers, (StatusCode::OK, Some(bar)), |frame| list_page::page(frame, &model))
        }
        Err(error) => refused(&error, visitor.now),
    }
}

pub(super) async fn escalations(
    State(portal): Shared,
    Staff(signed): Staff,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let found = async {
        let letters = portal.services.cases.letters(&signed).await?;
        Ok::<_, ServiceError>((portal.services.cases.work_list(&signed, true, (None, None, None)).await?, letters))
    };
    match found.await {
        Ok((cases, letters)) => {
            let number = |(number, case): &(_, String)| Some((*number, CaseNumber::parse(case).ok()?));
            let letters: Vec<_> = letters.iter().filter_map(number).collect();
            let lines = lines(&cases.lines);
            let bar = session::bar(&portal, &signed).await;
            own(&portal, &visitor, &headers, (StatusCode::OK, Some(bar)), |frame| {
                escalations_page::page(frame, &lines, &letters, visitor.now)
            })
        }
        Err(error) => refused(&error, visitor.now),
    }
}

/// What a redirect to the page may say: the number to read out, of a new case or of the one there was.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Told {
    filed: String,
    open: String,
}

pub(super) async fn enter(
    State(portal): Shared,
    Staff(signed): Staff,
    Query(told): Query<Told>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    if signed.role != Role::UnitOfficer {
        return refused(&ServiceError::Forbidden, visitor.now);
    }
    let said = |text: domain::Bilingual, number: &str| {
        let number = CaseNumber::parse(number).ok()?;
        Some(filled(text, &number.to_string(), visitor.language))
    };
    let notice = said(words::FILED_NOTICE, &told.filed).or_else(|| said(words::OPEN_ALREADY, &told.open));
    let model = EntryPage { notice, ..EntryPage::default() };
    show(&portal, &visitor, &headers, &signed, (StatusCode::OK, &model)).await
}

async fn show(
    portal: &Arc<Portal>,
    visitor: &Visitor,
    headers: &HeaderMap,
    signed: &Signed,
    (status, model): (StatusCode, &EntryPage),
) -> Response {
    let bar = session::bar(portal, signed).await;
    own(portal, visitor, headers, (status, Some(bar)), |frame| entry_page::case(frame, model))
}

/// First who it is for, then what they say: each post brings the id again, and each finding is written down.
pub(super) async fn file_for(
    State(portal): Shared,
    Staff(signed): Staff,
    visitor: Visitor,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Response {
    if signed.role != Role::UnitOfficer {
        return refused(&ServiceError::Forbidden, visitor.now);
    }
    let get = |name: &str| doses::field(&fields, name).to_owned();
    let mut model = EntryPage {
        national_id: get("national-id"),
        record: get("record"),
        claim: get("claim"),
        channel: get("channel"),
        words: get("words"),
        ..EntryPage::default()
    };
    let subject = match NationalId::parse(&model.national_id) {
        Ok(id) => portal.services.cases.person_with(&signed, &id).await,
        Err(error) => {
            model.mistakes.push(("national-id", error.explain()));
            Err(ServiceError::Absent)
        }
    };
    let subject = match subject {
        Ok(subject) => subject,
        Err(ServiceError::Absent) => {
            if model.mistakes.is_empty() {
                model.mistakes.push(("national-id", records::NOBODY));
            }
            return show(&portal, &visitor, &headers, &signed, (StatusCode::UNPROCESSABLE_ENTITY, &model)).await;
        }
        Err(error) => return refused(&error, visitor.now),
    };
    let found = match portal.services.cases.records_for_entry(&signed, &subject).await {
        Ok(found) => found,
        Err(error) => return refused(&error, visitor.now),
    };
    model.found = Some(found);
    if get("found") != "yes" {
        return show(&portal, &visitor, &headers, &signed, (StatusCode::OK, &model)).await;
    }
    let Some(filing) = parse(&mut model, &visitor) else {
        return show(&portal, &visitor, &headers, &signed, (StatusCode::UNPROCESSABLE_ENTITY, &model)).await;
    };
    let filing = CaseFiling { unit: Some(signed.organisation.as_str()), ..filing };
    match portal.services.cases.file_for(&signed, &subject, &filing).await {
        Ok(number) => see(&format!("{}?filed={number}", Route::UnitCorrectionNew.path(visitor.language))),
        Err(ServiceError::OpenCase(number)) => {
            see(&format!("{}?open={number}", Route::UnitCorrectionNew.path(visitor.language)))
        }
        Err(error) => refused(&error, visitor.now),
    }
}

fn parse(model: &mut EntryPage, visitor: &Visitor) -> Option<CaseFiling<'static>> {
    let record = Id::parse(&model.record).filter(|id| model.found.iter().flatten().any(|(known, _)| known == id));
    let (claim, channel) = (Claim::from_name(&model.claim), Channel::from_name(&model.channel));
    if record.is_none() && model.record != "missing" {
        model.mistakes.push(("record", words::RECORD_MISSING));
    }
    let content = model.found.iter().flatten().find(|(id, _)| Some(*id) == record).map(|(_, content)| content);
    if claim.is_none_or(|claim| !claim.fits(content)) {
        model.mistakes.push(("claim", words::CLAIM_MISSING));
    }
    let channel = channel.filter(|channel| Channel::BY_OFFICER.contains(channel));
    if channel.is_none() {
        model.mistakes.push(("channel", words::CHANNEL_MISSING));
    }
    let said = Words::some(&model.words).map_err(|error| model.mistakes.push(("words", error.explain()))).ok();
    if !model.mistakes.is_empty() {
        return None;
    }
    Some(CaseFiling {
        right: Right::Correction,
        record,
        claim,
        words: said?,
        content: None,
        evidence: None,
        unit: None,
        channel: channel?,
        language: visitor.language,
    })
}
