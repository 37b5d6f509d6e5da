//! A birth date in three boxes: day, month, year in the era of the page, of which the year alone is enough. The
//! language goes with them, so that an era is never guessed.

use super::field::{described_by, error_line, hint, need};
use super::{Mistake, why};
use crate::i18n::register as words;
use domain::catalogue::Field;
use domain::{Bilingual, Language};
use leptos::prelude::*;

/// Three boxes; their ids and names are the stem with `-day`, `-month`, `-year`.
pub struct DateInput<'a> {
    /// Ids and names of the three boxes, in the order day, month, year.
    pub names: [&'static str; 3],
    /// The id of the group, and the stem of the names.
    pub stem: &'static str,
    /// The question.
    pub legend: Bilingual,
    /// Whether it must be filled.
    pub required: bool,
    /// How to fill it.
    pub hint: Bilingual,
    /// What was typed before.
    pub values: [String; 3],
    /// What is wrong, at the box that is wrong.
    pub mistake: Option<&'a Mistake>,
    /// The field of the catalogue whose reasons stand below it.
    pub why: Option<&'static Field>,
}

/// The boxes with their legend, hint, error and reasons. `data-group` names the rule that judges them together.
pub fn date_input(date: DateInput<'_>, language: Language) -> impl IntoView + use<> {
    let stem = date.stem;
    let wrong = date.mistake.map(|mistake| mistake.id);
    let boxes = [words::DAY, words::MONTH, words::YEAR].into_iter().zip(date.names).zip(date.values);
    let boxes = boxes.enumerate().map(|(at, ((label, name), value))| {
        let complete = ["bday-day", "bday-month", "bday-year"][at];
        let class = if at == 2 { "input date-input__box date-input__box--year" } else { "input date-input__box" };
        view! {
            <div class="date-input__item">
                <label for=name>{label.text(language)}</label>
                <input class=class type="text" inputmode="numeric" id=name name=name value=value autocomplete=complete
                    required=date.required && at == 2 aria-invalid=(wrong == Some(name)).then_some("true") />
            </div>
        }
    });
    let described = described_by(stem, true, date.why);
    view! {
        <fieldset class=if wrong.is_some() { "choices field field--wrong" } else { "choices field" } id=stem
            data-field=stem data-group=stem aria-describedby=described>
            <legend>{date.legend.text(language)} " " {need(Some(date.required), language)}</legend>
            {hint(stem, Some(date.hint), language)}
            {error_line(stem, date.mistake.map(|mistake| mistake.message), language)}
            <div class="date-input">{boxes.collect_view()}</div>
            <input type="hidden" name=format!("{stem}-language") value=language.tag() />
            {date.why.map(|field| why(field, language))}
        </fieldset>
    }
}
