//! Asks the civil registration authority whether somebody is who they say, and for the target groups it keeps.
//!
//! It asks for as little as answers the question, believes no answer that does not fit what was asked, and keeps none.
//! What somebody may ask, and what is done with the answer, is decided elsewhere. It reads no clock and draws no random
//! number. No id, name or date stands in an address, an error, a log line or a `Debug` text.
#![warn(missing_docs)]

mod breaker;
mod check;
mod http;
mod line;
mod settings;
mod target_group;

pub use breaker::{Breaker, Condition, Pass};
pub use check::{Answer, Asked, Found, Status};
pub use http::HttpRegistry;
pub use settings::{Settings, SettingsError};
pub use target_group::{Cursor, Entry, EntryFault, GroupCode, Page, RawEntry, Rejected};

use async_trait::async_trait;
use domain::Instant;
use std::fmt;
use thiserror::Error;

/// A civil registration authority, asked by this portal.
#[async_trait]
pub trait CivilRegistry: Send + Sync {
    /// Whether somebody is in the civil register, as was said. Asked once: who wants to ask again decides so.
    async fn check(&self, asked: &Asked<'_>, nonce: Nonce, now: Instant) -> Result<Answer, Unavailable>;

    /// What changed in the target groups since `since`, from the beginning where there is none: one page of it.
    async fn target_group(&self, since: Option<&Cursor>, nonce: Nonce, now: Instant) -> Result<Page, Unavailable>;

    /// Whether checks are asked at all at `now`, for whoever watches the portal.
    fn condition(&self, now: Instant) -> Condition;
}

/// Sixteen random bytes that no question had before. The answer repeats them, so that it is the answer to this question.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Nonce([u8; 16]);

impl Nonce {
    /// The nonce of these random bytes.
    pub const fn new(random: [u8; 16]) -> Self {
        Self(random)
    }

    fn text(self) -> String {
        hex::encode(self.0)
    }
}

impl fmt::Debug for Nonce {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Nonce(…)")
    }
}

/// Why there is no answer. Nothing of the question or the answer is repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Unavailable {
    /// It failed too often lately and is left alone until then.
    #[error("the registry failed too often and is left alone for a while")]
    Resting(Instant),
    /// The settings name no address for this.
    #[error("no address is set for this question")]
    NotSet,
    /// No whole answer in time.
    #[error("the registry is too slow")]
    TooSlow,
    /// No connection, or one that broke.
    #[error("the registry cannot be reached")]
    Unreachable,
    /// A status that says the registry, or our access to it, does not work.
    #[error("the registry answered with status {0}")]
    Failing(u16),
    /// A status that says this question is not taken, while the registry works.
    #[error("the registry does not take this question (status {0})")]
    Refused(u16),
    /// An answer that is none: no JSON, wrong types, something missing or something more.
    #[error("the registry's answer cannot be read")]
    Unusable,
    /// An answer longer than any can be.
    #[error("the registry's answer is too long")]
    TooLong,
    /// An answer to another question, or one that cannot be true.
    #[error("the registry's answer does not fit the question")]
    Lying,
}

impl Unavailable {
    /// Whether the registry is to be blamed, so that the breaker counts it.
    const fn counts(self) -> bool {
        !matches!(self, Self::Refused(_) | Self::Resting(_) | Self::NotSet)
    }
}
