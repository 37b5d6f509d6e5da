//! Which health service unit is meant: part of its name, or its code; where several fit, they are shown to choose from.

use super::{Radios, TextInput, Width, radios, text_input};
use crate::i18n::cases as words;
use domain::{Bilingual, Language};
use leptos::prelude::*;

/// What was typed, and what it may mean.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UnitTyped {
    /// Part of a name, or a code; empty where it is not known.
    pub name: String,
    /// The code chosen among those found, or [`UnitTyped::UNKNOWN`].
    pub chosen: String,
    /// Code and name of those found, where there is something to choose.
    pub found: Vec<(String, String)>,
    /// Code and name of the one that is meant.
    pub meant: Option<(String, String)>,
    /// What is wrong with it.
    pub mistake: Option<Bilingual>,
}

impl UnitTyped {
    /// The choice of none of those found.
    pub const UNKNOWN: &str = "unknown";
}

/// The question; it may stay open.
pub fn unit_question(typed: &UnitTyped, language: Language) -> impl IntoView + use<> {
    let input = TextInput {
        id: "unit-name",
        name: "unit-name",
        label: words::WHICH_UNIT,
        hint: Some(words::WHICH_UNIT_HINT),
        need: Some(false),
        value: &typed.name,
        mistake: typed.mistake,
        width: Width::Full,
        inputmode: None,
        autocomplete: Some("off"),
        why: None,
    };
    let choice = (!typed.found.is_empty()).then(|| {
        let mut options = typed.found.clone();
        options.push((UnitTyped::UNKNOWN.to_owned(), words::UNIT_NOT_KNOWN.text(language).to_owned()));
        let question = Radios {
            id: "unit",
            name: "unit",
            legend: words::WHICH_OF_THESE,
            need: Some(false),
            options,
            value: &typed.chosen,
            mistake: None,
            why: None,
        };
        radios(question, language).into_any()
    });
    view! { {text_input(&input, language).into_any()} {choice} }
}
