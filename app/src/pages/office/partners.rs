//! Organisations, the agreements that let them see data, and the non-disclosure agreements of their people.

use super::registers::marks;
use super::systems::{SystemCard, section};
use crate::components::{Mistake, TextInput, Width, back_link, day_input, error_summary, table, text_input};
use crate::frame::{Frame, Page};
use crate::i18n::moment::filled;
use crate::i18n::registers as words;
use crate::pages::{button_form, personal};
use crate::routes::Route;
use domain::account::Role;
use domain::catalogue::PurposeId;
use domain::organisation::{Organisation, OrganisationKind};
use domain::permission::Agreement;
use domain::{Bilingual, Day, Id, Language};
use leptos::prelude::*;

/// What the list shows.
#[derive(Debug, Clone)]
pub struct PartnersPage {
    /// Organisations, and the agreement of each that holds or was the last.
    pub offices: Vec<(Organisation, Option<Agreement>)>,
    /// Where the next page begins.
    pub next: Option<String>,
    /// Today.
    pub today: Day,
}

/// Somebody on duty: code, role, until when their promise holds, whether they are stopped.
pub type Colleague = (String, Role, Option<Day>, bool);

/// An agreement as it is typed.
#[derive(Debug, Clone, Default)]
pub struct AgreementTyped {
    /// Its number.
    pub number: String,
    /// Day, month, year of its first day.
    pub from: [String; 3],
    /// Of its last.
    pub until: [String; 3],
    /// Ids of purposes.
    pub purposes: Vec<String>,
}

/// What the page of one shows.
#[derive(Debug, Clone)]
pub struct PartnerPage {
    /// It.
    pub organisation: Organisation,
    /// Id, number and terms of its agreements, the newest first.
    pub agreements: Vec<(Id, String, Agreement)>,
    /// Its people.
    pub people: Vec<Colleague>,
    /// Its systems.
    pub systems: Vec<SystemCard>,
    /// Whether whoever looks may enter and end agreements.
    pub acts: bool,
    /// What was typed.
    pub typed: AgreementTyped,
    /// What is wrong.
    pub mistakes: Vec<(&'static str, Bilingual)>,
    /// What is said above.
    pub notice: Option<Bilingual>,
    /// Today.
    pub today: Day,
}

/// Whether systems of this organisation can be entered: the controller's own need no sign-on, and who has closed has none.
pub fn may_have_systems(organisation: &Organisation) -> bool {
    !organisation.closed && organisation.kind != OrganisationKind::Division
}

/// The list.
pub fn list(frame: &Frame, model: &PartnersPage) -> Page {
    let language = frame.language;
    let here = Route::OfficePartners.path(language);
    let rows: Vec<_> = model
        .offices
        .iter()
        .map(|(office, agreement)| {
            let state = state(office, agreement.as_ref(), model.today, language);
            vec![
                view! { <a href=format!("{here}/{}", office.code)>{name(office, language)}</a> }.into_any(),
                office.kind.label().text(language).into_any(),
                state.into_any(),
            ]
        })
        .collect();
    let columns = [words::ORGANISATION, words::KIND, words::AGREEMENT].map(|it| it.text(language));
    let more = model.next.as_ref().map(|after| {
        view! { <p><a href=format!("{here}?after={after}") rel="next">{words::OLDER_CODES.text(language)}</a></p> }
    });
    let body = view! {
        <h1>{words::PARTNERS.text(language)}</h1>
        <p>{words::PARTNERS_ABOUT.text(language)}</p>
        {table(&columns, rows)}
        {more}
    };
    personal(frame, Route::OfficePartners, words::PARTNERS, body)
}

fn name(office: &Organisation, language: Language) -> String {
    let name = if language == Language::Th { &office.name_th } else { &office.name_en };
    format!("{name} ({})", office.code)
}

fn state(office: &Organisation, agreement: Option<&Agreement>, today: Day, language: Language) -> String {
    if office.closed {
        return words::HAS_CLOSED.text(language).to_owned();
    }
    if office.kind == OrganisationKind::Division {
        return words::OWN_HOUSE.text(language).to_owned();
    }
    agreement.map_or_else(|| words::WITHOUT.text(language).to_owned(), |it| terms(it, today, language))
}

fn terms(it: &Agreement, today: Day, language: Language) -> String {
    match (it.holds(today), it.from > today && !it.ended) {
        (true, _) => filled(words::HOLDS_UNTIL, &it.until.long(language), language),
        (_, true) => filled(words::BEGINS_ON, &it.from.long(language), language),
        _ => filled(words::ENDED_ON, &it.until.long(language), language),
    }
}

/// One.
pub fn one(frame: &Frame, model: &PartnerPage) -> Page {
    let language = frame.language;
    let mistakes: Vec<_> = model.mistakes.iter().map(|(id, message)| Mistake { id, message: *message }).collect();
    let agreements: Vec<_> = model.agreements.iter().map(|it| agreement(it, model, language).into_any()).collect();
    let contract = model.organisation.kind == OrganisationKind::Contractor;
    let enters = model.acts && may_have_systems(&model.organisation);
    let body = view! {
        {back_link(Route::OfficePartners, language)}
        {error_summary(&mistakes, language)}
        {model.notice.map(|notice| view! { <p class="notice" role="status">{notice.text(language)}</p> })}
        <h1>{name(&model.organisation, language)}</h1>
        <p>{model.organisation.kind.label().text(language)}</p>
        <h2>{words::AGREEMENT.text(language)}</h2>
        {agreements.is_empty().then(|| view! { <p>{words::WITHOUT.text(language)}</p> })}
        <ul class="card-list">{agreements}</ul>
        <h2>{words::PEOPLE.text(language)}</h2>
        {people(&model.people, language).into_any()}
        {section(&model.systems, (model.acts, enters), &model.organisation.code, language).into_any()}
        {contract.then(|| view! {
            <p><a href=Route::OfficeRegister(domain::register::Register::Contract).path(language)>{words::BY_CONTRACT.text(language)}</a></p>
        })}
        {(model.acts && !contract && model.organisation.kind != OrganisationKind::Division).then(|| form(model, language))}
    };
    personal(frame, Route::OfficePartners, words::PARTNERS, body)
}

fn agreement(
    (id, number, it): &(Id, String, Agreement),
    model: &PartnerPage,
    language: Language,
) -> impl IntoView + use<> {
    let purposes = it.purposes.all().map(|purpose| purpose.name().text(language)).collect::<Vec<_>>().join(" · ");
    let ends =
        model.acts && !it.ended && it.until >= model.today && model.organisation.kind != OrganisationKind::Contractor;
    let ends = ends.then(|| {
        let hidden = vec![("agreement", id.to_string())];
        let to = format!("{}/{}/end", Route::OfficePartners.path(language), model.organisation.code);
        button_form(to, hidden, words::END.text(language).to_owned(), "button button--quiet")
    });
    view! {
        <li class="card">
            <h3>{number.clone()} " " <span class="tag">{terms(it, model.today, language)}</span></h3>
            <p>{it.from.long(language)} " – " {it.until.long(language)}</p>
            <p>{purposes}</p>
            {ends}
        </li>
    }
}

fn people(all: &[Colleague], language: Language) -> impl IntoView + use<> {
    let rows: Vec<_> = all
        .iter()
        .map(|(officer, role, until, stopped)| {
            let signed = until.map_or_else(
                || words::NOT_SIGNED.text(language).to_owned(),
                |day| filled(words::SIGNED_UNTIL, &day.long(language), language),
            );
            let stopped =
                stopped.then(|| view! { " " <span class="tag tag--required">{words::STOPPED.text(language)}</span> });
            vec![
                view! { <code>{officer.clone()}</code> }.into_any(),
                role.label().text(language).into_any(),
                view! { {signed} {stopped} }.into_any(),
            ]
        })
        .collect();
    let columns = [words::OFFICER, words::ROLE, words::SIGNED].map(|it| it.text(language));
    if rows.is_empty() {
        view! { <p>{words::NOBODY_ON_DUTY.text(language)}</p> }.into_any()
    } else {
        table(&columns, rows)
    }
}

fn form(model: &PartnerPage, language: Language) -> impl IntoView + use<> {
    let of = |id: &str| model.mistakes.iter().find(|(at, _)| *at == id).map(|(_, message)| *message);
    let typed = &model.typed;
    let number = TextInput {
        id: "number",
        name: "number",
        label: words::NUMBER,
        hint: None,
        need: Some(true),
        value: &typed.number,
        mistake: of("number"),
        width: Width::Full,
        inputmode: None,
        autocomplete: Some("off"),
        why: None,
    };
    let purposes =
        PurposeId::ALL.into_iter().map(|it| (it.id().to_owned(), it.name().text(language).to_owned())).collect();
    let action = format!("{}/{}", Route::OfficePartners.path(language), model.organisation.code);
    view! {
        <h2>{words::NEW_AGREEMENT.text(language)}</h2>
        <form method="post" action=action novalidate>
            {text_input(&number, language).into_any()}
            {day_input("from", words::FROM, &typed.from, of("from-day"), language).into_any()}
            {day_input("until", words::LAST_DAY, &typed.until, of("until-day"), language).into_any()}
            {marks("purposes", words::PURPOSES, (purposes, &typed.purposes), of("purposes"), language).into_any()}
            <button class="button" type="submit">{words::NEW_AGREEMENT.text(language)}</button>
        </form>
    }
}
