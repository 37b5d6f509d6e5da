//! Checks a form's fields with the rules of `domain` once typing stops, and says at the field what the server would
//! say. Without it the form works the same: the server checks alone.

use leptos::prelude::*;

/// Wraps a server-rendered form. Its inputs stand inside elements with `data-field`, each with an error line; the form
/// names its rules with `data-rules`.
#[island]
pub fn CheckedForm(children: Children) -> impl IntoView {
    view! { <div class="checked-form" on:input=|event| typed(&event) on:focusout=|event| left(&event)>{children()}</div> }
}

#[cfg(feature = "hydrate")]
use browser::{left, typed};

/// On the server nobody types.
#[cfg(not(feature = "hydrate"))]
fn typed(_event: &leptos::ev::Event) {}

/// On the server nobody leaves a field.
#[cfg(not(feature = "hydrate"))]
fn left(_event: &leptos::ev::FocusEvent) {}

#[cfg(feature = "hydrate")]
mod browser {
    //! The browser's half: which field was touched, what the rule says, where the sentence goes.

    use domain::contact::ContactField;
    use domain::{Bilingual, Explain, Language};
    use gloo_timers::callback::Timeout;
    use std::cell::RefCell;
    use wasm_bindgen::JsCast;
    use web_sys::{Element, HtmlInputElement, HtmlTextAreaElement};

    /// How long typing must rest before a field is checked, in milliseconds.
    const REST: u32 = 600;
    /// How long after leaving a field it is checked: a line that appeared at once would move the button being pressed.
    const AFTER_LEAVING: u32 = 300;

    thread_local! {
        static WAITING: RefCell<Option<Timeout>> = const { RefCell::new(None) };
    }

    pub(super) fn typed(event: &leptos::ev::Event) {
        if let Some(control) = control(event.target()) {
            let timeout = Timeout::new(REST, move || check(&control));
            WAITING.with_borrow_mut(|waiting| *waiting = Some(timeout));
        }
    }

    pub(super) fn left(event: &leptos::ev::FocusEvent) {
        // A field left empty is not scolded before the form is sent.
        if let Some(control) = control(event.target()).filter(|control| !value(control).is_empty()) {
            Timeout::new(AFTER_LEAVING, move || {
                check(&control);
            })
            .forget();
        }
    }

    fn control(target: Option<web_sys::EventTarget>) -> Option<Element> {
        target?.dyn_into::<Element>().ok().filter(|element| element.has_attribute("name"))
    }

    fn value(control: &Element) -> String {
        if let Some(area) = control.dyn_ref::<HtmlTextAreaElement>() {
            area.value()
        } else {
            control.dyn_ref::<HtmlInputElement>().map(HtmlInputElement::value).unwrap_or_default()
        }
    }

    fn check(control: &Element) {
        let mistake = || -> Option<Bilingual> {
            let rules = control.closest("[data-rules]").ok()??.get_attribute("data-rules")?;
            rule(&rules, &control.get_attribute("name")?, &value(control))
        };
        show(control, mistake());
    }

    /// The rule of a form's field, from `domain`: the same the server calls.
    fn rule(rules: &str, name: &str, value: &str) -> Option<Bilingual> {
        match rules {
            "contact" => ContactField::from_name(name)?.mistake(value).map(|error| error.explain()),
            _ => None,
        }
    }

    fn show(control: &Element, mistake: Option<Bilingual>) -> Option<()> {
        let field = control.closest("[data-field]").ok()??;
        let line = field.query_selector(".field__error").ok()??;
        let text = line.query_selector("[data-error]").ok()??;
        let tag = web_sys::window()?.document()?.document_element()?.get_attribute("lang")?;
        let language = Language::from_tag(&tag).unwrap_or_default();
        if let Some(sentence) = mistake {
            text.set_text_content(Some(sentence.text(language)));
            line.remove_attribute("hidden").ok()?;
            control.set_attribute("aria-invalid", "true").ok()?;
            field.class_list().add_1("field--wrong").ok()
        } else {
            text.set_text_content(None);
            line.set_attribute("hidden", "").ok()?;
            control.remove_attribute("aria-invalid").ok()?;
            field.class_list().remove_1("field--wrong").ok()
        }
    }
}
