//! Who may act for the person, and for whom the person may act.

use crate::frame::{Frame, Page};
use crate::i18n::me as words;
use crate::i18n::moment::filled;
use crate::pages::{button_form, personal};
use crate::routes::{Action, Route};
use domain::delegation::{Delegation, DelegationState};
use domain::{Id, Language};
use leptos::prelude::*;

/// A power of attorney.
#[derive(Debug, Clone)]
pub struct DelegationCard {
    /// Its id.
    pub id: Id,
    /// The name on the other side.
    pub name: String,
    /// State, scope, dates.
    pub terms: Delegation,
    /// Why it was refused; empty otherwise.
    pub reason: String,
    /// Whether it can be used today.
    pub usable: bool,
}

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct DelegatesPage {
    /// Who may act for the person.
    pub granted: Vec<DelegationCard>,
    /// For whom the person may act.
    pub received: Vec<DelegationCard>,
    /// Whether one was just filed.
    pub filed: bool,
}

/// The page.
pub fn page(frame: &Frame, model: &DelegatesPage) -> Page {
    let language = frame.language;
    let list = |cards: &[DelegationCard], mine: bool| {
        if cards.is_empty() {
            return view! { <p>{words::NO_DELEGATES.text(language)}</p> }.into_any();
        }
        let cards: Vec<_> = cards.iter().map(|it| card(it, mine, language)).collect();
        view! { <ul class="card-list">{cards}</ul> }.into_any()
    };
    let body = view! {
        <h1>{words::DELEGATES.text(language)}</h1>
        {model.filed.then(|| view! { <p class="notice notice--success" role="status">{words::FILED.text(language)}</p> })}
        <h2>{words::ACT_FOR_ME.text(language)}</h2>
        {list(&model.granted, true)}
        <p><a class="button" href=Route::DelegateNew.path(language)>{words::NEW_DELEGATE.text(language)}</a></p>
        <h2>{words::I_ACT_FOR.text(language)}</h2>
        {list(&model.received, false)}
    };
    personal(frame, Route::Delegates, words::DELEGATES, body)
}

fn card(it: &DelegationCard, mine: bool, language: Language) -> impl IntoView + use<> {
    let scope: Vec<&str> = it.terms.scope.acts().map(|act| act.label().text(language)).collect();
    let dates = format!("{} – {}", it.terms.from.long(language), it.terms.to.long(language));
    let stands = it.terms.state.may_become(DelegationState::Revoked);
    let button = match (mine, stands, it.usable) {
        (true, true, _) => Some((Action::RevokeDelegation(it.id), words::REVOKE.text(language).to_owned())),
        (false, _, true) => Some((Action::ActFor(it.id), filled(words::ACT_FOR, &it.name, language))),
        _ => None,
    };
    let reason = (!it.reason.is_empty()).then(|| {
        view! { <dt>{words::REASON.text(language)}</dt> <dd>{it.reason.clone()}</dd> }
    });
    view! {
        <li class="card">
            <h3>{it.name.clone()}</h3>
            <dl class="facts">
                <dt>{words::SCOPE.text(language)}</dt> <dd>{scope.join(" · ")}</dd>
                <dt>{words::DATES.text(language)}</dt> <dd>{dates}</dd>
                <dt>{words::STATE.text(language)}</dt> <dd>{it.terms.state.label().text(language)}</dd>
                {reason}
            </dl>
            {button.map(|(action, label)| button_form(action.path(language), Vec::new(), label, "button"))}
        </li>
    }
}
