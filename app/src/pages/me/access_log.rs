//! Who used my data: each use with the conditions it was decided on, which the browser decides again.

use crate::frame::{Frame, Page};
use crate::i18n::duty as words;
use crate::i18n::me;
use crate::i18n::moment::{filled, moment};
use crate::islands::Replayed;
use crate::pages::{button_form, personal};
use crate::routes::{Action, Route};
use domain::case_number::CaseNumber;
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
    /// Code and name of the organisation; nothing for a delegate.
    pub office: Option<(String, String)>,
    /// The officer's code.
    pub officer: String,
    /// The name of the partner's system that did it.
    pub system: Option<String>,
    /// What for.
    pub purpose: Option<Bilingual>,
    /// What was looked at.
    pub facts: String,
    /// What came of it.
    pub path: String,
    /// The case in which it is doubted.
    pub doubted: Option<CaseNumber>,
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct AccessLogPage {
    /// The uses, the newest first.
    pub uses: Vec<UseLine>,
    /// The organisation filtered for.
    pub office: String,
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
    let all = (!model.office.is_empty()).then(|| view! { <p><a href=here.clone()>{words::ALL.text(language)}</a></p> });
    let older = model.next.map(|id| {
        let address = format!("{here}?office={}&before={id}", model.office);
        view! { <p><a href=address>{words::OLDER.text(language)}</a></p> }
    });
    let body = view! {
        <h1>{words::ACCESS_LOG.text(language)}</h1>
        <p>{words::ACCESS_LOG_LEAD.text(language)}</p>
        <p><a href=Route::Access.path(language)>{words::WHO_MAY.text(language)}</a></p>
        {all}
        {model.uses.is_empty().then(|| view! { <p>{words::NO_USES.text(language)}</p> })}
        <Replayed><ul class="card-list">{cards}</ul></Replayed>
        {older}
        <p>{filled(words::HIDDEN, &model.hidden.to_string(), language)}</p>
    };
    Page { islands: true, ..personal(frame, Route::AccessLog, words::ACCESS_LOG, body) }
}

fn card(it: &UseLine, here: &str, language: Language) -> impl IntoView + use<> {
    let who = match &it.office {
        Some((code, name)) => {
            let officer = match &it.system {
                Some(name) => filled(words::SYSTEM, name, language),
                None => filled(words::OFFICER, &it.officer, language),
            };
            let address = format!("{here}?office={code}");
            view! { <dd>{name.clone()} ", " {officer} " " <a href=address>{words::ONLY_THIS.text(language)}</a></dd> }
                .into_any()
        }
        None => view! { <dd>{words::DELEGATE.text(language)}</dd> }.into_any(),
    };
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

/// The conditions, each with what came of it.
pub(crate) fn path(path: &str, language: Language) -> String {
    let word = |word: &str| {
        let rule = Rule::from_name(word.get(1..)?)?.label().text(language);
        let held = if word.starts_with('+') { words::HELD } else { words::FAILED };
        Some(format!("{rule}: {}", held.text(language)))
    };
    path.split(' ').filter_map(word).collect::<Vec<_>>().join(" · ")
}
