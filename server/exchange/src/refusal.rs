//! Refusals as machines read them: an `OperationOutcome` under `/fhir`, problem details (RFC 9457) elsewhere. One table maps
//! what can go wrong to a status and a code. A reference is in each, and nothing that was sent.

use crate::asked::Asked;
use axum::Json;
use axum::response::{IntoResponse, Response};
use domain::{Bilingual, Explain, Language};
use fhir::{Issue, IssueCode, outcome};
use http::{HeaderValue, StatusCode, header};
use serde_json::json;
use service::{PartnerRefusal, ServiceError};
use storage::StorageError;

/// The media type of FHIR R4, which refusals are in: an `OperationOutcome` is the same in R5.
pub(crate) const FHIR_JSON: &str = "application/fhir+json; charset=utf-8";
/// The media type of problem details.
const PROBLEM_JSON: &str = "application/problem+json";
/// Seconds after which something that is away may be back.
const AGAIN: u16 = 5;
/// Seconds after which a system that was braked may go on.
const HOUR: u16 = 3600;

/// The form refusals are told in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// `OperationOutcome`.
    Fhir,
    /// Problem details.
    Problem,
}

/// A refusal.
pub(crate) struct Refusal {
    status: StatusCode,
    /// The reason code.
    code: String,
    issues: Vec<Issue>,
    again: Option<u16>,
    challenge: bool,
}

impl Form {
    /// The form of this path.
    pub(crate) fn of(path: &str) -> Self {
        if path == "/fhir" || path.starts_with("/fhir/") { Self::Fhir } else { Self::Problem }
    }
}

impl Refusal {
    /// A refusal with one issue about the request as a whole.
    pub(crate) fn new(status: StatusCode, code: &str, kind: IssueCode, text: Bilingual) -> Self {
        Self::of(status, code, vec![Issue::new(kind, "", text)])
    }

    /// A refusal with these issues.
    pub(crate) fn of(status: StatusCode, code: &str, issues: Vec<Issue>) -> Self {
        Self { status, code: code.to_owned(), issues, again: None, challenge: false }
    }

    /// Something in the body is not as it must be.
    pub(crate) fn wrong(issues: Vec<Issue>) -> Self {
        let structure = issues.iter().any(|issue| issue.code == IssueCode::Structure);
        let status = if structure { StatusCode::BAD_REQUEST } else { StatusCode::UNPROCESSABLE_ENTITY };
        Self::of(status, "invalid", issues)
    }

    /// Whoever asks has not signed on, or no longer is.
    pub(crate) fn signed_out(code: IssueCode) -> Self {
        let text = Bilingual::new(
            "ขอโทเคนใหม่ที่จุดออกโทเคน แล้วส่งอีกครั้ง",
            "Ask the token endpoint for a token, and send this again with it.",
        );
        Self { challenge: true, ..Self::new(StatusCode::UNAUTHORIZED, "token", code, text) }
    }

    /// The token does not allow it.
    pub(crate) fn scope() -> Self {
        let text = Bilingual::new("โทเคนไม่มีขอบเขตสำหรับสิ่งนี้", "The token has no scope for this.");
        Self::new(StatusCode::FORBIDDEN, "scope", IssueCode::Forbidden, text)
    }

    /// Nothing is there, or it is not the asker's.
    pub(crate) fn absent() -> Self {
        let text = Bilingual::new("ไม่มีสิ่งนี้ หรือท่านไม่มีสิทธิเห็น", "There is no such thing, or it is not yours to see.");
        Self::new(StatusCode::NOT_FOUND, "absent", IssueCode::NotFound, text)
    }

    /// The answer.
    pub(crate) fn answer(self, asked: &Asked) -> Response {
        tracing::info!(request = asked.reference, code = self.code, status = self.status.as_u16(), "refused");
        told(&self, (&asked.reference, asked.language, asked.form))
    }
}

fn told(refusal: &Refusal, (reference, language, form): (&str, Language, Form)) -> Response {
    let mut response = match form {
        Form::Fhir => {
            let body = outcome::outcome(&refusal.issues, reference, language);
            (refusal.status, [(header::CONTENT_TYPE, FHIR_JSON)], Json(body).into_response().into_body())
                .into_response()
        }
        Form::Problem => {
            let body = Json(problem(refusal, reference, language)).into_response().into_body();
            (refusal.status, [(header::CONTENT_TYPE, PROBLEM_JSON)], body).into_response()
        }
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(seconds) = refusal.again {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    if refusal.challenge {
        let challenge = HeaderValue::from_static("Bearer realm=\"partners\", error=\"invalid_token\"");
        headers.insert(header::WWW_AUTHENTICATE, challenge);
    }
    response
}

fn problem(refusal: &Refusal, reference: &str, language: Language) -> serde_json::Value {
    let first = refusal.issues.first().map_or("", |issue| issue.text.text(language));
    let errors: Vec<_> = refusal.issues.iter().filter(|issue| !issue.path.is_empty()).collect();
    let errors: Vec<_> =
        errors.iter().map(|issue| json!({ "pointer": issue.path, "detail": issue.text.text(language) })).collect();
    let mut problem = json!({
        "type": format!("urn:morprom:problem:{}", refusal.code),
        "title": refusal.status.canonical_reason().unwrap_or("Refused"),
        "status": refusal.status.as_u16(),
        "detail": first,
        "instance": format!("urn:uuid:{reference}"),
    });
    if !errors.is_empty() {
        problem["errors"] = json!(errors);
    }
    problem
}

/// The body of a bare refusal that some layer made, for a path of this interface: the same forms as ours. Nothing where the
/// path is another's.
pub fn dress(path: &str, status: StatusCode, reference: &str, language: Language) -> Option<Response> {
    let ours = Form::of(path) == Form::Fhir || path.starts_with("/api/") || path == "/openapi.json";
    if !ours || !(status.is_client_error() || status.is_server_error()) {
        return None;
    }
    Some(told(&bare(status), (reference, language, Form::of(path))))
}

fn bare(status: StatusCode) -> Refusal {
    let (code, kind, text) = match status {
        StatusCode::NOT_FOUND => return Refusal::absent(),
        StatusCode::METHOD_NOT_ALLOWED => (
            "method",
            IssueCode::NotSupported,
            Bilingual::new("ที่อยู่นี้ไม่รับวิธีนี้", "This address does not take this method."),
        ),
        StatusCode::PAYLOAD_TOO_LARGE => (
            "too-large",
            IssueCode::TooLong,
            Bilingual::new("ใหญ่เกินกำหนด แบ่งส่งเป็นหลายชุด", "Too large: send it in several parts."),
        ),
        StatusCode::TOO_MANY_REQUESTS => (
            "too-often",
            IssueCode::Throttled,
            Bilingual::new("ถี่เกินไป รอแล้วส่งใหม่", "Too often: wait, then send it again."),
        ),
        StatusCode::SERVICE_UNAVAILABLE => (
            "unavailable",
            IssueCode::Transient,
            Bilingual::new("ยังทำไม่ได้ชั่วคราว ส่งอีกครั้งภายหลัง", "Not now: send it again later. Nothing was lost."),
        ),
        status if status.is_server_error() => (
            "internal",
            IssueCode::Exception,
            Bilingual::new("ระบบทำไม่สำเร็จ แจ้งผู้ดูแลพร้อมเลขอ้างอิง", "The portal failed. Tell its operator the reference."),
        ),
        _ => ("invalid", IssueCode::Structure, Bilingual::new("คำขออ่านไม่ได้", "The request cannot be read.")),
    };
    let again = (status == StatusCode::SERVICE_UNAVAILABLE || status == StatusCode::TOO_MANY_REQUESTS).then_some(AGAIN);
    Refusal { again, ..Refusal::new(status, code, kind, text) }
}

impl From<ServiceError> for Refusal {
    fn from(error: ServiceError) -> Self {
        let forbidden = |code: &str, text| Self::new(StatusCode::FORBIDDEN, code, IssueCode::Forbidden, text);
        match error {
            ServiceError::Absent => Self::absent(),
            ServiceError::Denied(rule) => forbidden(rule.name(), rule.explain()),
            ServiceError::Forbidden => forbidden("role", domain::permission::Rule::Role.explain()),
            // A system has no second factor to show.
            ServiceError::Prove => Self { again: Some(HOUR), ..bare(StatusCode::TOO_MANY_REQUESTS) },
            ServiceError::Partner(PartnerRefusal::Replayed | PartnerRefusal::NoSystem) => {
                Self::signed_out(IssueCode::Login)
            }
            ServiceError::KeyReused => Self::new(
                StatusCode::CONFLICT,
                "message-id",
                IssueCode::Duplicate,
                Bilingual::new("รหัสข้อความนี้ใช้กับข้อความอื่นแล้ว", "This message id was used for something else."),
            ),
            ServiceError::Meanwhile | ServiceError::Storage(StorageError::Conflict { .. }) => Self::new(
                StatusCode::CONFLICT,
                "meanwhile",
                IssueCode::Conflict,
                Bilingual::new(
                    "มีผู้เปลี่ยนสิ่งเดียวกันในเวลาเดียวกัน ส่งอีกครั้งได้",
                    "Somebody changed the same thing at the same moment. Send it again.",
                ),
            ),
            ServiceError::Storage(StorageError::Unavailable { .. }) | ServiceError::Entropy(_) => {
                bare(StatusCode::SERVICE_UNAVAILABLE)
            }
            error => {
                tracing::error!(%error, "a partner's request failed");
                bare(StatusCode::INTERNAL_SERVER_ERROR)
            }
        }
    }
}
