//! Decides again, with the rule the server decided by, what stands on the page as decided: and says whether it agrees.
//! Without it the decisions are read as the server gives them.

use leptos::prelude::*;

/// Wraps a server-rendered list. Decisions stand in elements with `data-facts` and `data-path`; what comes of it goes to
/// the element with `data-replayed` inside, in the words of its `data-agrees` or `data-differs`.
#[island]
pub fn Replayed(children: Children) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    browser::replay();
    view! { <div class="replayed">{children()}</div> }
}

#[cfg(feature = "hydrate")]
mod browser {
    //! The browser's half.

    use domain::permission::Facts;
    use wasm_bindgen::JsCast;
    use web_sys::Element;

    pub(super) fn replay() {
        let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
        let Ok(found) = document.query_selector_all("[data-facts]") else { return };
        for at in 0..found.length() {
            if let Some(element) = found.get(at).and_then(|node| node.dyn_into().ok()) {
                decide(&element);
            }
        }
    }

    fn decide(element: &Element) -> Option<()> {
        let facts = Facts::from_text(&element.get_attribute("data-facts")?);
        let again = facts.map(|facts| facts.decide().words());
        let agrees = again.is_some() && again == element.get_attribute("data-path");
        let line = element.query_selector("[data-replayed]").ok()??;
        let said = line.get_attribute(if agrees { "data-agrees" } else { "data-differs" });
        line.set_text_content(said.as_deref());
        if agrees { Some(()) } else { line.class_list().add_1("tag--required").ok() }
    }
}
