//! The foot of every page: the controller, and the statements.

use crate::frame::Frame;
use crate::i18n::shell as words;
use crate::i18n::statistics::TITLE as STATISTICS;
use crate::routes::Route;
use domain::agency;
use leptos::prelude::*;

/// The foot.
pub fn footer(frame: &Frame, here: Option<Route>) -> impl IntoView + use<> {
    let language = frame.language;
    let links = [
        (Route::Accessibility, words::ACCESSIBILITY),
        (Route::Security, words::SECURITY),
        (Route::Statistics, STATISTICS),
    ]
    .map(|(route, name)| {
        let current = (here == Some(route)).then_some("page");
        view! { <li><a href=route.path(language) aria-current=current>{name.text(language)}</a></li> }
    });
    view! {
        <footer class="site-footer">
            <div class="wrap">
                <nav aria-label=words::FOOTER_NAVIGATION.text(language)>
                    <ul>{links.into_iter().collect_view()}</ul>
                </nav>
                <p>{words::CONTROLLER.text(language)} " " {agency::CONTROLLER.text(language)}</p>
            </div>
        </footer>
    }
}
