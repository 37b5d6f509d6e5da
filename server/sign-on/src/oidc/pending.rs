//! A sign-on that was started and not yet answered. It serves one answer, within ten minutes, and is never shown.

use super::{Answer, SignOnError};
use crate::{Entropy, Secret};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::Instant;
use serde::{Deserialize, Serialize};

/// How long somebody may take at the provider.
pub const LIFETIME_MILLISECONDS: i64 = 10 * 60 * 1000;

/// At which door somebody knocked. It decides whether a second factor is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A data subject or a delegate.
    Person,
    /// Somebody with a seat at a unit, the division, or in the audit.
    Staff,
}

/// What the portal keeps, sealed, between sending somebody to the provider and getting them back.
#[derive(Debug, Serialize, Deserialize)]
pub struct Pending {
    pub(super) kind: Kind,
    pub(super) issuer: String,
    pub(super) state: Secret,
    pub(super) nonce: Secret,
    pub(super) verifier: Secret,
    started: i64,
}

impl Pending {
    pub(super) fn start(kind: Kind, issuer: &str, entropy: &dyn Entropy, now: Instant) -> Result<Self, SignOnError> {
        let draw = || -> Result<Secret, SignOnError> {
            let mut bytes = [0; 32];
            entropy.fill(&mut bytes)?;
            Ok(Secret::new(URL_SAFE_NO_PAD.encode(bytes)))
        };
        let (state, nonce, verifier) = (draw()?, draw()?, draw()?);
        Ok(Self { kind, issuer: issuer.to_owned(), state, nonce, verifier, started: now.unix_milliseconds() })
    }

    /// At which door somebody knocked.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// When it was started.
    pub fn started_at(&self) -> Instant {
        Instant::from_unix_milliseconds(self.started)
    }

    /// Whether `state`, as it came back in the address, belongs to this sign-on: to find one among several.
    pub fn is_answered_by(&self, state: &str) -> bool {
        self.state.matches(state)
    }

    /// The bytes to keep. They hold secrets: seal them, or keep them on the server.
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// What [`Pending::to_bytes`] gave; anything else is [`SignOnError::StateMismatch`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, SignOnError> {
        serde_json::from_slice(bytes).map_err(|_| SignOnError::StateMismatch)
    }

    pub(super) fn check(&self, answer: &Answer, issuer: &str, now: Instant) -> Result<(), SignOnError> {
        let belongs = answer.state.as_deref().is_some_and(|state| self.state.matches(state));
        if !belongs || self.issuer != issuer {
            return Err(SignOnError::StateMismatch);
        }
        let age = now.unix_milliseconds().saturating_sub(self.started);
        if (0..LIFETIME_MILLISECONDS).contains(&age) { Ok(()) } else { Err(SignOnError::Expired) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::NoEntropy;
    use std::sync::atomic::{AtomicU8, Ordering};

    const ISSUER: &str = "https://id.example";
    const START: Instant = Instant::from_unix_milliseconds(1_767_200_400_000);

    fn counting() -> impl Entropy {
        let next = AtomicU8::new(1);
        move |bytes: &mut [u8]| {
            bytes.fill(next.fetch_add(1, Ordering::Relaxed));
            Ok::<(), NoEntropy>(())
        }
    }

    fn answer(state: &str) -> Answer {
        Answer { state: Some(state.to_owned()), ..Answer::default() }
    }

    #[test]
    fn it_serves_for_ten_minutes() {
        let pending = Pending::start(Kind::Person, ISSUER, &counting(), START).unwrap();
        let answer = answer(pending.state.reveal());
        for (later, expected) in [
            (-1, Err(SignOnError::Expired)),
            (0, Ok(())),
            (LIFETIME_MILLISECONDS - 1, Ok(())),
            (LIFETIME_MILLISECONDS, Err(SignOnError::Expired)),
        ] {
            let now = Instant::from_unix_milliseconds(START.unix_milliseconds() + later);
            assert_eq!(pending.check(&answer, ISSUER, now), expected, "{later}");
        }
    }

    #[test]
    fn it_is_answered_by_its_own_state_and_provider() {
        let pending = Pending::start(Kind::Person, ISSUER, &counting(), START).unwrap();
        assert_eq!(pending.check(&answer("another"), ISSUER, START), Err(SignOnError::StateMismatch));
        assert_eq!(pending.check(&Answer::default(), ISSUER, START), Err(SignOnError::StateMismatch));
        let own = answer(pending.state.reveal());
        assert_eq!(pending.check(&own, "https://other.example", START), Err(SignOnError::StateMismatch));
        assert!(pending.is_answered_by(pending.state.reveal()));
    }

    #[test]
    fn it_survives_being_kept_and_shows_nothing() {
        let pending = Pending::start(Kind::Staff, ISSUER, &counting(), START).unwrap();
        let again = Pending::from_bytes(&pending.to_bytes()).unwrap();
        assert_eq!((again.kind(), again.started_at()), (Kind::Staff, START));
        assert!(again.nonce.matches(pending.nonce.reveal()) && again.verifier.matches(pending.verifier.reveal()));
        assert!(pending.state.reveal() != pending.nonce.reveal() && pending.verifier.reveal().len() == 43);
        let shown = format!("{pending:?}");
        assert!(!shown.contains(pending.nonce.reveal()) && !shown.contains(pending.verifier.reveal()));
        assert_eq!(Pending::from_bytes(b"{}").unwrap_err(), SignOnError::StateMismatch);
    }

    #[test]
    fn without_randomness_nothing_starts() {
        let dry = |_: &mut [u8]| Err(NoEntropy);
        assert_eq!(Pending::start(Kind::Person, ISSUER, &dry, START).unwrap_err(), SignOnError::Entropy(NoEntropy));
    }
}
