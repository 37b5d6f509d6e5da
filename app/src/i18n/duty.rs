//! Sentences about who may see what, who used my data, what binds people on duty, and breaches.

use domain::Bilingual;
use domain::kept_back::KeptBack;

const fn of(th: &'static str, en: &'static str) -> Bilingual {
    Bilingual::new(th, en)
}

/// Title.
pub const WHO_MAY: Bilingual = of("ใครเห็นข้อมูลใดได้", "Who may see what");
/// Lead.
pub const WHO_MAY_LEAD: Bilingual = of(
    "ตารางนี้สร้างจากกฎเดียวกับที่ระบบใช้ตัดสินทุกครั้ง ทุกเงื่อนไขต้องครบพร้อมกันในขณะนั้น",
    "This table is made from the very rule the system decides by each time. All conditions must hold at that moment.",
);
/// Description.
pub const WHO_MAY_ABOUT: Bilingual =
    of("บทบาท เงื่อนไข และช่องข้อมูลของการเข้าถึงแต่ละอย่าง", "Roles, conditions and fields of each kind of access.");
/// Column.
pub const ACT: Bilingual = of("การกระทำ", "What is done");
/// Column.
pub const BY_WHOM: Bilingual = of("โดย", "By");
/// Column.
pub const WHAT_FOR: Bilingual = of("เพื่อ", "For");
/// Column.
pub const ONLY_WHERE: Bilingual = of("เฉพาะเมื่อ", "Only where");
/// Column.
pub const FIELDS: Bilingual = of("ช่องข้อมูล", "Fields");
/// In the place of fields.
pub const NO_FIELDS: Bilingual = of("ไม่มี", "None");
/// Heading.
pub const CONDITIONS: Bilingual = of("เงื่อนไข ตามลำดับที่ตรวจ", "Conditions, in the order they are looked at");
/// Text beside the rule.
pub const BRAKED: Bilingual = of(
    "การค้นหาด้วยเลขประจำตัวถูกนับ เกินกำหนดจะถูกถามยืนยัน ชะลอ แล้วหยุด",
    "Searches by id number are counted: beyond a limit they are questioned, slowed, then stopped.",
);
/// Count that everybody sees; the gap is a number.
pub const HIDDEN: Bilingual = of(
    "การใช้ข้อมูลที่กฎหมายให้เปิดเผยภายหลัง ขณะนี้ทั้งระบบ: {}",
    "Uses a law keeps from the person until later, in the whole system now: {}",
);
/// Title.
pub const ACCESS_LOG: Bilingual = of("ใครใช้ข้อมูลของฉัน", "Who used my data");
/// Lead.
pub const ACCESS_LOG_LEAD: Bilingual = of(
    "ทุกครั้งที่ผู้อื่นเปิดดู ค้นหา หรือใช้ข้อมูลของท่าน และทุกครั้งที่ถูกปฏิเสธ",
    "Each time somebody else opened, searched or used your data, and each time it was refused.",
);
/// Where there is nothing.
pub const NO_USES: Bilingual = of("ยังไม่มีผู้อื่นใช้ข้อมูลของท่าน", "Nobody else has used your data yet.");
/// Label.
pub const WHO: Bilingual = of("ใคร", "Who");
/// Who acts by a power of attorney.
pub const DELEGATE: Bilingual = of("ผู้รับมอบอำนาจของท่าน", "Who holds your power of attorney");
/// Who acts by a command.
pub const AT_MACHINE: Bilingual =
    of("ผู้ดูแลระบบ ที่เครื่องของระบบ ตามคำสั่งที่บันทึกไว้", "The operator, at the machine, under an order on file");
/// Label; the gap is a code.
pub const OFFICER: Bilingual = of("เจ้าหน้าที่ {}", "officer {}");
/// Who acts, where it is a system; the gap is its name.
pub const SYSTEM: Bilingual = of("ระบบ {}", "the system {}");
/// Label.
pub const DECISION: Bilingual = of("ตัดสินตาม", "Decided on");
/// Beside a condition that held.
pub const HELD: Bilingual = of("ผ่าน", "held");
/// Beside the condition that did not.
pub const FAILED: Bilingual = of("ไม่ผ่าน", "did not hold");
/// After the browser decided again.
pub const REPLAYED: Bilingual = of("เครื่องของท่านตัดสินซ้ำแล้ว ตรงกัน", "Decided again on your device: it agrees");
/// After the browser decided again.
pub const REPLAYED_OTHERWISE: Bilingual =
    of("เครื่องของท่านตัดสินซ้ำแล้ว ไม่ตรงกัน", "Decided again on your device: it does NOT agree");
/// Link.
pub const ONLY_THIS: Bilingual = of("ดูเฉพาะหน่วยงานนี้", "Only this organisation");
/// Link.
pub const ALL: Bilingual = of("ดูทั้งหมด", "All of them");
/// Link.
pub const OLDER: Bilingual = of("ก่อนหน้านี้", "Older");
/// Label.
pub const HOLD: Bilingual = of("คำสั่งเก็บข้อมูลจราจรลำดับที่", "Hold of the traffic log, number");
/// Label.
pub const COMMITTED: Bilingual = of("หลักฐาน", "Proof");
/// Of a use that was kept back, or may have been; the gaps are a moment and a place.
pub const COMMITTED_AT: Bilingual = of(
    "บันทึกรหัสผูกพันในสมุดบันทึกเปิดไว้แล้วเมื่อ {} ลำดับที่ {} จึงเพิ่ม ลบ หรือแก้ภายหลังไม่ได้",
    "Committed on {}, in the log at place {}: nobody could have added, taken out or changed it since.",
);
/// The same before it has its place; the gap is a moment.
pub const COMMITTED_WAITS: Bilingual =
    of("บันทึกรหัสผูกพันไว้แล้วเมื่อ {} กำลังรอลำดับในสมุดบันทึกเปิด", "Committed on {}; it waits for its place in the log.");
/// Link.
pub const TO_RECEIPT: Bilingual = of("ใบรับและหลักฐาน", "Receipt and proof");
/// Button.
pub const DOUBT: Bilingual = of("ฉันสงสัยรายการนี้", "I doubt this one");
/// Link; the gap is a number.
pub const DOUBTED: Bilingual = of("ท่านสงสัยรายการนี้ เรื่อง {}", "You doubt this one: case {}");
/// Heading on a case.
pub const DOUBTED_USE: Bilingual = of("การใช้ข้อมูลที่สงสัย", "The use that is doubted");

/// Title.
pub const BOUND: Bilingual = of("การรักษาความลับของฉัน", "My non-disclosure agreement");
/// Lead.
pub const BOUND_LEAD: Bilingual = of(
    "ต้องลงนามก่อนเปิดดูข้อมูลของผู้ใด มีผลหนึ่งปี และตรวจใหม่ทุกครั้งที่ใช้",
    "Sign it before you open anybody's data. It holds for a year, and is asked for again at each use.",
);
/// Heading; the gap is a number.
pub const PROMISE_TEXT: Bilingual = of("ข้อความฉบับที่ {}", "Text number {}");
/// Status; the gap is a date.
pub const SIGNED_UNTIL: Bilingual = of("ลงนามแล้ว มีผลถึง {}", "Signed; it holds until {}");
/// Status.
pub const NOT_SIGNED: Bilingual = of("ยังไม่ได้ลงนาม หรือหมดอายุแล้ว", "Not signed, or no longer in force");
/// Button.
pub const SIGN: Bilingual = of("ข้าพเจ้าได้อ่านและตกลง", "I have read it and agree");
/// Notice.
pub const NOW_SIGNED: Bilingual = of("ลงนามแล้ว", "Signed.");
/// Heading.
pub const AGREEMENTS: Bilingual = of("ข้อตกลงของหน่วยงาน", "Agreements of your organisation");
/// Where there is none.
pub const NO_AGREEMENT: Bilingual = of("ไม่มี", "None.");
/// State.
pub const ENDED: Bilingual = of("สิ้นสุดก่อนกำหนด", "ended early");
/// Warning.
pub const YOU_ARE_STOPPED: Bilingual = of(
    "ระบบหยุดการใช้งานของท่านไว้ กองยุทธศาสตร์และแผนงานกำลังตรวจสอบ",
    "You were stopped. The Strategy and Planning Division is looking into it.",
);

/// Title.
pub const BREACHES: Bilingual = of("เหตุละเมิดข้อมูล", "Breaches");
/// What the room is for.
pub const BREACHES_ABOUT: Bilingual = of(
    "ประเมินความเสี่ยง แจ้งสำนักงานฯ ใน 72 ชั่วโมงนับแต่รู้เหตุ และแจ้งเจ้าของข้อมูลเมื่อเสี่ยงสูง",
    "Assess the risk, tell the authority within 72 hours of knowing, and the people concerned where it is high.",
);
/// Where there is none.
pub const NO_BREACHES: Bilingual = of("ไม่มีเหตุ", "There is none.");
/// Title of one.
pub const BREACH: Bilingual = of("เหตุละเมิดข้อมูล", "A breach");
/// Label.
pub const CAUSE: Bilingual = of("เหตุ", "What happened");
/// Label.
pub const KNOWN_SINCE: Bilingual = of("รู้เหตุเมื่อ", "Known since");
/// Label.
pub const TELL_BY: Bilingual = of("แจ้งสำนักงานฯ ก่อน", "Tell the authority before");
/// Label.
pub const LATEST: Bilingual = of("ช้าที่สุดพร้อมเหตุผล", "At the latest, with a reason");
/// Tag.
pub const TELL_LATE: Bilingual = of("เกิน 72 ชั่วโมงแล้ว", "72 hours have passed");
/// Tag.
pub const TOLD: Bilingual = of("แจ้งแล้ว", "Told");
/// Tag.
pub const CLOSED: Bilingual = of("ปิดแล้ว", "Closed");
/// Label.
pub const CONCERNED: Bilingual = of("เจ้าหน้าที่ที่ถูกหยุด", "The officer who was stopped");
/// Label.
pub const AFFECTED: Bilingual = of("ผู้อาจได้รับผลกระทบ", "Persons who may be affected");
/// Summary of a list; the gap is a number.
pub const PERSONS: Bilingual = of("{} ราย (รหัสแทนตัว)", "{} (pseudonyms)");
/// Heading.
pub const DRAFT: Bilingual = of("ร่างหนังสือแจ้ง", "Draft notice");
/// Who took a step where nobody did.
pub const BY_THE_BRAKE: Bilingual = of("ระบบเบรก", "the brake");
/// Question.
pub const NEXT: Bilingual = of("ขั้นต่อไป", "Next step");
/// Mistake.
pub const CHOOSE: Bilingual = of("เลือกขั้นต่อไป", "Choose a step.");
/// Label.
pub const SAY: Bilingual = of("บันทึก หรือเหตุผล", "Notes, or the reason");
/// Button.
pub const TAKE: Bilingual = of("บันทึกขั้นนี้", "Record this step");
/// Heading.
pub const REPORT: Bilingual = of("แจ้งเหตุ", "Report a breach");
/// Label.
pub const WHAT_HAPPENED: Bilingual = of("เกิดอะไรขึ้น (ไม่ใส่ข้อมูลส่วนบุคคล)", "What happened (no personal data)");
/// Mistake.
pub const SAY_WHAT: Bilingual = of("เขียนว่าเกิดอะไรขึ้น", "Say what happened.");
/// Where whoever looks is concerned.
pub const ABOUT_YOURSELF: Bilingual =
    of("เหตุนี้เกี่ยวกับท่าน ผู้อื่นต้องเป็นผู้พิจารณา", "This is about you: somebody else decides it.");
/// Draft; the gaps are a moment and a number.
pub const DRAFT_TEXT: Bilingual = of(
    "ผู้ให้บริการทราบเมื่อ {} ว่าอาจมีการเปิดดูข้อมูลส่วนบุคคลโดยไม่มีหน้าที่ จำนวนผู้อาจได้รับผลกระทบ {} ราย การเข้าถึงของผู้เกี่ยวข้องถูกหยุดแล้วในขณะนั้น เจ้าของข้อมูลดูรายการได้ที่หน้า ใครใช้ข้อมูลของฉัน",
    "On {} we learned that personal data may have been opened by somebody whose duty it was not. Persons who may be affected: {}. The access was stopped at that moment. Each person sees the entries on the page Who used my data.",
);

/// What is said of an event, by its word in storage.
pub fn event(act: &str) -> Option<Bilingual> {
    KeptBack::from_name(act).map(KeptBack::label).or_else(|| told_at_once(act))
}

/// The same of what is never kept back.
const fn told_at_once(act: &str) -> Option<Bilingual> {
    Some(match act.as_bytes() {
        b"case-refused" => of("พยายามตัดสินเรื่อง แต่ถูกปฏิเสธ", "Tried to decide a case, and refused"),
        b"proof-asked" => {
            of("ค้นหาหลายราย จึงถูกถามยืนยันตัวอีกครั้ง", "Searched for many, and was asked to prove who they are")
        }
        b"stopped" => of("ค้นหามากผิดปกติ ระบบหยุดไว้", "Browsed, and was stopped"),
        b"person-found" => of("ค้นหาท่านด้วยเลขประจำตัว", "Found you by your id number"),
        b"records-read" => of("ดูประวัติสุขภาพ", "Read your records"),
        b"profile-read" => of("ดูข้อมูลส่วนตัว", "Read your profile"),
        b"presence-shown" => of("แสดงรหัสแสดงตัวของท่าน", "Showed your presence code"),
        b"record-received" => of("ส่งรายการของท่านมา", "Sent a record about you"),
        b"record-changed" => of("ส่งการเปลี่ยนแปลงของรายการของท่านมา", "Sent a change of a record about you"),
        b"record-queued" => of("ส่งรายการที่อาจเป็นของท่านมา", "Sent a record that may be about you"),
        b"targets-read" => of("ถามว่าท่านอยู่ในกลุ่มเป้าหมายใด", "Asked which target groups you are in"),
        b"usage-read" => of("ถามแทนท่านว่าใครใช้ข้อมูลของท่าน", "Asked for you who used your data"),
        b"review-read" => of(
            "เปิดดูรายการที่อาจเป็นของท่าน เทียบกับชื่อและวันเกิดของท่าน",
            "Opened a record that may be yours, beside your name and birth date",
        ),
        b"review-same" => of("ตัดสินว่ารายการที่ส่งมาเป็นของท่าน", "Decided that a record is yours"),
        b"review-different" => of("ตัดสินว่ารายการที่ส่งมาไม่ใช่ของท่าน", "Decided that a record is not yours"),
        b"change-followed" => of("อ่านว่ารายการของท่านเปลี่ยนไปอย่างไร", "Read what became of a record of yours"),
        b"change-acknowledged" => of("รับทราบความเปลี่ยนแปลงของข้อมูลของท่าน", "Acknowledged a change of your data"),
        b"target-kept" => of("ระบุว่าท่านอยู่ในกลุ่มเป้าหมายหรือออกแล้ว", "Said that you are in a target group, or left it"),
        b"accounts-linked" => of("เชื่อมอีกบัญชีหนึ่งว่าเป็นของท่าน", "Linked another account as yours"),
        b"accounts-parted" => of("แยกบัญชีที่เคยเชื่อมกับของท่าน", "Parted an account that was linked with yours"),
        b"record-made" => of("บันทึกวัคซีนหรือผลตรวจ", "Recorded a vaccination or result"),
        b"case-filed" => of("รับเรื่องแทนท่าน", "Filed a case for you"),
        b"case-read" => of("เปิดดูเรื่องของท่าน", "Opened your case"),
        b"case-evidence-read" => of("เปิดดูหลักฐานในเรื่อง", "Opened the evidence of your case"),
        b"letter-read" => of("อ่านหนังสือถึงกองฯ", "Read your letter to the division"),
        b"case-moved" => of("ดำเนินเรื่องของท่าน", "Took a step in your case"),
        b"case-proposed" => of("เสนอผลเรื่องของท่าน", "Proposed a decision in your case"),
        b"case-decided" => of("ตัดสินเรื่องของท่าน", "Decided your case"),
        b"case-escalated" => of("มีหนังสือถึงกองฯ แทนท่าน", "Wrote to the division for you"),
        b"case-ordered" => of("สั่งให้แก้ไขในเรื่องของท่าน", "Ordered a correction in your case"),
        b"delegation-read" => of("เปิดดูหนังสือมอบอำนาจ", "Opened your power of attorney"),
        b"delegation-document-read" => of("เปิดเอกสารมอบอำนาจ", "Opened the document of your power of attorney"),
        b"delegation-verified" | b"delegation-refused" => of("ตรวจหนังสือมอบอำนาจ", "Checked your power of attorney"),
        b"notice-acknowledged" => of("รับทราบว่าท่านถอนความยินยอม", "Acknowledged your withdrawal"),
        b"paper-scanned" => of("สแกนแบบกระดาษของท่าน", "Scanned a paper form of yours"),
        b"paper-scan-read" => of("เปิดดูภาพแบบกระดาษ", "Opened the scan of your paper form"),
        b"paper-read" => of("ดูสิ่งที่อ่านได้จากแบบกระดาษ", "Read what was keyed from your paper form"),
        b"papers-read" => of("ดูสิ่งที่อ่านได้จากแบบกระดาษของท่าน", "Read what is kept of your paper forms"),
        b"paper-keyed" => of("คีย์แบบกระดาษของท่าน", "Keyed your paper form"),
        b"paper-checked" => of("ตรวจแบบกระดาษของท่าน", "Checked your paper form"),
        b"paper-refused" => {
            of("พยายามตรวจแบบกระดาษที่คีย์เอง แต่ถูกปฏิเสธ", "Tried to check a form they had keyed, and refused")
        }
        b"case-exported" => of("นำเรื่องของท่านออกในรายชื่อ", "Took your case out in a list"),
        b"correction-acknowledged" => of("รับทราบการแก้ไข", "Acknowledged a correction"),
        _ => return None,
    })
}

/// What is said of an event nobody has words for.
pub const USED: Bilingual = of("ใช้ข้อมูลของท่าน", "Used your data");
