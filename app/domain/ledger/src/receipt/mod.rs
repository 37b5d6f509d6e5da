//! The consent receipt: the fields of ISO/IEC TS 27560:2023 in JSON-LD with the terms of the Data Privacy Vocabulary,
//! canonical by RFC 8785, so that everyone who writes it writes the same bytes.
//!
//! It names nobody: the person stands in it by a pseudonym only the service can resolve.

mod access;
mod canonical;
mod case;
mod reading;

pub use access::{AccessReceipt, RegisterStep};
pub use case::CaseReceipt;
pub use reading::{Line, Unreadable, read};

use canonical::Json;
use domain::catalogue::{Field, PurposeId, fields};
use domain::consent::{EventKind, Method};
use domain::policy::VersionNumber;
use domain::{Bilingual, Digest, Id, Instant, Language, agency};

/// What a receipt says. The rest stands in `domain`: the controller, the data, the recipients, the retention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentReceipt {
    /// The id of the event, and of its record.
    pub record: Id,
    /// When.
    pub at: Instant,
    /// What happened.
    pub event: EventKind,
    /// The purpose.
    pub purpose: PurposeId,
    /// The purpose's version.
    pub purpose_version: u32,
    /// The question that was answered.
    pub question: Bilingual,
    /// The policy in force.
    pub policy: VersionNumber,
    /// The digest of its text in the language.
    pub policy_digest: Digest,
    /// The language it was asked in.
    pub language: Language,
    /// How it was told.
    pub method: Method,
    /// Whose consent, by pseudonym.
    pub principal: String,
    /// Who acted for them, by pseudonym.
    pub delegate: Option<String>,
    /// Scheme and authority of the service.
    pub origin: String,
}

/// The standard the fields are those of.
const STANDARD: &str = "ISO/IEC TS 27560:2023";
/// The vocabularies the names are from.
const CONTEXT: [(&str, &str); 5] = [
    ("dct", "http://purl.org/dc/terms/"),
    ("dpv", "https://w3id.org/dpv#"),
    ("legal-th", "https://w3id.org/dpv/legal/th#"),
    ("loc", "https://w3id.org/dpv/loc#"),
    ("schema", "https://schema.org/"),
];
const LAW: &str = "https://w3id.org/dpv/legal/th#law-PDPA";
const WITHDRAWAL: Bilingual = Bilingual::new(
    "ถอนได้ทุกเมื่อในหน้าความยินยอมของบัญชี หรือทางโทรศัพท์ อีเมล ไปรษณีย์ หรือด้วยตนเอง",
    "At any time on the consent page of the account, or by phone, e-mail, post or in person.",
);

impl ConsentReceipt {
    /// The bytes that are committed to.
    pub fn canonical_json(&self) -> Vec<u8> {
        let id = |id: String| Json::object([("@id", Json::text(id))]);
        let text = |words: Bilingual| Json::text(words.text(self.language));
        let policy = format!("{}/{}/policy/{}", self.origin, self.language.tag(), self.policy);
        let notice = Json::object([
            ("@id", Json::text(policy)),
            ("@type", Json::text("dpv:PrivacyNotice")),
            ("dct:hasVersion", Json::text(self.policy.to_string())),
            ("dct:language", Json::text(self.language.tag())),
            ("schema:sha256", Json::text(self.policy_digest.to_string())),
        ]);
        let mut members = vec![
            ("@context", Json::object(CONTEXT.map(|(name, address)| (name, Json::text(address))))),
            ("@id", Json::text(format!("urn:uuid:{}", self.record))),
            ("@type", Json::text("dpv:ConsentRecord")),
            ("dct:conformsTo", Json::text(STANDARD)),
            ("dct:identifier", Json::text(self.record.to_string())),
            ("dct:language", Json::text(self.language.tag())),
            ("dpv:hasConsentStatus", Json::text(status(self.event))),
            ("dpv:hasDataController", controller(self.language)),
            ("dpv:hasDataSubject", id(format!("urn:morprom:principal:{}", self.principal))),
            ("dpv:hasIndicationMethod", Json::text(self.method.name())),
            ("dpv:hasNotice", notice),
            ("dpv:hasProcess", self.process()),
            ("dpv:hasWithdrawalMethod", text(WITHDRAWAL)),
            ("dpv:isIndicatedAtTime", Json::text(self.at.rfc3339())),
        ];
        if let Some(delegate) = &self.delegate {
            members.push(("dpv:isIndicatedBy", id(format!("urn:morprom:delegate:{delegate}"))));
        }
        Json::object(members).bytes()
    }

    fn process(&self) -> Json {
        let text = |words: Bilingual| Json::text(words.text(self.language));
        let used: Vec<&Field> = fields().filter(|field| field.purposes.contains(&self.purpose)).collect();
        let (mut recipients, mut kept) = (Vec::new(), Vec::new());
        for field in &used {
            recipients.extend(
                field.recipients.iter().map(|it| it.name()).filter(|it| !recipients.contains(it)).collect::<Vec<_>>(),
            );
            if !kept.contains(&field.retention) {
                kept.push(field.retention);
            }
        }
        let purpose = Json::object([
            ("@id", Json::text(format!("{}/{}/data#{}", self.origin, self.language.tag(), self.purpose.id()))),
            ("dct:description", text(self.question)),
            ("dct:hasVersion", Json::text(self.purpose_version.to_string())),
            ("dct:title", text(self.purpose.name())),
        ]);
        let storage = Json::object([
            ("dpv:hasDuration", Json::list(kept.into_iter().map(text))),
            ("dpv:hasLocation", Json::text("loc:TH")),
        ]);
        Json::object([
            ("dpv:hasApplicableLaw", Json::text(LAW)),
            ("dpv:hasJurisdiction", Json::text("loc:TH")),
            ("dpv:hasLegalBasis", Json::text("dpv:Consent")),
            ("dpv:hasPersonalData", Json::list(used.iter().map(|field| text(field.name)))),
            ("dpv:hasPurpose", purpose),
            ("dpv:hasRecipient", Json::list(recipients.into_iter().map(text))),
            ("dpv:hasStorageCondition", storage),
        ])
    }
}

/// Who is responsible, and how to reach them.
fn controller(language: Language) -> Json {
    let text = |words: Bilingual| Json::text(words.text(language));
    Json::object([
        ("@type", Json::text("dpv:DataController")),
        ("schema:address", text(agency::ADDRESS)),
        ("schema:email", Json::text(agency::EMAIL)),
        ("schema:name", text(agency::CONTROLLER)),
        ("schema:telephone", Json::list(agency::PHONES.iter().map(|line| Json::text(line.shown)))),
        ("schema:url", Json::text(agency::WEB_SITE)),
    ])
}

const fn status(event: EventKind) -> &'static str {
    match event {
        EventKind::Given => "dpv:ConsentGiven",
        EventKind::Refused => "dpv:ConsentRefused",
        EventKind::Withdrawn => "dpv:ConsentWithdrawn",
        EventKind::Expired => "dpv:ConsentExpired",
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use std::collections::BTreeSet;

    pub(crate) fn sample(language: Language) -> ConsentReceipt {
        ConsentReceipt {
            record: Id::new(Instant::from_unix_milliseconds(1_795_402_800_000), [7; 10]),
            at: Instant::from_unix_milliseconds(1_795_402_800_123),
            event: EventKind::Given,
            purpose: PurposeId::News,
            purpose_version: 1,
            question: domain::consent::ASKED[0].question,
            policy: VersionNumber::new(2).unwrap(),
            policy_digest: Digest::of(b"policy"),
            language,
            method: Method::Web,
            principal: "00112233445566778899aabbccddeeff".to_owned(),
            delegate: Some("ffeeddccbbaa99887766554433221100".to_owned()),
            origin: "https://portal.example".to_owned(),
        }
    }

    #[test]
    fn a_receipt_is_canonical_json_with_the_fields_of_the_standard() {
        for language in [Language::Th, Language::En] {
            let bytes = sample(language).canonical_json();
            let value: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
            assert_eq!(value["dpv:isIndicatedAtTime"], "2026-11-23T03:00:00.123Z");
            assert_eq!(value["dpv:hasConsentStatus"], "dpv:ConsentGiven");
            assert_eq!(value["dpv:hasProcess"]["dpv:hasJurisdiction"], "loc:TH");
            assert!(value["dpv:hasProcess"]["dpv:hasPersonalData"].as_array().unwrap().len() >= 2);
            assert!(value["dpv:hasDataController"]["schema:email"].as_str().unwrap().contains('@'));
            assert!(read(&bytes).is_ok(), "what is written is read");
        }
    }

    #[test]
    fn every_recipient_and_every_time_of_the_catalogue_is_said_once() {
        let said = |list: &serde_json::Value| -> Vec<String> {
            list.as_array().unwrap().iter().map(|it| it.as_str().unwrap().to_owned()).collect()
        };
        let (mut all_recipients, mut all_times) = (0, 0);
        for asked in domain::consent::ASKED {
            let receipt = ConsentReceipt { purpose: asked.purpose, question: asked.question, ..sample(Language::En) };
            let value: serde_json::Value = serde_json::from_slice(&receipt.canonical_json()).unwrap();
            let process = &value["dpv:hasProcess"];
            let used = || fields().filter(|field| field.purposes.contains(&asked.purpose));
            let recipients: BTreeSet<_> = used().flat_map(|field| field.recipients).map(|it| it.name().en).collect();
            let kept: BTreeSet<_> = used().map(|field| field.retention.en).collect();
            (all_recipients, all_times) = (all_recipients + recipients.len(), all_times + kept.len());
            for (said, wanted) in [
                (said(&process["dpv:hasRecipient"]), recipients),
                (said(&process["dpv:hasStorageCondition"]["dpv:hasDuration"]), kept),
            ] {
                assert_eq!(said.len(), wanted.len(), "{said:?}");
                assert_eq!(said.iter().map(String::as_str).collect::<BTreeSet<_>>(), wanted);
            }
        }
        assert!(all_recipients > 0 && all_times > 0, "there is something to say");
    }

    #[test]
    fn a_receipt_says_what_happened_and_through_whom() {
        for (event, status) in [
            (EventKind::Given, "dpv:ConsentGiven"),
            (EventKind::Refused, "dpv:ConsentRefused"),
            (EventKind::Withdrawn, "dpv:ConsentWithdrawn"),
            (EventKind::Expired, "dpv:ConsentExpired"),
        ] {
            let receipt = ConsentReceipt { event, delegate: None, ..sample(Language::En) };
            let value: serde_json::Value = serde_json::from_slice(&receipt.canonical_json()).unwrap();
            assert_eq!(value["dpv:hasConsentStatus"], status);
            assert_eq!(value.get("dpv:isIndicatedBy"), None);
        }
        let value: serde_json::Value = serde_json::from_slice(&sample(Language::En).canonical_json()).unwrap();
        assert_eq!(value["dpv:isIndicatedBy"]["@id"], "urn:morprom:delegate:ffeeddccbbaa99887766554433221100");
    }
}
