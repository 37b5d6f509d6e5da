//! Registering: one question a page. What is answered is kept sealed for the browser that answered it, so that a wrong
//! field, a closed page or an ended session loses nothing.

use super::super::portal::Portal;
use super::super::refusals::refused;
use super::super::respond::{private, see};
use super::super::session;
use super::super::visitor::Visitor;
use super::answers::{self, CHECKED, Fields};
use super::civil;
use super::uploads;
use app::i18n::problems;
use app::pages::register::check::CheckPage;
use app::pages::register::question::{Purpose, QuestionPage};
use app::pages::register::start::StartPage;
use app::pages::register::{check as check_page, question as question_page, start as start_page};
use app::routes::Route;
use axum::extract::{Form, Multipart, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::account::Role;
use domain::cookies::names;
use domain::registration::{Answers, Mistake, Question};
use pictures::PhotoError;
use service::{FormKind, NotRegistered, ProviderIdentity, Registration, ServiceError, Token};
use std::sync::Arc;

type Shared = State<Arc<Portal>>;

/// What is kept for a browser that registers.
struct Draft {
    token: Option<Token>,
    answers: Answers,
    photo: Option<Vec<u8>>,
    provider: Option<ProviderIdentity>,
}

impl Draft {
    async fn of(portal: &Portal, headers: &HeaderMap) -> Result<Self, ServiceError> {
        let token = session::token(headers, portal, names::FORM);
        let Some(token) = token else {
            return Ok(Self { token: None, answers: Answers::default(), photo: None, provider: None });
        };
        let forms = &portal.services.forms;
        let answers = forms.kept(&token, FormKind::Registration).await?;
        let provider = forms.kept(&token, FormKind::Provider).await?;
        Ok(Self {
            answers: answers.map(|bytes| answers::from_bytes(&bytes)).unwrap_or_default(),
            photo: forms.kept(&token, FormKind::Photo).await?,
            provider: provider.and_then(|bytes| ProviderIdentity::from_bytes(&bytes)),
            token: Some(token),
        })
    }

    /// Keeps the answers; a browser that holds no token is given one.
    async fn keep(&mut self, portal: &Portal) -> Result<(), ServiceError> {
        let token = match &self.token {
            Some(token) => token.clone(),
            None => portal.services.forms.token()?,
        };
        let bytes = answers::to_bytes(&self.answers);
        portal.services.forms.keep(&token, FormKind::Registration, &bytes).await?;
        self.token = Some(token);
        Ok(())
    }

    /// The first question that is not answered rightly; `None` when all are.
    fn open_question(&self, visitor: &Visitor) -> Option<Question> {
        let today = visitor.now.bangkok_day();
        Question::asked_of(&self.answers).find(|it| !answers::mistakes(&self.answers, *it, today).is_empty())
    }

    /// Where the next page is, after `question` was answered.
    fn after(&self, question: Question, visitor: &Visitor) -> Route {
        let next = question.next(&self.answers);
        let checked = self.answers.get(CHECKED) == "yes";
        // A new postal code leads to its subdistricts, also of somebody who only changes it.
        let leads_on = question == Question::PostalCode && next == Some(Question::Subdistrict);
        match (checked && !leads_on, self.open_question(visitor), next) {
            (true, Some(open), _) => Route::RegisterQuestion(open),
            (true, None, _) | (false, _, None) => Route::RegisterCheck,
            (false, _, Some(next)) => Route::RegisterQuestion(next),
        }
    }

    fn see(&self, portal: &Portal, visitor: &Visitor, route: Route) -> Response {
        let mut response = see(&route.path(visitor.language));
        if let Some(token) = &self.token {
            session::hold(response.headers_mut(), portal, names::FORM, token);
        }
        response
    }
}

pub(super) async fn start(State(portal): Shared, visitor: Visitor, headers: HeaderMap) -> Response {
    let draft = match Draft::of(&portal, &headers).await {
        Ok(draft) => draft,
        Err(error) => return refused(&error, visitor.now),
    };
    let resume = (!draft.answers.is_empty())
        .then(|| draft.open_question(&visitor).map_or(Route::RegisterCheck, Route::RegisterQuestion));
    private(&portal, &visitor, &headers, StatusCode::OK, |frame| {
        start_page::page(frame, &StartPage { resume, trouble: None })
    })
}

/// Begins; a draft that is there is given up.
pub(super) async fn begin(State(portal): Shared, visitor: Visitor, headers: HeaderMap) -> Response {
    let begun = async {
        let mut draft = Draft::of(&portal, &headers).await?;
        if let Some(token) = &draft.token {
            portal.services.forms.forget(token, FormKind::Photo).await?;
        }
        draft.answers = Answers::default();
        // Who came from the sign-on provider keeps the id it checked.
        if let Some(id) = draft.provider.as_ref().and_then(|provider| provider.national_id.as_deref()) {
            draft.answers.set("document", "national-id");
            draft.answers.set("national-id", id);
        }
        draft.keep(&portal).await?;
        Ok(draft)
    };
    match begun.await {
        Ok(draft) => draft.see(&portal, &visitor, Route::RegisterQuestion(Question::Document)),
        Err(error) => refused(&error, visitor.now),
    }
}

pub(super) async fn question(
    State(portal): Shared,
    Path(question): Path<String>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let Some(question) = Question::from_name(&question) else { return StatusCode::NOT_FOUND.into_response() };
    show_question(&portal, &visitor, &headers, question).await
}

pub(super) async fn photo_question(State(portal): Shared, visitor: Visitor, headers: HeaderMap) -> Response {
    show_question(&portal, &visitor, &headers, Question::Photo).await
}

async fn show_question(portal: &Arc<Portal>, visitor: &Visitor, headers: &HeaderMap, question: Question) -> Response {
    match Draft::of(portal, headers).await {
        // A page far into the form without what came before it: the browser has been away too long.
        Ok(draft) if draft.answers.is_empty() && question != Question::Document => {
            see(&Route::Register.path(visitor.language))
        }
        Ok(draft) => page(portal, visitor, headers, (&draft, question), &[], StatusCode::OK),
        Err(error) => refused(&error, visitor.now),
    }
}

fn page(
    portal: &Arc<Portal>,
    visitor: &Visitor,
    headers: &HeaderMap,
    (draft, question): (&Draft, Question),
    mistakes: &[Mistake],
    status: StatusCode,
) -> Response {
    let asked: Vec<Question> = Question::asked_of(&draft.answers).collect();
    let at = asked.iter().position(|it| *it == question).map(|at| (at + 1, asked.len()));
    let places = if question == Question::Subdistrict { answers::choices(&draft.answers) } else { Vec::new() };
    let unavailable = status == StatusCode::SERVICE_UNAVAILABLE;
    let model = QuestionPage {
        question,
        answers: &draft.answers,
        mistakes,
        progress: at,
        back: Some(question.previous(&draft.answers).map_or(Route::Register, Route::RegisterQuestion)),
        purpose: Purpose::Registering,
        places: &places,
        photo: draft.photo.is_some(),
        trouble: unavailable.then_some(problems::UNAVAILABLE),
    };
    private(portal, visitor, headers, status, |frame| question_page::page(frame, &model))
}

pub(super) async fn answer(
    State(portal): Shared,
    Path(question): Path<String>,
    visitor: Visitor,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Response {
    let Some(question) = Question::from_name(&question) else { return StatusCode::NOT_FOUND.into_response() };
    let mut draft = match Draft::of(&portal, &headers).await {
        Ok(draft) => draft,
        Err(error) => return refused(&error, visitor.now),
    };
    let before = draft.answers.get("postal-code").to_owned();
    answers::take(&mut draft.answers, question, &fields, visitor.language);
    if question == Question::PostalCode && draft.answers.get("postal-code") != before {
        draft.answers.remove("subdistrict");
    }
    // Wrong answers are kept too: nothing typed is lost.
    if draft.keep(&portal).await.is_err() {
        return page(&portal, &visitor, &headers, (&draft, question), &[], StatusCode::SERVICE_UNAVAILABLE);
    }
    let mistakes = answers::mistakes(&draft.answers, question, visitor.now.bangkok_day());
    if mistakes.is_empty() {
        let next = draft.after(question, &visitor);
        draft.see(&portal, &visitor, next)
    } else {
        let mut response =
            page(&portal, &visitor, &headers, (&draft, question), &mistakes, StatusCode::UNPROCESSABLE_ENTITY);
        if let Some(token) = &draft.token {
            session::hold(response.headers_mut(), &portal, names::FORM, token);
        }
        response
    }
}

pub(super) async fn photo(State(portal): Shared, visitor: Visitor, headers: HeaderMap, form: Multipart) -> Response {
    let upload = match uploads::read(form, "photo").await {
        Ok(upload) => upload,
        Err(response) => return response,
    };
    let mut draft = match Draft::of(&portal, &headers).await {
        Ok(draft) => draft,
        Err(error) => return refused(&error, visitor.now),
    };
    if let Err(error) = draft.keep(&portal).await {
        return refused(&error, visitor.now);
    }
    let Some(token) = draft.token.clone() else { return StatusCode::SERVICE_UNAVAILABLE.into_response() };
    let forms = &portal.services.forms;
    let kept = match upload.file {
        Some(bytes) => match uploads::apart(&portal, move || pictures::prepare_photo(&bytes)).await {
            Err(response) => return response,
            Ok(Err(error)) => {
                let (status, mistake) = wrong_photo(error);
                return page(&portal, &visitor, &headers, (&draft, Question::Photo), &[mistake], status);
            }
            Ok(Ok(photo)) => forms.keep(&token, FormKind::Photo, &photo.jpeg).await,
        },
        None if removes(&upload.fields) => forms.forget(&token, FormKind::Photo).await,
        None => Ok(()),
    };
    match kept {
        Ok(()) => draft.see(&portal, &visitor, draft.after(Question::Photo, &visitor)),
        Err(error) => refused(&error, visitor.now),
    }
}

/// Whether the box that takes the photo out is ticked.
pub(super) fn removes(fields: &Fields) -> bool {
    fields.iter().any(|(name, value)| name == "remove-photo" && !value.is_empty())
}

/// Status and sentence of a photo that is not taken.
pub(super) fn wrong_photo(error: PhotoError) -> (StatusCode, Mistake) {
    use domain::Explain;
    let status = match error {
        PhotoError::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        PhotoError::WrongKind => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    (status, Mistake { input: "photo", message: error.explain() })
}

pub(super) async fn check(State(portal): Shared, visitor: Visitor, headers: HeaderMap) -> Response {
    let shown = async {
        let mut draft = Draft::of(&portal, &headers).await?;
        if !draft.answers.is_empty() && draft.answers.get(CHECKED) != "yes" {
            draft.answers.set(CHECKED, "yes");
            draft.keep(&portal).await?;
        }
        Ok(draft)
    };
    match shown.await {
        Ok(draft) if draft.answers.is_empty() => see(&Route::Register.path(visitor.language)),
        Ok(draft) => match draft.open_question(&visitor) {
            Some(open) => see(&Route::RegisterQuestion(open).path(visitor.language)),
            None => check_answers(&portal, &visitor, &headers, &draft, (StatusCode::OK, &[])),
        },
        Err(error) => refused(&error, visitor.now),
    }
}

fn check_answers(
    portal: &Arc<Portal>,
    visitor: &Visitor,
    headers: &HeaderMap,
    draft: &Draft,
    (status, wrong): (StatusCode, &[(Question, Vec<Mistake>)]),
) -> Response {
    let place = answers::place(&draft.answers);
    let unavailable = status == StatusCode::SERVICE_UNAVAILABLE;
    let model = CheckPage {
        answers: &draft.answers,
        place: place.as_ref(),
        photo: draft.photo.is_some(),
        wrong,
        trouble: unavailable.then_some(problems::UNAVAILABLE),
    };
    private(portal, visitor, headers, status, |frame| check_page::page(frame, &model))
}

pub(super) async fn save(State(portal): Shared, visitor: Visitor, headers: HeaderMap) -> Response {
    let draft = match Draft::of(&portal, &headers).await {
        Ok(draft) => draft,
        Err(error) => return refused(&error, visitor.now),
    };
    let (Some(token), false) = (&draft.token, draft.answers.is_empty()) else {
        return see(&Route::Register.path(visitor.language));
    };
    if let Some(open) = draft.open_question(&visitor) {
        return see(&Route::RegisterQuestion(open).path(visitor.language));
    }
    let registration = Registration {
        answers: &draft.answers,
        photo: draft.photo.as_deref(),
        language: visitor.language,
        provider: draft.provider.as_ref(),
    };
    match portal.services.accounts.register(&registration).await {
        Ok(subject) => enter(&portal, &visitor, &headers, token, &subject).await,
        // Nothing is said about the account that has this document: its holder is led to sign in.
        Err(NotRegistered::Taken) => see(&format!("{}?notice=may-have-account", Route::SignIn.path(visitor.language))),
        Err(NotRegistered::Wrong(wrong)) => {
            check_answers(&portal, &visitor, &headers, &draft, (StatusCode::UNPROCESSABLE_ENTITY, &wrong))
        }
        Err(NotRegistered::Service(error)) => {
            tracing::warn!(%error, "an account was not opened");
            check_answers(&portal, &visitor, &headers, &draft, (StatusCode::SERVICE_UNAVAILABLE, &[]))
        }
    }
}

/// Signs the new account in, and forgets the form.
async fn enter(portal: &Arc<Portal>, visitor: &Visitor, headers: &HeaderMap, form: &Token, subject: &str) -> Response {
    let forms = &portal.services.forms;
    for kind in [FormKind::Registration, FormKind::Photo, FormKind::Provider] {
        if let Err(error) = forms.forget(form, kind).await {
            tracing::warn!(%error, "a form that was saved is forgotten later");
        }
    }
    match portal.services.sign_on.begin(subject, &session::device(headers), Vec::new()).await {
        Ok(token) => {
            civil::ask_later(portal, &token);
            let mut response = see(&Route::Me.path(visitor.language));
            session::begin(&mut response, portal, (subject, Role::Person), &token);
            session::drop(response.headers_mut(), portal, names::FORM);
            response
        }
        Err(error) => refused(&error, visitor.now),
    }
}
