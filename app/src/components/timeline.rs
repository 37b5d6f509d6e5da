//! What happened in a case, the first first: both sides read the same.

use crate::i18n::cases as words;
use crate::i18n::moment::moment;
use domain::{Bilingual, Instant, Language};
use leptos::prelude::*;

/// One step.
#[derive(Debug, Clone)]
pub struct TimelineEntry {
    /// What happened.
    pub what: Bilingual,
    /// When.
    pub at: Instant,
    /// Who: an office, not a name.
    pub who: String,
    /// What was said, in lines of their own.
    pub words: String,
    /// Further lines: label and text.
    pub lines: Vec<(Bilingual, String)>,
    /// Where the file given with it is.
    pub evidence: Option<String>,
    /// Where its receipt is.
    pub receipt: Option<String>,
}

/// The list.
pub fn timeline(entries: &[TimelineEntry], language: Language) -> impl IntoView + use<> {
    let steps = entries.iter().map(|it| {
        let lines = it.lines.iter().map(|(label, text)| {
            view! { <p><strong>{label.text(language)}</strong> " " {text.clone()}</p> }
        });
        let words_said = (!it.words.is_empty()).then(|| view! { <p class="timeline__words">{it.words.clone()}</p> });
        let links = [(it.evidence.clone(), words::OPEN_EVIDENCE), (it.receipt.clone(), words::STEP_RECEIPT)];
        let what = it.what.text(language);
        let links =
            links.into_iter().filter_map(|(address, label)| Some((address?, label))).map(move |(address, label)| {
                view! { <a href=address>{label.text(language)} <span class="visually-hidden">" " {what}</span></a> " " }
            });
        view! {
            <li class="timeline__step">
                <h3>{what}</h3>
                <p class="timeline__when">{moment(it.at, language)} " · " {it.who.clone()}</p>
                {lines.collect_view()}
                {words_said}
                <p class="timeline__links no-print">{links.collect_view()}</p>
            </li>
        }
    });
    view! { <ol class="timeline">{steps.collect_view()}</ol> }
}
