//! The cookie page: what holds, the form to change it, and every cookie and cache by name.

use crate::components::{cookie_form, wide_table};
use crate::frame::{Frame, Page, PageRoute};
use crate::i18n::cookies as words;
use crate::routes::Route;
use domain::Language;
use domain::cookies::{Category, Decision, Kept, kept};
use leptos::prelude::*;

/// The cookie page; `unanswered` when a form came without any of the three answers.
pub fn page(frame: &Frame, unanswered: bool) -> Page {
    let language = frame.language;
    let no_answer = unanswered.then(|| {
        view! {
            <div class="error-summary" role="alert" tabindex="-1" autofocus>
                <p>{words::NO_ANSWER.text(language)}</p>
            </div>
        }
    });
    let body = view! {
        <div class="prose">
            <h1>{words::TITLE.text(language)}</h1>
            {no_answer}
            <p class="lead">{words::LEAD.text(language)}</p>
            <h2>{words::YOUR_CHOICE.text(language)}</h2>
            {state(frame)}
            {cookie_form(frame, None)}
            <p>{words::CHOICE_LIFE.text(language)}</p>
            <h2>{words::WHAT_REFUSING_MEANS.text(language)}</h2>
            <dl class="facts">
                <dt>{words::category(Category::Preferences).text(language)}</dt>
                <dd>{words::WITHOUT_PREFERENCES.text(language)}</dd>
                <dt>{words::category(Category::Statistics).text(language)}</dt>
                <dd>{words::WITHOUT_STATISTICS.text(language)}</dd>
            </dl>
        </div>
        <h2 id="list">{words::EVERYTHING_KEPT.text(language)}</h2>
        {list(language)}
    };
    Page {
        route: PageRoute::Indexed(Route::Cookies),
        title: words::TITLE.text(language).to_owned(),
        description: words::DESCRIPTION.text(language).to_owned(),
        body: body.into_any(),
        islands: false,
    }
}

/// What holds at this visit, and on what ground.
fn state(frame: &Frame) -> impl IntoView + use<> {
    let language = frame.language;
    let said = |allowed: bool| if allowed { words::ALLOWED } else { words::REFUSED }.text(language);
    match frame.cookies {
        Decision::Unasked => view! { <p class="notice">{words::NOT_CHOSEN.text(language)}</p> }.into_any(),
        Decision::RefusedByGpc => view! { <p class="notice">{words::REFUSED_BY_GPC.text(language)}</p> }.into_any(),
        Decision::Chosen(choice) => {
            let rows = [Category::Preferences, Category::Statistics].map(|category| {
                view! {
                    <dt>{words::category(category).text(language)}</dt>
                    <dd>{said(choice.allows(category))}</dd>
                }
            });
            view! {
                <dl class="facts" id="chosen">{rows.into_iter().collect_view()}</dl>
                {frame.gpc.then(|| view! { <p class="notice">{words::CHOICE_BEFORE_GPC.text(language)}</p> })}
            }
            .into_any()
        }
    }
}

/// The catalogue as a table.
fn list(language: Language) -> impl IntoView {
    let columns =
        [words::COLUMN_NAME, words::COLUMN_PURPOSE, words::COLUMN_CONTENT, words::COLUMN_LIFE, words::COLUMN_PLACE];
    let columns = columns.map(|column| column.text(language));
    wide_table(words::EVERYTHING_KEPT.text(language), &columns, kept().iter().map(|entry| row(entry, language)))
}

fn row(entry: &Kept, language: Language) -> Vec<AnyView> {
    let name = view! {
        <code class="hash">{entry.name}</code>
        " "
        <span class="tag">{words::category(entry.category).text(language)}</span>
    };
    vec![
        name.into_any(),
        entry.purpose.text(language).into_any(),
        entry.content.text(language).into_any(),
        words::life(entry.life, language).into_any(),
        words::place(entry.place).text(language).into_any(),
    ]
}
