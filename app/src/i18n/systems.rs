//! Sentences of the division about partners' systems, and what each scope lets one do.

use domain::Bilingual;

const fn of(th: &'static str, en: &'static str) -> Bilingual {
    Bilingual::new(th, en)
}

/// Heading.
pub const SYSTEMS: Bilingual = of("ระบบของหน่วยงาน", "Its systems");
/// Lead.
pub const SYSTEMS_ABOUT: Bilingual = of(
    "ระบบที่เชื่อมต่อเอง ทำได้เท่าที่ข้อตกลง การลงนามของเจ้าหน้าที่ที่รับผิดชอบ และขอบเขตด้านล่างให้ทำ",
    "Systems that sign on by themselves. Each may do what the agreement, the promise of who answers for it, and its scopes allow.",
);
/// Where there is none.
pub const NONE: Bilingual = of("ไม่มีระบบที่เชื่อมต่อ", "No system signs on.");
/// Label and mistake of a client id.
pub const CLIENT: Bilingual = of("รหัสระบบ (client id)", "Client id");
/// Hint.
pub const CLIENT_HINT: Bilingual =
    of("ตัวอักษรอังกฤษ ตัวเลข และขีด 3 ถึง 64 ตัว", "3 to 64 Latin letters, digits and hyphens.");
/// Label.
pub const NAME: Bilingual = of("ชื่อที่คนเรียก", "What people call it");
/// Hint.
pub const NAME_HINT: Bilingual =
    of("เจ้าของข้อมูลเห็นชื่อนี้ในบันทึกว่าใครใช้ข้อมูล", "People see this name in the log of who used their data.");
/// Label.
pub const OFFICER: Bilingual = of("เจ้าหน้าที่ที่รับผิดชอบ (รหัส)", "Officer who answers for it (code)");
/// Label.
pub const PURPOSE: Bilingual = of("วัตถุประสงค์", "Purpose");
/// Legend.
pub const SCOPES: Bilingual = of("ทำอะไรได้", "What it may do");
/// Label.
pub const KEYS: Bilingual = of("กุญแจสาธารณะ", "Public keys");
/// Label.
pub const KEYS_TYPED: Bilingual = of("กุญแจสาธารณะ (JWKS)", "Public keys (JWKS)");
/// Hint.
pub const KEYS_HINT: Bilingual = of(
    "วางชุดกุญแจ JSON ทั้งหมด หรือเว้นว่างแล้วใส่ที่อยู่ในช่องถัดไป อย่างใดอย่างหนึ่ง",
    "Paste the whole JSON key set, or leave it empty and give an address below: one of the two.",
);
/// Label.
pub const KEYS_URL: Bilingual = of("ที่อยู่ของกุญแจสาธารณะ", "Address of the public keys");
/// Label.
pub const ENDPOINT: Bilingual = of("ที่อยู่รับแจ้งเหตุการณ์", "Where its events are posted to");
/// Hint.
pub const ENDPOINT_HINT: Bilingual = of("เว้นว่างได้ ระบบจะมาถามเอง", "May be left empty: then the system asks for them.");
/// Value.
pub const ASKS_ITSELF: Bilingual = of("ระบบมาถามเอง", "It asks for them");
/// Label.
pub const SINCE: Bilingual = of("ตั้งแต่", "Since");
/// Tag.
pub const ENDED: Bilingual = of("ยุติแล้ว", "Ended");
/// Tag.
pub const STANDS: Bilingual = of("ใช้งานอยู่", "Stands");
/// Button.
pub const END: Bilingual = of("ยุติระบบนี้", "End this system");
/// Link, title and button.
pub const NEW: Bilingual = of("เพิ่มระบบ", "Enter a system");
/// Answer of a list that says nothing.
pub const CHOOSE: Bilingual = of("เลือก", "Choose");
/// Mistake.
pub const CLIENT_WRONG: Bilingual =
    of("รหัสระบบมีตัวอักษรอังกฤษ ตัวเลข และขีด 3 ถึง 64 ตัว", "A client id has 3 to 64 Latin letters, digits and hyphens.");
/// Mistake.
pub const CLIENT_KNOWN: Bilingual = of("มีระบบใช้รหัสนี้แล้ว เลือกรหัสอื่น", "There is a system of this id. Choose another.");
/// Mistake.
pub const NAME_WRONG: Bilingual =
    of("ตั้งชื่อ 1 ถึง 200 ตัวอักษรในบรรทัดเดียว", "Give it a name of 1 to 200 characters on one line.");
/// Mistake.
pub const OFFICER_WRONG: Bilingual = of("เลือกเจ้าหน้าที่ของหน่วยงานนี้", "Choose an officer of this organisation.");
/// Mistake.
pub const PURPOSE_WRONG: Bilingual = of("เลือกวัตถุประสงค์", "Choose the purpose.");
/// Mistake.
pub const KEYS_MISSING: Bilingual = of("วางชุดกุญแจ หรือใส่ที่อยู่ของกุญแจ", "Paste a key set, or give the address of one.");
/// Mistake.
pub const KEYS_TWICE: Bilingual = of("ใส่ชุดกุญแจหรือที่อยู่เพียงอย่างเดียว", "Give a key set or an address, not both.");
/// Notice.
pub const ENTERED: Bilingual = of("เพิ่มระบบแล้ว", "The system is entered.");
/// Notice.
pub const NOW_ENDED: Bilingual =
    of("ยุติระบบแล้ว คำขอถัดไปจะถูกปฏิเสธ", "The system has ended: its next request is refused.");
/// Notice.
pub const WAS_ENDED: Bilingual = of("ระบบนี้ถูกยุติไปก่อนแล้ว", "This system was ended already.");
/// Title.
pub const SECRET: Bilingual = of("ความลับสำหรับตรวจลายเซ็น", "The secret that checks signatures");
/// Lead; the gap is a client id.
pub const SECRET_LEAD: Bilingual = of(
    "ส่งให้ผู้ดูแลระบบ {} ทางช่องทางที่ผู้อื่นอ่านไม่ได้ ใช้ตรวจว่าเหตุการณ์มาจากเราจริง (Standard Webhooks)",
    "Hand it to whoever runs {}, where nobody reads along. With it they check that events are ours (Standard Webhooks).",
);
/// Notice.
pub const SECRET_ONCE: Bilingual = of(
    "แสดงครั้งเดียว เปิดหน้านี้อีกไม่ได้ หากหาย ให้ยุติระบบแล้วเพิ่มใหม่",
    "It is shown this once and never again. If it is lost, end the system and enter it anew.",
);
/// Link.
pub const BACK: Bilingual = of("กลับไปหน้าหน่วยงาน", "Back to the organisation");

/// Each scope, as it is written, and what it lets a system do.
pub const SCOPE_WORDS: [(&str, Bilingual); 11] = [
    ("system/Immunization.c", of("ส่งรายการวัคซีน", "Give vaccinations")),
    ("system/Immunization.r", of("อ่านรายการวัคซีนทีละรายการ", "Read a vaccination")),
    ("system/Immunization.s", of("ค้นรายการวัคซีนของบุคคล", "Search a person's vaccinations")),
    ("system/Observation.c", of("ส่งผลตรวจ", "Give laboratory results")),
    ("system/Observation.r", of("อ่านผลตรวจทีละรายการ", "Read a laboratory result")),
    ("system/Observation.s", of("ค้นผลตรวจของบุคคล", "Search a person's laboratory results")),
    ("system/AuditEvent.r", of("อ่านว่าใครใช้ข้อมูล ทีละรายการ", "Read one use of a person's data")),
    ("system/AuditEvent.s", of("ค้นว่าใครใช้ข้อมูลของบุคคล", "Search who used a person's data")),
    ("changes.read", of("รับรู้ความเปลี่ยนแปลงของข้อมูลที่เคยได้", "Follow what became of data it had")),
    ("target-group.read", of("ถามว่าบุคคลอยู่ในกลุ่มเป้าหมายใด", "Ask which target groups a person is in")),
    ("target-group.write", of("แจ้งว่าบุคคลอยู่ในกลุ่มเป้าหมาย", "Say who belongs to a target group")),
];
