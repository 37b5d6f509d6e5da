//! The authority behind an HTTP interface that speaks JSON.

use crate::line::{Line, client};
use crate::{Answer, Asked, CivilRegistry, Condition, Cursor, Nonce, Page, Settings, SettingsError, Unavailable};
use crate::{check, target_group};
use async_trait::async_trait;
use domain::Instant;

/// Asks the authority by HTTP: `POST` of JSON, ids in the body and never in an address. Checks and target groups have a
/// breaker each, so that a register that is pulled at night does not stop the checks of the day.
pub struct HttpRegistry {
    check: Line,
    target_group: Option<Line>,
}

impl HttpRegistry {
    /// The authority of these settings.
    pub fn new(settings: &Settings) -> Result<Self, SettingsError> {
        let client = client(settings)?;
        let line = |address, longest| Line::new(client.clone(), address, settings, longest);
        Ok(Self {
            check: line(settings.check.clone(), check::LONGEST),
            target_group: settings.target_group.clone().map(|address| line(address, target_group::LONGEST)),
        })
    }
}

#[async_trait]
impl CivilRegistry for HttpRegistry {
    async fn check(&self, asked: &Asked<'_>, nonce: Nonce, now: Instant) -> Result<Answer, Unavailable> {
        self.check.ask(&asked.to_json(nonce), |body| check::read(body, nonce), now).await
    }

    async fn target_group(&self, since: Option<&Cursor>, nonce: Nonce, now: Instant) -> Result<Page, Unavailable> {
        let line = self.target_group.as_ref().ok_or(Unavailable::NotSet)?;
        let question = target_group::question(since, nonce);
        line.ask(&question, |body| target_group::read(body, since, nonce, now.bangkok_day()), now).await
    }

    fn condition(&self, now: Instant) -> Condition {
        self.check.condition(now)
    }
}
