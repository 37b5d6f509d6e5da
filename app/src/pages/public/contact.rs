//! How to reach the office, the form, and the page of a filed case (article 9).

use crate::components::{Choices, Mistake, TextField, choices, error_summary, external_link, text_field, trouble};
use crate::frame::{Frame, Page, PageRoute};
use crate::i18n::contact as words;
use crate::i18n::problems::Problem;
use crate::islands::CheckedForm;
use crate::routes::Route;
use domain::case_number::CaseNumber;
use domain::contact::{ContactError, ContactField, ContactForm, Topic};
use domain::{Bilingual, Explain, Instant, Language, agency};
use leptos::prelude::*;

/// What the contact page shows.
#[derive(Clone, Copy)]
pub struct ContactPage<'a> {
    /// What was typed.
    pub form: &'a ContactForm,
    /// Which fields are wrong, and how.
    pub wrong: &'a [(ContactField, ContactError)],
    /// Why a right form could not be taken.
    pub trouble: Option<Problem>,
}

static EMPTY: ContactForm =
    ContactForm { topic: String::new(), message: String::new(), name: String::new(), reply: String::new() };

impl Default for ContactPage<'_> {
    fn default() -> Self {
        Self { form: &EMPTY, wrong: &[], trouble: None }
    }
}

/// The contact page: the details, and the form with what was typed and what is wrong with it.
pub fn page(frame: &Frame, model: &ContactPage<'_>) -> Page {
    let language = frame.language;
    let mistakes: Vec<Mistake> =
        model.wrong.iter().map(|(field, error)| Mistake { id: id(*field), message: error.explain() }).collect();
    let form = fields(model.form, &mistakes, language);
    let body = view! {
        <div class="prose">
            {error_summary(&mistakes, language)}
            {model.trouble.map(|problem| trouble(problem, language))}
            <h1>{words::TITLE.text(language)}</h1>
            <h2>{words::DETAILS.text(language)}</h2>
            {details(language)}
            <h2 id="form">{words::WRITE_TO_US.text(language)}</h2>
            <p>{words::FORM_LEAD.text(language)}</p>
            <CheckedForm>{form}</CheckedForm>
        </div>
    };
    let prefix =
        if mistakes.is_empty() { String::new() } else { format!("{} ", crate::i18n::forms::ERROR_WORD.text(language)) };
    Page {
        route: PageRoute::Indexed(Route::Contact),
        title: format!("{prefix}{}", words::TITLE.text(language)),
        description: words::DESCRIPTION.text(language).to_owned(),
        body: body.into_any(),
        islands: true,
    }
}

/// The page of a filed case: its number and when it came, never what it says.
pub fn case_page(frame: &Frame, number: CaseNumber, received_at: Instant) -> Page {
    let language = frame.language;
    let received = words::received(received_at.bangkok_day(), received_at.bangkok_hour_minute(), language);
    let body = view! {
        <div class="prose">
            <h1>{words::CASE_TITLE.text(language)}</h1>
            <dl class="facts">
                <dt>{words::CASE_NUMBER.text(language)}</dt>
                <dd class="case-number" id="case-number">{number.to_string()}</dd>
                <dt>{words::CASE_RECEIVED.text(language)}</dt>
                <dd>{received}</dd>
            </dl>
            <p>{words::CASE_KEEP.text(language)}</p>
            <p><a href=Route::Contact.path(language)>{words::BACK_TO_CONTACT.text(language)}</a></p>
        </div>
    };
    Page {
        route: PageRoute::Unlisted(Route::ContactCase(number)),
        title: words::CASE_TITLE.text(language).to_owned(),
        description: words::CASE_KEEP.text(language).to_owned(),
        body: body.into_any(),
        islands: false,
    }
}

const fn id(field: ContactField) -> &'static str {
    match field {
        ContactField::Topic => "contact-topic",
        ContactField::Message => "contact-message",
        ContactField::Name => "contact-name",
        ContactField::Reply => "contact-reply",
    }
}

fn details(language: Language) -> impl IntoView {
    let phones = agency::PHONES.map(|phone| view! { <p><a href=phone.uri>{phone.shown}</a></p> });
    view! {
        <dl class="facts" id="contact-details">
            <dt>{words::ADDRESS.text(language)}</dt>
            <dd>{agency::ADDRESS.text(language)}</dd>
            <dt>{words::PHONE.text(language)}</dt>
            <dd>{phones.into_iter().collect_view()}</dd>
            <dt>{words::FAX.text(language)}</dt>
            <dd>{agency::FAX.shown}</dd>
            <dt>{words::EMAIL.text(language)}</dt>
            <dd><a href=format!("mailto:{}", agency::EMAIL)>{agency::EMAIL}</a></dd>
            <dt>{words::WEB_SITE.text(language)}</dt>
            <dd>{external_link(agency::WEB_SITE, agency::WEB_SITE.trim_start_matches("https://").to_owned(), language)}</dd>
        </dl>
    }
}

fn fields(form: &ContactForm, mistakes: &[Mistake], language: Language) -> impl IntoView + use<> {
    let mistake = |field| -> Option<Bilingual> {
        mistakes.iter().find(|mistake| mistake.id == id(field)).map(|mistake| mistake.message)
    };
    let topic = Choices {
        id: id(ContactField::Topic),
        name: ContactField::Topic.name(),
        legend: words::label(ContactField::Topic),
        required: Some(true),
        options: Topic::ALL.map(|topic| (topic.name(), topic.label())).to_vec(),
        value: &form.topic,
        mistake: mistake(ContactField::Topic),
    };
    let typed = [
        (ContactField::Message, 6, None),
        (ContactField::Name, 1, Some("name")),
        (ContactField::Reply, 1, Some("email")),
    ]
    .map(|(field, lines, autocomplete)| {
        let field = TextField {
            id: id(field),
            name: field.name(),
            label: words::label(field),
            hint: words::hint(field),
            required: field == ContactField::Message,
            value: form.value(field),
            mistake: mistake(field),
            lines,
            autocomplete,
        };
        text_field(&field, language).into_any()
    });
    view! {
        <form method="post" action=Route::Contact.path(language) data-rules="contact" novalidate>
            {choices(&topic, language)}
            {typed.into_iter().collect_view()}
            <button class="button" type="submit">{words::SEND.text(language)}</button>
        </form>
    }
}
