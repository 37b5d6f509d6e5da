//! A new scan.

use crate::components::{FileInput, Mistake, back_link, error_summary, file_input};
use crate::frame::{Frame, Page};
use crate::i18n::paper as words;
use crate::pages::personal;
use crate::routes::Route;
use domain::{Bilingual, Id, catalogue};
use leptos::prelude::*;

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct ScanPage {
    /// What is wrong with the file.
    pub mistake: Option<Bilingual>,
    /// The form the same scan is of.
    pub same: Option<Id>,
}

/// The page.
pub fn page(frame: &Frame, model: &ScanPage) -> Page {
    let language = frame.language;
    let mistakes: Vec<_> = model.mistake.map(|message| Mistake { id: "scan", message }).into_iter().collect();
    let same = model.same.map(|id| {
        view! { <p><a href=Route::UnitPaper(id).path(language)>{words::SEE_THAT_ONE.text(language)}</a></p> }
    });
    let input = FileInput {
        id: "scan",
        label: words::SCAN,
        required: true,
        hint: words::SCAN_HINT,
        accept: "image/jpeg,image/png,image/webp",
        mistake: model.mistake,
        kept: None,
        why: catalogue::field("paper-form"),
    };
    let body = view! {
        {back_link(Route::UnitPapers, language)}
        {error_summary(&mistakes, language)}
        {same}
        <h1>{words::SCAN_ONE.text(language)}</h1>
        <form method="post" action=Route::UnitPaperNew.path(language) enctype="multipart/form-data" novalidate>
            {file_input(&input, language).into_any()}
            <button class="button" type="submit">{words::SEND.text(language)}</button>
        </form>
    };
    personal(frame, Route::UnitPaperNew, words::SCAN_ONE, body)
}
