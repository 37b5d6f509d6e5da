//! The entries of a register, the newest first; the filter and the page are in the address.

use crate::frame::{Frame, Page};
use crate::i18n::moment::filled;
use crate::i18n::registers as words;
use crate::pages::personal;
use crate::routes::Route;
use domain::register::{Register, State};
use domain::{Day, Id, Language};
use leptos::prelude::*;

/// An entry in the list.
#[derive(Debug, Clone)]
pub struct EntryRow {
    /// Its id.
    pub id: Id,
    /// What it is called.
    pub title: String,
    /// Who or what it is about.
    pub about: String,
    /// Where it stands.
    pub state: State,
    /// The last day on which it counts.
    pub until: Option<Day>,
    /// From when on the person sees it.
    pub reveal: Option<Day>,
}

/// What the list shows.
#[derive(Debug, Clone)]
pub struct RegisterPage {
    /// Which register.
    pub register: Register,
    /// The entries.
    pub rows: Vec<EntryRow>,
    /// Only entries in this state.
    pub filter: Option<State>,
    /// Where the next page begins.
    pub next: Option<Id>,
    /// Whether whoever looks may enter one.
    pub acts: bool,
}

/// The list.
pub fn list(frame: &Frame, model: &RegisterPage) -> Page {
    let language = frame.language;
    let route = Route::OfficeRegister(model.register);
    let (label, about) = (model.register.label(), model.register.about());
    let rows: Vec<_> = model.rows.iter().map(|row| line(row, model.register, language).into_any()).collect();
    let new = model.acts.then(|| {
        let to = Route::OfficeEntryNew(model.register).path(language);
        view! { <p><a class="button" href=to>{words::NEW.text(language)}</a></p> }
    });
    let address = |filter: Option<State>, before: Option<Id>| {
        let filter = filter.map(|state| format!("state={}", state.name()));
        let query: Vec<_> = filter.into_iter().chain(before.map(|id| format!("before={id}"))).collect();
        let mark = if query.is_empty() { "" } else { "?" };
        format!("{}{mark}{}", route.path(language), query.join("&"))
    };
    let older = model.next.map(|id| {
        view! { <p><a href=address(model.filter, Some(id)) rel="next">{words::OLDER.text(language)}</a></p> }
    });
    let filters: Vec<_> = std::iter::once((None, words::EVERYTHING))
        .chain(State::ALL.map(|state| (Some(state), state.label())))
        .map(|(state, name)| {
            let current = (state == model.filter).then_some("true");
            view! { <li><a href=address(state, None) aria-current=current>{name.text(language)}</a></li> }
        })
        .collect();
    let body = view! {
        <h1>{label.text(language)}</h1>
        <p>{about.text(language)}</p>
        {new}
        <nav aria-label=words::SHOW.text(language)><ul class="filters">{filters}</ul></nav>
        {rows.is_empty().then(|| view! { <p>{words::NONE.text(language)}</p> })}
        <ul class="card-list">{rows}</ul>
        {older}
    };
    personal(frame, route, label, body)
}

fn line(row: &EntryRow, register: Register, language: Language) -> impl IntoView + use<> {
    let class = if row.state == State::Waiting { "tag tag--required" } else { "tag" };
    let until = row.until.map(|day| format!(" · {} {}", words::UNTIL.text(language), day.long(language)));
    let reveal = row.reveal.map(|day| format!(" · {}", filled(words::TOLD_FROM, &day.long(language), language)));
    view! {
        <li class="card">
            <h2><a href=Route::OfficeEntry(register, row.id).path(language)>{row.title.clone()}</a></h2>
            <p>{row.about.clone()} {until} {reveal} " " <span class=class>{row.state.label().text(language)}</span></p>
        </li>
    }
}
