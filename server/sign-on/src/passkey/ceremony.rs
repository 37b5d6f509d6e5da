//! What is kept between the question to a device and its answer. It serves the one kind of question it was made for,
//! within five minutes.

use super::PasskeyError;
use domain::Instant;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// How long the device may take.
const LIFETIME_MILLISECONDS: i64 = 5 * 60 * 1000;

/// Which question was put.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Ceremony {
    Registration,
    SignIn,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Waiting<S> {
    ceremony: Ceremony,
    started: i64,
    state: S,
}

impl<S> Waiting<S> {
    pub(super) fn new(ceremony: Ceremony, state: S, now: Instant) -> Self {
        Self { ceremony, started: now.unix_milliseconds(), state }
    }
}

/// The state in `pending`, if it was made for this ceremony and is not too old.
pub(super) fn take<S: DeserializeOwned>(ceremony: Ceremony, pending: &[u8], now: Instant) -> Result<S, PasskeyError> {
    let waiting: Waiting<S> = serde_json::from_slice(pending).map_err(|_| PasskeyError::Mismatch)?;
    if waiting.ceremony != ceremony {
        return Err(PasskeyError::Mismatch);
    }
    let age = now.unix_milliseconds().saturating_sub(waiting.started);
    if (0..LIFETIME_MILLISECONDS).contains(&age) { Ok(waiting.state) } else { Err(PasskeyError::Expired) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pending(ceremony: Ceremony) -> Vec<u8> {
        serde_json::to_vec(&Waiting::new(ceremony, 7, Instant::from_unix_milliseconds(1000))).unwrap()
    }

    fn taken(at: i64) -> Result<u8, PasskeyError> {
        take(Ceremony::SignIn, &pending(Ceremony::SignIn), Instant::from_unix_milliseconds(1000 + at))
    }

    #[test]
    fn a_question_waits_five_minutes() {
        assert_eq!(taken(0), Ok(7));
        assert_eq!(taken(LIFETIME_MILLISECONDS - 1), Ok(7));
        assert_eq!(taken(LIFETIME_MILLISECONDS), Err(PasskeyError::Expired));
        assert_eq!(taken(-1), Err(PasskeyError::Expired));
    }

    #[test]
    fn a_question_is_answered_in_kind() {
        let now = Instant::from_unix_milliseconds(1000);
        let answer = take::<u8>(Ceremony::SignIn, &pending(Ceremony::Registration), now);
        assert_eq!(answer, Err(PasskeyError::Mismatch));
        assert_eq!(take::<u8>(Ceremony::SignIn, b"nothing", now), Err(PasskeyError::Mismatch));
    }
}
