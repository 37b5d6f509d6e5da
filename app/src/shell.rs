//! The HTML document around every page: head, skip link, cookie banner, header, main, footer.
//!
//! No inline script and no style attribute stands in it, so that one strict content security policy serves every page
//! and a rendered page is the same bytes for every reader with the same frame.

use crate::components::{account_bar, change_banner, cookie_banner, footer, header};
use crate::frame::{Frame, Page, PageRoute};
use crate::i18n::shell as words;
use crate::routes::Route;
use domain::Language;
use domain::display::{TextSize, Theme};
use hydration_context::SsrSharedContext;
use leptos::prelude::*;
use std::sync::Arc;

/// Renders a page inside its frame: the whole document, from `<!DOCTYPE html>` on.
pub fn render(frame: &Frame, page: impl FnOnce(&Frame) -> Page) -> String {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let html = owner.with(|| document(frame, page(frame)).to_html());
    owner.unset_with_forced_cleanup();
    html
}

fn document(frame: &Frame, page: Page) -> impl IntoView + use<> {
    let language = frame.language;
    let text = |sentence: domain::Bilingual| sentence.text(language);
    let title = format!("{} · {}", page.title, text(words::SITE_NAME));
    let head = head(frame, &page);
    let theme = (frame.display.theme != Theme::Device).then(|| frame.display.theme.name());
    let size = (frame.display.text_size != TextSize::Normal).then(|| frame.display.text_size.name());
    let here = page.route.route();
    let asks = frame.cookies.asks() && here != Some(Route::Cookies);
    view! {
        <!DOCTYPE html>
        <html lang=language.tag() data-allow=frame.allowed() data-theme=theme data-text=size>
            <head>
                <title>{title}</title>
                {head}
            </head>
            <body>
                <a class="skip-link" href="#main">{text(words::SKIP_TO_CONTENT)}</a>
                {asks.then(|| cookie_banner(frame, here))}
                {header(frame, here)}
                {account_bar(frame, here)}
                {change_banner(frame, here)}
                <p class="notice wrap" id="offline-note" role="status" hidden>{text(words::OFFLINE_NOTE)}</p>
                <div class="notice wrap" id="update-offer" role="status" hidden>
                    <p>{text(words::UPDATE_OFFER)}</p>
                    <button class="button button--quiet" id="update-now" type="button">{text(words::UPDATE_NOW)}</button>
                </div>
                <main id="main" class="wrap" tabindex="-1">{page.body}</main>
                {footer(frame, here)}
            </body>
        </html>
    }
}

fn head(frame: &Frame, page: &Page) -> impl IntoView + use<> {
    let language = frame.language;
    let assets = &frame.assets;
    let origin = Arc::clone(&frame.origin);
    let address = move |route: Route, language: Language| format!("{origin}{}", route.path(language));
    let alternates = page.route.route().map(|route| {
        view! {
            <link rel="canonical" href=address(route, language) />
            <link rel="alternate" hreflang="th" href=address(route, Language::Th) />
            <link rel="alternate" hreflang="en" href=address(route, Language::En) />
            <link rel="alternate" hreflang="x-default" href=address(route, Language::Th) />
        }
    });
    let unlisted = !matches!(page.route, PageRoute::Indexed(_));
    let islands = page.islands.then(|| {
        view! {
            <link rel="modulepreload" href=assets.islands_script.clone() />
            <script type="module" src=assets.islands_script.clone() data-wasm=assets.islands_wasm.clone()></script>
        }
    });
    // The two pages with a script of their own.
    let own = match page.route.route() {
        Some(Route::Verify) => Some(view! {
            <script type="module" src=assets.verifier_script.clone() data-verifier=assets.verifier_wasm.clone()></script>
        }
        .into_any()),
        Some(Route::SignInStaff) => Some(view! { <script defer src=assets.passkey_script.clone()></script> }.into_any()),
        _ => None,
    };
    view! {
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="description" content=page.description.clone() />
        {unlisted.then(|| view! { <meta name="robots" content="noindex" /> })}
        <link rel="preload" href=assets.font.clone() r#as="font" r#type="font/woff2" crossorigin="" />
        <link rel="stylesheet" href=assets.style.clone() />
        {alternates}
        <link rel="icon" href="/icons/icon.svg" r#type="image/svg+xml" />
        <link rel="apple-touch-icon" href="/icons/apple-touch-icon.png" />
        <link rel="manifest" href=format!("/manifest.webmanifest?lang={}", language.tag()) />
        <meta name="theme-color" content="#0b4f4a" />
        <meta name="color-scheme" content="light dark" />
        <script defer src=assets.page_script.clone()></script>
        {islands}
        {own}
    }
}
