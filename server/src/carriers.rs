//! Which carrier takes what leaves the house: e-mail by SMTP, text messages by the gateway of the configuration. In the
//! demonstration nothing leaves, unless a carrier is configured: what would have been sent is kept to be shown.

use crate::config::Config;
use anyhow::{Context, Result};
use async_trait::async_trait;
use couriers::{Letter, NotTaken, SmsCourier, SmtpCourier};
use service::{Carried, Carrier, Parcel};
use storage::AddressKind;

/// The carriers of this portal.
pub struct Carriers {
    demo: bool,
    mail: Option<SmtpCourier>,
    text: Option<SmsCourier>,
}

impl Carriers {
    /// The carriers of the configuration.
    pub fn new(config: &Config) -> Result<Self> {
        let mail = config.smtp_url.as_deref().map(SmtpCourier::from_setting).transpose().context("MORPROM_SMTP_URL")?;
        let text = config.sms_url.as_deref().map(SmsCourier::from_setting).transpose().context("MORPROM_SMS_URL")?;
        Ok(Self { demo: config.demo, mail, text })
    }
}

#[async_trait]
impl Carrier for Carriers {
    async fn carry(&self, parcel: &Parcel) -> Carried {
        let letter = Letter {
            id: parcel.id,
            to: &parcel.address,
            language: parcel.language,
            subject: &parcel.subject,
            text: &parcel.text,
            written_at: parcel.made_at,
        };
        let taken = match (parcel.channel, &self.mail, &self.text) {
            (AddressKind::Email, Some(mail), _) => mail.carry(&letter).await,
            (AddressKind::Phone, _, Some(text)) => text.carry(&letter).await,
            _ if self.demo => Ok(()),
            // Nobody carries this yet: it waits until its time is over.
            _ => Err(NotTaken::Now(None)),
        };
        match taken {
            Ok(()) => Carried::Taken,
            Err(NotTaken::Now(after)) => Carried::Later(after),
            Err(NotTaken::Ever) => Carried::Refused,
        }
    }

    fn keeps(&self) -> bool {
        self.demo
    }
}
