//! Which carrier takes what leaves the house: e-mail by SMTP, text messages by the gateway of the configuration. In the
//! demonstration nothing leaves: what would have been sent is kept to be shown.

use async_trait::async_trait;
use service::{Carried, Carrier, Parcel};

/// The carriers of this portal.
pub struct Carriers {
    demo: bool,
}

impl Carriers {
    /// The carriers of the configuration.
    pub fn new(demo: bool) -> Self {
        Self { demo }
    }
}

#[async_trait]
impl Carrier for Carriers {
    async fn carry(&self, _parcel: &Parcel) -> Carried {
        if self.demo { Carried::Taken } else { Carried::Later(None) }
    }

    fn keeps(&self) -> bool {
        self.demo
    }
}
