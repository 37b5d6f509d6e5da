//! A policy text set for reading: articles with anchors, lettered items with a hanging letter, a list of contents.

use crate::i18n::policy as words;
use domain::Language;
use domain::policy::{Article, Block, Text};
use leptos::prelude::*;

/// The list of contents; `language` is the page's, the titles are in the text's own.
pub fn contents(text: &Text, language: Language) -> impl IntoView + use<> {
    let tag = (text.language != language).then(|| text.language.tag());
    let entries = text.articles.iter().map(|article| {
        view! {
            <li lang=tag>
                <a href=format!("#{}", article.anchor())>
                    {words::article(article.number, text.language)} " " {article.title.clone()}
                </a>
            </li>
        }
    });
    view! {
        <nav class="contents" aria-labelledby="contents-title">
            <h2 id="contents-title">{words::CONTENTS.text(language)}</h2>
            <ol>{entries.collect_view()}</ol>
        </nav>
    }
}

/// The text itself.
pub fn policy_text(text: &Text) -> impl IntoView + use<> {
    let preamble = text.preamble.iter().map(|paragraph| view! { <p>{paragraph.clone()}</p> }).collect_view();
    let articles = text.articles.iter().map(|article| self::article(article, text.language)).collect_view();
    view! {
        <div class="prose" lang=text.language.tag()>
            <p class="lead">{text.title.clone()}</p>
            {preamble}
            {articles}
        </div>
    }
}

fn article(article: &Article, language: Language) -> impl IntoView + use<> {
    let anchor = article.anchor();
    let heading = format!("{anchor}-title");
    let labelled_by = heading.clone();
    let blocks = article.blocks.iter().map(|block| self::block(block, &anchor)).collect_view();
    view! {
        <section class="article" id=anchor.clone() aria-labelledby=labelled_by>
            <h2 id=heading>
                <span class="article__number">{words::article(article.number, language)}</span>
                " "
                {article.title.clone()}
            </h2>
            {blocks}
        </section>
    }
}

fn block(block: &Block, anchor: &str) -> AnyView {
    match block {
        Block::Paragraph(text) => view! { <p>{text.clone()}</p> }.into_any(),
        Block::Item { letter, title, paragraphs } => {
            let heading = (!title.is_empty()).then(|| view! { <h3>{title.clone()}</h3> });
            let paragraphs = paragraphs.iter().map(|text| view! { <p>{text.clone()}</p> }).collect_view();
            view! {
                <div class="item" id=format!("{anchor}-{letter}")>
                    <span class="item__letter">{format!("({letter})")}</span>
                    <div class="item__body">{heading} {paragraphs}</div>
                </div>
            }
            .into_any()
        }
    }
}
