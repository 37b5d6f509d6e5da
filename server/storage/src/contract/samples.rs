//! Things to keep. Every person in them is invented.

use crate::{Change, ContactCase, PolicyDraft, PolicyVersion, StoredEdition, StoredVersion, SubjectKey, UnitOfWork};
use domain::policy::{ChangeClass, VersionNumber};
use domain::{Day, Instant, Language};

pub(super) fn number(number: u32) -> VersionNumber {
    VersionNumber::new(number).expect("numbers begin at 1")
}

pub(super) fn day(text: &str) -> Day {
    Day::from_iso(text).expect("a day of the calendar")
}

pub(super) fn version(n: u32) -> StoredVersion {
    PolicyVersion {
        number: number(n),
        effective: day("2026-01-01"),
        class: ChangeClass::ALL[n as usize % ChangeClass::ALL.len()],
        summary_th: format!("สรุปฉบับที่ {n} เก็บน้ำใจไว้ที่นี่"),
        summary_en: format!("Summary of version {n}: 'quoted', $1, %s, \\ and \"double\""),
        published_at: Instant::from_unix_milliseconds(1_767_200_400_000 + i64::from(n)),
        editions: vec![
            StoredEdition::of(Language::Th, format!("ข้อ ๑ ฉบับที่ {n}\nผู้ใช้บริการเป็นเจ้าของข้อมูล กำ่ ปู่ ญี่ปุ่น 🇹🇭\n")),
            StoredEdition::of(Language::En, format!("Article 1, version {n}\n")),
        ],
    }
}

/// A text of at least 1 MiB in UTF-8 whose every line differs.
pub(super) fn large_text() -> String {
    (0..22_000).fold(String::new(), |text, line| text + &format!("บรรทัดที่ {line} ของข้อความยาว\n"))
}

pub(super) fn draft(language: Language, text: &str) -> PolicyDraft {
    PolicyDraft {
        edition: StoredEdition::of(language, text.to_owned()),
        effective: day("2026-07-01"),
        imported_at: Instant::from_unix_milliseconds(-1),
    }
}

pub(super) fn case(n: u32) -> ContactCase {
    ContactCase {
        id: format!("0198c0de-0000-7000-8000-{n:012}"),
        number: format!("C-{n:06}"),
        subject: format!("subject-{n}"),
        kind: "question".to_owned(),
        language: if n.is_multiple_of(2) { Language::Th } else { Language::En },
        channel: "web".to_owned(),
        received_at: Instant::from_unix_milliseconds(1_767_200_400_000 + i64::from(n)),
        state: "received".to_owned(),
        sealed: (0..=u8::MAX).collect(),
    }
}

pub(super) fn key(n: u32) -> SubjectKey {
    SubjectKey {
        subject: format!("subject-{n}"),
        wrapped: vec![0, 255, 1],
        created_at: Instant::from_unix_milliseconds(i64::from(n)),
    }
}

pub(super) fn publish(n: u32) -> UnitOfWork {
    UnitOfWork::of(Change::PublishPolicy(version(n)))
}

pub(super) fn file(n: u32) -> Change {
    Change::FileContactCase(case(n))
}

pub(super) fn count(service: &'static str, language: Option<Language>) -> Change {
    Change::CountUsage { day: day("2026-03-01"), service, language }
}
