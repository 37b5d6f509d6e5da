//! One case, as its person and every office read it: where it stands, its record, its timeline, and what may be done next.

mod next;
mod parts;

pub use next::NextStep;
pub use parts::{RecordPart, deadline_tag, state_label, step_choice};

use crate::components::{TimelineEntry, back_link, error_summary, record_facts, timeline};
use crate::frame::{Frame, Page};
use crate::i18n::duty;
use crate::i18n::moment::{filled, moment};
use crate::i18n::{cases as words, records};
use crate::pages::personal;
use crate::routes::Route;
use domain::case_number::CaseNumber;
use domain::cases::{Channel, Claim, Deadlines, Duty, Right};
use domain::record::{DoseFault, Product};
use domain::{Bilingual, Explain, Instant, Language};
use leptos::prelude::*;

/// What the page shows.
#[derive(Debug, Clone)]
pub struct CasePage {
    /// The page's own address.
    pub route: Route,
    /// Where the list is.
    pub list: Route,
    /// The number.
    pub number: CaseNumber,
    /// The right.
    pub right: Right,
    /// What is wrong with the record.
    pub claim: Option<Claim>,
    /// Where it stands, in words.
    pub state: Bilingual,
    /// When it was filed.
    pub filed_at: Instant,
    /// How it came.
    pub channel: Channel,
    /// Who answers.
    pub desk: String,
    /// The person's name, for an office.
    pub person: Option<String>,
    /// What it is to meet next.
    pub deadlines: Option<Deadlines>,
    /// Now.
    pub now: Instant,
    /// Its steps.
    pub timeline: Vec<TimelineEntry>,
    /// The record.
    pub record: Option<RecordPart>,
    /// The files that were given, for an office: address, and whether it is a picture.
    pub evidence: Vec<(String, bool)>,
    /// What does not fit among the person's doses.
    pub faults: Vec<(Product, DoseFault)>,
    /// From when the division can be written to.
    pub escalate_from: Option<Instant>,
    /// Where the letter is.
    pub letter: Option<Route>,
    /// The use of data that is doubted: what, when, who, and the conditions it was decided on.
    pub doubted: Option<(Bilingual, Instant, String, String)>,
    /// What the law has us keep.
    pub duties: Vec<Duty>,
    /// What may be done next.
    pub next: NextStep,
    /// What is said above.
    pub notice: Option<(&'static str, String)>,
}

/// The page.
pub fn page(frame: &Frame, model: &CasePage) -> Page {
    let language = frame.language;
    let title = Bilingual::new(model.right.label().th, model.right.label().en);
    let notice = model.notice.clone().map(|(class, text)| view! { <p class=class role="status">{text}</p> });
    let letter = model.letter.map(|route| {
        view! { <p><a href=route.path(language)>{words::LETTER.text(language)}</a></p> }
    });
    let later = model.escalate_from.map(|from| {
        view! { <p class="notice">{filled(words::ESCALATE_FROM, &moment(from, language), language)}</p> }
    });
    let body = view! {
        {back_link(model.list, language)}
        {error_summary(&model.next.summary(), language).into_any()}
        {notice}
        <h1>{title.text(language)} " " <span class="case-number">{model.number.to_string()}</span></h1>
        <dl class="facts">{facts(model, language).into_any()}</dl>
        {letter}
        {later}
        <div class=if model.evidence.is_empty() { "" } else { "sides" }>
            <div>{model.record.as_ref().map(|record| parts::record(record, language).into_any())}</div>
            {parts::evidence(&model.evidence, language).into_any()}
        </div>
        {doubted(model, language).into_any()}
        {faults(&model.faults, language).into_any()}
        {duties(&model.duties, language).into_any()}
        <h2>{words::TIMELINE.text(language)}</h2>
        {timeline(&model.timeline, language).into_any()}
        {next::form(&model.next, model.route, model.claim, language)}
    };
    personal(frame, model.route, title, body)
}

fn doubted(model: &CasePage, language: Language) -> impl IntoView + use<> {
    model.doubted.as_ref().map(|(what, at, who, path)| {
        let path = crate::pages::me::access_log::path(path, language);
        view! {
            <h2>{duty::DOUBTED_USE.text(language)}</h2>
            <dl class="facts">
                <dt>{duty::ACT.text(language)}</dt> <dd>{what.text(language)}</dd>
                <dt>{crate::i18n::me::WHEN.text(language)}</dt> <dd>{moment(*at, language)}</dd>
                <dt>{duty::WHO.text(language)}</dt> <dd>{who.clone()}</dd>
                <dt>{duty::DECISION.text(language)}</dt> <dd>{path}</dd>
            </dl>
        }
    })
}

fn facts(model: &CasePage, language: Language) -> impl IntoView + use<> {
    let deadline = model.deadlines.map(|it| {
        let limit = it.next();
        let label = match (it.acknowledge, it.answer) {
            (Some(_), _) => words::ACKNOWLEDGE_BY,
            (None, Some(_)) => words::ANSWER_BY,
            (None, None) => words::DECIDE_BY,
        };
        let day = format!("{} ({})", limit.day.long(language), words::OPERATORS_OWN.text(language));
        view! { <dt>{label.text(language)}</dt> <dd>{day} " " {deadline_tag(model.deadlines, model.now, language)}</dd> }
    });
    let decide = model.deadlines.filter(|it| it.next() != it.decide).map(|it| {
        view! { <dt>{words::DECIDE_BY.text(language)}</dt> <dd>{it.decide.day.long(language)}</dd> }
    });
    let person = model.person.clone().map(|name| {
        view! { <dt>{words::WHOSE.text(language)}</dt> <dd>{name}</dd> }
    });
    let claim = model.claim.map(|claim| {
        view! { <dt>{words::ABOUT.text(language)}</dt> <dd>{claim.label().text(language)}</dd> }
    });
    let rest = [
        (words::STATE, model.state.text(language).to_owned()),
        (words::DESK, model.desk.clone()),
        (words::FILED, moment(model.filed_at, language)),
        (words::CHANNEL, model.channel.label().text(language).to_owned()),
    ];
    let rest = rest.into_iter().map(|(label, value)| view! { <dt>{label.text(language)}</dt> <dd>{value}</dd> });
    view! { {claim} {person} {rest.collect_view()} {deadline} {decide} }
}

/// What does not fit among somebody's doses.
pub(crate) fn faults(faults: &[(Product, DoseFault)], language: Language) -> impl IntoView + use<> {
    (!faults.is_empty()).then(|| {
        let lines = faults.iter().map(|(product, fault)| {
            let text = filled(fault.explain(), &fault.number().to_string(), language);
            view! { <li>{product.label().text(language)} ": " {text}</li> }
        });
        view! {
            <div class="notice notice--warning">
                <h2>{records::FAULTS.text(language)}</h2>
                <ul>{lines.collect_view()}</ul>
                <p>{records::FAULTS_TEXT.text(language)}</p>
            </div>
        }
    })
}

/// What the law has us keep.
pub(crate) fn duties(duties: &[Duty], language: Language) -> impl IntoView + use<> {
    (!duties.is_empty()).then(|| {
        let lines = duties.iter().map(|duty| {
            let until = duty.until.map(|day| filled(words::UNTIL, &day.long(language), language));
            view! { <li><strong>{duty.what.text(language)}</strong> ": " {duty.retention.text(language)} " " {until}</li> }
        });
        view! {
            <div class="notice">
                <h2>{words::WHAT_IS_KEPT.text(language)}</h2>
                <ul>{lines.collect_view()}</ul>
            </div>
        }
    })
}

/// Label and value of each line of a record, as a list of facts.
pub(crate) fn content_facts(content: &domain::record::Content, language: Language) -> impl IntoView + use<> {
    let lines = record_facts(content, language).into_iter();
    lines.map(|(label, value)| view! { <dt>{label.text(language)}</dt> <dd>{value}</dd> }).collect_view()
}
