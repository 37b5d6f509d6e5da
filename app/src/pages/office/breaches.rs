//! Breach cases: what waits, one with its clock, who may be affected, and the next step.

use crate::components::{Choices, Mistake, TextField, back_link, choices, error_summary, text_field};
use crate::frame::{Frame, Page};
use crate::i18n::duty as words;
use crate::i18n::moment::{filled, moment};
use crate::pages::personal;
use crate::routes::Route;
use domain::breach::{Breach, Cause, Step};
use domain::{Bilingual, Explain, Id, Instant, Language};
use leptos::prelude::*;

/// A case in the list.
#[derive(Debug, Clone)]
pub struct BreachLine {
    /// Its id.
    pub id: Id,
    /// How it became known.
    pub cause: Cause,
    /// When.
    pub opened_at: Instant,
    /// Whether something is still to be done.
    pub is_open: bool,
}

/// What the list shows.
#[derive(Debug, Clone, Default)]
pub struct BreachesPage {
    /// The cases, the open ones first.
    pub lines: Vec<BreachLine>,
    /// Whether whoever looks may report one.
    pub may_report: bool,
    /// What was typed.
    pub words: String,
    /// What is wrong with it.
    pub mistake: Option<Bilingual>,
    /// Now.
    pub now: Option<Instant>,
}

/// One case.
#[derive(Debug, Clone)]
pub struct BreachPage {
    /// Its id.
    pub id: Id,
    /// How it became known.
    pub cause: Cause,
    /// Where it stands.
    pub standing: Breach,
    /// What happened: step, when, by whom, and what was said.
    pub steps: Vec<(Step, Instant, String, String)>,
    /// The officer who was stopped and their organisation; empty where nobody was.
    pub concerned: String,
    /// Pseudonyms of who may be affected.
    pub affected: Vec<String>,
    /// The steps that may be taken.
    pub possible: Vec<Step>,
    /// Whether it is about whoever looks.
    pub own: bool,
    /// The step chosen.
    pub chosen: String,
    /// What was typed.
    pub words: String,
    /// What is wrong.
    pub mistakes: Vec<(&'static str, Bilingual)>,
    /// What is said above.
    pub notice: Option<Bilingual>,
    /// Now.
    pub now: Instant,
}

/// The list.
pub fn list(frame: &Frame, model: &BreachesPage) -> Page {
    let language = frame.language;
    let lines: Vec<_> = model
        .lines
        .iter()
        .map(|it| {
            let breach = Breach::opened(it.opened_at);
            let late = model.now.is_some_and(|now| now >= breach.due());
            let (class, tag) = match (it.is_open, late) {
                (false, _) => ("tag", words::CLOSED.text(language).to_owned()),
                (true, true) => ("tag tag--required", words::TELL_LATE.text(language).to_owned()),
                (true, false) => ("tag", format!("{} {}", words::TELL_BY.text(language), moment(breach.due(), language))),
            };
            view! {
                <li class="card">
                    <h2><a href=Route::OfficeBreach(it.id).path(language)>{it.cause.explain().text(language)}</a></h2>
                    <p>{words::KNOWN_SINCE.text(language)} " " {moment(it.opened_at, language)} " " <span class=class>{tag}</span></p>
                </li>
            }
        })
        .collect();
    let said = TextField {
        id: "words",
        name: "words",
        label: words::WHAT_HAPPENED,
        hint: None,
        required: true,
        value: &model.words,
        mistake: model.mistake,
        lines: 5,
        autocomplete: None,
    };
    let report = model.may_report.then(|| {
        view! {
            <h2>{words::REPORT.text(language)}</h2>
            <form method="post" action=Route::OfficeBreaches.path(language) novalidate>
                {text_field(&said, language).into_any()}
                <button class="button" type="submit">{words::REPORT.text(language)}</button>
            </form>
        }
    });
    let mistakes: Vec<_> = model.mistake.map(|message| Mistake { id: "words", message }).into_iter().collect();
    let body = view! {
        {error_summary(&mistakes, language)}
        <h1>{words::BREACHES.text(language)}</h1>
        <p>{words::BREACHES_ABOUT.text(language)}</p>
        {lines.is_empty().then(|| view! { <p>{words::NO_BREACHES.text(language)}</p> })}
        <ul class="card-list">{lines}</ul>
        {report}
    };
    personal(frame, Route::OfficeBreaches, words::BREACHES, body)
}

/// One.
pub fn one(frame: &Frame, model: &BreachPage) -> Page {
    let language = frame.language;
    let mistakes: Vec<Mistake> = model.mistakes.iter().map(|(id, message)| Mistake { id, message: *message }).collect();
    let notice =
        model.notice.map(|text| view! { <p class="notice notice--warning" role="alert">{text.text(language)}</p> });
    let steps: Vec<_> = model.steps.iter().map(|step| step_line(step, language).into_any()).collect();
    let own = model.own.then(|| view! { <p class="notice notice--warning">{words::ABOUT_YOURSELF.text(language)}</p> });
    let body = view! {
        {back_link(Route::OfficeBreaches, language)}
        {error_summary(&mistakes, language)}
        {notice}
        <h1>{words::BREACH.text(language)}</h1>
        <dl class="facts">{facts(model, language).into_any()}</dl>
        {own}
        <ol class="timeline">{steps}</ol>
        {draft(model, language).into_any()}
        {form(model, language)}
    };
    personal(frame, Route::OfficeBreach(model.id), words::BREACH, body)
}

fn facts(model: &BreachPage, language: Language) -> impl IntoView + use<> {
    let due = if model.standing.must_tell() && model.now >= model.standing.due() {
        view! { <span class="tag tag--required">{words::TELL_LATE.text(language)}</span> }.into_any()
    } else if model.standing.authority_told.is_some() {
        view! { <span class="tag">{words::TOLD.text(language)}</span> }.into_any()
    } else {
        ().into_any()
    };
    let concerned = (!model.concerned.is_empty()).then(|| {
        view! { <dt>{words::CONCERNED.text(language)}</dt> <dd>{model.concerned.clone()}</dd> }
    });
    let people = filled(words::PERSONS, &model.affected.len().to_string(), language);
    let list: Vec<_> = model.affected.iter().map(|it| view! { <li><code>{it.clone()}</code></li> }).collect();
    view! {
        <dt>{words::CAUSE.text(language)}</dt> <dd>{model.cause.explain().text(language)}</dd>
        <dt>{words::KNOWN_SINCE.text(language)}</dt> <dd>{moment(model.standing.opened_at, language)}</dd>
        <dt>{words::TELL_BY.text(language)}</dt> <dd>{moment(model.standing.due(), language)} " " {due}</dd>
        <dt>{words::LATEST.text(language)}</dt> <dd>{moment(model.standing.latest(), language)}</dd>
        {concerned}
        <dt>{words::AFFECTED.text(language)}</dt>
        <dd><details><summary>{people}</summary> <ul>{list}</ul></details></dd>
    }
}

fn step_line((step, at, who, said): &(Step, Instant, String, String), language: Language) -> impl IntoView + use<> {
    let who = if who.is_empty() {
        words::BY_THE_BRAKE.text(language).to_owned()
    } else {
        filled(words::OFFICER, who, language)
    };
    let said = (!said.is_empty()).then(|| view! { <p>{said.clone()}</p> });
    view! {
        <li class="timeline__step">
            <p><strong>{step.label().text(language)}</strong></p>
            <p class="timeline__when">{moment(*at, language)} " · " {who}</p>
            {said}
        </li>
    }
}

fn draft(model: &BreachPage, language: Language) -> impl IntoView + use<> {
    let text = words::DRAFT_TEXT.text(language);
    let text = text.replacen("{}", &moment(model.standing.opened_at, language), 1);
    let text = text.replacen("{}", &model.affected.len().to_string(), 1);
    view! { <h2>{words::DRAFT.text(language)}</h2> <blockquote><p>{text}</p></blockquote> }
}

fn form(model: &BreachPage, language: Language) -> impl IntoView + use<> {
    let of = |id: &str| model.mistakes.iter().find(|(at, _)| *at == id).map(|(_, message)| *message);
    let next = Choices {
        id: "step",
        name: "step",
        legend: words::NEXT,
        required: Some(true),
        options: model.possible.iter().map(|step| (step.name(), step.label())).collect(),
        value: &model.chosen,
        mistake: of("step"),
    };
    let said = TextField {
        id: "words",
        name: "words",
        label: words::SAY,
        hint: None,
        required: false,
        value: &model.words,
        mistake: of("words"),
        lines: 4,
        autocomplete: None,
    };
    (!model.possible.is_empty()).then(|| {
        view! {
            <form method="post" action=Route::OfficeBreach(model.id).path(language) novalidate>
                <input type="hidden" name="seen" value=model.steps.len().to_string() />
                {choices(&next, language).into_any()}
                {text_field(&said, language).into_any()}
                <button class="button" type="submit">{words::TAKE.text(language)}</button>
            </form>
        }
    })
}
