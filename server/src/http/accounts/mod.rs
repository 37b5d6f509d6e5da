//! The rooms of people with an account, and the way to one. A handler reads the request, calls a use case, and gives a
//! page or a redirect; it decides nothing.

mod answers;
mod profile;
mod register;
mod uploads;

use super::portal::Portal;
use app::routes::patterns;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use std::sync::Arc;

/// The rooms in one language.
pub(super) fn router() -> Router<Arc<Portal>> {
    Router::new()
        .route(patterns::REGISTER, get(register::start).post(register::begin))
        .route(patterns::REGISTER_QUESTION, get(register::question).post(register::answer))
        .route("/register/check", get(register::check).post(register::save))
        .route(patterns::PROFILE, get(profile::profile))
        .route(patterns::PROFILE_QUESTION, get(profile::question).post(profile::answer))
        .route(patterns::CONFIRM_ADDRESS, post(profile::confirm))
}

/// The rooms that take files; their limit is their own.
pub(super) fn uploads() -> Router<Arc<Portal>> {
    Router::new()
        .route("/register/photo", get(register::photo_question).post(register::photo))
        .route("/me/profile/photo", get(profile::photo_question).post(profile::photo))
        .layer(DefaultBodyLimit::disable())
}
