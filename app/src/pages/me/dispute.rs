//! A new correction, one thing a page: what is wrong, a little more, check and send.

use crate::components::{
    Choices, DoseTyped, FileInput, Mistake, SummaryRow, TextField, UnitTyped, back_link, choices, dose_fields,
    error_summary, file_input, record_facts, summary_list, text_field, trouble, unit_question,
};
use crate::frame::{Frame, Page};
use crate::i18n::cases as words;
use crate::i18n::moment::filled;
use crate::i18n::problems::Problem;
use crate::pages::case::content_facts;
use crate::pages::personal;
use crate::routes::Route;
use domain::cases::Claim;
use domain::record::Content;
use domain::{Bilingual, Id, Language};
use leptos::prelude::*;

/// What all three pages show.
#[derive(Debug, Clone, Default)]
pub struct DisputePage {
    /// The record; nothing where something is missing.
    pub record: Option<(Id, Content)>,
    /// What is wrong.
    pub claim: Option<Claim>,
    /// The words typed.
    pub words: String,
    /// The dose typed.
    pub dose: DoseTyped,
    /// The dose, once it is right.
    pub content: Option<Content>,
    /// The unit that should have recorded what is missing.
    pub unit: UnitTyped,
    /// What is wrong with what was typed.
    pub mistakes: Vec<(&'static str, Bilingual)>,
    /// Why it could not be filed.
    pub trouble: Option<Problem>,
}

impl DisputePage {
    fn of(&self, id: &str) -> Option<Bilingual> {
        self.mistakes.iter().find(|(at, _)| *at == id).map(|(_, message)| *message)
    }

    fn head(&self, step: u8, language: Language) -> impl IntoView + use<> {
        let mistakes: Vec<Mistake> =
            self.mistakes.iter().map(|(id, message)| Mistake { id, message: *message }).collect();
        let record = self.record.as_ref().map(|(_, content)| {
            view! { <dl class="facts">{content_facts(content, language)}</dl> }
        });
        view! {
            {error_summary(&mistakes, language)}
            {self.trouble.map(|problem| trouble(problem, language))}
            <p class="field__hint">{filled(words::STEP_OF, &step.to_string(), language)}</p>
            {record}
        }
    }
}

/// The first page: what is wrong.
pub fn what(frame: &Frame, model: &DisputePage) -> Page {
    let language = frame.language;
    let claims = Claim::ALL.into_iter().filter(|claim| claim.fits(model.record.as_ref().map(|(_, content)| content)));
    let question = Choices {
        id: "claim",
        name: "claim",
        legend: words::WHAT_IS_WRONG,
        required: Some(true),
        options: claims.map(|claim| (claim.name(), claim.label())).collect(),
        value: model.claim.map_or("", Claim::name),
        mistake: model.of("claim"),
    };
    let record = model.record.as_ref().map(|(id, _)| id.to_string());
    let body = view! {
        {back_link(Route::Records, language)}
        {model.head(1, language).into_any()}
        <h1>{words::WHAT_IS_WRONG.text(language)}</h1>
        <form method="post" action=Route::CorrectionNew.path(language) novalidate>
            <input type="hidden" name="record" value=record />
            {choices(&question, language).into_any()}
            <button class="button" type="submit">{words::CONTINUE.text(language)}</button>
        </form>
    };
    personal(frame, Route::CorrectionNew, words::WHAT_IS_WRONG, body)
}

/// The second page: what is right, and words.
pub fn details(frame: &Frame, model: &DisputePage) -> Page {
    let language = frame.language;
    let needs = model.claim.is_some_and(Claim::needs_detail);
    let dose = needs.then(|| {
        view! {
            <fieldset class="choices">
                <legend>{words::WHAT_IS_RIGHT.text(language)}</legend>
                {dose_fields(&model.dose, &model.mistakes, language).into_any()}
            </fieldset>
        }
    });
    let unit = (model.claim == Some(Claim::Missing)).then(|| unit_question(&model.unit, language).into_any());
    let said = TextField {
        id: "words",
        name: "words",
        label: words::TELL_US,
        hint: Some(words::TELL_US_HINT),
        required: false,
        value: &model.words,
        mistake: model.of("words"),
        lines: 6,
        autocomplete: None,
    };
    let body = view! {
        {back_link(Route::CorrectionNew, language)}
        {model.head(2, language).into_any()}
        <h1>{words::TELL_US.text(language)}</h1>
        <form method="post" action=Route::CorrectionDetails.path(language) novalidate>
            {unit}
            {dose}
            {text_field(&said, language).into_any()}
            <button class="button" type="submit">{words::CONTINUE.text(language)}</button>
        </form>
    };
    personal(frame, Route::CorrectionDetails, words::TELL_US, body)
}

/// The third page: everything, evidence where there is some, and the button.
pub fn check(frame: &Frame, model: &DisputePage) -> Page {
    let language = frame.language;
    let row = |name, value: Option<String>, route: Route| SummaryRow {
        name,
        value,
        beside: None,
        change: Some(route.path(language)),
    };
    let mut rows = vec![row(
        words::WHAT_IS_WRONG,
        model.claim.map(|claim| claim.label().text(language).to_owned()),
        Route::CorrectionNew,
    )];
    if let Some(content) = &model.content {
        let lines = record_facts(content, language).into_iter();
        rows.extend(lines.map(|(label, value)| row(label, Some(value), Route::CorrectionDetails)));
    }
    if let Some((_, unit)) = &model.unit.meant {
        rows.push(row(words::WHICH_UNIT, Some(unit.clone()), Route::CorrectionDetails));
    }
    let said = Some(model.words.clone()).filter(|text| !text.is_empty());
    rows.push(row(words::TELL_US, said, Route::CorrectionDetails));
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
    let body = view! {
        {back_link(Route::CorrectionDetails, language)}
        {model.head(3, language).into_any()}
        <h1>{words::CHECK_AND_SEND.text(language)}</h1>
        {summary_list(rows, language).into_any()}
        <p>{words::CHECK_TEXT.text(language)}</p>
        <form method="post" action=Route::CorrectionCheck.path(language) enctype="multipart/form-data" novalidate>
            {file_input(&evidence, language).into_any()}
            <button class="button" type="submit">{words::FILE_IT.text(language)}</button>
        </form>
    };
    personal(frame, Route::CorrectionCheck, words::CHECK_AND_SEND, body)
}
