//! Sentences about cases: corrections, other rights, work lists, letters.

use domain::Bilingual;

const fn of(th: &'static str, en: &'static str) -> Bilingual {
    Bilingual::new(th, en)
}

/// Name of the room.
pub const CORRECTIONS: Bilingual = of("เรื่องของฉัน", "My requests");
/// What the room is for.
pub const CORRECTIONS_ABOUT: Bilingual =
    of("ติดตามเรื่องขอแก้ไขและสิทธิอื่น ทุกขั้นมีใบรับ", "Follow corrections and other rights; every step has a receipt.");
/// Nothing.
pub const NO_CASES: Bilingual = of("ยังไม่มีเรื่อง", "There are none.");
/// Name of the room.
pub const REQUESTS: Bilingual = of("สิทธิของฉัน", "My rights");
/// What the room is for.
pub const REQUESTS_ABOUT: Bilingual = of(
    "ขอสำเนา ขอลบ คัดค้าน ระงับ โอนย้าย หรือร้องเรียน",
    "Ask for a copy, erasure, objection, restriction, portability, or complain.",
);
/// Lead.
pub const REQUESTS_LEAD: Bilingual = of(
    "กองยุทธศาสตร์และแผนงานเป็นผู้ตอบ การใช้สิทธิไม่มีค่าใช้จ่าย การปฏิเสธต้องมีเหตุผลและถูกบันทึกไว้",
    "The Strategy and Planning Division answers. It costs nothing. A refusal needs a reason, and is recorded.",
);
/// Question.
pub const WHICH_RIGHT: Bilingual = of("ท่านต้องการใช้สิทธิใด", "Which right do you want to use?");
/// Mistake.
pub const RIGHT_MISSING: Bilingual = of("เลือกสิทธิที่ต้องการใช้", "Choose a right.");
/// Heading.
pub const ASK: Bilingual = of("ยื่นคำขอ", "Make a request");
/// Text about complaining elsewhere; the gap is the authority.
pub const SUPERVISOR: Bilingual = of(
    "หากเห็นว่าเราไม่ทำตามกฎหมาย ท่านร้องเรียนต่อ{}ได้โดยตรง",
    "If you think that we break the law, you can complain to the {} directly.",
);
/// Heading.
pub const WHAT_IS_KEPT: Bilingual =
    of("สิ่งที่กฎหมายให้เก็บไว้แม้ขอลบ", "What the law has us keep, even when erasure is asked for");
/// Label; the gap is a day.
pub const UNTIL: Bilingual = of("อย่างน้อยถึง {}", "At least until {}");
/// Label.
pub const NUMBER: Bilingual = of("เลขเรื่อง", "Case number");
/// Label.
pub const ABOUT: Bilingual = of("เรื่อง", "About");
/// Label.
pub const FILED: Bilingual = of("ยื่นเมื่อ", "Filed");
/// Label.
pub const STATE: Bilingual = of("สถานะ", "Where it stands");
/// Label.
pub const CHANNEL: Bilingual = of("ช่องทาง", "How it came");
/// Label.
pub const DESK: Bilingual = of("ผู้รับผิดชอบ", "Who answers");
/// Label.
pub const DEADLINE: Bilingual = of("กำหนด", "To be done by");
/// Label.
pub const DECIDE_BY: Bilingual = of("พิจารณาให้เสร็จภายใน", "To be decided by");
/// Label.
pub const ACKNOWLEDGE_BY: Bilingual = of("รับเรื่องภายใน", "To be received by");
/// Label of a deadline.
pub const ANSWER_BY: Bilingual = of("ชี้แจงต่อกองฯ ภายใน", "The division to be answered by");
/// Beside a deadline.
pub const OPERATORS_OWN: Bilingual = of("กำหนดที่ผู้ให้บริการตั้งเอง", "the operator's own time limit");
/// Tag; the gap is a number.
pub const DAYS_LEFT: Bilingual = of("เหลือ {} วัน", "Days left: {}");
/// Tag.
pub const LAST_DAY: Bilingual = of("วันสุดท้าย", "Last day");
/// Tag; the gap is a number.
pub const OVERDUE: Bilingual = of("เลยกำหนด {} วัน", "Days overdue: {}");
/// Tag.
pub const CLOCK_STOPPED: Bilingual = of("หยุดนับเวลา", "Clock stopped");
/// Tag.
pub const CLOSED: Bilingual = of("ปิดแล้ว", "Closed");
/// State.
pub const S_FILED: Bilingual = of("รอรับเรื่อง", "Waiting to be received");
/// State.
pub const S_FACT_CHECK: Bilingual = of("กำลังตรวจข้อเท็จจริง", "The facts are being checked");
/// State.
pub const S_WAITING: Bilingual = of("รอข้อมูลเพิ่มจากเจ้าของเรื่อง", "Waiting for the person");
/// State.
pub const S_PROPOSED: Bilingual = of("รอเจ้าหน้าที่คนที่สอง", "Waiting for a second officer");
/// State.
pub const S_AT_DIVISION: Bilingual = of("กองฯ กำลังพิจารณา", "With the division");
/// State.
pub const S_ANSWERED: Bilingual = of("หน่วยบริการชี้แจงแล้ว กองฯ กำลังพิจารณา", "The unit has answered; with the division");
/// State.
pub const S_ORDERED: Bilingual = of("กองฯ สั่งให้แก้ไข", "Correction ordered");
/// State.
pub const S_DECIDED: Bilingual = of("พิจารณาแล้ว", "Decided");
/// State.
pub const S_WITHDRAWN: Bilingual = of("ถอนเรื่องแล้ว", "Withdrawn");
/// Heading.
pub const TIMELINE: Bilingual = of("ลำดับเหตุการณ์", "Timeline");
/// Heading.
pub const RECORD: Bilingual = of("รายการที่เกี่ยวข้อง", "The record");
/// Heading.
pub const RECORD_AS_IT_WAS: Bilingual = of("ฉบับก่อนหน้า", "Earlier versions");
/// Who.
pub const THE_PERSON: Bilingual = of("เจ้าของข้อมูล", "The person");
/// Who.
pub const THE_DELEGATE: Bilingual = of("ผู้รับมอบอำนาจ", "The delegate");
/// Who.
pub const THE_CLOCK: Bilingual = of("ระบบ", "The system");
/// Link.
pub const OPEN_EVIDENCE: Bilingual = of("เปิดหลักฐาน", "Open the evidence");
/// Link.
pub const STEP_RECEIPT: Bilingual = of("ใบรับ", "Receipt");
/// Link.
pub const LETTER: Bilingual = of("หนังสือถึงกองฯ", "The letter to the division");
/// Notice; the gap is a moment.
pub const ESCALATE_FROM: Bilingual =
    of("หากยังไม่มีผล ท่านส่งหนังสือถึงกองฯ ได้ตั้งแต่ {}", "If nothing is decided, you can write to the division from {} on.");
/// Notice of a new case; the gap is the number.
pub const FILED_NOTICE: Bilingual =
    of("ยื่นเรื่องแล้ว เลขเรื่อง {} อ่านให้เจ้าหน้าที่ฟังทางโทรศัพท์ได้", "Filed. The number {} can be read out over a phone.");
/// Notice: led to the first case.
pub const ALREADY_OPEN: Bilingual =
    of("มีเรื่องของรายการนี้อยู่แล้ว นี่คือเรื่องเดิม", "There is a case about this already: this is it.");
/// Notice to an officer: there is one about the same; the gap is its number.
pub const OPEN_ALREADY: Bilingual = of("มีเรื่องของรายการนี้อยู่แล้ว เลขเรื่อง {}", "There is a case about this already: {}.");
/// Heading of the form.
pub const WHAT_NOW: Bilingual = of("ทำขั้นต่อไป", "What to do next");
/// Question.
pub const WHICH_STEP: Bilingual = of("เลือกสิ่งที่จะทำ", "Choose what to do");
/// Mistake.
pub const STEP_MISSING: Bilingual = of("เลือกสิ่งที่จะทำ", "Choose what to do.");
/// Label.
pub const WORDS: Bilingual = of("ข้อความ", "What you want to say");
/// Hint.
pub const WORDS_HINT: Bilingual =
    of("ทั้งสองฝ่ายอ่านได้ ไม่เกิน 10,000 ตัวอักษร", "Both sides can read it. At most 10,000 characters.");
/// Label.
pub const REASON: Bilingual = of("เหตุผล", "Reason");
/// Mistake.
pub const REASON_MISSING: Bilingual = of("เลือกเหตุผลจากรายการ", "Choose a reason from the list.");
/// Label.
pub const EVIDENCE: Bilingual = of("หลักฐาน", "Evidence");
/// Hint.
pub const EVIDENCE_HINT: Bilingual =
    of("ภาพ JPEG PNG WebP หรือ PDF ไม่เกิน 10 MB", "A picture (JPEG, PNG, WebP) or PDF, at most 10 MB.");
/// Button.
pub const SEND: Bilingual = of("ส่ง", "Send");
/// Heading over dose fields.
pub const WHAT_IS_RIGHT: Bilingual = of("ที่ถูกต้องคือ", "What is right");
/// Step as a choice.
pub const DO_ACKNOWLEDGE: Bilingual = of("รับเรื่องและเริ่มตรวจ", "Receive it and check the facts");
/// Step as a choice.
pub const DO_ASK_MORE: Bilingual = of("ขอข้อมูลเพิ่มจากเจ้าของเรื่อง", "Ask the person for more");
/// Step as a choice.
pub const DO_SUPPLY: Bilingual = of("ให้ข้อมูลเพิ่ม", "Give more information");
/// Step as a choice.
pub const DO_CORRECT: Bilingual = of("รายการผิด แก้ไข", "The record is wrong: correct it");
/// Step as a choice.
pub const DO_CONFIRM: Bilingual = of("รายการถูกต้อง ยืนยันตามที่บันทึก", "The record is right: confirm it");
/// Step as a choice.
pub const DO_GRANT: Bilingual = of("ดำเนินการตามคำขอ", "Do as asked");
/// Step as a choice.
pub const DO_REFUSE: Bilingual = of("ปฏิเสธพร้อมเหตุผล", "Refuse, with a reason");
/// Step as a choice.
pub const DO_DECLINE: Bilingual = of("ไม่เห็นด้วยกับผลที่เสนอ ให้ตรวจใหม่", "Do not agree with the proposal: check again");
/// Step as a choice.
pub const DO_REOPEN: Bilingual = of("ขอให้พิจารณาใหม่ (ได้ครั้งเดียว)", "Ask for another look (once)");
/// Step as a choice.
pub const DO_ESCALATE: Bilingual = of("ส่งหนังสือถึงกองยุทธศาสตร์และแผนงาน", "Write to the Strategy and Planning Division");
/// Step as a choice.
pub const DO_ANSWER: Bilingual = of("ชี้แจงต่อกองฯ", "Answer the division");
/// Step as a choice.
pub const DO_ORDER: Bilingual = of("สั่งให้แก้ไข", "Order the correction");
/// Step as a choice.
pub const DO_UPHOLD: Bilingual = of("เห็นว่าผลเดิมถูกต้อง", "Find that the decision stands");
/// Step as a choice.
pub const DO_WITHDRAW: Bilingual = of("ถอนเรื่อง", "Withdraw the request");
/// Title of the first page of a dispute.
pub const WHAT_IS_WRONG: Bilingual = of("ไม่ถูกต้องอย่างไร", "What is wrong?");
/// Mistake.
pub const CLAIM_MISSING: Bilingual = of("เลือกว่าไม่ถูกต้องอย่างไร", "Choose what is wrong.");
/// Title of the second page.
pub const TELL_US: Bilingual = of("เล่าสั้น ๆ", "Tell us a little more");
/// Hint of the second page.
pub const TELL_US_HINT: Bilingual =
    of("เช่น วันนั้นท่านอยู่ที่ใด ไม่ต้องใส่เลขประจำตัว", "For example where you were on that day. No id numbers are needed.");
/// Label of a field.
pub const WHICH_UNIT: Bilingual = of("หน่วยบริการที่ให้", "The unit that gave it");
/// Hint of a field.
pub const WHICH_UNIT_HINT: Bilingual =
    of("บางส่วนของชื่อ หรือรหัสหน่วย เว้นว่างได้ถ้าไม่ทราบ", "Part of its name, or its code. Leave it empty if you do not know.");
/// Question.
pub const WHICH_OF_THESE: Bilingual = of("หมายถึงแห่งใด", "Which of these?");
/// Mistake.
pub const NO_SUCH_UNIT: Bilingual = of(
    "ไม่พบหน่วยบริการชื่อนี้ ลองพิมพ์สั้นลง หรือเว้นว่างไว้ กองฯ จะค้นให้",
    "No unit of this name was found. Try fewer letters, or leave it empty: the division will find out.",
);
/// Mistake.
pub const MANY_UNITS: Bilingual =
    of("มีหลายแห่งเกินไป พิมพ์ชื่อให้ยาวขึ้น หรือเลือกจากรายการ", "Too many fit. Type more of its name, or choose below.");
/// Mistake.
pub const CHOOSE_A_UNIT: Bilingual = of("มีหลายแห่ง เลือกหนึ่งแห่ง", "Several fit. Choose one.");
/// Heading over dose fields an officer fills in.
pub const WHAT_IS_RIGHT_IF: Bilingual =
    of("ที่ถูกต้องคือ (เมื่อรายละเอียดผิด หรือมีรายการหายไป)", "What is right (where a detail is wrong, or something is missing)");
/// Choice.
pub const UNIT_NOT_KNOWN: Bilingual = of("ไม่ทราบ หรือไม่อยู่ในรายการ", "I do not know, or it is not listed");
/// Title of the third page.
pub const CHECK_AND_SEND: Bilingual = of("ตรวจแล้วส่ง", "Check and send");
/// Text of the third page.
pub const CHECK_TEXT: Bilingual = of(
    "เรื่องจะไปยังหน่วยที่บันทึก ไม่ว่าท่านอยู่ที่ใด และไม่ต้องใช้เบอร์โทรที่บันทึกไว้",
    "It goes to the unit that recorded it, wherever you live, and does not depend on the phone number on record.",
);
/// Button.
pub const CONTINUE: Bilingual = of("ต่อไป", "Continue");
/// Button.
pub const FILE_IT: Bilingual = of("ส่งเรื่อง", "File it");
/// Where a step of a form is; the gap is a number.
pub const STEP_OF: Bilingual = of("ขั้นที่ {} จาก 3", "Step {} of 3");
/// Name of the room.
pub const WORK_LIST: Bilingual = of("เรื่องขอแก้ไข", "Corrections to decide");
/// What it is for.
pub const WORK_LIST_ABOUT: Bilingual =
    of("เรื่องที่หน่วยของท่านต้องตอบ ใกล้ครบกำหนดก่อน", "What your unit has to answer, the nearest limit first.");
/// Name of the room.
pub const DIVISION_LIST: Bilingual = of("คำขอใช้สิทธิ", "Requests to decide");
/// What it is for.
pub const DIVISION_LIST_ABOUT: Bilingual =
    of("สิทธิอื่นนอกจากการแก้ไข และเรื่องของหน่วยที่ปิดแล้ว", "Rights other than correction, and cases of units that closed.");
/// Name of the room.
pub const ESCALATIONS: Bilingual = of("หนังสือร้องเรียนถึงกองฯ", "Letters and escalations");
/// What it is for.
pub const ESCALATIONS_ABOUT: Bilingual =
    of("เรื่องที่เลยกำหนดหรือถูกโต้แย้ง สั่งให้แก้ไขได้", "Cases that are overdue or disputed; order the correction.");
/// Heading.
pub const LETTERS: Bilingual = of("ทะเบียนหนังสือ", "Register of letters");
/// Label of a filter.
pub const FILTER_STATE: Bilingual = of("สถานะ", "State");
/// Label of a filter.
pub const FILTER_RIGHT: Bilingual = of("สิทธิ", "Right");
/// Choice.
pub const ANY: Bilingual = of("ทั้งหมด", "Any");
/// Button.
pub const FILTER: Bilingual = of("กรอง", "Filter");
/// Link.
pub const NEXT_PAGE: Bilingual = of("หน้าถัดไป", "Next page");
/// Link.
pub const FROM_THE_START: Bilingual = of("กลับไปหน้าแรกของรายการ", "Back to the start of the list");
/// Link.
pub const ENTER_FOR_SOMEBODY: Bilingual =
    of("รับเรื่องแทนผู้ที่โทร ส่งจดหมาย หรือมาด้วยตนเอง", "Enter a case for somebody who called, wrote or came");
/// Label.
pub const WHOSE: Bilingual = of("เจ้าของข้อมูล", "The person");
/// Title.
pub const ENTER_TITLE: Bilingual = of("รับเรื่องแทน", "Enter a case");
/// Label.
pub const FIND: Bilingual = of("ค้นหา (ระบบจะบันทึกการค้นหานี้)", "Find (that you looked is recorded)");
/// Question.
pub const HOW_IT_CAME: Bilingual = of("ช่องทางที่ได้รับ", "How it came");
/// Mistake.
pub const CHANNEL_MISSING: Bilingual = of("เลือกช่องทาง", "Choose how it came.");
/// Question.
pub const WHICH_RECORD: Bilingual = of("รายการใด", "Which record?");
/// Choice.
pub const NO_RECORD: Bilingual = of("รายการที่หายไป", "One that is missing");
/// Mistake.
pub const RECORD_MISSING: Bilingual = of("เลือกรายการ", "Choose a record.");
/// Label.
pub const WHAT_THEY_SAY: Bilingual = of("สิ่งที่ผู้ร้องแจ้ง", "What they say");
/// Title; the gap is a number.
pub const LETTER_TITLE: Bilingual = of("หนังสือที่ {}", "Letter {}");
/// To whom.
pub const LETTER_TO: Bilingual = of(
    "เรียน ผู้อำนวยการกองยุทธศาสตร์และแผนงาน สำนักงานปลัดกระทรวงสาธารณสุข",
    "To the Director, Strategy and Planning Division, Office of the Permanent Secretary, Ministry of Public Health",
);
/// Label.
pub const LETTER_SUBJECT: Bilingual = of("เรื่อง", "Subject");
/// Heading.
pub const LETTER_HISTORY: Bilingual = of("ลำดับเหตุการณ์ของเรื่อง", "History of the case");
/// Heading.
pub const LETTER_WORDS: Bilingual = of("ข้อความของผู้ร้อง", "In the person's words");
/// Above the name.
pub const LETTER_REGARDS: Bilingual = of("ขอแสดงความนับถือ", "Yours faithfully,");
/// Closing.
pub const LETTER_CLOSING: Bilingual = of("จึงเรียนมาเพื่อโปรดพิจารณา", "We ask you to look into it.");
/// Link.
pub const LETTER_DOWNLOAD: Bilingual = of("ดาวน์โหลดหนังสือ", "Download the letter");
/// Heading.
pub const COURTESY_COPY: Bilingual = of("คำแปลภาษาอังกฤษ (เพื่อความสะดวก)", "Courtesy copy in English");
/// Notice of two persons.
pub const TWO_PERSONS: Bilingual = of(
    "ท่านเป็นผู้บันทึกรายการนี้ ผลที่ท่านเลือกจะเป็นข้อเสนอ เจ้าหน้าที่อีกคนต้องเห็นด้วย",
    "You recorded this: what you choose is a proposal, and another officer must agree.",
);
/// Title of the conflict page.
pub const MEANWHILE: Bilingual = of("เรื่องนี้คืบหน้าไปแล้วระหว่างนั้น", "The case has moved on meanwhile");
/// Text of the conflict page.
pub const MEANWHILE_TEXT: Bilingual =
    of("สิ่งที่ท่านส่งยังไม่ถูกบันทึก ข้างล่างคือลำดับล่าสุด", "What you sent was not saved. Below is the latest timeline.");
/// Title of the page that says it is too early.
pub const TOO_EARLY: Bilingual = of("ยังไม่ถึงเวลา", "It is too early");
/// Text; the gap is a moment.
pub const TOO_EARLY_TEXT: Bilingual =
    of("ส่งหนังสือถึงกองฯ ได้ตั้งแต่ {} ยังไม่มีอะไรเปลี่ยน", "You can write to the division from {} on. Nothing was changed.");
/// Heading of corrections told.
pub const CORRECTIONS_TOLD: Bilingual = of("รายการที่ถูกแก้ไข", "Corrected records");
/// Heading.
pub const RECIPIENTS_TOLD: Bilingual = of("ใครได้รับแจ้งการแก้ไข", "Who was told of corrections");
/// Label; the gap is a number.
pub const TOLD_TIMES: Bilingual = of("แจ้งแล้ว {} ครั้ง", "times told: {}");
/// Label.
pub const ACKNOWLEDGED: Bilingual = of("รับทราบแล้ว", "acknowledged");
/// Label.
pub const NOT_ACKNOWLEDGED: Bilingual = of("ยังไม่รับทราบ", "not acknowledged yet");
/// Button.
pub const ACKNOWLEDGE_CORRECTION: Bilingual = of("รับทราบ ปรับข้อมูลแล้ว", "Acknowledge: our copy is corrected");
