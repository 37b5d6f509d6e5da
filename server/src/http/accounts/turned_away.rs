//! Writes down who was turned away from a room that is not theirs: what a use case refuses, it writes down itself.

use super::super::portal::Portal;
use super::super::refusals::{REASON, ROOM};
use super::super::session;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::Response;
use domain::cookies::names;
use std::sync::Arc;

/// The layer.
pub(in crate::http) async fn watch(State(portal): State<Arc<Portal>>, request: Request, next: Next) -> Response {
    let token = session::token(request.headers(), &portal, names::SESSION);
    let response = next.run(request).await;
    let of_a_room = response.headers().get(REASON).is_some_and(|reason| reason == ROOM);
    if let Some(token) = token.filter(|_| of_a_room && response.status() == StatusCode::FORBIDDEN) {
        let written = async {
            match portal.services.sign_on.signed(&token).await? {
                Some(signed) => portal.services.duty.turned_away(&signed).await,
                None => Ok(()),
            }
        };
        if let Err(error) = written.await {
            tracing::warn!(%error, "that somebody was turned away could not be written down");
        }
    }
    response
}
