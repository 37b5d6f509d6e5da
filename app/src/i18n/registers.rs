//! Sentences about the division's registers and partners. What an entry asks is in `domain::register`.

use domain::Bilingual;
use domain::register::Register;

const fn of(th: &'static str, en: &'static str) -> Bilingual {
    Bilingual::new(th, en)
}

/// Name of a register.
pub const CONTRACTORS: Bilingual = Register::Contract.label();
/// Name of a register.
pub const DISCLOSURES: Bilingual = Register::Disclosure.label();
/// Name of a register.
pub const TRANSFERS: Bilingual = Register::Transfer.label();
/// Name of a register.
pub const EXPORTS: Bilingual = Register::Export.label();
/// Link and heading.
pub const NEW: Bilingual = of("ลงทะเบียนรายการใหม่", "Enter a new one");
/// Lead of the form.
pub const NEW_ABOUT: Bilingual =
    of("มีผลเมื่อเจ้าหน้าที่อีกคนยืนยันแล้วเท่านั้น", "It counts only once another officer has confirmed it.");
/// Button.
pub const ENTER: Bilingual = of("ลงทะเบียน", "Enter it");
/// Where there is nothing.
pub const NONE: Bilingual = of("ไม่มีรายการ", "There are none.");
/// Legend of the filter.
pub const SHOW: Bilingual = of("แสดง", "Show");
/// Answer of the filter.
pub const EVERYTHING: Bilingual = of("ทั้งหมด", "All");
/// Link.
pub const OLDER: Bilingual = of("ก่อนหน้านี้", "Older");
/// Label.
pub const UNTIL: Bilingual = of("ถึงวันที่", "until");
/// Label; the gap is a day.
pub const TOLD_FROM: Bilingual = of("เจ้าของข้อมูลเห็นตั้งแต่ {}", "The person sees it from {}");
/// Label.
pub const STATE: Bilingual = of("สถานะ", "Where it stands");
/// Label.
pub const PERSON: Bilingual = of("เจ้าของข้อมูล (รหัสแทนตัว)", "Person concerned (pseudonym)");
/// Who took a step where time brought it.
pub const BY_TIME: Bilingual = of("ระบบ เมื่อถึงเวลา", "the portal, when it was time");
/// Notice.
pub const ENTERED: Bilingual = of("ลงทะเบียนแล้ว รอเจ้าหน้าที่อีกคนยืนยัน", "Entered. Another officer is to confirm it.");
/// Where whoever looks entered it.
pub const OWN: Bilingual =
    of("ท่านเป็นผู้ลงทะเบียน ผู้ยืนยันต้องเป็นเจ้าหน้าที่อีกคน", "You entered this: another officer confirms it.");
/// Button.
pub const OPEN: Bilingual = of("เปิดข้อมูลที่คำสั่งระบุ", "Open the data the order names");
/// Beside the button.
pub const OPEN_ABOUT: Bilingual = of(
    "การเปิดทุกครั้งถูกบันทึกในทะเบียน ในบัญชีแยกประเภท และในบันทึกของเจ้าของข้อมูล",
    "Each opening is recorded here, in the ledger, and in the person's own log.",
);
/// Button.
pub const MAKE: Bilingual = of("ทำแฟ้ม CSV", "Make the file (CSV)");
/// Beside the button.
pub const MAKE_ABOUT: Bilingual = of(
    "ทำได้ครั้งเดียว ทุกรายในแฟ้มเห็นในบันทึกของตนว่าใครนำออก",
    "It is made once. Everybody in it sees in their own log who took it out.",
);
/// Columns of the file.
pub const COLUMNS: [Bilingual; 7] = [
    of("เลขที่เรื่อง", "Case"),
    of("สิทธิ", "Right"),
    of("สถานะ", "State"),
    of("ยื่นเมื่อ", "Filed"),
    of("ครบกำหนด", "Due"),
    of("หน่วยงาน", "Office"),
    of("ชื่อ", "Name"),
];
/// Heading; the gap is an order.
pub const VALUES: Bilingual = of("ข้อมูลตามคำสั่ง {}", "Data under order {}");
/// Where a field holds nothing.
pub const EMPTY: Bilingual = of("ไม่มีข้อมูล", "Nothing is kept");
/// Heading.
pub const RECORDS: Bilingual = of("ประวัติ", "Records");
/// Mistake.
pub const SAY_WHY: Bilingual = of("เขียนเหตุผลที่ไม่ยืนยัน", "Say why it is refused.");
/// Mistake.
pub const NOBODY: Bilingual = of("ไม่มีบัญชีของเลขประจำตัวหรือหนังสือเดินทางนี้", "Nobody with an account has this document.");
/// Mistake.
pub const NO_CONTRACTOR: Bilingual = of("ไม่พบผู้รับจ้างนี้ หรือเลิกกิจการแล้ว", "There is no such contractor, or it has closed.");
/// Answer of a list that says nothing.
pub const CHOOSE: Bilingual = of("เลือก", "Choose");

/// Title.
pub const PARTNERS: Bilingual = of("หน่วยงานและข้อตกลง", "Organisations and agreements");
/// What the room is for.
pub const PARTNERS_ABOUT: Bilingual = of(
    "หน่วยงานที่เห็นข้อมูล ข้อตกลงที่ให้สิทธินั้น และการลงนามรักษาความลับของเจ้าหน้าที่",
    "Who sees data, the agreements that allow it, and the non-disclosure agreements of their people.",
);
/// Column.
pub const ORGANISATION: Bilingual = of("หน่วยงาน", "Organisation");
/// Column.
pub const KIND: Bilingual = of("ประเภท", "Kind");
/// Column.
pub const AGREEMENT: Bilingual = of("ข้อตกลง", "Agreement");
/// State of an agreement; the gap is a day.
pub const HOLDS_UNTIL: Bilingual = of("มีผลถึง {}", "in force until {}");
/// State of an agreement; the gap is a day.
pub const ENDED_ON: Bilingual = of("สิ้นสุดแล้ว ({})", "over ({})");
/// State of an agreement; the gap is a day.
pub const BEGINS_ON: Bilingual = of("เริ่ม {}", "begins on {}");
/// State of an agreement.
pub const WITHOUT: Bilingual = of("ไม่มี เห็นข้อมูลไม่ได้", "none: it sees no data");
/// State of the division.
pub const OWN_HOUSE: Bilingual = of("หน่วยงานของผู้ควบคุมเอง", "the controller's own");
/// Tag.
pub const HAS_CLOSED: Bilingual = of("ปิดแล้ว", "closed");
/// Heading.
pub const PEOPLE: Bilingual = of("เจ้าหน้าที่และการลงนามรักษาความลับ", "Its people and their non-disclosure agreements");
/// Where there is nobody.
pub const NOBODY_ON_DUTY: Bilingual = of("ไม่มีเจ้าหน้าที่", "Nobody is on duty there.");
/// Column.
pub const OFFICER: Bilingual = of("เจ้าหน้าที่ (รหัส)", "Officer (code)");
/// Column.
pub const ROLE: Bilingual = of("บทบาท", "Role");
/// Column.
pub const SIGNED: Bilingual = of("ลงนาม", "Signed");
/// State; the gap is a day.
pub const SIGNED_UNTIL: Bilingual = of("มีผลถึง {}", "holds until {}");
/// State.
pub const NOT_SIGNED: Bilingual = of("ยังไม่ลงนาม หรือหมดอายุ", "not signed, or no longer in force");
/// Tag.
pub const STOPPED: Bilingual = of("ถูกระบบหยุดไว้", "stopped by the brake");
/// Heading.
pub const NEW_AGREEMENT: Bilingual = of("บันทึกข้อตกลงใหม่", "Enter an agreement");
/// Instead of the form.
pub const BY_CONTRACT: Bilingual = of(
    "ข้อตกลงของผู้รับจ้างมากับสัญญา บันทึกในทะเบียนผู้รับจ้าง",
    "A contractor's agreement comes with its contract: see the register.",
);
/// Label.
pub const NUMBER: Bilingual = of("เลขที่ข้อตกลง", "Agreement number");
/// Label.
pub const FROM: Bilingual = of("เริ่มวันที่", "From");
/// Label.
pub const LAST_DAY: Bilingual = of("วันสุดท้าย", "Last day");
/// Legend.
pub const PURPOSES: Bilingual = of("วัตถุประสงค์", "Purposes");
/// Button.
pub const END: Bilingual = of("ยุติข้อตกลงนี้", "End this agreement");
/// Mistake.
pub const MISSING: Bilingual = of("เขียนข้อนี้", "Fill this in.");
/// Mistake.
pub const CHOOSE_ONE: Bilingual = of("เลือกอย่างน้อยหนึ่งข้อ", "Choose at least one.");
/// Mistake.
pub const BACKWARDS: Bilingual = of("วันสุดท้ายอยู่ก่อนวันเริ่ม", "The last day is before the first.");
/// Notice.
pub const AGREED: Bilingual = of("บันทึกข้อตกลงแล้ว", "The agreement is entered.");
/// Notice.
pub const NOW_ENDED: Bilingual =
    of("ยุติข้อตกลงแล้ว การเข้าถึงสิ้นสุดทันที", "The agreement has ended: access ends with the next request.");
/// Link to the next page of a list by code.
pub const OLDER_CODES: Bilingual = of("หน้าถัดไป", "Next page");

/// Heading of a person's own copy of everything.
pub const DISCLOSED_ABOUT_YOU: Bilingual = of("ข้อมูลที่เปิดเผยตามคำสั่งของกฎหมาย", "Disclosed under an order of law");
/// Before days.
pub const OPENED_ON: Bilingual = of("เปิดเพื่อส่งเมื่อ", "opened to be handed over on");
/// Where it was not.
pub const NEVER_OPENED: Bilingual = of("ยังไม่เคยเปิด", "never opened yet");
