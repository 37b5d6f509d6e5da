//! Sentences for requests that led nowhere: what happened and what to do.

use domain::Bilingual;

/// A problem a person can meet: heading and what to do about it.
#[derive(Debug, Clone, Copy)]
pub struct Problem {
    /// What happened.
    pub title: Bilingual,
    /// What to do.
    pub text: Bilingual,
}

/// 404.
pub const NOT_FOUND: Problem = Problem {
    title: Bilingual::new("ไม่พบหน้านี้", "Page not found"),
    text: Bilingual::new(
        "ตรวจที่อยู่อีกครั้ง หรือกลับไปหน้าแรก หากท่านมาจากลิงก์ในเว็บไซต์นี้ โปรดแจ้งเราทางหน้าติดต่อ",
        "Check the address, or go to the front page. If a link on this site brought you here, please tell us on the contact page.",
    ),
};
/// 403 by the cross-site check.
pub const FOREIGN_FORM: Problem = Problem {
    title: Bilingual::new("ไม่รับแบบฟอร์มจากเว็บไซต์อื่น", "Forms from other sites are not accepted"),
    text: Bilingual::new(
        "คำขอนี้ไม่ได้ส่งมาจากหน้าของเว็บไซต์นี้ เปิดหน้าแบบฟอร์มที่นี่แล้วส่งใหม่",
        "This request did not come from a page of this site. Open the form here and send it again.",
    ),
};
/// 403: the role, or the power of attorney, does not allow it.
pub const NOT_YOURS_TO_DO: Problem = Problem {
    title: Bilingual::new("บัญชีนี้ทำสิ่งนี้ไม่ได้", "This account may not do that"),
    text: Bilingual::new(
        "ไม่มีอะไรเปลี่ยน หากท่านเข้าสู่ระบบด้วยบัญชีผิด ให้ออกแล้วเข้าใหม่",
        "Nothing was changed. If this is the wrong account, sign out and sign in with the other one.",
    ),
};
/// 403: the second factor is to be shown again.
pub const PROVE_AGAIN: Problem = Problem {
    title: Bilingual::new("ยืนยันตัวอีกครั้ง", "Show again who you are"),
    text: Bilingual::new(
        "ท่านค้นหาบุคคลหลายรายในหนึ่งชั่วโมง ออกจากระบบแล้วเข้าใหม่ด้วยการยืนยันตัวขั้นที่สอง แล้วทำต่อได้ การขอนี้ถูกบันทึกไว้",
        "You looked for many persons within an hour. Sign out, sign in again with your second factor, and go on. This is recorded.",
    ),
};
/// 403: who recorded or proposed it cannot decide it alone.
pub const TWO_PERSONS: Problem = Problem {
    title: Bilingual::new("ต้องมีเจ้าหน้าที่สองคน", "Two officers must decide"),
    text: Bilingual::new(
        "ผู้ที่บันทึกรายการหรือเสนอผลตัดสินคนเดียวไม่ได้ ให้เจ้าหน้าที่อีกคนของหน่วยเปิดเรื่องนี้ ไม่มีอะไรเปลี่ยน และการลองครั้งนี้ถูกบันทึกไว้",
        "Whoever recorded or proposed it cannot decide it alone: let another officer of the unit open the case. Nothing was changed, and that this was tried is recorded.",
    ),
};
/// 403: nobody checks what they keyed themselves.
pub const OWN_KEYING: Problem = Problem {
    title: Bilingual::new("ผู้อื่นต้องเป็นผู้ตรวจ", "Somebody else checks it"),
    text: Bilingual::new(
        "ท่านคีย์แบบนี้เอง จึงตรวจหรือชี้ขาดเองไม่ได้ ให้เจ้าหน้าที่อีกคนของหน่วยเปิดแบบนี้ ไม่มีอะไรเปลี่ยน และการลองครั้งนี้ถูกบันทึกไว้",
        "You keyed this form, so you neither check it nor decide about it: let another officer of the unit open it. Nothing was changed, and that this was tried is recorded.",
    ),
};
/// 403: nobody confirms what they entered themselves.
pub const OWN_ENTRY: Problem = Problem {
    title: Bilingual::new("ผู้อื่นต้องเป็นผู้ยืนยัน", "Somebody else confirms it"),
    text: Bilingual::new(
        "ท่านลงทะเบียนรายการนี้เอง จึงยืนยันหรือไม่ยืนยันเองไม่ได้ ให้เจ้าหน้าที่กองฯ อีกคนเปิดรายการนี้ ไม่มีอะไรเปลี่ยน และการลองครั้งนี้ถูกบันทึกไว้",
        "You entered this, so you neither confirm nor refuse it: let another officer of the division open it. Nothing was changed, and that this was tried is recorded.",
    ),
};
/// 403: a guardian must decide.
pub const GUARDIAN_DECIDES: Problem = Problem {
    title: Bilingual::new("ผู้ปกครองต้องร่วมตัดสินใจ", "A guardian must decide"),
    text: Bilingual::new(
        "เจ้าของบัญชีอายุไม่ถึง 20 ปี ผู้ปกครองที่ได้รับมอบอำนาจต้องเป็นผู้ให้ความยินยอม ไม่มีอะไรเปลี่ยน",
        "The holder of this account is under 20: a guardian with a power of attorney must agree. Nothing was changed.",
    ),
};
/// 403: outside a power of attorney.
pub const OUTSIDE_POWER: Problem = Problem {
    title: Bilingual::new("หนังสือมอบอำนาจไม่ให้ทำสิ่งนี้", "The power of attorney does not allow this"),
    text: Bilingual::new(
        "ไม่มีอะไรเปลี่ยน ดูขอบเขตและวันที่ของหนังสือมอบอำนาจในหน้าผู้ทำแทน",
        "Nothing was changed. Scope and dates of the power of attorney stand on the page of delegates.",
    ),
};
/// 409.
pub const MEANWHILE: Problem = Problem {
    title: Bilingual::new("มีการเปลี่ยนแปลงระหว่างนั้น", "Something changed meanwhile"),
    text: Bilingual::new(
        "สิ่งที่ท่านส่งยังไม่ถูกบันทึก เปิดหน้านี้ใหม่เพื่อดูข้อมูลล่าสุด แล้วทำอีกครั้งหากยังต้องการ",
        "What you sent was not saved. Open the page again to see what holds now, and do it again if you still want it.",
    ),
};
/// 409: an idempotency key used for something else.
pub const KEY_REUSED: Problem = Problem {
    title: Bilingual::new("คำขอนี้ซ้ำกับคำขออื่น", "This request repeats another one"),
    text: Bilingual::new(
        "เลขของคำขอเคยใช้กับคำตอบอื่นแล้ว ไม่มีอะไรเปลี่ยน เปิดหน้าใหม่แล้วเลือกอีกครั้ง",
        "Its key was used for another answer; nothing was changed. Open the page again and choose once more.",
    ),
};
/// 410.
pub const CODE_OVER: Problem = Problem {
    title: Bilingual::new("รหัสหรือลิงก์นี้ใช้ไม่ได้แล้ว", "This code or link holds no longer"),
    text: Bilingual::new("ขอรหัสใหม่ได้ที่หน้าเข้าสู่ระบบ", "You can ask for another code on the sign-in page."),
};
/// 415 of a file.
pub const WRONG_KIND_OF_FILE: Problem = Problem {
    title: Bilingual::new("ไม่รับไฟล์ชนิดนี้", "This kind of file is not taken"),
    text: Bilingual::new("ยังไม่มีการบันทึก กดย้อนกลับแล้วเลือกไฟล์อื่น", "Nothing was saved. Go back and choose another file."),
};
/// 405.
pub const WRONG_METHOD: Problem = Problem {
    title: Bilingual::new("ใช้วิธีนี้กับหน้านี้ไม่ได้", "That cannot be done with this page"),
    text: Bilingual::new("กลับไปหน้าแรกแล้วลองใหม่", "Go back to the front page and try again."),
};
/// 413.
pub const TOO_LARGE: Problem = Problem {
    title: Bilingual::new("ข้อมูลที่ส่งมีขนาดใหญ่เกินไป", "What you sent is too large"),
    text: Bilingual::new(
        "ยังไม่มีการบันทึก กดย้อนกลับ ย่อข้อความให้สั้นลง แล้วส่งใหม่",
        "Nothing was saved. Go back, shorten the text, and send it again.",
    ),
};
/// 415 and malformed forms.
pub const UNREADABLE_FORM: Problem = Problem {
    title: Bilingual::new("อ่านแบบฟอร์มที่ส่งมาไม่ได้", "The form could not be read"),
    text: Bilingual::new("ยังไม่มีการบันทึก กดย้อนกลับแล้วส่งใหม่", "Nothing was saved. Go back and send it again."),
};
/// 429.
pub const TOO_OFTEN: Problem = Problem {
    title: Bilingual::new("ส่งคำขอถี่เกินไป", "Too many requests"),
    text: Bilingual::new("ยังไม่มีการบันทึก รอสักครู่แล้วลองใหม่", "Nothing was saved. Wait a moment and try again."),
};
/// 500.
pub const INTERNAL: Problem = Problem {
    title: Bilingual::new("ระบบขัดข้อง", "Something went wrong here"),
    text: Bilingual::new(
        "ข้อผิดพลาดนี้เป็นของเรา เราบันทึกไว้แล้ว ลองใหม่อีกครั้ง หรือโทรหาเจ้าหน้าที่",
        "The fault is ours and has been recorded. Try again, or call the office.",
    ),
};
/// 503.
pub const UNAVAILABLE: Problem = Problem {
    title: Bilingual::new("บริการไม่พร้อมชั่วคราว", "The service is not available for a moment"),
    text: Bilingual::new(
        "สิ่งที่ท่านเพิ่งส่งยังไม่ได้บันทึก สิ่งที่ระบบยืนยันไปก่อนหน้านี้ไม่สูญหาย ลองใหม่ในอีกสักครู่",
        "What you just sent is not saved yet; nothing confirmed earlier is lost. Try again in a moment.",
    ),
};
/// Link.
pub const TO_FRONT_PAGE: Bilingual = Bilingual::new("ไปหน้าแรก", "Go to the front page");
/// Before the number that finds the request in the logs.
pub const REFERENCE: Bilingual = Bilingual::new("เลขอ้างอิง", "Reference");
/// Offline page title.
pub const OFFLINE_TITLE: Bilingual = Bilingual::new("ไม่มีสัญญาณ", "No network");
/// Offline page text.
pub const OFFLINE_TEXT: Bilingual = Bilingual::new(
    "ไม่มีสำเนาของหน้านี้ในเครื่อง หน้าที่อ่านได้ขณะไม่มีสัญญาณมีดังนี้",
    "There is no copy of that page on this device. These pages can be read without a network:",
);
