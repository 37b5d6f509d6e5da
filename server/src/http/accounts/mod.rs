//! The rooms of people with an account, and the way to one. A handler reads the request, calls a use case, and gives a
//! page or a redirect; it decides nothing.

mod access_log;
mod answers;
mod cases;
mod civil;
mod consents;
mod delegates;
mod demo;
mod disclosures;
mod dispute;
mod doses;
mod duty;
mod export;
mod exports;
mod imports;
mod links;
mod me;
mod office;
mod others;
mod papers;
mod partners;
mod policies;
mod presence;
mod processing;
mod profile;
mod provider;
mod records;
mod register;
mod registers;
mod requests;
mod reviews;
mod sign_in;
mod statistics;
mod systems;
mod traffic;
pub(super) mod turned_away;
mod units;
mod uploads;
mod verify;
mod work;

use super::portal::Portal;
use app::routes::patterns;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use std::sync::Arc;

/// The rooms in one language.
pub(super) fn router() -> Router<Arc<Portal>> {
    Router::new()
        .route(patterns::ACCESS, get(access_log::access))
        .route(patterns::STATISTICS, get(statistics::page))
        .route(patterns::STATISTICS_CSV, get(statistics::csv))
        .route(patterns::STATISTICS_JSON, get(statistics::json))
        .route(patterns::VERIFY, get(verify::verify).post(verify::check))
        .route(patterns::REGISTER, get(register::start).post(register::begin))
        .route(patterns::REGISTER_QUESTION, get(register::question).post(register::answer))
        .route("/register/check", get(register::check).post(register::save))
        .route(patterns::SIGN_IN, get(sign_in::sign_in))
        .route(patterns::SEND_CODE, post(sign_in::send_code))
        .route(patterns::SIGN_IN_CODE, get(sign_in::code).post(sign_in::type_code))
        .route(patterns::SIGN_IN_STAFF, get(provider::staff))
        .route(patterns::START_SIGN_ON, post(provider::start))
        .route(patterns::PASSKEY, post(provider::passkey))
        .route(patterns::DEMO, get(demo::cast))
        .route(patterns::DEMO_OUTBOX, get(demo::outbox))
        .merge(own())
        .merge(staff())
}

/// The rooms of a person who is signed in.
fn own() -> Router<Arc<Portal>> {
    Router::new()
        .route(patterns::ME, get(me::home))
        .route(patterns::PROFILE, get(profile::profile))
        .route(patterns::ASK_REGISTER, post(civil::ask))
        .route(patterns::PROFILE_QUESTION, get(profile::question).post(profile::answer))
        .route(patterns::CONFIRM_ADDRESS, post(profile::confirm))
        .route(patterns::CONSENTS, get(consents::consents))
        .route(patterns::CONSENT, post(consents::decide))
        .route(patterns::RECEIPT, get(consents::receipt))
        .route(patterns::PAPERS, get(papers::mine))
        .route(patterns::PRESENCE, get(presence::show))
        .route(patterns::RECORDS, get(records::records))
        .route(patterns::CERTIFICATE, get(records::certificate))
        .route(patterns::CORRECTIONS, get(cases::mine))
        .route(patterns::CORRECTION_NEW, get(dispute::what).post(dispute::choose))
        .route(patterns::CORRECTION_DETAILS, get(dispute::details).post(dispute::tell))
        .route(patterns::CORRECTION_EVIDENCE, get(cases::evidence))
        .route(patterns::STEP_RECEIPT, get(cases::receipt))
        .route(patterns::LETTER, get(cases::letter))
        .route(patterns::ACCESS_LOG, get(access_log::log))
        .route(patterns::DOUBT_USE, post(access_log::doubt))
        .route(patterns::USE_RECEIPT, get(access_log::receipt))
        .route(patterns::REQUESTS, get(requests::requests).post(requests::ask))
        .route(patterns::EXPORT, get(export::page))
        .route(patterns::EXPORT_FILE, get(export::file))
        .route(patterns::DELEGATES, get(delegates::delegates))
        .route(patterns::DELEGATE_REVOKE, post(delegates::revoke))
        .route(patterns::ACT_FOR, post(delegates::act))
        .route(patterns::STOP_ACTING, post(delegates::stop))
        .route(patterns::MESSAGES, get(me::messages))
        .route(patterns::MESSAGE_SETTINGS, post(me::change_settings))
        .route(patterns::SESSIONS, get(sign_in::sessions))
        .route(patterns::END_SESSION, post(sign_in::end_session))
        .route(patterns::END_ALL_SESSIONS, post(sign_in::end_all))
}

/// The rooms of people on duty.
fn staff() -> Router<Arc<Portal>> {
    Router::new()
        .route(patterns::UNIT, get(office::unit))
        .route(patterns::UNIT_NOTICES, get(office::notices))
        .route(patterns::ACKNOWLEDGE_NOTICE, post(office::acknowledge))
        .route(patterns::ACKNOWLEDGE_CORRECTION, post(office::acknowledge_correction))
        .route(patterns::UNIT_CORRECTIONS, get(work::unit))
        .route(patterns::UNIT_EVIDENCE, get(cases::evidence))
        .route(patterns::UNIT_LETTER, get(cases::letter))
        .route(patterns::UNIT_RECORDS, get(records::new_dose).post(records::record_dose))
        .route(patterns::UNIT_REVIEWS, get(reviews::list))
        .route(patterns::UNIT_REVIEW, get(reviews::one).post(reviews::decide))
        .route(patterns::UNIT_PAPERS, get(papers::list))
        .route(patterns::UNIT_PAPER, get(papers::one).post(papers::take))
        .route(patterns::UNIT_PAPER_SCAN, get(papers::picture))
        .route(patterns::OFFICE, get(office::office))
        .route(patterns::OFFICE_CASES, get(work::office))
        .route(patterns::OFFICE_EVIDENCE, get(cases::evidence))
        .route(patterns::OFFICE_LETTER, get(cases::letter))
        .route(patterns::OFFICE_ESCALATIONS, get(work::escalations))
        .route(patterns::OFFICE_TRAFFIC, get(traffic::desk).post(traffic::hold))
        .route(patterns::READ_TRAFFIC, post(traffic::read))
        .route(patterns::RELEASE_TRAFFIC, post(traffic::release))
        .route(patterns::OFFICE_PROCESSING, get(processing::page))
        .route(patterns::PROCESSING_CSV, get(processing::csv))
        .route(patterns::PROCESSING_JSON, get(processing::json))
        .route(patterns::OFFICE_STATISTICS, get(statistics::office))
        .route(patterns::OFFICE_POLICIES, get(policies::list).post(policies::begin))
        .route(patterns::OFFICE_POLICY, get(policies::one).post(policies::take))
        .route(patterns::OFFICE_POLICY_PART, get(policies::part).post(policies::write))
        .route(patterns::CONTRACTS, get(registers::list))
        .route(patterns::CONTRACT_NEW, get(registers::new).post(registers::enter))
        .route(patterns::CONTRACT, get(registers::one).post(registers::take))
        .route(patterns::DISCLOSURES, get(registers::list))
        .route(patterns::DISCLOSURE_NEW, get(registers::new).post(registers::enter))
        .route(patterns::DISCLOSURE, get(registers::one).post(registers::take))
        .route(patterns::DISCLOSURE_OPEN, post(registers::open))
        .route(patterns::TRANSFERS, get(registers::list))
        .route(patterns::TRANSFER_NEW, get(registers::new).post(registers::enter))
        .route(patterns::TRANSFER, get(registers::one).post(registers::take))
        .route(patterns::EXPORTS, get(registers::list))
        .route(patterns::EXPORT_NEW, get(registers::new).post(registers::enter))
        .route(patterns::EXPORT_ENTRY, get(registers::one).post(registers::take))
        .route(patterns::EXPORT_MAKE, post(exports::make))
        .route(patterns::OFFICE_PARTNERS, get(partners::list))
        .route(patterns::OFFICE_PARTNER, get(partners::one).post(partners::agree))
        .route(patterns::END_AGREEMENT, post(partners::end))
        .route(patterns::SYSTEM_NEW, get(systems::new).post(systems::enter))
        .route(patterns::END_SYSTEM, post(systems::end))
        .route(patterns::OFFICE_LINKS, get(links::list).post(links::link))
        .route(patterns::OFFICE_LINK, get(links::one).post(links::part))
        .route(patterns::OFFICE_BREACHES, get(duty::breaches).post(duty::report))
        .route(patterns::OFFICE_BREACH, get(duty::breach).post(duty::move_breach))
        .route(patterns::DUTY, get(duty::duty).post(duty::sign))
        .route(patterns::OFFICE_DELEGATIONS, get(office::delegations))
        .route(patterns::OFFICE_DELEGATION, get(office::delegation).post(office::decide))
        .route(patterns::OFFICE_DELEGATION_DOCUMENT, get(office::document))
}

/// The rooms that take files; their limit is their own.
pub(super) fn uploads() -> Router<Arc<Portal>> {
    Router::new()
        .route("/register/photo", get(register::photo_question).post(register::photo))
        .route("/me/profile/photo", get(profile::photo_question).post(profile::photo))
        .route(patterns::DELEGATE_NEW, get(delegates::new).post(delegates::file_new))
        .route(patterns::CORRECTION_CHECK, get(dispute::check).post(dispute::file))
        .route(patterns::CORRECTION, get(cases::one).post(cases::take))
        .route(patterns::UNIT_CORRECTION, get(cases::one).post(cases::take))
        .route(patterns::OFFICE_CASE, get(cases::one).post(cases::take))
        .route(patterns::UNIT_CORRECTION_NEW, get(work::enter).post(work::file_for))
        .route(patterns::OFFICE_CASE_NEW, get(work::enter).post(work::file_for))
        .route(patterns::UNIT_PAPER_NEW, get(papers::new).post(papers::scan))
        .route(patterns::OFFICE_POLICY_IMPORT, post(policies::import))
        .layer(DefaultBodyLimit::disable())
}

/// The room of files of records; its limit is its own.
pub(super) fn imports() -> Router<Arc<Portal>> {
    Router::new()
        .route(patterns::UNIT_IMPORTS, get(imports::list).post(imports::send))
        .route(patterns::UNIT_IMPORT_TEMPLATE, get(imports::example))
        .route(patterns::UNIT_IMPORT, get(imports::one))
        .route(patterns::STOP_IMPORT, post(imports::stop))
        .route(patterns::UNIT_QUARANTINE, get(imports::quarantine))
        .route(patterns::UNIT_QUARANTINE_CSV, get(imports::quarantine_csv))
        .layer(DefaultBodyLimit::disable())
}

/// What has no language in its address.
pub(super) fn without_language() -> Router<Arc<Portal>> {
    Router::new()
        .route(patterns::SIGN_OUT, post(sign_in::sign_out))
        .route(patterns::DEMO_SIGN_IN, post(demo::sign_in_as))
        .route(patterns::PROVIDER_CALLBACK, get(provider::callback))
}
