//! Carries messages out of the house: e-mail by SMTP, text messages by the HTTP interface of a gateway, events to the
//! systems of partners by webhook.
//!
//! It decides nothing: what is sent to whom and when it is tried again is the outbox's. It never quotes an address, a
//! text or a password, in an error, a log line or a `Debug` text.
#![warn(missing_docs)]

mod sms;
mod smtp;
mod tls;
mod webhook;

pub use sms::SmsCourier;
pub use smtp::SmtpCourier;
pub use webhook::{
    Event, NotDelivered, NotGenuine, Reach, SecretError, Signed, Webhook, WebhookCourier, WebhookError, WebhookSecret,
};

use domain::{Id, Instant, Language};
use std::fmt;
use thiserror::Error;

/// What is carried.
pub struct Letter<'a> {
    /// The same in every attempt: a carrier that takes it twice can tell.
    pub id: Id,
    /// The address: an e-mail address, or a number in E.164.
    pub to: &'a str,
    /// The language.
    pub language: Language,
    /// The subject; a text message has none.
    pub subject: &'a str,
    /// The text.
    pub text: &'a str,
    /// When it was written.
    pub written_at: Instant,
}

/// Why a letter was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NotTaken {
    /// Worth trying again; not before this many milliseconds where the carrier said so.
    #[error("not taken now")]
    Now(Option<i64>),
    /// Never will be: the carrier refuses this letter.
    #[error("refused")]
    Ever,
}

/// What is wrong with the setting of a courier. Never repeats the setting, which may hold a password.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct SettingError(pub &'static str);

impl fmt::Debug for Letter<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Letter").field("id", &self.id).finish_non_exhaustive()
    }
}
