//! The other rights: what was asked, and asking.

use super::corrections::{CaseLine, case_cards};
use crate::components::{Choices, Mistake, TextField, choices, error_summary, external_link, text_field, trouble};
use crate::frame::{Frame, Page};
use crate::i18n::moment::filled;
use crate::i18n::problems::Problem;
use crate::i18n::{cases as words, records};
use crate::pages::case::duties;
use crate::pages::personal;
use crate::routes::Route;
use domain::cases::{Duty, Right};
use domain::{Bilingual, Instant, agency};
use leptos::prelude::*;

/// What the page shows.
#[derive(Debug, Clone)]
pub struct RequestsPage {
    /// What was asked for.
    pub cases: Vec<CaseLine>,
    /// The right chosen.
    pub right: String,
    /// The words typed.
    pub words: String,
    /// What the law has us keep.
    pub duties: Vec<Duty>,
    /// What is wrong with what was typed.
    pub mistakes: Vec<(&'static str, Bilingual)>,
    /// Why it could not be filed.
    pub trouble: Option<Problem>,
    /// Now.
    pub now: Instant,
}

/// The page.
pub fn page(frame: &Frame, model: &RequestsPage) -> Page {
    let language = frame.language;
    let of = |id: &str| model.mistakes.iter().find(|(at, _)| *at == id).map(|(_, message)| *message);
    let which = Choices {
        id: "right",
        name: "right",
        legend: words::WHICH_RIGHT,
        required: Some(true),
        options: Right::ON_REQUEST.into_iter().map(|right| (right.name(), right.label())).collect(),
        value: &model.right,
        mistake: of("right"),
    };
    let said = TextField {
        id: "words",
        name: "words",
        label: words::WORDS,
        hint: Some(words::WORDS_HINT),
        required: false,
        value: &model.words,
        mistake: of("words"),
        lines: 5,
        autocomplete: None,
    };
    let mistakes: Vec<Mistake> = model.mistakes.iter().map(|(id, message)| Mistake { id, message: *message }).collect();
    let supervisor = filled(words::SUPERVISOR, agency::SUPERVISOR.text(language), language);
    let body = view! {
        {error_summary(&mistakes, language)}
        {model.trouble.map(|problem| trouble(problem, language))}
        <h1>{words::REQUESTS.text(language)}</h1>
        <p>{words::REQUESTS_LEAD.text(language)}</p>
        <p><a href=Route::Export.path(language)>{records::EXPORT.text(language)}</a></p>
        {case_cards(&model.cases, model.now, language).into_any()}
        <h2>{words::ASK.text(language)}</h2>
        {duties(&model.duties, language).into_any()}
        <form method="post" action=Route::Requests.path(language) novalidate>
            {choices(&which, language).into_any()}
            {text_field(&said, language).into_any()}
            <button class="button" type="submit">{words::FILE_IT.text(language)}</button>
        </form>
        <p>{supervisor} " " {external_link(agency::SUPERVISOR_WEB_SITE, agency::SUPERVISOR_WEB_SITE.to_owned(), language)}</p>
    };
    personal(frame, Route::Requests, words::REQUESTS, body)
}
