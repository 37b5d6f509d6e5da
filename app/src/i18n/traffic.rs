//! Sentences of the desk of the lawful traffic log.

use domain::Bilingual;

const fn of(th: &'static str, en: &'static str) -> Bilingual {
    Bilingual::new(th, en)
}

/// Title.
pub const TRAFFIC_LOG: Bilingual = of("ข้อมูลจราจรคอมพิวเตอร์", "Traffic log");
/// What the room is for.
pub const TRAFFIC_LOG_ABOUT: Bilingual = of(
    "บันทึกคำสั่งเก็บข้อมูลจราจรเฉพาะราย และเปิดดูตามคำสั่ง",
    "Record orders to hold traffic data for one case, and open what they name.",
);
/// Lead.
pub const LEAD: Bilingual = of(
    "ค้นได้ด้วยเลขคดีเท่านั้น การเปิดดูทุกครั้งถูกบันทึกไว้ในข้อมูลจราจรเอง และเจ้าของข้อมูลเห็นในหน้าของตน",
    "Found by the number of a case only. Each opening is recorded in the log itself, and whom it concerns sees it.",
);
/// Label.
pub const CASE: Bilingual = of("เลขคดี", "Number of the case");
/// Hint.
pub const CASE_HINT: Bilingual = of("ตามที่เขียนในคำสั่ง เช่น คดี 12/2569", "As the order writes it.");
/// Button.
pub const FIND: Bilingual = of("ค้นหา", "Find");
/// Heading; the gap is the case.
pub const HOLDS_OF: Bilingual = of("คำสั่งในคดี {}", "Orders of case {}");
/// Where there is none.
pub const NO_HOLDS: Bilingual = of("ไม่มีคำสั่งของคดีนี้", "There is no order of this case.");
/// Label.
pub const ORDER: Bilingual = of("เลขที่คำสั่ง", "Number of the order");
/// Label.
pub const OFFICER: Bilingual = of("พนักงานเจ้าหน้าที่ผู้ออกคำสั่ง", "Competent officer who gave it");
/// Label.
pub const NAMES: Bilingual = of("ระบุถึง", "Names");
/// In the place of a name.
pub const A_PERSON: Bilingual = of("บุคคลหนึ่ง (นามแฝงในข้อมูลจราจร)", "One person (by a pseudonym)");
/// Label.
pub const REQUESTS: Bilingual = of("การเรียกใช้ระหว่าง", "Requests between");
/// Label.
pub const UNTIL: Bilingual = of("เก็บถึง", "Held until");
/// Label.
pub const STANDS: Bilingual = of("มีผล", "Stands");
/// Label.
pub const OVER: Bilingual = of("สิ้นผลแล้ว", "Over");
/// Label; the gap is a moment.
pub const RELEASED: Bilingual = of("ปล่อยเมื่อ {}", "Released {}");
/// Label.
pub const READINGS: Bilingual = of("เปิดดูแล้ว", "Opened");
/// Where nobody did.
pub const NEVER: Bilingual = of("ยังไม่เคย", "Never yet");
/// Button.
pub const OPEN: Bilingual = of("เปิดดูข้อมูลจราจร (จะถูกบันทึก)", "Open the entries (this is recorded)");
/// Button.
pub const DOWNLOAD: Bilingual = of("ดาวน์โหลดทั้งหมด (จะถูกบันทึก)", "Download all (this is recorded)");
/// Heading and button.
pub const RELEASE: Bilingual = of("ปล่อยคำสั่งเก็บนี้", "Release this hold");
/// Heading and button.
pub const NEW: Bilingual = of("บันทึกคำสั่งเก็บข้อมูล", "Record an order to hold");
/// Text.
pub const NEW_ABOUT: Bilingual = of(
    "คำสั่งต้องระบุบุคคลหรือหมายเลขไอพี คำสั่งแบบเหวี่ยงแหไม่รับ เก็บได้ไม่เกินสองปีนับแต่ข้อมูลเข้าสู่ระบบ",
    "An order names a person or an address. A blanket order is refused. Nothing is held longer than two years from entry.",
);
/// Label.
pub const PERSON: Bilingual = of("เลขประจำตัวประชาชนของผู้ที่คำสั่งระบุ", "Id number of whom the order names");
/// Label.
pub const NETWORK: Bilingual = of("หมายเลขไอพีหรือเครือข่าย", "Address or network");
/// Hint.
pub const NETWORK_HINT: Bilingual =
    of("กว้างไม่เกิน /24 (IPv4) หรือ /48 (IPv6)", "Not wider than /24 (IPv4) or /48 (IPv6).");
/// Label.
pub const FROM: Bilingual = of("เรียกใช้ตั้งแต่วันที่ (ไม่บังคับ)", "Requests from (optional)");
/// Label.
pub const TO: Bilingual = of("ถึงวันที่ (ไม่บังคับ)", "To (optional)");
/// Label.
pub const LAST_DAY: Bilingual = of("เก็บถึงวันที่", "Hold until");
/// Label.
pub const SILENT: Bilingual =
    of("คำสั่งห้ามแจ้งบุคคลจนถึงวันที่ (เว้นว่างหากไม่ห้าม)", "The order forbids telling the person until (empty if it does not)");
/// What was done.
pub const RECORDED: Bilingual = of("บันทึกคำสั่งแล้ว", "The order is recorded.");
/// What was done.
pub const IS_RELEASED: Bilingual = of("ปล่อยคำสั่งแล้ว", "The hold is released.");
/// What is wrong.
pub const CODE_MISSING: Bilingual = of("กรอกช่องนี้", "Fill this in.");
/// What is wrong.
pub const CODE_LONG: Bilingual = of("ยาวเกิน 64 ตัวอักษร", "Longer than 64 characters.");
/// What is wrong.
pub const BLANKET: Bilingual =
    of("ระบุเลขประจำตัวหรือหมายเลขไอพีอย่างน้อยหนึ่งอย่าง", "Name an id number, an address, or both.");
/// What is wrong.
pub const NO_NETWORK: Bilingual = of("ไม่ใช่หมายเลขไอพีหรือเครือข่าย", "This is neither an address nor a network.");
/// What is wrong.
pub const WIDE: Bilingual = of("เครือข่ายกว้างเกินไป จนไม่ระบุผู้ใด", "The network is so wide that it names nobody.");
/// What is wrong.
pub const NOBODY: Bilingual = of("ไม่พบบัญชีของเลขนี้", "Nobody with an account has this number.");
/// What is wrong.
pub const BACKWARDS: Bilingual = of("วันสิ้นสุดอยู่ก่อนวันเริ่ม", "The range ends before it begins.");
/// What is wrong.
pub const ALREADY_OVER: Bilingual = of("วันนี้ผ่านไปแล้ว", "That day is over already.");
/// What is wrong.
pub const TOO_LONG: Bilingual = of("เกินสองปีนับแต่ข้อมูลที่คำสั่งระบุ", "Longer than two years after the entries it names.");
/// What is wrong.
pub const SILENT_TOO_LONG: Bilingual =
    of("ต้องแจ้งบุคคลไม่ช้ากว่าวันที่คำสั่งสิ้นผล", "The person is told at the end of the hold at the latest.");
/// Heading; the gap is the order.
pub const ENTRIES: Bilingual = of("ข้อมูลจราจรตามคำสั่ง {}", "Entries under order {}");
/// Text.
pub const MORE: Bilingual =
    of("แสดง 500 รายการแรก รายการทั้งหมดอยู่ในไฟล์ดาวน์โหลด", "The first 500 are shown; the download has all.");
/// Where there is none.
pub const NO_ENTRIES: Bilingual = of("ไม่มีข้อมูลตามคำสั่งนี้", "There are no entries under this order.");
/// Column.
pub const AT: Bilingual = of("เวลา (UTC)", "Time (UTC)");
/// Column.
pub const CLIENT: Bilingual = of("หมายเลขไอพี", "Address");
/// Column.
pub const REQUEST: Bilingual = of("คำขอ", "Request");
/// Column.
pub const STATUS: Bilingual = of("ผล", "Status");
/// In the place of a status.
pub const ABORTED: Bilingual = of("ขาดกลางคัน", "Broken off");
/// Column.
pub const BYTES: Bilingual = of("ไบต์เข้า / ออก", "Bytes in / out");
/// Column.
pub const TIME: Bilingual = of("มิลลิวินาที", "Milliseconds");
