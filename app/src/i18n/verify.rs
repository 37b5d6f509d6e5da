//! Sentences of the page of checks.

use domain::Bilingual;

const fn of(th: &'static str, en: &'static str) -> Bilingual {
    Bilingual::new(th, en)
}

/// Title.
pub const TITLE: Bilingual = of("ตรวจสอบ", "Check it yourself");
/// Description.
pub const DESCRIPTION: Bilingual = of(
    "ตรวจว่าข้อความหรือใบรับมาจากบริการนี้จริง และสมุดบันทึกไม่ถูกเขียนใหม่",
    "Check that a message or a receipt is from this service, and that the ledger was not rewritten.",
);
/// Heading.
pub const MESSAGE: Bilingual = of("ข้อความที่ได้รับ", "A message you received");
/// Text.
pub const MESSAGE_TEXT: Bilingual =
    of("ทุกข้อความของเราลงท้ายด้วยรหัส เช่น ABCD-EFGH-J", "Each message of ours ends with a code such as ABCD-EFGH-J.");
/// Label.
pub const CODE: Bilingual = of("รหัสท้ายข้อความ", "Code at the end");
/// Button.
pub const CHECK_CODE: Bilingual = of("ตรวจรหัส", "Check the code");
/// Outcome; the gap is a time.
pub const GENUINE: Bilingual = of("ข้อความนี้มาจากเรา เขียนเมื่อ {}", "This message is from us, written on {}.");
/// Outcome.
pub const NOT_OURS: Bilingual = of(
    "ไม่มีข้อความของเราที่มีรหัสนี้ อย่ากดลิงก์หรือให้ข้อมูลแก่ผู้ส่ง",
    "No message of ours has this code. Do not follow its links, and give the sender nothing.",
);
/// Kind of a message.
pub const CERTIFICATE_STANDS: Bilingual = of("ใบรับรองนี้ยังใช้ได้", "This certificate stands");
/// Heading.
pub const CERTIFICATE_REVOKED: Bilingual = of("ใบรับรองนี้ถูกเพิกถอนแล้ว", "This certificate is revoked");
/// Label.
pub const CERTIFICATE_UNIT: Bilingual = of("ออกโดย", "Issued by");
/// Label.
pub const CERTIFICATE_ISSUED: Bilingual = of("ออกเมื่อ", "Issued");
/// Label.
pub const CERTIFICATE_REVOKED_AT: Bilingual = of("เพิกถอนเมื่อ", "Revoked");
/// The kind of a message that carries a code.
pub const CODE_MESSAGE: Bilingual = of("ข้อความรหัสใช้ครั้งเดียว", "a one-time code");
/// Heading.
pub const RECEIPT: Bilingual = of("ใบรับความยินยอม", "A receipt");
/// Text.
pub const RECEIPT_TEXT: Bilingual = of(
    "เลือกไฟล์ใบรับและไฟล์หลักฐานที่ดาวน์โหลดไว้ เบราว์เซอร์ของท่านตรวจเอง ไฟล์ไม่ถูกส่งไปที่ใด",
    "Choose the receipt and the proof you downloaded. Your browser checks them itself; they are sent nowhere.",
);
/// Text where there is no script.
pub const WITHOUT_SCRIPT: Bilingual = of(
    "หากเบราว์เซอร์ไม่ใช้สคริปต์ วางเนื้อหาของไฟล์ทั้งสอง แล้วให้เราตรวจ",
    "Without a script, paste the contents of both files and let us check them.",
);
/// Label.
pub const RECEIPT_FILE: Bilingual = of("ไฟล์ใบรับ (.json)", "Receipt file (.json)");
/// Label.
pub const PROOF_FILE: Bilingual = of("ไฟล์หลักฐาน (.tlog-proof)", "Proof file (.tlog-proof)");
/// Label.
pub const RECEIPT_TEXT_LABEL: Bilingual = of("เนื้อหาใบรับ", "Contents of the receipt");
/// Label.
pub const PROOF_TEXT_LABEL: Bilingual = of("เนื้อหาหลักฐาน", "Contents of the proof");
/// Button.
pub const CHECK_RECEIPT: Bilingual = of("ตรวจใบรับ", "Check the receipt");
/// Outcome heading.
pub const HOLDS: Bilingual = of("ใบรับนี้ถูกต้อง", "This receipt holds");
/// Outcome; the gap is a place.
pub const HOLDS_TEXT: Bilingual = of(
    "ลายเซ็นเป็นของบริการนี้ ใบรับอยู่ในสมุดบันทึกลำดับที่ {} และข้อความข้างล่างคือสิ่งที่บันทึกไว้ทุกตัวอักษร",
    "The signature is this service's, the receipt stands in the ledger at place {}, and the text below is what was recorded, letter by letter.",
);
/// Outcome heading.
pub const FAILS: Bilingual = of("ใบรับนี้ตรวจไม่ผ่าน", "This receipt does not hold");
/// Heading.
pub const LEDGER: Bilingual = of("สมุดบันทึกเปิด", "The open ledger");
/// Text.
pub const LEDGER_TEXT: Bilingual = of(
    "เบราว์เซอร์ของท่านจำปลายสมุดที่เห็นครั้งล่าสุด และตรวจทุกครั้งที่เปิดหน้านี้ว่าไม่มีสิ่งใดถูกเขียนใหม่",
    "Your browser keeps the end of the ledger it saw last, and checks at each visit that nothing before it was rewritten.",
);
/// State; the gap is a number.
pub const LEDGER_SIZE: Bilingual = of("ขณะนี้มี {} รายการ", "It has {} entries now.");
/// Outcome.
pub const LEDGER_FIRST: Bilingual =
    of("จำปลายสมุดไว้แล้ว ครั้งหน้าจะตรวจเทียบ", "Its end is kept now; the next visit compares.");
/// Outcome.
pub const LEDGER_SAME: Bilingual =
    of("ตรงกับครั้งก่อน ไม่มีสิ่งใดถูกเขียนใหม่", "It fits what was seen before: nothing was rewritten.");
/// Outcome, red.
pub const LEDGER_FORK: Bilingual = of(
    "สมุดบันทึกถูกเขียนใหม่ สิ่งที่เคยบันทึกไว้ไม่ตรงกับที่เห็นครั้งก่อน ดาวน์โหลดหลักฐานและแจ้งสำนักงานคณะกรรมการคุ้มครองข้อมูลส่วนบุคคล",
    "The ledger was rewritten: it no longer contains what it did before. Download the evidence and tell the Office of the Personal Data Protection Committee.",
);
/// Link.
pub const EVIDENCE: Bilingual = of("ดาวน์โหลดหลักฐาน", "Download the evidence");
/// Link.
pub const KEY: Bilingual = of("กุญแจสาธารณะ", "Public key");
