//! The page.

use crate::text::{Article, Banner, Block, Fact, Footer, Header, Line, Link, Policy, Text};
use maud::{DOCTYPE, Markup, html};

pub fn page(text: &Text) -> Markup {
    html! {
        (DOCTYPE)
        html lang="th" data-allow="" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (text.title) }
                meta name="description" content=(text.description);
                link rel="icon" href="data:,";
                link rel="stylesheet" href="/style.css";
            }
            body {
                a href="#main" class="skip-link" { (text.skip) }
                (banner(&text.banner))
                (header(&text.header))
                p id="offline-note" role="status" hidden class="notice wrap" { (text.notes.offline) }
                div id="update-offer" role="status" hidden class="notice wrap" {
                    p { (text.notes.update) }
                    button id="update-now" type="button" class="button button--quiet" { (text.notes.button) }
                }
                main id="main" tabindex="-1" class="wrap" { (policy(&text.policy)) }
                (footer(&text.footer))
            }
        }
    }
}

fn banner(banner: &Banner) -> Markup {
    html! {
        section aria-labelledby="cookie-banner-title" class="cookie-banner" {
            div class="wrap" {
                h2 id="cookie-banner-title" { (banner.title) }
                p { (banner.text) " " a href=(banner.link.href) { (banner.link.text) } }
                form method="post" action=(banner.action) {
                    input type="hidden" name="back" value=(banner.back);
                    fieldset class="choices cookie-banner__choices" {
                        legend { (banner.legend) }
                        @for choice in &banner.choices {
                            div class="checkbox" {
                                input type="checkbox" id={ "cookie-" (choice.name) } name=(choice.name) value="on";
                                label for={ "cookie-" (choice.name) } { strong { (choice.text) } }
                            }
                        }
                    }
                    div class="button-row" {
                        @for button in &banner.buttons {
                            button type="submit" name="choice" value=(button.value) class="button" { (button.text) }
                        }
                    }
                }
            }
        }
    }
}

fn header(header: &Header) -> Markup {
    html! {
        header class="site-header" {
            @if let Some(demo) = &header.demo { p class="demo-bar" { (demo) } }
            div class="wrap" {
                a href=(header.home) class="site-name" {
                    span class="site-name__text" {
                        @for word in &header.words { span class="site-name__word" { (word) } }
                    }
                }
                a href=(header.other.href) lang=(header.other.lang) hreflang=(header.other.lang) class="language-switch" {
                    (header.other.text)
                }
                nav aria-label=(header.label) class="site-nav" { ul { (links(&header.links)) } }
            }
        }
    }
}

fn links(links: &[Link]) -> Markup {
    html! {
        @for link in links {
            li { a href=(link.href) aria-current=[link.current.then_some("page")] { (link.text) } }
        }
    }
}

fn policy(policy: &Policy) -> Markup {
    html! {
        div class="prose" {
            h1 { (policy.heading) }
            p class="lead" { (policy.summary) }
            dl class="facts" { @for fact in &policy.facts { (self::fact(fact)) } }
        }
        div class="with-contents" {
            nav aria-labelledby="contents-title" class="contents" {
                h2 id="contents-title" { (policy.contents) }
                ol {
                    @for article in &policy.articles {
                        li { a href={ "#" (article.anchor) } { (article.number) " " (article.title) } }
                    }
                }
            }
            div class="with-contents__body" {
                div lang=(policy.lang) class="prose" {
                    p class="lead" { (policy.title) }
                    @for paragraph in &policy.preamble { p { (paragraph) } }
                    @for article in &policy.articles { (self::article(article)) }
                }
            }
        }
        section aria-labelledby="versions" class="prose no-print" {
            h2 id="versions" { (policy.versions.title) }
            ol reversed class="version-list" { @for line in &policy.versions.lines { (self::line(line)) } }
        }
    }
}

fn fact(fact: &Fact) -> Markup {
    html! {
        dt { (fact.name) }
        dd id=[&fact.id] {
            @if let Some(datetime) = &fact.datetime {
                time datetime=(datetime) { (fact.text) }
            } @else if let (Some(hint), Some(link)) = (&fact.hint, &fact.link) {
                code id="policy-hash" class="hash" { (fact.text) }
                p class="field__hint" { (hint) " " a href=(link.href) { (link.text) } }
            } @else {
                (fact.text)
            }
        }
    }
}

fn article(article: &Article) -> Markup {
    html! {
        section id=(article.anchor) aria-labelledby={ (article.anchor) "-title" } class="article" {
            h2 id={ (article.anchor) "-title" } {
                span class="article__number" { (article.number) } " " (article.title)
            }
            @for block in &article.blocks {
                @match block {
                    Block::Paragraph { text } => p { (text) },
                    Block::Item { id, letter, title, paragraphs } => div id=(id) class="item" {
                        span class="item__letter" { (letter) }
                        div class="item__body" {
                            @if let Some(title) = title { h3 { (title) } }
                            @for paragraph in paragraphs { p { (paragraph) } }
                        }
                    },
                }
            }
        }
    }
}

fn line(line: &Line) -> Markup {
    html! {
        li {
            a href=(line.href) { (line.name) } " · " time datetime=(line.datetime) { (line.day) } " "
            @if let Some(mark) = &line.mark { span class="tag" { (mark) } }
            p { (line.summary) }
        }
    }
}

fn footer(footer: &Footer) -> Markup {
    html! {
        footer class="site-footer" {
            div class="wrap" {
                nav aria-label=(footer.label) { ul { (links(&footer.links)) } }
                p { (footer.controller) }
            }
        }
    }
}
