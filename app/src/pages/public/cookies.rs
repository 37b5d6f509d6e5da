//! The cookie page: what holds, the form to change it, and every cookie and cache by name.

use crate::components::cookie_form;
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
    let heads = columns.map(|column| view! { <th scope="col">{column.text(language)}</th> });
    let rows = kept().iter().map(|entry| row(entry, language)).collect_view();
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-labelledby="list">
            <table class="table">
                <thead>
                    <tr>{heads.into_iter().collect_view()}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(entry: &Kept, language: Language) -> impl IntoView + use<> {
    let label = |column: domain::Bilingual| column.text(language);
    view! {
        <tr>
            <th scope="row" data-label=label(words::COLUMN_NAME)>
                <code class="hash">{entry.name}</code>
                " "
                <span class="tag">{words::category(entry.category).text(language)}</span>
            </th>
            <td data-label=label(words::COLUMN_PURPOSE)>{entry.purpose.text(language)}</td>
            <td data-label=label(words::COLUMN_CONTENT)>{entry.content.text(language)}</td>
            <td data-label=label(words::COLUMN_LIFE)>{words::life(entry.life, language)}</td>
            <td data-label=label(words::COLUMN_PLACE)>{words::place(entry.place).text(language)}</td>
        </tr>
    }
}
