//! A case, to its person and to the offices that answer: the page, the next step, evidence, receipts, the letter.

use super::super::portal::Portal;
use super::super::refusals::refused;
use super::super::respond::{own, see};
use super::super::session::{self, Person, Staff};
use super::super::visitor::Visitor;
use super::consents::{self, download};
use super::doses::{self, Mistakes};
use super::records::name_of;
use super::uploads;
use app::components::{DoseTyped, TimelineEntry};
use app::i18n::moment::{filled, moment};
use app::i18n::{cases as words, duty as duty_words, records};
use app::pages::case::{self as case_page, CasePage, NextStep, RecordPart, state_label};
use app::pages::letter::{self as letter_page, LetterPage};
use app::pages::me::corrections::{self as corrections_page, CaseLine};
use app::routes::Route;
use axum::extract::{FromRequestParts, Multipart, Path, Query, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::account::Role;
use domain::case_number::CaseNumber;
use domain::cases::{Outcome, Reason, Refusal, State as CaseState, Step, Words};
use domain::organisation::Organisation;
use domain::record::Content;
use domain::{Bilingual, Explain, Instant, Language};
use pictures::{Document, DocumentError};
use serde::Deserialize;
use service::{CaseView, Evidence, Move, ServiceError, Signed, StepView, VersionView, Who};
use std::sync::Arc;

type Shared = State<Arc<Portal>>;

/// From whose room a case is looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Room {
    Person,
    Unit,
    Office,
}

impl Room {
    /// The room of a role; nobody else looks at cases.
    fn of(signed: &Signed) -> Result<Self, ServiceError> {
        match signed.role {
            Role::Person => Ok(Self::Person),
            Role::UnitOfficer => Ok(Self::Unit),
            Role::DivisionOfficer => Ok(Self::Office),
            Role::Contractor | Role::Auditor | Role::Operator | Role::System => Err(ServiceError::Forbidden),
        }
    }

    const fn case(self, number: CaseNumber) -> Route {
        match self {
            Self::Person => Route::Correction(number),
            Self::Unit => Route::UnitCorrection(number),
            Self::Office => Route::OfficeCase(number),
        }
    }

    const fn list(self) -> Route {
        match self {
            Self::Person => Route::Corrections,
            Self::Unit => Route::UnitCorrections,
            Self::Office => Route::OfficeCases,
        }
    }

    const fn letter(self, number: CaseNumber) -> Route {
        match self {
            Self::Person => Route::Letter(number),
            Self::Office => Route::OfficeLetter(number),
            Self::Unit => Route::UnitLetter(number),
        }
    }
}

pub(super) async fn mine(
    State(portal): Shared,
    Person(signed): Person,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    match portal.services.cases.mine(&signed).await {
        Ok(all) => {
            let lines = lines(&all);
            let bar = session::bar(&portal, &signed).await;
            own(&portal, &visitor, &headers, (StatusCode::OK, Some(bar)), |frame| {
                corrections_page::page(frame, &lines, visitor.now)
            })
        }
        Err(error) => refused(&error, visitor.now),
    }
}

/// Cases as lists show them.
pub(super) fn lines(all: &[service::CaseLine]) -> Vec<CaseLine> {
    let line = |it: &service::CaseLine| {
        Some(CaseLine {
            number: CaseNumber::parse(&it.case.number).ok()?,
            right: it.case.right,
            claim: it.case.claim,
            state: it.case.standing.state.name(),
            filed_at: it.case.filed_at,
            deadlines: it.deadlines,
        })
    };
    all.iter().filter_map(line).collect()
}

/// What a redirect to a case may say.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Told {
    notice: String,
}

/// Whoever the room in the address belongs to; everybody else is led to sign-in, or refused.
pub(super) struct Signatory(Signed);

impl FromRequestParts<Arc<Portal>> for Signatory {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, portal: &Arc<Portal>) -> Result<Self, Response> {
        let at = |room: &str| parts.uri.path().contains(room);
        let role = match () {
            () if at("/unit/") => Role::UnitOfficer,
            () if at("/office/") => Role::DivisionOfficer,
            () => return Person::from_request_parts(parts, portal).await.map(|it| Self(it.0)),
        };
        let staff = Staff::from_request_parts(parts, portal).await?.0;
        if staff.role == role { Ok(Self(staff)) } else { Err(StatusCode::FORBIDDEN.into_response()) }
    }
}

pub(super) async fn one(
    State(portal): Shared,
    Path(number): Path<String>,
    Signatory(signed): Signatory,
    Query(told): Query<Told>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let Ok(number) = CaseNumber::parse(&number) else { return StatusCode::NOT_FOUND.into_response() };
    let notice = match told.notice.as_str() {
        "filed" => Some(("notice notice--success", filled(words::FILED_NOTICE, &number.to_string(), visitor.language))),
        "open" => Some(("notice", words::ALREADY_OPEN.text(visitor.language).to_owned())),
        _ => None,
    };
    show(&portal, &visitor, &headers, &signed, number, Shown { status: StatusCode::OK, notice, next: None }).await
}

/// What a page of a case is shown with.
struct Shown {
    status: StatusCode,
    notice: Option<(&'static str, String)>,
    /// What was typed, where it was not taken.
    next: Option<NextStep>,
}

async fn show(
    portal: &Arc<Portal>,
    visitor: &Visitor,
    headers: &HeaderMap,
    signed: &Signed,
    number: CaseNumber,
    shown: Shown,
) -> Response {
    let found = async {
        let room = Room::of(signed)?;
        Ok::<_, ServiceError>((room, portal.services.cases.one(signed, number).await?))
    };
    let (room, view) = match found.await {
        Ok(found) => found,
        Err(error) => return refused(&error, visitor.now),
    };
    let mut next =
        shown.next.unwrap_or_else(|| NextStep { dose: proposal(&view, visitor.language), ..NextStep::default() });
    next.possible.clone_from(&view.possible);
    next.seen = view.case.standing.steps;
    next.right = Some(view.case.right);
    next.recorded = view.recorded && view.possible.iter().any(|step| matches!(step, Step::Decided(_)));
    let model = model(&view, (room, number), visitor, (shown.notice, next));
    let bar = session::bar(portal, signed).await;
    own(portal, visitor, headers, (shown.status, Some(bar)), |frame| case_page::page(frame, &model))
}

/// What the person says is right, as it would be typed.
fn proposal(view: &CaseView, language: Language) -> DoseTyped {
    let said = view.steps.iter().rev().find_map(|step| step.said.content.as_ref().and_then(Content::vaccination));
    let known = view.record.as_ref().and_then(|record| record.versions.last()?.content.vaccination());
    said.or(known).map(|dose| DoseTyped::of(dose, language)).unwrap_or_default()
}

fn model(
    view: &CaseView,
    (room, number): (Room, CaseNumber),
    visitor: &Visitor,
    (notice, next): (Option<(&'static str, String)>, NextStep),
) -> CasePage {
    let language = visitor.language;
    let outcome = match view.standing.state {
        CaseState::Decided { outcome } => Some(outcome),
        _ => None,
    };
    let line = |it: &VersionView| (it.content.clone(), it.state, it.at, it.officer.clone());
    let record = view.record.as_ref().map(|record| RecordPart {
        versions: record.versions.iter().rev().map(line).collect(),
        unit: name_of(record.unit.as_ref(), &record.unit_code, language),
    });
    CasePage {
        route: room.case(number),
        list: room.list(),
        number,
        right: view.case.right,
        claim: view.case.claim,
        state: state_label(view.case.standing.state.name(), outcome),
        filed_at: view.case.filed_at,
        channel: view.case.channel,
        desk: name_of(view.desk.as_ref(), &view.case.desk, language),
        person: view.person.clone(),
        deadlines: view.deadlines,
        now: visitor.now,
        timeline: view.steps.iter().map(|step| entry(step, (room, number), language)).collect(),
        record,
        evidence: if room == Room::Person { Vec::new() } else { evidence_beside(view, (room, number), language) },
        faults: if room == Room::Person { Vec::new() } else { view.faults.clone() },
        escalate_from: view.escalate_from,
        letter: view.has_letter.then(|| room.letter(number)),
        doubted: view.doubted.as_ref().map(|it| doubted(it, language)),
        duties: view.duties.clone(),
        next,
        notice,
    }
}

/// The use that is doubted: what, when, who, and the conditions it was decided on.
fn doubted(
    (line, office, officer): &(storage::AuditLine, Option<Organisation>, String),
    language: Language,
) -> (Bilingual, Instant, String, String) {
    let grounds = line.grounds.clone().unwrap_or_default();
    let who = match office {
        Some(office) => {
            let name = name_of(Some(office), &grounds.office, language);
            format!("{name}, {}", filled(duty_words::OFFICER, officer, language))
        }
        None if officer == service::OPERATOR => duty_words::AT_MACHINE.text(language).to_owned(),
        None => duty_words::DELEGATE.text(language).to_owned(),
    };
    (super::access_log::said(&line.act), line.at, who, grounds.path)
}

/// The files that were given: address, and whether it is a picture.
fn evidence_beside(view: &CaseView, (room, number): (Room, CaseNumber), language: Language) -> Vec<(String, bool)> {
    let case = room.case(number).path(language);
    let file = |step: &StepView| {
        let (_, kind, _) = step.said.evidence.as_ref()?;
        Some((format!("{case}/evidence/{}", step.place), kind.starts_with("image/")))
    };
    view.steps.iter().filter_map(file).collect()
}

fn entry(step: &StepView, (room, number): (Room, CaseNumber), language: Language) -> TimelineEntry {
    let who = match &step.who {
        Who::Person => words::THE_PERSON.text(language).to_owned(),
        Who::Delegate => words::THE_DELEGATE.text(language).to_owned(),
        Who::System => words::THE_CLOCK.text(language).to_owned(),
        Who::Office(known, code) => {
            let office = name_of(known.as_ref(), code, language);
            if step.officer.is_empty() {
                office
            } else {
                format!("{office} · {}", filled(records::OFFICER, &step.officer, language))
            }
        }
    };
    let mut lines: Vec<(Bilingual, String)> = Vec::new();
    if let (Step::Proposed(outcome), false) = (step.step, room == Room::Person) {
        lines.push((words::STATE, outcome.label().text(language).to_owned()));
    }
    // What is only proposed is the office's own until a second officer agrees.
    let open = room != Room::Person || !matches!(step.step, Step::Proposed(_));
    lines.extend(
        step.said.reason.filter(|_| open).map(|reason| (words::REASON, reason.label().text(language).to_owned())),
    );
    if let Some(content) = step.said.content.as_ref().filter(|_| open) {
        let facts = app::components::record_facts(content, language).into_iter();
        let facts: Vec<_> = facts.map(|(label, value)| format!("{} {value}", label.text(language))).collect();
        lines.push((words::WHAT_IS_RIGHT, facts.join(" · ")));
    }
    let case = room.case(number).path(language);
    TimelineEntry {
        what: step.step.label(),
        at: step.at,
        who,
        words: if open { step.said.words.clone() } else { String::new() },
        lines,
        evidence: step.said.evidence.as_ref().map(|_| format!("{case}/evidence/{}", step.place)),
        receipt: (room == Room::Person).then(|| Route::StepReceipt(number, step.place).path(language)),
    }
}

/// The file that was sent, made safe; nothing where none was. Inside, status and sentence of one that is not taken.
pub(super) async fn evidence_of(
    portal: &Arc<Portal>,
    file: Option<Vec<u8>>,
) -> Result<Result<Option<Document>, (StatusCode, Bilingual)>, Response> {
    let Some(bytes) = file else { return Ok(Ok(None)) };
    let prepared = uploads::apart(portal, move || pictures::prepare_document(&bytes)).await?;
    Ok(prepared.map(Some).map_err(|error| {
        let status = match error {
            DocumentError::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            DocumentError::WrongKind | DocumentError::Active | DocumentError::Locked => {
                StatusCode::UNSUPPORTED_MEDIA_TYPE
            }
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        };
        (status, error.explain())
    }))
}

/// The same for a use case.
pub(super) const fn as_evidence(document: &Document) -> Evidence<'_> {
    Evidence { kind: document.kind.media_type(), bytes: document.bytes.as_slice() }
}

pub(super) async fn take(
    State(portal): Shared,
    Path(number): Path<String>,
    Signatory(signed): Signatory,
    visitor: Visitor,
    headers: HeaderMap,
    form: Multipart,
) -> Response {
    let Ok(number) = CaseNumber::parse(&number) else { return StatusCode::NOT_FOUND.into_response() };
    let upload = match uploads::read(form, "evidence").await {
        Ok(upload) => upload,
        Err(response) => return response,
    };
    let found = async {
        let room = Room::of(&signed)?;
        Ok::<_, ServiceError>((room, portal.services.cases.one(&signed, number).await?))
    };
    let (room, view) = match found.await {
        Ok(found) => found,
        Err(error) => return refused(&error, visitor.now),
    };
    let mut next = typed(&upload.fields);
    let parsed = parse(&next, &view, &visitor);
    let document = match evidence_of(&portal, upload.file).await {
        Err(response) => return response,
        Ok(document) => document,
    };
    let (it, document) = match (parsed, document) {
        (Ok(it), Ok(document)) => (it, document),
        (parsed, document) => {
            let mut status = StatusCode::UNPROCESSABLE_ENTITY;
            next.mistakes = parsed.err().unwrap_or_default();
            if let Err((wrong, message)) = document {
                if next.mistakes.is_empty() {
                    status = wrong;
                }
                next.mistakes.push(("evidence", message));
            }
            let shown = Shown { status, notice: None, next: Some(next) };
            return show(&portal, &visitor, &headers, &signed, number, shown).await;
        }
    };
    let it = Move { evidence: document.as_ref().map(as_evidence), ..it };
    match portal.services.cases.take(&signed, number, &it).await {
        // Whoever erased the account has nothing left to look at.
        Ok(()) if room == Room::Office && it.step == Step::Decided(Outcome::Granted) => {
            see(&Route::OfficeCases.path(visitor.language))
        }
        Ok(()) => see(&room.case(number).path(visitor.language)),
        // Another case about the same record stands in the way.
        Err(ServiceError::OpenCase(other)) => see(&format!("{}?notice=open", room.case(other).path(visitor.language))),
        Err(ServiceError::Meanwhile | ServiceError::Case(Refusal::NotNow)) => {
            let said =
                format!("{} {}", words::MEANWHILE.text(visitor.language), words::MEANWHILE_TEXT.text(visitor.language));
            conflict(&portal, &visitor, &headers, &signed, number, (said, next)).await
        }
        Err(ServiceError::Case(Refusal::TooEarly(from))) => {
            let said = filled(words::TOO_EARLY_TEXT, &moment(from, visitor.language), visitor.language);
            conflict(&portal, &visitor, &headers, &signed, number, (said, next)).await
        }
        Err(ServiceError::Case(
            refusal @ (Refusal::ReopenedBefore | Refusal::EscalatedBefore | Refusal::HeldByLaw),
        )) => {
            let said = refusal.explain().text(visitor.language).to_owned();
            conflict(&portal, &visitor, &headers, &signed, number, (said, next)).await
        }
        Err(error) => refused(&error, visitor.now),
    }
}

/// 409: what happened meanwhile, and all that was typed.
async fn conflict(
    portal: &Arc<Portal>,
    visitor: &Visitor,
    headers: &HeaderMap,
    signed: &Signed,
    number: CaseNumber,
    (said, next): (String, NextStep),
) -> Response {
    let notice = Some(("notice notice--warning", said));
    show(portal, visitor, headers, signed, number, Shown { status: StatusCode::CONFLICT, notice, next: Some(next) })
        .await
}

fn typed(fields: &[(String, String)]) -> NextStep {
    let get = |name: &str| doses::field(fields, name).to_owned();
    NextStep {
        seen: get("seen").parse().unwrap_or_default(),
        step: get("step"),
        words: get("words"),
        reason: get("reason"),
        dose: doses::typed(fields),
        ..NextStep::default()
    }
}

/// The step, where all it needs is there and right.
fn parse(next: &NextStep, view: &CaseView, visitor: &Visitor) -> Result<Move<'static>, Mistakes> {
    let Some(step) = Step::from_name(&next.step) else { return Err(vec![("step", words::STEP_MISSING)]) };
    let needs = step.needs(view.case.claim);
    let mut mistakes = Mistakes::new();
    let said = if needs.words { Words::some(&next.words) } else { Words::parse(&next.words) };
    let said = said.map_err(|error| mistakes.push(("words", error.explain()))).unwrap_or_default();
    let reason = Reason::from_name(&next.reason).filter(|_| needs.reason);
    // Who agrees to a proposal agrees to its reason and to what it holds.
    let agrees = matches!(view.standing.state, CaseState::Proposed { .. });
    if needs.reason && reason.is_none() && !agrees {
        mistakes.push(("reason", words::REASON_MISSING));
    }
    let content = if needs.content && !agrees {
        match doses::parse(&next.dose, visitor.language, visitor.now.bangkok_day()) {
            Ok(dose) => Some(dose),
            Err(wrong) => {
                mistakes.extend(wrong);
                None
            }
        }
    } else {
        None
    };
    if mistakes.is_empty() {
        Ok(Move { step, words: said, reason, content, evidence: None, seen: next.seen })
    } else {
        Err(mistakes)
    }
}

pub(super) async fn evidence(
    State(portal): Shared,
    Path((number, place)): Path<(String, String)>,
    Signatory(signed): Signatory,
    visitor: Visitor,
) -> Response {
    let (Ok(number), Ok(place)) = (CaseNumber::parse(&number), place.parse()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match portal.services.cases.evidence(&signed, number, place).await {
        Ok((kind, bytes)) if kind == "application/pdf" => download("application/pdf", "evidence.pdf", bytes),
        Ok((_, bytes)) => download("image/jpeg", "evidence.jpg", bytes),
        Err(error) => refused(&error, visitor.now),
    }
}

pub(super) async fn receipt(
    State(portal): Shared,
    Path((number, file)): Path<(String, String)>,
    Person(signed): Person,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let (place, kind) = file.split_once('.').unwrap_or((&file, ""));
    let (Ok(number), Ok(place)) = (CaseNumber::parse(&number), place.parse()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let receipt = match portal.services.cases.receipt(&signed, number, place).await {
        Ok(receipt) => receipt,
        Err(error) => return refused(&error, visitor.now),
    };
    let route = Route::StepReceipt(number, place);
    let shown = consents::ReceiptFile {
        route,
        back: Route::Correction(number),
        id: receipt.id,
        salt: receipt.salt,
        bytes: receipt.bytes,
    };
    consents::receipt_file(&portal, &visitor, &headers, &signed, shown, kind).await
}

pub(super) async fn letter(
    State(portal): Shared,
    Path((number, file)): Path<(String, String)>,
    Signatory(signed): Signatory,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let Ok(number) = CaseNumber::parse(&number) else { return StatusCode::NOT_FOUND.into_response() };
    let found = async {
        let room = Room::of(&signed)?;
        let route = room.letter(number);
        let view = portal.services.cases.letter(&signed, number).await?;
        let (case, letter) = (room.case(number), view.letter);
        Ok::<_, ServiceError>(LetterPage { route, case, letter, writer: view.writer, words: view.words })
    };
    let model = match found.await {
        Ok(model) => model,
        Err(error) => return refused(&error, visitor.now),
    };
    match file.as_str() {
        "letter" => {
            let bar = session::bar(&portal, &signed).await;
            own(&portal, &visitor, &headers, (StatusCode::OK, Some(bar)), |frame| letter_page::page(frame, &model))
        }
        "letter.html" => {
            let name = format!("letter-{}-{}.html", model.letter.number.year, model.letter.number.serial);
            let mut response = download("text/html; charset=utf-8", &name, letter_page::file(&model).into_bytes());
            // Only to be saved: nothing in it runs here.
            if let Ok(sandbox) = "sandbox".parse() {
                response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, sandbox);
            }
            response
        }
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}
