//! What a partner is answered: an `OperationOutcome` that names each place and reason, and the Bundle that answers a Bundle,
//! entry by entry. Never what was sent; the reference is the one the log has.

use crate::intake::Kind;
use crate::issue::{Issue, IssueCode};
use crate::parts::tidy;
use domain::{Bilingual, Instant, Language};
use serde_json::{Value, json};

const READ_ONLY: Bilingual = Bilingual::new(
    "อ่าน Patient นี้เพื่อรู้ว่าระเบียนเป็นของใคร ไม่ได้เก็บไว้เป็นทรัพยากร",
    "This Patient was read to know whom records are about. It is not kept as a resource.",
);

/// The outcome of these issues. `reference` is what whoever runs the portal finds the request by.
pub fn outcome(issues: &[Issue], reference: &str, language: Language) -> Value {
    let issue = |it: &Issue| {
        json!({
            "severity": it.code.severity(),
            "code": it.code.name(),
            "details": { "text": it.text.text(language) },
            "diagnostics": reference,
            "expression": [it.path],
        })
    };
    let mut made = issues.iter().map(issue).collect::<Vec<_>>();
    if made.is_empty() {
        made.push(json!({ "severity": "error", "code": IssueCode::Processing.name(), "diagnostics": reference }));
    }
    tidy(json!({ "resourceType": "OperationOutcome", "language": language.tag(), "issue": made }))
}

/// What became of one entry. The order is that of the request (FHIR R4, "Batch/Transaction").
pub struct EntryAnswer {
    /// The status of HTTP.
    pub status: Status,
    /// Where the record is: `Immunization/ID`, below the address of the FHIR interface.
    pub location: Option<String>,
    /// The version it has now, from 1.
    pub version: Option<u32>,
    /// When that version was made.
    pub at: Option<Instant>,
    /// What there is to say of it: an `OperationOutcome`.
    pub outcome: Option<Value>,
}

/// A status of HTTP, as an entry's answer names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It is there now.
    Created,
    /// It was there already, or has a new version.
    Ok,
    /// It was taken, and waits to be looked at.
    Accepted,
    /// It is no request.
    BadRequest,
    /// The sender may not.
    Forbidden,
    /// What is named is not there.
    NotFound,
    /// It was changed meanwhile, or another entry undid it.
    Conflict,
    /// What was sent cannot be taken.
    Unprocessable,
    /// Too often.
    TooMany,
    /// Not now.
    Unavailable,
}

/// The Bundle that answers: `transaction-response` for a transaction, else `batch-response`.
pub fn answer(kind: Kind, answers: &[EntryAnswer]) -> Value {
    let answered = if kind == Kind::Transaction { "transaction-response" } else { "batch-response" };
    let entries = answers.iter().map(|it| json!({ "response": response(it) })).collect::<Vec<_>>();
    tidy(json!({ "resourceType": "Bundle", "type": answered, "entry": entries }))
}

fn response(it: &EntryAnswer) -> Value {
    json!({
        "status": it.status.line(),
        "location": it.location.as_ref().map(|location| match it.version {
            Some(version) => format!("{location}/_history/{version}"),
            None => location.clone(),
        }),
        "etag": it.version.map(etag),
        "lastModified": it.at.map(Instant::rfc3339),
        "outcome": it.outcome,
    })
}

/// The entity tag of a version: FHIR's are weak.
pub fn etag(version: u32) -> String {
    format!("W/\"{version}\"")
}

impl EntryAnswer {
    /// A record that is there, at `location` in this version; `created` where it was not before.
    pub fn taken(created: bool, location: String, version: u32, at: Instant) -> Self {
        let status = if created { Status::Created } else { Status::Ok };
        Self { status, location: Some(location), version: Some(version), at: Some(at), outcome: None }
    }

    /// An entry of which nothing was taken, or nothing yet.
    pub const fn told(status: Status, outcome: Value) -> Self {
        Self { status, location: None, version: None, at: None, outcome: Some(outcome) }
    }

    /// A Patient that records refer to: read, and not kept. `path` is that of its entry.
    pub fn target(path: &str, reference: &str, language: Language) -> Self {
        let issue = Issue::new(IssueCode::Informational, path, READ_ONLY);
        Self::told(Status::Ok, outcome(&[issue], reference, language))
    }
}

impl Status {
    /// Number and words, as they stand in a Bundle.
    pub const fn line(self) -> &'static str {
        match self {
            Self::Created => "201 Created",
            Self::Ok => "200 OK",
            Self::Accepted => "202 Accepted",
            Self::BadRequest => "400 Bad Request",
            Self::Forbidden => "403 Forbidden",
            Self::NotFound => "404 Not Found",
            Self::Conflict => "409 Conflict",
            Self::Unprocessable => "422 Unprocessable Entity",
            Self::TooMany => "429 Too Many Requests",
            Self::Unavailable => "503 Service Unavailable",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: Bilingual = Bilingual::new("ผิด", "Wrong.");

    #[test]
    fn an_outcome_names_place_reason_and_reference() {
        let issues =
            [Issue::new(IssueCode::Required, "Immunization.status", TEXT), Issue::new(IssueCode::Throttled, "", TEXT)];
        let made = outcome(&issues, "ref-1", Language::En);
        assert_eq!(made["issue"][0]["expression"], json!(["Immunization.status"]));
        assert_eq!(made["issue"][0]["code"], "required");
        assert_eq!(made["issue"][1].get("expression"), None);
        for issue in made["issue"].as_array().unwrap() {
            assert_eq!((&issue["diagnostics"], &issue["details"]["text"]), (&json!("ref-1"), &json!("Wrong.")));
            assert_eq!(issue["severity"], "error");
        }
        assert_eq!(outcome(&[], "ref-2", Language::Th)["issue"][0]["diagnostics"], "ref-2");
    }

    #[test]
    fn each_entry_is_answered_in_its_order() {
        let at = Instant::from_unix_milliseconds(1_767_200_400_000);
        let refused = outcome(&[Issue::new(IssueCode::Value, "Bundle.entry[1].resource", TEXT)], "r", Language::Th);
        let answers = [
            EntryAnswer::taken(true, "Immunization/x".to_owned(), 1, at),
            EntryAnswer::told(Status::Unprocessable, refused.clone()),
            EntryAnswer::taken(false, "Immunization/y".to_owned(), 3, at),
            EntryAnswer::target("Bundle.entry[3].resource", "r", Language::En),
        ];
        let made = answer(Kind::Batch, &answers);
        let status = |at: usize| made["entry"][at]["response"]["status"].as_str().unwrap().to_owned();
        assert_eq!([0, 1, 2, 3].map(status), ["201 Created", "422 Unprocessable Entity", "200 OK", "200 OK"]);
        assert_eq!(made["entry"][2]["response"]["etag"], "W/\"3\"");
        assert_eq!(made["entry"][0]["response"]["location"], "Immunization/x/_history/1");
        assert_eq!(made["entry"][1]["response"]["outcome"], refused);
        assert_eq!(made["entry"][3]["response"]["outcome"]["issue"][0]["severity"], "information");
        assert_eq!(made["type"], "batch-response");
        assert_eq!(answer(Kind::Transaction, &answers)["type"], "transaction-response");
    }
}
