//! Sentences of the officers' rooms.

use domain::Bilingual;

const fn of(th: &'static str, en: &'static str) -> Bilingual {
    Bilingual::new(th, en)
}

/// Name of the room.
pub const HOME: Bilingual = of("โต๊ะเจ้าหน้าที่", "Officers' desk");
/// Name of the room.
pub const DELEGATIONS: Bilingual = of("หนังสือมอบอำนาจรอตรวจ", "Powers of attorney to check");
/// What the room is for.
pub const DELEGATIONS_ABOUT: Bilingual =
    of("เทียบเอกสารกับชื่อ ขอบเขต และวันที่ แล้วตัดสิน", "Compare the document with names, scope and dates, and decide.");
/// Name of the room.
pub const NOTICES: Bilingual = of("การถอนและการแก้ไข", "Withdrawals and corrections");
/// What the room is for.
pub const NOTICES_ABOUT: Bilingual = of(
    "หยุดใช้ข้อมูลที่ถอน ปรับสำเนาที่แก้ แล้วกดรับทราบ",
    "Stop using what was withdrawn, correct your copy of what was corrected, then acknowledge.",
);
/// Where a role has no room yet.
pub const NO_ROOMS: Bilingual = of("บทบาทนี้ยังไม่มีงานในส่วนนี้", "There is no work here for this role yet.");
/// Where nothing waits.
pub const NOTHING_WAITS: Bilingual = of("ไม่มีเรื่องค้าง", "Nothing is waiting.");
/// Column.
pub const FILED_AT: Bilingual = of("ยื่นเมื่อ", "Filed");
/// Column.
pub const GRANTOR: Bilingual = of("ผู้มอบ", "Grantor");
/// Column.
pub const DELEGATE: Bilingual = of("ผู้รับมอบ", "Delegate");
/// Title.
pub const ONE_DELEGATION: Bilingual = of("ตรวจหนังสือมอบอำนาจ", "Check a power of attorney");
/// Link.
pub const OPEN_DOCUMENT: Bilingual = of("เปิดเอกสาร (บันทึกว่าท่านเปิด)", "Open the document (that you open it is recorded)");
/// Notice.
pub const DELEGATE_UNKNOWN: Bilingual = of(
    "ไม่พบบัญชีของผู้รับมอบ จึงรับรองไม่ได้ จนกว่าจะลงทะเบียนและยื่นใหม่",
    "The delegate has no account, so this cannot be accepted until they register and it is filed again.",
);
/// Button.
pub const ACCEPT: Bilingual = of("เอกสารใช้ได้", "The document holds");
/// Button.
pub const REJECT: Bilingual = of("เอกสารใช้ไม่ได้", "The document does not hold");
/// Label.
pub const REASON: Bilingual = of("เหตุผลที่ใช้ไม่ได้", "Why it does not hold");
/// Neither button was pressed.
pub const DECISION_MISSING: Bilingual =
    Bilingual::new("เลือกว่าเอกสารใช้ได้หรือใช้ไม่ได้", "Choose whether the document holds or not.");
/// Mistake.
pub const REASON_MISSING: Bilingual = of("บอกเหตุผลให้ผู้ยื่นทราบ", "Tell the person why.");
/// Column.
pub const SUBJECT: Bilingual = of("รหัสเจ้าของข้อมูล", "Data subject");
/// Button.
pub const ACKNOWLEDGE: Bilingual = of("รับทราบ หยุดใช้แล้ว", "Acknowledge: use has stopped");
/// Title.
pub const PROCESSING: Bilingual = of("บันทึกรายการประมวลผล", "Record of processing");
/// Lead.
pub const PROCESSING_ABOUT: Bilingual = of(
    "รายการข้อมูลทุกช่องตามวัตถุประสงค์ ฐานทางกฎหมาย ผู้รับ และระยะเวลาเก็บ สร้างจากบัญชีรายการข้อมูลชุดเดียวกับที่แบบฟอร์มใช้",
    "Every field by purpose, ground, recipients and time kept, made from the catalogue that the forms are made from.",
);
/// Label.
pub const CONTROLLER: Bilingual = of("ผู้ควบคุมข้อมูลส่วนบุคคล", "Controller");
/// Label.
pub const ADDRESS: Bilingual = of("ที่อยู่", "Address");
