//! One entry: what was entered, its steps, the next step, and, for an order, the values it names.

use crate::components::{Choices, Mistake, TextField, back_link, choices, error_summary, record_facts, text_field};
use crate::frame::{Frame, Page};
use crate::i18n::moment::{filled, moment};
use crate::i18n::{duty, registers as words};
use crate::pages::{button_form, personal};
use crate::routes::{Action, Route};
use domain::record::{Content, RecordState};
use domain::register::{Register, State, Step};
use domain::{Bilingual, Id, Instant, Language};
use leptos::prelude::*;

/// One entry.
#[derive(Debug, Clone)]
pub struct EntryPage {
    /// Its id.
    pub id: Id,
    /// Of which register.
    pub register: Register,
    /// Label and answer of each thing that was entered.
    pub facts: Vec<(Bilingual, String)>,
    /// Where it stands.
    pub state: State,
    /// The pseudonym of the person it concerns; empty where it concerns none.
    pub person: String,
    /// What happened: step, when, by whom, and what was said.
    pub steps: Vec<(Step, Instant, String, String)>,
    /// The steps that may be taken.
    pub possible: Vec<Step>,
    /// Whether the values it names may be opened.
    pub opens: bool,
    /// Whether whoever looks entered it.
    pub own: bool,
    /// The step chosen.
    pub chosen: String,
    /// What was typed.
    pub words: String,
    /// What is wrong.
    pub mistakes: Vec<(&'static str, Bilingual)>,
    /// What is said above.
    pub notice: Option<Bilingual>,
}

/// What an order names.
#[derive(Debug, Clone)]
pub struct DisclosedPage {
    /// The entry.
    pub id: Id,
    /// The order.
    pub order: String,
    /// Fields and what they hold.
    pub values: Vec<(Bilingual, String)>,
    /// Records, and whether each stands.
    pub records: Vec<(Content, RecordState)>,
}

/// One entry.
pub fn one(frame: &Frame, model: &EntryPage) -> Page {
    let language = frame.language;
    let route = Route::OfficeEntry(model.register, model.id);
    let label = model.register.label();
    let mistakes: Vec<_> = model.mistakes.iter().map(|(id, message)| Mistake { id, message: *message }).collect();
    let facts: Vec<_> = model
        .facts
        .iter()
        .map(|(label, value)| view! { <dt>{label.text(language)}</dt> <dd class="said">{value.clone()}</dd> })
        .collect();
    let person = (!model.person.is_empty()).then(|| {
        view! { <dt>{words::PERSON.text(language)}</dt> <dd><code>{model.person.clone()}</code></dd> }
    });
    let steps: Vec<_> = model.steps.iter().map(|step| step_line(step, language).into_any()).collect();
    let own = (model.own && model.state == State::Waiting)
        .then(|| view! { <p class="notice notice--warning">{words::OWN.text(language)}</p> });
    let body = view! {
        {back_link(Route::OfficeRegister(model.register), language)}
        {error_summary(&mistakes, language)}
        {model.notice.map(|notice| view! { <p class="notice" role="status">{notice.text(language)}</p> })}
        <h1>{label.text(language)}</h1>
        <dl class="facts">
            {person}
            {facts}
            <dt>{words::STATE.text(language)}</dt> <dd><span class="tag">{model.state.label().text(language)}</span></dd>
        </dl>
        {own}
        <ol class="timeline">{steps}</ol>
        {model.opens.then(|| open(model, language))}
        {form(model, language)}
    };
    personal(frame, route, label, body)
}

fn step_line((step, at, who, said): &(Step, Instant, String, String), language: Language) -> impl IntoView + use<> {
    let who =
        if who.is_empty() { words::BY_TIME.text(language).to_owned() } else { filled(duty::OFFICER, who, language) };
    let said = (!said.is_empty()).then(|| view! { <p class="said">{said.clone()}</p> });
    view! {
        <li class="timeline__step">
            <p><strong>{step.done().text(language)}</strong></p>
            <p class="timeline__when">{moment(*at, language)} " · " {who}</p>
            {said}
        </li>
    }
}

fn open(model: &EntryPage, language: Language) -> impl IntoView + use<> {
    let hidden = vec![("seen", model.steps.len().to_string())];
    let (action, about, button) = if model.register == Register::Export {
        (Action::MakeExport(model.id), words::MAKE_ABOUT, words::MAKE)
    } else {
        (Action::OpenDisclosure(model.id), words::OPEN_ABOUT, words::OPEN)
    };
    view! {
        <p>{about.text(language)}</p>
        {button_form(action.path(language), hidden, button.text(language).to_owned(), "button")}
    }
}

fn form(model: &EntryPage, language: Language) -> impl IntoView + use<> {
    let of = |id: &str| model.mistakes.iter().find(|(at, _)| *at == id).map(|(_, message)| *message);
    let next = Choices {
        id: "step",
        name: "step",
        legend: duty::NEXT,
        required: Some(true),
        options: model.possible.iter().map(|step| (step.name(), step.label())).collect(),
        value: &model.chosen,
        mistake: of("step"),
    };
    let said = TextField {
        id: "words",
        name: "words",
        label: duty::SAY,
        hint: None,
        required: false,
        value: &model.words,
        mistake: of("words"),
        lines: 3,
        autocomplete: None,
    };
    (!model.possible.is_empty()).then(|| {
        view! {
            <form method="post" action=Route::OfficeEntry(model.register, model.id).path(language) novalidate>
                <input type="hidden" name="seen" value=model.steps.len().to_string() />
                {choices(&next, language).into_any()}
                {text_field(&said, language).into_any()}
                <button class="button" type="submit">{duty::TAKE.text(language)}</button>
            </form>
        }
    })
}

/// The values an order names.
pub fn disclosed(frame: &Frame, model: &DisclosedPage) -> Page {
    let language = frame.language;
    let value = |text: &String| {
        if text.is_empty() { words::EMPTY.text(language).to_owned() } else { text.clone() }
    };
    let values: Vec<_> = model
        .values
        .iter()
        .map(|(label, text)| view! { <dt>{label.text(language)}</dt> <dd>{value(text)}</dd> })
        .collect();
    let records: Vec<_> = model
        .records
        .iter()
        .map(|(content, state)| {
            let lines: Vec<_> = record_facts(content, language)
                .into_iter()
                .map(|(label, value)| view! { <dt>{label.text(language)}</dt> <dd>{value}</dd> })
                .collect();
            view! {
                <li class="card"><dl class="facts">{lines}</dl> <p><span class="tag">{state.label().text(language)}</span></p></li>
            }
        })
        .collect();
    let body = view! {
        {back_link(Route::OfficeEntry(Register::Disclosure, model.id), language)}
        <h1>{filled(words::VALUES, &model.order, language)}</h1>
        <dl class="facts">{values}</dl>
        {(!records.is_empty()).then(|| view! { <h2>{words::RECORDS.text(language)}</h2> })}
        <ul class="card-list">{records}</ul>
    };
    personal(frame, Route::OfficeEntry(Register::Disclosure, model.id), Register::Disclosure.label(), body)
}
