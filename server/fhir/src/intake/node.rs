//! A value and where it stands, and the list of what is wrong that grows while it is read. Nothing here stops at the first
//! mistake: a sender learns of all of them at once.

use crate::issue::{Issue, IssueCode};
use crate::strict::shown;
use domain::Bilingual;
use serde_json::Value;

/// The most issues of one entry: a body made of mistakes alone has no answer as long as itself.
const MOST: usize = 50;

/// A value of another type than FHIR has there.
pub(crate) const WRONG_TYPE: Bilingual =
    Bilingual::new("ค่านี้ไม่ใช่ชนิดที่ FHIR กำหนด", "This value is not of the type that FHIR defines for it.");

/// A value and its place.
#[derive(Clone)]
pub(crate) struct Node<'a> {
    /// The value.
    pub(crate) value: &'a Value,
    /// Its place, as `FHIRPath`.
    pub(crate) path: String,
}

/// What is wrong so far, one issue a place.
#[derive(Default)]
pub(crate) struct Findings(Vec<Issue>);

impl<'a> Node<'a> {
    /// A value at this place.
    pub(crate) fn new(value: &'a Value, path: impl Into<String>) -> Self {
        Self { value, path: path.into() }
    }

    /// The member of this name.
    pub(crate) fn member(&self, name: &str) -> Option<Self> {
        Some(Self { value: self.value.get(name)?, path: self.place(name) })
    }

    /// The place of a member, there or not.
    pub(crate) fn place(&self, name: &str) -> String {
        format!("{}.{}", self.path, shown(name))
    }

    /// The elements of a list that is a member; none where it is no list.
    pub(crate) fn items(&self, name: &str) -> Vec<Self> {
        let items = self.value.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let place = |at| format!("{}[{at}]", self.place(name));
        items.iter().enumerate().map(|(at, value)| Self { value, path: place(at) }).collect()
    }

    /// The text of a member; a member that is no text is a finding.
    pub(crate) fn text(&self, name: &str, found: &mut Findings) -> Option<&'a str> {
        let member = self.value.get(name)?;
        member.as_str().or_else(|| found.refuse(IssueCode::Structure, self.place(name), WRONG_TYPE))
    }

    /// The text of a member, whatever is wrong with it.
    pub(crate) fn peek(&self, name: &str) -> Option<&'a str> {
        self.value.get(name)?.as_str()
    }

    /// Whether there is a member of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.value.get(name).is_some()
    }
}

impl Findings {
    /// Writes an issue down.
    pub(crate) fn note(&mut self, code: IssueCode, path: impl Into<String>, text: Bilingual) {
        let issue = Issue::new(code, path, text);
        if self.0.len() < MOST && self.0.iter().all(|it| it.path != issue.path) {
            self.0.push(issue);
        }
    }

    /// Writes an issue down. Nothing comes of the value, which is what is returned.
    pub(crate) fn refuse<T>(&mut self, code: IssueCode, path: impl Into<String>, text: Bilingual) -> Option<T> {
        self.note(code, path, text);
        None
    }

    /// What was made, where nothing is wrong.
    pub(crate) fn settle<T>(self, made: Option<T>) -> Result<T, Vec<Issue>> {
        match made {
            Some(made) if self.0.is_empty() => Ok(made),
            _ => Err(self.0),
        }
    }

    /// Whether nothing is wrong so far.
    pub(crate) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
