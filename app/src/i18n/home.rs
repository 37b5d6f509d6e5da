//! Sentences of the front page.

use domain::Bilingual;

/// Title.
pub const TITLE: Bilingual = Bilingual::new("ข้อมูลของท่าน สิทธิของท่าน", "Your data, your rights");
/// Description.
pub const DESCRIPTION: Bilingual = Bilingual::new(
    "อ่านนโยบายข้อมูลส่วนบุคคลของหมอพร้อม ดูว่าเก็บข้อมูลอะไร เลือกคุกกี้ และติดต่อเจ้าหน้าที่",
    "Read the personal-data policy of Mor Prom, see what is held and why, choose cookies, reach the office.",
);
/// Opening.
pub const LEAD: Bilingual = Bilingual::new(
    "ที่นี่ท่านอ่านได้ว่าหมอพร้อมเก็บข้อมูลอะไร เพื่ออะไร นานเท่าใด และใครเห็นได้บ้าง",
    "Here you can read what Mor Prom keeps about people, what for, for how long, and who may see it.",
);
/// Tile.
pub const POLICY: Bilingual = Bilingual::new("อ่านนโยบาย", "Read the policy");
/// Tile text.
pub const DATA: Bilingual = Bilingual::new("ดูข้อมูลที่เก็บ", "See the data we hold");
/// Tile text.
pub const DATA_TEXT: Bilingual = Bilingual::new(
    "ทุกช่องข้อมูล จำเป็นหรือเลือกได้ เก็บเพื่ออะไร เก็บนานเท่าใด ส่งให้ใคร",
    "Each data field: required or optional, why, for how long, and who receives it.",
);
/// Tile.
pub const COOKIES: Bilingual = Bilingual::new("เลือกคุกกี้", "Choose cookies");
/// Tile text.
pub const COOKIES_TEXT: Bilingual = Bilingual::new(
    "ยอมรับหรือปฏิเสธได้เท่ากัน เปลี่ยนใจได้ทุกเมื่อ",
    "Accepting and refusing weigh the same. Change your mind at any time.",
);
/// Tile.
pub const CONTACT: Bilingual = Bilingual::new("ติดต่อเจ้าหน้าที่", "Contact the office");
/// Tile text.
pub const CONTACT_TEXT: Bilingual = Bilingual::new(
    "สอบถาม เสนอแนะ หรือร้องเรียน แล้วรับเลขเรื่องทันที",
    "Ask, suggest or complain, and get a case number at once.",
);

/// The tile's text about the version in force.
pub fn policy_text(
    number: domain::policy::VersionNumber,
    effective: domain::Day,
    language: domain::Language,
) -> String {
    let day = effective.long(language);
    match language {
        domain::Language::Th => format!("ฉบับที่ {number} มีผลตั้งแต่วันที่ {day}"),
        domain::Language::En => format!("Version {number}, in force since {day}."),
    }
}
