//! Sentences of the room in which a unit brings records as a file.

use domain::Bilingual;
use domain::import::Column;

const fn of(th: &'static str, en: &'static str) -> Bilingual {
    Bilingual::new(th, en)
}

/// Title.
pub const IMPORTS: Bilingual = of("นำเข้าจากแฟ้ม", "Records from a file");
/// What the room is for.
pub const IMPORTS_ABOUT: Bilingual = of(
    "นำเข้าการฉีดวัคซีนและผลตรวจจากแฟ้ม CSV หรือ FHIR NDJSON บรรทัดที่ผิดถูกกักไว้พร้อมเลขบรรทัดและเหตุผล ที่เหลือนำเข้าต่อ",
    "Bring doses and laboratory results as a file of CSV or FHIR NDJSON. A line that is wrong is kept apart with its number and the reason; the others are taken.",
);
/// Heading of the form.
pub const NEW: Bilingual = of("ส่งแฟ้มใหม่", "Send a file");
/// Label.
pub const FILE: Bilingual = of("แฟ้มข้อมูล", "File");
/// Hint.
pub const FILE_HINT: Bilingual = of(
    "CSV (UTF-8) มีบรรทัดหัว หรือ FHIR NDJSON หนึ่งทรัพยากรต่อบรรทัด",
    "CSV (UTF-8) with a header, or FHIR NDJSON with a resource in each line.",
);
/// The most; the gap is a size.
pub const LIMIT: Bilingual = of(
    "แฟ้มมีขนาดไม่เกิน {} แฟ้มที่ใหญ่กว่านี้ให้ผู้ดูแลระบบนำเข้าที่เครื่องแม่ข่าย",
    "A file has up to {}. The operator imports larger ones at the server.",
);
/// Button.
pub const SEND: Bilingual = of("ส่งแฟ้ม", "Send the file");
/// What happens then.
pub const SEND_NOTE: Bilingual = of(
    "แฟ้มถูกเข้ารหัสก่อนเก็บ อ่านทีละน้อยแม้ท่านปิดหน้านี้ และถูกลบเมื่ออ่านจบ ส่งแฟ้มเดิมซ้ำได้ ระเบียนที่มีอยู่แล้วจะไม่ถูกบันทึกซ้ำ",
    "The file is encrypted before it is kept, read little by little even when you close this page, and deleted at its end. Sending the same file again records nothing twice.",
);
/// Nothing was chosen.
pub const CHOOSE_FILE: Bilingual = of("เลือกแฟ้ม", "Choose a file.");
/// The same file is being read.
pub const SAME_FILE: Bilingual = of("แฟ้มนี้กำลังนำเข้าอยู่แล้ว", "This file is being imported already.");
/// Link to it.
pub const SEE_THAT_ONE: Bilingual = of("ดูแฟ้มนั้น", "See that file");
/// Too many wait.
pub const TOO_MANY: Bilingual = of(
    "หน่วยของท่านมีแฟ้มรออยู่หลายแฟ้มแล้ว รอให้บางแฟ้มอ่านจบ หรือหยุดแฟ้มที่ไม่ใช้",
    "Several files of your unit are waiting. Wait until some are read, or stop those you do not need.",
);
/// Of the header; the gap is a column.
pub const AT_COLUMN: Bilingual = of("คอลัมน์: {}", "Column: {}");
/// Of the header; the gap is a number.
pub const AT_CELL: Bilingual = of("ช่องที่ {} ของบรรทัดหัว", "Cell {} of the header");
/// Heading of the list.
pub const FILES: Bilingual = of("แฟ้มของหน่วย", "Files of the unit");
/// Nothing there.
pub const NONE: Bilingual = of("ยังไม่มีแฟ้ม", "There are no files yet.");
/// Heading of a file; the gap is a moment.
pub const FILE_OF: Bilingual = of("แฟ้มเมื่อ {}", "File of {}");
/// Title of its page.
pub const ONE: Bilingual = of("แฟ้มที่นำเข้า", "An imported file");

/// A file waits its turn.
pub const IN_LINE: Bilingual = of("รอคิว", "Waits its turn");
/// It is being read.
pub const READING: Bilingual = of("กำลังอ่าน", "Being read");
/// It is not read now.
pub const HELD: Bilingual = of("หยุดรออยู่", "On hold");
/// A command reads it.
pub const AT_SERVER: Bilingual = of("อ่านที่เครื่องแม่ข่าย", "Read at the server");
/// It was read to its end.
pub const DONE: Bilingual = of("อ่านจบแล้ว", "Read to its end");
/// Somebody stopped it.
pub const STOPPED: Bilingual = of("ถูกหยุด", "Stopped");

/// It goes on by itself.
pub const GOES_ON: Bilingual = of(
    "สิ่งที่รับไว้แล้วยังอยู่ และระบบจะอ่านต่อจากบรรทัดเดิมเองเมื่อเหตุนี้หมดไป",
    "What was taken stays, and reading goes on from the same line by itself once the reason is gone.",
);
/// Who brought it left.
pub const HELD_OFFICER: Bilingual = of(
    "ผู้ส่งแฟ้มนี้ไม่ได้เป็นเจ้าหน้าที่ของหน่วยแล้ว หยุดแฟ้มนี้ แล้วให้เจ้าหน้าที่คนปัจจุบันส่งใหม่",
    "Whoever brought this file is no longer an officer of the unit. Stop it, and let another officer send it again.",
);
/// It is damaged.
pub const HELD_DAMAGED: Bilingual =
    of("แฟ้มที่เก็บไว้เสียหาย หยุดแฟ้มนี้แล้วส่งใหม่", "The file as it is kept is damaged. Stop it and send it again.");
/// Another process reads it.
pub const HELD_ELSEWHERE: Bilingual = of("โปรแกรมอื่นกำลังอ่านแฟ้มนี้", "Another program reads this file.");
/// The database is away.
pub const HELD_AWAY: Bilingual =
    of("ขณะนี้บันทึกไม่ได้ ระบบจะลองใหม่ในไม่ช้า", "Nothing can be recorded at the moment; it is tried again soon.");
/// A command reads it.
pub const AT_SERVER_ABOUT: Bilingual = of(
    "ผู้ดูแลระบบนำเข้าแฟ้มนี้ด้วยคำสั่ง หากถูกตัดกลางคัน ผู้ดูแลระบบสั่งให้ทำต่อจากบรรทัดเดิมได้",
    "The operator imports this file with a command. If it was cut off, the operator goes on from the same line.",
);

/// Label of the bar.
pub const PROGRESS: Bilingual = of("อ่านไปแล้ว", "How much was read");
/// What became of lines.
pub const LINES: Bilingual = of("บรรทัดที่อ่าน", "Lines read");
/// Taken.
pub const TAKEN: Bilingual = of("รับไว้", "Taken");
/// Known already.
pub const KNOWN: Bilingual = of("มีอยู่แล้ว", "Known already");
/// Wait for an officer.
pub const WAITING: Bilingual = of("รอเจ้าหน้าที่", "Waiting for an officer");
/// In quarantine.
pub const QUARANTINED: Bilingual = of("กักไว้", "In quarantine");
/// When it was sent.
pub const BEGUN: Bilingual = of("ส่งเมื่อ", "Sent");
/// When it moved last.
pub const CHANGED: Bilingual = of("ขยับล่าสุด", "Moved last");
/// Format.
pub const FORMAT: Bilingual = of("รูปแบบ", "Format");
/// Link.
pub const REFRESH: Bilingual = of("ดูความคืบหน้าล่าสุด", "See how far it is now");
/// Link.
pub const FOLLOW: Bilingual = of("ให้หน้านี้โหลดใหม่เองทุก 10 วินาที", "Let this page load again every 10 seconds");
/// Link.
pub const UNFOLLOW: Bilingual = of("หยุดโหลดใหม่เอง", "Stop loading it again");
/// What happens with lines that wait; before a link.
pub const WAITING_ABOUT: Bilingual = of(
    "บรรทัดที่รอเจ้าหน้าที่ตรงกับบุคคลที่รู้จักเพียงบางส่วน เจ้าหน้าที่ของหน่วยต้องดูว่าเป็นคนเดียวกันหรือไม่",
    "Lines that wait agree with a known person only in part: an officer of the unit has to see whether it is the same one.",
);
/// Link.
pub const TO_REVIEWS: Bilingual = of("ไปที่รายการที่รอตรวจ", "To the records that wait");
/// What quarantine is.
pub const QUARANTINED_ABOUT: Bilingual = of(
    "บรรทัดที่กักไว้ไม่ถูกบันทึก แก้ในแฟ้มต้นทาง แล้วส่งแฟ้มอีกครั้ง ระเบียนที่รับไว้แล้วจะไม่ซ้ำ",
    "Lines in quarantine were not recorded. Put them right in the file you have and send it again: what was taken is not recorded twice.",
);
/// Link.
pub const TO_QUARANTINE: Bilingual = of("ดูบรรทัดที่กักไว้", "See the lines in quarantine");
/// Button.
pub const STOP: Bilingual = of("หยุดแฟ้มนี้", "Stop this file");
/// What it means.
pub const STOP_ABOUT: Bilingual = of(
    "สิ่งที่รับไว้แล้วยังอยู่ ส่วนที่เหลือจะไม่ถูกอ่าน และแฟ้มถูกลบ",
    "What was taken stays. The rest is not read, and the file is deleted.",
);
/// It was over already.
pub const WAS_OVER: Bilingual = of("แฟ้มนี้จบไปก่อนแล้ว", "The file was over already.");

/// Title.
pub const QUARANTINE: Bilingual = of("บรรทัดที่กักไว้", "Lines in quarantine");
/// Column.
pub const LINE: Bilingual = of("บรรทัด", "Line");
/// Column.
pub const WHERE: Bilingual = of("ที่", "Where");
/// Column.
pub const REASON: Bilingual = of("เหตุผล", "Reason");
/// Link.
pub const AS_CSV: Bilingual = of("ดาวน์โหลดทั้งหมดเป็น CSV", "Download all as CSV");
/// Nothing in it.
pub const NO_FAULTS: Bilingual = of("ไม่มีบรรทัดที่กักไว้", "No line is in quarantine.");
/// Link.
pub const NEXT_PAGE: Bilingual = of("หน้าถัดไป", "Next page");
/// Link.
pub const FROM_THE_START: Bilingual = of("กลับไปบรรทัดแรก", "From the first line");
/// The line as a whole.
pub const WHOLE_LINE: Bilingual = of("ทั้งบรรทัด", "The whole line");

/// Heading.
pub const COLUMNS: Bilingual = of("คอลัมน์ของแฟ้ม CSV", "Columns of a CSV file");
/// About the columns.
pub const COLUMNS_ABOUT: Bilingual = of(
    "บรรทัดแรกเป็นชื่อคอลัมน์ตามนี้ เรียงอย่างไรก็ได้ ไม่มีคอลัมน์อื่น คอลัมน์ที่ไม่ใช้ตัดออกได้ แต่ละบรรทัดคือการฉีดหนึ่งเข็มหรือผลตรวจหนึ่งรายการ",
    "The first line holds these names, in any order, and no others; leave out columns you do not use. Each line is one dose or one laboratory result.",
);
/// Link.
pub const TEMPLATE: Bilingual = of("ดาวน์โหลดแฟ้มตัวอย่าง", "Download an example file");
/// About NDJSON.
pub const NDJSON_ABOUT: Bilingual = of(
    "FHIR NDJSON: แต่ละบรรทัดเป็น Immunization หรือ Observation ของ FHIR R4 ที่มี Patient อยู่ใน contained",
    "FHIR NDJSON: each line is an Immunization or Observation of FHIR R4 with its Patient in “contained”.",
);
/// Column of that table.
pub const NAME: Bilingual = of("ชื่อคอลัมน์", "Name of the column");
/// Column of that table.
pub const WHAT: Bilingual = of("เขียนอย่างไร", "How it is written");
/// Column of that table.
pub const NEEDED: Bilingual = of("ต้องมี", "Needed");

/// Whether a column is needed.
pub const fn needed(column: Column) -> Bilingual {
    match column {
        Column::RecordSystem
        | Column::RecordId
        | Column::BirthDate
        | Column::FirstName
        | Column::Status
        | Column::Day => of("ทุกบรรทัด", "In each line"),
        Column::NationalId | Column::Passport => of("อย่างใดอย่างหนึ่ง", "One of the two"),
        Column::PassportState => of("เมื่อมีหนังสือเดินทาง", "With a passport"),
        Column::Vaccine | Column::Dose => of("ของเข็มวัคซีน", "Of a dose"),
        Column::Test | Column::Result => of("ของผลตรวจ", "Of a result"),
        Column::LastName | Column::Sex | Column::Unit | Column::Lot | Column::Presence => of("ไม่บังคับ", "Optional"),
    }
}

/// How a column is written.
pub const fn written(column: Column) -> Bilingual {
    match column {
        Column::RecordSystem => of(
            "URI ของระบบที่ออกเลขระเบียน เช่น https://hospital.example/records ใช้ค่าเดิมเสมอ",
            "A URI of the system that numbers your records, for example https://hospital.example/records; always the same.",
        ),
        Column::RecordId => of(
            "เลขระเบียนในระบบนั้น เลขเดิมหมายถึงระเบียนเดิมเสมอ",
            "The record's number there. The same number is the same record, however often it is sent.",
        ),
        Column::NationalId => of("13 หลัก มีขีดหรือเว้นวรรคได้", "13 digits, with or without hyphens and spaces."),
        Column::Passport => of("ของผู้ที่ไม่มีเลขประจำตัวประชาชน", "Of people without a national id number."),
        Column::PassportState => of("รหัสประเทศสามตัวอักษร เช่น LAO", "Three letters, for example LAO."),
        Column::BirthDate => of(
            "1980-05-03 (ค.ศ.) หรือ 3/5/2523 (พ.ศ.) รู้แค่ปีหรือเดือนก็ได้",
            "1980-05-03 in the common era, or 3/5/2523 in the Buddhist era; the year or month alone where no more is known.",
        ),
        Column::FirstName => of("ชื่อ หรือชื่อเดียวที่มี", "The first name, or the one name."),
        Column::LastName => of("นามสกุล", "The last name."),
        Column::Sex => of("female, male หรือ other", "female, male or other."),
        Column::Unit => of("รหัสหน่วยของท่าน ว่างได้", "The code of your unit; it may be empty."),
        Column::Status => of(
            "completed หรือ entered-in-error เมื่อแจ้งว่าระเบียนผิด",
            "completed, or entered-in-error to mark a record as wrong.",
        ),
        Column::Vaccine => of("รหัส CVX เช่น 208", "The CVX code, for example 208."),
        Column::Lot => of("เลขรุ่นที่ผลิต", "The lot number."),
        Column::Dose => of("เข็มที่ 1 ถึง 20", "Which dose, 1 to 20."),
        Column::Test => of("ตรวจอะไร", "What was tested."),
        Column::Result => of("ผลที่พบ", "What was found."),
        Column::Day => of(
            "2026-01-02 (ค.ศ.) หรือ 2/1/2569 (พ.ศ.)",
            "2026-01-02 in the common era, or 2/1/2569 in the Buddhist era.",
        ),
        Column::Presence => of("รหัสที่เครื่องของผู้รับบริการแสดง", "The code the person's device showed."),
    }
}
