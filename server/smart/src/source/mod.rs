//! The keys partners publish, fetched from the addresses they registered, and kept for as long as they say.
//!
//! Nothing but a registered address is ever asked, and none inside the house; no redirect is followed, and what a partner publishes is believed by
//! that partner's assertions alone.

mod address;
mod fetch;
mod shelf;

pub use address::{KeyAddress, KeyAddressError};
pub use fetch::{KeysAway, NoCertificates};

use crate::jwks::JwkSet;
use domain::Instant;
use fetch::Fetcher;
use reach::Reach;
use shelf::{Shelf, Step};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long a key source may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// The key sources of all partners.
pub struct KeySources {
    fetcher: Fetcher,
    sources: Mutex<HashMap<KeyAddress, Arc<Source>>>,
}

#[derive(Default)]
struct Source {
    shelf: Mutex<Shelf>,
    /// Held while the source is asked, so that it is asked once for everybody who waits.
    asking: tokio::sync::Mutex<()>,
}

impl KeySources {
    /// No keys yet. A source within `reach` is waited for 5 seconds.
    pub fn new(reach: Reach) -> Result<Self, NoCertificates> {
        Self::with_patience(reach, PATIENCE)
    }

    /// The same, with another patience.
    pub fn with_patience(reach: Reach, patience: Duration) -> Result<Self, NoCertificates> {
        Ok(Self { fetcher: Fetcher::new(reach, patience)?, sources: Mutex::default() })
    }

    /// The keys published at `address`, to check an assertion that names the key `id`.
    ///
    /// Kept as long as the source allows, one minute at least and 24 hours at most. Where they have grown old, or none
    /// has this name, they are fetched anew, at most once a minute; while the source is away, old ones serve for 24
    /// hours, unless the source forbids it (`must-revalidate`, `no-cache`, `no-store`).
    pub async fn keys(&self, address: &KeyAddress, id: &str, now: Instant) -> Result<Arc<JwkSet>, KeysAway> {
        let source = self.source(address);
        if let Step::Use(keys) = lock(&source.shelf).step(id, now) {
            return Ok(keys);
        }
        let _asking = source.asking.lock().await;
        match lock(&source.shelf).step(id, now) {
            Step::Use(keys) => return Ok(keys),
            Step::Away(why) => return Err(why),
            Step::Fetch => {}
        }
        let fetched = self.fetcher.fetch(address).await;
        if let Err(why) = &fetched {
            tracing::warn!(host = address.host(), %why, "keys of a partner could not be read");
        }
        lock(&source.shelf).put(fetched, now);
        match lock(&source.shelf).step(id, now) {
            Step::Use(keys) => Ok(keys),
            Step::Away(why) => Err(why),
            Step::Fetch => Err(KeysAway::Unreachable),
        }
    }

    /// Forgets what was read from an address that is registered no more.
    pub fn forget(&self, address: &KeyAddress) {
        lock(&self.sources).remove(address);
    }

    fn source(&self, address: &KeyAddress) -> Arc<Source> {
        Arc::clone(lock(&self.sources).entry(address.clone()).or_default())
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
