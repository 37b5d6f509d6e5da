//! What an officer enters: a dose their unit has given, and a case for somebody who called, wrote or came.

use crate::components::{
    Choices, DoseTyped, FileInput, Mistake, TextField, TextInput, UnitTyped, Width, back_link, choices, dose_fields,
    error_summary, file_input, radios, text_field, text_input, unit_question,
};
use crate::components::{Radios, record_facts};
use crate::frame::{Frame, Page};
use crate::i18n::{cases as words, records};
use crate::pages::personal;
use crate::routes::Route;
use domain::cases::{Channel, Claim};
use domain::record::Content;
use domain::{Bilingual, Id, Language};
use leptos::prelude::*;

/// What both pages show.
#[derive(Debug, Clone, Default)]
pub struct EntryPage {
    /// The id typed.
    pub national_id: String,
    /// The dose typed.
    pub dose: DoseTyped,
    /// The records of who was found; nothing before.
    pub found: Option<Vec<(Id, Content)>>,
    /// The record chosen: an id, or `missing`.
    pub record: String,
    /// The claim chosen.
    pub claim: String,
    /// The channel chosen.
    pub channel: String,
    /// The words typed.
    pub words: String,
    /// What is wrong.
    pub mistakes: Vec<(&'static str, Bilingual)>,
    /// Whether something was just recorded.
    pub done: bool,
    /// The unit of what is missing.
    pub unit: UnitTyped,
    /// Whether the division enters it.
    pub at_division: bool,
    /// What is said above: the number of a case that was filed.
    pub notice: Option<String>,
}

impl EntryPage {
    fn of(&self, id: &str) -> Option<Bilingual> {
        self.mistakes.iter().find(|(at, _)| *at == id).map(|(_, message)| *message)
    }

    fn summary(&self, language: Language) -> impl IntoView + use<> {
        let mistakes: Vec<Mistake> =
            self.mistakes.iter().map(|(id, message)| Mistake { id, message: *message }).collect();
        error_summary(&mistakes, language)
    }

    fn national_id(&self, language: Language) -> impl IntoView + use<> {
        let input = TextInput {
            id: "national-id",
            name: "national-id",
            label: records::NATIONAL_ID,
            hint: None,
            need: Some(true),
            value: &self.national_id,
            mistake: self.of("national-id"),
            width: Width::Number,
            inputmode: Some("numeric"),
            autocomplete: Some("off"),
            why: None,
        };
        text_input(&input, language)
    }
}

/// A dose.
pub fn dose(frame: &Frame, model: &EntryPage) -> Page {
    let language = frame.language;
    let done = model.done.then(|| {
        view! { <p class="notice notice--success" role="status">{records::DOSE_RECORDED.text(language)}</p> }
    });
    let body = view! {
        {model.summary(language)}
        {done}
        <h1>{records::RECORD_A_DOSE.text(language)}</h1>
        <p>{records::RECORD_A_DOSE_ABOUT.text(language)}</p>
        <form method="post" action=Route::UnitRecords.path(language) novalidate>
            {model.national_id(language).into_any()}
            {dose_fields(&model.dose, &model.mistakes, language).into_any()}
            <button class="button" type="submit">{records::RECORD_IT.text(language)}</button>
        </form>
    };
    personal(frame, Route::UnitRecords, records::RECORD_A_DOSE, body)
}

/// A case for somebody else: first who, then what.
pub fn case(frame: &Frame, model: &EntryPage) -> Page {
    let language = frame.language;
    let rest = model.found.as_ref().map(|found| what(model, found, language).into_any());
    let button = if model.found.is_some() { words::FILE_IT } else { words::FIND };
    let (route, list) = if model.at_division {
        (Route::OfficeCaseNew, Route::OfficeCases)
    } else {
        (Route::UnitCorrectionNew, Route::UnitCorrections)
    };
    let body = view! {
        {back_link(list, language)}
        {model.notice.clone().map(|text| view! { <p class="notice notice--success" role="status">{text}</p> })}
        {model.summary(language)}
        <h1>{words::ENTER_TITLE.text(language)}</h1>
        <form method="post" action=route.path(language) enctype="multipart/form-data" novalidate>
            {model.national_id(language).into_any()}
            {rest}
            <button class="button" type="submit">{button.text(language)}</button>
        </form>
    };
    personal(frame, route, words::ENTER_TITLE, body)
}

fn what(model: &EntryPage, found: &[(Id, Content)], language: Language) -> impl IntoView + use<> {
    let line = |content: &Content| {
        record_facts(content, language).into_iter().map(|(_, value)| value).collect::<Vec<_>>().join(" · ")
    };
    let mut options: Vec<_> = found.iter().map(|(id, content)| (id.to_string(), line(content))).collect();
    options.push(("missing".to_owned(), words::NO_RECORD.text(language).to_owned()));
    let record = Radios {
        id: "record",
        name: "record",
        legend: words::WHICH_RECORD,
        need: Some(true),
        options,
        value: &model.record,
        mistake: model.of("record"),
        why: None,
    };
    let claim = Choices {
        id: "claim",
        name: "claim",
        legend: words::WHAT_IS_WRONG,
        required: Some(true),
        options: Claim::ALL.into_iter().map(|claim| (claim.name(), claim.label())).collect(),
        value: &model.claim,
        mistake: model.of("claim"),
    };
    let channel = Choices {
        id: "channel",
        name: "channel",
        legend: words::HOW_IT_CAME,
        required: Some(true),
        options: Channel::BY_OFFICER.into_iter().map(|it| (it.name(), it.label())).collect(),
        value: &model.channel,
        mistake: model.of("channel"),
    };
    let said = TextField {
        id: "words",
        name: "words",
        label: words::WHAT_THEY_SAY,
        hint: Some(words::WORDS_HINT),
        required: true,
        value: &model.words,
        mistake: model.of("words"),
        lines: 5,
        autocomplete: None,
    };
    let evidence = FileInput {
        id: "evidence",
        label: words::EVIDENCE,
        required: false,
        hint: words::EVIDENCE_HINT,
        accept: "image/jpeg,image/png,image/webp,application/pdf",
        mistake: model.of("evidence"),
        kept: None,
        why: None,
    };
    view! {
        <input type="hidden" name="found" value="yes" />
        {radios(record, language).into_any()}
        {choices(&claim, language).into_any()}
        <fieldset class="choices">
            <legend>{words::WHAT_IS_RIGHT_IF.text(language)}</legend>
            {unit_question(&model.unit, language).into_any()}
            {dose_fields(&model.dose, &model.mistakes, language).into_any()}
        </fieldset>
        {choices(&channel, language).into_any()}
        {text_field(&said, language).into_any()}
        {file_input(&evidence, language).into_any()}
    }
}
