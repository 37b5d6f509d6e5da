//! The profile: what is kept, where it came from, and one question a page to change it. An answer typed after the
//! session ended is kept for the browser, and is there again after sign-in.

use super::super::portal::Portal;
use super::super::refusals::refused;
use super::super::respond::{own, see};
use super::super::session::{self, Anyone, Person};
use super::super::visitor::Visitor;
use super::answers::{self, Fields};
use super::others::others;
use super::register::{removes, wrong_photo};
use super::uploads;
use app::i18n::{exchange as words, problems};
use app::pages::register::profile::{Confirmed, Origin, ProfilePage, Source};
use app::pages::register::question::{Purpose, QuestionPage};
use app::pages::register::{profile as profile_page, question as question_page};
use app::routes::Route;
use axum::extract::{Form, Multipart, Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::account::Role;
use domain::cookies::names;
use domain::registration::{Answers, Mistake, Question};
use domain::{Bilingual, catalogue};
use serde::Deserialize;
use service::{FormKind, NotRegistered, ProfileView, ServiceError, Signed};
use std::sync::Arc;
use storage::AddressKind;

type Shared = State<Arc<Portal>>;

/// What a redirect to the profile may say.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Told {
    saved: String,
    register: String,
}

pub(super) async fn profile(
    State(portal): Shared,
    Person(signed): Person,
    Query(told): Query<Told>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let found = async {
        let view = portal.services.accounts.profile(&signed).await?;
        let era = (visitor.language, visitor.now.bangkok_day());
        let others = others(&portal, &signed, &view, era).await?;
        Ok::<_, ServiceError>((view, others))
    };
    let (view, others) = match found.await {
        Ok(found) => found,
        Err(error) => return refused(&error, visitor.now),
    };
    let (answers, confirmed) = (view.answers(), |kind| view.addresses.iter().any(|it| it.kind == kind && it.confirmed));
    let (place, origins) = (answers::place(&answers), origins(&view, &signed));
    let model = ProfilePage {
        answers: &answers,
        place: place.as_ref(),
        photo: !view.text("photo").is_empty(),
        origins: &origins,
        assurance: view.account.assurance,
        confirmed: Confirmed { phone: confirmed(AddressKind::Phone), email: confirmed(AddressKind::Email) },
        others: others.as_ref(),
        notice: register_notice(&told.register),
        saved: told.saved == "yes",
        trouble: None,
    };
    let bar = session::bar(&portal, &signed).await;
    own(&portal, &visitor, &headers, (StatusCode::OK, Some(bar)), |frame| profile_page::page(frame, &model))
}

/// How asking the civil register ended, as the redirect says it.
fn register_notice(word: &str) -> Option<Bilingual> {
    match word {
        "asked" => Some(words::REGISTER_ASKED),
        "away" => Some(words::REGISTER_AWAY),
        "nothing" => Some(words::NOTHING_TO_ASK),
        _ => None,
    }
}

fn origins(view: &ProfileView, signed: &Signed) -> Vec<Origin> {
    let origin = |value: &service::ValueView| {
        let field = catalogue::field(&value.field)?.id;
        let source = match value.source.as_str() {
            "person" if value.recorded_by == signed.subject() => Source::Person,
            "person" => Source::Delegate,
            "sign-on" => Source::SignOn,
            _ => Source::Officer,
        };
        Some(Origin { field, source, at: value.recorded_at })
    };
    view.values.iter().filter_map(origin).collect()
}

pub(super) async fn question(
    State(portal): Shared,
    Path(question): Path<String>,
    Person(signed): Person,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    match changeable(&question) {
        Some(question) => show(&portal, &visitor, &headers, &signed, question).await,
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

pub(super) async fn photo_question(
    State(portal): Shared,
    Person(signed): Person,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    show(&portal, &visitor, &headers, &signed, Question::Photo).await
}

fn changeable(name: &str) -> Option<Question> {
    Question::from_name(name).filter(|question| question.is_changeable())
}

async fn show(
    portal: &Arc<Portal>,
    visitor: &Visitor,
    headers: &HeaderMap,
    signed: &Signed,
    question: Question,
) -> Response {
    let found = async {
        let view = portal.services.accounts.profile(signed).await?;
        let mut answers = view.answers();
        // Typed before the session ended: shown again, once.
        if let Some(token) = session::token(headers, portal, names::FORM)
            && let Some(kept) = portal.services.forms.kept(&token, FormKind::Profile).await?
        {
            let typed = answers::from_bytes(&kept);
            if typed.get("question") == question.name() {
                question.inputs().iter().for_each(|input| answers.set(input, typed.get(input)));
                portal.services.forms.forget(&token, FormKind::Profile).await?;
            }
        }
        Ok::<_, ServiceError>((answers, !view.text("photo").is_empty()))
    };
    match found.await {
        Ok((answers, photo)) => {
            page(portal, visitor, headers, signed, (question, &answers, photo), (StatusCode::OK, &[])).await
        }
        Err(error) => refused(&error, visitor.now),
    }
}

async fn page(
    portal: &Arc<Portal>,
    visitor: &Visitor,
    headers: &HeaderMap,
    signed: &Signed,
    (question, answers, photo): (Question, &Answers, bool),
    (status, mistakes): (StatusCode, &[Mistake]),
) -> Response {
    let places = if question == Question::Subdistrict { answers::choices(answers) } else { Vec::new() };
    let trouble = match status {
        StatusCode::SERVICE_UNAVAILABLE => Some(problems::UNAVAILABLE),
        StatusCode::CONFLICT => Some(problems::MEANWHILE),
        _ => None,
    };
    let model = QuestionPage {
        question,
        answers,
        mistakes,
        progress: None,
        back: Some(Route::Profile),
        purpose: Purpose::Changing,
        places: &places,
        photo,
        trouble,
    };
    let bar = session::bar(portal, signed).await;
    own(portal, visitor, headers, (status, Some(bar)), |frame| question_page::page(frame, &model))
}

pub(super) async fn answer(
    State(portal): Shared,
    Path(question): Path<String>,
    Anyone(signed): Anyone,
    visitor: Visitor,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Response {
    let Some(question) = changeable(&question) else { return StatusCode::NOT_FOUND.into_response() };
    let mut typed = Answers::default();
    answers::take(&mut typed, question, &fields, visitor.language);
    let signed = match signed {
        Some(signed) if signed.role == Role::Person => signed,
        Some(_) => return refused(&ServiceError::Forbidden, visitor.now),
        None => return keep_for_later(&portal, &visitor, &headers, question, typed).await,
    };
    let all = match portal.services.accounts.profile(&signed).await {
        Ok(view) => {
            let mut all = view.answers();
            typed.iter().for_each(|(input, answer)| all.set(input, answer));
            all
        }
        Err(error) => return refused(&error, visitor.now),
    };
    let again = async |status, mistakes: &[Mistake]| {
        page(&portal, &visitor, &headers, &signed, (question, &all, false), (status, mistakes)).await
    };
    let mistakes = answers::mistakes(&all, question, visitor.now.bangkok_day());
    if !mistakes.is_empty() {
        return again(StatusCode::UNPROCESSABLE_ENTITY, &mistakes).await;
    }
    match portal.services.accounts.change(&signed, question, &typed).await {
        Ok(()) if question == Question::PostalCode && Question::Subdistrict.is_asked(&all) => {
            see(&Route::ProfileQuestion(Question::Subdistrict).path(visitor.language))
        }
        Ok(()) => see(&format!("{}?saved=yes", Route::Profile.path(visitor.language))),
        Err(NotRegistered::Wrong(wrong)) => {
            let mistakes: Vec<Mistake> = wrong.into_iter().flat_map(|(_, mistakes)| mistakes).collect();
            again(StatusCode::UNPROCESSABLE_ENTITY, &mistakes).await
        }
        Err(NotRegistered::Taken) => StatusCode::CONFLICT.into_response(),
        Err(NotRegistered::Service(ServiceError::Meanwhile)) => again(StatusCode::CONFLICT, &[]).await,
        Err(NotRegistered::Service(ServiceError::Storage(_))) => again(StatusCode::SERVICE_UNAVAILABLE, &[]).await,
        Err(NotRegistered::Service(error)) => refused(&error, visitor.now),
    }
}

/// The session ended while somebody typed: the answer waits, sealed, until they are back.
async fn keep_for_later(
    portal: &Portal,
    visitor: &Visitor,
    headers: &HeaderMap,
    question: Question,
    mut typed: Answers,
) -> Response {
    typed.set("question", question.name());
    let kept = async {
        let token = match session::token(headers, portal, names::FORM) {
            Some(token) => token,
            None => portal.services.forms.token()?,
        };
        portal.services.forms.keep(&token, FormKind::Profile, &answers::to_bytes(&typed)).await?;
        Ok::<_, ServiceError>(token)
    };
    match kept.await {
        Ok(token) => {
            let next = Route::ProfileQuestion(question).path(visitor.language);
            let next: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
            let sign_in = Route::SignIn.path(visitor.language);
            let mut response = see(&format!("{sign_in}?notice=session-ended&next={next}"));
            session::hold(response.headers_mut(), portal, names::FORM, &token);
            response
        }
        Err(error) => refused(&error, visitor.now),
    }
}

pub(super) async fn photo(
    State(portal): Shared,
    Person(signed): Person,
    visitor: Visitor,
    headers: HeaderMap,
    form: Multipart,
) -> Response {
    let upload = match uploads::read(form, "photo").await {
        Ok(upload) => upload,
        Err(response) => return response,
    };
    let changed = match upload.file {
        Some(bytes) => match uploads::apart(&portal, move || pictures::prepare_photo(&bytes)).await {
            Err(response) => return response,
            Ok(Err(error)) => {
                let (status, mistake) = wrong_photo(error);
                let nothing = Answers::default();
                let shown = (Question::Photo, &nothing, false);
                return page(&portal, &visitor, &headers, &signed, shown, (status, &[mistake])).await;
            }
            Ok(Ok(photo)) => portal.services.accounts.change_photo(&signed, Some(&photo.jpeg)).await,
        },
        None if removes(&upload.fields) => portal.services.accounts.change_photo(&signed, None).await,
        None => Ok(()),
    };
    match changed {
        Ok(()) => see(&format!("{}?saved=yes", Route::Profile.path(visitor.language))),
        Err(error) => refused(&error, visitor.now),
    }
}

/// Which address is to be confirmed.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Confirm {
    address: String,
}

/// Sends a code to an address of the profile.
pub(super) async fn confirm(
    State(portal): Shared,
    Person(signed): Person,
    visitor: Visitor,
    Form(fields): Form<Confirm>,
) -> Response {
    let Some(kind) = AddressKind::from_name(&fields.address) else { return StatusCode::NOT_FOUND.into_response() };
    match portal.services.sign_on.send_confirmation(&signed, kind, visitor.language).await {
        Ok(token) => {
            let mut response = see(&format!("{}?for=address", Route::SignInCode.path(visitor.language)));
            session::hold(response.headers_mut(), &portal, names::CODE, &token);
            response
        }
        Err(error) => refused(&error, visitor.now),
    }
}
