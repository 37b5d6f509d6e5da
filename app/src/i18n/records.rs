//! Sentences about health records.

use domain::Bilingual;

const fn of(th: &'static str, en: &'static str) -> Bilingual {
    Bilingual::new(th, en)
}

/// Name of the room.
pub const RECORDS: Bilingual = of("ประวัติสุขภาพ", "Health records");
/// What the room is for.
pub const RECORDS_ABOUT: Bilingual = of(
    "วัคซีนและผลตรวจ ใครบันทึก และแจ้งเมื่อไม่ถูกต้อง",
    "Vaccinations and results, who recorded them, and what to do when one is wrong.",
);
/// Lead.
pub const RECORDS_LEAD: Bilingual = of(
    "ทุกรายการบอกว่าใครบันทึกเมื่อใด รายการที่ผิดจะไม่ถูกลบ แต่จะมีเครื่องหมายว่าบันทึกผิด",
    "Each says who recorded it and when. A wrong record is never deleted: it is marked as entered in error.",
);
/// Nothing.
pub const NO_RECORDS: Bilingual = of("ยังไม่มีรายการที่บันทึกไว้", "Nothing is recorded.");
/// Label.
pub const PRODUCT: Bilingual = of("วัคซีน", "Vaccine");
/// Label.
pub const LOT: Bilingual = of("เลขรุ่น (lot)", "Lot");
/// Label.
pub const DOSE: Bilingual = of("เข็มที่", "Dose");
/// Label.
pub const GIVEN_ON: Bilingual = of("วันที่รับ", "Given on");
/// Label.
pub const TEST: Bilingual = of("รายการตรวจ", "Test");
/// Label.
pub const RESULT: Bilingual = of("ผล", "Result");
/// Label.
pub const TAKEN_ON: Bilingual = of("วันที่เก็บตัวอย่าง", "Sample taken on");
/// Value.
pub const NOT_KNOWN: Bilingual = of("ไม่ทราบ", "Not known");
/// Label.
pub const UNIT: Bilingual = of("บันทึกโดย", "Recorded by");
/// Label; the gap is an officer's code.
pub const OFFICER: Bilingual = of("เจ้าหน้าที่รหัส {}", "officer {}");
/// Label.
pub const RECORDED_AT: Bilingual = of("บันทึกเมื่อ", "Recorded");
/// Label.
pub const CONFIRMED: Bilingual = of("การยืนยัน", "Confirmation");
/// Value.
pub const NOT_CONFIRMED: Bilingual = of("ยังไม่มีการยืนยันว่าท่านอยู่ที่นั่น", "Not confirmed that you were there");
/// Value.
pub const CONFIRMED_BY_CODE: Bilingual = of("ยืนยันด้วยรหัสจากเครื่องของท่าน", "Confirmed by a code from your phone");
/// Value.
pub const CONFIRMED_BY_CHECK: Bilingual = of("หน่วยงานตรวจสอบแล้ว", "Checked by an office");
/// Label.
pub const STATE: Bilingual = of("สถานะ", "State");
/// Link.
pub const CERTIFICATE: Bilingual = of("ใบรับรองพร้อม QR", "Certificate with QR code");
/// Link.
pub const THIS_IS_WRONG: Bilingual = of("รายการนี้ไม่ถูกต้อง", "This is wrong");
/// Link.
pub const SOMETHING_MISSING: Bilingual = of("มีรายการที่หายไป", "Something is missing");
/// Link; the gap is a case number.
pub const OPEN_CASE: Bilingual = of("กำลังตรวจสอบ เรื่อง {}", "Being looked into: case {}");
/// Summary of the history; the gap is a number.
pub const HISTORY: Bilingual = of("ความเป็นมา {} ฉบับ", "History: {} versions");
/// Heading of a warning.
pub const FAULTS: Bilingual = of("ลำดับเข็มไม่ต่อเนื่อง", "The doses do not follow one another");
/// Text of the warning.
pub const FAULTS_TEXT: Bilingual = of(
    "เราไม่แก้ลำดับเอง หากไม่ตรงกับความจริง กดว่ารายการใดไม่ถูกต้อง",
    "We do not renumber anything. If this is not what happened, say which record is wrong.",
);
/// Title.
pub const CERTIFICATE_TITLE: Bilingual = of("ใบรับรองการรับวัคซีน", "Vaccination certificate");
/// Label.
pub const HOLDER: Bilingual = of("ผู้รับวัคซีน", "Holder");
/// Label.
pub const CERTIFICATE_CODE: Bilingual = of("รหัสตรวจสอบ", "Code to check it");
/// Text.
pub const CERTIFICATE_CHECK: Bilingual = of(
    "ผู้ตรวจสแกน QR หรือใส่รหัสที่หน้าตรวจสอบ ระบบบอกเพียงว่าใบรับรองยังใช้ได้หรือถูกเพิกถอน ไม่บอกชื่อ",
    "Whoever checks it scans the code or types it on the page of checks. It says only whether the certificate stands, and names nobody.",
);
/// Notice.
pub const REVOKED: Bilingual = of("ใบรับรองนี้ถูกเพิกถอนแล้ว", "This certificate is revoked");
/// Label.
pub const QR: Bilingual = of("QR สำหรับตรวจใบรับรอง", "QR code to check the certificate");
/// Choice of a list.
pub const CHOOSE: Bilingual = of("เลือก", "Choose");
/// Name of the room of a unit.
pub const RECORD_A_DOSE: Bilingual = of("บันทึกการให้วัคซีน", "Record a dose");
/// What it is for.
pub const RECORD_A_DOSE_ABOUT: Bilingual =
    of("บันทึกเข็มที่หน่วยของท่านให้ ผู้รับเห็นทันที", "Record a dose your unit has given; the person sees it at once.");
/// Label.
pub const NATIONAL_ID: Bilingual = of("เลขประจำตัวประชาชนของผู้รับ", "National id of the person");
/// Mistake.
pub const NOBODY: Bilingual =
    of("ไม่พบบัญชีของเลขนี้ที่ตรวจตัวตนแล้ว", "Nobody with this id has an account whose identity was checked.");
/// Notice.
pub const DOSE_RECORDED: Bilingual = of("บันทึกแล้ว", "Recorded.");
/// Button.
pub const RECORD_IT: Bilingual = of("บันทึก", "Record it");
/// Mistake.
pub const WHOLE_DAY: Bilingual = of("ใส่วันที่ให้ครบ วัน เดือน ปี", "Give the whole date: day, month and year.");
/// Title.
pub const EXPORT: Bilingual = of("สำเนาข้อมูลของฉัน", "A copy of my data");
/// Lead.
pub const EXPORT_LEAD: Bilingual = of(
    "ทั้งหมดที่บริการนี้เก็บเกี่ยวกับท่านและท่านมีสิทธิขอสำเนา อ่านได้ที่นี่ หรือดาวน์โหลดเป็นไฟล์ที่ระบบอื่นอ่านได้",
    "What this service holds about you, to read here, or as a file other systems can read.",
);
/// Link.
pub const EXPORT_FILE: Bilingual = of("ดาวน์โหลด (HL7 FHIR R4, JSON)", "Download (HL7 FHIR R4, JSON)");
/// Heading.
pub const GIVEN_BY_YOU: Bilingual = of("ข้อมูลที่ท่านให้", "What you gave");
/// Heading.
pub const CHOICES: Bilingual = of("ความยินยอม", "Consent choices");
