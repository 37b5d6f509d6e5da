//! What others say of the person, on the profile: each source of a field, the civil register, target groups, linked accounts.

use crate::components::table;
use crate::frame::Frame;
use crate::i18n::exchange as words;
use crate::i18n::moment::{filled, moment};
use crate::pages::button_form;
use crate::routes::{Action, Route};
use domain::combining::{Kind, Source};
use domain::partner::CivilOutcome;
use domain::{Bilingual, Day, Instant, Language};
use leptos::prelude::*;

/// What others say; only of somebody whose identity was checked.
#[derive(Clone, Default)]
pub struct FromOthers {
    /// Fields that more than one source speaks of.
    pub fields: Vec<FieldSources>,
    /// What the civil register answered last, and when.
    pub civil: Option<(CivilOutcome, Instant)>,
    /// Whether it can be asked.
    pub may_ask: bool,
    /// The target groups.
    pub targets: Vec<TargetLine>,
    /// The accounts linked with this one.
    pub links: Vec<LinkedLine>,
}

/// A field and what each source says of it. It has no `Debug`.
#[derive(Clone)]
pub struct FieldSources {
    /// The field's name.
    pub name: Bilingual,
    /// What kind of data it is.
    pub kind: Kind,
    /// What each source says, as people read it; nothing where it took it back.
    pub said: Vec<SaidLine>,
}

/// What one source says. It has no `Debug`.
#[derive(Clone)]
pub struct SaidLine {
    /// The source.
    pub source: Source,
    /// What it says.
    pub value: Option<String>,
    /// Since when.
    pub since: Instant,
    /// Whether this counts.
    pub counts: bool,
    /// Whether it is something else than what counts.
    pub differs: bool,
}

/// A target group.
#[derive(Debug, Clone)]
pub struct TargetLine {
    /// The group's code.
    pub code: String,
    /// Who says so.
    pub by: String,
    /// Since when.
    pub since: Day,
    /// When the person left it.
    pub left: Option<Day>,
}

/// An account linked with this one.
#[derive(Debug, Clone)]
pub struct LinkedLine {
    /// The code of the officer who linked it.
    pub officer: String,
    /// When.
    pub at: Instant,
    /// When it was parted.
    pub parted: Option<Instant>,
}

/// The sections.
pub(crate) fn sections(frame: &Frame, model: &FromOthers) -> impl IntoView + use<> {
    let language = frame.language;
    view! {
        {sources(&model.fields, language).into_any()}
        {civil(model, language).into_any()}
        {targets(&model.targets, language).into_any()}
        {links(&model.links, language).into_any()}
    }
}

fn sources(fields: &[FieldSources], language: Language) -> impl IntoView + use<> {
    if fields.is_empty() {
        return view! {
            <h2 id="sources">{words::SOURCES.text(language)}</h2>
            <p>{words::ONE_SOURCE.text(language)}</p>
        }
        .into_any();
    }
    let cards: Vec<_> = fields.iter().map(|field| card(field, language)).collect();
    view! {
        <h2 id="sources">{words::SOURCES.text(language)}</h2>
        <p>{words::SOURCES_LEAD.text(language)}</p>
        <ul class="card-list">{cards}</ul>
        <p>
            {words::SOURCE_WRONG.text(language)} " "
            <a href=Route::Requests.path(language)>{crate::i18n::cases::REQUESTS.text(language)}</a>
        </p>
    }
    .into_any()
}

fn card(field: &FieldSources, language: Language) -> impl IntoView + use<> {
    let lines: Vec<_> = field.said.iter().map(|it| line(it, language)).collect();
    view! {
        <li class="card">
            <h3>{field.name.text(language)}</h3>
            <dl class="facts">{lines}</dl>
            <p class="summary-list__origin">{order(field.kind, language)}</p>
        </li>
    }
}

fn line(it: &SaidLine, language: Language) -> impl IntoView + use<> {
    let value = it.value.clone().unwrap_or_else(|| words::TAKEN_BACK.text(language).to_owned());
    let counts =
        it.counts.then(|| view! { " " <span class="tag tag--confirmed">{words::COUNTS.text(language)}</span> });
    let differs =
        it.differs.then(|| view! { " " <strong class="tag tag--required">{words::DIFFERS.text(language)}</strong> });
    let since = filled(words::SINCE, &moment(it.since, language), language);
    view! {
        <dt>{it.source.label().text(language)}</dt>
        <dd>
            <p>{value} {counts} {differs}</p>
            <p class="summary-list__origin">{since}</p>
        </dd>
    }
}

/// Why that one counts, in one sentence. The operator speaks of its own staff alone.
fn order(kind: Kind, language: Language) -> String {
    let of_persons = kind.precedence().iter().filter(|source| **source != Source::Operator);
    let names: Vec<&str> = of_persons.map(|source| source.label().text(language)).collect();
    if let [only] = names[..] {
        return filled(words::ONLY, only, language);
    }
    let numbered = names.iter().enumerate().map(|(at, name)| format!("{}. {name}", at + 1));
    filled(words::ORDER, &numbered.collect::<Vec<_>>().join(" · "), language)
}

fn civil(model: &FromOthers, language: Language) -> impl IntoView + use<> {
    let last = match model.civil {
        Some((outcome, at)) => view! {
            <dl class="facts">
                <dt>{words::ASKED_AT.text(language)}</dt> <dd>{moment(at, language)}</dd>
                <dt>{words::ANSWER.text(language)}</dt> <dd>{outcome.label().text(language)}</dd>
            </dl>
        }
        .into_any(),
        None => view! { <p>{words::NEVER_ASKED.text(language)}</p> }.into_any(),
    };
    let button = if model.civil.is_some() { words::ASK_AGAIN } else { words::ASK };
    let ask = model.may_ask.then(|| {
        let label = button.text(language).to_owned();
        button_form(Action::AskRegister.path(language), Vec::new(), label, "button button--quiet")
    });
    view! {
        <h2 id="civil-register">{words::CIVIL.text(language)}</h2>
        <p>{words::CIVIL_LEAD.text(language)}</p>
        {last}
        {ask}
    }
}

fn targets(lines: &[TargetLine], language: Language) -> impl IntoView + use<> {
    let label = |column: Bilingual| column.text(language);
    let rows: Vec<_> = lines
        .iter()
        .map(|it| {
            let left = it.left.map_or_else(|| label(words::STILL_THERE).to_owned(), |day| day.long(language));
            vec![
                it.code.clone().into_any(),
                it.by.clone().into_any(),
                it.since.long(language).into_any(),
                left.into_any(),
            ]
        })
        .collect();
    let columns = [words::GROUP, words::LISTED_BY, words::LISTED_SINCE, words::LEFT].map(label);
    let table = if rows.is_empty() {
        view! { <p>{words::NO_TARGETS.text(language)}</p> }.into_any()
    } else {
        table(&columns, rows)
    };
    view! {
        <h2 id="target-groups">{words::TARGETS.text(language)}</h2>
        <p>{words::TARGETS_LEAD.text(language)}</p>
        {table}
    }
}

fn links(lines: &[LinkedLine], language: Language) -> impl IntoView + use<> {
    (!lines.is_empty()).then(|| {
        let items: Vec<_> = lines
            .iter()
            .map(|it| {
                let text = filled(words::LINKED_BY, &it.officer, language);
                let text = text.replacen("{}", &moment(it.at, language), 1);
                let parted =
                    it.parted.map(|at| format!(" · {}", filled(words::PARTED_ON, &moment(at, language), language)));
                view! { <li>{text} {parted}</li> }
            })
            .collect();
        view! {
            <h2 id="linked-accounts">{words::LINKS.text(language)}</h2>
            <ul>{items}</ul>
            <p>
                {words::LINK_WRONG.text(language)} " "
                <a href=Route::Requests.path(language)>{crate::i18n::cases::REQUESTS.text(language)}</a>
            </p>
        }
    })
}
