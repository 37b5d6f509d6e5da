//! One version of the policy: what it is, its text, and the other versions (article 1).

use crate::components::{contents, policy_text};
use crate::frame::{Frame, Page, PageRoute};
use crate::i18n::{policy as words, shell};
use crate::routes::Route;
use domain::policy::{Edition, Version, VersionNumber};
use domain::{Day, Instant, Language};
use leptos::prelude::*;

/// A version in the list of all versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionLine {
    /// Its number.
    pub number: VersionNumber,
    /// The day from which it applies.
    pub effective: Day,
    /// Its summary in the page's language.
    pub summary: String,
}

/// What the page shows.
pub struct PolicyPage<'a> {
    /// The version shown.
    pub version: &'a Version,
    /// The version in force.
    pub current: VersionNumber,
    /// All versions, the newest first.
    pub versions: Vec<VersionLine>,
    /// The Bangkok day of the request.
    pub today: Day,
    /// The address: the policy in force, or one version.
    pub route: Route,
}

/// The page of a version. A version without a text, which storage refuses to publish, shows its facts alone.
pub fn page(frame: &Frame, model: &PolicyPage<'_>) -> Page {
    let language = frame.language;
    let version = model.version;
    let edition = version.edition_for(language);
    let text = edition.map(|edition| {
        view! {
            <div class="with-contents">
                {contents(&edition.text, language)}
                <div class="with-contents__body">{policy_text(&edition.text)}</div>
            </div>
        }
    });
    let body = view! {
        <div class="prose">
            <h1>{words::TITLE.text(language)}</h1>
            <p class="lead">{version.summary(language).to_owned()}</p>
            {standing(model, language)}
            {facts(version, edition, model.today, language)}
            {other_language(edition, language)}
            {since_previous(version, language)}
        </div>
        {text}
        {all_versions(model, language)}
    };
    Page {
        route: PageRoute::Indexed(model.route),
        title: format!("{} · {}", words::TITLE.text(language), words::version(version.number, language)),
        description: words::DESCRIPTION.text(language).to_owned(),
        body: body.into_any(),
        islands: false,
    }
}

/// The notice on a version that is not in force.
fn standing(model: &PolicyPage<'_>, language: Language) -> impl IntoView + use<> {
    let version = model.version;
    let upcoming = (version.effective > model.today).then_some(version.effective);
    (version.number != model.current).then(|| {
        view! {
            <div class="notice notice--warning">
                <p>{words::not_in_force(model.current, upcoming, language)}</p>
                <p><a href=Route::Policy.path(language)>{words::READ_CURRENT.text(language)}</a></p>
            </div>
        }
    })
}

fn facts(version: &Version, edition: Option<&Edition>, today: Day, language: Language) -> impl IntoView + use<> {
    let effective = if version.effective > today { words::WILL_BE_EFFECTIVE } else { words::EFFECTIVE };
    let hash = edition.map(|edition| {
        let file =
            format!("{}/{}.txt", Route::PolicyVersion(version.number).path(edition.text.language), edition.digest);
        view! {
            <dt>{words::HASH.text(language)}</dt>
            <dd>
                <code class="hash" id="policy-hash">{edition.digest.to_string()}</code>
                <p class="field__hint">
                    {words::HASH_HINT.text(language)} " " <a href=file>{words::PLAIN_TEXT.text(language)}</a>
                </p>
            </dd>
        }
    });
    view! {
        <dl class="facts">
            <dt>{words::VERSION.text(language)}</dt>
            <dd id="policy-version">{version.number.to_string()}</dd>
            <dt>{effective.text(language)}</dt>
            <dd>{time(version.effective, language)}</dd>
            <dt>{words::PUBLISHED.text(language)}</dt>
            <dd>{published(version.published_at, language)}</dd>
            <dt>{words::KIND_OF_CHANGE.text(language)}</dt>
            <dd>{version.class.label().text(language)}</dd>
            {hash}
        </dl>
        {version.class.asks_for_a_choice().then(|| view! { <p class="notice">{shell::A_CHOICE_WILL_BE_ASKED.text(language)}</p> })}
    }
}

fn time(day: Day, language: Language) -> impl IntoView {
    view! { <time datetime=day.to_string()>{day.long(language)}</time> }
}

fn published(at: Instant, language: Language) -> impl IntoView {
    time(at.bangkok_day(), language)
}

fn other_language(edition: Option<&Edition>, language: Language) -> impl IntoView + use<> {
    let differs = edition.is_some_and(|edition| edition.text.language != language);
    differs.then(|| view! { <p class="notice">{words::OTHER_LANGUAGE.text(language)}</p> })
}

fn since_previous(version: &Version, language: Language) -> impl IntoView + use<> {
    let previous = VersionNumber::new(version.number.get() - 1);
    previous.map(|from| {
        let changes = Route::PolicyChanges { from, to: version.number }.path(language);
        view! { <p class="no-print"><a href=changes>{words::changed_since(from, language)}</a></p> }
    })
}

fn all_versions(model: &PolicyPage<'_>, language: Language) -> impl IntoView + use<> {
    let lines = model.versions.iter().map(|line| {
        let mark = if line.number == model.current {
            Some(words::IN_FORCE)
        } else {
            (line.effective > model.today).then_some(words::UPCOMING)
        };
        view! {
            <li>
                <a href=Route::PolicyVersion(line.number).path(language)>{words::version(line.number, language)}</a>
                " · " {time(line.effective, language)} " "
                {mark.map(|mark| view! { <span class="tag">{mark.text(language)}</span> })}
                <p>{line.summary.clone()}</p>
            </li>
        }
    });
    view! {
        <section class="prose no-print" aria-labelledby="versions">
            <h2 id="versions">{words::ALL_VERSIONS.text(language)}</h2>
            <ol class="version-list" reversed>{lines.collect_view()}</ol>
        </section>
    }
}
