//! Sentences of the policy desk.

use domain::Bilingual;

const fn of(th: &'static str, en: &'static str) -> Bilingual {
    Bilingual::new(th, en)
}

/// Title.
pub const POLICIES: Bilingual = of("ร่างและฉบับของนโยบาย", "Versions of the policy");
/// What the room is for.
pub const POLICIES_ABOUT: Bilingual = of(
    "ร่าง ให้เจ้าหน้าที่คนที่สองอ่าน กำหนดวัน แล้วเผยแพร่ ฉบับที่เผยแพร่แล้วไม่เปลี่ยน",
    "Write, have a second officer read it, schedule and publish. What was published never changes.",
);
/// Heading.
pub const PUBLISHED: Bilingual = of("ฉบับที่เผยแพร่", "Published versions");
/// Heading.
pub const DRAFTS: Bilingual = of("ร่าง", "Drafts");
/// Where there is none.
pub const NO_DRAFTS: Bilingual = of("ไม่มีร่าง", "There are none.");
/// State of a version.
pub const IN_FORCE: Bilingual = of("มีผลอยู่", "in force");
/// State of a version.
pub const SCHEDULED: Bilingual = of("รอวันมีผล", "scheduled");
/// State of a version.
pub const SUPERSEDED: Bilingual = of("มีฉบับใหม่แทนแล้ว", "superseded");
/// Legend.
pub const BEGIN: Bilingual = of("เริ่มร่างใหม่จาก", "Begin a draft from");
/// Answer.
pub const FROM_IN_FORCE: Bilingual = of("ฉบับที่มีผลอยู่", "the version in force");
/// Answer.
pub const FROM_IMPORTED: Bilingual = of("แฟ้มที่ผู้ดูแลระบบนำเข้าไว้", "what the operator imported");
/// Answer.
pub const FROM_NOTHING: Bilingual = of("หน้าว่าง", "nothing");
/// Button.
pub const BEGIN_IT: Bilingual = of("เริ่มร่าง", "Begin");
/// Title.
pub const DRAFT: Bilingual = of("ร่างนโยบาย", "A draft of the policy");
/// Label; the gap is a day.
pub const APPLIES_FROM: Bilingual = of("มีผลตั้งแต่ {}", "applies from {}");
/// Where no day was set.
pub const NO_DAY: Bilingual = of("ยังไม่กำหนดวัน", "no day yet");
/// Heading.
pub const GAPS: Bilingual = of("สิ่งที่ยังขาด", "What is missing");
/// Where nothing is.
pub const WHOLE: Bilingual = of("ครบแล้ว", "Nothing is missing.");
/// Gap.
pub const GAP_DAY: Bilingual = of("ยังไม่กำหนดวันมีผล", "The day from which it applies");
/// Gap.
pub const GAP_PAST: Bilingual = of("วันมีผลผ่านไปแล้ว", "The day from which it applies has passed");
/// Gap.
pub const GAP_CLASS: Bilingual = of("ยังไม่เลือกชนิดของการเปลี่ยน", "The kind of change");
/// Gap; the gaps are a part and a language.
pub const GAP_PART: Bilingual = of("{} ({}): ไม่มีหัวข้อหรือข้อความ", "{} ({}): no heading or no text");
/// Gap; the gaps are a language and what the reader says.
pub const GAP_UNREADABLE: Bilingual = of("ข้อความภาษา{} อ่านตามแบบไม่ได้: {}", "The {} text cannot be read: {}");
/// Gap.
pub const GAP_SAME: Bilingual = of("ไม่มีอะไรต่างจากฉบับที่มีผลอยู่", "Nothing differs from the version in force");
/// Language.
pub const THAI: Bilingual = of("ไทย", "Thai");
/// Language.
pub const ENGLISH: Bilingual = of("อังกฤษ", "English");
/// Heading.
pub const PARTS: Bilingual = of("ส่วนของนโยบาย", "Parts");
/// Part.
pub const OPENING: Bilingual = of("ชื่อและคำนำ", "Title and opening");
/// Part; the gap is a number.
pub const ARTICLE: Bilingual = of("ข้อ {}", "Article {}");
/// Tag.
pub const CHANGED: Bilingual = of("ต่างจากฉบับที่มีผล", "differs from the version in force");
/// Heading.
pub const TOUCHED: Bilingual = of("ผู้ที่การเปลี่ยนนี้มีผลถึง", "Whom it touches");
/// Text; the gap is a number.
pub const TOUCHED_ALL: Bilingual = of("แจ้งผู้มีบัญชี {} ราย", "Persons with an account, who are told: {}");
/// Text; the gap is a number.
pub const TOUCHED_ASKED: Bilingual =
    of("ในนั้นผู้ที่ให้ความยินยอมไว้ จะถูกถามใหม่ {} ราย", "Of them, persons who agreed to something and are asked again: {}");
/// Text.
pub const NOBODY_ASKED: Bilingual = of("ไม่มีใครถูกถามใหม่", "Nobody is asked again.");
/// Heading.
pub const DIFFERENCES: Bilingual = of("สิ่งที่เปลี่ยน", "What changes");
/// Heading.
pub const SCHEDULE: Bilingual = of("วันมีผลและชนิดของการเปลี่ยน", "Day and kind of change");
/// Legend.
pub const DAY: Bilingual = of("มีผลตั้งแต่วันที่", "Applies from");
/// Legend.
pub const KIND: Bilingual = of("ชนิดของการเปลี่ยน", "Kind of change");
/// Button.
pub const SAVE: Bilingual = of("บันทึก", "Save");
/// Heading.
pub const IMPORT: Bilingual = of("นำเข้าทั้งฉบับ", "Take over a whole text");
/// Lead.
pub const IMPORT_ABOUT: Bilingual = of(
    "แฟ้มข้อความ UTF-8 เก้าข้อ แทนที่ทุกส่วนในภาษานั้น",
    "A UTF-8 text of nine articles. It replaces every part in its language.",
);
/// Legend.
pub const LANGUAGE: Bilingual = of("ภาษา", "Language");
/// Label.
pub const FILE: Bilingual = of("แฟ้มข้อความ", "Text file");
/// Button.
pub const TAKE_OVER: Bilingual = of("นำเข้า", "Take it over");
/// Mistake; the gap is what the reader says.
pub const NOT_READ: Bilingual = of("อ่านแฟ้มไม่ได้", "The file cannot be read as a policy text");
/// Mistake.
pub const NO_FILE: Bilingual = of("เลือกแฟ้ม", "Choose a file.");
/// Label.
pub const HEADING: Bilingual = of("หัวข้อ", "Heading");
/// Label.
pub const TEXT: Bilingual = of("ข้อความ", "Text");
/// Hint.
pub const TEXT_HINT: Bilingual = of(
    "เว้นบรรทัดระหว่างย่อหน้า ข้อย่อยขึ้นต้นด้วยบรรทัด (ก) หัวข้อ",
    "An empty line between paragraphs. Items begin with a line (a) Heading.",
);
/// Mistake.
pub const TOO_LONG: Bilingual = of(
    "หัวข้อไม่เกิน 160 ตัวอักษร และข้อความต้องไม่ยาวเกินไป",
    "A heading has at most 160 characters, and the text is not too long.",
);
/// Notice.
pub const MEANWHILE: Bilingual = of(
    "มีผู้อื่นแก้ร่างนี้ระหว่างนั้น สิ่งที่ท่านเขียนยังอยู่ด้านล่าง ข้อความล่าสุดแสดงไว้ข้างกัน บันทึกอีกครั้งเพื่อใช้ของท่าน",
    "Somebody else wrote meanwhile. What you wrote is below, and the latest text beside it. Save again to keep yours.",
);
/// Heading.
pub const LATEST: Bilingual = of("ข้อความล่าสุด", "The latest text");
/// Where whoever looks wrote some of it.
pub const OWN: Bilingual =
    of("ท่านเขียนบางส่วน ผู้อ่านตรวจต้องเป็นเจ้าหน้าที่อีกคน", "You wrote some of it: another officer reads it.");
/// Link; the gap is a number.
pub const SEE_VERSION: Bilingual = of("ดูฉบับที่ {}", "See version {}");
/// Mistake.
pub const SAY_WHY: Bilingual = of("เขียนว่าต้องแก้อะไร", "Say what is to be changed.");
