//! Delegates: who may act for whom, a new power of attorney, and beginning and ending to act.

use super::super::portal::Portal;
use super::super::refusals::refused;
use super::super::respond::{own, see};
use super::super::session::{self, Person};
use super::super::visitor::Visitor;
use super::uploads;
use app::i18n::me as words;
use app::i18n::problems;
use app::pages::me::delegate_new::DelegateNewPage;
use app::pages::me::delegates::{DelegatesPage, DelegationCard};
use app::pages::me::{delegate_new as new_page, delegates as delegates_page};
use app::routes::Route;
use axum::extract::{Multipart, Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::delegation::{Act, Delegation, FilingError, file};
use domain::fields::{DateEntry, DateParts, NationalId, PersonName};
use domain::{Bilingual, Day, Explain, Id, Language};
use pictures::{Document, DocumentError};
use serde::Deserialize;
use service::{DelegationView, Filing, ServiceError, Signed};
use std::sync::Arc;

type Shared = State<Arc<Portal>>;

/// What a redirect to the page may say.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Told {
    filed: String,
}

pub(super) async fn delegates(
    State(portal): Shared,
    Person(signed): Person,
    Query(told): Query<Told>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let desk = &portal.services.delegates;
    let found = async {
        signed.must_be_the_person()?;
        Ok::<_, ServiceError>((desk.granted(&signed).await?, desk.received(&signed).await?))
    };
    let (granted, received) = match found.await {
        Ok(found) => found,
        Err(error) => return refused(&error, visitor.now),
    };
    let card = |it: &DelegationView, name: &str| DelegationCard {
        id: it.id,
        name: name.to_owned(),
        terms: it.terms,
        reason: it.reason.clone(),
        usable: Act::ALL.into_iter().any(|act| it.terms.allows(act, visitor.now).is_ok()),
    };
    let model = DelegatesPage {
        granted: granted.iter().map(|it| card(it, &it.delegate_name)).collect(),
        received: received.iter().map(|it| card(it, &it.grantor_name)).collect(),
        filed: told.filed == "yes",
    };
    let bar = session::bar(&portal, &signed).await;
    own(&portal, &visitor, &headers, (StatusCode::OK, Some(bar)), |frame| delegates_page::page(frame, &model))
}

pub(super) async fn new(
    State(portal): Shared,
    Person(signed): Person,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    match signed.must_be_the_person() {
        Ok(()) => show(&portal, &visitor, &headers, &signed, (StatusCode::OK, &DelegateNewPage::default())).await,
        Err(error) => refused(&error, visitor.now),
    }
}

async fn show(
    portal: &Arc<Portal>,
    visitor: &Visitor,
    headers: &HeaderMap,
    signed: &Signed,
    (status, model): (StatusCode, &DelegateNewPage),
) -> Response {
    let bar = session::bar(portal, signed).await;
    own(portal, visitor, headers, (status, Some(bar)), |frame| new_page::page(frame, model))
}

pub(super) async fn file_new(
    State(portal): Shared,
    Person(signed): Person,
    visitor: Visitor,
    headers: HeaderMap,
    form: Multipart,
) -> Response {
    let upload = match uploads::read(form, "document").await {
        Ok(upload) => upload,
        Err(response) => return response,
    };
    let mut model = typed(&upload.fields);
    let parsed = parse(&model, visitor.language, visitor.now.bangkok_day());
    let document = match upload.file {
        None => Err((StatusCode::UNPROCESSABLE_ENTITY, words::DOCUMENT_MISSING)),
        Some(bytes) => match uploads::apart(&portal, move || pictures::prepare_document(&bytes)).await {
            Err(response) => return response,
            Ok(prepared) => prepared.map_err(|error| (status_of(error), error.explain())),
        },
    };
    match (parsed, document) {
        (Ok(parsed), Ok(document)) => match file_it(&portal, &signed, &parsed, &document).await {
            Ok(_) => see(&format!("{}?filed=yes", Route::Delegates.path(visitor.language))),
            Err(ServiceError::Storage(_)) => {
                model.trouble = Some(problems::UNAVAILABLE);
                show(&portal, &visitor, &headers, &signed, (StatusCode::SERVICE_UNAVAILABLE, &model)).await
            }
            Err(error) => refused(&error, visitor.now),
        },
        (parsed, document) => {
            let mut status = StatusCode::UNPROCESSABLE_ENTITY;
            model.mistakes = parsed.err().unwrap_or_default();
            if let Err((wrong, message)) = document {
                if model.mistakes.is_empty() {
                    status = wrong;
                }
                model.mistakes.push(("document", message));
            }
            show(&portal, &visitor, &headers, &signed, (status, &model)).await
        }
    }
}

/// A power of attorney whose fields are right.
struct Parsed {
    delegate: NationalId,
    name: PersonName,
    terms: Delegation,
}

async fn file_it(portal: &Portal, signed: &Signed, parsed: &Parsed, document: &Document) -> Result<Id, ServiceError> {
    let filing = Filing {
        delegate: parsed.delegate.clone(),
        name: parsed.name.as_str().to_owned(),
        terms: parsed.terms,
        kind: document.kind.media_type(),
        document: &document.bytes,
    };
    portal.services.delegates.file(signed, &filing).await
}

fn typed(fields: &[(String, String)]) -> DelegateNewPage {
    let get =
        |name: &str| fields.iter().rev().find(|(it, _)| it == name).map_or_else(String::new, |(_, it)| it.clone());
    let day = |name: &str| ["day", "month", "year"].map(|part| get(&format!("{name}-{part}")));
    let ticked = fields.iter().filter(|(name, _)| name == "acts").filter_map(|(_, value)| Act::from_name(value));
    DelegateNewPage {
        delegate: get("delegate"),
        name: get("delegate-name"),
        acts: ticked.collect(),
        from: day("from"),
        to: day("to"),
        ..DelegateNewPage::default()
    }
}

fn parse(model: &DelegateNewPage, language: Language, today: Day) -> Result<Parsed, Vec<(&'static str, Bilingual)>> {
    let delegate = NationalId::parse(&model.delegate).map_err(|error| ("delegate", error.explain()));
    let name = PersonName::parse(&model.name).map_err(|error| ("delegate-name", error.explain()));
    let (from, to) = (day(&model.from, "from-day", language), day(&model.to, "to-day", language));
    let terms = match (from, to) {
        (Ok(from), Ok(to)) => file(model.acts.iter().copied().collect(), from, to, today)
            .map_err(|error| vec![(input_of(error), error.explain())]),
        (from, to) => Err([from.err(), to.err()].into_iter().flatten().collect()),
    };
    match (delegate, name, terms) {
        (Ok(delegate), Ok(name), Ok(terms)) => Ok(Parsed { delegate, name, terms }),
        (delegate, name, terms) => {
            let mut wrong: Vec<_> = [delegate.err(), name.err()].into_iter().flatten().collect();
            wrong.extend(terms.err().unwrap_or_default());
            if model.acts.is_empty() && !wrong.iter().any(|(input, _)| *input == "acts") {
                wrong.push(("acts", FilingError::NoAct.explain()));
            }
            Err(wrong)
        }
    }
}

fn day(
    [day, month, year]: &[String; 3],
    input: &'static str,
    language: Language,
) -> Result<Day, (&'static str, Bilingual)> {
    let entry = DateEntry::parse(DateParts { day, month, year }, language).map_err(|error| (input, error.explain()))?;
    entry.day().ok_or_else(|| (input, FilingError::Date.explain()))
}

const fn input_of(error: FilingError) -> &'static str {
    match error {
        FilingError::NoAct => "acts",
        FilingError::Date => "from-day",
        FilingError::Reversed | FilingError::Past | FilingError::TooLong => "to-day",
    }
}

const fn status_of(error: DocumentError) -> StatusCode {
    match error {
        DocumentError::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        DocumentError::WrongKind => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

pub(super) async fn revoke(
    State(portal): Shared,
    Path(id): Path<String>,
    Person(signed): Person,
    visitor: Visitor,
) -> Response {
    let Some(id) = Id::parse(&id) else { return refused(&ServiceError::Absent, visitor.now) };
    match portal.services.delegates.revoke(&signed, id).await {
        Ok(()) => see(&Route::Delegates.path(visitor.language)),
        Err(error) => refused(&error, visitor.now),
    }
}

pub(super) async fn act(
    State(portal): Shared,
    Path(id): Path<String>,
    Person(signed): Person,
    visitor: Visitor,
) -> Response {
    let Some(id) = Id::parse(&id) else { return refused(&ServiceError::Absent, visitor.now) };
    match portal.services.sign_on.act_for(&signed, id).await {
        Ok(()) => see(&Route::Me.path(visitor.language)),
        Err(error) => refused(&error, visitor.now),
    }
}

pub(super) async fn stop(State(portal): Shared, Person(signed): Person, visitor: Visitor) -> Response {
    match portal.services.sign_on.stop_acting(&signed).await {
        Ok(()) => see(&Route::Me.path(visitor.language)),
        Err(error) => refused(&error, visitor.now),
    }
}
