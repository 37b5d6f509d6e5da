//! One question a page, while registering and when the profile is changed. The form posts to the page itself.

use super::{PlaceOption, inputs, title};
use crate::components::{Mistake as Wrong, back_link, error_summary, trouble};
use crate::frame::{Frame, Page, PageRoute};
use crate::i18n::problems::Problem;
use crate::i18n::register as words;
use crate::islands::CheckedForm;
use crate::routes::Route;
use domain::Language;
use domain::catalogue::Need;
use domain::registration::{Answers, Mistake, Question};
use leptos::prelude::*;

/// What a question is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To open an account.
    Registering,
    /// To change the profile.
    Changing,
}

/// What the page of a question shows.
#[derive(Debug, Clone, Copy)]
pub struct QuestionPage<'a> {
    /// The question.
    pub question: Question,
    /// What was answered so far, untouched.
    pub answers: &'a Answers,
    /// What is wrong with the answer.
    pub mistakes: &'a [Mistake],
    /// Which question of how many.
    pub progress: Option<(usize, usize)>,
    /// The page before.
    pub back: Option<Route>,
    /// What it is asked for.
    pub purpose: Purpose,
    /// The subdistricts of the postal code.
    pub places: &'a [PlaceOption],
    /// Whether a photo is kept.
    pub photo: bool,
    /// Why a right answer could not be taken.
    pub trouble: Option<Problem>,
}

impl QuestionPage<'_> {
    /// The page's own address.
    pub const fn route(&self) -> Route {
        match self.purpose {
            Purpose::Registering => Route::RegisterQuestion(self.question),
            Purpose::Changing => Route::ProfileQuestion(self.question),
        }
    }

    /// Whether all of it may be left empty.
    fn is_optional(&self) -> bool {
        self.question != Question::Document
            && self.question.fields().all(|field| matches!(field.need, Need::Optional { .. }))
    }
}

/// The page of a question.
pub fn page(frame: &Frame, model: &QuestionPage<'_>) -> Page {
    let language = frame.language;
    let wrong: Vec<Wrong> =
        model.mistakes.iter().map(|mistake| Wrong { id: mistake.input, message: mistake.message }).collect();
    let heading = words::heading(model.question).text(language);
    // A file is judged by its content, which the browser's half never sees.
    let checked = model.question != Question::Photo;
    let form = form(model, &wrong, language);
    let form = if checked { view! { <CheckedForm>{form}</CheckedForm> }.into_any() } else { form.into_any() };
    let progress = model.progress.map(|(at, of)| view! { <p class="progress">{words::progress(at, of, language)}</p> });
    let body = view! {
        <div class="prose">
            {model.back.map(|route| back_link(route, language))}
            {error_summary(&wrong, language)}
            {model.trouble.map(|problem| trouble(problem, language))}
            {progress}
            <h1>{heading}</h1>
            {form}
        </div>
    };
    Page {
        route: PageRoute::Unlisted(model.route()),
        title: title(heading, !wrong.is_empty(), language),
        description: words::START_DESCRIPTION.text(language).to_owned(),
        body: body.into_any(),
        islands: checked,
    }
}

fn form(model: &QuestionPage<'_>, wrong: &[Wrong], language: Language) -> impl IntoView + use<> {
    let (skip, button) = match model.purpose {
        Purpose::Registering => (words::MAY_SKIP, words::CONTINUE),
        Purpose::Changing => (words::MAY_CLEAR, words::SAVE_CHANGE),
    };
    let typed = matches!(
        model.question,
        Question::Name | Question::PostalCode | Question::House | Question::Phone | Question::Email
    );
    let skip = (model.is_optional() && (typed || model.purpose == Purpose::Registering))
        .then(|| view! { <p class="may-skip">{skip.text(language)}</p> });
    let enctype = (model.question == Question::Photo).then_some("multipart/form-data");
    view! {
        <form method="post" action=model.route().path(language) enctype=enctype data-rules="registration" novalidate>
            {skip}
            {inputs::inputs(model, wrong, language)}
            <button class="button" type="submit">{button.text(language)}</button>
        </form>
    }
}
