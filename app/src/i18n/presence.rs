//! Sentences of the page of the presence code.

use domain::Bilingual;

const fn of(th: &'static str, en: &'static str) -> Bilingual {
    Bilingual::new(th, en)
}

/// Name of the room.
pub const PRESENCE: Bilingual = of("รหัสแสดงตัว", "Presence code");
/// What the room is for.
pub const PRESENCE_ABOUT: Bilingual =
    of("แสดงที่หน่วยบริการ เพื่อยืนยันว่าท่านอยู่ที่นั่น", "Show it at the unit, to confirm that you were there.");
/// Lead.
pub const LEAD: Bilingual = of(
    "แสดงรหัสนี้แก่เจ้าหน้าที่ของหน่วยบริการ ในวันที่ท่านรับวัคซีนหรือตรวจ",
    "Show this code to the officer of the unit, on the day you are given a dose or tested.",
);
/// Text alternative of the square.
pub const QR: Bilingual = of("QR ของรหัสแสดงตัว", "QR code of the presence code");
/// The gap is a time of day.
pub const CHANGES_AT: Bilingual = of("รหัสเปลี่ยนเวลา {} น.", "The code changes at {}.");
/// Link.
pub const SHOW_ANEW: Bilingual = of("แสดงรหัสของขณะนี้", "Show the code of this moment");
/// How long the page looks after itself.
pub const BY_ITSELF: Bilingual = of(
    "หน้านี้แสดงรหัสใหม่เองประมาณหนึ่งชั่วโมง หลังจากนั้นกดแสดงรหัสของขณะนี้",
    "The page shows the next code by itself for about an hour; after that, press the link.",
);
/// Heading.
pub const WHAT_FOR: Bilingual = of("รหัสนี้ใช้ทำอะไร", "What it is for");
/// What it does.
pub const CONFIRMS: Bilingual = of(
    "ยืนยันว่าท่านอยู่ที่หน่วยบริการจริง ไม่มีผู้ใดบันทึกวัคซีนที่ท่านไม่ได้รับแล้วให้ดูเหมือนยืนยันแล้ว",
    "It confirms that you were there: nobody can record a dose you were not given and have it look confirmed.",
);
/// What follows without it.
pub const WITHOUT: Bilingual = of(
    "ไม่มีรหัสก็รับบริการได้เหมือนเดิม รายการที่ระบบของหน่วยส่งมาจะบันทึกว่าไม่มีผู้ยืนยัน",
    "Without it you are treated all the same; what the unit's system sends is then kept as unconfirmed.",
);
/// How often and how long; the gap is a number.
pub const ONCE: Bilingual = of(
    "รหัสหนึ่งใช้ได้ครั้งเดียว และหน่วยต้องส่งภายใน {} วันหลังวันที่รับบริการ",
    "Each code confirms once, and the unit must send it within {} days of the day you came.",
);
/// What stands in it.
pub const SAYS_NOTHING: Bilingual = of(
    "ในรหัสไม่มีชื่อหรือเลขประจำตัวของท่าน ผู้ที่เห็นรหัสไม่รู้ว่าเป็นของใคร",
    "Neither your name nor your id number is in it: whoever sees it does not learn whose it is.",
);
