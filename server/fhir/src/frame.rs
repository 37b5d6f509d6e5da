//! What every resource of one bundle shares: whose it is, in which language, and what else is in the bundle, so that
//! nothing refers to a thing that is not.

use crate::parts::{own_uuid, reference, uuid_of};
use crate::{Export, Record};
use domain::record::Content;
use domain::{Id, Language};
use serde_json::Value;

/// The bundle being made.
pub(crate) struct Frame<'a> {
    /// What is exported.
    pub(crate) export: &'a Export,
    /// The language of its words.
    pub(crate) language: Language,
    /// The resource id of the person.
    pub(crate) patient: String,
    origin: &'a str,
}

impl<'a> Frame<'a> {
    /// The frame of an export.
    pub(crate) fn of(export: &'a Export) -> Self {
        let person = &export.person;
        let patient = own_uuid(&person.id).unwrap_or_else(|| uuid_of("patient", &person.id));
        Self { export, language: person.language, patient, origin: export.origin.trim_end_matches('/') }
    }

    /// An address below the portal's own.
    pub(crate) fn below(&self, path: &str) -> String {
        format!("{}/{path}", self.origin)
    }

    /// The reference to the person.
    pub(crate) fn person(&self) -> Value {
        reference("Patient", &self.patient)
    }

    /// The reference to a record; null where it is not in the bundle.
    pub(crate) fn record(&self, id: Id) -> Value {
        let found = self.export.records.iter().find(|record| record.id == id);
        found.map_or(Value::Null, |record| reference(kind(record), &id.to_string()))
    }

    /// The id of the case of this number, where it is in the bundle.
    pub(crate) fn case(&self, number: &str) -> Option<Id> {
        self.export.cases.iter().find(|case| case.number == number).map(|case| case.id)
    }
}

/// The type of the resource a record becomes.
pub(crate) const fn kind(record: &Record) -> &'static str {
    match record.content {
        Content::Vaccination(_) => "Immunization",
        Content::Laboratory(_) => "Observation",
    }
}
