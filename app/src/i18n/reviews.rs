//! Sentences of the queue of records whose person an officer must recognise.

use domain::Bilingual;

const fn of(th: &'static str, en: &'static str) -> Bilingual {
    Bilingual::new(th, en)
}

/// Name of the room.
pub const REVIEWS: Bilingual = of("รายการที่ต้องดูว่าเป็นของใคร", "Records to recognise");
/// What the room is for.
pub const REVIEWS_ABOUT: Bilingual = of(
    "รายการที่ระบบหรือแฟ้มของหน่วยส่งมา เลขเอกสารตรงกับคนหนึ่ง แต่วันเกิดหรือชื่อไม่ตรง ท่านเทียบกับเอกสารแล้วตัดสิน",
    "What the unit's system or file sent, where the document is somebody's and birth date or name are not: compare the paper, and decide.",
);
/// Title of one.
pub const REVIEW: Bilingual = of("รายการนี้เป็นของใคร", "Whose record is this?");
/// Label and column.
pub const STATE: Bilingual = of("สถานะ", "State");
/// Button.
pub const FILTER: Bilingual = of("กรอง", "Filter");
/// Column.
pub const CAME: Bilingual = of("รับเมื่อ", "Came");
/// Column.
pub const SENDER: Bilingual = of("ส่งโดย", "Sent by");
/// Column.
pub const SCORE: Bilingual = of("ชื่อเหมือนกัน", "Names alike");
/// The gap is a number.
pub const OF_A_HUNDRED: Bilingual = of("{} จาก 100", "{} of 100");
/// Column and heading.
pub const REASONS: Bilingual = of("สิ่งที่ไม่ตรง", "What speaks against it");
/// Where there is none.
pub const NONE: Bilingual = of("ไม่มีรายการ", "There are none.");
/// Link.
pub const NEXT_PAGE: Bilingual = of("หน้าถัดไป", "Next page");
/// Link.
pub const FROM_THE_START: Bilingual = of("กลับหน้าแรก", "From the start");
/// Sender; the gap is a code.
pub const BY_FILE: Bilingual = of("แฟ้มของเจ้าหน้าที่ {}", "a file of officer {}");
/// Heading.
pub const BESIDE: Bilingual = of("ที่ส่งมา เทียบกับที่มีอยู่", "What was sent, beside what is known");
/// Column.
pub const FIELD: Bilingual = of("ข้อมูล", "Field");
/// Column.
pub const GIVEN: Bilingual = of("ที่ส่งมา", "Sent");
/// Column.
pub const KNOWN: Bilingual = of("ที่มีอยู่", "Known");
/// Cell.
pub const NOTHING_KNOWN: Bilingual = of("ไม่มี", "Nothing");
/// Row.
pub const FIRST_NAME: Bilingual = of("ชื่อ", "First name");
/// Row.
pub const LAST_NAME: Bilingual = of("นามสกุล", "Last name");
/// Row.
pub const BORN: Bilingual = of("วันเกิด", "Birth date");
/// Heading.
pub const RECORD: Bilingual = of("รายการที่ส่งมา", "The record that was sent");
/// Label.
pub const NAME_AT_SENDER: Bilingual = of("เลขรายการที่หน่วยของท่าน", "Its number at your unit");
/// Heading.
pub const DECIDE: Bilingual = of("ตัดสิน", "Decide");
/// Heading and button.
pub const THE_SAME: Bilingual = of("เป็นคนเดียวกัน", "It is the same person");
/// What follows.
pub const THE_SAME_TEXT: Bilingual = of(
    "รายการจะอยู่ในประวัติของผู้มีเลขเอกสารนี้ และเจ้าตัวเห็นทันทีว่าท่านเป็นผู้ตัดสิน",
    "The record goes into the history of whoever has this document, who sees at once that an officer decided so.",
);
/// Check box.
pub const THE_SAME_SURE: Bilingual =
    of("ข้าพเจ้าเทียบกับเอกสารแล้ว เป็นคนเดียวกัน", "I have compared the paper: it is the same person.");
/// Heading and button.
pub const SOMEBODY_ELSE: Bilingual = of("เป็นของผู้อื่น", "It is somebody else");
/// What follows.
pub const SOMEBODY_ELSE_TEXT: Bilingual = of(
    "สิ่งที่ส่งมาจะถูกทำลายและเรียกคืนไม่ได้ ระบบที่ส่งได้รับแจ้งให้ส่งใหม่ด้วยเลขเอกสารที่ถูกต้อง",
    "What was sent is destroyed and cannot be brought back; the system that sent it is told, to send it anew with the right document.",
);
/// Check box.
pub const SOMEBODY_ELSE_SURE: Bilingual =
    of("ข้าพเจ้าเทียบกับเอกสารแล้ว ไม่ใช่คนนี้", "I have compared the paper: it is not this person.");
/// Mistake.
pub const SAY_SURE: Bilingual = of("กาช่องว่าเทียบกับเอกสารแล้ว", "Tick that you have compared the paper.");
/// Mistake.
pub const CHOOSE: Bilingual = of("เลือกว่าเป็นคนเดียวกันหรือเป็นของผู้อื่น", "Choose: the same person, or somebody else.");
/// Where nothing is left.
pub const GONE: Bilingual =
    of("ตัดสินแล้ว สิ่งที่ส่งมาไม่อยู่ในคิวนี้อีก", "It was decided: what was sent is in this queue no longer.");
/// Where it was nobody; the gap is a moment.
pub const ERASED: Bilingual = of(
    "ผู้ที่อาจเป็นเจ้าของลบข้อมูลของตนเมื่อ {} สิ่งที่ส่งมาจึงถูกทำลาย หน่วยส่งใหม่ได้",
    "Whoever it may have been about erased their data on {}, so what was sent was destroyed. The unit may send it again.",
);
/// The gaps are a code and a moment.
pub const DECIDED_BY: Bilingual = of("เจ้าหน้าที่ {} ตัดสินเมื่อ {}", "Decided by officer {} on {}");
/// Notice.
pub const MEANWHILE: Bilingual = of(
    "เพื่อนร่วมงานตัดสินรายการนี้ไปก่อนแล้ว ดูผลด้านล่าง สิ่งที่ท่านเลือกไม่ได้บันทึก",
    "A colleague decided this meanwhile, as shown below. What you chose was not recorded.",
);
/// Notice.
pub const NOW_SAME: Bilingual = of("บันทึกแล้วว่าเป็นคนเดียวกัน", "Recorded: it is the same person.");
/// Notice.
pub const NOW_DIFFERENT: Bilingual =
    of("บันทึกแล้วว่าเป็นของผู้อื่น สิ่งที่ส่งมาถูกทำลายแล้ว", "Recorded: it is somebody else. What was sent is destroyed.");

/// A state, by its word in storage.
pub const fn state(name: &str) -> Bilingual {
    match name.as_bytes() {
        b"same" => of("เป็นคนเดียวกัน", "The same person"),
        b"different" => of("เป็นของผู้อื่น", "Somebody else"),
        _ => of("รอตัดสิน", "Waiting"),
    }
}

/// The states that can be filtered for.
pub const STATES: [&str; 3] = ["waiting", "same", "different"];
