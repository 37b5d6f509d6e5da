//! How far a file is, and what became of its lines. Without script; it loads again by itself only where somebody asked for
//! that (WCAG 2.2.1).

use super::{ImportLine, Stands};
use crate::components::back_link;
use crate::frame::{Frame, Page, PageRoute};
use crate::i18n::imports as words;
use crate::i18n::moment::{filled, moment};
use crate::pages::button_form;
use crate::routes::{Action, Route};
use domain::{Bilingual, Language};
use leptos::prelude::*;

/// What the page shows.
#[derive(Debug, Clone)]
pub struct ImportPage {
    /// The file.
    pub line: ImportLine,
    /// Whether the page loads again by itself.
    pub follows: bool,
    /// What is said above.
    pub notice: Option<Bilingual>,
}

/// The page.
pub fn page(frame: &Frame, model: &ImportPage) -> Page {
    let (language, it) = (frame.language, &model.line);
    let title = filled(words::FILE_OF, &moment(it.begun_at, language), language);
    let notice =
        model.notice.map(|text| view! { <p class="notice notice--warning" role="alert">{text.text(language)}</p> });
    let body = view! {
        {back_link(Route::UnitImports, language)}
        {notice}
        <h1>{title.clone()}</h1>
        <p><span class=it.stands.class()>{it.stands.label().text(language)}</span></p>
        {why(it.stands, language).into_any()}
        {bar(it, language).into_any()}
        {again(model, language).into_any()}
        {counts(it, language).into_any()}
        {further(it, language).into_any()}
        {stop(it, language).into_any()}
    };
    Page {
        route: PageRoute::Unlisted(Route::UnitImport(it.id)),
        description: words::ONE.text(language).to_owned(),
        title,
        body: view! { <div class="prose">{body}</div> }.into_any(),
        islands: false,
    }
}

fn why(stands: Stands, language: Language) -> impl IntoView + use<> {
    match stands {
        Stands::Held(reason) => Some(
            view! {
                <div class="notice notice--warning">
                    <p>{reason.text(language)}</p>
                    <p>{words::GOES_ON.text(language)}</p>
                </div>
            }
            .into_any(),
        ),
        Stands::AtServer => Some(view! { <p>{words::AT_SERVER_ABOUT.text(language)}</p> }.into_any()),
        _ => None,
    }
}

fn bar(it: &ImportLine, language: Language) -> impl IntoView + use<> {
    let percent = it.progress.percent();
    view! {
        <label for="progress">{words::PROGRESS.text(language)}</label>
        <progress class="progress" id="progress" max="100" value=percent.to_string()>{percent} " %"</progress>
        <p>{it.progress.words(language)}</p>
    }
}

fn again(model: &ImportPage, language: Language) -> impl IntoView + use<> {
    let here = Route::UnitImport(model.line.id).path(language);
    (!model.line.stands.is_over()).then(|| {
        let follow = format!("{here}?follow=on");
        let (now, other, label) =
            if model.follows { (follow, here, words::UNFOLLOW) } else { (here, follow, words::FOLLOW) };
        view! {
            <p><a href=now>{words::REFRESH.text(language)}</a></p>
            <p><a href=other>{label.text(language)}</a></p>
        }
    })
}

fn counts(it: &ImportLine, language: Language) -> impl IntoView + use<> {
    let facts = [
        (words::LINES, it.progress.lines.to_string()),
        (words::TAKEN, it.progress.taken.to_string()),
        (words::KNOWN, it.progress.known.to_string()),
        (words::WAITING, it.progress.waiting.to_string()),
        (words::QUARANTINED, it.progress.quarantined.to_string()),
        (words::FORMAT, it.format.to_uppercase()),
        (words::BEGUN, moment(it.begun_at, language)),
        (words::CHANGED, moment(it.changed_at, language)),
    ];
    let facts = facts.map(|(name, value)| view! { <dt>{name.text(language)}</dt> <dd>{value}</dd> });
    view! { <dl class="facts">{facts.into_iter().collect_view()}</dl> }
}

/// What is to be done with lines that were not simply taken.
fn further(it: &ImportLine, language: Language) -> impl IntoView + use<> {
    let waiting = (it.progress.waiting > 0).then(|| {
        let to = Route::UnitReviews.path(language);
        view! {
            <p>{words::WAITING_ABOUT.text(language)} " " <a href=to>{words::TO_REVIEWS.text(language)}</a></p>
        }
    });
    let quarantined = (it.progress.quarantined > 0).then(|| {
        let to = Route::UnitQuarantine(it.id).path(language);
        view! {
            <p>{words::QUARANTINED_ABOUT.text(language)} " " <a href=to>{words::TO_QUARANTINE.text(language)}</a></p>
        }
    });
    view! { {waiting} {quarantined} }
}

fn stop(it: &ImportLine, language: Language) -> impl IntoView + use<> {
    (!it.stands.is_over()).then(|| {
        let to = Action::StopImport(it.id).path(language);
        view! {
            <h2>{words::STOP.text(language)}</h2>
            <p>{words::STOP_ABOUT.text(language)}</p>
            {button_form(to, Vec::new(), words::STOP.text(language).to_owned(), "button button--quiet")}
        }
    })
}
