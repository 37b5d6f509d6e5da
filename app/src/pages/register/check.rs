//! All answers before they are saved, each with a way to change it.

use super::summary::Given;
use super::{PlaceOption, title};
use crate::components::{SummaryRow, back_link, error_links, summary_list, trouble};
use crate::frame::{Frame, Page, PageRoute};
use crate::i18n::problems::Problem;
use crate::i18n::register as words;
use crate::routes::Route;
use domain::registration::{Answers, Mistake, Question};
use leptos::prelude::*;

/// What the page of all answers shows.
#[derive(Debug, Clone, Copy)]
pub struct CheckPage<'a> {
    /// The answers, untouched.
    pub answers: &'a Answers,
    /// The subdistrict that was chosen.
    pub place: Option<&'a PlaceOption>,
    /// Whether a photo was given.
    pub photo: bool,
    /// Which questions are answered wrongly, and how.
    pub wrong: &'a [(Question, Vec<Mistake>)],
    /// Why right answers could not be saved.
    pub trouble: Option<Problem>,
}

/// The page of all answers.
pub fn page(frame: &Frame, model: &CheckPage<'_>) -> Page {
    let language = frame.language;
    let address = |question: Question| Route::RegisterQuestion(question).path(language);
    let given = Given { answers: model.answers, place: model.place, photo: model.photo };
    let rows = given.rows(language).map(|(question, row)| SummaryRow { change: Some(address(question)), ..row });
    let links = model.wrong.iter().flat_map(|(question, mistakes)| {
        mistakes.iter().map(|mistake| (format!("{}#{}", address(*question), mistake.input), mistake.message))
    });
    let links: Vec<_> = links.collect();
    let heading = words::CHECK_TITLE.text(language);
    let page_title = title(heading, !links.is_empty(), language);
    let unreachable = ["phone", "email"].into_iter().all(|input| model.answers.get(input).trim().is_empty());
    let body = view! {
        <div class="prose">
            {back_link(Route::RegisterQuestion(Question::Photo), language)}
            {error_links(links, language)}
            {model.trouble.map(|problem| trouble(problem, language))}
            <h1>{heading}</h1>
            <p>{words::CHECK_LEAD.text(language)}</p>
            {summary_list(rows.collect(), language)}
            {unreachable.then(|| view! { <p class="notice notice--warning">{words::NO_ADDRESS.text(language)}</p> })}
            <form method="post" action=Route::RegisterCheck.path(language)>
                <button class="button" type="submit">{words::CHECK_SAVE.text(language)}</button>
            </form>
        </div>
    };
    Page {
        route: PageRoute::Unlisted(Route::RegisterCheck),
        title: page_title,
        description: words::START_DESCRIPTION.text(language).to_owned(),
        body: body.into_any(),
        islands: false,
    }
}
