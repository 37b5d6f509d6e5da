//! Who may see what, made from the table the permission rule decides by (articles 3 and 8): nothing is said here that the
//! rule does not read.

use crate::frame::{Frame, Page, PageRoute};
use crate::i18n::duty as words;
use crate::i18n::moment::filled;
use crate::routes::Route;
use domain::catalogue::{PurposeId, field};
use domain::permission::{Act, Rule};
use domain::{Bilingual, Language};
use leptos::prelude::*;

/// The page; `hidden` counts what a law keeps back.
pub fn page(frame: &Frame, hidden: u64) -> Page {
    let language = frame.language;
    let rows: Vec<_> = Act::ON_DUTY.into_iter().map(|act| row(act, language).into_any()).collect();
    let rules = Rule::ALL.into_iter().filter(|rule| !matches!(rule, Rule::Own | Rule::Delegation));
    let rules: Vec<_> = rules.map(|rule| view! { <li>{rule.label().text(language)}</li> }).collect();
    let body = view! {
        <div class="prose">
            <h1>{words::WHO_MAY.text(language)}</h1>
            <p class="lead">{words::WHO_MAY_LEAD.text(language)}</p>
            <h2>{words::CONDITIONS.text(language)}</h2>
            <ol>{rules}</ol>
            <p>{words::BRAKED.text(language)}</p>
            <ul class="card-list">{rows}</ul>
            <p>{filled(words::HIDDEN, &hidden.to_string(), language)}</p>
            <p><a href=Route::Data.path(language)>{crate::i18n::data::TITLE.text(language)}</a></p>
        </div>
    };
    Page {
        route: PageRoute::Indexed(Route::Access),
        title: words::WHO_MAY.text(language).to_owned(),
        description: words::WHO_MAY_ABOUT.text(language).to_owned(),
        body: body.into_any(),
        islands: false,
    }
}

fn row(act: Act, language: Language) -> impl IntoView + use<> {
    let spec = act.spec();
    let fields = spec.fields.iter().filter_map(|id| field(id)).map(|field| field.name);
    let fields = listed(fields, language);
    let who = spec.roles.iter().map(|it| it.label()).chain(act.at_machine().then_some(words::AT_MACHINE));
    view! {
        <li class="card">
            <h3>{act.label().text(language)}</h3>
            <dl class="facts">
                <dt>{words::BY_WHOM.text(language)}</dt> <dd>{listed(who, language)}</dd>
                <dt>{words::WHAT_FOR.text(language)}</dt>
                <dd>{listed(spec.purposes.iter().copied().map(PurposeId::name), language)}</dd>
                <dt>{words::ONLY_WHERE.text(language)}</dt> <dd>{listed(spec.ties.iter().map(|it| it.label()), language)}</dd>
                <dt>{words::FIELDS.text(language)}</dt>
                <dd>{if fields.is_empty() { words::NO_FIELDS.text(language).to_owned() } else { fields }}</dd>
            </dl>
        </li>
    }
}

fn listed(all: impl Iterator<Item = Bilingual>, language: Language) -> String {
    all.map(|it| it.text(language)).collect::<Vec<_>>().join(", ")
}
