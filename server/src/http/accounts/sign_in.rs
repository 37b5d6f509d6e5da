//! Signing in by a one-time code, and signing out. The answers are the same whether or not anybody has the address.

use super::super::portal::Portal;
use super::super::refusals::refused;
use super::super::respond::{own, private, see};
use super::super::rooms::is_local;
use super::super::session::{self, Anyone, Person};
use super::super::visitor::Visitor;
use app::i18n::account as words;
use app::i18n::moment::{filled, moment};
use app::i18n::problems;
use app::pages::account::code::CodePage;
use app::pages::account::sign_in::{Notice, SignInPage};
use app::pages::account::{code as code_page, sign_in as sign_in_page};
use app::routes::Route;
use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use domain::account::Role;
use domain::cookies::names;
use domain::one_time_code::CodeError;
use domain::{Bilingual, Explain, Language};
use serde::Deserialize;
use service::{NoCode, ServiceError, SignIn, Token};
use sign_on::oidc::Kind;
use std::sync::Arc;

type Shared = State<Arc<Portal>>;

/// What an address may say, and what forms carry on.
#[derive(Deserialize, Default, Debug)]
#[serde(default)]
pub(super) struct Fields {
    /// A path of this site, or empty: nothing else gets past reading.
    #[serde(deserialize_with = "local")]
    pub(super) next: String,
    pub(super) notice: String,
    pub(super) address: String,
    pub(super) code: String,
    pub(super) account: String,
    #[serde(rename = "for")]
    pub(super) purpose: String,
    pub(super) kind: String,
    pub(super) answer: String,
}

fn local<'de, D: serde::Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    String::deserialize(from).map(|next| if is_local(&next) { next } else { String::new() })
}

impl Fields {
    /// Where to go after: a path of this site, else the role's own front page.
    pub(super) fn target(&self, role: Role, language: Language) -> String {
        let home = match role {
            Role::Person => Route::Me,
            Role::UnitOfficer => Route::Unit,
            _ => Route::Office,
        };
        if is_local(&self.next) { self.next.clone() } else { home.path(language) }
    }
}

pub(super) async fn sign_in(
    State(portal): Shared,
    Query(fields): Query<Fields>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let model = SignInPage { notice: Notice::from_name(&fields.notice), next: &fields.next, ..SignInPage::default() };
    sign_in_with(&portal, &visitor, &headers, StatusCode::OK, model)
}

pub(super) fn sign_in_with(
    portal: &Arc<Portal>,
    visitor: &Visitor,
    headers: &HeaderMap,
    status: StatusCode,
    model: SignInPage<'_>,
) -> Response {
    let provider = portal.sign_on.name(Kind::Person);
    let model = SignInPage { provider, ..model };
    private(portal, visitor, headers, status, |frame| sign_in_page::page(frame, &model))
}

pub(super) async fn send_code(
    State(portal): Shared,
    visitor: Visitor,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Response {
    let model = SignInPage { address: &fields.address, next: &fields.next, ..SignInPage::default() };
    let again = |status, model| sign_in_with(&portal, &visitor, &headers, status, model);
    match portal.services.sign_on.send_code(&fields.address, visitor.language).await {
        Ok(token) => to_code(&portal, &visitor, &token, &fields.next),
        Err(NoCode::Address(mistake)) => {
            again(StatusCode::UNPROCESSABLE_ENTITY, SignInPage { mistake: Some(mistake), ..model })
        }
        Err(NoCode::Service(ServiceError::TooMany(too_many))) => {
            let until = moment(too_many.until, visitor.language);
            let hindrance = Some(filled(words::TOO_MANY, &until, visitor.language));
            let mut response = again(StatusCode::TOO_MANY_REQUESTS, SignInPage { hindrance, ..model });
            let wait = (too_many.until.unix_milliseconds() - visitor.now.unix_milliseconds()) / 1000 + 1;
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait));
            response
        }
        Err(NoCode::Service(error)) => {
            tracing::warn!(%error, "a code was not made");
            again(StatusCode::SERVICE_UNAVAILABLE, SignInPage { trouble: Some(problems::UNAVAILABLE), ..model })
        }
    }
}

fn to_code(portal: &Portal, visitor: &Visitor, token: &Token, next: &str) -> Response {
    let next: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
    let mut response = see(&format!("{}?next={next}", Route::SignInCode.path(visitor.language)));
    session::hold(response.headers_mut(), portal, names::CODE, token);
    response
}

pub(super) async fn code(
    State(portal): Shared,
    Query(fields): Query<Fields>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    if session::token(&headers, &portal, names::CODE).is_none() {
        return see(&Route::SignIn.path(visitor.language));
    }
    let model = CodePage { confirms: fields.purpose == "address", next: &fields.next, ..CodePage::default() };
    private(&portal, &visitor, &headers, StatusCode::OK, |frame| code_page::page(frame, &model))
}

pub(super) async fn type_code(
    State(portal): Shared,
    Anyone(signed): Anyone,
    visitor: Visitor,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Response {
    let Some(token) = session::token(&headers, &portal, names::CODE) else {
        return refused(&ServiceError::Code(CodeError::Over), visitor.now);
    };
    let (sign_on, device) = (&portal.services.sign_on, session::device(&headers));
    let confirms = fields.purpose == "address";
    let outcome = match (confirms, &signed) {
        (true, Some(signed)) => match sign_on.confirm_address(signed, &token, &fields.code).await {
            Ok(()) => return confirmed(&portal, &visitor),
            Err(error) => Err(error),
        },
        (true, None) => return see(&Route::SignIn.path(visitor.language)),
        (false, _) if !fields.account.is_empty() => {
            let at = fields.account.parse().unwrap_or(usize::MAX);
            sign_on.choose(&token, at, &device).await.map(SignIn::In)
        }
        (false, _) => sign_on.sign_in_with_code(&token, &fields.code, &device).await,
    };
    match outcome {
        Ok(SignIn::In(session)) => entered_anew(&portal, &visitor, &headers, &session, &fields).await,
        Ok(SignIn::Choose(subjects)) => choose(&portal, &visitor, &headers, subjects, &fields.next).await,
        Ok(SignIn::Unknown) => refused(&ServiceError::Absent, visitor.now),
        Err(ServiceError::Code(error @ (CodeError::Form | CodeError::Wrong))) => {
            let mistake: Option<Bilingual> = Some(error.explain());
            let model = CodePage { confirms, code: &fields.code, mistake, next: &fields.next, trouble: None };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            private(&portal, &visitor, &headers, status, |frame| code_page::page(frame, &model))
        }
        Err(error) => refused(&error, visitor.now),
    }
}

fn confirmed(portal: &Portal, visitor: &Visitor) -> Response {
    let mut response = see(&format!("{}?saved=yes", Route::Profile.path(visitor.language)));
    session::drop(response.headers_mut(), portal, names::CODE);
    response
}

/// Into the rooms of whoever the session is; the session this browser held before is ended.
pub(super) async fn entered_anew(
    portal: &Portal,
    visitor: &Visitor,
    headers: &HeaderMap,
    token: &Token,
    fields: &Fields,
) -> Response {
    if let Some(former) = session::token(headers, portal, names::SESSION)
        && let Err(error) = leave(portal, &former).await
    {
        tracing::warn!(%error, "the session before this one ends by itself");
    }
    entered(portal, visitor, token, fields).await
}

async fn leave(portal: &Portal, token: &Token) -> Result<(), ServiceError> {
    let sign_on = &portal.services.sign_on;
    match sign_on.signed(token).await? {
        Some(signed) => sign_on.end(&signed, signed.session).await,
        None => Ok(()),
    }
}

/// Into the rooms of whoever the session is.
pub(super) async fn entered(portal: &Portal, visitor: &Visitor, token: &Token, fields: &Fields) -> Response {
    match portal.services.sign_on.signed(token).await {
        Ok(Some(signed)) => {
            let mut response = see(&fields.target(signed.role, visitor.language));
            session::begin(&mut response, portal, (&signed.account, signed.role), token);
            session::drop(response.headers_mut(), portal, names::CODE);
            response
        }
        Ok(None) => see(&Route::SignIn.path(visitor.language)),
        Err(error) => refused(&error, visitor.now),
    }
}

async fn choose(
    portal: &Arc<Portal>,
    visitor: &Visitor,
    headers: &HeaderMap,
    subjects: Vec<String>,
    next: &str,
) -> Response {
    let mut first_names = Vec::new();
    for subject in subjects {
        match portal.services.accounts.first_name(&subject).await {
            Ok(name) => first_names.push(name),
            Err(error) => return refused(&error, visitor.now),
        }
    }
    private(portal, visitor, headers, StatusCode::OK, |frame| code_page::choose(frame, first_names, next))
}

/// Signs out this browser. Without a session there is nothing to end, and the answer is the same.
pub(super) async fn sign_out(State(portal): Shared, Anyone(signed): Anyone, visitor: Visitor) -> Response {
    if let Some(signed) = signed
        && let Err(error) = portal.services.sign_on.end(&signed, signed.session).await
        && !matches!(error, ServiceError::Absent)
    {
        return refused(&error, visitor.now);
    }
    let mut response = see(&format!("{}?notice=signed-out", Route::SignIn.path(visitor.language)));
    session::drop(response.headers_mut(), &portal, names::SESSION);
    // Half-filled forms are found by this cookie alone: nobody who comes after finds them.
    session::drop(response.headers_mut(), &portal, names::FORM);
    // What the browser kept of this visit goes with it (Clear-Site-Data would take the cookie choice along).
    response
}

pub(super) async fn sessions(
    State(portal): Shared,
    Person(signed): Person,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let devices = match portal.services.sign_on.devices(&signed).await {
        Ok(devices) => devices,
        Err(error) => return refused(&error, visitor.now),
    };
    let cards: Vec<_> = devices
        .into_iter()
        .map(|it| app::pages::me::sessions::DeviceCard {
            here: it.id == signed.session,
            id: it.id,
            label: it.label,
            signed_in_at: it.signed_in_at,
            seen_at: it.seen_at,
        })
        .collect();
    let bar = session::bar(&portal, &signed).await;
    own(&portal, &visitor, &headers, (StatusCode::OK, Some(bar)), |frame| app::pages::me::sessions::page(frame, &cards))
}

pub(super) async fn end_session(
    State(portal): Shared,
    axum::extract::Path(id): axum::extract::Path<String>,
    Person(signed): Person,
    visitor: Visitor,
) -> Response {
    let Some(id) = domain::Id::parse(&id) else { return refused(&ServiceError::Absent, visitor.now) };
    match portal.services.sign_on.end(&signed, id).await {
        Ok(()) if id == signed.session => see(&format!("{}?notice=signed-out", Route::SignIn.path(visitor.language))),
        Ok(()) => see(&Route::Sessions.path(visitor.language)),
        Err(error) => refused(&error, visitor.now),
    }
}

pub(super) async fn end_all(State(portal): Shared, Person(signed): Person, visitor: Visitor) -> Response {
    match portal.services.sign_on.end_all(&signed).await {
        Ok(()) => {
            let mut response = see(&format!("{}?notice=signed-out-everywhere", Route::SignIn.path(visitor.language)));
            session::drop(response.headers_mut(), &portal, names::SESSION);
            response
        }
        Err(error) => refused(&error, visitor.now),
    }
}
