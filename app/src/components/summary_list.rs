//! Questions with their answers, each with a link that changes it; the link's name says what it changes.

use crate::i18n::register as words;
use domain::{Bilingual, Language};
use leptos::prelude::*;

/// A question with its answer.
pub struct SummaryRow {
    /// The question in a word or two.
    pub name: Bilingual,
    /// The answer; nothing where none was given.
    pub value: Option<String>,
    /// What stands below the answer.
    pub beside: Option<AnyView>,
    /// Where it is changed.
    pub change: Option<String>,
}

/// The list.
pub fn summary_list(rows: Vec<SummaryRow>, language: Language) -> impl IntoView {
    let rows = rows.into_iter().map(|row| {
        let name = row.name.text(language);
        let value = match row.value {
            Some(value) => view! { <span class="summary-list__answer">{value}</span> }.into_any(),
            None => view! { <span class="summary-list__none">{words::NOT_GIVEN.text(language)}</span> }.into_any(),
        };
        let change = row.change.map(|address| {
            view! {
                <dd class="summary-list__change">
                    <a href=address>{words::CHANGE.text(language)} <span class="visually-hidden">" " {name}</span></a>
                </dd>
            }
        });
        view! {
            <div class="summary-list__row">
                <dt>{name}</dt>
                <dd class="summary-list__value">{value} {row.beside}</dd>
                {change}
            </div>
        }
    });
    view! { <dl class="summary-list">{rows.collect_view()}</dl> }
}
