//! Sentences to the person about what partners gave, have and were told: how a record came, what each source says, the civil
//! register, target groups, linked accounts.

use domain::Bilingual;

const fn of(th: &'static str, en: &'static str) -> Bilingual {
    Bilingual::new(th, en)
}

/// Label.
pub const WAY: Bilingual = of("มาทาง", "How it came");
/// How a record came.
pub const BY_OFFICER: Bilingual = of("เจ้าหน้าที่ของหน่วยบันทึกที่นี่", "Recorded here by an officer of the unit");
/// How a record came.
pub const BY_SYSTEM: Bilingual = of("ระบบของหน่วยส่งมา", "Sent by the unit's system");
/// How a record came.
pub const BY_FILE: Bilingual = of("อยู่ในแฟ้มที่หน่วยส่งมา", "In a file the unit sent");
/// Who made a record; the gap is a code.
pub const SYSTEM_CODE: Bilingual = of("ระบบรหัส {}", "system {}");
/// Notice on a record.
pub const NOBODY_CONFIRMED: Bilingual = of(
    "ไม่มีผู้ใดยืนยันว่าท่านอยู่ที่นั่น หากท่านไม่ได้รับบริการนี้ แจ้งได้ทันที",
    "Nobody confirmed that you were there. If you were not, you can say so now.",
);
/// Link.
pub const I_WAS_NOT_THERE: Bilingual = of("ฉันไม่ได้อยู่ที่นั่น หรือรายการไม่ถูกต้อง", "I was not there, or this is wrong");
/// Tag.
pub const LINKED: Bilingual = of("จากอีกบัญชีของท่าน", "From your other account");
/// Text beside the tag.
pub const LINKED_TEXT: Bilingual = of(
    "เจ้าหน้าที่เชื่อมสองบัญชีของท่านไว้ หากรายการนี้ไม่ถูกต้อง เข้าสู่ระบบด้วยบัญชีนั้นแล้วแจ้งจากที่นั่น",
    "An officer linked your two accounts. If this one is wrong, sign in to that account and say so there.",
);

/// Heading.
pub const TOLD: Bilingual = of("ระบบของหน่วยงานใดได้รับแจ้ง", "Whose systems have been told");
/// Lead.
pub const TOLD_LEAD: Bilingual = of(
    "หน่วยงานที่เคยได้ข้อมูลของท่านได้รับแจ้งเมื่อข้อมูลเปลี่ยน จนกว่าจะรับทราบ",
    "Organisations that have had data about you are told when it changes, until they acknowledge.",
);
/// Column.
pub const ORGANISATION: Bilingual = of("หน่วยงาน", "Organisation");
/// Column.
pub const WHAT: Bilingual = of("เรื่อง", "What");
/// Column.
pub const ACKNOWLEDGED: Bilingual = of("รับทราบเมื่อ", "Acknowledged");
/// Cell.
pub const NOT_YET: Bilingual = of("ยังไม่รับทราบ", "Not yet");
/// Where nobody knows the organisation any more.
pub const SOMEBODY: Bilingual = of("หน่วยงานที่ไม่มีในทะเบียนแล้ว", "An organisation that is listed no longer");

/// Heading.
pub const SOURCES: Bilingual = of("ข้อมูลที่หลายแหล่งบอก", "What several sources say");
/// Lead.
pub const SOURCES_LEAD: Bilingual = of(
    "เราเก็บทุกแหล่งไว้ และใช้ค่าของแหล่งที่มาก่อนตามลำดับ แหล่งที่ไม่ตรงกันแสดงว่าไม่ตรง",
    "Every source is kept. What counts is decided by an order of sources; what differs is shown as different.",
);
/// Where each field has one source.
pub const ONE_SOURCE: Bilingual =
    of("ทุกข้อมูลของท่านมีแหล่งเดียว ไม่มีข้อมูลที่ไม่ตรงกัน", "Each entry has one source; nothing differs.");
/// Why that one counts; the gap is the order of sources.
pub const ORDER: Bilingual = of("ใช้ค่าของแหล่งแรกที่มีค่า ตามลำดับนี้: {}", "The first of these that says something counts: {}");
/// Where one source alone decides; the gap is it.
pub const ONLY: Bilingual = of("ข้อมูลนี้ใช้ค่าจากแหล่งเดียว: {}", "Only one source decides about this: {}");
/// Tag.
pub const COUNTS: Bilingual = of("ใช้ค่านี้", "This one counts");
/// Tag.
pub const DIFFERS: Bilingual = of("ไม่ตรงกัน", "Differs");
/// Where a source took back what it said.
pub const TAKEN_BACK: Bilingual = of("แหล่งนี้ถอนค่าแล้ว", "Taken back by this source");
/// The gap is a moment.
pub const SINCE: Bilingual = of("ตั้งแต่ {}", "since {}");
/// What to do about a difference.
pub const SOURCE_WRONG: Bilingual = of(
    "หากแหล่งใดไม่ถูกต้อง แก้ค่าของท่านได้ด้านบน หรือขอแก้ไขข้อมูลของหน่วยงาน",
    "If a source is wrong, change your own entry above, or ask for a correction of theirs.",
);

/// Heading.
pub const CIVIL: Bilingual = of("ทะเบียนราษฎร", "Civil register");
/// Lead.
pub const CIVIL_LEAD: Bilingual = of(
    "เราถามกรมการปกครองเพียงว่าเลข ชื่อ และวันเกิดที่ท่านให้ไว้ตรงกันหรือไม่ และเก็บเพียงคำตอบกับเวลา",
    "We ask the civil registration authority only whether number, name and birth date agree, and keep the answer and the time alone.",
);
/// Where it was never asked.
pub const NEVER_ASKED: Bilingual = of("ยังไม่เคยถาม", "It has never been asked.");
/// Label.
pub const ASKED_AT: Bilingual = of("ถามเมื่อ", "Asked");
/// Label.
pub const ANSWER: Bilingual = of("คำตอบ", "Answer");
/// Button where it was never asked.
pub const ASK: Bilingual = of("ถามทะเบียนราษฎร", "Ask the register");
/// Button.
pub const ASK_AGAIN: Bilingual = of("ถามทะเบียนราษฎรอีกครั้ง", "Ask the register again");
/// Notice.
pub const REGISTER_ASKED: Bilingual =
    of("ทะเบียนราษฎรตอบแล้ว ดูคำตอบด้านล่าง", "The civil register has answered; see below.");
/// Notice.
pub const REGISTER_AWAY: Bilingual = of(
    "ติดต่อทะเบียนราษฎรไม่ได้ในขณะนี้ คำตอบเดิมยังอยู่ โปรดลองใหม่ภายหลัง",
    "The civil register cannot be reached now. An earlier answer stands; please try again later.",
);
/// Notice.
pub const NOTHING_TO_ASK: Bilingual = of(
    "ถามได้เฉพาะบัญชีที่ใช้เลขประจำตัวประชาชน และให้ชื่อกับวันเกิดไว้",
    "It can be asked only about a national id number, with a name and a birth date.",
);

/// Heading.
pub const TARGETS: Bilingual = of("กลุ่มเป้าหมาย", "Target groups");
/// Lead.
pub const TARGETS_LEAD: Bilingual =
    of("กลุ่มที่หน่วยงานระบุว่าท่านอยู่ เพื่อเชิญรับวัคซีน", "Groups an organisation lists you in, to be invited for a vaccination.");
/// Where there is none.
pub const NO_TARGETS: Bilingual = of("ท่านไม่อยู่ในกลุ่มใด", "You are listed in none.");
/// Column.
pub const GROUP: Bilingual = of("กลุ่ม", "Group");
/// Column.
pub const LISTED_BY: Bilingual = of("ระบุโดย", "Listed by");
/// Column.
pub const LISTED_SINCE: Bilingual = of("ตั้งแต่", "Since");
/// Column.
pub const LEFT: Bilingual = of("ออกเมื่อ", "Left");
/// Cell.
pub const STILL_THERE: Bilingual = of("ยังอยู่", "Still listed");

/// Heading.
pub const LINKS: Bilingual = of("บัญชีที่เชื่อมกับบัญชีนี้", "Accounts linked with this one");
/// A link; the gaps are a code and a moment.
pub const LINKED_BY: Bilingual =
    of("เจ้าหน้าที่ {} เชื่อมอีกบัญชีหนึ่งว่าเป็นของท่าน เมื่อ {}", "Officer {} linked another account as yours on {}");
/// A link that ended; the gap is a moment.
pub const PARTED_ON: Bilingual = of("แยกแล้วเมื่อ {}", "parted on {}");
/// What to do about a link.
pub const LINK_WRONG: Bilingual =
    of("หากไม่ใช่บัญชีของท่าน ยื่นเรื่องขอให้แยก", "If that is not your account, ask for it to be parted.");
