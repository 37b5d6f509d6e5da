//! What stands above the pages of somebody who is signed in: their rooms, sign-out, and, while acting for somebody, whose
//! data this is.

use crate::frame::{AccountBar, Frame};
use crate::i18n::account as words;
use crate::i18n::moment::filled;
use crate::i18n::{
    cases, duty, imports, links, me, office, paper, policies, presence, records, registers, reviews, statistics,
    traffic,
};
use crate::routes::{Action, Route};
use domain::account::Role;
use domain::register::Register;
use leptos::prelude::*;

/// The bar; nothing on a page that is nobody's.
pub fn account_bar(frame: &Frame, here: Option<Route>) -> impl IntoView + use<> {
    let language = frame.language;
    frame.account.as_ref().map(|account| {
        let links = rooms(account.role).iter().map(|(route, name)| {
            let current = (here == Some(*route)).then_some("page");
            view! { <li><a href=route.path(language) aria-current=current>{name.text(language)}</a></li> }
        });
        view! {
            <div class="account-bar">
                <nav class="wrap account-bar__nav" aria-label=words::BAR.text(language)>
                    <ul>{links.collect_view()}</ul>
                    <form method="post" action=Action::SignOut.path(language)>
                        <button class="button button--quiet account-bar__button" type="submit">{words::SIGN_OUT.text(language)}</button>
                    </form>
                </nav>
                {acting(account, language)}
            </div>
        }
    })
}

fn acting(account: &AccountBar, language: domain::Language) -> impl IntoView + use<> {
    account.acting_for.as_ref().map(|name| {
        view! {
            <div class="acting-banner" role="status">
                <div class="wrap acting-banner__row">
                    <p>{filled(words::ACTING, name, language)}</p>
                    <form method="post" action=Action::StopActing.path(language)>
                        <button class="button account-bar__button" type="submit">{words::STOP_ACTING.text(language)}</button>
                    </form>
                </div>
            </div>
        }
    })
}

/// The rooms of a role, with their names.
pub fn rooms(role: Role) -> &'static [(Route, domain::Bilingual)] {
    match role {
        Role::Person => &[
            (Route::Me, me::HOME),
            (Route::Profile, me::PROFILE),
            (Route::Records, records::RECORDS),
            (Route::Presence, presence::PRESENCE),
            (Route::Corrections, cases::CORRECTIONS),
            (Route::AccessLog, duty::ACCESS_LOG),
            (Route::Requests, cases::REQUESTS),
            (Route::Consents, me::CONSENTS),
            (Route::Delegates, me::DELEGATES),
            (Route::Messages, me::MESSAGES),
            (Route::Sessions, me::SESSIONS),
        ],
        Role::UnitOfficer => &[
            (Route::Unit, office::HOME),
            (Route::UnitCorrections, cases::WORK_LIST),
            (Route::UnitRecords, records::RECORD_A_DOSE),
            (Route::UnitPapers, paper::PAPERS),
            (Route::UnitImports, imports::IMPORTS),
            (Route::UnitReviews, reviews::REVIEWS),
            (Route::UnitNotices, office::NOTICES),
            (Route::Duty, duty::BOUND),
        ],
        Role::DivisionOfficer => &[
            (Route::Office, office::HOME),
            (Route::OfficeEscalations, cases::ESCALATIONS),
            (Route::OfficeCases, cases::DIVISION_LIST),
            (Route::OfficeDelegations, office::DELEGATIONS),
            (Route::UnitNotices, office::NOTICES),
            (Route::OfficeBreaches, duty::BREACHES),
            (Route::OfficeTraffic, traffic::TRAFFIC_LOG),
            (Route::OfficePolicies, policies::POLICIES),
            (Route::OfficePartners, registers::PARTNERS),
            (Route::OfficeLinks, links::LINKS),
            (Route::OfficeRegister(Register::Contract), registers::CONTRACTORS),
            (Route::OfficeRegister(Register::Disclosure), registers::DISCLOSURES),
            (Route::OfficeRegister(Register::Transfer), registers::TRANSFERS),
            (Route::OfficeRegister(Register::Export), registers::EXPORTS),
            (Route::OfficeProcessing, office::PROCESSING),
            (Route::OfficeStatistics, statistics::TITLE),
            (Route::Duty, duty::BOUND),
        ],
        Role::Contractor => {
            &[(Route::Office, office::HOME), (Route::UnitNotices, office::NOTICES), (Route::Duty, duty::BOUND)]
        }
        Role::Auditor => &[
            (Route::Office, office::HOME),
            (Route::OfficeBreaches, duty::BREACHES),
            (Route::OfficeTraffic, traffic::TRAFFIC_LOG),
            (Route::OfficePolicies, policies::POLICIES),
            (Route::OfficePartners, registers::PARTNERS),
            (Route::OfficeLinks, links::LINKS),
            (Route::OfficeRegister(Register::Contract), registers::CONTRACTORS),
            (Route::OfficeRegister(Register::Disclosure), registers::DISCLOSURES),
            (Route::OfficeRegister(Register::Transfer), registers::TRANSFERS),
            (Route::OfficeRegister(Register::Export), registers::EXPORTS),
            (Route::OfficeProcessing, office::PROCESSING),
            (Route::OfficeStatistics, statistics::TITLE),
            (Route::Duty, duty::BOUND),
        ],
        // A partner's system has no rooms: it signs on to the interface.
        Role::System => &[],
        Role::Operator => &[(Route::Office, office::HOME), (Route::Duty, duty::BOUND)],
    }
}
