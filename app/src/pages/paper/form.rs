//! One form beside its picture: to be keyed, keyed again blind, decided, or done.

use super::parts::{Typed, label, scan, shown};
use crate::components::{
    Choices, Mistake, Radios, TextField, back_link, choices, error_summary, radios, table, text_field,
};
use crate::frame::{Frame, Page, PageRoute};
use crate::i18n::moment::{filled, moment};
use crate::i18n::{cases, duty, paper as words};
use crate::routes::Route;
use domain::catalogue::PurposeId;
use domain::consent::{AskedPurpose, Decision};
use domain::paper::{Keying, PaperConsents, PaperField, Picture, Reading, State, Step, Task};
use domain::registration::Answers;
use domain::{Bilingual, Id, Instant, Language};
use leptos::prelude::*;

/// What was read, where it may be shown.
#[derive(Debug, Clone, Default)]
pub struct Read {
    /// The first reading.
    pub first: Keying,
    /// The second.
    pub second: Keying,
    /// What counts, once it is settled.
    pub settled: Option<Keying>,
    /// What it says about consent.
    pub consents: PaperConsents,
    /// The answers that were recorded.
    pub recorded: Vec<PurposeId>,
    /// Why it was decided so.
    pub reason: String,
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct PaperPage {
    /// Its id.
    pub id: Id,
    /// The number on the paper.
    pub number: String,
    /// Where it stands.
    pub state: State,
    /// What whoever looks may do.
    pub task: Option<Task>,
    /// Whether whoever looks keyed it first.
    pub own: bool,
    /// The purposes asked about.
    pub asked: Vec<AskedPurpose>,
    /// What was read; nothing before the second reading.
    pub read: Option<Read>,
    /// What becomes of its picture.
    pub picture: Picture,
    /// What happened, when, by which officer; none where the portal itself did it.
    pub history: Vec<(Step, Instant, String)>,
    /// What was typed.
    pub answers: Answers,
    /// What is wrong with it.
    pub mistakes: Vec<(&'static str, Bilingual)>,
    /// What is said above, and whether it is good.
    pub notice: Option<(Bilingual, bool)>,
}

/// The page.
pub fn page(frame: &Frame, model: &PaperPage) -> Page {
    let language = frame.language;
    let title = filled(words::FORM, &model.number, language);
    let mistakes: Vec<Mistake> = model.mistakes.iter().map(|(id, message)| Mistake { id, message: *message }).collect();
    let notice = model.notice.map(|(text, good)| {
        let (class, role) =
            if good { ("notice notice--success", "status") } else { ("notice notice--warning", "alert") };
        view! { <p class=class role=role>{text.text(language)}</p> }
    });
    let waits = (model.own && model.task.is_none() && model.state.task().is_some())
        .then(|| view! { <p class="notice">{words::WAITS_FOR_ANOTHER.text(language)}</p> });
    let body = view! {
        {back_link(Route::UnitPapers, language)}
        {error_summary(&mistakes, language)}
        {notice}
        <h1>{title.clone()}</h1>
        <p><span class="tag">{model.state.label().text(language)}</span> " " {words::WRITE_IT.text(language)}</p>
        {waits}
        <div class="paper">
            {scan((model.id, &model.number), model.picture, language)}
            <div>
                {work(model, language)}
                {read(model, language).into_any()}
                {history(model, language).into_any()}
            </div>
        </div>
    };
    Page {
        route: PageRoute::Unlisted(Route::UnitPaper(model.id)),
        title: title.clone(),
        description: title,
        body: body.into_any(),
        islands: false,
    }
}

/// The form of what is to be done.
fn work(model: &PaperPage, language: Language) -> AnyView {
    let Some(task) = model.task else { return ().into_any() };
    let typed = Typed { answers: &model.answers, mistakes: &model.mistakes, language };
    let (heading, hint, button, inputs) = match task {
        Task::Key => (words::KEY, Some(words::KEY_HINT), words::SAVE, everything(model, typed)),
        Task::KeyAgain => {
            let fields = PaperField::IDENTITY.map(|field| typed.field(field)).collect_view();
            (words::KEY_AGAIN, Some(words::KEY_AGAIN_HINT), words::CHECK, fields.into_any())
        }
        Task::Reconcile => (words::RECONCILE, None, words::DECIDE, differences(model, typed)),
    };
    view! {
        <h2>{heading.text(language)}</h2>
        {hint.map(|hint| view! { <p>{hint.text(language)}</p> })}
        <form method="post" action=Route::UnitPaper(model.id).path(language) autocomplete="off" novalidate>
            <input type="hidden" name="task" value=task.name() />
            {inputs}
            <button class="button" type="submit">{button.text(language)}</button>
        </form>
    }
    .into_any()
}

fn everything(model: &PaperPage, typed: Typed<'_>) -> AnyView {
    let language = typed.language;
    let identity = PaperField::IDENTITY.map(|field| typed.field(field)).collect_view();
    let contact = [PaperField::Phone, PaperField::Email].map(|field| typed.field(field)).collect_view();
    let questions: Vec<_> = model
        .asked
        .iter()
        .map(|asked| {
            let input = PaperConsents::input(asked.purpose);
            let question = Choices {
                id: input,
                name: input,
                legend: asked.question,
                required: None,
                options: vec![("given", words::YES), ("refused", words::NO), ("", words::UNANSWERED)],
                value: model.answers.get(input),
                mistake: None,
            };
            choices(&question, language).into_any()
        })
        .collect();
    view! {
        {identity}
        <h3>{words::CONTACT.text(language)}</h3>
        {contact}
        <h3>{words::CONSENT.text(language)}</h3>
        <p>{words::SIGNATURE_HINT.text(language)}</p>
        {questions}
        {typed.mark("signature", words::SIGNATURE, None)}
        {typed.day("signed-on", words::SIGNED_ON)}
    }
    .into_any()
}

/// Each field that differs: one reading, the other, or what is there instead.
fn differences(model: &PaperPage, typed: Typed<'_>) -> AnyView {
    let Some(read) = &model.read else { return ().into_any() };
    let language = typed.language;
    let fields: Vec<_> = read
        .first
        .differs(&read.second)
        .into_iter()
        .map(|field| {
            let of =
                |sentence, reading: &Keying| filled(sentence, &shown(field, reading.get(field), language), language);
            let question = Radios {
                id: field.chooser(),
                name: field.chooser(),
                legend: words::WHICH,
                need: Some(true),
                options: vec![
                    ("first".to_owned(), of(words::FIRST_READ, &read.first)),
                    ("second".to_owned(), of(words::SECOND_READ, &read.second)),
                    ("other".to_owned(), words::OTHER.text(language).to_owned()),
                ],
                value: model.answers.get(field.chooser()),
                mistake: typed.mistake(field.chooser()),
                why: None,
            };
            view! {
                <h3>{label(field).text(language)}</h3>
                {radios(question, language).into_any()}
                <details open=model.answers.get(field.chooser()) == "other">
                    <summary>{words::OTHER.text(language)}</summary>
                    {typed.field(field)}
                </details>
            }
        })
        .collect();
    let reason = TextField {
        id: "reason",
        name: "reason",
        label: words::REASON,
        hint: None,
        required: true,
        value: model.answers.get("reason"),
        mistake: typed.mistake("reason"),
        lines: 3,
        autocomplete: None,
    };
    view! { {fields} {text_field(&reason, language).into_any()} }.into_any()
}

fn read(model: &PaperPage, language: Language) -> impl IntoView + use<> {
    model.read.as_ref().map(|read| {
        let cell = |field, reading: &Reading| shown(field, reading, language);
        let column = |name: Bilingual| name.text(language);
        let rows: Vec<_> = PaperField::ALL
            .into_iter()
            .map(|field| {
                let twice = PaperField::IDENTITY.contains(&field);
                let second = if twice { cell(field, read.second.get(field)) } else { column(words::ONCE).to_owned() };
                let counts = read.settled.as_ref().map(|settled| cell(field, settled.get(field)));
                vec![
                    column(label(field)).into_any(),
                    cell(field, read.first.get(field)).into_any(),
                    second.into_any(),
                    counts.unwrap_or_else(|| "—".to_owned()).into_any(),
                ]
            })
            .collect();
        let columns = [words::FIELD, words::FIRST, words::SECOND, words::COUNTS].map(column);
        let reason = (!read.reason.is_empty())
            .then(|| view! { <p>{words::REASON.text(language)} ": " {read.reason.clone()}</p> });
        view! {
            <h2>{words::WHAT_WAS_READ.text(language)}</h2>
            {table(&columns, rows)}
            {reason}
            {answers(&read.consents, read.settled.is_some().then_some(&read.recorded), language).into_any()}
        }
    })
}

/// What the form says about consent, and, once it is settled, what of it was recorded.
pub(crate) fn answers(
    consents: &PaperConsents,
    recorded: Option<&Vec<PurposeId>>,
    language: Language,
) -> impl IntoView + use<> {
    let lines: Vec<_> = consents
        .answers
        .iter()
        .map(|(purpose, decision)| {
            let said = if *decision == Decision::Given { words::YES } else { words::NO };
            let state = recorded.map(|all| {
                let state = if all.contains(purpose) { words::RECORDED } else { words::NOT_RECORDED };
                format!(" ({})", state.text(language))
            });
            view! { <dt>{purpose.name().text(language)}</dt> <dd>{said.text(language)} {state}</dd> }
        })
        .collect();
    (!lines.is_empty()).then(|| {
        let day = consents.signed_on.map(|day| {
            view! { <dt>{words::SIGNED_ON.text(language)}</dt> <dd>{day.long(language)}</dd> }
        });
        view! { <h3>{words::CONSENT.text(language)}</h3> <dl class="facts">{lines} {day}</dl> }
    })
}

fn history(model: &PaperPage, language: Language) -> impl IntoView + use<> {
    let steps: Vec<_> = model
        .history
        .iter()
        .map(|(step, at, officer)| {
            let who = if officer.is_empty() {
                cases::THE_CLOCK.text(language).to_owned()
            } else {
                filled(duty::OFFICER, officer, language)
            };
            view! {
                <li class="timeline__step">
                    <p><strong>{step.label().text(language)}</strong></p>
                    <p class="timeline__when">{moment(*at, language)} " · " {who}</p>
                </li>
            }
        })
        .collect();
    view! { <h2>{words::HISTORY.text(language)}</h2> <ol class="timeline">{steps}</ol> }
}
