//! Asking the civil register whether what a person gave agrees: by their own button, and once after they registered. What is
//! kept of the answer is a word and the time.

use super::super::portal::Portal;
use super::super::refusals::refused;
use super::super::respond::see;
use super::super::session::Person;
use super::super::visitor::Visitor;
use crate::runtime::SystemEntropy;
use app::routes::Route;
use axum::extract::State;
use axum::response::Response;
use domain::account::Assurance;
use domain::fields::PersonName;
use domain::partner::CivilOutcome;
use registry::{Answer, Asked, Found, Nonce, Status};
use service::{CivilQuestion, Entropy, ServiceError, Signed, Token};
use std::sync::Arc;

/// The person asks. Where nobody has checked who they are, the answer would tell them of somebody else.
pub(super) async fn ask(State(portal): State<Arc<Portal>>, Person(signed): Person, visitor: Visitor) -> Response {
    let done = async {
        let account = portal.services.storage.account(signed.subject()).await?.ok_or(ServiceError::Absent)?;
        if account.assurance != Assurance::Verified {
            return Err(ServiceError::Forbidden);
        }
        match portal.services.partners.civil_question(&signed).await {
            Ok(question) => keep(&portal, &signed, &question).await.map(Some),
            Err(ServiceError::Absent) => Ok(None),
            Err(error) => Err(error),
        }
    };
    let word = match done.await {
        Ok(Some(CivilOutcome::Unavailable)) => "away",
        Ok(Some(_)) => "asked",
        Ok(None) => "nothing",
        Err(error) => return refused(&error, visitor.now),
    };
    see(&format!("{}?register={word}#civil-register", Route::Profile.path(visitor.language)))
}

/// Asks once about who has just registered, beside their way into the account.
pub(super) fn ask_later(portal: &Arc<Portal>, token: &Token) {
    if portal.civil.is_none() {
        return;
    }
    let (portal, token) = (Arc::clone(portal), token.clone());
    tokio::spawn(async move {
        let asked = async {
            let Some(signed) = portal.services.sign_on.signed(&token).await? else { return Ok(()) };
            match portal.services.partners.civil_question(&signed).await {
                Ok(question) => keep(&portal, &signed, &question).await.map(|_| ()),
                // Who has a passport is not in this register.
                Err(ServiceError::Absent) => Ok(()),
                Err(error) => Err(error),
            }
        };
        if let Err(error) = asked.await {
            tracing::warn!(%error, "the civil register was not asked after a registration");
        }
    });
}

/// Asks and keeps the answer; that there was none never takes the place of an answer.
async fn keep(portal: &Portal, signed: &Signed, question: &CivilQuestion) -> Result<CivilOutcome, ServiceError> {
    let outcome = answer(portal, question).await?;
    let partners = &portal.services.partners;
    let stands = |outcome: &str| CivilOutcome::from_name(outcome) != Some(CivilOutcome::Unavailable);
    let before = partners.civil_check(signed.subject()).await?;
    if outcome != CivilOutcome::Unavailable || !before.is_some_and(|check| stands(&check.outcome)) {
        partners.civil_answered(signed, outcome.name()).await?;
    }
    Ok(outcome)
}

async fn answer(portal: &Portal, question: &CivilQuestion) -> Result<CivilOutcome, ServiceError> {
    let Some(civil) = &portal.civil else { return Ok(CivilOutcome::Unavailable) };
    // What is kept was taken by the same parsers.
    let (first, last) = &question.names;
    let first = PersonName::parse(first).map_err(|_| ServiceError::Absent)?;
    let last = last.as_ref().and_then(|last| PersonName::parse(last).ok());
    let asked = Asked { id: &question.id, born: &question.born, first_name: &first, last_name: last.as_ref() };
    let mut nonce = [0; 16];
    SystemEntropy.fill(&mut nonce)?;
    Ok(match civil.check(&asked, Nonce::new(nonce), portal.services.clock.now()).await {
        Ok(answer) => outcome(answer),
        Err(why) => {
            tracing::warn!(%why, "the civil register gave no answer");
            CivilOutcome::Unavailable
        }
    })
}

const fn outcome(answer: Answer) -> CivilOutcome {
    match answer {
        Answer::NotFound => CivilOutcome::NotFound,
        Answer::Found(Found { status: Status::Deceased, .. }) => CivilOutcome::Deceased,
        Answer::Found(Found { status: Status::Moved, .. }) => CivilOutcome::Moved,
        Answer::Found(Found { name_agrees, birth_agrees, status: Status::Alive }) => {
            CivilOutcome::of_found(name_agrees, birth_agrees)
        }
    }
}
