//! What handlers share: the services, the site, the configuration, the rendered pages.

use super::headers::ContentPolicy;
use super::respond::RenderCache;
use crate::config::Config;
use crate::file_import::Imports;
use crate::sign_on::SignOn;
use crate::site::Site;
use crate::traffic_log::TrafficLog;
use couriers::Reach;
use exchange::Exchange;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use registry::{CivilRegistry, HttpRegistry};
use service::Services;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Requests handled at the same time; more are answered with 503.
const CONCURRENT: usize = 2048;

/// Pictures decoded at the same time.
const DECODERS: usize = 2;

/// The running portal.
pub struct Portal {
    /// The use cases.
    pub services: Arc<Services>,
    /// The built assets.
    pub site: Site,
    /// The configuration.
    pub config: Config,
    /// The lawful traffic log.
    pub traffic: TrafficLog,
    /// Sign-on providers and passkeys.
    pub sign_on: SignOn,
    /// The interface of partners' systems.
    pub exchange: Arc<Exchange>,
    /// The civil register, where one is set.
    pub civil: Option<Arc<dyn CivilRegistry>>,
    /// Files of records on their way in.
    pub imports: Arc<Imports>,
    /// What pages may load.
    pub(super) content_policy: ContentPolicy,
    /// Rendered public pages.
    pub(super) pages: RenderCache,
    /// Writes, by client address.
    pub(super) writes: DefaultKeyedRateLimiter<IpAddr>,
    /// Places for requests.
    pub(super) places: Semaphore,
    /// Places for decoding pictures: each takes a core and much memory for a moment.
    pub(super) decoders: Semaphore,
}

impl Portal {
    /// A portal over these services.
    pub fn new(services: Arc<Services>, site: Site, config: Config, traffic: TrafficLog) -> anyhow::Result<Self> {
        let writes = NonZeroU32::new(config.writes_per_minute).unwrap_or(NonZeroU32::MIN);
        let staff = config.oidc_staff.as_ref().or(config.oidc.as_ref());
        // A demonstration's partners are on this machine.
        let reach = if config.demo { Reach::ThisMachineToo } else { Reach::World };
        let exchange = Exchange::new(Arc::clone(&services), Arc::clone(&config.public_url), reach)?;
        let civil = config.civil.as_ref().map(HttpRegistry::new).transpose()?;
        let sign_on = SignOn::new(config.oidc.as_ref(), staff, &config.public_url)?;
        Ok(Self {
            content_policy: ContentPolicy::new(&sign_on.origins(), config.is_https()),
            civil: civil.map(|civil| Arc::new(civil) as Arc<dyn CivilRegistry>),
            exchange: Arc::new(exchange),
            imports: Imports::new(Arc::clone(&services), &config.data),
            sign_on,
            services,
            traffic,
            site,
            config,
            pages: RenderCache::new(),
            writes: RateLimiter::keyed(Quota::per_minute(writes)),
            places: Semaphore::new(CONCURRENT),
            decoders: Semaphore::new(DECODERS),
        })
    }

    /// Forgets addresses that have not written for a while; called now and then.
    pub fn tidy(&self) {
        self.writes.retain_recent();
    }
}
