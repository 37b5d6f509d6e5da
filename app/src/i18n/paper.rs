//! Sentences of the paper desk, and of what a person sees of their paper forms.

use domain::Bilingual;

const fn of(th: &'static str, en: &'static str) -> Bilingual {
    Bilingual::new(th, en)
}

/// Title.
pub const PAPERS: Bilingual = of("แบบกระดาษ", "Paper forms");
/// What the room is for.
pub const PAPERS_ABOUT: Bilingual = of(
    "สแกนแบบที่ได้รับ คีย์ข้างภาพ ให้อีกคนคีย์ซ้ำโดยไม่เห็นค่าแรก แล้วชี้ขาดเมื่อไม่ตรงกัน",
    "Scan what came in, key it beside the picture, let a colleague key it again blind, and decide where the two differ.",
);
/// Link and title.
pub const SCAN_ONE: Bilingual = of("ส่งภาพสแกนใหม่", "Upload a scan");
/// Label.
pub const SCAN: Bilingual = of("ภาพสแกนของแบบ", "Scan of the form");
/// Hint.
pub const SCAN_HINT: Bilingual = of(
    "JPEG, PNG หรือ WebP หนึ่งภาพต่อหนึ่งแบบ ไม่เกิน 10 MB ภาพเดียวกันส่งได้ครั้งเดียว",
    "JPEG, PNG or WebP, one picture for each form, up to 10 MB. A picture is taken once.",
);
/// Button.
pub const SEND: Bilingual = of("ส่งและเริ่มคีย์", "Upload and key it");
/// Mistake.
pub const CHOOSE_SCAN: Bilingual = of("เลือกภาพสแกน", "Choose a scan.");
/// Mistake.
pub const NOT_A_PDF: Bilingual = of(
    "แบบต้องเป็นภาพจึงจะคีย์ข้างภาพได้ บันทึก PDF เป็นภาพ JPEG หรือ PNG ก่อน",
    "The form must be a picture to be keyed beside it. Save the PDF as a JPEG or PNG first.",
);
/// Mistake.
pub const SAME_SCAN: Bilingual = of("ภาพนี้ถูกส่งเข้ามาแล้ว จึงไม่รับซ้ำ", "This scan is here already and is not taken twice.");
/// Link.
pub const SEE_THAT_ONE: Bilingual = of("เปิดแบบที่มีอยู่", "Open the form that is here");
/// Label.
pub const STATE: Bilingual = of("สถานะ", "State");
/// Choice.
pub const ANY: Bilingual = of("ทั้งหมด", "Any");
/// Button.
pub const FILTER: Bilingual = of("กรอง", "Filter");
/// Column.
pub const NUMBER: Bilingual = of("เลขที่แบบ", "Number");
/// Column.
pub const SCANNED: Bilingual = of("สแกนเมื่อ", "Scanned");
/// Column.
pub const YOURS: Bilingual = of("งานของท่าน", "For you");
/// Cell.
pub const YOU_MAY: Bilingual = of("ทำได้", "You may take it");
/// Cell.
pub const YOU_KEYED: Bilingual = of("ท่านคีย์เอง รออีกคน", "You keyed it: a colleague's turn");
/// Cell.
pub const DONE: Bilingual = of("เสร็จแล้ว", "Done");
/// Where there is none.
pub const NONE: Bilingual = of("ไม่มีแบบ", "There are no forms.");
/// Link.
pub const NEXT_PAGE: Bilingual = of("หน้าถัดไป", "Next page");
/// Link.
pub const FROM_THE_START: Bilingual = of("จากต้นรายการ", "From the start");
/// Title; the gap is a number.
pub const FORM: Bilingual = of("แบบกระดาษ {}", "Paper form {}");
/// Hint below the title.
pub const WRITE_IT: Bilingual = of("เขียนเลขนี้ไว้บนกระดาษ", "Write this number on the paper.");
/// Heading.
pub const KEY: Bilingual = of("คีย์ตามที่เขียนบนแบบ", "Key what is written");
/// Hint.
pub const KEY_HINT: Bilingual = of(
    "พิมพ์ตามกระดาษ ไม่เดา ช่องที่ต้องมีแต่อ่านไม่ออกให้ทำเครื่องหมาย ใช้แป้น Tab และ Space ได้ทุกช่อง",
    "Type what the paper says and never guess. Tick what must be there and cannot be read. Tab and Space reach everything.",
);
/// Heading.
pub const KEY_AGAIN: Bilingual = of("คีย์ซ้ำว่าเป็นใคร", "Key again who it is about");
/// Hint.
pub const KEY_AGAIN_HINT: Bilingual = of(
    "อ่านจากภาพเท่านั้น ค่าที่คนแรกคีย์ไม่แสดงที่นี่",
    "Read it off the picture alone: what your colleague keyed is not shown here.",
);
/// Heading.
pub const RECONCILE: Bilingual = of("ชี้ขาดช่องที่ไม่ตรงกัน", "Decide where the two differ");
/// Where the asker keyed it.
pub const WAITS_FOR_ANOTHER: Bilingual = of(
    "ท่านคีย์แบบนี้เอง ผู้อื่นในหน่วยต้องเป็นผู้ตรวจหรือชี้ขาด",
    "You keyed this form: a colleague of your unit checks it or decides.",
);
/// Label of a check box.
pub const ILLEGIBLE: Bilingual = of("อ่านไม่ออก", "Cannot be read");
/// In the place of a value.
pub const EMPTY: Bilingual = of("ไม่ได้เขียน", "Nothing written");
/// Heading.
pub const CONTACT: Bilingual = of("ข้อมูลติดต่อ", "Contact details");
/// Heading.
pub const CONSENT: Bilingual = of("ความยินยอม", "Consent");
/// Answer.
pub const YES: Bilingual = of("ยินยอม", "Agrees");
/// Answer.
pub const NO: Bilingual = of("ไม่ยินยอม", "Declines");
/// Answer.
pub const UNANSWERED: Bilingual = of("ไม่ได้ตอบ", "Not answered");
/// Label of a check box.
pub const SIGNATURE: Bilingual = of("มีลายมือชื่อบนแบบ", "The form is signed");
/// Hint.
pub const SIGNATURE_HINT: Bilingual =
    of("คำตอบเรื่องความยินยอมใช้ได้เมื่อมีลายมือชื่อเท่านั้น", "Answers about consent count only under a signature.");
/// Question.
pub const SIGNED_ON: Bilingual = of("วันที่เขียนข้างลายมือชื่อ", "Day written beside the signature");
/// Button.
pub const SAVE: Bilingual = of("บันทึก", "Save");
/// Button.
pub const CHECK: Bilingual = of("ส่งผลอ่านซ้ำ", "Save the second reading");
/// Button.
pub const DECIDE: Bilingual = of("ชี้ขาด", "Decide");
/// Question; the gap is a field.
pub const WHICH: Bilingual = of("ค่าใดถูกต้อง", "Which reading is right?");
/// Answer; the gap is a value.
pub const FIRST_READ: Bilingual = of("คนแรกอ่านว่า {}", "The first reads: {}");
/// Answer; the gap is a value.
pub const SECOND_READ: Bilingual = of("คนที่สองอ่านว่า {}", "The second reads: {}");
/// Answer.
pub const OTHER: Bilingual = of("ไม่ใช่ทั้งสองค่า พิมพ์ใหม่ด้านล่าง", "Neither: typed anew below");
/// Mistake.
pub const CHOOSE: Bilingual = of("เลือกค่าที่ถูกต้อง", "Choose which reading is right.");
/// Label.
pub const REASON: Bilingual = of("เหตุผล", "Why");
/// Column.
pub const FIELD: Bilingual = of("ช่อง", "Field");
/// Column.
pub const FIRST: Bilingual = of("คนแรก", "First reading");
/// Column.
pub const SECOND: Bilingual = of("คนที่สอง", "Second reading");
/// Column.
pub const COUNTS: Bilingual = of("ค่าที่ใช้", "What counts");
/// Cell: keyed once alone.
pub const ONCE: Bilingual = of("คีย์ครั้งเดียว", "Keyed once");
/// Heading.
pub const WHAT_WAS_READ: Bilingual = of("สิ่งที่อ่านได้", "What was read");
/// Heading.
pub const HISTORY: Bilingual = of("ลำดับเหตุการณ์", "What happened");
/// Beside an answer that was recorded.
pub const RECORDED: Bilingual = of("บันทึกแล้ว", "recorded");
/// Beside an answer that was not.
pub const NOT_RECORDED: Bilingual = of(
    "ไม่บันทึก เพราะไม่มีบัญชี มีคำตอบใหม่กว่า เหมือนที่บันทึกไว้แล้ว หรือต้องให้ผู้ปกครองตัดสิน",
    "not recorded: no account, decided since, recorded already, or a guardian's to decide",
);
/// Label of the picture; the gap is a number.
pub const PICTURE: Bilingual = of("ภาพแบบกระดาษ {}", "Scan of paper form {}");
/// Legend.
pub const SIZE: Bilingual = of("ขนาดภาพ", "Size of the picture");
/// In the place of the picture; the gap is a day.
pub const PICTURE_DESTROYED: Bilingual = of(
    "ภาพถูกทำลายเมื่อ {} ตามที่ให้คำมั่นไว้ สิ่งที่อ่านได้จากภาพยังอยู่",
    "The picture was destroyed on {}, as promised. What was read from it stays.",
);
/// Below the picture; the gap is a day.
pub const PICTURE_UNTIL: Bilingual = of("ภาพนี้จะถูกทำลายในวันที่ {}", "The picture will be destroyed on {}.");
/// Label.
pub const PICTURE_IS: Bilingual = of("ภาพสแกน", "The scan");
/// Notice.
pub const WAS_KEYED: Bilingual = of("บันทึกแบบก่อนหน้าแล้ว รออีกคนคีย์ซ้ำ", "Saved. A colleague keys it again.");
/// Notice.
pub const WAS_MATCHED: Bilingual =
    of("แบบก่อนหน้าตรวจแล้ว พบบัญชี และแจ้งเจ้าของแล้ว", "Verified: the account was found and the person told.");
/// Notice.
pub const WAS_UNMATCHED: Bilingual = of(
    "แบบก่อนหน้าตรวจแล้ว ยังไม่พบบัญชีที่ตรงกัน ระบบจะจับคู่เมื่อเจ้าของยืนยันตัวตนในภายหลัง",
    "Verified: there is no such account yet. It is joined to its person once they have one that was checked.",
);
/// Notice.
pub const WAS_DISPUTED: Bilingual =
    of("แบบก่อนหน้าอ่านได้ไม่ตรงกัน ต้องชี้ขาด", "The two readings differ: somebody has to decide.");
/// Notice.
pub const UNIT_NOTICE: Bilingual = of(
    "การจับคู่ใช้เลขเอกสารและวันเกิดเท่านั้น ไม่ใช้ชื่ออย่างเดียว",
    "An account is found by document number and birth date alone, never by a name.",
);
/// Title.
pub const MINE: Bilingual = of("แบบกระดาษของฉัน", "My paper forms");
/// Lead.
pub const MINE_LEAD: Bilingual = of(
    "สิ่งที่หน่วยบริการอ่านได้จากแบบที่ท่านเขียน ไม่มีค่าใดถูกแทนที่โดยท่านไม่รู้",
    "What a unit read off the forms you wrote. Nothing of yours was replaced by it.",
);
/// Where there is none.
pub const MINE_NONE: Bilingual = of("ยังไม่มีแบบกระดาษของท่าน", "There is no paper form of yours.");
/// Label.
pub const BY_UNIT: Bilingual = of("สแกนโดย", "Scanned by");
/// Below contact details.
pub const PROPOSAL: Bilingual = of(
    "ข้อมูลติดต่อจากแบบเป็นเพียงข้อเสนอ ยังไม่ได้ยืนยัน บัญชีของท่านใช้ค่าเดิม หากต้องการเปลี่ยน เปลี่ยนได้ในข้อมูลส่วนตัว",
    "Contact details from the form are a proposal and not confirmed. Your account keeps what it has; change it in your profile if you wish.",
);
/// Link.
pub const TO_PROFILE: Bilingual = of("เปลี่ยนในข้อมูลส่วนตัว", "Change it in your profile");
