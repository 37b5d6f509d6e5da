//! What may be done next with a case: one form, made of the steps the rule allows and what they need.

use super::parts::step_choice;
use crate::components::{
    Choices, DoseTyped, FileInput, Mistake, Select, TextField, choices, dose_fields, file_input, select, text_field,
};
use crate::i18n::cases as words;
use crate::i18n::records;
use crate::routes::Route;
use domain::cases::{Claim, Reason, Right, Step};
use domain::{Bilingual, Language};
use leptos::prelude::*;

/// The form, with all that was typed.
#[derive(Debug, Clone, Default)]
pub struct NextStep {
    /// The steps allowed.
    pub possible: Vec<Step>,
    /// How many steps the page shows.
    pub seen: u32,
    /// The step chosen.
    pub step: String,
    /// The words typed.
    pub words: String,
    /// The reason chosen.
    pub reason: String,
    /// The dose typed.
    pub dose: DoseTyped,
    /// What is wrong: the id of the input, and what.
    pub mistakes: Vec<(&'static str, Bilingual)>,
    /// Whether the person who decides recorded it.
    pub recorded: bool,
    /// The right, which decides the reasons.
    pub right: Option<Right>,
}

impl NextStep {
    /// The mistakes for the summary.
    pub(super) fn summary(&self) -> Vec<Mistake> {
        self.mistakes.iter().map(|(id, message)| Mistake { id, message: *message }).collect()
    }
}

/// The form; nothing where nothing may be done.
pub(super) fn form(it: &NextStep, route: Route, claim: Option<Claim>, language: Language) -> Option<AnyView> {
    let mut options: Vec<(&'static str, Bilingual)> = Vec::new();
    for step in &it.possible {
        if let Some(label) = step_choice(*step).filter(|label| !options.iter().any(|(_, known)| known == label)) {
            options.push((step.name(), label));
        }
    }
    if options.is_empty() {
        // Nothing can be sent any more: what was typed is there to be copied.
        return (!it.words.is_empty()).then(|| view! { <p class="timeline__words">{it.words.clone()}</p> }.into_any());
    }
    let of = |id: &str| it.mistakes.iter().find(|(at, _)| *at == id).map(|(_, message)| *message);
    let which = Choices {
        id: "step",
        name: "step",
        legend: words::WHICH_STEP,
        required: Some(true),
        options,
        value: &it.step,
        mistake: of("step"),
    };
    let said = TextField {
        id: "words",
        name: "words",
        label: words::WORDS,
        hint: Some(words::WORDS_HINT),
        required: false,
        value: &it.words,
        mistake: of("words"),
        lines: 5,
        autocomplete: None,
    };
    let reasons: &[Reason] = if it.right == Some(Right::Correction) { &Reason::TO_CONFIRM } else { &Reason::TO_REFUSE };
    let reason = it.possible.iter().any(|step| step.needs(claim).reason).then(|| {
        let options = reasons.iter().map(|it| (it.name().to_owned(), it.label().text(language).to_owned()));
        let reason = Select {
            id: "reason",
            label: words::REASON,
            need: None,
            empty: records::CHOOSE,
            options: options.collect(),
            value: &it.reason,
            mistake: of("reason"),
        };
        select(reason, language).into_any()
    });
    let dose = it.possible.iter().any(|step| step.needs(claim).content).then(|| {
        view! {
            <fieldset class="choices">
                <legend>{words::WHAT_IS_RIGHT.text(language)}</legend>
                {dose_fields(&it.dose, &it.mistakes, language).into_any()}
            </fieldset>
        }
    });
    let evidence = FileInput {
        id: "evidence",
        label: words::EVIDENCE,
        required: false,
        hint: words::EVIDENCE_HINT,
        accept: "image/jpeg,image/png,image/webp,application/pdf",
        mistake: of("evidence"),
        kept: None,
        why: None,
    };
    let form = view! {
        <h2>{words::WHAT_NOW.text(language)}</h2>
        {it.recorded.then(|| view! { <p class="notice notice--warning">{words::TWO_PERSONS.text(language)}</p> })}
        <form method="post" action=route.path(language) enctype="multipart/form-data" novalidate class="no-print">
            <input type="hidden" name="seen" value=it.seen.to_string() />
            {choices(&which, language).into_any()}
            {reason}
            {dose}
            {text_field(&said, language).into_any()}
            {file_input(&evidence, language).into_any()}
            <button class="button" type="submit">{words::SEND.text(language)}</button>
        </form>
    };
    Some(form.into_any())
}
