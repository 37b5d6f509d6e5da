//! Sentences of the division about two accounts of one person.

use domain::Bilingual;

const fn of(th: &'static str, en: &'static str) -> Bilingual {
    Bilingual::new(th, en)
}

/// Name of the room.
pub const LINKS: Bilingual = of("บัญชีของบุคคลเดียวกัน", "Accounts of one person");
/// What the room is for.
pub const LINKS_ABOUT: Bilingual = of(
    "เชื่อมสองบัญชีของบุคคลเดียวกันด้วยเลขเอกสารทั้งสอง แยกได้ทุกเมื่อ ประวัติของทั้งสองคงเดิม",
    "Link two accounts of one person by their two documents; part them at any time. Nothing is moved.",
);
/// Title of one.
pub const LINK: Bilingual = of("การเชื่อมบัญชี", "A link");
/// Where there is none.
pub const NONE: Bilingual = of("ยังไม่มีการเชื่อม", "There are none.");
/// Heading and button.
pub const NEW: Bilingual = of("เชื่อมสองบัญชี", "Link two accounts");
/// Lead of the form.
pub const NEW_ABOUT: Bilingual = of(
    "ใส่เอกสารของทั้งสองบัญชี เจ้าของทั้งสองได้รับแจ้ง และเห็นในบันทึกของตน ค้นด้วยชื่อไม่ได้",
    "Give a document of each. Both are told and see it in their log. Nobody is found by name.",
);
/// Legend.
pub const ONE: Bilingual = of("บัญชีที่หนึ่ง", "One account");
/// Legend.
pub const OTHER: Bilingual = of("อีกบัญชี", "The other account");
/// Hint of both.
pub const ONE_DOCUMENT: Bilingual =
    of("ใส่เลขประจำตัวประชาชน หรือหนังสือเดินทาง อย่างเดียว", "A national id, or a passport: one of the two.");
/// Label.
pub const NATIONAL_ID: Bilingual = of("เลขประจำตัวประชาชน", "National id number");
/// Label.
pub const PASSPORT: Bilingual = of("เลขหนังสือเดินทาง", "Passport number");
/// Label.
pub const STATE: Bilingual = of("รหัสประเทศผู้ออก 3 ตัว", "Issuing state, three letters");
/// Label.
pub const WHY: Bilingual = of("เหตุผล", "Reason");
/// Hint.
pub const WHY_HINT: Bilingual =
    of("เอกสารใดแสดงว่าเป็นบุคคลเดียวกัน ไม่ใส่ชื่อหรือเลข", "Which paper shows that it is one person. No names or numbers.");
/// Label.
pub const WHY_PART: Bilingual = of("เหตุผลที่แยก", "Why they are parted");
/// Label.
pub const SAID: Bilingual = of("เหตุผลที่บันทึกไว้", "Reasons that were given");
/// Label.
pub const ACCOUNTS: Bilingual = of("บัญชี (รหัสแทนตัว)", "Accounts (pseudonyms)");
/// Label.
pub const MADE: Bilingual = of("เชื่อมเมื่อ", "Linked");
/// Label.
pub const PARTED: Bilingual = of("แยกเมื่อ", "Parted");
/// Tag.
pub const STANDS: Bilingual = of("เชื่อมอยู่", "Linked now");
/// Tag.
pub const ENDED: Bilingual = of("แยกแล้ว", "Parted");
/// Button.
pub const PART: Bilingual = of("แยกสองบัญชีนี้", "Part the two accounts");
/// Link.
pub const OLDER: Bilingual = of("ก่อนหน้านี้", "Older");
/// Mistake.
pub const DOCUMENT_MISSING: Bilingual = of("ใส่เลขประจำตัวประชาชน หรือหนังสือเดินทาง", "Give a national id or a passport.");
/// Mistake.
pub const TWO_DOCUMENTS: Bilingual = of("ใส่เอกสารอย่างเดียวสำหรับบัญชีนี้", "Give one document for this account, not two.");
/// Mistake.
pub const WHY_MISSING: Bilingual = of("เขียนเหตุผล", "Say why.");
/// Mistake; which of the two is not said.
pub const NOBODY: Bilingual = of(
    "ไม่พบบัญชีของเอกสารอย่างน้อยหนึ่งฉบับ การค้นหานี้ถูกบันทึกแล้ว",
    "At least one of the documents is of no account. That you looked is recorded.",
);
/// Notice.
pub const CANNOT: Bilingual = of(
    "สองเอกสารนี้เป็นของบัญชีเดียวกัน หรือเชื่อมกันอยู่แล้ว ไม่มีสิ่งใดเปลี่ยน",
    "These are one account, or two that are linked already. Nothing was changed.",
);
/// Notice.
pub const NOW_LINKED: Bilingual = of("เชื่อมแล้ว แจ้งทั้งสองบัญชีแล้ว", "Linked; both accounts are told.");
/// Notice.
pub const NOW_PARTED: Bilingual = of("แยกแล้ว แจ้งทั้งสองบัญชีแล้ว", "Parted; both accounts are told.");
/// Notice.
pub const WAS_PARTED: Bilingual = of("สองบัญชีนี้ถูกแยกไปก่อนแล้ว ดูด้านล่าง", "The two were parted already, as shown below.");
