//! Sign-on through a provider, and the passkey that is the second factor of somebody on duty where the provider asked for
//! none. What is under way is kept sealed for the browser and serves once.

use super::super::portal::Portal;
use super::super::refusals::refused;
use super::super::respond::{private, see};
use super::super::rooms::is_local;
use super::super::session;
use super::super::visitor::Visitor;
use super::answers;
use super::sign_in::{Fields, entered_anew, sign_in_with};
use crate::runtime::SystemEntropy;
use app::i18n::problems::{self, Problem};
use app::pages::account::sign_in::SignInPage;
use app::pages::account::staff::{self as staff_page, StaffPage, Step};
use app::routes::Route;
use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::cookies::names;
use domain::registration::{Answers, Question};
use domain::{Explain, Language};
use service::{Entropy, FormKind, ProviderIdentity, ServiceError, SignIn, Token};
use sign_on::oidc::{Answer, Identity, Kind, Pending, SignOnError};
use sign_on::passkey::{Asked, Credential};
use std::sync::Arc;

type Shared = State<Arc<Portal>>;

/// What waits for somebody on duty to use their passkey.
struct SecondStep {
    subject: String,
    makes: bool,
    next: String,
    options: String,
    pending: Vec<u8>,
}

impl SecondStep {
    fn to_bytes(&self) -> Vec<u8> {
        let kind = if self.makes { "make" } else { "use" };
        let head =
            format!("{}\n{kind}\n{}\n{}\n", self.subject, self.next.replace('\n', ""), self.options.replace('\n', ""));
        [head.as_bytes(), &self.pending].concat()
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut parts = bytes.splitn(5, |byte| *byte == b'\n');
        let mut text = || parts.next().and_then(|part| String::from_utf8(part.to_vec()).ok());
        let (subject, kind, next, options) = (text()?, text()?, text()?, text()?);
        let pending = parts.next()?.to_vec();
        Some(Self { subject, makes: kind == "make", next, options, pending })
    }
}

fn kind_of(word: &str) -> Kind {
    if word == "staff" { Kind::Staff } else { Kind::Person }
}

/// Sends the browser to the provider.
pub(super) async fn start(
    State(portal): Shared,
    visitor: Visitor,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Response {
    let kind = kind_of(&fields.kind);
    let away = || {
        let model = SignInPage { next: &fields.next, trouble: Some(problems::UNAVAILABLE), ..SignInPage::default() };
        sign_in_with(&portal, &visitor, &headers, StatusCode::SERVICE_UNAVAILABLE, model)
    };
    let (address, pending) = match portal.sign_on.start(kind, visitor.language, visitor.now).await {
        Some(Ok(started)) => started,
        None => return refused(&ServiceError::Absent, visitor.now),
        Some(Err(error)) => {
            tracing::warn!(%error, "sign-on could not begin");
            return away();
        }
    };
    let kept = async {
        let token = match session::token(&headers, &portal, names::FORM) {
            Some(token) => token,
            None => portal.services.forms.token()?,
        };
        let next = if is_local(&fields.next) { fields.next.as_str() } else { "" };
        let head = format!("{}\n{next}\n", visitor.language.tag());
        let content = [head.as_bytes(), &pending.to_bytes()].concat();
        portal.services.forms.keep(&token, FormKind::SignOn, &content).await?;
        Ok::<_, ServiceError>(token)
    };
    match kept.await {
        Ok(token) => {
            let mut response = see(address.as_str());
            session::hold(response.headers_mut(), &portal, names::FORM, &token);
            response
        }
        Err(error) => refused(&error, visitor.now),
    }
}

/// Where the provider sends the browser back to.
pub(super) async fn callback(
    State(portal): Shared,
    visitor: Visitor,
    headers: HeaderMap,
    Query(answer): Query<Answer>,
) -> Response {
    let taken = async {
        let token = session::token(&headers, &portal, names::FORM)?;
        let kept = portal.services.forms.kept(&token, FormKind::SignOn).await.ok()??;
        portal.services.forms.forget(&token, FormKind::SignOn).await.ok()?;
        let mut parts = kept.splitn(3, |byte| *byte == b'\n');
        let language = Language::from_tag(std::str::from_utf8(parts.next()?).ok()?)?;
        let next = String::from_utf8(parts.next()?.to_vec()).ok()?;
        Some((token, language, next, Pending::from_bytes(parts.next()?).ok()?))
    };
    let Some((token, language, next, pending)) = taken.await else {
        return failed(&portal, &visitor, &headers, SignOnError::StateMismatch, "");
    };
    let visitor = visitor.speaking(language);
    let kind = pending.kind();
    let fields = Fields { next, ..Fields::default() };
    match portal.sign_on.finish(pending, answer, visitor.now).await {
        None => refused(&ServiceError::Absent, visitor.now),
        Some(Ok(identity)) if kind == Kind::Staff => {
            on_duty(&portal, &visitor, &headers, &token, &identity, fields).await
        }
        Some(Ok(identity)) => person(&portal, &visitor, &headers, &token, &identity, &fields).await,
        Some(Err(error)) => failed(&portal, &visitor, &headers, error, &fields.next),
    }
}

fn failed(portal: &Arc<Portal>, visitor: &Visitor, headers: &HeaderMap, error: SignOnError, next: &str) -> Response {
    tracing::warn!(%error, "sign-on failed");
    let hindrance = Some(error.explain().text(visitor.language).to_owned());
    let status = match error {
        SignOnError::Unavailable(_) | SignOnError::Entropy(_) => StatusCode::SERVICE_UNAVAILABLE,
        SignOnError::Expired => StatusCode::GONE,
        _ => StatusCode::FORBIDDEN,
    };
    sign_in_with(portal, visitor, headers, status, SignInPage { hindrance, next, ..SignInPage::default() })
}

fn known_as(identity: &Identity) -> ProviderIdentity {
    ProviderIdentity {
        issuer: identity.issuer.clone(),
        subject: identity.subject.clone(),
        national_id: identity.pid.clone(),
    }
}

async fn person(
    portal: &Arc<Portal>,
    visitor: &Visitor,
    headers: &HeaderMap,
    token: &Token,
    identity: &Identity,
    fields: &Fields,
) -> Response {
    let (known, device) = (known_as(identity), session::device(headers));
    match portal.services.sign_on.sign_in_with_provider(&known, false, &device).await {
        Ok(SignIn::In(session)) => entered_anew(portal, visitor, headers, &session, fields).await,
        Ok(_) => match keep_for_registration(portal, visitor, token, identity, &known).await {
            Ok(()) => see(&Route::RegisterQuestion(Question::Document).path(visitor.language)),
            Err(error) => refused(&error, visitor.now),
        },
        Err(error) => refused(&error, visitor.now),
    }
}

/// Somebody new: what the provider told is filled in, for the person to see and go on.
async fn keep_for_registration(
    portal: &Portal,
    visitor: &Visitor,
    token: &Token,
    identity: &Identity,
    known: &ProviderIdentity,
) -> Result<(), ServiceError> {
    let mut told = Answers::default();
    let pairs =
        [("national-id", &identity.pid), ("first-name", &identity.given_name), ("last-name", &identity.family_name)];
    for (input, value) in pairs {
        if let Some(value) = value {
            told.set(input, value);
        }
    }
    if identity.pid.is_some() {
        told.set("document", "national-id");
    }
    told.set("birth-date-language", visitor.language.tag());
    let forms = &portal.services.forms;
    // A photo of a registration begun here before is not of whoever the provider names.
    forms.forget(token, FormKind::Photo).await?;
    forms.keep(token, FormKind::Registration, &answers::to_bytes(&told)).await?;
    forms.keep(token, FormKind::Provider, &known.to_bytes()).await
}

async fn on_duty(
    portal: &Arc<Portal>,
    visitor: &Visitor,
    headers: &HeaderMap,
    token: &Token,
    identity: &Identity,
    fields: Fields,
) -> Response {
    let (known, device) = (known_as(identity), session::device(headers));
    if identity.second_factor {
        return match portal.services.sign_on.sign_in_with_provider(&known, true, &device).await {
            Ok(SignIn::In(session)) => entered_anew(portal, visitor, headers, &session, &fields).await,
            Ok(_) => refused(&ServiceError::Forbidden, visitor.now),
            Err(error) => refused(&error, visitor.now),
        };
    }
    match second_step(portal, visitor, token, &known, fields.next).await {
        Ok(()) => see(&Route::SignInStaff.path(visitor.language)),
        Err(error) => refused(&error, visitor.now),
    }
}

async fn second_step(
    portal: &Portal,
    visitor: &Visitor,
    token: &Token,
    known: &ProviderIdentity,
    next: String,
) -> Result<(), ServiceError> {
    let passkeys = portal.sign_on.passkeys.as_ref().ok_or(ServiceError::Forbidden)?;
    let subject = portal.services.sign_on.staff_of(known).await?;
    let own = credentials(portal, &subject).await?;
    let makes = own.is_empty();
    let asked = if makes {
        let name = portal.services.accounts.first_name(&subject).await?;
        let mut handle = [0; 16];
        SystemEntropy.fill(&mut handle)?;
        passkeys.register_start(handle, &name, &own, visitor.now)
    } else {
        passkeys.sign_in_start(&own, visitor.now)
    };
    let Asked { options, pending } = asked.map_err(|error| {
        tracing::warn!(%error, "a passkey could not be asked for");
        ServiceError::Forbidden
    })?;
    let step = SecondStep { subject, makes, next, options, pending };
    portal.services.forms.keep(token, FormKind::SecondStep, &step.to_bytes()).await
}

async fn credentials(portal: &Portal, subject: &str) -> Result<Vec<Credential>, ServiceError> {
    let kept = portal.services.storage.passkeys(subject).await?;
    Ok(kept.iter().filter_map(|it| Credential::from_bytes(&it.credential).ok()).collect())
}

/// Sign-in for people on duty: the provider, or the second step that waits.
pub(super) async fn staff(
    State(portal): Shared,
    Query(fields): Query<Fields>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let step = waiting(&portal, &headers).await;
    let (next, step) = match &step {
        Some((_, step)) if step.makes => (step.next.clone(), Step::Make(step.options.clone())),
        Some((_, step)) => (step.next.clone(), Step::Use(step.options.clone())),
        None => (fields.next, Step::Provider),
    };
    staff_with(&portal, &visitor, &headers, StatusCode::OK, (&next, step, None))
}

fn staff_with(
    portal: &Arc<Portal>,
    visitor: &Visitor,
    headers: &HeaderMap,
    status: StatusCode,
    (next, step, trouble): (&str, Step, Option<Problem>),
) -> Response {
    let model = StaffPage { provider: portal.sign_on.name(Kind::Staff), next, step, trouble };
    private(portal, visitor, headers, status, |frame| staff_page::page(frame, &model))
}

async fn waiting(portal: &Portal, headers: &HeaderMap) -> Option<(Token, SecondStep)> {
    let token = session::token(headers, portal, names::FORM)?;
    let kept = portal.services.forms.kept(&token, FormKind::SecondStep).await.ok()??;
    Some((token, SecondStep::from_bytes(&kept)?))
}

/// Takes the browser's answer. What was asked serves once, whatever comes of it.
pub(super) async fn passkey(
    State(portal): Shared,
    visitor: Visitor,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Response {
    let (Some((token, step)), Some(passkeys)) = (waiting(&portal, &headers).await, portal.sign_on.passkeys.as_ref())
    else {
        return see(&Route::SignInStaff.path(visitor.language));
    };
    let done = async {
        portal.services.forms.forget(&token, FormKind::SecondStep).await?;
        let credential = if step.makes {
            passkeys.register_finish(&step.pending, &fields.answer, visitor.now)
        } else {
            let own = credentials(&portal, &step.subject).await?;
            passkeys.sign_in_finish(&step.pending, &fields.answer, &own, visitor.now)
        };
        let credential = match credential {
            Ok(credential) => credential,
            Err(error) => {
                tracing::warn!(%error, "a passkey was not accepted");
                portal.services.sign_on.refused(&step.subject).await?;
                return Err(ServiceError::Forbidden);
            }
        };
        let device = session::device(&headers);
        let kept = (credential.id(), credential.to_bytes());
        portal.services.sign_on.begin_with_passkey(&step.subject, kept, &device).await
    };
    match done.await {
        Ok(session) => {
            let fields = Fields { next: step.next, ..Fields::default() };
            entered_anew(&portal, &visitor, &headers, &session, &fields).await
        }
        Err(ServiceError::Forbidden) => {
            let again = ("", Step::Provider, Some(problems::NOT_YOURS_TO_DO));
            staff_with(&portal, &visitor, &headers, StatusCode::FORBIDDEN, again)
        }
        Err(error) => refused(&error, visitor.now),
    }
}
