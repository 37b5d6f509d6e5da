//! The receipt of a use of somebody's data that a law may keep from them for a time (article 8): what was done, when, for
//! what, by which office, on which facts. It names nobody. The step of a register that led to the use is in it by its digest,
//! so that both stand in the ledger as one entry.

use super::canonical::Json;
use super::{CONTEXT, LAW, controller};
use domain::catalogue::PurposeId;
use domain::kept_back::KeptBack;
use domain::register::{Register, Step};
use domain::{Digest, Id, Instant, Language};

/// What the receipt of a use says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessReceipt {
    /// The id of the event, and of its entry.
    pub record: Id,
    /// When.
    pub at: Instant,
    /// What was done.
    pub act: KeptBack,
    /// From when on the person is told; at once where absent.
    pub shown_from: Option<Instant>,
    /// The code of the organisation; empty for the operator.
    pub office: String,
    /// Who, by the code the person reads.
    pub officer: String,
    /// What for.
    pub purpose: PurposeId,
    /// What the rule looked at.
    pub facts: String,
    /// The conditions it went through.
    pub path: String,
    /// What it was done to.
    pub target: Option<Id>,
    /// The step of a register it is.
    pub step: Option<RegisterStep>,
    /// The person's language.
    pub language: Language,
    /// Whose data, by pseudonym.
    pub principal: String,
    /// Scheme and authority of the service.
    pub origin: String,
}

/// The step of a register a use is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RegisterStep {
    /// Of which register.
    pub register: Register,
    /// Its place among the steps of its entry, from 1.
    pub place: u32,
    /// What happened.
    pub step: Step,
    /// The digest of what was said.
    pub said: Digest,
}

/// The type of the document: what a reader tells it from other receipts by.
pub(super) const TYPE: &str = "dpv:Process";

impl AccessReceipt {
    /// The bytes that are committed to.
    pub fn canonical_json(&self) -> Vec<u8> {
        let text = |text: &str| Json::text(text);
        let mut members = vec![
            ("@context", Json::object(CONTEXT.map(|(name, address)| (name, Json::text(address))))),
            ("@id", Json::text(format!("urn:uuid:{}", self.record))),
            ("@type", text(TYPE)),
            ("dct:available", Json::text(self.shown_from.unwrap_or(self.at).rfc3339())),
            ("dct:identifier", Json::text(self.record.to_string())),
            ("dct:language", text(self.language.tag())),
            ("dct:relation", Json::text(self.target.map_or_else(String::new, |target| target.to_string()))),
            ("dct:type", text(self.act.name())),
            ("dpv:hasApplicableLaw", text(LAW)),
            ("dpv:hasContext", text(&self.facts)),
            ("dpv:hasDataController", controller(self.language)),
            (
                "dpv:hasDataSubject",
                Json::object([("@id", Json::text(format!("urn:morprom:principal:{}", self.principal)))]),
            ),
            ("dpv:hasJurisdiction", text("loc:TH")),
            ("dpv:hasPurpose", text(self.purpose.id())),
            ("dpv:hasResponsibleEntity", text(&self.office)),
            ("dpv:hasRule", text(&self.path)),
            ("dpv:isIndicatedAtTime", Json::text(self.at.rfc3339())),
            ("schema:agent", text(&self.officer)),
            ("schema:url", Json::text(format!("{}/{}", self.origin, self.language.tag()))),
        ];
        if let Some(step) = &self.step {
            let step = [
                ("dct:type", text(step.step.name())),
                ("schema:isPartOf", text(step.register.name())),
                ("schema:position", Json::text(step.place.to_string())),
                ("schema:sha256", Json::text(step.said.to_string())),
            ];
            members.push(("dct:isPartOf", Json::object(step)));
        }
        Json::object(members).bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;

    #[test]
    fn a_use_is_read_back_in_words() {
        let at = Instant::from_unix_milliseconds;
        let receipt = AccessReceipt {
            record: Id::new(at(1_795_402_800_000), [7; 10]),
            at: at(1_795_402_800_123),
            act: KeptBack::DataDisclosed,
            shown_from: Some(at(1_799_600_400_000)),
            office: "division".to_owned(),
            officer: "K7QP-2M".to_owned(),
            purpose: PurposeId::LawfulOrder,
            facts: "1 disclose ordered lawful-order".to_owned(),
            path: "+role +no-tie".to_owned(),
            target: Some(Id::new(at(1_795_402_800_000), [8; 10])),
            step: Some(RegisterStep {
                register: Register::Disclosure,
                place: 3,
                step: Step::Opened,
                said: Digest::of(b"said"),
            }),
            language: Language::En,
            principal: "00112233445566778899aabbccddeeff".to_owned(),
            origin: "https://portal.example".to_owned(),
        };
        let (language, lines) = read(&receipt.canonical_json()).unwrap();
        assert_eq!(language, Language::En);
        let values: Vec<&str> = lines.iter().map(|line| line.value.as_str()).collect();
        let purpose = PurposeId::LawfulOrder.name().en;
        for said in [KeptBack::DataDisclosed.label().en, "2027-01-10T17:00:00.000Z", "division", purpose, "K7QP-2M"] {
            assert!(values.contains(&said), "{said}: {values:?}");
        }
        // By the operator, at once, about no register: fewer things, and none of them missing.
        let bare = AccessReceipt { shown_from: None, office: String::new(), target: None, step: None, ..receipt };
        let (_, lines) = read(&bare.canonical_json()).unwrap();
        assert!(lines.iter().any(|line| line.value == "–"), "{lines:?}");
    }
}
