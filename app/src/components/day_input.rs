//! A whole day in three boxes, in the era of the page.

use crate::i18n::{me, register as words};
use domain::{Bilingual, Language};
use leptos::prelude::*;

/// The boxes with legend and error; their names are `NAME-day`, `NAME-month`, `NAME-year`.
pub fn day_input(
    name: &'static str,
    legend: Bilingual,
    boxes: &[String; 3],
    mistake: Option<Bilingual>,
    language: Language,
) -> impl IntoView + use<> {
    let labels = [words::DAY, words::MONTH, words::YEAR].into_iter().zip(["day", "month", "year"]).zip(boxes);
    let boxes = labels.map(|((label, part), value)| {
        let id = format!("{name}-{part}");
        let class = if part == "year" { "input date-input__box date-input__box--year" } else { "input date-input__box" };
        view! {
            <div class="date-input__item">
                <label for=id.clone()>{label.text(language)}</label>
                <input class=class type="text" inputmode="numeric" id=id.clone() name=id value=value.clone() autocomplete="off" />
            </div>
        }
    });
    let (error, described) = (format!("{name}-error"), format!("{name}-error"));
    view! {
        <fieldset class=if mistake.is_some() { "choices field field--wrong" } else { "choices field" } aria-describedby=described>
            <legend>{legend.text(language)}</legend>
            <p class="field__hint">{me::DAY_HINT.text(language)}</p>
            <p class="field__error" id=error hidden=mistake.is_none()>{mistake.map(|mistake| mistake.text(language))}</p>
            <div class="date-input">{boxes.collect_view()}</div>
        </fieldset>
    }
}
