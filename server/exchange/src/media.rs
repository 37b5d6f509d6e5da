//! Media types: what a body is said to be, and what an answer may be. FHIR R4 in JSON and in lines, R5 where `fhirVersion`
//! names it, in UTF-8, and nothing else: another version would be read wrong.

use crate::refusal::{FHIR_JSON, Refusal};
use domain::Bilingual;
use fhir::{IssueCode, Release};
use http::{HeaderMap, StatusCode, header};

/// What a body is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Media {
    /// One document.
    Json,
    /// A resource a line.
    Lines,
    /// A form.
    Form,
}

const JSON: [&str; 3] = ["application/fhir+json", "application/json", "text/json"];
const LINES: [&str; 3] = ["application/fhir+ndjson", "application/ndjson", "application/x-ndjson"];
const FORM: &str = "application/x-www-form-urlencoded";

/// What the body is said to be; refused where it is nothing that is read here.
pub(crate) fn of(headers: &HeaderMap) -> Result<Media, Refusal> {
    let stated = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (essence, parameters) = split(stated);
    let media = if JSON.contains(&essence.as_str()) {
        Media::Json
    } else if LINES.contains(&essence.as_str()) {
        Media::Lines
    } else if essence == FORM {
        Media::Form
    } else {
        return Err(unsupported());
    };
    let utf8 = parameters.iter().all(|(name, value)| name != "charset" || value.eq_ignore_ascii_case("utf-8"));
    if utf8 && parameters.iter().all(is_spoken) { Ok(media) } else { Err(unsupported()) }
}

/// The release of FHIR the body is said to be of.
pub(crate) fn written(headers: &HeaderMap) -> Release {
    let stated = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    named(&split(stated).1).unwrap_or_default()
}

/// The release of FHIR to answer in: the one asked for, else that of the body. Refused where the asker takes nothing that is
/// written here.
pub(crate) fn accepted(headers: &HeaderMap) -> Result<Release, Refusal> {
    let Some(accept) = headers.get(header::ACCEPT) else { return Ok(written(headers)) };
    let accept = accept.to_str().unwrap_or_default();
    let takes = |range: &&str| {
        let (essence, parameters) = split(range);
        let json = JSON.contains(&essence.as_str()) || matches!(essence.as_str(), "*/*" | "application/*" | "");
        (json || essence == "application/problem+json") && parameters.iter().all(is_spoken)
    };
    if let Some(taken) = accept.split(',').find(takes) {
        return Ok(named(&split(taken).1).unwrap_or_else(|| written(headers)));
    }
    Err(Refusal::new(
        StatusCode::NOT_ACCEPTABLE,
        "not-acceptable",
        IssueCode::NotSupported,
        Bilingual::new("ตอบได้เฉพาะ FHIR R4 หรือ R5 แบบ JSON", "Answers are FHIR R4 or R5 in JSON alone."),
    ))
}

/// The media type of FHIR in a release.
pub(crate) const fn fhir(release: Release) -> &'static str {
    match release {
        Release::R4 => FHIR_JSON,
        Release::R5 => "application/fhir+json; fhirVersion=5.0; charset=utf-8",
    }
}

fn is_spoken((name, value): &(String, String)) -> bool {
    name != "fhirversion" || Release::named(value).is_some()
}

fn named(parameters: &[(String, String)]) -> Option<Release> {
    parameters.iter().find(|(name, _)| name == "fhirversion").and_then(|(_, value)| Release::named(value))
}

/// A media type without its parameters, in small letters, and the parameters.
fn split(text: &str) -> (String, Vec<(String, String)>) {
    let mut parts = text.split(';');
    let essence = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
    let parameter = |part: &str| {
        let (name, value) = part.split_once('=')?;
        Some((name.trim().to_ascii_lowercase(), value.trim().trim_matches('"').to_owned()))
    };
    (essence, parts.filter_map(parameter).collect())
}

fn unsupported() -> Refusal {
    Refusal::new(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "media-type",
        IssueCode::NotSupported,
        Bilingual::new(
            "รับเฉพาะ FHIR R4 หรือ R5 แบบ JSON หรือ NDJSON ใน UTF-8",
            "Taken are FHIR R4 or R5 as JSON or NDJSON, and forms to search, in UTF-8.",
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(name: header::HeaderName, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(name, value.parse().unwrap())])
    }

    #[test]
    fn only_what_would_be_read_right_is_taken() {
        for (stated, media) in [
            ("application/fhir+json", Media::Json),
            ("Application/JSON; charset=\"UTF-8\"; fhirVersion=4.0", Media::Json),
            ("application/x-ndjson", Media::Lines),
            ("application/x-www-form-urlencoded", Media::Form),
        ] {
            assert_eq!(of(&with(header::CONTENT_TYPE, stated)).ok(), Some(media), "{stated}");
        }
        for stated in [
            "",
            "text/plain",
            "application/fhir+xml",
            "application/json; charset=tis-620",
            "application/fhir+json; fhirVersion=3.0",
        ] {
            assert!(of(&with(header::CONTENT_TYPE, stated)).is_err(), "{stated}");
        }
    }

    #[test]
    fn nobody_is_sent_what_they_do_not_take() {
        for accept in ["*/*", "application/fhir+json;fhirVersion=4.0", "text/html, application/*;q=0.1"] {
            assert_eq!(accepted(&with(header::ACCEPT, accept)).ok(), Some(Release::R4), "{accept}");
        }
        assert!(accepted(&HeaderMap::new()).is_ok());
        for accept in ["application/fhir+xml", "application/fhir+json; fhirVersion=3.0"] {
            assert!(accepted(&with(header::ACCEPT, accept)).is_err(), "{accept}");
        }
    }

    #[test]
    fn the_release_is_the_one_asked_for_else_the_one_sent() {
        let r5 = "application/fhir+json; fhirVersion=5.0";
        assert_eq!(written(&with(header::CONTENT_TYPE, r5)), Release::R5);
        assert_eq!(accepted(&with(header::CONTENT_TYPE, r5)).ok(), Some(Release::R5));
        let mut both = with(header::CONTENT_TYPE, r5);
        both.insert(header::ACCEPT, "application/fhir+xml, application/fhir+json; fhirVersion=4.0.1".parse().unwrap());
        assert_eq!(accepted(&both).ok(), Some(Release::R4));
        both.insert(header::ACCEPT, "*/*".parse().unwrap());
        assert_eq!(accepted(&both).ok(), Some(Release::R5));
    }
}
