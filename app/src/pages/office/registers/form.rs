//! A new entry: an input for each thing its register asks, with everything that was typed.

use crate::components::{
    Mistake, Radios, Select, TextField, TextInput, Width, back_link, day_input, error_summary, radios, select,
    text_field, text_input,
};
use crate::frame::{Frame, Page};
use crate::i18n::{register, registers as words};
use crate::pages::personal;
use crate::routes::Route;
use domain::register::{ISSUING_STATE, Input, Kind, PASSPORT_NUMBER, Register};
use domain::registration::Question;
use domain::{Bilingual, Language};
use leptos::prelude::*;

/// A new entry as it is typed.
#[derive(Debug, Clone)]
pub struct NewEntryPage {
    /// Of which register.
    pub register: Register,
    /// What was typed, by the names of the inputs.
    pub typed: Vec<(String, String)>,
    /// What is wrong, by the id of the first box.
    pub wrong: Vec<(&'static str, Bilingual)>,
    /// Code and name of the contractors that are known.
    pub contractors: Vec<(String, String)>,
}

/// The form.
pub fn new(frame: &Frame, model: &NewEntryPage) -> Page {
    let language = frame.language;
    let mistakes: Vec<_> = model.wrong.iter().map(|(id, message)| Mistake { id, message: *message }).collect();
    let inputs: Vec<_> = model.register.inputs().iter().map(|input| one(input, model, language)).collect();
    let route = Route::OfficeEntryNew(model.register);
    let body = view! {
        {back_link(Route::OfficeRegister(model.register), language)}
        {error_summary(&mistakes, language)}
        <h1>{model.register.label().text(language)} ": " {words::NEW.text(language)}</h1>
        <p>{words::NEW_ABOUT.text(language)}</p>
        <form method="post" action=route.path(language) novalidate>
            {inputs}
            <button class="button" type="submit">{words::ENTER.text(language)}</button>
        </form>
    };
    personal(frame, route, model.register.label(), body)
}

fn one(input: &Input, model: &NewEntryPage, language: Language) -> AnyView {
    let value = typed(&model.typed, input.name);
    let mistake = model.wrong.iter().find(|(at, _)| *at == input.first).map(|(_, message)| *message);
    let answers =
        || input.kind.answers().into_iter().map(|it| (it.name.to_owned(), it.label.text(language).to_owned()));
    match input.kind {
        Kind::Line | Kind::Person => {
            let inputmode = (input.kind == Kind::Person).then_some("numeric");
            let line = TextInput {
                id: input.first,
                name: input.name,
                label: input.label,
                hint: input.hint,
                // One of two documents names the person.
                need: (input.kind != Kind::Person).then_some(input.required),
                value,
                mistake,
                width: Width::Full,
                inputmode,
                autocomplete: Some("off"),
                why: None,
            };
            text_input(&line, language).into_any()
        }
        Kind::Passport => passport(model, language),
        Kind::Words => {
            let lines = TextField {
                id: input.first,
                name: input.name,
                label: input.label,
                hint: input.hint,
                required: input.required,
                value,
                mistake,
                lines: 4,
                autocomplete: None,
            };
            text_field(&lines, language).into_any()
        }
        Kind::Day => {
            let hint = input.hint.map(|hint| view! { <p class="field__hint">{hint.text(language)}</p> });
            let boxes = day_boxes(&model.typed, input.name);
            view! { {day_input(input.name, input.label, &boxes, mistake, language)} {hint} }.into_any()
        }
        Kind::Contractor => {
            let list = Select {
                id: input.first,
                label: input.label,
                need: Some(input.required),
                empty: words::CHOOSE,
                options: model.contractors.clone(),
                value,
                mistake,
            };
            select(list, language).into_any()
        }
        Kind::One(_) => {
            let one = Radios {
                id: input.first,
                name: input.name,
                legend: input.label,
                need: Some(input.required),
                options: answers().collect(),
                value,
                mistake,
                why: None,
            };
            radios(one, language).into_any()
        }
        Kind::Purposes | Kind::Fields | Kind::Values | Kind::Some(_) => {
            let chosen = all(&model.typed, input.name);
            marks(input.name, input.label, (answers().collect(), &chosen), mistake, language).into_any()
        }
    }
}

/// The number of a passport and the state that issued it, as registration asks for them.
fn passport(model: &NewEntryPage, language: Language) -> AnyView {
    let line = |id: &'static str, (label, hint): (Bilingual, Option<Bilingual>), width| {
        let line = TextInput {
            id,
            name: id,
            label,
            hint,
            need: None,
            value: typed(&model.typed, id),
            mistake: model.wrong.iter().find(|(at, _)| *at == id).map(|(_, message)| *message),
            width,
            inputmode: None,
            autocomplete: Some("off"),
            why: None,
        };
        text_input(&line, language).into_any()
    };
    view! {
        {line(PASSPORT_NUMBER, (register::short(Question::Passport), None), Width::Number)}
        {line(ISSUING_STATE, (register::ISSUING_STATE, Some(register::ISSUING_STATE_HINT)), Width::Short)}
    }
    .into_any()
}

/// A question answered by some of several; the id of the first box is the question's.
pub fn marks(
    name: &'static str,
    legend: Bilingual,
    (options, chosen): (Vec<(String, String)>, &[String]),
    mistake: Option<Bilingual>,
    language: Language,
) -> impl IntoView + use<> {
    let boxes: Vec<_> = options
        .into_iter()
        .enumerate()
        .map(|(at, (value, label))| {
            let id = if at == 0 { name.to_owned() } else { format!("{name}-is-{value}") };
            let checked = chosen.contains(&value);
            view! {
                <div class="checkbox">
                    <input type="checkbox" id=id.clone() name=name value=value checked=checked />
                    <label for=id>{label}</label>
                </div>
            }
        })
        .collect();
    let (error, described) = (format!("{name}-error"), format!("{name}-error"));
    view! {
        <fieldset class=if mistake.is_some() { "choices field field--wrong" } else { "choices field" } aria-describedby=described>
            <legend>{legend.text(language)}</legend>
            <p class="field__error" id=error hidden=mistake.is_none()>{mistake.map(|mistake| mistake.text(language))}</p>
            {boxes}
        </fieldset>
    }
}

/// The three boxes of a day that was typed.
pub fn day_boxes(all: &[(String, String)], name: &str) -> [String; 3] {
    ["day", "month", "year"].map(|part| typed(all, &format!("{name}-{part}")).to_owned())
}

fn typed<'a>(all: &'a [(String, String)], name: &str) -> &'a str {
    all.iter().find(|(it, _)| it == name).map_or("", |(_, value)| value)
}

fn all(typed: &[(String, String)], name: &str) -> Vec<String> {
    typed.iter().filter(|(it, _)| it == name).map(|(_, value)| value.clone()).collect()
}
