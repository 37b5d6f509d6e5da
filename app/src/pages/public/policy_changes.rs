//! What changed between two versions: article by article, sentence by sentence, the words inside marked. Signs and spoken
//! words carry the meaning; colour only repeats it (article 1).

use crate::frame::{Frame, Page, PageRoute};
use crate::i18n::{policy as words, shell};
use crate::routes::Route;
use domain::Language;
use domain::policy::{ArticleChange, ArticleState, Changes, Passage, PassageKind, Piece, Version};
use leptos::prelude::*;

/// What the page shows.
pub struct ChangesPage<'a> {
    /// The version compared from.
    pub from: &'a Version,
    /// The version compared to.
    pub to: &'a Version,
    /// What changed and the language compared; `None` where the two share no language.
    pub changes: Option<(Language, &'a Changes)>,
}

/// The comparison.
pub fn page(frame: &Frame, model: &ChangesPage<'_>) -> Page {
    let language = frame.language;
    let (from, to) = (model.from.number, model.to.number);
    let title = words::changes_between(from, to, language);
    let links = [from, to].map(|number| {
        view! { <li><a href=Route::PolicyVersion(number).path(language)>{words::version(number, language)}</a></li> }
    });
    let comparison = match model.changes {
        None => view! { <p class="notice">{words::NOT_COMPARABLE.text(language)}</p> }.into_any(),
        Some((_, changes)) if changes.is_empty() => {
            view! { <p class="notice">{words::NOTHING_CHANGED.text(language)}</p> }.into_any()
        }
        Some((compared, changes)) => comparison(changes, compared, language).into_any(),
    };
    let body = view! {
        <div class="prose">
            <h1>{title.clone()}</h1>
            <p class="lead">{model.to.summary(language).to_owned()}</p>
            <dl class="facts">
                <dt>{words::KIND_OF_CHANGE.text(language)}</dt>
                <dd>{model.to.class.label().text(language)}</dd>
                <dt>{words::EFFECTIVE.text(language)}</dt>
                <dd><time datetime=model.to.effective.to_string()>{model.to.effective.long(language)}</time></dd>
            </dl>
            {model.to.class.asks_for_a_choice().then(|| view! { <p class="notice">{shell::A_CHOICE_WILL_BE_ASKED.text(language)}</p> })}
            <ul class="no-print">{links.into_iter().collect_view()}</ul>
            {comparison}
        </div>
    };
    Page {
        route: PageRoute::Indexed(Route::PolicyChanges { from, to }),
        title,
        description: words::CHANGES_DESCRIPTION.text(language).to_owned(),
        body: body.into_any(),
        islands: false,
    }
}

/// The changed articles in full, the others by name; `compared` is the language of the texts.
pub(crate) fn comparison(changes: &Changes, compared: Language, language: Language) -> impl IntoView + use<> {
    let opening_changed = changes.opening.iter().any(|passage| !matches!(passage.kind, PassageKind::Same(_)));
    let opening = opening_changed.then(|| {
        view! {
            <section class="diff__article">
                <h2>{words::PREAMBLE.text(language)}</h2>
                {passages(&changes.opening, compared, language)}
            </section>
        }
    });
    let articles = changes.changed().map(|change| article(change, compared, language)).collect_view();
    let unchanged: Vec<_> =
        changes.articles.iter().filter(|article| article.state == ArticleState::Unchanged).collect();
    let unchanged = (!unchanged.is_empty()).then(|| {
        let names = unchanged.iter().map(|article| {
            view! { <li lang=compared.tag()>{words::article(article.number, compared)} " " {article.title.clone()}</li> }
        });
        view! {
            <section class="diff__article">
                <h2>{words::ARTICLE_UNCHANGED.text(language)}</h2>
                <ul>{names.collect_view()}</ul>
            </section>
        }
    });
    view! {
        <p>{words::changed_count(changes.changed().count(), language)} " " {words::LEGEND.text(language)}</p>
        <div class="diff">{opening} {articles} {unchanged}</div>
    }
}

fn article(change: &ArticleChange, compared: Language, language: Language) -> impl IntoView + use<> {
    let id = format!("article-{}", change.number);
    let state = match change.state {
        ArticleState::Added => words::ARTICLE_ADDED,
        ArticleState::Removed => words::ARTICLE_REMOVED,
        ArticleState::Changed => words::ARTICLE_CHANGED,
        ArticleState::Unchanged => words::ARTICLE_UNCHANGED,
    };
    view! {
        <section class="diff__article" id=id>
            <h2>
                <span lang=compared.tag()>{words::article(change.number, compared)}</span>
                " "
                <span class="tag">{state.text(language)}</span>
            </h2>
            {passages(&change.passages, compared, language)}
        </section>
    }
}

fn passages(all: &[Passage], compared: Language, language: Language) -> impl IntoView + use<> {
    let lines = all.iter().map(|passage| self::passage(passage, language)).collect_view();
    view! { <div lang=compared.tag()>{lines}</div> }
}

fn passage(passage: &Passage, language: Language) -> impl IntoView + use<> {
    let item = passage.item.map(|letter| view! { <span class="item__letter">{format!("({letter}) ")}</span> });
    let (class, content) = match &passage.kind {
        PassageKind::Same(text) => ("same", text.clone().into_any()),
        PassageKind::Added(text) => ("added", added(text, language).into_any()),
        PassageKind::Removed(text) => ("removed", removed(text, language).into_any()),
        PassageKind::Changed(pieces) => {
            ("changed", pieces.iter().map(|piece| self::piece(piece, language)).collect_view().into_any())
        }
    };
    view! { <p class=format!("diff__passage diff__passage--{class}")>{item} {content}</p> }
}

fn piece(piece: &Piece, language: Language) -> AnyView {
    match piece {
        Piece::Same(text) => text.clone().into_any(),
        Piece::Added(text) => added(text, language).into_any(),
        Piece::Removed(text) => removed(text, language).into_any(),
    }
}

/// Screen readers rarely speak of `ins` and `del`: hidden words do.
fn added(text: &str, language: Language) -> impl IntoView + use<> {
    view! {
        <ins class="diff__added">
            <span class="diff__sign" aria-hidden="true">"+ "</span>
            <span class="visually-hidden" lang=language.tag()>{words::ADDED.text(language)} " "</span>
            {text.to_owned()}
            <span class="visually-hidden" lang=language.tag()>" " {words::END_OF_MARK.text(language)}</span>
        </ins>
    }
}

fn removed(text: &str, language: Language) -> impl IntoView + use<> {
    view! {
        <del class="diff__removed">
            <span class="diff__sign" aria-hidden="true">"− "</span>
            <span class="visually-hidden" lang=language.tag()>{words::REMOVED.text(language)} " "</span>
            {text.to_owned()}
            <span class="visually-hidden" lang=language.tag()>" " {words::END_OF_MARK.text(language)}</span>
        </del>
    }
}
