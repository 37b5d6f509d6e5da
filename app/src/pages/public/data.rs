//! The catalogue of data fields, as it stands in `domain`: the same list that forms check against (articles 1 and 2).

use crate::frame::{Frame, Page, PageRoute};
use crate::i18n::data as words;
use crate::routes::Route;
use domain::catalogue::{Field, Group, Need, PurposeId, RecipientId};
use domain::{Bilingual, Language};
use leptos::prelude::*;

/// The catalogue.
pub fn page(frame: &Frame) -> Page {
    let language = frame.language;
    let contents = Group::ALL.map(|group| {
        view! { <li><a href=format!("#{}", group.id())>{group.label().text(language)}</a></li> }
    });
    let groups = Group::ALL.map(|group| self::group(group, language));
    let purposes = PurposeId::ALL.map(|purpose| explained(purpose.name(), purpose.explanation(), language));
    let recipients = RecipientId::ALL.map(|recipient| explained(recipient.name(), recipient.explanation(), language));
    let body = view! {
        <div class="prose">
            <h1>{words::TITLE.text(language)}</h1>
            <p class="lead">{words::LEAD.text(language)}</p>
            <p>{words::OUTSIDE.text(language)}</p>
            <p><a href=Route::Access.path(language)>{crate::i18n::duty::WHO_MAY.text(language)}</a></p>
        </div>
        <div class="with-contents">
            <nav class="contents" aria-labelledby="contents-title">
                <h2 id="contents-title">{words::CONTENTS.text(language)}</h2>
                <ol>{contents.into_iter().collect_view()}</ol>
            </nav>
            <div class="with-contents__body">
                {groups.into_iter().collect_view()}
                <h2 id="purposes">{words::PURPOSES.text(language)}</h2>
                <dl class="facts">{purposes.into_iter().collect_view()}</dl>
                <h2 id="recipients">{words::ALL_RECIPIENTS.text(language)}</h2>
                <dl class="facts">{recipients.into_iter().collect_view()}</dl>
            </div>
        </div>
    };
    Page {
        route: PageRoute::Indexed(Route::Data),
        title: words::TITLE.text(language).to_owned(),
        description: words::DESCRIPTION.text(language).to_owned(),
        body: body.into_any(),
        islands: false,
    }
}

fn group(group: Group, language: Language) -> impl IntoView {
    let fields = group.fields().iter().map(|field| self::field(field, language)).collect_view();
    view! {
        <section aria-labelledby=group.id()>
            <h2 id=group.id()>{group.label().text(language)}</h2>
            <div class="card-list">{fields}</div>
        </section>
    }
}

fn field(field: &'static Field, language: Language) -> impl IntoView {
    let (class, need, without) = match field.need {
        Need::Required { without } => ("tag tag--required", words::REQUIRED, Some(without)),
        Need::Optional { without } => ("tag tag--optional", words::OPTIONAL, Some(without)),
        Need::Recorded => ("tag tag--recorded", words::RECORDED, None),
    };
    let purposes = list(field.purposes.iter().map(|purpose| purpose.name()), language);
    let basis = list(field.basis.iter().map(|basis| basis.label()), language);
    let recipients = if field.recipients.is_empty() {
        words::NO_RECIPIENTS.text(language).to_owned()
    } else {
        list(field.recipients.iter().map(|recipient| recipient.name()), language)
    };
    view! {
        <div class="card" id=field.id>
            <h3>{field.name.text(language)} " " <span class=class>{need.text(language)}</span></h3>
            <dl class="facts">
                {without.map(|without| fact(words::WITHOUT, without.text(language).to_owned(), language))}
                {fact(words::PURPOSE, purposes, language)}
                {fact(words::BASIS, basis, language)}
                {fact(words::RETENTION, field.retention.text(language).to_owned(), language)}
                {fact(words::RECIPIENTS, recipients, language)}
            </dl>
            {field.sealed.then(|| view! { <p class="field__hint">{words::SEALED.text(language)}</p> })}
        </div>
    }
}

fn fact(name: Bilingual, text: String, language: Language) -> impl IntoView {
    view! {
        <dt>{name.text(language)}</dt>
        <dd>{text}</dd>
    }
}

fn explained(name: Bilingual, explanation: Bilingual, language: Language) -> impl IntoView {
    fact(name, explanation.text(language).to_owned(), language)
}

/// Names in a row: Thai and English both take a middle dot well.
fn list(names: impl Iterator<Item = Bilingual>, language: Language) -> String {
    names.map(|name| name.text(language)).collect::<Vec<_>>().join(" · ")
}
