//! Sentences of the policy pages.

use domain::policy::VersionNumber;
use domain::{Bilingual, Day, Language};

/// Title.
pub const TITLE: Bilingual = Bilingual::new("นโยบายข้อมูลส่วนบุคคล", "Personal-data policy");
/// Description.
pub const DESCRIPTION: Bilingual = Bilingual::new(
    "นโยบายข้อมูลส่วนบุคคลของหมอพร้อม เก้าข้อ พร้อมเลขฉบับ วันที่มีผล และรหัสตรวจสอบ",
    "The nine articles of the Mor Prom personal-data policy, with version, effective date and checksum.",
);
/// Name of the list of articles.
pub const CONTENTS: Bilingual = Bilingual::new("สารบัญ", "Contents");
/// Fact.
pub const VERSION: Bilingual = Bilingual::new("ฉบับที่", "Version");
/// Fact.
pub const EFFECTIVE: Bilingual = Bilingual::new("มีผลตั้งแต่", "In force since");
/// Fact, for a version whose day has not come.
pub const WILL_BE_EFFECTIVE: Bilingual = Bilingual::new("จะมีผลวันที่", "In force from");
/// Fact.
pub const PUBLISHED: Bilingual = Bilingual::new("เผยแพร่เมื่อ", "Published");
/// Fact.
pub const KIND_OF_CHANGE: Bilingual = Bilingual::new("การเปลี่ยนแปลง", "Kind of change");
/// Fact.
pub const HASH: Bilingual = Bilingual::new("รหัสตรวจสอบ (SHA-256)", "Checksum (SHA-256)");
/// What the checksum is of.
pub const HASH_HINT: Bilingual = Bilingual::new(
    "คำนวณจากข้อความทั้งฉบับ หากข้อความเปลี่ยนแม้ตัวอักษรเดียว รหัสนี้จะเปลี่ยน",
    "Computed from the whole text. If one letter changed, this code would change.",
);
/// Heading over all versions.
pub const ALL_VERSIONS: Bilingual = Bilingual::new("ทุกฉบับ", "All versions");
/// Link to the version in force.
pub const READ_CURRENT: Bilingual = Bilingual::new("อ่านฉบับที่ใช้อยู่", "Read the version in force");
/// Mark of the version in force.
pub const IN_FORCE: Bilingual = Bilingual::new("ใช้อยู่", "in force");
/// Mark of a version to come.
pub const UPCOMING: Bilingual = Bilingual::new("ยังไม่มีผล", "not yet in force");
/// Link to the text behind the page.
pub const PLAIN_TEXT: Bilingual = Bilingual::new("ข้อความที่ใช้คำนวณรหัส", "The text the checksum is of");
/// The version has no text in the page's language.
pub const OTHER_LANGUAGE: Bilingual = Bilingual::new(
    "ฉบับนี้เผยแพร่เป็นภาษาอังกฤษเท่านั้น",
    "This version is published in Thai only. Below is the Thai text; the summary above is in English.",
);
/// Title of the comparison.
pub const CHANGES_TITLE: Bilingual = Bilingual::new("สิ่งที่เปลี่ยนไป", "What changed");
/// Description of the comparison.
pub const CHANGES_DESCRIPTION: Bilingual = Bilingual::new(
    "เปรียบเทียบนโยบายสองฉบับ ทีละข้อ ทีละประโยค",
    "Two versions of the policy compared, article by article and sentence by sentence.",
);
/// How to read the marks.
pub const LEGEND: Bilingual = Bilingual::new(
    "ข้อความที่เพิ่มขึ้นต้นด้วย + และขีดเส้นใต้ ข้อความที่ตัดออกขึ้นต้นด้วย − และขีดฆ่า",
    "Added text begins with + and is underlined; removed text begins with − and is struck through.",
);
/// Nothing changed.
pub const NOTHING_CHANGED: Bilingual = Bilingual::new("สองฉบับนี้มีข้อความเหมือนกัน", "The two versions have the same text.");
/// The two have no language in common.
pub const NOT_COMPARABLE: Bilingual = Bilingual::new(
    "สองฉบับนี้ไม่มีข้อความในภาษาเดียวกัน จึงเปรียบเทียบทีละประโยคไม่ได้ อ่านสรุปได้ด้านล่าง",
    "The two versions have no text in the same language, so they cannot be compared sentence by sentence. The summary is below.",
);
/// State of an article.
pub const ARTICLE_ADDED: Bilingual = Bilingual::new("เพิ่มทั้งข้อ", "article added");
/// State of an article.
pub const ARTICLE_REMOVED: Bilingual = Bilingual::new("ตัดทั้งข้อ", "article removed");
/// State of an article.
pub const ARTICLE_CHANGED: Bilingual = Bilingual::new("เปลี่ยน", "changed");
/// State of an article.
pub const ARTICLE_UNCHANGED: Bilingual = Bilingual::new("ไม่เปลี่ยน", "unchanged");
/// Read out before added text.
pub const ADDED: Bilingual = Bilingual::new("เพิ่ม:", "Added:");
/// Read out before removed text.
pub const REMOVED: Bilingual = Bilingual::new("ตัดออก:", "Removed:");
/// Read out after added or removed text.
pub const END_OF_MARK: Bilingual = Bilingual::new("(จบ)", "(end)");
/// Heading over the text before the articles.
pub const PREAMBLE: Bilingual = Bilingual::new("ส่วนต้น", "Opening");

/// The heading of an article: `ข้อ 7` or `Article 7`.
pub fn article(number: u8, language: Language) -> String {
    match language {
        Language::Th => format!("ข้อ {number}"),
        Language::En => format!("Article {number}"),
    }
}

/// A version's name in a sentence or link.
pub fn version(number: VersionNumber, language: Language) -> String {
    match language {
        Language::Th => format!("ฉบับที่ {number}"),
        Language::En => format!("Version {number}"),
    }
}

/// The notice on a version that is not in force: an earlier one, or one to come.
pub fn not_in_force(current: VersionNumber, effective: Option<Day>, language: Language) -> String {
    match (language, effective.map(|day| day.long(language))) {
        (Language::Th, None) => format!("นี่คือฉบับเก่า ปัจจุบันใช้ฉบับที่ {current}"),
        (Language::Th, Some(day)) => format!("ฉบับนี้จะมีผลวันที่ {day} ระหว่างนี้ใช้ฉบับที่ {current}"),
        (Language::En, None) => format!("This is an earlier version. Version {current} is in force."),
        (Language::En, Some(day)) => {
            format!("This version comes into force on {day}. Until then version {current} is in force.")
        }
    }
}

/// Link to the comparison with the version before.
pub fn changed_since(number: VersionNumber, language: Language) -> String {
    match language {
        Language::Th => format!("ดูสิ่งที่เปลี่ยนจากฉบับที่ {number}"),
        Language::En => format!("See what changed since version {number}"),
    }
}

/// Heading of the comparison.
pub fn changes_between(from: VersionNumber, to: VersionNumber, language: Language) -> String {
    match language {
        Language::Th => format!("สิ่งที่เปลี่ยนจากฉบับที่ {from} เป็นฉบับที่ {to}"),
        Language::En => format!("What changed from version {from} to version {to}"),
    }
}

/// How many articles changed.
pub fn changed_count(changed: usize, language: Language) -> String {
    match language {
        Language::Th => format!("มีการเปลี่ยนแปลง {changed} ข้อ"),
        Language::En if changed == 1 => "1 article changed.".to_owned(),
        Language::En => format!("{changed} articles changed."),
    }
}
