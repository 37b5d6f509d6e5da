//! The receipt of a step of a case (article 7): what happened, when, at whose desk, and digests of what was said and of
//! the record it is about. It names nobody, and holds no health detail.

use super::canonical::Json;
use super::{CONTEXT, LAW, controller};
use domain::cases::{Right, Step};
use domain::{Digest, Id, Instant, Language};

/// What the receipt of a step says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseReceipt {
    /// The id of the step, and of its record.
    pub record: Id,
    /// When.
    pub at: Instant,
    /// The number of the case.
    pub number: String,
    /// The right.
    pub right: Right,
    /// What happened.
    pub step: Step,
    /// The office that did it, by name; empty for the person.
    pub office: String,
    /// The digest of what was said.
    pub said: Digest,
    /// The digest of the record as it stood, where the case is about one.
    pub snapshot: Option<Digest>,
    /// The language of the case.
    pub language: Language,
    /// Whose case, by pseudonym.
    pub principal: String,
    /// Who acted for them, by pseudonym.
    pub delegate: Option<String>,
    /// Scheme and authority of the service.
    pub origin: String,
}

/// The type of the document: what a reader tells it from a consent receipt by.
pub(super) const TYPE: &str = "dpv:RightExerciseActivity";

impl CaseReceipt {
    /// The bytes that are committed to.
    pub fn canonical_json(&self) -> Vec<u8> {
        let id = |id: String| Json::object([("@id", Json::text(id))]);
        let mut members = vec![
            ("@context", Json::object(CONTEXT.map(|(name, address)| (name, Json::text(address))))),
            ("@id", Json::text(format!("urn:uuid:{}", self.record))),
            ("@type", Json::text(TYPE)),
            ("dct:identifier", Json::text(self.record.to_string())),
            ("dct:isPartOf", Json::text(self.number.as_str())),
            ("dct:language", Json::text(self.language.tag())),
            ("dct:type", Json::text(self.step.name())),
            ("dpv:hasApplicableLaw", Json::text(LAW)),
            ("dpv:hasDataController", controller(self.language)),
            ("dpv:hasDataSubject", id(format!("urn:morprom:principal:{}", self.principal))),
            ("dpv:hasJurisdiction", Json::text("loc:TH")),
            ("dpv:hasResponsibleEntity", Json::text(self.office.as_str())),
            ("dpv:hasRight", Json::text(self.right.name())),
            ("dpv:isIndicatedAtTime", Json::text(self.at.rfc3339())),
            ("schema:sha256", Json::text(self.said.to_string())),
            ("schema:url", Json::text(format!("{}/{}", self.origin, self.language.tag()))),
        ];
        if let Some(delegate) = &self.delegate {
            members.push(("dpv:isIndicatedBy", id(format!("urn:morprom:delegate:{delegate}"))));
        }
        if let Some(snapshot) = &self.snapshot {
            members.push(("dct:references", Json::text(snapshot.to_string())));
        }
        Json::object(members).bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;
    use domain::cases::Outcome;

    #[test]
    fn a_step_is_read_back_in_words() {
        let receipt = CaseReceipt {
            record: Id::new(Instant::from_unix_milliseconds(1_795_402_800_000), [7; 10]),
            at: Instant::from_unix_milliseconds(1_795_402_800_123),
            number: "ABCD-EFGH-J".to_owned(),
            right: Right::Correction,
            step: Step::Decided(Outcome::Corrected),
            office: "Example Hospital".to_owned(),
            said: Digest::of(b"said"),
            snapshot: Some(Digest::of(b"record")),
            language: Language::En,
            principal: "00112233445566778899aabbccddeeff".to_owned(),
            delegate: None,
            origin: "https://portal.example".to_owned(),
        };
        let bytes = receipt.canonical_json();
        let (language, lines) = read(&bytes).unwrap();
        assert_eq!(language, Language::En);
        let values: Vec<&str> = lines.iter().map(|line| line.value.as_str()).collect();
        for said in ["Corrected", "Correction", "ABCD-EFGH-J", "Example Hospital", "2026-11-23T03:00:00.123Z"] {
            assert!(values.contains(&said), "{said}: {values:?}");
        }
        assert!(values.contains(&receipt.snapshot.unwrap().to_string().as_str()));
    }
}
