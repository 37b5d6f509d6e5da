//! Parts of a case that lists show too: its state, what is left of its time, its record.

use super::content_facts;
use crate::i18n::moment::{filled, moment};
use crate::i18n::{cases as words, records};
use domain::cases::{Cause, Deadlines, Outcome, Step};
use domain::record::{Content, RecordState};
use domain::{Bilingual, Instant, Language};
use leptos::prelude::*;

/// A record beside its case.
#[derive(Debug, Clone)]
pub struct RecordPart {
    /// Its versions, the newest first: what, whether it stands, when, the officer's code.
    pub versions: Vec<(Content, RecordState, Instant, String)>,
    /// Who recorded it.
    pub unit: String,
}

/// The record, with what it was before.
pub(super) fn record(it: &RecordPart, language: Language) -> impl IntoView + use<> {
    let version = |(content, state, at, officer): &(Content, RecordState, Instant, String)| {
        let by = format!("{} · {}", moment(*at, language), filled(records::OFFICER, officer, language));
        view! {
            <dl class="facts">
                {content_facts(content, language)}
                <dt>{records::STATE.text(language)}</dt> <dd>{state.label().text(language)}</dd>
                <dt>{records::RECORDED_AT.text(language)}</dt> <dd>{by}</dd>
            </dl>
        }
    };
    let earlier = (it.versions.len() > 1).then(|| {
        let versions: Vec<_> = it.versions.iter().skip(1).map(version).collect();
        view! { <details><summary>{words::RECORD_AS_IT_WAS.text(language)}</summary> {versions}</details> }
    });
    view! {
        <h2>{words::RECORD.text(language)}</h2>
        <p>{records::UNIT.text(language)} ": " {it.unit.clone()}</p>
        {it.versions.first().map(version)}
        {earlier}
    }
}

/// The files that were given, beside the record: pictures as they are, others to be opened.
pub(super) fn evidence(files: &[(String, bool)], language: Language) -> impl IntoView + use<> {
    (!files.is_empty()).then(|| {
        let files: Vec<_> = files
            .iter()
            .map(|(address, picture)| {
                let open = words::OPEN_EVIDENCE.text(language);
                let shown = picture.then(|| {
                    view! { <img class="evidence" src=address.clone() alt=words::EVIDENCE.text(language) loading="lazy" /> }
                });
                view! { <li>{shown} <a href=address.clone()>{open}</a></li> }
            })
            .collect();
        view! {
            <div>
                <h2>{words::EVIDENCE.text(language)}</h2>
                <ul class="evidence-list">{files}</ul>
            </div>
        }
    })
}

/// What is left of the time, as a word.
pub fn deadline_tag(deadlines: Option<Deadlines>, now: Instant, language: Language) -> impl IntoView + use<> {
    let (class, text) = match deadlines {
        None => ("tag", words::CLOSED.text(language).to_owned()),
        Some(it) => {
            let left = it.next().days_left(now);
            match left {
                _ if it.is_overdue(now) => {
                    ("tag tag--required", filled(words::OVERDUE, &(-left).to_string(), language))
                }
                _ if it.stopped => ("tag tag--optional", words::CLOCK_STOPPED.text(language).to_owned()),
                0 => ("tag tag--recorded", words::LAST_DAY.text(language).to_owned()),
                left => ("tag", filled(words::DAYS_LEFT, &left.to_string(), language)),
            }
        }
    };
    view! { <span class=class>{text}</span> }
}

/// The state of this name, in words; the outcome where it is decided.
pub fn state_label(state: &str, outcome: Option<Outcome>) -> Bilingual {
    match (state, outcome) {
        ("decided", Some(outcome)) => outcome.label(),
        ("filed", _) => words::S_FILED,
        ("fact-check", _) => words::S_FACT_CHECK,
        ("waiting", _) => words::S_WAITING,
        ("proposed", _) => words::S_PROPOSED,
        ("at-division", _) => words::S_AT_DIVISION,
        ("answered", _) => words::S_ANSWERED,
        ("ordered", _) => words::S_ORDERED,
        ("withdrawn", _) => words::S_WITHDRAWN,
        _ => words::S_DECIDED,
    }
}

/// A step as something to choose.
pub const fn step_choice(step: Step) -> Option<Bilingual> {
    Some(match step {
        Step::Acknowledged => words::DO_ACKNOWLEDGE,
        Step::AskedMore => words::DO_ASK_MORE,
        Step::Supplied => words::DO_SUPPLY,
        Step::Declined => words::DO_DECLINE,
        Step::Decided(Outcome::Corrected) => words::DO_CORRECT,
        Step::Decided(Outcome::Confirmed) => words::DO_CONFIRM,
        Step::Decided(Outcome::Granted) => words::DO_GRANT,
        Step::Decided(Outcome::Refused) => words::DO_REFUSE,
        Step::Reopened => words::DO_REOPEN,
        Step::Escalated(Cause::Overdue | Cause::Disputed) => words::DO_ESCALATE,
        Step::Answered => words::DO_ANSWER,
        Step::Ordered => words::DO_ORDER,
        Step::Upheld => words::DO_UPHOLD,
        Step::Withdrawn => words::DO_WITHDRAW,
        Step::Filed | Step::Proposed(_) | Step::Reminded(_) | Step::Routed => return None,
    })
}
