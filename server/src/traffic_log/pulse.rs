//! The two clocks of the traffic log: the wall's, and one that nobody sets, beside an id drawn when the process began.

use domain::Instant;
use service::{Clock, Entropy, EntropyError};
use std::path::Path;
use std::sync::Arc;
use traffic::{Moment, TimeSource};

/// Where systemd says that a time server was heard.
const SYNCHRONISED: &str = "/run/systemd/timesync/synchronized";

/// Tells moments.
#[derive(Clone)]
pub struct Pulse {
    clock: Arc<dyn Clock>,
    began: std::time::Instant,
    boot: [u8; 16],
}

impl Pulse {
    /// Begins now.
    pub fn begin(clock: Arc<dyn Clock>, entropy: &dyn Entropy) -> Result<Self, EntropyError> {
        let mut boot = [0; 16];
        entropy.fill(&mut boot)?;
        Ok(Self { clock, began: steady(), boot })
    }

    /// Now, by both clocks.
    pub fn moment(&self) -> Moment {
        let uptime = u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX);
        Moment { wall: self.wall(), uptime, boot: self.boot, source: source() }
    }

    /// Now, by the wall's.
    pub fn wall(&self) -> Instant {
        self.clock.now()
    }
}

#[expect(clippy::disallowed_methods, reason = "the clock nobody sets, which the wall's is compared with")]
fn steady() -> std::time::Instant {
    std::time::Instant::now()
}

/// Only systemd's own client leaves a sign; of others nothing is known here, and that is what is written.
fn source() -> TimeSource {
    if Path::new(SYNCHRONISED).exists() { TimeSource::TimeServer } else { TimeSource::Unknown }
}
