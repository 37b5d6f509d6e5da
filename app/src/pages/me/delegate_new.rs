//! A new power of attorney: who, what, from when to when, and the signed document.

use crate::components::{
    FileInput, Mistake, TextInput, Width, back_link, day_input, error_summary, file_input, text_input, trouble,
};
use crate::frame::{Frame, Page};
use crate::i18n::me as words;
use crate::i18n::problems::Problem;
use crate::pages::personal;
use crate::routes::Route;
use domain::delegation::Act;
use domain::{Bilingual, Language};
use leptos::prelude::*;

/// What the page shows: all that was typed, untouched.
#[derive(Debug, Clone, Default)]
pub struct DelegateNewPage {
    /// The delegate's id number.
    pub delegate: String,
    /// The delegate's name.
    pub name: String,
    /// The acts ticked.
    pub acts: Vec<Act>,
    /// Day, month, year of the first day.
    pub from: [String; 3],
    /// Day, month, year of the last day.
    pub to: [String; 3],
    /// What is wrong: the id of the input, and what.
    pub mistakes: Vec<(&'static str, Bilingual)>,
    /// Why it could not be filed.
    pub trouble: Option<Problem>,
}

/// The page.
pub fn page(frame: &Frame, model: &DelegateNewPage) -> Page {
    let language = frame.language;
    let mistakes: Vec<Mistake> = model.mistakes.iter().map(|(id, message)| Mistake { id, message: *message }).collect();
    let of = |id: &str| model.mistakes.iter().find(|(at, _)| *at == id).map(|(_, message)| *message);
    let text = |id: &'static str, label, value: &str, (inputmode, width)| {
        let input = TextInput {
            id,
            name: id,
            label,
            hint: None,
            need: Some(true),
            value,
            mistake: of(id),
            width,
            inputmode,
            autocomplete: Some("off"),
            why: None,
        };
        text_input(&input, language).into_any()
    };
    let file = FileInput {
        id: "document",
        label: words::DOCUMENT,
        required: true,
        hint: words::DOCUMENT_HINT,
        accept: "image/jpeg,image/png,image/webp,application/pdf",
        mistake: of("document"),
        kept: None,
        why: domain::catalogue::field("power-of-attorney"),
    };
    let body = view! {
        {back_link(Route::Delegates, language)}
        {error_summary(&mistakes, language)}
        {model.trouble.map(|problem| trouble(problem, language))}
        <h1>{words::NEW_DELEGATE_TITLE.text(language)}</h1>
        <p>{words::NEW_DELEGATE_LEAD.text(language)}</p>
        <form method="post" action=Route::DelegateNew.path(language) enctype="multipart/form-data" novalidate>
            {text("delegate", words::DELEGATE_ID, &model.delegate, (Some("numeric"), Width::Number))}
            {text("delegate-name", words::DELEGATE_NAME, &model.name, (None, Width::Full))}
            {acts(model, of("acts"), language)}
            {day_input("from", words::FIRST_DAY, &model.from, of("from-day"), language)}
            {day_input("to", words::LAST_DAY, &model.to, of("to-day"), language)}
            {file_input(&file, language)}
            <button class="button" type="submit">{words::FILE_IT.text(language)}</button>
        </form>
    };
    personal(frame, Route::DelegateNew, words::NEW_DELEGATE_TITLE, body)
}

fn acts(model: &DelegateNewPage, mistake: Option<Bilingual>, language: Language) -> impl IntoView + use<> {
    let boxes = Act::ALL.into_iter().enumerate().map(|(at, act)| {
        let id = if at == 0 { "acts".to_owned() } else { format!("acts-{}", act.name()) };
        view! {
            <div class="checkbox">
                <input type="checkbox" id=id.clone() name="acts" value=act.name() checked=model.acts.contains(&act) />
                <label for=id>{act.label().text(language)}</label>
            </div>
        }
    });
    view! {
        <fieldset class=if mistake.is_some() { "choices field field--wrong" } else { "choices field" } aria-describedby="acts-error">
            <legend>{words::WHICH_ACTS.text(language)}</legend>
            <p class="field__error" id="acts-error" hidden=mistake.is_none()>{mistake.map(|mistake| mistake.text(language))}</p>
            {boxes.collect_view()}
        </fieldset>
    }
}
