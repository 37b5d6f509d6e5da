//! HTTP: the stack of layers, outermost first, and the routes under it.
//!
//! name, trace, traffic log, security headers and problem pages → catch-panic → timeout and concurrency → cross-site check →
//! rate limit and who was turned away → body limit → routes. Headers and problem pages stand outside the limits, so that a
//! refusal made by a layer is as readable and as safe as a page made by a handler.

mod accounts;
mod compress;
mod cookie_jar;
mod guards;
mod headers;
pub mod listener;
mod log;
mod observe;
mod portal;
mod problems;
mod random;
mod refusals;
mod respond;
mod rooms;
mod session;
mod site_files;
mod traffic;
mod unread;
mod visitor;
mod watched;
mod well_known;

pub use observe::metrics_recorder;
pub use portal::Portal;

use axum::Router;
use axum::http::HeaderName;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use domain::Language;
use std::sync::Arc;
use std::time::Duration;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::limit::RequestBodyLimitLayer;

/// The longest a request may take before it is answered with 503, or with 408 where it has not come whole.
const TIMEOUT: Duration = Duration::from_secs(15);
/// The largest body, in bytes.
const BODY_LIMIT: usize = 256 * 1024;
/// The largest body of a form with a file, in bytes: ten mebibytes and the form around it.
const UPLOAD_LIMIT: usize = 10 * 1024 * 1024 + BODY_LIMIT;
/// The longest a file of records may take to come; each piece of it has a time of its own.
const FILE_TIMEOUT: Duration = Duration::from_hours(12);
/// The header that names a request in the logs and on problem pages.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The whole site.
pub fn router(portal: Arc<Portal>) -> Router {
    let largest = usize::try_from(portal.config.import_max_bytes).unwrap_or(usize::MAX).saturating_add(BODY_LIMIT);
    let csrf = CsrfLayer::new().add_trusted_origin(&*portal.config.public_url);
    let inner = ServiceBuilder::new()
        .layer(csrf.unwrap_or_default())
        .layer(from_fn_with_state(Arc::clone(&portal), guards::door));
    let outer = ServiceBuilder::new()
        .layer(from_fn_with_state(Arc::clone(&portal), observe::watch))
        .layer(CatchPanicLayer::custom(observe::panicked))
        .layer(from_fn_with_state(Arc::clone(&portal), guards::bounds));
    Router::new()
        .route("/", get(well_known::front_door))
        .route("/healthz", get(well_known::alive))
        .route("/readyz", get(well_known::ready))
        .route("/manifest.webmanifest", get(well_known::manifest))
        .route("/robots.txt", get(well_known::robots))
        .route("/.well-known/gpc.json", get(well_known::gpc))
        .route("/.well-known/security.txt", get(well_known::security_txt))
        .merge(exchange::router(Arc::clone(&portal.exchange)))
        .nest("/log", log::router())
        .merge(limited(accounts::without_language(), BODY_LIMIT))
        .nest("/th", in_language(Language::Th, largest))
        .nest("/en", in_language(Language::En, largest))
        .fallback(site_files::serve)
        .layer(inner)
        .layer(outer)
        .with_state(portal)
}

/// Every room in one language. Those that take files have a limit of their own, and that of files of records another.
fn in_language(language: Language, largest: usize) -> Router<Arc<Portal>> {
    let small = limited(rooms::router().merge(accounts::router()), BODY_LIMIT);
    let (large, files) = (limited(accounts::uploads(), UPLOAD_LIMIT), limited(accounts::imports(), largest));
    small.merge(large).merge(files).layer(axum::Extension(language))
}

/// Routes that take bodies of at most `limit` bytes.
fn limited(routes: Router<Arc<Portal>>, limit: usize) -> Router<Arc<Portal>> {
    routes.layer(RequestBodyLimitLayer::new(limit)).layer(from_fn_with_state(limit, guards::hear_out))
}
