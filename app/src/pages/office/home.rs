//! The officers' front page: who is here, and the way to the work.

use crate::components::rooms;
use crate::frame::{Frame, Page};
use crate::i18n::{cases, office as words, records};
use crate::pages::personal;
use crate::routes::Route;
use domain::account::Role;
use leptos::prelude::*;

/// The page; `route` is the unit's or the office's.
pub fn page(frame: &Frame, route: Route, role: Role, (name, organisation): (&str, &str)) -> Page {
    let language = frame.language;
    let about = |route: &Route| match route {
        Route::UnitCorrections => Some(cases::WORK_LIST_ABOUT),
        Route::UnitRecords => Some(records::RECORD_A_DOSE_ABOUT),
        Route::UnitPapers => Some(crate::i18n::paper::PAPERS_ABOUT),
        Route::UnitImports => Some(crate::i18n::imports::IMPORTS_ABOUT),
        Route::UnitReviews => Some(crate::i18n::reviews::REVIEWS_ABOUT),
        Route::OfficeEscalations => Some(cases::ESCALATIONS_ABOUT),
        Route::OfficeCases => Some(cases::DIVISION_LIST_ABOUT),
        Route::OfficeDelegations => Some(words::DELEGATIONS_ABOUT),
        Route::UnitNotices => Some(words::NOTICES_ABOUT),
        Route::OfficeBreaches => Some(crate::i18n::duty::BREACHES_ABOUT),
        Route::OfficeTraffic => Some(crate::i18n::traffic::TRAFFIC_LOG_ABOUT),
        Route::OfficePolicies => Some(crate::i18n::policies::POLICIES_ABOUT),
        Route::OfficeStatistics => Some(crate::i18n::statistics::ABOUT),
        Route::OfficeLinks => Some(crate::i18n::links::LINKS_ABOUT),
        Route::OfficePartners => Some(crate::i18n::registers::PARTNERS_ABOUT),
        Route::OfficeRegister(register) => Some(register.about()),
        Route::OfficeProcessing => Some(words::PROCESSING_ABOUT),
        Route::Duty => Some(crate::i18n::duty::BOUND_LEAD),
        _ => None,
    };
    let cards: Vec<_> = rooms(role)
        .iter()
        .filter_map(|(route, name)| Some((route, name, about(route)?)))
        .map(|(route, name, about)| {
            view! {
                <li class="card">
                    <h2><a href=route.path(language)>{name.text(language)}</a></h2>
                    <p>{about.text(language)}</p>
                </li>
            }
        })
        .collect();
    let empty = cards.is_empty();
    let body = view! {
        <h1>{words::HOME.text(language)}</h1>
        <p>{name.to_owned()} " · " {role.label().text(language)} " · " {organisation.to_owned()}</p>
        <ul class="card-list">{cards}</ul>
        {empty.then(|| view! { <p>{words::NO_ROOMS.text(language)}</p> })}
    };
    personal(frame, route, words::HOME, body)
}
