//! What was read or decided in a step, as it is sealed under the form's own key.

use crate::error::ServiceError;
use crate::sealing::DataKey;
use domain::Day;
use domain::catalogue::{PurposeId, purpose};
use domain::consent::Decision;
use domain::paper::{Keying, PaperConsents, PaperField, Reading};
use serde_json::{Map, Value, json};
use storage::PaperStep;

/// Where it is kept; part of what its seal is bound to.
pub(super) const STEP: &str = "paper_step.sealed";
/// The same of the picture.
pub(super) const SCAN: &str = "document.paper";

/// What was said in a step. It has no `Debug`: it is a person's own.
#[derive(Clone, Default)]
pub(super) struct Said {
    pub(super) readings: Keying,
    pub(super) consents: PaperConsents,
    /// Which of the readings was chosen, by field: `first`, `second`, `other`.
    pub(super) chosen: Vec<(PaperField, String)>,
    pub(super) reason: String,
    /// The purposes whose answers were recorded.
    pub(super) recorded: Vec<PurposeId>,
}

impl Said {
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let reading = |reading: &Reading| match reading {
            Reading::Empty => json!("empty"),
            Reading::Illegible => json!("illegible"),
            Reading::Value(value) => json!([value]),
        };
        let readings: Map<_, _> =
            self.readings.iter().map(|(field, it)| (field.name().to_owned(), reading(it))).collect();
        let answers = self.consents.answers.iter().map(|(purpose, it)| json!([purpose.id(), it.name()]));
        let chosen = self.chosen.iter().map(|(field, choice)| json!([field.name(), choice]));
        json!({
            "readings": readings,
            "consents": answers.collect::<Vec<_>>(),
            "signed": self.consents.signed,
            "signed_on": self.consents.signed_on.map(|day| day.to_string()),
            "chosen": chosen.collect::<Vec<_>>(),
            "reason": self.reason,
            "recorded": self.recorded.iter().map(|purpose| purpose.id()).collect::<Vec<_>>(),
        })
        .to_string()
        .into_bytes()
    }

    /// What a step says.
    pub(super) fn of(key: &DataKey, step: &PaperStep) -> Result<Self, ServiceError> {
        let value = serde_json::from_slice(&key.open(&step.sealed, STEP)?).map_err(|_| ServiceError::Sealed)?;
        Self::from_json(&value).ok_or(ServiceError::Sealed)
    }

    fn from_json(value: &Value) -> Option<Self> {
        let list = |name: &str| value.get(name).and_then(Value::as_array);
        let pair = |it: &Value| Some((it.get(0)?.as_str()?.to_owned(), it.get(1)?.as_str()?.to_owned()));
        let readings = value.get("readings")?.as_object()?.iter();
        let readings = readings.map(|(field, it)| Some((PaperField::from_name(field)?, reading(it)?)));
        let answers = list("consents")?.iter().map(|it| {
            let (of, decision) = pair(it)?;
            Some((purpose(&of)?, Decision::from_name(&decision)?))
        });
        let chosen = list("chosen")?.iter().map(|it| {
            let (field, choice) = pair(it)?;
            Some((PaperField::from_name(&field)?, choice))
        });
        let signed_on = value.get("signed_on")?.as_str();
        Some(Self {
            readings: readings.collect::<Option<Keying>>()?,
            consents: PaperConsents {
                answers: answers.collect::<Option<_>>()?,
                signed: value.get("signed")?.as_bool()?,
                signed_on: signed_on.map(|day| Day::from_iso(day).ok_or(())).transpose().ok()?,
            },
            chosen: chosen.collect::<Option<_>>()?,
            reason: value.get("reason")?.as_str()?.to_owned(),
            recorded: list("recorded")?.iter().map(|it| purpose(it.as_str()?)).collect::<Option<_>>()?,
        })
    }
}

fn reading(value: &Value) -> Option<Reading> {
    match value.as_str() {
        Some("empty") => Some(Reading::Empty),
        Some("illegible") => Some(Reading::Illegible),
        Some(_) => None,
        None => Some(Reading::Value(value.get(0)?.as_str()?.to_owned())),
    }
}
