//! A new correction, one thing a page. What is typed is kept sealed for the browser, as in registration.

use super::super::portal::Portal;
use super::super::refusals::refused;
use super::super::respond::{own, see};
use super::super::session::{self, Person};
use super::super::visitor::Visitor;
use super::answers::{self, Fields};
use super::cases::evidence_of;
use super::doses;
use super::{units, uploads};
use app::components::DoseTyped;
use app::i18n::{cases as words, problems};
use app::pages::me::dispute::{self as pages, DisputePage};
use app::routes::Route;
use axum::extract::{Form, Multipart, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::case_number::CaseNumber;
use domain::cases::{Channel, Claim, Right, Words};
use domain::cookies::names;
use domain::record::{Content, Vaccination};
use domain::registration::Answers;
use domain::{Explain, Id};
use serde::Deserialize;
use service::{CaseFiling, FormKind, ServiceError, Signed, Token};
use std::sync::Arc;

type Shared = State<Arc<Portal>>;

/// Whose draft it is, beside the answers.
const OWNER: &str = "owner";

/// Who writes, and about whom: a delegate writes for each grantor apart.
fn owner(signed: &Signed) -> String {
    format!("{} {}", signed.account, signed.subject())
}

fn begun(owner: &str) -> Answers {
    [(OWNER, owner)].into_iter().collect()
}

/// What is kept between the pages.
struct Draft {
    token: Option<Token>,
    answers: Answers,
}

impl Draft {
    /// What this person has written so far: what somebody else wrote in the same browser is not theirs to see.
    async fn of(portal: &Portal, headers: &HeaderMap, signed: &Signed) -> Result<Self, ServiceError> {
        let token = session::token(headers, portal, names::FORM);
        let kept = match &token {
            Some(token) => portal.services.forms.kept(token, FormKind::Correction).await?,
            None => None,
        };
        let kept = kept.map(|bytes| answers::from_bytes(&bytes)).unwrap_or_default();
        let owner = owner(signed);
        let answers = if kept.get(OWNER) == owner { kept } else { begun(&owner) };
        Ok(Self { token, answers })
    }

    /// Keeps the answers and leads on.
    async fn lead(mut self, portal: &Portal, visitor: &Visitor, to: Route) -> Result<Response, ServiceError> {
        let token = match self.token.take() {
            Some(token) => token,
            None => portal.services.forms.token()?,
        };
        let bytes = answers::to_bytes(&self.answers);
        portal.services.forms.keep(&token, FormKind::Correction, &bytes).await?;
        let mut response = see(&to.path(visitor.language));
        session::hold(response.headers_mut(), portal, names::FORM, &token);
        Ok(response)
    }

    fn fields(&self) -> Fields {
        self.answers.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    }

    /// The pages' model: the record must still be the person's, and without an open case.
    async fn model(&self, portal: &Portal, signed: &Signed, visitor: &Visitor) -> Result<DisputePage, ServiceError> {
        let all = portal.services.records.own(signed).await?;
        let id = Id::parse(self.answers.get("record"));
        let record = match id {
            Some(id) => {
                // What is of another account of theirs is disputed from there.
                let own = all.records.iter().find(|record| record.id == id && !record.linked);
                let found = own.ok_or(ServiceError::Absent)?;
                let open = found.case.as_deref().and_then(|number| CaseNumber::parse(number).ok());
                if let Some(number) = open {
                    return Err(ServiceError::OpenCase(number));
                }
                found.versions.last().map(|version| (id, version.content.clone()))
            }
            None => None,
        };
        let claim = Claim::from_name(self.answers.get("claim"));
        let mut dose = doses::typed(&self.fields());
        if dose == DoseTyped::default()
            && let Some((_, Content::Vaccination(known))) = &record
        {
            dose = DoseTyped::of(known, visitor.language);
        }
        Ok(DisputePage {
            claim: claim.filter(|claim| claim.fits(record.as_ref().map(|(_, content)| content))),
            record,
            words: self.answers.get("words").to_owned(),
            dose,
            unit: units::resolve(portal, &self.fields(), visitor.language).await?,
            ..DisputePage::default()
        })
    }
}

/// To the first case, where there is one about the same; any other refusal as everywhere.
fn led(error: &ServiceError, visitor: &Visitor) -> Response {
    match error {
        ServiceError::OpenCase(number) => {
            see(&format!("{}?notice=open", Route::Correction(*number).path(visitor.language)))
        }
        error => refused(error, visitor.now),
    }
}

async fn show(
    portal: &Arc<Portal>,
    visitor: &Visitor,
    headers: &HeaderMap,
    signed: &Signed,
    (status, page, model): (StatusCode, fn(&app::Frame, &DisputePage) -> app::Page, &DisputePage),
) -> Response {
    let bar = session::bar(portal, signed).await;
    own(portal, visitor, headers, (status, Some(bar)), |frame| page(frame, model))
}

/// Which record a new correction is about.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct About {
    record: String,
    missing: String,
}

pub(super) async fn what(
    State(portal): Shared,
    Person(signed): Person,
    Query(about): Query<About>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let found = async {
        let mut draft = Draft::of(&portal, &headers, &signed).await?;
        // What is missing needs no question about what is wrong.
        if about.missing == "yes" {
            draft.answers = begun(&owner(&signed));
            draft.answers.set("claim", Claim::Missing.name());
            return draft.lead(&portal, &visitor, Route::CorrectionDetails).await.map(Err);
        }
        // Another record begins anew.
        if !about.record.is_empty() && about.record != draft.answers.get("record") {
            draft.answers = begun(&owner(&signed));
            draft.answers.set("record", &about.record);
        }
        if !about.record.is_empty() && Id::parse(&about.record).is_none() {
            return Err(ServiceError::Absent);
        }
        draft.model(&portal, &signed, &visitor).await.map(Ok)
    };
    match found.await {
        Ok(Err(response)) => response,
        // A record is chosen among records.
        Ok(Ok(model)) if model.record.is_none() => see(&Route::Records.path(visitor.language)),
        Ok(Ok(model)) => show(&portal, &visitor, &headers, &signed, (StatusCode::OK, pages::what, &model)).await,
        Err(error) => led(&error, &visitor),
    }
}

pub(super) async fn choose(
    State(portal): Shared,
    Person(signed): Person,
    visitor: Visitor,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Response {
    let chosen = async {
        let mut draft = Draft::of(&portal, &headers, &signed).await?;
        let record = doses::field(&fields, "record");
        if record != draft.answers.get("record") {
            draft.answers = begun(&owner(&signed));
        }
        draft.answers.set("record", record);
        draft.answers.set("claim", doses::field(&fields, "claim"));
        let mut model = draft.model(&portal, &signed, &visitor).await?;
        if model.claim.is_none() {
            model.mistakes.push(("claim", words::CLAIM_MISSING));
            return Ok(Err(model));
        }
        draft.lead(&portal, &visitor, Route::CorrectionDetails).await.map(Ok)
    };
    match chosen.await {
        Ok(Ok(response)) => response,
        Ok(Err(model)) => {
            let wrong = (StatusCode::UNPROCESSABLE_ENTITY, pages::what as fn(&_, &_) -> _, &model);
            show(&portal, &visitor, &headers, &signed, wrong).await
        }
        Err(error) => led(&error, &visitor),
    }
}

pub(super) async fn details(
    State(portal): Shared,
    Person(signed): Person,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let found = async { Draft::of(&portal, &headers, &signed).await?.model(&portal, &signed, &visitor).await };
    match found.await {
        Ok(model) if model.claim.is_none() => see(&Route::Records.path(visitor.language)),
        Ok(model) => show(&portal, &visitor, &headers, &signed, (StatusCode::OK, pages::details, &model)).await,
        Err(error) => led(&error, &visitor),
    }
}

/// Words and dose, where both are right; else the mistakes are on the model.
fn checked(model: &mut DisputePage, visitor: &Visitor) -> Option<(Words, Option<Vaccination>)> {
    let needs = model.claim.is_some_and(Claim::needs_detail);
    let dose = needs.then(|| doses::parse(&model.dose, visitor.language, visitor.now.bangkok_day())).transpose();
    match (Words::parse(&model.words), dose) {
        (Ok(said), Ok(dose)) if model.unit.mistake.is_none() => {
            model.content = dose.clone().map(Content::Vaccination);
            Some((said, dose))
        }
        (said, dose) => {
            model.mistakes = dose.err().unwrap_or_default();
            model.mistakes.extend(model.unit.mistake.map(|mistake| ("unit-name", mistake)));
            model.mistakes.extend(said.err().map(|error| ("words", error.explain())));
            None
        }
    }
}

pub(super) async fn tell(
    State(portal): Shared,
    Person(signed): Person,
    visitor: Visitor,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Response {
    let told = async {
        let mut draft = Draft::of(&portal, &headers, &signed).await?;
        for name in ["words", "product", "lot", "dose", "day-day", "day-month", "day-year", "unit-name", "unit"] {
            draft.answers.set(name, doses::field(&fields, name));
        }
        let mut model = draft.model(&portal, &signed, &visitor).await?;
        if model.claim.is_none() {
            return Ok(Ok(see(&Route::Records.path(visitor.language))));
        }
        // What is too long for the rule is given back in place; what fits is kept.
        if checked(&mut model, &visitor).is_none() {
            return Ok(Err(model));
        }
        draft.lead(&portal, &visitor, Route::CorrectionCheck).await.map(Ok)
    };
    match told.await {
        Ok(Ok(response)) => response,
        Ok(Err(model)) => {
            let wrong = (StatusCode::UNPROCESSABLE_ENTITY, pages::details as fn(&_, &_) -> _, &model);
            show(&portal, &visitor, &headers, &signed, wrong).await
        }
        Err(error) => led(&error, &visitor),
    }
}

pub(super) async fn check(
    State(portal): Shared,
    Person(signed): Person,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let found = async { Draft::of(&portal, &headers, &signed).await?.model(&portal, &signed, &visitor).await };
    match found.await {
        Ok(model) if model.claim.is_none() => see(&Route::Records.path(visitor.language)),
        Ok(mut model) => match checked(&mut model, &visitor) {
            Some(_) => show(&portal, &visitor, &headers, &signed, (StatusCode::OK, pages::check, &model)).await,
            None => see(&Route::CorrectionDetails.path(visitor.language)),
        },
        Err(error) => led(&error, &visitor),
    }
}

pub(super) async fn file(
    State(portal): Shared,
    Person(signed): Person,
    visitor: Visitor,
    headers: HeaderMap,
    form: Multipart,
) -> Response {
    let upload = match uploads::read(form, "evidence").await {
        Ok(upload) => upload,
        Err(response) => return response,
    };
    let found = async {
        let draft = Draft::of(&portal, &headers, &signed).await?;
        let model = draft.model(&portal, &signed, &visitor).await?;
        Ok::<_, ServiceError>((draft, model))
    };
    let (draft, mut model) = match found.await {
        Ok(found) => found,
        Err(error) => return led(&error, &visitor),
    };
    let Some((said, content)) = checked(&mut model, &visitor).filter(|_| model.claim.is_some()) else {
        return see(&Route::Records.path(visitor.language));
    };
    let document = match evidence_of(&portal, upload.file).await {
        Err(response) => return response,
        Ok(Err((status, message))) => {
            model.mistakes.push(("evidence", message));
            return show(&portal, &visitor, &headers, &signed, (status, pages::check, &model)).await;
        }
        Ok(Ok(document)) => document,
    };
    let filing = CaseFiling {
        right: Right::Correction,
        record: model.record.as_ref().map(|(id, _)| *id),
        claim: model.claim,
        words: said,
        content,
        evidence: document.as_ref().map(super::cases::as_evidence),
        unit: model.unit.meant.as_ref().map(|(code, _)| code.as_str()),
        channel: Channel::Web,
        language: visitor.language,
    };
    match portal.services.cases.file(&signed, &filing).await {
        Ok(number) => {
            if let Some(token) = &draft.token
                && let Err(error) = portal.services.forms.forget(token, FormKind::Correction).await
            {
                tracing::warn!(%error, "a form that was filed is forgotten later");
            }
            see(&format!("{}?notice=filed", Route::Correction(number).path(visitor.language)))
        }
        Err(ServiceError::Storage(error)) => {
            tracing::warn!(%error, "a case was not filed");
            model.trouble = Some(problems::UNAVAILABLE);
            let trouble = (StatusCode::SERVICE_UNAVAILABLE, pages::check as fn(&_, &_) -> _, &model);
            let mut response = show(&portal, &visitor, &headers, &signed, trouble).await;
            response.headers_mut().insert(axum::http::header::RETRY_AFTER, axum::http::HeaderValue::from_static("5"));
            response.into_response()
        }
        Err(error) => led(&error, &visitor),
    }
}
