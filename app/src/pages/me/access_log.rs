//! Who used my data: each use with the conditions it was decided on, which the browser decides again.

use crate::components::{Select, select};
use crate::frame::{Frame, Page};
use crate::i18n::duty as words;
use crate::i18n::moment::{filled, moment};
use crate::i18n::{cases, me};
use crate::islands::Replayed;
use crate::pages::{button_form, personal};
use crate::routes::{Action, Route};
use domain::case_number::CaseNumber;
use domain::catalogue::PurposeId;
use domain::permission::Rule;
use domain::{Bilingual, Id, Instant, Language};
use leptos::prelude::*;

/// A use.
#[derive(Debug, Clone)]
pub struct UseLine {
    /// Its id.
    pub id: Id,
    /// What was done.
    pub what: Bilingual,
    /// Whether it was refused.
    pub refused: bool,
    /// When.
    pub at: Instant,
    /// Who.
    pub who: Who,
    /// What for.
    pub purpose: Option<Bilingual>,
    /// The number of the hold of the traffic log it was done under.
    pub hold: Option<u64>,
    /// Where it stands in the ledger, of what was committed to when it happened.
    pub committed: Option<Committed>,
    /// What was looked at.
    pub facts: String,
    /// What came of it.
    pub path: String,
    /// The case in which it is doubted.
    pub doubted: Option<CaseNumber>,
}

/// Who used the data.
#[derive(Debug, Clone)]
pub enum Who {
    /// Somebody who holds a power of attorney.
    Delegate,
    /// An officer: code and name of the organisation, and the officer's code.
    Officer(String, String, String),
    /// A partner's system: code and name of the organisation, and what people call the system.
    System(String, String, String),
    /// The operator, by a command at the machine.
    Operator,
}

/// Where a use stands in the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Committed {
    /// It waits for its place.
    Waiting,
    /// At this place.
    At(u64),
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct AccessLogPage {
    /// The uses, the newest first.
    pub uses: Vec<UseLine>,
    /// The organisation filtered for.
    pub office: String,
    /// The purpose filtered for.
    pub purpose: Option<PurposeId>,
    /// Where the next page begins.
    pub next: Option<Id>,
    /// How many are kept back in the whole system.
    pub hidden: u64,
}

/// The page.
pub fn page(frame: &Frame, model: &AccessLogPage) -> Page {
    let language = frame.language;
    let here = Route::AccessLog.path(language);
    let cards: Vec<_> = model.uses.iter().map(|it| card(it, &here, language).into_any()).collect();
    let filtered = !model.office.is_empty() || model.purpose.is_some();
    let all = filtered.then(|| view! { <p><a href=here.clone()>{words::ALL.text(language)}</a></p> });
    let older = model.next.map(|id| {
        let purpose = model.purpose.map_or("", PurposeId::id);
        let address = format!("{here}?office={}&purpose={purpose}&before={id}", model.office);
        view! { <p><a href=address>{words::OLDER.text(language)}</a></p> }
    });
    let body = view! {
        <h1>{words::ACCESS_LOG.text(language)}</h1>
        <p>{words::ACCESS_LOG_LEAD.text(language)}</p>
        <p><a href=Route::Access.path(language)>{words::WHO_MAY.text(language)}</a></p>
        {filter(model, &here, language).into_any()}
        {all}
        {model.uses.is_empty().then(|| view! { <p>{words::NO_USES.text(language)}</p> })}
        <Replayed><ul class="card-list">{cards}</ul></Replayed>
        {older}
        <p>{filled(words::HIDDEN, &model.hidden.to_string(), language)}</p>
    };
    Page { islands: true, ..personal(frame, Route::AccessLog, words::ACCESS_LOG, body) }
}

/// One purpose alone, of the organisation that is filtered for.
fn filter(model: &AccessLogPage, here: &str, language: Language) -> impl IntoView + use<> {
    let purposes = PurposeId::ALL.into_iter().map(|it| (it.id().to_owned(), it.name().text(language).to_owned()));
    let purpose = Select {
        id: "purpose",
        label: words::WHAT_FOR,
        need: None,
        empty: cases::ANY,
        options: purposes.collect(),
        value: model.purpose.map_or("", PurposeId::id),
        mistake: None,
    };
    let office =
        (!model.office.is_empty()).then(|| view! { <input type="hidden" name="office" value=model.office.clone() /> });
    view! {
        <form method="get" action=here.to_owned() class="filters">
            {office}
            {select(purpose, language).into_any()}
            <button class="button button--quiet" type="submit">{cases::FILTER.text(language)}</button>
        </form>
    }
}

fn card(it: &UseLine, here: &str, language: Language) -> impl IntoView + use<> {
    let who = match &it.who {
        Who::Officer(code, name, officer) => {
            let officer = filled(words::OFFICER, officer, language);
            let address = format!("{here}?office={code}");
            view! { <dd>{name.clone()} ", " {officer} " " <a href=address>{words::ONLY_THIS.text(language)}</a></dd> }
                .into_any()
        }
        Who::System(code, name, system) => {
            let system = filled(words::SYSTEM, system, language);
            let address = format!("{here}?office={code}");
            view! { <dd>{name.clone()} ", " {system} " " <a href=address>{words::ONLY_THIS.text(language)}</a></dd> }
                .into_any()
        }
        Who::Delegate => view! { <dd>{words::DELEGATE.text(language)}</dd> }.into_any(),
        Who::Operator => view! { <dd>{words::AT_MACHINE.text(language)}</dd> }.into_any(),
    };
    let hold = it.hold.map(|number| view! { <dt>{words::HOLD.text(language)}</dt> <dd>{number}</dd> });
    let purpose = it.purpose.map(|purpose| {
        view! { <dt>{words::WHAT_FOR.text(language)}</dt> <dd>{purpose.text(language)}</dd> }
    });
    let doubt = match it.doubted {
        Some(number) => {
            let said = filled(words::DOUBTED, &number.to_string(), language);
            view! { <p><a href=Route::Correction(number).path(language)>{said}</a></p> }.into_any()
        }
        None => button_form(
            Action::DoubtUse(it.id).path(language),
            Vec::new(),
            words::DOUBT.text(language).to_owned(),
            "button button--quiet",
        )
        .into_any(),
    };
    let class = if it.refused { "tag tag--required" } else { "tag" };
    view! {
        <li class="card" data-facts=it.facts.clone() data-path=it.path.clone()>
            <h2>{it.what.text(language)}</h2>
            <dl class="facts">
                <dt>{me::WHEN.text(language)}</dt> <dd>{moment(it.at, language)}</dd>
                <dt>{words::WHO.text(language)}</dt> {who}
                {purpose}
                {hold}
                {it.committed.map(|place| committed(it, place, language))}
                <dt>{words::DECISION.text(language)}</dt> <dd>{path(&it.path, language)}</dd>
            </dl>
            <p>
                <span
                    class=class
                    data-replayed=""
                    data-agrees=words::REPLAYED.text(language)
                    data-differs=words::REPLAYED_OTHERWISE.text(language)
                ></span>
            </p>
            {doubt}
        </li>
    }
}

/// That a use was committed to when it happened, and what proves it.
fn committed(it: &UseLine, place: Committed, language: Language) -> impl IntoView + use<> {
    let when = moment(it.at, language);
    let said = match place {
        Committed::At(place) => filled(words::COMMITTED_AT, &when, language).replacen("{}", &place.to_string(), 1),
        Committed::Waiting => filled(words::COMMITTED_WAITS, &when, language),
    };
    let receipt = Route::UseReceipt(it.id).path(language);
    view! {
        <dt>{words::COMMITTED.text(language)}</dt>
        <dd>{said} " " <a href=receipt>{words::TO_RECEIPT.text(language)}</a></dd>
    }
}

/// The conditions, each with what came of it.
pub(crate) fn path(path: &str, language: Language) -> String {
    let word = |word: &str| {
        let rule = Rule::from_name(word.get(1..)?)?.label().text(language);
        let held = if word.starts_with('+') { words::HELD } else { words::FAILED };
        Some(format!("{rule}: {}", held.text(language)))
    };
    path.split(' ').filter_map(word).collect::<Vec<_>>().join(" · ")
}
