//! The values an order names, opened to be handed over: no field more, only once a second officer confirmed it, and each
//! time written down.

use super::kept::Kept;
use super::{RegisterDesk, must_act};
use crate::core::Core;
use crate::error::ServiceError;
use crate::sealing::DataKey;
use crate::signed::Signed;
use domain::Id;
use domain::kept_back::KeptBack;
use domain::record::{Content, RecordState};
use domain::register::{Refusal, Register, Step};

/// What an order names.
pub struct Disclosed {
    /// The order.
    pub order: String,
    /// Fields of the profile, by id, and what they hold; empty where nothing is kept.
    pub values: Vec<(String, String)>,
    /// Records, and whether each stands.
    pub records: Vec<(Content, RecordState)>,
}

impl RegisterDesk {
    /// Opens the values a disclosure names. It is in the ledger, and in the person's access log, before the first value is
    /// read. [`ServiceError::Meanwhile`] where it has moved on since `seen` steps.
    pub async fn open(&self, signed: &Signed, id: Id, seen: u32) -> Result<Disclosed, ServiceError> {
        must_act(signed)?;
        let view = self.one(signed, id).await?;
        if view.stored.register != Register::Disclosure {
            return Err(Refusal::NotNow.into());
        }
        view.standing.may(Step::Opened, view.own, self.core.now())?;
        if view.stored.steps != seen {
            return Err(ServiceError::Meanwhile);
        }
        let subject = view.stored.concerns.clone();
        let names = ("", KeptBack::DataDisclosed);
        let trace = self.trace(signed, names, (view.stored.register, &subject, id), &view.standing).await?;
        let key = self.core.data_key(&subject).await?;
        let kept = Kept { of_person: trace.of_person(), ..Kept::NOTHING };
        let step = self.next(&view.stored, view.standing, (Step::Opened, &signed.account), &kept).await?;
        self.commit(vec![step, trace.written()]).await?;
        let fields = view.entry.all("fields");
        Ok(Disclosed {
            order: view.entry.text("order").to_owned(),
            values: self.values(&subject, &key, fields).await?,
            records: self.records(&subject, fields).await?,
        })
    }

    async fn values(
        &self,
        subject: &str,
        key: &DataKey,
        fields: &[String],
    ) -> Result<Vec<(String, String)>, ServiceError> {
        let profile = self.core.storage.profile(subject).await?;
        let mut values = Vec::new();
        for field in fields.iter().filter(|field| !RECORDS.contains(&field.as_str())) {
            let value = profile.iter().find(|value| value.field == *field);
            let text = value.map(|value| Core::open_value(key, value)).transpose()?.flatten();
            values.push((field.clone(), text.unwrap_or_default()));
        }
        Ok(values)
    }

    async fn records(&self, subject: &str, fields: &[String]) -> Result<Vec<(Content, RecordState)>, ServiceError> {
        if !fields.iter().any(|field| RECORDS.contains(&field.as_str())) {
            return Ok(Vec::new());
        }
        let named = |content: &Content| {
            let field = match content {
                Content::Vaccination(_) => RECORDS[0],
                Content::Laboratory(_) => RECORDS[1],
            };
            fields.iter().any(|it| it == field)
        };
        let last = self.core.records_of(subject).await?.into_iter().filter_map(|mut record| record.versions.pop());
        Ok(last.map(|version| (version.content, version.state)).filter(|(content, _)| named(content)).collect())
    }
}

/// Fields that are records: doses, and results.
const RECORDS: [&str; 2] = ["vaccination", "laboratory-result"];
