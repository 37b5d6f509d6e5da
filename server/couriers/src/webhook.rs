//! Events told to the systems of partners, signed as the Standard Webhooks specification says (version 1.0.0).
//!
//! An event names what changed and holds no personal data; what it is, and when it is told again, is the outbox's. Nothing
//! inside the house is ever reached by the address of a partner, no redirect is followed, and no answer is read.

mod address;
mod signature;

pub use address::WebhookError;
pub use reach::Reach;
pub use signature::{NotGenuine, SecretError, Signed, WebhookSecret};

use crate::{SettingError, tls};
use domain::{Id, Instant};
use reach::{Guarded, Inside};
use reqwest::header::{CONTENT_TYPE, RETRY_AFTER};
use reqwest::{Response, StatusCode};
use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;
use thiserror::Error;
use url::Url;

/// How long a partner may take.
const PATIENCE: Duration = Duration::from_secs(5);
/// The longest a partner may make us wait, in seconds.
const LONGEST_WAIT: i64 = 3600;

/// Where a partner wants to be told, and the secrets it checks the signature with.
pub struct Webhook {
    address: Url,
    secrets: Vec<WebhookSecret>,
}

/// What is told.
pub struct Event<'a> {
    /// The same in every attempt: who is told twice can tell.
    pub id: Id,
    /// The body, JSON: what kind of event, when, and ids to ask about.
    pub body: &'a str,
}

/// Why an event was not delivered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NotDelivered {
    /// Worth trying again; not before this many milliseconds where the partner said so.
    #[error("not delivered now")]
    Later(Option<i64>),
    /// The partner wants to be told nothing more (410).
    #[error("the partner wants to be told nothing more")]
    Gone,
    /// The address leads inside the house: an officer has to look at it.
    #[error("the partner's address leads inside")]
    Inside,
}

/// Tells partners.
pub struct WebhookCourier {
    client: reqwest::Client,
    reach: Reach,
}

impl Webhook {
    /// Tells the system at `address`, which checks with `secret`.
    pub fn new(address: &str, reach: Reach, secret: WebhookSecret) -> Result<Self, WebhookError> {
        Ok(Self { address: address::parse(address, reach)?, secrets: vec![secret] })
    }

    /// Signs with `secret` too: the one before, while the partner changes over.
    #[must_use]
    pub fn also_signed_with(mut self, secret: WebhookSecret) -> Self {
        self.secrets.push(secret);
        self
    }
}

impl WebhookCourier {
    /// A courier that goes as far as `reach`, and waits 5 seconds.
    pub fn new(reach: Reach) -> Result<Self, SettingError> {
        Self::with_patience(reach, PATIENCE)
    }

    /// The same, with another patience.
    pub fn with_patience(reach: Reach, patience: Duration) -> Result<Self, SettingError> {
        let client = reqwest::Client::builder()
            .tls_backend_preconfigured(tls::config()?)
            .timeout(patience)
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .dns_resolver(Guarded(reach))
            .build();
        Ok(Self { client: client.map_err(|_| tls::NO_CERTIFICATES)?, reach })
    }

    /// Tells `webhook` of `event`, in an attempt at `now`. It was taken once this returns.
    pub async fn deliver(&self, webhook: &Webhook, event: &Event<'_>, now: Instant) -> Result<(), NotDelivered> {
        address::check(&webhook.address, self.reach).map_err(|_| NotDelivered::Inside)?;
        let id = event.id.to_string();
        let signed = Signed::by(&webhook.secrets, &id, now, event.body.as_bytes());
        let request = self
            .client
            .post(webhook.address.clone())
            .header(CONTENT_TYPE, "application/json")
            .header("webhook-id", signed.id)
            .header("webhook-timestamp", &*signed.timestamp)
            .header("webhook-signature", &*signed.signature)
            .body(event.body.to_owned());
        match request.send().await {
            Ok(response) => judged(&response),
            Err(error) if leads_inside(&error) => Err(NotDelivered::Inside),
            Err(_) => Err(NotDelivered::Later(None)),
        }
    }
}

fn judged(response: &Response) -> Result<(), NotDelivered> {
    let wait = response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.parse::<i64>().ok());
    match response.status() {
        status if status.is_success() => Ok(()),
        StatusCode::GONE => Err(NotDelivered::Gone),
        _ => Err(NotDelivered::Later(wait.map(|seconds| seconds.clamp(0, LONGEST_WAIT) * 1000))),
    }
}

fn leads_inside(error: &reqwest::Error) -> bool {
    let mut cause: Option<&(dyn StdError + 'static)> = Some(error);
    while let Some(error) = cause {
        if error.is::<Inside>() {
            return true;
        }
        cause = error.source();
    }
    false
}

impl fmt::Debug for Webhook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Webhook").field("host", &self.address.host_str()).finish_non_exhaustive()
    }
}

impl fmt::Debug for Event<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Event").field("id", &self.id).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A name that leads inside is refused by whoever looks names up, also where the address was taken for good.
    #[tokio::test]
    async fn a_name_that_leads_inside_is_found_out_when_it_is_looked_up() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://localhost:{}/", listener.local_addr().unwrap().port());
        let courier = WebhookCourier::new(Reach::World).unwrap();
        let error = courier.client.post(&address).send().await.unwrap_err();
        assert!(leads_inside(&error), "{error:?}");
        let courier = WebhookCourier::with_patience(Reach::ThisMachineToo, Duration::from_millis(200)).unwrap();
        let error = courier.client.post(&address).send().await.unwrap_err();
        assert!(error.is_timeout() && !leads_inside(&error), "it is reached, and says nothing: {error:?}");
    }
}
