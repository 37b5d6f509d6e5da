//! The head of every page: name, navigation, the other language. It never needs a script to open.

use crate::frame::Frame;
use crate::i18n::shell as words;
use crate::routes::Route;
use leptos::prelude::*;

/// The head, with the link of the present page marked.
pub fn header(frame: &Frame, here: Option<Route>) -> impl IntoView + use<> {
    let language = frame.language;
    let other = language.other();
    // Thai may be broken between any two words: the name is broken at its spaces alone.
    let name = words::SITE_NAME.text(language).split_inclusive(' ');
    let name = name.map(|word| view! { <span class="site-name__word">{word}</span> }).collect_view();
    let links = [
        (Route::Policy, words::POLICY),
        (Route::Data, words::DATA),
        (Route::Cookies, words::COOKIES),
        (Route::Contact, words::CONTACT),
        (Route::Me, crate::i18n::me::HOME),
    ]
    .map(|(route, name)| {
        let current = (here == Some(route)).then_some("page");
        view! { <li><a href=route.path(language) aria-current=current>{name.text(language)}</a></li> }
    });
    view! {
        <header class="site-header">
            {frame.demo.then(|| view! { <p class="demo-bar">{words::DEMO.text(language)}</p> })}
            <div class="wrap">
                <a class="site-name" href=Route::Home.path(language)>
                    <img class="site-name__mark" src="/icons/icon.svg" alt="" width="40" height="40" />
                    <span class="site-name__text">{name}</span>
                </a>
                <a
                    class="language-switch"
                    href=here.unwrap_or(Route::Home).path(other)
                    lang=other.tag()
                    hreflang=other.tag()
                >
                    {other.own_name()}
                </a>
                <nav class="site-nav" aria-label=words::MAIN_NAVIGATION.text(language)>
                    <ul>{links.into_iter().collect_view()}</ul>
                </nav>
            </div>
        </header>
    }
}
