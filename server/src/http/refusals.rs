//! One table from what a use case refuses to what the person is answered: status, sentences, when to try again. A cause
//! that is ours is logged here, once.

use super::problems::Said;
use app::i18n::problems::{self as words, Problem};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::breach;
use domain::cases::Refusal;
use domain::delegation::NotAllowed;
use domain::one_time_code::CodeError;
use domain::paper;
use domain::permission::Rule;
use domain::policy::WorkRefusal;
use domain::register;
use domain::{Explain, Instant};
use service::{ServiceError, TrafficError};
use storage::StorageError;

/// Names the rule that refused, for machines and for people who ask.
pub(super) const REASON: HeaderName = HeaderName::from_static("x-refused-because");

/// The reason of who is turned away from a room of others.
pub(super) const ROOM: &str = "room";

/// The answer to a use case that did not do its work.
pub(super) fn refused(error: &ServiceError, now: Instant) -> Response {
    let (status, said, reason) = table(error);
    if status.is_server_error() {
        tracing::warn!(%error, "a use case failed");
    }
    let mut response = status.into_response();
    response.headers_mut().insert(REASON, HeaderValue::from_static(reason));
    if let Some(problem) = said {
        response.extensions_mut().insert(Said(problem));
    }
    if let ServiceError::TooMany(too_many) = error {
        let wait = (too_many.until.unix_milliseconds() - now.unix_milliseconds()).max(0) / 1000 + 1;
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait));
    }
    response
}

fn table(error: &ServiceError) -> (StatusCode, Option<Problem>, &'static str) {
    match error {
        ServiceError::Absent => (StatusCode::NOT_FOUND, None, "absent"),
        ServiceError::Forbidden => (StatusCode::FORBIDDEN, Some(words::NOT_YOURS_TO_DO), ROOM),
        ServiceError::Denied(rule) => (StatusCode::FORBIDDEN, Some(denied(*rule)), rule.name()),
        ServiceError::Prove => (StatusCode::FORBIDDEN, Some(words::PROVE_AGAIN), "prove-again"),
        ServiceError::Breach(breach::Refusal::Concerned) => {
            (StatusCode::FORBIDDEN, Some(words::NOT_YOURS_TO_DO), "concerned")
        }
        ServiceError::Traffic(TrafficError::Unavailable(_)) => (StatusCode::SERVICE_UNAVAILABLE, None, "traffic-log"),
        ServiceError::Traffic(_) => (StatusCode::CONFLICT, None, "traffic-order"),
        ServiceError::Breach(_) => (StatusCode::CONFLICT, None, "breach"),
        ServiceError::Guardian => (StatusCode::FORBIDDEN, Some(words::GUARDIAN_DECIDES), "guardian"),
        ServiceError::NotAllowed(why) => (StatusCode::FORBIDDEN, Some(words::OUTSIDE_POWER), not_allowed(*why)),
        ServiceError::Partner(_) => (StatusCode::CONFLICT, None, "partner"),
        ServiceError::Consent(_) => (StatusCode::CONFLICT, None, "consent"),
        ServiceError::Case(Refusal::TwoPersons) => (StatusCode::FORBIDDEN, Some(words::TWO_PERSONS), "two-persons"),
        ServiceError::Case(Refusal::NotTheirs) => (StatusCode::FORBIDDEN, Some(words::NOT_YOURS_TO_DO), "not-theirs"),
        ServiceError::Case(refusal) => (StatusCode::CONFLICT, None, refusal.code()),
        ServiceError::OpenCase(_) => (StatusCode::CONFLICT, None, "open-case"),
        ServiceError::Paper(refusal @ paper::Refusal::OwnKeying) => {
            (StatusCode::FORBIDDEN, Some(words::OWN_KEYING), refusal.code())
        }
        ServiceError::Paper(refusal) => (StatusCode::CONFLICT, None, refusal.code()),
        ServiceError::Register(refusal @ register::Refusal::OwnEntry) => {
            (StatusCode::FORBIDDEN, Some(words::OWN_ENTRY), refusal.code())
        }
        ServiceError::Register(refusal @ register::Refusal::TwoOfficers) => {
            (StatusCode::FORBIDDEN, Some(two_officers()), refusal.code())
        }
        ServiceError::Register(refusal) => (StatusCode::CONFLICT, None, refusal.code()),
        ServiceError::Work(refusal @ WorkRefusal::OwnDraft) => {
            (StatusCode::FORBIDDEN, Some(own_draft()), refusal.code())
        }
        ServiceError::Work(refusal) => (StatusCode::CONFLICT, None, refusal.code()),
        ServiceError::SameScan(_) => (StatusCode::CONFLICT, None, "same-scan"),
        ServiceError::KeyReused => (StatusCode::CONFLICT, Some(words::KEY_REUSED), "idempotency-key"),
        ServiceError::Meanwhile | ServiceError::Storage(StorageError::Conflict { .. }) => {
            (StatusCode::CONFLICT, None, "meanwhile")
        }
        ServiceError::Code(CodeError::Over) => (StatusCode::GONE, None, "code-over"),
        ServiceError::Code(_) => (StatusCode::UNPROCESSABLE_ENTITY, None, "code-wrong"),
        ServiceError::TooMany(_) => (StatusCode::TOO_MANY_REQUESTS, None, "codes-in-an-hour"),
        ServiceError::Storage(StorageError::Unavailable { .. }) | ServiceError::Entropy(_) => {
            (StatusCode::SERVICE_UNAVAILABLE, None, "unavailable")
        }
        ServiceError::Policy(_)
        | ServiceError::AlreadyPublished(_)
        | ServiceError::Sealed
        | ServiceError::Storage(_) => (StatusCode::INTERNAL_SERVER_ERROR, None, "internal"),
    }
}

/// Who approves a version of the policy.
fn own_draft() -> Problem {
    Problem { title: words::OWN_ENTRY.title, text: WorkRefusal::OwnDraft.explain() }
}

/// What a file of many persons needs.
fn two_officers() -> Problem {
    Problem { title: words::OWN_ENTRY.title, text: register::Refusal::TwoOfficers.explain() }
}

/// Which condition failed, and what to do.
fn denied(rule: Rule) -> Problem {
    Problem { title: words::NOT_YOURS_TO_DO.title, text: rule.explain() }
}

const fn not_allowed(why: NotAllowed) -> &'static str {
    match why {
        NotAllowed::NotVerified => "delegation-not-verified",
        NotAllowed::Ended => "delegation-ended",
        NotAllowed::OutsideDates => "delegation-dates",
        NotAllowed::OutsideScope => "delegation-scope",
    }
}
