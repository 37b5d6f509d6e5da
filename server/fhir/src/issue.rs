//! What is wrong with something a partner sent: a code of FHIR, the place, and a sentence in both languages.
//!
//! The sentence is one of those written here: what was sent is never part of it, so that an issue can be logged.

use domain::Bilingual;

/// One thing that is wrong, or to be known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// What kind of thing.
    pub code: IssueCode,
    /// Where, as `FHIRPath`: `Bundle.entry[3].resource.status`. Empty where it is about the request as a whole.
    pub path: String,
    /// What is wrong and what would be right.
    pub text: Bilingual,
}

/// The kinds of issues the portal tells apart (FHIR R4, `issue-type`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IssueCode {
    /// The form is not that of FHIR's JSON.
    Structure,
    /// Something required is missing.
    Required,
    /// A value is not one of its type.
    Value,
    /// A rule between values is broken.
    Invariant,
    /// The portal does not do this.
    NotSupported,
    /// Something that changes the meaning is not known here, so that the rest cannot be understood.
    Extension,
    /// Too long or too much.
    TooLong,
    /// There is one like it already.
    Duplicate,
    /// A code is not of its code system, or not one the portal knows.
    CodeInvalid,
    /// A rule of the portal forbids it.
    BusinessRule,
    /// What is referred to is not there.
    NotFound,
    /// It was changed meanwhile.
    Conflict,
    /// Whoever asks may not.
    Forbidden,
    /// Processing failed.
    Processing,
    /// Too often.
    Throttled,
    /// Something about security.
    Security,
    /// Whoever asks has to sign on.
    Login,
    /// The token is no longer valid.
    Expired,
    /// Something unforeseen, on the portal's side.
    Exception,
    /// For a while only: try again.
    Transient,
    /// Nothing is wrong; something is to be known.
    Informational,
}

impl Issue {
    /// An issue.
    pub fn new(code: IssueCode, path: impl Into<String>, text: Bilingual) -> Self {
        Self { code, path: path.into(), text }
    }
}

impl IssueCode {
    /// All codes.
    pub const ALL: [Self; 21] = [
        Self::Structure,
        Self::Required,
        Self::Value,
        Self::Invariant,
        Self::NotSupported,
        Self::Extension,
        Self::TooLong,
        Self::Duplicate,
        Self::CodeInvalid,
        Self::BusinessRule,
        Self::NotFound,
        Self::Conflict,
        Self::Forbidden,
        Self::Processing,
        Self::Throttled,
        Self::Security,
        Self::Login,
        Self::Expired,
        Self::Exception,
        Self::Transient,
        Self::Informational,
    ];

    /// The code as FHIR writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Structure => "structure",
            Self::Required => "required",
            Self::Value => "value",
            Self::Invariant => "invariant",
            Self::NotSupported => "not-supported",
            Self::Extension => "extension",
            Self::TooLong => "too-long",
            Self::Duplicate => "duplicate",
            Self::CodeInvalid => "code-invalid",
            Self::BusinessRule => "business-rule",
            Self::NotFound => "not-found",
            Self::Conflict => "conflict",
            Self::Forbidden => "forbidden",
            Self::Processing => "processing",
            Self::Throttled => "throttled",
            Self::Security => "security",
            Self::Login => "login",
            Self::Expired => "expired",
            Self::Exception => "exception",
            Self::Transient => "transient",
            Self::Informational => "informational",
        }
    }

    /// How bad it is (FHIR R4, `issue-severity`): nothing of what it names was taken, unless it only informs.
    pub const fn severity(self) -> &'static str {
        match self {
            Self::Informational => "information",
            Self::Exception => "fatal",
            _ => "error",
        }
    }
}
