//! Health records: the person's own, and the certificate of a dose; the dose a unit's officer records.

use super::super::portal::Portal;
use super::super::refusals::refused;
use super::super::respond::{own, see};
use super::super::session::{self, Person, Staff};
use super::super::visitor::Visitor;
use super::answers::Fields;
use super::consents::qr;
use super::doses;
use app::i18n::moment::filled;
use app::i18n::{exchange, records as words};
use app::pages::me::certificate::CertificatePage;
use app::pages::me::records::{RecordCard, RecordsPage, ToldLine, Way};
use app::pages::me::{certificate as certificate_page, records as records_page};
use app::pages::office::entry::{self as entry_page, EntryPage};
use app::routes::Route;
use axum::extract::{Form, Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::account::Role;
use domain::case_number::CaseNumber;
use domain::catalogue::PurposeId;
use domain::fields::NationalId;
use domain::organisation::Organisation;
use domain::partner::Event;
use domain::record::Content;
use domain::{Bilingual, Explain, Id, Language};
use serde::Deserialize;
use service::{NewRecord, RecordView, ServiceError, Signed, VersionView};
use std::sync::Arc;
use storage::{Confirmed, Delivery};

type Shared = State<Arc<Portal>>;

/// The name of an organisation in a language; its code where nobody knows it any more.
pub(super) fn name_of(organisation: Option<&Organisation>, code: &str, language: Language) -> String {
    match (organisation, language) {
        (Some(it), Language::Th) => it.name_th.clone(),
        (Some(it), Language::En) => it.name_en.clone(),
        (None, _) => code.to_owned(),
    }
}

pub(super) async fn records(
    State(portal): Shared,
    Person(signed): Person,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let found = async {
        let told = portal.services.records.corrections_of(&signed).await?;
        let view = portal.services.records.own(&signed).await?;
        // Whom others told of a number is nobody's to see who only says that it is theirs.
        let systems =
            if view.unverified { Vec::new() } else { portal.services.partners.told_about(signed.subject()).await? };
        Ok::<_, ServiceError>((view, told, systems))
    };
    match found.await {
        Ok((view, told, systems)) => {
            let told = told.iter().map(|it| (it.recipient.name(), it.told_at, it.times, it.acknowledged_at.is_some()));
            let told = told.collect();
            let cards = view.records.iter().filter_map(|record| card(record, visitor.language)).collect();
            let systems_told = systems.iter().filter_map(|it| told_line(it, visitor.language)).collect();
            let model = RecordsPage { cards, faults: view.faults, unverified: view.unverified, told, systems_told };
            let bar = session::bar(&portal, &signed).await;
            own(&portal, &visitor, &headers, (StatusCode::OK, Some(bar)), |frame| records_page::page(frame, &model))
        }
        Err(error) => refused(&error, visitor.now),
    }
}

fn told_line((it, organisation): &(Delivery, Option<Organisation>), language: Language) -> Option<ToldLine> {
    Some(ToldLine {
        organisation: organisation.as_ref().map(|known| name_of(Some(known), &known.code, language)),
        what: Event::from_name(&it.kind)?.label(),
        purpose: PurposeId::ALL.into_iter().find(|purpose| purpose.id() == it.purpose).map(PurposeId::name),
        at: it.created_at,
        acknowledged: it.acknowledged.as_ref().map(|(at, _)| *at),
    })
}

/// By which way a record came.
fn way(source: &str) -> Way {
    match source {
        "system" => Way::System,
        "file" => Way::File,
        _ => Way::Officer,
    }
}

/// Who made a version: a system, unless a case led to it, which officers decide.
fn by(version: &VersionView, language: Language) -> String {
    let system = way(&version.source) == Way::System && version.cause.is_none();
    filled(if system { exchange::SYSTEM_CODE } else { words::OFFICER }, &version.officer, language)
}

fn card(record: &RecordView, language: Language) -> Option<RecordCard> {
    let (last, earlier) = record.versions.split_last()?;
    let line = |it: &VersionView| (it.content.clone(), it.state, it.at, by(it, language));
    let way = way(&last.source);
    Some(RecordCard {
        id: record.id,
        content: last.content.clone(),
        state: last.state,
        confirmed: confirmed(last.confirmed),
        unconfirmed: last.confirmed == Confirmed::Not && way != Way::Officer,
        linked: record.linked,
        unit: name_of(record.unit.as_ref(), &record.unit_code, language),
        way,
        by: by(last, language),
        at: last.at,
        certificate: record.certificate.is_some(),
        case: record.case.as_deref().and_then(|number| CaseNumber::parse(number).ok()),
        history: earlier.iter().rev().map(line).collect(),
    })
}

const fn confirmed(how: Confirmed) -> Bilingual {
    match how {
        Confirmed::Not => words::NOT_CONFIRMED,
        Confirmed::ByPresence => words::CONFIRMED_BY_CODE,
        Confirmed::Checked => words::CONFIRMED_BY_CHECK,
    }
}

pub(super) async fn certificate(
    State(portal): Shared,
    Path(id): Path<String>,
    Person(signed): Person,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let found = async {
        let id = Id::parse(&id).ok_or(ServiceError::Absent)?;
        let record = portal.services.records.one(&signed, id).await?;
        let holder = portal.services.accounts.full_name(signed.subject()).await?;
        Ok::<_, ServiceError>((record, holder))
    };
    let (record, holder) = match found.await {
        Ok(found) => found,
        Err(error) => return refused(&error, visitor.now),
    };
    let (Some(last), Some((code, stands))) = (record.versions.last(), &record.certificate) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let origin = &portal.config.public_url;
    let model = CertificatePage {
        id: record.id,
        holder,
        content: last.content.clone(),
        unit: name_of(record.unit.as_ref(), &record.unit_code, visitor.language),
        code: code.clone(),
        stands: *stands,
        qr: qr(&format!("{origin}{}?code={code}", Route::Verify.path(visitor.language))),
    };
    let bar = session::bar(&portal, &signed).await;
    own(&portal, &visitor, &headers, (StatusCode::OK, Some(bar)), |frame| certificate_page::page(frame, &model))
}

/// What a redirect to the page may say.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Told {
    done: String,
}

pub(super) async fn new_dose(
    State(portal): Shared,
    Staff(signed): Staff,
    Query(told): Query<Told>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    if signed.role != Role::UnitOfficer {
        return refused(&ServiceError::Forbidden, visitor.now);
    }
    let model = EntryPage { done: told.done == "yes", ..EntryPage::default() };
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
    own(portal, visitor, headers, (status, Some(bar)), |frame| entry_page::dose(frame, model))
}

pub(super) async fn record_dose(
    State(portal): Shared,
    Staff(signed): Staff,
    visitor: Visitor,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Response {
    if signed.role != Role::UnitOfficer {
        return refused(&ServiceError::Forbidden, visitor.now);
    }
    let get = |name: &str| doses::field(&fields, name);
    let mut model =
        EntryPage { national_id: get("national-id").to_owned(), dose: doses::typed(&fields), ..EntryPage::default() };
    let id = NationalId::parse(&model.national_id).map_err(|error| vec![("national-id", error.explain())]);
    let dose = doses::parse(&model.dose, visitor.language, visitor.now.bangkok_day());
    let outcome = match (id, dose) {
        (Ok(id), Ok(dose)) => match doses::person(&portal, &signed, &id, PurposeId::VaccineRegister).await {
            Ok(subject) => {
                let content = Content::Vaccination(dose);
                let new = NewRecord { subject: &subject, content: &content };
                portal.services.records.record(&signed, new).await
            }
            Err(ServiceError::Absent) => {
                model.mistakes.push(("national-id", words::NOBODY));
                Err(ServiceError::Absent)
            }
            Err(error) => Err(error),
        },
        (id, dose) => {
            model.mistakes = [id.err(), dose.err()].into_iter().flatten().flatten().collect();
            Err(ServiceError::Absent)
        }
    };
    match outcome {
        Ok(_) => see(&format!("{}?done=yes", Route::UnitRecords.path(visitor.language))),
        Err(_) if !model.mistakes.is_empty() => {
            show(&portal, &visitor, &headers, &signed, (StatusCode::UNPROCESSABLE_ENTITY, &model)).await
        }
        Err(error) => refused(&error, visitor.now),
    }
}
