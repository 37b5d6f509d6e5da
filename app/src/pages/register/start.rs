//! The beginning of registration: what will be asked, what may be left out, how a half-filled form is kept.

use crate::components::trouble;
use crate::frame::{Frame, Page, PageRoute};
use crate::i18n::problems::Problem;
use crate::i18n::register as words;
use crate::routes::Route;
use domain::Language;
use domain::catalogue::{Field, Need};
use domain::registration::Question;
use leptos::prelude::*;

/// What the beginning shows.
#[derive(Debug, Clone, Copy, Default)]
pub struct StartPage {
    /// Where the person stopped, if this browser has a half-filled form.
    pub resume: Option<Route>,
    /// Why a start could not be taken.
    pub trouble: Option<Problem>,
}

/// The beginning.
pub fn page(frame: &Frame, model: &StartPage) -> Page {
    let language = frame.language;
    let body = view! {
        <div class="prose">
            {model.trouble.map(|problem| trouble(problem, language))}
            <h1>{words::START_TITLE.text(language)}</h1>
            <p class="lead">{words::START_LEAD.text(language)}</p>
            <p>
                {words::HAVE_ACCOUNT.text(language)} " "
                <a href=Route::SignIn.path(language)>{words::SIGN_IN.text(language)}</a>
            </p>
            <h2>{words::START_REQUIRED.text(language)}</h2>
            <p>{words::START_ONE_DOCUMENT.text(language)}</p>
            {list(true, language)}
            <h2>{words::START_OPTIONAL.text(language)}</h2>
            <p>{words::START_OPTIONAL_LEAD.text(language)}</p>
            {list(false, language)}
            <h2>{words::START_KEPT.text(language)}</h2>
            <p>{words::START_KEPT_TEXT.text(language)}</p>
            {begin(model.resume, language)}
        </div>
    };
    Page {
        route: PageRoute::Unlisted(Route::Register),
        title: words::START_TITLE.text(language).to_owned(),
        description: words::START_DESCRIPTION.text(language).to_owned(),
        body: body.into_any(),
        islands: false,
    }
}

/// The fields asked for that are required, or those that are not.
fn list(required: bool, language: Language) -> impl IntoView {
    let asked = move |field: &&'static Field| matches!(field.need, Need::Required { .. }) == required;
    let fields = Question::ALL.into_iter().flat_map(Question::fields).filter(asked);
    let fields = fields.map(|field| {
        let about = format!("{}#{}", Route::Data.path(language), field.id);
        view! { <li><a href=about>{field.name.text(language)}</a></li> }
    });
    view! { <ul class="asked-fields">{fields.collect_view()}</ul> }
}

/// Starting writes a draft, so it is a form; going on is a link.
fn begin(resume: Option<Route>, language: Language) -> impl IntoView {
    let found = resume.map(|route| {
        view! {
            <p class="notice">{words::DRAFT_FOUND.text(language)}</p>
            <p><a class="button" href=route.path(language)>{words::CONTINUE_DRAFT.text(language)}</a></p>
        }
    });
    let (class, label) = match resume {
        Some(_) => ("button button--quiet", words::START_OVER),
        None => ("button", words::START),
    };
    view! {
        {found}
        <form method="post" action=Route::Register.path(language)>
            <button class=class type="submit">{label.text(language)}</button>
        </form>
    }
}
