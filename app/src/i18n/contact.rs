//! Sentences of the contact pages; what can be wrong with a field is said by the rule in `domain`.

use domain::contact::ContactField;
use domain::{Bilingual, Day, Language};

/// Title.
pub const TITLE: Bilingual = Bilingual::new("ติดต่อ", "Contact");
/// Description.
pub const DESCRIPTION: Bilingual = Bilingual::new(
    "ที่อยู่ โทรศัพท์ โทรสาร อีเมล เว็บไซต์ และแบบฟอร์มที่ให้เลขเรื่องทันที",
    "Address, phones, fax, e-mail, web site, and a form that gives a case number at once.",
);
/// Heading over the published details.
pub const DETAILS: Bilingual = Bilingual::new("ข้อมูลติดต่อ", "Contact details");
/// Fact.
pub const ADDRESS: Bilingual = Bilingual::new("ที่อยู่", "Address");
/// Fact.
pub const PHONE: Bilingual = Bilingual::new("โทรศัพท์", "Phone");
/// Fact.
pub const FAX: Bilingual = Bilingual::new("โทรสาร", "Fax");
/// Fact.
pub const EMAIL: Bilingual = Bilingual::new("อีเมล", "E-mail");
/// Fact.
pub const WEB_SITE: Bilingual = Bilingual::new("เว็บไซต์", "Web site");
/// Heading over the form.
pub const WRITE_TO_US: Bilingual = Bilingual::new("เขียนถึงเรา", "Write to us");
/// Opening of the form.
pub const FORM_LEAD: Bilingual = Bilingual::new(
    "ท่านจะได้เลขเรื่องทันทีหลังส่ง อย่าใส่เลขบัตรประชาชนหรือรายละเอียดสุขภาพในข้อความ",
    "You get a case number at once. Please do not put an id number or health details into the message.",
);
/// Button.
pub const SEND: Bilingual = Bilingual::new("ส่งข้อความ", "Send message");
/// Title once a case is filed.
pub const CASE_TITLE: Bilingual = Bilingual::new("รับเรื่องแล้ว", "Your message is filed");
/// Fact.
pub const CASE_NUMBER: Bilingual = Bilingual::new("เลขเรื่องของท่าน", "Your case number");
/// What to do with the number.
pub const CASE_KEEP: Bilingual = Bilingual::new(
    "จดหรือถ่ายภาพเลขนี้ไว้ ใช้แจ้งทางโทรศัพท์เมื่อต้องการติดตามเรื่อง หน้านี้ไม่แสดงข้อความที่ท่านเขียน",
    "Write this number down or take a picture of it; give it when you call about your case. This page never shows what you wrote.",
);
/// Fact.
pub const CASE_RECEIVED: Bilingual = Bilingual::new("รับเมื่อ", "Received");
/// Link.
pub const BACK_TO_CONTACT: Bilingual = Bilingual::new("กลับไปหน้าติดต่อ", "Back to contact");

/// The label of a field.
pub const fn label(field: ContactField) -> Bilingual {
    match field {
        ContactField::Topic => Bilingual::new("เรื่องที่ติดต่อ", "What is it about?"),
        ContactField::Message => Bilingual::new("ข้อความ", "Your message"),
        ContactField::Name => Bilingual::new("ชื่อ", "Your name"),
        ContactField::Reply => Bilingual::new("อีเมลหรือหมายเลขโทรศัพท์", "E-mail address or phone number"),
    }
}

/// Why a field is asked and what follows from leaving it out (article 2 (e)).
pub const fn hint(field: ContactField) -> Option<Bilingual> {
    match field {
        ContactField::Topic => None,
        ContactField::Message => Some(Bilingual::new("ไม่เกิน 4,000 ตัวอักษร", "Up to 4,000 characters.")),
        ContactField::Name => Some(Bilingual::new(
            "ใช้เรียกท่านเมื่อตอบ ถ้าไม่ให้ เราจะตอบโดยไม่ระบุชื่อ",
            "Used to address you in the answer. Without it we answer without a name.",
        )),
        ContactField::Reply => Some(Bilingual::new(
            "ใช้ตอบกลับเรื่องนี้เท่านั้น ถ้าไม่ให้ ท่านยังติดตามได้ด้วยเลขเรื่อง",
            "Used to answer this message only. Without it you can still follow up with the case number.",
        )),
    }
}

/// Day and time of filing.
pub fn received(day: Day, (hour, minute): (u8, u8), language: Language) -> String {
    match language {
        Language::Th => format!("{} เวลา {hour:02}.{minute:02} น.", day.long(language)),
        Language::En => format!("{}, {hour:02}:{minute:02} (Bangkok)", day.long(language)),
    }
}
