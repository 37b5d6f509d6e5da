//! Officers' lists of cases, the division's letters, and a case entered for somebody who came another way.

use super::super::portal::Portal;
use super::super::refusals::refused;
use super::super::respond::{own, see};
use super::super::session::{self, Staff};
use super::super::visitor::Visitor;
use super::answers::Fields;
use super::cases::{as_evidence, evidence_of, lines};
use super::uploads::{self, Upload};
use super::{doses, units};
use app::i18n::moment::filled;
use app::i18n::{cases as words, records};
use app::pages::office::entry::{self as entry_page, EntryPage};
use app::pages::office::escalations::{self as escalations_page, EscalationsPage};
use app::pages::office::work_list::{self as list_page, WorkListPage};
use app::routes::Route;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, OriginalUri, Query, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use domain::account::Role;
use domain::case_number::CaseNumber;
use domain::cases::{Channel, Claim, Right, Words};
use domain::catalogue::PurposeId;
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

    /// The query of the first page with the same filters.
    fn first(&self) -> String {
        let right = Right::from_name(&self.right).map_or("", Right::name);
        let state = CaseState::from_name(&self.state).map_or("", CaseState::name);
        format!("state={state}&right={right}")
    }

    /// The same where this is a later page.
    fn start(&self) -> Option<String> {
        (!self.after.is_empty()).then(|| self.first())
    }

    fn next(&self, (at, id): (Instant, Id)) -> String {
        format!("{}&after={}.{id}", self.first(), at.unix_milliseconds())
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
    let room = (Route::OfficeCases, words::DIVISION_LIST, words::DIVISION_LIST_ABOUT, Some(Route::OfficeCaseNew));
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
                start: filter.start(),
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
    Query(filter): Query<Filter>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let found = async {
        let letters = portal.services.cases.letters(&signed).await?;
        let wanted = (None, Right::from_name(&filter.right), filter.after());
        Ok::<_, ServiceError>((portal.services.cases.work_list(&signed, true, wanted).await?, letters))
    };
    match found.await {
        Ok((cases, letters)) => {
            let number = |(number, case): &(_, String)| Some((*number, CaseNumber::parse(case).ok()?));
            let model = EscalationsPage {
                lines: lines(&cases.lines),
                letters: letters.iter().filter_map(number).collect(),
                start: filter.start(),
                next: cases.next.map(|next| filter.next(next)),
                now: visitor.now,
            };
            let bar = session::bar(&portal, &signed).await;
            own(&portal, &visitor, &headers, (StatusCode::OK, Some(bar)), |frame| escalations_page::page(frame, &model))
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

/// Where an officer enters cases; nobody else does.
fn entry_of(signed: &Signed) -> Result<Route, ServiceError> {
    match signed.role {
        Role::UnitOfficer => Ok(Route::UnitCorrectionNew),
        Role::DivisionOfficer => Ok(Route::OfficeCaseNew),
        _ => Err(ServiceError::Forbidden),
    }
}

/// Whether this is the room of who asks: the unit's and the division's differ in nothing else.
fn own_entry(signed: &Signed, uri: &Uri, visitor: &Visitor) -> Result<Route, ServiceError> {
    let route = entry_of(signed)?;
    if uri.path() == route.path(visitor.language) { Ok(route) } else { Err(ServiceError::Forbidden) }
}

pub(super) async fn enter(
    State(portal): Shared,
    Staff(signed): Staff,
    OriginalUri(uri): OriginalUri,
    Query(told): Query<Told>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    if let Err(error) = own_entry(&signed, &uri, &visitor) {
        return refused(&error, visitor.now);
    }
    let said = |text: domain::Bilingual, number: &str| {
        let number = CaseNumber::parse(number).ok()?;
        Some(filled(text, &number.to_string(), visitor.language))
    };
    let notice = said(words::FILED_NOTICE, &told.filed).or_else(|| said(words::OPEN_ALREADY, &told.open));
    let model = EntryPage { notice, ..EntryPage::default() };
    show(&portal, &visitor, &headers, &signed, (StatusCode::OK, model)).await
}

async fn show(
    portal: &Arc<Portal>,
    visitor: &Visitor,
    headers: &HeaderMap,
    signed: &Signed,
    (status, model): (StatusCode, EntryPage),
) -> Response {
    let model = EntryPage { at_division: signed.role == Role::DivisionOfficer, ..model };
    let bar = session::bar(portal, signed).await;
    own(portal, visitor, headers, (status, Some(bar)), |frame| entry_page::case(frame, &model))
}

/// First who it is for, then what they say: each post brings the id again, and each finding is written down.
pub(super) async fn file_for(
    State(portal): Shared,
    Staff(signed): Staff,
    OriginalUri(uri): OriginalUri,
    visitor: Visitor,
    headers: HeaderMap,
    form: Result<Multipart, MultipartRejection>,
) -> Response {
    let route = match own_entry(&signed, &uri, &visitor) {
        Ok(route) => route,
        Err(error) => return refused(&error, visitor.now),
    };
    let upload = match form {
        Ok(form) => uploads::read(form, "evidence").await,
        Err(rejection) => Err(rejection.into_response()),
    };
    let Upload { fields, file } = match upload {
        Ok(upload) => upload,
        Err(response) => return response,
    };
    let wrong = StatusCode::UNPROCESSABLE_ENTITY;
    let mut model = typed(&fields);
    let subject = match NationalId::parse(&model.national_id) {
        Ok(id) => doses::person(&portal, &signed, &id, PurposeId::Rights).await,
        Err(error) => {
            model.mistakes.push(("national-id", error.explain()));
            return show(&portal, &visitor, &headers, &signed, (wrong, model)).await;
        }
    };
    let found = async {
        let subject = subject?;
        let records = portal.services.cases.records_for_entry(&signed, &subject).await?;
        Ok::<_, ServiceError>((subject, records, units::resolve(&portal, &fields, visitor.language).await?))
    };
    let (subject, records, unit) = match found.await {
        Ok(found) => found,
        Err(ServiceError::Absent) => {
            model.mistakes.push(("national-id", records::NOBODY));
            return show(&portal, &visitor, &headers, &signed, (wrong, model)).await;
        }
        Err(error) => return refused(&error, visitor.now),
    };
    (model.found, model.unit) = (Some(records), unit);
    if doses::field(&fields, "found") != "yes" {
        return show(&portal, &visitor, &headers, &signed, (StatusCode::OK, model)).await;
    }
    let document = match evidence_of(&portal, file).await {
        Ok(document) => document,
        Err(response) => return response,
    };
    let (filing, document) = match (parse(&mut model, &visitor), document) {
        (Some(filing), Ok(document)) => (filing, document),
        (_, document) => {
            let status =
                document.as_ref().err().filter(|_| model.mistakes.is_empty()).map_or(wrong, |(status, _)| *status);
            model.mistakes.extend(document.err().map(|(_, message)| ("evidence", message)));
            return show(&portal, &visitor, &headers, &signed, (status, model)).await;
        }
    };
    // Where nobody says another, what is missing should have been recorded where they came.
    let own_unit = Some(signed.organisation.as_str()).filter(|_| signed.role == Role::UnitOfficer);
    let meant = model.unit.meant.as_ref().map(|(code, _)| code.as_str());
    let filing = CaseFiling { unit: meant.or(own_unit), evidence: document.as_ref().map(as_evidence), ..filing };
    let path = route.path(visitor.language);
    match portal.services.cases.file_for(&signed, &subject, &filing).await {
        Ok(number) => see(&format!("{path}?filed={number}")),
        Err(ServiceError::OpenCase(number)) => see(&format!("{path}?open={number}")),
        Err(error) => refused(&error, visitor.now),
    }
}

/// What was typed, untouched.
fn typed(fields: &Fields) -> EntryPage {
    let get = |name: &str| doses::field(fields, name).to_owned();
    EntryPage {
        national_id: get("national-id"),
        record: get("record"),
        claim: get("claim"),
        channel: get("channel"),
        words: get("words"),
        dose: doses::typed(fields),
        ..EntryPage::default()
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
    let needs = claim.is_some_and(Claim::needs_detail);
    let dose = needs.then(|| doses::parse(&model.dose, visitor.language, visitor.now.bangkok_day()));
    let dose = dose.transpose().map_err(|mistakes| model.mistakes.extend(mistakes)).ok();
    if claim == Some(Claim::Missing) {
        model.mistakes.extend(model.unit.mistake.map(|mistake| ("unit-name", mistake)));
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
        content: dose?,
        evidence: None,
        unit: None,
        channel: channel?,
        language: visitor.language,
    })
}
