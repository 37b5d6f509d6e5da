//! Writes down who was turned away from a room that is not theirs: what a use case refuses, it writes down itself.

use super::super::portal::Portal;
use super::super::refusals::{REASON, ROOM};
use super::super::session;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::Response;
use domain::cookies::names;
use service::Token;

/// Whose session a request came with.
pub(in crate::http) fn token(portal: &Portal, request: &Request) -> Option<Token> {
    session::token(request.headers(), portal, names::SESSION)
}

/// Whether they were turned away from a room.
pub(in crate::http) fn is(response: &Response) -> bool {
    response.status() == StatusCode::FORBIDDEN && response.headers().get(REASON).is_some_and(|reason| reason == ROOM)
}

/// Writes down that the holder of this session was.
pub(in crate::http) async fn noted(portal: &Portal, token: &Token) {
    let written = async {
        match portal.services.sign_on.signed(token).await? {
            Some(signed) => portal.services.duty.turned_away(&signed).await,
            None => Ok(()),
        }
    };
    if let Err(error) = written.await {
        tracing::warn!(%error, "that somebody was turned away could not be written down");
    }
}
