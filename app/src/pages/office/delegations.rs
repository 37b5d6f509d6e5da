//! Powers of attorney that wait: the list, the longest filed first, which names nobody, and one with its decision.

use crate::components::{Mistake, TextField, back_link, error_summary, table, text_field};
use crate::frame::{Frame, Page};
use crate::i18n::moment::moment;
use crate::i18n::{me, office as words};
use crate::pages::{button_form, personal};
use crate::routes::{Route, patterns};
use domain::delegation::Delegation;
use domain::{Bilingual, Id, Instant, Language};
use leptos::prelude::*;

/// A power of attorney that waits.
#[derive(Debug, Clone)]
pub struct WaitingDelegation {
    /// Its id.
    pub id: Id,
    /// The grantor's name.
    pub grantor: String,
    /// The delegate's name.
    pub delegate: String,
    /// Whether the delegate has an account.
    pub delegate_known: bool,
    /// Scope and dates.
    pub terms: Delegation,
    /// When it was filed.
    pub filed_at: Instant,
}

/// The list: id, terms and when it was filed.
pub fn page(frame: &Frame, waiting: &[(Id, Delegation, Instant)]) -> Page {
    let language = frame.language;
    let label = |column: Bilingual| column.text(language);
    let rows = waiting.iter().map(|(id, terms, filed_at)| {
        let address = Route::OfficeDelegation(*id).path(language);
        vec![
            view! { <a href=address>{moment(*filed_at, language)}</a> }.into_any(),
            scope(terms, language).into_any(),
            dates(terms, language).into_any(),
        ]
    });
    let columns = [words::FILED_AT, me::SCOPE, me::DATES].map(label);
    let table = (!waiting.is_empty()).then(|| table(&columns, rows));
    let body = view! {
        <h1>{label(words::DELEGATIONS)}</h1>
        {table}
        {waiting.is_empty().then(|| view! { <p>{label(words::NOTHING_WAITS)}</p> })}
    };
    personal(frame, Route::OfficeDelegations, words::DELEGATIONS, body)
}

/// One of them, to be decided.
pub fn one(frame: &Frame, it: &WaitingDelegation, (reason, mistake): (&str, Option<Bilingual>)) -> Page {
    let language = frame.language;
    let action = Route::OfficeDelegation(it.id).path(language);
    let document =
        format!("/{}{}", language.tag(), patterns::OFFICE_DELEGATION_DOCUMENT.replace("{id}", &it.id.to_string()));
    let facts = [
        (words::GRANTOR, it.grantor.clone()),
        (words::DELEGATE, it.delegate.clone()),
        (me::SCOPE, scope(&it.terms, language)),
        (me::DATES, dates(&it.terms, language)),
        (words::FILED_AT, moment(it.filed_at, language)),
    ];
    let facts = facts.into_iter().map(|(name, value)| view! { <dt>{name.text(language)}</dt> <dd>{value}</dd> });
    let accept = it.delegate_known.then(|| {
        let label = words::ACCEPT.text(language).to_owned();
        button_form(action.clone(), vec![("decision", "verified".to_owned())], label, "button")
    });
    let why = TextField {
        id: "reason",
        name: "reason",
        label: words::REASON,
        hint: None,
        required: true,
        value: reason,
        mistake,
        lines: 3,
        autocomplete: None,
    };
    let mistakes: Vec<Mistake> = mistake.iter().map(|message| Mistake { id: "reason", message: *message }).collect();
    let body = view! {
        {back_link(Route::OfficeDelegations, language)}
        {error_summary(&mistakes, language)}
        <h1>{words::ONE_DELEGATION.text(language)}</h1>
        <dl class="facts">{facts.collect_view()}</dl>
        <p><a href=document>{words::OPEN_DOCUMENT.text(language)}</a></p>
        {(!it.delegate_known).then(|| view! { <p class="notice notice--warning">{words::DELEGATE_UNKNOWN.text(language)}</p> })}
        {accept}
        <form method="post" action=action novalidate>
            <input type="hidden" name="decision" value="refused" />
            {text_field(&why, language)}
            <button class="button" type="submit">{words::REJECT.text(language)}</button>
        </form>
    };
    personal(frame, Route::OfficeDelegation(it.id), words::ONE_DELEGATION, body)
}

fn scope(terms: &Delegation, language: Language) -> String {
    terms.scope.acts().map(|act| act.label().text(language)).collect::<Vec<_>>().join(" · ")
}

fn dates(terms: &Delegation, language: Language) -> String {
    format!("{} – {}", terms.from.long(language), terms.to.long(language))
}
