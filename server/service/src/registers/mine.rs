//! What was disclosed about somebody under an order, to the person themselves: each once its day has come, never before.

use super::RegisterDesk;
use crate::error::ServiceError;
use crate::signed::Signed;
use domain::delegation::Act;
use domain::register::Step;
use domain::{Id, Instant};

/// The most disclosures shown.
const MOST: u32 = 500;

/// A disclosure, as whom it concerns sees it.
pub struct DisclosureView {
    /// Its entry in the register.
    pub id: Id,
    /// The number of the order.
    pub order: String,
    /// The authority that ordered it.
    pub authority: String,
    /// The act and section that give the power.
    pub section: String,
    /// The fields of the catalogue it names, by id.
    pub fields: Vec<String>,
    /// When a second officer confirmed it.
    pub confirmed: Instant,
    /// Each time the values were opened, to be handed over.
    pub opened: Vec<Instant>,
}

impl RegisterDesk {
    /// What was disclosed about whom this request is about, the newest first.
    pub async fn about(&self, signed: &Signed) -> Result<Vec<DisclosureView>, ServiceError> {
        let now = self.core.now();
        signed.may(Act::See, now)?;
        let mut all = Vec::new();
        for stored in self.core.storage.disclosures_about(signed.subject(), MOST).await? {
            let (entry, standing, steps, _) = self.opened(&stored).await?;
            let Some(confirmed) = standing.confirmed.filter(|_| standing.is_known(now.bangkok_day())) else { continue };
            all.push(DisclosureView {
                id: stored.id,
                order: entry.text("order").to_owned(),
                authority: entry.text("authority").to_owned(),
                section: entry.text("section").to_owned(),
                fields: entry.all("fields").to_vec(),
                confirmed,
                opened: steps.iter().filter(|step| step.step == Step::Opened).map(|step| step.at).collect(),
            });
        }
        Ok(all)
    }
}
