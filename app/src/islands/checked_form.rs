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
    use domain::registration::{Answers, Question, mistake_alone};
    use domain::{Bilingual, Day, Explain, Instant, Language};
    use gloo_timers::callback::Timeout;
    use std::cell::RefCell;
    use wasm_bindgen::JsCast;
    use web_sys::{Element, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, js_sys};

    /// How long typing must rest before a field is checked, in milliseconds.
    const REST: u32 = 600;
    /// How long after leaving a field it is checked: a line that appeared at once would move the button being pressed.
    const AFTER_LEAVING: u32 = 300;

    thread_local! {
        static WAITING: RefCell<Option<Timeout>> = const { RefCell::new(None) };
    }

    pub(super) fn typed(event: &leptos::ev::Event) {
        if let Some(control) = control(event.target()) {
            let timeout = Timeout::new(REST, move || match group(&control) {
                // A group half filled is not scolded while it is being filled; what was said of it is taken back.
                Some(group) if !is_wrong(&group) => {}
                Some(group) => check_group(&group),
                None => check(&control),
            });
            WAITING.with_borrow_mut(|waiting| *waiting = Some(timeout));
        }
    }

    pub(super) fn left(event: &leptos::ev::FocusEvent) {
        let Some(control) = control(event.target()) else { return };
        let group = group(&control);
        let next = self::control(event.related_target());
        // From box to box of a group is not leaving it; to a link beside them is.
        if group.as_ref().is_some_and(|group| next.is_some_and(|next| group.contains(Some(&next)))) {
            return;
        }
        // What is left empty is not scolded before the form is sent.
        let empty = group.as_ref().map_or_else(|| value(&control).is_empty(), |group| inputs(group).is_empty());
        if !empty {
            Timeout::new(AFTER_LEAVING, move || match group {
                Some(group) => check_group(&group),
                None => check(&control),
            })
            .forget();
        }
    }

    fn control(target: Option<web_sys::EventTarget>) -> Option<Element> {
        target?.dyn_into::<Element>().ok().filter(|element| element.has_attribute("name"))
    }

    /// What was typed; of a button, its value only where it is chosen.
    fn value(control: &Element) -> String {
        if let Some(area) = control.dyn_ref::<HtmlTextAreaElement>() {
            return area.value();
        }
        if let Some(list) = control.dyn_ref::<HtmlSelectElement>() {
            return list.value();
        }
        let Some(input) = control.dyn_ref::<HtmlInputElement>() else { return String::new() };
        let chosen = !matches!(input.type_().as_str(), "radio" | "checkbox") || input.checked();
        if chosen { input.value() } else { String::new() }
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
            "registration" => mistake_alone(name, value),
            _ => None,
        }
    }

    /// The inputs around this one that are judged together.
    fn group(control: &Element) -> Option<Element> {
        control.closest("[data-group]").ok().flatten()
    }

    fn is_wrong(group: &Element) -> bool {
        group.query_selector("[aria-invalid]").is_ok_and(|wrong| wrong.is_some())
    }

    fn controls(group: &Element) -> Vec<Element> {
        let Ok(found) = group.query_selector_all("[name]") else { return Vec::new() };
        (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok()).collect()
    }

    /// What a person typed into the group.
    fn inputs(group: &Element) -> String {
        let seen =
            controls(group).into_iter().filter(|control| control.get_attribute("type").as_deref() != Some("hidden"));
        seen.map(|control| value(&control)).collect()
    }

    /// The rule of a whole question: the sentence goes to the input that is wrong, every other one is right.
    fn check_group(group: &Element) {
        let Some(question) = group.get_attribute("data-group").and_then(|name| Question::from_name(&name)) else {
            return;
        };
        let controls = controls(group);
        let named = |control: &Element| control.get_attribute("name").unwrap_or_default();
        let mut answers = Answers::default();
        for (control, typed) in controls.iter().map(|control| (control, value(control))) {
            if !typed.is_empty() {
                answers.set(&named(control), &typed);
            }
        }
        let mistakes = question.mistakes(&answers, today());
        let wrong = |control: &&Element| mistakes.iter().find(|mistake| mistake.input == named(control));
        for control in controls.iter().filter(|control| wrong(control).is_none()) {
            show(control, None);
        }
        for (control, mistake) in controls.iter().filter_map(|control| Some((control, wrong(&control)?))) {
            show(control, Some(mistake.message));
        }
    }

    /// The day in Bangkok by the device's clock; the server asks its own.
    fn today() -> Day {
        #[expect(clippy::cast_possible_truncation, reason = "a date's milliseconds are whole and far below 2^53")]
        let now = js_sys::Date::now() as i64;
        Instant::from_unix_milliseconds(now).bangkok_day()
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
