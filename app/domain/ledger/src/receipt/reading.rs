//! What a person reads of a receipt, taken from the very bytes that were committed to. Bytes that are not canonical are
//! refused: two readers could make different things of them.

use super::canonical::Json;
use domain::cases::{Right, Step};
use domain::catalogue::PurposeId;
use domain::kept_back::KeptBack;
use domain::{Bilingual, Explain, Language};
use serde_json::Value;
use thiserror::Error;

/// The largest receipt, in bytes.
const LARGEST: usize = 64 * 1024;

/// A line: what it is about, and what the receipt says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is about.
    pub label: Bilingual,
    /// What the receipt says.
    pub value: String,
}

/// Why bytes are no receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Unreadable {
    /// Too large.
    #[error("too large for a receipt")]
    Large,
    /// No JSON of the kinds a receipt has.
    #[error("no receipt")]
    Form,
    /// JSON, but not written canonically.
    #[error("not written canonically")]
    NotCanonical,
    /// A field of the receipt is missing.
    #[error("a field is missing")]
    Missing,
}

/// Where each line stands in the document.
const LINES: [(&[&str], Bilingual); 14] = [
    (&["dct:identifier"], Bilingual::new("เลขใบรับ", "Receipt number")),
    (&["dpv:isIndicatedAtTime"], Bilingual::new("เวลา (UTC)", "Time (UTC)")),
    (&["dpv:hasConsentStatus"], Bilingual::new("คำตอบ", "Answer")),
    (&["dpv:hasProcess", "dpv:hasPurpose", "dct:title"], Bilingual::new("วัตถุประสงค์", "Purpose")),
    (&["dpv:hasProcess", "dpv:hasPurpose", "dct:description"], Bilingual::new("คำถาม", "Question")),
    (&["dpv:hasProcess", "dpv:hasPurpose", "dct:hasVersion"], Bilingual::new("รุ่นของคำถาม", "Version of the question")),
    (&["dpv:hasProcess", "dpv:hasPersonalData"], Bilingual::new("ข้อมูลที่ใช้", "Data used")),
    (&["dpv:hasProcess", "dpv:hasRecipient"], Bilingual::new("ผู้รับข้อมูล", "Recipients")),
    (&["dpv:hasProcess", "dpv:hasStorageCondition", "dpv:hasDuration"], Bilingual::new("เก็บไว้นาน", "Kept for")),
    (&["dpv:hasDataController", "schema:name"], Bilingual::new("ผู้ควบคุมข้อมูล", "Controller")),
    (&["dpv:hasNotice", "dct:hasVersion"], Bilingual::new("ฉบับนโยบาย", "Policy version")),
    (&["dpv:hasNotice", "schema:sha256"], Bilingual::new("ลายนิ้วมือของนโยบาย", "Policy fingerprint")),
    (&["dpv:hasIndicationMethod"], Bilingual::new("ช่องทาง", "How it was told")),
    (&["dpv:hasWithdrawalMethod"], Bilingual::new("วิธีถอน", "How to withdraw")),
];

/// Where each line of the receipt of a case's step stands.
const STEP_LINES: [(&[&str], Bilingual); 8] = [
    (&["dct:identifier"], Bilingual::new("เลขใบรับ", "Receipt number")),
    (&["dpv:isIndicatedAtTime"], Bilingual::new("เวลา (UTC)", "Time (UTC)")),
    (&["dct:isPartOf"], Bilingual::new("เลขเรื่อง", "Case number")),
    (&["dpv:hasRight"], Bilingual::new("สิทธิที่ใช้", "Right")),
    (&["dct:type"], Bilingual::new("สิ่งที่เกิดขึ้น", "What happened")),
    (&["dpv:hasResponsibleEntity"], Bilingual::new("หน่วยงาน", "Office")),
    (&["dpv:hasDataController", "schema:name"], Bilingual::new("ผู้ควบคุมข้อมูล", "Controller")),
    (&["schema:sha256"], Bilingual::new("ลายนิ้วมือของข้อความ", "Fingerprint of what was said")),
];
/// Where each line of the receipt of a use of data stands.
const ACCESS_LINES: [(&[&str], Bilingual); 9] = [
    (&["dct:identifier"], Bilingual::new("เลขใบรับ", "Receipt number")),
    (&["dpv:isIndicatedAtTime"], Bilingual::new("เวลา (UTC)", "Time (UTC)")),
    (&["dct:type"], Bilingual::new("สิ่งที่เกิดขึ้น", "What happened")),
    (&["dct:available"], Bilingual::new("แสดงแก่เจ้าของข้อมูลตั้งแต่ (UTC)", "Shown to the person from (UTC)")),
    (&["dpv:hasPurpose"], Bilingual::new("วัตถุประสงค์", "Purpose")),
    (&["dpv:hasResponsibleEntity"], Bilingual::new("หน่วยงาน", "Office")),
    (&["schema:agent"], Bilingual::new("ผู้ใช้ข้อมูล (รหัส)", "By whom (code)")),
    (&["dpv:hasRule"], Bilingual::new("ตัดสินตาม", "Decided on")),
    (&["dpv:hasDataController", "schema:name"], Bilingual::new("ผู้ควบคุมข้อมูล", "Controller")),
];
const SNAPSHOT: Bilingual = Bilingual::new("ลายนิ้วมือของรายการ", "Fingerprint of the record");

/// The lines of a receipt, and its language. A receipt without a delegate has one line less.
pub fn read(bytes: &[u8]) -> Result<(Language, Vec<Line>), Unreadable> {
    if bytes.len() > LARGEST {
        return Err(Unreadable::Large);
    }
    let value: Value = serde_json::from_slice(bytes).map_err(|_| Unreadable::Form)?;
    if plain(&value).ok_or(Unreadable::Form)?.bytes() != bytes {
        return Err(Unreadable::NotCanonical);
    }
    let language = value.get("dct:language").and_then(Value::as_str).and_then(Language::from_tag);
    let language = language.ok_or(Unreadable::Missing)?;
    let kind = value.get("@type").and_then(Value::as_str);
    let of_a_use = kind == Some(super::access::TYPE);
    let wanted: &[(&[&str], Bilingual)] = match kind {
        Some(super::case::TYPE) => &STEP_LINES,
        Some(super::access::TYPE) => &ACCESS_LINES,
        _ => &LINES,
    };
    let mut lines = Vec::with_capacity(wanted.len() + 1);
    for (path, label) in wanted {
        let found = path.iter().try_fold(&value, |value, name| value.get(name)).ok_or(Unreadable::Missing)?;
        let shown = match path {
            ["dpv:hasRight"] => word(found, |name| Right::from_name(name).map(Right::label), language),
            ["dct:type"] if of_a_use => word(found, |name| KeptBack::from_name(name).map(KeptBack::label), language),
            ["dpv:hasPurpose"] => word(found, purpose, language),
            ["dct:type"] => word(found, |name| Step::from_name(name).map(Step::label), language),
            ["dpv:hasResponsibleEntity"] if found.as_str() == Some("") => Some("–".to_owned()),
            _ => shown(found, language),
        };
        lines.push(Line { label: *label, value: shown.ok_or(Unreadable::Missing)? });
    }
    if let Some(snapshot) = value.get("dct:references").and_then(Value::as_str) {
        lines.push(Line { label: SNAPSHOT, value: snapshot.to_owned() });
    }
    if let Some(delegate) = value.get("dpv:isIndicatedBy").and_then(|by| by.get("@id")).and_then(Value::as_str) {
        let label = Bilingual::new("ผู้ทำแทน (รหัส)", "Acted for the person (code)");
        lines.push(Line { label, value: delegate.rsplit(':').next().unwrap_or_default().to_owned() });
    }
    Ok((language, lines))
}

fn purpose(id: &str) -> Option<Bilingual> {
    PurposeId::ALL.into_iter().find(|purpose| purpose.id() == id).map(PurposeId::name)
}

/// A word of the domain, in words of the language.
fn word(value: &Value, label: impl Fn(&str) -> Option<Bilingual>, language: Language) -> Option<String> {
    value.as_str().and_then(label).map(|label| label.text(language).to_owned())
}

fn shown(value: &Value, language: Language) -> Option<String> {
    match value {
        Value::String(text) => Some(said(text, language)),
        Value::Array(items) if items.is_empty() => Some("–".to_owned()),
        Value::Array(items) => Some(items.iter().map(|item| item.as_str()).collect::<Option<Vec<_>>>()?.join(" · ")),
        _ => None,
    }
}

/// Words of the vocabulary, in words of the language.
fn said(text: &str, language: Language) -> String {
    use domain::consent::{EventKind, Method};
    let word = match text {
        "dpv:ConsentGiven" => EventKind::Given.label(),
        "dpv:ConsentRefused" => EventKind::Refused.label(),
        "dpv:ConsentWithdrawn" => EventKind::Withdrawn.label(),
        "dpv:ConsentExpired" => EventKind::Expired.label(),
        other => match Method::from_name(other) {
            Some(method) => method.label(),
            None => return other.to_owned(),
        },
    };
    word.text(language).to_owned()
}

/// The same value in the kinds a receipt has; `None` where it has another.
fn plain(value: &Value) -> Option<Json> {
    Some(match value {
        Value::String(text) => Json::text(text.as_str()),
        Value::Array(items) => Json::List(items.iter().map(plain).collect::<Option<_>>()?),
        Value::Object(members) => Json::object(
            members.iter().map(|(name, it)| plain(it).map(|it| (name.clone(), it))).collect::<Option<Vec<_>>>()?,
        ),
        _ => return None,
    })
}

impl Explain for Unreadable {
    fn explain(&self) -> Bilingual {
        match self {
            Self::Large | Self::Form | Self::Missing => {
                Bilingual::new("ไฟล์นี้ไม่ใช่ใบรับของบริการนี้", "This file is no receipt of this service.")
            }
            Self::NotCanonical => Bilingual::new(
                "ใบรับนี้ถูกจัดรูปใหม่หลังดาวน์โหลด จึงตรวจไม่ได้ ใช้ไฟล์ที่ดาวน์โหลดโดยไม่เปิดแก้ไข",
                "This receipt was reformatted after it was downloaded, so it cannot be checked. Use the file as downloaded.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::ConsentReceipt;
    use super::super::tests::sample;
    use super::*;
    use domain::consent::{EventKind, Method};
    use proptest::prelude::*;

    #[test]
    fn what_is_shown_comes_from_the_bytes() {
        let bytes = sample(Language::Th).canonical_json();
        let (language, lines) = read(&bytes).unwrap();
        assert_eq!((language, lines.len()), (Language::Th, 15));
        let text = String::from_utf8(bytes).unwrap();
        for line in lines.iter().filter(|line| !["Answer", "How it was told"].contains(&line.label.en)) {
            for part in line.value.split(" · ").filter(|part| *part != "–") {
                assert!(text.contains(part), "{part}");
            }
        }
    }

    #[test]
    fn what_is_not_canonical_is_refused() {
        let text = String::from_utf8(sample(Language::En).canonical_json()).unwrap();
        for changed in [
            format!(" {text}"),
            format!("{text}\n"),
            text.replacen("{\"@context\"", "{\"@context\":{},\"@context\"", 1),
            text.replacen("loc:TH", "loc:\\u0054H", 1),
        ] {
            assert_eq!(read(changed.as_bytes()), Err(Unreadable::NotCanonical), "{changed}");
        }
        assert_eq!(read(b"[1]"), Err(Unreadable::Form));
        assert_eq!(read(b"{}"), Err(Unreadable::Missing));
        assert_eq!(read(&vec![b' '; LARGEST + 1]), Err(Unreadable::Large));
        assert_eq!(read("[".repeat(60_000).as_bytes()), Err(Unreadable::Form));
    }

    /// What a line says, by its English label.
    fn value<'l>(lines: &'l [Line], label: &str) -> Option<&'l str> {
        lines.iter().find(|line| line.label.en == label).map(|line| line.value.as_str())
    }

    #[test]
    fn words_of_the_vocabulary_are_said_in_words() {
        for (event, english, thai) in [
            (EventKind::Given, "Given", "ยินยอม"),
            (EventKind::Refused, "Refused", "ไม่ยินยอม"),
            (EventKind::Withdrawn, "Withdrawn", "ถอนความยินยอม"),
            (EventKind::Expired, "Expired", "หมดอายุ"),
        ] {
            for (language, said) in [(Language::En, english), (Language::Th, thai)] {
                let receipt = ConsentReceipt { event, method: Method::Paper, ..sample(language) };
                let (_, lines) = read(&receipt.canonical_json()).unwrap();
                assert_eq!(value(&lines, "Answer"), Some(said));
                assert_eq!(value(&lines, "How it was told"), Some(Method::Paper.label().text(language)));
            }
        }
    }

    #[test]
    fn who_acted_for_a_person_is_shown_by_code_and_only_then() {
        let receipt = sample(Language::En);
        let (_, lines) = read(&receipt.canonical_json()).unwrap();
        assert_eq!(value(&lines, "Acted for the person (code)"), receipt.delegate.as_deref());
        let alone = ConsentReceipt { delegate: None, ..receipt };
        let (_, lines) = read(&alone.canonical_json()).unwrap();
        assert_eq!((value(&lines, "Acted for the person (code)"), lines.len()), (None, LINES.len()));
    }

    #[test]
    fn a_receipt_is_as_large_as_it_may_be_and_no_larger() {
        assert_eq!(read(&vec![b' '; LARGEST]), Err(Unreadable::Form));
        assert_eq!(read(&vec![b' '; LARGEST + 1]), Err(Unreadable::Large));
    }

    #[test]
    fn a_word_that_is_none_of_its_list_is_no_receipt() {
        let text = String::from_utf8(sample(Language::En).canonical_json()).unwrap();
        let changed = |from: &str, to: &str| {
            let changed = text.replacen(from, to, 1);
            assert_ne!(changed, text, "{from}");
            read(changed.as_bytes())
        };
        assert_eq!(changed("\"dct:language\":\"en\"", "\"dct:language\":\"de\""), Err(Unreadable::Missing));
        assert_eq!(changed("\"dct:title\"", "\"dct:titlf\""), Err(Unreadable::Missing), "a field of another name");
        assert_eq!(changed("\"dct:hasVersion\":\"1\"", "\"dct:hasVersion\":1"), Err(Unreadable::Form), "a number");
        assert_eq!(changed("\"dct:hasVersion\":\"1\"", "\"dct:hasVersion\":{}"), Err(Unreadable::Missing));
        assert_eq!(changed("\"dct:hasVersion\":\"1\"", "\"dct:hasVersion\":[{}]"), Err(Unreadable::Missing));
        let (_, lines) = changed("\"dct:hasVersion\":\"1\"", "\"dct:hasVersion\":[]").unwrap();
        assert_eq!(value(&lines, "Version of the question"), Some("–"), "an empty list is said to be one");
        let (_, lines) = changed("\"dct:hasVersion\":\"1\"", "\"dct:hasVersion\":[\"a\",\"b\"]").unwrap();
        assert_eq!(value(&lines, "Version of the question"), Some("a · b"));
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = read(&bytes);
        }
    }
}
