//! Sentences of the person's own rooms.

use domain::Bilingual;

const fn of(th: &'static str, en: &'static str) -> Bilingual {
    Bilingual::new(th, en)
}

/// Name of the room.
pub const HOME: Bilingual = of("บัญชีของฉัน", "My account");
/// Greeting; the gap is the first name.
pub const GREETING: Bilingual = of("สวัสดี คุณ{}", "Hello, {}");
/// Name of the room.
pub const PROFILE: Bilingual = of("ข้อมูลส่วนตัว", "Profile");
/// Name of the room.
pub const CONSENTS: Bilingual = of("ความยินยอม", "Consent");
/// Name of the room.
pub const DELEGATES: Bilingual = of("ผู้ทำแทน", "Delegates");
/// Name of the room.
pub const MESSAGES: Bilingual = of("ข้อความถึงท่าน", "Messages");
/// Name of the room.
pub const SESSIONS: Bilingual = of("เครื่องที่ใช้", "Devices");
/// What the room is for.
pub const PROFILE_ABOUT: Bilingual = of("ดูและแก้ข้อมูลที่ท่านให้ไว้", "See and change what you gave.");
/// What the room is for.
pub const CONSENTS_ABOUT: Bilingual = of(
    "เลือกทีละเรื่อง ถอนได้ทุกเมื่อ ทุกคำตอบมีใบรับ",
    "Choose one purpose at a time, withdraw at any time; every answer has a receipt.",
);
/// What the room is for.
pub const DELEGATES_ABOUT: Bilingual = of("ให้ผู้อื่นทำแทน หรือทำแทนผู้อื่น", "Let somebody act for you, or act for somebody.");
/// What the room is for.
pub const MESSAGES_ABOUT: Bilingual =
    of("ข้อความที่เราส่ง และเวลาที่ไม่ให้รบกวน", "What we sent you, and when not to disturb you.");
/// What the room is for.
pub const SESSIONS_ABOUT: Bilingual =
    of("เครื่องที่เข้าสู่ระบบอยู่ ออกจากระบบทุกเครื่องได้", "Where you are signed in; sign out everywhere.");
/// On a card; the gap is a number.
pub const QUESTIONS_WAIT: Bilingual = of("รอคำตอบ {} เรื่อง", "{} questions wait for an answer");
/// On a card; the gap is a number.
pub const UNREAD: Bilingual = of("ยังไม่ได้อ่าน {} ข้อความ", "{} not read yet");
/// Notice.
pub const STATED_ONLY: Bilingual = of(
    "ยังไม่มีใครยืนยันว่าเลขประจำตัวนี้เป็นของท่าน จึงยังไม่แสดงข้อมูลที่หน่วยงานอื่นบันทึก เข้าสู่ระบบด้วยผู้ให้บริการยืนยันตัวตนเพื่อยืนยัน",
    "Nobody has confirmed yet that this id is yours, so nothing recorded by others is shown. Sign in with the sign-on provider to confirm it.",
);
/// Heading; the gap is a province.
pub const NEARBY: Bilingual = of("หน่วยบริการใน{}", "Health units in {}");
/// Text.
pub const NEARBY_TEXT: Bilingual = of(
    "สำนักงานสาธารณสุขจังหวัดของท่านตอบได้ว่าหน่วยใดอยู่ใกล้",
    "The public health office of your province knows which units are near you.",
);
/// Lead of the consent page.
pub const CONSENTS_LEAD: Bilingual = of(
    "ไม่มีข้อใดเลือกไว้ให้ ตอบว่าไม่ก็ใช้บริการได้เหมือนเดิม",
    "Nothing is chosen for you. Saying no leaves the service as it is.",
);
/// Heading.
pub const IF_GIVEN: Bilingual = of("ถ้ายินยอม", "If you agree");
/// Heading.
pub const IF_REFUSED: Bilingual = of("ถ้าไม่ยินยอม", "If you decline");
/// Heading.
pub const DATA_USED: Bilingual = of("ข้อมูลที่ใช้", "Data used");
/// Heading.
pub const RECIPIENTS: Bilingual = of("ผู้รับข้อมูล", "Who receives it");
/// Where nobody does.
pub const NOBODY: Bilingual = of("ไม่มี", "Nobody");
/// Where no answer was given.
pub const NOT_ANSWERED: Bilingual = of("ยังไม่ได้ตอบ", "Not answered yet");
/// Before the present answer.
pub const ANSWER_NOW: Bilingual = of("คำตอบปัจจุบัน", "Your answer now");
/// The gap is a day.
pub const UNTIL: Bilingual = of("มีผลถึง {}", "Holds until {}");
/// Where words mean more than before.
pub const ASKED_ANEW: Bilingual =
    of("คำถามเปลี่ยนไปจากที่ท่านเคยตอบ จึงขอถามใหม่", "The question means more than when you answered, so it is asked again.");
/// Button.
pub const GIVE: Bilingual = of("ยินยอม", "Agree");
/// Button.
pub const REFUSE: Bilingual = of("ไม่ยินยอม", "Decline");
/// Button.
pub const WITHDRAW: Bilingual = of("ถอนความยินยอม", "Withdraw");
/// Heading.
pub const HISTORY: Bilingual = of("ประวัติคำตอบ", "History");
/// Where there is none.
pub const NO_HISTORY: Bilingual = of("ยังไม่มีคำตอบ", "No answers yet.");
/// Column.
pub const WHEN: Bilingual = of("เวลา", "When");
/// Column.
pub const WHAT: Bilingual = of("คำตอบ", "Answer");
/// Column.
pub const PURPOSE: Bilingual = of("เรื่อง", "Purpose");
/// Column.
pub const BY: Bilingual = of("โดย", "By");
/// Column.
pub const RECEIPT: Bilingual = of("ใบรับ", "Receipt");
/// Somebody.
pub const YOU: Bilingual = of("ท่าน", "You");
/// Somebody.
pub const A_DELEGATE: Bilingual = of("ผู้ทำแทน", "A delegate");
/// Somebody.
pub const AN_OFFICER: Bilingual = of("เจ้าหน้าที่ จากแบบกระดาษ", "An officer, from a paper form");
/// Somebody.
pub const THE_SYSTEM: Bilingual = of("ระบบ เมื่อครบเวลา", "The system, when the time was over");
/// Heading.
pub const NOTICES: Bilingual = of("แจ้งผู้รับข้อมูลแล้ว", "Those who received data were told");
/// State.
pub const ACKNOWLEDGED: Bilingual = of("รับทราบแล้ว", "Acknowledged");
/// State.
pub const WAITING_FOR_ACKNOWLEDGEMENT: Bilingual = of("รอการรับทราบ", "Waiting to be acknowledged");
/// Notice.
pub const MINOR: Bilingual = of(
    "เจ้าของบัญชีอายุไม่ถึง 20 ปี การยินยอมต้องทำโดยผู้ปกครองที่ได้รับมอบอำนาจ การไม่ยินยอมหรือถอนทำเองได้",
    "The holder of this account is under 20: agreeing needs a guardian with a power of attorney. Declining and withdrawing do not.",
);
/// Title.
pub const CONFLICT: Bilingual = of("ยังไม่ได้บันทึกคำตอบนี้", "This answer was not recorded");
/// Before the last event.
pub const HAPPENED: Bilingual = of("สิ่งที่บันทึกไว้ล่าสุด", "What was recorded last");
/// Link.
pub const BACK_TO_CONSENTS: Bilingual = of("กลับไปหน้าความยินยอม", "Back to consent");
/// Title.
pub const RECEIPT_TITLE: Bilingual = of("ใบรับคำตอบ", "Receipt");
/// Notice.
pub const RECORDED: Bilingual = of("บันทึกในสมุดบันทึกเปิดแล้ว ลำดับที่ {}", "Recorded in the open ledger at place {}");
/// Notice.
pub const NOT_RECORDED_YET: Bilingual = of(
    "กำลังบันทึกในสมุดบันทึกเปิด ภายใน 1 วินาที เปิดหน้านี้ใหม่เพื่อดาวน์โหลดหลักฐาน",
    "Being recorded in the open ledger, within a second. Open this page again for the proof.",
);
/// Heading.
pub const KEEP_IT: Bilingual = of("เก็บไว้ตรวจเอง", "Keep it and check it yourself");
/// Text.
pub const KEEP_IT_TEXT: Bilingual = of(
    "ดาวน์โหลดสองไฟล์นี้ แล้วเปิดในหน้าตรวจสอบ ตรวจได้แม้ไม่มีสัญญาณ และไม่ต้องเชื่อเรา",
    "Download both files and open them on the page of checks. It works without a network, and without trusting us.",
);
/// Link.
pub const DOWNLOAD_RECEIPT: Bilingual = of("ดาวน์โหลดใบรับ (JSON-LD)", "Download the receipt (JSON-LD)");
/// Link.
pub const DOWNLOAD_PROOF: Bilingual = of("ดาวน์โหลดหลักฐาน (.tlog-proof)", "Download the proof (.tlog-proof)");
/// Link.
pub const TO_VERIFY: Bilingual = of("ไปหน้าตรวจสอบ", "To the page of checks");
/// Text alternative of the code.
pub const QR: Bilingual = of(
    "รหัสคิวอาร์ของที่อยู่หน้าตรวจสอบและเลขใบรับ",
    "QR code of the address of the page of checks and the number of the receipt",
);
/// Heading.
pub const ACT_FOR_ME: Bilingual = of("ผู้ที่ทำแทนท่านได้", "Who may act for you");
/// Heading.
pub const I_ACT_FOR: Bilingual = of("ผู้ที่ท่านทำแทนได้", "For whom you may act");
/// Where there is nobody.
pub const NO_DELEGATES: Bilingual = of("ยังไม่มี", "Nobody yet.");
/// Link.
pub const NEW_DELEGATE: Bilingual = of("มอบอำนาจให้ผู้อื่น", "Let somebody act for you");
/// Fact.
pub const SCOPE: Bilingual = of("ขอบเขต", "Scope");
/// Fact.
pub const DATES: Bilingual = of("วันที่", "Dates");
/// Fact.
pub const STATE: Bilingual = of("สถานะ", "State");
/// Fact.
pub const REASON: Bilingual = of("เหตุผล", "Reason");
/// Button.
pub const REVOKE: Bilingual = of("ยกเลิกการมอบอำนาจ", "Take it back");
/// Button; the gap is a name.
pub const ACT_FOR: Bilingual = of("ทำแทน {}", "Act for {}");
/// Notice.
pub const FILED: Bilingual = of(
    "รับเรื่องแล้ว เจ้าหน้าที่จะตรวจเอกสาร ผู้รับมอบทำแทนได้เมื่อตรวจแล้ว",
    "Filed. An officer will check the document; the delegate can act once it is checked.",
);
/// Title.
pub const NEW_DELEGATE_TITLE: Bilingual = of("มอบอำนาจให้ผู้อื่นทำแทน", "Let somebody act for you");
/// Lead.
pub const NEW_DELEGATE_LEAD: Bilingual = of(
    "แนบหนังสือมอบอำนาจที่ลงนามแล้ว เจ้าหน้าที่ตรวจก่อนใช้ ยกเลิกได้ทุกเมื่อ มีผลทันที",
    "Attach the signed power of attorney. An officer checks it first; you can take it back at any time, with effect at once.",
);
/// Label.
pub const DELEGATE_ID: Bilingual = of("เลขประจำตัวประชาชนของผู้รับมอบ", "National id number of the delegate");
/// Label.
pub const DELEGATE_NAME: Bilingual = of("ชื่อผู้รับมอบ ตามเอกสาร", "Name of the delegate, as in the document");
/// Question.
pub const WHICH_ACTS: Bilingual = of("ให้ทำเรื่องใดแทน", "What may they do for you?");
/// Question.
pub const FIRST_DAY: Bilingual = of("วันแรก", "First day");
/// Question.
pub const LAST_DAY: Bilingual = of("วันสุดท้าย", "Last day");
/// Hint.
pub const DAY_HINT: Bilingual = of("เช่น 31 1 2570 (พ.ศ.)", "For example 31 1 2027");
/// Label.
pub const DOCUMENT: Bilingual = of("หนังสือมอบอำนาจ", "Power of attorney");
/// Hint.
pub const DOCUMENT_HINT: Bilingual =
    of("ภาพ JPEG PNG WebP หรือ PDF ไม่เกิน 10 MiB", "A picture (JPEG, PNG, WebP) or a PDF, up to 10 MiB.");
/// Mistake.
pub const DOCUMENT_MISSING: Bilingual = of("เลือกไฟล์หนังสือมอบอำนาจ", "Choose the file of the power of attorney.");
/// Button.
pub const FILE_IT: Bilingual = of("ส่งให้เจ้าหน้าที่ตรวจ", "Send it to be checked");
/// Where there is none.
pub const NO_MESSAGES: Bilingual = of("ยังไม่มีข้อความ", "No messages yet.");
/// State.
pub const ONLY_HERE: Bilingual = of("อยู่ในบัญชีเท่านั้น", "Only here in your account");
/// Heading.
pub const HOW_TO_REACH: Bilingual = of("ให้ติดต่ออย่างไร", "How to reach you");
/// Question.
pub const CHANNEL: Bilingual = of("ช่องทางที่สะดวก", "Preferred channel");
/// Answer.
pub const CHANNEL_ANY: Bilingual = of("ช่องทางแรกที่ยืนยันแล้ว", "The first one that is confirmed");
/// Answer.
pub const CHANNEL_NONE: Bilingual = of("ไม่ส่งออก ดูในบัญชีเอง", "None; I look here myself");
/// Question.
pub const QUIET: Bilingual = of("เวลาที่ไม่ให้รบกวน", "Quiet hours");
/// Hint.
pub const QUIET_HINT: Bilingual = of(
    "ข้อความรอจนพ้นเวลานี้ ยกเว้นรหัสใช้ครั้งเดียวที่ท่านขอเอง เว้นว่างได้",
    "Messages wait until they are over, but for codes you ask for yourself. May be left empty.",
);
/// Label.
pub const QUIET_FROM: Bilingual = of("ตั้งแต่ (นาฬิกา)", "From (hour)");
/// Label.
pub const QUIET_TO: Bilingual = of("ถึง (นาฬิกา)", "Until (hour)");
/// Answer.
pub const QUIET_NONE: Bilingual = of("ไม่กำหนด", "None");
/// Button.
pub const SAVE: Bilingual = of("บันทึก", "Save");
/// Notice.
pub const SAVED: Bilingual = of("บันทึกแล้ว", "Saved.");
/// Text.
pub const WHAT_CAN_BE_STOPPED: Bilingual = of(
    "ข่าวสารหยุดได้ในหน้าความยินยอม ข้อความจำเป็นเกี่ยวกับบัญชีหยุดไม่ได้",
    "News can be stopped on the consent page. Messages your account depends on cannot.",
);
/// Mark.
pub const THIS_DEVICE: Bilingual = of("เครื่องนี้", "This device");
/// Fact.
pub const SIGNED_IN_AT: Bilingual = of("เข้าสู่ระบบ", "Signed in");
/// Fact.
pub const SEEN_AT: Bilingual = of("ใช้ล่าสุด", "Last used");
/// Button.
pub const END_SESSION: Bilingual = of("ออกจากระบบเครื่องนี้", "Sign this device out");
/// Button.
pub const END_ALL: Bilingual = of("ออกจากระบบทุกเครื่อง", "Sign out everywhere");
