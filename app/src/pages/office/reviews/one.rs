//! One record: what was given beside what is known, and the two decisions, each with what follows from it.

use super::{ReviewLine, score};
use crate::components::{Mistake, back_link, error_summary, record_facts, table};
use crate::frame::{Frame, Page};
use crate::i18n::moment::{filled, moment};
use crate::i18n::{register, reviews as words};
use crate::pages::personal;
use crate::routes::Route;
use domain::exchange::GivenRecord;
use domain::fields::{DateEntry, PersonName};
use domain::matching::Known;
use domain::{Bilingual, Explain, Instant, Language};
use leptos::prelude::*;

/// One review. Its `Debug` shows no value.
#[derive(Debug, Clone)]
pub struct ReviewPage {
    /// It, as in the queue.
    pub line: ReviewLine,
    /// What was given; nothing once it was decided.
    pub given: Option<GivenRecord>,
    /// What is known of whoever has the document.
    pub known: Option<Known>,
    /// When it was decided, and by whose code; by none where whoever it may have been about erased their data.
    pub decided: Option<(Instant, String)>,
    /// What is wrong with what was sent.
    pub mistake: Option<(&'static str, Bilingual)>,
    /// What is said above.
    pub notice: Option<Bilingual>,
}

/// The two decisions: the word, the id of the check box, heading, what follows, and what is ticked.
const DECISIONS: [(&str, &str, Bilingual, Bilingual, Bilingual); 2] = [
    ("same", "sure-same", words::THE_SAME, words::THE_SAME_TEXT, words::THE_SAME_SURE),
    ("different", "sure-different", words::SOMEBODY_ELSE, words::SOMEBODY_ELSE_TEXT, words::SOMEBODY_ELSE_SURE),
];

/// One.
pub fn one(frame: &Frame, model: &ReviewPage) -> Page {
    let language = frame.language;
    let it = &model.line;
    let mistakes: Vec<_> = model.mistake.iter().map(|(id, message)| Mistake { id, message: *message }).collect();
    let notice =
        model.notice.map(|text| view! { <p class="notice notice--warning" role="alert">{text.text(language)}</p> });
    let reasons: Vec<_> = it.reasons.iter().map(|it| view! { <li>{it.explain().text(language)}</li> }).collect();
    let decided = model.decided.as_ref().map(|(at, officer)| {
        let text = if officer.is_empty() {
            filled(words::ERASED, &moment(*at, language), language)
        } else {
            filled(words::DECIDED_BY, officer, language).replacen("{}", &moment(*at, language), 1)
        };
        view! { <p>{text}</p> }
    });
    let inside = match &model.given {
        Some(given) => view! {
            {beside(given, model.known.as_ref(), language).into_any()}
            <h2>{words::REASONS.text(language)}</h2>
            <ul>{reasons}</ul>
            {record(given, language).into_any()}
            <h2>{words::DECIDE.text(language)}</h2>
            <ul class="card-list">{DECISIONS.map(|it| decision(it, model, language)).into_iter().collect_view()}</ul>
        }
        .into_any(),
        None => view! { <p>{words::GONE.text(language)}</p> }.into_any(),
    };
    let body = view! {
        {back_link(Route::UnitReviews, language)}
        {error_summary(&mistakes, language)}
        {notice}
        <h1>{words::REVIEW.text(language)}</h1>
        <dl class="facts">
            <dt>{words::CAME.text(language)}</dt> <dd>{moment(it.at, language)}</dd>
            <dt>{words::SENDER.text(language)}</dt> <dd>{it.sender.clone()}</dd>
            <dt>{words::SCORE.text(language)}</dt> <dd>{score(it.score, language)}</dd>
            <dt>{words::STATE.text(language)}</dt> <dd><span class="tag">{words::state(it.state).text(language)}</span> {decided}</dd>
        </dl>
        {inside}
    };
    personal(frame, Route::UnitReview(it.id), words::REVIEW, body)
}

/// What was sent, beside what is known. The document itself is theirs already and is not shown.
fn beside(given: &GivenRecord, known: Option<&Known>, language: Language) -> impl IntoView + use<> {
    let nothing = || words::NOTHING_KNOWN.text(language).to_owned();
    let name = |name: Option<&PersonName>| name.map_or_else(nothing, |name| name.as_str().to_owned());
    let born = |born: Option<&DateEntry>| born.map_or_else(nothing, |born| register::birth(born, language));
    let person = &given.person;
    let rows = [
        (words::FIRST_NAME, name(Some(&person.first_name)), name(known.map(|it| &it.first_name))),
        (words::LAST_NAME, name(person.last_name.as_ref()), name(known.and_then(|it| it.last_name.as_ref()))),
        (words::BORN, born(Some(&person.born)), born(known.map(|it| &it.born))),
    ];
    let label = |column: Bilingual| column.text(language);
    let rows = rows.map(|(field, sent, known)| vec![label(field).into_any(), sent.into_any(), known.into_any()]);
    let columns = [words::FIELD, words::GIVEN, words::KNOWN].map(label);
    view! {
        <h2>{label(words::BESIDE)}</h2>
        {table(&columns, rows)}
    }
}

fn record(given: &GivenRecord, language: Language) -> impl IntoView + use<> {
    let facts: Vec<_> = record_facts(&given.content, language)
        .into_iter()
        .map(|(label, value)| view! { <dt>{label.text(language)}</dt> <dd>{value}</dd> })
        .collect();
    view! {
        <h2>{words::RECORD.text(language)}</h2>
        <dl class="facts">
            {facts}
            <dt>{words::NAME_AT_SENDER.text(language)}</dt> <dd class="hash">{given.key.value.clone()}</dd>
        </dl>
    }
}

fn decision(
    (word, id, heading, follows, sure): (&'static str, &'static str, Bilingual, Bilingual, Bilingual),
    model: &ReviewPage,
    language: Language,
) -> impl IntoView + use<> {
    let mistake = model.mistake.filter(|(at, _)| *at == id).map(|(_, message)| message);
    let (error, class) = (format!("{id}-error"), if mistake.is_some() { "field field--wrong" } else { "field" });
    view! {
        <li class="card">
            <h3>{heading.text(language)}</h3>
            <p>{follows.text(language)}</p>
            <form method="post" action=Route::UnitReview(model.line.id).path(language) novalidate>
                <input type="hidden" name="decision" value=word />
                <div class=class>
                    <p class="field__error" id=error.clone() hidden=mistake.is_none()>{mistake.map(|it| it.text(language))}</p>
                    <div class="checkbox">
                        <input type="checkbox" id=id name="sure" value="on" required aria-describedby=error
                            aria-invalid=mistake.is_some().then_some("true") />
                        <label for=id>{sure.text(language)}</label>
                    </div>
                </div>
                <button class="button" type="submit">{heading.text(language)}</button>
            </form>
        </li>
    }
}
